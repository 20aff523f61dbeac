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

_ALSO_CALLED = {
    "已完成": Status.DONE,
    "完成": Status.DONE,
    "未开始": Status.NOT_STARTED,
    "正在推进": Status.UNDER_WAY,
    "推进中": Status.UNDER_WAY,
    "销号": Status.CLOSED,
    "暂停": Status.SUSPENDED,
    "已终止": Status.ENDED,
}

OPEN_STATUSES = frozenset({Status.NOT_STARTED, Status.UNDER_WAY})
FINISHED_STATUSES = frozenset({Status.DONE, Status.CLOSED})  # 完成率 = these two


def may_send_back(status: Status) -> bool:
    """Whether work of that status can be sent back (退回): it was said to be done."""
    return status in FINISHED_STATUSES


def is_overdue(status: Status, last_day: date | None, today: date) -> bool:
    """Whether the last day has passed while the work is still open (逾期)."""
    return status in OPEN_STATUSES and last_day is not None and last_day < today


def status_of(word: str) -> Status | None:
    """The status a clerk's word means (完成 and 已完成 are 已完成(待核)); None if it is no status."""
    folded = word.strip().replace("（", "(").replace("）", ")")
    if folded in _ALSO_CALLED:
        return _ALSO_CALLED[folded]
    return next((status for status in Status if folded in (status.label, status.value)), None)
