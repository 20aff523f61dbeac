"""Sheets to an .xlsx file: written by XlsxWriter, read back and compared before it takes its place."""

import gc
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from python_calamine import CalamineSheet, CalamineWorkbook
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ledger_app.documents.safe_write import check_target, safe_write
from ledger_app.documents.sheet import OUTSIDE, Sheet, SheetCell, Style, grid_texts, points_of, wraps
from ledger_app.domain.errors import CancelledError, UserError

_LONGEST_TEXT = 32_767  # UTF-16 units that Excel keeps in a cell
_MOST_ROWS = 1_048_576
_LONGEST_SHEET_NAME = 31
_ROWS_PER_REPORT = 200
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - no clock in the file: the same ledger gives the same bytes
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML, and so Excel, cannot keep
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FANGSONG, _HEITI, _XIAOBIAOSONG = "仿宋_GB2312", "黑体", "方正小标宋简体"  # named, not bundled: Excel has substitutes
_FONTS = {
    Style.LABEL: _HEITI,
    Style.TITLE: _XIAOBIAOSONG,
    Style.HEADER: _HEITI,
    Style.HEADING: _HEITI,
    Style.HEADING_ROW: _HEITI,
}
_CENTRED = frozenset({Style.TITLE, Style.HEADER, Style.NUMBER, Style.SHORT})
_LAMP_FILLS = {
    Style.LAMP_RED: "#F8CBAD",
    Style.LAMP_YELLOW: "#FFE699",
    Style.LAMP_GREEN: "#C6E0B4",
    Style.LAMP_BLUE: "#BDD7EE",
    Style.LAMP_GREY: "#E7E6E6",
}
_A4 = 9
_GB2312_CHARSET = 134  # lets Excel pick a Chinese substitute where the font is missing
_MM = 1 / 25.4


@dataclass(frozen=True, slots=True)
class Written:
    """What was written and found the same when read back."""

    path: Path
    measures: int
    rows: int
    cells: int  # texts compared
    merges: int  # merged ranges compared


