"""What OpenDocument sheets (.ods) tell that the Excel reader does not: merged ranges, numbers as they show."""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice, product
from xml.parsers import expat

from ledger_app.documents.sheet_scan import Place, SheetScan
from ledger_app.domain.document import Span

_TABLE, _OFFICE, _TEXT = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0 " for name in ("table", "office", "text"))
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_ROW, _PARAGRAPH, _NOTE = f"{_TABLE}table-row", f"{_TEXT}p", f"{_OFFICE}annotation"
_REPEATED_ROWS, _REPEATED_COLUMNS = f"{_TABLE}number-rows-repeated", f"{_TABLE}number-columns-repeated"
_ROWS, _COLUMNS = f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned"
_VALUE_TYPE, _VISIBILITY = f"{_OFFICE}value-type", f"{_TABLE}visibility"
_MOST = 1_048_576
_MOST_REPEATS = 1000  # of a cell or row that is written once


@dataclass(slots=True)
class OpenSheet:
    """What is learned of one sheet."""

    merges: list[Span] = field(default_factory=list)
    shown: dict[Place, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    filtered: bool = False

    @property
    def scan(self) -> SheetScan:
        """The same as of any other sheet."""
        return SheetScan(shown=self.shown, hidden_rows=tuple(self.hidden_rows), filtered=self.filtered)


def open_sheets(data: bytes) -> list[OpenSheet]:
    """What is learned of each sheet, sheets in their order. The file has passed the guard."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("content.xml")
    reading = _Reading()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.Parse(xml, True)
    return reading.sheets


class _Reading:
    """Counts rows and columns as they go by; a table within a cell is none of ours."""

    def __init__(self) -> None:
        self.sheets: list[OpenSheet] = []
        self._depth = 0
        self._row = self._column = 0
        self._rows = self._columns = 1  # how often the row and the cell now open are repeated
        self._repeated = 0  # numbers that are not written
        self._words: list[str] | None = None  # of a cell that holds a number
        self._in_text = 0
        self._in_note = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A start tag goes by."""
        if tag == f"{_TABLE}table":
            self._depth += 1
            if self._depth == 1:
                self.sheets.append(OpenSheet())
                self._row = 0
        elif self._depth != 1:
            return
        elif tag == _ROW:
            self._begin_row(attributes)
        elif tag in _CELLS:
            self._begin_cell(attributes)
        elif self._words is not None:
            self._in_note += tag == _NOTE
            self._in_text += tag == _PARAGRAPH
            if tag == _PARAGRAPH and self._words and not self._in_note:
                self._words.append("\n")

    def text(self, words: str) -> None:
        """Characters go by."""
        if self._in_text and not self._in_note and self._words is not None:
            self._words.append(words)

    def end(self, tag: str) -> None:
        """An end tag goes by."""
        if tag == f"{_TABLE}table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif tag == _ROW:
            self._row += self._rows
        elif tag in _CELLS:
            self._end_cell()
        elif self._words is not None:
            self._in_note -= tag == _NOTE
            self._in_text -= tag == _PARAGRAPH

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._column = 0
        self._rows = _count(attributes, _REPEATED_ROWS)
        visibility = attributes.get(_VISIBILITY, "visible")
        if visibility != "visible":
            self.sheets[-1].hidden_rows += islice(range(self._row, self._row + self._rows), _MOST_REPEATS)
            self.sheets[-1].filtered |= visibility == "filter"

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._columns = _count(attributes, _REPEATED_COLUMNS)
        rows, columns = _count(attributes, _ROWS), _count(attributes, _COLUMNS)
        if rows > 1 or columns > 1:
            self._add_merges(rows, columns)
        self._words = [] if attributes.get(_VALUE_TYPE, "string") != "string" else None
        self._in_text = self._in_note = 0

    def _end_cell(self) -> None:
        if self._words:
            text = "".join(self._words)
            rows = range(self._row, self._row + min(self._rows, _MOST_REPEATS))
            columns = range(self._column, self._column + min(self._columns, _MOST_REPEATS))
            self._repeated += len(rows) * len(columns) - 1
            if self._repeated < _MOST:
                self.sheets[-1].shown |= dict.fromkeys(product(rows, columns), text)
        self._words = None
        self._column += self._columns

    def _add_merges(self, rows: int, columns: int) -> None:
        for top in islice(range(self._row, self._row + self._rows), _MOST_REPEATS):
            bottom, right = top + rows - 1, self._column + columns - 1
            self.sheets[-1].merges.append(Span(top=top, left=self._column, bottom=bottom, right=right))


def _count(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(key, "")
    return min(max(int(text), 1), _MOST) if text.isascii() and text.isdigit() and len(text) < 10 else 1
