"""Rows as text for the clipboard: tab-separated, as Excel and WPS take it; status and lamp in columns of their own."""

from collections.abc import Iterable
from datetime import date

from ledger_app.domain.row import MeasureRow
from ledger_app.domain.unit import Role

HEADS = ("序号", "工作内容", "牵头单位", "负责单位", "配合单位", "完成时限", "截止日", "灯", "状态", "最近进展")


def rows_text(rows: Iterable[MeasureRow], today: date) -> str:
    """A header line and one line for each row."""
    lines = [HEADS, *(_cells(row, today) for row in rows)]
    return "\n".join("\t".join(_flat(cell) for cell in line) for line in lines)


def _cells(row: MeasureRow, today: date) -> tuple[str, ...]:
    measure = row.measure
    return (
        measure.number or "",
        measure.text,
        *("、".join(row.names(role)) for role in Role),
        measure.deadline.phrase if measure.deadline else "",
        row.last_day.isoformat() if row.last_day else "",
        row.lamp(today).label,
        measure.status.label,
        row.progress.done if row.progress else "",
    )


def _flat(cell: str) -> str:
    return " ".join(cell.split())
