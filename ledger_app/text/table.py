"""A grid as a table: its header found, its columns understood, its merged cells asked about."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from ledger_app.domain.document import Grid
from ledger_app.domain.plan import UNIT_FIELDS, Field, PrintedCell
from ledger_app.text.columns import field_of, fields_of, is_header, is_property, label_of
from ledger_app.text.deadlines import is_time
from ledger_app.text.headings import bare_number, is_chinese_number
from ledger_app.text.merges import Merges
from ledger_app.text.text_columns import TextColumns
from ledger_app.text.units import parse_units

_HEADER_WITHIN = 60  # rows; what stands lower is no header
_SAMPLE = 400  # rows looked at to tell what a column holds
_WIDEST = 100  # columns
_MOSTLY = 0.6  # of the cells
_ENDS = re.compile(r"完成|办结|截止|结束|整改|时限|期限")
_TEXT_LIKE = (Field.TEXT, Field.HEADING)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid whose header is known: rows `body` and below hold the work."""

    grid: Grid
    merges: Merges
    header: int  # first row of the header; body if there is none
    body: int
    fields: tuple[Field, ...]
    labels: tuple[str, ...]  # the header's words for each column; empty without a header

    def text(self, row: int, column: int) -> str:
        """What is printed in a cell, or in the merged range over it."""
        span = self.merges.span(row, column)
        return self.grid.cells[row][column] if span is None else self.grid.cells[span.top][span.left]

    def own(self, row: int, column: int) -> str:
        """What is printed in the cell itself."""
        return self.grid.cells[row][column]

    def columns(self, *wanted: Field) -> tuple[int, ...]:
        """The columns that hold one of these fields."""
        return tuple(column for column, field in enumerate(self.fields) if field in wanted)

    def heading_columns(self) -> list[tuple[int, int | None]]:
        """Each heading column with the number column in front of it, outermost first."""
        found: list[tuple[int, int | None]] = []
        number: int | None = None
        for column, field in enumerate(self.fields):
            if field is Field.SECTION_NUMBER:
                number = column
            elif field is Field.HEADING:
                found.append((column, number))
                number = None
        return found

    def sheet_row(self, row: int) -> int:
        """The number of a row as the sheet counts."""
        return self.grid.first_row + row


def find_table(grid: Grid) -> Table | None:
    """The table in a grid, or None if nothing in it looks like a table of work and units."""
    grid = _narrowed(grid)
    merges = Merges(grid)
    for row in range(min(len(grid.cells), _HEADER_WITHIN)):
        if is_header(_labels(grid, merges, row)):
            body = _header_end(grid, merges, row)
            labels = [_label(grid, merges, row, body, column) for column in range(len(grid.cells[row]))]
            fields = _fields(labels, merges, grid, body)
            return Table(grid, merges, row, body, fields, tuple(labels)) if Field.TEXT in fields else None
    return _without_header(grid, merges)


def _narrowed(grid: Grid) -> Grid:
    """The grid without what stands far out to the right: no plan has a hundred columns, a stray cell may."""
    if not grid.cells or len(grid.cells[0]) <= _WIDEST:
        return grid
    merges = [span._replace(right=min(span.right, _WIDEST - 1)) for span in grid.merges if span.left < _WIDEST]
    return replace(
        grid,
        cells=tuple(row[:_WIDEST] for row in grid.cells),
        merges=tuple(merges),
        widths=grid.widths[:_WIDEST],
        notes=(*grid.notes, f"第{_WIDEST}列以后的内容没有读入"),
    )


def _labels(grid: Grid, merges: Merges, row: int) -> list[str]:
    """The texts of a row; a merged title over the whole row is no row of labels."""
    labels = []
    for column, text in enumerate(grid.cells[row]):
        span = merges.span(row, column)
        labels.append(text if span is None else grid.cells[span.top][span.left] if span.left == column else "")
    return labels


