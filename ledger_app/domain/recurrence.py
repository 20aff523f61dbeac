"""Recurrence (报送周期): how often a measure comes round, and on which day its report is due."""

from enum import Enum
from typing import NewType

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.record import record

RecurrenceId = NewType("RecurrenceId", int)


class Cadence(Enum):
    """How often, shortest first. The value is the word of `parse --json`."""

    WEEKLY = "weekly"
    TEN_DAYS = "ten-days"
    MONTHLY = "monthly"
    EVERY_2_MONTHS = "every-2-months"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"

    @property
    def label(self) -> str:
        """The word clerks read."""
        return _LABELS[self]


_LABELS = {
    Cadence.WEEKLY: "每周",
    Cadence.TEN_DAYS: "每旬",
    Cadence.MONTHLY: "每月",
    Cadence.EVERY_2_MONTHS: "每两个月",
    Cadence.QUARTERLY: "每季度",
    Cadence.HALF_YEARLY: "每半年",
    Cadence.YEARLY: "每年",
}


@record
class Recurrence:
    """A cadence that a plan names."""

    cadence: Cadence
    phrase: str  # as printed
    report_day: int | None = None  # day of the month by which to report (每月25日前); None: not named


@record
class MeasureRecurrence:
    """A recurrence of a measure; it may have several, in the order of their ids."""

    id: RecurrenceId
    measure_id: MeasureId
    recurrence: Recurrence
