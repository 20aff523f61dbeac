"""How each record lies in its table: columns in schema order, and the hash that notices a damaged row."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from ledger_app.domain.change import Record, Setting
from ledger_app.domain.deadline import Deadline
from ledger_app.domain.evidence import Attachment, Extension, TargetValue
from ledger_app.domain.measure import Doubt, DoubtKind, Measure, Place, Progress
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.recurrence import Cadence, MeasureRecurrence, Recurrence
from ledger_app.domain.stage import PlanStage, Stage
from ledger_app.domain.status import Status
from ledger_app.domain.target import MeasureTarget, Operator, Target
from ledger_app.domain.unit import AliasKind, Assignment, Cover, Role, Unit, UnitAlias, UnitCell, UnitMember
from ledger_app.store.layouts import decode_layout, encode_layout

Value = str | int | float | None
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
    later: tuple[tuple[int, Value], ...] = ()  # of its last columns: since which version, and what older rows have

    @property
    def select(self) -> str:
        """The statement that reads id, columns and hash of all rows."""
        return self.select_in(max((version for version, _ in self.later), default=self.since))

    @property
    def numbers(self) -> tuple[int, ...]:
        """At which places of a row that is read stand ids and positions."""
        return (0, *(at for at, name in enumerate(self.columns, 1) if name.endswith("_id") or name == "position"))

    def select_in(self, version: int) -> str:
        """The same for a file of that version, which may have fewer columns."""
        fewer = sum(1 for since, _ in self.later if since > version)
        columns = self.columns[: len(self.columns) - fewer]
        return f'SELECT {", ".join(quoted("id", *columns, "hash"))} FROM "{self.name}"'

    def whole(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """The values of a row, an older one's filled up."""
        missing = len(self.columns) - len(values)
        return (*values, *(value for _, value in self.later[len(self.later) - missing :])) if missing else tuple(values)

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
        *(phrase, last_day, how, m.status.value, _json_list(m.cells), int(m.flagged)),
    )


def _decode_measure(row: Row) -> Measure:
    id_, plan_id, section_id, parent_id, position, number, text, phrase, last_day, how, status, cells, flag = row
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
        flagged=bool(flag),
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
    id_, position, title, layout, doc_number, issuer, issued, source_name, source_hash, archived = row
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
        archived=bool(archived),
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


def _encode_extension(e: Extension) -> Values:
    put_off: Values = (e.from_phrase, _iso(e.from_day), e.to_phrase, _iso(e.to_day))
    return (e.measure_id, e.on.isoformat(), *put_off, e.reason, e.approver)


def _decode_extension(row: Row) -> Extension:
    id_, measure_id, on, from_phrase, from_day, to_phrase, to_day, reason, approver = row
    return Extension(
        id=id_,
        measure_id=measure_id,
        on=date.fromisoformat(on),
        from_phrase=from_phrase,
        from_day=_date(from_day),
        to_phrase=to_phrase,
        to_day=_date(to_day),
        reason=reason,
        approver=approver,
    )


_STATUS = {status.value: status for status in Status}
_ROLE = {role.value: role for role in Role}

PLAN = Table[Plan](
    "plan",
    ("position", "title", "layout", "doc_number", "issuer", "issued", "source_name", "source_hash", "archived"),
    lambda p: (
        *(p.position, p.title, encode_layout(p.layout), p.doc_number, p.issuer),
        *(_iso(p.issued), p.source_name, p.source_hash, int(p.archived)),
    ),
    _decode_plan,
    later=((3, 0),),
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
        *("deadline_phrase", "last_day", "deadline_how", "status", "cells", "flagged"),
    ),
    _encode_measure,
    _decode_measure,
    later=((3, 0),),
)
UNIT = Table[Unit](
    "unit",
    ("name", "collective", "short", "leader", "contact", "phone"),
    lambda u: (u.name, int(u.collective), u.short, u.leader, u.contact, u.phone),
    lambda r: Unit(id=r[0], name=r[1], collective=bool(r[2]), short=r[3], leader=r[4], contact=r[5], phone=r[6]),
    later=((3, ""), (3, ""), (3, ""), (3, "")),
)
UNIT_ALIAS = Table[UnitAlias](
    "unit_alias",
    ("unit_id", "name", "kind", "until"),
    lambda a: (a.unit_id, a.name, a.kind.value, _iso(a.until)),
    lambda r: UnitAlias(id=r[0], unit_id=r[1], name=r[2], kind=AliasKind(r[3]), until=_date(r[4])),
    later=((3, AliasKind.OTHER.value), (3, None)),
)
UNIT_MEMBER = Table[UnitMember](
    "unit_member",
    ("unit_id", "member_id"),
    lambda m: (m.unit_id, m.member_id),
    lambda r: UnitMember(id=r[0], unit_id=r[1], member_id=r[2]),
    since=3,
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
TARGET_VALUE = Table[TargetValue](
    "target_value",
    ("target_id", "on", "value", "note"),
    lambda v: (v.target_id, v.on.isoformat(), v.value, v.note),
    lambda r: TargetValue(id=r[0], target_id=r[1], on=date.fromisoformat(r[2]), value=r[3], note=r[4]),
    since=3,
)
ATTACHMENT = Table[Attachment](
    "attachment",
    ("measure_id", "name", "sha256", "size", "added"),
    lambda a: (a.measure_id, a.name, a.sha256, a.size, a.added.isoformat()),
    lambda r: Attachment(id=r[0], measure_id=r[1], name=r[2], sha256=r[3], size=r[4], added=date.fromisoformat(r[5])),
    since=3,
)
EXTENSION = Table[Extension](
    "extension",
    ("measure_id", "on", "from_phrase", "from_day", "to_phrase", "to_day", "reason", "approver"),
    _encode_extension,
    _decode_extension,
    since=3,
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
    UnitMember: UNIT_MEMBER,
    UnitCell: UNIT_CELL,
    Measure: MEASURE,
    Cover: COVER,
    Assignment: ASSIGNMENT,
    MeasureRecurrence: RECURRENCE,
    MeasureTarget: TARGET,
    TargetValue: TARGET_VALUE,
    Attachment: ATTACHMENT,
    Extension: EXTENSION,
    PlanStage: STAGE,
    Progress: PROGRESS,
    Doubt: DOUBT,
    Place: PLACE,
    Setting: SETTING,
}
TABLE_NAMED: dict[str, Table[Any]] = {table.name: table for table in TABLES.values()}
_REFERRED_TO = {
    "plan_id": "plan",
    "section_id": "section",
    "measure_id": "measure",
    "unit_id": "unit",
    "member_id": "unit",
    "unit_cell_id": "unit_cell",
    "target_id": "target",
}
# Of each table: its columns that refer to another row, and whose row that is.
REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    name: tuple(
        (column, _REFERRED_TO.get(column, name))
        for column in table.columns
        if column in _REFERRED_TO or column == "parent_id"
    )
    for name, table in TABLE_NAMED.items()
}
