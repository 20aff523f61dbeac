import pytest
from python_calamine import CalamineWorkbook

from ledger_app.documents.annex_out import lay_out_annex, lay_out_annex_print
from ledger_app.documents.sheet import Sheet, Style, sheet_grid
from ledger_app.documents.workbook_out import write_workbook
from ledger_app.domain.plan import Field, HeadingStyle, Layout, PrintedCell
from ledger_app.domain.row import Annex
from tests.documents.annex_maker import COLUMNS, AnnexMaker, a_layout, a_small_annex, a_unit_cell, bare


def texts(sheet: Sheet) -> list[list[str]]:
    return [list(row) for row in sheet_grid(sheet).cells]


def merges(sheet: Sheet) -> set[tuple[int, int, int, int]]:
    return {(m.top, m.left, m.bottom, m.right) for m in sheet_grid(sheet).merges}


def test_headings_and_unit_cells_are_merged_over_the_rows_they_cover():
    sheet = lay_out_annex(a_small_annex())
    assert texts(sheet) == [
        ["附件", "", "", ""],
        ["云河市清洁取暖工作分工表", "", "", ""],
        ["序号", "工作内容", "", "落实单位"],
        ["一", "改造老旧管网。", "摸清管网底数。", "市住建局牵头，市财政局配合。"],
        ["", "", "分片实施改造。", ""],
        ["", "", "建立巡检台账。", "市住建局牵头，市财政局配合。"],
        ["二", "推广清洁能源。", "安排补贴资金。", "市财政局负责"],
    ]
    assert merges(sheet) == {(1, 0, 1, 3), (2, 1, 2, 2), (3, 0, 5, 0), (3, 1, 5, 1), (3, 3, 4, 3)}
    assert sheet.measures == 4


def test_headings_that_were_not_merged_stand_in_their_first_row_only():
    maker = AnnexMaker(bare(COLUMNS, HeadingStyle.COLUMN, merged=False))
    maker.section("一", "改造。").measure("甲").measure("乙").section("二", "推广。").measure("丙")
    sheet = lay_out_annex(maker.annex())
    assert [row[:2] for row in texts(sheet)] == [["一", "改造。"], ["", ""], ["二", "推广。"]]
    assert merges(sheet) == set()


def test_without_a_number_column_the_number_is_printed_with_the_heading_and_the_measure():
    maker = AnnexMaker(bare((Field.HEADING, Field.TEXT), HeadingStyle.COLUMN))
    maker.section("一", "改造。").measure("摸底。", number="1.").measure("施工。", number="2")
    assert texts(lay_out_annex(maker.annex())) == [["一、改造。", "1.摸底。"], ["", "2、施工。"]]


def test_nested_headings_take_one_column_each_with_their_number_columns():
    fields = (Field.SECTION_NUMBER, Field.HEADING, Field.SECTION_NUMBER, Field.HEADING, Field.TEXT)
    maker = AnnexMaker(bare(fields, HeadingStyle.COLUMN))
    maker.section("一", "城区").section("1", "管网", 1).measure("甲").measure("乙").section("2", "热源", 1).measure(
        "丙"
    )
    sheet = lay_out_annex(maker.annex())
    assert texts(sheet) == [
        ["一", "城区", "1", "管网", "甲"],
        ["", "", "", "", "乙"],
        ["", "", "2", "热源", "丙"],
    ]
    assert merges(sheet) == {(0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 1, 2), (0, 3, 1, 3)}


def test_levels_without_a_column_of_their_own_stand_in_rows_above():
    maker = AnnexMaker(bare(COLUMNS, HeadingStyle.COLUMN))
    maker.section("第一部分", "城区").section("1", "管网", 1).measure("甲").section("第二部分", "乡镇").measure("乙")
    sheet = lay_out_annex(maker.annex())
    assert texts(sheet) == [
        ["第一部分、城区", "", "", ""],
        ["1", "管网", "甲", ""],
        ["第二部分、乡镇", "", "", ""],
        ["", "", "乙", ""],
    ]
    assert merges(sheet) == {(0, 0, 0, 3), (2, 0, 2, 3)}


def test_a_heading_of_nothing_is_not_lost():
    maker = AnnexMaker(bare(COLUMNS, HeadingStyle.COLUMN))
    maker.section("一", "暂无措施。").section("二", "推广。").measure("甲")
    assert texts(lay_out_annex(maker.annex())) == [["一", "暂无措施。", "", ""], ["二", "推广。", "甲", ""]]


