"""Days as a clerk types them."""

from datetime import date

import pytest

from ledger_app.domain.errors import UserError
from ledger_app.text.deadlines import parse_deadline
from ledger_app.text.typed_days import written_out

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("今天", "2026年11月21日"),
        ("明天", "2026年11月22日"),
        ("大后天", "2026年11月24日"),
        ("下周五", "2026年11月27日"),
        ("下下周一", "2026年11月30日"),
        ("本周五", "2026年11月20日"),
        ("周五", "2026年11月27日"),
        ("星期天", "2026年11月22日"),
        ("月底", "2026年11月底"),
        ("下月底前", "2026年12月底前"),
        ("12/31", "12月31日"),
        ("1-05", "1月5日"),
        ("12月31", "12月31日"),
        ("13/40", "13/40"),
        ("11月底前", "11月底前"),
        ("长期坚持", "长期坚持"),
    ],
)
def test_a_typed_day_is_written_out_as_a_plan_prints_it(typed, printed):
    assert written_out(typed, SATURDAY) == printed


def test_december_has_a_month_after_it():
    assert written_out("下月底", date(2026, 12, 5)) == "2027年1月底"


def test_what_is_typed_is_kept_as_it_is_printed():
    deadline = parse_deadline("下周五", issued=date(2026, 3, 2), today=SATURDAY)
    assert (deadline.phrase, deadline.last_day) == ("2026年11月27日", date(2026, 11, 27))
    excel = parse_deadline("12/31", issued=date(2026, 3, 2), today=SATURDAY)
    assert (excel.phrase, excel.last_day) == ("12月31日", date(2026, 12, 31))


def test_a_day_that_there_is_not_is_refused_however_it_is_typed():
    with pytest.raises(UserError):
        parse_deadline("11/31", issued=None, today=SATURDAY)
