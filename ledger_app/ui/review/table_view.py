"""The table of recognised rows: headings across, two lines a row, edited in place."""

from datetime import date

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import MeasureRow
from ledger_app.ui.review.draft_lines import Line
from ledger_app.ui.review.keys import act_of
from ledger_app.ui.review.row_delegate import HEADING_HEIGHT, ROW_HEIGHT, RowDelegate
from ledger_app.ui.review.table_model import COLUMNS, DEADLINE, NUMBER, STATE, TARGETS, TEXT, UNITS, ReviewTable
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.plain_header import PlainHeader

_WIDTHS = {STATE: 34, NUMBER: 52, UNITS: 160, DEADLINE: 116, TARGETS: 84}
_NARROW_WIDTHS = {STATE: 34, NUMBER: 44, UNITS: 132, DEADLINE: 92, TARGETS: 0}
_WIDE_UNITS = 220
_NARROW, _WIDE = 760, 1000
_Index = QModelIndex | QPersistentModelIndex


class ReviewView(QTableView):
    """Keys that settle doubts go on to the page; F2 and a double click edit."""

    line_chosen = Signal(object)  # Section or MeasureRow that became the current one

    def __init__(self, model: ReviewTable, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.delegate = RowDelegate(self, today)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("识别结果")
        self._set_behaviour()
        self._set_headers()
        self.hover_row = -1
        self.entered.connect(self._on_hover)
        model.modelReset.connect(self._shape)
        theme().follow(self, self._restyle)

    def _set_behaviour(self) -> None:
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _set_headers(self) -> None:
        self.setHorizontalHeader(PlainHeader(self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(10)

    def _restyle(self, t: Tokens) -> None:
        self.verticalHeader().setDefaultSectionSize(t.px(ROW_HEIGHT))
        self.verticalScrollBar().setSingleStep(t.px(ROW_HEIGHT) // 2)
        self._shape()
        self._fit()

    def _shape(self) -> None:
        """Headings are lower and reach across; to be done again whenever lines came or went."""
        self.clearSpans()
        header, t = self.verticalHeader(), theme().tokens
        heights = t.px(ROW_HEIGHT), t.px(HEADING_HEIGHT)
        header.setDefaultSectionSize(heights[0])
        header.blockSignals(True)  # thousands of headings would each ask for a new layout
        lines = self._model.lines
        for at in range(len(lines)):
            heading = lines.is_heading(at)
            if header.sectionSize(at) != heights[heading]:  # Qt keeps a height where another line now stands
                header.resizeSection(at, heights[heading])
            if heading:
                self.setSpan(at, TEXT, 1, len(COLUMNS) - TEXT)
        header.blockSignals(False)
        self.updateGeometries()

    def _fit(self) -> None:
        t, room = theme().tokens, self.viewport().width()
        widths = dict(_NARROW_WIDTHS if room < t.px(_NARROW) else _WIDTHS)
        if room >= t.px(_WIDE):
            widths[UNITS] = _WIDE_UNITS
        if not self._model.has_targets:
            widths[TARGETS] = 0
        self.setColumnHidden(TARGETS, not widths[TARGETS])  # the tip of the text has them too
        for column, width in widths.items():
            self.setColumnWidth(column, t.px(width))
        self.setColumnWidth(TEXT, max(t.px(120), room - sum(t.px(width) for width in widths.values())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()  # the edge of the row left behind
        if current.isValid() and current.row() != previous.row():
            self.line_chosen.emit(self._model.line(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if act_of(event) is not None and not self.delegate.editing:
            event.ignore()  # the page's
        else:
            super().keyPressEvent(event)

    def _on_hover(self, index: QModelIndex) -> None:
        if index.row() != self.hover_row:
            self.hover_row = index.row()
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hover_row = -1
        self.viewport().update()

    # -- asked by the page ----------------------------------------------------------------------------------------

    @property
    def line(self) -> Line | None:
        """The current line."""
        index = self.currentIndex()
        return self._model.line(index) if index.isValid() else None

    @property
    def line_above(self) -> Line | None:
        """The line above the current one."""
        index = self.currentIndex()
        return self._model.lines[index.row() - 1] if index.row() > 0 else None

    def go_to_measure(self, measure_id: MeasureId) -> None:
        """Make the row of a measure the current one, if it is there."""
        at = self._model.at_measure(measure_id)
        if at is not None:
            self.go_to(at)

    def go_to(self, at: int, column: int = TEXT) -> None:
        """Make a line the current and only selected one, with some rows around it in view."""
        index = self._model.index(at, column)
        flags = QItemSelectionModel.SelectionFlag  # said, not asked of the view: with Ctrl of Ctrl+Z held it would add
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        box = self.visualRect(self._model.index(at, STATE))
        box.adjust(0, -box.height() // 2, 0, box.height() // 2)  # some of its neighbours are to be seen too
        if not self.viewport().rect().contains(box):
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def selected_measures(self) -> list[MeasureId]:
        """The measures of the selected rows, headings left out."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [line.measure.id for at in rows if isinstance(line := self._model.lines[at], MeasureRow)]
