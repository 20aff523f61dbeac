"""The window on one ledger: puts the parts together and carries what one of them says to the others."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QWidget

from ledger_app.domain.change import Change
from ledger_app.domain.errors import UserError
from ledger_app.ledger import Ledger
from ledger_app.ui.actions import Actions
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.companions import open_place_menu
from ledger_app.ui.file_work import FileWork, may_take
from ledger_app.ui.flex import Flex, make_splitter
from ledger_app.ui.going import Going
from ledger_app.ui.launch import start_window
from ledger_app.ui.list_views import ListViews
from ledger_app.ui.look import Look
from ledger_app.ui.menus import export_menu, fill_menu_bar, past_menu, recent_menu
from ledger_app.ui.models.places import Places
from ledger_app.ui.pages import LIST, Pages
from ledger_app.ui.settings import WindowSettings
from ledger_app.ui.slots import slots_of
from ledger_app.ui.slow_work import SlowWork
from ledger_app.ui.taking_back import TakingBack
from ledger_app.ui.telling import ChangeNews, FileNews
from ledger_app.ui.theme.pieces import col, rule
from ledger_app.ui.views.navigation import Navigation
from ledger_app.ui.views.status_bar import StatusBar
from ledger_app.ui.views.toolbar import ToolBar

if TYPE_CHECKING:  # not imported before the first paint unless it is the page to be painted
    from ledger_app.ui.list_page import ListPage
    from ledger_app.ui.row_commands import RowCommands
    from ledger_app.ui.views.details import Details
    from ledger_app.ui.views.empty_page import EmptyPage
    from ledger_app.ui.views.list_pane import ListPane

_LOOK_AT_CLOCK_MS = 60_000


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
        self.attempt = Attempt(ledger, self, lambda: self.files.worker)
        self.files = FileWork(self, ledger, settings, today, start)
        self._day = today()
        self._empty: EmptyPage | None = None
        self.painted = False
        self._make_parts()
        self._make_menus()
        self._make_screens()
        self._connect()
        self._listen()
        self.setWindowTitle(f"{ledger.path.stem}{'（只读）' if ledger.read_only else ''} - 任务台账")
        self.setAcceptDrops(True)
        self.setMinimumSize(560, 300)
        self._restore()

    # ---- putting it together

    def _make_parts(self) -> None:
        self.look = Look(self.settings, self)
        self.places = Places(self.ledger, self.today, self)
        self.navigation = Navigation(self.places)
        self.status = StatusBar(self.ledger.path, read_only=self.ledger.read_only)
        self.going = Going(self)
        self.views = ListViews(self)
        self.pages = Pages(self.going.makers())
        self.slow = SlowWork(self)
        self._late = QTimer(self, singleShot=True, interval=0)  # what the first paint does not wait for
        self._late.timeout.connect(self._after_first_paint)
        self._clock = QTimer(self, interval=_LOOK_AT_CLOCK_MS)
        self._clock.timeout.connect(self._look_at_clock)
        self._clock.start()

    def _make_menus(self) -> None:
        self.actions_ = Actions(self, slots_of(self), act=self._act, read_only=self.ledger.read_only)
        self._exports = export_menu(self.actions_, self)
        recent = recent_menu(self, lambda: self.settings.others(self.ledger.path), self.files.open)
        past = TakingBack(self)
        acts = past_menu(self, past.last_acts, past.take_back)
        fill_menu_bar(self.menuBar(), self.actions_, self._exports, recent, acts)
        self.tools = ToolBar(self.actions_, self._exports)

    def _make_screens(self) -> None:
        """The window's work, and beside it what may have the window for itself: a review."""
        self._middle = QStackedWidget()
        self._middle.addWidget(self.pages)
        splitter = make_splitter(self.navigation, self._middle)
        places = QWidget()
        places.setLayout(col(splitter, gap=0))
        self.flex = Flex(splitter, self.navigation, self.tools, self.status, self.settings)
        work = QFrame()
        work.setObjectName("bar")
        layout = col(self.tools, rule(), places, rule(), self.status, gap=0)
        layout.setStretchFactor(places, 1)
        work.setLayout(layout)
        self._pages = QStackedWidget()
        self._pages.addWidget(work)
        whole = QWidget()
        whole.setLayout(col(self._pages, gap=0))
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.flex.arranged.connect(self._tick_panes)
        self.navigation.chosen.connect(self.going.to_place)
        self.navigation.menu_asked.connect(partial(open_place_menu, self))
        self.tools.search_changed.connect(self.going.search)
        self.tools.search_left.connect(self.pages.focus_page)
        self.pages.shown.connect(self._on_page)
        for source in (self.attempt.refused, self.places.refused, self.files.refused):
            source.connect(self.tell_trouble)
        self.files.worker_made.connect(self.slow.heed)
        self.files.review_opened.connect(self._open_review)
        self.files.review_closed.connect(self._close_review)
        self._file_news = FileNews(self.files, self.navigation, self.pages, self.actions_)
        self._change_news = ChangeNews(self.actions_, self.pages)

    def _listen(self) -> None:
        self._changed.connect(self._on_change)
        self._reloaded.connect(self._on_reload)
        self._unsubscribe = [
            self.ledger.subscribe(self._changed.emit),
            self.ledger.subscribe_reload(self._reloaded.emit),
        ]

    # ---- the page of the tasks, which much else works on

    @property
    def list_page(self) -> "ListPage":
        """The page of the tasks; made when the first page has been painted, or when first asked for."""
        return self.pages.page(LIST)  # type: ignore[return-value]

    @property
    def pane(self) -> "ListPane":
        """The list and its filters."""
        return self.list_page.pane

    @property
    def details(self) -> "Details":
        """The details beside the list."""
        return self.list_page.details

    @property
    def rows(self) -> "RowCommands":
        """What is done with the rows of the list."""
        return self.list_page.rows

    def show_details(self, on: bool) -> None:
        """Show the details beside the list, or put them away."""
        self.flex.show_details(on)

    def _tick_panes(self) -> None:
        """The ticks of the menu say what is seen, whoever showed or folded it."""
        self.actions_["details"].setChecked(self.flex.details_shown)
        self.actions_["navigation"].setChecked(self.flex.navigation_shown)

    def _act(self, slot: Callable[[], object]) -> None:
        """Do what an action asks for once the cell that is open has been taken in: no act loses what is typed."""
        if self.pages.current == LIST and not self.pane.settle():
            return  # the ledger refuses what is typed, and has said why
        try:
            slot()
        except UserError as error:
            self.tell_trouble(str(error))

    # ---- the ledger changed

    def _on_change(self, change: Change) -> None:
        touched = self.ledger.book.touched(change.edits)
        self.pages.on_change(change, touched)
        self.places.on_change(change, touched)
        self.going.leave_gone_place()
        self.going.follow_place()
        self._after_change()
        self._change_news.tell(change, touched)
        if self.pages.current == LIST:
            self.list_page.show_undone(change, touched)

    def _on_reload(self) -> None:
        self.pages.reload()
        self.places.rebuild()
        self.going.leave_gone_place()
        self.going.follow_place()
        self._after_change()

    def _after_change(self) -> None:
        self._change_news.name_undo(self.ledger)
        self.status.show_saved(self.ledger.saved_at)
        self.tell_counts()
        self._show_middle()

    def tell_counts(self) -> None:
        """Say in the status bar what the page has to say."""
        self.status.show_words(self.pages.status_words())

    # ---- going places

    def _on_page(self, name: str) -> None:
        self.actions_.serve_rows(name == LIST and not self.in_review)
        if self.pages.has(LIST):
            self.going.tell_search()
        self.tell_counts()

    def go_to_search(self) -> None:
        """Put the cursor into the search box."""
        self.tools.search.setFocus()
        self.tools.search.selectAll()

    def clear_filter(self) -> None:
        """Take all filters off, the search too."""
        self.pane.clear()
        self.pane.list.setFocus()

    @property
    def beginning(self) -> "EmptyPage | None":
        """The page that teaches, while it stands in the place of the others."""
        return self._empty if self._middle.currentIndex() == 1 else None

    def _show_middle(self) -> None:
        """The pages, or how to begin where there is no plan yet."""
        wanted = 0 if self.ledger.book.plans else 1
        if wanted and self._empty is None:
            self._empty = self.going.make_beginning()
            self._middle.addWidget(self._empty)
        if wanted and self._empty is not None:
            self._empty.offer_redo(self.ledger.redo_label)
        if wanted == 0 and not self.pages.current:
            self.views.to_first()
        if self._middle.currentIndex() != wanted:
            self._middle.setCurrentIndex(wanted)
            page = self._middle.currentWidget()
            self.pages.tell_elsewhere(self._empty.tell_bar if self._empty is not None and wanted else None)
            if wanted and page is not None:
                page.setFocus()
            else:
                self.pages.focus_page()

    # ---- import and export

    def export(self, layout: str) -> None:
        """Export the plan of this place, or all plans."""
        self.files.ask_export(layout, self.going.plan_shown())

    def export_shown(self) -> None:
        """Export what the list shows, in its order."""
        grouped = self.pane.table.grouped
        self.files.ask_export_rows(self.pane.question, self.pane.ordered_rows(), under_headings=grouped)

    @property
    def in_review(self) -> bool:
        """Whether a review has the window for itself."""
        return self._pages.currentIndex() > 0

    def _open_review(self, page: QWidget) -> None:
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.menuBar().setEnabled(False)
        self.actions_.set_enabled(False)
        page.setFocus()

    def _close_review(self) -> None:
        page = self._pages.currentWidget()
        if self.in_review and page is not None:
            self._pages.setCurrentIndex(0)
            self._pages.removeWidget(page)
            page.deleteLater()
        self.menuBar().setEnabled(True)
        self._serve_actions()
        self.pages.focus_page()

    def _serve_actions(self) -> None:
        self.actions_.set_enabled(True)
        self.actions_.serve_rows(self.pages.current == LIST)
        self._change_news.name_undo(self.ledger)

    def hold(self, on: bool) -> None:
        """Let nothing be written while a job holds the ledger."""
        self.actions_.hold(on)
        page = self._pages.currentWidget()
        if self.in_review and page is not None:
            page.setEnabled(not on)
        elif not on:
            self._serve_actions()

    def tell(self, words: str) -> None:
        """Tell something where the clerk is looking."""
        self.slow.bar.tell(words)

    def tell_trouble(self, words: str) -> None:
        """Say why something was not done, where the clerk is looking."""
        if not self.in_review:
            self.pages.tell_bar.tell_trouble(words)
        else:
            from ledger_app.ui.dialogs.trouble_dialog import tell_user_error

            self._refusal = tell_user_error(UserError(words), self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from_here = event.source() is not None
        if may_take(event.mimeData()) and not from_here and not self.ledger.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files.take(event.mimeData())

    # ---- beginning and end

    def _restore(self) -> None:
        self.look.restore(self.actions_)
        self.look.restore_size(self)
        self._tick_panes()
        self.settings.remember(self.ledger.path)
        self._show_middle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.flex.fit()
        self._after_change()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:  # the page is seen; now what costs time and is not needed for it
            self.painted = True
            QTimer.singleShot(0, self, self._late.start)  # a turn later: the picture is on the screen by then

    def _after_first_paint(self) -> None:
        self.list_page.wake()
        self.places.count_views()
        self._tell_when_saved()

    def _tell_when_saved(self) -> None:
        from ledger_app.ui.models.wording import moment_text  # not at start-up

        last = self.ledger.log(1)
        if last:
            self.status.say_saved_before(moment_text(last[0].at, self.today()))
            self.status.show_saved(self.ledger.saved_at)

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
        from ledger_app.ui.leaving import may_leave  # not at start-up

        return may_leave(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.files.busy:
            self.pages.tell_bar.tell_trouble("还在处理，做完或取消以后再关闭窗口")
        if self.files.busy or not self._may_leave():
            event.ignore()
            return
        self.look.save_size(self)
        self.flex.keep_widths()
        self.views.keep_left()
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []
        self._clock.stop()
        super().closeEvent(event)
