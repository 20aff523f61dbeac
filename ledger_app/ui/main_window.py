"""The window on one ledger: puts the panes together and carries what one of them says to the others."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QStackedWidget, QWidget

from ledger_app.domain.change import Change, ChangeKind
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger import Ledger
from ledger_app.ui.actions import Actions
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.companions import open_place_menu
from ledger_app.ui.file_work import FileWork, dropped_files
from ledger_app.ui.flex import Flex, make_splitter
from ledger_app.ui.launch import start_window
from ledger_app.ui.look import Look
from ledger_app.ui.menus import export_menu, fill_menu_bar, recent_menu, row_menu
from ledger_app.ui.models.places import ALL, Place, Places
from ledger_app.ui.row_commands import RowCommands
from ledger_app.ui.settings import WindowSettings
from ledger_app.ui.slots import slots_of
from ledger_app.ui.telling import FileNews, change_words
from ledger_app.ui.theme.pieces import col, rule
from ledger_app.ui.views.details import HISTORY, Details
from ledger_app.ui.views.list_pane import ListPane
from ledger_app.ui.views.navigation import Navigation
from ledger_app.ui.views.popup import is_inside
from ledger_app.ui.views.status_bar import StatusBar
from ledger_app.ui.views.tell_bar import Way
from ledger_app.ui.views.toolbar import ToolBar

_LOOK_AT_CLOCK_MS = 60_000
_COUNTED_AT_ONCE = 2000  # rows; longer lists are painted first and counted then


def _today() -> date:
    return datetime.now().astimezone().date()


class MainWindow(QMainWindow):
    """One ledger, one window."""

    _changed = Signal(object)  # Change; brings what a worker's thread committed to the window's
    _reloaded = Signal()

    def __init__(
        self,
        ledger: Ledger,
        settings: WindowSettings,
        *,
        today: Callable[[], date] = _today,
        start: Callable[[Path], None] = start_window,
    ) -> None:
        super().__init__()
        self.ledger, self.settings, self.today = ledger, settings, today
        self.attempt = Attempt(ledger, self)
        self.files = FileWork(self, ledger, settings, today, start)
        self._day = today()
        self._painted = False
        self._make_parts()
        self._make_menus()
        self._make_pages()
        self._connect()
        self._listen()
        self.setWindowTitle(f"{ledger.path.stem}{'（只读）' if ledger.read_only else ''} - 任务台账")
        self.setAcceptDrops(True)
        self.setMinimumSize(560, 300)
        self._restore()
        self.navigation.go_to(ALL)
        self.pane.list.setFocus()

    # ---- putting it together

    def _make_parts(self) -> None:
        self.pane = ListPane(self.ledger, self.today)
        self.rows = RowCommands(self.ledger, self.attempt, self.pane, self.today)
        self.look = Look(self.settings, self.pane.list)
        self.places = Places(self.ledger, self.today, self)
        self.navigation = Navigation(self.places)
        self.details = Details(self.ledger, self.attempt, self.today)
        self.status = StatusBar(self.ledger.path, read_only=self.ledger.read_only)
        if self.ledger.read_only:
            self.pane.set_banner("只读：这个台账正由另一个窗口或程序修改，这里只能查看和导出")
        self._details_late = QTimer(self, singleShot=True, interval=0)  # many rows passed by in one go: show the last
        self._details_late.timeout.connect(self._show_details_row)
        self._clock = QTimer(self, interval=_LOOK_AT_CLOCK_MS)
        self._clock.timeout.connect(self._look_at_clock)
        self._clock.start()

    def _make_menus(self) -> None:
        self.actions_ = Actions(self, self.pane.list, slots_of(self), read_only=self.ledger.read_only)
        self._exports = export_menu(self.actions_, self)
        recent = recent_menu(self, self._other_ledgers, self.files.open)
        fill_menu_bar(self.menuBar(), self.actions_, self._exports, recent)
        self._row_menu = row_menu(self.actions_, self)
        self.tools = ToolBar(self.actions_, self._exports)

    def _make_pages(self) -> None:
        self._splitter = make_splitter(self.navigation, self.pane, self.details)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._splitter_page())
        work = QFrame()
        work.setObjectName("bar")
        layout = col(self.tools, rule(), self._middle, rule(), self.status, gap=0)
        layout.setStretchFactor(self._middle, 1)
        work.setLayout(layout)
        self._pages = QStackedWidget()
        self._pages.addWidget(work)
        self.setCentralWidget(self._pages)

    def _splitter_page(self) -> QWidget:
        page = QWidget()
        page.setLayout(col(self._splitter, gap=0))
        self.flex = Flex(self._splitter, self.navigation, self.pane, self.details, self.tools, self.status)
        return page

    def _connect(self) -> None:
        self.navigation.chosen.connect(self._go_to_place)
        self.navigation.menu_asked.connect(partial(open_place_menu, self))
        self.tools.search_changed.connect(self.pane.set_search)
        self.tools.search_left.connect(self.pane.list.setFocus)
        self.pane.filtered.connect(lambda _: self.tools.search.clear())
        self.pane.shown.connect(self._on_shown)
        self.pane.list.chosen.connect(self._on_chosen)
        self.pane.list.escaped.connect(self._on_escape)
        self.pane.list.opened.connect(self.toggle_details)
        self.pane.list.customContextMenuRequested.connect(self._open_row_menu)
        self.pane.add_bar.closed.connect(self.pane.list.setFocus)
        self.details.appeared.connect(self._details_late.start)
        self.details.close_asked.connect(self.toggle_details)
        self.details.done_here.connect(self.pane.list.setFocus)
        self.details.unit_asked.connect(self._go_to_unit)
        self.details.menu_asked.connect(lambda at: self._row_menu.popup(at.mapToGlobal(QPoint(0, at.height()))))
        for source in (self.attempt.refused, self.pane.table.refused, self.places.refused, self.files.refused):
            source.connect(self.tell_trouble)
        self.rows.plan_removed.connect(partial(self.navigation.go_to, ALL))
        self.rows.told.connect(self.pane.tell_bar.tell)
        self.files.review_opened.connect(self._open_review)
        self.files.review_closed.connect(self._close_review)
        self._file_news = FileNews(self.files, self.navigation, self.pane.tell_bar)

    def _listen(self) -> None:
        self._changed.connect(self._on_change)
        self._reloaded.connect(self._on_reload)
        self._unsubscribe = [
            self.ledger.subscribe(self._changed.emit),
            self.ledger.subscribe_reload(self._reloaded.emit),
        ]

    # ---- the ledger changed

    def _on_change(self, change: Change) -> None:
        touched = self.ledger.book.touched(change.edits)
        self.pane.on_change(change, touched)
        self.places.on_change(touched)
        self._leave_gone_place()
        self._after_change()
        self._tell_change(change, touched)

    def _leave_gone_place(self) -> None:
        """A plan that is no more (its import was taken back) is no place to stay at."""
        kind, row_id = self.navigation.current_key
        if kind == "plan" and row_id not in self.ledger.book.plans:
            self.navigation.go_to(ALL)

    def _on_reload(self) -> None:
        self.pane.refresh(self.ledger.book.measures.keys())
        self.places.rebuild()
        self._leave_gone_place()
        self._after_change()

    def _after_change(self) -> None:
        self._show_details_row()
        self._name_undo()
        self.status.show_saved(self.ledger.saved_at)
        self._show_page()

    def _tell_change(self, change: Change, touched: frozenset[MeasureId]) -> None:
        undone = change.head.kind is ChangeKind.UNDO
        name, words, key = ("redo", "重做", "Ctrl+Y") if undone else ("undo", "撤销", "Ctrl+Z")
        self.pane.tell_bar.tell(change_words(change, len(touched)), Way(words, self.actions_[name].trigger, key))
        still = touched & self.ledger.book.measures.keys()
        current = self.pane.list.current_row()
        if change.head.kind is not ChangeKind.DO and still and (current is None or current.measure.id not in still):
            self.pane.list.go_to(min(still))

    def _on_shown(self) -> None:
        if len(self.pane.table.rows) <= _COUNTED_AT_ONCE:
            self._tell_counts()
        else:
            self._details_late.start()  # which tells the counts too

    def _tell_counts(self) -> None:
        selected = len(self.pane.list.selected_rows())
        searched = bool(self.pane.filter.words)
        self.status.show_counts(self.pane.table.tally(), self.pane.total, selected, searched=searched)

    def _name_undo(self) -> None:
        for name, verb, label in (("undo", "撤销", self.ledger.undo_label), ("redo", "重做", self.ledger.redo_label)):
            action = self.actions_[name]
            action.setText(f"{verb}“{label}”" if label else verb)
            key = action.shortcut().toString()
            action.setToolTip(f"{action.text()} ({key})")
            action.setEnabled(bool(label) and not self.ledger.read_only)

    # ---- going places

    def _go_to_place(self, place: Place) -> None:
        self.pane.go_to(place)
        if self.flex.navigation_floats:
            self.flex.show_navigation(False)

    def _go_to_unit(self, name: str) -> None:
        unit = self.ledger.book.unit_named(name)
        if unit is not None:
            self.navigation.go_to(("unit", unit.id))

    def find_measure(self, measure_id: MeasureId) -> None:
        """Show a measure, wherever it is."""
        if measure_id not in self.ledger.book.measures:
            return
        if not self.pane.reveal(measure_id):
            self.navigation.go_to(ALL)
            self.pane.reveal(measure_id)
        self.pane.list.setFocus()

    def _on_escape(self) -> None:
        """Close what is told, else clear the search."""
        if not self.pane.tell_bar.isHidden():
            self.pane.tell_bar.hush()
        else:
            self.tools.search.clear()

    def go_to_search(self) -> None:
        """Put the cursor into the search box."""
        self.tools.search.setFocus()
        self.tools.search.selectAll()

    def clear_filter(self) -> None:
        """Take all filters off, the search too."""
        self.pane.clear()
        self.pane.list.setFocus()

    def next_pane(self) -> None:
        """Go on to the next of navigation, list and details."""
        panes = [self.navigation, self.pane.list, self.details]
        shown = [pane for pane in panes if pane.isVisible()]
        focus = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(shown) if focus is not None and is_inside(focus, pane)), -1)
        target = shown[(at + 1) % len(shown)]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _other_ledgers(self) -> list[Path]:
        return [path for path in self.settings.recent() if path != self.ledger.path]

    def _show_page(self) -> None:
        """The list, or how to begin where there is no plan yet."""
        wanted = 0 if self.ledger.book.plans else 1
        if wanted == self._middle.count():
            self._middle.addWidget(self._make_empty_page())
        if self._middle.currentIndex() != wanted:
            self._middle.setCurrentIndex(wanted)
            page: QWidget | None = self._middle.widget(wanted) if wanted else self.pane.list
            if page is not None:
                page.setFocus()

    def _make_empty_page(self) -> QWidget:
        """The page that teaches, made when there is nothing else to show."""
        from ledger_app.ui.views.empty_page import EmptyPage

        return EmptyPage(
            import_file=self.files.ask_import,
            open_ledger=self.files.ask_open,
            open_example=self.files.open_example,
            read_only=self.ledger.read_only,
        )

    # ---- details

    def _on_chosen(self) -> None:
        self._details_late.start()

    def _show_details_row(self) -> None:
        current = self.pane.list.current_row()
        if self.details.isVisible() and self._painted:
            self.details.show_row(current)
        self._tell_counts()

    def toggle_details(self) -> None:
        """Show the details, or put them away."""
        self._show_details(not self.flex.details_shown)

    def _show_details(self, on: bool) -> None:
        self.flex.show_details(on)
        self.actions_["details"].setChecked(on)
        if on:
            self.details.show_row(self.pane.list.current_row())
        else:
            self.pane.list.setFocus()

    def begin_progress(self) -> None:
        """Open the details with the form for progress on the current row."""
        if self.pane.list.current_row() is not None:
            self._show_details(True)
            self.details.begin_progress()

    # ---- import and export

    def export(self, layout: str) -> None:
        """Export the plan of this place, or all plans."""
        self.files.ask_export(layout, self.pane.place.query.plan_id if self.pane.place.query else None)

    def _open_review(self, page: QWidget) -> None:
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.menuBar().setEnabled(False)
        self.actions_.set_enabled(False)
        page.setFocus()

    def _close_review(self) -> None:
        page = self._pages.currentWidget()
        if self._pages.currentIndex() > 0 and page is not None:
            self._pages.setCurrentIndex(0)
            self._pages.removeWidget(page)
            page.deleteLater()
        self.menuBar().setEnabled(True)
        self.actions_.set_enabled(True)
        self._name_undo()
        self.pane.list.setFocus()

    def tell_trouble(self, words: str) -> None:
        """Say why something was not done, where the clerk is looking."""
        if self._pages.currentIndex() == 0:
            self.pane.tell_bar.tell_trouble(words)
        else:
            from ledger_app.ui.dialogs.trouble_dialog import tell_user_error

            self._refusal = tell_user_error(UserError(words), self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()) and not self.ledger.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event.mimeData())
        event.acceptProposedAction()
        for ledger in (path for path in paths if path.suffix == ".ledger"):
            self.files.open(ledger)
        self.files.import_files([path for path in paths if path.suffix != ".ledger"])

    # ---- menus at the pointer, windows beside this one

    def _open_row_menu(self, at: QPoint) -> None:
        if self.pane.list.row_at(at) is not None:
            self._row_menu.popup(self.pane.list.viewport().mapToGlobal(at))

    def open_row_history(self) -> None:
        """Show what happened to the current row."""
        if self.pane.list.current_row() is not None:
            self._show_details(True)
            self.details.show_tab(HISTORY)

    # ---- beginning and end

    def _restore(self) -> None:
        self.look.restore(self.actions_)
        self.look.restore_size(self)
        self.actions_["navigation"].setChecked(True)
        self.settings.remember(self.ledger.path)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.flex.fit()
        self.actions_["details"].setChecked(self.flex.details_shown)
        self._name_undo()
        self.status.show_saved(self.ledger.saved_at)
        self._show_page()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:  # the list is seen; now what costs time and is not needed for it
            self._painted = True
            self._details_late.start()

    def _look_at_clock(self) -> None:
        if self.today() != self._day:
            self._day = self.today()
            self._on_reload()

    def raise_up(self) -> None:
        """Come to the front: the ledger was opened a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _may_leave(self) -> bool:
        from ledger_app.ui.leaving import may_leave

        return may_leave(self, self.pane.list, self.details)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.files.busy or not self._may_leave():
            event.ignore()
            return
        self.look.save_size(self)
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []
        self._clock.stop()
        super().closeEvent(event)
