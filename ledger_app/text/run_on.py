"""Items that stand in one paragraph because line breaks were lost: 一、…（一）…。（二）…。"""

import re
from collections.abc import Callable

from ledger_app.text.numerals import CHINESE_DIGITS, number_of

_CN = rf"[{CHINESE_DIGITS}]{{1,3}}"
_MARK = re.compile(
    rf"(?:^|(?<=[。；;）)】])|(?<=[。；;）)】] ))[ 　]*(?P<at>[(（](?P<inner>{_CN})[)）]|(?P<outer>{_CN})、)(?=\S)"
)
_BELOW = re.compile(rf"^(?:{_CN}、)[^。；;(（]{{2,60}}(?P<at>[(（](?P<n>{_CN})[)）])(?=\S)")
_COUNTED = (
    re.compile(
        r"(?:(?<=[。；;：:)）】〕])|(?<=[。；;：:)）】〕] ))[ 　]*"
        r"(?P<at>(?P<n>\d{1,3})(?:[．、]|\.(?!\d)|\.(?=20\d\d年)))"
    ),
    re.compile(r"(?:(?<=[。；;：:)）】〕])|(?<=[。；;：:)）】〕] ))[ 　]*(?P<at>[(（](?P<n>\d{1,3})[)）])"),
)
_CLAUSE = re.compile(rf"(?<=[。；;：:)）])[ 　]*(?P<at>(?P<n>{_CN})是(?=[^非否]))")
_ATTACHED = re.compile(r"(?<=[。；;)）】\s])附[ ]?件[ ]*\d{0,2}[ ]*[:：]")
_SIGNED = re.compile(
    r"(?:(?<=[。；;)）】\s])|[(（]此件[^()（）]{2,12}[)）])\s*(?P<body>[一-鿿]{3,24}(?:局|厅|政府|委员会|办公室|指挥部|领导小组))\s{0,8}"
    r"(?P<day>20\d\d年\d{1,2}月\d{1,2}日(?:印发)?)\s*$"
)
_LONGEST_END = 400  # characters of what closes a plan
_OWN = re.compile(r"\s*[(（]?(?P<n>\d{1,3})[)）.．、]")
_SHORTEST = 30  # characters; a shorter paragraph holds one item
_SHORTEST_COUNTED = 16  # the same for 1.甲。（市甲局）2.乙。（市乙局）
_LONGEST_PHRASE = 700  # characters that are looked at for the units in front of a number


def split_run_on(line: str) -> list[tuple[int, str]]:
    """The items of a paragraph with the place each begins at; a paragraph of one item is itself.

    Only numbers that count on, 二 behind 一, part a paragraph."""
    if len(line) < _SHORTEST or ("、" not in line and "（" not in line and "(" not in line):
        return [(0, line)]
    return [
        (start + further, part) for start, piece in _parted(line, "outer") for further, part in _parted(piece, "inner")
    ]


def split_closing(line: str) -> list[tuple[int, str]]:
    """The last item of such a paragraph, and apart from it attachments, signature and date."""
    begin = max(0, len(line) - _LONGEST_END)
    attached, signed = _ATTACHED.search(line, begin), _SIGNED.search(line, begin)
    places = {attached.start()} if attached is not None else set[int]()
    if signed is not None:
        places |= {signed.start(), signed.start("body"), signed.start("day")}
    return _cut(line, places)


def split_behind_units(line: str, says_who: Callable[[str], bool]) -> list[tuple[int, str]]:
    """The items of a paragraph numbered 1. 2. 3. (1) (2), each of which ends by saying who does it (`says_who`).

    Items that share one phrase at the end of the paragraph are parts of one measure and stay together. So do 一是,
    二是, unless each has a bracket of its own."""
    pieces = [(0, line)]
    for marks in _COUNTED if len(line) >= _SHORTEST_COUNTED else ():
        pieces = [
            (start + further, part)
            for start, piece in pieces
            for further, part in _cut(piece, _places_behind_units(piece, marks, says_who))
        ]
    return [
        (start + further, part)
        for start, piece in pieces
        for further, part in _cut(piece, _clauses_with_brackets(piece, says_who))
    ]


def _clauses_with_brackets(line: str, says_who: Callable[[str], bool]) -> set[int]:
    """Where 一是, 二是 … stand, if each of them ends in a bracket that says who does it."""

    def in_bracket(text: str) -> bool:
        return text.rstrip("。；;， ").endswith((")", "）", "】")) and says_who(text)

    places = _places_behind_units(line, _CLAUSE, in_bracket) if "二是" in line else set()
    return places if len(places) > 1 else set()


def _places_behind_units(line: str, marks: re.Pattern[str], says_who: Callable[[str], bool]) -> set[int]:
    own = _OWN.match(line)
    first = own is None or marks.match(f"。{line.lstrip()}", 1) is None
    wanted = 1 if first or own is None else int(own["n"]) + 1
    begin, places = 0, list[int]()
    for match in marks.finditer(line):
        if number_of(match["n"]) != wanted:
            continue
        place = match.start("at")
        if not (first and not places) and not says_who(line[max(begin, place - _LONGEST_PHRASE) : place]):
            return set()
        places.append(place)
        begin, wanted = place, wanted + 1
    return set(places) if places and says_who(line[max(begin, len(line) - _LONGEST_PHRASE) :]) else set()


def _parted(line: str, kind: str) -> list[tuple[int, str]]:
    return _cut(line, _counted(line, kind))


def _cut(line: str, behind: set[int]) -> list[tuple[int, str]]:
    places = sorted({0, *behind})
    return [(start, line[start:end]) for start, end in zip(places, [*places[1:], len(line)], strict=True)]


def _counted(line: str, kind: str) -> set[int]:
    """Where the numbers of one kind stand that count on from 一, or from the paragraph's own."""
    found = [(match.start("at"), number_of(match[kind]) or 0) for match in _MARK.finditer(line) if match[kind]]
    below = _BELOW.match(line) if kind == "inner" else None
    kept: set[int] = set()
    if below is not None:  # 二、标题（五）…: the heading stands in front of its first item
        found.append((below.start("at"), number_of(below["n"]) or 0))
        kept.add(below.start("at"))
    last: tuple[int, int] | None = None
    for place, value in sorted(found):
        if last is not None and value == last[1] + 1:
            kept |= {last[0], place}
            last = (place, value)
        elif last is None or value == 1:
            last = (place, value)
    return kept
