"""The columns of the measure list, as data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger_app.domain.change import Change
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ui.models.wording import due_note, due_text, progress_text, units_text
from ledger_app.ui.theme.paint import LAMP_ORDER

NUMBER, TEXT, UNITS, DUE, STATE, PROGRESS = range(6)
_STATUSES = tuple(Status)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, what a row shows in it, how rows are ordered by it, and how its cells are edited."""

    title: str
    show: Callable[[MeasureRow, date], str]
    sort_key: Callable[[MeasureRow, date], Any]
    start: Callable[[MeasureRow], Any] | None = None  # what an editor starts from; None: not edited in the list
    edit: Callable[[Ledger, MeasureRow, Any], Change | None] | None = None


def _by_sound(text: str) -> bytes:
    return text.encode("gb18030", "replace")  # common characters stand in the order of their sound there


def _answering(row: MeasureRow) -> bytes:
    names = [a.unit.name for a in row.assigned]
    return _by_sound(names[0]) if names else b"\xff"


def _due_day(row: MeasureRow, today: date) -> tuple[bool, date]:
    return (row.last_day is None, row.last_day or date.max)


def _progress_day(row: MeasureRow, today: date) -> tuple[bool, date]:
    return (row.progress is None, row.progress.on if row.progress else date.max)


COLUMNS: tuple[Column, ...] = (
    Column(
        "序号",
        show=lambda row, _: row.measure.number or "",
        sort_key=lambda row, _: (row.plan.position, row.measure.position),
        start=lambda row: row.measure.number or "",
        edit=lambda ledger, row, value: ledger.set_number(row.measure.id, value),
    ),
    Column(
        "工作内容",
        show=lambda row, _: row.measure.text,
        sort_key=lambda row, _: _by_sound(row.measure.text),
        start=lambda row: row.measure.text,
        edit=lambda ledger, row, value: ledger.set_text(row.measure.id, value),
    ),
    Column(
        "责任单位",
        show=lambda row, _: units_text(row),
        sort_key=lambda row, _: _answering(row),
        start=lambda row: tuple((a.unit.name, a.role) for a in row.assigned),
        edit=lambda ledger, row, value: ledger.set_units([row.measure.id], value),
    ),
    Column(
        "时限",
        show=lambda row, today: f"{due_text(row, today)} {due_note(row, today)}".strip(),
        sort_key=_due_day,
        start=lambda row: row.measure.deadline.phrase if row.measure.deadline else "",
        edit=lambda ledger, row, value: ledger.set_deadline([row.measure.id], value),
    ),
    Column(
        "灯 / 状态",
        show=lambda row, today: f"{row.lamp(today).label} {row.measure.status.label}",
        sort_key=lambda row, today: (LAMP_ORDER.index(row.lamp(today)), _STATUSES.index(row.measure.status)),
        start=lambda row: row.measure.status,
        edit=lambda ledger, row, value: ledger.set_status([row.measure.id], value),
    ),
    Column(
        "最近进展",
        show=lambda row, today: progress_text(row.progress, today),
        sort_key=_progress_day,
    ),
)
