"""Rows are split and joined, rows become headings and headings rows; units of two names become one."""

from dataclasses import replace
from datetime import date

import pytest
from makers import PLAN, a_document, a_doubt, a_draft, a_ledger, a_review, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import Section
from ledger_app.domain.recurrence import Cadence, MeasureRecurrence, Recurrence
from ledger_app.domain.status import Status
from ledger_app.domain.target import MeasureTarget, Operator, Target
from ledger_app.domain.unit import Role

BOTH = (
    (
        "一",
        "提升城市品质。",
        [
            ("市住建局牵头,市财政局配合。", ["改造小区12个，加装电梯30部。", "更新燃气管道。"]),
            ("市城管局负责。", ["清理广告。"]),
        ],
    ),
    ("二", "改善农村道路。", [("市交通局负责。", ["新建公路80公里。"])]),
)


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft(BOTH)) as opened:
        yield opened


def outline(book):
    """Headings and rows as a table shows them, each with the number of headings over it."""
    annex = book.annex(next(iter(book.plans)))
    return [
        (len(book.path(line.id)) - 1, line.title) if isinstance(line, Section) else (len(line.path), line.measure.text)
        for line in annex.lines
    ]


def undone(ledger):
    """What undoing the last act gives back; the act is then done again."""
    ledger.undo()
    before = outline(ledger.book), ledger.book.rows()
    ledger.redo()
    return before


def test_a_split_row_is_two_with_the_units_and_the_deadline_of_the_one(ledger):
    (first, *_) = ids_of(ledger)
    ledger.set_deadline([first], "11月底前")
    before = outline(ledger.book), ledger.book.rows()
    ledger.split_measure(first, len("改造小区12个，"))
    one, two = ledger.book.rows()[:2]
    assert (one.measure.text, two.measure.text) == ("改造小区12个，", "加装电梯30部。")
    assert two.assigned == one.assigned
    assert two.unit_cells == one.unit_cells
    assert two.measure.deadline == one.measure.deadline
    assert two.path == one.path
    assert ledger.places_of(two.measure.id)[0].line == ledger.places_of(one.measure.id)[0].line
    assert undone(ledger) == before
    assert ledger.check() == ()


def test_what_is_promised_goes_to_the_part_that_says_it():
    draft = a_draft(BOTH)
    first = draft.measures[0].id
    lifts = Target(phrase="30部", operator=Operator.REACH, numbers=(30.0,), unit="部", what="加装电梯")
    blocks = Target(phrase="12个", operator=Operator.REACH, numbers=(12.0,), unit="个", what="改造小区")
    targets = tuple(MeasureTarget(id=at, measure_id=first, target=t) for at, t in enumerate((blocks, lifts), 1))
    review = a_review(replace(draft, targets=targets))
    review.split_measure(first, len("改造小区12个，"))
    one, two = review.book.rows()[:2]
    assert (one.targets, two.targets) == ((blocks,), (lifts,))
    review.merge_measures([one.measure.id, two.measure.id])
    assert review.book.rows()[0].targets == (blocks, lifts)


@pytest.mark.parametrize("at", [0, len("改造小区12个，加装电梯30部。"), 99])
def test_a_split_leaves_no_row_empty(ledger, at):
    before = ledger.book.rows()
    with pytest.raises(UserError, match="拆不开"):
        ledger.split_measure(ids_of(ledger)[0], at)
    assert ledger.book.rows() == before


def test_joined_rows_are_one_with_the_units_and_the_progress_of_both(ledger):
    ids = ids_of(ledger)
    ledger.add_progress(ids[2], on=date(2026, 5, 1), done="已清理三处。")
    before = outline(ledger.book), ledger.book.rows()
    ledger.merge_measures([ids[2], ids[1]])
    row = ledger.book.row(ids[1])
    assert row.measure.text == "更新燃气管道。清理广告。"
    assert row.names(Role.LEAD) == ("市住建局",)
    assert row.names(Role.SUPPORT) == ("市财政局",)
    assert row.names(Role.RESPONSIBLE) == ("市城管局",)
    assert row.progress.done == "已清理三处。"
    assert ids[2] not in ids_of(ledger)
    assert ledger.book.row(ids[0]).unit_text == "市住建局牵头,市财政局配合。"
    assert undone(ledger) == before
    assert ledger.check() == ()


def test_a_row_cut_in_two_and_joined_again_is_as_it_was(ledger):
    (first, *_) = ids_of(ledger)
    before = ledger.book.row(first)
    ledger.split_measure(first, 5)
    new = ids_of(ledger)[1]
    ledger.merge_measures([first, new])
    assert ledger.book.row(first) == before


def test_rows_under_two_headings_are_not_joined(ledger):
    ids = ids_of(ledger)
    for chosen in ([ids[2], ids[3]], [ids[0], ids[2]], [ids[0]]):
        with pytest.raises(UserError, match=r"相邻|两行"):
            ledger.merge_measures(chosen)


def test_a_row_becomes_the_heading_of_those_below_it(ledger):
    ids = ids_of(ledger)
    before = outline(ledger.book), ledger.book.rows()
    ledger.promote(ids[1])
    assert outline(ledger.book) == [
        (0, "提升城市品质。"),
        (1, "改造小区12个，加装电梯30部。"),
        (0, "更新燃气管道。"),
        (1, "清理广告。"),
        (0, "改善农村道路。"),
        (1, "新建公路80公里。"),
    ]
    assert undone(ledger) == before
    assert ledger.check() == ()


