"""The guard in front of old workbooks (.xls, .et): a compound file of sectors, a stream of BIFF records in it.

The reader trusts the counts it finds there and ends the process when one asks for gigabytes: they are checked first."""

import struct
from collections.abc import Iterator

from ledger_app.documents.guard import MOST_CELLS, damaged
from ledger_app.domain.errors import UserError

_HEADER_BYTES = 512
_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on mean: end, free, part of a table
_ENTRY_BYTES = 128
_STREAMS = ("Workbook", "Book")
_CELLS = frozenset(
    {0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0002, 0x0003, 0x0004}
)
_SEVERAL_CELLS = frozenset({0x00BD, 0x00BE})  # a run of columns in one record
_STRINGS = 0x00FC
_ENCRYPTED = 0x002F


def guard_old_workbook(data: bytes, name: str) -> bytes:
    """Look through an old workbook; its records. Raises UserError naming the file for what is damaged or too large."""
    try:
        stream = _CompoundFile(data).workbook()
        _check_records(stream, name)
        return stream
    except (struct.error, IndexError, ValueError) as trouble:
        raise damaged(name) from trouble


class _CompoundFile:
    """The sectors of an OLE compound file. Raises ValueError where its tables contradict each other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        major, shift = struct.unpack_from("<H2xH", data, 26)
        if (major, shift) not in ((3, 9), (4, 12)):
            raise ValueError("sector size")
        self._size = 1 << shift
        self._sectors = len(data) // self._size
        tables = struct.unpack_from("<IIIxxxxIIIII", data, 40)
        directories, fat_sectors, self._directory, self._cutoff, mini_start, minis, more_start, more = tables
        if max(directories, fat_sectors, minis, more) > self._sectors:
            raise ValueError("sector count")
        self._fat = self._read_fat(more_start, more)
        self._mini_fat = self._numbers(b"".join(self._chain(mini_start))) if minis else ()

    def workbook(self) -> bytes:
        """The stream that holds the workbook."""
        directory = b"".join(self._chain(self._directory))
        root: tuple[int, int] | None = None
        found: tuple[int, int] | None = None
        for place in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            entry = directory[place : place + _ENTRY_BYTES]
            start, size = struct.unpack_from("<II", entry, 116)
            if size > len(self._data):
                raise ValueError("stream size")
            root = root or (start, size)
            if entry[: struct.unpack_from("<H", entry, 64)[0]].decode("utf-16-le").rstrip("\x00") in _STREAMS:
                found = found or (start, size)
        if found is None or root is None:
            raise ValueError("no workbook")
        return self._stream(*found, root[0])

    def _stream(self, start: int, size: int, mini_start: int) -> bytes:
        if size >= self._cutoff:
            return b"".join(self._chain(start))[:size]
        minis = b"".join(self._chain(mini_start))
        numbers = _followed(self._mini_fat, start)
        return b"".join(minis[number * 64 : number * 64 + 64] for number in numbers)[:size]

    def _read_fat(self, more_start: int, more: int) -> tuple[int, ...]:
        tables = list(self._numbers(self._data[76:_HEADER_BYTES]))
        sector = more_start
        for _ in range(more):
            numbers = self._numbers(self._sector(sector))
            tables += numbers[:-1]
            sector = numbers[-1]
        used = [number for number in tables if number < _LAST_SECTOR]
        if len(used) > self._sectors:
            raise ValueError("table count")
        return self._numbers(b"".join(self._sector(number) for number in used))

    def _chain(self, start: int) -> Iterator[bytes]:
        return (self._sector(number) for number in _followed(self._fat, start))

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        if begin >= len(self._data):
            raise ValueError("sector beyond the file")
        return self._data[begin : begin + self._size]

    @staticmethod
    def _numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _followed(table: tuple[int, ...], start: int) -> Iterator[int]:
    """The sectors of a chain in order; one that runs in a circle is no chain."""
    for _ in range(len(table) + 1):
        if start >= _LAST_SECTOR:
            return
        yield start
        start = table[start]
    raise ValueError("circle")


def _check_records(stream: bytes, name: str) -> None:
    place, last_row, last_column = 0, 0, 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        body = place + 4
        if body + size > len(stream):
            raise ValueError("record beyond the stream")
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", stream, body)
            if kind in _SEVERAL_CELLS:
                column = struct.unpack_from("<H", stream, body + size - 2)[0]
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
        elif kind == _STRINGS and struct.unpack_from("<I", stream, body + 4)[0] > len(stream):
            raise ValueError("string count")
        elif kind == _ENCRYPTED:
            raise UserError(f"“{name}”有打开密码", "请先在 Excel 中取消密码再导入")
        place = body + size
    if last_row * last_column > MOST_CELLS:
        raise UserError(f"“{name}”的单元格用到第{last_row}行，超出可以读入的范围", "请删去多余的行和列后再导入")
