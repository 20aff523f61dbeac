"""Lamps: what the office's rules light, and the expected progress they compare with."""

from datetime import date, timedelta

import pytest

from ledger_app.domain.lamp import DEFAULT_LAMPS, LAMP_PRESETS, Lamp, LampRules, expected_percent, lamp_of
from ledger_app.domain.status import Status

TODAY = date(2026, 11, 21)
PRESETS = {rules.name: rules for rules in LAMP_PRESETS}


def lamp(rules: LampRules, days: int, behind: float | None = None) -> Lamp:
    return lamp_of(Status.UNDER_WAY, TODAY + timedelta(days=days), TODAY, rules=rules, behind=behind)


@pytest.mark.parametrize(
    ("preset", "days", "behind", "wanted"),
    [
        ("默认", 5, 90.0, Lamp.YELLOW),
        ("三日预警", 5, None, Lamp.GREEN),
        ("三日预警", 3, None, Lamp.YELLOW),
        ("三色督办单", 5, None, Lamp.BLUE),
        ("三色督办单", 40, 0.5, Lamp.YELLOW),
        ("三色督办单", 40, 0.0, Lamp.GREEN),
        ("按序时进度", 2, None, Lamp.GREEN),
        ("按序时进度", 40, 9.5, Lamp.GREEN),
        ("按序时进度", 40, 10.0, Lamp.YELLOW),
        ("按序时进度", 40, 29.5, Lamp.YELLOW),
        ("按序时进度", 40, 30.0, Lamp.RED),
        ("时限和序时并用", 3, 5.0, Lamp.YELLOW),
        ("按序时进度", -1, None, Lamp.RED),
    ],
)
def test_each_preset_lights_what_its_city_lights(preset, days, behind, wanted):
    assert lamp(PRESETS[preset], days, behind) is wanted


def test_far_behind_is_red_also_where_nothing_is_lit_for_a_little_behind():
    rules = LampRules(soon_days=-1, far_behind_points=30)
    assert lamp(rules, 40, 29.0) is Lamp.GREEN
    assert lamp(rules, 40, 31.0) is Lamp.RED


def test_the_rules_are_told_in_sentences_that_name_their_figures():
    told = "；".join(PRESETS["时限和序时并用"].sentences)
    assert "30个百分点" in told
    assert "10个百分点" in told
    assert "7天" in told
    assert not any("序时" in sentence for sentence in DEFAULT_LAMPS.sentences)
    assert "黄：低于序时" in PRESETS["三色督办单"].sentences


def test_the_expected_progress_is_the_share_of_the_time_that_has_passed():
    start, end = date(2026, 1, 1), date(2026, 12, 31)
    assert round(expected_percent(start, end, date(2026, 11, 30)), 1) == 91.5
    assert expected_percent(start, end, date(2025, 1, 1)) == 0.0
    assert expected_percent(start, end, date(2027, 1, 1)) == 100.0
    assert expected_percent(end, start, TODAY) == 100.0
