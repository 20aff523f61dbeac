"""The editor of a unit cell as it is printed."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.editors import LineEditor

_WIDTH = 380


class PhraseEditor(LineEditor):
    """Begins with the phrase, whatever the cell shows: 市水务局牵头，市财政局配合."""

    def __init__(self, phrase: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrase = phrase
        self.setAccessibleName("责任单位的原文")
        self.setPlaceholderText("如 市水务局牵头，市财政局配合")

    def load(self, value: object) -> None:
        """Begin with the phrase, all of it selected."""
        super().load(self._phrase)

    def wanted_rect(self, cell: QRect, room: QRect) -> QRect:
        """The cell, and as wide as a phrase needs."""
        wide = QRect(cell.left(), cell.top(), max(cell.width(), tokens().px(_WIDTH)), cell.height())
        return super().wanted_rect(wide, room)
