"""The foot of the review: take it in or leave it; in a narrow window also the way to the other pane."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ledger_app.ui.theme.pieces import label, push_button, row, tool_button
from ledger_app.ui.theme.theme import tokens

_MARGINS = (16, 8, 16, 8)


class ReviewFoot(QFrame):
    """取消 and 导入26项."""

    accepted = Signal()
    left = Signal()
    pane_changed = Signal()
    units_asked = Signal()  # show them, or put them away

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
        self.units = tool_button("", kind="chip", clicked=self.units_asked.emit)
        self.units.setCheckable(True)
        self.more = tool_button("", "more", "拆分、合并、撤销等")
        parts = (self._note, self.peek, self.units, self.more, None, self.leave, self.take)
        self._layout = row(*parts, gap=8, margins=_MARGINS)
        self.setLayout(self._layout)
        self.fold(False)

    def fold(self, folded: bool) -> None:
        """In a low window the tools and the new units are behind buttons here, and the note goes."""
        left, top, right, bottom = (tokens().px(margin) for margin in _MARGINS)
        self._layout.setContentsMargins(left, 2 if folded else top, right, 2 if folded else bottom)
        self._note.setHidden(folded)
        self.more.setVisible(folded)
        self.units.setVisible(folded and bool(self.units.text()))

    def show_units(self, words: str) -> None:
        """Say how many units are new; nothing where none is."""
        self.units.setText(words)
        self.units.setAccessibleName(words)
        self.units.setVisible(bool(words) and not self.more.isHidden())

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return (self.peek, self.units, self.more, self.leave, self.take)

    def show_count(self, rows: int, *, updates: bool) -> None:
        """Say how much would be taken in; `updates`: as a newer version of a plan."""
        words = "更新文件" if updates else f"导入{rows}项"
        self._note.setText(f"{'更新' if updates else '导入'}是一步操作，可整体撤销。")
        self.take.setText(words)
        self.take.setToolTip(f"{words} (Ctrl+I)")
        self.take.setAccessibleName(words)
        self.take.setEnabled(bool(rows))
