"""A newer version takes a plan's place: what stays keeps its id, status and progress, and one undo brings all back."""

from dataclasses import replace
from datetime import date

import pytest
from makers import a_document, a_draft, a_ledger, a_review, ids_of

from ledger_app.domain.comparison import AS_NEW, KEEP_ROW, REMOVE_ROW
from ledger_app.domain.errors import UserError
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import Field, Plan
from ledger_app.domain.recurrence import Cadence, MeasureRecurrence, Recurrence, RecurrenceId
from ledger_app.domain.stage import PlanStage, Stage, StageId
from ledger_app.domain.status import Status
from ledger_app.domain.target import MeasureTarget, Operator, Target, TargetId
from ledger_app.domain.unit import Role
from tests.ledger.version_maker import FIELDS, HOUSES, LED, NEW_FILE, PLAN, ROADS, WATER, choose, houses, lines, roads


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as opened:
        yield opened


# ---- rows


def test_what_stays_keeps_id_status_and_progress(ledger):
    first, second, *_ = ids_of(ledger)
    ledger.add_progress(first, on=date(2026, 5, 1), done="已改造5个。")
    ledger.set_status([second], Status.DONE)
    ledger.update_plan(PLAN, a_draft((houses("更换电梯30部。", "改造小区15个。", "更新燃气管道。"),)), NEW_FILE)
    by_text = {row.measure.text: row for row in ledger.book.rows()}
    assert by_text["改造小区15个。"].measure.id == first
    assert by_text["改造小区15个。"].progress.done == "已改造5个。"
    assert by_text["更换电梯30部。"].measure.id == second
    assert by_text["更换电梯30部。"].measure.status is Status.DONE


def test_a_row_that_is_gone_stays_behind_its_old_neighbour_with_its_own_phrase(ledger):
    groups = (houses("改造小区12个。", "更新燃气管道。"), roads("新建公路80公里。", "养护公路120公里。"))
    ledger.update_plan(PLAN, a_draft(groups), NEW_FILE)
    assert lines(ledger) == [
        *("一、完善老旧小区改造。", f"1 改造小区12个。{LED}", f"2 加装电梯30部。{LED}", f"3 更新燃气管道。{LED}"),
        *("二、改善农村道路。", "4 新建公路80公里。市交通局负责。", "5 落实养护资金。市财政局负责"),
        "6 养护公路120公里。市交通局负责。",
    ]
    asked = ledger.book.open_doubts()
    assert [(doubt.kind, doubt.measure_id) for doubt in asked] == [(DoubtKind.ROW_GONE, 2), (DoubtKind.ROW_GONE, 5)]
    (shared,) = {cover.unit_cell_id for id_ in (1, 2, 3) for cover in ledger.book.covers_of(id_)}
    assert sorted(ledger.book.covered_by(shared)) == [1, 2, 3]


def test_a_row_that_is_gone_is_removed_if_the_clerk_says_so(ledger):
    draft = choose(ledger, a_draft((houses("改造小区12个。", "更新燃气管道。"),)), DoubtKind.ROW_GONE, REMOVE_ROW)
    ledger.update_plan(PLAN, draft, NEW_FILE)
    assert lines(ledger) == ["一、完善老旧小区改造。", f"1 改造小区12个。{LED}", f"3 更新燃气管道。{LED}"]
    assert not ledger.book.doubts


def test_a_row_kept_can_be_removed_in_the_ledger_later(ledger):
    ledger.update_plan(PLAN, a_draft((houses("改造小区12个。", "更新燃气管道。"),)), NEW_FILE)
    doubt = ledger.book.doubts_of(2)[0]
    ledger.settle_doubt(doubt.id, REMOVE_ROW)
    assert 2 not in ledger.book.measures
    ledger.undo()
    ledger.settle_doubt(doubt.id, KEEP_ROW)
    assert 2 in ledger.book.measures
    assert doubt.id not in [d.id for d in ledger.book.open_doubts()]


