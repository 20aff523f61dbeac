"""The journal of changes: append-only rows from which undo, redo and the history are read."""

import json
import sqlite3
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from ledger_app.domain.change import ChangeHead, ChangeId, ChangeKind, Edit, Record
from ledger_app.domain.errors import UserError
from ledger_app.domain.record import record
from ledger_app.store.tables import TABLE_NAMED, TABLES, Table, Value, blake, canonical

_COUNT = "(SELECT count(*) FROM edit WHERE change_id = change.id)"
_AT_A_TIME = 1000  # lines of the journal
_LINES = 'SELECT op, "table", row_id, "column", before, after FROM edit WHERE change_id = ? ORDER BY id'
_UNDOABLE = """SELECT max(id) FROM change AS c WHERE kind <> 'undo'
    AND NOT EXISTS (SELECT 1 FROM change AS u WHERE u.of_change = c.id AND u.kind = 'undo')"""
_REDOABLE = """SELECT max(id) FROM change AS c WHERE kind = 'undo'
    AND NOT EXISTS (SELECT 1 FROM change AS r WHERE r.of_change = c.id AND r.kind = 'redo')
    AND id > (SELECT coalesce(max(id), 0) FROM change WHERE kind = 'do')"""


@record
class JournalLine:
    """One journalled cell or row. `before` and `after` are column values; a removed row has its whole row before."""

    op: str  # add, remove, set
    record: type[Record]
    row_id: int
    column: str | None
    before: Any
    after: Any


