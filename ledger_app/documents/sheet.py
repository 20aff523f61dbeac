"""A worksheet as laid out, before any Excel library sees it: cells, widths, heights and page edges."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from ledger_app.domain.document import Grid, Span

PAGE_FOOTER = "&C第 &P 页 共 &N 页"
BODY_POINTS = 12.0  # 小四; 10.5 (五号) is the other usual size of a table


class Style(Enum):
    """What a cell is on the page; fonts and borders follow from it (GB/T 9704-2012 as offices use it for tables)."""

    LABEL = "label"  # 附件1
    TITLE = "title"
    LINE = "line"  # other lines above or below the table: 填报单位, 注：…
    HEADER = "header"
    NUMBER = "number"  # 序号
    HEADING = "heading"  # 大类 in its own column
    HEADING_ROW = "heading_row"  # 大类 in a row of its own
    TEXT = "text"
    UNITS = "units"
    SHORT = "short"  # dates, words of a closed set
    LAMP_RED = "red"
    LAMP_YELLOW = "yellow"
    LAMP_GREEN = "green"
    LAMP_BLUE = "blue"
    LAMP_GREY = "grey"


LAMP_STYLES = frozenset({Style.LAMP_RED, Style.LAMP_YELLOW, Style.LAMP_GREEN, Style.LAMP_BLUE, Style.LAMP_GREY})
OUTSIDE = frozenset({Style.LABEL, Style.TITLE, Style.LINE})  # above and below the table, without lines
_FIXED_POINTS = {Style.LABEL: 16.0, Style.TITLE: 22.0, Style.LINE: 12.0}


def points_of(style: Style, body_points: float) -> float:
    """The type size of a style in points; the table itself follows `body_points`."""
    return _FIXED_POINTS.get(style, body_points)


class SheetCell(NamedTuple):
    """A cell, or the range it is merged over. Rows and columns count from 0."""

    row: int
    column: int
    text: str
    style: Style
    rows: int = 1
    columns: int = 1


def wraps(cell: SheetCell) -> bool:
    """Whether a cell's text is broken into lines; a line outside the table in an unmerged cell runs on to the right."""
    return cell.columns > 1 or cell.style not in OUTSIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One worksheet, finished: everything a writer needs and nothing it has to decide."""

    name: str
    cells: tuple[SheetCell, ...]  # by row, then column
    widths: tuple[float, ...]  # of the columns, in characters as the file keeps them
    heights: tuple[float, ...]  # of the rows, in points
    measures: int = 0  # how many measures it shows
    body_points: float = BODY_POINTS
    repeat_rows: tuple[int, int] | None = None  # first and last row printed on every page
    breaks: tuple[int, ...] = ()  # rows that begin a page
    fit_width: bool = False  # shrink to one page wide; never together with breaks, which Excel would then ignore
    freeze: tuple[int, int] | None = None  # first row and column that scroll
    footer: str = PAGE_FOOTER


def sheet_grid(sheet: Sheet) -> Grid:
    """The grid this sheet is read back as."""
    merges = [
        Span(top=c.row, left=c.column, bottom=c.row + c.rows - 1, right=c.column + c.columns - 1)
        for c in sheet.cells
        if c.rows > 1 or c.columns > 1
    ]
    return Grid(name=sheet.name, cells=tuple(map(tuple, grid_texts(sheet))), merges=tuple(merges))


def grid_texts(sheet: Sheet) -> list[list[str]]:
    """The sheet's texts by row and column, '' where nothing is printed."""
    texts = [[""] * len(sheet.widths) for _ in sheet.heights]
    for cell in sheet.cells:
        texts[cell.row][cell.column] = cell.text
    return texts
