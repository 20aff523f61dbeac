"""How pasted cells, once looked at, go to rows and become new ones."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ledger_app.domain.deadline import Deadline
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Measure, Progress
from ledger_app.domain.paste import AddedRow, PastedCell, PastePlan
from ledger_app.domain.plan import UNIT_FIELDS, Field, Layout, Section
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.ledger.book import Book
from ledger_app.ledger.moves import give_positions, part_unit_cells
from ledger_app.ledger.paste import shown
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.row_edits import further_fields, hand_down, lines_of
from ledger_app.ledger.unit_edits import ROLE_OF_FIELD, Named, Wanted, assign, give_each, new_cells
from ledger_app.ledger.value_edits import give_deadlines, give_entries, give_status

_ROLES = tuple(Role)


def carry_out(book: Book, pending: Pending, plan: PastePlan, today: date) -> None:
    """Do what a paste was said to do. Raises UserError if the rows have changed since."""
    for cell in plan.changes:
        if cell.measure_id not in book.measures or shown(book.row(cell.measure_id), cell.field) != cell.old:
            raise UserError("核对期间台账有了改动", "再粘贴一次")
    _over_rows(book, pending, plan.changes, today)
    if plan.added:
        if plan.last not in book.measures:
            raise UserError("核对期间台账有了改动", "再粘贴一次")
        _add_rows(book, pending, plan.last, plan.added, today)


def _over_rows(book: Book, pending: Pending, changes: Sequence[PastedCell], today: date) -> None:
    entries: dict[MeasureId, Progress] = {}
    deadlines: defaultdict[str, dict[MeasureId, Deadline | None]] = defaultdict(dict)
    statuses: defaultdict[Status, list[MeasureId]] = defaultdict(list)
    units: defaultdict[MeasureId, list[PastedCell]] = defaultdict(list)
    for cell in changes:
        id_ = cell.measure_id
        if id_ is None:
            continue
        if cell.field in (Field.NUMBER, Field.TEXT):
            pending.put(_worded(pending.now(book.measures[id_]), [cell]))
        elif cell.field is Field.PROGRESS:
            entries[id_] = Progress(id=pending.new_id(Progress), measure_id=id_, on=today, done=cell.new)
        elif cell.field is Field.DEADLINE:
            deadlines[cell.new][id_] = cell.deadline
        elif cell.status is not None:
            statuses[cell.status].append(id_)
        elif cell.field in UNIT_FIELDS:
            units[id_].append(cell)
    give_entries(book, pending, entries)
    for status, ids in statuses.items():
        give_status(book, pending, ids, status)
    for phrase, given in deadlines.items():
        give_deadlines(book, pending, given, phrase)
    now = {id_: [(a.unit.name, a.role) for a in book.row(id_).assigned] for id_ in units}
    give_each(book, pending, {id_: _wanted(now[id_], cells) for id_, cells in units.items()})


def _worded(measure: Measure, cells: Iterable[PastedCell]) -> Measure:
    """The measure with its number and text as pasted."""
    for cell in cells:
        if cell.field is Field.NUMBER:
            measure = replace(measure, number=cell.new or None)
        elif cell.field is Field.TEXT:
            measure = replace(measure, text=cell.new)
    return measure


def _wanted(named: Named, cells: Iterable[PastedCell]) -> Wanted:
    """The units after a paste: a phrase for all takes their place, a role's column only that role's."""
    phrase = None
    for cell in cells:
        role = ROLE_OF_FIELD.get(cell.field)
        if role is None:
            named, phrase = cell.units, cell.new
        else:
            others = [(name, given) for name, given in named if given is not role]
            named, phrase = sorted((*others, *cell.units), key=lambda pair: _ROLES.index(pair[1])), None
    return Wanted(named, phrase)


def _add_rows(book: Book, pending: Pending, last: MeasureId, added: Sequence[AddedRow], today: date) -> None:
    above = book.measures[last]
    plan = book.plans[above.plan_id]
    lines = lines_of(book, plan.id)
    at = lines.index(above) + 1
    below = lines[at] if at < len(lines) else None
    for column in range(len(above.cells)):  # a merged cell ends above the new rows
        hand_down(book, pending, above, column)
    new = [_new_measure(pending, row, above, below, plan.layout) for row in added]
    give_positions(pending, lines, at, new)
    for measure, row in zip(new, added, strict=True):
        want = _wanted((), [cell for cell in row.cells if cell.field in UNIT_FIELDS])
        new_cells(book, pending, plan, measure.id, want)
        assign(book, pending, measure.id, want.named)
        done = next((cell.new for cell in row.cells if cell.field is Field.PROGRESS), "")
        if done:
            pending.put(Progress(id=pending.new_id(Progress), measure_id=measure.id, on=today, done=done))
    order = [line.id for line in (*lines[:at], *new, *lines[at:]) if isinstance(line, Measure)]
    part_unit_cells(book, pending, order, [measure.id for measure in new])


def _new_measure(
    pending: Pending, row: AddedRow, above: Measure, below: Section | Measure | None, layout: Layout
) -> Measure:
    """The row itself, with what its further columns print."""
    told = {cell.field: cell for cell in row.cells}
    reported = Status.UNDER_WAY if Field.PROGRESS in told else Status.NOT_STARTED
    status = told[Field.STATUS].status if Field.STATUS in told else None
    printed: dict[Field, str] = {field: told[field].new for field in (Field.DEADLINE, Field.PROGRESS) if field in told}
    if status is not None:
        printed[Field.STATUS] = status.label
    cells = tuple(printed.get(field, "") for field in further_fields(layout))
    measure = Measure(
        id=pending.new_id(Measure),
        plan_id=above.plan_id,
        section_id=above.section_id,
        position=0,
        text=row.text,
        parent_id=below.parent_id if isinstance(below, Measure) else None,
        deadline=told[Field.DEADLINE].deadline if Field.DEADLINE in told else None,
        status=status or reported,
        cells=cells if any(cells) else (),
    )
    return _worded(measure, row.cells)
