"""A flattened table with many columns -> the grid it was before."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ledger_app.domain.document import Grid, Span
from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.delimited import TextTable
from ledger_app.text.flat_cells import CellKind, FlatCell
from ledger_app.text.flat_columns import Placed, laid_out, text_columns
from ledger_app.text.flat_header import FlatHeader
from ledger_app.text.headings import bare_number

_FEWEST_NUMBERS = 3
_NUMBER_LABEL = "序号"
_FURTHER = (Field.OTHER, Field.PROGRESS, Field.STATUS, Field.HEADING)


def is_wide(header: FlatHeader) -> bool:
    """Whether the header names more than number, work, units and time, each in this order."""
    texts = sum(1 for field in header.fields if field is Field.TEXT)
    return texts > 1 or header.fields[0] in UNIT_FIELDS or any(field in _FURTHER for field in header.fields)


def rebuilt(cells: Sequence[FlatCell], header: FlatHeader, name: str) -> TextTable:
    """The table with every cell in its row and column again; what stood empty under a heading is merged with it."""
    header = _with_numbers(header, cells)
    columns, laid = laid_out(cells, header.labels, header.fields)
    rows: list[list[str]] = [list(header.labels)]
    places = [header.first]
    spans: list[Span] = []
    for placed in laid:
        if placed.column == columns.heading_row:
            spans.append(Span(top=len(rows), bottom=len(rows), left=0, right=len(header.labels) - 1))
            _begin(rows, places, placed, 0)
        elif placed.begins:
            _begin(rows, places, placed, placed.column)
        else:
            row = rows[-1]
            row[placed.column] = "\n".join(filter(None, (row[placed.column], placed.cell.text)))
            if placed.column == columns.text:
                places[-1] = placed.cell.line
    merged = [column for column in range(columns.text) if header.fields[column] not in (Field.OTHER, Field.PROGRESS)]
    spans += [span for column in merged for span in _downwards(rows, column, {span.top for span in spans})]
    return TextTable(Grid(name=name, cells=tuple(map(tuple, rows)), merges=tuple(spans)), tuple(places), header.first)


def _with_numbers(header: FlatHeader, cells: Sequence[FlatCell]) -> FlatHeader:
    """The header with a column for numbers that count the measures though no word stands over them."""
    values = [bare_number(cell.text) or 0 for cell in cells if cell.kind is CellKind.NUMBER]
    counting = sum(1 for one, other in pairwise(values) if other in (one + 1, 1))
    known = Field.NUMBER in header.fields or Field.SECTION_NUMBER in header.fields
    if known or len(values) < _FEWEST_NUMBERS or counting < len(values) - 1:
        return header
    at = 0 if cells[0].kind is CellKind.NUMBER else text_columns(header.labels, header.fields)[0]
    labels, fields = list(header.labels), list(header.fields)
    labels.insert(at, _NUMBER_LABEL)
    fields.insert(at, Field.NUMBER)
    return replace(header, labels=tuple(labels), fields=tuple(fields))


def _begin(rows: list[list[str]], places: list[int], placed: Placed, column: int) -> None:
    row = [""] * len(rows[0])
    row[column] = placed.cell.text
    rows.append(row)
    places.append(placed.cell.line)


def _downwards(rows: Sequence[Sequence[str]], column: int, headings: set[int]) -> list[Span]:
    """The cells of a column with the empty ones below them, as far as no heading's row parts them."""
    spans = []
    top = None
    for row in range(1, len(rows) + 1):
        if row == len(rows) or row in headings or rows[row][column]:
            if top is not None and row - top > 1:
                spans.append(Span(top=top, bottom=row - 1, left=column, right=column))
            top = row if row < len(rows) and row not in headings else None
    return spans
