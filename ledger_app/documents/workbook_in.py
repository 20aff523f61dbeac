"""Workbooks (.xlsx, .xlsm, .xls, .et, .ods) -> grids: text as displayed, merged ranges, nothing interpreted."""

import posixpath
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from xml.etree import ElementTree

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ledger_app.documents.characters import printable
from ledger_app.documents.guard import MOST_CELLS, damaged, guard_workbook
from ledger_app.documents.merged_ranges import merged_ranges
from ledger_app.documents.old_guard import guard_old_workbook
from ledger_app.documents.old_sheets import scan_old_workbook
from ledger_app.documents.open_sheets import open_sheets
from ledger_app.documents.sheet_notes import sheet_notes
from ledger_app.documents.sheet_scan import Place, SheetScan
from ledger_app.documents.sniff import Kind
from ledger_app.domain.document import Grid, Span
from ledger_app.domain.errors import UserError

_TOGETHER = 64  # rows looked at at once
Value = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(data: bytes, kind: Kind, name: str) -> tuple[Grid, ...]:
    """The sheets that hold something. Raises UserError naming the file (and sheet) for what cannot be read."""
    told = _LEARNERS[kind](data, name)
    workbook = _opened(data, name)
    visible, hidden = _sheets(workbook)
    general = (*(f"隐藏的工作表“{sheet}”没有读入" for sheet in hidden), *told.notes)
    grids = []
    for sheet_name in visible:
        sheet = _loaded(workbook, sheet_name, name)
        at = workbook.sheet_names.index(sheet_name)
        scan = told.by_name.get(sheet_name) or (told.in_order[at] if at < len(told.in_order) else SheetScan())
        merges = told.merges[at] if at < len(told.merges) else _told_merges(sheet)
        grid = _grid(sheet, scan, merges, name, general)
        if grid is not None:
            grids.append(grid)
    if not grids:
        raise UserError(f"“{name}”里没有内容", "请确认选对了文件")
    return tuple(grids)


# ---- what the file tells that the Excel reader does not


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is learned of a workbook's sheets, by name or in their order, and of all of it."""

    by_name: Mapping[str, SheetScan] = field(default_factory=dict)
    in_order: Sequence[SheetScan] = ()
    merges: Sequence[list[Span]] = ()
    notes: tuple[str, ...] = ()


def _told_by_workbook(data: bytes, name: str) -> _Told:
    scans, styles = guard_workbook(data, name)
    notes = []
    if b"vbaProject.bin" in data:
        notes.append("文件里的宏没有运行，只读入了内容")
    if styles.struck_runs:
        notes.append(f"单元格里有{styles.struck_runs}段文字带删除线，也已读入")
    sheets = {sheet: scans[part] for sheet, part in _sheet_parts(data, name).items() if part in scans}
    return _Told(by_name=sheets, notes=tuple(notes))


def _told_by_old_workbook(data: bytes, name: str) -> _Told:
    return _Told(in_order=scan_old_workbook(guard_old_workbook(data, name)))


def _told_by_open_workbook(data: bytes, name: str) -> _Told:
    guard_workbook(data, name)
    sheets = open_sheets(data)
    return _Told(in_order=[sheet.scan for sheet in sheets], merges=[sheet.merges for sheet in sheets])


_LEARNERS: Mapping[Kind, Callable[[bytes, str], _Told]] = {
    Kind.WORKBOOK: _told_by_workbook,
    Kind.OLD_WORKBOOK: _told_by_old_workbook,
    Kind.OPEN_WORKBOOK: _told_by_open_workbook,
}


# ---- the reader's workbook


