"""Which changes touched a plan, a measure or a unit, or anything that belongs or belonged to it."""

import json
import sqlite3
from collections.abc import Collection, Iterator

from ledger_app.domain.change import ChangeId
from ledger_app.store.tables import REFERENCES, TABLE_NAMED

_HERE = 'SELECT id FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(?1))'
_GONE = """SELECT row_id FROM edit WHERE "table" = '{table}' AND op = 'remove'
    AND json_extract(before, '$[{at}]') IN (SELECT value FROM json_each(?1))"""
_MOVED = """SELECT row_id FROM edit WHERE "table" = '{table}' AND "column" = '{column}'
    AND json_extract(before, '$') IN (SELECT value FROM json_each(?1))"""


def changes_about(connection: sqlite3.Connection, table: str, row_id: int) -> frozenset[ChangeId]:
    """The changes that touched a row or what belongs to it, now or before."""
    rows: dict[str, set[int]] = {table: {row_id}}
    waiting = [(table, {row_id})]
    while waiting:
        parent, ids = waiting.pop()
        for child, column in _children(connection, parent):
            found = _belonging(connection, child, column, ids) - rows.get(child, set())
            if found:
                rows.setdefault(child, set()).update(found)
                waiting.append((child, found))
    if table == "measure":  # the phrase of its units stands in a cell that it may share
        query = "SELECT unit_cell_id FROM cover WHERE measure_id = ?"
        rows["unit_cell"] = {id_ for (id_,) in connection.execute(query, (row_id,))}
    return frozenset(change_id for name, ids in rows.items() for change_id in _touching(connection, name, ids))


def _children(connection: sqlite3.Connection, parent: str) -> Iterator[tuple[str, str]]:
    """The tables whose rows belong to a row of that one, and the columns that say so."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()}
    for child, references in REFERENCES.items():
        for column, referred in references:
            if referred == parent != child and child in tables:
                yield child, column


def _belonging(connection: sqlite3.Connection, child: str, column: str, ids: Collection[int]) -> set[int]:
    at = TABLE_NAMED[child].columns.index(column)
    chosen = json.dumps(list(ids))
    queries = (query.format(table=child, column=column, at=at) for query in (_HERE, _GONE, _MOVED))
    return {row_id for query in queries for (row_id,) in connection.execute(query, (chosen,))}


def _touching(connection: sqlite3.Connection, table: str, ids: Collection[int]) -> Iterator[ChangeId]:
    query = 'SELECT DISTINCT change_id FROM edit WHERE "table" = ? AND row_id IN (SELECT value FROM json_each(?))'
    for (change_id,) in connection.execute(query, (table, json.dumps(list(ids)))).fetchall():
        yield ChangeId(change_id)
