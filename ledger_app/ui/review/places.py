"""Where rows stand in the original, asked from either side. No Qt here."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Place
from ledger_app.domain.row import MeasureRow

LINES_LOOKED_AT = 8  # how far below a measure's paragraph its units and deadline may be printed
LINES_ABOVE = 3  # and how far above, in a heading that names them


class MarkKind(Enum):
    """What a marked stretch of the original became."""

    UNITS = "单位"
    DEADLINE = "时限"
    TARGET = "指标"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of one line of the original."""

    line: int  # from 1, as in Place
    start: int
    end: int
    kind: MarkKind


class Places:
    """The places of a draft's measures, found by measure and by position."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._of: dict[MeasureId, list[Place]] = defaultdict(list)
        self._in: dict[str, list[Place]] = defaultdict(list)
        for place in places:
            self._of[place.measure_id].append(place)
            self._in[place.part].append(place)
        for inside in self._in.values():
            inside.sort(key=_order)
        self._keys = {part: [_order(place) for place in inside] for part, inside in self._in.items()}

    def of(self, measure_id: MeasureId) -> Sequence[Place]:
        """All places of a measure, in any part."""
        return self._of.get(measure_id, ())

    def inside(self, part: str) -> Sequence[Place]:
        """All places in one part, in its order."""
        return self._in.get(part, ())

    def parts(self) -> frozenset[str]:
        """The parts in which anything was read."""
        return frozenset(self._in)

    def at(self, part: str, line: int, start: int) -> MeasureId | None:
        """The measure read at that position, or the last one before it in the same line."""
        at = bisect_right(self._keys.get(part, []), (line, start)) - 1
        if at < 0:
            return None
        place = self._in[part][at]
        return place.measure_id if place.line == line else None

    def next_after(self, place: Place) -> Place | None:
        """The place that follows in the same part."""
        at = bisect_right(self._keys[place.part], _order(place))
        inside = self._in[place.part]
        return inside[at] if at < len(inside) else None


def _order(place: Place) -> tuple[int, int]:
    return place.line, place.start


def marks_at(row: MeasureRow, place: Place, lines: Sequence[str], places: Places) -> list[Mark]:
    """Where the row's unit, deadline and target phrases are printed, at or just below one of its places.

    A phrase that the row has several times is looked for behind the one found before.
    """
    following = places.next_after(place)
    behind: dict[str, tuple[int, int]] = {}
    marks = []
    for phrase, kind in _phrases(row):
        begin = behind.get(phrase, (place.line, place.start))
        mark = _find(phrase, kind, lines, begin, place.line + LINES_LOOKED_AT, following)
        if mark is None and kind is MarkKind.UNITS:
            mark = _find(phrase, kind, lines, (max(1, place.line - LINES_ABOVE), 0), place.line - 1, None)
        if mark is not None:
            behind[phrase] = (mark.line, mark.end)
            marks.append(mark)
    return marks


def _phrases(row: MeasureRow) -> list[tuple[str, MarkKind]]:
    wanted = [(cell.text, MarkKind.UNITS) for cell in row.unit_cells]
    wanted += [(target.phrase, MarkKind.TARGET) for target in row.targets]
    wanted += [(recurrence.phrase, MarkKind.DEADLINE) for recurrence in row.recurrences]
    if row.measure.deadline is not None:
        wanted.append((row.measure.deadline.phrase, MarkKind.DEADLINE))
    return [(phrase.strip(), kind) for phrase, kind in wanted if phrase.strip()]


def _find(
    phrase: str, kind: MarkKind, lines: Sequence[str], begin: tuple[int, int], last: int, following: Place | None
) -> Mark | None:
    last = min(len(lines), last if following is None else min(last, following.line))
    for line in range(begin[0], last + 1):
        start = begin[1] if line == begin[0] else 0
        end = following.start if following is not None and line == following.line else len(lines[line - 1])
        found = lines[line - 1].find(phrase, start, end)
        if found >= 0:
            return Mark(line, found, found + len(phrase), kind)
    return None
