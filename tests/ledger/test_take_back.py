"""One act of the past taken back, whatever was done since; where it cannot be, one sentence names the later act."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from makers import FIELDS, TODAY, a_document, a_draft, a_ledger, ids_of

from ledger_app.domain.change import ChangeKind
from ledger_app.domain.errors import UserError
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Field
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.domain.view import SavedView
from ledger_app.ledger import Ledger


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as opened:
        yield opened


def status_of(ledger, measure_id):
    return ledger.book.row(measure_id).measure.status


def test_an_act_in_the_middle_is_taken_back_and_the_later_ones_stay(ledger):
    first, second, *_ = ids_of(ledger)
    change = ledger.set_status([first], Status.DONE)
    ledger.set_text(first, "改造小区20个。")
    ledger.set_status([second], Status.CLOSED)
    assert ledger.why_not(change.head.id) is None
    taken = ledger.take_back(change.head.id)
    assert (taken.head.kind, taken.head.label, taken.head.takes_back) == (
        ChangeKind.DO,
        "取回“修改状态”",
        change.head.id,
    )
    assert status_of(ledger, first) is Status.NOT_STARTED
    assert ledger.book.row(first).measure.text == "改造小区20个。"
    assert status_of(ledger, second) is Status.CLOSED
    assert ledger.check() == ()


def test_a_later_act_on_the_same_cell_is_named_with_day_time_and_person(ledger):
    """“11月2日那步暂时取不回：今天14:20又改过同一格。先取回今天这步，再取回它。”"""
    first = ids_of(ledger)[0]
    older = ledger.set_status([first], Status.DONE)
    newer = ledger.set_status([first], Status.CLOSED)
    sentence = "这一步暂时取不回：11月21日09:00王倩的“修改状态”又改过同一处，请先取回那一步"
    assert ledger.why_not(older.head.id) == sentence
    with pytest.raises(UserError) as refused:
        ledger.take_back(older.head.id)
    assert refused.value.message == sentence
    ledger.take_back(newer.head.id)
    ledger.take_back(older.head.id)
    assert status_of(ledger, first) is Status.NOT_STARTED


def test_what_was_undone_or_taken_back_is_in_nobodys_way_and_says_so_itself(ledger):
    first = ids_of(ledger)[0]
    older = ledger.set_status([first], Status.DONE)
    newer = ledger.set_status([first], Status.CLOSED)
    undo = ledger.undo()
    assert ledger.why_not(newer.head.id) == "这一步已经撤销，不用再取回"
    assert "这一行是撤销" in ledger.why_not(undo.head.id)
    ledger.take_back(older.head.id)
    assert ledger.why_not(older.head.id) == "这一步已经取回：11月21日09:00王倩的“取回‘修改状态’”"


def test_an_act_undone_and_done_again_is_one_act(ledger):
    first, second, *_ = ids_of(ledger)
    change = ledger.set_status([first], Status.DONE)
    ledger.undo()
    redo = ledger.redo()
    ledger.set_status([second], Status.DONE)
    assert ledger.why_not(change.head.id) is None
    ledger.take_back(redo.head.id)
    assert status_of(ledger, first) is Status.NOT_STARTED
    assert "已经取回" in ledger.why_not(change.head.id)


def test_taking_back_can_itself_be_undone_redone_and_taken_back(ledger):
    first, second, *_ = ids_of(ledger)
    change = ledger.set_status([first], Status.DONE)
    taken = ledger.take_back(change.head.id)
    ledger.undo()
    assert status_of(ledger, first) is Status.DONE
    assert ledger.why_not(change.head.id) is None
    ledger.redo()
    assert status_of(ledger, first) is Status.NOT_STARTED
    ledger.set_status([second], Status.DONE)
    again = ledger.take_back(taken.head.id)
    assert again.head.label == "取回“取回‘修改状态’”"
    assert status_of(ledger, first) is Status.DONE
    assert ledger.why_not(change.head.id) is None, "it is in force again"
    assert ledger.check() == ()


def test_a_pair_that_cancels_is_only_out_of_the_way_of_what_came_before_both(ledger):
    """甲 is set, 乙 over it, 乙 and then 甲 are taken back: 乙 comes back only after 甲 did."""
    first = ids_of(ledger)[0]
    below = ledger.set_text(first, "甲。")
    above = ledger.set_text(first, "乙。")
    taken_above = ledger.take_back(above.head.id)
    taken_below = ledger.take_back(below.head.id)
    assert "取回‘修改工作内容’" in ledger.why_not(taken_above.head.id)
    ledger.take_back(taken_below.head.id)
    ledger.take_back(taken_above.head.id)
    assert ledger.book.row(first).measure.text == "乙。"


def test_the_columns_of_the_annex_are_cells_of_their_own(tmp_path):
    """Status and deadline are printed in one list of cells: to change one does not keep the other from going back."""
    fields = (*FIELDS, Field.DEADLINE, Field.STATUS)
    draft = a_draft(fields=fields, cells=[("年底前", "未启动")] * 5)
    with a_ledger(tmp_path / "列.ledger", draft) as ledger:
        first = ids_of(ledger)[0]
        change = ledger.set_status([first], Status.DONE)
        ledger.set_deadline([first], "2026-10-31")
        ledger.take_back(change.head.id)
        assert ledger.book.row(first).measure.cells == ("2026-10-31", "未启动")
        later = ledger.set_status([first], Status.CLOSED)
        ledger.set_status([first], Status.DONE)
        assert "又改过同一处" in ledger.why_not(later.head.id)


def test_what_an_act_created_and_others_use_is_not_taken_from_under_them(ledger):
    first, second, *_ = ids_of(ledger)
    ledger.set_units([first], [("市水务局", Role.LEAD)])
    created = ledger.log()[0]
    ledger.set_units([second], [("市水务局", Role.SUPPORT)])
    assert "“修改责任单位”用到了这一步新增的内容" in ledger.why_not(created.id)


def test_an_import_others_build_on_stays_and_one_nobody_touched_goes(ledger, tmp_path):
    imported = ledger.log()[0].id
    ledger.add_progress(ids_of(ledger)[0], on=TODAY, done="已开工")
    assert "“记进展”" in ledger.why_not(imported)
    draft = a_draft([("一", "别的", [("市教育局负责。", ["新建学校2所。"])])])
    other = ledger.import_plan(
        replace(draft, plan=replace(draft.plan, title="另一份")), a_document("另.xlsx", b"other")
    )
    ledger.set_status(ids_of(ledger)[:1], Status.DONE)
    ledger.take_back(other.head.id)
    assert len(ledger.book.plans) == 1
    assert ledger.check() == ()


def test_a_removed_row_comes_back_where_it_stood_even_if_its_place_was_given_away(ledger):
    first, second, third, *_ = ids_of(ledger)
    removed = ledger.remove_measures([second])
    plan_id = ledger.book.measures[first].plan_id
    ledger.add_measure(plan_id=plan_id, after=first, section_id=None, text="新增一项。")
    ledger.take_back(removed.head.id)
    texts = [row.measure.text for row in ledger.book.rows()][:4]
    assert texts == ["改造小区12个。", "新增一项。", "加装电梯30部。", "更新燃气管道。"]
    assert ledger.book.covered_by(ledger.book.covers_of(second)[0].unit_cell_id)[-1] == third
    places = [row.measure.position for row in ledger.book.rows()]
    assert len(set(places)) == len(places)
    assert ledger.check() == ()


def test_two_rows_of_one_merged_cell_removed_one_after_the_other_come_back_in_any_order(ledger):
    first, second, third, *_ = ids_of(ledger)
    older = ledger.remove_measures([first])
    newer = ledger.remove_measures([third])
    ledger.take_back(older.head.id)
    assert ids_of(ledger)[:2] == [first, second]
    ledger.take_back(newer.head.id)
    assert ids_of(ledger)[:3] == [first, second, third]


def test_a_row_does_not_go_back_under_a_phrase_that_was_changed(ledger):
    first, second, *_ = ids_of(ledger)
    split = ledger.set_units([second], [("市水务局", Role.LEAD)])
    ledger.set_unit_phrase(first, "市交通局负责。")
    assert "“修改落实单位栏”又改过同一处" in ledger.why_not(split.head.id)


def test_merged_cells_that_later_rows_would_tear_are_left_alone(ledger):
    first, second, *_ = ids_of(ledger)
    split = ledger.set_units([second], [("市住建局", Role.LEAD), ("市交通局", Role.SUPPORT)])
    plan_id = ledger.book.measures[first].plan_id
    ledger.add_measure(plan_id=plan_id, after=first, section_id=None, text="新增一项。")
    assert "“新增任务”动过这里的行" in ledger.why_not(split.head.id)


def test_what_there_may_be_only_once_does_not_come_back_twice(ledger):
    ledger.save_view(SavedView(name="挂牌督办"))
    removed = ledger.remove_view("挂牌督办")
    ledger.save_view(SavedView(name="挂牌督办", text="燃气"))
    assert "“保存视图”又改过同一处" in ledger.why_not(removed.head.id)


def test_a_unit_does_not_get_a_name_back_that_is_anothers_by_now(ledger):
    unit = ledger.book.unit_named("市交通局")
    renamed = ledger.rename_unit(unit.id, "市交通运输局")
    alias = next(alias for alias in ledger.book.aliases.values() if alias.unit_id == unit.id)
    ledger.remove_alias(alias.id)
    ledger.set_units(ids_of(ledger)[:1], [("市交通局", Role.LEAD)])
    sentence = ledger.why_not(renamed.head.id)
    assert sentence is not None
    assert "取不回" in sentence


def test_a_ledger_open_for_reading_says_so(ledger):
    change = ledger.set_status(ids_of(ledger)[:1], Status.DONE)
    ledger.close()
    with Ledger.open(ledger.path, read_only=True) as reader:
        assert "只读方式" in reader.why_not(change.head.id)
        with pytest.raises(UserError, match="只读方式"):
            reader.take_back(change.head.id)


def test_who_is_unknown_is_not_named(tmp_path):
    with Ledger.open(tmp_path / "无名.ledger", create=True, who="") as ledger:
        ledger.import_plan(a_draft(), a_document())
        first = ids_of(ledger)[0]
        older = ledger.set_status([first], Status.DONE)
        ledger.set_status([first], Status.CLOSED)
        assert "的“修改状态”又改过" in ledger.why_not(older.head.id)


def test_an_act_that_there_is_not_is_our_fault(ledger):
    with pytest.raises(KeyError):
        ledger.take_back(999)


def test_taking_back_survives_a_restart(ledger):
    first = ids_of(ledger)[0]
    change = ledger.set_status([first], Status.DONE)
    ledger.take_back(change.head.id)
    ledger.close()
    with Ledger.open(ledger.path) as again:
        assert "已经取回" in again.why_not(change.head.id)
        again.undo()
        assert status_of(again, first) is Status.DONE
        assert again.check() == ()


# ---- the ways in which a later act can stand in the way


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
