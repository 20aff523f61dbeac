"""A saved view (保存的视图): which rows a list showed, in what order, under a name of the clerk's."""

from ledger_app.domain.ids import PlanId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.record import record
from ledger_app.domain.recurrence import Cadence
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role, UnitId


@record
class SavedView:
    """Days are kept as spans that move with the calendar (本月), never as dates."""

    name: str
    place: tuple[str, int] = ("all", 0)  # the entry of the navigation it narrows
    unit_ids: frozenset[UnitId] = frozenset()
    roles: frozenset[Role] = frozenset()
    lacks_lead: bool = False
    statuses: frozenset[Status] = frozenset()
    lamps: frozenset[Lamp] = frozenset()
    due: str | None = None  # the name of a span: overdue, week, month, …
    flagged: bool = False
    unreported: bool = False
    doubtful: bool = False
    cadences: frozenset[Cadence] = frozenset()
    plan_id: PlanId | None = None
    text: str = ""  # what stood in the search box
    sort: int | None = None  # the column; None: as the plan has them
    descending: bool = False
    grouped: bool = True  # under their headings
