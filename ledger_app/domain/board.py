"""What the board (工作台) tells of a day. Every number comes with the question that opens exactly its rows."""

from datetime import date

from ledger_app.domain.lamp import Lamp
from ledger_app.domain.plan import Plan
from ledger_app.domain.record import record
from ledger_app.domain.row import MeasureRow, Query
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role, Unit


@record
class Figure:
    """A number, and the question that opens its rows."""

    count: int
    query: Query


@record
class LampFigure:
    """How many rows have a lamp."""

    lamp: Lamp
    figure: Figure


@record
class RoleFigure:
    """For how many rows a unit has a role."""

    role: Role
    figure: Figure


@record
class StatusFigure:
    """How many rows have a status."""

    status: Status
    figure: Figure


@record
class Urgent:
    """A row to do first, and why: 逾期6天, 今天到期, 剩3天, 挂牌, 本期未反馈."""

    row: MeasureRow
    words: tuple[str, ...]


@record
class DueDay:
    """A day of a month: all rows due on it, and those of them that are still open."""

    day: date
    working: bool
    due: Figure
    open: Figure


@record
class UnitLine:
    """A unit's rows by lamp; `through` are the collective units (各区政府) whose rows are counted in."""

    unit: Unit
    total: Figure
    overdue: Figure
    lamps: tuple[LampFigure, ...]
    through: tuple[Unit, ...] = ()


@record
class PlanLine:
    """A plan's rows by lamp, and how far it has come against 序时.

    `expected` and `actual` are means in percent over the same `measured` rows: those with a last day whose share is
    known (finished 100, not started 0, else as last reported). Suspended and ended ones are left out.
    """

    plan: Plan
    total: Figure
    finished: Figure
    overdue: Figure
    lamps: tuple[LampFigure, ...]
    expected: float | None
    actual: float | None
    measured: int


@record
class MonthLine:
    """A month by its first day: the rows due in it, and those of them that are finished."""

    month: date
    due: Figure
    finished: Figure


@record
class Board:
    """All that the first page tells of a day; archived plans are left out."""

    today: date
    total: Figure
    finished: Figure
    lamps: tuple[LampFigure, ...]
    due_today: Figure
    in_3_days: Figure
    in_7_days: Figure
    overdue: Figure
    pressing: Figure  # late, or due soon
    unreported: Figure
    lacks_lead: Figure
    lacks_deadline: Figure
    doubtful: Figure
    flagged: Figure
    urgent: tuple[Urgent, ...]
    days: tuple[DueDay, ...]  # of this month
    units: tuple[UnitLine, ...]  # most overdue first
    plans: tuple[PlanLine, ...]
    months: tuple[MonthLine, ...]  # of this year


@record
class Stuck:
    """A row that is late or held up, and the newest problem that was reported on it ("" for none)."""

    row: MeasureRow
    words: tuple[str, ...]
    problems: str
    on: date | None


@record
class UnitBoard:
    """What one unit has to do, and where it is stuck (卡在哪)."""

    unit: Unit
    total: Figure
    roles: tuple[RoleFigure, ...]
    statuses: tuple[StatusFigure, ...]
    lamps: tuple[LampFigure, ...]
    overdue: Figure
    unreported: Figure
    stuck: tuple[Stuck, ...]  # late ones first
    through: tuple[Unit, ...] = ()
