"""Every action of the window: its words, key and icon. What it does is the window's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from ledger_app.domain.status import Status
from ledger_app.ledger.export import LAYOUTS
from ledger_app.ui.theme.icons import icon
from ledger_app.ui.theme.theme import theme


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. Keys are separated by blanks; `writes` is off where the ledger is read-only."""

    name: str
    text: str
    keys: str = ""
    icon: str = ""
    checkable: bool = False
    writes: bool = False
    group: str = ""  # of which one is checked
    in_list: bool = False  # the key counts only in the list, for fields have the same one


_SPECS: tuple[Spec, ...] = (
    Spec("import", "导入文件(&I)…", "Ctrl+O", "import", writes=True),
    *(Spec(f"export {layout}", f"{title}…", icon="export") for layout, title in LAYOUTS.items()),
    Spec("export menu", "导出", "Ctrl+E"),
    Spec("new ledger", "新建台账(&N)…", icon="new_file"),
    Spec("open ledger", "打开台账(&L)…", icon="open"),
    Spec("open example", "打开示例台账"),
    Spec("quit", "退出(&X)", "Ctrl+Q"),
    Spec("undo", "撤销(&U)", "Ctrl+Z", "undo", writes=True),
    Spec("redo", "重做(&R)", "Ctrl+Y Ctrl+Shift+Z", "redo", writes=True),
    Spec("copy", "复制(&C)", "Ctrl+C", "copy", in_list=True),
    Spec("edit cell", "修改单元格(&E)", "F2", "edit", writes=True, in_list=True),
    Spec("select all", "全选(&A)", "Ctrl+A", in_list=True),
    Spec("search", "搜索(&F)", "Ctrl+F", "search"),
    Spec("filter", "筛选单位(&L)", "Ctrl+Shift+L", "filter"),
    Spec("clear filter", "清除筛选"),
    Spec("all", "全部任务(&A)", "Ctrl+2", "list"),
    Spec("schedule", "按时限排列(&S)", "Ctrl+3", "calendar_clock"),
    Spec("history", "操作记录(&H)…", "Ctrl+4", "history"),
    Spec("details", "详情(&D)", "F4", checkable=True),
    Spec("navigation", "导航(&N)", "F9", checkable=True),
    Spec("next pane", "下一个窗格", "F6"),
    Spec("close groups", "全部收起", "Ctrl+Shift+Left"),
    Spec("open groups", "全部展开", "Ctrl+Shift+Right"),
    Spec("lines 1", "一行", checkable=True, group="lines"),
    Spec("lines 2", "两行", checkable=True, group="lines"),
    Spec("lines 3", "三行", checkable=True, group="lines"),
    Spec("theme auto", "跟随系统", checkable=True, group="theme"),
    Spec("theme light", "浅色", checkable=True, group="theme"),
    Spec("theme dark", "深色", checkable=True, group="theme"),
    Spec("larger", "放大", "Ctrl+= Ctrl++"),
    Spec("smaller", "缩小", "Ctrl+-"),
    Spec("normal size", "默认大小", "Ctrl+0"),
    Spec("new task", "新任务(&N)", "Ctrl+N", "add", writes=True),
    Spec("add progress", "记进展(&J)", "Ctrl+J", "edit", writes=True),
    *(Spec(f"status {status.value}", status.label, writes=True) for status in Status),
    Spec("edit units", "修改责任单位(&U)", writes=True),
    Spec("edit deadline", "修改完成时限(&D)", icon="calendar", writes=True),
    Spec("next doubt", "下一处疑点", "F8", "arrow_down"),
    Spec("previous doubt", "上一处疑点", "Shift+F8", "arrow_up"),
    Spec("row history", "这一项的历史(&H)", "Ctrl+Shift+H", "history"),
    Spec("delete", "删除任务", "Delete", "delete", writes=True, in_list=True),
    Spec("manual", "使用手册(&M)", "F1", "help"),
    Spec("about", "关于任务台账(&A)"),
)


class Actions:
    """The actions by name."""

    def __init__(
        self, owner: QObject, list_view: QObject, slots: Mapping[str, Callable[[], object]], *, read_only: bool
    ) -> None:
        self._by_name: dict[str, QAction] = {}
        self._read_only = read_only
        self._iconed = False
        self._groups: dict[str, QActionGroup] = {}
        for spec in _SPECS:
            action = self._make(owner, spec, slots[spec.name])
            self._by_name[spec.name] = action
            if spec.in_list:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                list_view.addAction(action)  # type: ignore[attr-defined]
            else:
                owner.addAction(action)  # type: ignore[attr-defined]

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def names(self) -> tuple[str, ...]:
        """All names."""
        return tuple(self._by_name)

    def set_enabled(self, on: bool) -> None:
        """Turn all actions on, or off while a page of its own has the window."""
        for spec in _SPECS:
            self._by_name[spec.name].setEnabled(on and not (spec.writes and self._read_only))

    def _make(self, owner: QObject, spec: Spec, slot: Callable[[], object]) -> QAction:
        action = QAction(spec.text, owner)
        keys = [QKeySequence(key) for key in spec.keys.split()]
        action.setShortcuts(keys)
        action.setCheckable(spec.checkable)
        action.setEnabled(not (spec.writes and self._read_only))
        plain = plain_text(spec.text)
        action.setToolTip(f"{plain} ({keys[0].toString()})" if keys else plain)
        action.triggered.connect(lambda *_: slot())
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(owner))
            group.addAction(action)
        return action

    def give_icons(self) -> None:
        """Draw the icons; asked for when the first menu opens, for they cost start-up time."""
        if not self._iconed:
            self._iconed = True
            for spec in _SPECS:
                if spec.icon:
                    _keep_icon(self._by_name[spec.name], spec.icon)


def _keep_icon(action: QAction, name: str) -> None:
    theme().follow(action, lambda t: action.setIcon(icon(name, t)))


def plain_text(text: str) -> str:
    """A menu's text without its mnemonic and dots."""
    at = text.find("(&")
    return (text[:at] + text[at + 4 :] if at >= 0 else text).removesuffix("…")
