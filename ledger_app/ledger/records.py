"""The records of a ledger, or of a draft, in memory: by kind and id, and by the measure to which they belong."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, TypeVar

from ledger_app.domain.change import Edit, Record, Setting
from ledger_app.domain.evidence import Attachment, Extension, TargetValue, TargetValueId
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Doubt, DoubtId, Measure, Place, Progress, ProgressId
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.recurrence import MeasureRecurrence
from ledger_app.domain.stage import PlanStage, StageId
from ledger_app.domain.target import MeasureTarget, TargetId
from ledger_app.domain.unit import (
    Assignment,
    Cover,
    Unit,
    UnitAlias,
    UnitAliasId,
    UnitCell,
    UnitCellId,
    UnitId,
    UnitMember,
    UnitMemberId,
)

R = TypeVar("R")
_ALWAYS_OF_MEASURE = (Cover, Assignment, MeasureRecurrence, MeasureTarget, Progress, Attachment, Extension)
_OF_MEASURE = (*_ALWAYS_OF_MEASURE, Doubt, Place)
_ON_THEIR_OWN = (Plan, Section, Measure, Unit, UnitAlias, UnitCell, PlanStage, UnitMember, TargetValue, Doubt, Setting)


class Records:
    """What is asked of records as such; a `Book` composes rows of them, and changes them."""

    def __init__(self, records: Mapping[type[Record], Iterable[Any]]) -> None:
        self._tables: dict[type[Record], dict[Any, Any]] = {kind: {} for kind in (*_ALWAYS_OF_MEASURE, *_ON_THEIR_OWN)}
        if Place in records:  # a draft's; a ledger asks its store for the few it shows
            self._tables[Place] = {}
        self._name_tables()
        self._by_measure: dict[type[Record], dict[MeasureId, tuple[Any, ...]]] = {kind: {} for kind in _OF_MEASURE}
        self._by_cell: dict[UnitCellId, tuple[MeasureId, ...]] = {}
        for kind, items in records.items():
            table = self._tables[kind]
            for record in items:
                table[record.id] = record
                if kind in self._by_measure:
                    self._attach(record)

    def _name_tables(self) -> None:
        """The tables that are asked for by name."""
        tables: dict[Any, Any] = self._tables
        self.plans: dict[PlanId, Plan] = tables[Plan]
        self.sections: dict[SectionId, Section] = tables[Section]
        self.measures: dict[MeasureId, Measure] = tables[Measure]
        self.units: dict[UnitId, Unit] = tables[Unit]
        self.aliases: dict[UnitAliasId, UnitAlias] = tables[UnitAlias]
        self.unit_cells: dict[UnitCellId, UnitCell] = tables[UnitCell]
        self.progress: dict[ProgressId, Progress] = tables[Progress]
        self.doubts: dict[DoubtId, Doubt] = tables[Doubt]
        self.stages: dict[StageId, PlanStage] = tables[PlanStage]
        self.members: dict[UnitMemberId, UnitMember] = tables[UnitMember]
        self.target_values: dict[TargetValueId, TargetValue] = tables[TargetValue]
        self.settings: dict[int, Setting] = tables[Setting]

    def _own_tables(self) -> None:
        """Part from the records of which this is a copy: what is changed here stays as it is there."""
        self._tables = {kind: dict(table) for kind, table in self._tables.items()}
        self._name_tables()
        self._by_measure = {kind: dict(held) for kind, held in self._by_measure.items()}
        self._by_cell = dict(self._by_cell)

    # ---- asking

    def covers_of(self, measure_id: MeasureId) -> tuple[Cover, ...]:
        """Which unit cells cover a row, in the order of the columns."""
        covers = self._by_measure[Cover].get(measure_id, ())
        return tuple(sorted(covers, key=lambda cover: self.unit_cells[cover.unit_cell_id].column))

    def covered_by(self, unit_cell_id: UnitCellId) -> tuple[MeasureId, ...]:
        """The rows that a unit cell covers, in document order."""
        return tuple(sorted(self._by_cell.get(unit_cell_id, ()), key=lambda id_: self.measures[id_].position))

    def assignments_of(self, measure_id: MeasureId) -> tuple[Assignment, ...]:
        """The duties for a measure, in the order of the source."""
        return tuple(sorted(self._by_measure[Assignment].get(measure_id, ()), key=attrgetter("position")))

    def recurrences_of(self, measure_id: MeasureId) -> tuple[MeasureRecurrence, ...]:
        """How often a measure comes round, in the order of the text."""
        return tuple(sorted(self._by_measure[MeasureRecurrence].get(measure_id, ()), key=attrgetter("id")))

    def targets_of(self, measure_id: MeasureId) -> tuple[MeasureTarget, ...]:
        """What a measure promises in numbers, in the order of the text."""
        return tuple(sorted(self._by_measure[MeasureTarget].get(measure_id, ()), key=attrgetter("id")))

    def values_of(self, target_id: TargetId) -> tuple[TargetValue, ...]:
        """What a target had reached, oldest first."""
        values = (value for value in self.target_values.values() if value.target_id == target_id)
        return tuple(sorted(values, key=lambda value: (value.on, value.id)))

    def attachments_of(self, measure_id: MeasureId) -> tuple[Attachment, ...]:
        """A measure's evidence, in the order in which it was added."""
        return tuple(sorted(self._by_measure[Attachment].get(measure_id, ()), key=attrgetter("id")))

    def extensions_of(self, measure_id: MeasureId) -> tuple[Extension, ...]:
        """How often a deadline was put off, oldest first."""
        return tuple(sorted(self._by_measure[Extension].get(measure_id, ()), key=attrgetter("id")))

    def members_of(self, unit_id: UnitId) -> tuple[Unit, ...]:
        """Who belongs to a collective unit."""
        return tuple(self.units[member.member_id] for member in self.members.values() if member.unit_id == unit_id)

    def progress_of(self, measure_id: MeasureId) -> tuple[Progress, ...]:
        """What was reported on a measure, newest first."""
        entries = self._by_measure[Progress].get(measure_id, ())
        return tuple(sorted(entries, key=lambda entry: (entry.on, entry.id), reverse=True))

    def doubts_of(self, measure_id: MeasureId) -> tuple[Doubt, ...]:
        """What is doubtful about a measure, settled or not."""
        return tuple(self._by_measure[Doubt].get(measure_id, ()))

    def open_doubts(self, plan_id: PlanId | None = None) -> tuple[Doubt, ...]:
        """The doubts not settled yet, of one plan or of all."""
        doubts = self.doubts.values()
        return tuple(d for d in doubts if d.settled is None and plan_id in (None, d.plan_id))

    def places_of(self, measure_id: MeasureId) -> tuple[Place, ...]:
        """Where a draft's measure stands in the original (a ledger asks its store)."""
        return tuple(self._by_measure[Place].get(measure_id, ()))

    def table(self, kind: type[R]) -> Mapping[Any, R]:
        """All records of one kind, by id."""
        tables: Mapping[Any, Any] = self._tables
        found: Mapping[Any, R] = tables.get(kind, {})
        return found

    def holds(self, kind: type[Record]) -> bool:
        """Whether records of that kind are in memory at all."""
        return kind in self._tables

    # ---- what edits do

    def touched(self, edits: Iterable[Edit]) -> frozenset[MeasureId]:
        """The measures whose rows differ by these edits, as far as the book now knows them."""
        records = [record for edit in edits for record in (edit.before, edit.after) if record is not None]
        found: set[MeasureId] = {r.id for r in records if isinstance(r, Measure)}
        found |= {r.measure_id for r in records if isinstance(r, _ALWAYS_OF_MEASURE)}
        found |= {r.measure_id for r in records if isinstance(r, Doubt) and r.measure_id is not None}
        found.update(id_ for r in records if isinstance(r, UnitCell) for id_ in self._by_cell.get(r.id, ()))
        units = {r.id if isinstance(r, Unit) else r.unit_id for r in records if isinstance(r, (Unit, UnitAlias))}
        if units:
            duties = self._tables[Assignment].values()
            found.update(duty.measure_id for duty in duties if duty.unit_id in units)
        plans = {r.id for r in records if isinstance(r, Plan)}
        sections = self._below({r.id for r in records if isinstance(r, Section)})
        if plans or sections:
            measures = self.measures.values()
            found.update(m.id for m in measures if m.plan_id in plans or m.section_id in sections)
        return frozenset(found)

    def _below(self, found: set[SectionId]) -> set[SectionId]:
        """These headings and all under them."""
        while inside := {s.id for s in self.sections.values() if s.parent_id in found} - found:
            found |= inside
        return found

    def _replace(self, edit: Edit) -> None:
        record = edit.record
        kind = type(record)
        if kind not in self._tables:
            return
        table = self._tables[kind]
        if edit.before is not None:
            if kind in self._by_measure:
                self._detach(table[record.id])
            del table[record.id]
        if edit.after is not None:
            table[record.id] = edit.after
            if kind in self._by_measure:
                self._attach(edit.after)

    def _attach(self, record: Any) -> None:  # noqa: ANN401 - any record that belongs to a measure
        if record.measure_id is not None:
            held = self._by_measure[type(record)]
            held[record.measure_id] = (*held.get(record.measure_id, ()), record)
        if type(record) is Cover:
            covered = self._by_cell.get(record.unit_cell_id, ())
            self._by_cell[record.unit_cell_id] = (*covered, record.measure_id)

    def _detach(self, record: Any) -> None:  # noqa: ANN401
        if record.measure_id is not None:
            held = self._by_measure[type(record)]
            held[record.measure_id] = tuple(each for each in held[record.measure_id] if each is not record)
        if type(record) is Cover:
            covered = self._by_cell[record.unit_cell_id]
            at = covered.index(record.measure_id)
            self._by_cell[record.unit_cell_id] = covered[:at] + covered[at + 1 :]
