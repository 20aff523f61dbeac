"""The records of a ledger, or of a draft, in memory: what a list shows and what one asks of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from ledger_app.domain.change import Edit, Record, Setting
from ledger_app.domain.evidence import Attachment, Extension, TargetValue, TargetValueId
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.lamp import DEFAULT_LAMPS, LampRules
from ledger_app.domain.measure import Doubt, DoubtId, Measure, Place, Progress, ProgressId
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.recurrence import MeasureRecurrence
from ledger_app.domain.row import Annex, Assigned, MeasureRow, Query, narrowing
from ledger_app.domain.stage import PlanStage, StageId
from ledger_app.domain.target import MeasureTarget, TargetId
from ledger_app.domain.unit import (
    Assignment,
    Cover,
    Role,
    Unit,
    UnitAlias,
    UnitAliasId,
    UnitCell,
    UnitCellId,
    UnitId,
    UnitMember,
    UnitMemberId,
)

if TYPE_CHECKING:
    from ledger_app.domain.calendar import WorkCalendar
    from ledger_app.domain.view import SavedView

R = TypeVar("R")
_ALWAYS_OF_MEASURE = (Cover, Assignment, MeasureRecurrence, MeasureTarget, Progress, Attachment, Extension)
_OF_MEASURE = (*_ALWAYS_OF_MEASURE, Doubt, Place)
_ORDERED = (Plan, Section, Measure)  # records whose coming, going or moving changes the list's shape


class Book:
    """Records by kind and id, and the rows composed of them. Only `apply` changes it."""

    def __init__(self, records: Mapping[type[Record], Iterable[Any]]) -> None:
        self.plans: dict[PlanId, Plan] = {}
        self.sections: dict[SectionId, Section] = {}
        self.measures: dict[MeasureId, Measure] = {}
        self.units: dict[UnitId, Unit] = {}
        self.aliases: dict[UnitAliasId, UnitAlias] = {}
        self.unit_cells: dict[UnitCellId, UnitCell] = {}
        self.progress: dict[ProgressId, Progress] = {}
        self.doubts: dict[DoubtId, Doubt] = {}
        self.stages: dict[StageId, PlanStage] = {}
        self.members: dict[UnitMemberId, UnitMember] = {}
        self.target_values: dict[TargetValueId, TargetValue] = {}
        self.settings: dict[int, Setting] = {}
        self._tables: dict[type[Record], dict[Any, Any]] = {
            Plan: self.plans,
            Section: self.sections,
            Measure: self.measures,
            Unit: self.units,
            UnitAlias: self.aliases,
            UnitCell: self.unit_cells,
            Cover: {},
            Assignment: {},
            MeasureRecurrence: {},
            MeasureTarget: {},
            PlanStage: self.stages,
            UnitMember: self.members,
            TargetValue: self.target_values,
            Attachment: {},
            Extension: {},
            Progress: self.progress,
            Doubt: self.doubts,
            Setting: self.settings,
        }
        if Place in records:  # a draft's; a ledger asks its store for the few it shows
            self._tables[Place] = {}
        self._by_measure: dict[type[Record], dict[MeasureId, tuple[Any, ...]]] = {kind: {} for kind in _OF_MEASURE}
        self._by_cell: dict[UnitCellId, tuple[MeasureId, ...]] = {}
        self._assigned: dict[tuple[UnitId, Role, bool], Assigned] = {}  # shared by all rows that have it
        self._rows: dict[MeasureId, MeasureRow] = {}
        self._order: tuple[MeasureRow, ...] | None = None
        self._live: tuple[tuple[MeasureRow, ...], tuple[MeasureRow, ...]] | None = None  # all rows, those not archived
        self._in_plan: dict[PlanId, dict[MeasureId, int]] = {}
        self._paths: dict[SectionId, tuple[Section, ...]] = {}
        self._folded: dict[MeasureId, str] = {}
        self._in_line: tuple[Sequence[MeasureRow], list[str]] | None = None  # all rows, and their folded texts
        self._keys: dict[str, UnitId] | None = None
        self._lamps: LampRules | None = None
        for kind, items in records.items():
            table = self._tables[kind]
            for record in items:
                table[record.id] = record
                if kind in self._by_measure:
                    self._attach(record)

    # ---- asking

    def rows(self) -> tuple[MeasureRow, ...]:
        """All rows in document order, plan after plan."""
        if self._order is None:
            plans = {plan.id: plan.position for plan in self.plans.values()}
            ordered = sorted(self.measures.values(), key=lambda m: (plans[m.plan_id], m.plan_id, m.position))
            self._order = tuple(self.row(measure.id) for measure in ordered)
        return self._order

    def live_rows(self) -> tuple[MeasureRow, ...]:
        """The rows of the plans that are not archived: what lists and counts speak of."""
        rows = self.rows()
        if self._live is None or self._live[0] is not rows:
            archived = any(plan.archived for plan in self.plans.values())
            self._live = (rows, tuple(row for row in rows if not row.plan.archived) if archived else rows)
        return self._live[1]

    def row(self, measure_id: MeasureId) -> MeasureRow:
        """One row. Raises KeyError if the measure is gone."""
        row = self._rows.get(measure_id)
        if row is None:
            row = self._rows[measure_id] = self._compose(self.measures[measure_id])
        return row

    def measures_of(self, plan_id: PlanId) -> Mapping[MeasureId, int]:
        """A plan's measures in document order, each with its index."""
        order = self._in_plan.get(plan_id)
        if order is None:
            measures = sorted((m.position, m.id) for m in self.measures.values() if m.plan_id == plan_id)
            order = self._in_plan[plan_id] = {id_: index for index, (_, id_) in enumerate(measures)}
        return order

    def select(self, query: Query, today: date) -> tuple[MeasureRow, ...]:
        """The rows a query asks for, in document order."""
        rows: Sequence[MeasureRow] = self.rows() if query.with_archived else self.live_rows()
        for condition in narrowing(query, today):
            rows = [row for row in rows if condition(row)]
        for word in query.words:
            rows = [row for row, text in zip(rows, self._texts(rows), strict=True) if word in text]
        return tuple(rows)

    def lines(self, rows: Sequence[MeasureRow]) -> list[Section | MeasureRow]:
        """The rows with the headings that stand above them."""
        lines: list[Section | MeasureRow] = []
        last: tuple[Section, ...] = ()
        for row in rows:
            if row.path is not last:
                kept = 0
                while kept < min(len(last), len(row.path)) and last[kept].id == row.path[kept].id:
                    kept += 1
                lines.extend(row.path[kept:])
                last = row.path
            lines.append(row)
        return lines

    def path(self, section_id: SectionId | None) -> tuple[Section, ...]:
        """A heading and those above it, outermost first."""
        if section_id is None:
            return ()
        path = self._paths.get(section_id)
        if path is None:
            section = self.sections[section_id]
            path = self._paths[section_id] = (*self.path(section.parent_id), section)
        return path

    def annex(self, plan_id: PlanId) -> Annex:
        """One plan ready to be laid out: headings, also empty ones, and measures in document order."""
        lines: list[Section | MeasureRow] = [s for s in self.sections.values() if s.plan_id == plan_id]
        lines += [self.row(m.id) for m in self.measures.values() if m.plan_id == plan_id]
        lines.sort(key=lambda line: line.position if isinstance(line, Section) else line.measure.position)
        return Annex(plan=self.plans[plan_id], lines=tuple(lines))

    def unit_named(self, name: str) -> Unit | None:
        """The unit of that name or alias, in whatever script and width it is written."""
        from ledger_app.text.folding import same_name_key

        if self._keys is None:
            self._keys = {same_name_key(alias.name): alias.unit_id for alias in self.aliases.values()}
            self._keys |= {same_name_key(unit.name): unit.id for unit in self.units.values()}
        found = self._keys.get(same_name_key(name))
        return None if found is None else self.units[found]

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

    def sub_measures_of(self, measure_id: MeasureId) -> tuple[MeasureRow, ...]:
        """The rows that a measure was broken down into (分解), in document order."""
        found = [m for m in self.measures.values() if m.parent_id == measure_id]
        return tuple(self.row(m.id) for m in sorted(found, key=attrgetter("position")))

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

    @property
    def lamps(self) -> LampRules:
        """The office's lamp rules."""
        if self._lamps is None:
            from ledger_app.ledger.settings import lamps_in

            self._lamps = lamps_in(self.settings.values()) if self.settings else DEFAULT_LAMPS
        return self._lamps

    @property
    def calendar(self) -> "WorkCalendar":
        """The office's working days."""
        from ledger_app.ledger.settings import calendar_in

        return calendar_in(self.settings.values())

    @property
    def views(self) -> "tuple[SavedView, ...]":
        """The saved views."""
        from ledger_app.ledger.settings import views_in

        return views_in(self.settings.values())

    # ---- changing

    def apply(self, edits: Iterable[Edit]) -> None:
        """Carry out edits that were committed; rows are composed anew where they differ."""
        edits = tuple(edits)
        stale = set(self.touched(edits))
        for edit in edits:
            self._replace(edit)
        stale |= self.touched(edits)
        for measure_id in stale:
            self._rows.pop(measure_id, None)
            self._folded.pop(measure_id, None)
        if stale:
            self._order = None
            self._in_plan.clear()
        if any(isinstance(edit.record, (Unit, UnitAlias)) for edit in edits):
            self._keys = None
            self._assigned.clear()
        if any(isinstance(edit.record, Section) for edit in edits):
            self._paths.clear()
        if any(isinstance(edit.record, Setting) for edit in edits):
            self._lamps = None
            self._rows.clear()  # every row knows the lamp rules
            self._order = None

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

    # ---- composing

    def _compose(self, measure: Measure) -> MeasureRow:
        entries = self.progress_of(measure.id)
        return MeasureRow(
            measure=measure,
            plan=self.plans[measure.plan_id],
            path=self.path(measure.section_id),
            assigned=tuple(map(self._shared, self.assignments_of(measure.id))),
            unit_cells=tuple(self.unit_cells[cover.unit_cell_id] for cover in self.covers_of(measure.id)),
            progress=entries[0] if entries else None,
            doubts=tuple(d for d in self.doubts_of(measure.id) if d.settled is None),
            recurrences=tuple(r.recurrence for r in self.recurrences_of(measure.id)),
            targets=tuple(t.target for t in self.targets_of(measure.id)),
            lamps=self.lamps,
        )

    def _shared(self, duty: Assignment) -> Assigned:
        key = (duty.unit_id, duty.role, duty.inherited)
        known = self._assigned.get(key)
        if known is None:
            known = self._assigned[key] = Assigned(self.units[duty.unit_id], duty.role, duty.inherited)
        return known

    def _texts(self, rows: Sequence[MeasureRow]) -> list[str]:
        """The folded texts of these rows; those of all rows are kept in line for the next keystroke."""
        if self._in_line is not None and self._in_line[0] is rows:
            return self._in_line[1]
        folded = self._searchable()
        texts = [folded[row.measure.id] for row in rows]
        if rows is self._order or (self._live is not None and rows is self._live[1]):
            self._in_line = (rows, texts)
        return texts

    def _searchable(self) -> dict[MeasureId, str]:
        from ledger_app.text.folding import fold

        folded = self._folded
        if len(folded) < len(self.measures):
            names = {unit.id: fold(unit.name) for unit in self.units.values()}
            for alias in self.aliases.values():
                names[alias.unit_id] = f"{names[alias.unit_id]} {fold(alias.name)}"
            for row in self.rows():
                if row.measure.id not in folded:
                    parts = [fold(row.measure.text), *(names[a.unit.id] for a in row.assigned)]
                    parts += [
                        fold(entry.done + entry.problems + entry.next_steps)
                        for entry in self.progress_of(row.measure.id)
                    ]
                    folded[row.measure.id] = " ".join(parts)
        return folded


def shape_changed(edits: Iterable[Edit]) -> bool:
    """Whether rows or headings came, went or moved, so that a list must be built anew."""
    for edit in edits:
        before, after = edit.before, edit.after
        if isinstance(edit.record, _ORDERED):
            if before is None or after is None:
                return True
            if _place(before) != _place(after):
                return True
    return False


def _place(record: Any) -> tuple[Any, ...]:  # noqa: ANN401
    return (record.position, getattr(record, "section_id", None), getattr(record, "parent_id", None))
