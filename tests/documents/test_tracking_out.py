from dataclasses import replace
from datetime import date

import pytest

from ledger_app.documents.sheet import Sheet, Style, sheet_grid
from ledger_app.documents.tracking_out import lay_out_tracking
from ledger_app.documents.workbook_out import write_workbook
from ledger_app.domain.deadline import Deadline
from ledger_app.domain.measure import Doubt, DoubtKind, Progress
from ledger_app.domain.plan import Field, HeadingStyle, PrintedCell
from ledger_app.domain.row import Annex, MeasureRow
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from tests.documents.annex_maker import AnnexMaker, a_layout, a_unit_cell, bare

TODAY = date(2026, 11, 3)


def table(annex: Annex) -> list[list[str]]:
    """Header and body as text."""
    return [list(row) for row in sheet_grid(lay_out_tracking(annex, TODAY)).cells][2:]


def column(annex: Annex, title: str) -> list[str]:
    header, *rows = table(annex)
    return [row[header.index(title)] for row in rows]


def a_plan() -> AnnexMaker:
    return AnnexMaker(a_layout()).section("一", "改造老旧管网。")


def test_the_columns_of_the_annex_come_first_and_merged_as_there():
    cell = a_unit_cell("市住建局牵头，市财政局配合。")
    lead, support = ("市住建局", Role.LEAD), ("市财政局", Role.SUPPORT)
    annex = a_plan().measure("摸底。", cell, assigned=(lead, support)).measure("施工。", cell, assigned=(lead,)).annex()
    assert table(annex) == [
        ["序号", "工作内容", "", "落实单位", "牵头单位", "配合单位", "完成时限", "状态", "灯", "进展情况"],
        ["一", "改造老旧管网。", "摸底。", cell.text, "市住建局", "市财政局", "", "未启动", "灰", ""],
        ["", "", "施工。", "", "市住建局", "", "", "未启动", "灰", ""],
    ]
    merges = {(m.top, m.left, m.bottom, m.right) for m in sheet_grid(lay_out_tracking(annex, TODAY)).merges}
    assert merges == {(0, 0, 0, 9), (1, 0, 1, 9), (2, 1, 2, 2), (3, 0, 4, 0), (3, 1, 4, 1), (3, 3, 4, 3)}


def test_the_summary_counts_what_is_done_and_what_is_late():
    late = Deadline(phrase="2026年10月底前", last_day=date(2026, 10, 31), how="月底")
    annex = a_plan().measure("甲", deadline=late).measure("乙", status=Status.CLOSED).measure("丙").annex()
    cells = sheet_grid(lay_out_tracking(annex, TODAY)).cells
    assert cells[0][0] == "云河市清洁取暖三年行动"
    assert cells[1][0] == "任务跟踪台账　截至2026年11月3日　共3项，已完成1项，逾期1项"


def test_who_is_responsible_stands_in_the_lead_column_where_nobody_leads():
    maker = a_plan().measure("甲", assigned=(("市住建局", Role.LEAD),))
    annex = maker.measure("乙", assigned=(("市财政局", Role.RESPONSIBLE), ("市教育局", Role.RESPONSIBLE))).annex()
    assert column(annex, "牵头（责任）单位") == ["市住建局", "市财政局、市教育局"]


def test_where_a_measure_has_both_the_responsible_units_get_their_own_column():
    maker = a_plan().measure("甲", assigned=(("市住建局", Role.LEAD), ("市财政局", Role.RESPONSIBLE)))
    annex = maker.measure("乙", assigned=(("市教育局", Role.RESPONSIBLE),)).annex()
    assert column(annex, "牵头单位") == ["市住建局", ""]
    assert column(annex, "责任单位") == ["市财政局", "市教育局"]


def test_a_unit_taken_from_another_row_says_so_until_the_clerk_confirms_it():
    annex = a_plan().measure("甲", assigned=(("市住建局", Role.LEAD),)).annex()
    row = annex.lines[-1]
    assert isinstance(row, MeasureRow)
    doubt = Doubt(id=1, kind=DoubtKind.UNIT_FROM_ABOVE, plan_id=1, message="承上")
    inherited = replace(row, assigned=(replace(row.assigned[0], inherited=True),))
    assert column(replace(annex, lines=(inherited,)), "牵头单位") == ["市住建局"]
    assert column(replace(annex, lines=(replace(inherited, doubts=(doubt,)),)), "牵头单位") == ["市住建局（推定）"]


