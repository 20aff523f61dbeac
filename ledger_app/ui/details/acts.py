"""What needs a reason: 延期 with the new deadline, and 退回."""

from datetime import date

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from ledger_app.domain.calendar import WorkCalendar
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger import Ledger
from ledger_app.ui.theme.pieces import col, label, push_button, row, styled
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.editors import DeadlineEditor
from ledger_app.ui.views.popup import Popup
from ledger_app.ui.views.refusal import Refusal

_WIDTH = 320


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    styled(made, "list", height=30)
    return made


class ExtendPopup(Popup):
    """A new deadline, why, and who approved it."""

    def __init__(self, ledger: Ledger, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("延期")
        self._measure_id: MeasureId | None = None
        self._on = date.min
        self._title = label("", "listStrong", wrap=True)
        self.deadline = DeadlineEditor()
        self.deadline.setAccessibleName("新的时限")
        styled(self.deadline, "list", height=30)
        self.reason, self.approver = _line("延期原因"), _line("批准人")
        self.refusal = Refusal(ledger)
        self.accept_ = push_button("延期", "primary")
        self.accept_.clicked.connect(self._accept)
        for field in (self.reason, self.approver):
            field.returnPressed.connect(self._accept)
        fields = (self.deadline, self.reason, self.approver, self.refusal)
        self.setLayout(col(self._title, *fields, row(None, self.accept_), margins=(12, 12, 12, 12)))

    def open_for(self, shown: MeasureRow, today: date, calendar: WorkCalendar, anchor: QWidget) -> None:
        """Ask for the new deadline of a row."""
        deadline = shown.measure.deadline
        self._measure_id, self._on = shown.measure.id, today
        self._title.setText(f"原时限 {deadline.phrase}" if deadline else "原来没有时限")
        self.deadline.clear()
        self.deadline.start_from(shown.last_day or today)
        self.deadline.mark(calendar)
        for field in (self.reason, self.approver):
            field.clear()
        self.refusal.clear()
        self.setFixedWidth(tokens().px(_WIDTH))
        self.open_below(anchor, self.deadline)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Its calendar stands beside it in the window: what happens there does not close it."""
        of_calendar = isinstance(watched, QWidget) and self.deadline.holds(watched)
        if of_calendar or event.type() == QEvent.Type.FocusIn:
            return False
        return super().eventFilter(watched, event)

    def _accept(self) -> None:
        assert self._measure_id is not None, "it is open for a row"
        ids, on = [self._measure_id], self._on
        phrase, reason, approver = self.deadline.value(), self.reason.text(), self.approver.text()
        if self.refusal.attempt(
            lambda ledger: ledger.extend(ids, on=on, phrase=phrase, reason=reason, approver=approver)
        ):
            self.close_popup()
        else:
            self.adjustSize()


class SendBackPopup(Popup):
    """Why what was said to be done is not."""

    def __init__(self, ledger: Ledger, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("退回")
        self._measure_id: MeasureId | None = None
        self._on = date.min
        self.reason = _line("退回原因，回车")
        self.refusal = Refusal(ledger)
        self.accept_ = push_button("退回", "primary")
        self.accept_.clicked.connect(self._accept)
        self.reason.returnPressed.connect(self._accept)
        hint = label("状态改回进行中，原因记在进展的问题里", "caption", "text3", wrap=True)
        self.setLayout(col(self.reason, hint, self.refusal, row(None, self.accept_), margins=(12, 12, 12, 12)))

    def open_for(self, shown: MeasureRow, today: date, anchor: QWidget) -> None:
        """Ask for the reason."""
        self._measure_id, self._on = shown.measure.id, today
        self.reason.clear()
        self.refusal.clear()
        self.setFixedWidth(tokens().px(_WIDTH))
        self.open_below(anchor, self.reason)

    def _accept(self) -> None:
        assert self._measure_id is not None, "it is open for a row"
        ids, on, reason = [self._measure_id], self._on, self.reason.text()
        if self.refusal.attempt(lambda ledger: ledger.send_back(ids, on=on, reason=reason)):
            self.close_popup()
        else:
            self.adjustSize()
