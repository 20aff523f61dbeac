"""The cells of an updated plan: unit cells keep their ids, further columns what the ledger knows better."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.plan import UNIT_FIELDS, Field, Layout, Plan
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.unit import Cover, Role, UnitCell, UnitCellId
from ledger_app.ledger.book import Book
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.row_edits import further_fields
from ledger_app.ledger.unit_edits import ROLE_OF_FIELD


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the updated plan, and where what it says comes from."""

    id: MeasureId
    new: MeasureRow | None  # the draft's; None: kept though the newer version lacks it
    old: MeasureRow | None  # the ledger's; None: added


@dataclass(frozen=True, slots=True)
class _Printed:
    """A cell as it is to be printed; neighbouring rows with an equal one share it."""

    source: tuple[str, int]
    text: str
    role: Role | None


def put_unit_cells(book: Book, pending: Pending, draft: Book, plan: Plan, rows: Sequence[Row]) -> None:
    """Let the unit cells of a plan be so: those of the draft, with the phrases of the rows that are kept."""
    kept_columns = [at for at, field in enumerate(plan.layout.fields) if field in UNIT_FIELDS]
    columns = sorted({*kept_columns, *(cell.column for cell in draft.unit_cells.values())})
    old_cells = [cell for cell in book.unit_cells.values() if cell.plan_id == plan.id]
    unused = {cell.id for cell in old_cells}
    reused: set[Cover] = set()
    for nth, column in enumerate(columns):
        printed = _joined([_printed(book, draft, plan, row, column, nth) for row in rows])
        for cell, run in groupby(zip(printed, rows, strict=True), key=lambda pair: pair[0]):
            if cell is not None:
                covers = {row.id: _nth_cover(book, row, nth) for _, row in run}
                _put_cell(pending, plan, column, cell, covers, unused)
                reused.update(cover for cover in covers.values() if cover is not None)
    for row in rows:
        pending.remove(*(cover for cover in book.covers_of(row.id) if cover not in reused))
    pending.remove(*(cell for cell in old_cells if cell.id in unused))


def further_cells(book: Book, plan: Plan, layout: Layout, rows: Sequence[Row]) -> list[tuple[str | None, ...]]:
    """What the further columns of the updated plan print, row for row; `layout` is that of the newer version.

    A row that is kept prints what it printed; status and progress are the ledger's where they differ from the file."""
    old_fields, new_fields = further_fields(plan.layout), further_fields(layout)
    columns = []
    for at, field in enumerate(new_fields):
        same = [i for i, other in enumerate(old_fields) if other is field]
        nth = new_fields[:at].count(field)
        before = _shown_before(book, plan, same[nth]) if nth < len(same) else {}
        columns.append(_column(rows, at, field, before))
    return [_as_short_as(row, tuple(column[at] for column in columns)) for at, row in enumerate(rows)]


def _printed(book: Book, draft: Book, plan: Plan, row: Row, column: int, nth: int) -> _Printed | None:
    if row.new is not None:
        cell = next((cell for cell in row.new.unit_cells if cell.column == column), None)
        return None if cell is None else _Printed(("new", cell.id), cell.text, cell.role)
    field = plan.layout.fields[column] if column < len(plan.layout.fields) else None
    if row.old is None or field not in UNIT_FIELDS:
        return None
    role = ROLE_OF_FIELD.get(field)
    if [cell.role for cell in row.old.unit_cells] == _roles(plan.layout):
        cell = row.old.unit_cells[nth]
        return _Printed(("old", cell.id), cell.text, role)
    return _Printed(("old", -row.id), _in_column(row.old, role), role)


def _roles(layout: Layout) -> list[Role | None]:
    return [ROLE_OF_FIELD.get(field) for field in layout.fields if field in UNIT_FIELDS]


def _in_column(row: MeasureRow, role: Role | None) -> str:
    """The phrase of a row in a column its plan did not have before."""
    from ledger_app.text.units import render_units

    if role is None:
        return row.unit_text
    return render_units([(a.unit.name, a.role) for a in row.assigned if a.role is role], "、", role=role)


