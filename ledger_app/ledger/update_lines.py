"""The lines of an updated plan: which headings stay, where rows stand that the newer version lacks, positions."""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger_app.domain.ids import MeasureId, SectionId
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Section
from ledger_app.ledger.book import Book
from ledger_app.ledger.row_edits import STEP

PlanLine = Section | Measure


class _Key(NamedTuple):
    kind: type[PlanLine]
    id: int


_START = None  # in front of the first line


def matched_sections(
    old: Book, old_ids: Sequence[SectionId], new: Book, old_of: Mapping[MeasureId, MeasureId]
) -> dict[SectionId, SectionId]:
    """Which old heading each new one is: of the same path, else the one that most of its measures stood under."""
    found: dict[SectionId, SectionId] = {}
    free = dict.fromkeys(old_ids)
    for with_numbers in (True, False):
        waiting: defaultdict[tuple[str, ...], deque[SectionId]] = defaultdict(deque)
        for old_id in free:
            waiting[_path(old, old_id, with_numbers=with_numbers)].append(old_id)
        for new_id in new.sections:
            same = waiting.get(_path(new, new_id, with_numbers=with_numbers))
            if new_id not in found and same:
                found[new_id] = same.popleft()
                del free[found[new_id]]
    moved: defaultdict[SectionId, Counter[SectionId]] = defaultdict(Counter)
    for new_measure, old_measure in old_of.items():
        new_section, old_section = new.measures[new_measure].section_id, old.measures[old_measure].section_id
        if new_section is not None and old_section in free and new_section not in found:
            moved[new_section][old_section] += 1
    for new_section, counts in moved.items():
        for old_section, _ in counts.most_common():
            if old_section in free:
                found[new_section] = old_section
                del free[old_section]
                break
    return found


def _path(book: Book, section_id: SectionId, *, with_numbers: bool) -> tuple[str, ...]:
    from ledger_app.text.folding import fold

    return tuple(fold(s.printed if with_numbers else s.title) for s in book.path(section_id))


def woven(new: Sequence[PlanLine], old: Sequence[PlanLine], kept: Sequence[PlanLine]) -> list[PlanLine]:
    """The new lines with those of the `old` ones among them that are `kept`, each behind its old neighbour.

    Ids and headings of all lines are the final ones; a kept heading's parent is new or kept."""
    weaving = _Weaving(new, kept)
    wanted = {_key(line) for line in kept}
    for line in old:
        weaving.pass_by(line, keep=_key(line) in wanted)
    return list(weaving.lines())


class _Weaving:
    """A chain of lines, into which the kept ones are put as the old lines go by in their order."""

    def __init__(self, new: Sequence[PlanLine], kept: Sequence[PlanLine]) -> None:
        self._line = {_key(line): line for line in (*new, *kept)}
        self._parents = {line.id: line.parent_id for line in self._line.values() if isinstance(line, Section)}
        self._next: dict[_Key | None, _Key | None] = {_START: None}
        self._tail: dict[SectionId, _Key] = {}  # the last line under a heading
        self._last_row: dict[SectionId | None, _Key] = {}  # under a heading, of the old lines gone by
        self._last_heading: dict[SectionId | None, SectionId] = {}
        last: _Key | None = _START
        for line in new:
            last = self._put(line, last)

    def pass_by(self, line: PlanLine, *, keep: bool) -> None:
        """Take notice of an old line, and put it where it belongs if it is kept."""
        key = _key(line)
        if keep:
            self._put(line, self._anchor(line))
        elif key not in self._next:
            return
        here = self._line[key]
        if isinstance(here, Section):
            self._last_heading[here.parent_id] = here.id
        else:
            self._last_row[here.section_id] = key

    def lines(self) -> Iterator[PlanLine]:
        """All lines in their order."""
        key = self._next[_START]
        while key is not None:
            yield self._line[key]
            key = self._next[key]

    def _anchor(self, line: PlanLine) -> _Key | None:
        """The line behind which a kept one goes."""
        if isinstance(line, Measure):
            above = line.section_id
            return self._last_row.get(above) or (_START if above is None else _Key(Section, above))
        before = self._last_heading.get(line.parent_id)
        if before is not None:
            return self._tail[before]
        anchor = _START if line.parent_id is None else _Key(Section, line.parent_id)
        while (key := self._next[anchor]) is not None and self._is_row_of(key, line.parent_id):
            anchor = key
        return anchor

    def _is_row_of(self, key: _Key, section_id: SectionId | None) -> bool:
        line = self._line[key]
        return isinstance(line, Measure) and line.section_id == section_id

    def _put(self, line: PlanLine, anchor: _Key | None) -> _Key:
        key = _key(line)
        self._next[key] = self._next[anchor]
        self._next[anchor] = key
        above = line.parent_id if isinstance(line, Section) else line.section_id
        while above is not None:
            if self._tail.get(above, anchor) == anchor:
                self._tail[above] = key
            above = self._parents[above]
        if isinstance(line, Section):
            self._tail[line.id] = key
        return key


def _key(line: PlanLine) -> _Key:
    return _Key(type(line), line.id)


def positions(known: Sequence[int | None]) -> list[int]:
    """Positions for lines in their order: as many as possible keep the one they have, None is new."""
    keeping = _rising(known)
    given: list[int] = []
    low = 0
    for at, position in enumerate(known):
        if at in keeping and position is not None:
            given += _between(low, position, at - len(given))
            given.append(position)
            low = position
    given += [low + STEP * (count + 1) for count in range(len(known) - len(given))]
    if any(one >= other for one, other in zip([0, *given], given, strict=False)):
        return [STEP * (at + 1) for at in range(len(known))]  # no room left between two lines
    return given


def _between(low: int, high: int, count: int) -> list[int]:
    return [low + (high - low) * (at + 1) // (count + 1) for at in range(count)]


def _rising(known: Sequence[int | None]) -> frozenset[int]:
    """The places of a longest strictly rising subsequence."""
    ends: list[int] = []  # smallest last value of a rising run of each length
    ends_at: list[int] = []
    before: dict[int, int | None] = {}
    for at, position in enumerate(known):
        if position is None:
            continue
        length = bisect_left(ends, position)
        ends[length : length + 1] = [position]
        ends_at[length : length + 1] = [at]
        before[at] = ends_at[length - 1] if length else None
    found = set()
    at_now: int | None = ends_at[-1] if ends_at else None
    while at_now is not None:
        found.add(at_now)
        at_now = before[at_now]
    return frozenset(found)
