"""The columns that the measure list can show, as data. Their numbers are kept in settings and saved views: a new
column goes to the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from ledger_app.domain.change import Change
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.plan import Field
from ledger_app.domain.recurrence import Cadence
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.ledger import Ledger
from ledger_app.ui.models.wording import day_text, due_note, due_text, progress_text, units_text
from ledger_app.ui.theme.paint import LAMP_ORDER

NUMBER, TEXT, UNITS, DUE, STATE, PROGRESS, LEAD, SUPPORT, LAMP, STATUS, CADENCE, TARGETS, PLAN, FLAG, UPDATED = range(
    15
)
FROZEN = (NUMBER, TEXT)  # always there, always first
FIRST_SHOWN = (NUMBER, TEXT, UNITS, DUE, STATE, PROGRESS)  # until the clerk chooses others
_STATUSES = tuple(Status)
_CADENCES = tuple(Cadence)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, what a row shows in it, how rows are ordered by it, and how its cells are edited."""

    title: str
    show: Callable[[MeasureRow, date], str]
    sort_key: Callable[[MeasureRow, date], Any]
    start: Callable[[MeasureRow], Any] | None = None  # what an editor starts from; None: not edited in the list
    edit: Callable[[Ledger, Sequence[MeasureId], Any], Change | None] | None = None
    many: bool = False  # whether several rows can be given one value
    field: Field | None = None  # what is pasted into it and filled down in it; None: nothing


def _by_sound(text: str) -> bytes:
    return text.encode("gb18030", "replace")  # common characters stand in the order of their sound there


def _answering(row: MeasureRow) -> bytes:
    names = [a.unit.name for a in row.assigned]
    return _by_sound(names[0]) if names else b"\xff"


def _due_day(row: MeasureRow, today: date) -> tuple[bool, date]:
    return (row.last_day is None, row.last_day or date.max)


def _progress_day(row: MeasureRow, today: date) -> tuple[bool, date]:
    return (row.progress is None, row.progress.on if row.progress else date.max)


def _units_of(row: MeasureRow) -> tuple[tuple[str, Role], ...]:
    return tuple((a.unit.name, a.role) for a in row.assigned)


def _cadence_key(row: MeasureRow) -> int:
    return min((_CADENCES.index(each.cadence) for each in row.recurrences), default=len(_CADENCES))


_OF_UNITS = partial(Column, start=_units_of, edit=Ledger.set_units, many=True)
_OF_STATUS = partial(
    Column, start=lambda row: row.measure.status, edit=Ledger.set_status, many=True, field=Field.STATUS
)


def _in_roles(title: str, field: Field, *roles: Role, nobody: str = "") -> Column:
    """The units in some roles; rows without any come last."""

    def names(row: MeasureRow) -> str:
        return "、".join(a.unit.name for a in row.assigned if a.role in roles)

    return _OF_UNITS(
        title,
        show=lambda row, _: names(row) or nobody,
        sort_key=lambda row, _: _by_sound(names(row)) or b"\xff",
        field=field,
    )


COLUMNS: tuple[Column, ...] = (
    Column(
        "序号",
        show=lambda row, _: row.measure.number or "",
        sort_key=lambda row, _: (row.plan.position, row.measure.position),
        start=lambda row: row.measure.number or "",
        edit=lambda ledger, ids, value: ledger.set_number(ids[0], value),
        field=Field.NUMBER,
    ),
    Column(
        "工作内容",
        show=lambda row, _: row.measure.text,
        sort_key=lambda row, _: _by_sound(row.measure.text),
        start=lambda row: row.measure.text,
        edit=lambda ledger, ids, value: ledger.set_text(ids[0], value),
        field=Field.TEXT,
    ),
    _OF_UNITS(
        "责任单位",
        show=lambda row, _: units_text(row),
        sort_key=lambda row, _: _answering(row),
        field=Field.UNITS,
    ),
    Column(
        "时限",
        show=lambda row, today: f"{due_text(row, today)} {due_note(row, today)}".strip(),
        sort_key=_due_day,
        start=lambda row: row.measure.deadline.phrase if row.measure.deadline else "",
        edit=Ledger.set_deadline,
        many=True,
        field=Field.DEADLINE,
    ),
    _OF_STATUS(
        "灯 / 状态",
        show=lambda row, today: f"{row.lamp(today).label} {row.measure.status.label}",
        sort_key=lambda row, today: (LAMP_ORDER.index(row.lamp(today)), _STATUSES.index(row.measure.status)),
    ),
    Column(
        "最近进展",
        show=lambda row, today: progress_text(row.progress, today),
        sort_key=_progress_day,
        field=Field.PROGRESS,
    ),
    _in_roles("牵头单位", Field.LEAD, Role.LEAD, Role.RESPONSIBLE, nobody="缺牵头单位"),
    _in_roles("配合单位", Field.SUPPORT, Role.SUPPORT),
    Column(
        "灯",
        show=lambda row, today: row.lamp(today).label,
        sort_key=lambda row, today: LAMP_ORDER.index(row.lamp(today)),
    ),
    _OF_STATUS(
        "状态",
        show=lambda row, _: row.measure.status.label,
        sort_key=lambda row, _: _STATUSES.index(row.measure.status),
    ),
    Column(
        "报送周期",
        show=lambda row, _: "、".join(each.cadence.label for each in row.recurrences),
        sort_key=lambda row, _: _cadence_key(row),
    ),
    Column(
        "指标",
        show=lambda row, _: "；".join(target.phrase for target in row.targets),
        sort_key=lambda row, _: -len(row.targets),
    ),
    Column(
        "文件",
        show=lambda row, _: row.plan.title,
        sort_key=lambda row, _: (row.plan.position, row.measure.position),
    ),
    Column(
        "挂牌",
        show=lambda row, _: "挂牌" if row.measure.flagged else "",
        sort_key=lambda row, _: not row.measure.flagged,
    ),
)


def updated_column(updated: Callable[[MeasureRow], date | None]) -> Column:
    """The column 更新日期: the day of the last act on a measure, which only the history knows."""

    def show(row: MeasureRow, today: date) -> str:
        day = updated(row)
        return day_text(day, today) if day else ""

    return Column("更新日期", show=show, sort_key=lambda row, _: -(updated(row) or date.min).toordinal())
