"""Cells copied in Excel or WPS and pasted over the list: told first, then one act."""

from dataclasses import replace
from datetime import date

import pytest
from makers import PLAN, TODAY, a_draft, a_ledger, a_review, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.plan import Field
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role, UnitCell
from ledger_app.ledger.paste import clipboard_grid, header_fields, preview_paste

FIELDS = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS, Field.DEADLINE, Field.STATUS, Field.PROGRESS)
CELLS = (("6月底前", "", ""), (None, "", ""), (None, "", ""), ("", "", ""), ("年底前", "未启动", "旧"))
HOUSING = "市住建局牵头,市财政局配合。"


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft(fields=FIELDS, cells=CELLS)) as opened:
        yield opened


def preview(ledger, lines, columns, *, first=0, last=None):
    at = ids_of(ledger)[first:last]
    return preview_paste(ledger.book, tuple(lines), at, columns, today=TODAY)


def pasted(ledger, plan):
    """Paste it; the file is sound, undo takes all back, redo does it again."""
    before = ledger.book.rows()
    change = ledger.paste(plan)
    after = ledger.book.rows()
    assert ledger.check() == ()
    ledger.undo()
    assert ledger.book.rows() == before
    ledger.redo()
    assert ledger.book.rows() == after
    return change


def test_each_cell_tells_what_it_says_now_and_what_it_would_say(ledger):
    columns = (Field.NUMBER, Field.TEXT, Field.DEADLINE, Field.STATUS)
    plan = preview(
        ledger, [("1", "改造小区15个。", "2026/12/31", "进行中"), ("", "加装电梯30部。", "", "未启动")], columns
    )
    assert [(cell.line, cell.column, cell.old, cell.new) for cell in plan.changes] == [
        (0, 0, "", "1"),
        (0, 1, "改造小区12个。", "改造小区15个。"),
        (0, 2, "", "2026/12/31"),
        (0, 3, "未启动", "进行中"),
    ]
    assert plan.same == 4
    assert (plan.refused, plan.added) == ((), ())
    assert ledger.book.rows()[0].measure.text == "改造小区12个。"  # a preview changes nothing
    pasted(ledger, plan)
    row = ledger.book.rows()[0]
    assert (row.measure.number, row.measure.text, row.last_day) == ("1", "改造小区15个。", date(2026, 12, 31))
    assert row.measure.status is Status.UNDER_WAY
    assert row.measure.cells[:2] == ("2026/12/31", "进行中")
    assert ledger.book.rows()[1].measure.cells == ("6月底前", "", "")  # the merged cell below goes on


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        (Field.TEXT, " ", "工作内容不能为空"),
        (Field.STATUS, "好了", "没有“好了”这种状态"),
        (Field.DEADLINE, "某年某月", "看不懂时限“某年某月”"),
        (Field.DEADLINE, "2026-02-30", "没有“2026-02-30”这一天"),
        (Field.UNITS, "由双方另行商定具体办法", "没有读出是哪个单位"),
        (Field.LEAD, "市水务局配合", "写了别的职责"),
        (Field.TEXT, "坏\ud800字", "不能保存的字符"),
    ],
)
def test_what_cannot_be_read_is_refused_and_the_rest_of_the_row_is_not(ledger, field, text, reason):
    plan = preview(ledger, [("9", text)], (Field.NUMBER, field))
    (refused,) = plan.refused
    assert reason in refused.reason
    assert (refused.line, refused.column, refused.field) == (0, 1, field)
    before = ledger.book.rows()[0]
    pasted(ledger, plan)
    after = ledger.book.rows()[0]
    assert after.measure == replace(before.measure, number="9")
    assert after.assigned == before.assigned


def test_empty_cells_clear_what_may_be_empty_and_leave_out_what_was_reported(ledger):
    first, *_ = ids_of(ledger)
    ledger.set_number(first, "1")
    ledger.set_deadline([first], "11月底前")
    ledger.add_progress(first, on=TODAY, done="做了")
    plan = preview(ledger, [("", "", "", ""), ("", "", "x", "")], (Field.NUMBER, Field.DEADLINE, None, Field.STATUS))
    assert plan.is_empty  # a blank line is skipped, the second row has nothing to clear
    plan = preview(ledger, [("", "", "x", "")], (Field.NUMBER, Field.DEADLINE, None, Field.PROGRESS))
    assert [cell.field for cell in plan.changes] == [Field.NUMBER, Field.DEADLINE]
    pasted(ledger, plan)
    assert (ledger.book.rows()[0].measure.number, ledger.book.rows()[0].measure.deadline) == (None, None)


