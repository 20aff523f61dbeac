"""How often a measure comes round."""

import pytest

from ledger_app.domain.recurrence import Cadence
from ledger_app.text.recurrences import find_recurrences


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("每周五前报送", Cadence.WEEKLY),
        ("按旬调度", Cadence.TEN_DAYS),
        ("要定期(每一个月)书面报告", Cadence.MONTHLY),
        ("实行月调度制度", Cadence.MONTHLY),
        ("每两個月會商一次", Cadence.EVERY_2_MONTHS),
        ("每季度末通报", Cadence.QUARTERLY),
        ("每半年评估一次", Cadence.HALF_YEARLY),
        ("每年11月30日前总结", Cadence.YEARLY),
        ("各县每周一前报送", Cadence.WEEKLY),
        ("逐月通报", Cadence.MONTHLY),
        ("执行月报制度", Cadence.MONTHLY),
        ("一月一调度", Cadence.MONTHLY),
        ("双月通报", Cadence.EVERY_2_MONTHS),
        ("每三个月会商一次", Cadence.QUARTERLY),
        ("一季一评比", Cadence.QUARTERLY),
        ("每年增长5%", Cadence.YEARLY),
        ("一年一评", Cadence.YEARLY),
        ("每10天调度一次", Cadence.TEN_DAYS),
        ("每旬末报送", Cadence.TEN_DAYS),
        ("按季度通报", Cadence.QUARTERLY),
        ("按季度调度", Cadence.QUARTERLY),
        ("每季度推进会", Cadence.QUARTERLY),
        ("每隔一个月会商", Cadence.EVERY_2_MONTHS),
        ("每隔两个月会商", Cadence.EVERY_2_MONTHS),
        ("隔月检查", Cadence.EVERY_2_MONTHS),
        ("半年评估", Cadence.HALF_YEARLY),
        ("上、下半年各检查一次", Cadence.HALF_YEARLY),
        ("一年两次", Cadence.HALF_YEARLY),
        ("每月月底前报送", Cadence.MONTHLY),
        ("每季度首月10日前报送", Cadence.QUARTERLY),
    ],
)
def test_cadences(text: str, cadence: Cadence) -> None:
    assert [found.cadence for found in find_recurrences(text)] == [cadence]


@pytest.mark.parametrize("text", ["定期清理", "每个河段", "年度考核", "每年级两个班", "2026年每户一档", "打捞。"])
def test_no_cadence(text: str) -> None:
    assert find_recurrences(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "每两周清扫",
        "每2周调度一次",
        "双周调度",
        "每三年修订一次",
        "每学期检查",
        "逐年提高补助标准",
        "按年度计划推进",
        "按季节补种",
        "第一季度报告",
        "2026年月报刊载",
        "逐月下降",
        "按季度推进，年底完成",
        "任务按季度分解到各镇",
        "逐月细化落实",
        "按年度分步实施",
    ],
)
def test_what_only_grows_or_only_names_a_period(text: str) -> None:
    assert find_recurrences(text) == ()


def test_several_are_told_shortest_first() -> None:
    found = find_recurrences("每年安排经费，市局每季度、县局每月提交报告")
    assert [recurrence.cadence.value for recurrence in found] == ["monthly", "quarterly", "yearly"]
    assert [recurrence.phrase for recurrence in found] == ["每月", "每季度", "每年"]


def test_the_day_of_the_month() -> None:
    (found,) = find_recurrences("于每月25日前报送")
    assert (found.phrase, found.report_day) == ("每月25日前", 25)
    assert find_recurrences("每月32日前")[0].report_day is None
    assert find_recurrences("每月的10号前报送")[0].report_day == 10


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("每年12月20日前报送总结", "每年12月20日前", 20),
        ("每年6月30日前报送总结", "每年6月30日前", None),  # the day of a year's last month only
        ("每年六月底前报送总结", "每年六月底前", None),
        ("每年召开两次会议", "每年", None),
        ("每年12月40日前报送", "每年12月40日前", None),
    ],
)
def test_the_day_of_the_year_stays_in_the_phrase(text: str, phrase: str, day: int | None) -> None:
    (found,) = find_recurrences(text)
    assert (found.cadence, found.phrase, found.report_day) == (Cadence.YEARLY, phrase, day)


def test_every_cadence_has_its_word() -> None:
    assert len({cadence.label for cadence in Cadence}) == len(Cadence)


def test_the_day_of_a_quarters_last_month() -> None:
    (found,) = find_recurrences("于每季度末月20日前报送。")
    assert (found.cadence, found.phrase, found.report_day) == (Cadence.QUARTERLY, "每季度末月20日前", 20)
    (found,) = find_recurrences("每半年最后一个月25日前报送。")
    assert (found.cadence, found.report_day) == (Cadence.HALF_YEARLY, 25)


@pytest.mark.parametrize("text", ["补贴每人每年只享受一次。", "每户每月200元。", "人均每月50元。"])
def test_what_one_may_have_is_no_cadence(text: str) -> None:
    assert find_recurrences(text) == ()
