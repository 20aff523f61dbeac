"""Blocks of labelled lines, one for each problem."""

from tests.text.tables import a_draft, a_grid, a_text, due, outline

FRAMED = """【4月2日 问题一】
【点位名称】西环路工地
【所属区域】城北街道
【主管单位】市住建局
【存在问题】
裸土未覆盖。
【整改要求】
及时覆盖防尘网，
每日洒水。
【整改期限】2026年4月15日
请到场核查。
【4月2日 问题二】
【点位名称】北门料场
【主管单位】市工信局、城北街道
【存在问题】喷淋停用。
【整改要求】恢复喷淋。
【整改期限】立行立改"""

COLONS = """云河市河道问题整改公示
问题：水面漂浮物多。
整改措施：每日清捞，
增设拦污网。
责任单位：市水务局
整改时限：2026年6月底
问题：护栏缺失。
整改措施：补装护栏。
责任单位：市住建局
配合单位：市财政局
整改时限：2026年8月底"""


def test_framed_labels_with_their_text_beside_or_below() -> None:
    draft = a_draft(a_text(FRAMED))
    assert outline(draft) == [
        "裸土未覆盖。",
        "  及时覆盖防尘网，\n每日洒水。 | 市住建局牵头",
        "喷淋停用。",
        "  恢复喷淋。 | 市工信局牵头 城北街道牵头",
    ]
    assert [m.deadline and m.deadline.phrase for m in draft.measures] == ["2026年4月15日", "立行立改"]
    assert [(place.line, place.part) for place in draft.places] == [(7, "正文"), (16, "正文")]


def test_a_single_framed_block() -> None:
    draft = a_draft(a_text("\n".join(FRAMED.split("\n")[:10])))
    assert outline(draft) == ["裸土未覆盖。", "  及时覆盖防尘网，\n每日洒水。 | 市住建局牵头"]


def test_labels_with_colons_in_several_blocks() -> None:
    draft = a_draft(a_text(COLONS))
    assert outline(draft) == [
        "水面漂浮物多。",
        "  每日清捞，\n增设拦污网。 | 市水务局负责",
        "护栏缺失。",
        "  补装护栏。 | 市住建局负责 市财政局配合",
    ]
    assert due(draft) == ["2026-06-30", "2026-08-31"]


def test_labels_below_numbered_items_stay_prose() -> None:
    text = "1、关于漂浮物问题。\n整改措施：每日清捞。\n责任单位：市水务局\n整改时限：2026年6月底\n"
    text += "2、关于护栏问题。\n整改措施：补装护栏。\n责任单位：市住建局\n整改时限：2026年8月底"
    draft = a_draft(a_text(text))
    assert [measure.number for measure in draft.measures] == ["1、", "2、"]


def test_what_is_to_be_done_may_stand_right_of_the_units() -> None:
    header = ["序号", "存在问题", "责任单位", "整改措施", "整改时限"]
    row = ["1", "水面漂浮物多", "市水务局", "每日清捞。", "2026年6月底"]
    assert outline(a_draft(a_grid(header, row))) == ["1、水面漂浮物多", "  每日清捞。 | 市水务局负责"]