def test_phrases_are_printed_as_pasted_and_a_merged_cell_is_parted_only_where_it_must(ledger):
    lines = [("市水务局牵头，市财政局配合",), ("市水务局牵头，市财政局配合",), (HOUSING,), ("市交通局负责",)]
    pasted(ledger, preview(ledger, lines, (Field.UNITS,)))
    rows = ledger.book.rows()
    assert [row.unit_text for row in rows] == [
        *("市水务局牵头，市财政局配合", "市水务局牵头，市财政局配合", HOUSING, "市交通局负责", "市财政局负责")
    ]
    assert rows[0].unit_cells == rows[1].unit_cells != rows[2].unit_cells
    assert rows[0].names(Role.LEAD) == ("市水务局",)
    assert rows[3].names(Role.RESPONSIBLE) == ("市交通局",)


def test_a_column_of_leading_units_leaves_the_supporting_ones(ledger):
    lines = [("市水务局、市城管局", "市财政局"), ("", "市交通局")]
    plan = preview(ledger, lines, (Field.LEAD, Field.SUPPORT))
    assert [(cell.line, cell.field, cell.old, cell.new) for cell in plan.changes] == [
        (0, Field.LEAD, "市住建局", "市水务局、市城管局"),
        (1, Field.LEAD, "市住建局", ""),
        (1, Field.SUPPORT, "市财政局", "市交通局"),
    ]
    pasted(ledger, plan)
    rows = ledger.book.rows()
    assert rows[0].unit_text == "市水务局、市城管局牵头,市财政局配合。"
    assert (rows[1].names(Role.LEAD), rows[1].names(Role.SUPPORT)) == ((), ("市交通局",))
    assert rows[2].unit_text == HOUSING


def test_pasted_progress_is_an_entry_of_the_day_and_starts_the_work(ledger):
    *_, last = ids_of(ledger)
    pasted(ledger, preview(ledger, [("已完成招标",)], (Field.PROGRESS,), first=4))
    row = ledger.book.row(last)
    assert (row.progress.done, row.progress.on) == ("已完成招标", TODAY)
    assert row.measure.status is Status.UNDER_WAY
    assert row.measure.cells == ("年底前", "进行中", "已完成招标")
    pasted(ledger, preview(ledger, [("全部完工", "已销号")], (Field.PROGRESS, Field.STATUS), first=4))
    assert ledger.book.row(last).measure.cells[1:] == ("已销号", "全部完工")


def test_lines_beyond_the_last_row_become_new_rows(ledger):
    lines = [
        ("落实养护资金。", "市财政局负责", "", ""),
        ("修复桥梁5座。", "市交通局牵头", "2026-12-31", "进行中"),
        ("", "市水务局负责", "", ""),
        ("清理河道。", "某某某某", "", ""),
    ]
    plan = preview(ledger, lines, (Field.TEXT, Field.UNITS, Field.DEADLINE, Field.STATUS), first=4)
    assert [(row.line, row.text) for row in plan.added] == [(1, "修复桥梁5座。"), (3, "清理河道。")]
    assert (2, "这一行没有工作内容，不能新增任务") in [(cell.line, cell.reason) for cell in plan.refused]
    assert [(cell.line, cell.field) for cell in plan.refused] == [(2, Field.TEXT), (3, Field.UNITS)]
    pasted(ledger, plan)
    bridge, river = ledger.book.rows()[5:]
    assert (bridge.measure.text, bridge.unit_text, bridge.last_day) == (
        *("修复桥梁5座。", "市交通局牵头", date(2026, 12, 31)),
    )
    assert bridge.measure.status is Status.UNDER_WAY
    assert bridge.measure.cells == ("2026-12-31", "进行中", "")
    assert bridge.path == ledger.book.rows()[4].path
    assert bridge.names(Role.LEAD) == ("市交通局",)
    assert river.measure.text == "清理河道。"


def test_new_rows_inside_a_merged_cell_part_it(ledger):
    (first, *_) = ids_of(ledger)
    lines = [("改造小区12个。", "市城管局负责。"), ("新增一。", "市水务局负责。"), ("新增二。", "")]
    at = [first]  # the list shows only this row
    plan = preview_paste(ledger.book, tuple(lines), at, (Field.TEXT, Field.UNITS), today=TODAY)
    pasted(ledger, plan)
    rows = ledger.book.rows()
    assert [row.measure.text for row in rows[:4]] == ["改造小区12个。", "新增一。", "新增二。", "加装电梯30部。"]
    assert [row.unit_text for row in rows[:5]] == ["市城管局负责。", "市水务局负责。", "", HOUSING, HOUSING]
    assert rows[3].unit_cells == rows[4].unit_cells
    assert [row.measure.cells[:1] for row in rows[:5]] == [("6月底前",), (), (), ("6月底前",), (None,)]
    for cell in ledger.book.table(UnitCell):
        assert ledger.book.covered_by(cell)


