"""What the cells of a 完成时限 column say, often more than one thing."""

from datetime import date

import pytest

from ledger_app.domain.calendar import OFFICIAL_DAYS
from ledger_app.domain.errors import UserError
from ledger_app.text.deadlines import DeadlineReading, parse_deadline, read_cell
from tests.text.tables import a_draft, a_grid, due

ISSUED = date(2026, 3, 2)  # a Monday


def read(cell: str, issued: date | None = ISSUED) -> DeadlineReading:
    reading = read_cell(cell, issued=issued, plan_title="")
    assert reading.deadline.phrase == cell
    return reading


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026年底前取得阶段性成果", date(2026, 12, 31)),
        ("2026年12月底前，并长期坚持", date(2026, 12, 31)),
        ("原则上2026年6月底前", date(2026, 6, 30)),
        ("最迟2026年6月30日", date(2026, 6, 30)),
        ("2026年6月30日24时前", date(2026, 6, 30)),
        ("2026年6月底之前完成清淤并验收", date(2026, 6, 30)),
        ("整改时限：2026年12月31日", date(2026, 12, 31)),
        ("到2027年，水质达标率达到80%", date(2027, 12, 31)),
        ("2026-2028年", date(2028, 12, 31)),
        ("2026.1-2026.11", date(2026, 11, 30)),
        ("2026.3.1-2026.11.15", date(2026, 11, 15)),
        ("2026年11月中下旬", date(2026, 11, 30)),
        ("2026年5月上中旬", date(2026, 5, 20)),
        ("26年6月", date(2026, 6, 30)),
        ("6.30", date(2026, 6, 30)),
        ("贯穿全年", date(2026, 12, 31)),
        ("全年持续推进", date(2026, 12, 31)),
        ("2026年国庆节前", date(2026, 9, 30)),
        ("二〇二六年底", date(2026, 12, 31)),
        ("本通知印发后三个月内", date(2026, 6, 2)),
        ("发文之日起30日内", date(2026, 4, 1)),
    ],
)
def test_the_day_of_a_cell(cell: str, day: date) -> None:
    assert read(cell).deadline.last_day == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("一季度启动，12月底前建成", date(2026, 12, 31)),
        ("上半年完成25公里，全年完成50公里", date(2026, 12, 31)),
        ("2026年6月、12月", date(2026, 12, 31)),
        ("方案制定：2026年4月；全面实施：2026年9月", date(2026, 9, 30)),
        ("2026年8月底前完成方案\n2027年3月组织实施", date(2027, 3, 31)),
    ],
)
def test_of_several_days_the_latest_counts_and_is_doubted(cell: str, day: date) -> None:
    reading = read(cell)
    assert reading.deadline.last_day == day
    assert reading.guessed
    assert "最晚" in reading.deadline.how


NO_DAY = (
    "长期任务|不间断|持续开展|每年6月30日前|半年一次|季度|全年，每季度通报一次|"
    "已完成并长期坚持|已整改到位|2026年7月1日起施行|2026年5月起|—|/|无"
)


@pytest.mark.parametrize("cell", NO_DAY.split("|"))
def test_cells_that_need_no_day(cell: str) -> None:
    reading = read(cell)
    assert (reading.deadline.last_day, reading.guessed, reading.undated) == (None, False, False)
    assert reading.deadline.how


@pytest.mark.parametrize("cell", ["立行立改，长期坚持", "待定", "汛期前", "春节前", "接到通知后5个工作日内", "见附件"])
def test_cells_whose_day_cannot_be_told_are_doubted(cell: str) -> None:
    reading = read(cell)
    assert reading.deadline.last_day is None
    assert reading.undated


@pytest.mark.parametrize("cell", ["另附方案一份", "市水务局", "三处"])
def test_what_is_no_time_is_refused(cell: str) -> None:
    with pytest.raises(UserError, match="看不懂时限"):
        read(cell)


@pytest.mark.parametrize(
    ("cell", "day"),
    [("2026524", date(2026, 5, 24)), ("2026年5月4", date(2026, 5, 4)), ("2026年9月3", date(2026, 9, 3))],
)
def test_a_damaged_date_is_proposed_with_a_doubt(cell: str, day: date) -> None:
    reading = read(cell)
    assert reading.deadline.last_day == day
    assert reading.guessed
    assert reading.deadline.how.startswith("原文缺")


def test_digits_that_part_in_two_ways_give_no_day() -> None:
    reading = read("2026111")  # 1月11日 or 11月1日
    assert reading.deadline.last_day is None
    assert reading.undated


@pytest.mark.parametrize(
    ("cell", "issued", "day"),
    [
        ("5个工作日内", date(2026, 3, 2), date(2026, 3, 9)),
        ("印发之日起15个工作日内", date(2026, 3, 4), date(2026, 3, 25)),
        ("3个工作日", date(2026, 3, 5), date(2026, 3, 10)),
        ("1个工作日内", date(2026, 3, 7), date(2026, 3, 9)),  # a Saturday
    ],
)
def test_working_days_leave_out_weekends_and_holidays_and_say_so(cell: str, issued: date, day: date) -> None:
    reading = read(cell, issued)
    assert reading.deadline.last_day == day
    assert reading.guessed
    assert "扣除周末和法定节假日" in reading.deadline.how


def test_holidays_and_days_worked_instead_are_the_calendars() -> None:
    spring = read("5个工作日内", date(2026, 2, 12)).deadline  # 2月14日 is worked, 15日 to 23日 are the Spring Festival
    assert spring.last_day == date(2026, 2, 26)
    assert parse_deadline(
        "5个工作日内",
        issued=date(2026, 2, 12),
        today=date(2026, 2, 12),
        calendar=OFFICIAL_DAYS.with_day(date(2026, 2, 25), working=False),
    ).last_day == date(2026, 2, 27)


def test_a_year_whose_holidays_are_not_known_is_said() -> None:
    deadline = read("3个工作日内", date(2031, 3, 3)).deadline
    assert deadline.last_day == date(2031, 3, 6)
    assert "2031年的法定节假日还没有录入" in deadline.how


def test_a_long_cell_is_no_deadline() -> None:
    with pytest.raises(UserError):
        read("2026年6月底前完成" * 40)


@pytest.mark.parametrize("word", ["月份", "月度", "时间", "活动月份"])
def test_a_column_of_months_tells_the_deadlines(word: str) -> None:
    sheet = a_grid(
        ["云河市2026年护河活动安排", "", "", ""],
        ["序号", word, "活动内容", "责任单位"],
        ["1", "3月", "清理漂浮物", "市水务局"],
        ["2", "5—6月", "补种灌木", "市林业局"],
        ["3", "", "修复护栏", "市住建局"],
        merges="A1:D1 B4:B5",
    )
    assert due(a_draft(sheet)) == ["2026-03-31", "2026-06-30", "2026-06-30"]
