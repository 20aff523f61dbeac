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


class MarkKind(Enum):
    """What a marked stretch of the original became."""

    UNITS = "单位"
    DEADLINE = "时限"


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


def marks_of(row: MeasureRow, lines: Sequence[str], places: Places, part: str) -> list[Mark]:
    """Where the row's unit phrases and deadline phrase are printed, at or just below its places."""
    wanted = [(cell.text, MarkKind.UNITS) for cell in row.unit_cells if cell.text]
    if row.measure.deadline is not None:
        wanted.append((row.measure.deadline.phrase, MarkKind.DEADLINE))
    marks = []
    for place in places.of(row.measure.id):
        if place.part != part:
            continue
        for phrase, kind in wanted:
            mark = _find(phrase.strip(), kind, lines, place, places.next_after(place))
            if mark is not None:
                marks.append(mark)
    return marks


def _find(phrase: str, kind: MarkKind, lines: Sequence[str], place: Place, following: Place | None) -> Mark | None:
    last = min(len(lines), place.line + LINES_LOOKED_AT)
    if following is not None:
        last = min(last, following.line)
    for line in range(place.line, last + 1):
        start = place.start if line == place.line else 0
        end = following.start if following is not None and line == following.line else len(lines[line - 1])
        found = lines[line - 1].find(phrase, start, end) if phrase else -1
        if found >= 0:
            return Mark(line, found, found + len(phrase), kind)
    return None
