"""Working days (工作日): weekends, and the days that the State Council's holiday notices move."""

from dataclasses import replace
from datetime import date, timedelta

from ledger_app.domain.record import record

_ONE = timedelta(days=1)
_SATURDAY = 5


@record
class WorkCalendar:
    """Which days differ from the plain week; the office edits them (调休)."""

    off: frozenset[date] = frozenset()  # holidays that take the place of a working day
    on: frozenset[date] = frozenset()  # weekend days on which the office works

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on that day."""
        return day in self.on or (day.weekday() < _SATURDAY and day not in self.off)

    def after(self, day: date, working_days: int) -> date:
        """The day that is so many working days later (N个工作日内); the day itself does not count."""
        while working_days > 0:
            day += _ONE
            working_days -= self.is_working_day(day)
        return day

    def knows(self, year: int) -> bool:
        """Whether the holidays of a year have been entered."""
        return any(day.year == year for day in self.off)

    def with_day(self, day: date, *, working: bool) -> "WorkCalendar":
        """The calendar in which the office works on that day, or does not."""
        plain = day.weekday() < _SATURDAY
        off = self.off - {day} | ({day} if plain and not working else frozenset())
        on = self.on - {day} | ({day} if not plain and working else frozenset())
        return replace(self, off=off, on=on)


def _days(year: int, *spans: tuple[int, int, int, int]) -> frozenset[date]:
    """The days from Monday to Friday of some spans, each as first month, first day, last month, last day."""
    days = set()
    for first_month, first_day, last_month, last_day in spans:
        day = date(year, first_month, first_day)
        while day <= date(year, last_month, last_day):
            if day.weekday() < _SATURDAY:
                days.add(day)
            day += _ONE
    return frozenset(days)


# 国务院办公厅关于2025年、2026年部分节假日安排的通知
OFFICIAL_DAYS = WorkCalendar(
    off=_days(2025, (1, 1, 1, 1), (1, 28, 2, 4), (4, 4, 4, 6), (5, 1, 5, 5), (5, 31, 6, 2), (10, 1, 10, 8))
    | _days(
        2026,
        *((1, 1, 1, 3), (2, 15, 2, 23), (4, 4, 4, 6), (5, 1, 5, 5)),
        *((6, 19, 6, 21), (9, 25, 9, 27), (10, 1, 10, 7)),
    ),
    on=frozenset(
        date(year, month, day)
        for year, month, day in (
            *((2025, 1, 26), (2025, 2, 8), (2025, 4, 27), (2025, 9, 28), (2025, 10, 11)),
            *((2026, 1, 4), (2026, 2, 14), (2026, 2, 28), (2026, 5, 9), (2026, 9, 20), (2026, 10, 10)),
        )
    ),
)
