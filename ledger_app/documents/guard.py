"""The guard in front of the Excel and Word readers: what would exhaust memory or end the process is not opened.

The faults it answers: one value in XFD1048576 aborts the reader; a part of 200 MB packs into 300 KB."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from xml.parsers import expat

from ledger_app.domain.document import column_letters
from ledger_app.domain.errors import UserError

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
)  # of a zip, cut or spoilt
MOST_CELLS = 8_000_000  # rows times columns of the used area
_MOST_PARTS = 5_000
_MOST_BYTES = 400_000_000  # unpacked, of the parts that are read
_MOST_OF_ONE = 20_000_000  # unpacked; beyond it the packing ratio counts
_MOST_RATIO = 150
_READ = re.compile(
    r"(?:xl/(?:workbook|sharedstrings|styles)[^/]*\.xml|xl/(?:worksheets|tables)/[^/]+\.xml|.*\.rels|content\.xml|meta-inf/.*)$",
    re.I,
)
_XML = re.compile(r".*\.(?:xml|rels)", re.I)
_LONGEST_NODE = 10_000_000  # bytes of text between two tags; the Word reader's XML library takes no more
_SHEET = re.compile(r"xl/(?:worksheets|macrosheets|chartsheets)/[^/]+\.xml$", re.I)
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')  # as the usual programs write it
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ODD_REFERENCE = re.compile(  # neither A1 nor a row's number: an overlong one ends the reader's process too
    rb"""<(?:\w+:)?(?:c|row)\s(?:[^<>]*?\s)?r\s*=\s*["'](?!(?:[A-Za-z]{0,3}[0-9]{1,7})["'])"""
)
_WIDTH = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*["']([0-9.]+)["']""")
_UNCALCULATED = re.compile(
    rb"""<c\s[^>]{0,99}?\br="([A-Z]+[0-9]+)"[^>]{0,99}>\s{0,99}<f[^>]{0,99}>[^<]{1,8192}</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>"""
)
_FAULTS = re.compile(rb"""<c\s[^>]{0,99}?\br="([A-Z]+[0-9]+)"[^>]{0,99}?\st="e\"""")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]{0,99}?\br="([0-9]{1,7})"[^>]{0,300}?\shidden="(?:1|true)\"""")
_HIDDEN_COLUMN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_MOST_TOLD = 20
_WIDEST_TOLD = 256  # columns whose width is kept


@dataclass(frozen=True, slots=True)
class _Form:
    """A zipped form of document: which parts are unpacked, and the words for it."""

    unpacked: re.Pattern[str]
    word: str
    mend: str  # what to do with one that will not do

    @property
    def copy_again(self) -> str:
        return f"请重新拷贝，或{self.mend.removeprefix('请')}"


_WORKBOOK = _Form(_READ, "工作簿", "请在 Excel 中打开后另存为 .xlsx")
_WORD = _Form(re.compile(".*"), "Word 文档", "请在 Word 或 WPS 中打开后另存为 .docx")


@dataclass(frozen=True, slots=True)
class SheetScan:
    """What the guard learns of a sheet by the way."""

    widths: tuple[float, ...]  # in characters, as far as the sheet tells
    uncalculated: tuple[str, ...]  # formulas that carry no result
    faults: tuple[str, ...]  # cells that show #REF!, #N/A and the like
    hidden_rows: tuple[int, ...] = ()  # from 0
    hidden_columns: tuple[int, ...] = ()


def guard_workbook(data: bytes, name: str) -> dict[str, SheetScan]:
    """Look through a zipped workbook; what it learned, by part. Raises UserError naming the file if it is unsafe."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_directory(parts, name, _WORKBOOK)
            return _scan_parts(archive, [part for part in parts if _READ.fullmatch(part.filename)], name)
    except UNREADABLE as trouble:
        raise damaged(name) from trouble


def guard_word(data: bytes, name: str) -> None:
    """Look through a Word file. Raises UserError, naming the file, if it is damaged or unsafe."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_directory(parts, name, _WORD)
            for part in parts:
                if _XML.fullmatch(part.filename):
                    xml = archive.read(part)
                    _check_xml(xml, part.filename, name, _WORD)
                    _check_nodes(xml, name)
    except UNREADABLE as trouble:
        raise damaged_word(name) from trouble


def damaged(name: str) -> UserError:
    """The trouble of a workbook that was cut short or changed on its way."""
    return UserError(f"“{name}”不完整或已损坏", _WORKBOOK.copy_again)


def damaged_word(name: str) -> UserError:
    """The trouble of a Word file that was cut short or changed on its way."""
    return UserError(f"“{name}”不完整或已损坏", _WORD.copy_again)


def _check_nodes(xml: bytes, name: str) -> None:
    if len(xml) > _LONGEST_NODE and max(map(len, xml.split(b"<"))) > _LONGEST_NODE:
        raise UserError(
            f"“{name}”里有一段文字超过{_LONGEST_NODE // 10_000}万字节，没有打开", "请把这一段分成几段后再导入"
        )