def test_rows_go_over_the_rows_shown_in_their_order(ledger):
    ids = ids_of(ledger)
    at = [ids[4], ids[1]]
    plan = preview_paste(ledger.book, (("甲。",), ("乙。",)), at, (Field.TEXT,), today=TODAY)
    pasted(ledger, plan)
    assert [ledger.book.row(id_).measure.text for id_ in at] == ["甲。", "乙。"]


def test_a_preview_that_is_out_of_date_is_refused(ledger):
    plan = preview(ledger, [("甲。",), ("乙。",)], (Field.TEXT,), last=1)
    ledger.set_text(ids_of(ledger)[0], "改过。")
    with pytest.raises(UserError, match="有了改动"):
        ledger.paste(plan)
    plan = preview(ledger, [("改过。",), ("乙。",)], (Field.TEXT,), last=1)
    ledger.remove_measures(ids_of(ledger)[:1])
    with pytest.raises(UserError, match="有了改动"):
        ledger.paste(plan)
    assert "乙。" not in [row.measure.text for row in ledger.book.rows()]


def test_nothing_to_paste_over_is_said(ledger):
    with pytest.raises(UserError, match="没有选中"):
        preview_paste(ledger.book, (("甲。",),), [], (Field.TEXT,), today=TODAY)
    assert ledger.paste(preview(ledger, [("改造小区12个。",)], (Field.TEXT,))) is None


def test_a_review_is_pasted_over_in_the_same_way():
    review = a_review()
    ids = [row.measure.id for row in review.book.rows()]
    plan = preview_paste(review.book, (("甲。", "市水务局负责"),), ids, (Field.TEXT, Field.UNITS), today=TODAY)
    review.paste(plan)
    assert review.book.rows()[0].unit_text == "市水务局负责"
    assert review.book.rows()[0].plan.id == PLAN


# ---- the clipboard


def test_what_excel_copies_is_cells():
    assert clipboard_grid('甲\t"两行\n一格"\r\n乙\t\r\n', "") == (("甲", "两行\n一格"), ("乙", ""))
    assert clipboard_grid("只有一格", "") == (("只有一格",),)
    assert clipboard_grid(" ", "") == ()


def test_a_merged_cell_of_what_was_copied_stands_in_each_of_its_rows():
    html = "<table><tr><td>甲</td><td rowspan=2>市水务局</td></tr><tr><td>乙</td></tr></table>"
    assert clipboard_grid("甲\t市水务局\n乙\t", html) == (("甲", "市水务局"), ("乙", "市水务局"))


def test_a_header_line_tells_the_columns():
    heads = ("序号", "工作内容", "牵头单位", "负责单位", "配合单位", "完成时限", "截止日", "灯", "状态", "最近进展")
    assert header_fields((heads, ("1",) * 10)) == (
        *(Field.NUMBER, Field.TEXT, Field.LEAD, Field.RESPONSIBLE, Field.SUPPORT, Field.DEADLINE),
        *(None, None, Field.STATUS, Field.PROGRESS),
    )
    assert header_fields((("1", "改造小区。"), ("2", "修路。"))) is None


@pytest.mark.parametrize(
    "first",
    [
        ("细化任务措施", "市财政局牵头"),
        ("细化任务措施", "市财政局牵头", "12月31日"),
        ("落实整改责任", "责任单位市住建局"),
        ("完善工作措施", "明确牵头单位"),
        ("工作内容", "市财政局"),
    ],
)
def test_a_short_first_task_is_no_header(first):
    """粘贴的第一行没有了"""
    assert header_fields((first, tuple("甲" for _ in first))) is None


@pytest.mark.parametrize(
    "heads",
    [
        ("序号", "工作内容", "责任单位"),
        ("工作任务", "牵头单位", "完成时限", "备注"),
        ("序号", "重点任务（2026年）", "责任部门"),
    ],
)
def test_stock_words_are_a_header(heads):
    assert header_fields((heads, ("1", "改造小区。", "市住建局", "")[: len(heads)])) is not None


def test_what_a_short_line_does_not_have_is_left_alone(ledger):
    grid = clipboard_grid("改造小区15个。\t市住建局\t12月31日\n加装电梯31部。\n修路。\t\t", "")
    assert [len(line) for line in grid] == [3, 1, 3]
    plan = preview(ledger, grid, (Field.TEXT, Field.LEAD, Field.DEADLINE))
    assert [(cell.line, cell.field) for cell in plan.changes if cell.line == 1] == [(1, Field.TEXT)]


@pytest.mark.parametrize("word", ["完成", "已完成"])
def test_a_status_is_understood_as_it_is_said(ledger, word):
    plan = preview(ledger, [(word,)], (Field.STATUS,))
    assert plan.changes[0].status is Status.DONE


@pytest.mark.parametrize("typed", ["12月底前", "2026-11-31"])
def test_a_day_in_a_column_of_units_is_refused(ledger, typed):
    plan = preview(ledger, [(typed,)], (Field.LEAD,))
    assert not plan.changes
    assert typed in plan.refused[0].reason
