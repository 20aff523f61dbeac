"""Rows for the clipboard: as tab-separated text, and as a table, which Excel and WPS prefer; status and lamp have
columns of their own."""

from collections.abc import Iterable
from datetime import date
from html import escape

from ledger_app.domain.row import MeasureRow
from ledger_app.domain.unit import Role

HEADS = ("序号", "工作内容", "牵头单位", "负责单位", "配合单位", "完成时限", "截止日", "灯", "状态", "最近进展")


def rows_text(rows: Iterable[MeasureRow], today: date) -> str:
    """A header line and one line for each row."""
    lines = [HEADS, *(_cells(row, today) for row in rows)]
    return "\n".join("\t".join(_flat(cell) for cell in line) for line in lines)


def rows_html(rows: Iterable[MeasureRow], today: date) -> str:
    """The same as a table whose cells Excel keeps as they are: 1-2 stays no date, 001 no number."""
    lines = [HEADS, *(_cells(row, today) for row in rows)]
    cell = "<td style=\"mso-number-format:'\\@'\">{}</td>"
    body = "".join(f"<tr>{''.join(cell.format(_as_html(text)) for text in line)}</tr>" for line in lines)
    return f'<html><head><meta charset="utf-8"></head><body><table>{body}</table></body></html>'


def _as_html(text: str) -> str:
    return escape(text).replace("\n", '<br style="mso-data-placement:same-cell">')


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
