"""The guard in front of the Excel and Word readers: what would exhaust memory or end the process is not opened.

The faults it answers: one value in XFD1048576 aborts the reader; a part of 200 MB packs into 300 KB."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from operator import itemgetter
from xml.parsers import expat

from ledger_app.documents.sheet_scan import CellStyles, SheetScan, cell_styles, scan_sheet
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
_PIECE = 4_000_000  # bytes of a sheet looked at together
_READ = re.compile(
    r"(?:xl/(?:workbook|sharedstrings|styles)[^/]*\.xml|xl/(?:worksheets|tables)/[^/]+\.xml|.*\.rels|content\.xml|meta-inf/.*)$",
    re.I,
)
_TELLING = ("xl/styles.xml", "xl/workbook.xml", "xl/sharedstrings.xml")
_XML = re.compile(r".*\.(?:xml|rels)", re.I)
_LONGEST_NODE = 10_000_000  # bytes of text between two tags; the Word reader's XML library takes no more
_SHEET = re.compile(r"xl/(?:worksheets|macrosheets|chartsheets)/[^/]+\.xml$", re.I)
_CELL = re.compile(rb'<c r="([A-Z]{1,3})[1-9][0-9]{0,4}"')  # as the usual programs write it
_FAR_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9][0-9]{5,6})"')
_NEAR = 99_999  # the last row whose number is that short
_ANY_CELL, _PREFIXED_CELL = re.compile(rb"<c[\s/>]"), re.compile(rb"<\w+:c[\s/>]")
_NAMESPACE = b"spreadsheetml/2006/main"
_BARE = b' xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_BEGINNING = 1000  # bytes in which a sheet names its namespaces
_ODD_REFERENCE = re.compile(  # neither A1 nor a row's number: an overlong one ends the reader's process too
    rb"""<(?:\w+:)?(?:c|row)\s(?:[^<>]*?\s)?r\s*=\s*["'](?!(?:[A-Za-z]{0,3}[0-9]{1,7})["'])"""
)


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


def guard_workbook(data: bytes, name: str) -> tuple[dict[str, SheetScan], CellStyles]:
    """Look through a zipped workbook; what it learned. Raises UserError naming the file if it is unsafe."""
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


def _scan_parts(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str
) -> tuple[dict[str, SheetScan], CellStyles]:
    """The workbook's own parts first: how a sheet's numbers show stands there."""
    told: dict[str, bytes] = {}
    for part in parts:
        if not _SHEET.fullmatch(part.filename):
            xml = archive.read(part)
            _check_xml(xml, part.filename, name, _WORKBOOK)
            told |= {part.filename.lower(): xml} if part.filename.lower() in _TELLING else {}
    styles = cell_styles(*(told.pop(part, b"") for part in _TELLING))
    scans = {}
    for part in parts:
        if _SHEET.fullmatch(part.filename):
            xml = archive.read(part)
            _check_xml(xml, part.filename, name, _WORKBOOK)
            _check_area(xml, name)
            scans[part.filename] = scan_sheet(xml, styles)
    return scans, styles


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
    count = len(_ANY_CELL.findall(xml))
    found, most = _most_used(xml, count)
    usual = count == found and (_has_no_prefix(xml) or not _PREFIXED_CELL.search(xml))
    if not xml[:99].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") or (not usual and _ODD_REFERENCE.search(xml)):
        raise UserError(f"“{name}”的工作表写法不合规范，没有打开", _WORKBOOK.mend)
    if most <= MOST_CELLS and usual:
        return
    area, where = _area(*_filled_cells(xml))
    if area > MOST_CELLS:
        raise UserError(f"“{name}”的单元格一直用到 {where}，超出可以读入的范围", "请删去多余的行和列后再导入")


def _has_no_prefix(xml: bytes) -> bool:
    """Whether the sheet's names stand there bare, and can stand in no other way."""
    return _BARE in xml[:_BEGINNING] and xml.count(_NAMESPACE) == 1


def _most_used(xml: bytes, count: int) -> tuple[int, int]:
    """How many of the cells are written as usual, and an area that holds them all."""
    near = _CELL.findall(xml)
    columns, last, found = set(near), _NEAR, len(near)
    del near
    place = 0 if found < count else len(xml)
    while place < len(xml):  # piece by piece: there may be millions
        end = xml.find(b"<", place + _PIECE)
        end = len(xml) if end < 0 else end
        far = _FAR_CELL.findall(xml, place, end)
        found += len(far)
        columns.update(map(itemgetter(0), far))
        last = max([last, *map(int, set(map(itemgetter(1), far)))])
        place = end
    return found, _area(columns, {b"%d" % last})[0]


def _filled_cells(xml: bytes) -> tuple[set[bytes], set[bytes]]:
    """Columns and rows of the cells that hold a value, where blank ones reach far or say nowhere where they are."""
    columns: set[bytes] = set()
    rows: set[bytes] = set()
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
            columns.add(letters.encode())
            rows.add(reference[len(letters) :].encode() or b"0")
            reference = ""

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(xml, True)
    return columns, rows


def _area(columns: set[bytes], rows: set[bytes]) -> tuple[int, str]:
    if not columns or not rows:
        return 0, ""
    letters = max({column.upper() for column in columns}, key=lambda c: (len(c), c))
    last = max(map(int, rows))
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column * last, f"{letters.decode()}{last}"
