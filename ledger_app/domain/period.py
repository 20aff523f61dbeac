"""Periods (期次) of a recurrence, worked out on demand: 2026, 2026-H1, 2026-Q4, 2026-11, 2026-11-X1, 2026-W45."""

from collections.abc import Callable
from datetime import date, timedelta

from ledger_app.domain.record import record
from ledger_app.domain.recurrence import Cadence, Recurrence

_ONE = timedelta(days=1)
_DECEMBER = 12


@record
class Period:
    """One turn of a recurrence: its key, and its first and last day."""

    key: str
    start: date
    end: date

    @property
    def label(self) -> str:
        """The word clerks read: 11月, 四季度, 上半年."""
        return _labelled(self)


def period_of(cadence: Cadence, day: date) -> Period:
    """The period that a day lies in."""
    return _PERIODS[cadence](day)


def periods_between(cadence: Cadence, first: date, last: date) -> tuple[Period, ...]:
    """All periods that touch the days from first to last."""
    found: list[Period] = []
    day = first
    while day <= last:
        period = period_of(cadence, day)
        found.append(period)
        day = period.end + _ONE
    return tuple(found)


def report_by(recurrence: Recurrence, period: Period) -> date:
    """The last day on which to report for a period: the named day of its last month, else the period's last day."""
    if recurrence.report_day is None:
        return period.end
    year, month = period.end.year, period.end.month
    return date(year, month, min(recurrence.report_day, _last_of(year, month).day))


def _months(key: str, year: int, first: int, last: int) -> Period:
    return Period(key=key, start=date(year, first, 1), end=_last_of(year, last))


def _last_of(year: int, month: int) -> date:
    """A month's last day; the library's calendar is 2 ms of the window's start."""
    return date(year, month, 31) if month == _DECEMBER else date(year, month + 1, 1) - _ONE


def _week(day: date) -> Period:
    start = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Period(key=f"{year}-W{week:02}", start=start, end=start + timedelta(days=6))


def _ten_days(day: date) -> Period:
    third = min((day.day - 1) // 10, 2)
    last = 10 * (third + 1) if third < 2 else _last_of(day.year, day.month).day
    key = f"{day.year}-{day.month:02}-X{third + 1}"
    return Period(key=key, start=day.replace(day=10 * third + 1), end=day.replace(day=last))


def _month(day: date) -> Period:
    return _months(f"{day.year}-{day.month:02}", day.year, day.month, day.month)


def _two_months(day: date) -> Period:
    first = day.month - (day.month - 1) % 2
    return _months(f"{day.year}-{first:02}+{first + 1:02}", day.year, first, first + 1)


def _quarter(day: date) -> Period:
    quarter = (day.month - 1) // 3
    return _months(f"{day.year}-Q{quarter + 1}", day.year, 3 * quarter + 1, 3 * quarter + 3)


def _half(day: date) -> Period:
    half = (day.month - 1) // 6
    return _months(f"{day.year}-H{half + 1}", day.year, 6 * half + 1, 6 * half + 6)


def _year(day: date) -> Period:
    return _months(str(day.year), day.year, 1, 12)


_PERIODS: dict[Cadence, Callable[[date], Period]] = {
    Cadence.WEEKLY: _week,
    Cadence.TEN_DAYS: _ten_days,
    Cadence.MONTHLY: _month,
    Cadence.EVERY_2_MONTHS: _two_months,
    Cadence.QUARTERLY: _quarter,
    Cadence.HALF_YEARLY: _half,
    Cadence.YEARLY: _year,
}
_QUARTERS = "一二三四"
_THIRDS = "上中下"


def _labelled(period: Period) -> str:
    year, _, rest = period.key.partition("-")
    if not rest:
        return f"{year}年"
    if rest.startswith("W"):
        return f"第{int(rest[1:])}周"
    if rest.startswith("Q"):
        return f"{_QUARTERS[int(rest[1]) - 1]}季度"
    if rest.startswith("H"):
        return "上半年" if rest == "H1" else "下半年"
    month, _, third = rest.partition("-X")
    if third:
        return f"{int(month)}月{_THIRDS[int(third) - 1]}旬"
    first, _, last = rest.partition("+")
    return f"{int(first)}—{int(last)}月" if last else f"{int(first)}月"
