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
_JOINT = "；"  # between the lines of which a unit phrase was put together


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
    search = _Search(place, lines, places.next_after(place))
    marks = []
    for phrase, kind in _phrases(row):
        mark = search.mark(phrase, kind)
        if mark is None and kind is MarkKind.UNITS:
            marks += [mark for piece in _pieces(phrase, row) if (mark := search.mark(piece, kind)) is not None]
        elif mark is not None:
            marks.append(mark)
    return marks


def _phrases(row: MeasureRow) -> list[tuple[str, MarkKind]]:
    wanted = [(cell.text, MarkKind.UNITS) for cell in row.unit_cells if row.assigned]  # else the cell is only a dash
    wanted += [(target.phrase, MarkKind.TARGET) for target in row.targets]
    wanted += [(recurrence.phrase, MarkKind.DEADLINE) for recurrence in row.recurrences]
    if row.measure.deadline is not None:
        wanted.append((row.measure.deadline.phrase, MarkKind.DEADLINE))
    return [(phrase.strip(), kind) for phrase, kind in wanted if phrase.strip()]


def _pieces(phrase: str, row: MeasureRow) -> list[str]:
    """A phrase of several lines (牵头单位：… / 配合单位：…) line by line, without the one that names the deadline."""
    due = row.measure.deadline.phrase if row.measure.deadline is not None else None
    return [piece for piece in phrase.split(_JOINT) if piece and (due is None or due not in piece)]


class _Search:
    """Looks for phrases at a place and just below it; for units also just above."""

    def __init__(self, place: Place, lines: Sequence[str], following: Place | None) -> None:
        self._place, self._lines, self._following = place, lines, following
        self._behind: dict[str, tuple[int, int]] = {}

    def mark(self, phrase: str, kind: MarkKind) -> Mark | None:
        """Where the phrase is printed next."""
        line = self._place.line
        begin = self._behind.get(phrase, (line, self._place.start))
        mark = _find(phrase, kind, self._lines, begin, line + LINES_LOOKED_AT, self._following)
        if mark is None and kind is MarkKind.UNITS:
            mark = _find(phrase, kind, self._lines, (max(1, line - LINES_ABOVE), 0), line - 1, None)
        if mark is not None:
            self._behind[phrase] = (mark.line, mark.end)
        return mark


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
