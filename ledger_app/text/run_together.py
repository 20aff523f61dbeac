"""A plan without line breaks and punctuation, (一)清运垃圾责任部门:环卫科(二)… -> its items, labels, headings."""

import re
from itertools import pairwise

from ledger_app.text.folding import plain
from ledger_app.text.numerals import CHINESE_DIGITS, number_of
from ledger_app.text.unit_names import looks_like_unit, split_names

_SHORTEST = 60  # characters of such a text
_FEWEST = 2  # labels that no mark parts from the words in front of them
_LABEL = re.compile(r"(?:牵头|主办|责任|配合|协办|承办|分管|联系)(?:单位|部门|科室|处室|领导|人)[ ]?:")
_RUN_ON = re.compile(rf"(?<=[一-鿿)]){_LABEL.pattern}")
_ITEM = re.compile(rf"[(](?P<n>[{CHINESE_DIGITS}]{{1,3}})[)]")
_SENTENCE_END = re.compile(r"[。;；!！?？\n]")
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 20
_NAME_ENDS = "局委办厅院部室处科队站所府司心"  # what names of units end in and hardly any other word of a heading
_LONGEST_NAMES = 120  # characters behind a label


def split_run_together(line: str) -> list[tuple[int, str]]:
    """The parts of such a text with the place each begins at; any other paragraph is itself."""
    if len(line) < _SHORTEST:
        return [(0, line)]
    simple = plain(line)
    if sum(1 for _, _ in zip(_RUN_ON.finditer(simple), range(_FEWEST), strict=False)) < _FEWEST:
        return [(0, line)]
    items = _counted(simple)
    if len(items) < _FEWEST:
        return [(0, line)]
    cuts = {0}
    before = 0
    for place, value in [*items, (len(simple), 0)]:
        cuts |= {place} | _label_and_heading(simple, before, place, heads=value == 1)
        before = place
    places = sorted(cuts)
    return [(start, line[start:end]) for start, end in pairwise(places)]


def _counted(simple: str) -> list[tuple[int, int]]:
    """The numbers (一), (二) that count on, or anew from (一)."""
    found = list[tuple[int, int]]()
    for match in _ITEM.finditer(simple):
        value = number_of(match["n"])
        if value is not None and (value == 1 or (found and value == found[-1][1] + 1)):
            found.append((match.start(), value))
    return found


def _label_and_heading(simple: str, start: int, end: int, *, heads: bool) -> set[int]:
    """Where in one item its labels begin, and where behind them the heading of the next items (`heads`)."""
    labels = list(_LABEL.finditer(simple, start, end))
    cuts = {labels[0].start()} if labels else set()
    if not heads:
        return cuts
    if labels:
        title = _behind_names(simple, labels[-1].end(), end)
    else:
        title = max((match.end() for match in _SENTENCE_END.finditer(simple, start, end)), default=start)
    return cuts | {title} if _SHORTEST_TITLE <= end - title <= _LONGEST_TITLE else cuts


def _behind_names(simple: str, start: int, end: int) -> int:
    """Where the names behind a label end: as far as all of them look like names of units."""
    for place in range(min(end, start + _LONGEST_NAMES), start, -1):
        if place < end and simple[place - 1] not in _NAME_ENDS:
            continue
        names, _ = split_names(simple[start:place])
        if names and all(looks_like_unit(name) for name in names):
            return place
    return end
