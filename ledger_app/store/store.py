"""The ledger file as the verbs see it: read everything, apply one change, look into the journal."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger_app.domain.change import Change, ChangeHead, ChangeId, Edit, Record
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Place
from ledger_app.store import database, journal
from ledger_app.store.database import Database, damaged
from ledger_app.store.journal import JournalLine
from ledger_app.store.lock import WriterLock
from ledger_app.store.tables import PLACE, TABLES, Table, quoted, row_hash

if TYPE_CHECKING:
    from ledger_app.store.obstacles import Obstacles
    from ledger_app.store.standing import Standing

Records = Mapping[type[Record], tuple[Any, ...]]

_AT_A_TIME = 500  # edits between two steps: some hundredths of a second


class Store:
    """One ledger file, open. Raises UserError where the file, the disk or another program is the trouble."""

    def __init__(self, path: Path, *, create: bool, read_only: bool, now: datetime) -> None:
        self._lock = None if read_only else WriterLock(path)
        if self._lock:
            if path.exists() or not create:
                database.sniff(path)  # so that a wrong name leaves no lock file behind
            self._lock.acquire(now)
        try:
            if create and not path.exists():
                database.create(path)
            self._db = Database(path, read_only=read_only)
        except BaseException:
            if self._lock:
                self._lock.release()
            raise

    def close(self) -> None:
        """Close the file and let others write."""
        self._db.close()
        if self._lock:
            self._lock.release()

    def changed_by_others(self) -> bool:
        """Whether another process wrote to the file since the last call."""
        return self._db.changed_by_others()

    # ---- reading

    def load(self) -> Records:
        """Every record of the ledger but the places, by kind, in the order of their ids.

        Raises UserError if a record cannot be made of its row or refers to one that is not there.
        """
        with self._db.decoding(), self._db.snapshot() as connection:
            if connection.execute("PRAGMA foreign_key_check").fetchall():
                raise damaged(self._db.path)
            wanted = [(record, table) for record, table in TABLES.items() if record is not Place]
            numbers: dict[int, int] = {}
            known = [(record, table) for record, table in wanted if table.since <= self._db.version]
            return {record: self._read(table, numbers=numbers) for record, table in known}

    def places_of(self, measure_id: MeasureId) -> tuple[Place, ...]:
        """Where a measure stands in its plan's original."""
        with self._db.decoding():
            return self._read(PLACE, "WHERE measure_id = ?", (measure_id,))

    def original(self, sha: str) -> bytes:
        """The original document of that SHA-256. Raises KeyError if the ledger does not keep it."""
        with self._db.troubles():
            row = self._db.connection.execute("SELECT content FROM blob WHERE sha256 = ?", (sha,)).fetchone()
        if row is None:
            raise KeyError(sha)
        return bytes(row[0])

    def next_id(self, record: type[Record]) -> int:
        """The smallest id never used in that table."""
        query = "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = ?"
        with self._db.troubles():
            return int(self._db.connection.execute(query, (TABLES[record].name,)).fetchone()[0])

    def _read(
        self,
        table: Table[Any],
        where: str = "",
        values: tuple[object, ...] = (),
        *,
        numbers: dict[int, int] | None = None,
    ) -> tuple[Any, ...]:
        """The records of a table. Numbers that are in `numbers` are taken from there, the others added."""
        # All at once: a statement left half-way by a row that cannot be decoded would hold its lock on the file.
        select = table.select_in(self._db.version)
        rows = self._db.connection.execute(f"{select} {where} ORDER BY id", values).fetchall()
        if len(rows) > 0 and len(rows[0]) < len(table.columns) + 2:  # an older file, opened for reading
            return tuple(table.decode((row[0], *table.whole(row[1:-1]))) for row in rows)
        if numbers is None:
            return tuple(map(table.decode, (row[:-1] for row in rows)))
        return tuple(map(table.decode, _sharing(numbers, rows, table.numbers)))

    # ---- the journal

    def undoable(self) -> ChangeHead | None:
        """The act that undo would take back."""
        return self._head_at(journal.undoable)

    def redoable(self) -> ChangeHead | None:
        """The undo that redo would invert."""
        return self._head_at(journal.redoable)

    def inverse_edits(self, change_id: ChangeId, staying: Collection[tuple[str, int]] = ()) -> tuple[Edit, ...]:
        """What takes a change back; lines, as table and id, that are `staying` keep their place in the plan.

        Raises UserError if a later edit stands in the way.
        """
        with self._db.decoding():
            return journal.inverse_edits(self._db.connection, change_id, staying)

    def heads(
        self, limit: int | None, *, before: ChangeId | None = None, among: Collection[ChangeId] | None = None
    ) -> tuple[ChangeHead, ...]:
        """The newest changes, newest first: those before that one, of those."""
        with self._db.decoding():
            return journal.heads(self._db.connection, limit, before=before, among=among)

    def people(self) -> tuple[str, ...]:
        """Who has made a change."""
        with self._db.decoding():
            return journal.people(self._db.connection)

    def head(self, change_id: ChangeId) -> ChangeHead:
        """One change. Raises KeyError if there is none of that id."""
        with self._db.troubles():
            return journal.head(self._db.connection, change_id)

    def standing(self) -> "Standing":
        """Which acts stand."""
        from ledger_app.store.standing import Standing

        with self._db.decoding():
            return Standing(self._db.connection)

    @contextmanager
    def obstacles(self, oldest: ChangeId) -> "Iterator[Obstacles]":
        """What stands in the way of taking back acts of the past, the oldest of them named."""
        from ledger_app.store.obstacles import Obstacles
        from ledger_app.store.standing import Standing

        with self._db.decoding():
            yield Obstacles(self._db.connection, Standing(self._db.connection), oldest)

    def changes_about(self, kind: type[Record], row_id: int) -> frozenset[ChangeId]:
        """The changes that touched a plan, a measure or a unit, or what belongs or belonged to it."""
        from ledger_app.store.belonging import changes_about

        with self._db.decoding():
            return changes_about(self._db.connection, TABLES[kind].name, row_id)

    def former(self, kind: type[Record], row_id: int) -> Record | None:
        """A record that is gone, as it was when it was removed last; None if it never was."""
        with self._db.decoding():
            return journal.former(self._db.connection, kind, row_id)

    def journal_lines(self, change_id: ChangeId) -> tuple[JournalLine, ...]:
        """The cells and rows one change touched."""
        with self._db.decoding():
            return journal.lines(self._db.connection, change_id)

    def lines_between(self, last: ChangeId | None, until: ChangeId | None) -> tuple[JournalLine, ...]:
        """The cells and rows that the changes after `last` and before `until` touched, newest first."""
        with self._db.decoding():
            return journal.lines_between(self._db.connection, last, until)

    def first_cells(self, change_id: ChangeId, limit: int) -> tuple[JournalLine, ...]:
        """The first cells that a change set, so many at most."""
        with self._db.decoding():
            return journal.first_cells(self._db.connection, change_id, limit)

    def added(self, change_id: ChangeId, kind: type[Record]) -> tuple[int, ...]:
        """The records of a kind that one change added."""
        with self._db.decoding():
            return journal.added(self._db.connection, change_id, TABLES[kind].name)

    def line_counts(self, change_id: ChangeId) -> dict[tuple[str, type[Record]], int]:
        """How many cells and rows one change touched, by operation and kind of record."""
        with self._db.decoding():
            return journal.counts(self._db.connection, change_id)

    def count_from(self, change_id: ChangeId, limit: int) -> int:
        """How many cells and rows that change and all later ones touched; counted no further than to the limit."""
        with self._db.troubles():
            return journal.count_from(self._db.connection, change_id, limit)

    def removed(
        self, kinds: Sequence[type[Record]], among: Collection[ChangeId]
    ) -> tuple[tuple[ChangeId, Record], ...]:
        """What those changes removed of records of these kinds, oldest first: the change, and the record as it was."""
        with self._db.decoding():
            return journal.removed(self._db.connection, kinds, among)

    def last_change(self, moment: datetime) -> ChangeId | None:
        """The newest change up to a moment."""
        with self._db.decoding():
            return journal.last_change(self._db.connection, moment)

    def last_touches(self) -> tuple[tuple[type[Record], int, datetime], ...]:
        """When each row was last changed by an act that did more than move it."""
        with self._db.decoding():
            return journal.last_touches(self._db.connection)

    def _head_at(self, find: Callable[[sqlite3.Connection], ChangeId | None]) -> ChangeHead | None:
        with self._db.decoding():
            found = find(self._db.connection)
            return None if found is None else journal.head(self._db.connection, found)

    # ---- writing

    def apply(
        self,
        head: ChangeHead,
        edits: Sequence[Edit],
        kept: Sequence[tuple[str, bytes]] = (),
        step: Callable[[int, int], None] = lambda done, total: None,
    ) -> Change:
        """Write one change and its journal in one transaction; `kept` are documents, each as name and bytes.

        Each row may occur in one edit only. `step` is told how many of how many edits are written; what it raises
        undoes all. Raises UserError if a row no longer holds the edit's `before`.
        """
        with self._db.transaction() as connection:
            for name, content in kept:
                _keep(connection, name, content)
            for at in range(0, len(edits), _AT_A_TIME):
                step(at, len(edits))
                for (table, op), group in groupby(edits[at : at + _AT_A_TIME], key=_table_and_op):
                    _WRITE[op](connection, table, list(group))
            change_id, count = journal.append(connection, head, edits, lambda: step(len(edits), len(edits)))
            step(len(edits), len(edits))
        return Change(head=replace(head, id=change_id, edit_count=count), edits=tuple(edits))

    # ---- proof

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file, one Chinese sentence each; empty when it is sound."""
        from ledger_app.store.proof import problems

        return problems(self._db)


def _table_and_op(edit: Edit) -> tuple[Table[Any], str]:
    op = "add" if edit.before is None else "remove" if edit.after is None else "set"
    return TABLES[type(edit.record)], op


def _keep(connection: sqlite3.Connection, name: str, content: bytes) -> None:
    from hashlib import sha256

    connection.execute(
        "INSERT INTO blob (sha256, name, content) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (sha256(content).hexdigest(), name, content),
    )


def _sharing(numbers: dict[int, int], rows: Iterable[Sequence[Any]], at: Sequence[int]) -> Iterator[list[Any]]:
    """The rows without their hash, equal numbers at these places being one object: each is 32 bytes, and a measure and
    what belongs to it are a dozen of them."""
    known = numbers.setdefault
    for row in rows:
        values = list(row[:-1])
        for place in at:
            number = values[place]
            values[place] = known(number, number)
        yield values


def _add(connection: sqlite3.Connection, table: Table[Any], edits: list[Edit]) -> None:
    rows = []
    for edit in edits:
        values = table.encode(edit.after)
        row_id = edit.record.id
        rows.append((row_id, *values, row_hash(table.name, row_id, values)))
    connection.executemany(table.insert, rows)


def _remove(connection: sqlite3.Connection, table: Table[Any], edits: list[Edit]) -> None:
    for edit in edits:
        row_id = edit.record.id
        held = row_hash(table.name, row_id, table.encode(edit.before))
        cursor = connection.execute(f'DELETE FROM "{table.name}" WHERE id = ? AND hash = ?', (row_id, held))
        _require_one(cursor)


def _set(connection: sqlite3.Connection, table: Table[Any], edits: list[Edit]) -> None:
    assignments = ", ".join(f"{name} = ?" for name in quoted(*table.columns, "hash"))
    statement = f'UPDATE "{table.name}" SET {assignments} WHERE id = ? AND hash = ?'
    for edit in edits:
        row_id = edit.record.id
        values = table.encode(edit.after)
        held = row_hash(table.name, row_id, table.encode(edit.before))
        _require_one(connection.execute(statement, (*values, row_hash(table.name, row_id, values), row_id, held)))


def _require_one(cursor: sqlite3.Cursor) -> None:
    if cursor.rowcount != 1:
        raise UserError("这一行已被改动或损坏，这一步没有保存", "关闭后重新打开台账再试")


_WRITE = {"add": _add, "remove": _remove, "set": _set}
