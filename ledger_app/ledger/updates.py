"""On which day each measure was last touched, for a column of the list."""

from datetime import date

from ledger_app.domain.change import Record
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Measure
from ledger_app.domain.unit import UnitCell, UnitCellId
from ledger_app.ledger.book import Book
from ledger_app.store.store import Store


def updated_days(book: Book, store: Store) -> dict[MeasureId, date]:
    """The day of the last act on each measure, or on what belongs to it and is still there."""
    days: dict[MeasureId, date] = {}
    for kind, row_id, at in store.last_touches():
        for measure_id in _measures(book, kind, row_id):
            days[measure_id] = max(at.date(), days.get(measure_id, date.min))
    return days


def _measures(book: Book, kind: type[Record], row_id: int) -> tuple[MeasureId, ...]:
    if kind is Measure:
        return (MeasureId(row_id),) if row_id in book.measures else ()
    if kind is UnitCell:
        return book.covered_by(UnitCellId(row_id))
    measure_id = getattr(book.table(kind).get(row_id), "measure_id", None)
    return () if measure_id is None else (measure_id,)
