"""What each action of the window does."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ledger_app.domain.status import Status
from ledger_app.ledger.export import LAYOUTS
from ledger_app.ui.companions import open_about, open_history, open_manual
from ledger_app.ui.models.columns import DUE, UNITS
from ledger_app.ui.models.places import ALL

if TYPE_CHECKING:
    from ledger_app.ui.main_window import MainWindow


def slots_of(window: "MainWindow") -> dict[str, Callable[[], object]]:
    """The slots by the names of the actions."""
    pane, list_ = window.pane, window.pane.list
    slots: dict[str, Callable[[], object]] = {
        "import": window.files.ask_import,
        "export menu": lambda: window.tools.export_button.showMenu(),
        "new ledger": window.files.ask_new,
        "open ledger": window.files.ask_open,
        "open example": window.files.open_example,
        "quit": window.close,
        "undo": lambda: window.attempt(lambda ledger: ledger.undo()),
        "redo": lambda: window.attempt(lambda ledger: ledger.redo()),
        "copy": window.rows.copy,
        "edit cell": lambda: list_.edit(list_.currentIndex()),
        "select all": list_.selectAll,
        "search": window.go_to_search,
        "filter": lambda: pane.bar.open_panel("单位"),
        "clear filter": window.clear_filter,
        "all": lambda: window.navigation.go_to(ALL),
        "schedule": lambda: window.navigation.go_to(("schedule", 0)),
        "history": partial(open_history, window),
        "details": window.toggle_details,
        "navigation": lambda: window.flex.show_navigation(not window.flex.navigation_shown),
        "next pane": window.next_pane,
        "close groups": lambda: list_.close_all(True),
        "open groups": lambda: list_.close_all(False),
        "new task": window.rows.open_add_bar,
        "add progress": window.begin_progress,
        "edit units": lambda: window.rows.edit_column(UNITS),
        "edit deadline": lambda: window.rows.edit_column(DUE),
        "next doubt": lambda: window.rows.step_doubt(1),
        "previous doubt": lambda: window.rows.step_doubt(-1),
        "row history": window.open_row_history,
        "delete": window.rows.delete,
        "manual": partial(open_manual, window),
        "about": partial(open_about, window),
    }
    slots |= {f"export {layout}": partial(window.export, layout) for layout in LAYOUTS}
    slots |= window.look.slots()
    return slots | {f"status {status.value}": partial(window.rows.set_status, status) for status in Status}
