"""How rows and headings move within a plan: order, families, merged cells."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Section
from ledger_app.domain.unit import Cover, CoverId, UnitCell, UnitCellId
from ledger_app.ledger.book import Book
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.row_edits import STEP, lines_of

Line = Section | Measure
Shown = dict[MeasureId, tuple[tuple[MeasureId, str], ...]]


def move_rows(
    book: Book, pending: Pending, ids: Collection[MeasureId], section_id: SectionId | None, after: MeasureId | None
) -> None:
    """Put rows below `after`, or at the top of the heading or of the plan; sub-measures go with theirs.

    Raises UserError if they would leave their plan.
    """
    if not ids:
        return
    plan_id = _one_plan(book, [*ids, *([] if after is None else [after])], section_id)
    chosen = set(ids)
    lines = lines_of(book, plan_id)
    moved = [m for m in lines if isinstance(m, Measure) and (m.id in chosen or m.parent_id in chosen)]
    gone = {measure.id for measure in moved}
    rest = [line for line in lines if isinstance(line, Section) or line.id not in gone]
    target = book.measures[after].section_id if after is not None else section_id
    above: Line | None = book.measures[after] if after is not None else None
    if above is None and section_id is not None:
        above = book.sections[section_id]
    at = 0 if above is None else sum(line.position <= above.position for line in rest)
    parents = _parents(rest, at, moved)
    for measure in moved:
        pending.put(replace(measure, section_id=target, parent_id=parents[measure.id]))
    _rearrange(book, pending, lines, rest, at, moved)


def move_heading(book: Book, pending: Pending, section_id: SectionId, after: SectionId | None) -> None:
    """Put a heading, with all that stands under it, behind one of the same level, or before all of these.

    Raises UserError if `after` stands under another heading.
    """
    section = book.sections[section_id]
    lines = lines_of(book, section.plan_id)
    begin, end = lines.index(section), end_of_block(book, lines, section)
    rest = lines[:begin] + lines[end:]
    beside = [s for s in rest if isinstance(s, Section) and s.parent_id == section.parent_id]
    if after is not None and book.sections[after] not in beside:
        raise UserError("标题只能在同一级里移动", "要放到别的标题下，移动它下面的任务")
    if not beside:
        return
    at = rest.index(beside[0]) if after is None else end_of_block(book, rest, book.sections[after])
    _rearrange(book, pending, lines, rest, at, lines[begin:end])


def end_of_block(book: Book, lines: Sequence[Line], section: Section) -> int:
    """Where what stands under a heading ends: the place of the next line, or past the last."""
    at = lines.index(section) + 1
    while at < len(lines) and section in book.path(_heading_of(lines[at])):
        at += 1
    return at


def _heading_of(line: Line) -> SectionId | None:
    return line.parent_id if isinstance(line, Section) else line.section_id


def _one_plan(book: Book, ids: Collection[MeasureId], section_id: SectionId | None) -> PlanId:
    plans = {book.measures[id_].plan_id for id_ in ids}
    if section_id is not None:
        plans.add(book.sections[section_id].plan_id)
    if len(plans) > 1:
        raise UserError("任务不能移到另一份文件里", "用复制和粘贴")
    return plans.pop()


def _parents(rest: Sequence[Line], at: int, moved: Sequence[Measure]) -> dict[MeasureId, MeasureId | None]:
    """Whose sub-measure each moved row is: inside a family it joins it, away from its own it leaves it."""
    above, below = (rest[i] if 0 <= i < len(rest) else None for i in (at - 1, at))
    if isinstance(below, Measure) and below.parent_id is not None:
        return {measure.id: below.parent_id for measure in moved}
    near = {measure.id for measure in moved}
    if isinstance(above, Measure):
        near |= {above.id if above.parent_id is None else above.parent_id}
    return {m.id: m.parent_id if m.parent_id in near else None for m in moved}


def _rearrange(
    book: Book, pending: Pending, lines: Sequence[Line], rest: Sequence[Line], at: int, moved: Sequence[Line]
) -> None:
    """Let the moved lines stand before the `at`-th of the rest; cells stay merged where their rows stay together."""
    new = [*rest[:at], *moved, *rest[at:]]
    if new == list(lines):
        return
    give_positions(pending, rest, at, moved)
    before, order = _rows_in(lines), _rows_in(new)
    part_merged_cells(book, pending, before, order)
    if rows := _rows_in(moved):
        part_unit_cells(book, pending, order, rows)


def _rows_in(lines: Sequence[Line]) -> list[MeasureId]:
    return [line.id for line in lines if isinstance(line, Measure)]


def give_positions(pending: Pending, rest: Sequence[Line], at: int, moved: Sequence[Line]) -> None:
    """Positions between those of the neighbours; where there is no room the lines below move down."""
    low = rest[at - 1].position if at else min(0, rest[0].position - STEP if rest else 0)
    wanted = len(moved) + 1
    if at < len(rest) and rest[at].position - low < wanted:
        for line in rest[at:]:
            pending.put(replace(pending.now(line), position=line.position + wanted * STEP))
        step = STEP
    else:
        step = STEP if at == len(rest) else (rest[at].position - low) // wanted
    for count, line in enumerate(moved, start=1):
        pending.put(replace(pending.now(line), position=low + count * step))


# ---- merged cells


def shown_cells(book: Book, order: Sequence[MeasureId]) -> Shown:
    """What each row shows in the further columns, also through merged cells: the cell's first row, and the text."""
    shown: Shown = {}
    above: tuple[tuple[MeasureId, str], ...] = ()
    for id_ in order:
        cells = book.measures[id_].cells
        above = tuple(
            above[at] if cell is None and at < len(above) else (id_, cell or "") for at, cell in enumerate(cells)
        )
        shown[id_] = above
    return shown