def _opened(data: bytes, name: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as trouble:
        raise UserError(f"“{name}”有打开密码", "请先在 Excel 中取消密码再导入") from trouble
    except (CalamineError, OSError, ValueError) as trouble:
        raise damaged(name) from trouble


def _loaded(workbook: CalamineWorkbook, sheet_name: str, name: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(sheet_name)
    except (CalamineError, OSError, ValueError) as trouble:
        raise UserError(f"“{name}”的工作表“{sheet_name}”读不通", "请在 Excel 中打开后另存一份") from trouble


def _sheets(workbook: CalamineWorkbook) -> tuple[list[str], list[str]]:
    """Names of the sheets to read and of those left out; hidden ones are read only if nothing else is there."""
    tables = [sheet for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    visible = [sheet.name for sheet in tables if sheet.visible is SheetVisibleEnum.Visible]
    hidden = [sheet.name for sheet in tables if sheet.visible is not SheetVisibleEnum.Visible]
    return (visible, hidden) if visible else (hidden, [])


# ---- one sheet


def _grid(sheet: CalamineSheet, scan: SheetScan, spans: list[Span], name: str, general: tuple[str, ...]) -> Grid | None:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise UserError(f"“{name}”的工作表“{sheet.name}”太大，超出可以读入的范围", "请删去多余的行和列后再导入")
    rows = sheet.to_python(skip_empty_area=False)
    if not any(value != "" for row in rows for value in row):
        return None
    texts = [[value if isinstance(value, str) else shown(value) for value in row] for row in rows]
    _show(texts, scan.shown)
    _show(texts, scan.faults)
    merged = merged_ranges(texts, spans, sheet.name, name)
    width = max([max(map(len, texts)), *(span.right + 1 for span in merged.spans)])
    cleaned, dropped = _cleaned(texts, width)
    notes = [*general, *sheet_notes(scan, len(texts), width), *merged.notes]
    if dropped:
        notes.append(f"去掉了{dropped}个不能显示的控制字符")
    widths = tuple(scan.widths[:width]) if scan.widths and all(scan.widths[:width]) else ()
    return Grid(name=sheet.name, cells=cleaned, merges=merged.spans, widths=widths, notes=tuple(notes))


def _show(texts: list[list[str]], told: Mapping[Place, str]) -> None:
    """Put what the sheet shows in place of plain values."""
    for (row, column), text in told.items():
        if row < len(texts) and column < len(texts[row]):
            texts[row][column] = text


def shown(value: Value) -> str:
    """A cell's value as a person sees it: whole numbers without .0, dates as 2026-11-30."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        return _span_of_time(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _span_of_time(value: timedelta) -> str:
    """Hours and minutes, more hours than a day has among them, as [h]:mm shows them."""
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    told = f"{minutes // 60}:{minutes % 60:02}"
    return f"{told}:{seconds:02}" if seconds else told


def _moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ", "seconds" if value.second else "minutes")


def _cleaned(texts: list[list[str]], width: int) -> tuple[tuple[tuple[str, ...], ...], int]:
    """The texts as rows of equal length, and how many characters that no cell can hold were taken out."""
    dropped = 0
    rows = [tuple(row) if len(row) == width else (*row, *[""] * (width - len(row))) for row in texts]
    for first in range(0, len(rows), _TOGETHER):
        some = rows[first : first + _TOGETHER]
        whole = "".join(map("".join, some))
        if (lost := len(whole) - len(printable(whole))) > 0:
            rows[first : first + _TOGETHER] = [tuple(map(printable, row)) for row in some]
            dropped += lost
    return tuple(rows), dropped


# ---- merged ranges


def _told_merges(sheet: CalamineSheet) -> list[Span]:
    told = sheet.merged_cell_ranges or ()
    return [Span(top, left, bottom, right) for (top, left), (bottom, right) in told]


# ---- which part holds which sheet


def _sheet_parts(data: bytes, name: str) -> dict[str, str]:
    """The zip part of each sheet. Raises UserError where the workbook names a part that is not there."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
            raise damaged(name)
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {rel.get("Id", ""): _part_name(rel.get("Target", "")) for rel in relations}
    parts = {}
    for sheet in book.iter():
        if not sheet.tag.endswith("}sheet"):
            continue
        relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        part = targets.get(relation, "")
        if part not in names:
            raise UserError(f"“{name}”缺少工作表“{sheet.get('name')}”的内容", "请重新拷贝，或在 Excel 中打开后另存一份")
        parts[sheet.get("name", "")] = part
    return parts


def _part_name(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
