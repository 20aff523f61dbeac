"""One act of the past taken back, whatever was done since; where it cannot be, one sentence names the later act."""

from dataclasses import replace

import pytest
from makers import FIELDS, TODAY, a_document, a_draft, a_ledger, ids_of

from ledger_app.domain.change import ChangeKind
from ledger_app.domain.errors import UserError
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
    sentence = "这一步暂时取不回：11月21日09:00王倩的“修改状态”又改过同一处，先取回那一步"
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
