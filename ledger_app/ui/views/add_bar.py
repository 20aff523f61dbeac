"""The line under the list in which a new task is written: Enter adds it and waits for the next one."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from ledger_app.ui.theme.pieces import col, label, push_button, row, rule, styled, tool_button
from ledger_app.ui.unwritten import Unwritten


class AddBar(QFrame):
    """Says where the task will stand."""

    wanted = Signal(str)  # the text of the task
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._where = label("", "caption", "text3")
        self.field = QLineEdit()
        self.field.setPlaceholderText("新任务的内容，按Enter加入")
        self.field.setAccessibleName("新任务的内容")
        styled(self.field, "list", height=30)
        self.field.returnPressed.connect(self._take)
        add = push_button("加入", "primary", tip="加入 (Enter)")
        add.clicked.connect(self._take)
        close = tool_button(icon_name="dismiss", tip="关闭 (Esc)", clicked=self.close_bar)
        line = row(self.field, add, close, gap=8)
        self._unwritten = Unwritten(self, self._said, self._write)
        self.setLayout(col(rule(), col(self._where, line, gap=4, margins=(12, 6, 8, 10)), gap=0))
        self.hide()

    def open_for(self, where: str) -> None:
        """Open, saying where the task will stand."""
        self._where.setText(where)
        self.show()
        self.field.setFocus()

    def added(self, where: str) -> None:
        """The task is in the ledger; wait for the next one."""
        self.field.clear()
        self.open_for(where)

    def close_bar(self) -> None:
        """Leave it; text not yet added stays for the next time."""
        self.hide()
        self.closed.emit()

    def _take(self) -> None:
        text = self.field.text().strip()
        if text:
            self.wanted.emit(text)

    def _said(self) -> list[str]:
        text = self.field.text().strip()
        return [f"新任务“{text}”"] if text else []

    def _write(self) -> bool:
        self._take()
        return not self.field.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
