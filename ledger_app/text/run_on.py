"""Items that stand in one paragraph because line breaks were lost: 一、…（一）…。（二）…。"""

import re

from ledger_app.text.numerals import CHINESE_DIGITS, number_of

_CN = rf"[{CHINESE_DIGITS}]{{1,3}}"
_MARK = re.compile(
    rf"(?:^|(?<=[。；;）)】])|(?<=[。；;）)】] ))[ 　]*(?P<at>[(（](?P<inner>{_CN})[)）]|(?P<outer>{_CN})、)(?=\S)"
)
_FIRST_BELOW = re.compile(rf"^(?:{_CN}、)[^。；;(（]{{2,40}}(?P<at>[(（]一[)）])")
_SHORTEST = 30  # characters; a shorter paragraph holds one item


def split_run_on(line: str) -> list[tuple[int, str]]:
    """The items of a paragraph with the place each begins at; a paragraph of one item is itself.

    Only numbers that count on, 二 behind 一, part a paragraph."""
    if len(line) < _SHORTEST or ("、" not in line and "（" not in line and "(" not in line):
        return [(0, line)]
    return [
        (start + further, part) for start, piece in _parted(line, "outer") for further, part in _parted(piece, "inner")
    ]


def _parted(line: str, kind: str) -> list[tuple[int, str]]:
    places = sorted({0, *_counted(line, kind)})
    return [(start, line[start:end]) for start, end in zip(places, [*places[1:], len(line)], strict=True)]


def _counted(line: str, kind: str) -> set[int]:
    """Where the numbers of one kind stand that count on from 一, or from the paragraph's own."""
    found = [(match.start("at"), number_of(match[kind]) or 0) for match in _MARK.finditer(line) if match[kind]]
    below = _FIRST_BELOW.match(line) if kind == "inner" else None
    if below is not None:
        found.append((below.start("at"), 1))
    kept: set[int] = set()
    last: tuple[int, int] | None = None
    for place, value in sorted(found):
        if last is not None and value == last[1] + 1:
            kept |= {last[0], place}
            last = (place, value)
        elif last is None or value == 1:
            last = (place, value)
    return kept
