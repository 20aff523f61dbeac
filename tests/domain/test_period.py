"""Periods of a recurrence: keys, spans, words, and the day by which to report."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_app.domain.period import period_of, periods_between, report_by
from ledger_app.domain.recurrence import Cadence, Recurrence

DAY = date(2026, 11, 21)
CADENCES = st.sampled_from(list(Cadence))
DAYS = st.dates(date(2019, 12, 20), date(2033, 1, 15))


@pytest.mark.parametrize(
    ("cadence", "key", "start", "end", "label"),
    [
        (Cadence.WEEKLY, "2026-W47", date(2026, 11, 16), date(2026, 11, 22), "第47周"),
        (Cadence.TEN_DAYS, "2026-11-X3", date(2026, 11, 21), date(2026, 11, 30), "11月下旬"),
        (Cadence.MONTHLY, "2026-11", date(2026, 11, 1), date(2026, 11, 30), "11月"),
        (Cadence.EVERY_2_MONTHS, "2026-11+12", date(2026, 11, 1), date(2026, 12, 31), "11—12月"),
        (Cadence.QUARTERLY, "2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "四季度"),
        (Cadence.HALF_YEARLY, "2026-H2", date(2026, 7, 1), date(2026, 12, 31), "下半年"),
        (Cadence.YEARLY, "2026", date(2026, 1, 1), date(2026, 12, 31), "2026年"),
    ],
)
def test_a_day_lies_in_its_period(cadence, key, start, end, label):
    period = period_of(cadence, DAY)
    assert (period.key, period.start, period.end, period.label) == (key, start, end, label)


@given(CADENCES, DAYS)
def test_periods_follow_each_other_without_gap_and_every_day_finds_its_own(cadence, day):
    period = period_of(cadence, day)
    assert period.start <= day <= period.end
    assert period_of(cadence, period.start) == period == period_of(cadence, period.end)
    after = period_of(cadence, period.end + timedelta(days=1))
    assert after.start == period.end + timedelta(days=1)
    assert after.key != period.key
    assert periods_between(cadence, day, after.start) == (period, after)


def test_the_report_is_due_on_the_named_day_or_at_the_end():
    monthly = Recurrence(cadence=Cadence.MONTHLY, phrase="每月25日前", report_day=25)
    assert report_by(monthly, period_of(Cadence.MONTHLY, DAY)) == date(2026, 11, 25)
    last = Recurrence(cadence=Cadence.MONTHLY, phrase="每月31日前", report_day=31)
    assert report_by(last, period_of(Cadence.MONTHLY, date(2027, 2, 3))) == date(2027, 2, 28)
    plain = Recurrence(cadence=Cadence.QUARTERLY, phrase="每季度")
    assert report_by(plain, period_of(Cadence.QUARTERLY, DAY)) == date(2026, 12, 31)
