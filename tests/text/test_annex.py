"""Division-of-labour tables in a sheet: what every column, row and merged cell means."""

from datetime import date

import pytest

from ledger_app.domain.plan import Field, HeadingStyle
from ledger_app.domain.status import Status
from tests.text.tables import a_draft, a_grid, doubt_of, kinds, outline

TITLE = ["云河市清洁家园工作分工表"]
HEADER = ["序号", "工作内容", "", "落实单位"]


def usual(*rows: list[str], merges: str = "") -> object:
    """附件 and the title above 序号 | 工作内容 (two columns) | 落实单位; the first body row is 4."""
    return a_grid(["附件"], TITLE, HEADER, *rows, merges=f"A2:D2 B3:C3 {merges}")


def test_merged_headings_and_unit_cells() -> None:
    draft = a_draft(
        usual(
            ["一", "清理河道。", "打捞漂浮物。", "市水务局牵头,市城管局配合。"],
            ["", "", "拆除违章建筑。", "市城管局负责"],
            ["", "", "修复护栏。", ""],
            ["二", "美化道路。", "补种行道树。", "市林业局负责。"],
            merges="A4:A6 B4:B6 D5:D6",
        )
    )
    assert outline(draft) == [
        "一、清理河道。",
        "  打捞漂浮物。 | 市水务局牵头 市城管局配合",
        "  拆除违章建筑。 | 市城管局负责",
        "  修复护栏。 | 市城管局负责",
        "二、美化道路。",
        "  补种行道树。 | 市林业局负责",
    ]
    assert draft.plan.title == "云河市清洁家园工作分工表"
    assert [cell.text for cell in draft.unit_cells] == ["市水务局牵头,市城管局配合。", "市城管局负责", "市林业局负责。"]
    assert [(cover.measure_id, cover.unit_cell_id) for cover in draft.covers] == [(1, 1), (2, 2), (3, 2), (4, 3)]
    assert draft.doubts == ()


def test_the_layout_keeps_head_columns_and_places() -> None:
    draft = a_draft(usual(["一", "清理河道。", "打捞漂浮物。", "市水务局负责"]))
    layout = draft.plan.layout
    assert layout.fields == (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS)
    assert layout.heading_style is HeadingStyle.COLUMN
    assert layout.head_rows == 3
    assert [(cell.row, cell.column, cell.text, cell.columns) for cell in layout.head] == [
        (0, 0, "附件", 1),
        (1, 0, TITLE[0], 4),
        (2, 0, "序号", 1),
        (2, 1, "工作内容", 2),
        (2, 3, "落实单位", 1),
    ]
    assert [(place.part, place.line, place.start) for place in draft.places] == [("分工表", 4, 2)]
    assert [section.position for section in draft.sections] + [m.position for m in draft.measures] == [1024, 2048]


def test_a_blank_unit_cell_is_a_cell_of_its_own_and_takes_the_one_above() -> None:
    draft = a_draft(
        usual(
            ["一", "清理河道。", "打捞漂浮物。", "市水务局负责。"],
            ["", "", "拆除违章建筑。", ""],
            ["", "", "修复护栏。", "市城管局负责"],
            merges="A4:A6 B4:B6",
        )
    )
    assert outline(draft)[2] == "  拆除违章建筑。 | 市水务局负责*"
    assert [cell.text for cell in draft.unit_cells] == ["市水务局负责。", "", "市城管局负责"]
    doubt = doubt_of(draft, "UNIT_FROM_ABOVE")
    assert doubt.message == "第一类第2项没有写单位，按承上推定为“市水务局负责。”"
    assert doubt.measure_id == 2
    assert (doubt.proposal, doubt.alternatives) == ("市水务局负责。", ("市城管局负责",))


def test_the_first_row_of_a_heading_takes_the_one_below() -> None:
    draft = a_draft(
        usual(
            ["一", "清理河道。", "打捞漂浮物。", "市水务局负责。"],
            ["二", "美化道路。", "补种行道树。", ""],
            ["", "", "修剪草坪。", "市林业局负责"],
            merges="A5:A6 B5:B6",
        )
    )
    assert doubt_of(draft, "UNIT_FROM_BELOW").message == "第二类第1项没有写单位，按承下推定为“市林业局负责”。"


def test_no_unit_anywhere_near() -> None:
    draft = a_draft(usual(["一", "清理河道。", "打捞漂浮物。", ""], ["二", "美化道路。", "补种。", "市林业局负责"]))
    assert doubt_of(draft, "NO_UNIT").message == "第一类第1项没有写单位，上下行也推不出来。"