def test_a_row_numbered_below_its_heading_becomes_a_heading_under_it(ledger):
    ids = ids_of(ledger)
    ledger.set_number(ids[1], "（一）")
    ledger.promote(ids[1])
    assert outline(ledger.book)[2:4] == [(1, "更新燃气管道。"), (2, "清理广告。")]


def test_the_units_of_a_row_that_becomes_a_heading_go_to_those_below_without(ledger):
    ids = ids_of(ledger)
    ledger.set_units([ids[2]], [])
    ledger.promote(ids[1])
    row = ledger.book.row(ids[2])
    assert row.names(Role.LEAD) == ("市住建局",)
    assert row.unit_text == "市住建局牵头,市财政局配合。"


def test_a_row_with_progress_stays_a_row(ledger):
    (first, *_) = ids_of(ledger)
    ledger.add_progress(first, on=date(2026, 5, 1), done="已开工。")
    with pytest.raises(UserError, match="进展"):
        ledger.promote(first)
    assert ledger.book.measures[first].status is Status.UNDER_WAY


def test_a_heading_becomes_a_row_of_the_heading_before_it(ledger):
    second = next(section for section in ledger.book.sections.values() if section.number == "二")
    before = outline(ledger.book), ledger.book.rows()
    ledger.demote(second.id)
    assert outline(ledger.book)[3:] == [(1, "清理广告。"), (1, "改善农村道路。"), (1, "新建公路80公里。")]
    assert undone(ledger) == before
    assert ledger.check() == ()


def test_the_first_heading_becomes_a_row_without_one(ledger):
    (first, *_) = ledger.book.sections
    ledger.demote(first)
    assert outline(ledger.book)[:2] == [(0, "提升城市品质。"), (0, "改造小区12个，加装电梯30部。")]


def test_a_row_doubted_to_be_a_heading_becomes_one_by_the_clerks_choice():
    draft = a_draft(BOTH)
    doubt = a_doubt(draft.measures[1].id, DoubtKind.HEADING_OR_MEASURE)
    doubt = replace(doubt, proposal="措施", alternatives=("标题",))
    review = a_review(replace(draft, doubts=(doubt,)))
    review.settle_doubt(doubt.id, "标题")
    assert (0, "更新燃气管道。") in outline(review.book)
    assert review.doubts == ()
    review.undo()
    assert review.doubts == (doubt,)
    review.settle_doubt(doubt.id, "措施")
    assert (1, "更新燃气管道。") in outline(review.book)
    assert review.doubts == ()


def test_a_heading_doubted_to_be_a_row_becomes_one_by_the_clerks_choice():
    draft = a_draft(BOTH)
    doubt = replace(
        a_doubt(draft.measures[0].id, DoubtKind.HEADING_OR_MEASURE),
        measure_id=None,
        section_id=draft.sections[1].id,
        proposal="标题",
        alternatives=("措施",),
    )
    review = a_review(replace(draft, doubts=(doubt,)))
    review.settle_doubt(doubt.id, "措施")
    assert outline(review.book)[4] == (1, "改善农村道路。")


def test_two_units_become_one_that_is_found_by_both_names(ledger):
    ids = ids_of(ledger)
    finance = ledger.book.unit_named("市财政局")
    ledger.set_units([ids[3]], [("市交通局", Role.LEAD), ("市财政局", Role.SUPPORT), ("市财政厅", Role.SUPPORT)])
    wrong = ledger.book.unit_named("市财政厅")
    before = ledger.book.rows()
    ledger.merge_unit(wrong.id, "市财政局")
    assert ledger.book.row(ids[3]).names(Role.SUPPORT) == ("市财政局",)
    assert ledger.book.unit_named("市财政厅") == finance
    assert wrong.id not in ledger.book.units
    assert undone(ledger)[1] == before
    assert ledger.check() == ()


def test_the_same_as_a_unit_only_the_ledger_knows_is_its_name_with_the_read_one_as_alias(ledger):
    review = a_review(a_draft(((None, "甲", [("市住房局负责。", ["甲。"])]),)))
    (unit,) = review.book.units.values()
    review.merge_unit(unit.id, "市住建局")

    ledger.import_plan(review.result(), a_document("乙.xlsx", b"2"))
    assert ledger.book.unit_named("市住房局").name == "市住建局"
    assert len([u for u in ledger.book.units.values() if u.name == "市住建局"]) == 1


def test_a_recurrence_said_in_the_second_half_goes_there():
    draft = a_draft((("一", "甲", [("市水务局负责。", ["巡查河道，每月通报。"])]),))
    monthly = Recurrence(cadence=Cadence.MONTHLY, phrase="每月")
    recurrence = MeasureRecurrence(id=1, measure_id=draft.measures[0].id, recurrence=monthly)
    review = a_review(replace(draft, recurrences=(recurrence,)))
    review.split_measure(draft.measures[0].id, 5)
    assert [row.recurrences for row in review.book.rows()] == [(), (monthly,)]
    assert review.plan.id == PLAN
