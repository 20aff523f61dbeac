"""The ledger file itself: what is refused, what is noticed, who may write."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from makers import a_draft, a_ledger, ids_of

from ledger_app.domain.errors import LedgerLockedError, UserError
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.store.database import APPLICATION_ID, schema_steps
from ledger_app.store.tables import REFERENCES, TABLE_NAMED, TABLES, quoted, row_hash


def refused(path: Path, **how: bool) -> str:
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    with pytest.raises(UserError) as caught:
        Ledger.open(path, **how)
    assert path.name in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(path.parent.iterdir()) == beside
    return str(caught.value)


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()


@pytest.mark.parametrize("how", [{}, {"read_only": True}, {"create": True}])
@pytest.mark.parametrize("content", [b"", b"\0" * 5000, b"PK\x03\x04 not a ledger" * 400, b"SQLite format 3\0"])
def test_what_is_no_ledger_is_refused_and_not_touched(tmp_path, content, how):
    path = tmp_path / "别的.ledger"
    path.write_bytes(content)
    said = refused(path, **how)
    assert ("不是台账文件" if content else "空文件") in said


def test_another_programs_database_is_refused_and_not_touched(tmp_path):
    path = tmp_path / "chat.db"
    foreign(path)
    assert "不是台账文件" in refused(path)


def test_a_newer_ledger_is_refused_and_not_touched(tmp_path):
    path = tmp_path / "新.ledger"
    a_ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(schema_steps()) + 1}")
    connection.close()
    assert "升级" in refused(path)
    assert "升级" in refused(path, read_only=True)


@pytest.fixture
def first_version(tmp_path) -> Path:
    """A ledger as the first schema made it, with one plan."""
    new, path = tmp_path / "新.ledger", tmp_path / "旧.ledger"
    with a_ledger(new, a_draft()):
        pass
    old = sqlite3.connect(path, isolation_level=None)
    old.executescript(schema_steps()[0].read_text("utf-8"))
    old.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1")
    source = sqlite3.connect(new)
    for table in (table for table in TABLES.values() if table.since == 1):
        for row_id, *values, _ in source.execute(table.select_in(1)).fetchall():
            names = ", ".join(quoted("id", *table.columns[: len(values)], "hash"))
            marks = ", ".join("?" * (len(values) + 2))
            row = (row_id, *values, row_hash(table.name, row_id, values))
            old.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', row)
    for name in ("blob", "change", "edit"):
        columns = ", ".join(quoted(*(row[1] for row in old.execute(f"PRAGMA table_info({name})"))))
        rows = source.execute(f'SELECT {columns} FROM "{name}"').fetchall()
        old.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
    old.close()
    source.close()
    new.unlink()
    return path


def test_an_older_ledger_is_brought_up_to_date_and_kept_as_it_was_beside(first_version):
    before = first_version.read_bytes()
    with a_ledger(first_version) as ledger:
        assert len(ledger.book.rows()) == len(a_draft().measures)
        assert ledger.check() == ()
        ledger.undo()
        assert not ledger.book.measures
        ledger.redo()
        assert len(ledger.book.rows()) == len(a_draft().measures)
    kept = first_version.with_name("旧（第1版备份）.ledger")
    with sqlite3.connect(kept) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM measure").fetchone() == (len(a_draft().measures),)
    connection.close()
    assert first_version.read_bytes() != before


def test_an_older_ledger_opened_for_reading_is_read_and_not_touched(first_version):
    before = first_version.read_bytes()
    with Ledger.open(first_version, read_only=True) as ledger:
        assert len(ledger.book.rows()) == len(a_draft().measures)
        assert [head.label for head in ledger.log()] == ["导入"]
        assert ledger.check() == ()
    assert first_version.read_bytes() == before
    assert list(first_version.parent.glob("*备份*")) == []


def test_a_missing_ledger_is_not_made_and_a_folder_is_none(tmp_path):
    assert "找不到" in refused(tmp_path / "没有.ledger")
    assert "文件夹" in refused(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_new_ledger_is_its_users_alone_and_marked_as_ours(tmp_path):
    path = tmp_path / "新.ledger"
    a_ledger(path).close()
    head = path.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0


def test_the_settings_that_keep_acknowledged_edits_are_in_force(tmp_path):
    with a_ledger(tmp_path / "甲.ledger") as ledger:
        connection = ledger._store._db.connection
        asked = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert asked == {"journal_mode": "delete", "synchronous": 2, "foreign_keys": 1}


HOLD = """
import sys
from pathlib import Path
from ledger_app.ledger import Ledger
with Ledger.open(Path(sys.argv[1])) as ledger:
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_gets_one_sentence_and_may_read(tmp_path):
    path = tmp_path / "甲.ledger"
    a_ledger(path, a_draft()).close()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LedgerLockedError, match=r"甲\.ledger.*使用.*只读"):
            Ledger.open(path)
        with Ledger.open(path, read_only=True) as reader:
            assert len(reader.book.rows()) == 5
            with pytest.raises(UserError, match="只读方式打开"):
                reader.set_status(ids_of(reader), Status.DONE)
        holder.kill()
    with Ledger.open(path) as again:  # a killed holder's lock is free at once
        assert len(again.book.rows()) == 5


