"""A table in running text whose cells bars or tabs tell apart -> a grid, and the line each row stands in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ledger_app.domain.document import Grid, Paragraphs
from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.columns import field_of, is_header
from ledger_app.text.folding import plain
from ledger_app.text.headings import bare_number, numbered

_MARKS = "|\t"
_RULE = re.compile(r"[|+\s:=\-—\u2500-\u257f]+")  # |---|---| under the header
_MOST_COLUMNS = 30
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2  # with the header
_LONGEST_HEADER = 300
_GAP = 2  # lines without cells that end the table


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table found in paragraphs: its grid, and for each row of the grid its place among the lines."""

    grid: Grid
    places: tuple[int, ...]
    first: int  # place of the header among the lines


def find_delimited(paragraphs: Paragraphs) -> TextTable | None:
    """The first table whose header words stand in one line, bars or tabs between them; None if there is none."""
    for place, line in enumerate(paragraphs.lines):
        for mark in _MARKS if len(line) <= _LONGEST_HEADER else ():
            labels = _split(line, mark)
            if len(labels) > 1 and heads_table(labels):
                framed = not labels[0] and not labels[-1]
                rows = list(_rows(paragraphs.lines, place, mark, framed=framed))
                if len(rows) >= _FEWEST_ROWS:
                    return _table(paragraphs.name, rows, place)
    return None


def spread_out(paragraphs: Paragraphs) -> tuple[Paragraphs, tuple[int, ...]] | None:
    """A text with a table whose cells spaces tell apart: one cell a line from the header down, and where each stood."""
    for place, line in enumerate(paragraphs.lines):
        if len(line) <= _LONGEST_HEADER and " " in plain(line) and heads_table(plain(line).split()):
            pieces = [
                (at, piece) for at in range(place, len(paragraphs.lines)) for piece in _pieces(paragraphs.lines[at])
            ]
            lines = (*paragraphs.lines[:place], *(piece for _, piece in pieces))
            return replace(paragraphs, lines=lines), (*range(place), *(at for at, _ in pieces))
    return None


def _pieces(line: str) -> list[str]:
    return line.split() or [""]


def _split(line: str, mark: str) -> list[str]:
    text = line.rstrip("\n") if mark == "\t" else re.sub("[｜│┃║]", "|", line)
    return [cell.strip() for cell in text.split(mark)]


def heads_table(labels: Sequence[str]) -> bool:
    """Whether labels are the header of a table of measures: they name units, or number and time."""
    if not _FEWEST_COLUMNS <= len(labels) <= _MOST_COLUMNS or not is_header(labels):
        return False
    fields = {field_of(label) for label in labels}
    return bool(fields & UNIT_FIELDS) or {Field.NUMBER, Field.DEADLINE} <= fields


def _rows(lines: Sequence[str], first: int, mark: str, *, framed: bool) -> Iterator[tuple[int, list[str]]]:
    """The rows from the header down; a line without a number goes on in the last cell of a row not yet full."""
    row: list[str] = []
    begun, gap, width = first, 0, 0
    for place in range(first, len(lines)):
        line = lines[place]
        if not line.strip() or (mark == "|" and _RULE.fullmatch(line) is not None):
            gap += not line.strip()
            continue
        cells = _split(line, mark)
        marked = len(cells) > 1
        if gap > _GAP or not (marked or len(row) < width or _heads_rows(lines, place, mark)):
            break
        cells = cells[1:] if framed and marked and not cells[0] else cells
        cells = cells[:-1] if framed and marked and not cells[-1] else cells
        width = width or len(cells)
        if _goes_on(row, cells, width):
            row = [*row[:-1], f"{row[-1]}\n{cells[0]}".strip(), *cells[1:]]
        else:
            if row:
                yield begun, row
            begun, row = place, cells if marked else [line.strip()]
        gap = 0
    if row:
        yield begun, row


def _goes_on(row: Sequence[str], cells: Sequence[str], width: int) -> bool:
    if not row or len(row) >= width or len(row) + len(cells) - 1 > width or not cells[0]:
        return False
    return bare_number(cells[0]) is None and numbered(cells[0]) is None


def _heads_rows(lines: Sequence[str], place: int, mark: str) -> bool:
    """Whether a line without cells is a heading with rows below it."""
    below = next((line for line in lines[place + 1 : place + 2 + _GAP] if line.strip()), "")
    return len(_split(below, mark)) > 1 and numbered(lines[place].strip()) is not None


def _table(name: str, rows: Sequence[tuple[int, list[str]]], first: int) -> TextTable:
    width = len(rows[0][1])
    cells = tuple((*row[:width], *[""] * (width - len(row))) for _, row in rows)
    return TextTable(Grid(name=name, cells=cells), tuple(place for place, _ in rows), first)
