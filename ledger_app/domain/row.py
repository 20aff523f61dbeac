"""A measure with everything a list shows beside it, and the questions asked of such rows."""

from dataclasses import dataclass
from datetime import date

from ledger_app.domain.ids import PlanId
from ledger_app.domain.measure import Doubt, Measure, Progress
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.recurrence import Recurrence
from ledger_app.domain.status import OPEN_STATUSES, Lamp, Status, is_overdue, lamp_of
from ledger_app.domain.target import Target
from ledger_app.domain.unit import Role, Unit, UnitCell, UnitId


@dataclass(frozen=True, slots=True)
class Assigned:
    """A unit in its role, as a row shows it."""

    unit: Unit
    role: Role
    inherited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One row of the ledger as it is read: the measure, its headings, units, newest progress and open doubts."""

    measure: Measure
    plan: Plan
    path: tuple[Section, ...]  # outermost heading first
    assigned: tuple[Assigned, ...]  # in the order of the source
    unit_cells: tuple[UnitCell, ...]  # one for each unit column
    progress: Progress | None  # the newest entry
    doubts: tuple[Doubt, ...]  # open ones
    recurrences: tuple[Recurrence, ...] = ()
    targets: tuple[Target, ...] = ()

    def names(self, role: Role) -> tuple[str, ...]:
        """The units in one role, in order."""
        return tuple(a.unit.name for a in self.assigned if a.role is role)

    @property
    def unit_text(self) -> str:
        """The unit phrase as printed; several unit columns are joined by ；."""
        return "；".join(cell.text for cell in self.unit_cells if cell.text)

    @property
    def last_day(self) -> date | None:
        """The last day, None where the measure has none."""
        return self.measure.deadline.last_day if self.measure.deadline else None

    @property
    def lacks_lead(self) -> bool:
        """Whether no unit answers for it: neither 牵头 nor 负责."""
        return all(a.role is Role.SUPPORT for a in self.assigned)

    def lamp(self, today: date) -> Lamp:
        """The lamp on a day, by the default rule."""
        return lamp_of(self.measure.status, self.last_day, today)

    def overdue(self, today: date) -> bool:
        """Whether it is late on that day (逾期)."""
        return is_overdue(self.measure.status, self.last_day, today)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Which rows a list shows; what is None or False does not narrow it."""

    plan_id: PlanId | None = None
    unit_id: UnitId | None = None
    role: Role | None = None  # with unit_id: that unit in this role; alone: rows that have this role
    unit_ids: frozenset[UnitId] = frozenset()  # at least one of these
    roles: frozenset[Role] = frozenset()  # the units asked for, or any, in one of these roles
    statuses: frozenset[Status] = frozenset()
    due_from: date | None = None  # inclusive
    due_before: date | None = None  # exclusive
    open_only: bool = False
    overdue: bool = False
    lacks_lead: bool = False
    lacks_deadline: bool = False
    doubtful: bool = False
    words: tuple[str, ...] = ()  # folded; each must occur in the text, the units or the progress (Book.select looks)


def matches(row: MeasureRow, query: Query, today: date) -> bool:
    """Whether a row belongs into the list that `query` asks for, its search words aside."""
    measure = row.measure
    if query.plan_id is not None and measure.plan_id != query.plan_id:
        return False
    if query.statuses and measure.status not in query.statuses:
        return False
    if not _answers(row, query):
        return False
    last_day = row.last_day
    if query.due_from is not None and (last_day is None or last_day < query.due_from):
        return False
    if query.due_before is not None and (last_day is None or last_day >= query.due_before):
        return False
    if query.open_only and measure.status not in OPEN_STATUSES:
        return False
    if query.overdue and not row.overdue(today):
        return False
    if query.lacks_lead and not row.lacks_lead:
        return False
    if query.lacks_deadline and measure.deadline is not None:
        return False
    return not query.doubtful or bool(row.doubts)


def _answers(row: MeasureRow, query: Query) -> bool:
    """Whether the row's units are those asked for, in the roles asked for."""
    if (query.unit_id is not None or query.role is not None) and not any(
        (query.unit_id is None or a.unit.id == query.unit_id) and (query.role is None or a.role is query.role)
        for a in row.assigned
    ):
        return False
    if not query.unit_ids and not query.roles:
        return True
    units = query.unit_ids or (frozenset() if query.unit_id is None else {query.unit_id})
    return any((not units or a.unit.id in units) and (not query.roles or a.role in query.roles) for a in row.assigned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """One plan ready to be laid out: headings and measures in document order."""

    plan: Plan
    lines: tuple[Section | MeasureRow, ...]
