"""How each record lies in its table: columns in schema order, and the hash that notices a damaged row."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from ledger_app.domain.change import Record, Setting
from ledger_app.domain.deadline import Deadline
from ledger_app.domain.measure import Doubt, DoubtKind, Measure, Place, Progress
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.recurrence import Cadence, MeasureRecurrence, Recurrence
from ledger_app.domain.stage import PlanStage, Stage
from ledger_app.domain.status import Status
from ledger_app.domain.target import MeasureTarget, Operator, Target
from ledger_app.domain.unit import Assignment, Cover, Role, Unit, UnitAlias, UnitCell
from ledger_app.store.layouts import decode_layout, encode_layout

Value = str | int | None
Values = tuple[Value, ...]
Row = Sequence[Any]  # id and the columns' values
R = TypeVar("R")


@dataclass(frozen=True)
class Table(Generic[R]):
    """A table, its columns after `id` and before `hash`, and the way between its rows and the domain's records."""

    name: str
    columns: tuple[str, ...]
    encode: Callable[[R], Values]  # the columns' values
    decode: Callable[[Row], R]
    since: int = 1  # the first version of the ledger file that has it

    @property
    def select(self) -> str:
        """The statement that reads id, columns and hash of all rows."""
        return f'SELECT {", ".join(quoted("id", *self.columns, "hash"))} FROM "{self.name}"'

    @property
    def insert(self) -> str:
        """The statement that adds a row with its id and hash."""
        names = quoted("id", *self.columns, "hash")
        return f'INSERT INTO "{self.name}" ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})'


def quoted(*names: str) -> list[str]:
    """Column names in quotes: some are words of SQL."""
    return [f'"{name}"' for name in names]