def _joined(printed: Sequence[_Printed | None]) -> list[_Printed | None]:
    """A kept row between rows that share a cell which reads the same shares it too."""
    joined = list(printed)
    below: _Printed | None = None
    after: list[_Printed | None] = [None] * len(joined)
    for at in range(len(joined) - 1, -1, -1):
        after[at] = below
        if not _is_kept(joined[at]):
            below = joined[at]
    for at in range(1, len(joined)):
        here, above = joined[at], joined[at - 1]
        if here is not None and above is not None and _is_kept(here) and above == after[at] and above.text == here.text:
            joined[at] = above
    return joined


def _is_kept(cell: _Printed | None) -> bool:
    return cell is not None and cell.source[0] == "old"


def _nth_cover(book: Book, row: Row, nth: int) -> Cover | None:
    covers = book.covers_of(row.id)
    return covers[nth] if nth < len(covers) else None


def _put_cell(
    pending: Pending,
    plan: Plan,
    column: int,
    cell: _Printed,
    covers: Mapping[MeasureId, Cover | None],
    unused: set[UnitCellId],
) -> None:
    """One cell over these rows, under the id of one that covered one of them."""
    known = next((cover.unit_cell_id for cover in covers.values() if cover and cover.unit_cell_id in unused), None)
    unused.discard(known)
    cell_id = pending.new_id(UnitCell) if known is None else known
    pending.put(UnitCell(id=cell_id, plan_id=plan.id, column=column, text=cell.text, role=cell.role))
    for measure_id, cover in covers.items():
        if cover is None:
            cover = Cover(id=pending.new_id(Cover), measure_id=measure_id, unit_cell_id=cell_id)
        pending.put(replace(cover, unit_cell_id=cell_id))


def _shown_before(book: Book, plan: Plan, at: int) -> dict[MeasureId, str]:
    """What each row of the ledger's plan shows in a further column, also through a merged cell."""
    ids = book.measures_of(plan.id)
    return dict(zip(ids, _shown(map(book.row, ids), at), strict=True))


def _shown(rows: Iterable[MeasureRow], at: int) -> list[str]:
    shown: list[str] = []
    for row in rows:
        cell = _cell(row, at)
        shown.append(cell if cell is not None else shown[-1] if shown else "")
    return shown


def _cell(row: MeasureRow, at: int) -> str | None:
    return row.measure.cells[at] if at < len(row.measure.cells) else ""


def _column(rows: Sequence[Row], at: int, field: Field, before: Mapping[MeasureId, str]) -> list[str | None]:
    """One further column: its texts, None where a merged cell goes on."""
    said = iter(_shown((row.new for row in rows if row.new is not None), at))
    texts = [_text(row, field, next(said), before) if row.new else _kept_text(row, field, before) for row in rows]
    goes_on = [row.new is not None and _cell(row.new, at) is None for row in rows]
    for index in range(len(rows) - 1, 0, -1):  # a kept row inside a merged cell
        if rows[index - 1].new is None:
            goes_on[index - 1] = goes_on[index]
    return [None if goes_on[index] and index and text == texts[index - 1] else text for index, text in enumerate(texts)]


def _text(row: Row, field: Field, said: str, before: Mapping[MeasureId, str]) -> str:
    """What a row of the draft prints: what the file says, unless the ledger knows better."""
    if row.old is None or row.new is None:
        return said
    if field is Field.STATUS and row.old.measure.status is not row.new.measure.status:
        return row.old.measure.status.label
    if field is Field.PROGRESS and row.old.progress is not None:
        return row.old.progress.done or said
    return said


def _kept_text(row: Row, field: Field, before: Mapping[MeasureId, str]) -> str:
    """What a row prints that the newer version lacks."""
    if row.id in before:
        return before[row.id]
    assert row.old is not None, "a row is the draft's or the ledger's"
    deadline, progress = row.old.measure.deadline, row.old.progress
    if field is Field.STATUS:
        return row.old.measure.status.label
    if field is Field.DEADLINE:
        return deadline.phrase if deadline else ""
    return progress.done if field is Field.PROGRESS and progress else ""


def _as_short_as(row: Row, cells: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Without the empty cells at the end that its source leaves out."""
    source = row.new or row.old
    given = len(source.measure.cells) if source else 0
    return cells if any(cell != "" for cell in cells[given:]) else cells[:given]