def test_pieces_of_a_page_break_are_joined() -> None:
    draft = a_draft(
        usual(
            ["一", "清理河道。", "打捞漂浮物。", "市水务局负责。"],
            ["", "", "拆除违章建筑。", "市城管局负责"],
            HEADER,
            ["一", "清理河道。（续）", "拆除违章建筑。（续）", "市城管局负责（续）"],
            ["", "", "修复护栏。", "市城管局负责(续)"],
            ["二", "美化道路。", "补种行道树。", "市林业局负责。"],
            ["", "美化道路。", "修剪草坪。", "市林业局负责。"],
            merges="A4:A5 B4:B5",
        )
    )
    assert outline(draft) == [
        "一、清理河道。",
        "  打捞漂浮物。 | 市水务局负责",
        "  拆除违章建筑。 | 市城管局负责",
        "  修复护栏。 | 市城管局负责",
        "二、美化道路。",
        "  补种行道树。 | 市林业局负责",
        "  修剪草坪。 | 市林业局负责",
    ]
    assert [cell.text for cell in draft.unit_cells] == [
        "市水务局负责。",
        "市城管局负责",
        "市林业局负责。",
        "市林业局负责。",
    ]
    assert [d.message for d in draft.doubts] == [
        "第一类的标题在第7行又印了一次，按跨页接续并入同一类。",
        "第二类的标题在第10行又印了一次，按跨页接续并入同一类。",
    ]


def test_the_same_title_under_another_number_is_another_heading() -> None:
    draft = a_draft(usual(["一", "清理。", "打捞。", "市水务局负责"], ["二", "清理。", "拆除。", "市城管局负责"]))
    assert [section.number for section in draft.sections] == ["一", "二"]


def test_headings_in_rows_of_the_content_column() -> None:
    draft = a_draft(
        a_grid(
            TITLE,
            ["序号", "工作内容", "责任单位"],
            ["一", "清理河道", ""],
            ["1", "打捞漂浮物。", "市水务局牵头，市城管局配合"],
            ["2", "修复护栏。", "市城管局"],
            ["二", "美化道路", ""],
            ["1", "补种行道树。", "市林业局"],
            merges="A1:C1",
        )
    )
    assert outline(draft) == [
        "一、清理河道",
        "  1打捞漂浮物。 | 市水务局牵头 市城管局配合",
        "  2修复护栏。 | 市城管局负责",
        "二、美化道路",
        "  1补种行道树。 | 市林业局负责",
    ]
    layout = draft.plan.layout
    assert (layout.heading_style, layout.heading_columns) == (HeadingStyle.ROW, (1, 1))
    assert layout.fields == (Field.NUMBER, Field.TEXT, Field.RESPONSIBLE)


def test_headings_in_rows_merged_across_and_notes_below() -> None:
    draft = a_draft(
        a_grid(
            TITLE,
            ["序号", "重点任务", "责任单位", "完成时限"],
            ["一、清理河道"],
            ["1", "打捞漂浮物。", "市水务局", "2026年6月底前"],
            ["（一）美化道路"],
            ["2", "补种行道树。", "市林业局", "长期坚持"],
            ["注：本表由市城管局解释。"],
            merges="A1:D1 A3:D3 A5:D5 A7:D7",
        )
    )
    assert outline(draft) == [
        "一、清理河道",
        "  1打捞漂浮物。 | 市水务局负责",
        "（一）美化道路",
        "  2补种行道树。 | 市林业局负责",
    ]
    assert draft.sections[1].parent_id == draft.sections[0].id
    assert draft.plan.layout.heading_columns == (0, 3)
    assert [(cell.row, cell.text, cell.columns) for cell in draft.plan.layout.foot] == [
        (0, "注：本表由市城管局解释。", 4)
    ]


def test_a_header_of_two_rows_with_lead_and_support_columns() -> None:
    draft = a_draft(
        a_grid(
            ["序号", "主要措施", "责任分工", "", "备注"],
            ["", "", "牵头单位", "配合单位", ""],
            ["1", "打捞漂浮物。", "市水务局", "市城管局、林业局", "甲"],
            ["2", "修复护栏。", "", "市城管局", ""],
            merges="A1:A2 B1:B2 C1:D1 E1:E2 C3:C4 E3:E4",
        )
    )
    assert outline(draft) == [
        "  1打捞漂浮物。 | 市水务局牵头 市城管局配合 市林业局配合",
        "  2修复护栏。 | 市水务局牵头 市城管局配合",
    ]
    assert draft.plan.layout.fields == (Field.NUMBER, Field.TEXT, Field.LEAD, Field.SUPPORT, Field.OTHER)
    assert draft.plan.layout.head_rows == 2
    assert [measure.cells for measure in draft.measures] == [("甲",), (None,)]
    assert [(cell.column, cell.text) for cell in draft.unit_cells] == [
        (2, "市水务局"),
        (3, "市城管局、林业局"),
        (3, "市城管局"),
    ]


