"""Paragraphs whose line breaks were lost."""

import pytest

from ledger_app.text.run_on import split_run_on
from tests.text.tables import a_draft, a_text, outline

RUN_ON = (
    "一、清理河道（一）打捞漂浮物，做到日产日清。（市水务局负责）（二）拆除违章建筑。（市城管局负责）"
    "二、美化道路（一）补种行道树。（市林业局负责）（二）修剪草坪。（市林业局负责）"
)


def test_items_are_parted_where_their_numbers_count_on() -> None:
    assert outline(a_draft(a_text(f"云河市清洁方案\n{RUN_ON}"))) == [
        "一、清理河道",
        "  （一）打捞漂浮物，做到日产日清。 | 市水务局负责",
        "  （二）拆除违章建筑。 | 市城管局负责",
        "二、美化道路",
        "  （一）补种行道树。 | 市林业局负责",
        "  （二）修剪草坪。 | 市林业局负责",
    ]


def test_every_item_points_to_its_own_words() -> None:
    draft = a_draft(a_text(RUN_ON))
    assert [RUN_ON[place.start : place.end][:6] for place in draft.places] == [
        "（一）打捞漂",
        "（二）拆除违",
        "（一）补种行",
        "（二）修剪草",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "（一）打捞漂浮物，做到日产日清。按照前款第（一）项、第（二）项办理，各镇要落实。（市水务局负责）",
        "一、打捞漂浮物。其中，一、二级河道每天清运一次，三级河道每周清运一次，做到不留死角。",
        "（一）打捞漂浮物。（三）是后来补的编号，前面没有（二），所以不能拆开，应当保持原样不动。",
        "短。（一）短。（二）短。",
    ],
)
def test_other_numbers_part_nothing(line: str) -> None:
    assert split_run_on(line) == [(0, line)]


HEADING_IN_FRONT = (
    "云河市清洁方案\n一、清理河道\n（一）打捞漂浮物。（市水务局负责）\n"
    "二、美化道路、修复护栏（二）补种行道树，做到不断带。（市林业局负责）"
)
DIGITS_BEHIND_UNITS = (
    "1.打捞漂浮物。责任单位：市水务局、市城管局。2.拆除违章建筑。责任单位：市城管局。3.修复护栏。（市住建局负责）"
)
BELOW_A_MEASURE = (
    "（一）健全护河制度，明确责任。（市水务局负责）具体措施：1．制定办法。（市水务局负责）2．公布电话。（市城管局负责）"
)
PARTED = {
    HEADING_IN_FRONT: [
        "一、清理河道",
        "  （一）打捞漂浮物。 | 市水务局负责",
        "二、美化道路、修复护栏",
        "  （二）补种行道树，做到不断带。 | 市林业局负责",
    ],
    DIGITS_BEHIND_UNITS: [
        "  1.打捞漂浮物。 | 市水务局负责 市城管局负责",
        "  2.拆除违章建筑。 | 市城管局负责",
        "  3.修复护栏。 | 市住建局负责",
    ],
    BELOW_A_MEASURE: [
        "  （一）健全护河制度，明确责任。 | 市水务局负责",
        "（一）健全护河制度，明确责任",
        "  1．制定办法。 | 市水务局负责",
        "  2．公布电话。 | 市城管局负责",
    ],
}


@pytest.mark.parametrize("text", PARTED, ids=["标题在前", "单位之后的数字", "措施之下"])
def test_items_are_parted_at_other_numbers_too(text: str) -> None:
    assert outline(a_draft(a_text(text))) == PARTED[text]


def test_items_in_digits_that_share_one_bracket_stay_together() -> None:
    text = "（一）健全护河制度。1.制定巡查办法；2.公布举报电话；3.开展业务培训，提高队伍素质。（市水务局负责）"
    assert len(a_draft(a_text(text)).measures) == 1


def test_what_stands_behind_the_last_bracket_of_a_run_on_text_closes_the_plan() -> None:
    closing = "各镇、各部门要抓好落实，年底前报市政府。云河市人民政府2026年3月1日（此件公开发布）"
    draft = a_draft(a_text(RUN_ON + closing))
    assert outline(draft)[-1] == "  （二）修剪草坪。 | 市林业局负责"
    assert draft.measures[-1].deadline is None


def test_words_behind_a_bracket_are_kept_where_the_other_items_have_none() -> None:
    text = "一、打捞漂浮物，做到日产日清。二、拆除违章建筑（市城管局负责），并在当年公布结果，接受监督。"
    assert a_draft(a_text(f"云河市清洁方案\n{text}")).measures[-1].text.endswith("接受监督。")


@pytest.mark.parametrize("units", ["（市林业局负责）", "由市林业局负责。", "落实到人。"])
@pytest.mark.parametrize(
    "closing",
    [
        "附件：1.河道名录 2.河长名单 云河市水务局 2026年3月5日",
        "　附件：河道名录",
        " 云河市水务局 2026年3月5日",
        "（此件公开发布）云河市人民政府办公室　2026年3月5日印发",
    ],
)
def test_the_end_of_a_text_on_one_line_is_no_part_of_its_last_item(units: str, closing: str) -> None:
    text = "一、清理河道。（一）打捞漂浮物，做到日产日清。（市水务局负责）（二）拆除违建。（市城管局负责）"
    draft = a_draft(
        a_text(f"云河市护河方案\n{text}二、美化两岸。（一）修剪草坪。（市林业局负责）（二）补种灌木。{units}{closing}")
    )
    last = draft.measures[-1]
    assert last.text in ("补种灌木。", f"补种灌木。{units}")
    assert last.deadline is None


def test_paragraphs_on_one_line_are_parted_at_their_indents() -> None:
    paragraphs = [
        "云河市护河方案",
        "各镇：",
        "现就护河通知如下：",
        "一、严格落实责任",
        "各镇要高度重视，压实责任。",
        "（一）明确分工。落实河长。（市水务局负责）",
        "（二）开展巡河。（市城管局负责）",
        "二、强化保障",
        "（一）安排经费。（市财政局负责）",
        "附件：河长名单",
        "云河市水务局",
        "2026年3月5日",
    ]
    draft = a_draft(a_text("　　".join(paragraphs)))
    assert outline(draft) == [
        "一、严格落实责任",
        "  （一）明确分工。落实河长。 | 市水务局负责",
        "  （二）开展巡河。 | 市城管局负责",
        "二、强化保障",
        "  （一）安排经费。 | 市财政局负责",
    ]
    assert (draft.plan.title, str(draft.plan.issued)) == ("云河市护河方案", "2026-03-05")
    assert {place.line for place in draft.places} == {1}


def test_wide_gaps_within_a_line_part_no_paragraphs() -> None:
    text = "一、打捞漂浮物　　日产日清　　不留死角　　落实到人。（市水务局负责）\n二、拆除违建。（市城管局负责）"
    assert outline(a_draft(a_text(text)))[0] == "  一、打捞漂浮物　　日产日清　　不留死角　　落实到人。 | 市水务局负责"
