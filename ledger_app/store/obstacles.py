"""What stands in the way of taking an act back: the later acts that touched the same cells or build on its rows."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ledger_app.domain.change import ChangeId
from ledger_app.store.standing import Standing
from ledger_app.store.tables import REFERENCES, TABLE_NAMED

RowKey = tuple[str, int]  # table and id
Cell = tuple[str, int, str, int]  # table, id, column, and which of the annex's further columns
# Tables of which a row's records are one cell to the clerk: the units of a measure, how often it comes round.
_LISTS = {"assignment": "measure_id", "recurrence": "measure_id", "target": "measure_id"}
_ONE_CELL = {"last_day": "deadline_phrase", "deadline_how": "deadline_phrase"}


class Hindrance(Enum):
    """In which way a later act stands in the way."""

    SAME_CELL = "same_cell"
    ROW_GONE = "row_gone"  # it removed a row that the act changed, or that what comes back needs
    BUILT_ON = "built_on"  # it changed a row that the act created, or refers to it
    OUT_OF_PLACE = "out_of_place"  # it moved the rows around; seen by the ledger, not here


@dataclass(frozen=True, slots=True)
class Obstacle:
    """The newest act that stands in the way: it has to be taken back first."""

    change_id: ChangeId
    hindrance: Hindrance


@dataclass(frozen=True, slots=True)
class _Line:
    op: str
    table: str
    row_id: int
    column: str | None
    before: Any  # of a removed row: its columns' values
    after: Any

    @property
    def row(self) -> RowKey:
        return self.table, self.row_id

    @property
    def cells(self) -> Iterator[Cell]:
        """The cells that the line set; each of the annex's further columns is one of its own."""
        column = _ONE_CELL.get(self.column or "", self.column or "")
        if column != "cells":
            yield self.table, self.row_id, column, 0
            return
        old, new = json.loads(self.before), json.loads(self.after)
        for at in range(max(len(old), len(new))):
            if old[at : at + 1] != new[at : at + 1]:
                yield self.table, self.row_id, column, at

    @property
    def parents(self) -> Iterator[RowKey]:
        """The rows that the line's row refers to by it, before or after."""
        for column, parent in REFERENCES[self.table]:
            if self.op == "remove":
                values = [self.removed(column)]
            else:
                values = [self.before, self.after] if column == self.column else []
            yield from ((parent, value) for value in values if value is not None)

    @property
    def needs(self) -> Iterator[RowKey]:
        """The rows that must be there when the line is taken back."""
        for column, parent in REFERENCES[self.table]:
            value = self.removed(column) if self.op == "remove" else self.before if column == self.column else None
            if value is not None:
                yield parent, value

    def removed(self, column: str) -> Any:  # noqa: ANN401 - a column's value
        """What a removed row had in a column."""
        return self.before[TABLE_NAMED[self.table].columns.index(column)]


_Index = defaultdict[Any, list[ChangeId]]


