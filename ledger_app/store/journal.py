"""The journal of changes: append-only rows from which undo, redo and the history are read."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ledger_app.domain.change import ChangeHead, ChangeId, ChangeKind, Edit, Record
from ledger_app.domain.errors import UserError
from ledger_app.store.tables import TABLE_NAMED, TABLES, Table, Value, blake, canonical

_HEAD = """SELECT id, kind, of_change, label, at, who,
    (SELECT count(*) FROM edit WHERE change_id = change.id) FROM change"""
_UNDOABLE = """SELECT max(id) FROM change AS c WHERE kind <> 'undo'
    AND NOT EXISTS (SELECT 1 FROM change AS u WHERE u.of_change = c.id AND u.kind = 'undo')"""
_REDOABLE = """SELECT max(id) FROM change AS c WHERE kind = 'undo'
    AND NOT EXISTS (SELECT 1 FROM change AS r WHERE r.of_change = c.id AND r.kind = 'redo')
    AND id > (SELECT coalesce(max(id), 0) FROM change WHERE kind = 'do')"""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One journalled cell or row. `before` and `after` are column values; a removed row has its whole row before."""

    op: str  # add, remove, set
    record: type[Record]
    row_id: int
    column: str | None
    before: Any
    after: Any


def append(connection: sqlite3.Connection, head: ChangeHead, edits: Sequence[Edit]) -> tuple[ChangeId, int]:
    """Write one change and its lines inside the caller's transaction; its id and how many lines it has."""
    lines = [line for edit in edits for line in _lines_of(edit)]
    before = connection.execute("SELECT digest FROM change ORDER BY id DESC LIMIT 1").fetchone()
    about = (head.kind.value, head.of_change, head.label, head.at.isoformat(), head.who)
    digest = _digest(before[0] if before else b"", about, lines)
    cursor = connection.execute(
        "INSERT INTO change (kind, of_change, label, at, who, digest) VALUES (?, ?, ?, ?, ?, ?)",
        (*about, digest),
    )
    change_id = ChangeId(cursor.lastrowid or 0)
    connection.executemany(
        'INSERT INTO edit (change_id, op, "table", row_id, "column", before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [(change_id, *line) for line in lines],
    )
    return change_id, len(lines)


def undoable(connection: sqlite3.Connection) -> ChangeId | None:
    """The newest act that is not taken back."""
    found: int | None = connection.execute(_UNDOABLE).fetchone()[0]
    return None if found is None else ChangeId(found)


def redoable(connection: sqlite3.Connection) -> ChangeId | None:
    """The newest undo that no new act follows and that was not done again."""
    found: int | None = connection.execute(_REDOABLE).fetchone()[0]
    return None if found is None else ChangeId(found)


def heads(connection: sqlite3.Connection, limit: int) -> tuple[ChangeHead, ...]:
    """The newest changes, newest first."""
    return tuple(map(_head, connection.execute(f"{_HEAD} ORDER BY id DESC LIMIT ?", (limit,))))


def head(connection: sqlite3.Connection, change_id: ChangeId) -> ChangeHead:
    """One change. Raises KeyError if there is none of that id."""
    row = connection.execute(f"{_HEAD} WHERE id = ?", (change_id,)).fetchone()
    if row is None:
        raise KeyError(change_id)
    return _head(row)


def removed_from(connection: sqlite3.Connection, measure_id: int) -> list[tuple[str, int]]:
    """The (table, row id) pairs that belonged to a measure and were removed; the journal holds their whole rows."""
    removed = """SELECT DISTINCT row_id FROM edit
        WHERE "table" = ? AND op = 'remove' AND json_extract(before, ?) = ?"""
    return [
        (table.name, row_id)
        for table in TABLES.values()
        if "measure_id" in table.columns
        for (row_id,) in connection.execute(
            removed, (table.name, f"$[{table.columns.index('measure_id')}]", measure_id)
        )
    ]


def heads_touching(connection: sqlite3.Connection, rows: Iterable[tuple[str, int]]) -> tuple[ChangeHead, ...]:
    """The changes that touched any of these (table, row id) pairs, newest first."""
    ids: set[int] = set()
    for table, row_id in rows:
        found = connection.execute('SELECT change_id FROM edit WHERE "table" = ? AND row_id = ?', (table, row_id))
        ids.update(change_id for (change_id,) in found)
    return tuple(head(connection, ChangeId(change_id)) for change_id in sorted(ids, reverse=True))


