"""The recycle bin: acts that took something out, what it was, and the way to bring it back."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ledger_app.ledger import Ledger
from ledger_app.ledger.bin import BinEntry, BinItem
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.models.wording import moment_text
from ledger_app.ui.theme.pieces import Paragraph, col, frame, label, push_button, row, rule
from ledger_app.ui.views.plain_table import PlainTable
from ledger_app.ui.views.popup import is_inside

_TITLES = ("时间", "操作", "内容", "谁")
_ITEM_TITLES = ("", "内容", "所在文件")
_NAMED = 2
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class BinTable(QAbstractTableModel):
    """The acts that took something out, newest first."""

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.entries: Sequence[BinEntry] = ()

    def show(self, entries: Sequence[BinEntry]) -> None:
        """Show these."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _TITLES[section] if shown else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        entry = self.entries[index.row()]
        named = "；".join(item.text for item in entry.items[:_NAMED])
        what = f"{entry.summary}  {named}"
        return (moment_text(entry.at, self._today()), entry.label, what, entry.who)[index.column()]


class BinItems(QAbstractTableModel):
    """What one of these acts took out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: Sequence[BinItem] = ()

    def show(self, items: Sequence[BinItem]) -> None:
        """Show these."""
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_ITEM_TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _ITEM_TITLES[section] if shown else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if not index.isValid() or role not in shown:
            return None
        item = self._items[index.row()]
        return (item.kind.label, item.text, item.plan)[index.column()]


class _EntryView(PlainTable):
    """Enter brings back."""

    wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)


class BinPane(QWidget):
    """Lists what can come back; asks the ledger to bring it."""

    counted = Signal()
    measure_asked = Signal(object)  # MeasureId

    def __init__(self, ledger: Ledger, attempt: Attempt, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._attempt = ledger, attempt
        self.table, self.items = BinTable(today, self), BinItems(self)
        self.view = _EntryView(self.table, "删除的内容", {0: 130, 1: 100, 3: 84})
        self._item_view = PlainTable(self.items, "这一次删除了什么", {0: 60})
        self.restore = push_button("恢复", "primary", "restore")
        self._why_not = Paragraph("", "list", "text")
        self._refused = frame("doubt", col(self._why_not, margins=(12, 8, 10, 8)))
        self._nothing = label("回收站是空的", "list", "text2")
        self._nothing.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_entry())
        self.view.wanted.connect(self.bring_back)
        self.restore.clicked.connect(self.bring_back)
        self.read()

    def _lay_out(self) -> None:
        hint = label("删除的任务、标题、文件和进展都在这里，恢复后回到原来的位置", "caption", "text3", wrap=True)
        head = col(hint, self._nothing, gap=6, margins=(14, 8, 14, 8))
        foot = row(self.restore, None, margins=(14, 8, 14, 10))
        self._below = frame("pane", col(rule(), self._item_view, self._refused, foot, gap=0))
        whole = col(head, rule(), self.view, self._below, gap=0)
        whole.setStretchFactor(self.view, 3)
        whole.setStretchFactor(self._below, 2)
        whole.addStretch(0)  # takes the room where the bin is empty
        self.setLayout(col(frame("pane", whole), gap=0))
        self.setFocusProxy(self.view)

    def read(self) -> None:
        """Show the bin as it is now."""
        at = self.view.currentIndex().row()
        self.table.show(self._ledger.bin())
        entries = self.table.entries
        had_focus = is_inside(QApplication.focusWidget(), self)
        self._nothing.setVisible(not entries)
        if had_focus and not entries:  # Qt would pass it on to the tool bar
            self._nothing.setFocus()
        self.view.setVisible(bool(entries))
        self._below.setVisible(bool(entries))
        if entries:
            self.view.setCurrentIndex(self.table.index(max(0, min(at, len(entries) - 1)), 0))
        self._show_entry()
        self.counted.emit()

    def _entry(self) -> BinEntry | None:
        at = self.view.currentIndex().row()
        return self.table.entries[at] if 0 <= at < len(self.table.entries) else None

    def _show_entry(self) -> None:
        entry = self._entry()
        if entry is None:
            return
        self.items.show(entry.items)
        self.restore.setEnabled(entry.why_not is None)
        self.restore.setText(f"恢复{entry.summary}")
        self.restore.setAccessibleName(self.restore.text())
        self._why_not.set_text(entry.why_not or "")
        self._refused.setVisible(entry.why_not is not None)

    def bring_back(self) -> None:
        """Bring back what is chosen."""
        entry = self._entry()
        if entry is not None and entry.why_not is None:
            self._attempt(lambda ledger: ledger.take_back(entry.change_id))

    def words(self) -> str:
        """回收站3次删除."""
        return f"回收站里有{len(self.table.entries)}次删除的内容"
