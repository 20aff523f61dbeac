"""The smaller parts of the details: a lamp with its reason, the text that can be edited, a doubt with its ways out."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from ledger_app.domain.lamp import Lamp
from ledger_app.domain.measure import Doubt
from ledger_app.ui.models.doubt_choices import ways_to_settle, with_plain_days
from ledger_app.ui.theme.flow import FlowLayout
from ledger_app.ui.theme.paint import draw_lamp_chip, font, lamp_width
from ledger_app.ui.theme.pieces import Paragraph, col, label, push_button
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

_LONGEST = 12  # characters on a button
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason)


class LampLabel(QWidget):
    """A lamp's shape and word."""

    def __init__(self) -> None:
        super().__init__()
        self._lamp = Lamp.GREY
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().follow(self, lambda _: self.updateGeometry())

    def show_lamp(self, lamp: Lamp) -> None:
        """Show this lamp."""
        self._lamp = lamp
        self.setAccessibleName(f"{lamp.label}灯")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(lamp_width(self._lamp, tokens()) + 2, tokens().px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        draw_lamp_chip(p, self._lamp, 0, self.height() // 2, tokens())
        p.end()


class EditableText(QWidget):
    """A paragraph; a double click or F2 turns it into a field, Ctrl+Enter or leaving it accepts, Esc gives it up."""

    wanted = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._paragraph = Paragraph()
        self._field = QPlainTextEdit()
        self._field.setAccessibleName(name)
        self._field.setTabChangesFocus(True)
        self._field.hide()
        self._field.installEventFilter(self)
        self._fixed = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setLayout(col(self._paragraph, self._field, gap=0))
        theme().follow(self, self._restyle)

    def _restyle(self, t: Tokens) -> None:
        self._field.setFont(font("body", t.scale))

    def show_text(self, shown: str, text: str, *, fixed: bool) -> None:
        """Show a text; `text` is what is edited (without its number)."""
        self._fixed = fixed
        self.setToolTip("" if fixed else "双击修改 (F2)")
        self._paragraph.set_text(shown)
        self.setAccessibleDescription(shown)
        if self._field.isHidden():
            self._field.setPlainText(text)

    def text(self) -> str:
        """What it shows."""
        return self._paragraph.text()

    def edit(self) -> None:
        """Turn into a field."""
        if self._fixed:
            return
        self._field.setFixedHeight(max(self._paragraph.height() + tokens().px(24), tokens().px(90)))
        self._paragraph.hide()
        self._field.show()
        self._field.setFocus()
        self._field.selectAll()

    def leave(self) -> None:
        """Accept what is being edited; the focus may be anywhere."""
        if not self._field.isHidden():
            self._end(accept=True)

    def _end(self, *, accept: bool) -> None:
        text, here = self._field.toPlainText().strip(), self._field.hasFocus()
        self._paragraph.show()
        if here:
            self.setFocus()
        self._field.hide()
        if accept:
            self.wanted.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            self.leave()
        return super().eventFilter(watched, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        editing = not self._field.isHidden()
        if event.key() == Qt.Key.Key_F2 or (enter and not editing):
            self.edit()
        elif editing and enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._end(accept=True)
        elif editing and event.key() == Qt.Key.Key_Escape:
            self._end(accept=False)
        else:
            super().keyPressEvent(event)


class DoubtCard(QFrame):
    """One doubt of the measure and the ways to settle it."""

    settled = Signal(object, str)  # DoubtId, choice

    def __init__(self, doubt: Doubt, *, fixed: bool) -> None:
        super().__init__()
        self.setObjectName("doubt")
        said = with_plain_days(doubt.message)
        self.setAccessibleName(f"疑点 {doubt.kind.label} {said}")
        message = Paragraph(said, "list", "text")
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        for words, choice in ways_to_settle(doubt):
            button = push_button(_short(words), "quiet", tip=words)
            button.clicked.connect(partial(self.settled.emit, doubt.id, choice))
            flow.addWidget(button)
        if fixed:
            buttons.hide()
        self.setLayout(
            col(label(doubt.kind.label, "captionStrong", "doubtText"), message, buttons, gap=6, margins=(12, 8, 10, 10))
        )


def _short(words: str) -> str:
    """What fits on a button in a narrow pane; its tip has the whole."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 2]}…{words[-1]}"
