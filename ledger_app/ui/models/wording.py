"""How a row is said to a clerk: dates, what follows from them, units; and in which tone."""

from datetime import date, datetime

from ledger_app.domain.measure import Progress
from ledger_app.domain.questions import SOON_DAYS
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import OPEN_STATUSES, Status
from ledger_app.domain.unit import Role, Unit

_WEEKDAYS = "一二三四五六日"


def day_text(day: date, today: date) -> str:
    """11月15日; with the year when it is not this one."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def long_day_text(day: date) -> str:
    """2026年11月15日 周日."""
    return f"{day.year}年{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"


def moment_text(at: datetime, today: date) -> str:
    """14:32; with the day when it is not today."""
    return f"{at:%H:%M}" if at.date() == today else f"{day_text(at.date(), today)} {at:%H:%M}"


def due_text(row: MeasureRow, today: date) -> str:
    """The deadline: its last day, else its phrase; nothing where there is none."""
    deadline = row.measure.deadline
    if deadline is None:
        return ""
    return day_text(deadline.last_day, today) if deadline.last_day else deadline.phrase


def due_note(row: MeasureRow, today: date) -> str:
    """What follows from the deadline, in the words a clerk would use: 逾期6天, 今天到期, 剩3天, 待核."""
    status, deadline = row.measure.status, row.measure.deadline
    if status is Status.DONE:
        return "待核"
    if status not in OPEN_STATUSES:
        return status.label
    if deadline is None:
        return "缺时限"
    if deadline.last_day is None:
        return "不设时限"
    days = (deadline.last_day - today).days
    if days < 0:
        return f"逾期{-days}天"
    return {0: "今天到期", 1: "明天到期"}.get(days, f"剩{days}天")


def due_tone(row: MeasureRow, today: date) -> str:
    """The tone of `due_note`: red when late, yellow when near, doubtful when it is missing."""
    if row.overdue(today):
        return "redText"
    if row.measure.status not in OPEN_STATUSES:
        return "text3"
    if row.measure.deadline is None:
        return "doubtText"
    near = row.last_day is not None and (row.last_day - today).days <= SOON_DAYS
    return "yellowText" if near else "text3"


def short_name(unit: Unit) -> str:
    """A unit's 简称 where it has one."""
    return unit.short or unit.name


def units_text(row: MeasureRow) -> str:
    """All units with their roles: 牵头 市教育局；配合 市财政局、市司法局."""
    said = [f"{role.label} {'、'.join(names)}" for role in Role if (names := row.names(role))]
    return "；".join(said) or "缺单位"


def progress_text(progress: Progress | None, today: date) -> str:
    """The newest progress in one line."""
    if progress is None:
        return "尚无进展"
    percent = "" if progress.percent is None else f"{progress.percent}% "
    return f"{day_text(progress.on, today)} {percent}{progress.done}"
