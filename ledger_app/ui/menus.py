"""The menus of the window, put together from its actions."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ledger_app.domain.status import Status
from ledger_app.ledger.export import LAYOUTS
from ledger_app.ui.actions import Actions

_LINE = ""  # a separator

_EDIT = ("copy", "paste", "fill down", "edit cell", "select all", _LINE, "search", "filter", "clear filter")
_PLACES = ("board", "all", "units", "history", "schedule", "bin", _LINE, "save view", _LINE)
_VIEW_PLACES = (*_PLACES, "details", "navigation", "next pane", _LINE)
_TOOLS = ("lamp rules", "work days")
_BULK = ("send back", "extend", "flag")
_MOVES = ("move up", "move down", _LINE, "split", "merge", _LINE)
_SHAPES = (*_MOVES, "promote", "demote", "new heading", "delete heading")
_HELP = ("manual", "keys", _LINE, "about")


def fill(menu: QMenu, actions: Actions, names: tuple[str, ...]) -> QMenu:
    """Add actions to a menu; an empty name is a line."""
    menu.aboutToShow.connect(actions.give_icons)
    for name in names:
        if name:
            menu.addAction(actions[name])
        else:
            menu.addSeparator()
    return menu


def export_menu(actions: Actions, parent: QWidget) -> QMenu:
    """What the list shows, or whole plans in the layouts there are."""
    menu = QMenu("导出(&E)", parent)
    return fill(menu, actions, ("export shown", _LINE, *(f"export {layout}" for layout in LAYOUTS)))


def status_menu(actions: Actions, parent: QWidget) -> QMenu:
    """The statuses to give the selected tasks."""
    menu = QMenu("状态改为(&S)", parent)
    return fill(menu, actions, tuple(f"status {status.value}" for status in Status))


def shape_menu(actions: Actions, parent: QWidget) -> QMenu:
    """What changes order and shape of a plan."""
    menu = QMenu("调整(&A)", parent)
    return fill(menu, actions, _SHAPES)


def row_menu(actions: Actions, parent: QWidget) -> QMenu:
    """What can be done with the selected tasks."""
    menu = QMenu(parent)
    menu.addMenu(status_menu(actions, menu))
    fill(menu, actions, (*_BULK, "edit units", "edit deadline", "edit cell", "add progress", _LINE, "sub task"))
    menu.addMenu(shape_menu(actions, menu))
    names = (_LINE, "copy", "paste", "fill down", "row history", _LINE, "delete")
    return fill(menu, actions, names)


def recent_menu(parent: QWidget, paths: Callable[[], list[Path]], open_ledger: Callable[[Path], object]) -> QMenu:
    """The ledgers opened lately, looked up when the menu opens."""
    menu = QMenu("最近的台账(&R)", parent)

    def refill() -> None:
        menu.clear()
        for path in paths():
            menu.addAction(f"{path.stem}    {path.parent}".replace("&", "&&"), partial(open_ledger, path))
        if menu.isEmpty():
            menu.addAction("还没有别的台账").setEnabled(False)

    menu.aboutToShow.connect(refill)
    return menu


def past_menu(parent: QWidget, acts: Callable[[], Sequence[str]], take_back: Callable[[int], object]) -> QMenu:
    """The last acts, looked up when the menu opens; choosing one takes it back with all that came after it."""
    menu = QMenu("撤销到(&P)", parent)

    def refill() -> None:
        menu.clear()
        for at, words in enumerate(acts()):
            menu.addAction(words.replace("&", "&&"), partial(take_back, at + 1))
        if menu.isEmpty():
            menu.addAction("没有可撤销的操作").setEnabled(False)

    menu.aboutToShow.connect(refill)
    return menu


def fill_menu_bar(bar: QMenuBar, actions: Actions, exports: QMenu, recent: QMenu, past: QMenu) -> None:
    """The menus 文件 编辑 查看 任务 工具 帮助."""
    file = fill(bar.addMenu("文件(&F)"), actions, ("import", "import copied"))
    file.addMenu(exports)
    fill(file, actions, ("print", _LINE, "save", "new ledger", "open ledger"))
    file.addMenu(recent)
    fill(file, actions, ("open example", _LINE, "quit"))
    edit = fill(bar.addMenu("编辑(&E)"), actions, ("undo", "redo"))
    edit.addMenu(past)
    fill(edit, actions, (_LINE, *_EDIT))
    _fill_view(bar.addMenu("查看(&V)"), actions)
    task = fill(bar.addMenu("任务(&T)"), actions, ("new task", "sub task", "new heading", "add progress", _LINE))
    task.addMenu(status_menu(actions, task))
    fill(task, actions, (*_BULK, "edit units", "edit deadline", _LINE))
    task.addMenu(shape_menu(actions, task))
    fill(task, actions, (_LINE, "next doubt", "previous doubt", "row history", _LINE, "delete"))
    fill(bar.addMenu("工具(&G)"), actions, _TOOLS)
    fill(bar.addMenu("帮助(&H)"), actions, _HELP)


def _fill_view(menu: QMenu, actions: Actions) -> None:
    fill(menu, actions, _VIEW_PLACES)
    lines = QMenu("行高(&L)", menu)
    menu.addMenu(fill(lines, actions, ("lines 1", "lines 2", "lines 3")))
    menu.addSeparator()
    fill(menu, actions, ("group", "columns"))
    groups = QMenu("标题(&H)", menu)
    menu.addMenu(fill(groups, actions, ("close groups", "open groups")))
    sizes = QMenu("字号(&Z)", menu)
    menu.addMenu(fill(sizes, actions, ("larger", "smaller", "normal size")))
    themes = QMenu("颜色(&C)", menu)
    menu.addMenu(fill(themes, actions, ("theme auto", "theme light", "theme dark")))