def write_workbook(
    path: Path,
    sheets: Sequence[Sheet],
    *,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Written:
    """Write one worksheet for each sheet, read the file back, and only then put it at `path`.

    `on_progress(done, total)` counts rows, each once written and once compared. Raises UserError, TargetBusyError,
    CancelledError; then an older file at `path` is as it was."""
    check_target(path)
    _check_request(path, sheets)
    names = sheet_names([sheet.name for sheet in sheets])
    progress = _Progress(2 * sum(len(sheet.heights) for sheet in sheets), on_progress, cancelled)
    with _collector_paused():
        content = _workbook_bytes(sheets, names, progress)
    progress.check()

    def verify(temp: Path) -> None:
        _compare(path.name, temp, sheets, names, progress)
        progress.check()

    safe_write(path, lambda temp: _write_bytes(temp, content), verify)
    return Written(
        path,
        sum(sheet.measures for sheet in sheets),
        sum(len(sheet.heights) for sheet in sheets),
        sum(len(sheet.heights) * len(sheet.widths) for sheet in sheets),
        sum(len(_merges(sheet)) for sheet in sheets),
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """A workbook being filled is all live cells; walking them again and again took a sixth of the export's time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _write_bytes(temp: Path, content: bytes) -> None:
    temp.write_bytes(content)


class _Progress:
    """Counts rows for whoever watches, and stops the job when it is cancelled."""

    def __init__(
        self, total: int, on_progress: Callable[[int, int], None] | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self._total, self._done = total, 0
        self._on_progress, self._cancelled = on_progress, cancelled

    def add(self, rows: int) -> None:
        """Say that so many more rows are done. Raises CancelledError."""
        self._done += rows
        if self._on_progress:
            self._on_progress(self._done, self._total)
        self.check()

    def check(self) -> None:
        """Raises CancelledError if the clerk has cancelled."""
        if self._cancelled and self._cancelled():
            raise CancelledError


def _check_request(path: Path, sheets: Sequence[Sheet]) -> None:
    if path.suffix.lower() != ".xlsx":
        raise UserError(f"“{path.name}”不是 .xlsx 文件名", hint="请把文件名改为以 .xlsx 结尾")
    if not sheets:
        raise UserError(f"没有可导出的内容，“{path.name}”没有写", hint="请先导入文件")
    for sheet in sheets:
        if len(sheet.heights) > _MOST_ROWS:
            raise UserError(
                f"“{sheet.name}”有{len(sheet.heights)}行，超过一张工作表的{_MOST_ROWS}行", hint="请分批导出"
            )
        _check_texts(sheet)


def _check_texts(sheet: Sheet) -> None:
    """Refuse what Excel would cut or cannot keep, naming the cell."""
    if _IMPOSSIBLE.search("".join([cell.text for cell in sheet.cells])):
        cell = next(cell for cell in sheet.cells if _IMPOSSIBLE.search(cell.text))
        raise UserError(f"{_place(sheet, cell)}含有无法写入表格的控制字符", hint="请删去该字符后再导出")
    for cell in sheet.cells:
        if len(cell.text) > _LONGEST_TEXT // 2 and (units := len(cell.text.encode("utf-16-le")) // 2) > _LONGEST_TEXT:
            raise UserError(
                f"{_place(sheet, cell)}有{units}个字，超过 Excel 单元格的上限{_LONGEST_TEXT}个字",
                hint="请把这一条拆成几条后再导出",
            )


def _place(sheet: Sheet, cell: SheetCell) -> str:
    column = chr(ord("A") + cell.column) if cell.column < 26 else f"第{cell.column + 1}列"
    beginning = _IMPOSSIBLE.sub("□", cell.text[:12])
    return f"工作表“{sheet.name}”第{cell.row + 1}行（{column}栏“{beginning}”）"


def sheet_names(names: Sequence[str]) -> list[str]:
    """Names that Excel takes: cleaned, at most 31 characters, no two alike."""
    taken: set[str] = {"history"}  # Excel keeps this one for itself
    result = []
    for name in names:
        clean = _NOT_IN_SHEET_NAMES.sub("", name).strip().strip("'") or "工作表"
        free = next(candidate for candidate in _candidates(clean) if candidate.casefold() not in taken)
        taken.add(free.casefold())
        result.append(free)
    return result


def _candidates(name: str) -> Iterator[str]:
    yield _shortened(name, _LONGEST_SHEET_NAME)
    number = 2
    while True:
        mark = f"({number})"
        yield _shortened(name, _LONGEST_SHEET_NAME - len(mark)) + mark
        number += 1


def _shortened(name: str, units: int) -> str:
    """The beginning of a name, in UTF-16 units as Excel counts; never half a character."""
    while len(name.encode("utf-16-le")) // 2 > units:
        name = name[:-1]
    return name.rstrip("'")


def _workbook_bytes(sheets: Sequence[Sheet], names: Sequence[str], progress: _Progress) -> bytes:
    buffer = BytesIO()
    workbook = Workbook(buffer, _OPTIONS)
    workbook.set_properties({"created": _MADE})
    formats = Formats(workbook)
    for sheet, name in zip(sheets, names, strict=True):
        _fill(workbook.add_worksheet(name), sheet, formats, progress)
    workbook.close()
    return buffer.getvalue()


class Formats:
    """The workbook's cell formats, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Style, bool, float], Format] = {}

    def of(self, cell: SheetCell, body_points: float) -> Format:
        """The format of a cell in a table of that type size."""
        key = (cell.style, cell.columns > 1, body_points)
        made = self._made.get(key)
        if made is None:
            made = self._workbook.add_format(_properties(cell.style, wraps(cell), body_points))
            self._made[key] = made
        return made


def _properties(style: Style, wrapped: bool, body_points: float) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "font_name": _FONTS.get(style, _FANGSONG),
        "font_size": points_of(style, body_points),
        "font_charset": _GB2312_CHARSET,
        "align": "center" if wrapped and (style in _CENTRED or style in _LAMP_FILLS) else "left",
        "valign": "vcenter",
        "text_wrap": wrapped,
    }
    if style not in OUTSIDE:
        properties["border"] = 1
    if style in _LAMP_FILLS:
        properties["bg_color"] = _LAMP_FILLS[style]
    return properties


def _fill(worksheet: Worksheet, sheet: Sheet, formats: Formats, progress: _Progress) -> None:
    _set_page(worksheet, sheet)
    for column, width in enumerate(sheet.widths):
        worksheet.set_column_pixels(column, column, round(width * 7))
    for row, height in enumerate(sheet.heights):
        worksheet.set_row(row, height)
    reported = 0
    for cell in sheet.cells:
        _write_cell(worksheet, cell, formats.of(cell, sheet.body_points))
        if cell.row - reported >= _ROWS_PER_REPORT:
            progress.add(cell.row - reported)
            reported = cell.row
    progress.add(len(sheet.heights) - reported)


def _write_cell(worksheet: Worksheet, cell: SheetCell, cell_format: Format) -> None:
    text = cell.text
    if text.startswith("<r>") and text.endswith("</r>"):  # XlsxWriter would take it for its own rich text
        text = f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    if cell.rows == 1 and cell.columns == 1:
        worksheet.write_string(cell.row, cell.column, text, cell_format)
    else:
        last_row, last_column = cell.row + cell.rows - 1, cell.column + cell.columns - 1
        worksheet.merge_range(cell.row, cell.column, last_row, last_column, text, cell_format)


def _set_page(worksheet: Worksheet, sheet: Sheet) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.set_margins(left=25 * _MM, right=25 * _MM, top=20 * _MM, bottom=18 * _MM)
    worksheet.set_footer(sheet.footer, {"margin": 9 * _MM})
    worksheet.center_horizontally()
    if sheet.repeat_rows:
        worksheet.repeat_rows(*sheet.repeat_rows)
    if sheet.breaks:
        worksheet.set_h_pagebreaks(list(sheet.breaks))
    if sheet.fit_width:
        worksheet.fit_to_pages(1, 0)
    if sheet.freeze:
        worksheet.freeze_panes(*sheet.freeze)
    if sheet.heights and sheet.widths:
        worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(sheet.heights)}"})


