"""Deadline phrases: the last day, and how it follows."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_app.domain.errors import UserError
from ledger_app.text.deadlines import find_deadline, parse_deadline, read_cell, read_in_text, year_of_text

TODAY = date(2026, 6, 1)


def typed(phrase: str, issued: date | None = None) -> date | None:
    deadline = parse_deadline(phrase, issued=issued, today=TODAY)
    assert deadline.phrase == phrase
    return deadline.last_day


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("2026-11-30", date(2026, 11, 30)),
        ("2026/3/5", date(2026, 3, 5)),
        ("20261130", date(2026, 11, 30)),
        ("2026-11-30 00:00:00", date(2026, 11, 30)),
        ("2026年11月30日", date(2026, 11, 30)),
        ("２０２６年１１月３０日前", date(2026, 11, 30)),
        ("二〇二六年十一月三十日", date(2026, 11, 30)),
        ("2026年11月底前完成", date(2026, 11, 30)),
        ("2028年2月", date(2028, 2, 29)),
        ("2026年11月中旬", date(2026, 11, 20)),
        ("2026年上半年", date(2026, 6, 30)),
        ("2026年第三季度", date(2026, 9, 30)),
        ("2026年", date(2026, 12, 31)),
        ("到2027年底前", date(2027, 12, 31)),
        ("2026.12", date(2026, 12, 31)),
        ("“十五五”末", date(2030, 12, 31)),
        ("“十二五”期间", date(2015, 12, 31)),
        ("11月底前", date(2026, 11, 30)),
        ("11月30日", date(2026, 11, 30)),
        ("十一月底", date(2026, 11, 30)),
        ("年底前", date(2026, 12, 31)),
        ("年内", date(2026, 12, 31)),
        ("三季度末", date(2026, 9, 30)),
        ("明年6月底前", date(2027, 6, 30)),
        ("2026年3月至11月", date(2026, 11, 30)),
        ("3月—11月", date(2026, 11, 30)),
        ("3-11月", date(2026, 11, 30)),
        ("2026-03-01至2026-11-30", date(2026, 11, 30)),
        ("即日起至2026年底", date(2026, 12, 31)),
    ],
)
def test_the_last_day_of_a_phrase(phrase: str, day: date) -> None:
    assert typed(phrase) == day


@pytest.mark.parametrize(
    "phrase", ["长期坚持", "持续推进", "常态化", "每月25日前", "每季度末", "尽快", "10个工作日内", "印发之日起30日内"]
)
def test_phrases_without_a_day_are_kept_without_one(phrase: str) -> None:
    assert typed(phrase) is None


@pytest.mark.parametrize("phrase", ["2026年2月30日", "2026-13-45", "13月底前", "2027年2月29日"])
def test_a_day_that_does_not_exist_is_named(phrase: str) -> None:
    with pytest.raises(UserError, match=f"没有“{phrase}”这一天"):
        typed(phrase)


@pytest.mark.parametrize("phrase", ["abc", "市水务局", "第三项", "2026年11月30日前完成一半，其余另行安排"])
def test_what_is_no_deadline_is_refused(phrase: str) -> None:
    with pytest.raises(UserError, match="看不懂时限") as trouble:
        typed(phrase)
    assert "2026-11-30" in trouble.value.hint


def test_an_empty_deadline_is_refused() -> None:
    with pytest.raises(UserError, match="时限是空的"):
        parse_deadline(" ", issued=None, today=TODAY)


def test_days_are_counted_from_the_day_of_issue() -> None:
    issued = date(2026, 1, 31)
    assert typed("印发之日起30日内", issued) == date(2026, 3, 2)
    assert typed("1个月内", issued) == date(2026, 2, 28)
    assert typed("两年内", issued) == date(2028, 1, 31)


def test_how_the_day_follows_is_told() -> None:
    deadline = parse_deadline("11月底前", issued=None, today=TODAY)
    assert deadline.how == "按今年2026年推定，计到11月最后一天"
    assert parse_deadline("2026-11-30", issued=None, today=TODAY).how == ""


def test_a_plan_of_december_means_the_march_to_come() -> None:
    reading = read_cell("3月底前", issued=date(2025, 12, 20), plan_title="")
    assert reading.deadline.last_day == date(2026, 3, 31)
    assert reading.guessed


@pytest.mark.parametrize(
    ("phrase", "issued", "title", "day"),
    [
        ("年底前", date(2025, 12, 20), "云河市2026年工作要点", date(2026, 12, 31)),
        ("2月底前", date(2026, 3, 20), "云河市2026年工作要点", date(2026, 2, 28)),
        ("2月底前", date(2026, 3, 20), "云河市工作方案", date(2027, 2, 28)),
        ("年底前", date(2026, 3, 20), "云河市2025年考核反馈问题整改方案", date(2026, 12, 31)),
    ],
)
def test_the_year_in_the_title_comes_before_that_of_the_issue(phrase: str, issued: date, title: str, day: date) -> None:
    assert read_cell(phrase, issued=issued, plan_title=title).deadline.last_day == day


def test_a_cell_takes_the_year_of_the_plans_title() -> None:
    reading = read_cell("年底前", issued=None, plan_title="云河市2026年工作要点")
    assert reading.deadline.last_day == date(2026, 12, 31)
    assert "标题" in reading.deadline.how


def test_without_any_year_there_is_no_day() -> None:
    reading = read_cell("年底前", issued=None, plan_title="云河市2025—2027年行动计划")
    assert reading.deadline.last_day is None
    assert reading.undated


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("到2015年,覆盖率达到80%。", "到2015年", date(2015, 12, 31)),
        ("專利申請量比2010年翻一番,到2015年達到450件", "到2015年", date(2015, 12, 31)),
        ("到“十二五”期末,采标率达到80%以上", "到“十二五”期末", date(2015, 12, 31)),
        ("“十四五”期间,新建公园8个", "“十四五”期间", date(2025, 12, 31)),
        ("2026年6月底前出台办法", "2026年6月底前", date(2026, 6, 30)),
        ("于2026年底完成验收", "于2026年底", date(2026, 12, 31)),
        ("2026年9月30日前报送", "2026年9月30日前", date(2026, 9, 30)),
        ("2026年6月底前出台方案，12月底前全面实施", "12月底前", date(2026, 12, 31)),
        ("2025年底前建3个，2027年底前建成10个", "2027年底前", date(2027, 12, 31)),
        ("开展轮训，2026年培训护河员500名", "2026年", date(2026, 12, 31)),
        ("2026年一季度末前公布", "2026年一季度末前", date(2026, 3, 31)),
        ("2026年6月完成验收", "2026年6月", date(2026, 6, 30)),
        ("2026年3月至11月开展清理", "2026年3月至11月", date(2026, 11, 30)),
    ],
)
def test_a_deadline_inside_a_measure(text: str, phrase: str, day: date) -> None:
    deadline = find_deadline(text, issued=None)
    assert deadline is not None
    assert (deadline.phrase, deadline.last_day) == (phrase, day)


@pytest.mark.parametrize(
    "text",
    [
        "落实《云河市“十二五”规划》要求",
        "对照《质量发展纲要(2011-2020年)》",
        "开展“六五”普法",
        "5年内建成示范区",
        "每年12月底前报送总结",
        "从2015年起实行",
        "到2015年以来形成的做法",
        "推进2014—2015年行动计划",
        "2026年2月30日前完成",
        "加强领导。",
    ],
)
def test_years_that_are_no_deadline(text: str) -> None:
    assert find_deadline(text, issued=None, plan_title="2026年要点") is None


def test_within_the_year_is_the_plans_own_year() -> None:
    deadline = find_deadline("力争年内出台", issued=date(2009, 3, 1))
    assert deadline is not None
    assert deadline.last_day == date(2009, 12, 31)
    assert "2009" in deadline.how


@given(st.text(alphabet="到至年月日底前内上半季度一二三十0123456789-至—“”五末期间今明", max_size=30))
def test_any_phrase_is_read_or_refused(text: str) -> None:
    find_deadline(text, issued=date(2026, 1, 1))
    with suppress(UserError):
        assert parse_deadline(text, issued=None, today=TODAY).phrase == text.strip()


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_both_notations(day: date) -> None:
    assert typed(day.isoformat()) == day
    assert typed(f"{day.year}年{day.month}月{day.day}日") == day


def test_the_whole_year_is_the_year_the_text_speaks_of() -> None:
    lines = ["根据《规划纲要（2021—2035年）》〔2025〕3号", "2026年3月启动。", "一、2026年培训500名。"]
    year = year_of_text(lines)
    assert year == 2026
    reading = read_in_text("全年完成清淤40公里", issued=None, plan_title="", year=year)
    assert reading is not None
    assert (reading.deadline.last_day, reading.guessed) == (date(2026, 12, 31), True)
    assert reading.deadline.how == "按正文所说的年份2026年推定，计到年底"


def test_a_text_of_many_years_speaks_of_none() -> None:
    assert year_of_text(["2024年启动，2025年推进，2026年完成。"]) is None
    assert year_of_text(["打捞漂浮物。"]) is None


def test_days_from_the_day_of_issue_inside_a_measure() -> None:
    deadline = find_deadline("自方案印发之日起30日内完成摸底", issued=date(2026, 3, 1))
    assert deadline is not None
    assert deadline.last_day == date(2026, 3, 31)


def test_a_year_before_the_plan_tells_the_past() -> None:
    assert find_deadline("2024年完成清淤40公里。", issued=date(2026, 3, 1)) is None
