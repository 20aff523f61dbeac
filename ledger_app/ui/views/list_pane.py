"""The middle of the window: the head with its filters, the list, and what is told below it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ledger_app.domain.change import Change, Setting
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.row import MeasureRow, Query
from ledger_app.domain.unit import Assignment, UnitId
from ledger_app.ledger import Ledger, search_words, shape_changed
from ledger_app.ui.models.bare_headings import bare_headings
from ledger_app.ui.models.filters import Filter
from ledger_app.ui.models.lines import Bare, Flat, Outline
from ledger_app.ui.models.measure_table import MeasureTable
from ledger_app.ui.models.places import Place
from ledger_app.ui.theme.pieces import col, frame, label, row, rule, tool_button
from ledger_app.ui.unwritten import Unwritten
from ledger_app.ui.views.add_bar import AddBar
from ledger_app.ui.views.filter_bar import FilterBar
from ledger_app.ui.views.measure_list import MeasureList
from ledger_app.ui.views.plan_doubts import PlanDoubts
from ledger_app.ui.views.tell_bar import TellBar

if TYPE_CHECKING:
    from ledger_app.ui.views.column_panel import ColumnPanel


class ListPane(QFrame):
    """Holds the question (place and filter) and shows its answer."""

    shown = Signal()  # the rows shown are others, or others are counted
    searched = Signal(str)  # other words are searched for, and not because they were typed
    grouping_changed = Signal(bool)

    def __init__(self, ledger: Ledger, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._ledger, self._today = ledger, today
        self.place = Place(None, "全部任务", query=Query())  # until it is told where to go
        self.filter = Filter()
        self.search = ""  # as typed
        self.grouped = True  # what the clerk wants where the place has no order of its own
        self._told_grouping: bool | None = None
        self._total: int | None = None
        self._late_refresh = False
        self.table = MeasureTable(ledger, today, self)
        self.list = MeasureList(self.table)
        self.bar = FilterBar(self.rows_of, lambda: self._ledger.book, today)
        self.bar.wanted.connect(self.set_filter)
        self.bar.arranged.connect(self.turn_grouping)
        self.bar.columns_asked.connect(lambda: self.open_columns(self.bar.columns_button))
        header = self.list.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_header_menu)
        self._column_panel: ColumnPanel | None = None
        self.tell_bar = TellBar()
        self.add_bar = AddBar()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._make_no_hits())
        self._banner_words = label("", "list", wrap=True)
        self._banner = frame("info", row(self._banner_words, margins=(12, 6, 8, 6)))
        self._banner.hide()
        self.plan_doubts = PlanDoubts(ledger)
        layout = col(self.bar, rule(), self._banner, self.plan_doubts, self._stack, self.add_bar, self.tell_bar, gap=0)
        layout.setStretchFactor(self._stack, 1)
        self.setLayout(layout)
        self._unwritten = Unwritten(self, self.list.delegate.said, self.settle)
        self.list.delegate.closeEditor.connect(lambda *_: QTimer.singleShot(0, self, self._refresh_late))

    def _make_no_hits(self) -> QWidget:
        self._no_hits = label("没有符合的任务", "heading")
        self._clear = tool_button("清除筛选", kind="link", clicked=self.clear)
        return frame("pane", col(48, row(None, self._no_hits, None), row(None, self._clear, None), None, gap=8))

    # ---- what is typed in a cell

    def settle(self) -> bool:
        """Take in what stands in the open cell; whether that can be: what the ledger refuses stays open."""
        return self.list.delegate.settle()

    # ---- the question

    def rows_of(self, filter_: Filter) -> tuple[MeasureRow, ...]:
        """The rows of the place under a filter."""
        today = self._today()
        return self._ledger.book.select(filter_.query(self.place.query or Query(), today), today)

    @property
    def total(self) -> int:
        """How many rows the place has without a filter."""
        if self._total is None:
            self._total = len(self.rows_of(Filter()))
        return self._total

    def go_to(self, place: Place, chips: Filter | None = None, *, search: str | None = None) -> None:
        """Show another place under these chips, by default none; the search stays unless another one is told."""
        self.place = place
        self._total = None
        self._take(chips or Filter(), self.search if search is None else search)
        self.table.sorted_by = None if place.sort is None else (place.sort, Qt.SortOrder.AscendingOrder)
        self.table.grouped = self.grouped and place.sort is None
        self._ask()

    def follow(self, place: Place) -> None:
        """The place is called otherwise, or asks for other days: everything else stays as it is."""
        self.place = place
        self.refresh()

    def follow_units(self, before: Collection[UnitId], now: Collection[UnitId]) -> None:
        """A saved view asks for other units now, for one was found to be another: so does what is shown of it."""
        if before != now and self.filter.unit_ids == before:
            self.filter = replace(self.filter, unit_ids=frozenset(now))
            self.refresh()

    def _follow_merged(self, change: Change) -> bool:
        """Ask for the unit that one of those asked for has become; whether one did."""
        if not self.filter.unit_ids:
            return False
        units = self._ledger.book.units
        duties = [(edit.before, edit.after) for edit in change.edits if isinstance(edit.record, Assignment)]
        moved = {old.unit_id: new.unit_id for old, new in duties if old is not None and new is not None}  # type: ignore[union-attr]
        wanted = frozenset(moved.get(id_, id_) if id_ not in units else id_ for id_ in self.filter.unit_ids)
        if wanted == self.filter.unit_ids:
            return False
        self.filter = replace(self.filter, unit_ids=wanted)
        return True

    def _take(self, chips: Filter, search: str) -> None:
        changed = search != self.search
        self.search = search
        self.filter = replace(chips, words=search_words(search))
        if changed:
            self.searched.emit(search)

    def set_filter(self, filter_: Filter) -> None:
        """Narrow the list."""
        if self.settle():
            self._take(filter_, self.search)
            self._ask()
        else:
            self._tell_state()

    def set_search(self, text: str) -> None:
        """Show only rows in which these words occur."""
        if not self.settle():
            self.searched.emit(self.search)  # the box says again what is searched for
            return
        before, self.search = self.filter, text
        self._take(before, text)
        if self.filter != before:
            self._ask()

    def clear(self) -> None:
        """Take all filters off, the search too."""
        if self.settle():
            self._take(Filter(), "")
            self._ask()

    def turn_grouping(self) -> None:
        """Show the rows under their headings, or in one list."""
        if not self.settle():
            return
        if self.place.sort is None:
            self.grouped = not self.table.grouped
        self.set_grouping(not self.table.grouped)

    def set_grouping(self, grouped: bool) -> None:
        """Show the rows under their headings, or in one list, as long as the list stays at this place."""
        self.list.keeping_place(lambda: self.table.group(grouped))
        self._tell_state()

    def _open_header_menu(self, at: QPoint) -> None:
        from ledger_app.ui.views.header_menu import make_header_menu

        menu = make_header_menu(self.list, at, partial(self.open_columns, self.bar.columns_button))
        menu.popup(self.list.horizontalHeader().mapToGlobal(at))

    def open_columns(self, anchor: QWidget) -> None:
        """Let the clerk choose the columns."""
        from ledger_app.ui.views.column_panel import ColumnPanel

        if self._column_panel is None:
            self._column_panel = ColumnPanel(self.window(), self.list)
        self._column_panel.open_for(anchor)

    def _ask(self) -> None:
        """Show the answer to a new question; the clerk stays at the same measure if it is still shown."""
        current = self.list.current_row()
        rows = self.rows_of(self.filter)
        self.list.delegate.words = self.filter.words
        self.table.bare = self._bare(rows)
        self.table.show(rows)
        self._tell_state()
        if rows:
            self.list.choose((), current.measure.id if current else None)
        self.shown.emit()

    def _bare(self, rows: Sequence[MeasureRow]) -> list[Bare]:
        """The headings without rows, where whole plans are shown and nothing is filtered away."""
        query = self.place.query or Query()
        if self.filter != Filter() or query != Query(plan_id=query.plan_id):
            return []
        return bare_headings(self._ledger.book, rows, query.plan_id)

    # ---- the ledger changed

    def on_change(self, change: Change, touched: Collection[MeasureId]) -> None:
        """Show what a change made different; rows stay where they are until another question is asked."""
        kinds = change.kinds
        if Setting in kinds:  # the rules of the lamps
            self.refresh(self._ledger.book.measures.keys())
            return
        headings = not kinds.isdisjoint((Section, Plan))  # their titles stand in lines
        if self._follow_merged(change) or headings or shape_changed(change.edits):
            self.refresh(touched)
            return
        self.table.on_change(change)
        self._tell_state()
        self.shown.emit()

    def refresh(self, touched: Collection[MeasureId] = ()) -> None:
        """Ask the same question again; an editor that is open is waited for."""
        if self.list.delegate.editing:
            self._late_refresh = True
            self.list.leave_out_gone()
            return
        self._late_refresh = False
        self._total = None
        rows = self.rows_of(self.filter)
        self.table.bare = self._bare(rows)
        self.table.refresh(rows, touched)
        if not self.list.currentIndex().isValid():
            self.list.choose((), None)
        self._tell_state()
        self.shown.emit()

    def _refresh_late(self) -> None:
        if self._late_refresh:
            self.refresh()

    def reveal(self, measure_id: MeasureId) -> bool:
        """Go to a measure of this place, opening its headings and taking filters off where they hide it."""
        if self.list.go_to(measure_id):
            return True
        if self.table.closed:
            self.table.set_closed(list(self.table.closed), False)
        if not self.list.go_to(measure_id) and (self.filter.words or self.filter.active):
            self.clear()
        return self.list.go_to(measure_id)

    # ---- telling

    def ordered_rows(self) -> list[MeasureRow]:
        """The rows shown from top to bottom, also those below closed headings."""
        rows, order = self.table.rows, self.table.order
        source = Outline(rows, frozenset(), order) if self.table.grouped else Flat(rows, order)
        return [line for line in source.take() if isinstance(line, MeasureRow)]

    @property
    def question(self) -> str:
        """What is asked for, in words: 全部任务：市财政局 · 牵头，本季."""
        chips = self.filter.chip_words(self._ledger.book, self._today())
        said = [words for words in chips.values() if words]
        said += [f"含“{word}”" for word in self.filter.words]
        return "：".join(filter(None, (self.place.title, "，".join(said))))

    def _tell_state(self) -> None:
        shown, grouped, searched = len(self.table.rows), self.table.grouped, bool(self.filter.words)
        self.bar.show_state(self.place.title, shown, self.total, self.filter, grouped=grouped)
        if grouped != self._told_grouping:
            self._told_grouping = grouped
            self.grouping_changed.emit(grouped)
        narrowed = searched or bool(self.filter.active)
        self._no_hits.setText("没有符合的任务" if narrowed else "这里没有任务")
        self._clear.setText("清除筛选" if self.filter.active else "清除搜索")
        self._clear.setVisible(narrowed)
        self._stack.setCurrentIndex(0 if shown or self.table.lines else 1)
        self._tell_plan_doubts()

    def _tell_plan_doubts(self) -> None:
        """Doubts of a heading or of a whole plan have no row; they are shown over the rows of their plan."""
        query = self.place.query or Query()
        asked = query.doubtful or query.plan_id is not None
        doubts = self._ledger.book.open_doubts(query.plan_id) if asked else ()
        self.plan_doubts.show_doubts([doubt for doubt in doubts if doubt.measure_id is None])

    def set_banner(self, words: str) -> None:
        """Say something over the list for as long as it is so."""
        self._banner_words.setText(words)
        self._banner.setVisible(bool(words))
