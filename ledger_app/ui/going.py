"""Where the window goes: places of the navigation and their pages, rows that a number stands for, and back again."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ledger_app.domain.change import ChangeHead, ChangeKind
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.unit import UnitId
from ledger_app.domain.view import SavedView
from ledger_app.ui.models.places import (
    ALL,
    ASKED,
    BIN_PLACE,
    BOARD_PLACE,
    UNITS_PLACE,
    Asked,
    Place,
    PlaceKey,
    asked_place,
)
from ledger_app.ui.models.wording import moment_text
from ledger_app.ui.pages import BOARD, LIST, LOG, UNITS, Page
from ledger_app.ui.views.popup import is_inside
from ledger_app.ui.views.tell_bar import Way

if TYPE_CHECKING:
    from ledger_app.ui.history.page import HistoryPage
    from ledger_app.ui.main_window import MainWindow
    from ledger_app.ui.units.page import UnitsPage

_ACTS_READ, _ACTS_SHOWN = 120, 12
_FEW_EDITS, _SUBJECT = 60, 18


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
        page.pane.bar.asked_left.connect(self.to_all)
        page.pane.filtered.connect(lambda _: window.tools.search.clear())
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
        if place.view is not None:
            self.open_view(place)
        elif place.page == LIST:
            window.list_page.go_to(place)
        window.pages.show_page(place.page)
        if place.page == LOG:
            log = cast("HistoryPage", window.pages.page(LOG))
            (log.show_bin if place.key == BIN_PLACE else log.show_log)()
        if window.flex.navigation_floats:
            window.flex.show_navigation(False)

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
        panes += [window.pane.list, window.details] if window.pages.current == LIST else [window.pages]
        shown, focus = [pane for pane in panes if pane.isVisible()], QApplication.focusWidget()
        at = next((i for i, pane in enumerate(shown) if focus is not None and is_inside(focus, pane)), -1)
        target = shown[(at + 1) % len(shown)]
        if target is window.pages:
            window.pages.focus_page()
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def to_rows(self, asked: Asked) -> None:
        """Show the rows that a number stands for."""
        self._window.navigation.current_key = ASKED
        self._window.navigation.viewport().update()
        self.to_place(asked_place(asked))
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
        if text and self._window.pages.current != LIST:
            self.to_all()
        if self._window.pages.has(LIST):
            self._window.pane.set_search(text)

    def to_unit_filter(self) -> None:
        """Open the choice of units over the list; from another page that is one in all tasks."""
        if self._window.pages.current != LIST:
            self.to_all()
        self._window.pane.bar.open_panel("单位")

    def leave_gone_place(self) -> None:
        """A plan that is no more (its import was taken back) is no place to stay at."""
        navigation = self._window.navigation
        if navigation.current_key != ASKED and self._window.places.place_for(navigation.current_key) is None:
            self.to_all()

    def plan_shown(self) -> PlanId | None:
        """The plan whose tasks are shown, where the place is a plan."""
        window = self._window
        query = window.pane.place.query if window.pages.current == LIST else None
        return query.plan_id if query else None

    # ---- saved views

    def open_view(self, place: Place) -> None:
        """Show the rows of a saved view, with its chips, words and order."""
        if place.view is not None:
            self._show_view(place.view, place)

    def _show_view(self, view: SavedView, told_as: Place | None = None) -> None:
        from ledger_app.ui.models.saved_views import filter_of

        window, base = self._window, self._window.places.place_for(view.place)
        if base is None:
            return
        if told_as is not None:
            base = replace(base, key=told_as.key, title=told_as.title, view=view)
        window.pane.go_to(base)
        window.pane.set_filter(filter_of(view))
        window.tools.search.setText(view.text)
        window.pane.set_search(view.text)
        window.pane.set_grouping(view.grouped)
        if view.sort is not None:
            order = Qt.SortOrder.DescendingOrder if view.descending else Qt.SortOrder.AscendingOrder
            window.pane.list.sort(view.sort, order)
        window.pane.set_grouping(view.grouped)

    def view_shown(self) -> SavedView:
        """What the list shows, as a view with a name to begin with."""
        from ledger_app.ui.models.saved_views import suggested_name, with_filter

        pane, text = self._window.pane, self._window.tools.search.text()
        place = pane.place.view.place if pane.place.view is not None else pane.place.key
        book, filter_ = self._window.ledger.book, pane.filter
        words = list(filter_.chip_words(book).values())
        sort = pane.table.sorted_by
        view = SavedView(
            name=suggested_name(pane.place.title, words, text),
            place=cast("tuple[str, int]", place or ALL),  # a view stands on a place of the ledger, never on a view
            text=text,
            sort=sort[0] if sort else None,
            descending=sort is not None and sort[1] is Qt.SortOrder.DescendingOrder,
            grouped=pane.table.grouped,
        )
        return with_filter(view, filter_)

    def save_view(self, view: SavedView, name: str) -> None:
        """Keep a view under a name, and go there."""
        if self._window.attempt(lambda ledger: ledger.save_view(replace(view, name=name))):
            self._window.navigation.go_to(("view", name))

    # ---- acts on plans and the past

    def archive_plan(self, plan_id: PlanId, archived: bool) -> None:
        """Put a plan away, or take it back among the others."""
        self._window.attempt(lambda ledger: ledger.archive_plan(plan_id, archived))

    def carry_over(self, plan_id: PlanId, title: str, archive: bool) -> None:
        """Make next year's plan of what is unfinished, and go there."""
        before = set(self._window.ledger.book.plans)
        if self._window.attempt(lambda ledger: ledger.carry_over(plan_id, title, archive=archive)):
            made = set(self._window.ledger.book.plans) - before
            self._window.navigation.go_to(("plan", max(made)))

    def last_acts(self) -> list[str]:
        """The acts that undo would take back one after another, the newest first: 14:32 修改状态."""
        heads, dead = self._window.ledger.log(_ACTS_READ), set()
        acts = []
        for head in heads:
            if head.kind is ChangeKind.UNDO:
                dead.add(head.of_change)
            elif head.id not in dead:
                acts.append(head)
        today = self._window.today()
        said = ((moment_text(head.at, today), head.label, self._subject(head)) for head in acts[:_ACTS_SHOWN])
        return ["  ".join(filter(None, words)) for words in said]

    def _subject(self, head: ChangeHead) -> str:
        """What an act was done to, where that is quickly told."""
        if head.edit_count > _FEW_EDITS:
            return ""
        from ledger_app.ledger.history import lines_of

        subjects = list(dict.fromkeys(line.subject for line in lines_of(self._window.ledger, head.id) if line.subject))
        if not subjects:
            return ""
        short = subjects[0] if len(subjects[0]) <= _SUBJECT else f"{subjects[0][: _SUBJECT - 1]}…"
        return short if len(subjects) == 1 else f"{short} 等{len(subjects)}项"

    def take_back_to(self, steps: int) -> None:
        """Undo so many acts."""
        done = 0
        while done < steps and self._window.attempt(lambda ledger: ledger.undo()):
            done += 1
        if done > 1:
            redo = self._window.actions_["redo"]
            self._window.pages.tell_bar.tell(f"已撤销{done}步", Way("重做一步", redo.trigger, "Ctrl+Y"))

    # ---- coming back

    def to_first(self) -> None:
        """The work board; on a day on which it has been seen, what was left."""
        place, view = self._left_today()
        if place is None or self._window.places.place_for(place) is None:
            place = BOARD_PLACE
        self._window.navigation.go_to(place)
        if view is not None and self._window.pages.current == LIST:
            self._show_view(view)
        self._window.pages.focus_page()

    def _left_today(self) -> tuple[PlaceKey | None, SavedView | None]:
        kept = self._window.settings.left_at(self._window.ledger.path)
        if not kept:
            return None, None
        import json

        from ledger_app.ledger.settings import view_from_json

        try:
            left = json.loads(kept)
            if left.get("day") != self._window.today().isoformat():
                return None, None
            kind, id_ = left["place"]
            view = view_from_json("", left["view"]) if "view" in left else None
        except (ValueError, KeyError, TypeError):  # written by another version
            return None, None
        return (kind, id_), view

    def keep(self) -> None:
        """Keep where the window is for its next start: place, chips, words and order."""
        import json

        from ledger_app.ledger.settings import view_as_json

        window = self._window
        place = window.navigation.current_key
        left = {"day": window.today().isoformat(), "place": list(place)}
        if window.pages.current == LIST and place != ASKED:
            left["view"] = view_as_json(self.view_shown())
        window.settings.keep_left(window.ledger.path, json.dumps(left))
