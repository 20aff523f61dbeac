"""The bar under the list that tells what was done and offers to take it back; and the one that tells of trouble."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QEvent, QTimer
from PySide6.QtGui import QEnterEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.pieces import Margins, frame, label, repolish, row, tool_button
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.popup import is_inside

STAYS_MS = 8000
_UNSEEN_MS = 400  # nobody has read words that came under the pointer so short a time ago
_MARGINS: Margins = (12, 3, 6, 3)


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from what was told: its words and what they do."""

    words: str
    take: Callable[[], object]
    key: str = ""


class TellBar(QFrame):
    """One message at a time, the newest. Trouble stays until it is closed or something is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._mark = QLabel()
        self._words = label("", "list", wrap=True)
        self._key = label("", "caption")
        self._way = tool_button("撤销", kind="tellLink", clicked=self._take)
        self._second = tool_button("打开", kind="tellLink", clicked=self._take_second)
        self._close = tool_button(icon_name="dismiss", tip="关闭 (Esc)", kind="tellClose", clicked=self.hush)
        self._ways: tuple[Way, ...] = ()
        self._only_just = QElapsedTimer()  # since the words changed under the pointer
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self._time_is_up)
        items = (self._mark, self._words, self._key, self._way, self._second, self._close)
        layout = row(*items, gap=8, margins=_MARGINS)
        layout.setStretch(1, 1)
        self._box = frame("tell", layout)
        self.setLayout(row(self._box, margins=(10, 6, 10, 6)))
        self.hide()
        theme().follow(self, self._restyle)

    def _restyle(self, t: Tokens) -> None:
        self._box.setMinimumHeight(t.px(32))
        if not self.isHidden():
            self._draw_mark()

    @property
    def words(self) -> str:
        """What it tells now; nothing when it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    @property
    def trouble(self) -> bool:
        """Whether what it tells is trouble."""
        return self._box.objectName() == "trouble"

    def tell(self, words: str, *ways: Way) -> None:
        """Tell what was done, for some seconds."""
        self._show("tell", words, ways)
        self._timer.start()

    def tell_trouble(self, words: str, *ways: Way) -> None:
        """Tell what could not be done, until the clerk has read it."""
        self._show("trouble", words, ways)
        self._timer.stop()

    def hush(self) -> None:
        """Say nothing any more."""
        self._timer.stop()
        self.hide()

    def move_to(self, other: "TellBar") -> None:
        """Let another bar go on telling: the clerk went to the page it stands on."""
        if not self.isHidden():
            (other.tell_trouble if self.trouble else other.tell)(self.words, *self._ways)
            self.hush()

    def _show(self, kind: str, words: str, ways: tuple[Way, ...]) -> None:
        if self.isVisible() and self.underMouse():
            self._only_just.start()
        else:
            self._only_just.invalidate()
        self._ways = ways
        self._words.setText(words)
        self.setAccessibleName(words)
        for button, way in zip((self._way, self._second), (*ways, None, None), strict=False):
            button.setVisible(way is not None)
            if way is not None:
                button.setText(way.words)
                button.setAccessibleName(way.words)
        self._key.setText(ways[0].key if ways else "")
        self._key.setVisible(bool(self._key.text()))
        if self._box.objectName() != kind:
            self._box.setObjectName(kind)
            for widget in (self._box, *self._box.findChildren(QWidget)):
                repolish(widget)
        self._draw_mark()
        self.show()

    def _draw_mark(self) -> None:
        t = tokens()
        name, tone = ("warning", "doubtText") if self.trouble else ("check_circle", "textInverse")
        self._mark.setPixmap(icon_pixmap(name, t.c(tone), t.px(18), self.devicePixelRatioF()))
        close_tone = "doubtText" if self.trouble else "textInverse"
        self._close.setIcon(icon_pixmap("dismiss", t.c(close_tone), t.px(14), self.devicePixelRatioF()))

    def _take(self) -> None:
        self._go(0)

    def _take_second(self) -> None:
        self._go(1)

    def _go(self, which: int) -> None:
        unread = self._only_just.isValid() and self._only_just.elapsed() < _UNSEEN_MS
        if unread or which >= len(self._ways):
            return  # the click took an open cell in first, and the bar now tells of that: this way was not meant
        way = self._ways[which]
        self.hush()
        way.take()

    def _time_is_up(self) -> None:
        if self.underMouse() or is_inside(QApplication.focusWidget(), self):
            self._timer.start()  # who is reading or about to click gets the time
        else:
            self.hush()

    def enterEvent(self, event: QEnterEvent) -> None:
        if self._timer.isActive():
            self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        if not self.isHidden() and not self.trouble:
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hush()
        else:
            super().keyPressEvent(event)