def test_only_supporting_units_leave_the_lead_open() -> None:
    draft = a_draft(a_grid(["任务", "牵头单位", "配合单位"], ["补种。", "", "市林业局"], ["修剪。", "市林业局", ""]))
    assert doubt_of(draft, "NO_LEAD").message == "第1项只写了配合单位，没有牵头或负责单位。"


def test_deadlines_and_statuses_of_their_columns() -> None:
    draft = a_draft(
        a_grid(
            ["云河市2026年任务清单"],
            ["序号", "事项", "承办单位", "办结时限", "状态"],
            ["1", "补种行道树。", "市林业局", "年底前", "已完成"],
            ["2", "修剪草坪。", "市林业局", "2026年2月30日", "进行中"],
            ["3", "浇灌绿地。", "市林业局", "", ""],
            merges="A1:E1",
        )
    )
    days = [measure.deadline.last_day if measure.deadline else None for measure in draft.measures]
    assert days == [date(2026, 12, 31), None, None]
    assert [measure.status for measure in draft.measures] == [Status.DONE, Status.UNDER_WAY, Status.NOT_STARTED]
    assert [measure.cells for measure in draft.measures][1] == ("2026年2月30日", "进行中")
    assert draft.measures[1].deadline is not None
    assert draft.measures[1].deadline.phrase == "2026年2月30日"
    assert draft.measures[2].deadline is None
    assert doubt_of(draft, "DATE_UNREAD").message == "第2项的完成时限没有读懂：没有“2026年2月30日”这一天。"
    assert doubt_of(draft, "DATE_GUESSED").proposal == "2026-12-31"


def test_numbers_of_measures_beside_a_category() -> None:
    draft = a_draft(
        a_grid(
            ["序号", "类别", "具体措施", "责任部门"],
            ["1", "河道", "打捞漂浮物。", "市水务局"],
            ["2", "", "修复护栏。", "市城管局"],
            ["3", "道路", "补种行道树。", "市林业局"],
            merges="B2:B3",
        )
    )
    assert outline(draft) == [
        "河道",
        "  1打捞漂浮物。 | 市水务局负责",
        "  2修复护栏。 | 市城管局负责",
        "道路",
        "  3补种行道树。 | 市林业局负责",
    ]
    assert draft.plan.layout.fields[0] is Field.NUMBER


def test_a_category_printed_in_every_row_is_one_heading() -> None:
    draft = a_draft(
        a_grid(
            ["序号", "类别", "具体措施", "责任部门"],
            ["1", "河道", "打捞漂浮物。", "市水务局"],
            ["2", "河道", "修复护栏。", "市城管局"],
        )
    )
    assert outline(draft) == ["河道", "  1打捞漂浮物。 | 市水务局负责", "  2修复护栏。 | 市城管局负责"]
    assert kinds(draft) == []


def test_two_levels_of_headings() -> None:
    draft = a_draft(
        a_grid(
            ["序号", "一级任务", "工作任务", "主要措施", "责任单位"],
            ["一", "城建", "道路", "补种行道树。", "市林业局"],
            ["", "", "", "修剪草坪。", "市林业局"],
            ["", "", "桥梁", "修复护栏。", "市城管局"],
            ["二", "民生", "学校", "新建校舍。", "市教育局"],
            merges="A2:A4 B2:B4 C2:C3",
        )
    )
    parents = {section.title: section.parent_id for section in draft.sections}
    assert parents == {"城建": None, "道路": 1, "桥梁": 1, "民生": None, "学校": 4}


def test_a_row_over_all_columns_stands_above_the_headings() -> None:
    draft = a_draft(
        a_grid(
            TITLE,
            ["序号", "项目", "工作内容", "责任单位"],
            ["第一部分 城区"],
            ["一", "道路", "补种行道树。", "市林业局"],
            ["第二部分 乡村"],
            ["二", "道路", "修剪草坪。", "市林业局"],
            merges="A1:D1 A3:D3 A5:D5",
        )
    )
    assert [(s.title, s.parent_id) for s in draft.sections] == [
        ("城区", None),
        ("道路", 1),
        ("乡村", None),
        ("道路", 3),
    ]


