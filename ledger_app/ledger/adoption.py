"""How a draft's records become the ledger's: real ids, and one unit for each name."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.measure import Doubt, Measure, Place
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.recurrence import MeasureRecurrence
from ledger_app.domain.stage import PlanStage
from ledger_app.domain.target import MeasureTarget
from ledger_app.domain.unit import Assignment, Cover, Unit, UnitAlias, UnitCell
from ledger_app.ledger.book import Book
from ledger_app.ledger.pending import Pending

_Ids = dict[Any, Any]


def adopt(draft: PlanDraft, book: Book, pending: Pending) -> None:
    """Put the draft's records into `pending`, after the plans that are there."""
    position = max((plan.position for plan in book.plans.values()), default=0) + 1
    plan_id = pending.new_id(Plan)
    pending.put(replace(draft.plan, id=plan_id, position=position))
    sections = _new_ids(pending, Section, draft.sections)
    measures = _new_ids(pending, Measure, draft.measures)
    cells = _new_ids(pending, UnitCell, draft.unit_cells)
    units = adopt_units(draft, book, pending)
    for section in draft.sections:
        parent = sections.get(section.parent_id)
        pending.put(replace(section, id=sections[section.id], plan_id=plan_id, parent_id=parent))
    for measure in draft.measures:
        pending.put(
            replace(
                measure,
                id=measures[measure.id],
                plan_id=plan_id,
                section_id=sections.get(measure.section_id),
                parent_id=measures.get(measure.parent_id),
            )
        )
    pending.put(*(replace(cell, id=cells[cell.id], plan_id=plan_id) for cell in draft.unit_cells))
    _adopt_what_hangs_on_measures(draft, pending, measures, cells, units)
    pending.put(*(replace(stage, id=pending.new_id(PlanStage), plan_id=plan_id) for stage in draft.stages))
    for doubt in draft.doubts:
        measure_id, section_id = measures.get(doubt.measure_id), sections.get(doubt.section_id)
        about = replace(doubt, measure_id=measure_id, section_id=section_id)
        pending.put(replace(about, id=pending.new_id(Doubt), plan_id=plan_id))


def _adopt_what_hangs_on_measures(draft: PlanDraft, pending: Pending, measures: _Ids, cells: _Ids, units: _Ids) -> None:
    for cover in draft.covers:
        pending.put(
            Cover(
                id=pending.new_id(Cover),
                measure_id=measures[cover.measure_id],
                unit_cell_id=cells[cover.unit_cell_id],
            )
        )
    seen = set()  # two spellings of the draft may be one unit, and one duty is enough
    for duty in draft.assignments:
        measure_id, unit_id = measures[duty.measure_id], units[duty.unit_id]
        if (measure_id, unit_id, duty.role) in seen:
            continue
        seen.add((measure_id, unit_id, duty.role))
        pending.put(replace(duty, id=pending.new_id(Assignment), measure_id=measure_id, unit_id=unit_id))
    for recurrence in draft.recurrences:
        measure_id = measures[recurrence.measure_id]
        pending.put(replace(recurrence, id=pending.new_id(MeasureRecurrence), measure_id=measure_id))
    for target in draft.targets:
        pending.put(replace(target, id=pending.new_id(MeasureTarget), measure_id=measures[target.measure_id]))
    for place in draft.places:
        pending.put(replace(place, id=pending.new_id(Place), measure_id=measures[place.measure_id]))


def _new_ids(pending: Pending, kind: Any, records: Sequence[Any]) -> _Ids:  # noqa: ANN401 - a kind of record
    return {record.id: pending.new_id(kind) for record in records}


def adopt_units(draft: PlanDraft, book: Book, pending: Pending) -> _Ids:
    """The ledger's unit for each of the draft's that has a duty, known by name or alias or new."""
    used = {duty.unit_id for duty in draft.assignments}
    ids: _Ids = {}
    for unit in draft.units:
        if unit.id not in used:
            continue
        known = book.unit_named(unit.name) or pending.new_unit_named(unit.name)
        ids[unit.id] = known.id if known else pending.new_id(Unit)
        if known is None:
            pending.put(replace(unit, id=ids[unit.id]))
    for alias in draft.aliases:
        taken = book.unit_named(alias.name) or pending.new_unit_named(alias.name)
        if alias.unit_id in ids and taken is None:
            pending.put(replace(alias, id=pending.new_id(UnitAlias), unit_id=ids[alias.unit_id]))
    return ids
