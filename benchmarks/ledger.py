"""Open, import, one edit's commit and memory per row, each against the same work done bare; the past against open."""

import argparse
import gc
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import psutil

from benchmarks.annex_data import make_annex
from ledger_app.domain.document import Document
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.plan import Section
from ledger_app.domain.row import Annex, MeasureRow
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Assignment, AssignmentId, Cover, CoverId, Unit, UnitId
from ledger_app.ledger import Ledger
from ledger_app.store.tables import TABLES
from ledger_app.text.units import parse_units

LATER_EDITS = 2000
STATUSES = (Status.UNDER_WAY, Status.DONE, Status.CLOSED)


def as_draft(annex: Annex) -> PlanDraft:
    """The annex as an import would propose it."""
    rows = [line for line in annex.lines if isinstance(line, MeasureRow)]
    cells = {row.unit_cells[0].id: row.unit_cells[0] for row in rows}
    units: dict[str, Unit] = {}
    duties: list[Assignment] = []
    for row in rows:
        for at, (name, role) in enumerate(parse_units(row.unit_text).assigned):
            unit = units.setdefault(name, Unit(id=UnitId(len(units) + 1), name=name))
            id_ = AssignmentId(len(duties) + 1)
            duties.append(Assignment(id=id_, measure_id=row.measure.id, unit_id=unit.id, role=role, position=at))
    return PlanDraft(
        plan=annex.plan,
        sections=tuple(line for line in annex.lines if isinstance(line, Section)),
        measures=tuple(row.measure for row in rows),
        units=tuple(units.values()),
        unit_cells=tuple(cells.values()),
        covers=tuple(
            Cover(id=CoverId(at), measure_id=row.measure.id, unit_cell_id=row.unit_cells[0].id)
            for at, row in enumerate(rows, start=1)
        ),
        assignments=tuple(duties),
    )


def document(name: str) -> Document:
    """An original to keep; a few bytes, so that the rows are what is measured."""
    return Document(name=name, sha256=name.encode().hex().ljust(64, "0")[:64], original=name.encode(), parts=())


def seconds(act: Callable[[], object]) -> float:
    """Wall seconds of one run; a commit waits for the disk, so CPU time would not tell."""
    gc.collect()
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def compare(name: str, ours: Callable[[], object], bare: Callable[[], object], rounds: int, baseline: str) -> None:
    """One line of the table: medians of interleaved runs."""
    times = [(seconds(bare), seconds(ours)) for _ in range(rounds)]
    base, own = statistics.median(t[0] for t in times), statistics.median(t[1] for t in times)
    print(f"{name}: {own * 1000:.1f} ms, {baseline} {base * 1000:.1f} ms, ratio {own / base:.2f}")


def bare_connection(path: Path) -> sqlite3.Connection:
    """sqlite3 under the ledger's own settings."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("foreign_keys = ON", "journal_mode = DELETE", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def fetch_all(path: Path) -> None:
    """The same columns of the same tables, as tuples."""
    connection = sqlite3.connect(path)
    for table in TABLES.values():
        if table.name != "place":
            connection.execute(table.select).fetchall()
    connection.close()


def opened(path: Path) -> None:
    """A ledger opened and all its rows composed, as the list shows them."""
    with Ledger.open(path, read_only=True) as ledger:
        ledger.book.rows()


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, to be inserted bare."""
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names if name[:7] != "sqlite_"}
    connection.close()
    return rows


def insert_bare(path: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    """The same rows into the same tables, journal and all, in one transaction."""
    connection = bare_connection(path)
    connection.execute("BEGIN IMMEDIATE")
    for name, values in rows.items():
        if values:
            connection.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(values[0]))})', values)
    connection.execute("COMMIT")
    connection.close()


def fresh(folder: Path) -> Iterator[Path]:
    """Paths of new empty ledgers."""
    for number in count():
        path = folder / f"{number}.ledger"
        Ledger.open(path, create=True).close()
        yield path


def commit_bare(connection: sqlite3.Connection, status: str, at: int) -> None:
    """The SQL of one edit: the row, the change, the edit."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE measure SET status = ?, hash = ? WHERE id = 7", (status, bytes(16)))
    change = connection.execute(
        "INSERT INTO change (kind, of_change, label, at, who, digest) VALUES ('do', NULL, '修改状态', ?, '', ?)",
        (str(at), bytes(16)),
    ).lastrowid
    connection.execute(
        'INSERT INTO edit (change_id, op, "table", row_id, "column", before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
        (change, "set", "measure", 7, "status", '"done"', '"closed"'),
    )
    connection.execute("COMMIT")


MEMORY = """
import sys
from pathlib import Path
import psutil
from ledger_app.ledger import Ledger
with Ledger.open(Path(sys.argv[1]), read_only=True) as ledger:
    ledger.book.rows()
    print(psutil.Process().memory_info().rss, len(ledger.book.rows()))
"""


def resident(path: Path) -> int:
    """Bytes that a process with this ledger in memory holds."""
    told = subprocess.run([sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True)
    return int(told.stdout.split()[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    draft = as_draft(make_annex(arguments.rows))
    print(f"{len(draft.measures)} measures, {len(draft.assignments)} duties, {psutil.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledgers = fresh(folder)
        full, empty = next(ledgers), next(ledgers)
        with Ledger.open(full) as ledger:
            ledger.import_plan(draft, document("full"))
        rows = rows_of(full)

        def import_ours() -> None:
            with Ledger.open(next(ledgers)) as ledger:
                ledger.import_plan(draft, document("again"))

        compare("open", lambda: opened(full), lambda: fetch_all(full), arguments.rounds, "raw fetch")
        compare("import", import_ours, lambda: insert_bare(next(ledgers), rows), arguments.rounds, "same rows bare")
        edits(full, next(ledgers), rows, arguments.rounds)
        past(full, arguments.rounds)
        print(f"memory: {(resident(full) - resident(empty)) / len(draft.measures) / 1024:.2f} KB a row")


def edits(full: Path, bare: Path, rows: dict[str, list[tuple[object, ...]]], rounds: int) -> None:
    """One edit's commit: a status changed, row and journal, against the same SQL."""
    insert_bare(bare, rows)
    connection = bare_connection(bare)
    turn = count()
    statuses = (Status.DONE, Status.CLOSED)
    with Ledger.open(full) as ledger:
        measure = next(iter(ledger.book.measures))
        compare(
            "edit's commit",
            lambda: ledger.set_status([measure], statuses[next(turn) % 2]),
            lambda: commit_bare(connection, statuses[next(turn) // 2 % 2].value, next(turn)),
            rounds * 40,
            "same SQL bare",
        )
    connection.close()


def past(full: Path, rounds: int) -> None:
    """The ledger as it stood before 2,000 later edits, against opening it."""
    with Ledger.open(full) as ledger:
        before = ledger.log(1)[0].at
        measures = list(ledger.book.measures)
        for turn in range(LATER_EDITS):
            ledger.set_status([measures[turn * 7 % len(measures)]], STATUSES[turn % len(STATUSES)])
        compare("as of a day", lambda: ledger.as_of(before), lambda: opened(full), rounds, "open")


if __name__ == "__main__":
    main()
