"""Row heights that show all text, and table bodies cut at page edges.

Excel does not fit a row to merged or wrapped cells, so every height is set here; explicit heights make the pages exact.
The line model was checked against rendered pages: it reserves two half-widths a line for words that wrap early."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from ledger_app.documents.sheet import LAMP_STYLES, SheetCell, Style, points_of, wraps

AGAIN = "（续）"  # behind a phrase repeated on the next page, or behind the rest of a text cut in two
MAX_ROW_HEIGHT = 408.75  # Excel's own limit is 409.5 pt
PAGE_HEIGHT = 470.0  # A4 landscape (595 pt) without margins of 20 and 18 mm, 3 % kept back
PAGE_WIDTH = 124.0  # characters: 94 % of A4 landscape between margins of 25 mm
MAX_BREAKS = 1000  # Excel takes some 1,023 manual page breaks
_STEP = 0.75  # one pixel: what Excel rounds row heights to
_PITCH = 1.35  # line pitch of the fonts named, in ems
_PADDING = 6.0
_ENDLESS = 10_000.0  # width of what does not wrap
_REPEATED_BARE = frozenset({Style.NUMBER, *LAMP_STYLES})
_SENTENCE_ENDS = "。；;！？\n"


def needed_height(text: str, width: float, points: float) -> float:
    """The height in points that shows `text` wrapped in a column `width` characters wide."""
    per_line = max(int((width * 7 - 5) * 1.5 // points), 2)  # half-widths; 7 pixels a character, 5 of them margins
    lines = sum(_lines(line, per_line) for line in text.split("\n")) if "\n" in text else _lines(text, per_line)
    return ceil((lines * points * _PITCH + _PADDING) / _STEP) * _STEP


def _lines(text: str, per_line: int) -> int:
    units = len(text.encode("gb18030", "replace"))  # two for each Chinese character
    return 1 if units <= per_line else ceil(units / max(per_line - 2, 2))


def cell_height(cell: SheetCell, widths: Sequence[float], body_points: float) -> float:
    """The height in points that shows a cell's text."""
    points = points_of(cell.style, body_points)
    if not wraps(cell):
        return needed_height(cell.text, _ENDLESS, points)
    width = widths[cell.column] if cell.columns == 1 else sum(widths[cell.column : cell.column + cell.columns])
    return needed_height(cell.text, width, points)


def row_heights(cells: Iterable[SheetCell], widths: Sequence[float], rows: int, body_points: float) -> list[float]:
    """One height for each row, in points; what a merged cell lacks is spread evenly over its rows."""
    heights = [needed_height("", PAGE_WIDTH, body_points)] * rows
    merged = []
    for cell in cells:
        if not cell.text:
            continue
        if cell.rows > 1:
            merged.append(cell)
            continue
        need = cell_height(cell, widths, body_points)
        if need > heights[cell.row]:
            heights[cell.row] = need
    for cell in sorted(merged, key=lambda c: c.rows):
        _spread(heights, cell.row, cell.row + cell.rows, cell_height(cell, widths, body_points))
    return [min(height, MAX_ROW_HEIGHT) for height in heights]


def _spread(heights: list[float], start: int, end: int, need: float) -> None:
    lack = need - sum(heights[start:end])
    if lack > 0:
        each = ceil(lack / (end - start) / _STEP) * _STEP
        for row in range(start, end):
            heights[row] += each


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """A table's body cut into pages. Rows count from the body's first."""

    cells: tuple[SheetCell, ...]
    heights: tuple[float, ...]
    starts: tuple[int, ...]  # first row of each page but the first


def paginate(
    cells: Sequence[SheetCell], widths: Sequence[float], *, body_points: float, first_room: float, room: float
) -> Paged:
    """Cut a body (rows from 0) into pages of `room` points, the first of `first_room`, so that no cell crosses an edge.

    Texts too tall for a page go on in further rows; what is merged across an edge is repeated behind it with （续）."""
    if not cells:
        return Paged(cells=(), heights=(), starts=())
    tall = min(room, MAX_ROW_HEIGHT)
    body = _cut_tall(cells, widths, body_points, min(first_room, tall), tall)
    rows = max(cell.row + cell.rows for cell in body)
    need = _Need(body, widths, rows, body_points)
    starts, heights = [0], list[float]()
    while True:
        page = _fill(need, starts[-1], rows, first_room if len(starts) == 1 else room)
        heights += page
        if len(heights) >= rows:
            break
        starts.append(len(heights))
        if len(starts) > MAX_BREAKS:
            heights += need.rest(len(heights), rows)
            break
    return Paged(cells=tuple(_split(body, starts)), heights=tuple(heights[:rows]), starts=tuple(starts[1:]))


class _Run(NamedTuple):
    """A merged cell: its rows and the height its text needs, at first and repeated."""

    start: int
    end: int
    need: float
    need_again: float


class _Need:
    """What the rows of a body need: each by itself, and together for merged cells."""

    def __init__(self, cells: Sequence[SheetCell], widths: Sequence[float], rows: int, body_points: float) -> None:
        self._single = row_heights([c for c in cells if c.rows == 1], widths, rows, body_points)
        self._runs: list[list[_Run]] = [[] for _ in range(rows)]  # by first row
        self.stays = [False] * rows  # a heading row stays with the row below
        self._open: list[_Run] = []
        for cell in cells:
            if cell.style is Style.HEADING_ROW:
                self.stays[cell.row] = True
            if cell.rows > 1 and cell.text:
                need = cell_height(cell, widths, body_points)
                again = cell_height(_again(cell, cell.row, cell.rows), widths, body_points)
                self._runs[cell.row].append(_Run(cell.row, cell.row + cell.rows, need, again))

    def open_page(self, start: int) -> None:
        """Begin a page: keep only the merged cells that reach into it."""
        self._open = [run for run in self._open if run.end > start > run.start]

    def page(self, start: int, end: int) -> list[float]:
        """The heights of the rows from `start` to `end` as one page; called for one more row each time."""
        self._open += self._runs[end - 1]
        heights = self._single[start:end]
        for run in self._open:
            need = run.need if run.start >= start else run.need_again
            _spread(heights, max(run.start, start) - start, min(run.end, end) - start, need)
        return heights

    def rest(self, start: int, end: int) -> list[float]:
        """The heights of all further rows, however many pages they take."""
        self.open_page(start)
        for row in range(start, end - 1):
            self._open += self._runs[row]
        return self.page(start, end)


