"""Times in a measure's sentences: those that look ahead, and those that tell the past, a base or a title."""

from datetime import date

import pytest

from ledger_app.text.deadlines import find_deadline, read_in_text

ISSUED = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("至2027年底，建成10个护河示范点", date(2027, 12, 31)),
        ("力争2027年建成投用", date(2027, 12, 31)),
        ("在2027年年底前达到95%", date(2027, 12, 31)),
        ("到2027年上半年，全面完成清淤", date(2027, 6, 30)),
        ("2027年6月底，完成验收", date(2027, 6, 30)),
        ("2027年3月，启动二期工程", date(2027, 3, 31)),
        ("于2026年9月10日报送总结", date(2026, 9, 10)),
        ("2026年全市培训护河员5000人次", date(2026, 12, 31)),
        ("2026年，全面推行河长制", date(2026, 12, 31)),
        ("2026—2028年，新建湿地公园20个", date(2028, 12, 31)),
        ("“十五五”期间，新建泵站20座", date(2030, 12, 31)),
        ("2026年3月底前出台方案；2026年9月底前全面推开；2027年实现全覆盖", date(2027, 12, 31)),
        ("2026年8月31日前完成，9月15日前上报总结", date(2026, 9, 15)),
    ],
)
def test_times_with_their_year(text: str, day: date) -> None:
    reading = read_in_text(text, issued=ISSUED, plan_title="")
    assert reading is not None
    assert reading.deadline.last_day == day
    assert not reading.guessed


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("六月底前落实到村", date(2026, 6, 30)),
        ("十二月底前落实到村", date(2026, 12, 31)),
        ("6月上旬前完成", date(2026, 6, 10)),
        ("今年6月底前完成", date(2026, 6, 30)),
        ("明年3月底前完成", date(2027, 3, 31)),
        ("今年新建公厕30座", date(2026, 12, 31)),
        ("到年底，覆盖率达到90%", date(2026, 12, 31)),
        ("一季度完成招标", date(2026, 3, 31)),
        ("三季度末前完成", date(2026, 9, 30)),
        ("上半年，基本完成拆除", date(2026, 6, 30)),
        ("力争三年内建成管网", date(2029, 3, 1)),
        ("自本方案印发之日起30日内制定细则", date(2026, 3, 31)),
        ("要在本意见印发之日起30日内制定细则", date(2026, 3, 31)),
        ("本通知印发后15个工作日内报送", date(2026, 3, 20)),
    ],
)
def test_times_without_a_year_lean_on_the_plans_date_and_say_so(text: str, day: date) -> None:
    reading = read_in_text(text, issued=ISSUED, plan_title="")
    assert reading is not None
    assert reading.deadline.last_day == day
    assert reading.guessed
    assert "2026" in reading.deadline.how


@pytest.mark.parametrize(
    "text",
    [
        "截至2025年底，全市已建成8处泵站",
        "2026年6月30日前已取得资质的企业继续有效",
        "较2025年底提高5个百分点",
        "在2025年底存量基础上减少20%",
        "在2025年基础上翻一番",
        "2024年全市完成投资20亿元",
        "2022年到2025年，市水务局连续四年组织评选",
        "“十四五”期间建成的泵站",
        "2015年以来，全市建成20个",
        "自2026年7月1日起施行",
        "从2026年开始，每年培训100人",
        "落实《云河市水网规划（2016—2030年）》",
        "根据云府〔2026〕13号文件",
        "编制2026—2030年规划",
        "完成2026年度考核",
        "总结2025年工作，谋划2026年任务",
        "近三年发生事故的企业",
        "3年内不得申报",
        "收到申请之日起20个工作日内办结",
        "每年2月底前下达任务，3月底前完成分解",
        "每季度最后一个月25日前报送",
    ],
)
def test_times_that_ask_for_nothing(text: str) -> None:
    assert find_deadline(text, issued=ISSUED) is None


def test_years_from_the_plans_date_need_that_date() -> None:
    assert find_deadline("力争三年内建成管网", issued=None) is None


def test_a_phrase_does_not_lean_on_a_year_gone_by() -> None:
    deadline = find_deadline("2025年全市发现排口30处，12月底前全部整治", issued=ISSUED)
    assert deadline is not None
    assert deadline.last_day == date(2026, 12, 31)
