"""快捷键: every key of the window, read from its menus, with a search field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QMenuBar, QWidget

from ledger_app.ui.actions import plain_text
from ledger_app.ui.dialogs.fit import fit
from ledger_app.ui.theme.pieces import col, frame, label, push_button, row, styled
from ledger_app.ui.views.plain_table import PlainDelegate, PlainTable

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADS = ("做什么", "快捷键", "在哪里")
# Keys that no menu names: a view takes them itself.
_BESIDE_MENUS = (
    ("打开详情，再按收起", "Enter", "任务列表"),
    ("收起、展开当前标题", "← →", "任务列表"),
    ("收起、展开全部标题", "Ctrl+← Ctrl+→", "任务列表"),
    ("修改单元格", "F2 或直接打字", "任务列表"),
    ("放弃修改，清除搜索", "Esc", "任务列表"),
    ("记下并写下一条", "Ctrl+Enter", "记进展、核对"),
    ("核好了，导入", "Ctrl+I", "核对"),
    ("在数字之间走动", "← → ↑ ↓", "工作台"),
    ("打开数字背后的任务", "Enter", "工作台"),
    ("菜单", "Alt 或 F10", "整个窗口"),
)


@dataclass(frozen=True, slots=True)
class Key:
    """What keys do, and where."""

    act: str
    keys: str
    where: str

    def has(self, words: list[str]) -> bool:
        """Whether all of these words occur."""
        said = f"{self.act} {self.keys} {self.where}".casefold()
        return all(word in said for word in words)


def keys_of(bar: QMenuBar) -> list[Key]:
    """The keys of all menus in their order, then those that no menu names."""
    found: dict[tuple[str, str], Key] = {}
    for top in bar.actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            for key in _of_menu(menu, f"{plain_text(top.text())}菜单", ""):
                found.setdefault((key.act, key.keys), key)
    return [*found.values(), *(Key(*each) for each in _BESIDE_MENUS)]


def _of_menu(menu: QMenu, where: str, above: str) -> Iterator[Key]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _of_menu(inner, where, f"{plain_text(inner.title())}：")
        shortcuts = [each.toString(QKeySequence.SequenceFormat.NativeText) for each in action.shortcuts()]
        if shortcuts:
            act = action.property("plain") or plain_text(action.text())
            yield Key(f"{above}{act}", "  ".join(shortcuts), where)


class _KeyTable(QAbstractTableModel):
    """The keys, one a row."""

    def __init__(self, keys: list[Key], parent: QWidget) -> None:
        super().__init__(parent)
        self._all = self.rows = keys

    def look_for(self, text: str) -> None:
        """Show those in which these words occur."""
        words = text.casefold().split()
        self.beginResetModel()
        self.rows = [key for key in self._all if key.has(words)]
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        key = self.rows[index.row()]
        return (key.act, key.keys, key.where)[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADS[section] if shown else None


class _KeyDelegate(PlainDelegate):
    """The keys in bold."""

    def look(self, index: _Index) -> tuple[str, str]:
        return (("list", "text"), ("listStrong", "text"), ("list", "text3"))[index.column()]


class KeysDialog(QDialog):
    """The sheet of keys. Not modal: it may stand beside the window."""

    def __init__(self, bar: QMenuBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键 - 任务台账")
        self.table = _KeyTable(keys_of(bar), self)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找：做什么，或按什么键")
        self.search.setAccessibleName("查找快捷键")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._look_for)
        styled(self.search, "list", height=30)
        self.view = PlainTable(self.table, "快捷键", {1: 190, 2: 130}, self)
        self.view.setItemDelegate(_KeyDelegate(self.view))
        self._said = label("", "caption", "text3")
        close = push_button("关闭")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        sheet = frame("card", col(self.view, gap=0, margins=(1, 4, 1, 4)))
        layout = col(self.search, sheet, row(self._said, None, close), gap=10, margins=(16, 14, 16, 12))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        fit(self, 620, 620)
        self._look_for("")

    def _look_for(self, text: str) -> None:
        self.table.look_for(text)
        count = len(self.table.rows)
        self._said.setText(f"{count}个快捷键" if count else "没有这样的快捷键")
