"""The lines of the list: measures under the headings of their plan, or in one flat order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import FINISHED_STATUSES
from ledger_app.ui.theme.paint import LAMP_ORDER

if TYPE_CHECKING:
    from ledger_app.ledger import Book

Key = TypeVar("Key")
_FEW = 8  # keys up to which each is looked for on its own
GroupKey = tuple[str, int]  # plan or section, and its id
MEASURE_ID = attrgetter("measure.id")
_HEADING_OF = attrgetter("measure.plan_id", "measure.section_id")


@dataclass(slots=True)
class Group:
    """A heading with the rows below it: those from `start` up to `end` of the rows shown; 0 is not yet known."""

    key: GroupKey
    title: str
    depth: int
    start: int
    end: int = 0

    def heads(self, row: MeasureRow) -> bool:
        """Whether the row stands below this heading."""
        kind, id_ = self.key
        return row.plan.id == id_ if kind == "plan" else any(section.id == id_ for section in row.path)


Line = Group | MeasureRow


def gone_lines(lines: Sequence[Line], book: "Book") -> list[int]:
    """At which places stand measures and headings that the ledger does not have any more."""
    known: dict[str, Collection[int]] = {"plan": book.plans, "section": book.sections, "measure": book.measures}
    kinds = [(at, line_key(line)) for at, line in enumerate(lines)]
    return [at for at, (kind, id_) in kinds if id_ not in known[kind]]


def line_key(line: Line) -> GroupKey:
    """What makes two lines of two lists the same line."""
    return line.key if isinstance(line, Group) else ("measure", line.measure.id)


@dataclass(frozen=True, slots=True)
class Order:
    """By what rows are sorted."""

    key: Callable[[MeasureRow], Any]
    backwards: bool = False

    def sorted(self, rows: Sequence[MeasureRow]) -> list[MeasureRow]:
        """The rows in this order; those alike stay as they are."""
        return sorted(rows, key=self.key, reverse=self.backwards)


@dataclass(frozen=True, slots=True)
class Bare:
    """A heading without rows, with those above it: its own comes last."""

    plan: Plan
    path: tuple[Section, ...]

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it stands among the rows of all plans: see `_place`."""
        return self.plan.position, self.plan.id, self.path[-1].position


def _place(row: MeasureRow) -> tuple[int, int, int]:
    return row.plan.position, row.plan.id, row.measure.position


class Source(Protocol):
    """Lines drawn up piece by piece: a list of thousands shows its first screens at once."""

    done: bool

    def take(self, enough: float = inf) -> list[Line]:
        """The next lines: some more than `enough`, or all that are left."""
        ...


class Flat:
    """Rows without headings."""

    def __init__(self, rows: Sequence[MeasureRow], order: Order | None = None) -> None:
        self._rows = rows if order is None else order.sorted(rows)
        self._at = 0
        self.done = False

    def take(self, enough: float = inf) -> list[Line]:
        """The next lines: `enough`, or all that are left."""
        end = len(self._rows) if enough == inf else min(len(self._rows), self._at + int(enough))
        lines: list[Line] = list(self._rows[self._at : end])
        self._at = end
        self.done = end == len(self._rows)
        return lines


class Outline:
    """Rows under their headings, without what is below closed ones; an order holds under each heading. Where the rows
    are of several plans, the plan's title is a heading too. Headings without rows stand where the document has them."""

    def __init__(
        self,
        rows: Sequence[MeasureRow],
        closed: Set[GroupKey],
        order: Order | None = None,
        bare: Sequence[Bare] = (),
    ) -> None:
        self.done = False
        self._bare = list(reversed(bare))  # the next one is the last
        self._order = order
        self._runs = groupby(rows, key=_HEADING_OF)
        plans = {row.measure.plan_id for row in (rows[0], rows[-1])} if rows else set()
        self._several = len(plans | {each.plan.id for each in bare}) > 1
        self._closed = closed
        self._open: list[Group] = []
        self._hidden = False  # whether rows at this place are inside a closed heading
        self._at = 0
        self._lines: list[Line] = []

    def take(self, enough: float = inf) -> list[Line]:
        """The next lines: some more than `enough`, or all that are left."""
        self._lines = []
        for _, run in self._runs:
            below = list(run)
            self._pass_bare(below[0])
            self._turn_to(below[0].plan, below[0].path)
            if not self._hidden:
                self._lines += below if self._order is None else self._order.sorted(below)
            self._at += len(below)
            if len(self._lines) >= enough:
                return self._lines
        self._pass_bare(None)
        self._close(0)
        self.done = True
        return self._lines

    def _pass_bare(self, row: MeasureRow | None) -> None:
        """Draw up the headings without rows that stand above a row; None: all that are left."""
        while self._bare and (row is None or self._bare[-1].place < _place(row)):
            heading = self._bare.pop()
            self._turn_to(heading.plan, heading.path)

    def _turn_to(self, plan: Plan, path: Sequence[Section]) -> None:
        """End the headings that are left, begin those that are entered."""
        keys: list[GroupKey] = [("plan", plan.id)] if self._several else []
        keys += [("section", section.id) for section in path]
        kept = 0
        while kept < min(len(self._open), len(keys)) and self._open[kept].key == keys[kept]:
            kept += 1
        self._close(kept)
        for depth in range(kept, len(keys)):
            key = keys[depth]
            title = plan.title if key[0] == "plan" else path[depth - self._several].printed
            group = Group(key, title, depth, self._at)
            self._open.append(group)
            if not self._hidden:
                self._lines.append(group)
            self._hidden = self._hidden or key in self._closed

    def _close(self, kept: int) -> None:
        for group in self._open[kept:]:
            group.end = self._at
        del self._open[kept:]
        self._hidden = bool(self._closed) and any(group.key in self._closed for group in self._open)