def test_heading_rows_put_their_number_left_of_the_merged_title():
    fields = (Field.NUMBER, Field.TEXT, Field.UNITS)
    maker = AnnexMaker(bare(fields, HeadingStyle.ROW, heading_columns=(1, 2)))
    maker.section("一", "改造。").measure("摸底。", a_unit_cell("市住建局", 2), number="1")
    sheet = lay_out_annex(maker.annex())
    assert texts(sheet) == [["一", "改造。", ""], ["1", "摸底。", "市住建局"]]
    assert merges(sheet) == {(0, 1, 0, 2)}


def test_heading_rows_from_the_first_column_carry_number_and_title_together():
    fields = (Field.NUMBER, Field.TEXT, Field.UNITS)
    maker = AnnexMaker(bare(fields, HeadingStyle.ROW, heading_columns=(0, 2)))
    maker.section("一、", "改造。").section("（一）", "管网", 1).measure("摸底。", number="1")
    sheet = lay_out_annex(maker.annex())
    assert texts(sheet) == [["一、改造。", "", ""], ["（一）管网", "", ""], ["1", "摸底。", ""]]
    assert merges(sheet) == {(0, 0, 0, 2), (1, 0, 1, 2)}


@pytest.mark.parametrize(
    ("heading_columns", "expected"),
    [((0, 0), {(0, 1, 2, 1)}), ((0, 1), {(1, 0, 1, 1)})],
    ids=["the heading leaves the unit column free", "the heading lies over it"],
)
def test_a_unit_cell_runs_past_a_heading_row_only_where_there_is_room(heading_columns, expected):
    cell = a_unit_cell("市住建局", 1)
    maker = AnnexMaker(bare((Field.TEXT, Field.UNITS), HeadingStyle.ROW, heading_columns=heading_columns))
    maker.measure("甲", cell).section("二", "改造。").measure("乙", cell)
    assert merges(lay_out_annex(maker.annex())) == expected


def test_further_columns_are_as_printed_and_none_means_merged_into_the_cell_above():
    fields = (Field.TEXT, Field.DEADLINE, Field.UNITS, Field.OTHER)
    maker = AnnexMaker(bare(fields, HeadingStyle.NONE))
    maker.measure("甲", cells=("年底前", "市级")).measure("乙", cells=(None, "")).measure("丙", cells=("年底前",))
    sheet = lay_out_annex(maker.annex())
    assert texts(sheet) == [["甲", "年底前", "", "市级"], ["乙", "", "", ""], ["丙", "年底前", "", ""]]
    assert merges(sheet) == {(0, 1, 1, 1)}


def test_each_unit_column_prints_its_own_cell():
    fields = (Field.TEXT, Field.LEAD, Field.SUPPORT)
    support = a_unit_cell("市财政局", 2)
    maker = AnnexMaker(bare(fields, HeadingStyle.NONE))
    maker.measure("甲", a_unit_cell("市住建局", 1), support).measure("乙", support)
    sheet = lay_out_annex(maker.annex())
    assert texts(sheet) == [["甲", "市住建局", "市财政局"], ["乙", "", ""]]
    assert merges(sheet) == {(0, 2, 1, 2)}


def test_notes_under_the_table_come_back():
    foot = (PrintedCell(row=1, column=0, text="注：各区参照执行。", columns=2),)
    maker = AnnexMaker(bare((Field.TEXT, Field.UNITS), HeadingStyle.NONE, foot=foot, foot_rows=2))
    sheet = lay_out_annex(maker.measure("甲").annex())
    assert texts(sheet) == [["甲", ""], ["", ""], ["注：各区参照执行。", ""]]


TWO_ROW_HEADER = (
    PrintedCell(row=0, column=0, text="云河市任务表", columns=4),
    PrintedCell(row=1, column=0, text="序号", rows=2),
    PrintedCell(row=1, column=1, text="工作内容", columns=2),
    PrintedCell(row=1, column=3, text="单位", rows=2),
    PrintedCell(row=2, column=1, text="大类"),
    PrintedCell(row=2, column=2, text="措施"),
)


