"""A table in running text whose cells bars, tabs or spaces tell apart -> a grid, and the line each row stands in."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ledger_app.domain.document import Grid, Paragraphs
from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.columns import field_of, is_header
from ledger_app.text.folding import plain
from ledger_app.text.headings import bare_number, numbered

_RULE = re.compile(r"[|+\s:=\-—─┼┤├│]+")  # |---|---| under the header
_MOST_COLUMNS = 30
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2  # with the header
_LONGEST_HEADER = 300
_GAP = 2  # lines without cells that end the table
_FITTING = 0.6  # of the rows told apart by spaces have as many cells as the header


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table found in paragraphs: its grid, and for each row of the grid its place among the lines."""

    grid: Grid
    places: tuple[int, ...]
    first: int  # place of the header among the lines


def find_delimited(paragraphs: Paragraphs) -> TextTable | None:
    """The first table whose header words stand in one line; None if there is none."""
    for place, line in enumerate(paragraphs.lines):
        if len(line) > _LONGEST_HEADER:
            continue
        for mark, split in _SPLITTERS:
            if mark in plain(line) and _is_header(labels := split(line)):
                rows = list(_rows(paragraphs.lines, place, len(labels), mark, split))
                if len(rows) >= _FEWEST_ROWS and (mark != " " or _fits(rows, len(labels))):
                    return _table(paragraphs.name, rows, len(labels), place)
    return None


def _at_bars(line: str) -> list[str]:
    text = line.strip().replace("｜", "|").replace("│", "|")
    return [cell.strip() for cell in text.removeprefix("|").removesuffix("|").split("|")]


def _at_tabs(line: str) -> list[str]:
    return [cell.strip() for cell in line.rstrip("\n").split("\t")]


def _at_spaces(line: str) -> list[str]:
    return line.split()


_Split = Callable[[str], list[str]]
_SPLITTERS: tuple[tuple[str, _Split], ...] = (("|", _at_bars), ("\t", _at_tabs), (" ", _at_spaces))


def _is_header(labels: Sequence[str]) -> bool:
    if not _FEWEST_COLUMNS <= len(labels) <= _MOST_COLUMNS or not is_header(labels):
        return False
    fields = {field_of(label) for label in labels}
    return bool(fields & UNIT_FIELDS) or {Field.NUMBER, Field.DEADLINE} <= fields


def _rows(lines: Sequence[str], first: int, width: int, mark: str, split: _Split) -> Iterator[tuple[int, list[str]]]:
    """The rows from the header down; a line without a number goes on in the last cell of a row not yet full."""
    row: list[str] = []
    begun = first
    gap = 0
    for place in range(first, len(lines)):
        line = lines[place]
        if not line.strip() or (mark == "|" and _RULE.fullmatch(line) is not None):
            gap += not line.strip()
            continue
        cells = split(line)
        marked = mark in plain(line)
        if gap > _GAP or not (marked or len(row) < width or _heads_rows(lines, place, mark)):
            break
        if _goes_on(row, cells, width) and mark != " ":
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
    return mark in plain(below) and numbered(lines[place].strip()) is not None


def _fits(rows: Sequence[tuple[int, list[str]]], width: int) -> bool:
    return sum(1 for _, row in rows if len(row) == width) >= max(_FEWEST_ROWS + 1, len(rows) * _FITTING)


def _table(name: str, rows: Sequence[tuple[int, list[str]]], width: int, first: int) -> TextTable:
    cells = tuple((*row[:width], *[""] * (width - len(row))) for _, row in rows)
    return TextTable(Grid(name=name, cells=cells), tuple(place for place, _ in rows), first)
