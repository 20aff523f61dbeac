"""How rows are split and joined, and how a row becomes a heading or a heading a row."""

from collections.abc import Sequence
from dataclasses import replace

from ledger_app.domain.change import Record
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Measure, Place, Progress
from ledger_app.domain.plan import UNIT_FIELDS, HeadingStyle, Layout, Section
from ledger_app.domain.recurrence import MeasureRecurrence
from ledger_app.domain.target import MeasureTarget
from ledger_app.domain.unit import Assignment, Cover
from ledger_app.ledger.book import Book
from ledger_app.ledger.moves import end_of_block
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.row_edits import (
    PlacesOf,
    lines_of,
    make_room,
    new_row,
    print_progress,
    remove_rows,
    share_units,
)
from ledger_app.ledger.unit_edits import Wanted, give_each, give_units


def split_row(book: Book, pending: Pending, measure_id: MeasureId, at: int, places_of: PlacesOf) -> Measure:
    """Cut a row's text before its `at`-th character; the new row below shares units, deadline and merged cells.

    Raises UserError if nothing would stand before or behind the cut.
    """
    measure = book.measures[measure_id]
    first, second = measure.text[:at].rstrip(), measure.text[at:].lstrip()
    if not first or not second:
        raise UserError("这里拆不开：前后都要有文字", "把光标放在要拆开的两句之间")
    below = new_row(book, pending, plan_id=measure.plan_id, after=measure_id, section_id=None, text=second)
    below = replace(
        below,
        deadline=measure.deadline,
        status=measure.status,
        parent_id=measure.parent_id if below.parent_id is None else below.parent_id,
        cells=tuple(None for _ in measure.cells),
    )
    pending.put(replace(pending.now(measure), text=first), below)
    for cover in book.covers_of(measure_id):
        pending.put(Cover(id=pending.new_id(Cover), measure_id=below.id, unit_cell_id=cover.unit_cell_id))
    for duty in book.assignments_of(measure_id):
        pending.put(replace(duty, id=pending.new_id(Assignment), measure_id=below.id))
    for place in places_of(measure_id):
        pending.put(replace(place, id=pending.new_id(Place), measure_id=below.id))
    for promise in _promises(book, measure_id):
        said = promise.target.phrase if isinstance(promise, MeasureTarget) else promise.recurrence.phrase
        if said in second and said not in first:
            pending.put(replace(promise, measure_id=below.id))
    return below


def join_rows(book: Book, pending: Pending, ids: Sequence[MeasureId], places_of: PlacesOf) -> None:
    """Let neighbouring rows be one, in the first one's place: texts, units, progress, targets and places together.

    Raises UserError if they are not neighbours under one heading.
    """
    first, *rest = sorted((book.measures[id_] for id_ in ids), key=lambda measure: measure.position)
    _require_neighbours(book, first, rest)
    named = [duty for measure in (first, *rest) for duty in book.assignments_of(measure.id)]
    moved: list[Record] = []
    stands = {_span(place) for place in places_of(first.id)}
    for measure in rest:
        moved += [replace(entry, measure_id=first.id) for entry in book.progress_of(measure.id)]
        moved += [replace(file, measure_id=first.id) for file in book.attachments_of(measure.id)]
        moved += [replace(extension, measure_id=first.id) for extension in book.extensions_of(measure.id)]
        moved += [value for target in book.targets_of(measure.id) for value in book.values_of(target.id)]
        moved += [replace(promise, measure_id=first.id) for promise in _promises(book, measure.id)]
        for place in places_of(measure.id):
            if _span(place) not in stands:
                stands.add(_span(place))
                moved.append(replace(place, id=pending.new_id(Place), measure_id=first.id))
    reported = [each for each in moved if isinstance(each, Progress)]
    if reported:
        newest = max(reported, key=lambda entry: (entry.on, entry.id))
        print_progress(book, pending, [first.id], {first.id: newest})
    remove_rows(book, pending, [measure.id for measure in rest], places_of)
    pending.put(*moved)
    gone = {measure.id for measure in rest}
    for child in book.measures.values():
        if child.parent_id in gone and child.id not in gone:
            pending.put(replace(pending.now(child), parent_id=first.parent_id or first.id))
    whole = pending.now(first)
    deadline = next((m.deadline for m in (first, *rest) if m.deadline), None)
    pending.put(replace(whole, text="".join(m.text for m in (first, *rest)), deadline=deadline))
    pairs = list(dict.fromkeys((book.units[duty.unit_id].name, duty.role) for duty in named))
    if len(pairs) > len(book.assignments_of(first.id)):
        give_units(book, pending, [first.id], pairs)


