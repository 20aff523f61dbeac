"""The head of the review: what is being imported, under which title, and how much of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from ledger_app.ledger.book import Book
from ledger_app.ui.theme.pieces import label, row, styled
from ledger_app.ui.theme.theme import theme

TITLE_WIDTH = 440
NAME_LENGTH = 28


class ReviewHead(QFrame):
    """The plan's title can be corrected here."""

    title_wanted = Signal(str)

    def __init__(self, file_name: str, title: str) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.title = QLineEdit(title)
        self.title.setAccessibleName("文件标题")
        self.title.setToolTip("文件标题，可改")
        self.title.setCursorPosition(0)
        self.title.editingFinished.connect(lambda: self.title_wanted.emit(self.title.text()))
        styled(self.title, "list", height=30, min_width=160)
        theme().follow(self.title, lambda t: self.title.setMaximumWidth(t.px(TITLE_WIDTH)))
        self.counts = label("", "list", "text3")
        name = label(_short_name(file_name), "list", "text2")
        name.setToolTip(file_name)
        words = row(label("核对导入", "title"), self.title, name, self.counts, gap=12, margins=(16, 8, 16, 8))
        words.addStretch(1)
        words.setStretchFactor(self.title, 1000)
        self.setLayout(words)

    def show_book(self, book: Book, title: str) -> None:
        """Count what the draft now has, and show its title."""
        rows = book.rows()
        units = {assigned.unit.id for line in rows for assigned in line.assigned}
        top = sum(section.parent_id is None for section in book.sections.values())
        self.counts.setText(f"{top}个大类  {len(rows)}项  {len(units)}个单位")
        if self.title.text() != title:
            self.title.setText(title)


def _short_name(name: str) -> str:
    """A file name that leaves room for the counts; its end tells the kind of file."""
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 12]}…{name[-11:]}"
