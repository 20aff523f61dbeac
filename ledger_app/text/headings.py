"""Numbering (序号) at the beginning of a line or cell: which kind it is, how deep it stands, what follows it."""

import re
from dataclasses import dataclass
from enum import IntEnum

from ledger_app.domain.plan import numbered as joined
from ledger_app.text.numerals import CHINESE_DIGITS, chinese, number_of

_CN = r"[一二三四五六七八九十百零〇]{1,5}"
_NO = r"[0-9０-９]{1,3}"


class Depth(IntEnum):
    """The usual order of the outline: 第一章 > 第一节 > 一、 > （一） > 1. > （1） > ① > 一是."""

    CHAPTER = 0
    DIVISION = 1  # 第一节
    FIRST = 2  # 一、 第一条
    SECOND = 3  # （一）
    THIRD = 4  # 1.
    FOURTH = 5  # （1） 1） 1.1
    FIFTH = 6  # ① 1.1.1
    CLAUSE = 7  # 一是


_KINDS: tuple[tuple[Depth, re.Pattern[str]], ...] = (
    (Depth.CHAPTER, re.compile(rf"第(?P<n>{_CN}|{_NO})[章篇部]分?[、.．:：\s　]*")),
    (Depth.DIVISION, re.compile(rf"第(?P<n>{_CN}|{_NO})节[、.．:：\s　]*")),
    (Depth.FIRST, re.compile(rf"第(?P<n>{_CN}|{_NO})条(?:[、.．:：\s　]+(?!第)|(?=[^款例项第至、,，和与]))")),
    (Depth.FIRST, re.compile(rf"(?P<n>{_CN})[ 　]?[、.．][\s　]*")),
    (Depth.SECOND, re.compile(rf"[(（][ 　]?(?P<n>{_CN})[ 　]?[)）][、.．]?[\s　]*")),
    (Depth.SECOND, re.compile(r"(?P<n>[㈠-㈩])[、.．]?[\s　]*")),
    (Depth.FIFTH, re.compile(rf"{_NO}[.．]{_NO}[.．](?P<n>{_NO})[、.．]?[\s　]+")),
    (Depth.FOURTH, re.compile(rf"{_NO}[.．](?P<n>{_NO})[、.．]?[\s　]+(?=\D)")),
    (Depth.FOURTH, re.compile(rf"{_NO}[.．](?P<n>{_NO})(?=[一-鿿“《])(?![万亿千百个倍元米公平立吨度左年月日小分])")),
    (Depth.THIRD, re.compile(rf"(?P<n>{_NO})[ 　]?(?:[、．]|\.(?![0-9０-９])|\.(?=20\d\d年))[\s　]*")),
    (Depth.THIRD, re.compile(r"(?P<n>[⒈-⒛])[\s　]*")),
    (Depth.FOURTH, re.compile(rf"[(（]?(?P<n>{_NO})[)）][、.．]?[\s　]*")),
    (Depth.FOURTH, re.compile(r"(?P<n>[⑴-⒇])[、.．]?[\s　]*")),
    (Depth.FIFTH, re.compile(r"(?P<n>[①-⑳])[、.．]?[\s　]*")),
)
_FIRST_CHARACTER = re.compile(r"[第(（㈠-㈩⒈-⒛⑴-⒇①-⑳0-9０-９一二三四五六七八九十百零〇]")  # of any number
_CLAUSES = (
    re.compile(rf"(?P<n>[{CHINESE_DIGITS}]{{1,3}})是(?=[^非否])"),
    re.compile(rf"第(?P<n>[{CHINESE_DIGITS}]{{1,3}}|\d{{1,2}})(?:[,，]|件(?:实事|事)?[:：,，])"),
)
_BARE = re.compile(rf"[(（]?(?P<n>{_CN}|[0-9０-９]{{1,5}})[)）]?[、.．]?")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that begins with a number: `printed` + `rest` is the line."""

    depth: Depth
    value: int
    printed: str
    rest: str


def numbered(line: str) -> Numbered | None:
    """The number a line begins with, or None."""
    if _FIRST_CHARACTER.match(line) is None:
        return None
    for depth, pattern in _KINDS:
        match = pattern.match(line)
        if match is not None:
            value = number_of(match["n"])
            if value is not None:
                return Numbered(depth, value, match[0], line[match.end() :])
    return None


def depth_of(number: str) -> Depth | None:
    """The depth of a printed number that stands alone; None if it is no number."""
    found = numbered(f"{number.strip()}文")
    return found.depth if found is not None else None


def clause_numbered(line: str) -> Numbered | None:
    """The 一是 or 第一， that a line begins with, or None."""
    match = next(filter(None, (pattern.match(line) for pattern in _CLAUSES)), None)
    value = number_of(match["n"]) if match else None
    return Numbered(Depth.CLAUSE, value, match[0], line[match.end() :]) if match and value is not None else None


def bare_number(text: str) -> int | None:
    """The value of a cell or line that holds a number and nothing else (十一, 3, （二）); else None."""
    match = _BARE.fullmatch(text.strip())
    return None if match is None else number_of(match["n"])


def is_chinese_number(text: str) -> bool:
    """Whether a bare number is written in Chinese numerals, as headings are."""
    return bare_number(text) is not None and any(c in CHINESE_DIGITS for c in text)


def own_number(text: str) -> tuple[str | None, str]:
    """Number and text; none where the cell goes on with the next one (1.清淤。2.筑堤。), so that both stay its text."""
    found = numbered(text)
    if found is None or joined(found.printed, found.rest) != text or _next(found) in found.rest:
        return None, text
    return found.printed, found.rest


def _next(found: Numbered) -> str:
    """How the number behind this one is printed."""
    printed = found.printed.strip()
    mark = printed.strip("()（）、.． ")
    following = chinese(found.value + 1) if is_chinese_number(mark) else str(found.value + 1)
    return printed.replace(mark, following)
