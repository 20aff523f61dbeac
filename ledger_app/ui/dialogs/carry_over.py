"""Carrying what is unfinished over into next year's plan."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget

from ledger_app.domain.ids import PlanId
from ledger_app.ledger import Book
from ledger_app.ledger.carry_over import carried
from ledger_app.ui.theme.pieces import col, label, push_button, row, styled


class CarryOverDialog(QDialog):
    """Asks what the new plan is called, and whether the old one is put away."""

    wanted = Signal(str, bool)  # title, archive the old plan

    def __init__(self, book: Book, plan_id: PlanId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("结转到下年度 - 任务台账")
        title = book.plans[plan_id].title
        unfinished = len(carried(book, plan_id))
        self.field = QLineEdit(next_title(title))
        self.field.setAccessibleName("新文件的名称")
        self.field.end(False)
        self.field.home(True)  # all of it is chosen, and its beginning is seen
        styled(self.field, "list", height=30, min_width=420)
        self.archive = QCheckBox("原文件归档")
        self.archive.setChecked(True)
        styled(self.archive, "list")
        act = push_button(f"结转{unfinished}项", "primary")
        act.setDefault(True)
        act.setEnabled(unfinished > 0)
        act.clicked.connect(self._take)
        leave = push_button("取消")
        leave.clicked.connect(self.reject)
        said = (
            f"“{title}”里未完成的{unfinished}项连同标题、单位结转到一个新文件"
            if unfinished
            else f"“{title}”里的任务都已完成"
        )
        words = label(said, "list", wrap=True)
        buttons = row(None, leave, act)
        content = (words, label("新文件的名称", "caption", "text3"), self.field, self.archive, buttons)
        self.setLayout(col(*content, gap=10, margins=(20, 18, 20, 16)))

    def _take(self) -> None:
        self.wanted.emit(self.field.text().strip(), self.archive.isChecked())
        self.accept()


def next_title(title: str) -> str:
    """The title with every year in it counted up by one; with （下年度） behind it where it names none."""
    later = re.sub(r"20\d\d", lambda year: str(int(year[0]) + 1), title)
    return later if later != title else f"{title}（下年度）"
