"""Tables as text (.csv, .tsv, cells copied from a spreadsheet) -> a grid."""

import csv
import re
from io import StringIO
from pathlib import PurePath

from ledger_app.documents.characters import decoded, printable
from ledger_app.documents.guard import MOST_CELLS
from ledger_app.domain.document import Grid
from ledger_app.domain.errors import UserError

_DELIMITERS = "\t,;"
_SAMPLE_ROWS = 50
_SAMPLE = 100_000  # characters in which a delimiter shows
_TOLD = re.compile(r"sep=([,;\t])\r?\n", re.I)  # Excel's own first line
_AS_TEXT = re.compile(r'="([^"]*)"')  # how a web system keeps the zeros of 001


def read_csv(data: bytes, name: str) -> Grid:
    """The file's rows, told apart by comma, tab or semicolon. Raises UserError, naming the file, if that fails."""
    text, note = decoded(data, name)
    delimiter, text = _delimiter(text)
    return _grid(_rows(text, delimiter, name), name, (note,) if note else ())


def read_tab_text(text: str, name: str) -> Grid:
    """Cells copied from a spreadsheet: tabs between cells, lines between rows, quotes around cells of several lines."""
    return _grid(_rows(text, "\t", name), name, ())


def read_copied_lines(text: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The same cells, each line as long as it is: what a line does not have is not an empty cell."""
    rows = _rows(text, "\t", name)
    cells = _grid(rows, name, ()).cells
    return tuple(line[: len(row)] for line, row in zip(cells, rows, strict=False))


def is_tab_text(text: str) -> bool:
    """Whether text is a table whose cells tabs tell apart: copied, or saved by a web system under the name .xls."""
    lines = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:_SAMPLE_ROWS]
    return len(lines) > 1 and sum("\t" in line for line in lines) > len(lines) / 2


def _delimiter(text: str) -> tuple[str, str]:
    """The mark between cells, and the text of the table."""
    told = _TOLD.match(text)
    if told is not None:
        return told[1], text[told.end() :]
    return max(_DELIMITERS, key=lambda mark: _agreement(text[:_SAMPLE], mark)), text


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    """How many rows of the sample have the first row's number of cells if this is the delimiter, and that number."""
    widths = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            if row:
                widths.append(len(row))
            if len(widths) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0, 0
    if not widths or widths[0] < 2:
        return 0, 0
    return widths.count(widths[0]), widths[0]


def _rows(text: str, delimiter: str, name: str) -> list[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    rows = []
    try:
        for row in reader:
            rows.append(row)
    except csv.Error as trouble:
        raise UserError(
            f"“{name}”第{reader.line_num}行起读不通（引号不成对，或一格超过{csv.field_size_limit()}个字）",
            "请在 Excel 中打开后另存为 .xlsx",
        ) from trouble
    return rows


def _grid(rows: list[list[str]], name: str, notes: tuple[str, ...]) -> Grid:
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise UserError(f"“{name}”太大，超出可以读入的范围", "请删去多余的行和列后再导入")
    cells = [[_shown(text) for text in row] + [""] * (width - len(row)) for row in rows]
    while cells and not any(cells[-1]):
        cells.pop()
    if not any(map(any, cells)):
        raise UserError(f"“{name}”里没有内容", "请确认选对了文件")
    return Grid(name=PurePath(name).stem or name, cells=tuple(map(tuple, cells)), notes=notes)


def _shown(text: str) -> str:
    match = _AS_TEXT.fullmatch(text)
    return printable((match[1] if match else text).replace("\r\n", "\n").replace("\r", "\n"))
