"""How rows come, go and move within a plan, and how the annex's further columns follow."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Measure, Place, Progress
from ledger_app.domain.plan import UNIT_FIELDS, Field, Layout, Section
from ledger_app.domain.unit import Cover, UnitCell, UnitCellId
from ledger_app.ledger.book import Book
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.unit_edits import assign, empty_cells

STEP = 1024  # between the positions of two lines, so that most insertions move nothing
_SHOWN_ELSEWHERE = UNIT_FIELDS | {Field.SECTION_NUMBER, Field.NUMBER, Field.HEADING, Field.TEXT}
PlacesOf = Callable[[MeasureId], Sequence[Place]]


def further_fields(layout: Layout) -> list[Field]:
    """The columns whose printed text `Measure.cells` holds, left to right."""
    return [field for field in layout.fields if field not in _SHOWN_ELSEWHERE]


def print_cell(book: Book, pending: Pending, measure_id: MeasureId, field: Field, text: str) -> None:
    """Let the row's cell in that column read so, if its annex has such a column."""
    measure = pending.now(book.measures[measure_id])
    fields = further_fields(book.plans[measure.plan_id].layout)
    if field not in fields:
        return
    at = fields.index(field)
    hand_down(book, pending, measure, at)
    _put_cell(pending, measure, at, text)


def print_cells(
    book: Book, pending: Pending, changed: Collection[MeasureId], field: Field, text: str, among: Collection[MeasureId]
) -> None:
    """Let the changed rows' cells in that column read so; a merged cell stays whole if all its rows are `among` those
    the clerk chose (a chosen row that is not changed has meant the same before)."""
    left = dict.fromkeys(changed)
    for plan_id in dict.fromkeys(book.measures[id_].plan_id for id_ in changed):
        fields = further_fields(book.plans[plan_id].layout)
        if field not in fields:
            continue
        at = fields.index(field)
        for run in _merged_runs(book, pending, plan_id, at, frozenset(among)):
            if any(id_ in left for id_ in run):
                _put_cell(pending, pending.now(book.measures[run[0]]), at, text)
                for id_ in run:
                    left.pop(id_, None)
    for measure_id in left:
        print_cell(book, pending, measure_id, field, text)


def print_progress(
    book: Book, pending: Pending, ids: Collection[MeasureId], added: Mapping[MeasureId, Progress]
) -> None:
    """Let the 进展情况 cells of these rows read as their newest entries; a silent one leaves its cell alone."""
    printed: dict[MeasureId, str] = {}
    for plan_id in dict.fromkeys(book.measures[id_].plan_id for id_ in ids):
        printed |= _printed(book, pending, plan_id, Field.PROGRESS)
    texts: dict[str, list[MeasureId]] = {}
    for measure_id in ids:
        if measure_id in printed:
            text = _progress_text(book, pending, measure_id, added.get(measure_id), printed[measure_id])
            if text is not None:
                texts.setdefault(text, []).append(measure_id)
    for text, changed in texts.items():
        print_cells(book, pending, changed, Field.PROGRESS, text, changed)


def new_row(
    book: Book, pending: Pending, *, plan_id: PlanId, after: MeasureId | None, section_id: SectionId | None, text: str
) -> Measure:
    """A new row below `after`, or at the end of the section, or of the plan; without units.

    Between a measure and its sub-measures it is one of them.
    """
    lines = lines_of(book, plan_id)
    at = _index_below(book, lines, after, section_id)
    below = lines[at] if at < len(lines) else None
    measure = Measure(
        id=pending.new_id(Measure),
        plan_id=plan_id,
        section_id=book.measures[after].section_id if after is not None else section_id,
        position=make_room(pending, lines, at),
        text=text,
        parent_id=below.parent_id if isinstance(below, Measure) else None,
    )
    pending.put(measure)
    return measure


def insert_measure(
    book: Book, pending: Pending, *, plan_id: PlanId, after: MeasureId | None, section_id: SectionId | None, text: str
) -> Measure:
    """A new row as `new_row` puts it; inside a merged cell it joins it."""
    above, below = _rows_around(book, plan_id, after, section_id)
    measure = new_row(book, pending, plan_id=plan_id, after=after, section_id=section_id, text=text)
    measure = _among_merged(pending, measure, below)
    share_units(book, pending, measure, above, below)
    return measure