def test_a_row_kept_once_is_not_asked_about_at_the_next_version(ledger):
    newer = a_draft((houses("改造小区12个。", "更新燃气管道。"), roads("新建公路80公里。", "落实养护资金。")))
    ledger.update_plan(PLAN, choose(ledger, newer, DoubtKind.ROW_GONE, KEEP_ROW), NEW_FILE)
    assert not ledger.book.open_doubts()
    third = ledger.compared(PLAN, newer)
    assert not [doubt for doubt in third.doubts if doubt.kind is DoubtKind.ROW_GONE]
    ledger.update_plan(PLAN, third, a_document("三.xlsx", b"third"))
    assert f"2 加装电梯30部。{LED}" in lines(ledger)


def test_a_row_that_comes_back_is_doubtful_no_more(ledger):
    ledger.update_plan(PLAN, a_draft((houses("改造小区12个。", "更新燃气管道。"),)), NEW_FILE)
    ledger.update_plan(PLAN, a_draft(), a_document("三.xlsx", b"third"))
    assert not ledger.book.doubts
    assert ids_of(ledger) == [1, 2, 3, 4, 5]


def test_a_reworded_row_taken_for_a_new_one_leaves_the_old_one_alone(ledger):
    ledger.set_status([ids_of(ledger)[0]], Status.DONE)
    draft = choose(ledger, a_draft((houses("改造小区15个。"),)), DoubtKind.ROW_CHANGED, AS_NEW)
    ledger.update_plan(PLAN, draft, NEW_FILE)
    statuses = {row.measure.text: row.measure.status for row in ledger.book.rows()}
    assert statuses["改造小区12个。"] is Status.DONE
    assert statuses["改造小区15个。"] is Status.NOT_STARTED


def test_a_text_rewritten_in_the_review_is_still_the_same_row(ledger):
    review = a_review(ledger.compared(PLAN, a_draft()))
    review.set_text(review.book.rows()[0].measure.id, "由街道逐户摸清底数。")
    ledger.update_plan(PLAN, review.result(), NEW_FILE)
    assert ledger.book.measures[1].text == "由街道逐户摸清底数。"
    assert len(ledger.book.measures) == 5


# ---- headings


def test_headings_of_the_same_title_or_the_same_measures_keep_their_ids(ledger):
    groups = (
        ("一", WATER, [("市水务局负责", ["打捞漂浮物。"])]),
        ("二", "推进农村公路建设。", a_draft_of_roads()),
        houses_three(),
    )
    ledger.update_plan(PLAN, a_draft(groups), NEW_FILE)
    sections = {section.id: section.printed for section in ledger.book.sections.values()}
    assert sections == {1: "三、完善老旧小区改造。", 2: "二、推进农村公路建设。", 3: "一、治理河道。"}
    assert [row.measure.id for row in ledger.book.rows()] == [6, 4, 5, 1, 2, 3]


def a_draft_of_roads():
    return [("市交通局负责。", ["新建公路80公里。"]), ("市财政局负责", ["落实养护资金。"])]


def houses_three():
    return ("三", HOUSES, [(LED, ["改造小区12个。", "加装电梯30部。", "更新燃气管道。"])])


def test_a_heading_stays_while_a_row_that_is_kept_stands_under_it(ledger):
    ledger.update_plan(PLAN, a_draft((roads("新建公路80公里。", "落实养护资金。"),)), NEW_FILE)
    assert lines(ledger)[:2] == ["一、完善老旧小区改造。", f"1 改造小区12个。{LED}"]
    assert lines(ledger)[4] == "二、改善农村道路。"


def test_a_heading_without_rows_goes_with_them(ledger):
    draft = choose(ledger, a_draft((roads("新建公路80公里。", "落实养护资金。"),)), DoubtKind.ROW_GONE, REMOVE_ROW)
    ledger.update_plan(PLAN, draft, NEW_FILE)
    assert [section.title for section in ledger.book.sections.values()] == [ROADS]


# ---- units, further columns, what hangs on rows


def test_units_are_those_the_ledger_knows_by_name_or_alias(ledger):
    ledger.rename_unit(ledger.book.unit_named("市交通局").id, "市交通运输局")
    ledger.update_plan(
        PLAN, a_draft((roads("新建公路80公里。"), ("三", WATER, [("市水务局负责", ["清淤。"])]))), NEW_FILE
    )
    names = {row.measure.text: row.names(Role.RESPONSIBLE) for row in ledger.book.rows()}
    assert names["新建公路80公里。"] == ("市交通运输局",)
    assert names["清淤。"] == ("市水务局",)
    assert len([unit for unit in ledger.book.units.values() if "交通" in unit.name]) == 1


