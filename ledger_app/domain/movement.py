"""How a ledger stood on a day, and what moved between two days (与上期比较)."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.record import record
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import FINISHED_STATUSES, Status


@record
class Tally:
    """How many measures there were at the end of a day, by status and by lamp; archived plans are left out."""

    day: date
    by_status: Mapping[Status, int]  # of every status, also where there is none
    by_lamp: Mapping[Lamp, int]  # of every lamp
    overdue: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_status.values())

    @property
    def finished(self) -> int:
        """已完成(待核) and 已销号."""
        return sum(self.by_status[status] for status in FINISHED_STATUSES)

    @property
    def share(self) -> float | None:
        """完成率 from 0 to 1; None where there is nothing."""
        return self.finished / self.total if self.total else None


class Moved(Enum):
    """What can differ in a measure between two days."""

    NEW = "new"
    GONE = "gone"
    STATUS = "status"
    LAMP = "lamp"
    DEADLINE = "deadline"
    PROGRESS = "progress"

    @property
    def label(self) -> str:
        """The word clerks read."""
        return _LABELS[self]


_LABELS = {
    Moved.NEW: "新增",
    Moved.GONE: "移除",
    Moved.STATUS: "状态",
    Moved.LAMP: "亮灯",
    Moved.DEADLINE: "完成时限",
    Moved.PROGRESS: "进展",
}


@record
class Movement:
    """A measure that differs; `then` is None if it is new, `now` if it is gone."""

    measure_id: MeasureId
    what: frozenset[Moved]
    then: MeasureRow | None
    now: MeasureRow | None
    lamp_then: Lamp | None
    lamp_now: Lamp | None


@record
class Movements:
    """What moved between two days: the numbers of both, and the measures that differ, in document order."""

    then: Tally
    now: Tally
    measures: tuple[Movement, ...]

    def of(self, what: Moved) -> tuple[Movement, ...]:
        """Those that differ in that."""
        return tuple(movement for movement in self.measures if what in movement.what)
