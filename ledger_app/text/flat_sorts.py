"""What sort of words each cell of a flattened table holds: a number that counts on, names, a time, a title, a text."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from ledger_app.text.deadlines import is_time, says_time
from ledger_app.text.flat_cells import CellKind, FlatCell
from ledger_app.text.headings import Depth, bare_number, is_chinese_number, numbered
from ledger_app.text.unit_names import is_body
from ledger_app.text.units import parse_units

_NAMES = re.compile(r"[一-鿿]{2,4}(?:[、,， ][一-鿿]{2,4}){0,4}")
_DOES = re.compile(
    r"(?:建设|新建|建成|完成|开展|推进|推动|加强|制定|组织|实施|改造|创建|打造|设立|成立|培育|编制|出台|修订|落实)"
)
_VALUE = re.compile(r"[≥≤><=＞＜]{0,2}[\d.,]+[%‰]?[一-鿿]{0,3}(?:以上|以下|以内|左右)?")
_NOTHING = re.compile(r"[-—–/\\无]{1,3}")
_LONG = 30  # characters; longer than names and dates
LONGEST_TITLE = 40


class SortedCell(NamedTuple):
    """What tells how well a cell fits a column."""

    sort: str
    says_time: bool  # among other words
    length: int  # longer ones count as a long title


def sorted_cells(cells: Sequence[FlatCell]) -> list[SortedCell]:
    """The sort of each cell, in the light of the numbers before it."""
    return [_sorted(cell.kind, cell.text, counts) for cell, counts in zip(cells, _counting(cells), strict=True)]


@lru_cache(maxsize=4096)
def _sorted(kind: CellKind, text: str, counts: bool) -> SortedCell:
    sort = "nothing" if _NOTHING.fullmatch(text) else kind.value
    if bare_number(text) is not None or (kind is CellKind.TEXT and _VALUE.fullmatch(text)):
        sort = "number" if counts else "value"
    if sort == "units" and not _is_surely_units(text):
        sort = "like units"
    elif sort == "text":
        sort = _sort_of_text(text)
    return SortedCell(sort, sort in ("text", "long") and says_time(text), min(len(text), LONGEST_TITLE))


def _counting(cells: Sequence[FlatCell]) -> list[bool]:
    """For each cell whether its number counts on from the one before, or anew behind a heading."""
    found = []
    last, heading = 0, True
    for cell in cells:
        value = bare_number(cell.text)
        counts = value is not None and (
            value in (last, last + 1) or is_chinese_number(cell.text) or (value == 1 and heading)
        )
        if counts and value is not None and not is_chinese_number(cell.text):
            last = value
        heading = value is None and _sort_of_text(cell.text) == "title"
        found.append(counts)
    return found


def _is_surely_units(text: str) -> bool:
    names = [name for name, _ in parse_units(text).assigned]
    return all(is_body(name) for name in names) and _DOES.match(text) is None


def _sort_of_text(text: str) -> str:
    found = numbered(text)
    if (
        found is not None
        and found.depth <= Depth.SECOND
        and len(text) <= LONGEST_TITLE
        and "。" not in text.rstrip("。")
    ):
        return "title" if is_chinese_number(found.printed.strip("()（）、.． 　")) else "text"
    if len(text) > _LONG:
        return "long"
    if _NAMES.fullmatch(text) and len(text) <= 4:
        return "person"
    return "deadline" if is_time(text) else "text"