def _header_end(grid: Grid, merges: Merges, row: int) -> int:
    """The first row below the header: it may be two or three rows high."""
    spans = [merges.span(row, column) for column in range(len(grid.cells[row]))]
    end = max((span.bottom for span in spans if span is not None and span.bottom <= row + 2), default=row)
    below = end + 1
    if end == row and below < len(grid.cells):
        cells = grid.cells[below]
        spread = {c for c, span in enumerate(spans) if (span is not None and span.right > span.left)}
        blank = {c for c, text in enumerate(grid.cells[row]) if not text.strip()} | spread
        blank |= {c - 1 for c in blank if c and field_of(grid.cells[row][c - 1]) in UNIT_FIELDS}  # merged once
        filled = {c for c, text in enumerate(cells) if text.strip()}
        if filled and filled <= blank and all(field_of(cells[c]) is not None for c in filled):
            end = below
    return end + 1


def _fields(labels: list[str], merges: Merges, grid: Grid, body: int) -> tuple[Field, ...]:
    width = len(labels)
    fields = fields_of(labels)
    bodies = _bodies(grid, body)
    for column in range(1, width):  # the words for the work, not merged over both columns they stand for
        unnamed = not labels[column].strip() and any(row[column].strip() for row in bodies)
        if unnamed and fields[column - 1] in _TEXT_LIKE:
            fields[column], labels[column] = fields[column - 1], labels[column - 1]
    for column, field in enumerate(fields):
        named = field is None and labels[column].strip()  # 总投资（万元）
        if field in (None, *_TEXT_LIKE) and not named and _holds_numbers(bodies, column):
            fields[column] = Field.OTHER if is_property(labels[column]) else Field.NUMBER
    _settle_measured(fields, labels)
    _choose_text(fields, TextColumns(labels, bodies, merges, body))
    resolved = [field or Field.OTHER for field in fields]
    return tuple(_section_numbers(_one_deadline(resolved, labels), grid, body))


def _settle_measured(fields: list[Field | None], labels: list[str]) -> None:
    """单位 beside 牵头部门 is what the numbers count (%, 个), not who does the work."""
    bare = [column for column, label in enumerate(labels) if label_of(label) == "单位"]
    if bare and sum(1 for field in fields if field in UNIT_FIELDS) > len(bare):
        for column in bare:
            fields[column] = Field.OTHER


def _one_deadline(fields: list[Field], labels: list[str]) -> list[Field]:
    """Of several columns of times the one that says when the work ends; the others are kept as printed."""
    times = [column for column, field in enumerate(fields) if field is Field.DEADLINE]
    ends = [column for column in times if _ENDS.search(label_of(labels[column]))]
    chosen = next(iter(ends or times), None)
    return [
        Field.OTHER if field is Field.DEADLINE and column != chosen else field for column, field in enumerate(fields)
    ]


def _label(grid: Grid, merges: Merges, header: int, body: int, column: int) -> str:
    """The lowest words of a column's header that say something, else the highest."""
    texts = []
    for row in range(header, body):
        span = merges.span(row, column)
        texts.append(grid.cells[row][column] if span is None else grid.cells[span.top][span.left])
    return next((text for text in reversed(texts) if field_of(text) is not None), texts[0] if texts else "")


def _bodies(grid: Grid, body: int) -> tuple[tuple[str, ...], ...]:
    return grid.cells[body : body + _SAMPLE]


def _holds_numbers(rows: tuple[tuple[str, ...], ...], column: int) -> bool:
    filled = [row[column] for row in rows if row[column].strip()]
    return bool(filled) and all(bare_number(text) is not None for text in filled)


def _holds_times(rows: tuple[tuple[str, ...], ...], column: int) -> bool:
    filled = [row[column].strip() for row in rows if row[column].strip()]
    return sum(map(is_time, filled)) > len(filled) * _MOSTLY


def _choose_text(fields: list[Field | None], columns: TextColumns) -> None:
    """Of several columns that hold text one holds the measures; those left of it hold headings."""
    texts = [column for column, field in enumerate(fields) if field in _TEXT_LIKE]
    units = [column for column, field in enumerate(fields) if field in UNIT_FIELDS]
    before = [column for column in texts if units and column < units[-1]] or texts
    before = texts if columns.only_problems(before) else before
    sure = [column for column in before if fields[column] is Field.TEXT] or before
    if not sure:
        longest = columns.longest([column for column, field in enumerate(fields) if field is None])
        if longest is not None:
            fields[longest] = Field.TEXT
        return
    chosen = columns.measures(sure)
    for column in texts:
        fields[column] = Field.TEXT if column == chosen else columns.beside(column, chosen)