def insert_sub_measure(book: Book, pending: Pending, parent_id: MeasureId, text: str) -> Measure:
    """A new row at the end of a measure's family, with its deadline and units. Raises UserError for a second level."""
    parent = book.measures[parent_id]
    if parent.parent_id is not None:
        raise UserError("任务只能分解一级", "在上一级任务下面分解")
    family = book.sub_measures_of(parent_id)
    last = family[-1].measure if family else parent
    _, below = _rows_around(book, parent.plan_id, last.id, None)
    measure = new_row(book, pending, plan_id=parent.plan_id, after=last.id, section_id=None, text=text)
    measure = _among_merged(pending, replace(measure, parent_id=parent_id, deadline=parent.deadline), below)
    fields = further_fields(book.plans[parent.plan_id].layout)
    if parent.deadline is not None and Field.DEADLINE in fields:
        at = fields.index(Field.DEADLINE)
        if _cell(measure, at) is not None:  # inside a merged cell it shows that one's text
            _put_cell(pending, measure, at, parent.deadline.phrase)
    _take_units(book, pending, measure, parent, _shared_cells(book, last, below) | _shared_cells(book, last, parent))
    return measure


def _rows_around(
    book: Book, plan_id: PlanId, after: MeasureId | None, section_id: SectionId | None
) -> tuple[Measure | None, Measure | None]:
    """The rows above and below a place: a merged cell may run past a heading row, so the next lines do not count."""
    lines = lines_of(book, plan_id)
    at = _index_below(book, lines, after, section_id)
    above = next((line for line in reversed(lines[:at]) if isinstance(line, Measure)), None)
    return above, next((line for line in lines[at:] if isinstance(line, Measure)), None)


def _among_merged(pending: Pending, measure: Measure, below: Measure | None) -> Measure:
    """A new row belongs to the merged cells of the further columns that the row below it continues."""
    if below is not None:
        measure = replace(measure, cells=tuple(None if cell is None else "" for cell in below.cells))
    pending.put(measure)
    return measure


def share_units(book: Book, pending: Pending, measure: Measure, above: Measure | None, below: Measure | None) -> None:
    """A new row inside a merged unit cell belongs to it, with its units; in other columns it gets an empty one."""
    shared = _shared_cells(book, above, below)
    empty_cells(pending, book.plans[measure.plan_id], measure.id, besides=shared)
    for cell in shared.values():
        pending.put(Cover(id=pending.new_id(Cover), measure_id=measure.id, unit_cell_id=cell.id))
    roles = {cell.role for cell in shared.values()}
    duties = book.assignments_of(above.id) if above is not None and shared else ()
    named = [(book.units[duty.unit_id].name, duty.role) for duty in duties if None in roles or duty.role in roles]
    assign(book, pending, measure.id, named, inherited=True)


def _take_units(book: Book, pending: Pending, measure: Measure, like: Measure, shared: Mapping[int, UnitCell]) -> None:
    """A new row has the units of another: the merged cells around it run on to it, other cells are copied."""
    for cover in book.covers_of(like.id):
        cell = book.unit_cells[cover.unit_cell_id]
        cell = shared.get(cell.column) or replace(cell, id=pending.new_id(UnitCell))
        pending.put(cell)
        pending.put(Cover(id=pending.new_id(Cover), measure_id=measure.id, unit_cell_id=cell.id))
    duties = book.assignments_of(like.id)
    assign(book, pending, measure.id, [(book.units[duty.unit_id].name, duty.role) for duty in duties])


def remove_rows(book: Book, pending: Pending, ids: Sequence[MeasureId], places_of: PlacesOf) -> None:
    """Take rows out with everything that is theirs; cells that cover nothing any more go with them."""
    for measure_id in sorted(ids, key=lambda id_: book.measures[id_].position):
        measure = pending.now(book.measures[measure_id])
        for at, cell in enumerate(measure.cells):
            if cell is not None:  # a row inside a merged cell leaves it whole
                hand_down(book, pending, measure, at)
        covers = book.covers_of(measure_id)
        pending.remove(*book.assignments_of(measure_id), *book.progress_of(measure_id), *book.doubts_of(measure_id))
        pending.remove(*book.recurrences_of(measure_id), *book.targets_of(measure_id))
        pending.remove(*(value for target in book.targets_of(measure_id) for value in book.values_of(target.id)))
        pending.remove(*book.attachments_of(measure_id), *book.extensions_of(measure_id))
        pending.remove(*places_of(measure_id), *covers, measure)
    _remove_bare_cells(book, pending, {cover.unit_cell_id for id_ in ids for cover in book.covers_of(id_)})
    gone = frozenset(ids)
    for child in book.measures.values():
        if child.parent_id in gone and not pending.is_removed(child):
            pending.put(replace(pending.now(child), parent_id=None))


