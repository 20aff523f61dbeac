"""Where the window goes: places of the navigation and their pages, rows that a number stands for, and back again."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.row import Query
from ledger_app.domain.unit import UnitId
from ledger_app.ui.models.places import ALL, BIN_PLACE, UNITS_PLACE, Place, PlaceKey
from ledger_app.ui.pages import BOARD, LIST, LOG, UNITS, Page
from ledger_app.ui.views.popup import is_inside

if TYPE_CHECKING:
    from ledger_app.ui.history.page import HistoryPage
    from ledger_app.ui.main_window import MainWindow
    from ledger_app.ui.models.filters import Filter
    from ledger_app.ui.units.page import UnitsPage
    from ledger_app.ui.views.empty_page import EmptyPage


class Going:
    """Chooses page and place; the window's parts only ask."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def makers(self) -> Mapping[str, Callable[[], Page]]:
        """How each page is made, when it is first shown."""
        return {BOARD: self._make_board, LIST: self._make_list, UNITS: self._make_units, LOG: self._make_log}

    def _make_list(self) -> Page:
        from ledger_app.ui.list_memory import ListMemory
        from ledger_app.ui.list_page import ListPage
        from ledger_app.ui.menus import row_menu

        window = self._window
        page = ListPage(window.ledger, window.attempt, window.today)
        page.counted.connect(window.tell_counts)
        page.details_asked.connect(window.show_details)
        page.row_menu_asked.connect(row_menu(window.actions_, window).popup)
        page.left.connect(window.tools.search.clear)
        page.unit_asked.connect(self.to_unit)
        page.details.measure_asked.connect(self.to_measure)
        page.refused.connect(window.tell_trouble)
        page.pane.searched.connect(lambda _: self.tell_search())
        page.rows.plan_removed.connect(self.to_all)
        page.rows.told.connect(lambda words: window.pages.tell_bar.tell(words))
        page.pane.grouping_changed.connect(window.actions_["group"].setChecked)
        ListMemory(page.pane, window.settings, window.ledger.path)
        window.actions_.give_list(page.pane.list)
        window.look.take_list(page.pane.list)
        window.flex.take_list(page.splitter, page.pane, page.details)
        if window.painted:
            page.wake()
        return page

    def _make_board(self) -> Page:
        from ledger_app.ui.board.page import BoardPage

        page = BoardPage(self._window.ledger, self._window.today)
        page.rows_asked.connect(self.to_rows)
        page.place_asked.connect(self._window.navigation.go_to)
        page.measure_asked.connect(self.to_measure)
        return page

    def _make_units(self) -> Page:
        from ledger_app.ui.units.page import UnitsPage

        return self._heed(UnitsPage(self._window.ledger, self._window.attempt, self._window.today))

    def _make_log(self) -> Page:
        from ledger_app.ui.history.page import HistoryPage

        return self._heed(HistoryPage(self._window.ledger, self._window.attempt, self._window.today))

    def make_beginning(self) -> "EmptyPage":
        """The page that teaches, made when there is nothing else to show."""
        from ledger_app.ui.views.empty_page import EmptyPage

        window = self._window
        return EmptyPage(
            import_file=window.files.ask_import,
            import_copied=window.files.import_clipboard,
            open_ledger=window.files.ask_open,
            open_example=window.files.open_example,
            redo=window.actions_["redo"].trigger,
            read_only=window.ledger.read_only,
        )

    def _heed(self, page: Page) -> Page:
        """Go where a page asks to go, and tell what it tells."""
        heeded = {
            "rows_asked": self.to_rows,
            "measure_asked": self.to_measure,
            "unit_asked": self.to_unit,
            "counted": self._window.tell_counts,
            "refused": self._window.tell_trouble,
            "told": lambda words: self._window.pages.tell_bar.tell(words),
        }
        for name, heed in heeded.items():
            if hasattr(page, name):
                getattr(page, name).connect(heed)
        return page

    # ---- going there

    def to_place(self, place: Place) -> None:
        """Show a place of the navigation on its page."""
        window = self._window
        if not self._may_go():
            return
        if place.page == LIST:
            self._to_list(place)
        window.pages.show_page(place.page)
        if place.page == LOG:
            log = cast("HistoryPage", window.pages.page(LOG))
            (log.show_bin if place.key == BIN_PLACE else log.show_log)()
        if window.flex.navigation_floats:
            window.flex.show_navigation(False)

    def _may_go(self) -> bool:
        """Whether the list can be left or asked something else: words that the ledger refuses keep the clerk there."""
        window = self._window
        if window.pages.current != LIST or window.pane.settle():
            return True
        window.navigation.mark(window.pane.place.key or ALL)
        return False

    def _to_list(self, place: Place) -> None:
        """Coming from another page, the place that was left is shown as it was left, any other one without a search."""
        window, pane = self._window, self._window.pane
        away = window.pages.current != LIST
        if away and (place.key, place.query) == (pane.place.key, pane.place.query):
            return
        if place.view is not None:
            window.views.show(place.view, place)
        else:
            pane.go_to(place, search="" if away else None)

    def _open(self, place: Place, chips: "Filter | None", search: str) -> None:
        """Show a place under chips and words that it did not have."""
        window = self._window
        if not self._may_go():
            return
        window.navigation.mark(place.key or ALL)
        window.pane.go_to(place, chips, search=search)
        window.pages.show_page(LIST)

    def to_page(self, key: PlaceKey) -> None:
        """Go to a page by its place, with the focus on it."""
        self._window.navigation.go_to(key)
        self._window.pages.focus_page()

    def to_all(self) -> None:
        """Show all tasks."""
        self._window.navigation.go_to(ALL)

    def to_next_pane(self) -> None:
        """Put the focus on the next of navigation, page and details."""
        window = self._window
        panes: list[QWidget] = [window.navigation]
        if window.beginning is not None:
            panes.append(window.beginning)
        else:
            panes += [window.pane.list, window.details] if window.pages.current == LIST else [window.pages]
        shown = [pane for pane in panes if pane.isVisible()] or [window.pages]  # no hits, and all else folded away
        focus = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(shown) if focus is not None and is_inside(focus, pane)), -1)
        target = shown[(at + 1) % len(shown)]
        if target is window.pages:
            window.pages.focus_page()
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def to_rows(self, query: Query) -> None:
        """Show the rows that a number stands for, by chips that can be taken off one by one."""
        from ledger_app.ui.models.asked import asked_of

        key, chips = asked_of(query, self._window.today())
        place = self._window.places.place_for(key)
        if place is not None:
            self._open(place, chips, search="")
            self._window.pages.focus_page()

    def to_unit_card(self, unit_id: UnitId) -> None:
        """Show what is known of a unit."""
        self.to_page(UNITS_PLACE)
        cast("UnitsPage", self._window.pages.page(UNITS)).show_unit(unit_id)

    def to_unit(self, name: str) -> None:
        """Show the tasks of a unit."""
        unit = self._window.ledger.book.unit_named(name)
        if unit is not None:
            self._window.navigation.go_to(("unit", unit.id))

    def to_measure(self, measure_id: MeasureId) -> None:
        """Show a measure, wherever it is."""
        window = self._window
        if measure_id not in window.ledger.book.measures:
            return
        if window.pages.current != LIST or not window.list_page.reveal(measure_id):
            self.to_all()
            window.list_page.reveal(measure_id)
        window.pages.focus_page()

    def to_new_task(self) -> None:
        """Open the line in which a new task is written."""
        if self._window.pages.current != LIST:
            self.to_all()
        self._window.rows.open_add_bar()

    def search(self, text: str) -> None:
        """Show the tasks in which these words occur; from another page that is a search in all of them."""
        window = self._window
        if window.pages.current == LIST:
            window.pane.set_search(text)
        elif text:
            everything = window.places.place_for(ALL)
            assert everything is not None, "every ledger has that place"
            self._open(everything, None, text)

    def tell_search(self) -> None:
        """Let the search box show what the list is searched for; on other pages, which it does not search, nothing."""
        window = self._window
        window.tools.show_search(window.pane.search if window.pages.current == LIST else "")

    def to_unit_filter(self) -> None:
        """Open the choice of units over the list; from another page that is one in all tasks."""
        if self._window.pages.current != LIST:
            self.to_all()
        self._window.pane.bar.open_panel("单位")

    def leave_gone_place(self) -> None:
        """A plan that is no more (its import was taken back) is no place to stay at."""
        if self._window.places.place_for(self._window.navigation.current_key) is None:
            self.to_all()

    def follow_place(self) -> None:
        """The place of the list is called otherwise now, or asks for other days."""
        window = self._window
        shown = window.pane.place if window.pages.has(LIST) else None
        if shown is None or shown.key is None:
            return
        kept = window.places.place_for(shown.key)
        view = kept.view if kept is not None and shown.view is not None else shown.view
        now = window.places.place_for(view.place if view is not None else shown.key)
        if now is not None and view is not None and shown.view is not None:
            now = replace(now, key=shown.key, title=shown.title, view=view)
            window.pane.follow_units(shown.view.unit_ids, view.unit_ids)
        if now is not None and (now.query, now.title) != (shown.query, shown.title):
            window.pane.follow(now)

    def plan_shown(self) -> PlanId | None:
        """The plan whose tasks are shown, where the place is a plan."""
        window = self._window
        query = window.pane.place.query if window.pages.current == LIST else None
        return query.plan_id if query else None

    # ---- acts on plans

    def archive_plan(self, plan_id: PlanId, archived: bool) -> None:
        """Put a plan away, or take it back among the others."""
        self._window.attempt(lambda ledger: ledger.archive_plan(plan_id, archived))

    def carry_over(self, plan_id: PlanId, title: str, archive: bool) -> None:
        """Make next year's plan of what is unfinished, and go there."""
        before = set(self._window.ledger.book.plans)
        if self._window.attempt(lambda ledger: ledger.carry_over(plan_id, title, archive=archive)):
            made = set(self._window.ledger.book.plans) - before
            self._window.navigation.go_to(("plan", max(made)))