def append(
    connection: sqlite3.Connection, head: ChangeHead, edits: Sequence[Edit], look: Callable[[], None] = lambda: None
) -> tuple[ChangeId, int]:
    """Write one change and its lines inside the caller's transaction; its id and how many lines it has.

    `look` is called now and then; what it raises ends it.
    """
    lines = [line for edit in edits for line in _lines_of(edit)]
    before = connection.execute("SELECT digest FROM change ORDER BY id DESC LIMIT 1").fetchone()
    about = (head.kind.value, head.of_change, head.label, head.at.isoformat(), head.who, head.takes_back)
    digest = _digest(before[0] if before else b"", about, lines)
    cursor = connection.execute(
        "INSERT INTO change (kind, of_change, label, at, who, takes_back, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*about, digest),
    )
    change_id = ChangeId(cursor.lastrowid or 0)
    for at in range(0, len(lines), _AT_A_TIME):
        look()
        connection.executemany(
            'INSERT INTO edit (change_id, op, "table", row_id, "column", before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
            [(change_id, *line) for line in lines[at : at + _AT_A_TIME]],
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


def heads(
    connection: sqlite3.Connection,
    limit: int | None,
    *,
    before: ChangeId | None = None,
    among: Collection[ChangeId] | None = None,
) -> tuple[ChangeHead, ...]:
    """The newest changes, newest first: those before that one, of those; None does not narrow or end the list."""
    chosen = None if among is None else json.dumps(list(among))
    found = connection.execute(
        f"""{_head_query(connection)} WHERE (?1 IS NULL OR id < ?1)
        AND (?2 IS NULL OR id IN (SELECT value FROM json_each(?2))) ORDER BY id DESC LIMIT ?3""",
        (before, chosen, -1 if limit is None else limit),
    )
    return tuple(map(_head, found.fetchall()))


def people(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Who has made a change."""
    found = connection.execute("SELECT DISTINCT who FROM change WHERE who <> '' ORDER BY who").fetchall()
    return tuple(who for (who,) in found)


def head(connection: sqlite3.Connection, change_id: ChangeId) -> ChangeHead:
    """One change. Raises KeyError if there is none of that id."""
    row = connection.execute(f"{_head_query(connection)} WHERE id = ?", (change_id,)).fetchone()
    if row is None:
        raise KeyError(change_id)
    return _head(row)


def takes_back_column(connection: sqlite3.Connection) -> str:
    """The column that says which act an act takes back; ledgers older than that have none."""
    has = connection.execute("SELECT count(*) FROM pragma_table_info('change') WHERE name = 'takes_back'").fetchone()[0]
    return "takes_back" if has else "NULL"


def lines(connection: sqlite3.Connection, change_id: ChangeId) -> tuple[JournalLine, ...]:
    """The journalled cells and rows of one change, in order."""
    found = connection.execute(_LINES, (change_id,))
    return tuple(map(_journal_line, found.fetchall()))


def first_cells(connection: sqlite3.Connection, change_id: ChangeId, limit: int) -> tuple[JournalLine, ...]:
    """The first cells that a change set, so many at most."""
    found = connection.execute(
        """SELECT op, "table", row_id, "column", before, after FROM edit
        WHERE change_id = ? AND op = 'set' ORDER BY id LIMIT ?""",
        (change_id, limit),
    )
    return tuple(map(_journal_line, found.fetchall()))


def added(connection: sqlite3.Connection, change_id: ChangeId, table: str) -> tuple[int, ...]:
    """The rows of a table that a change added."""
    query = """SELECT row_id FROM edit WHERE change_id = ? AND op = 'add' AND "table" = ? ORDER BY id"""
    return tuple(row_id for (row_id,) in connection.execute(query, (change_id, table)))


def counts(connection: sqlite3.Connection, change_id: ChangeId) -> dict[tuple[str, type[Record]], int]:
    """How many lines of each operation on each kind of record one change has, in the order of the first of them."""
    found = connection.execute(
        'SELECT op, "table", count(*) FROM edit WHERE change_id = ? GROUP BY op, "table" ORDER BY min(id)', (change_id,)
    )
    return {(op, _RECORDS[name]): count for op, name, count in found.fetchall()}


def count_from(connection: sqlite3.Connection, change_id: ChangeId, limit: int) -> int:
    """How many lines that change and all later ones have; counted no further than to the limit."""
    query = "SELECT count(*) FROM (SELECT 1 FROM edit WHERE change_id >= ? LIMIT ?)"
    return int(connection.execute(query, (change_id, limit)).fetchone()[0])


def lines_between(
    connection: sqlite3.Connection, last: ChangeId | None, until: ChangeId | None
) -> tuple[JournalLine, ...]:
    """The journalled cells and rows of the changes after `last` and before `until`, newest first."""
    found = connection.execute(
        """SELECT op, "table", row_id, "column", before, after FROM edit
        WHERE change_id > coalesce(?1, 0) AND (?2 IS NULL OR change_id < ?2) ORDER BY id DESC""",
        (last, until),
    )
    return tuple(map(_journal_line, found.fetchall()))


def last_change(connection: sqlite3.Connection, moment: datetime) -> ChangeId | None:
    """The newest change up to a moment. What counts is the order of the changes: a clock may have been set back."""
    found = connection.execute("SELECT id, at FROM change ORDER BY id DESC").fetchall()
    return next((ChangeId(id_) for id_, at in found if datetime.fromisoformat(at) <= moment), None)


def last_touches(connection: sqlite3.Connection) -> tuple[tuple[type[Record], int, datetime], ...]:
    """When each row was last changed by an act that did more than move it."""
    found = connection.execute(
        """SELECT "table", row_id, at FROM (SELECT "table", row_id, max(change_id) AS last FROM edit
        WHERE "column" IS NOT 'position' GROUP BY "table", row_id) JOIN change ON change.id = last"""
    )
    return tuple((_RECORDS[name], row_id, datetime.fromisoformat(at)) for name, row_id, at in found.fetchall())


def removed(
    connection: sqlite3.Connection, kinds: Sequence[type[Record]], among: Collection[ChangeId]
) -> tuple[tuple[ChangeId, Record], ...]:
    """What those changes removed of records of these kinds, oldest first: the change, and the record as it was."""
    names = [TABLES[kind].name for kind in kinds]
    found = connection.execute(
        """SELECT change_id, "table", row_id, before FROM edit
        WHERE change_id IN (SELECT value FROM json_each(?)) AND op = 'remove'
        AND "table" IN (SELECT value FROM json_each(?)) ORDER BY id""",
        (json.dumps(list(among)), json.dumps(names)),
    )
    return tuple((id_, _decode(name, row_id, tuple(json.loads(before)))) for id_, name, row_id, before in found)


def former(connection: sqlite3.Connection, kind: type[Record], row_id: int) -> Record | None:
    """A record that is gone, as it was when it was removed last; None if it never was."""
    found = connection.execute(
        """SELECT before FROM edit WHERE "table" = ? AND row_id = ? AND op = 'remove' ORDER BY id DESC LIMIT 1""",
        (TABLES[kind].name, row_id),
    ).fetchone()
    return None if found is None else _decode(TABLES[kind].name, row_id, tuple(json.loads(found[0])))


def inverse_edits(
    connection: sqlite3.Connection, change_id: ChangeId, staying: Collection[tuple[str, int]] = ()
) -> tuple[Edit, ...]:
    """What takes a change back, newest edit first; lines of a plan, as table and id, that are `staying` keep their
    place. Raises UserError if a row no longer holds what the change left."""
    current = _current_rows(connection, change_id)
    found = connection.execute(
        'SELECT op, "table", row_id, "column", before, after FROM edit WHERE change_id = ? ORDER BY id DESC',
        (change_id,),
    )
    edits: list[Edit] = []
    cells: dict[tuple[str, int], list[tuple[str, str, str]]] = {}
    for op, name, row_id, column, before, after in found:
        if op == "set" and column == "position" and (name, row_id) in staying:
            continue
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
    about_it = f"kind, of_change, label, at, who, {takes_back_column(connection)}"
    changes = connection.execute(f"SELECT id, digest, {about_it} FROM change ORDER BY id")
    for id_, stored, *about in changes.fetchall():
        edits = connection.execute(_LINES, (id_,)).fetchall()
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
    *said, takes_back = about
    if takes_back is not None:  # left out where there is none, as by the ledgers that did not know it
        said.append(takes_back)
    spelt = last + b"[" + canonical(said) + b",["
    pieces = (lines[at : at + _AT_A_TIME] for at in range(0, len(lines), _AT_A_TIME))  # each lets other threads run
    return blake(spelt + b",".join(canonical([list(line) for line in piece])[1:-1] for piece in pieces) + b"]]")


def _head_query(connection: sqlite3.Connection) -> str:
    return f"SELECT id, kind, of_change, label, at, who, {_COUNT}, {takes_back_column(connection)} FROM change"


def _head(row: Sequence[Any]) -> ChangeHead:
    id_, kind, of_change, label, at, who, edit_count, takes_back = row
    return ChangeHead(
        id=id_,
        kind=ChangeKind(kind),
        of_change=of_change,
        label=label,
        at=datetime.fromisoformat(at),
        who=who,
        edit_count=edit_count,
        takes_back=takes_back,
    )


_RECORDS = {table.name: record for record, table in TABLES.items()}


def _journal_line(row: Sequence[Any]) -> JournalLine:
    op, table, row_id, column, before, after = row
    return JournalLine(
        op=op,
        record=_RECORDS[table],
        row_id=row_id,
        column=column,
        before=None if before is None else json.loads(before),
        after=None if after is None else json.loads(after),
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
        if restored[at] == json.loads(after):
            restored[at] = json.loads(before)
        elif column == "cells":
            restored[at] = _cells_before(str(restored[at]), json.loads(before), json.loads(after))
        else:
            raise _changed_since()
    return tuple(restored)


def _cells_before(now: str, before: str, after: str) -> str:
    """The annex's further columns, each a cell of its own: those that the change set go back, the others stay."""
    old, new, cells = json.loads(before), json.loads(after), json.loads(now)
    for at in range(max(len(old), len(new))):
        if old[at : at + 1] == new[at : at + 1]:
            continue
        if cells[at : at + 1] != new[at : at + 1]:
            raise _changed_since()
        cells += [""] * (at + 1 - len(cells))
        cells[at] = old[at] if at < len(old) else ""
    return _json(cells)


def _changed_since() -> UserError:
    return UserError("这一步取不回：之后又改过同一格")