def printed_cells(shown: Shown, order: Sequence[MeasureId]) -> Iterator[tuple[MeasureId, tuple[str | None, ...]]]:
    """What the rows print in a new order: a merged cell once for each run of its rows, with its text."""
    above: tuple[tuple[MeasureId, str], ...] = ()
    for id_ in order:
        here = shown[id_]
        yield (
            id_,
            tuple(None if at < len(above) and above[at][0] == first else text for at, (first, text) in enumerate(here)),
        )
        above = here


def part_merged_cells(book: Book, pending: Pending, before: Sequence[MeasureId], order: Sequence[MeasureId]) -> None:
    """Let the further columns show in the new order what they showed before."""
    if not any(None in book.measures[id_].cells for id_ in before):
        return
    for id_, cells in printed_cells(shown_cells(book, before), order):
        measure = pending.now(book.measures[id_])
        if cells != measure.cells:
            pending.put(replace(measure, cells=cells))


def part_unit_cells(book: Book, pending: Pending, order: Sequence[MeasureId], moved: Sequence[MeasureId]) -> None:
    """A unit cell covers rows that stand together: a moved row takes a copy along, one dropped into a cell that reads
    the same joins it."""
    place = {id_: at for at, id_ in enumerate(order)}
    near = [cover for id_ in _around(order, place, moved) for cover in book.covers_of(id_)]
    cells = {pending.now(cover).unit_cell_id for cover in near}
    rows = {id_ for cover in near for id_ in book.covered_by(cover.unit_cell_id)}
    joined = _joining(book, order, place, moved)
    covers: dict[UnitCellId, list[Cover]] = {cell: [] for cell in cells}
    for cover in (pending.now(cover) for id_ in rows for cover in book.covers_of(id_)):
        cell = joined.get(cover.id, cover.unit_cell_id)
        if cell in covers:
            covers[cell].append(cover)
    for cell, of_cell in covers.items():
        of_cell.sort(key=lambda cover: place[cover.measure_id])
        record = pending.record(UnitCell, cell)
        _split_apart(pending, record, of_cell, place, frozenset(moved))


def _around(order: Sequence[MeasureId], place: Mapping[MeasureId, int], moved: Sequence[MeasureId]) -> set[MeasureId]:
    """The moved rows, and the rows above and below where they came to stand."""
    near = {place[id_] + step for id_ in moved for step in (-1, 0, 1)}
    return {order[at] for at in near if 0 <= at < len(order)}


def _joining(
    book: Book, order: Sequence[MeasureId], place: Mapping[MeasureId, int], moved: Sequence[MeasureId]
) -> dict[CoverId, UnitCellId]:
    """The covers of moved rows that lie inside a cell of the same text now, and that cell."""
    first, last = place[moved[0]], place[moved[-1]]
    if first == 0 or last + 1 == len(order):
        return {}
    below = {cover.unit_cell_id for cover in book.covers_of(order[last + 1])}
    around = [book.unit_cells[c.unit_cell_id] for c in book.covers_of(order[first - 1]) if c.unit_cell_id in below]
    inside = {cell.column: cell for cell in around}
    joined = {}
    for id_ in moved:
        for cover in book.covers_of(id_):
            own = book.unit_cells[cover.unit_cell_id]
            cell = inside.get(own.column)
            if cell is not None and cell.text == own.text:
                joined[cover.id] = cell.id
    return joined


def _split_apart(
    pending: Pending,
    cell: UnitCell,
    covers: Sequence[Cover],
    place: Mapping[MeasureId, int],
    moved: Collection[MeasureId],
) -> None:
    """One cell for each run of rows; the rows that stayed keep the old one."""
    if not covers:
        pending.remove(cell)
        return
    numbered = enumerate(covers)
    runs = [[c for _, c in run] for _, run in groupby(numbered, key=lambda pair: place[pair[1].measure_id] - pair[0])]
    keeper = next((run for run in runs if any(c.measure_id not in moved for c in run)), runs[0])
    for run in runs:
        target = cell if run is keeper else replace(cell, id=pending.new_id(UnitCell))
        pending.put(target, *(replace(cover, unit_cell_id=target.id) for cover in run))
