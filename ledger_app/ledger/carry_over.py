"""Next year's plan (结转): what a plan has left unfinished goes over into a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Measure, Progress
from ledger_app.domain.plan import Field, Layout, Plan, Section
from ledger_app.domain.recurrence import MeasureRecurrence
from ledger_app.domain.status import FINISHED_STATUSES, Status
from ledger_app.domain.target import MeasureTarget
from ledger_app.domain.unit import Assignment, Cover, UnitCell, UnitCellId
from ledger_app.ledger.book import Book
from ledger_app.ledger.moves import printed_cells, shown_cells
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.row_edits import further_fields

_INNER = str.maketrans("《》", "〈〉")  # marks of a title within a title
_LEFT_BEHIND = FINISHED_STATUSES | {Status.ENDED}


def carried(book: Book, plan_id: PlanId) -> list[MeasureId]:
    """What goes over: also what rests (暂缓), not what was ended."""
    return [id_ for id_ in book.measures_of(plan_id) if book.measures[id_].status not in _LEFT_BEHIND]


def carry_over(book: Book, pending: Pending, plan_id: PlanId, title: str, today: date) -> Plan:
    """A new plan of that title with what is not finished: headings, units, cells, cadences, targets, status, deadlines.

    Each measure gets an entry that says where it came from. Raises UserError if nothing is left to do.
    """
    old = book.plans[plan_id]
    order = carried(book, plan_id)
    if not order:
        raise UserError(f"“{old.title}”没有未完成的任务，不用结转")
    plan = replace(
        old,
        id=pending.new_id(Plan),
        position=max(other.position for other in book.plans.values()) + 1,
        title=title,
        layout=_retitled(old.layout, old.title, title),
        doc_number=None,
        issued=None,
        source_name="",
        source_hash="",
        archived=False,
    )
    pending.put(plan)
    sections = _headings(book, pending, plan, order)
    came = f"由《{old.title.translate(_INNER)}》结转"
    new = _measures(book, pending, plan, order, sections, came)
    _units(book, pending, plan, new)
    for id_, measure in new.items():
        for recurrence in book.recurrences_of(id_):
            pending.put(replace(recurrence, id=pending.new_id(MeasureRecurrence), measure_id=measure.id))
        for target in book.targets_of(id_):
            pending.put(replace(target, id=pending.new_id(MeasureTarget), measure_id=measure.id))
        pending.put(_entry(book, pending, id_, measure.id, came, today))
    return plan


def _retitled(layout: Layout, old: str, new: str) -> Layout:
    """The layout with the new title where its printed head had the old one."""
    head = tuple(replace(cell, text=cell.text.replace(old, new)) for cell in layout.head)
    return replace(layout, head=head)


def _headings(book: Book, pending: Pending, plan: Plan, order: Sequence[MeasureId]) -> dict[SectionId, SectionId]:
    """The headings above these rows, each under a new id."""
    above: dict[SectionId, Section] = {}
    for id_ in order:
        above.update({section.id: section for section in book.path(book.measures[id_].section_id)})
    ids: dict[SectionId, SectionId] = {id_: pending.new_id(Section) for id_ in above}
    for section in above.values():
        parent = None if section.parent_id is None else ids[section.parent_id]
        pending.put(replace(section, id=ids[section.id], plan_id=plan.id, parent_id=parent))
    return ids


def _measures(
    book: Book,
    pending: Pending,
    plan: Plan,
    order: Sequence[MeasureId],
    sections: Mapping[SectionId, SectionId],
    came: str,
) -> dict[MeasureId, Measure]:
    """The measures under new ids, by their old ones; merged cells print again from the first row that is left."""
    ids: dict[MeasureId, MeasureId] = {id_: pending.new_id(Measure) for id_ in order}
    fields = further_fields(plan.layout)
    new = {}
    shown = shown_cells(book, tuple(book.measures_of(book.measures[order[0]].plan_id)))
    for id_, cells in printed_cells(shown, order):
        old = book.measures[id_]
        told = tuple(came if fields[at] is Field.PROGRESS else cell for at, cell in enumerate(cells))
        new[id_] = replace(
            old,
            id=ids[id_],
            plan_id=plan.id,
            section_id=None if old.section_id is None else sections[old.section_id],
            parent_id=None if old.parent_id is None else ids.get(old.parent_id),
            cells=told,
        )
    pending.put(*new.values())
    return new


def _units(book: Book, pending: Pending, plan: Plan, new: Mapping[MeasureId, Measure]) -> None:
    """Unit cells and duties; a cell covers what is left of its rows."""
    cells: dict[UnitCellId, UnitCellId] = {}
    for id_, measure in new.items():
        for cover in book.covers_of(id_):
            if cover.unit_cell_id not in cells:
                cells[cover.unit_cell_id] = pending.new_id(UnitCell)
                cell = book.unit_cells[cover.unit_cell_id]
                pending.put(replace(cell, id=cells[cell.id], plan_id=plan.id))
            new_id = pending.new_id(Cover)
            pending.put(Cover(id=new_id, measure_id=measure.id, unit_cell_id=cells[cover.unit_cell_id]))
        for duty in book.assignments_of(id_):
            pending.put(replace(duty, id=pending.new_id(Assignment), measure_id=measure.id))


def _entry(book: Book, pending: Pending, old: MeasureId, new: MeasureId, came: str, today: date) -> Progress:
    """Where the measure came from, and the share that was reported last."""
    last = next(iter(book.progress_of(old)), None)
    percent = None if last is None else last.percent
    return Progress(id=pending.new_id(Progress), measure_id=new, on=today, done=came, percent=percent)
