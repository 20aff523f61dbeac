"""The page of the tasks: the list, the details beside it, and what is done with its rows."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ledger_app.domain.change import Change, ChangeKind, Setting
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger import Ledger
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.flex import make_splitter
from ledger_app.ui.pages import Page
from ledger_app.ui.row_commands import RowCommands
from ledger_app.ui.theme.focus import LeadsFocus
from ledger_app.ui.theme.pieces import col
from ledger_app.ui.views.details import HISTORY, Details
from ledger_app.ui.views.list_pane import ListPane
from ledger_app.ui.views.status_bar import list_words
from ledger_app.ui.views.tell_bar import TellBar

_COUNTED_AT_ONCE = 2000  # rows; longer lists are painted first and counted then


class ListPage(LeadsFocus, Page):
    """Carries what the list says to the details, and what both say to the window."""

    counted = Signal()  # other words belong into the status bar
    details_asked = Signal(bool)  # show the details, or put them away
    row_menu_asked = Signal(QPoint)  # where on the screen
    left = Signal()  # Esc in the list, with nothing told that it could close
    unit_asked = Signal(str)
    refused = Signal(str)

    def __init__(self, ledger: Ledger, attempt: Attempt, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger = ledger
        self._awake = False
        self.pane = ListPane(ledger, today)
        self.pane.table.attempt = attempt
        self.details = Details(ledger, attempt, today)
        self.rows = RowCommands(ledger, attempt, self.pane, today)
        self.splitter = make_splitter(self.pane, self.details)
        self.setLayout(col(self.splitter, gap=0))
        self.lead_focus(self.pane.list)
        self._late = QTimer(self, singleShot=True, interval=0)  # many rows passed by in one go: show the last
        self._late.timeout.connect(self._show_row)
        if ledger.read_only:
            self.pane.set_banner("只读：这个台账正由另一个窗口或程序修改，这里只能查看和导出")
        self._connect()

    def _connect(self) -> None:
        list_ = self.pane.list
        self.pane.shown.connect(self._on_shown)
        self.pane.table.refused.connect(self.refused)
        self.pane.add_bar.closed.connect(list_.setFocus)
        list_.chosen.connect(self._late.start)
        list_.escaped.connect(self._on_escape)
        list_.opened.connect(self.toggle_details)
        list_.customContextMenuRequested.connect(self._ask_row_menu)
        self.details.appeared.connect(self._late.start)
        self.details.close_asked.connect(self.toggle_details)
        self.details.done_here.connect(list_.setFocus)
        self.details.unit_asked.connect(self.unit_asked)
        self.details.menu_asked.connect(lambda at: self.row_menu_asked.emit(at.mapToGlobal(QPoint(0, at.height()))))

    @property
    def own_tell_bar(self) -> TellBar:
        """Below the list, beside its details: their buttons stay where they are."""
        return self.pane.tell_bar

    @property
    def canvas(self) -> QWidget:
        """Where the rows are painted."""
        return self.pane.list.viewport()

    def wake(self) -> None:
        """From now on the details show the current row: before the window's first paint they only cost time."""
        self._awake = True
        self._late.start()

    # ---- what the window tells

    def on_change(self, change: Change, touched: frozenset[MeasureId]) -> None:
        """Show what a change made different."""
        if Setting in change.kinds:
            self.reload()  # every row has its lamp by the office's rules
            return
        self.pane.on_change(change, touched)
        self._show_row()

    def reload(self) -> None:
        """Everything may differ."""
        self.pane.refresh(self._ledger.book.measures.keys())
        self._show_row()

    def status_words(self) -> str:
        """显示23项，共26项  完成4  逾期3  已选1项."""
        selected = len(self.pane.list.selected_rows())
        searched = bool(self.pane.filter.words)
        return list_words(self.pane.table.tally(), self.pane.total, selected, searched=searched)

    def show_undone(self, change: Change, touched: frozenset[MeasureId]) -> None:
        """Go to what was taken back or done again, unless the clerk is there."""
        still = touched & self._ledger.book.measures.keys()
        current = self.pane.list.current_row()
        if change.head.kind is not ChangeKind.DO and still and (current is None or current.measure.id not in still):
            self.pane.list.go_to(min(still))

    def reveal(self, measure_id: MeasureId) -> bool:
        """Go to a measure, if it stands in this place."""
        return self.pane.reveal(measure_id)

    # ---- the list

    def _on_shown(self) -> None:
        rows = len(self.pane.table.rows)
        if rows <= _COUNTED_AT_ONCE:
            self.counted.emit()
        if rows > _COUNTED_AT_ONCE or not rows:  # where there is none, none is chosen, and the details show none
            self._late.start()  # which tells the counts too

    def _on_escape(self) -> None:
        """Close what is told, else the details where they lie over the list, else let the window clear the search."""
        if not self.pane.tell_bar.isHidden():
            self.pane.tell_bar.hush()
        elif self.details.isVisible() and self.details.property("floats"):
            self.details_asked.emit(False)
        else:
            self.left.emit()

    def _ask_row_menu(self, at: QPoint) -> None:
        if self.pane.list.row_at(at) is not None:
            self.row_menu_asked.emit(self.pane.list.viewport().mapToGlobal(at))
        else:
            self.rows.arranging.open_heading_menu(at)

    # ---- the details

    def _show_row(self) -> None:
        if self._awake and self.details.isVisible():
            self.details.show_row(self.pane.list.current_row())
        self.counted.emit()

    def toggle_details(self) -> None:
        """Show the details, or put them away."""
        self.show_details(self.details.isHidden())

    def show_details(self, on: bool) -> None:
        """Show the details of the current row, or put them away."""
        self.details_asked.emit(on)
        if on:
            self.details.show_row(self.pane.list.current_row())
        else:
            self.pane.list.setFocus()

    def begin_progress(self) -> None:
        """Open the details with the form for progress on the current row."""
        if self.pane.list.current_row() is None:
            self.pane.tell_bar.tell("先点要记进展的任务")
            return
        self.show_details(True)
        self.details.begin_progress()

    def open_row_history(self) -> None:
        """Show what happened to the current row."""
        if self.pane.list.current_row() is not None:
            self.show_details(True)
            self.details.show_tab(HISTORY)
