"""What the list shows, as a view: saved under a name, or kept for the next start of the day."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt

from ledger_app.domain.view import SavedView
from ledger_app.ui.models.places import ALL, BOARD_PLACE, Place, PlaceKey
from ledger_app.ui.pages import LIST

if TYPE_CHECKING:
    from ledger_app.ui.main_window import MainWindow


class ListViews:
    """Makes a view of the list, and the list of a view."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def show(self, view: SavedView, told_as: Place | None = None) -> None:
        """Show the rows of a view, with its chips, words and order, as a place of its own where one is told."""
        from ledger_app.ui.models.columns import COLUMNS
        from ledger_app.ui.models.saved_views import filter_of, has_unknown_span  # with the list, often not shown first

        window, base = self._window, self._window.places.place_for(view.place)
        if base is None:
            return
        if told_as is not None:
            base = replace(base, key=told_as.key, title=told_as.title, view=view)
        window.pane.go_to(base, filter_of(view), search=view.text)
        ordered = view.sort is None or view.sort in range(len(COLUMNS))
        if view.sort is not None and ordered:
            order = Qt.SortOrder.DescendingOrder if view.descending else Qt.SortOrder.AscendingOrder
            window.pane.list.sort(view.sort, order)
        window.pane.set_grouping(view.grouped)
        unknown = [*(["时限"] if has_unknown_span(view) else []), *([] if ordered else ["排列"])]
        if unknown:
            whose = f"视图“{view.name}”" if view.name else "上次"
            window.pages.tell_bar.tell(f"{whose}的{'和'.join(unknown)}这个版本不认识，没有用上")

    def shown(self) -> SavedView:
        """What the list shows, as it is."""
        from ledger_app.ui.models.saved_views import with_filter

        pane = self._window.pane
        place = pane.place.view.place if pane.place.view is not None else pane.place.key
        sort = pane.table.sorted_by
        view = SavedView(
            name="",
            place=cast("tuple[str, int]", place or ALL),  # a view stands on a place of the ledger, never on a view
            text=pane.search,
            sort=sort[0] if sort else None,
            descending=sort is not None and sort[1] is Qt.SortOrder.DescendingOrder,
            grouped=pane.table.grouped,
        )
        return with_filter(view, pane.filter)

    def to_keep(self) -> SavedView:
        """What the list shows as it can be saved, with spans of time for days, and with a name to begin with."""
        from ledger_app.ui.models.due_spans import moving_key
        from ledger_app.ui.models.saved_views import filter_of, suggested_name

        window, shown = self._window, self.shown()
        today = window.today()
        kept = replace(shown, due=moving_key(shown.due, today))
        words = list(filter_of(kept).chip_words(window.ledger.book, today).values())
        return replace(kept, name=suggested_name(window.pane.place.title, words, kept.text))

    def lost_words(self, kept: SavedView) -> str:
        """What to say where a day is shown, which no view keeps."""
        from ledger_app.ui.models.due_spans import due_title

        shown, today = self.shown().due, self._window.today()
        if shown is None or shown == kept.due:
            return ""
        instead = f"存为“{due_title(kept.due, today)}”" if kept.due else "不存"
        return f"视图不记某一天，时限{due_title(shown, today)}{instead}"

    def save(self, view: SavedView, name: str) -> None:
        """Keep a view under a name, and go there."""
        if self._window.attempt(lambda ledger: ledger.save_view(replace(view, name=name))):
            self._window.navigation.go_to(("view", name))

    # ---- coming back

    def to_first(self) -> None:
        """The work board; on a day on which it has been seen, what was left."""
        place, view = self._left_today()
        if place is None or self._window.places.place_for(place) is None:
            place = BOARD_PLACE
        self._window.navigation.go_to(place)
        if view is not None and self._window.pages.current == LIST:
            self.show(view)
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

    def keep_left(self) -> None:
        """Keep where the window is for its next start: place, chips, words and order."""
        import json

        from ledger_app.ledger.settings import view_as_json

        window = self._window
        left = {"day": window.today().isoformat(), "place": list(window.navigation.current_key)}
        if window.pages.current == LIST:
            left["view"] = view_as_json(self.shown())
        window.settings.keep_left(window.ledger.path, json.dumps(left))
