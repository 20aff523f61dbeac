"""A ledger, or a draft, in memory: what a list shows and what one asks of it."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ledger_app.domain.change import Edit, Record, Setting
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.lamp import DEFAULT_LAMPS, LampRules
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.row import Annex, Assigned, MeasureRow, Query, narrowing
from ledger_app.domain.unit import Assignment, Role, Unit, UnitAlias, UnitId
from ledger_app.ledger.records import Records

if TYPE_CHECKING:
    from ledger_app.domain.calendar import WorkCalendar
    from ledger_app.domain.view import SavedView

_ORDERED = (Plan, Section, Measure)  # records whose coming, going or moving changes the list's shape


class Book(Records):
    """The records, and the rows composed of them. Only `apply` changes it."""

    def __init__(self, records: Mapping[type[Record], Iterable[Any]]) -> None:
        super().__init__(records)
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
        self._calendar: WorkCalendar | None = None
        self._touched: tuple[tuple[Edit, ...] | None, frozenset[MeasureId]] = (None, frozenset())

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

    def sub_measures_of(self, measure_id: MeasureId) -> tuple[MeasureRow, ...]:
        """The rows that a measure was broken down into (分解), in document order."""
        found = [m for m in self.measures.values() if m.parent_id == measure_id]
        return tuple(self.row(m.id) for m in sorted(found, key=attrgetter("position")))

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
        if self._calendar is None:
            from ledger_app.ledger.settings import calendar_in

            self._calendar = calendar_in(self.settings.values())
        return self._calendar

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
        after = self.touched(edits)
        self._touched = (edits, after)
        stale |= after
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
            self._lamps = self._calendar = None
            self._rows.clear()  # every row knows the lamp rules
            self._order = None

    def touched(self, edits: Iterable[Edit]) -> frozenset[MeasureId]:
        """The measures whose rows differ by these edits; of those applied last it is known."""
        return self._touched[1] if edits is self._touched[0] else super().touched(edits)

    def forget_edits(self) -> None:
        """Everybody has been told of the edits applied last: very many of them would only take up room."""
        self._touched = (None, frozenset())

    def with_edits(self, edits: Sequence[Edit]) -> "Book":
        """Another book in which these edits are carried out, its rows composed; who reads this one is not disturbed."""
        made = copy(self)
        made._own_tables()
        made._rows, made._assigned, made._folded = dict(self._rows), dict(self._assigned), dict(self._folded)
        made._in_plan, made._paths = {}, dict(self._paths)
        made.apply(edits)
        made.live_rows()
        return made

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
