"""Proof that a ledger file is sound, from its raw values: nothing is decoded, so damage cannot stop the proof."""

import sqlite3
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from ledger_app.store import journal
from ledger_app.store.database import Database, is_damage, schema_steps
from ledger_app.store.tables import TABLES, Row, Table, row_hash

_APPEND_ONLY = {"change": "操作", "edit": "修改"}


def check_file(path: Path) -> tuple[tuple[str, ...], int]:
    """What is wrong with a ledger file, and how many measures it holds. Raises UserError if it is no ledger at all."""
    db = Database(path, read_only=True)
    try:
        return problems(db), _count_measures(db)
    finally:
        db.close()


def problems(db: Database) -> tuple[str, ...]:
    """What is wrong with the file, one Chinese sentence each; empty when it is sound."""
    found: list[str] = []
    connection = db.connection
    usual = connection.text_factory
    connection.text_factory = _decode  # a text that is no UTF-8 shall fail its hash, not the proof
    try:
        with db.snapshot():
            for part in _PARTS:
                found += _told(part, connection)
    finally:
        connection.text_factory = usual
    return tuple(sentence.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for sentence in found)


def _decode(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


def _told(part: Callable[[sqlite3.Connection], Iterator[str]], connection: sqlite3.Connection) -> list[str]:
    """The problems one part of the proof finds; where damage stops it, that is the last of them."""
    told: list[str] = []
    try:
        told.extend(part(connection))
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        told.append(f"有内容无法读出：{error}")
    return told


def _count_measures(db: Database) -> int:
    with db.troubles():
        try:
            return int(db.connection.execute("SELECT count(*) FROM measure").fetchone()[0])
        except sqlite3.DatabaseError as error:
            if is_damage(error):
                return 0
            raise


def _structure(connection: sqlite3.Connection) -> Iterator[str]:
    for (said,) in connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield f"文件结构有误：{said}"


def _schema(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare the file's tables with those the schema steps make."""
    version = _version(connection)
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for step in schema_steps()[:version]:
            fresh.executescript(step.read_text("utf-8"))
        wanted, held = _shapes(fresh), _shapes(connection)
    finally:
        fresh.close()
    for name in sorted(wanted.keys() | held.keys()):
        if name not in held:
            yield f"缺少“{name}”表"
        elif name not in wanted:
            yield f"多出“{name}”表"
        elif held[name] != wanted[name]:
            yield f"“{name}”表的结构与本程序建立的不同"


def _shapes(connection: sqlite3.Connection) -> dict[str, tuple[object, ...]]:
    from sqlite_utils import Database as Inspector

    inspector = Inspector(connection, recursive_triggers=False, execute_plugins=False)
    return {
        table.name: (table.strict, table.schema, table.columns, sorted(map(str, table.indexes)), table.triggers)
        for table in inspector.tables
        if not table.name.startswith("sqlite_")
    }


def _references(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row_id, target, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"“{table}”表第{row_id}行指向不存在的“{target}”"


def _tables(connection: sqlite3.Connection) -> list[Table[Any]]:
    """Those that a ledger of this file's version has."""
    version = _version(connection)
    return [table for table in TABLES.values() if table.since <= version]


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _rows(connection: sqlite3.Connection) -> Iterator[str]:
    version = _version(connection)
    for table in _tables(connection):
        for row in connection.execute(table.select_in(version)):
            if not _holds(table.name, row):
                yield f"“{table.name}”表第{row[0]}行的内容与其校验值不符"


def _holds(table: str, row: Row) -> bool:
    values = row[1:-1]
    return not any(isinstance(value, bytes) for value in values) and row_hash(table, row[0], values) == row[-1]


def _comings_and_goings(connection: sqlite3.Connection) -> Iterator[str]:
    """Rows that are there without an act that added them, or gone without one that removed them."""
    whole = "SELECT row_id, op FROM edit WHERE \"table\" = ? AND op <> 'set' ORDER BY id"
    for table in _tables(connection):
        told = dict(connection.execute(whole, (table.name,)).fetchall())  # the newest of each row stays
        expected = {row_id for row_id, op in told.items() if op == "add"}
        held = {row_id for (row_id,) in connection.execute(f'SELECT id FROM "{table.name}"')}
        yield from (f"“{table.name}”表第{row_id}行丢失了：没有操作删除过它" for row_id in sorted(expected - held))
        yield from (f"“{table.name}”表第{row_id}行来历不明：没有操作加入过它" for row_id in sorted(held - expected))


def _originals(connection: sqlite3.Connection) -> Iterator[str]:
    for name, sha, content in connection.execute("SELECT name, sha256, content FROM blob"):
        if not isinstance(content, bytes) or sha256(content).hexdigest() != sha:
            yield f"原件“{name}”的内容与其校验值不符"
    lost = "SELECT source_name FROM plan WHERE source_hash <> '' AND source_hash NOT IN (SELECT sha256 FROM blob)"
    for (name,) in connection.execute(lost):
        yield f"原件“{name}”丢失了"


def _journal_whole(connection: sqlite3.Connection) -> Iterator[str]:
    """The journal is only ever added to: its ids run from 1 to the highest ever given, which SQLite keeps apart."""
    for table, name in _APPEND_ONLY.items():
        given = connection.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()[0] or 0
        count, last = connection.execute(f'SELECT count(*), coalesce(max(id), 0) FROM "{table}"').fetchone()
        if not count == last == given:
            yield f"{name}记录不全：应有{max(given, last)}条，现有{count}条"


def _journal_chain(connection: sqlite3.Connection) -> Iterator[str]:
    for change_id in journal.digest_breaks(connection):
        yield f"第{change_id}步操作的记录与其校验值不符"


_PARTS = (
    *(_structure, _schema, _references, _rows, _comings_and_goings),
    *(_originals, _journal_whole, _journal_chain),
)