def _remove_bare_cells(book: Book, pending: Pending, cells: Collection[UnitCellId]) -> None:
    """Of these unit cells, take out those that cover nothing any more."""
    needed = {cover.unit_cell_id for cover in pending.put_so_far(Cover)}
    for cell in cells:
        rows = (book.measures[id_] for id_ in book.covered_by(cell))
        covers = [cover for row in rows if not pending.is_removed(row) for cover in book.covers_of(row.id)]
        if cell not in needed and all(pending.now(cover).unit_cell_id != cell for cover in covers):
            pending.remove(book.unit_cells[cell])


def _put_cell(pending: Pending, measure: Measure, at: int, text: str) -> None:
    cells = [*measure.cells, *[""] * (at + 1 - len(measure.cells))]
    cells[at] = text
    pending.put(replace(measure, cells=tuple(cells)))


def _merged_runs(
    book: Book, pending: Pending, plan_id: PlanId, at: int, among: Collection[MeasureId]
) -> list[list[MeasureId]]:
    """The merged cells of a further column all of whose rows are among these, each as its rows."""
    runs: list[list[MeasureId]] = []
    for measure_id in book.measures_of(plan_id):
        if runs and _cell(pending.now(book.measures[measure_id]), at) is None:
            runs[-1].append(measure_id)
        else:
            runs.append([measure_id])
    return [run for run in runs if len(run) > 1 and all(id_ in among for id_ in run)]


def _progress_text(
    book: Book, pending: Pending, measure_id: MeasureId, added: Progress | None, printed: str
) -> str | None:
    """What the row's 进展情况 cell is to read after the act; None if it stays as it is."""
    before = book.progress_of(measure_id)
    entries = [pending.now(entry) for entry in before if not pending.is_removed(entry)]
    entries += [added] if added is not None else []
    if entries:
        text = max(entries, key=lambda entry: (entry.on, entry.id)).done
        return text if text and text != printed else None
    return "" if printed and any(entry.done == printed for entry in before) else None


def _printed(book: Book, pending: Pending, plan_id: PlanId, field: Field) -> dict[MeasureId, str]:
    """What each row of a plan shows in a further column, also through a merged cell; nothing without the column."""
    fields = further_fields(book.plans[plan_id].layout)
    if field not in fields:
        return {}
    at, text = fields.index(field), ""
    shown: dict[MeasureId, str] = {}
    for measure_id in book.measures_of(plan_id):
        cell = _cell(pending.now(book.measures[measure_id]), at)
        text = text if cell is None else cell
        shown[measure_id] = text
    return shown


def hand_down(book: Book, pending: Pending, measure: Measure, at: int) -> None:
    """Before a merged cell's row changes or goes: the row below, if it continues that cell, gets the text."""
    index = book.measures_of(measure.plan_id)
    ids = list(index)
    below_at = index[measure.id] + 1
    if below_at == len(ids):
        return
    below = pending.now(book.measures[ids[below_at]])
    if at < len(below.cells) and below.cells[at] is None:
        above = (pending.now(book.measures[id_]) for id_ in reversed(ids[:below_at]))
        _put_cell(pending, below, at, next((text for m in above if (text := _cell(m, at)) is not None), ""))


def _cell(measure: Measure, at: int) -> str | None:
    return measure.cells[at] if at < len(measure.cells) else ""


def lines_of(book: Book, plan_id: PlanId) -> list[Section | Measure]:
    """A plan's headings and rows in document order."""
    lines: list[Section | Measure] = [s for s in book.sections.values() if s.plan_id == plan_id]
    lines += [m for m in book.measures.values() if m.plan_id == plan_id]
    return sorted(lines, key=lambda line: line.position)


def _index_below(
    book: Book, lines: list[Section | Measure], after: MeasureId | None, section_id: SectionId | None
) -> int:
    if after is not None:
        return lines.index(book.measures[after]) + 1
    if section_id is None:
        return len(lines)
    at = lines.index(book.sections[section_id]) + 1
    while at < len(lines) and isinstance(line := lines[at], Measure) and line.section_id == section_id:
        at += 1
    return at


def make_room(pending: Pending, lines: list[Section | Measure], at: int) -> int:
    """A position before lines[at]; where there is no gap the lines from there on move down."""
    low = lines[at - 1].position if at else 0
    if at == len(lines):
        return low + STEP
    high = lines[at].position
    if high - low < 2:
        for line in lines[at:]:
            pending.put(replace(line, position=line.position + STEP))
        high += STEP
    return (low + high) // 2


def _shared_cells(book: Book, one: Measure | None, other: Measure | None) -> dict[int, UnitCell]:
    """The unit cells that cover both rows, by column: what comes between belongs to them."""
    if one is None or other is None:
        return {}
    covering = {cover.unit_cell_id for cover in book.covers_of(other.id)}
    cells = (book.unit_cells[c.unit_cell_id] for c in book.covers_of(one.id) if c.unit_cell_id in covering)
    return {cell.column: cell for cell in cells}
