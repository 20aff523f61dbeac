"""结转: next year's plan has what this one left unfinished."""

from dataclasses import replace
from datetime import date

import pytest
from makers import PLAN, TODAY, a_document, a_doubt, a_draft, a_ledger, ids_of

from ledger_app.documents.annex_out import lay_out_annex
from ledger_app.domain.errors import UserError
from ledger_app.domain.plan import Field
from ledger_app.domain.row import Query
from ledger_app.domain.status import Status
from ledger_app.ledger.export import export_workbook
from ledger_app.ledger.intake import read_plan

FIELDS = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS, Field.DEADLINE, Field.PROGRESS)
CELLS = (("6月底前", "旧"), (None, ""), (None, ""), ("", ""), ("年底前", ""))
TITLE = "云河市2027年重点工作分工表"


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft(fields=FIELDS, cells=CELLS)) as opened:
        first, second, third, fourth, _ = ids_of(opened)
        opened.set_deadline([second], "2027-03-31")
        opened.set_recurrences([third], "每季度报送")
        opened.set_targets(third, ["不少于100个"])
        opened.set_flagged([third], True)
        opened.set_number(second, "2")
        opened.add_progress(second, on=date(2026, 9, 1), done="做了一半", percent=60)
        opened.set_status([first], Status.CLOSED)
        opened.set_status([third], Status.SUSPENDED)
        opened.set_status([fourth], Status.ENDED)
        yield opened


def carried(ledger):
    return ledger.book.select(Query(plan_id=max(ledger.book.plans)), TODAY)


def test_what_is_unfinished_goes_over_with_all_that_is_its_own(ledger):
    _, second, third, _, last = ids_of(ledger)
    ledger.carry_over(PLAN, TITLE)
    rows = carried(ledger)
    olds = [ledger.book.row(id_) for id_ in (second, third, last)]
    assert [row.measure.text for row in rows] == ["加装电梯30部。", "更新燃气管道。", "落实养护资金。"]
    for row, old in zip(rows, olds, strict=True):
        assert row.assigned == old.assigned
        assert row.unit_text == old.unit_text
        assert [section.printed for section in row.path] == [section.printed for section in old.path]
        assert (row.measure.status, row.measure.deadline) == (old.measure.status, old.measure.deadline)
        assert (row.measure.number, row.measure.flagged) == (old.measure.number, old.measure.flagged)
        assert (row.recurrences, row.targets) == (old.recurrences, old.targets)
    assert rows[0].unit_cells == rows[1].unit_cells
    assert (rows[0].plan.title, rows[0].plan.source_hash, rows[0].plan.issued) == (TITLE, "", None)
    assert rows[1].recurrences
    assert rows[1].targets
    assert ledger.check() == ()


def test_each_measure_says_where_it_came_from_and_how_far_it_had_come(ledger):
    ledger.carry_over(PLAN, TITLE)
    rows = carried(ledger)
    assert [(row.progress.done, row.progress.on, row.progress.percent) for row in rows] == [
        ("由《云河市重点工作分工表》结转", TODAY, 60),
        ("由《云河市重点工作分工表》结转", TODAY, None),
        ("由《云河市重点工作分工表》结转", TODAY, None),
    ]


def test_a_title_within_a_title_has_marks_of_its_own(ledger):
    ledger.set_plan_title(PLAN, "贯彻落实《云河市行动方案》分工表")
    ledger.carry_over(PLAN, TITLE)
    assert carried(ledger)[0].progress.done == "由《贯彻落实〈云河市行动方案〉分工表》结转"


