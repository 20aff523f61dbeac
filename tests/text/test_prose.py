"""Plans in running text with the units in brackets."""

from datetime import date

import pytest

from ledger_app.domain.errors import UserError
from ledger_app.domain.plan import Field
from ledger_app.text.understand import part_names, understand
from tests.text.tables import a_document, a_draft, a_text, doubt_of, kinds, outline

PLAN = """云河市清洁家园三年行动计划（2026—2028年）
云府办〔2026〕3号
为改善城乡环境，制定本计划。
一、清理河道
（一）打捞漂浮物。做到日产日清，到2027年覆盖全部河段。（市水务局牵头会市城管局、林业局等单位负责）
（二）拆除违章建筑（含棚架）。（市城管局负责）。
二、美化道路
（三）补种行道树。（市林業局、城管局負責）
（四）修剪草坪。年内完成城区部分。
云河市人民政府办公室
2026年2月10日"""


def test_measures_end_in_the_bracket_of_their_units() -> None:
    draft = a_draft(a_text(PLAN))
    assert outline(draft) == [
        "一、清理河道",
        "  （一）打捞漂浮物。做到日产日清，到2027年覆盖全部河段。 | 市水务局牵头 市城管局配合 市林业局配合",
        "  （二）拆除违章建筑（含棚架）。 | 市城管局负责",
        "二、美化道路",
        "  （三）补种行道树。 | 市林业局负责 市城管局负责",
        "  （四）修剪草坪。年内完成城区部分。 | ",
    ]
    assert [cell.text for cell in draft.unit_cells] == [
        "市水务局牵头会市城管局、林业局等单位负责",
        "市城管局负责",
        "市林業局、城管局負責",
        "—",
    ]


def test_title_number_date_and_deadlines() -> None:
    draft = a_draft(a_text(PLAN))
    plan = draft.plan
    assert plan.title == "云河市清洁家园三年行动计划（2026—2028年）"
    assert (plan.doc_number, plan.issuer, plan.issued) == (
        "云府办〔2026〕3号",
        "云河市人民政府办公室",
        date(2026, 2, 10),
    )
    days = [measure.deadline.last_day if measure.deadline else None for measure in draft.measures]
    assert days == [date(2027, 12, 31), None, None, date(2026, 12, 31)]


def test_its_doubts_name_the_row() -> None:
    draft = a_draft(a_text(PLAN))
    assert [doubt.message for doubt in draft.doubts] == [
        "第一类（一）的单位以“等”结尾，名单没有列全。",
        "第二类（四）没有写单位。",
        "第二类（四）的时限“年内”推定为2026-12-31：按文件印发年份2026年推定，计到年底。",
    ]


def test_the_standard_layout_is_given() -> None:
    head = a_draft(a_text(PLAN)).plan.layout.head
    assert [(cell.row, cell.column, cell.text, cell.columns) for cell in head] == [
        (0, 0, "附件", 1),
        (1, 0, "云河市清洁家园三年行动计划（2026—2028年）", 5),
        (2, 0, "序号", 1),
        (2, 1, "工作类别", 1),
        (2, 2, "编号", 1),
        (2, 3, "工作内容", 1),
        (2, 4, "工作落实单位", 1),
    ]


def test_measures_without_numbers_get_the_layout_without_their_column() -> None:
    layout = a_draft(a_text("一、河道整治\n打捞漂浮物，每天清运。（市水务局负责）")).plan.layout
    assert [cell.text for cell in layout.head][2:] == ["序号", "工作内容", "工作落实单位"]
    assert layout.fields == (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS)


def test_places_are_paragraphs_and_characters() -> None:
    draft = a_draft(a_text(PLAN))
    place = draft.places[0]
    line = PLAN.split("\n")[place.line - 1]
    assert line[place.start : place.end].startswith("（一）打捞漂浮物。")


