"""The tracking table (跟踪台账): the annex's columns, then who leads and supports, by when, and how far it has come."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ledger_app.documents.annex_body import BodyRow, body_cells, body_rows
from ledger_app.documents.annex_head import header_top
from ledger_app.documents.annex_out import measure_count
from ledger_app.documents.print_table import PrintTable, page_widths, print_sheet
from ledger_app.documents.sheet import Sheet, SheetCell, Style
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.measure import DoubtKind, Progress
from ledger_app.domain.plan import Field, Layout, PrintedCell
from ledger_app.domain.row import Annex, MeasureRow
from ledger_app.domain.status import FINISHED_STATUSES
from ledger_app.domain.unit import Role

_BODY_POINTS = 10.5  # 五号: ten columns have to share a page
_HEAD_ROWS = 3  # title, summary, header
_SHOWN_ANEW = frozenset(
    {Field.LEAD, Field.RESPONSIBLE, Field.SUPPORT, Field.DEADLINE, Field.STATUS, Field.PROGRESS}
)  # annex columns whose present state the columns added here show
_WIDTHS = {
    Field.SECTION_NUMBER: 5.0,
    Field.NUMBER: 5.0,
    Field.HEADING: 10.0,
    Field.TEXT: 32.0,
    Field.UNITS: 12.0,
    Field.OTHER: 9.0,
}
_HEADERS = {Field.SECTION_NUMBER: "序号", Field.NUMBER: "序号", Field.TEXT: "工作内容", Field.UNITS: "落实单位"}
_LAMP_STYLES = {
    Lamp.RED: Style.LAMP_RED,
    Lamp.YELLOW: Style.LAMP_YELLOW,
    Lamp.GREEN: Style.LAMP_GREEN,
    Lamp.BLUE: Style.LAMP_BLUE,
    Lamp.GREY: Style.LAMP_GREY,
}
_GUESSED = frozenset({DoubtKind.UNIT_FROM_ABOVE, DoubtKind.UNIT_FROM_BELOW})


@dataclass(frozen=True, slots=True)
class _Column:
    """A column added behind the annex's own."""

    title: str
    width: float
    style: Callable[[MeasureRow], Style]
    show: Callable[[MeasureRow], str]


def lay_out_tracking(annex: Annex, today: date) -> Sheet:
    """The annex with each measure's units, deadline, status, lamp and newest progress, for A4 landscape.

    Units that are 负责 stand in the lead column while no measure has 牵头 beside them; else 责任单位 gets a column."""
    layout = annex.plan.layout
    kept = [column for column, field in enumerate(layout.fields) if field not in _SHOWN_ANEW]
    added = _added_columns([line for line in annex.lines if isinstance(line, MeasureRow)], today)
    body = [*_kept_cells(annex, kept), *_added_cells(body_rows(annex), added, len(kept))]
    widths = [_WIDTHS[layout.fields[column]] for column in kept] + [column.width for column in added]
    table = PrintTable(
        name=layout.sheet or annex.plan.title,
        measures=measure_count(annex),
        body_points=_BODY_POINTS,
        widths=page_widths(widths),
        head=_head(annex, kept, added, today),
        head_rows=_HEAD_ROWS,
        header_top=_HEAD_ROWS - 1,
        body=sorted(body),
    )
    return print_sheet(table)


def _added_columns(rows: Sequence[MeasureRow], today: date) -> list[_Column]:
    both = any(row.names(Role.LEAD) and row.names(Role.RESPONSIBLE) for row in rows)
    stand_in = not both and any(row.names(Role.RESPONSIBLE) for row in rows)
    lead = _Column(
        "牵头（责任）单位" if stand_in else "牵头单位",
        10.0,
        lambda _: Style.UNITS,
        lambda row: _names(row, Role.LEAD) or ("" if both else _names(row, Role.RESPONSIBLE)),
    )
    responsible = _Column("责任单位", 10.0, lambda _: Style.UNITS, lambda row: _names(row, Role.RESPONSIBLE))
    return [
        lead,
        *([responsible] if both else []),
        _Column("配合单位", 11.0, lambda _: Style.UNITS, lambda row: _names(row, Role.SUPPORT)),
        _Column("完成时限", 13.5, lambda _: Style.SHORT, _deadline),
        _Column("状态", 7.5, lambda _: Style.SHORT, lambda row: row.measure.status.label),
        _Column("灯", 4.0, lambda row: _LAMP_STYLES[row.lamp(today)], lambda row: row.lamp(today).label),
        _Column("进展情况", 23.0, lambda _: Style.TEXT, lambda row: _progress(row.progress)),
    ]


