"""The ways in which a later act can stand in the way of taking one back: each is named in one sentence."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from makers import FIELDS, TODAY, a_document, a_draft, a_ledger, ids_of

from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Field
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.ledger import Ledger


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as opened:
        yield opened


def add_below(ledger, measure_id, text="新增一项。"):
    plan_id = ledger.book.measures[measure_id].plan_id
    return ledger.add_measure(plan_id=plan_id, after=measure_id, section_id=None, text=text)


def test_a_row_removed_since_is_named(ledger):
    first = ids_of(ledger)[0]
    change = ledger.set_status([first], Status.DONE)
    ledger.remove_measures([first])
    assert "“删除任务”删去了这里要用的内容" in ledger.why_not(change.head.id)


def test_a_row_that_was_created_and_worked_on_names_the_newest_work(ledger):
    created = add_below(ledger, ids_of(ledger)[0])
    new = max(ids_of(ledger))
    ledger.set_text(new, "改了。")
    assert "“修改工作内容”用到了这一步新增的内容" in ledger.why_not(created.head.id)
    ledger.add_progress(new, on=TODAY, done="做了")
    assert "“记进展”" in ledger.why_not(created.head.id)
    ledger.remove_progress(next(iter(ledger.book.progress)))
    assert "“删除进展”" in ledger.why_not(created.head.id)


def test_a_phrase_goes_not_back_over_rows_that_came_under_it_since(ledger):
    """The new phrase names the same units: only the cell itself says that the acts meet."""
    first, second, *_ = ids_of(ledger)
    change = ledger.set_unit_phrase(first, "市住建局牵头，市财政局配合。")
    added = add_below(ledger, first)
    assert "“新增任务”又改过同一处" in ledger.why_not(change.head.id)
    ledger.take_back(added.head.id)
    ledger.remove_measures([second])
    ledger.take_back(change.head.id)
    assert ledger.book.row(first).unit_text == "市住建局牵头,市财政局配合。"


def test_the_units_of_a_row_are_one_cell_also_without_a_column(tmp_path):
    fields = tuple(field for field in FIELDS if field is not Field.UNITS)
    with a_ledger(tmp_path / "无栏.ledger", replace(a_draft(fields=fields), unit_cells=(), covers=())) as ledger:
        first, second, *_ = ids_of(ledger)
        named = [("市住建局", Role.LEAD), ("市财政局", Role.SUPPORT)]
        change = ledger.set_units([first], [*named, ("市交通局", Role.SUPPORT)])
        ledger.set_units([second], named)
        assert ledger.why_not(change.head.id) is None
        ledger.set_units([first], [*named, ("市交通局", Role.SUPPORT), ("市水务局", Role.SUPPORT)])
        assert "“修改责任单位”又改过同一处" in ledger.why_not(change.head.id)


def test_cadences_and_targets_do_not_come_back_beside_newer_ones(ledger):
    first = ids_of(ledger)[0]
    ledger.set_recurrences([first], "每月25日前报送")
    cleared = ledger.set_recurrences([first], "")
    ledger.set_recurrences([first], "每季度")
    assert "“修改报送周期”又改过同一处" in ledger.why_not(cleared.head.id)
    ledger.set_targets(first, ["不少于100个"])
    cleared = ledger.set_targets(first, [])
    ledger.set_targets(first, ["不少于100个"])
    assert "“修改指标”又改过同一处" in ledger.why_not(cleared.head.id)


def test_a_deadline_is_one_cell_though_it_is_kept_in_three(tmp_path):
    """Typed again next year the same words mean another day; then other words for that day."""
    now = [datetime(2026, 11, 21, 9, tzinfo=UTC)]
    with Ledger.open(tmp_path / "甲.ledger", create=True, now=lambda: now[0], who="王倩") as ledger:
        draft = a_draft()
        ledger.import_plan(replace(draft, plan=replace(draft.plan, issued=None)), a_document())
        first = ids_of(ledger)[0]
        ledger.set_deadline([first], "12月15日前")
        now[0] = datetime(2027, 2, 1, 9, tzinfo=UTC)
        change = ledger.set_deadline([first], "12月15日前")
        before, after = change.edits[0].before.deadline, change.edits[0].after.deadline
        assert (before.phrase, before.last_day.year, after.last_day.year) == (after.phrase, 2026, 2027)
        reworded = ledger.set_deadline([first], "12月15日")
        assert replace(reworded.edits[0].after.deadline, phrase=after.phrase) == after
        assert "“修改完成时限”又改过同一处" in ledger.why_not(change.head.id)


def test_a_sub_measure_comes_back_into_its_family_or_not_at_all(ledger):
    """Both sub-measures go, and another row takes their place."""
    first = ids_of(ledger)[0]
    ledger.add_sub_measure(first, "分解一。")
    ledger.add_sub_measure(first, "分解二。")
    one, two = sorted(ids_of(ledger))[-2:]
    removed = ledger.remove_measures([two])
    ledger.remove_measures([one])
    assert ledger.why_not(removed.head.id) is None
    add_below(ledger, first)
    sentence = ledger.why_not(removed.head.id)
    assert "“新增任务”动过这里的行" in sentence


def test_a_row_does_not_come_back_into_the_middle_of_a_merged_cell(tmp_path):
    fields = (*FIELDS, Field.OTHER)
    draft = a_draft(fields=fields, cells=[("甲",), ("乙",), ("丙",), ("丁",), ("戊",)])
    with a_ledger(tmp_path / "列.ledger", draft) as ledger:
        first, second, *_ = ids_of(ledger)
        removed = ledger.remove_measures([second])
        ledger.split_measure(first, 2)
        below = max(ids_of(ledger))
        assert ledger.why_not(removed.head.id) is None
        ledger.split_measure(below, 2)
        assert "“拆分任务”动过这里的行" in ledger.why_not(removed.head.id)


def test_a_row_does_not_go_back_into_a_merged_cell_that_others_stand_before_now(tmp_path):
    fields = (*FIELDS, Field.STATUS)
    draft = a_draft(fields=fields, cells=[("未启动",), (None,), (None,), ("",), ("",)])
    with a_ledger(tmp_path / "列.ledger", draft) as ledger:
        _, second, third, *_ = ids_of(ledger)
        change = ledger.set_status([second], Status.DONE)
        assert [row.measure.cells for row in ledger.book.rows()][:3] == [("未启动",), ("已完成(待核)",), ("未启动",)]
        add_below(ledger, second)
        assert "“新增任务”动过这里的行" in ledger.why_not(change.head.id)
        ledger.undo()
        ledger.take_back(change.head.id)
        assert ledger.book.measures[third].cells == (None,)


def test_lines_that_only_made_room_stay_where_others_stand_between_them(ledger):
    first = ids_of(ledger)[0]
    change = None
    while change is None or len(change.edits) < 6:  # until there is no gap left below the first row
        change = add_below(ledger, first, "让位。")
    new = max(ids_of(ledger))
    assert ledger.book.measures[new].text == "让位。"
    add_below(ledger, ids_of(ledger)[2], "之后的。")
    order = [id_ for id_ in ids_of(ledger) if id_ != new]
    ledger.take_back(change.head.id)
    assert ids_of(ledger) == order
    assert ledger.check() == ()


def test_a_row_that_was_moved_goes_back_over_what_came_between(ledger):
    first, second, third, *_ = ids_of(ledger)
    change = ledger.move_measures([first], section_id=None, after=third)
    add_below(ledger, second)
    new = max(ids_of(ledger))
    ledger.take_back(change.head.id)
    assert ids_of(ledger)[:4] == [first, second, new, third]


def test_rows_that_moved_while_others_made_room_stay_if_others_came_between(ledger):
    first, second, third, *_ = ids_of(ledger)
    while ledger.book.measures[ids_of(ledger)[1]].position - ledger.book.measures[first].position > 1:
        add_below(ledger, first)
    order = ids_of(ledger)
    change = ledger.move_measures([third], section_id=None, after=first)
    assert len({edit.record.id for edit in change.edits if isinstance(edit.record, Measure)}) > 2, "lines made room"
    ledger.set_text(second, "改了。")
    assert ledger.why_not(change.head.id) is None
    add_below(ledger, ids_of(ledger)[3])
    assert "“新增任务”动过这里的行" in ledger.why_not(change.head.id)
    ledger.undo()
    ledger.take_back(change.head.id)
    assert ids_of(ledger) == order


def test_a_phrase_goes_not_back_over_a_row_that_joined_its_cell(tmp_path):
    groups = [("一", "标题", [("市住建局负责。", ["改造小区12个。"]), ("市财政局负责。", ["落实养护资金。"])])]
    with a_ledger(tmp_path / "并.ledger", a_draft(groups, doubtful=True)) as ledger:
        first, second = ids_of(ledger)
        change = ledger.set_unit_phrase(first, "市交通局负责。")
        (doubt,) = ledger.book.open_doubts()
        ledger.settle_doubt(doubt.id, "市交通局负责。")
        assert ledger.book.covered_by(ledger.book.covers_of(first)[0].unit_cell_id) == (first, second)
        assert "“核定疑点”又改过同一处" in ledger.why_not(change.head.id)
