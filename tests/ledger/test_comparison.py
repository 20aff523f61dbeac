"""A newer version of a plan against the ledger: which plan it is a version of, what differs, what the review asks."""

from dataclasses import replace

import pytest
from makers import a_document, a_draft, a_ledger, a_review, ids_of

from ledger_app.domain.comparison import (
    ADD,
    AS_NEW,
    KEEP_OLD,
    KEEP_ROW,
    LEAVE_OUT,
    REMOVE_ROW,
    TAKE_NEW,
    Differing,
)
from ledger_app.domain.deadline import Deadline
from ledger_app.domain.ids import PlanId
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.unit import Role
from ledger_app.ledger.comparison import compare, with_differences
from ledger_app.ledger.draft import Draft
from ledger_app.ledger.versions import earlier_version

PLAN = PlanId(1)
HOUSES, ROADS = "完善老旧小区改造。", "改善农村道路。"
LED = "市住建局牵头,市财政局配合。"
NEWER = (
    ("一", HOUSES, [(LED, ["改造小区15个。", "更新燃气管道。"])]),
    (
        "二",
        ROADS,
        [("市交通局负责。", ["新建公路80公里。", "养护公路120公里。"]), ("市财政局负责", ["落实养护资金。"])],
    ),
)


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as opened:
        yield opened


def version(groups=NEWER, **plan):
    """A draft of these groups, whose plan says so of itself."""
    draft = a_draft(groups)
    return replace(draft, plan=replace(draft.plan, **plan))


def texts(draft, pairs):
    said = {measure.id: measure.text for measure in draft.measures}
    return [said[pair.new] if pair.new is not None else pair.before.measure.text for pair in pairs]


def told(draft, kind):
    return [doubt for doubt in draft.doubts if doubt.kind is kind]


# ---- of which plan it is a version


def test_the_same_title_makes_it_a_newer_version(ledger):
    assert earlier_version(ledger.book, version()) == PLAN
    assert ledger.earlier_version(version()).title == "云河市重点工作分工表"


def test_the_same_document_number_makes_it_one_under_another_title(tmp_path):
    revised = version(NEWER[:1], title="云河市重点工作任务清单（修订）", doc_number="云政办〔2026〕7号")
    with a_ledger(tmp_path / "乙.ledger", version(doc_number="云政办〔2026〕6号")) as ledger:
        assert earlier_version(ledger.book, revised) is None
    with a_ledger(tmp_path / "丙.ledger", version(doc_number="云政办〔2026〕7号")) as ledger:
        assert earlier_version(ledger.book, revised) == PLAN


def test_half_the_measures_alike_make_it_one_under_another_title(ledger):
    assert earlier_version(ledger.book, version(title="另一个题目")) == PLAN
    assert earlier_version(ledger.book, version(NEWER[1:], title="另一个题目")) is None


def test_a_plan_of_the_same_title_with_nothing_in_common_is_another(ledger):
    other = (("一", "保护湿地。", [("市林业局负责", ["划定湿地名录。", "安装观测塔。"])]),)
    assert earlier_version(ledger.book, version(other)) is None


def test_the_same_title_with_every_measure_reworded_is_a_version(ledger):
    reworded = (("一", HOUSES, [(LED, ["改造小区12个以上。", "加装电梯30部以上。", "更新燃气管道四段。"])]),)
    assert earlier_version(ledger.book, version(reworded)) == PLAN


def test_next_years_plan_is_no_version_of_this_years(ledger):
    ledger.set_plan_title(PLAN, "云河市2026年重点工作分工表")
    assert earlier_version(ledger.book, version(title="云河市2027年重点工作分工表")) is None
    assert earlier_version(ledger.book, version(title="云河市2026年重点工作任务清单")) == PLAN


def test_another_part_of_the_same_file_is_no_version(ledger):
    source = ledger.book.plans[PLAN].source_hash
    assert earlier_version(ledger.book, version(source_hash=source)) is None


def test_of_several_plans_the_one_most_alike_is_taken(ledger):
    ledger.import_plan(version(), a_document("新.xlsx", b"newer"))
    assert earlier_version(ledger.book, version()) == PlanId(2)


# ---- what differs


def test_rows_are_new_changed_the_same_or_gone(ledger):
    draft = version()
    comparison = compare(ledger.book, PLAN, draft)
    assert texts(draft, comparison.new) == ["养护公路120公里。"]
    assert texts(draft, comparison.changed) == ["改造小区15个。"]
    assert texts(draft, comparison.same) == ["更新燃气管道。", "新建公路80公里。", "落实养护资金。"]
    assert texts(draft, comparison.gone) == ["加装电梯30部。"]
    assert comparison.changed[0].old == ids_of(ledger)[0]


def test_what_differs_is_told_as_the_clerk_reads_it(ledger):
    draft = version()
    first = draft.measures[0]
    draft = replace(
        draft, measures=(replace(first, deadline=Deadline(phrase="11月底前", last_day=None)), *draft.measures[1:])
    )
    ledger.set_units([ids_of(ledger)[0]], [("市住建局", Role.LEAD), ("市水务局", Role.SUPPORT)])
    (changed,) = compare(ledger.book, PLAN, draft).changed
    assert [(d.what, d.before, d.after) for d in changed.differs] == [
        (Differing.TEXT, "改造小区12个。", "改造小区15个。"),
        (Differing.UNITS, "市住建局牵头,市水务局配合。", LED),
        (Differing.DEADLINE, "", "11月底前"),
    ]


@pytest.mark.parametrize("text", ["改造小区 12个。", "改造小區12個。", "改造小区１２个。"])
def test_width_script_and_spaces_are_no_difference(ledger, text):
    groups = (("一", HOUSES, [(LED, [text])]),)
    assert not compare(ledger.book, PLAN, version(groups)).changed