def test_status_and_progress_columns_print_what_the_ledger_knows(tmp_path):
    cells = [("未启动", "", "甲"), ("未启动", None, None), ("未启动", "", "乙"), ("未启动", "", ""), ("未启动", "", "")]
    with a_ledger(tmp_path / "甲.ledger", a_draft(fields=FIELDS, cells=cells)) as ledger:
        ledger.set_status([1], Status.DONE)
        ledger.add_progress(3, on=date(2026, 5, 1), done="已更换8公里。")
        fresh = [*cells[:2], ("未启动", "", "丙"), *cells[3:]]
        ledger.update_plan(PLAN, a_draft(fields=FIELDS, cells=fresh), NEW_FILE)
        printed = [row.measure.cells for row in ledger.book.rows()]
        assert printed[:3] == [
            (Status.DONE.label, "", "甲"),
            ("未启动", None, None),
            (Status.UNDER_WAY.label, "已更换8公里。", "丙"),
        ]


def test_a_row_that_is_kept_inside_a_merged_cell_keeps_its_own_text(tmp_path):
    cells = [("", "", "甲"), ("", "", "乙"), ("", "", "甲"), ("", "", ""), ("", "", "")]
    merged = [("", "", "甲"), ("", "", None), ("", "", ""), ("", "", "")]
    groups = (houses("改造小区12个。", "更新燃气管道。"), roads("新建公路80公里。", "落实养护资金。"))
    with a_ledger(tmp_path / "甲.ledger", a_draft(fields=FIELDS, cells=cells)) as ledger:
        ledger.update_plan(PLAN, a_draft(groups, fields=FIELDS, cells=merged), NEW_FILE)
        assert [row.measure.cells[2] for row in ledger.book.rows()][:3] == ["甲", "乙", "甲"]


def test_a_row_that_is_kept_inside_a_merged_cell_that_reads_the_same_joins_it(tmp_path):
    cells = [("", "", "甲"), ("", "", "甲"), ("", "", "甲"), ("", "", ""), ("", "", "")]
    merged = [("", "", "甲"), ("", "", None), ("", "", ""), ("", "", "")]
    groups = (houses("改造小区12个。", "更新燃气管道。"), roads("新建公路80公里。", "落实养护资金。"))
    with a_ledger(tmp_path / "甲.ledger", a_draft(fields=FIELDS, cells=cells)) as ledger:
        ledger.update_plan(PLAN, a_draft(groups, fields=FIELDS, cells=merged), NEW_FILE)
        assert [row.measure.cells[2] for row in ledger.book.rows()][:3] == ["甲", None, None]


def test_a_row_that_is_kept_stands_nowhere_in_the_new_original(ledger):
    ledger.update_plan(PLAN, a_draft((houses("改造小区12个。", "更新燃气管道。"),)), NEW_FILE)
    assert [len(ledger.places_of(id_)) for id_ in (1, 2, 3)] == [1, 0, 1]


def test_a_row_whose_parent_goes_stays_without_it(tmp_path):
    draft = a_draft()
    under = tuple(replace(m, parent_id=2) if m.id in (3, 5) else m for m in draft.measures)
    with a_ledger(tmp_path / "甲.ledger", replace(draft, measures=under)) as ledger:
        newer = a_draft((houses("改造小区12个。", "更新燃气管道。"), roads("新建公路80公里。")))
        compared = ledger.compared(PLAN, newer)
        review = a_review(compared)
        (lift,) = [pair.doubt for pair in compared.comparison.gone if pair.old == 2]
        review.settle_doubt(lift, REMOVE_ROW)
        ledger.update_plan(PLAN, review.result(), NEW_FILE)
        assert {m.id: m.parent_id for m in ledger.book.measures.values()} == {1: None, 3: None, 4: None, 5: None}


