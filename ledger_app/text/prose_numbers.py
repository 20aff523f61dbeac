"""Lines whose number or rank their form alone does not tell: bare headings, names of units, lost marks, 一是 items."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ledger_app.text.head import ends_like_title
from ledger_app.text.headings import Depth, Numbered
from ledger_app.text.numerals import CHINESE_DIGITS, number_of
from ledger_app.text.prose_duties import names_bodies
from ledger_app.text.prose_lines import ProseLine, renumbered, unmarked

_BARE_HEADING = re.compile(r"[一-鿿、“”]{4,20}")
_FEWEST_HEADINGS = 2  # a single line of that form may be part of the title
_FEWEST_CLAUSES = 3  # 一是, 二是, 三是
_COUNTED = "年月日天周个家项名人次件套台座处所条公千米亩吨户辆艘万亿百元级类种批期轮组"  # 3 艘 is no number of an item
_ODD_MARK = re.compile(rf"(?P<n>[{CHINESE_DIGITS}]{{1,3}})['’‘`´′·,，:：;；][ 　]?(?=[一-鿿])")


def with_lost_marks(lines: Sequence[ProseLine]) -> list[ProseLine]:
    """The lines; 5 加强保洁 behind 4., and 二'美化家园 behind 一、, are numbered too: their mark is lost or mangled."""
    found = list(lines)
    last: dict[Depth, int] = {}
    for place, line in enumerate(lines):
        number = line.number or _next_number(line.text, last)
        if number is None:
            continue
        if line.number is None:
            found[place] = renumbered(line, number)
        last = {depth: value for depth, value in last.items() if depth <= number.depth or depth is Depth.THIRD}
        last[number.depth] = number.value
    return found


def _next_number(text: str, last: dict[Depth, int]) -> Numbered | None:
    """The number a line begins with, if it is the next one of its kind."""
    plain_number = unmarked(text) if Depth.THIRD in last else None
    if plain_number is not None and plain_number.rest[0] not in _COUNTED:
        return plain_number if plain_number.value == last[Depth.THIRD] + 1 else None
    match = _ODD_MARK.match(text) if Depth.FIRST in last else None
    value = number_of(match["n"]) if match is not None else None
    if match is None or value != last[Depth.FIRST] + 1:
        return None
    return Numbered(Depth.FIRST, value, match["n"], text[match.end() :])


def with_unit_headings(lines: Sequence[ProseLine]) -> list[ProseLine]:
    """The lines; one that only names a unit, 市甲局：, above items numbered from 1 is their heading."""
    found = list(lines)
    for place, (line, below) in enumerate(pairwise(lines)):
        number = below.number
        if line.number is not None or number is None or number.value != 1 or number.depth is Depth.CHAPTER:
            continue
        if line.text.endswith(("：", ":")) and names_bodies(line.text):
            heading = Numbered(Depth(number.depth - 1), 0, "", line.text)
            found[place] = replace(line, number=heading, body=line.text, duty=None)
    return found


def with_bare_headings(lines: Sequence[ProseLine]) -> list[ProseLine]:
    """The lines; short ones without number or mark above items numbered 1. are their headings, if there are several."""
    found = list(lines)
    places = [place for place, (line, below) in enumerate(pairwise(lines)) if _is_bare_heading(line, below)]
    for place in places if len(places) >= _FEWEST_HEADINGS else ():
        below = lines[place + 1].number
        assert below is not None
        heading = Numbered(Depth(below.depth - 1), 0, "", lines[place].text)
        found[place] = replace(lines[place], number=heading)
    return found


def with_clause_items(lines: Sequence[ProseLine]) -> list[ProseLine]:
    """The lines; 一是…, 二是…, 三是…, one a line, are items of their own where no line of the plan names a unit."""
    found = list(lines)
    if any(line.duty is not None for line in lines):
        return found
    run = list[int]()
    for place, line in enumerate(lines):
        number = line.number
        if number is None or number.depth is not Depth.CLAUSE:
            continue
        run = [*run, place] if run and number.value == len(run) + 1 else [place] if number.value == 1 else []
        between = lines[run[-2] + 1 : place] if len(run) > 1 else lines[max(0, place - 1) : place]
        if any(other.number is not None and (len(run) > 1 or not other.is_title) for other in between):
            run = []
        if len(run) == _FEWEST_CLAUSES:
            found = _promoted(found, run)
        elif len(run) > _FEWEST_CLAUSES:
            found = _promoted(found, run[-1:])
    return found


def _promoted(lines: list[ProseLine], places: Sequence[int]) -> list[ProseLine]:
    for place in places:
        number = lines[place].number
        assert number is not None
        lines[place] = replace(lines[place], number=replace(number, depth=Depth.THIRD))
    return lines


def with_articles_below(lines: Sequence[ProseLine]) -> list[ProseLine]:
    """The lines; where 第一条 stands below a title 四、 and not above it, every 一、 of the plan ranks above the 条."""
    ranked = [line for line in lines if line.number is not None and line.number.depth is Depth.FIRST]
    pairs = pairwise(line for line in lines if line.number is not None)
    heads = any(_is_heading_of_articles(line, below) for line, below in pairs)
    if not ranked or _is_article(ranked[0]) or not heads:
        return list(lines)
    return [_raised(line) if _is_first(line) else line for line in lines]


def _is_first(line: ProseLine) -> bool:
    """Whether a line is numbered 一、."""
    return line.number is not None and line.number.depth is Depth.FIRST and not _is_article(line)


def _is_heading_of_articles(line: ProseLine, below: ProseLine) -> bool:
    return _is_first(line) and line.is_title and line.duty is None and _is_article(below)


def _is_article(line: ProseLine) -> bool:
    return line.number is not None and "条" in line.number.printed


def _raised(line: ProseLine) -> ProseLine:
    assert line.number is not None
    return replace(line, number=replace(line.number, depth=Depth.DIVISION))


def _is_bare_heading(line: ProseLine, below: ProseLine) -> bool:
    if (
        line.number is not None
        or line.duty is not None
        or below.number is None
        or not (below.number.depth is Depth.THIRD or (below.number.depth is Depth.SECOND and below.number.value == 1))
    ):
        return False
    return _BARE_HEADING.fullmatch(line.text) is not None and not ends_like_title(line.text)