@pytest.mark.parametrize(
    ("deadline", "shown"),
    [
        (None, ""),
        (Deadline(phrase="长期坚持", last_day=None), "长期坚持"),
        (Deadline(phrase="2026年12月31日", last_day=date(2026, 12, 31)), "2026年12月31日"),
        (Deadline(phrase="年内", last_day=date(2026, 12, 31), how="文件当年"), "年内\n2026-12-31"),
    ],
)
def test_a_deadline_is_its_phrase_and_the_day_that_follows_from_it(deadline, shown):
    assert column(a_plan().measure("甲", deadline=deadline).annex(), "完成时限") == [shown]


def test_progress_is_the_newest_entry_with_its_day():
    annex = a_plan().measure("甲").annex()
    entry = Progress(
        id=1,
        measure_id=1,
        on=date(2026, 10, 8),
        done="已完成摸底",
        problems="资金未到位",
        next_steps="十一月开工",
        percent=40,
    )
    row = replace(annex.lines[-1], progress=entry)
    shown = column(replace(annex, lines=(row,)), "进展情况")
    assert shown == ["2026-10-08（40%）\n已完成摸底\n存在问题：资金未到位\n下步措施：十一月开工"]


def test_the_lamp_is_a_word_and_a_colour():
    late = Deadline(phrase="2026年10月31日", last_day=date(2026, 10, 31))
    annex = a_plan().measure("甲", deadline=late).measure("乙", status=Status.DONE).annex()
    lamps = [(c.text, c.style) for c in lay_out_tracking(annex, TODAY).cells if c.style.name.startswith("LAMP")]
    assert lamps == [("红", Style.LAMP_RED), ("绿", Style.LAMP_GREEN)]
    assert column(annex, "状态") == ["未启动", "已完成(待核)"]


def test_annex_columns_that_the_added_ones_show_anew_are_left_out():
    fields = (Field.NUMBER, Field.LEAD, Field.TEXT, Field.DEADLINE, Field.OTHER)
    words = ("序号", "牵头单位", "任务", "时限", "备注")
    head = tuple(PrintedCell(row=0, column=i, text=word) for i, word in enumerate(words))
    layout = a_layout(fields, style=HeadingStyle.ROW, head=head, head_rows=1, heading_columns=(0, 4))
    maker = AnnexMaker(layout).section("一、", "改造。")
    lead = a_unit_cell("市住建局", 1)
    annex = maker.measure("甲", lead, number="1", cells=("年底", "重点"), assigned=(("市住建局", Role.LEAD),)).annex()
    assert table(annex) == [
        ["序号", "任务", "备注", "牵头单位", "配合单位", "完成时限", "状态", "灯", "进展情况"],
        ["一、改造。", "", "", "", "", "", "", "", ""],
        ["1", "甲", "重点", "市住建局", "", "", "未启动", "灰", ""],
    ]


def test_without_header_words_the_columns_get_their_usual_ones():
    annex = AnnexMaker(bare((Field.NUMBER, Field.TEXT, Field.UNITS), HeadingStyle.NONE)).measure("甲").annex()
    assert table(annex)[0][:3] == ["序号", "工作内容", "落实单位"]


def test_it_is_written_for_paper_with_the_header_on_every_page(tmp_path):
    maker = a_plan()
    for _ in range(60):
        maker.measure("逐户建立取暖方式台账。" * 5, progress="已走访二百户。")
    sheet = lay_out_tracking(maker.annex(), TODAY)
    assert isinstance(sheet, Sheet)
    assert (sheet.repeat_rows, sheet.freeze) == ((2, 2), (3, 0))
    assert len(sheet.breaks) > 3
    assert sum(sheet.widths) <= 124
    assert write_workbook(tmp_path / "a.xlsx", [sheet]).measures == 60
