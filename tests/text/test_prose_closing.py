"""A time that is set for a whole group behind its last item."""

import pytest

from tests.text.tables import a_draft, a_text, due, outline

GROUPS = (
    "云河市2026年护河方案\n一、清理河道\n1.打捞漂浮物。（市水务局负责）\n2.拆除违建。（市城管局负责）{closing}\n"
    "二、美化两岸\n3.补种灌木。（市林业局负责）\n4.修复护栏，11月底前完成。（市住建局负责）"
)


@pytest.mark.parametrize(
    "closing",
    [
        "\n以上任务2026年8月底前完成。",
        "以上任务2026年8月底前完成。",
        "\n以上各项工作于2026年8月底前全部完成。",
        "\n上述两项整改任务，2026年8月底前完成。",
    ],
)
def test_a_closing_sentence_sets_the_time_of_its_group(closing: str) -> None:
    draft = a_draft(a_text(GROUPS.format(closing=closing)))
    assert due(draft) == ["2026-08-31", "2026-08-31", "", "2026-11-30"]
    assert outline(draft)[:3] == [
        "一、清理河道",
        "  1.打捞漂浮物。 | 市水务局负责",
        "  2.拆除违建。 | 市城管局负责",
    ]


def test_an_items_own_time_comes_first() -> None:
    items = "1.打捞漂浮物，6月底前完成。（市水务局负责）\n2.拆除违建。（市城管局负责）"
    draft = a_draft(a_text(f"云河市2026年护河方案\n{items}\n以上任务8月底前完成。"))
    assert due(draft) == ["2026-06-30", "2026-08-31"]


def test_the_group_is_that_of_the_nearest_heading() -> None:
    text = (
        "云河市2026年护河方案\n一、清理河道\n（一）水面\n1.打捞漂浮物。（市水务局负责）\n（二）岸上\n1.拆除违建。（市城管局负责）\n"
        "2.清运垃圾。（市城管局负责）\n上述工作2026年8月底前完成。"
    )
    draft = a_draft(a_text(text))
    assert due(draft) == ["", "2026-08-31", "2026-08-31"]
    assert "按对各项措施的总要求的“2026年8月底前”" in draft.doubts[0].message


@pytest.mark.parametrize("closing", ["\n以上任务由市水务局调度。", "\n上述问题2026年8月曾被通报。"])
def test_what_sets_no_time(closing: str) -> None:
    assert due(a_draft(a_text(GROUPS.format(closing=closing))))[:2] == ["", ""]


LABELS = "云河市2026年护河方案\n1.打捞漂浮物。\n责任单位：市水务局\n{label}\n2.拆除违建。\n责任单位：市城管局"


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("工作进度：10月份举办。", "2026-10-31"),
        ("进度要求：全年。", "2026-12-31"),
        ("进度要求：9月底前完成。", "2026-09-30"),
        ("推进计划：4月启动，11月完成", "2026-11-30"),
        ("完成节点：2026年10月", "2026-10-31"),
        ("整改时限：立行立改，2026年9月底前完成", "2026-09-30"),
        ("完成时限：按季度推进，年底完成", "2026-12-31"),
        ("时间节点：每周不少于2次 / 11月20日前完成全年任务", "2026-11-20"),
    ],
)
def test_labels_of_times(label: str, day: str) -> None:
    draft = a_draft(a_text(LABELS.format(label=label)))
    assert due(draft) == [day, ""]
    assert outline(draft) == ["  1.打捞漂浮物。 | 市水务局负责", "  2.拆除违建。 | 市城管局负责"]


@pytest.mark.parametrize("label", ["资金来源：市级财政。", "预期成效：水面清洁。", "备注：与附件2同步。"])
def test_an_unknown_label_among_known_ones_is_no_part_of_the_text(label: str) -> None:
    draft = a_draft(a_text(LABELS.format(label=label)))
    assert outline(draft)[0] == "  1.打捞漂浮物。 | 市水务局负责"


def test_a_label_that_names_the_work_stays_in_the_text() -> None:
    draft = a_draft(a_text(LABELS.format(label="工作要求：日产日清。")))
    assert outline(draft)[0] == "  1.打捞漂浮物。\n工作要求：日产日清。 | 市水务局负责"


def test_a_remark_behind_the_units_names_none() -> None:
    text = "1.打捞漂浮物。\n牵头单位：市水务局；时限：2026年6月底；备注：与附件2同步。\n2.拆除违建。（市城管局负责）"
    assert outline(a_draft(a_text(text)))[0] == "  1.打捞漂浮物。 | 市水务局牵头"


@pytest.mark.parametrize(
    ("bracket", "day"),
    [
        ("市水务局负责；6月底前公示，动态更新", "2026-06-30"),
        ("市水务局，6月底前完工；长期管护", "2026-06-30"),
        ("市水务局负责，6月底前完成清淤", "2026-06-30"),
        ("市水务局负责，2026年5月—7月", "2026-07-31"),
    ],
)
def test_times_of_work_beside_the_units(bracket: str, day: str) -> None:
    draft = a_draft(a_text(f"云河市2026年护河方案\n1.公示河长名单。（{bracket}）\n2.拆除违建。（市城管局负责）"))
    assert due(draft) == [day, ""]
    assert outline(draft)[0] == "  1.公示河长名单。 | 市水务局负责"
    assert [doubt.kind.name for doubt in draft.doubts if "没有读懂" in doubt.message] == []


def test_units_behind_a_time_are_still_units() -> None:
    draft = a_draft(a_text("云河市2026年护河方案\n1.公示名单。（6月底前市水务局牵头）\n2.拆除违建。（市城管局负责）"))
    assert (outline(draft)[0], due(draft)[0]) == ("  1.公示名单。 | 市水务局牵头", "2026-06-30")
