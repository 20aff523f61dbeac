"""The editor of a measure's text: it also says where the text is to be cut in two."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from ledger_app.ui.theme.pieces import frame, label, row, tool_button
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.editors import TextEditor

FOOT = 30
_SENTENCE_ENDS = "。；;"
_CLAUSE_ENDS = "，、,"


class MeasureEditor(TextEditor):
    """Enter accepts the text; Ctrl+Shift+Enter, or the button below it, cuts it where the cursor stands."""

    cut_asked = Signal(str, int)  # the whole text as edited, and how many of its characters stand before the cut

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cut = tool_button("在光标处拆开", "split", "在光标处拆成两项 (Ctrl+Shift+Enter)", clicked=self.ask_cut)
        self._cut.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays where it is to be cut
        self._hint = label("", "caption", "text2")
        self._foot = frame("sub", row(self._hint, None, self._cut, gap=8, margins=(8, 0, 4, 0)), self)
        self.setViewportMargins(0, 0, 0, tokens().px(FOOT))
        self._say("Enter完成，Esc不改")

    def begin_cut(self) -> None:
        """Put the cursor where a cut is likely, and say what to do."""
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(len(text[: likely_cut(text)].encode("utf-16-le")) // 2)  # Qt counts UTF-16 units
        self.setTextCursor(cursor)
        self._say("光标移到第二项开头")

    def ask_cut(self) -> None:
        """Ask for the text to be cut where the cursor stands."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.position())
        cursor.setPosition(0, QTextCursor.MoveMode.KeepAnchor)
        before = cursor.selectedText()  # a whole number of characters, whatever Qt counts
        indent = len(self.toPlainText()) - len(self.toPlainText().lstrip())
        self.cut_asked.emit(self.value(), max(0, len(before) - indent))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & both == both:
            self.ask_cut()
        else:
            super().keyPressEvent(event)

    def _say(self, words: str) -> None:
        self._hint.setText(words)
        self.setAccessibleDescription(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height, edge = tokens().px(FOOT), 2
        self._foot.setGeometry(QRect(edge, self.height() - height - edge, self.width() - 2 * edge, height))

    def wanted_rect(self, cell: QRect, room: QRect) -> QRect:
        """The cell, down as far as the text and the line below it need."""
        wanted = super().wanted_rect(cell, room)
        wanted.setHeight(wanted.height() + tokens().px(FOOT))
        wanted.moveTop(max(0, min(wanted.top(), room.bottom() - wanted.height())))
        return wanted


def likely_cut(text: str) -> int:
    """How many characters stand before the sentence, else the clause, that begins nearest to the middle."""
    for ends in (_SENTENCE_ENDS, _CLAUSE_ENDS):
        cuts = [at + 1 for at, char in enumerate(text[:-1]) if char in ends and text[at + 1 :].strip()]
        if cuts:
            return min(cuts, key=lambda cut: abs(cut - len(text) / 2))
    return len(text) // 2
