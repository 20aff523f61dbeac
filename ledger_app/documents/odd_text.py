"""Odd text: garbled (乱码) by reading one encoding as another, or unseen; pointed out, never repaired."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger_app.documents.characters import LOST
from ledger_app.domain.document import Grid, Part, column_letters
from ledger_app.domain.errors import UserError

# UTF-8 read as GBK is full of characters that hardly any text has; anything read as Latin letters, of accents.
_RARE = "銆锛鈥鐨鏄鎺鎴鍙鐢鍒鏂浜鍜涓鍦鍏鍔鏈鏀宸甯璐璧鎵缁鐜娌夊彂姪鍩\xa1-\xac\xae\xaf\xb2-\xb6\xb8-\xd6\xd8-\xff"
_UNSEEN_CHARACTERS = "\u200b-\u200f\u202a-\u202e\u2060\ufeff\xad"  # without width, or turning the line around
_SIGNS, _UNSEEN = re.compile(f"[{_RARE}]"), re.compile(f"[{_UNSEEN_CHARACTERS}]")
_ODD = re.compile(f"[{_RARE}{_UNSEEN_CHARACTERS}]")
_BETWEEN = re.compile("[\\s（）()，。；：、]+")  # what is garbled stands beside what is not
_HAN = re.compile("[\u4e00-\u9fff，。、；：（）]")
_FEWEST = 3  # characters that must come out of a piece read anew
_MOST_SPOILT = 0.34  # of them, those lost on the way
_MOST_GARBLED = 0.5  # of a document, that may still be read with a warning
_NAMED, _QUOTED = 3, 8
_TOGETHER = 64  # rows looked at at once
_READINGS = (("gb18030", "utf-8"), ("cp1252", "gb18030"), ("latin-1", "gb18030"), ("latin-1", "utf-8"))


def is_garbled(text: str) -> bool:
    """Whether a text, or a good part of it, is Chinese read in a wrong encoding."""
    if _SIGNS.search(text) is None:
        return False
    pieces = [piece for piece in _BETWEEN.split(text.replace(LOST, "")) if _SIGNS.search(piece)]
    return any(_comes_out(piece, read_as, written_in) for piece in pieces for read_as, written_in in _READINGS)


def _comes_out(text: str, read_as: str, written_in: str) -> bool:
    """Whether the text turns into Chinese if its bytes are read in the encoding they were written in."""
    data = text.encode(read_as, "ignore")
    if len(data) < (1 - _MOST_SPOILT) * len(text):  # mostly characters of another kind
        return False
    again = data.decode(written_in, "replace")
    return len(_HAN.findall(again)) >= _FEWEST and again.count(LOST) <= _MOST_SPOILT * len(again)


def with_odd_text_told(parts: Sequence[Part], name: str) -> tuple[Part, ...]:
    """The parts, noted where they are garbled or cells hold what nobody sees.

    Raises UserError, naming the file, if most of it is garbled."""
    found = [list(_odd(part)) for part in parts]
    garbled = [[(place, text) for place, text in odd if is_garbled(text)] for odd in found]
    length = sum(len(text) for places in garbled for _, text in places)
    if length and length > _MOST_GARBLED * sum(map(_length, parts)):
        raise UserError(f"“{name}”里的文字是乱码（编码转换错了），没有读入", "请向提供文件的人要原来的文件")
    return tuple(_told(part, odd, bad) if odd else part for part, odd, bad in zip(parts, found, garbled, strict=True))


def _told(part: Part, odd: list[tuple[str, str]], garbled: list[tuple[str, str]]) -> Part:
    notes = list(part.notes)
    if garbled:
        quoted = "、".join(f"{place}“{text.strip()[:_QUOTED]}”" for place, text in garbled[:_NAMED])
        notes.append(f"{quoted}{_more(garbled, '处')}像是乱码，请对照原件")
    unseen = [place for place, text in odd if _UNSEEN.search(text)] if isinstance(part, Grid) else []
    if unseen:  # those of running text are shown where the text is cleaned
        notes.append(f"{'、'.join(unseen[:_NAMED])}{_more(unseen, '格')}里有看不见的字符")
    return replace(part, notes=tuple(notes)) if len(notes) > len(part.notes) else part


def _more(found: Sequence[object], counter: str) -> str:
    return f"等{len(found)}{counter}" if len(found) > _NAMED else ""


def _length(part: Part) -> int:
    lines = map("".join, part.cells) if isinstance(part, Grid) else part.lines
    return sum(map(len, lines))


def _odd(part: Part) -> Iterator[tuple[str, str]]:
    """The texts of a part that want a closer look, each with its place as a clerk finds it."""
    if isinstance(part, Grid):
        for first in range(0, len(part.cells), _TOGETHER):
            rows = part.cells[first : first + _TOGETHER]
            if _ODD.search("\n".join(map("\n".join, rows))) is not None:
                yield from _odd_cells(rows, first + part.first_row)
    else:
        yield from ((f"第{place}段", line) for place, line in enumerate(part.lines, 1) if _SIGNS.search(line))


def _odd_cells(rows: Sequence[Sequence[str]], first_row: int) -> Iterator[tuple[str, str]]:
    for row, cells in enumerate(rows, first_row):
        for column, text in enumerate(cells):
            if _ODD.search(text) is not None:
                yield f"{column_letters(column)}{row}", text
