"""Working days: weekends, holidays and the weekend days that make up for them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_app.domain.calendar import OFFICIAL_DAYS, WorkCalendar

PLAIN = WorkCalendar()
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 10, 1), False),  # 国庆节, a Thursday
        (date(2026, 10, 10), True),  # a Saturday that makes up for it
        (date(2026, 10, 11), False),  # a Sunday like any other
        (date(2026, 2, 14), True),
        (date(2026, 2, 23), False),
        (date(2026, 11, 20), True),
    ],
)
def test_the_notices_of_the_state_council_move_days(day, working):
    assert OFFICIAL_DAYS.is_working_day(day) is working


def test_only_what_differs_from_the_plain_week_is_kept():
    """2026年的通知：工作日里放假19天，周末上班6天。"""
    assert all(day.weekday() < 5 for day in OFFICIAL_DAYS.off)
    assert all(day.weekday() >= 5 for day in OFFICIAL_DAYS.on)
    assert sum(day.year == 2026 for day in OFFICIAL_DAYS.off) == 19
    assert sum(day.year == 2026 for day in OFFICIAL_DAYS.on) == 6


def test_working_days_are_counted_over_holidays():
    assert PLAIN.after(date(2026, 11, 20), 1) == date(2026, 11, 23)
    assert OFFICIAL_DAYS.after(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert OFFICIAL_DAYS.after(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_years_that_no_notice_has_told_yet_are_known_to_be_so():
    assert OFFICIAL_DAYS.knows(2026)
    assert not OFFICIAL_DAYS.knows(2031)


@given(DAYS, st.integers(0, 60))
def test_so_many_working_days_lie_between(day, count):
    end = OFFICIAL_DAYS.after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(map(OFFICIAL_DAYS.is_working_day, between)) == count


@given(DAYS, st.booleans())
def test_the_office_says_of_each_day_whether_it_works(day, working):
    changed = OFFICIAL_DAYS.with_day(day, working=working)
    assert changed.is_working_day(day) is working
    other = day + timedelta(days=1)
    assert changed.is_working_day(other) is OFFICIAL_DAYS.is_working_day(other)
    assert changed.with_day(day, working=OFFICIAL_DAYS.is_working_day(day)).is_working_day(
        day
    ) is OFFICIAL_DAYS.is_working_day(day)
