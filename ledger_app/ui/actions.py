"""Every action of the window: its words, key and icon. What it does is the window's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

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
    rows: bool = False  # works on the rows of the list, and is off where another page is shown
    aside: bool = False  # leaves the list and its open cell alone: what is typed there need not be taken in first


SPECS: tuple[Spec, ...] = (
    Spec("import", "导入文件(&I)…", "Ctrl+O", "import", writes=True),
    Spec("import copied", "从剪贴板导入(&V)", "Ctrl+Shift+V", "paste", writes=True),
    Spec("export shown", "导出当前列表(&C)…", "Ctrl+Shift+E", "export", rows=True),
    *(Spec(f"export {layout}", f"{title}…", icon="export") for layout, title in LAYOUTS.items()),
    Spec("export menu", "导出", "Ctrl+E"),
    Spec("new ledger", "新建台账(&N)…", icon="new_file"),
    Spec("open ledger", "打开台账(&L)…", icon="open"),
    Spec("open example", "打开示例台账"),
    Spec("save", "保存(&S)", "Ctrl+S"),
    Spec("print", "打印(&P)", "Ctrl+P"),
    Spec("quit", "退出(&X)", "Ctrl+Q", aside=True),
    Spec("undo", "撤销(&U)", "Ctrl+Z", "undo", writes=True),
    Spec("redo", "重做(&R)", "Ctrl+Y Ctrl+Shift+Z", "redo", writes=True),
    Spec("copy", "复制(&C)", "Ctrl+C", "copy", in_list=True, rows=True),
    Spec("paste", "粘贴到列表(&P)…", "Ctrl+V", "paste", writes=True, in_list=True, rows=True),
    Spec("fill down", "向下填充(&D)", "Ctrl+D", "arrow_down", writes=True, in_list=True, rows=True),
    Spec("edit cell", "修改单元格(&E)", "F2", "edit", writes=True, in_list=True, rows=True),
    Spec("select all", "全选(&A)", "Ctrl+A", in_list=True, rows=True),
    Spec("search", "搜索(&F)", "Ctrl+F", "search"),
    Spec("filter", "筛选单位(&L)", "Ctrl+Shift+L", "filter"),
    Spec("clear filter", "清除筛选", rows=True),
    Spec("board", "工作台(&B)", "Ctrl+1", "board"),
    Spec("all", "全部任务(&A)", "Ctrl+2", "list"),
    Spec("units", "单位(&I)", "Ctrl+3", "buildings"),
    Spec("history", "操作记录(&H)", "Ctrl+4", "history"),
    Spec("schedule", "按时限排列(&S)", "Ctrl+5", "calendar_clock"),
    Spec("bin", "回收站(&R)", icon="delete"),
    Spec("save view", "保存为视图(&V)…", "Ctrl+Shift+S", "bookmark", writes=True, rows=True),
    Spec("details", "详情(&D)", "F4", checkable=True, rows=True),
    Spec("navigation", "导航(&N)", "F9", checkable=True),
    Spec("next pane", "下一个窗格", "F6"),
    Spec("group", "按标题分组(&G)", "Ctrl+G", checkable=True, rows=True),
    Spec("columns", "列(&C)…", icon="columns", rows=True),
    Spec("close groups", "全部收起", "Ctrl+Shift+Left", rows=True),
    Spec("open groups", "全部展开", "Ctrl+Shift+Right", rows=True),
    Spec("lines 1", "一行", checkable=True, group="lines"),
    Spec("lines 2", "两行", checkable=True, group="lines"),
    Spec("lines 3", "三行", checkable=True, group="lines"),
    Spec("theme auto", "跟随系统", checkable=True, group="theme", aside=True),
    Spec("theme light", "浅色", checkable=True, group="theme", aside=True),
    Spec("theme dark", "深色", checkable=True, group="theme", aside=True),
    Spec("larger", "放大", "Ctrl+= Ctrl++", aside=True),
    Spec("smaller", "缩小", "Ctrl+-", aside=True),
    Spec("normal size", "默认大小", "Ctrl+0", aside=True),
    Spec("new task", "新任务(&N)", "Ctrl+N", "add", writes=True),
    Spec("sub task", "添加子任务(&U)", "Ctrl+Shift+N", writes=True, rows=True),
    Spec("new heading", "新标题(&T)…", writes=True, rows=True),
    Spec("add progress", "记进展(&J)", "Ctrl+J", "edit", writes=True, rows=True),
    *(Spec(f"status {status.value}", status.label, writes=True, rows=True) for status in Status),
    Spec("send back", "退回(&B)…", "", "undo", writes=True, rows=True),
    Spec("extend", "延期(&X)…", "", "calendar_clock", writes=True, rows=True),
    Spec("flag", "挂牌督办 / 摘牌(&G)", "", "flag", writes=True, rows=True),
    Spec("move up", "上移一位", "Alt+Up", "arrow_up", writes=True, in_list=True, rows=True),
    Spec("move down", "下移一位", "Alt+Down", "arrow_down", writes=True, in_list=True, rows=True),
    Spec("promote", "改为标题", "Alt+Left", "promote", writes=True, in_list=True, rows=True),
    Spec("demote", "标题改为任务", "Alt+Right", "demote", writes=True, in_list=True, rows=True),
    Spec("split", "拆分…", "Ctrl+Shift+Return", "split", writes=True, in_list=True, rows=True),
    Spec("merge", "合并选中的任务", "Ctrl+M", "merge_up", writes=True, in_list=True, rows=True),
    Spec("delete heading", "删除标题及其任务", "", "delete", writes=True, rows=True),
    Spec("edit units", "修改责任单位(&U)", writes=True, rows=True),
    Spec("edit deadline", "修改完成时限(&D)", icon="calendar", writes=True, rows=True),
    Spec("next doubt", "下一处疑点", "F8", "arrow_down", rows=True),
    Spec("previous doubt", "上一处疑点", "Shift+F8", "arrow_up", rows=True),
    Spec("row history", "这一项的历史(&H)", "Ctrl+Shift+H", "history", rows=True),
    Spec("delete", "删除任务", "Delete", "delete", writes=True, in_list=True, rows=True),
    Spec("lamp rules", "亮灯规则(&L)…", icon="lamp", writes=True),
    Spec("work days", "工作日和节假日(&W)…", icon="calendar", writes=True),
    Spec("manual", "使用手册(&M)", "F1", "help", aside=True),
    Spec("keys", "快捷键(&K)", "Ctrl+/", "keyboard", aside=True),
    Spec("about", "关于任务台账(&A)", aside=True),
)


class Actions:
    """The actions by name."""

    def __init__(
        self,
        owner: QWidget,
        slots: Mapping[str, Callable[[], object]],
        *,
        act: Callable[[Callable[[], object]], None],
        read_only: bool,
    ) -> None:
        """`act` runs what an action does, unless it is one that leaves the list alone."""
        self._by_name: dict[str, QAction] = {}
        self._act = act
        self._frozen = read_only  # or held by a job, for as long as that runs
        self._read_only = read_only
        self._iconed = False
        self._groups: dict[str, QActionGroup] = {}
        for spec in SPECS:
            action = self._make(owner, spec, slots[spec.name])
            self._by_name[spec.name] = action
            if spec.in_list:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            else:
                owner.addAction(action)

    def give_list(self, list_view: QWidget) -> None:
        """Let the keys that count only in the list count there."""
        list_view.addActions([self._by_name[spec.name] for spec in SPECS if spec.in_list])

    def serve_rows(self, on: bool) -> None:
        """Turn what works on the rows of the list on, or off where another page is shown."""
        for spec in SPECS:
            if spec.rows:
                self._by_name[spec.name].setEnabled(on and not (spec.writes and self._frozen))

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def names(self) -> tuple[str, ...]:
        """All names."""
        return tuple(self._by_name)

    def set_enabled(self, on: bool) -> None:
        """Turn all actions on, or off while a page of its own has the window."""
        for spec in SPECS:
            self._by_name[spec.name].setEnabled(on and not (spec.writes and self._frozen))

    def hold(self, on: bool) -> None:
        """Turn what writes off while a job holds the ledger; afterwards it has to be served anew."""
        self._frozen = on or self._read_only
        if on:
            for spec in SPECS:
                if spec.writes:
                    self._by_name[spec.name].setEnabled(False)

    def _make(self, owner: QObject, spec: Spec, slot: Callable[[], object]) -> QAction:
        action = QAction(spec.text, owner)
        keys = [QKeySequence(key) for key in spec.keys.split()]
        action.setShortcuts(keys)
        action.setCheckable(spec.checkable)
        action.setEnabled(not (spec.writes and self._frozen))
        plain = plain_text(spec.text)
        action.setProperty("plain", plain)  # what the sheet of keys calls it: 撤销, whatever it would take back
        action.setToolTip(f"{plain} ({keys[0].toString()})" if keys else plain)
        run = slot if spec.aside else partial(self._act, slot)
        action.triggered.connect(lambda *_: run())
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(owner))
            group.addAction(action)
        return action

    def give_icons(self) -> None:
        """Draw the icons; asked for when the first menu opens, for they cost start-up time."""
        if not self._iconed:
            self._iconed = True
            for spec in SPECS:
                if spec.icon:
                    _keep_icon(self._by_name[spec.name], spec.icon)


def _keep_icon(action: QAction, name: str) -> None:
    theme().follow(action, lambda t: action.setIcon(icon(name, t)))


def plain_text(text: str) -> str:
    """A menu's text without its mnemonic and dots."""
    at = text.find("(&")
    return (text[:at] + text[at + 4 :] if at >= 0 else text).removesuffix("…")
