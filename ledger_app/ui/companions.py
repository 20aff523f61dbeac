"""What opens beside the window: the history, the manual, who made it; and the menu of a place in the navigation."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ledger_app.domain.ids import PlanId
from ledger_app.ledger.export import LAYOUTS
from ledger_app.ui.models.places import Place

if TYPE_CHECKING:
    from ledger_app.ui.main_window import MainWindow


def open_history(window: "MainWindow") -> None:
    """Show what was done in this ledger."""
    from ledger_app.ui.dialogs.history_dialog import HistoryDialog

    dialog = HistoryDialog(window.ledger, window, today=window.today())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.measure_chosen.connect(window.find_measure)
    dialog.show()


def open_manual(window: "MainWindow") -> None:
    """Show the manual."""
    from ledger_app.ui.dialogs.manual import show_manual

    show_manual(window)


def open_about(window: "MainWindow") -> None:
    """Show version, licence and libraries."""
    from ledger_app.ui.dialogs.about import AboutDialog

    dialog = AboutDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def open_place_menu(window: "MainWindow", place: Place, at: QPoint) -> None:
    """Offer what can be done with a plan or a unit."""
    if place.key is None or place.key[0] not in ("plan", "unit"):
        return
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    row = window.places.row_of(place.key)
    rename = menu.addAction("改名\tF2", lambda: window.navigation.edit(window.places.index(row or 0)))
    rename.setEnabled(not window.ledger.read_only and row is not None)
    if place.key[0] == "plan":
        plan_id = PlanId(place.key[1])
        for layout, title in LAYOUTS.items():
            menu.addAction(f"导出{title}…", partial(window.files.ask_export, layout, plan_id))
        menu.addSeparator()
        remove = menu.addAction("删除文件", partial(window.rows.remove_plan, plan_id))
        remove.setEnabled(not window.ledger.read_only)
    menu.popup(at)
