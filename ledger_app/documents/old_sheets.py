"""What the records of an old workbook (.xls, .et) tell that the Excel reader does not: how numbers show, errors.

The records are those of [MS-XLS]; the stream has passed the guard."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ledger_app.documents.number_formats import NumberFormat, built_in, day_of, number_format
from ledger_app.documents.sheet_scan import Place, SheetScan

_BEGIN, _SHEET, _FORMAT, _STYLE, _EPOCH, _ROW, _END = 0x0809, 0x0085, 0x041E, 0x00E0, 0x0022, 0x0208, 0x000A
_NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS, _FORMULA, _FAULT = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205
_VERSION = 0x0600  # of the records, since Excel 97
_FAULTS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_NO_NUMBER, _IS_FAULT = b"\xff\xff", 2  # end of a formula's result that is no number; its kind


@dataclass(slots=True)
class _Found:
    shown: dict[Place, str] = field(default_factory=dict)
    faults: dict[Place, str] = field(default_factory=dict)
    no_days: list[Place] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)

    def scan(self) -> SheetScan:
        return SheetScan(
            shown=self.shown,
            faults=self.faults,
            no_days=tuple(self.no_days),
            hidden_rows=tuple(self.hidden_rows),
        )


def scan_old_workbook(stream: bytes) -> list[SheetScan]:
    """What is learned of each sheet, in the order of the workbook."""
    try:
        return _Records(stream).scans()
    except (struct.error, IndexError, ValueError):  # the values were read all the same
        return []


class _Records:
    """Goes through a workbook's records once: its styles first, then sheet by sheet."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._codes: dict[int, str] = {}
        self._styles: list[int] = []  # number format of each cell style
        self._formats: dict[int, NumberFormat | None] = {}  # by cell style
        self._from_1904 = False
        self._readers: dict[int, Callable[[bytes, _Found], None]] = {
            _NUMBER: self._number,
            _SHORT_NUMBER: self._short_number,
            _SHORT_NUMBERS: self._short_numbers,
            _FORMULA: self._formula,
            _FAULT: self._fault,
            _ROW: self._row,
        }

    def scans(self) -> list[SheetScan]:
        """What is learned of each sheet; nothing of a workbook older than Excel 97."""
        order: list[int] = []
        sheets: dict[int, _Found] = {}
        open_ = [_Found()]  # a chart lies within its sheet
        for place, kind, body in self._records():
            if kind == _BEGIN:
                if struct.unpack_from("<H", body)[0] != _VERSION:
                    return []
                open_.append(sheets.setdefault(place, _Found()))
            elif kind == _END:
                del open_[max(len(open_) - 1, 1) :]
            elif kind == _SHEET:
                order.append(struct.unpack_from("<I", body)[0])
            elif kind in self._readers:
                self._readers[kind](body, open_[-1])
            else:
                self._learn(kind, body)
        return [sheets.get(place, _Found()).scan() for place in order]

    def _records(self) -> Iterator[tuple[int, int, bytes]]:
        place = 0
        while place + 4 <= len(self._stream):
            kind, size = struct.unpack_from("<HH", self._stream, place)
            yield place, kind, self._stream[place + 4 : place + 4 + size]
            place += 4 + size

    def _learn(self, kind: int, body: bytes) -> None:
        if kind == _STYLE:
            self._styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _FORMAT:
            number, length, wide = struct.unpack_from("<HHB", body)
            text = body[5 : 5 + length * (1 + (wide & 1))]
            self._codes[number] = text.decode("utf-16-le" if wide & 1 else "latin-1")
        elif kind == _EPOCH:
            self._from_1904 = body[:2] == b"\x01\x00"

    # ---- cells

    def _show(self, row: int, column: int, style: int, value: float, found: _Found) -> None:
        if style not in self._formats:
            number = self._styles[style] if style < len(self._styles) else 0
            self._formats[style] = number_format(self._codes.get(number) or built_in(number))
        made = self._formats[style]
        if made is None:
            return
        if made.is_date and not 0 <= value < 1 and day_of(value, from_1904=self._from_1904) is None:
            found.no_days.append((row, column))
            found.shown[row, column] = f"{value:.15g}"
        elif (text := made.text(value, from_1904=self._from_1904)) is not None:
            found.shown[row, column] = text

    def _number(self, body: bytes, found: _Found) -> None:
        row, column, style, value = struct.unpack_from("<HHHd", body)
        self._show(row, column, style, value, found)

    def _short_number(self, body: bytes, found: _Found) -> None:
        row, column, style, value = struct.unpack_from("<HHHI", body)
        self._show(row, column, style, _short(value), found)

    def _short_numbers(self, body: bytes, found: _Found) -> None:
        row, first = struct.unpack_from("<HH", body)
        for at, place in enumerate(range(4, len(body) - 7, 6)):
            style, value = struct.unpack_from("<HI", body, place)
            self._show(row, first + at, style, _short(value), found)

    def _formula(self, body: bytes, found: _Found) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        if body[12:14] != _NO_NUMBER:
            self._show(row, column, style, struct.unpack_from("<d", body, 6)[0], found)
        elif body[6] == _IS_FAULT:
            found.faults[row, column] = _FAULTS.get(body[8], "#N/A")

    def _fault(self, body: bytes, found: _Found) -> None:
        row, column, _, value, is_fault = struct.unpack_from("<HHHBB", body)
        if is_fault:
            found.faults[row, column] = _FAULTS.get(value, "#N/A")

    def _row(self, body: bytes, found: _Found) -> None:
        if body[12] & 0x20:
            found.hidden_rows.append(struct.unpack_from("<H", body)[0])


def _short(value: int) -> float:
    """A number in four bytes: an integer or the upper half of a float, perhaps times a hundred."""
    number = value & 0xFFFFFFFC
    if value & 2:
        result = float((number - (1 << 32) if number >> 31 else number) >> 2)
    else:
        result = float(struct.unpack("<d", bytes(4) + struct.pack("<I", number))[0])
    return result / 100 if value & 1 else result
