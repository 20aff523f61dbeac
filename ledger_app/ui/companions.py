"""What opens beside the window: manual, keys, who made it, the settings of the office; and the menu of a place."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QMenu

from ledger_app.domain.ids import PlanId
from ledger_app.domain.unit import UnitId
from ledger_app.ledger.export import LAYOUTS
from ledger_app.ui.models.places import Place
from ledger_app.ui.views.tell_bar import Way

if TYPE_CHECKING:
    from ledger_app.ui.main_window import MainWindow

PRINTED = "annex-print"  # the layout that fits on paper


def open_manual(window: "MainWindow") -> None:
    """Show the manual."""
    from ledger_app.ui.dialogs.manual import show_manual

    show_manual(window)


def open_about(window: "MainWindow") -> None:
    """Show version, licence and libraries."""
    from ledger_app.ui.dialogs.about import AboutDialog

    _open(AboutDialog(window))


def open_keys(window: "MainWindow") -> None:
    """Show all keys."""
    from ledger_app.ui.dialogs.keys import KeysDialog

    _open(KeysDialog(window.menuBar(), window))


def tell_saved(window: "MainWindow") -> None:
    """Answer a habit: every act is on the disk when it is done."""
    if window.ledger.read_only:
        window.pages.tell_bar.tell("台账以只读方式打开，没有要保存的内容")
    else:
        at = window.ledger.saved_at
        window.pages.tell_bar.tell(f"已保存（{at:%H:%M}），每一步都自动保存" if at else "已保存，每一步都自动保存")


def tell_how_to_print(window: "MainWindow") -> None:
    """Say what is printed, and where."""
    export = window.actions_[f"export {PRINTED}"]
    words = f"先导出“{LAYOUTS[PRINTED]}”，再在Excel里打印"
    window.pages.tell_bar.tell(words, Way("导出", export.trigger))


def open_lamp_rules(window: "MainWindow") -> None:
    """Let the office's lamp rules be changed."""
    from ledger_app.ui.dialogs.lamp_rules import LampRulesDialog

    dialog = LampRulesDialog(window.ledger.book, window.today(), window)
    dialog.wanted.connect(lambda rules: window.attempt(lambda ledger: ledger.set_lamp_rules(rules)))
    _open(dialog)


def open_work_days(window: "MainWindow") -> None:
    """Let the office's working days be changed."""
    from ledger_app.ui.dialogs.work_days import WorkDaysDialog

    dialog = WorkDaysDialog(window.ledger.book.calendar, window.today(), window)
    dialog.wanted.connect(lambda calendar: window.attempt(lambda ledger: ledger.set_calendar(calendar)))
    _open(dialog)


def open_view_name(window: "MainWindow") -> None:
    """Ask under which name what the list shows is to be kept."""
    from ledger_app.ui.dialogs.view_name import ViewNameDialog

    view = window.views.to_keep()
    names = [each.name for each in window.ledger.book.views]
    dialog = ViewNameDialog(view.name, names, window, note=window.views.lost_words(view))
    dialog.named.connect(partial(window.views.save, view))
    _open(dialog)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def open_place_menu(window: "MainWindow", place: Place, at: QPoint) -> None:
    """Offer what can be done with a plan, a unit or a saved view."""
    kind = place.key[0] if place.key else ""
    fill = {"plan": _fill_for_plan, "unit": _fill_for_unit, "view": _fill_for_view}.get(kind)
    if fill is None:
        return
    menu = QMenu(window)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fill(window, place, menu)
    menu.popup(at)


def _add_rename(window: "MainWindow", place: Place, menu: QMenu) -> None:
    row = None if place.key is None else window.places.row_of(place.key)
    rename = menu.addAction("重命名\tF2", lambda: window.navigation.edit(window.places.index(row or 0)))
    rename.setEnabled(not window.ledger.read_only and row is not None)


def _fill_for_plan(window: "MainWindow", place: Place, menu: QMenu) -> None:
    assert place.key is not None, "a plan has a key"
    plan_id = PlanId(int(place.key[1]))
    archived = window.ledger.book.plans[plan_id].archived
    _add_rename(window, place, menu)
    exports = menu.addMenu("导出")
    for layout, title in LAYOUTS.items():
        exports.addAction(f"{title}…", partial(window.files.ask_export, layout, plan_id))
    menu.addSeparator()
    acts = (
        ("取消归档" if archived else "归档", partial(window.going.archive_plan, plan_id, not archived)),
        ("结转到下年度…", partial(open_carry_over, window, plan_id)),
        ("删除文件", lambda: window.rows.remove_plan(plan_id)),
    )
    for words, act in acts:
        menu.addAction(words, act).setEnabled(not window.ledger.read_only)


def _fill_for_unit(window: "MainWindow", place: Place, menu: QMenu) -> None:
    assert place.key is not None, "a unit has a key"
    menu.addAction("打开单位", partial(window.going.to_unit_card, UnitId(int(place.key[1]))))
    _add_rename(window, place, menu)


def _fill_for_view(window: "MainWindow", place: Place, menu: QMenu) -> None:
    _add_rename(window, place, menu)
    remove = menu.addAction("删除视图", lambda: window.attempt(lambda ledger: ledger.remove_view(place.title)))
    remove.setEnabled(not window.ledger.read_only)


def open_carry_over(window: "MainWindow", plan_id: PlanId) -> None:
    """Ask what next year's plan is called, and carry over what is unfinished."""
    from ledger_app.ui.dialogs.carry_over import CarryOverDialog

    dialog = CarryOverDialog(window.ledger.book, plan_id, window)
    dialog.wanted.connect(partial(window.going.carry_over, plan_id))
    _open(dialog)
