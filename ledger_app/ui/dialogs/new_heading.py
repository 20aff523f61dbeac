"""A new heading: its number, its title, and where it will stand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.ledger import Book
from ledger_app.ui.theme.pieces import col, label, push_button, row, styled

_MOST = 20  # characters of a text or title that are told


class NewHeadingDialog(QDialog):
    """Asks for number and title; the number may stay empty."""

    wanted = Signal(str, str)  # number, title

    def __init__(
        self,
        book: Book,
        plan_id: PlanId,
        after: SectionId | None,
        above: MeasureId | None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("新标题 - 任务台账")
        self.number = QLineEdit()
        self.number.setPlaceholderText("序号，如 三、")
        self.number.setAccessibleName("标题的序号，可以不填")
        styled(self.number, "list", height=30, width=120)
        self.title = QLineEdit()
        self.title.setPlaceholderText("标题")
        self.title.setAccessibleName("标题")
        styled(self.title, "list", height=30, min_width=320)
        self.add = push_button("加入标题", "primary")
        self.add.setDefault(True)
        self.add.setEnabled(False)
        self.add.clicked.connect(self._take)
        self.title.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        leave = push_button("取消")
        leave.clicked.connect(self.reject)
        where = label(_where(book, plan_id, after, above), "list", "text2", wrap=True)
        fields = row(self.number, self.title)
        self.setLayout(col(where, fields, 4, row(None, leave, self.add), gap=10, margins=(20, 18, 20, 16)))
        self.title.setFocus()

    def _take(self) -> None:
        self.wanted.emit(self.number.text().strip(), self.title.text().strip())
        self.accept()


def _where(book: Book, plan_id: PlanId, after: SectionId | None, above: MeasureId | None) -> str:
    if above is not None:
        return f"加在“{_short(book.measures[above].text)}”上面，同一标题下从这一项起归到新标题"
    if after is not None:
        return f"加在“{_short(book.sections[after].printed)}”及其任务之后"
    return f"加在“{_short(book.plans[plan_id].title)}”的最后"


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
