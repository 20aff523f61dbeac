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
    ],
)
def test_cadences(text: str, cadence: Cadence) -> None:
    assert [found.cadence for found in find_recurrences(text)] == [cadence]


@pytest.mark.parametrize("text", ["定期清理", "每个河段", "年度考核", "每年级两个班", "2026年每户一档", "打捞。"])
def test_no_cadence(text: str) -> None:
    assert find_recurrences(text) == ()


@pytest.mark.parametrize(
    "text", ["逐年提高补助标准", "按年度计划推进", "按季节补种", "第一季度报告", "2026年月报刊载", "逐月下降"]
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
