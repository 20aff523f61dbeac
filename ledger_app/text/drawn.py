"""A table drawn with box characters -> a grid, also where its cells do not end on the same lines.

Each column is cut by its own rules; where the columns disagree about where a row ends, the work decides, and the cells
beside it are dealt out to its groups: one each, one for all, or by the lines they stand on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ledger_app.domain.document import Grid, Paragraphs, Span
from ledger_app.domain.plan import Field
from ledger_app.text.columns import fields_of, label_of
from ledger_app.text.delimited import TextTable, heads_table
from ledger_app.text.unit_names import is_body, looks_like_unit

_EDGE = re.compile("[│┃║|├┤┼┬┴┌┐└┘┏┓┗┛┣┫╋┳┻╔╗╚╝╠╣╬╦╩]")
_RULE = re.compile(r"[─━═—-]+")
_DRAWN = re.compile("[─━═│┃║]")
_BULLET = re.compile(r"[△▲○●◎◆◇■□★☆·•▪※][ 　]*")
_NAME_ENDS = re.compile("[、，,；;]")
_BLANK = " 　"
_FEWEST_COLUMNS = 3
_FEWEST_LINES = 6


class _Cell(NamedTuple):
    """What stands between two rules of a column: its lines, and their places."""

    lines: tuple[str, ...]
    first: int
    end: int

    @property
    def text(self) -> str:
        whole = self.lines[0].strip(_BLANK)
        for before, line in pairwise(self.lines):
            full = not before.endswith(tuple(_BLANK))
            whole = _carried_on(whole, line.strip(_BLANK), full=full)
        return whole


@dataclass(frozen=True, slots=True)
class _Group:
    """A heading with its measures, or one measure."""

    heading: str
    measures: tuple[tuple[int, str], ...]  # place and text
    first: int
    end: int


def find_drawn(paragraphs: Paragraphs) -> TextTable | None:
    """The first drawn table whose header names units; None if there is none."""
    for first, end in _drawings(paragraphs.lines):
        parts = [_parts(line) for line in paragraphs.lines[first:end]]
        width = len(parts[0])
        if width < _FEWEST_COLUMNS or any(len(part) != width for part in parts):
            continue
        columns = [_cells([part[column] for part in parts], first) for column in range(width)]
        labels = [cells[0].text if cells else "" for cells in columns]
        if heads_table(labels):
            return _table(paragraphs.name, labels, columns)
    return None


def _drawings(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Where runs of lines with box characters begin and end."""
    found: list[tuple[int, int]] = []
    begun: int | None = None
    for place in range(len(lines) + 1):
        drawn = place < len(lines) and _DRAWN.search(lines[place]) is not None
        if drawn and begun is None:
            begun = place
        elif not drawn and begun is not None:
            if place - begun >= _FEWEST_LINES:
                found.append((begun, place))
            begun = None
    return found


def _parts(line: str) -> list[str]:
    return [part.lstrip(_BLANK) for part in _EDGE.split(line.strip())][1:-1]


def _carried_on(text: str, rest: str, *, full: bool) -> str:
    """A cell with its next line: a further unit, or the rest of what the line above broke off.

    A line that fills its column (`full`) may have broken off in the middle of a name: 市财政局、教 / 育局."""
    last = text.split("\n")[-1]
    ended = is_body(_NAME_ENDS.split(last)[-1]) if full else looks_like_unit(last)
    apart = ended and looks_like_unit(rest)
    return f"{text}\n{rest}" if apart else text + rest


def _cells(parts: Sequence[str], first: int) -> list[_Cell]:
    """The cells of one column, blank ones aside."""
    cells: list[_Cell] = []
    begun = 0
    for place, part in enumerate([*parts, "─"]):
        if _RULE.fullmatch(part.strip(_BLANK)) is None:
            continue
        filled = tuple(text for text in parts[begun:place] if text)
        if filled:
            cells.append(_Cell(filled, first + begun, first + place))
        begun = place + 1
    return cells


def _table(name: str, labels: Sequence[str], columns: Sequence[Sequence[_Cell]]) -> TextTable | None:
    fields = fields_of([label_of(label) for label in labels])
    if Field.TEXT not in fields:
        return None
    text = fields.index(Field.TEXT)
    groups = _groups(columns[text][1:])
    beside = {column: _dealt_out(columns[column][1:], groups) for column in range(len(labels)) if column != text}
    rows, places, merges = [list(labels)], [columns[text][0].first], list[Span]()
    for at, group in enumerate(groups):
        if group.heading:
            merges.append(Span(top=len(rows), bottom=len(rows), left=0, right=len(labels) - 1))
            rows.append([group.heading, *[""] * (len(labels) - 1)])
            places.append(group.first)
        for place, words in group.measures:
            merged = place != group.measures[0][0]
            rows.append([words if c == text else "" if merged else beside[c][at] for c in range(len(labels))])
            places.append(place)
        top = len(rows) - len(group.measures)
        if len(group.measures) > 1:
            merges += [Span(top=top, bottom=len(rows) - 1, left=c, right=c) for c in beside]
    grid = Grid(name=name, cells=tuple(map(tuple, rows)), merges=tuple(merges))
    return TextTable(grid, tuple(places), places[0])


def _groups(cells: Sequence[_Cell]) -> list[_Group]:
    """The work, cell by cell; one of bulleted lines has a measure for each, and the cell above it is their heading."""
    groups: list[_Group] = []
    waiting: _Cell | None = None
    for cell in cells:
        items = _items(cell)
        if not items:
            groups += [_alone(waiting)] if waiting is not None else []
            waiting = cell
            continue
        heading, first = (waiting.text, waiting.first) if waiting is not None else ("", cell.first)
        groups.append(_Group(heading, items, first, cell.end))
        waiting = None
    return [*groups, *([_alone(waiting)] if waiting is not None else [])]


def _alone(cell: _Cell) -> _Group:
    return _Group("", ((cell.first, cell.text),), cell.first, cell.end)


def _items(cell: _Cell) -> tuple[tuple[int, str], ...]:
    """The measures of a cell whose lines begin with bullets; none if its first line does not."""
    if not _BULLET.match(cell.lines[0]):
        return ()
    items: list[tuple[int, str]] = []
    for at, line in enumerate(cell.lines):
        bullet = _BULLET.match(line)
        if bullet is not None:
            items.append((cell.first + at, line[bullet.end() :]))
        else:
            items[-1] = (items[-1][0], items[-1][1].rstrip(_BLANK) + line)
    return tuple((place, text.strip(_BLANK)) for place, text in items)


def _dealt_out(cells: Sequence[_Cell], groups: Sequence[_Group]) -> list[str]:
    """What a column says of each group."""
    if len(cells) == len(groups):
        return [cell.text for cell in cells]
    return [_beside(cells, group) for group in groups]


def _beside(cells: Sequence[_Cell], group: _Group) -> str:
    shared = [(min(cell.end, group.end) - max(cell.first, group.first), cell) for cell in cells]
    return max(shared, key=lambda pair: pair[0])[1].text if shared else ""