def canonical(values: Sequence[object]) -> bytes:
    """The one JSON spelling of some values, as bytes."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def blake(content: bytes) -> bytes:
    """BLAKE2b-16 of some bytes."""
    from hashlib import blake2b  # with the first write: it starts OpenSSL, and starting the program needs no hash

    return blake2b(content, digest_size=16).digest()


def row_hash(table: str, row_id: int, values: Sequence[Value]) -> bytes:
    """BLAKE2b-16 over the canonical JSON of [table, id, columns in schema order]."""
    return blake(canonical([table, row_id, *values]))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _json_list(items: Sequence[str | None]) -> str:
    return json.dumps(list(items), ensure_ascii=False, separators=(",", ":")) if items else "[]"


def _tuple(text: str) -> tuple[Any, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _encode_measure(m: Measure) -> Values:
    due = m.deadline
    phrase, last_day, how = (due.phrase, _iso(due.last_day), due.how) if due else (None, None, None)
    return (
        *(m.plan_id, m.section_id, m.parent_id, m.position, m.number, m.text),
        *(phrase, last_day, how, m.status.value, _json_list(m.cells)),
    )


def _decode_measure(row: Row) -> Measure:
    id_, plan_id, section_id, parent_id, position, number, text, phrase, last_day, how, status, cells = row
    return Measure(
        id=id_,
        plan_id=plan_id,
        section_id=section_id,
        parent_id=parent_id,
        position=position,
        number=number,
        text=text,
        deadline=None if phrase is None else Deadline(phrase=phrase, last_day=_date(last_day), how=how),
        status=_STATUS[status],
        cells=_tuple(cells),
    )


def _encode_doubt(d: Doubt) -> Values:
    about: Values = (d.plan_id, d.measure_id, d.section_id)
    return (d.kind.value, *about, d.message, d.proposal, _json_list(d.alternatives), d.settled)


def _decode_doubt(row: Row) -> Doubt:
    id_, kind, plan_id, measure_id, section_id, message, proposal, alternatives, settled = row
    return Doubt(
        id=id_,
        kind=DoubtKind(kind),
        plan_id=plan_id,
        measure_id=measure_id,
        section_id=section_id,
        message=message,
        proposal=proposal,
        alternatives=_tuple(alternatives),
        settled=settled,
    )


def _decode_plan(row: Row) -> Plan:
    id_, position, title, layout, doc_number, issuer, issued, source_name, source_hash = row
    return Plan(
        id=id_,
        position=position,
        title=title,
        layout=decode_layout(layout),
        doc_number=doc_number,
        issuer=issuer,
        issued=_date(issued),
        source_name=source_name,
        source_hash=source_hash,
    )


def _decode_progress(row: Row) -> Progress:
    id_, measure_id, on, done, problems, next_steps, percent, who = row
    return Progress(
        id=id_,
        measure_id=measure_id,
        on=date.fromisoformat(on),
        done=done,
        problems=problems,
        next_steps=next_steps,
        percent=percent,
        who=who,
    )


def _encode_target(t: MeasureTarget) -> Values:
    target = t.target
    numbers = json.dumps(target.numbers, separators=(",", ":"))
    what: Values = (target.unit, target.what, int(target.soft))
    return (t.measure_id, target.phrase, target.operator.value, numbers, *what)


def _decode_target(row: Row) -> MeasureTarget:
    id_, measure_id, phrase, operator, numbers, unit, what, soft = row
    target = Target(
        phrase=phrase,
        operator=Operator(operator),
        numbers=tuple(json.loads(numbers)),
        unit=unit,
        what=what,
        soft=bool(soft),
    )
    return MeasureTarget(id=id_, measure_id=measure_id, target=target)


_STATUS = {status.value: status for status in Status}
_ROLE = {role.value: role for role in Role}

PLAN = Table[Plan](
    "plan",
    ("position", "title", "layout", "doc_number", "issuer", "issued", "source_name", "source_hash"),
    lambda p: (
        *(p.position, p.title, encode_layout(p.layout), p.doc_number, p.issuer),
        *(_iso(p.issued), p.source_name, p.source_hash),
    ),
    _decode_plan,
)
SECTION = Table[Section](
    "section",
    ("plan_id", "parent_id", "position", "number", "title"),
    lambda s: (s.plan_id, s.parent_id, s.position, s.number, s.title),
    lambda r: Section(id=r[0], plan_id=r[1], parent_id=r[2], position=r[3], number=r[4], title=r[5]),
)
MEASURE = Table[Measure](
    "measure",
    (
        *("plan_id", "section_id", "parent_id", "position", "number", "text"),
        *("deadline_phrase", "last_day", "deadline_how", "status", "cells"),
    ),
    _encode_measure,
    _decode_measure,
)
UNIT = Table[Unit](
    "unit",
    ("name", "collective"),
    lambda u: (u.name, int(u.collective)),
    lambda r: Unit(id=r[0], name=r[1], collective=bool(r[2])),
)
UNIT_ALIAS = Table[UnitAlias](
    "unit_alias",
    ("unit_id", "name"),
    lambda a: (a.unit_id, a.name),
    lambda r: UnitAlias(id=r[0], unit_id=r[1], name=r[2]),
)
UNIT_CELL = Table[UnitCell](
    "unit_cell",
    ("plan_id", "column", "text", "role"),
    lambda c: (c.plan_id, c.column, c.text, c.role.value if c.role else None),
    lambda r: UnitCell(id=r[0], plan_id=r[1], column=r[2], text=r[3], role=_ROLE[r[4]] if r[4] else None),
)
COVER = Table[Cover](
    "cover",
    ("measure_id", "unit_cell_id"),
    lambda c: (c.measure_id, c.unit_cell_id),
    lambda r: Cover(id=r[0], measure_id=r[1], unit_cell_id=r[2]),
)
ASSIGNMENT = Table[Assignment](
    "assignment",
    ("measure_id", "unit_id", "role", "position", "inherited"),
    lambda a: (a.measure_id, a.unit_id, a.role.value, a.position, int(a.inherited)),
    lambda r: Assignment(id=r[0], measure_id=r[1], unit_id=r[2], role=_ROLE[r[3]], position=r[4], inherited=bool(r[5])),
)
RECURRENCE = Table[MeasureRecurrence](
    "recurrence",
    ("measure_id", "cadence", "phrase", "report_day"),
    lambda r: (r.measure_id, r.recurrence.cadence.value, r.recurrence.phrase, r.recurrence.report_day),
    lambda r: MeasureRecurrence(
        id=r[0], measure_id=r[1], recurrence=Recurrence(cadence=Cadence(r[2]), phrase=r[3], report_day=r[4])
    ),
    since=2,
)
TARGET = Table[MeasureTarget](
    "target",
    ("measure_id", "phrase", "operator", "numbers", "unit", "what", "soft"),
    _encode_target,
    _decode_target,
    since=2,
)
STAGE = Table[PlanStage](
    "stage",
    ("plan_id", "name", "start", "end"),
    lambda s: (s.plan_id, s.stage.name, s.stage.start.isoformat(), s.stage.end.isoformat()),
    lambda r: PlanStage(
        id=r[0],
        plan_id=r[1],
        stage=Stage(name=r[2], start=date.fromisoformat(r[3]), end=date.fromisoformat(r[4])),
    ),
    since=2,
)
PROGRESS = Table[Progress](
    "progress",
    ("measure_id", "on", "done", "problems", "next_steps", "percent", "who"),
    lambda p: (p.measure_id, p.on.isoformat(), p.done, p.problems, p.next_steps, p.percent, p.who),
    _decode_progress,
)
DOUBT = Table[Doubt](
    "doubt",
    ("kind", "plan_id", "measure_id", "section_id", "message", "proposal", "alternatives", "settled"),
    _encode_doubt,
    _decode_doubt,
)
PLACE = Table[Place](
    "place",
    ("measure_id", "part", "line", "start", "end"),
    lambda p: (p.measure_id, p.part, p.line, p.start, p.end),
    lambda r: Place(id=r[0], measure_id=r[1], part=r[2], line=r[3], start=r[4], end=r[5]),
)
SETTING = Table[Setting](
    "setting",
    ("key", "value"),
    lambda s: (s.key, s.value),
    lambda r: Setting(id=r[0], key=r[1], value=r[2]),
)

TABLES: dict[type[Record], Table[Any]] = {
    Plan: PLAN,
    Section: SECTION,
    Unit: UNIT,
    UnitAlias: UNIT_ALIAS,
    UnitCell: UNIT_CELL,
    Measure: MEASURE,
    Cover: COVER,
    Assignment: ASSIGNMENT,
    MeasureRecurrence: RECURRENCE,
    MeasureTarget: TARGET,
    PlanStage: STAGE,
    Progress: PROGRESS,
    Doubt: DOUBT,
    Place: PLACE,
    Setting: SETTING,
}
TABLE_NAMED: dict[str, Table[Any]] = {table.name: table for table in TABLES.values()}
