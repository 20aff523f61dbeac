"""Workbooks (.xlsx, .xlsm, .xls, .et, .ods) -> grids: text as displayed, merged ranges, nothing interpreted."""

import posixpath
import zipfile
from collections.abc import Sequence
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
from ledger_app.documents.guard import MOST_CELLS, SheetScan, damaged, guard_workbook
from ledger_app.documents.old_guard import guard_old_workbook
from ledger_app.documents.open_merges import open_merges
from ledger_app.documents.sniff import Kind
from ledger_app.domain.document import Grid, Span
from ledger_app.domain.errors import UserError

Value = int | float | str | bool | time | date | datetime | timedelta
_WIDEST = 64  # columns a merged range may add to the used ones
_NO_SCAN = SheetScan((), (), ())


def read_workbook(data: bytes, kind: Kind, name: str) -> tuple[Grid, ...]:
    """The sheets that hold something. Raises UserError naming the file (and sheet) for what cannot be read."""
    scans: dict[str, SheetScan] = {}
    if kind is Kind.OLD_WORKBOOK:
        guard_old_workbook(data, name)
    else:
        scans = guard_workbook(data, name)
    parts = _sheet_parts(data, name) if kind is Kind.WORKBOOK else {}
    workbook = _opened(data, name)
    told = dict(zip(workbook.sheet_names, open_merges(data), strict=False)) if kind is Kind.OPEN_WORKBOOK else {}
    visible, hidden = _sheets(workbook)
    general = _general_notes(hidden, parts, data)
    grids = []
    for sheet_name in visible:
        sheet = _loaded(workbook, sheet_name, name)
        scan = scans.get(parts.get(sheet_name, ""), _NO_SCAN)
        grid = _grid(sheet, scan, told.get(sheet_name) or _told_merges(sheet), name, general)
        if grid is not None:
            grids.append(grid)
    if not grids:
        raise UserError(f"“{name}”里没有内容", "请确认选对了文件")
    return tuple(grids)


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


def _general_notes(hidden: Sequence[str], parts: dict[str, str], data: bytes) -> tuple[str, ...]:
    notes = [f"隐藏的工作表“{sheet}”没有读入" for sheet in hidden]
    if parts and b"vbaProject.bin" in data:
        notes.append("文件里的宏没有运行，只读入了内容")
    return tuple(notes)


# ---- one sheet


def _grid(sheet: CalamineSheet, scan: SheetScan, spans: list[Span], name: str, general: tuple[str, ...]) -> Grid | None:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise UserError(f"“{name}”的工作表“{sheet.name}”太大，超出可以读入的范围", "请删去多余的行和列后再导入")
    rows = sheet.to_python(skip_empty_area=False)
    if not any(value != "" for row in rows for value in row):
        return None
    texts = [[value if isinstance(value, str) else shown(value) for value in row] for row in rows]
    merges, clipped = _merges(spans, len(texts), max(map(len, texts)), sheet.name, name)
    width = max([max(map(len, texts)), *(span.right + 1 for span in merges)])
    cleaned, dropped = _cleaned(texts, width)
    notes = [*general, *_notes(scan, len(texts), width)]
    if clipped:
        notes.append(f"{clipped}处合并单元格超出有内容的区域，已按有内容的区域截取")
    if dropped:
        notes.append(f"去掉了{dropped}个不能显示的控制字符")
    widths = tuple(scan.widths[:width]) if scan.widths and all(scan.widths[:width]) else ()
    return Grid(name=sheet.name, cells=cleaned, merges=merges, widths=widths, notes=tuple(notes))


def _notes(scan: SheetScan, height: int, width: int) -> list[str]:
    """What the guard learned of the used area that a clerk would not see in the grid."""
    notes = []
    rows = sum(row < height for row in scan.hidden_rows)
    columns = sum(column < width for column in scan.hidden_columns)
    if rows or columns:
        told = "、".join(f"{count}{kind}" for count, kind in ((rows, "行"), (columns, "列")) if count)
        notes.append(f"有{told}是隐藏的，也已读入")
    if scan.uncalculated:
        notes.append(f"{scan.uncalculated[0]}等单元格是公式但没有计算结果，请先在 Excel 中打开并保存")
    if scan.faults:
        notes.append(f"{scan.faults[0]}等单元格是错误值（如 #REF!），读入为空白")
    return notes


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
    return value.isoformat() if isinstance(value, date) else str(value)


def _moment(value: datetime) -> str:
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ", "seconds" if value.second else "minutes")


def _cleaned(texts: list[list[str]], width: int) -> tuple[tuple[tuple[str, ...], ...], int]:
    """The texts as rows of equal length, and how many characters that no cell can hold were taken out."""
    dropped = 0
    rows = []
    for texts_of_row in texts:
        row = texts_of_row + [""] * (width - len(texts_of_row))
        whole = "".join(row)
        if (lost := len(whole) - len(printable(whole))) > 0:
            row = [printable(text) for text in row]
            dropped += lost
        rows.append(tuple(row))
    return tuple(rows), dropped


# ---- merged ranges


def _told_merges(sheet: CalamineSheet) -> list[Span]:
    told = sheet.merged_cell_ranges or ()
    return [Span(top=top, left=left, bottom=bottom, right=right) for (top, left), (bottom, right) in told]


def _merges(spans: list[Span], height: int, width: int, sheet: str, name: str) -> tuple[tuple[Span, ...], int]:
    """The merged ranges within the used area, in reading order, and how many had to be cut to it."""
    spans = sorted(spans, key=lambda span: (span.top, span.left))
    _refuse_overlaps([span for span in spans if span.top < height and span.left < width], width, sheet, name)
    kept, clipped = [], 0
    for span in spans:
        cut = _cut(span, height, width)
        clipped += cut != span
        if cut is not None and (cut.top, cut.left) != (cut.bottom, cut.right):
            kept.append(cut)
    return tuple(kept), clipped


def _cut(span: Span, height: int, width: int) -> Span | None:
    """The part of a range that lies within the used rows; it may reach a few columns beyond, as a title does."""
    if span.top >= height or span.left >= width:
        return None
    right = span.right if span.right < width + _WIDEST else width - 1
    return Span(top=span.top, left=span.left, bottom=min(span.bottom, height - 1), right=right)


def _refuse_overlaps(merges: Sequence[Span], width: int, sheet: str, name: str) -> None:
    """Excel never writes overlapping ranges; a file that has them has no one reading."""
    taken: dict[int, Span] = {}  # by column, the last one
    for span in merges:
        for column in range(span.left, min(span.right + 1, width + _WIDEST)):
            other = taken.get(column)
            if other is not None and other.bottom >= span.top:
                raise UserError(
                    f"“{name}”的工作表“{sheet}”中合并单元格 {other.address()} 与 {span.address()} 重叠",
                    "请在 Excel 中取消其中一处合并后再导入",
                )
            taken[column] = span


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
