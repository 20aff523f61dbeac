"""A list of things to choose from, each with its count: the lists of the filter panels and of the unit editor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ledger_app.domain.lamp import Lamp

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry; `checked` is None where nothing is ticked but only picked."""

    key: Any
    text: str
    note: str = ""  # at the right: a count, another name
    checked: bool | None = None
    tone: str = "text"
    icon: str = ""
    lamp: Lamp | None = None
    heading: bool = False  # names the entries below it; not to be chosen


class ChoiceList(QAbstractListModel):
    """The entries as Qt's views see them; ticking one asks, whoever owns the list answers with new entries."""

    ticked = Signal(object, bool)  # key, whether it is to be ticked

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: Sequence[Choice] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        """Show these entries; the ones of the same keys in the same places are only updated."""
        if [choice.key for choice in choices] == [choice.key for choice in self.choices]:
            self.choices = choices
            if choices:
                self.dataChanged.emit(self.index(0), self.index(len(choices) - 1))
            return
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.text
        if role == Qt.ItemDataRole.UserRole:
            return choice.key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{choice.text} {choice.note}".strip()
        if role == Qt.ItemDataRole.CheckStateRole and choice.checked is not None:
            return Qt.CheckState.Checked if choice.checked else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.choices[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if self.choices[index.row()].checked is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.ticked.emit(self.choices[index.row()].key, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True
