"""Editors of what is printed in a cell beside what the cell shows: the unit phrase, how often to report."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.editors import LineEditor

_WIDTH, _AROUND = 380, 60  # px at 100 %: the least, and what stands beside the words


class WideEditor(LineEditor):
    """As wide as its text, within the room there is."""

    def wanted_rect(self, cell: QRect, room: QRect) -> QRect:
        """The cell, and to its left or right as wide as what it begins with."""
        t = tokens()
        words = self.fontMetrics().horizontalAdvance(self.text()) + t.px(_AROUND)
        width = min(max(cell.width(), t.px(_WIDTH), words), room.width())
        return super().wanted_rect(QRect(cell.left(), cell.top(), width, cell.height()), room)


class PhraseEditor(WideEditor):
    """Begins with the phrase, whatever the cell shows: 市水务局牵头，市财政局配合."""

    name, hint = "责任单位的原文", "如 市水务局牵头，市财政局配合"

    def __init__(self, phrase: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrase = phrase
        self.setAccessibleName(self.name)
        self.setPlaceholderText(self.hint)

    def load(self, value: object) -> None:
        """Begin with the phrase, all of it selected."""
        super().load(self._phrase)


class RecurrenceEditor(PhraseEditor):
    """How often a row is reported on: 每月25日前报送; empty for not at all."""

    name, hint = "报送周期", "如 每月25日前报送；空着为不定期"


class TargetsEditor(WideEditor):
    """All targets of a row in one line; empty for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("指标")
        self.setPlaceholderText("如 绿地42公顷；覆盖率达到80%")
