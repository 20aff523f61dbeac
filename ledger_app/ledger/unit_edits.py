"""How the units of rows change: cells split, phrases rendered in the source's notation, duties follow."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.measure import UNIT_DOUBTS
from ledger_app.domain.plan import UNIT_FIELDS, Field, Plan
from ledger_app.domain.unit import AliasKind, Assignment, Cover, Role, Unit, UnitAlias, UnitCell
from ledger_app.ledger.book import Book
from ledger_app.ledger.doubt_edits import settle
from ledger_app.ledger.pending import Pending

ROLE_OF_FIELD = {Field.LEAD: Role.LEAD, Field.RESPONSIBLE: Role.RESPONSIBLE, Field.SUPPORT: Role.SUPPORT}
Named = Sequence[tuple[str, Role]]


class Wanted(NamedTuple):
    """The units a row is to have, and the phrase to print for them if the plan has one column for all."""

    named: Named
    phrase: str | None = None


def give_units(book: Book, pending: Pending, ids: Sequence[MeasureId], named: Named) -> None:
    """Let these rows have these units; a cell that also covers other rows is split."""
    give_each(book, pending, dict.fromkeys(ids, Wanted(named)))


def give_each(book: Book, pending: Pending, wanted: Mapping[MeasureId, Wanted]) -> None:
    """Let each row have its own units; a cell stays whole as far as its rows are to read the same."""
    from ledger_app.text.units import render_units

    examples = _Examples(book)
    cells = {cell.id: cell for id_ in wanted for cell in _cells_of(book, id_)}
    for cell in sorted(cells.values(), key=lambda cell: cell.column):
        plan, like = book.plans[cell.plan_id], examples.like(cell)
        texts = {}
        for id_ in book.covered_by(cell.id):
            want = wanted.get(id_)
            if want is not None and want.phrase is not None and len(book.covers_of(id_)) == 1:
                texts[id_] = want.phrase
            elif want is not None:
                texts[id_] = render_units(_of_column(plan, cell, want.named), like, role=cell.role)
        _retext(book, pending, cell, texts)
    for measure_id, want in wanted.items():
        assign(book, pending, measure_id, want.named)
        settle(pending, book.doubts_of(measure_id), UNIT_DOUBTS)


def give_phrase(book: Book, pending: Pending, measure_id: MeasureId, phrase: str, column: int) -> None:
    """Let the whole cell that covers this row read so; the units of all its rows are read from it anew."""
    cell = cell_of(book, measure_id, column)
    pending.put(replace(cell, text=phrase))
    for covered in book.covered_by(cell.id):
        _assign_as_read(book, pending, covered, {cell.id: phrase})
        settle(pending, book.doubts_of(covered), UNIT_DOUBTS)


def give_own_phrase(book: Book, pending: Pending, measure_id: MeasureId, phrase: str) -> None:
    """Let this row alone have this phrase: it joins a neighbour's cell that reads so, else gets one of its own."""
    if not book.covers_of(measure_id):  # the plan has no unit column: its units stand in the text
        _assign_phrase(book, pending, measure_id, phrase)
        return
    cover = book.covers_of(measure_id)[0]
    cell = book.unit_cells[cover.unit_cell_id]
    neighbour = _neighbour_reading(book, measure_id, phrase, cell.column)
    if cell.text != phrase and neighbour is not None and phrase:
        pending.put(replace(cover, unit_cell_id=neighbour.id))
        if book.covered_by(cell.id) == (measure_id,):
            pending.remove(cell)
    elif cell.text != phrase:
        _retext(book, pending, cell, {measure_id: phrase})
    _assign_as_read(book, pending, measure_id, {cell.id: phrase})


def assign(book: Book, pending: Pending, measure_id: MeasureId, named: Named, *, inherited: bool = False) -> None:
    """Let exactly these units have duties for a measure; a duty that stays keeps its id."""
    old = list(book.assignments_of(measure_id))
    for position, (name, role) in enumerate(named):
        unit = unit_for(book, pending, name)
        kept = next((duty for duty in old if duty.unit_id == unit.id and duty.role is role), None)
        if kept is not None:
            old.remove(kept)
        pending.put(
            Assignment(
                id=kept.id if kept is not None else pending.new_id(Assignment),
                measure_id=measure_id,
                unit_id=unit.id,
                role=role,
                position=position,
                inherited=inherited,
            )
        )
    pending.remove(*old)