def lines(connection: sqlite3.Connection, change_id: ChangeId) -> tuple[JournalLine, ...]:
    """The journalled cells and rows of one change, in order."""
    found = connection.execute(
        'SELECT op, "table", row_id, "column", before, after FROM edit WHERE change_id = ? ORDER BY id', (change_id,)
    )
    records = {table.name: record for record, table in TABLES.items()}
    return tuple(
        JournalLine(
            op=op,
            record=records[table],
            row_id=row_id,
            column=column,
            before=None if before is None else json.loads(before),
            after=None if after is None else json.loads(after),
        )
        for op, table, row_id, column, before, after in found
    )


def inverse_edits(connection: sqlite3.Connection, change_id: ChangeId) -> tuple[Edit, ...]:
    """What takes a change back, newest edit first. Raises UserError if a row no longer holds what the change left."""
    current = _current_rows(connection, change_id)
    found = connection.execute(
        'SELECT op, "table", row_id, "column", before, after FROM edit WHERE change_id = ? ORDER BY id DESC',
        (change_id,),
    )
    edits: list[Edit] = []
    cells: dict[tuple[str, int], list[tuple[str, str, str]]] = {}
    for op, name, row_id, column, before, after in found:
        if op == "set":
            cells.setdefault((name, row_id), []).append((column, before, after))
        elif op == "add":
            edits.append(Edit(_decode(name, row_id, _live(current, name, row_id)), None))
        else:
            edits.append(Edit(None, _decode(name, row_id, tuple(json.loads(before)))))
    for (name, row_id), changed in cells.items():
        values = _live(current, name, row_id)
        edits.append(Edit(_decode(name, row_id, values), _decode(name, row_id, _values_before(name, values, changed))))
    return tuple(edits)


def digest_breaks(connection: sqlite3.Connection) -> tuple[ChangeId, ...]:
    """The changes whose digest does not follow from the digest before and their own lines: the journal was damaged."""
    broken = []
    last = b""
    changes = connection.execute("SELECT id, digest, kind, of_change, label, at, who FROM change ORDER BY id")
    for id_, stored, *about in changes.fetchall():
        edits = connection.execute(
            'SELECT op, "table", row_id, "column", before, after FROM edit WHERE change_id = ? ORDER BY id',
            (id_,),
        ).fetchall()
        if _digest(last, about, edits) != stored:
            broken.append(ChangeId(id_))
        last = stored
    return tuple(broken)


_Line = tuple[str, str, int, str | None, str | None, str | None]


def _lines_of(edit: Edit) -> list[_Line]:
    table = TABLES[type(edit.record)]
    row_id = edit.record.id
    if edit.before is None:
        return [("add", table.name, row_id, None, None, None)]
    old = table.encode(edit.before)
    if edit.after is None:
        return [("remove", table.name, row_id, None, _json(old), None)]
    pairs = zip(table.columns, old, table.encode(edit.after), strict=True)
    return [("set", table.name, row_id, column, _json(a), _json(b)) for column, a, b in pairs if a != b]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _digest(last: bytes, about: Sequence[Value], lines: Sequence[Sequence[Value]]) -> bytes:
    return blake(last + canonical([list(about), [list(line) for line in lines]]))


def _head(row: Sequence[Any]) -> ChangeHead:
    id_, kind, of_change, label, at, who, edit_count = row
    return ChangeHead(
        id=id_,
        kind=ChangeKind(kind),
        of_change=of_change,
        label=label,
        at=datetime.fromisoformat(at),
        who=who,
        edit_count=edit_count,
    )


_Current = dict[tuple[str, int], tuple[Value, ...]]


def _current_rows(connection: sqlite3.Connection, change_id: ChangeId) -> _Current:
    current: _Current = {}
    names = connection.execute('SELECT DISTINCT "table" FROM edit WHERE change_id = ?', (change_id,)).fetchall()
    for (name,) in names:
        where = 'WHERE id IN (SELECT row_id FROM edit WHERE change_id = ? AND "table" = ?)'
        for row in connection.execute(f"{TABLE_NAMED[name].select} {where}", (change_id, name)):
            current[name, row[0]] = row[1:-1]
    return current


def _live(current: _Current, name: str, row_id: int) -> tuple[Value, ...]:
    try:
        return current[name, row_id]
    except KeyError:
        raise UserError("这一步取不回：所改的内容已被删除") from None


def _decode(name: str, row_id: int, values: tuple[Value, ...]) -> Record:
    table: Table[Any] = TABLE_NAMED[name]
    record: Record = table.decode((row_id, *table.whole(values)))
    return record


def _values_before(name: str, values: tuple[Value, ...], changed: list[tuple[str, str, str]]) -> tuple[Value, ...]:
    table: Table[Any] = TABLE_NAMED[name]
    restored = list(values)
    for column, before, after in changed:
        at = table.columns.index(column)
        if restored[at] != json.loads(after):
            raise UserError("这一步取不回：之后又改过同一格")
        restored[at] = json.loads(before)
    return tuple(restored)
