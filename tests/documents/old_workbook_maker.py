"""Makes small .xls files: BIFF8 records in the one stream of a compound file."""

import struct

_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def label(row: int, column: int, text: str) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def merged(*ranges: tuple[int, int, int, int]) -> bytes:
    """Ranges as first row, last row, first column, last column."""
    return record(0x00E5, struct.pack("<H", len(ranges)) + b"".join(struct.pack("<HHHH", *r) for r in ranges))


def a_stream(*cells: bytes, name: str = "分工表", extra: bytes = b"") -> bytes:
    """A workbook of one sheet; `extra` are records of the workbook itself."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6)) + b"".join(cells) + record(0x000A)
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    place = len(begin) + len(extra) + 4 + 6 + len(title) + 4
    entry = record(0x0085, struct.pack("<IBB", place, 0, 0) + title)
    return begin + extra + entry + record(0x000A) + sheet


def an_old_workbook(stream: bytes, *, size: int | None = None, name: str = "Workbook", circle: bool = False) -> bytes:
    """The stream in a compound file; `size` is what its directory claims."""
    stream = stream.ljust(4096, b"\x00")
    count = -(-len(stream) // 512)
    chain = [*range(3, count + 2), 2 if circle else _END]
    fat = [_TABLE, _END, *chain]
    fat += [_FREE] * (128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, _END, 0, child=1)
    directory += _entry(name, 2, 2, len(stream) if size is None else size)
    directory += bytes(256)
    body = stream.ljust(count * 512, b"\x00")
    return header + struct.pack("<128I", *fat) + directory + body


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = (name + "\x00").encode("utf-16-le")
    links = struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return text.ljust(64, b"\x00") + links + bytes(36) + struct.pack("<IQ", start, size)
