"""A table made ready for paper: A4 landscape, the header on every page, no cell across a page edge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

from ledger_app.documents.pages import PAGE_HEIGHT, PAGE_WIDTH, paginate, row_heights
from ledger_app.documents.sheet import Sheet, SheetCell

_NARROW = 8.0  # columns of numbers keep their width when a table is fitted to the page
_LEAST_WIDTH = 4.0
_LEAST_ROOM = 0.4  # share of a page that the body gets even under a towering head


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintTable:
    """A table before it is cut into pages; the rows of each block count from its first."""

    name: str
    measures: int
    body_points: float
    widths: tuple[float, ...]
    head: Sequence[SheetCell]
    head_rows: int
    header_top: int  # first row of the header words, which every page repeats
    body: Sequence[SheetCell]
    foot: Sequence[SheetCell] = ()
    foot_rows: int = 0


def print_sheet(table: PrintTable) -> Sheet:
    """The table with its body cut into pages."""
    head = row_heights(table.head, table.widths, table.head_rows, table.body_points)
    foot = row_heights(table.foot, table.widths, table.foot_rows, table.body_points)
    least = PAGE_HEIGHT * _LEAST_ROOM
    paged = paginate(
        table.body,
        table.widths,
        body_points=table.body_points,
        first_room=max(PAGE_HEIGHT - sum(head), least),
        room=max(PAGE_HEIGHT - sum(head[table.header_top :]), least),
    )
    body_end = table.head_rows + len(paged.heights)
    return Sheet(
        name=table.name,
        cells=(*table.head, *moved_down(paged.cells, table.head_rows), *moved_down(table.foot, body_end)),
        widths=table.widths,
        heights=(*head, *paged.heights, *foot),
        measures=table.measures,
        body_points=table.body_points,
        repeat_rows=(table.header_top, table.head_rows - 1) if table.head_rows else None,
        breaks=tuple(start + table.head_rows for start in paged.starts),
        freeze=(table.head_rows, 0) if table.head_rows else None,
    )


def moved_down(cells: Iterable[SheetCell], rows: int) -> Iterable[SheetCell]:
    """The same cells further down."""
    return (SheetCell(c.row + rows, c.column, c.text, c.style, c.rows, c.columns) for c in cells)


def page_widths(widths: Sequence[float]) -> tuple[float, ...]:
    """Column widths that together fill the page; narrow columns stay as they are. Whole pixels, 7 a character."""
    narrow = [width <= _NARROW for width in widths]
    fixed = sum(width for width, kept in zip(widths, narrow, strict=True) if kept)
    if all(narrow) or fixed > PAGE_WIDTH / 2:
        narrow, fixed = [False] * len(widths), 0.0
    factor = (PAGE_WIDTH - fixed) / sum(width for width, kept in zip(widths, narrow, strict=True) if not kept)
    fitted = (width if kept else max(width * factor, _LEAST_WIDTH) for width, kept in zip(widths, narrow, strict=True))
    return tuple(floor(width * 7) / 7 for width in fitted)