def test_a_table_without_header_words() -> None:
    draft = a_draft(
        a_grid(["1", "打捞河面漂浮物。", "市水务局牵头，市城管局配合"], ["2", "补种行道树。", "市林业局负责"])
    )
    assert outline(draft) == ["  1打捞河面漂浮物。 | 市水务局牵头 市城管局配合", "  2补种行道树。 | 市林业局负责"]
    assert draft.plan.title == "云河市方案"


def test_numbers_within_the_text_are_the_measures_own() -> None:
    draft = a_draft(a_grid(["任务", "责任部门"], ["1.补种行道树。", "市林业局"], ["2.修剪草坪。", "市林业局"]))
    assert [(m.number, m.text) for m in draft.measures] == [("1.", "补种行道树。"), ("2.", "修剪草坪。")]


def test_blank_rows_and_sums_are_no_measures() -> None:
    draft = a_draft(
        a_grid(
            ["序号", "任务", "责任单位"],
            ["1", "补种。", "市林业局"],
            ["", "", ""],
            ["2", "修剪。", "市林业局"],
            ["合计", "2项", ""],
        )
    )
    assert len(draft.measures) == 2
    assert doubt_of(draft, "LAYOUT").message == "工作表“分工表”第3行是空行或合计行，没有作为措施读入。"
    assert [cell.text for cell in draft.plan.layout.foot] == ["合计", "2项"]


def test_text_stays_as_printed() -> None:
    text = " 打捞\n漂浮物 。"
    draft = a_draft(usual(["一", "清理\n河道。", text, " 市水务局负责 "]))
    assert draft.measures[0].text == text
    assert draft.sections[0].title == "清理\n河道。"
    assert draft.unit_cells[0].text == " 市水务局负责 "


def test_units_of_one_name_are_one_unit_by_its_first_spelling() -> None:
    draft = a_draft(
        a_grid(["任务", "责任单位"], ["补种。", "市林業局、各区（县）政府"], ["修剪。", "市林业局、各区(县)政府"])
    )
    assert [(unit.name, unit.collective) for unit in draft.units] == [("市林業局", False), ("各区（县）政府", True)]


def test_facts_above_the_table() -> None:
    draft = a_draft(
        a_grid(
            ["附件1"],
            ["云河市人民政府办公室"],
            ["云府办〔2026〕12号"],
            ["2026年3月5日"],
            TITLE,
            ["序号", "任务", "责任单位"],
            ["1", "年底前补种行道树。", "市林业局"],
            merges="A1:C1 A2:C2 A3:C3 A4:C4 A5:C5",
        )
    )
    plan = draft.plan
    assert (plan.doc_number, plan.issuer, plan.issued) == (
        "云府办〔2026〕12号",
        "云河市人民政府办公室",
        date(2026, 3, 5),
    )
    assert plan.title == "云河市清洁家园工作分工表"
    assert draft.measures[0].deadline is not None
    assert draft.measures[0].deadline.last_day == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("labels", "fields"),
    [
        (["编号", "任务事项", "牵头单位", "协办单位"], [Field.NUMBER, Field.TEXT, Field.LEAD, Field.SUPPORT]),
        (["序 号", "备 忘 录 工 作 内 容", "工作落实单位"], [Field.NUMBER, Field.TEXT, Field.UNITS]),
        (["序号", "重点工作", "负责部门", "时间进度"], [Field.NUMBER, Field.TEXT, Field.RESPONSIBLE, Field.DEADLINE]),
        (["任务", "牵头领导", "责任单位", "进展情况"], [Field.TEXT, Field.OTHER, Field.RESPONSIBLE, Field.PROGRESS]),
        (["序号", "工作任务", "牵头（责任）单位", "责任人"], [Field.NUMBER, Field.TEXT, Field.LEAD, Field.OTHER]),
        (["序号", "工作举措", "牵头及配合单位", "备注"], [Field.NUMBER, Field.TEXT, Field.UNITS, Field.OTHER]),
    ],
)
def test_header_words_of_many_offices(labels: list[str], fields: list[Field]) -> None:
    draft = a_draft(a_grid(labels, ["补种。" if field is Field.TEXT else "市林业局" for field in fields]))
    assert list(draft.plan.layout.fields) == fields
