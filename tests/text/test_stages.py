"""Stages of a campaign."""

from datetime import date

from ledger_app.text.stages import find_stages


def test_stages_with_and_without_their_year() -> None:
    text = "一是宣传发动阶段(2026年3月)。二是集中清理阶段（4月至10月）。三是总结提升阶段（2026年11月1日至12月20日）。"
    assert [(stage.name, stage.start, stage.end) for stage in find_stages([text], None)] == [
        ("宣传发动阶段", date(2026, 3, 1), date(2026, 3, 31)),
        ("集中清理阶段", date(2026, 4, 1), date(2026, 10, 31)),
        ("总结提升阶段", date(2026, 11, 1), date(2026, 12, 20)),
    ]


def test_the_plans_year_and_the_turn_of_the_year() -> None:
    (stage,) = find_stages(["（二）集中清理阶段（11月—2月）"], 2026)
    assert (stage.start, stage.end) == (date(2026, 11, 1), date(2027, 2, 28))
    assert find_stages(["集中清理阶段（11月—2月）"], None) == ()


def test_what_is_no_stage() -> None:
    assert find_stages(["分为三个阶段推进。", "现阶段2026年13月", "集中清理阶段（2026年13月）"], 2026) == ()
    twice = ["集中清理阶段（2026年4月）", "集中清理阶段（2026年4月）"]
    assert len(find_stages(twice, None)) == 1


def test_numbered_stages_bear_the_name_beside_their_number() -> None:
    lines = [
        "第一阶段：宣传发动（2026年3月至4月）。",
        "第二阶段（2026年5月—10月）：集中清理。",
        "第三阶段(2026年11月1日-12月20日)为总结提升阶段。",
        "第四阶段（2027年1月），查漏补缺并持续开展工作直至全面完成任务。",
    ]
    assert [stage.name for stage in find_stages(lines, None)] == ["宣传发动", "集中清理", "总结提升阶段", "第四阶段"]


def test_stages_of_years_and_of_tenths_of_a_month() -> None:
    lines = ["宣传发动阶段（2026年3月上旬）", "建设阶段（2026—2028年）", "验收阶段（2029年）"]
    assert [(stage.start, stage.end) for stage in find_stages(lines, None)] == [
        (date(2026, 3, 1), date(2026, 3, 10)),
        (date(2026, 1, 1), date(2028, 12, 31)),
        (date(2029, 1, 1), date(2029, 12, 31)),
    ]
    assert find_stages(["收官阶段2026年要加快进度"], None) == ()
