"""Rows as text for a terminal: columns that line up although Chinese characters are two cells wide."""

import unicodedata
from collections.abc import Sequence
from datetime import date

from ledger_app.domain.row import MeasureRow
from ledger_app.domain.unit import Role

_WIDTHS = (5, 56, 30, 12, 4, 14)
_HEADS = ("编号", "工作内容", "牵头或负责", "时限", "灯", "状态")


def table(rows: Sequence[MeasureRow], today: date) -> str:
    """The rows with their headings, one line each, cut to fit."""
    lines = [_line(_HEADS)]
    path: tuple[str, ...] = ()
    for row in rows:
        here = tuple(section.printed for section in row.path)
        if here != path:
            lines.append("  ".join(here))
            path = here
        answering = (*row.names(Role.LEAD), *row.names(Role.RESPONSIBLE))
        due = row.last_day.isoformat() if row.last_day else "-"
        cells = (str(row.measure.id), row.measure.text, "、".join(answering) or "（缺）", due)
        lines.append(_line((*cells, row.lamp(today).label, row.measure.status.label)))
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return " ".join(_fit(cell, width) for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()


def _fit(text: str, width: int) -> str:
    text = " ".join(text.split())
    if _cells(text) > width:
        while _cells(text) > width - 2:
            text = text[:-1]
        text += "…"
    return text + " " * (width - _cells(text))


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
