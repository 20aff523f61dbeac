"""Damage: a ledger that cannot be read is refused in one sentence, and the proof names what is wrong with it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from makers import a_draft, a_ledger, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ledger.ledger import check_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed ledger of five measures, of which one act set a status and one took it back."""
    path = tmp_path / "甲.ledger"
    with a_ledger(path, a_draft(doubtful=True)) as ledger:
        ledger.set_status(ids_of(ledger)[:1], Status.DONE)
        ledger.undo()
    assert check_file(path) == ((), 5)
    return path


def tamper(path: Path, *statements: str) -> None:
    """Change the file as damage does: past every check of the schema."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)


UNREADABLE = {
    "UPDATE measure SET status = 'gone' WHERE id = 2": "“measure”表第2行的内容与其校验值不符",
    "UPDATE measure SET cells = '[\"' WHERE id = 2": "“measure”表第2行的内容与其校验值不符",
    "UPDATE measure SET cells = '5' WHERE id = 2": "“measure”表第2行的内容与其校验值不符",
    "UPDATE plan SET layout = '{}'": "“plan”表第1行的内容与其校验值不符",
    "UPDATE plan SET issued = '2026-13-01'": "“plan”表第1行的内容与其校验值不符",
    "UPDATE doubt SET alternatives = '{'": "“doubt”表第1行的内容与其校验值不符",
    "UPDATE doubt SET kind = 'nobody knows'": "“doubt”表第1行的内容与其校验值不符",
    "UPDATE measure SET text = CAST(x'E4B8FF' AS TEXT) WHERE id = 2": "“measure”表第2行的内容与其校验值不符",
    "UPDATE measure SET plan_id = 9 WHERE id = 2": "“measure”表第2行指向不存在的“plan”",
    "UPDATE section SET parent_id = 1 WHERE id = 1": "“section”表第1行的内容与其校验值不符",
    "DELETE FROM plan": "“plan”表第1行丢失了：没有操作删除过它",
    "UPDATE change SET at = 'yesterday' WHERE id = 2": "第2步操作的记录与其校验值不符",
    "DROP TABLE setting": "缺少“setting”表",
}


@pytest.mark.parametrize("statement", UNREADABLE)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_cannot_be_read_is_refused_in_one_sentence_and_named_by_the_proof(path, statement, read_only):
    tamper(path, statement)
    if statement.startswith("UPDATE change"):
        with Ledger.open(path, read_only=read_only) as ledger, pytest.raises(UserError, match=r"已损坏.*备份恢复"):
            ledger.log()
    else:
        with pytest.raises(UserError, match=r"台账文件“甲\.ledger”已损坏.*备份恢复"):
            Ledger.open(path, read_only=read_only)
    assert UNREADABLE[statement] in check_file(path)[0]


def test_a_refused_ledger_is_let_go(path):
    tamper(path, "UPDATE measure SET status = 'gone' WHERE id = 2")
    with pytest.raises(UserError, match="已损坏") as refused:  # its traceback keeps the refused ledger alive
        Ledger.open(path)
    tamper(path, "UPDATE measure SET status = 'not_started' WHERE id = 2")
    Ledger.open(path).close()
    assert refused.value


LOST = {
    "DELETE FROM assignment WHERE id = 2": ("“assignment”表第2行丢失了：没有操作删除过它",),
    "INSERT INTO unit_alias (id, unit_id, name, hash) VALUES (7, 1, '别名', x'00')": (
        "“unit_alias”表第7行的内容与其校验值不符",
        "“unit_alias”表第7行来历不明：没有操作加入过它",
    ),
    "UPDATE blob SET content = x'00'": ("原件“分工表.xlsx”的内容与其校验值不符",),
    "DELETE FROM blob": ("原件“分工表.xlsx”丢失了",),
    "UPDATE cover SET unit_cell_id = 99 WHERE id = 1": (
        "“cover”表第1行指向不存在的“unit_cell”",
        "“cover”表第1行的内容与其校验值不符",
    ),
    "DROP INDEX cover_measure": ("“cover”表的结构与本程序建立的不同",),
    "CREATE TABLE memo (a)": ("多出“memo”表",),
    "UPDATE change SET digest = x'00' WHERE id = 1": (
        "第1步操作的记录与其校验值不符",
        "第2步操作的记录与其校验值不符",
    ),
}


@pytest.mark.parametrize("statement", LOST)
def test_what_was_lost_or_smuggled_in_is_named_and_nothing_else(path, statement):
    tamper(path, statement)
    assert check_file(path)[0] == LOST[statement]


@pytest.mark.parametrize(("change", "found"), [(3, "有2条"), (2, "有2条")])
def test_a_change_cut_out_of_the_journal_is_named(path, change, found):
    tamper(path, f"DELETE FROM edit WHERE change_id = {change}", f"DELETE FROM change WHERE id = {change}")
    told = check_file(path)[0]
    assert f"操作记录不全：应有3条，现{found}" in told
    assert any(sentence.startswith("修改记录不全") for sentence in told)


def test_an_open_ledger_proves_the_same_and_reads_on_as_before(path):
    with Ledger.open(path) as ledger:
        tamper(path, "UPDATE measure SET text = CAST(x'FF' AS TEXT) WHERE id = 2")
        assert ledger.check() == ("“measure”表第2行的内容与其校验值不符",)
        with pytest.raises(UserError, match="已损坏"):
            ledger.set_status(ids_of(ledger)[:1], Status.DONE)


def test_a_proof_writes_nothing_and_refuses_what_is_no_ledger(path, tmp_path):
    before = path.read_bytes()
    beside = sorted(tmp_path.iterdir())
    check_file(path)
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == beside
    with pytest.raises(UserError, match="找不到"):
        check_file(tmp_path / "没有.ledger")


def test_the_digest_is_the_same_in_whatever_pieces_it_is_worked_out(path, monkeypatch):
    """Ledgers of older programs were hashed in one piece."""
    monkeypatch.setattr("ledger_app.store.journal._AT_A_TIME", 2)
    with Ledger.open(path) as ledger:
        ledger.remove_measures(ids_of(ledger))
        assert ledger.check() == ()
    monkeypatch.undo()
    assert check_file(path) == ((), 0)