def unit_for(book: Book, pending: Pending, name: str) -> Unit:
    """The unit of that name, known or new. Raises UserError for an empty name."""
    from ledger_app.text.folding import same_name_key
    from ledger_app.text.units import is_collective

    name = name.strip()
    if not same_name_key(name):
        raise UserError("单位名称不能为空")
    known = book.unit_named(name) or pending.new_unit_named(name)
    if known is None:
        known = Unit(id=pending.new_id(Unit), name=name, collective=is_collective(name))
        pending.put(known)
    return known


def keep_old_name(book: Book, pending: Pending, unit: Unit, name: str) -> None:
    """Before a unit gets that name: its old one stays as an alias; an alias that says the new one is needless."""
    from ledger_app.text.folding import same_name_key

    aliases = {alias: same_name_key(alias.name) for alias in book.aliases.values() if alias.unit_id == unit.id}
    pending.remove(*(alias for alias, key in aliases.items() if key == same_name_key(name)))
    if same_name_key(unit.name) not in {same_name_key(name), *aliases.values()}:
        pending.put(UnitAlias(id=pending.new_id(UnitAlias), unit_id=unit.id, name=unit.name))


def reform(book: Book, pending: Pending, unit: Unit, name: str, until: date) -> None:
    """A unit gets that name; its old one, in whatever spelling it is known already, stays as 曾用名 until that day."""
    from ledger_app.text.folding import same_name_key

    aliases = {alias: same_name_key(alias.name) for alias in book.aliases.values() if alias.unit_id == unit.id}
    new, old = same_name_key(name), same_name_key(unit.name)
    pending.put(replace(unit, name=name))
    pending.remove(*(alias for alias, key in aliases.items() if key == new))
    if old != new:
        held = next((alias for alias, key in aliases.items() if key == old), None)
        alias_id = held.id if held else pending.new_id(UnitAlias)
        pending.put(UnitAlias(id=alias_id, unit_id=unit.id, name=unit.name, kind=AliasKind.FORMER, until=until))


def unite(book: Book, pending: Pending, unit: Unit, other: Unit) -> None:
    """Let `other` take over a unit's duties and names; a duty that it has already is not doubled."""
    from ledger_app.text.folding import same_name_key

    duties: list[Assignment] = list(book.table(Assignment).values())
    has = {(duty.measure_id, duty.role) for duty in duties if duty.unit_id == other.id}
    for duty in duties:
        if duty.unit_id == unit.id and (duty.measure_id, duty.role) in has:
            pending.remove(duty)
        elif duty.unit_id == unit.id:
            has.add((duty.measure_id, duty.role))
            pending.put(replace(duty, unit_id=other.id))
    for alias in book.aliases.values():
        if alias.unit_id == unit.id:
            pending.put(replace(alias, unit_id=other.id))
    _hand_over_members(book, pending, unit, other)
    if same_name_key(unit.name) != same_name_key(other.name):
        pending.put(UnitAlias(id=pending.new_id(UnitAlias), unit_id=other.id, name=unit.name))
    pending.remove(unit)


def _hand_over_members(book: Book, pending: Pending, unit: Unit, other: Unit) -> None:
    pairs = {(member.unit_id, member.member_id) for member in book.members.values()}
    for member in book.members.values():
        moved = replace(
            member,
            unit_id=other.id if member.unit_id == unit.id else member.unit_id,
            member_id=other.id if member.member_id == unit.id else member.member_id,
        )
        if moved == member:
            continue
        if moved.unit_id == moved.member_id or (moved.unit_id, moved.member_id) in pairs:
            pending.remove(member)
        else:
            pending.put(moved)


def empty_cells(pending: Pending, plan: Plan, measure_id: MeasureId, *, besides: Container[int] = ()) -> None:
    """An empty cell for a row in each unit column of the plan, `besides` those columns."""
    for column, field in enumerate(plan.layout.fields):
        if field in UNIT_FIELDS and column not in besides:
            cell = UnitCell(
                id=pending.new_id(UnitCell), plan_id=plan.id, column=column, text="", role=ROLE_OF_FIELD.get(field)
            )
            pending.put(cell, Cover(id=pending.new_id(Cover), measure_id=measure_id, unit_cell_id=cell.id))


