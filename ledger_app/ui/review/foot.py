"""The foot of the review: take it in or leave it; in a narrow window also the way to the other pane."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ledger_app.ui.theme.pieces import label, push_button, row, tool_button


class ReviewFoot(QFrame):
    """取消 and 导入26项."""

    accepted = Signal()
    left = Signal()
    pane_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.leave = push_button("取消")
        self.leave.clicked.connect(self.left)
        self.take = push_button("", "primary")
        self.take.clicked.connect(self.accepted)
        for button in (self.leave, self.take):
            button.setAutoDefault(False)
        self.peek = tool_button("看原文 F9", "document", "原文和识别结果轮流看 (F9)", clicked=self.pane_changed.emit)
        self.peek.setCheckable(True)
        self._note = label("", "list", "text2")
        self.setLayout(row(self._note, self.peek, None, self.leave, self.take, gap=8, margins=(16, 8, 16, 8)))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return (self.peek, self.leave, self.take)

    def show_count(self, rows: int, *, updates: bool) -> None:
        """Say how much would be taken in; `updates`: as a newer version of a plan."""
        words = "更新文件" if updates else f"导入{rows}项"
        self._note.setText(f"{'更新' if updates else '导入'}是一步操作，可整体撤销。")
        self.take.setText(words)
        self.take.setAccessibleName(words)
        self.take.setEnabled(bool(rows))