def _fill(need: _Need, start: int, rows: int, room: float) -> list[float]:
    """The heights of the rows that fit on one page, at least one row."""
    need.open_page(start)
    page = need.page(start, start + 1)
    end = start + 1
    while end < rows:
        more = need.page(start, end + 1)
        if sum(more) > room:
            break
        page, end = more, end + 1
    if end == rows:
        return page
    return _without_last_headings(need, start, end)


def _without_last_headings(need: _Need, start: int, end: int) -> list[float]:
    kept = end
    while kept > start + 1 and need.stays[kept - 1]:
        kept -= 1
    if need.stays[kept - 1]:
        kept = end
    need.open_page(start)
    page: list[float] = []
    for row in range(start, kept):
        page = need.page(start, row + 1)
    return page


def _split(cells: Iterable[SheetCell], starts: Sequence[int]) -> list[SheetCell]:
    """The cells with those that cross a page edge cut there."""
    edges = [*starts[1:], None]
    page_of: list[int] = []
    for number, edge in enumerate(edges):
        if edge is not None:
            page_of += [number] * (edge - len(page_of))
    split = []
    for cell in cells:
        top, bottom = cell.row, cell.row + cell.rows
        page = page_of[top] if top < len(page_of) else len(edges) - 1
        while (edge := edges[page]) is not None and edge < bottom:
            split.append(_piece(cell, top, edge))
            top, page = edge, page + 1
        split.append(_piece(cell, top, bottom))
    return sorted(split)


def _piece(cell: SheetCell, top: int, bottom: int) -> SheetCell:
    if top == cell.row:
        return cell._replace(rows=bottom - top)
    return _again(cell, top, bottom - top)


def _again(cell: SheetCell, row: int, rows: int) -> SheetCell:
    """The part of a merged cell behind a page edge: numbers and lamps are repeated as they are, phrases with （续）."""
    bare = cell.style in _REPEATED_BARE or not cell.text or cell.text.endswith(AGAIN)
    return cell._replace(row=row, rows=rows, text=cell.text if bare else cell.text + AGAIN)


def _cut_tall(
    cells: Sequence[SheetCell], widths: Sequence[float], body_points: float, first_tall: float, tall: float
) -> list[SheetCell]:
    """The cells with every text that is too tall for a page continued in rows of its own below."""
    pieces: dict[tuple[int, int], list[str]] = {}
    extra: dict[int, int] = {}
    for cell in cells:
        most = first_tall if cell.row == 0 else tall
        if cell_height(_again(cell, 0, 1), widths, body_points) > most:
            cut = _cut_text(cell, widths, body_points, most)
            pieces[cell.row, cell.column] = cut
            extra[cell.row] = max(extra.get(cell.row, 0), len(cut) - 1)
    return _insert_rows(cells, pieces, extra) if pieces else list(cells)


def _cut_text(cell: SheetCell, widths: Sequence[float], body_points: float, most: float) -> list[str]:
    """The text in pieces that fit; every piece but the first ends with （续）."""
    pieces: list[str] = []
    rest = cell.text
    while rest:
        mark = AGAIN if pieces else ""
        size = _fitting(cell._replace(text=rest), widths, body_points, most)
        if pieces and size > 1 and pieces[-1].removesuffix(AGAIN) == rest[:size]:
            size = size * 2 // 3  # the same words twice would read as one phrase repeated
        pieces.append(rest[:size] + mark)
        rest = rest[size:]
    return pieces


def _fitting(cell: SheetCell, widths: Sequence[float], body_points: float, most: float) -> int:
    """How many characters fit into `most` points, cut behind a sentence where one ends late enough."""
    low, high = 1, len(cell.text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = cell_height(cell._replace(text=cell.text[:middle] + AGAIN + AGAIN), widths, body_points) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    if low == len(cell.text):
        return low
    sentence = max(cell.text.rfind(mark, 0, low) for mark in _SENTENCE_ENDS) + 1
    return sentence if sentence > low * 2 // 3 else low


def _insert_rows(
    cells: Sequence[SheetCell], pieces: dict[tuple[int, int], list[str]], extra: dict[int, int]
) -> list[SheetCell]:
    """The cells with `extra` rows below each row; those that are not cut grow over the rows inserted."""
    moved: list[SheetCell] = []
    shift = _shifts(max(cell.row + cell.rows for cell in cells), extra)
    for cell in cells:
        top, bottom = shift[cell.row], shift[cell.row + cell.rows]
        cut = pieces.get((cell.row, cell.column), [cell.text])
        moved += [cell._replace(row=top + i, rows=1, text=text) for i, text in enumerate(cut[:-1])]
        last = top + len(cut) - 1
        moved.append(cell._replace(row=last, rows=bottom - last, text=cut[-1]))
    return sorted(moved)


def _shifts(rows: int, extra: dict[int, int]) -> list[int]:
    shift = [0]
    for row in range(rows):
        shift.append(shift[-1] + 1 + extra.get(row, 0))
    return shift
