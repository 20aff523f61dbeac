"""The ledger as it stood (某日台账): the journal read backwards over the records in memory, and what moved since."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, tzinfo
from typing import Any

from ledger_app.domain.change import ChangeId, Record, Setting
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.lamp import Lamp, LampRules
from ledger_app.domain.measure import Measure, Progress
from ledger_app.domain.movement import Moved, Movement, Movements, Tally
from ledger_app.domain.plan import Plan
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import Status
from ledger_app.ledger.book import Book
from ledger_app.ledger.settings import lamps_in
from ledger_app.store.journal import JournalLine
from ledger_app.store.store import Store
from ledger_app.store.tables import TABLES, Table

Tables = dict[type[Record], dict[int, Any]]


class Rewind:
    """The records of a book, which the journal's lines, newest first, turn into what they were before."""

    def __init__(self, book: Book, store: Store, zone: tzinfo | None) -> None:
        self.tables: Tables = {kind: dict(book.table(kind)) for kind in TABLES if book.holds(kind)}
        self._store = store
        self._zone = zone
        self._until: ChangeId | None = None  # everything from here on is taken back

    def to(self, moment: datetime | date) -> Tables:
        """The records at that moment, or at the end of that day; each call must name an earlier one."""
        last = self._store.last_change(_end(moment, self._zone))
        if last is None:  # nothing had been done yet
            self.tables = {kind: {} for kind in self.tables}
            return self.tables
        changed: dict[tuple[type[Record], int], list[Any] | None] = {}
        for line in self._store.lines_between(last, self._until):
            self._take(line, changed)
        self._until = ChangeId(last + 1)
        self._put(changed)
        return self.tables

    def _take(self, line: JournalLine, changed: dict[tuple[type[Record], int], list[Any] | None]) -> None:
        kind = line.record
        if kind not in self.tables:
            return
        table: Table[Any] = TABLES[kind]
        key = (kind, line.row_id)
        if line.op == "add":
            changed[key] = None
        elif line.op == "remove":
            changed[key] = list(table.whole(line.before))
        else:
            values = changed.get(key) or list(table.encode(self.tables[kind][line.row_id]))
            values[table.columns.index(line.column or "")] = line.before
            changed[key] = values

    def _put(self, changed: Mapping[tuple[type[Record], int], list[Any] | None]) -> None:
        for (kind, row_id), values in changed.items():
            if values is None:
                self.tables[kind].pop(row_id, None)
            else:
                self.tables[kind][row_id] = TABLES[kind].decode((row_id, *values))


def as_of(book: Book, store: Store, moment: datetime | date, zone: tzinfo | None) -> Book:
    """The book at that moment, or at the end of that day in that zone."""
    tables = Rewind(book, store, zone).to(moment)
    return Book({kind: [table[id_] for id_ in sorted(table)] for kind, table in tables.items()})  # as from the file


def tally(book: Book, day: date, plan_id: PlanId | None = None) -> Tally:
    """The numbers of a book on a day, of all plans that are not archived or of one."""
    kinds: tuple[type[Record], ...] = (Measure, Plan, Progress, Setting)
    return _tally({kind: dict(book.table(kind)) for kind in kinds}, day, plan_id)


def compare(then: Book, now: Book, then_day: date, today: date) -> Movements:
    """What moved between two states of a ledger, each as the lamps were lit on its day; archived plans left out."""
    old = {row.measure.id: row for row in _live(then)}
    moved = []
    for row in _live(now):
        movement = _movement(row.measure.id, old.pop(row.measure.id, None), row, then_day, today)
        if movement.what:
            moved.append(movement)
    moved += [_movement(id_, row, None, then_day, today) for id_, row in old.items()]
    return Movements(then=tally(then, then_day), now=tally(now, today), measures=tuple(moved))


def _movement(
    measure_id: MeasureId, then: MeasureRow | None, now: MeasureRow | None, then_day: date, today: date
) -> Movement:
    lamp_then = then.lamp(then_day) if then else None
    lamp_now = now.lamp(today) if now else None
    if then is None or now is None:
        what = {Moved.NEW if then is None else Moved.GONE}
    else:
        differs = {
            Moved.STATUS: then.measure.status is not now.measure.status,
            Moved.LAMP: lamp_then is not lamp_now,
            Moved.DEADLINE: then.measure.deadline != now.measure.deadline,
            Moved.PROGRESS: then.progress != now.progress,
        }
        what = {each for each, differ in differs.items() if differ}
    return Movement(
        measure_id=measure_id, what=frozenset(what), then=then, now=now, lamp_then=lamp_then, lamp_now=lamp_now
    )


def _live(book: Book) -> list[MeasureRow]:
    return [row for row in book.rows() if not row.plan.archived]


def _tally(tables: Tables, day: date, plan_id: PlanId | None) -> Tally:
    """Measures that no rule tells apart are counted together: of 10,000 a few hundred lamps are worked out."""
    lamps = lamps_in(tables[Setting].values())
    plans: dict[int, Plan] = {id_: plan for id_, plan in tables[Plan].items() if not plan.archived}
    newest = newest_entries(tables[Progress].values()) if lamps.by_progress else {}
    alike: dict[tuple[object, ...], list[Measure]] = defaultdict(list)
    for measure in tables[Measure].values():
        if measure.plan_id in plans and plan_id in (None, measure.plan_id):
            entry = newest.get(measure.id)
            deadline = measure.deadline.last_day if measure.deadline else None
            alike[measure.plan_id, measure.status, deadline, entry and entry.percent].append(measure)
    statuses, lit, overdue = Counter[Status](), Counter[Lamp](), 0
    for measures in alike.values():
        row = lit_row(measures[0], plans, newest, lamps)
        statuses[row.measure.status] += len(measures)
        lit[row.lamp(day)] += len(measures)
        overdue += len(measures) * row.overdue(day)
    return Tally(
        day=day,
        by_status={status: statuses[status] for status in Status},
        by_lamp={lamp: lit[lamp] for lamp in Lamp},
        overdue=overdue,
    )


def lit_row(
    measure: Measure, plans: Mapping[int, Plan], newest: Mapping[MeasureId, Progress], lamps: LampRules
) -> MeasureRow:
    """A row with what its lamp depends on."""
    return MeasureRow(
        measure=measure,
        plan=plans[measure.plan_id],
        path=(),
        assigned=(),
        unit_cells=(),
        progress=newest.get(measure.id),
        doubts=(),
        lamps=lamps,
    )


def newest_entries(entries: Iterable[Progress]) -> dict[MeasureId, Progress]:
    """The newest entry of each measure."""
    ordered = sorted(entries, key=lambda entry: (entry.on, entry.id))
    return {entry.measure_id: entry for entry in ordered}


def _end(moment: datetime | date, zone: tzinfo | None) -> datetime:
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return datetime.combine(moment, time.max, zone)
