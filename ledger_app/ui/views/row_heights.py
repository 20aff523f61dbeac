"""How high the rows of the list are: all measures alike, headings lower; no row is ever measured."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QStringListModel
from PySide6.QtWidgets import QHeaderView

from ledger_app.ui.models.lines import Group
from ledger_app.ui.theme.theme import tokens

if TYPE_CHECKING:
    from ledger_app.ui.views.measure_list import MeasureList

ROW_HEIGHTS = {1: 30, 2: 50, 3: 70}  # px at 100 %, by the lines of text
GROUP_HEIGHT = 32


class RowHeights(QObject):
    """Keeps them as lines come and go."""

    def __init__(self, view: "MeasureList") -> None:
        super().__init__(view)
        self._view, self._table, self._header = view, view.table, view.verticalHeader()
        self._no_rows = QStringListModel(self)
        self._expected: tuple[int, int] | None = None  # rows about to come
        self._header.hide()
        self._header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._header.setMinimumSectionSize(10)
        self._table.rowsAboutToBeInserted.connect(self._expect)
        self._header.sectionCountChanged.connect(self._size_expected)

    def size_all(self) -> None:
        """Give every line its height anew."""
        self._forget()
        self._header.setDefaultSectionSize(self._view.row_height)
        self._size_groups(0, len(self._table.lines) - 1)

    def _expect(self, parent: QModelIndex, first: int, last: int) -> None:
        self._expected = (first, last)

    def _size_expected(self) -> None:
        """The header has taken in the rows that came."""
        if self._expected is not None:
            (first, last), self._expected = self._expected, None
            self._size_groups(first, last)

    def _forget(self) -> None:
        """Give all rows the default height again; a header forgets the heights it was given only with its model."""
        header, shared = self._header, self._view.selectionModel()
        for model in (self._no_rows, self._table):
            old = header.selectionModel()
            header.setModel(model)
            if old is not None and old is not shared:
                old.deleteLater()
        own = header.selectionModel()
        header.setSelectionModel(shared)
        own.deleteLater()

    def _size_groups(self, first: int, last: int) -> None:
        header, height = self._header, tokens().px(GROUP_HEIGHT)
        header.blockSignals(True)  # thousands of headings would each ask for a new layout,
        header.setUpdatesEnabled(False)  # and each would look up where it stands, summing all heights above it
        for at, line in enumerate(self._table.lines[first : last + 1], first):
            if isinstance(line, Group):
                header.resizeSection(at, height)
        header.setUpdatesEnabled(True)
        header.blockSignals(False)
        self._view.lines_sized()