def new_cells(book: Book, pending: Pending, plan: Plan, measure_id: MeasureId, want: Wanted) -> None:
    """Cells of its own for a new row in each unit column, saying what is wanted."""
    from ledger_app.text.units import render_units

    examples = _Examples(book)
    columns = [(column, field) for column, field in enumerate(plan.layout.fields) if field in UNIT_FIELDS]
    for column, field in columns:
        cell_id, role = pending.new_id(UnitCell), ROLE_OF_FIELD.get(field)
        cell = UnitCell(id=cell_id, plan_id=plan.id, column=column, text="", role=role)
        if want.phrase is not None and len(columns) == 1:
            text = want.phrase
        else:
            text = render_units(_of_column(plan, cell, want.named), examples.like(cell), role=role)
        pending.put(replace(cell, text=text))
        pending.put(Cover(id=pending.new_id(Cover), measure_id=measure_id, unit_cell_id=cell_id))


def cell_of(book: Book, measure_id: MeasureId, column: int) -> UnitCell:
    """The row's cell in the n-th unit column. Raises UserError if it has none."""
    covers = book.covers_of(measure_id)
    if column >= len(covers):
        raise UserError("这一行没有落实单位栏")
    return book.unit_cells[covers[column].unit_cell_id]


def _cells_of(book: Book, measure_id: MeasureId) -> list[UnitCell]:
    return [book.unit_cells[cover.unit_cell_id] for cover in book.covers_of(measure_id)]


def _retext(book: Book, pending: Pending, cell: UnitCell, texts: Mapping[MeasureId, str]) -> None:
    """Let the cell read so for these rows; it is split where rows that stood together read differently."""
    rows = [id_ for id_ in book.covered_by(cell.id) if not pending.is_removed(book.measures[id_])]
    runs = [(text, list(run)) for text, run in groupby(rows, key=lambda id_: texts.get(id_, cell.text))]
    keeper = next((run for text, run in runs if text == cell.text), runs[0][1])
    covers = {c.measure_id: c for id_ in rows for c in book.covers_of(id_) if c.unit_cell_id == cell.id}
    for text, run in runs:
        if run is keeper:
            pending.put(replace(cell, text=text))
            continue
        part = replace(cell, id=pending.new_id(UnitCell), text=text)
        pending.put(part, *(replace(covers[id_], unit_cell_id=part.id) for id_ in run))


def _assign_phrase(book: Book, pending: Pending, measure_id: MeasureId, phrase: str) -> None:
    from ledger_app.text.units import parse_units

    assign(book, pending, measure_id, parse_units(phrase).assigned)


def _assign_as_read(book: Book, pending: Pending, measure_id: MeasureId, phrases: dict[int, str]) -> None:
    from ledger_app.text.units import parse_units

    named: list[tuple[str, Role]] = []
    for cover in book.covers_of(measure_id):
        cell = book.unit_cells[cover.unit_cell_id]
        named += parse_units(phrases.get(cell.id, cell.text), role=cell.role).assigned
    assign(book, pending, measure_id, named)


def _neighbour_reading(book: Book, measure_id: MeasureId, phrase: str, column: int) -> UnitCell | None:
    ids = list(book.measures_of(book.measures[measure_id].plan_id))
    at = ids.index(measure_id)
    for other in (*ids[max(0, at - 1) : at], *ids[at + 1 : at + 2]):
        for cover in book.covers_of(other):
            cell = book.unit_cells[cover.unit_cell_id]
            if cell.column == column and cell.text == phrase:
                return cell
    return None


def _of_column(plan: Plan, cell: UnitCell, named: Named) -> list[tuple[str, Role]]:
    """The units that belong into a cell: those of its role; the first unit column also takes roles without a column."""
    if cell.role is None:
        return list(named)
    roles = {ROLE_OF_FIELD[field] for field in plan.layout.fields if field in ROLE_OF_FIELD}
    first = next(at for at, field in enumerate(plan.layout.fields) if field in UNIT_FIELDS)
    return [(name, role) for name, role in named if role is cell.role or (role not in roles and cell.column == first)]


class _Examples:
    """Phrases whose notation to follow; a plan's column is read once, however many cells ask for it."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._of_column: dict[tuple[PlanId, int], str | None] = {}

    def like(self, cell: UnitCell) -> str:
        """The cell's own phrase if it names several units, else one of its column that does."""
        if _names_several(cell):
            return cell.text
        key = (cell.plan_id, cell.column)
        if key not in self._of_column:
            others = (c for c in self._book.unit_cells.values() if (c.plan_id, c.column) == key)
            self._of_column[key] = next((c.text for c in others if _names_several(c)), None)
        return self._of_column[key] or cell.text


def _names_several(cell: UnitCell) -> bool:
    from ledger_app.text.units import parse_units

    return len(parse_units(cell.text, role=cell.role).assigned) > 1
