"""A table of the original as it was printed, merged cells included."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ledger_app.domain.document import Grid
from ledger_app.domain.ids import MeasureId
from ledger_app.ui.review.places import Places
from ledger_app.ui.theme.paint import color, draw_lines, font, metrics, wrap
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

SMALL_TABLE = 3000  # rows; above it all rows have one height
_WEIGHED = 600  # rows looked at for the widths of the columns
MOST_LINES = 20  # text lines of one row
PAD = 6
PITCH = 18
SHORT = 11  # characters of a column that is not wrapped: 2026年11月10日
_SHORT_SHARE = 0.6  # of the width, at most
NARROWEST, WIDEST = 2, 60  # characters a column is reckoned to hold
EVENNESS = 0.7  # below 1: long columns do not starve short ones
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class GridModel(QAbstractTableModel):
    """The cells of a Grid."""

    def __init__(self, grid: Grid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = grid

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.grid.cells)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or not self.grid.cells else len(self.grid.cells[0])

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.grid.cells[index.row()][index.column()]
        return None


class OriginalGrid(QTableView):
    """Read-only; the cells of the current row are tinted, and a click on a cell names its row."""

    measure_clicked = Signal(object)  # MeasureId

    def __init__(self, grid: Grid, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid, self.places = grid, places
        self.current: dict[int, int] = {}  # rows of the grid, with the column where the measure begins
        self.doubtful = False
        self.read = frozenset(place.line - grid.first_row for place in places.inside(grid.name))
        self.setModel(GridModel(grid, self))
        self.setItemDelegate(_GridDelegate(self))
        self.setAccessibleName(f"原表 {grid.name}")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )  # else it would come and go with the width
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setMinimumSectionSize(10)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self._weights = _column_weights(grid)
        self._span()
        self.clicked.connect(self._tell)
        theme().follow(self, lambda _: self._refit())

    def _span(self) -> None:
        for merge in self.grid.merges:
            rows, columns = merge.bottom - merge.top + 1, merge.right - merge.left + 1
            if rows > 1 or columns > 1:
                self.setSpan(merge.top, merge.left, rows, columns)

    def _refit(self) -> None:
        t, width = tokens(), max(self.viewport().width(), tokens().px(280))
        char, pad = metrics("list", t.scale).horizontalAdvance("汉"), 2 * t.px(PAD) + 2
        widths = column_widths(self._weights, width, lambda breadth: max(t.px(28), ceil(breadth * char) + pad))
        for column, each in enumerate(widths):
            self.setColumnWidth(column, each)
        self._fit_rows(widths, t)

    def _fit_rows(self, widths: list[int], t: Tokens) -> None:
        header = self.verticalHeader()
        header.setMinimumSectionSize(t.px(PITCH))
        header.setDefaultSectionSize(t.px(3 * PITCH + 2 * PAD))
        if len(self.grid.cells) > SMALL_TABLE:
            return
        covered = _merged_down(self.grid)
        across = {(m.top, m.left): sum(widths[m.left : m.right + 1]) for m in self.grid.merges}
        size = max(1, metrics("list", t.scale).horizontalAdvance("汉"))
        for row, cells in enumerate(self.grid.cells):
            lines = 1
            for column, text in enumerate(cells):
                if text and (row, column) not in covered:
                    per_line = max(1, (across.get((row, column), widths[column]) - 2 * t.px(PAD)) // size)
                    lines = max(lines, sum(max(1, ceil(_breadth(part) / per_line)) for part in text.split("\n")))
            self.setRowHeight(row, min(lines, MOST_LINES) * t.px(PITCH) + 2 * t.px(PAD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._refit()
            self._bring_up()

    def set_places(self, places: Places) -> None:
        """The rows now stand there: some were cut or joined."""
        self.places = places

    def show_measure(self, measure_id: MeasureId | None, *, doubtful: bool = False) -> None:
        """Tint the places of a row and bring the first of them into view."""
        places = self.places.of(measure_id) if measure_id is not None else ()
        self.current = {p.line - self.grid.first_row: p.start for p in places if p.part == self.grid.name}
        self.doubtful = doubtful
        self._bring_up()
        self.viewport().update()

    def _bring_up(self) -> None:
        if not self.current:
            return
        first = min(self.current)
        index = self.model().index(first, self.current[first])
        if not self.viewport().rect().contains(self.visualRect(index)):
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _tell(self, index: QModelIndex) -> None:
        measure_id = self.places.at(self.grid.name, index.row() + self.grid.first_row, len(self._weights))
        if measure_id is not None:
            self.measure_clicked.emit(measure_id)


class _GridDelegate(QStyledItemDelegate):
    """Draws a cell with its lines and its text wrapped."""

    def __init__(self, view: OriginalGrid) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, 0)  # the view has set every height

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t, r, view = tokens(), option.rect, self._view
        spanned = range(index.row(), index.row() + view.rowSpan(index.row(), index.column()))
        starts = [view.current[row] for row in spanned if row in view.current]
        ours = bool(starts) and index.column() >= min(starts)
        read = any(row in view.read for row in spanned)
        if ours:
            p.fillRect(r, color(t.c("doubt" if view.doubtful else "selected")))
        elif not read:
            p.fillRect(r, color(t.c("subtle")))
        p.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(t.c("divider")))
        p.fillRect(QRect(r.right(), r.top(), 1, r.height()), color(t.c("divider")))
        if ours and index.column() == min(starts):
            p.fillRect(
                QRect(r.left(), r.top(), t.px(3), r.height()), color(t.c("doubtLine" if view.doubtful else "accent"))
            )
        self._draw_text(p, r, str(index.data()), "text" if read else "text2", t)

    def _draw_text(self, p: QPainter, r: QRect, text: str, tone: str, t: Tokens) -> None:
        pad, pitch = t.px(PAD), t.px(PITCH)
        lines = wrap(text, "list", t.scale, max(1, r.width() - 2 * pad), max(1, (r.height() - pad) // pitch))
        low = len(lines) == 1 and r.height() < 4 * pitch  # one word in a merged cell stands at its top, in view
        top = r.top() + (max(pad, (r.height() - pitch) // 2) if low else pad)
        p.setFont(font("list", t.scale))
        p.setPen(color(t.c(tone)))
        draw_lines(p, lines, r.left() + pad, top, pitch, metrics("list", t.scale))


def _breadth(text: str) -> float:
    """How many Chinese characters wide a text is; Latin letters and digits count half."""
    return sum(1.0 if char > "\u2000" else 0.55 for char in text)


def _column_weights(grid: Grid) -> list[float]:
    """How many characters the longest line of each column has, within reason."""
    across = {(m.top, m.left) for m in grid.merges if m.right > m.left}
    weights = [float(NARROWEST)] * (len(grid.cells[0]) if grid.cells else 0)
    for row, cells in enumerate(grid.cells[:_WEIGHED]):
        for column, text in enumerate(cells):
            if text and weights[column] < WIDEST and (row, column) not in across:
                weights[column] = max(weights[column], min(max(map(_breadth, text.split("\n"))), WIDEST))
    return weights


def column_widths(breadths: Sequence[float], width: int, needs: Callable[[float], int]) -> list[int]:
    """Short columns as wide as their words need; what they leave is shared out among the long ones."""
    short = [needs(breadth) if breadth <= SHORT else 0 for breadth in breadths]
    if sum(short) > width * _SHORT_SHARE:  # a table of many short columns: each gives something
        short = [0] * len(short)
    total = sum(breadth**EVENNESS for breadth, own in zip(breadths, short, strict=True) if not own) or 1
    left = width - sum(short)
    widths = [
        own or max(needs(0), int(left * breadth**EVENNESS / total))
        for breadth, own in zip(breadths, short, strict=True)
    ]
    if widths:
        widest = widths.index(max(widths))
        widths[widest] = max(needs(0), widths[widest] + width - sum(widths))
    return widths


def _merged_down(grid: Grid) -> frozenset[tuple[int, int]]:
    return frozenset((m.top, m.left) for m in grid.merges if m.bottom > m.top)
