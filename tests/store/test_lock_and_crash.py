"""Who may write, and what a writer that fails or is killed leaves behind."""

import shutil
import sqlite3
import sys
from contextlib import closing

import pytest
from makers import Clock, a_draft, a_ledger, ids_of

from ledger_app.domain.errors import LedgerLockedError, UserError
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.store import database, lock


def test_a_missing_folder_is_refused_and_not_made(tmp_path):
    with pytest.raises(UserError, match=r"找不到文件夹“.*no.*先建立"):
        Ledger.open(tmp_path / "no" / "such" / "乙.ledger", create=True)
    assert list(tmp_path.iterdir()) == []


def test_the_holder_of_the_lock_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "_computer", lambda: "办公室三")
    monkeypatch.setattr(lock, "_user", lambda: "王倩")
    path = tmp_path / "甲.ledger"
    with a_ledger(path), pytest.raises(LedgerLockedError, match="“办公室三”电脑上的王倩（2026-11-21 09:00起）"):
        Ledger.open(path)


def test_the_word_of_an_earlier_holder_is_replaced(tmp_path):
    path = tmp_path / "甲.ledger"
    a_ledger(path).close()
    with a_ledger(path):
        connection = sqlite3.connect(tmp_path / "甲.ledger.lock")
        assert [since for (since,) in connection.execute("SELECT since FROM holder")] == ["2026-11-21 09:00"]
        connection.close()


def test_a_file_in_the_locks_place_is_named(tmp_path):
    a_ledger(tmp_path / "甲.ledger").close()
    (tmp_path / "甲.ledger.lock").write_bytes(b"not a lock" * 500)
    with pytest.raises(UserError, match=r"甲\.ledger\.lock.*删除"):
        Ledger.open(tmp_path / "甲.ledger")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_ledger_under_two_names_has_one_lock(tmp_path):
    """同一个台账，从快捷方式和原位置同时打开，两边都能改。"""
    path = tmp_path / "甲.ledger"
    (tmp_path / "乙.ledger").symlink_to(path)
    with a_ledger(path), pytest.raises(LedgerLockedError):
        Ledger.open(tmp_path / "乙.ledger")


def test_the_lock_is_free_again_when_opening_fails(tmp_path):
    path = tmp_path / "甲.ledger"
    a_ledger(path).close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(UserError, match="已损坏") as kept:  # the traceback keeps the refused store alive
        Ledger.open(path)
    other = lock.WriterLock(path)
    other.acquire(Clock()())
    other.release()
    assert kept.value


def test_a_transaction_that_fails_is_taken_back(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as ledger:
        db = ledger._store._db
        with pytest.raises(ZeroDivisionError):
            half_an_act(db)
        assert not db.connection.in_transaction
        assert db.connection.execute("SELECT title FROM plan").fetchone()[0] != "半途"
        assert ledger.check() == ()


def half_an_act(db: database.Database) -> None:
    with db.transaction() as connection:
        connection.execute("UPDATE plan SET title = '半途'")
        raise ZeroDivisionError


def test_each_act_is_chained_to_the_one_before(tmp_path):
    """The same act after another past has another digest."""
    digests = []
    for name, first in (("甲", Status.DONE), ("乙", Status.CLOSED)):
        with a_ledger(tmp_path / f"{name}.ledger", a_draft()) as ledger:
            one, two = ids_of(ledger)[:2]
            ledger.set_status([one], first)
            ledger.set_status([two], Status.DONE)
            rows = ledger._store._db.connection.execute("SELECT digest FROM change ORDER BY id").fetchall()
            digests.append([digest for (digest,) in rows])
    assert digests[0][0] == digests[1][0]
    assert digests[0][2] != digests[1][2]


def test_what_a_killed_writer_left_is_taken_back_before_a_reader_looks(tmp_path):
    path, killed = tmp_path / "甲.ledger", tmp_path / "乙.ledger"
    a_ledger(path, a_draft()).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")  # so that pages go to the file before the commit
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE measure SET text = text || hex(zeroblob(20000))")
        shutil.copy(path, killed)
        shutil.copy(f"{path}-journal", f"{killed}-journal")
        connection.execute("ROLLBACK")
    assert killed.read_bytes() != path.read_bytes()
    with Ledger.open(killed, read_only=True) as ledger:
        assert ledger.book.rows()[0].measure.text == "改造小区12个。"
        assert ledger.check() == ()


def test_no_file_is_made_over_one_that_is_there(tmp_path):
    path = tmp_path / "甲.ledger"
    path.write_bytes(b"mine")
    with pytest.raises(UserError, match="已经存在"):
        database.create(path)
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]
