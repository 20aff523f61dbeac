"""A read-only table of lines under titles, for what is listed and not edited."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LinesTable(QAbstractTableModel):
    """Each line is any value; `cells` says what stands in its columns."""

    def __init__(
        self, titles: Sequence[str], cells: Callable[[Any], Sequence[str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.titles = titles
        self._cells = cells
        self.lines: Sequence[Any] = ()

    def show(self, lines: Sequence[Any], titles: Sequence[str] = ()) -> None:
        """Show these lines, under other titles where they are given."""
        self.beginResetModel()
        self.titles = titles or self.titles
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.titles[section] if shown else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        said = index.isValid() and role in _SAID
        return self._cells(self.lines[index.row()])[index.column()] if said else None
