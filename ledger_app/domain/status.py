"""Status (状态) of a measure, and what counts as open, done or late."""

from datetime import date
from enum import Enum


class Status(Enum):
    """How far a measure has come (状态). The value is what the ledger file stores."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The word clerks read and type."""
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    Status.NOT_STARTED: "未启动",
    Status.UNDER_WAY: "进行中",
    Status.DONE: "已完成(待核)",
    Status.CLOSED: "已销号",
    Status.SUSPENDED: "暂缓",
    Status.ENDED: "终止",
}

OPEN_STATUSES = frozenset({Status.NOT_STARTED, Status.UNDER_WAY})
FINISHED_STATUSES = frozenset({Status.DONE, Status.CLOSED})  # 完成率 = these two


def is_overdue(status: Status, last_day: date | None, today: date) -> bool:
    """Whether the last day has passed while the work is still open (逾期)."""
    return status in OPEN_STATUSES and last_day is not None and last_day < today


def status_of(word: str) -> Status | None:
    """The status a clerk's word means (已完成 is 已完成(待核)); None if it is no status."""
    folded = word.strip().replace("（", "(").replace("）", ")")
    if folded == "已完成":
        return Status.DONE
    return next((status for status in Status if folded in (status.label, status.value)), None)