def test_a_row_that_stays_keeps_its_parent(tmp_path):
    draft = a_draft()
    under = tuple(replace(m, parent_id=1) if m.id == 3 else m for m in draft.measures)
    with a_ledger(tmp_path / "甲.ledger", replace(draft, measures=under)) as ledger:
        ledger.update_plan(PLAN, a_draft(), NEW_FILE)
        assert ledger.book.measures[3].parent_id == 1


def test_a_row_kept_from_another_layout_prints_its_units_in_the_new_columns(ledger):
    fields = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.LEAD, Field.SUPPORT)
    draft = a_draft((roads("新建公路80公里。"),))
    cells = tuple(replace(cell, role=Role.LEAD, text="市交通局") for cell in draft.unit_cells)
    layout = replace(draft.plan.layout, fields=fields)
    draft = replace(draft, plan=replace(draft.plan, layout=layout), unit_cells=cells)
    ledger.update_plan(PLAN, draft, NEW_FILE)
    kept = ledger.book.row(1)
    assert [(cell.column, cell.text, cell.role) for cell in kept.unit_cells] == [
        (3, "市住建局", Role.LEAD),
        (4, "市财政局", Role.SUPPORT),
    ]
    assert ledger.check() == ()


def promising(draft, *phrases):
    """The draft, its first measure promising these, reported monthly, in one stage."""
    monthly = Recurrence(cadence=Cadence.MONTHLY, phrase="每月")
    targets = (Target(phrase=p, operator=Operator.REACH, numbers=(12,), unit="个", what="小区") for p in phrases)
    return replace(
        draft,
        recurrences=(MeasureRecurrence(id=RecurrenceId(1), measure_id=draft.measures[0].id, recurrence=monthly),),
        targets=tuple(
            MeasureTarget(id=TargetId(at), measure_id=draft.measures[0].id, target=target)
            for at, target in enumerate(targets, 1)
        ),
        stages=(
            PlanStage(
                id=StageId(1), plan_id=PLAN, stage=Stage(name="动员", start=date(2026, 3, 1), end=date(2026, 4, 1))
            ),
        ),
    )


def test_targets_recurrences_and_stages_are_the_new_files_and_keep_their_ids(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", promising(a_draft(), "12个", "30部")) as ledger:
        before = ledger.book.recurrences_of(1), ledger.book.targets_of(1)[0], tuple(ledger.book.stages.values())
        ledger.update_plan(PLAN, promising(a_draft(), "12个", "15个"), NEW_FILE)
        targets = ledger.book.targets_of(1)
        assert [target.target.phrase for target in targets] == ["12个", "15个"]
        assert (ledger.book.recurrences_of(1), targets[0], tuple(ledger.book.stages.values())) == before


# ---- the whole


def test_the_same_content_changes_nothing_but_the_original(ledger):
    change = ledger.update_plan(PLAN, a_draft(), NEW_FILE)
    (edit,) = change.edits
    assert isinstance(edit.record, Plan)
    assert edit.after == replace(edit.before, source_name="新.xlsx", source_hash=NEW_FILE.sha256)
    assert ledger.original(PLAN) == b"newer"
    assert change.head.label == "更新文件"
    assert ledger.update_plan(PLAN, a_draft(), NEW_FILE) is None


def test_a_file_that_is_another_plan_already_is_refused(ledger):
    other = (("一", WATER, [("市水务局负责", ["打捞漂浮物。"])]),)
    ledger.import_plan(a_draft(other), NEW_FILE)
    with pytest.raises(UserError, match="已经导入过"):
        ledger.update_plan(PLAN, a_draft(), NEW_FILE)


def test_one_undo_brings_everything_back_and_redo_does_it_again(ledger):
    before, annex = ledger.book.rows(), lines(ledger)
    ledger.update_plan(PLAN, a_draft((roads("养护公路120公里。", "改造小区15个。"),)), NEW_FILE)
    after = ledger.book.rows()
    ledger.undo()
    assert (ledger.book.rows(), lines(ledger)) == (before, annex)
    assert ledger.original(PLAN) == b"the original"
    ledger.redo()
    assert ledger.book.rows() == after
    assert ledger.check() == ()