def _check_directory(parts: list[zipfile.ZipInfo], name: str, form: _Form) -> None:
    names = [part.filename for part in parts]
    if len(names) > _MOST_PARTS:
        raise UserError(f"“{name}”里有{len(names)}个部件，不像正常的{form.word}，没有打开", form.mend)
    if len(set(names)) < len(names):
        raise UserError(f"“{name}”里有重名的部件，没有打开", form.mend)
    if any(".." in part.split("/") or part.startswith(("/", "\\")) for part in names):
        raise UserError(f"“{name}”里有越出文件的路径，没有打开", "请向提供文件的人核实")
    if any(part.flag_bits & 1 for part in parts):
        raise UserError(f"“{name}”有打开密码", "请先取消密码再导入")
    _check_sizes([part for part in parts if form.unpacked.fullmatch(part.filename)], name, form)


def _check_sizes(read: list[zipfile.ZipInfo], name: str, form: _Form) -> None:
    bloated = any(
        part.file_size > _MOST_OF_ONE and part.file_size > _MOST_RATIO * max(part.compress_size, 1) for part in read
    )
    if bloated or sum(part.file_size for part in read) > _MOST_BYTES:
        raise UserError(f"“{name}”解压后大得不正常，没有打开", form.mend)


def _scan_parts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> dict[str, SheetScan]:
    scans = {}
    for part in parts:
        xml = archive.read(part)
        _check_xml(xml, part.filename, name, _WORKBOOK)
        if _SHEET.fullmatch(part.filename):
            _check_area(xml, name)
            scans[part.filename] = _scan(xml)
    return scans


def _scan(xml: bytes) -> SheetScan:
    columns = xml[: max(xml.find(b"sheetData"), 0)]
    return SheetScan(
        _widths(columns),
        _told(_UNCALCULATED, xml) if b"<f" in xml else (),
        _told(_FAULTS, xml) if b't="e"' in xml else (),
        tuple(int(row) - 1 for row in _HIDDEN_ROW.findall(xml)) if b"hidden=" in xml else (),
        _hidden_columns(columns),
    )


def _told(pattern: re.Pattern[bytes], xml: bytes) -> tuple[str, ...]:
    """The references of the cells a pattern finds, the first few."""
    return tuple(match[1].decode() for match in islice(pattern.finditer(xml), _MOST_TOLD))


def _check_xml(xml: bytes, part: str, name: str, form: _Form) -> None:
    """Well-formed, without DOCTYPE: no entities, no other files."""

    def refuse(*_: object) -> None:
        raise UserError(f"“{name}”的部件 {part} 带有 DOCTYPE 声明，没有打开", form.mend)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError) as trouble:  # LookupError: it declares an encoding that does not exist
        line = max(parser.ErrorLineNumber, 1)
        raise UserError(f"“{name}”已损坏（部件 {part} 第{line}行读不通）", form.copy_again) from trouble


def _check_area(xml: bytes, name: str) -> None:
    """The used area must be one that a reader can hold; cells without a value do not count."""
    references = _CELL.findall(xml)
    usual = len(references) == len(_ANY_CELL.findall(xml))
    if not xml[:99].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") or (not usual and _ODD_REFERENCE.search(xml)):
        raise UserError(f"“{name}”的工作表写法不合规范，没有打开", _WORKBOOK.mend)
    area, where = _area(references)
    if area > MOST_CELLS or not usual:
        area, where = _area(_filled_cells(xml))
    if area > MOST_CELLS:
        raise UserError(f"“{name}”的单元格一直用到 {where}，超出可以读入的范围", "请删去多余的行和列后再导入")


def _filled_cells(xml: bytes) -> list[tuple[bytes, bytes]]:
    """The references of the cells that hold a value, for a sheet whose blank ones reach far or that leaves some out."""
    found: list[tuple[bytes, bytes]] = []
    row, column, reference = 0, 0, ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, reference
        element = tag.rpartition(":")[2]
        if element == "row":
            row, column = int(attributes.get("r", row + 1)), 0
        elif element == "c":
            reference = attributes.get("r", "") or f"{column_letters(column)}{row}"
            column += 1
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
    last = max(map(int, {row for _, row in references}))
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column * last, f"{letters.decode()}{last}"


def _widths(xml: bytes) -> tuple[float, ...]:
    """Column widths from the sheet's <cols>, up to the last one told; 0 for one not told."""
    widths: list[float] = []
    for element in _WIDTH.findall(xml):
        told = {key: float(value) for key, value in _ATTRIBUTE.findall(element)}
        first, last = int(told.get(b"min", 0)), int(told.get(b"max", 0))
        if b"width" not in told or not 1 <= first <= last or first > _WIDEST_TOLD:
            continue
        last = min(last, _WIDEST_TOLD)
        widths += [0.0] * (last - len(widths))
        widths[first - 1 : last] = [told[b"width"]] * (last - first + 1)
    return tuple(widths)


def _hidden_columns(xml: bytes) -> tuple[int, ...]:
    hidden: list[int] = []
    for element in _WIDTH.findall(xml):
        told = {key: float(value) for key, value in _ATTRIBUTE.findall(element)}
        if _HIDDEN_COLUMN.search(element):
            first, last = int(told.get(b"min", 0)), int(told.get(b"max", 0))
            hidden += range(max(first, 1) - 1, min(last, _WIDEST_TOLD))
    return tuple(hidden)
