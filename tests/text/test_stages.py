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