class Obstacles:
    """The later acts, by what they touched. Reads the journal once, when first asked; then about many acts."""

    def __init__(self, connection: sqlite3.Connection, standing: Standing, oldest: ChangeId) -> None:
        self._connection = connection
        self._standing = standing
        self._oldest: ChangeId | None = oldest  # from where the journal is still to be read
        self._set: _Index = defaultdict(list)  # by cell
        self._changed: _Index = defaultdict(list)  # by row, one of whose cells was set
        self._added: _Index = defaultdict(list)
        self._removed: _Index = defaultdict(list)
        self._referred: _Index = defaultdict(list)  # by the row that a removed row or a set cell refers to
        self._joined: _Index = defaultdict(list)  # by the unit cell that a row came under
        self._lists: _Index = defaultdict(list)

    def _read_later(self) -> None:
        oldest, self._oldest = self._oldest, None
        if oldest is None:
            return
        carrier = self._standing.carrier
        carried = {carrier[act]: act for act in carrier if act > oldest}
        query = (
            'SELECT change_id, op, "table", row_id, "column", before, after FROM edit WHERE change_id > ? ORDER BY id'
        )
        for change_id, *line in self._connection.execute(query, (oldest,)).fetchall():
            act = carried.get(change_id)
            if act is not None:
                self._index(act, _read(line))

    def of(self, act: ChangeId, free: Collection[Cell] = ()) -> Obstacle | None:
        """What stands in the way of taking that act back, if anything does; who else set `free` cells does not."""
        later = frozenset(self._standing.after(act))
        if not later:
            return None
        self._read_later()
        lines = _lines(self._connection, self._standing.carrier[act])
        found = [
            Obstacle(each, hindrance)
            for hindrance, touching in self._touching(lines, free)
            for each in touching
            if each in later
        ]
        return max(found, key=lambda obstacle: obstacle.change_id, default=None)

    def touching(self, act: ChangeId, rows: Iterable[RowKey]) -> ChangeId | None:
        """The newest act after that one which added, removed or changed one of these rows, or what refers to it."""
        self._read_later()
        indexes = (self._added, self._changed, self._removed, self._referred)
        return self._newest(act, (index.get(row, ()) for row in rows for index in indexes))

    def placing(self, act: ChangeId, rows: Collection[RowKey]) -> ChangeId | None:
        """The newest act after that one which put one of these rows where it stands."""
        self._read_later()
        moved = (self._set.get((*row, column, 0), ()) for row in rows for column in ("position", "section_id"))
        return self._newest(act, (*(self._added.get(row, ()) for row in rows), *moved))

    def _newest(self, act: ChangeId, touching: Iterable[Sequence[ChangeId]]) -> ChangeId | None:
        later = frozenset(self._standing.after(act))
        return max((each for acts in touching for each in acts if each in later), default=None)

    def _index(self, act: ChangeId, line: _Line) -> None:
        if line.op == "add":
            self._added[line.row].append(act)
            return
        if line.op == "remove":
            self._removed[line.row].append(act)
        else:
            self._changed[line.row].append(act)
            for cell in line.cells:
                self._set[cell].append(act)
        for parent in line.parents:
            self._referred[parent].append(act)
        if line.table == "cover" and line.op == "set":
            self._joined["unit_cell", line.after].append(act)
        if line.table in _LISTS:
            gone = line.op == "remove"
            for owner in {line.removed(_LISTS[line.table])} if gone else self._owners(line.table, [line.row_id]):
                self._lists[line.table, owner].append(act)

    def _touching(
        self, lines: Sequence[_Line], free: Collection[Cell]
    ) -> Iterator[tuple[Hindrance, Sequence[ChangeId]]]:
        created = {line.row for line in lines if line.op == "add"}
        gone = {line.row for line in lines if line.op == "remove"}
        for line in lines:
            yield Hindrance.ROW_GONE, self._removed.get(line.row, ())
            if line.op == "set":
                for cell in line.cells:
                    yield Hindrance.SAME_CELL, () if cell in free else self._set.get(cell, ())
            elif line.op == "add":
                yield Hindrance.BUILT_ON, self._changed.get(line.row, ())
                yield Hindrance.BUILT_ON, self._referred.get(line.row, ())
            if line.op != "add":
                yield from self._needed(line, gone)
            if line.table == "unit_cell" and line.op == "set":
                yield Hindrance.SAME_CELL, self._joined.get(line.row, ())
        yield from ((Hindrance.BUILT_ON, acts) for acts in self._children(created, created))
        reworded = {line.row for line in lines if line.table == "unit_cell" and line.op == "set"}
        yield from ((Hindrance.SAME_CELL, acts) for acts in self._children(reworded, created))
        yield from ((Hindrance.SAME_CELL, acts) for acts in self._same_lists(lines, created))

    def _needed(self, line: _Line, gone: Collection[RowKey]) -> Iterator[tuple[Hindrance, Sequence[ChangeId]]]:
        for parent in line.needs:
            if parent not in gone:
                yield Hindrance.ROW_GONE, self._removed.get(parent, ())
            if parent[0] == "unit_cell":  # a row goes back under a phrase that reads otherwise now
                yield Hindrance.SAME_CELL, self._changed.get(parent, ())

    def _children(self, parents: Collection[RowKey], created: Collection[RowKey]) -> Iterator[Sequence[ChangeId]]:
        """Who added the rows that refer to one of these; those that the act itself created aside."""
        ids: defaultdict[str, list[int]] = defaultdict(list)
        for table, row_id in parents:
            ids[table].append(row_id)
        for child, references in REFERENCES.items():
            for column, parent in references:
                if ids.get(parent):
                    found = _ids_where(self._connection, child, column, ids[parent])
                    yield from (self._added.get((child, id_), ()) for id_ in found if (child, id_) not in created)

    def _same_lists(self, lines: Sequence[_Line], created: Collection[RowKey]) -> Iterator[Sequence[ChangeId]]:
        """Who touched a list of records that is one cell to the clerk, and that the act touched too."""
        for table, column in _LISTS.items():
            touched = [line for line in lines if line.table == table]
            owners = {line.removed(column) for line in touched if line.op == "remove"}
            owners |= self._owners(table, [line.row_id for line in touched if line.op != "remove"])
            owners -= {row_id for name, row_id in created if name == "measure"}
            yield from (self._lists.get((table, owner), ()) for owner in owners)
            for id_ in _ids_where(self._connection, table, column, list(owners)) if owners else ():
                if (table, id_) not in created:
                    yield self._added.get((table, id_), ())

    def _owners(self, table: str, ids: Sequence[int]) -> set[int]:
        """The measures to whose lists these records belong now."""
        query = f'SELECT DISTINCT "{_LISTS[table]}" FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
        return {owner for (owner,) in self._connection.execute(query, (json.dumps(ids),))} if ids else set()


def _ids_where(connection: sqlite3.Connection, table: str, column: str, values: Sequence[int]) -> list[int]:
    query = f'SELECT id FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(?))'
    return [id_ for (id_,) in connection.execute(query, (json.dumps(list(values)),))]


def _lines(connection: sqlite3.Connection, change_id: ChangeId) -> list[_Line]:
    query = 'SELECT op, "table", row_id, "column", before, after FROM edit WHERE change_id = ? ORDER BY id'
    return [_read(line) for line in connection.execute(query, (change_id,)).fetchall()]


def _read(line: Sequence[Any]) -> _Line:
    op, table, row_id, column, before, after = line
    return _Line(
        op,
        table,
        row_id,
        column,
        None if before is None else json.loads(before),
        None if after is None else json.loads(after),
    )
