"""What each action of the window does."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ledger_app.domain.status import Status
from ledger_app.ledger.export import LAYOUTS
from ledger_app.ui.companions import (
    open_about,
    open_keys,
    open_lamp_rules,
    open_manual,
    open_view_name,
    open_work_days,
    tell_how_to_print,
    tell_saved,
)
from ledger_app.ui.models.columns import DUE, UNITS
from ledger_app.ui.models.places import ALL, BIN_PLACE, BOARD_PLACE, LOG_PLACE, SCHEDULE, UNITS_PLACE
from ledger_app.ui.taking_back import redo, undo

if TYPE_CHECKING:
    from ledger_app.ui.main_window import MainWindow


def slots_of(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """The slots by the names of the actions; the list is looked for when they run, it may not be made yet."""
    slots = _of_files(window) | _of_places(window) | _of_rows(window) | window.look.slots()
    slots |= {
        "undo": partial(undo, window),
        "redo": partial(redo, window),
        "lamp rules": partial(open_lamp_rules, window),
        "work days": partial(open_work_days, window),
        "manual": partial(open_manual, window),
        "keys": partial(open_keys, window),
        "about": partial(open_about, window),
    }
    return slots


def _of_files(window: "MainWindow") -> dict[str, Callable[[], object]]:
    slots: dict[str, Callable[[], object]] = {
        "import": window.files.ask_import,
        "import copied": window.files.import_clipboard,
        "export shown": window.export_shown,
        "export menu": lambda: window.tools.export_button.showMenu(),
        "new ledger": window.files.ask_new,
        "open ledger": window.files.ask_open,
        "open example": window.files.open_example,
        "save": partial(tell_saved, window),
        "print": partial(tell_how_to_print, window),
        "quit": window.close,
    }
    return slots | {f"export {layout}": partial(window.export, layout) for layout in LAYOUTS}


def _of_places(window: "MainWindow") -> dict[str, Callable[[], object]]:
    go_to = window.going.to_page
    return {
        "board": partial(go_to, BOARD_PLACE),
        "all": partial(go_to, ALL),
        "units": partial(go_to, UNITS_PLACE),
        "history": partial(go_to, LOG_PLACE),
        "schedule": partial(go_to, SCHEDULE),
        "bin": partial(go_to, BIN_PLACE),
        "save view": partial(open_view_name, window),
        "search": window.go_to_search,
        "navigation": lambda: window.flex.show_navigation(not window.flex.navigation_shown),
        "next pane": window.going.to_next_pane,
    }


def _of_rows(window: "MainWindow") -> dict[str, Callable[[], object]]:
    slots: dict[str, Callable[[], object]] = {
        "copy": lambda: window.rows.cells.copy(),
        "paste": lambda: window.rows.cells.paste(),
        "fill down": lambda: window.rows.cells.fill_down(),
        "group": lambda: window.pane.turn_grouping(),
        "columns": lambda: window.pane.open_columns(window.pane.bar.columns_button),
        "edit cell": lambda: window.pane.list.edit(window.pane.list.currentIndex()),
        "select all": lambda: window.pane.list.selectAll(),
        "filter": window.going.to_unit_filter,
        "clear filter": window.clear_filter,
        "details": lambda: window.list_page.toggle_details(),
        "close groups": lambda: window.pane.list.close_all(True),
        "open groups": lambda: window.pane.list.close_all(False),
        "new task": window.going.to_new_task,
        "add progress": lambda: window.list_page.begin_progress(),
        "edit units": lambda: window.rows.edit_column(UNITS),
        "edit deadline": lambda: window.rows.edit_column(DUE),
        "next doubt": lambda: window.rows.step_doubt(1),
        "previous doubt": lambda: window.rows.step_doubt(-1),
        "row history": lambda: window.list_page.open_row_history(),
        "delete": lambda: window.rows.delete(),
    }
    slots |= _of_shapes(window)
    set_status = {f"status {each.value}": partial(_set_status, window, each) for each in Status}
    return slots | set_status


def _of_shapes(window: "MainWindow") -> dict[str, Callable[[], object]]:
    return {
        "sub task": lambda: window.rows.open_sub_bar(),
        "new heading": lambda: window.rows.arranging.ask_heading(),
        "send back": lambda: window.rows.ask_send_back(),
        "extend": lambda: window.rows.ask_extension(),
        "flag": lambda: window.rows.turn_flag(),
        "move up": lambda: window.rows.arranging.move(-1),
        "move down": lambda: window.rows.arranging.move(1),
        "promote": lambda: window.rows.arranging.promote(),
        "demote": lambda: window.rows.arranging.demote(),
        "split": lambda: window.rows.arranging.begin_split(),
        "merge": lambda: window.rows.arranging.merge(),
        "delete heading": lambda: window.rows.arranging.ask_remove_heading(),
    }


def _set_status(window: "MainWindow", status: Status) -> None:
    window.rows.set_status(status)
