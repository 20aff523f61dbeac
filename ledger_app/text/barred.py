"""A table flattened to one cell a line with a bar behind each -> a grid; a cell that a row lacks is merged with the
one above it."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from ledger_app.domain.document import Grid, Paragraphs, Span
from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.columns import field_of, fields_of, label_of
from ledger_app.text.deadlines import is_time
from ledger_app.text.delimited import TextTable, heads_table
from ledger_app.text.headings import bare_number
from ledger_app.text.unit_names import looks_like_unit

_BARS = ("|", "｜")
_FEWEST_CELLS = 6
_MOST_COLUMNS = 12
_LONGEST_LABEL = 20
_LONGEST_CELL = 4  # lines
_MOST_LACKING = 2  # cells of a row

_Cell = tuple[int, str]  # place of its last line, and its text


def find_barred(paragraphs: Paragraphs) -> TextTable | None:
    """The first such table whose header names units; None if there is none."""
    for cells in _runs(paragraphs.lines):
        width = _width([text for _, text in cells[: _MOST_COLUMNS + 1]])
        labels = [text for _, text in cells[:width]]
        if width and len(cells) >= max(_FEWEST_CELLS, 2 * width) and heads_table(labels):
            return _table(paragraphs.name, labels, cells[0][0], _rows(cells[width:], labels))
    return None


def _runs(lines: Sequence[str]) -> Iterator[list[_Cell]]:
    """The cells of lines that follow one another, each ending in a bar; a cell may go over some lines."""
    cells: list[_Cell] = []
    begun: list[str] = []  # lines of a cell whose bar is still to come
    for place, line in enumerate(lines):
        text = line.strip()
        if text.endswith(_BARS) and not any(bar in text[:-1] for bar in _BARS):
            cells.append((place, "\n".join([*begun, text[:-1].strip()]).strip()))
            begun = []
        elif text and cells and len(begun) < _LONGEST_CELL:
            begun.append(text)
        elif cells and (text or len(begun) >= _LONGEST_CELL):
            yield cells
            cells, begun = [], []
    if cells:
        yield cells


def _width(texts: Sequence[str]) -> int:
    """How many cells the header has: up to number 1, or as many as are header words."""
    if not texts or any(len(text) > _LONGEST_LABEL for text in texts[:2]):
        return 0
    if field_of(texts[0]) is Field.NUMBER:
        return next((place for place, text in enumerate(texts) if bare_number(text) == 1), 0)
    return next((place for place, text in enumerate(texts) if field_of(text) is None), 0)


def _rows(cells: Sequence[_Cell], labels: Sequence[str]) -> list[list[_Cell]]:
    """The cells of each row: from number to number, or as many as the header has."""
    if field_of(labels[0]) is not Field.NUMBER:
        return [list(cells[at : at + len(labels)]) for at in range(0, len(cells), len(labels))]
    rows: list[list[_Cell]] = []
    for cell in cells:
        if not rows or (bare_number(cell[1]) == len(rows) + 1 and len(rows[-1]) >= len(labels) - _MOST_LACKING):
            rows.append([])
        rows[-1].append(cell)
    return rows


def _table(name: str, labels: Sequence[str], first: int, rows: Sequence[Sequence[_Cell]]) -> TextTable:
    fields = tuple(field or Field.OTHER for field in fields_of([label_of(label) for label in labels]))
    grid = [list(labels)]
    tops = [0] * len(labels)  # the row in which the cell that goes on in a column is printed
    spans: dict[tuple[int, int], int] = {}
    for row in rows:
        texts = [text for _, text in row]
        lacking = _lacking(texts, fields)
        filled = iter(texts)
        grid.append(["" if column in lacking else next(filled, "") for column in range(len(labels))])
        for column in range(len(labels)):
            if column in lacking and tops[column]:
                spans[tops[column], column] = len(grid) - 1
            else:
                tops[column] = len(grid) - 1
    merges = tuple(Span(top=top, bottom=end, left=column, right=column) for (top, column), end in spans.items())
    places = (first, *(row[0][0] for row in rows))
    return TextTable(Grid(name=name, cells=tuple(map(tuple, grid)), merges=merges), places, first)


def _lacking(texts: Sequence[str], fields: Sequence[Field]) -> tuple[int, ...]:
    """The columns that a row has no cell for: those without which the others fit best."""
    missing = min(_MOST_LACKING, len(fields) - len(texts))
    if missing <= 0:
        return ()
    candidates = combinations(range(1, len(fields)), missing)
    return max(candidates, key=lambda lacking: _fit(texts, [f for c, f in enumerate(fields) if c not in lacking]))


def _fit(texts: Sequence[str], fields: Sequence[Field]) -> int:
    return sum(_suits(text, field) for text, field in zip(texts, fields, strict=False))


def _suits(text: str, field: Field) -> int:
    if field in UNIT_FIELDS:
        return 1 if looks_like_unit(text) else -1
    if field is Field.DEADLINE:
        return 1 if is_time(text) else -1
    return 0
