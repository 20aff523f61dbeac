"""How a status, a deadline, a text or an entry goes to rows, and what an annex prints for it follows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ledger_app.domain.deadline import Deadline
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import DATE_DOUBTS, Progress
from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.domain.status import Status
from ledger_app.ledger.book import Book
from ledger_app.ledger.doubt_edits import settle
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.row_edits import print_cells, print_progress
from ledger_app.ledger.unit_edits import Wanted, give_each


def give_status(book: Book, pending: Pending, ids: Collection[MeasureId], status: Status) -> None:
    """Let these rows have one status; a merged 状态 cell stays whole if all its rows are among them."""
    changed = [id_ for id_ in ids if pending.now(book.measures[id_]).status is not status]
    for measure_id in changed:
        pending.put(replace(pending.now(book.measures[measure_id]), status=status))
    print_cells(book, pending, changed, Field.STATUS, status.label, ids)


def give_deadlines(book: Book, pending: Pending, deadlines: Mapping[MeasureId, Deadline | None], phrase: str) -> None:
    """Let these rows have these deadlines, all of one phrase ("" for none)."""
    changed = []
    for measure_id, deadline in deadlines.items():
        measure = pending.now(book.measures[measure_id])
        if deadline != measure.deadline:
            changed.append(measure_id)
            pending.put(replace(measure, deadline=deadline))
            settle(pending, book.doubts_of(measure_id), DATE_DOUBTS)
    print_cells(book, pending, changed, Field.DEADLINE, phrase, deadlines)


def give_entries(book: Book, pending: Pending, entries: Mapping[MeasureId, Progress]) -> None:
    """Add an entry to each of these rows; those that had not started are under way from now on."""
    starting = [id_ for id_ in entries if book.measures[id_].status is Status.NOT_STARTED]
    give_status(book, pending, starting, Status.UNDER_WAY)
    pending.put(*entries.values())
    print_progress(book, pending, entries, entries)


def fill_down(book: Book, pending: Pending, first: MeasureId, ids: Sequence[MeasureId], field: Field) -> None:
    """Let rows have what the first one has in a column. Raises UserError for a column that cannot be filled."""
    measure = book.measures[first]
    if field is Field.STATUS:
        give_status(book, pending, ids, measure.status)
    elif field is Field.DEADLINE:
        deadline = measure.deadline
        give_deadlines(book, pending, dict.fromkeys(ids, deadline), deadline.phrase if deadline else "")
    elif field is Field.TEXT:
        pending.put(*(replace(book.measures[id_], text=measure.text) for id_ in ids))
    elif field is Field.PROGRESS:
        _repeat_entry(book, pending, first, ids)
    elif field in UNIT_FIELDS:
        _repeat_units(book, pending, first, ids)
    else:
        raise UserError("这一栏不能向下填充", "可以填充工作内容、责任单位、时限、状态和进展")


def _repeat_entry(book: Book, pending: Pending, first: MeasureId, ids: Sequence[MeasureId]) -> None:
    entry = next(iter(book.progress_of(first)), None)
    if entry is None:
        raise UserError("第一行还没有记进展", "先给第一行记进展，再向下填充")
    give_entries(book, pending, {id_: replace(entry, id=pending.new_id(Progress), measure_id=id_) for id_ in ids})


def _repeat_units(book: Book, pending: Pending, first: MeasureId, ids: Sequence[MeasureId]) -> None:
    row = book.row(first)
    named = [(a.unit.name, a.role) for a in row.assigned]
    phrase = row.unit_cells[0].text if len(row.unit_cells) == 1 else None
    give_each(book, pending, dict.fromkeys(ids, Wanted(named, phrase)))
