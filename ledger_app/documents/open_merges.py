"""Merged ranges of OpenDocument sheets (.ods), which the Excel reader does not tell."""

import zipfile
from io import BytesIO
from itertools import islice
from xml.parsers import expat

from ledger_app.domain.document import Span

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_REPEATED_ROWS, _REPEATED_COLUMNS = f"{_TABLE}number-rows-repeated", f"{_TABLE}number-columns-repeated"
_ROWS, _COLUMNS = f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned"
_MOST = 1_048_576
_MOST_REPEATS = 1000  # of a row with merged cells


def open_merges(data: bytes) -> list[list[Span]]:
    """The merged ranges of each sheet, sheets in their order. The file has passed the guard."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("content.xml")
    sheets = _Sheets()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = sheets.start
    parser.EndElementHandler = sheets.end
    parser.Parse(xml, True)
    return sheets.merges


class _Sheets:
    """Counts rows and columns as they go by; a table within a cell is none of ours."""

    def __init__(self) -> None:
        self.merges: list[list[Span]] = []
        self._depth = 0
        self._row = self._column = 0
        self._repeats = 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A start tag goes by."""
        if tag == f"{_TABLE}table":
            self._depth += 1
            if self._depth == 1:
                self.merges.append([])
                self._row = 0
        elif self._depth != 1:
            return
        elif tag == f"{_TABLE}table-row":
            self._column = 0
            self._repeats = _count(attributes, _REPEATED_ROWS)
        elif tag in _CELLS:
            rows, columns = _count(attributes, _ROWS), _count(attributes, _COLUMNS)
            if rows > 1 or columns > 1:
                self._add(rows, columns)
            self._column += _count(attributes, _REPEATED_COLUMNS)

    def end(self, tag: str) -> None:
        """An end tag goes by."""
        if tag == f"{_TABLE}table":
            self._depth -= 1
        elif tag == f"{_TABLE}table-row" and self._depth == 1:
            self._row += self._repeats

    def _add(self, rows: int, columns: int) -> None:
        for top in islice(range(self._row, self._row + self._repeats), _MOST_REPEATS):
            bottom, right = top + rows - 1, self._column + columns - 1
            self.merges[-1].append(Span(top=top, left=self._column, bottom=bottom, right=right))


def _count(attributes: dict[str, str], key: str) -> int:
    text = attributes.get(key, "")
    return min(max(int(text), 1), _MOST) if text.isascii() and text.isdigit() and len(text) < 10 else 1
