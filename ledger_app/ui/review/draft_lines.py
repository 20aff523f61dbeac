"""The lines of a draft in document order; a row is put together when it is looked at. No Qt here."""

from collections.abc import Sequence
from operator import attrgetter
from typing import overload

from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Section
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger.book import Book

Line = Section | MeasureRow


class DraftLines(Sequence[Line]):
    """Headings and rows. It stands for the draft as it was when it was made, as far as rows were looked at."""

    def __init__(self, book: Book) -> None:
        self._book = book
        records: list[Section | Measure] = [*book.sections.values(), *book.measures.values()]
        records.sort(key=attrgetter("position"))
        self._records = records
        self._seen: dict[int, MeasureRow] = {}
        self.keys = [(Section if isinstance(record, Section) else MeasureRow, record.id) for record in records]
        self.at = {key: at for at, key in enumerate(self.keys)}

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...

    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return [self._line(record) for record in self._records[at]]
        return self._line(self._records[at])

    def _line(self, record: Section | Measure) -> Line:
        if isinstance(record, Section):
            return record
        if record.id not in self._book.measures:  # just dropped, and the view does not know yet
            return self._seen.get(record.id) or _bare(record, self._book)
        row = self._seen[record.id] = self._book.row(record.id)
        return row

    def is_heading(self, at: int) -> bool:
        """Whether a heading stands there."""
        return isinstance(self._records[at], Section)

    def measure_below(self, at: int) -> MeasureRow | None:
        """The first row under the heading that stands there."""
        heading = self._records[at]
        record = next((each for each in self._records[at:] if isinstance(each, Measure)), None)
        row = self._line(record) if record is not None else None
        return row if isinstance(row, MeasureRow) and heading in row.path else None


def _bare(measure: Measure, book: Book) -> MeasureRow:
    plan = book.plans[measure.plan_id]
    return MeasureRow(measure=measure, plan=plan, path=(), assigned=(), unit_cells=(), progress=None, doubts=())