def test_the_old_plan_stays_as_it_was_or_is_archived_and_undo_brings_all_back(ledger):
    before = ledger.book.rows(), dict(ledger.book.plans), dict(ledger.book.sections), dict(ledger.book.unit_cells)
    ledger.carry_over(PLAN, TITLE, archive=True)
    assert ledger.book.plans[PLAN].archived
    assert len(ledger.book.select(Query(), TODAY)) == 3
    ledger.undo()
    assert (ledger.book.rows(), ledger.book.plans, ledger.book.sections, ledger.book.unit_cells) == before
    ledger.redo()
    assert len(carried(ledger)) == 3
    ledger.undo()
    ledger.carry_over(PLAN, TITLE)
    assert len(ledger.book.select(Query(), TODAY)) == 8
    assert ledger.check() == ()


def test_the_new_plan_is_laid_out_and_reads_back(ledger, tmp_path):
    ledger.carry_over(PLAN, "云河市重点工作分工表（2027年）")
    plan_id = max(ledger.book.plans)
    sheet = lay_out_annex(ledger.book.annex(plan_id))
    printed = {(cell.row, cell.column): (cell.text, cell.rows) for cell in sheet.cells}
    assert printed[0, 0][0] == "云河市重点工作分工表（2027年）"
    assert printed[2, 3] == ("市住建局牵头,市财政局配合。", 2)
    assert [printed[row, 4] for row in (2, 3, 4)] == [("2027-03-31", 1), ("6月底前", 1), ("年底前", 1)]
    assert printed[2, 5][0] == "由《云河市重点工作分工表》结转"
    path = tmp_path / "结转.xlsx"
    annexes = [ledger.book.annex(each) for each in (PLAN, plan_id)]
    export_workbook(annexes, "annex", path, today=TODAY)
    draft, _ = read_plan(path, 2)
    assert [measure.text for measure in draft.measures] == [row.measure.text for row in carried(ledger)]


def test_headings_that_have_nothing_left_stay_behind(ledger):
    *_, last = ids_of(ledger)
    ledger.set_status([last], Status.DONE)
    ledger.carry_over(PLAN, TITLE)
    plan_id = max(ledger.book.plans)
    assert [s.title for s in ledger.book.sections.values() if s.plan_id == plan_id] == ["完善老旧小区改造。"]


def test_parts_of_a_finished_measure_stand_by_themselves_and_others_stay_parts(ledger):
    first, second, *_ = ids_of(ledger)
    ledger.add_sub_measure(first, "分解甲。")
    ledger.add_sub_measure(second, "分解乙。")
    ledger.carry_over(PLAN, TITLE)
    rows = {row.measure.text: row.measure for row in carried(ledger)}
    assert rows["分解甲。"].parent_id is None
    assert rows["分解乙。"].parent_id == rows["加装电梯30部。"].id


def test_lower_headings_stay_under_their_own(tmp_path):
    draft = a_draft()
    upper, lower = draft.sections
    draft = replace(
        draft, sections=(upper, replace(lower, parent_id=upper.id)), doubts=(a_doubt(draft.measures[0].id),)
    )
    with a_ledger(tmp_path / "乙.ledger", draft) as ledger:
        ledger.set_status(ids_of(ledger)[:3], Status.DONE)
        ledger.carry_over(PLAN, TITLE)
        assert [[s.title for s in row.path] for row in carried(ledger)] == [[upper.title, lower.title]] * 2
        assert ledger.book.open_doubts(max(ledger.book.plans)) == ()


def test_a_finished_plan_has_nothing_to_carry_over(ledger):
    ledger.set_status(ids_of(ledger), Status.DONE)
    with pytest.raises(UserError, match="没有未完成的任务"):
        ledger.carry_over(PLAN, TITLE)
    ledger.set_status(ids_of(ledger), Status.UNDER_WAY)
    with pytest.raises(UserError, match="标题不能为空"):
        ledger.carry_over(PLAN, " ")


def test_the_new_plan_is_no_obstacle_to_a_newer_document(ledger):
    ledger.carry_over(PLAN, TITLE)
    assert ledger.already_imported(a_document("新.xlsx", b"")) is None
    with pytest.raises(KeyError):
        ledger.original(max(ledger.book.plans))
