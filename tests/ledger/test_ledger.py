"""Who is told, what the menu names, what the history and the search still find."""

import sqlite3
from contextlib import closing

import pytest
from makers import TODAY, a_draft, a_ledger, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.row import Query
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as opened:
        yield opened


def write_behind_its_back(ledger: Ledger) -> None:
    with closing(sqlite3.connect(ledger.path)) as connection, connection:
        connection.execute("UPDATE plan SET title = title || '（改）'")


def test_a_listener_that_fails_keeps_no_other_untold_and_undoes_nothing(ledger):
    heard = []

    def fail(_):
        raise ZeroDivisionError

    ledger.subscribe(fail)
    ledger.subscribe(heard.append)
    with pytest.raises(ZeroDivisionError):
        ledger.set_status(ids_of(ledger)[:1], Status.DONE)
    assert [change.head.label for change in heard] == ["修改状态"]
    assert ledger.book.rows()[0].measure.status is Status.DONE
    assert ledger.undo_label == "修改状态"
    assert len(ledger.log()) == 2
    assert ledger.check() == ()


def test_a_reload_listener_that_fails_keeps_no_other_untold(ledger):
    told = []

    def fail():
        raise ZeroDivisionError

    ledger.subscribe_reload(fail)
    ledger.subscribe_reload(lambda: told.append(1))
    write_behind_its_back(ledger)
    with pytest.raises(ZeroDivisionError):
        ledger.set_status(ids_of(ledger), Status.DONE)
    assert told == [1]


def test_what_the_menu_names_is_known_without_asking_the_file(ledger):
    first = ids_of(ledger)[0]
    asked = []
    connection = ledger._store._db.connection

    def labels():
        connection.set_trace_callback(asked.append)
        found = (ledger.undo_label, ledger.redo_label)
        connection.set_trace_callback(None)
        return found

    assert labels() == ("导入", None)
    ledger.set_status([first], Status.DONE)
    assert labels() == ("修改状态", None)
    ledger.undo()
    assert labels() == ("导入", "修改状态")
    ledger.redo()
    assert labels() == ("修改状态", None)
    assert asked == []


def test_what_the_menu_names_is_read_anew_with_the_rest(ledger):
    ledger.set_status(ids_of(ledger)[:1], Status.DONE)
    with closing(sqlite3.connect(ledger.path)) as connection, connection:
        connection.execute("UPDATE change SET label = '另一步' WHERE id = 2")
    with pytest.raises(UserError, match="其他程序改动"):
        ledger.set_status(ids_of(ledger), Status.DONE)
    assert ledger.undo_label == "另一步"


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_taking_back_and_doing_again_heed_other_writers_and_reading_only(ledger, verb):
    ledger.set_status(ids_of(ledger)[:1], Status.DONE)
    if verb == "redo":
        ledger.undo()
    before = ledger.log()
    with Ledger.open(ledger.path, read_only=True) as reader, pytest.raises(UserError, match="只读方式打开"):
        getattr(reader, verb)()
    write_behind_its_back(ledger)
    with pytest.raises(UserError, match="其他程序改动"):
        getattr(ledger, verb)()
    assert ledger.log() == before


def test_the_history_keeps_the_acts_on_what_was_removed_since(ledger):
    first, second = ids_of(ledger)[:2]
    ledger.set_status([first], Status.UNDER_WAY)
    added = ledger.add_progress(first, on=TODAY, done="开工三处。")
    assert not any(edit.record == ledger.book.measures[first] for edit in added.edits)
    ledger.undo()
    assert [head.kind.value for head in ledger.history_of(first)] == ["undo", "do", "do", "do"]
    assert [head.label for head in ledger.history_of(second)] == ["导入"]


def test_the_log_is_as_long_as_asked(ledger):
    for status in (Status.DONE, Status.CLOSED, Status.UNDER_WAY):
        ledger.set_status(ids_of(ledger)[:1], status)
    assert [head.id for head in ledger.log(2)] == [4, 3]
    assert len(ledger.log()) == 4


def test_the_search_forgets_the_old_text(ledger):
    first = ids_of(ledger)[0]
    old, new = Query(words=("小区",)), Query(words=("桥梁",))
    assert [row.measure.id for row in ledger.book.select(old, TODAY)] == [first]
    ledger.set_text(first, "加固桥梁3座。")
    assert ledger.book.select(old, TODAY) == ()
    assert [row.measure.id for row in ledger.book.select(new, TODAY)] == [first]
