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


def test_a_heading_stands_in_front_of_its_first_item_whatever_its_number() -> None:
    river = "一、清理河道\n（一）打捞漂浮物。（市水务局负责）"
    text = f"云河市清洁方案\n{river}\n二、美化道路、修复护栏（二）补种行道树，做到不断带。（市林业局负责）"
    assert outline(a_draft(a_text(text))) == [
        "一、清理河道",
        "  （一）打捞漂浮物。 | 市水务局负责",
        "二、美化道路、修复护栏",
        "  （二）补种行道树，做到不断带。 | 市林业局负责",
    ]


def test_items_in_digits_are_parted_behind_their_units() -> None:
    text = (
        "1.打捞漂浮物。责任单位：市水务局、市城管局。2.拆除违章建筑。责任单位：市城管局。3.修复护栏。（市住建局负责）"
    )
    assert outline(a_draft(a_text(text))) == [
        "  1.打捞漂浮物。 | 市水务局负责 市城管局负责",
        "  2.拆除违章建筑。 | 市城管局负责",
        "  3.修复护栏。 | 市住建局负责",
    ]


def test_items_below_a_measure_with_units_are_parted() -> None:
    below = "1．制定办法。（市水务局负责）2．公布电话。（市城管局负责）"
    text = f"（一）健全护河制度，明确责任。（市水务局负责）具体措施：{below}"
    assert outline(a_draft(a_text(text))) == [
        "  （一）健全护河制度，明确责任。 | 市水务局负责",
        "（一）健全护河制度，明确责任",
        "  1．制定办法。 | 市水务局负责",
        "  2．公布电话。 | 市城管局负责",
    ]


def test_items_in_digits_that_share_one_bracket_stay_together() -> None:
    text = "（一）健全护河制度。1.制定巡查办法；2.公布举报电话；3.开展业务培训，提高队伍素质。（市水务局负责）"
    assert len(a_draft(a_text(text)).measures) == 1
