"""Which of the times around a row is its deadline: its own cell's, its text's, its heading's, or one said for all."""

from ledger_app.domain.calendar import WorkCalendar
from ledger_app.domain.deadline import Deadline
from ledger_app.domain.errors import UserError
from ledger_app.domain.measure import DoubtKind
from ledger_app.text.deadlines import DeadlineReading, read_cell, read_in_text
from ledger_app.text.outline import MeasureLine, Outline, Remark
from ledger_app.text.row_remarks import date_remarks, lent_date_remarks

Dated = tuple[Deadline | None, tuple[Remark, ...]]


class RowDeadlines:
    """Reads the deadlines of a plan's rows."""

    def __init__(self, outline: Outline, calendar: WorkCalendar) -> None:
        self._outline = outline
        self._calendar = calendar

    def of(self, line: MeasureLine) -> Dated:
        """The deadline of a measure, and what is doubtful about it.

        A cell that leaves the day open (按要求推进) gives way to a day in the text."""
        own = (line.deadline or "").strip()
        try:
            cell = self._cell(own) if own else None
        except UserError as trouble:
            return _unread(own, trouble)
        if cell is not None and not cell.undated:
            return cell.deadline, date_remarks(cell)
        said = self._text(line.text)
        if said is not None and (cell is None or said.deadline.last_day is not None):
            return said.deadline, date_remarks(said)
        return self._lent(line) if cell is None else (cell.deadline, date_remarks(cell))

    def _lent(self, line: MeasureLine) -> Dated:
        for phrase, where in ((line.heading_deadline, "所在标题"), (line.common_deadline, "对各项措施的总要求")):
            if not (phrase and phrase.strip()):
                continue
            try:
                read = self._cell(phrase.strip())
            except UserError as trouble:
                return _unread(phrase.strip(), trouble)
            return read.deadline, lent_date_remarks(read, where)
        return None, ()

    def _cell(self, phrase: str) -> DeadlineReading:
        outline = self._outline
        return read_cell(
            phrase,
            issued=outline.issued,
            plan_title=outline.title,
            doc_number=outline.doc_number,
            year=outline.year,
            assumed_year=outline.assumed_year,
            calendar=self._calendar,
        )

    def _text(self, text: str) -> DeadlineReading | None:
        outline = self._outline
        return read_in_text(
            text,
            issued=outline.issued,
            plan_title=outline.title,
            doc_number=outline.doc_number,
            year=outline.year,
            assumed_year=outline.assumed_year,
            calendar=self._calendar,
        )


def _unread(phrase: str, trouble: UserError) -> Dated:
    remark = Remark(kind=DoubtKind.DATE_UNREAD, message=f"{{row}}的完成时限没有读懂：{trouble.message}。")
    return Deadline(phrase=phrase, last_day=None, how="没有读懂"), (remark,)