def test_a_header_of_two_rows_is_repeated_whole():
    maker = AnnexMaker(a_layout(head=TWO_ROW_HEADER, head_rows=3))
    assert lay_out_annex(maker.measure("甲").annex()).repeat_rows == (1, 2)


def test_an_unmerged_header_whose_gaps_are_filled_from_above_is_repeated_whole_with_closed_lines():
    head = (
        PrintedCell(row=0, column=0, text="云河市任务表", columns=4),
        PrintedCell(row=1, column=0, text="序号"),
        PrintedCell(row=1, column=1, text="工作内容", columns=2),
        PrintedCell(row=1, column=3, text="单位"),
        PrintedCell(row=2, column=1, text="大类"),
        PrintedCell(row=2, column=2, text="措施"),
    )
    sheet = lay_out_annex(AnnexMaker(a_layout(head=head)).measure("甲").annex())
    assert sheet.repeat_rows == (1, 2)
    assert {(c.row, c.column) for c in sheet.cells if c.style is Style.HEADER and not c.text} == {(2, 0), (2, 3)}


def test_title_label_and_header_are_told_apart():
    styles = {cell.text: cell.style for cell in lay_out_annex(a_small_annex()).cells}
    assert styles["附件"] is Style.LABEL
    assert styles["云河市清洁取暖工作分工表"] is Style.TITLE
    assert styles["工作内容"] is Style.HEADER


def test_the_widths_of_the_source_come_back_however_often_they_are_exported(tmp_path):
    from openpyxl import load_workbook

    layout = a_layout(widths=(6.0, 20.0, 70.0, 28.0))
    write_workbook(tmp_path / "a.xlsx", [lay_out_annex(AnnexMaker(layout).measure("甲").annex())])
    dimensions = load_workbook(tmp_path / "a.xlsx").active.column_dimensions
    assert [dimensions[letter].width for letter in "ABCD"] == [6.0, 20.0, 70.0, 28.0]


def test_on_paper_the_title_stretches_over_the_page_and_the_table_fills_it():
    head = (PrintedCell(row=0, column=0, text="云河市任务表"), PrintedCell(row=1, column=0, text="措施"))
    layout = bare((Field.TEXT, Field.UNITS), HeadingStyle.NONE)
    layout = a_layout(layout.fields, style=HeadingStyle.NONE, head=head, head_rows=2)
    sheet = lay_out_annex_print(AnnexMaker(layout).measure("甲").annex())
    assert sheet.cells[0].columns == 2
    assert 118 < sum(sheet.widths) <= 124
    assert not sheet.fit_width


def annex_of(rows: list[list[str]], spans: list[tuple[tuple[int, int], tuple[int, int]]]) -> Annex:
    """The real annex of document 000 by hand: two title rows, a header, then 序号, heading, measure, unit."""
    sizes = {start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in spans}
    head = tuple(
        PrintedCell(row=i, column=j, text=text, rows=sizes.get((i, j), (1, 1))[0], columns=sizes.get((i, j), (1, 1))[1])
        for i, row in enumerate(rows[:3])
        for j, text in enumerate(row)
        if text
    )
    maker = AnnexMaker(
        Layout(sheet="工作分工表", head=head, head_rows=3, fields=COLUMNS, heading_style=HeadingStyle.COLUMN)
    )
    cell = None
    for i, (number, heading, text, units) in enumerate(rows[3:], start=3):
        if number:
            maker.section(number, heading)
        covered = any(start[1] == 3 and start[0] < i <= end[0] for start, end in spans)
        cell = cell if covered else a_unit_cell(units)
        maker.measure(text, cell)
    return maker.annex()


def test_the_real_annex_comes_back_cell_for_cell_and_merge_for_merge(shared, tmp_path):
    source = CalamineWorkbook.from_path(shared / "intake" / "workbooks" / "000_annex.xlsx").get_sheet_by_index(0)
    rows = source.to_python(skip_empty_area=False)
    annex = annex_of(rows, source.merged_cell_ranges)
    written = write_workbook(tmp_path / "000.xlsx", [lay_out_annex(annex)])
    back = CalamineWorkbook.from_path(tmp_path / "000.xlsx").get_sheet_by_index(0)
    assert back.to_python(skip_empty_area=False) == rows
    assert sorted(back.merged_cell_ranges) == sorted(source.merged_cell_ranges)
    assert (written.measures, written.rows, written.merges) == (66, 69, 40)
