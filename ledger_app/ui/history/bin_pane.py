"""The recycle bin: acts that took something out, what it was, and the way to bring it back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ledger_app.ledger import Ledger
from ledger_app.ledger.bin import BinEntry, BinItem
from ledger_app.ui.attempt import RECORDS, Attempt
from ledger_app.ui.models.wording import moment_text
from ledger_app.ui.theme.pieces import Paragraph, col, frame, label, push_button, row, rule
from ledger_app.ui.views.lines_table import LinesTable
from ledger_app.ui.views.plain_table import PlainTable
from ledger_app.ui.views.popup import is_inside

_TITLES = ("时间", "操作", "内容", "操作人")
_ITEM_TITLES = ("类别", "内容", "所在文件")
_NAMED = 2
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


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
        self._today = today
        self.table = LinesTable(_TITLES, self._entry_cells, self)
        self.items = LinesTable(_ITEM_TITLES, _item_cells, self)
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
        whole.setStretchFactor(self.view, 1)
        whole.setStretchFactor(self._below, 1)
        whole.addStretch(0)  # takes the room where the bin is empty
        self.setLayout(col(frame("pane", whole), gap=0))
        self.setFocusProxy(self.view)

    def read(self) -> None:
        """Show the bin as it is now."""
        at = self.view.currentIndex().row()
        self.table.show(self._ledger.bin())
        entries = self.table.lines
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
        return self.table.lines[at] if 0 <= at < len(self.table.lines) else None

    def _entry_cells(self, entry: BinEntry) -> tuple[str, ...]:
        named = "；".join(item.text for item in entry.items[:_NAMED])
        return moment_text(entry.at, self._today()), entry.label, _one_line(f"{entry.summary}  {named}"), entry.who

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
            verb, doing = (lambda ledger: ledger.take_back(entry.change_id)), f"正在恢复{entry.summary}"
            self._attempt(verb, size=len(entry.items) * RECORDS, doing=doing)

    def words(self) -> str:
        """回收站里有3次删除的内容."""
        count = len(self.table.lines)
        return f"回收站里有{count}次删除的内容" if count else "回收站是空的"


def _item_cells(item: BinItem) -> tuple[str, ...]:
    return item.kind.label, _one_line(item.text), _one_line(item.plan)


def _one_line(text: str) -> str:
    return " ".join(text.split())
