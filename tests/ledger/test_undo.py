from dataclasses import replace

import pytest
from makers import TODAY, a_draft, a_ledger, ids_of

from ledger_app.domain.change import ChangeKind
from ledger_app.domain.errors import UserError
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as opened:
        yield opened


def reopened(ledger: Ledger) -> Ledger:
    ledger.close()
    return Ledger.open(ledger.path)


def test_undo_and_redo_of_an_import_survive_a_restart(ledger):
    rows = ledger.book.rows()
    with reopened(ledger) as again:
        assert again.book.rows() == rows
        assert again.undo_label == "导入"
        again.undo()
        assert again.book.rows() == ()
        assert not again.book.plans
        assert not again.book.units
    with Ledger.open(ledger.path) as third:
        third.redo()
        assert third.book.rows() == rows
        assert third.check() == ()


def test_what_is_undone_is_what_the_menu_names(ledger):
    first = ids_of(ledger)[0]
    ledger.set_status([first], Status.DONE)
    ledger.set_text(first, "改造小区20个。")
    assert ledger.undo_label == "修改工作内容"
    ledger.undo()
    assert (ledger.undo_label, ledger.redo_label) == ("修改状态", "修改工作内容")
    ledger.undo()
    assert (ledger.undo_label, ledger.redo_label) == ("导入", "修改状态")
    ledger.redo()
    ledger.redo()
    assert (ledger.undo_label, ledger.redo_label) == ("修改工作内容", None)
    row = ledger.book.row(first)
    assert (row.measure.text, row.measure.status) == ("改造小区20个。", Status.DONE)


def test_a_new_act_after_an_undo_ends_redo_and_keeps_undo(ledger):
    first = ids_of(ledger)[0]
    ledger.set_status([first], Status.DONE)
    ledger.undo()
    ledger.set_text(first, "改造小区20个。")
    assert ledger.redo_label is None
    with pytest.raises(UserError, match="没有可重做的操作"):
        ledger.redo()
    ledger.undo()
    assert ledger.undo_label == "导入"


def test_one_act_on_many_rows_is_taken_back_at_once(ledger):
    ids = ids_of(ledger)
    change = ledger.set_status(ids, Status.CLOSED)
    assert len(change.edits) == len(ids)
    ledger.undo()
    assert {row.measure.status for row in ledger.book.rows()} == {Status.NOT_STARTED}


def test_an_undo_is_a_change_that_listeners_hear_of(ledger):
    heard = []
    ledger.subscribe(heard.append)
    first = ids_of(ledger)[0]
    ledger.set_status([first], Status.DONE)
    ledger.undo()
    assert [change.head.kind for change in heard] == [ChangeKind.DO, ChangeKind.UNDO]
    assert heard[1].edits[0].after.status is Status.NOT_STARTED
    assert heard[1].head.of_change == heard[0].head.id


def test_with_nothing_to_undo_the_clerk_is_told(tmp_path):
    with a_ledger(tmp_path / "空.ledger") as empty, pytest.raises(UserError, match="没有可撤销的操作"):
        empty.undo()


def test_ids_are_never_used_again(ledger):
    first = ids_of(ledger)[0]
    ledger.add_measure(plan_id=ledger.book.row(first).plan.id, after=first, section_id=None, text="新增一项。")
    gone = max(ids_of(ledger))
    ledger.undo()
    ledger.add_measure(plan_id=ledger.book.row(first).plan.id, after=first, section_id=None, text="再增一项。")
    assert max(ids_of(ledger)) > gone
    with reopened(ledger) as again:
        again.undo()
        again.add_measure(plan_id=again.book.row(first).plan.id, after=first, section_id=None, text="又一项。")
        assert max(ids_of(again)) > gone + 1


def test_ids_handed_out_for_an_act_that_failed_are_handed_out_again(ledger, monkeypatch):
    first = ids_of(ledger)[0]
    ledger.add_progress(first, on=TODAY, done="甲")
    with monkeypatch.context() as patch:
        patch.setattr(ledger._store, "apply", refuse)
        with pytest.raises(OSError, match="磁盘已满"):
            ledger.add_progress(first, on=TODAY, done="乙")
    ledger.add_progress(first, on=TODAY, done="丙")
    newest, before = ledger.book.progress_of(first)
    assert (newest.done, newest.id) == ("丙", before.id + 1)


def refuse(*_):
    raise OSError("磁盘已满")


def test_the_journal_tells_who_when_and_what(ledger):
    first = ids_of(ledger)[0]
    ledger.set_status([first], Status.DONE)
    newest, import_ = ledger.log()
    assert (newest.label, newest.who, newest.edit_count) == ("修改状态", "王倩", 1)
    assert newest.at > import_.at
    assert [head.id for head in ledger.history_of(first)] == [newest.id, import_.id]


def test_undo_refuses_when_the_row_is_no_longer_what_the_act_left(ledger):
    """Not to be reached through the verbs; the journal checks all the same."""
    first = ids_of(ledger)[0]
    ledger.set_status([first], Status.DONE)
    row = ledger.book.measures[first]
    with ledger._store._db.transaction() as connection:
        connection.execute("UPDATE measure SET status = 'closed' WHERE id = ?", (first,))
    with pytest.raises(UserError, match="之后又改过同一格"):
        ledger.undo()
    assert ledger.book.measures[first] == row


def test_an_edit_of_a_row_damaged_on_disk_is_refused(ledger):
    first = ids_of(ledger)[0]
    with ledger._store._db.transaction() as connection:
        connection.execute("UPDATE measure SET hash = x'00' WHERE id = ?", (first,))
    with pytest.raises(UserError, match="已被改动或损坏"):
        ledger.set_status([first], Status.DONE)
    assert ledger.book.row(first).measure.status is Status.NOT_STARTED
    assert ledger.log()[0].label == "导入"


def test_a_refused_act_leaves_no_trace(ledger):
    rows, log = ledger.book.rows(), ledger.log()
    with pytest.raises(UserError, match="工作内容不能为空"):
        ledger.set_text(ids_of(ledger)[0], "  \n ")
    assert (ledger.book.rows(), ledger.log()) == (rows, log)
    assert ledger.set_text(ids_of(ledger)[0], rows[0].measure.text) is None
    assert ledger.log() == log


def test_rows_are_frozen_and_replaced(ledger):
    first = ids_of(ledger)[0]
    before = ledger.book.row(first)
    ledger.set_status([first], Status.UNDER_WAY)
    after = ledger.book.row(first)
    assert before.measure.status is Status.NOT_STARTED
    assert after.measure == replace(before.measure, status=Status.UNDER_WAY)
