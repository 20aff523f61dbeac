"""What a sheet's own markup tells that the Excel reader does not: how numbers show, errors, what is hidden."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from ledger_app.documents.number_formats import NumberFormat, built_in, day_of, number_format

Place = tuple[int, int]  # row and column from 0
_WIDTH = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*["']([0-9.]+)["']""")
_ANY_FORMULA = re.compile(rb"<f[\s/>]")
_FORMULA = rb"(?:<f(?:\s[^<>]{0,300})?>[^<]{0,8192}</f>|<f(?:\s[^<>]{0,300})?/>)"
_BEGIN = rb"""<c\s[^<>]{0,99}?\br="([A-Z]{1,3})([0-9]{1,7})"(?=[^<>]{0,99}>)"""
_UNCALCULATED = re.compile(
    _BEGIN
    + rb"""(?![^<>]{0,99}\st="str")[^<>]{0,99}>\s{0,99}"""
    + _FORMULA
    + rb"\s{0,99}(?:<v\s?/>|<v></v>)?\s{0,99}</c>"
)
_FAULT = re.compile(_BEGIN + rb"""[^<>]{0,99}?\st="e"[^<>]{0,99}>""" + _FORMULA + rb"?<v>(#[A-Z0-9/]{1,20}[!?]?)</v>")
_STYLED = rb"""<c r="([A-Z]{1,3})([0-9]{1,7})" s="(%s)\""""  # in the order in which all programs write it
_VALUE = rb"""(?: t="n")?(?: [^<>]{1,99})?>""" + _FORMULA + rb"?<v>([-+.0-9Ee]{1,40})</v>"
_FILLED = rb"[^<>/]{0,99}><"
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]{0,99}?\br="([0-9]{1,7})"[^>]{0,300}?\shidden="(?:1|true)\"""")
_HIDDEN_COLUMN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_STRUCK_RUN = re.compile(rb"""<(?:\w+:)?strike(?:\s+val="(?:1|true)")?\s*/>""")
_EPOCH_1904 = re.compile(rb"""\sdate1904\s*=\s*["'](?:1|true)["']""")
_OFF = ("0", "false")
_WIDEST_TOLD = 256  # columns whose width is kept


@dataclass(frozen=True, slots=True)
class CellStyles:
    """What a workbook says of its cells' styles, by their numbers."""

    formats: Mapping[int, NumberFormat] = field(default_factory=dict)
    struck: frozenset[int] = frozenset()
    from_1904: bool = False
    struck_runs: int = 0  # pieces of text within cells


@dataclass(frozen=True, slots=True)
class SheetScan:
    """What is learned of a sheet by the way."""

    widths: tuple[float, ...] = ()  # in characters, as far as the sheet tells
    uncalculated: tuple[Place, ...] = ()  # formulas that carry no result
    faults: Mapping[Place, str] = field(default_factory=dict)  # #REF!, #N/A and the like
    shown: Mapping[Place, str] = field(default_factory=dict)  # numbers that show as something else: 35%
    no_days: tuple[Place, ...] = ()  # numbers in the format of a day that no calendar has
    struck: tuple[Place, ...] = ()
    hidden_rows: tuple[int, ...] = ()  # from 0
    hidden_columns: tuple[int, ...] = ()
    filtered: bool = False


def cell_styles(styles: bytes, book: bytes, strings: bytes) -> CellStyles:
    """The styles of a workbook from its parts, each of them well-formed or empty."""
    from_1904 = _EPOCH_1904.search(book) is not None
    runs = len(_STRUCK_RUN.findall(strings)) if b"strike" in strings else 0
    if not styles:
        return CellStyles(from_1904=from_1904, struck_runs=runs)
    root = ElementTree.fromstring(styles)
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter() if _is(each, "numFmt")}
    struck_fonts = {str(at) for at, font in enumerate(_children(root, "fonts")) if any(map(_is_strike, font))}
    formats, struck = {}, set()
    for style, cell in enumerate(_children(root, "cellXfs")):
        number = cell.get("numFmtId", "0")
        code = codes.get(number) or built_in(int(number) if number.isdecimal() else 0)
        if (made := number_format(code)) is not None:
            formats[style] = made
        if cell.get("fontId") in struck_fonts:
            struck.add(style)
    return CellStyles(formats, frozenset(struck), from_1904, runs)


def _is(element: ElementTree.Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name


def _children(root: ElementTree.Element, name: str) -> Iterable[ElementTree.Element]:
    return next((each for each in root if _is(each, name)), ())


def _is_strike(element: ElementTree.Element) -> bool:
    return _is(element, "strike") and element.get("val", "1") not in _OFF


def scan_sheet(xml: bytes, styles: CellStyles) -> SheetScan:
    """Look through a sheet's part that is known to be well-formed."""
    columns = xml[: max(xml.find(b"sheetData"), 0)]
    shown, no_days = _shown(xml, styles) if styles.formats else ({}, ())
    hidden = b"hidden=" in xml
    return SheetScan(
        widths=_widths(columns),
        uncalculated=tuple(_place(match) for match in _UNCALCULATED.finditer(xml)) if _ANY_FORMULA.search(xml) else (),
        faults={_place(match): match[3].decode() for match in _FAULT.finditer(xml)} if b't="e"' in xml else {},
        shown=shown,
        no_days=no_days,
        struck=tuple(_styled(_FILLED, styles.struck, xml)) if styles.struck else (),
        hidden_rows=tuple(int(row) - 1 for row in _HIDDEN_ROW.findall(xml)) if hidden else (),
        hidden_columns=_hidden_columns(columns) if hidden else (),
        filtered=xml.find(b"filterColumn ", max(xml.rfind(b"sheetData>"), 0)) > 0,
    )


def _place(match: re.Match[bytes]) -> Place:
    return int(match[2]) - 1, _column(match[1])


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1


def _pattern(end: bytes, styles: Iterable[int]) -> re.Pattern[bytes]:
    return re.compile(_STYLED % b"|".join(b"%d" % style for style in sorted(styles)) + end)


def _styled(end: bytes, styles: Iterable[int], xml: bytes) -> Iterator[Place]:
    return map(_place, _pattern(end, styles).finditer(xml))


def _shown(xml: bytes, styles: CellStyles) -> tuple[dict[Place, str], tuple[Place, ...]]:
    """The texts of the numbers that show as something else, and where a day is shown that is none."""
    shown, no_days = {}, []
    texts: dict[tuple[bytes, bytes], str | None] = {}  # a column of days holds few different ones
    for match in _pattern(_VALUE, styles.formats).finditer(xml):
        key = match[3], match[4]
        if key not in texts:
            texts[key] = _text(*key, styles)
        text = texts[key]
        if text == "":
            no_days.append(_place(match))
            text = match[4].decode()
        if text is not None:
            shown[_place(match)] = text
    return shown, tuple(no_days)


def _text(style: bytes, number: bytes, styles: CellStyles) -> str | None:
    """What a number shows in its style, None if the plain value; '' for a day that is none."""
    try:
        value = float(number)
    except ValueError:
        return None
    made = styles.formats[int(style)]
    is_time = 0 <= value < 1
    if made.is_date and not is_time and day_of(value, from_1904=styles.from_1904) is None:
        return ""
    return made.text(value, from_1904=styles.from_1904)


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