def grouped_lines(rows: Sequence[MeasureRow], closed: Set[GroupKey], order: Order | None = None) -> list[Line]:
    """All lines of an outline at once."""
    return Outline(rows, closed, order).take()


def alike_at_ends(old: Sequence[Line], new: Sequence[Line]) -> tuple[int, int]:
    """How many lines two lists have in common at their heads, and how many more at their ends."""
    before, after = [line_key(line) for line in old], [line_key(line) for line in new]
    head = tail = 0
    shorter = min(len(old), len(new))
    while head < shorter and before[head] == after[head]:
        head += 1
    while tail < shorter - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return head, tail


def end_of(group: Group, rows: Sequence[MeasureRow]) -> int:
    """Where the rows below a heading end, before the outline has come so far: they stand together."""
    if group.end:
        return group.end
    return bisect_left(rows, True, lo=group.start, key=lambda row: not group.heads(row))


def places_of(wanted: Set[Key], keys: Sequence[Key]) -> dict[Key, int]:
    """Where those of the wanted keys stand that are there; a few are looked for one by one, which is quicker."""
    if len(wanted) > _FEW:
        return {key: at for at, key in enumerate(keys) if key in wanted}
    return {key: keys.index(key) for key in wanted if key in keys}


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted over rows: how many, how many finished, how many late, how many under each lamp."""

    total: int
    finished: int
    late: int
    lamps: dict[Lamp, int]

    def changed(self, before: "Tally", after: "Tally") -> "Tally":
        """This tally when the rows that were counted so `before` count so `after`."""
        lamps = {lamp: self.lamps.get(lamp, 0) for lamp in LAMP_ORDER}
        for lamp in LAMP_ORDER:
            lamps[lamp] += after.lamps.get(lamp, 0) - before.lamps.get(lamp, 0)
        return Tally(
            total=self.total,
            finished=self.finished + after.finished - before.finished,
            late=self.late + after.late - before.late,
            lamps={lamp: n for lamp, n in lamps.items() if n},
        )


def tally_text(tally: Tally) -> str:
    """8项 完成2 逾期1."""
    return " ".join(filter(None, tally_figures(tally)))


def tally_figures(tally: Tally) -> tuple[str, str, str]:
    """The same in three parts, each of which has a place of its own; the last one is "" where nothing is late."""
    return f"{tally.total}项", f"完成{tally.finished}", f"逾期{tally.late}" if tally.late else ""


class Tallies:
    """Counts rows quickly: what is counted of each row is worked out once a day and kept as one byte."""

    _FINISHED, _LATE, _LAMP = 1, 2, 2  # two bits, and by how many the lamp's place is shifted

    def __init__(self) -> None:
        self._today = date.min
        self._codes = bytearray()  # by the id of the measure

    def forget(self, ids: Set[MeasureId]) -> None:
        """Rows that were changed count anew."""
        for id_ in ids:
            if id_ < len(self._codes):
                self._codes[id_] = 0

    def count(self, rows: Sequence[MeasureRow], today: date) -> Tally:
        """The tally of these rows."""
        if today != self._today:
            self._codes = bytearray()
            self._today = today
        found = self._found(rows)
        if found is None or found[0]:
            self._learn(rows)
            found = self._found(rows) or Counter()
        lamps: dict[Lamp, int] = {}
        for code, n in found.items():
            lamp = LAMP_ORDER[(code >> self._LAMP) - 1]
            lamps[lamp] = lamps.get(lamp, 0) + n
        finished = sum(n for code, n in found.items() if code & self._FINISHED)
        late = sum(n for code, n in found.items() if code & self._LATE)
        return Tally(len(rows), finished, late, lamps)

    def _found(self, rows: Sequence[MeasureRow]) -> Counter[int] | None:
        """How often each code occurs; 0 stands for what is not worked out. None where there is no room for an id."""
        try:
            return Counter(map(self._codes.__getitem__, map(MEASURE_ID, rows)))
        except IndexError:
            return None

    def _learn(self, rows: Sequence[MeasureRow]) -> None:
        self._codes.extend(bytes(max(0, max(map(MEASURE_ID, rows)) + 1 - len(self._codes))))
        for row in rows:
            if not self._codes[row.measure.id]:
                finished = self._FINISHED if row.measure.status in FINISHED_STATUSES else 0
                late = self._LATE if row.overdue(self._today) else 0
                lamp = LAMP_ORDER.index(row.lamp(self._today)) + 1
                self._codes[row.measure.id] = lamp << self._LAMP | finished | late