def _compare(file_name: str, temp: Path, sheets: Sequence[Sheet], names: Sequence[str], progress: _Progress) -> None:
    """Read the file back and compare every cell and every merged range. Raises UserError at the first difference."""
    with temp.open("rb") as file:
        workbook = CalamineWorkbook.from_filelike(file)
    if workbook.sheet_names != list(names):
        raise _differs(file_name, "工作表名称")
    for index, sheet in enumerate(sheets):
        _compare_sheet(file_name, workbook.get_sheet_by_index(index), sheet)
        progress.add(len(sheet.heights))


def _compare_sheet(file_name: str, found: CalamineSheet, sheet: Sheet) -> None:
    expected = grid_texts(sheet)
    read: list[list[Any]] = found.to_python(skip_empty_area=False)
    columns = len(sheet.widths)
    for row, texts in enumerate(read):
        if row >= len(expected) or _padded(texts, columns) != expected[row]:
            raise _differs(file_name, f"工作表“{sheet.name}”第{row + 1}行")
    for row, lost in enumerate(expected[len(read) :], start=len(read)):
        if any(lost):
            raise _differs(file_name, f"工作表“{sheet.name}”第{row + 1}行")
    if sorted(found.merged_cell_ranges or []) != _merges(sheet):
        raise _differs(file_name, f"工作表“{sheet.name}”的合并单元格")


def _padded(texts: list[Any], columns: int) -> list[Any]:
    return texts + [""] * (columns - len(texts)) if len(texts) < columns else texts


def _merges(sheet: Sheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return sorted(
        ((c.row, c.column), (c.row + c.rows - 1, c.column + c.columns - 1))
        for c in sheet.cells
        if c.rows > 1 or c.columns > 1
    )


def _differs(file_name: str, where: str) -> UserError:
    return UserError(f"“{file_name}”写出后复读，{where}与台账不一致，原文件未动", hint="请再导出一次，或换一个位置")
