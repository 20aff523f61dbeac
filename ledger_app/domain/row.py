"""A measure with everything a list shows beside it, and the questions asked of such rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ledger_app.domain.ids import PlanId
from ledger_app.domain.lamp import DEFAULT_LAMPS, Lamp, LampRules, expected_percent, lamp_of
from ledger_app.domain.measure import Doubt, Measure, Progress
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.record import record
from ledger_app.domain.recurrence import Cadence, Recurrence
from ledger_app.domain.status import OPEN_STATUSES, Status, is_overdue
from ledger_app.domain.target import Target
from ledger_app.domain.unit import Role, Unit, UnitCell, UnitId

_SUPPORT = Role.SUPPORT
_CADENCES = tuple(Cadence)  # shortest first


@dataclass(frozen=True, slots=True)
class Assigned:
    """A unit in its role, as a row shows it."""

    unit: Unit
    role: Role
    inherited: bool


@record
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
    lamps: LampRules = DEFAULT_LAMPS

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
        for assigned in self.assigned:  # noqa: SIM110 - five times as fast, and asked of every row there is
            if assigned.role is not _SUPPORT:
                return False
        return True

    def lamp(self, today: date) -> Lamp:
        """The lamp on a day, by the office's rules."""
        behind = self.behind(today) if self.lamps.by_progress else None
        return lamp_of(self.measure.status, self.last_day, today, rules=self.lamps, behind=behind)

    def expected(self, today: date) -> float | None:
        """序时进度 in percent on a day: from the plan's date, or the year's first day, to the last day."""
        last_day = self.last_day
        if last_day is None:
            return None
        issued = self.plan.issued
        start = issued if issued is not None and issued <= last_day else date(last_day.year, 1, 1)
        return expected_percent(start, last_day, today)

    def behind(self, today: date) -> float | None:
        """By how many percentage points the reported share lags behind 序时; None where nothing was reported."""
        expected = self.expected(today)
        if expected is None or self.progress is None or self.progress.percent is None:
            return None
        return expected - self.progress.percent

    def overdue(self, today: date) -> bool:
        """Whether it is late on that day (逾期)."""
        return is_overdue(self.measure.status, self.last_day, today)

    @property
    def cadence(self) -> Cadence:
        """How often it is reported on: its shortest recurrence; every month where it has none."""
        if not self.recurrences:
            return Cadence.MONTHLY
        return min((each.cadence for each in self.recurrences), key=_CADENCES.index)

    def unreported(self, today: date) -> bool:
        """Whether it is open and nothing was reported on it since its current period began (本期未反馈)."""
        if self.measure.status not in OPEN_STATUSES:
            return False
        return self.progress is None or self.progress.on < period_start(self.cadence, today)


Condition = Callable[[MeasureRow], bool]


@lru_cache(maxsize=64)
def period_start(cadence: Cadence, today: date) -> date:
    """The first day of the current period (本期) of a cadence."""
    from ledger_app.domain.period import period_of  # the list is painted before anything asks for a period

    return period_of(cadence, today).start


@record
class Query:
    """Which rows a list shows; what is None, False or empty does not narrow it.

    Rows of archived plans are left out unless the query names their plan or asks for them.
    """

    plan_id: PlanId | None = None
    archived: bool = False  # True: rows of archived plans too
    unit_id: UnitId | None = None
    role: Role | None = None  # with unit_id: that unit in this role; alone: rows that have this role
    unit_ids: frozenset[UnitId] = frozenset()  # at least one of these
    roles: frozenset[Role] = frozenset()  # the units asked for, or any, in one of these roles
    statuses: frozenset[Status] = frozenset()
    lamps: frozenset[Lamp] = frozenset()
    cadences: frozenset[Cadence] = frozenset()  # it comes round in one of these
    recurring: bool = False  # it comes round at all
    due_from: date | None = None  # inclusive
    due_before: date | None = None  # exclusive
    open_only: bool = False
    overdue: bool = False
    unreported: bool = False  # 本期未反馈
    flagged: bool = False  # 挂牌
    lacks_lead: bool = False
    lacks_deadline: bool = False
    doubtful: bool = False
    words: tuple[str, ...] = ()  # folded; each must occur in the text, the units or the progress (Book.select looks)
    within: "Query | None" = None  # and all that this one asks for too, its words aside

    @property
    def with_archived(self) -> bool:
        """Whether rows of archived plans are asked for, or one plan by name."""
        return self.archived or self.plan_id is not None or (self.within is not None and self.within.with_archived)


def matches(row: MeasureRow, query: Query, today: date) -> bool:
    """Whether a row belongs into the list that `query` asks for, its search words aside."""
    if row.plan.archived and not query.with_archived:
        return False
    return all(condition(row) for condition in narrowing(query, today))


def narrowing(query: Query, today: date) -> list[Condition]:
    """What a row has to meet for a query, archived plans and search words aside; the cheapest to ask come first."""
    found = [] if query.within is None else narrowing(query.within, today)
    if query.plan_id is not None:
        found.append(lambda row: row.measure.plan_id == query.plan_id)
    if query.statuses:
        found.append(lambda row: row.measure.status in query.statuses)
    if query.open_only:
        found.append(lambda row: row.measure.status in OPEN_STATUSES)
    if query.flagged:
        found.append(lambda row: row.measure.flagged)
    if query.doubtful:
        found.append(lambda row: bool(row.doubts))
    found += _time_conditions(query, today)
    found += _unit_conditions(query)
    if query.lamps:
        found.append(lambda row: row.lamp(today) in query.lamps)
    return found


def _time_conditions(query: Query, today: date) -> Iterator[Condition]:
    first, before = query.due_from, query.due_before
    if query.lacks_deadline:
        yield lambda row: row.measure.deadline is None
    if first is not None:
        yield lambda row: (day := row.last_day) is not None and day >= first
    if before is not None:
        yield lambda row: (day := row.last_day) is not None and day < before
    if query.overdue:
        yield lambda row: row.overdue(today)
    if query.recurring:
        yield lambda row: bool(row.recurrences)
    if query.cadences:
        yield lambda row: any(each.cadence in query.cadences for each in row.recurrences)
    if query.unreported:
        yield lambda row: row.unreported(today)


def _unit_conditions(query: Query) -> Iterator[Condition]:
    """That the row's units are those asked for, in the roles asked for."""
    unit_id, role = query.unit_id, query.role
    if unit_id is not None and role is None:
        yield lambda row: unit_id in [a.unit.id for a in row.assigned]
    elif role is not None:
        yield lambda row: any(unit_id in (None, a.unit.id) and a.role is role for a in row.assigned)
    if query.unit_ids or query.roles:
        units = query.unit_ids or (frozenset() if unit_id is None else {unit_id})
        yield lambda row: any(
            (not units or a.unit.id in units) and (not query.roles or a.role in query.roles) for a in row.assigned
        )
    if query.lacks_lead:
        yield lambda row: row.lacks_lead


@record
class Annex:
    """One plan ready to be laid out: headings and measures in document order."""

    plan: Plan
    lines: tuple[Section | MeasureRow, ...]