def test_a_point_in_a_number_is_a_difference(ledger):
    ledger.set_text(ids_of(ledger)[0], "改造小区1.2万平方米。")
    groups = (("一", HOUSES, [(LED, ["改造小区12万平方米。"])]),)
    assert compare(ledger.book, PLAN, version(groups)).changed


def test_another_notation_of_the_same_units_is_no_difference(ledger):
    groups = (("一", HOUSES, [("市住建局牵头，市财政局配合", ["改造小区12个。"])]),)
    assert not compare(ledger.book, PLAN, version(groups)).changed


def test_a_unit_under_its_known_alias_is_no_difference(ledger):
    unit = ledger.book.unit_named("市交通局")
    ledger.rename_unit(unit.id, "市交通运输局")
    assert not compare(ledger.book, PLAN, a_draft()).changed


# ---- what the review asks


def test_every_difference_is_a_doubt_with_its_ways_out(ledger):
    draft = with_differences(version(), ledger.book, PLAN)
    (new,), (changed,), (gone,) = (
        told(draft, kind) for kind in (DoubtKind.ROW_NEW, DoubtKind.ROW_CHANGED, DoubtKind.ROW_GONE)
    )
    assert (new.proposal, new.alternatives) == (ADD, (LEAVE_OUT,))
    assert (changed.proposal, changed.alternatives) == (TAKE_NEW, (KEEP_OLD, AS_NEW))
    assert changed.message == "与台账相比，工作内容由“改造小区12个。”改为“改造小区15个。”。"
    assert (gone.proposal, gone.alternatives) == (KEEP_ROW, (REMOVE_ROW,))
    assert "加装电梯30部。" in gone.message
    assert (gone.measure_id, gone.section_id) == (None, None)
    assert {pair.doubt for pair in draft.comparison.pairs} == {None, new.id, changed.id, gone.id}


def test_a_long_text_is_told_around_its_change(ledger):
    long = f"按照统一部署对全市范围内二〇〇〇年以前建成的老旧小区逐一摸底{'并登记造册' * 9}，改造小区12个。"
    ledger.set_text(ids_of(ledger)[0], long)
    groups = (("一", HOUSES, [(LED, [long.replace("12", "15")])]),)
    (doubt,) = told(with_differences(version(groups), ledger.book, PLAN), DoubtKind.ROW_CHANGED)
    assert doubt.message == "与台账相比，工作内容由“…，改造小区12个。”改为“…，改造小区15个。”。"


def test_comparing_twice_asks_once(ledger):
    once = with_differences(version(), ledger.book, PLAN)
    assert with_differences(once, ledger.book, PLAN) == once


def test_a_title_the_clerk_gave_stays_where_the_file_prints_the_same(ledger):
    ledger.set_plan_title(PLAN, "重点工作")
    assert with_differences(version(), ledger.book, PLAN).plan.title == "重点工作"
    head = a_draft().plan.layout.head[:1]
    changed = version(layout=replace(a_draft().plan.layout, head=head))
    assert with_differences(changed, ledger.book, PLAN).plan.title == "云河市重点工作分工表"


def test_a_doubt_settled_in_the_ledger_is_not_asked_again(tmp_path):
    doubtful = a_draft(doubtful=True)
    with a_ledger(tmp_path / "甲.ledger", doubtful) as ledger:
        (doubt,) = ledger.book.open_doubts()
        ledger.settle_doubt(doubt.id, doubt.proposal)
        draft = with_differences(doubtful, ledger.book, PLAN)
        assert [d.settled for d in draft.doubts] == [doubt.proposal]


# ---- what the choices do in the draft


def test_keeping_the_ledgers_value_gives_the_row_its_text_units_and_deadline_back(ledger):
    first = ids_of(ledger)[0]
    ledger.set_deadline([first], "2026-12-20")
    ledger.set_units([first], [("市住建局", Role.LEAD), ("市水务局", Role.SUPPORT)])
    review = a_review(with_differences(version(), ledger.book, PLAN))
    (doubt,) = [d for d in review.doubts if d.kind is DoubtKind.ROW_CHANGED]
    review.settle_doubt(doubt.id, KEEP_OLD)
    kept, wanted = review.book.rows()[0], ledger.book.rows()[0]
    assert (kept.measure.text, kept.measure.deadline) == (wanted.measure.text, wanted.measure.deadline)
    assert kept.names(Role.SUPPORT) == ("市水务局",)
    assert kept.unit_text == wanted.unit_text
    assert review.book.rows()[1].unit_text == LED  # the row that shared the cell keeps its phrase
    review.undo()
    assert review.book.rows()[0].measure.text == "改造小区15个。"


def test_leaving_a_new_row_out_takes_it_from_the_draft(ledger):
    review = a_review(with_differences(version(), ledger.book, PLAN))
    (doubt,) = [d for d in review.doubts if d.kind is DoubtKind.ROW_NEW]
    review.settle_doubt(doubt.id, LEAVE_OUT)
    assert "养护公路120公里。" not in [row.measure.text for row in review.book.rows()]
    assert doubt.id not in review.book.doubts
    review.undo()
    assert review.doubts


def test_accepting_all_leaves_the_draft_as_it_is(ledger):
    draft = with_differences(version(), ledger.book, PLAN)
    review = a_review(draft)
    review.accept_doubts([doubt.id for doubt in review.doubts])
    assert review.doubts == ()
    assert review.result().measures == draft.measures


def test_the_comparison_outlives_the_review(ledger):
    draft = with_differences(version(), ledger.book, PLAN)
    review = Draft(draft, a_document())
    review.set_text(review.book.rows()[0].measure.id, "改写。")
    assert review.result().comparison == draft.comparison