def _section_numbers(fields: list[Field], grid: Grid, body: int) -> list[Field]:
    """A 序号 that only stands where the heading right of it begins numbers the headings, any other the measures."""
    numbers: list[int] = []
    for column, field in enumerate(fields):
        if field is Field.NUMBER:
            numbers.append(column)
        elif field is Field.HEADING and numbers:
            if _begins_with(grid, body, numbers[-1], column):
                fields[numbers[-1]] = Field.SECTION_NUMBER
            numbers = []
    return _one_number(fields)


def _begins_with(grid: Grid, body: int, number: int, heading: int) -> bool:
    """Whether every number stands beside a heading of its own; 1, 2, 3 beside one heading number the measures."""
    rows = [row for row in _bodies(grid, body) if bare_number(row[number]) is not None]
    shown = [(row[number].strip(), row[heading].strip()) for row in rows]
    if not all(title for _, title in shown):
        return False
    return all(one[0] == two[0] or one[1] != two[1] or is_chinese_number(two[0]) for one, two in pairwise(shown))


def _one_number(fields: list[Field]) -> list[Field]:
    seen = False
    for column, field in enumerate(fields):
        if field is Field.NUMBER:
            fields[column] = Field.OTHER if seen else field
            seen = True
    return fields


def _without_header(grid: Grid, merges: Merges) -> Table | None:
    """A table that begins without header words, told by the column in which most cells are unit phrases."""
    rows = _bodies(grid, 0)
    width = len(rows[0]) if rows else 0
    units = max(range(width), key=lambda column: _unit_share(rows, column), default=-1)
    if units < 1 or _unit_share(rows, units) < _MOSTLY:
        return None
    lengths = Counter({c: sum(len(row[c]) for row in rows) for c in range(width) if c != units})
    text = lengths.most_common(1)[0][0]
    fields: list[Field | None] = [None] * width
    fields[units], fields[text] = Field.UNITS, Field.TEXT
    for column in range(width):
        if fields[column] is None and _holds_numbers(rows, column):
            fields[column] = Field.NUMBER
        elif fields[column] is None and column < text and any(row[column].strip() for row in rows):
            fields[column] = Field.HEADING
        elif fields[column] is None and _holds_times(rows, column):
            fields[column] = Field.DEADLINE
    body = next(i for i, row in enumerate(rows) if parse_units(row[units]).assigned)
    resolved = _section_numbers([field or Field.OTHER for field in fields], grid, body)
    return Table(grid, merges, body, body, tuple(resolved), ("",) * width)


def _unit_share(rows: tuple[tuple[str, ...], ...], column: int) -> float:
    filled = [row[column] for row in rows if row[column].strip()]
    if len(filled) < 2:
        return 0.0
    return sum(1 for text in filled if _is_unit_phrase(text)) / len(filled)


def _is_unit_phrase(text: str) -> bool:
    if len(text) > 200:
        return False
    phrase = parse_units(text)
    return bool(phrase.assigned) and not phrase.unread


def printed_block(grid: Grid, first: int, end: int) -> tuple[PrintedCell, ...]:
    """The cells and merged ranges of some rows, as printed."""
    spans = {(s.top, s.left): s for s in grid.merges if first <= s.top < end}
    cells = []
    for row in range(first, end):
        for column, text in enumerate(grid.cells[row]):
            span = spans.get((row, column))
            if span is not None:
                rows, columns = min(span.bottom, end - 1) - row + 1, span.right - column + 1
                cells.append(PrintedCell(row=row - first, column=column, text=text, rows=rows, columns=columns))
            elif text:
                cells.append(PrintedCell(row=row - first, column=column, text=text))
    return tuple(cells)