def promote(book: Book, pending: Pending, measure_id: MeasureId, places_of: PlacesOf) -> None:
    """Let a row be a heading over the rows below it; those of them without units get the row's.

    Raises UserError for a row that was reported on.
    """
    measure = book.measures[measure_id]
    if book.progress_of(measure_id):
        raise UserError("这一行已经记了进展，不能改为标题")
    lines = lines_of(book, measure.plan_id)
    at = lines.index(measure)
    above = book.sections[measure.section_id] if measure.section_id is not None else None
    section = Section(
        id=pending.new_id(Section),
        plan_id=measure.plan_id,
        parent_id=above.parent_id if above is not None and _are_alike(book, measure, above) else measure.section_id,
        position=measure.position,
        number=measure.number,
        title=measure.text,
    )
    named = [(book.units[duty.unit_id].name, duty.role) for duty in book.assignments_of(measure_id)]
    printed = book.row(measure_id).unit_cells
    pending.put(section)
    _show_headings(book, pending, measure.plan_id)
    taken = _take_over(pending, lines[at + 1 :], measure.section_id, section)
    lacking = [row.id for row in taken if not book.assignments_of(row.id)] if named else []
    give_each(book, pending, dict.fromkeys(lacking, Wanted(named, printed[0].text if len(printed) == 1 else None)))
    remove_rows(book, pending, [measure_id], places_of)


def new_heading(
    book: Book,
    pending: Pending,
    section: Section,
    *,
    after: SectionId | None = None,
    above: MeasureId | None = None,
) -> Section:
    """Put a new heading above a row, over what follows; or behind another heading and what is under it; or last."""
    lines = lines_of(book, section.plan_id)
    at, parent = len(lines), None
    if above is not None:
        at = lines.index(book.measures[above])
        over = book.path(book.measures[above].section_id)
        parent = over[-1].parent_id if over else None
    elif after is not None:
        at = end_of_block(book, lines, book.sections[after])
        parent = book.sections[after].parent_id
    section = replace(section, parent_id=parent, position=make_room(pending, lines, at))
    pending.put(section)
    if above is not None:
        _take_over(pending, lines[at:], book.measures[above].section_id, section)
    _show_headings(book, pending, section.plan_id)
    return section


def _take_over(
    pending: Pending, below: Sequence[Section | Measure], old: SectionId | None, section: Section
) -> list[Measure]:
    """Let a new heading have the rows below it that its place cuts off from their heading, and the headings there."""
    taken: list[Measure] = []
    for line in below:
        if isinstance(line, Measure):
            if line.section_id == old:
                taken.append(line)
        elif old is not None and line.parent_id == old and section.parent_id != old:
            pending.put(replace(pending.now(line), parent_id=section.id))
        elif section.parent_id == line.parent_id or line.parent_id is None:
            break
    ids = {row.id for row in taken}
    for row in taken:  # a family does not reach past a heading
        parent = row.parent_id if row.parent_id in ids else None
        pending.put(replace(pending.now(row), section_id=section.id, parent_id=parent))
    return taken


def demote(book: Book, pending: Pending, section_id: SectionId) -> Measure:
    """Let a heading be a row under the heading before it, and what stood under it too."""
    section = book.sections[section_id]
    lines = lines_of(book, section.plan_id)
    at = lines.index(section)
    before = lines[at - 1] if at else None
    target = before.id if isinstance(before, Section) else before.section_id if before is not None else None
    measure = Measure(
        id=pending.new_id(Measure),
        plan_id=section.plan_id,
        section_id=target,
        position=section.position,
        number=section.number,
        text=section.title,
    )
    pending.put(measure)
    above = next((line for line in reversed(lines[:at]) if isinstance(line, Measure)), None)
    below = next((line for line in lines[at:] if isinstance(line, Measure)), None)
    share_units(book, pending, measure, above, below)
    for line in lines:
        if isinstance(line, Measure) and line.section_id == section_id:
            pending.put(replace(line, section_id=target))
        elif isinstance(line, Section) and line.parent_id == section_id:
            pending.put(replace(line, parent_id=section.parent_id))
    pending.remove(*(doubt for doubt in book.doubts.values() if doubt.section_id == section_id), section)
    return measure


def _span(place: Place) -> tuple[str, int, int, int]:
    return place.part, place.line, place.start, place.end


def _promises(book: Book, measure_id: MeasureId) -> tuple[MeasureRecurrence | MeasureTarget, ...]:
    return (*book.recurrences_of(measure_id), *book.targets_of(measure_id))


def _require_neighbours(book: Book, first: Measure, rest: Sequence[Measure]) -> None:
    if not rest:
        raise UserError("合并要选中两行以上")
    lines = lines_of(book, first.plan_id)
    at = lines.index(first)
    if lines[at : at + 1 + len(rest)] != [first, *rest]:
        raise UserError("只能合并同一标题下相邻的任务", "选中连在一起的几行")


def _are_alike(book: Book, measure: Measure, above: Section) -> bool:
    """Whether the new heading stands beside the one above it: numbered in the same way, or the plan has one level."""
    if measure.number and above.number:
        from ledger_app.text.headings import depth_of

        return depth_of(measure.number) == depth_of(above.number)
    return all(s.parent_id is None for s in book.sections.values() if s.plan_id == measure.plan_id)


def _show_headings(book: Book, pending: Pending, plan_id: PlanId) -> None:
    """A plan whose table had no headings prints them in rows of their own from now on."""
    plan = book.plans[plan_id]
    layout: Layout = plan.layout
    if layout.heading_style is HeadingStyle.NONE and any(field in UNIT_FIELDS for field in layout.fields):
        span = (0, len(layout.fields) - 1)
        pending.put(replace(plan, layout=replace(layout, heading_style=HeadingStyle.ROW, heading_columns=span)))
