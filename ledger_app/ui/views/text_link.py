"""A line of text that opens something: left-aligned, elided at its end where there is no room."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ledger_app.ui.theme.paint import color, draw_word, metrics
from ledger_app.ui.theme.theme import theme, tokens

_PAD = 2


class TextLink(QAbstractButton):
    """Click, Enter or Space opens it."""

    def __init__(
        self,
        text: str,
        tip: str = "",
        role: str = "list",
        tone: str = "accentText",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        if clicked is not None:
            self.clicked.connect(clicked)
        self._role, self._tone = role, tone
        self.setText(text)
        self.setToolTip(tip or text)
        self.setAccessibleName(tip or text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().follow(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        t = tokens()
        return QSize(metrics(self._role, t.scale).horizontalAdvance(self.text()) + 2 * _PAD + 2, t.px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(tokens().px(48), self.sizeHint().width()), tokens().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, p = tokens(), QPainter(self)
        tone = self._tone if self.isEnabled() else "text"
        draw_word(p, self.rect().adjusted(_PAD, 0, -_PAD, 0), self.text(), t, self._role, tone)
        if self.underMouse() and self.isEnabled():
            width = min(self.width(), self.sizeHint().width()) - 2 * _PAD
            bottom = self.rect().center().y() + t.px(9)
            p.fillRect(_PAD, bottom, width, 1, color(t.c(tone)))
        if self.hasFocus():
            p.setPen(QPen(color(t.c("accent")), 2))
            p.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
        p.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