def _names(row: MeasureRow, role: Role) -> str:
    """The units in a role; what was taken from another row and not yet confirmed says so."""
    guessed = any(doubt.kind in _GUESSED for doubt in row.doubts)
    return "、".join(
        a.unit.name + ("（推定）" if guessed and a.inherited else "") for a in row.assigned if a.role is role
    )


def _deadline(row: MeasureRow) -> str:
    """The phrase, and below it the day where the phrase does not say it."""
    deadline = row.measure.deadline
    if deadline is None:
        return ""
    if deadline.last_day is None or not deadline.how:
        return deadline.phrase
    return f"{deadline.phrase}\n{deadline.last_day.isoformat()}"


def _progress(entry: Progress | None) -> str:
    if entry is None:
        return ""
    parts = [entry.done]
    parts += [f"存在问题：{entry.problems}"] if entry.problems else []
    parts += [f"下步措施：{entry.next_steps}"] if entry.next_steps else []
    percent = "" if entry.percent is None else f"（{entry.percent}%）"
    return "\n".join([f"{entry.on.isoformat()}{percent}", *(part for part in parts if part)])


def _kept_cells(annex: Annex, kept: Sequence[int]) -> Iterator[SheetCell]:
    """The annex's own cells with the columns left out closed up."""
    place = {column: index for index, column in enumerate(kept)}
    for cell in body_cells(annex):
        under = [place[c] for c in range(cell.column, cell.column + cell.columns) if c in place]
        if under:
            yield cell._replace(column=under[0], columns=len(under))


def _added_cells(rows: Sequence[BodyRow], added: Sequence[_Column], first: int) -> Iterator[SheetCell]:
    for index, row in enumerate(rows):
        for column, spec in enumerate(added, start=first):
            if row.row is None:
                yield SheetCell(index, column, "", Style.SHORT)
            else:
                yield SheetCell(index, column, spec.show(row.row), spec.style(row.row))


def _head(annex: Annex, kept: Sequence[int], added: Sequence[_Column], today: date) -> list[SheetCell]:
    columns = len(kept) + len(added)
    words = [SheetCell(2, len(kept) + i, column.title, Style.HEADER) for i, column in enumerate(added)]
    return [
        SheetCell(0, 0, annex.plan.title, Style.TITLE, 1, columns),
        SheetCell(1, 0, _summary(annex, today), Style.LINE, 1, columns),
        *_kept_header(annex.plan.layout, kept),
        *words,
    ]


def _summary(annex: Annex, today: date) -> str:
    rows = [line for line in annex.lines if isinstance(line, MeasureRow)]
    done = sum(row.measure.status in FINISHED_STATUSES for row in rows)
    overdue = sum(row.overdue(today) for row in rows)
    day = f"{today.year}年{today.month}月{today.day}日"
    return f"任务跟踪台账　截至{day}　共{len(rows)}项，已完成{done}项，逾期{overdue}项"


def _kept_header(layout: Layout, kept: Sequence[int]) -> Iterator[SheetCell]:
    """The annex's own header words in one row; a word over two columns stays over both."""
    words = [(_header_cell(layout, column), column) for column in kept]
    at = 0
    for cell, group in groupby(words, key=lambda pair: pair[0]):
        under = [column for _, column in group]
        if cell is None:
            texts = [_HEADERS.get(layout.fields[column], "") for column in under]
            yield from (SheetCell(2, at + i, text, Style.HEADER) for i, text in enumerate(texts))
        else:
            yield SheetCell(2, at, cell.text, Style.HEADER, 1, len(under))
        at += len(under)


def _header_cell(layout: Layout, column: int) -> PrintedCell | None:
    """The lowest header word over a column."""
    over = [
        cell
        for cell in layout.head
        if cell.row >= header_top(layout) and cell.text and cell.column <= column < cell.column + cell.columns
    ]
    return max(over, key=lambda cell: cell.row, default=None)