WRITE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("UPDATE plan SET title = title || '（改）'")
connection.commit()
connection.close()
"""


def test_a_write_by_another_program_is_noticed_before_the_next_act(tmp_path):
    path = tmp_path / "甲.ledger"
    with a_ledger(path, a_draft()) as ledger:
        reloads = []
        ledger.subscribe_reload(lambda: reloads.append(1))
        subprocess.run([sys.executable, "-c", WRITE, str(path)], check=True)
        with pytest.raises(UserError, match="其他程序改动"):
            ledger.set_status(ids_of(ledger), Status.DONE)
        assert reloads == [1]
        assert ledger.set_status(ids_of(ledger), Status.DONE) is not None


def test_a_flipped_bit_in_a_text_is_named(tmp_path):
    path = tmp_path / "甲.ledger"
    a_ledger(path, a_draft()).close()
    content = path.read_bytes()
    at = content.index("加装电梯30部".encode())
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.check() == ("“measure”表第2行的内容与其校验值不符",)


def test_a_changed_journal_is_named(tmp_path):
    path = tmp_path / "甲.ledger"
    with a_ledger(path, a_draft()) as ledger:
        ledger.set_status(ids_of(ledger)[:1], Status.DONE)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE edit SET after = '\"closed\"' WHERE \"column\" = 'status'")
    connection.close()
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.check() == ("第2步操作的记录与其校验值不符",)


def test_a_damaged_file_is_one_sentence(tmp_path):
    path = tmp_path / "甲.ledger"
    a_ledger(path, a_draft()).close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(UserError, match="已损坏"):
        Ledger.open(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let an open file be moved away")
def test_a_ledger_moved_away_underneath_is_said_to_be_so(tmp_path):
    """台账文件被人移走了，程序却说它是只读的"""
    path = tmp_path / "甲.ledger"
    with a_ledger(path, a_draft()) as ledger:
        before = ledger.book.rows()
        path.rename(tmp_path / "乙.ledger")
        with pytest.raises(UserError, match="移走"):
            ledger.set_status(ids_of(ledger)[:1], Status.DONE)
        assert ledger.book.rows() == before


def test_a_full_disk_refuses_the_act_and_changes_nothing(tmp_path):
    path = tmp_path / "甲.ledger"
    with a_ledger(path) as ledger:
        pages = ledger._store._db.connection.execute("PRAGMA page_count").fetchone()[0]
        ledger._store._db.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(UserError, match="磁盘空间不足"):
            a_draft_of_many(ledger)
        assert ledger.book.rows() == ()
        assert ledger.log() == ()
        assert ledger.check() == ()


def a_draft_of_many(ledger):
    from makers import a_document

    groups = [("一", "标题", [("市住建局负责。", [f"第{number}项任务。" * 20 for number in range(200)])])]
    ledger.import_plan(a_draft(groups), a_document())


def test_the_rows_of_every_table_carry_their_hash(tmp_path):
    path = tmp_path / "甲.ledger"
    a_ledger(path, a_draft(doubtful=True)).close()
    connection = sqlite3.connect(path)
    for name in TABLE_NAMED:
        assert connection.execute(f"SELECT count(*) FROM {name} WHERE length(hash) <> 16").fetchone() == (0,)
    layout = json.loads(connection.execute("SELECT layout FROM plan").fetchone()[0])
    connection.close()
    assert layout["fields"] == ["section_number", "heading", "text", "units"]


def test_every_reference_of_the_schema_is_known(tmp_path):
    """Taking an act back asks what refers to the rows it created."""
    path = tmp_path / "甲.ledger"
    a_ledger(path).close()
    connection = sqlite3.connect(path)
    schema = {
        name: {(row[3], row[2]) for row in connection.execute(f'PRAGMA foreign_key_list("{name}")')}
        for name in TABLE_NAMED
    }
    connection.close()
    assert {name: set(references) for name, references in REFERENCES.items()} == schema


def test_that_an_act_takes_another_back_is_part_of_the_chain(tmp_path):
    path = tmp_path / "甲.ledger"
    with a_ledger(path, a_draft()) as ledger:
        change = ledger.set_status(ids_of(ledger)[:1], Status.DONE)
        ledger.take_back(change.head.id)
        assert ledger.check() == ()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE change SET takes_back = 1 WHERE takes_back = 2")
    connection.close()
    with Ledger.open(path, read_only=True) as ledger:
        assert ledger.check() == ("第3步操作的记录与其校验值不符",)


def test_equal_numbers_of_a_ledger_are_one_object(tmp_path):
    """100,000 rows and what belongs to them name each measure a handful of times, at 32 bytes a number."""
    path = tmp_path / "长.ledger"
    texts = [f"整治第{at}条背街小巷。" for at in range(1, 301)]
    a_ledger(path, a_draft([("一", "整治背街小巷。", [("市住建局负责。", texts)])])).close()
    with Ledger.open(path) as ledger:
        measure = ledger.book.rows()[-1].measure
        assert measure.id > 256  # smaller numbers are shared by Python itself
        (cover,), (duty,) = ledger.book.covers_of(measure.id), ledger.book.assignments_of(measure.id)
        assert cover.measure_id is measure.id
        assert duty.measure_id is measure.id
        assert cover.id is measure.id