def test_a_text_printed_twice_is_read_once_and_stands_in_two_places() -> None:
    body = PLAN.split("\n")[3:9]
    draft = a_draft(a_text("\n".join([PLAN.split("\n")[0], *body, *body])))
    assert len(draft.measures) == 4
    assert [(place.measure_id, place.line) for place in draft.places][:2] == [(1, 3), (1, 9)]
    assert doubt_of(draft, "TEXT_REPEATED").message == "正文重复印了两遍，只读入第2至7段，第8至13段是重复的。"


def test_an_encyclopedias_header_is_not_the_plan() -> None:
    header = "《關於印發<云河市清潔家園計畫>的通知》是省政府印發的一份檔案。\n基本介紹\n- 文號:國發〔2012〕9號\n"
    draft = a_draft(a_text(header + "云河市清潔家園行動計畫\n一、清理河道\n(一)打撈漂浮物。(市水務局負責)"))
    assert draft.plan.title == "云河市清潔家園行動計畫"
    assert draft.plan.doc_number is None
    assert draft.measures[0].text == "打撈漂浮物。"
    assert draft.plan.layout.head[-1].text == "工作落實單位"


def test_units_in_a_heading_cover_what_stands_below_it() -> None:
    river = "（一）河道整治（区水务局牵头负责、区城管局配合）\n1、打捞漂浮物。每天清运。\n2、拆除违章建筑。\n"
    text = f"{river}（二）道路整治（区城管局负责）\n1、补种行道树。"
    draft = a_draft(a_text(text))
    assert [line for line in outline(draft) if line.startswith("  ")] == [
        "  1、打捞漂浮物。每天清运。 | 区水务局牵头 区城管局配合",
        "  2、拆除违章建筑。 | 区水务局牵头 区城管局配合",
        "  1、补种行道树。 | 区城管局负责",
    ]
    assert len(draft.unit_cells) == 2
    assert kinds(draft) == []


def test_a_bracket_on_a_line_of_its_own_covers_the_measures_before_it() -> None:
    covered = "1.打捞漂浮物。每天清运。\n2.拆除违章建筑。限期完成。\n（市水务局牵头，市城管局配合）\n"
    text = f"一、河道整治\n{covered}3.修复护栏。（市城管局负责）"
    draft = a_draft(a_text(text))
    covers = [cover.unit_cell_id for cover in draft.covers]
    assert covers[0] == covers[1] != covers[2]
    assert kinds(draft) == []


def test_paragraphs_without_numbers_are_measures_by_their_bracket() -> None:
    draft = a_draft(a_text("一、河道整治\n打捞漂浮物，每天清运。（市水务局负责）\n其余事项另行通知。"))
    assert outline(draft) == ["一、河道整治", "  打捞漂浮物，每天清运。 | 市水务局负责"]


@pytest.mark.parametrize("text", ["", "各位同事：\n大家好。", "一、指导思想\n二、工作目标", "序号\n工作内容\n落实单位"])
def test_nothing_found_is_said_with_the_files_name(text: str) -> None:
    with pytest.raises(UserError, match=r"“云河市方案\.txt”中未识别到措施"):
        understand(a_document(a_text(text), name="云河市方案.txt"))


def test_a_table_comes_before_the_prose_and_a_part_may_be_chosen() -> None:
    text = PLAN + "\n附件：云河市清洁家园工作分工表\n序号\n工作内容\n落实单位\n一\n清理。\n打捞。\n市水务局负责。"
    document = a_document(a_text(text))
    assert part_names(document) == ("云河市清洁家园工作分工表", "云河市清洁家园三年行动计划（2026—2028年）")
    assert len(understand(document).measures) == 1
    assert len(understand(document, 1).measures) == 4
    with pytest.raises(UserError, match="只有2个可以读的部分，没有第3个"):
        understand(document, 2)


def test_source_name_and_hash_are_the_documents() -> None:
    plan = a_draft(a_text(PLAN), name="计划.txt").plan
    assert (plan.source_name, plan.source_hash) == ("计划.txt", "0" * 64)
