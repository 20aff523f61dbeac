"""What needs a reason: sending work back that was said to be done, and putting a deadline off."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ledger_app.domain.change import Change
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger import Ledger
from ledger_app.ui.theme.pieces import col, label, push_button, row, styled
from ledger_app.ui.views.editors import DeadlineEditor
from ledger_app.ui.views.refusal import Refusal


class ReasonDialog(QDialog):
    """One field below the other, the first one focused; the button is on as soon as the required ones are filled."""

    def __init__(self, title: str, said: str, act: str, ledger: Ledger, parent: QWidget) -> None:
        super().__init__(parent)
        self.finished.connect(self.deleteLater)
        self.setWindowTitle(f"{title} - 任务台账")
        self.act = push_button(act, "primary")
        self.act.setDefault(True)
        self.act.setEnabled(False)
        self.act.clicked.connect(self.take)
        leave = push_button("取消")
        leave.clicked.connect(self.reject)
        self._required: list[QLineEdit] = []
        self._fields = col(gap=4)
        self.refusal = Refusal(ledger)
        buttons = row(None, leave, self.act)
        content = (label(said, "list", "text2", wrap=True), self._fields, self.refusal, buttons)
        self.setLayout(col(*content, gap=10, margins=(20, 18, 20, 16)))

    def add_field(self, field: QLineEdit, name: str, hint: str, *, required: bool) -> None:
        """Ask for one more thing."""
        field.setPlaceholderText(hint)
        field.setAccessibleName(name)
        styled(field, "list", height=30, min_width=420)
        self._fields.addWidget(label(name if required else f"{name}（可以不填）", "caption", "text3"))
        self._fields.addWidget(field)
        if self.focusWidget() is None:
            field.setFocus()
        if required:
            self._required.append(field)
            field.textChanged.connect(self._say)

    def _say(self) -> None:
        self.act.setEnabled(all(field.text().strip() for field in self._required))

    def take(self) -> None:
        """Do it, and close; what the ledger refuses is said here, and what was typed stays."""
        if self.refusal.attempt(self.verb):
            self.accept()
        else:
            self._required[0].setFocus()
            self._required[0].selectAll()

    def verb(self, ledger: Ledger) -> Change | None:
        """What the clerk wants done."""
        raise NotImplementedError


class SendBackDialog(ReasonDialog):
    """退回: why work that was said to be done is under way again."""

    def __init__(self, ledger: Ledger, ids: Sequence[MeasureId], today: date, parent: QWidget) -> None:
        said = f"{len(ids)}项回到“进行中”，原因记入进展的存在问题"
        super().__init__("退回", said, f"退回{len(ids)}项", ledger, parent)
        self._ids, self._today = ids, today
        self.reason = QLineEdit()
        self.add_field(self.reason, "退回原因", "如 佐证材料不全", required=True)

    def verb(self, ledger: Ledger) -> Change | None:
        """Send the rows back."""
        return ledger.send_back(self._ids, on=self._today, reason=self.reason.text())


class ExtensionDialog(ReasonDialog):
    """延期: until when, why, and who approved it."""

    def __init__(self, ledger: Ledger, ids: Sequence[MeasureId], today: date, parent: QWidget) -> None:
        rows = [ledger.book.row(id_) for id_ in ids]
        phrases = {row.measure.deadline.phrase if row.measure.deadline else "" for row in rows}
        now = phrases.pop() if len(phrases) == 1 else ""
        said = f"现在的时限：{now}" if now else "现在没有时限" if len(rows) == 1 else f"{len(rows)}项改为同一个时限"
        super().__init__("延期", f"{said}。原来的时限和原因都留在记录里", f"延期{len(rows)}项", ledger, parent)
        self._ids, self._today = ids, today
        self.phrase, self.reason, self.approver = DeadlineEditor(), QLineEdit(), QLineEdit()
        self.phrase.start_from(max((row.last_day for row in rows if row.last_day), default=today))
        self.phrase.mark(ledger.book.calendar)
        self.phrase.accepted.connect(self.reason.setFocus)
        self.phrase.given_up.connect(self.reject)
        self.add_field(self.phrase, "延到", "如 12月31日、明年3月底", required=True)
        self.add_field(self.reason, "延期原因", "", required=True)
        self.add_field(self.approver, "批准人", "", required=False)

    def verb(self, ledger: Ledger) -> Change | None:
        """Put the deadlines off."""
        return ledger.extend(
            self._ids,
            on=self._today,
            phrase=self.phrase.value(),
            reason=self.reason.text(),
            approver=self.approver.text(),
        )
