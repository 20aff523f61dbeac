"""The guard in front of the Excel reader: refuses what would exhaust memory or end the process before it is opened.

Measured limits and the faults they answer: a value in XFD1048576 aborts the reader, a part of 200 MB packs into 300 KB."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from xml.parsers import expat

from ledger_app.domain.errors import UserError

MOST_CELLS = 8_000_000  # rows times columns of the used area
_MOST_PARTS = 5_000
_MOST_BYTES = 400_000_000  # unpacked, of the parts that are read
_MOST_OF_ONE = 20_000_000  # unpacked; beyond it the packing ratio counts
_MOST_RATIO = 150
_READ = re.compile(
    r"(?:xl/(?:workbook|sharedstrings|styles)[^/]*\.xml|xl/(?:worksheets|tables)/[^/]+\.xml|.*\.rels|content\.xml|meta-inf/.*)$",
    re.I,
)
_SHEET = re.compile(r"xl/(?:worksheets|macrosheets|chartsheets)/[^/]+\.xml$", re.I)
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,7})([0-9]{1,10})["']""")
_ODD_REFERENCE = re.compile(rb"""\br\s*=\s*["'][^"'<>]{0,20}&""")
_WIDTH = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*["']([0-9.]+)["']""")
_UNCALCULATED = re.compile(
    rb"""<c\s[^>]*?\br="([A-Z]+[0-9]+)"[^>]*>\s*<f[^>]*>[^<]{1,8192}</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>"""
)
_FAULTS = re.compile(rb"""<c\s[^>]*?\br="([A-Z]+[0-9]+)"[^>]*?\st="e\"""")
_MOST_TOLD = 20
_WIDEST_TOLD = 256  # columns whose width is kept


@dataclass(frozen=True, slots=True)
class SheetScan:
    """What the guard learns of a sheet by the way."""

    widths: tuple[float, ...]  # in characters, as far as the sheet tells
    uncalculated: tuple[str, ...]  # formulas that carry no result
    faults: tuple[str, ...]  # cells that show #REF!, #N/A and the like


def guard_workbook(data: bytes, name: str) -> dict[str, SheetScan]:
    """Look through a zipped workbook; what it learned, by part. Raises UserError, naming the file, for what is unsafe."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_directory(parts, name)
            return _scan_parts(archive, [part for part in parts if _READ.fullmatch(part.filename)], name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as trouble:
        raise damaged(name) from trouble
    except zipfile.zlib.error as trouble:  # type: ignore[attr-defined]
        raise damaged(name) from trouble


def damaged(name: str) -> UserError:
    """The trouble of a file that was cut short or changed on its way."""
    return UserError(f"“{name}”不完整或已损坏", "请重新拷贝，或在 Excel 中打开后另存一份")


def _check_directory(parts: list[zipfile.ZipInfo], name: str) -> None:
    names = [part.filename for part in parts]
    if len(names) > _MOST_PARTS:
        raise UserError(
            f"“{name}”里有{len(names)}个部件，不像正常的工作簿，没有打开", "请在 Excel 中打开后另存为 .xlsx"
        )
    if len(set(names)) < len(names):
        raise UserError(f"“{name}”里有重名的部件，没有打开", "请在 Excel 中打开后另存为 .xlsx")
    if any(".." in part.split("/") or part.startswith(("/", "\\")) for part in names):
        raise UserError(f"“{name}”里有越出文件的路径，没有打开", "请向提供文件的人核实")
    if any(part.flag_bits & 1 for part in parts):
        raise UserError(f"“{name}”有打开密码", "请先在 Excel 中取消密码再导入")
    _check_sizes(parts, name)


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    read = [part for part in parts if _READ.fullmatch(part.filename)]
    bloated = any(
        part.file_size > _MOST_OF_ONE and part.file_size > _MOST_RATIO * max(part.compress_size, 1) for part in read
    )
    if bloated or sum(part.file_size for part in read) > _MOST_BYTES:
        raise UserError(f"“{name}”解压后大得不正常，没有打开", "请在 Excel 中删去空白的行列后另存为 .xlsx")


def _scan_parts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> dict[str, SheetScan]:
    scans = {}
    for part in parts:
        xml = archive.read(part)
        _check_xml(xml, part.filename, name)
        if _SHEET.fullmatch(part.filename):
            _check_area(xml, name)
            scans[part.filename] = SheetScan(_widths(xml), _told(_UNCALCULATED, xml), _told(_FAULTS, xml))
    return scans


def _told(pattern: re.Pattern[bytes], xml: bytes) -> tuple[str, ...]:
    """The references of the cells a pattern finds, the first few."""
    return tuple(match[1].decode() for match in islice(pattern.finditer(xml), _MOST_TOLD))


def _check_xml(xml: bytes, part: str, name: str) -> None:
    """Well-formed, without DOCTYPE: no entities, no other files."""

    def refuse(*_: object) -> None:
        raise UserError(f"“{name}”的部件 {part} 带有 DOCTYPE 声明，没有打开", "请在 Excel 中打开后另存为 .xlsx")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as trouble:
        raise UserError(
            f"“{name}”已损坏（部件 {part} 第{trouble.lineno}行读不通）", "请重新拷贝，或在 Excel 中打开后另存一份"
        ) from trouble


def _check_area(xml: bytes, name: str) -> None:
    """The used area must be one that a reader can hold; cells without a value do not count."""
    if not xml.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") or _ODD_REFERENCE.search(xml):
        raise UserError(f"“{name}”的工作表写法不合规范，没有打开", "请在 Excel 中打开后另存为 .xlsx")
    area, where = _area(_CELL.findall(xml))
    if area > MOST_CELLS:
        area, where = _area(_filled_cells(xml))
    if area > MOST_CELLS:
        raise UserError(f"“{name}”的单元格一直用到 {where}，超出可以读入的范围", "请删去多余的行和列后再导入")


def _filled_cells(xml: bytes) -> list[tuple[bytes, bytes]]:
    """The references of the cells that hold a value, for a sheet whose blank ones reach far."""
    found: list[tuple[bytes, bytes]] = []
    reference = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal reference
        element = tag.rpartition(":")[2]
        if element == "c":
            reference = attributes.get("r", "")
        elif reference and element in ("v", "is", "f"):
            letters = reference.rstrip("0123456789")
            found.append((letters.encode(), reference[len(letters) :].encode() or b"0"))
            reference = ""

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return found


def _area(references: list[tuple[bytes, bytes]]) -> tuple[int, str]:
    if not references:
        return 0, ""
    letters = max({column.upper() for column, _ in references}, key=lambda c: (len(c), c))
    last = max({int(row) for _, row in references})
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column * last, f"{letters.decode()}{last}"


def _widths(xml: bytes) -> tuple[float, ...]:
    """Column widths from the sheet's <cols>, up to the last one told; 0 for one not told."""
    widths: list[float] = []
    for element in _WIDTH.findall(xml, 0, xml.find(b"sheetData") if b"sheetData" in xml else len(xml)):
        told = {key: float(value) for key, value in _ATTRIBUTE.findall(element)}
        first, last = int(told.get(b"min", 0)), int(told.get(b"max", 0))
        if b"width" not in told or not 1 <= first <= last or first > _WIDEST_TOLD:
            continue
        last = min(last, _WIDEST_TOLD)
        widths += [0.0] * (last - len(widths))
        widths[first - 1 : last] = [told[b"width"]] * (last - first + 1)
    return tuple(widths)
