"""Which column each cell of a flattened table stood in, once the empty and merged cells between them are lost.

A cell fits a column more or less (a name of a unit under 责任单位 well, under 完成时限 not at all), and a column may be
skipped more or less easily (备注 often stands empty, the work itself never). The cells are laid over the columns, row
by row from left to right, so that the sum of both is best: one pass over the cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.columns import is_property, label_of, text_rank
from ledger_app.text.deadlines import is_time, says_time
from ledger_app.text.flat_cells import FlatCell
from ledger_app.text.headings import Depth, bare_number, is_chinese_number, numbered
from ledger_app.text.unit_names import is_body
from ledger_app.text.units import parse_units

_PERSONS = re.compile(r"领导|责任人|负责人|联系人|联络员|经办人|人员")
_NAMES = re.compile(r"[一-鿿]{2,4}(?:[、,， ][一-鿿]{2,4}){0,4}")
_DOES = re.compile(
    r"(?:建设|新建|建成|完成|开展|推进|推动|加强|制定|组织|实施|改造|创建|打造|设立|成立|培育|编制|出台|修订|落实)"
)
_NOTHING = re.compile(r"[-—–/\\无]{1,3}")
_LONG = 30  # characters; longer than names and dates
_LONGEST_TITLE = 40
_SHORTEST = 3  # characters of a measure
_NEVER = -9.0
_TEXT_LIKE = (Field.TEXT, Field.HEADING)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell, the column it stood in, and whether it began a row; the last column but one more is a heading's row."""

    cell: FlatCell
    column: int
    begins: bool


class FlatColumns:
    """The columns of a flattened table as its header names them."""

    def __init__(self, labels: Sequence[str], fields: Sequence[Field]) -> None:
        self._width = len(fields)
        self._fields = list(fields)
        self._persons = [bool(_PERSONS.search(label_of(label))) for label in labels]
        texts = [
            column for column, field in enumerate(fields) if field is Field.TEXT and not is_property(labels[column])
        ]
        texts = texts or [column for column, field in enumerate(fields) if field in _TEXT_LIKE]
        self.text = min(texts, key=lambda column: (text_rank(labels[column]), -column), default=-1)
        self._headed = any(self._is_heading(column) for column in range(self._width))
        self._skips = [self._skip(column) for column in range(self._width)]
        self._moves = self._all_moves()

    @property
    def heading_row(self) -> int:
        """The number that stands for a heading in a row of its own."""
        return self._width

    def place(self, cells: Sequence[FlatCell]) -> list[Placed]:
        """Every cell with its column."""
        states = range(self._width + 1)
        best = [0.0] * len(states)
        ways: list[list[tuple[int, bool]]] = []
        for nth, cell in enumerate(cells):
            fits = self._fits(cell)
            way: list[tuple[int, bool]] = []
            scores: list[float] = []
            for state in states:
                score, before, begins = (
                    max(
                        ((best[other] + cost, other, new) for other, cost, new in self._moves[state]),
                        key=lambda move: move[0],
                    )
                    if nth
                    else (self._lead(state), state, True)
                )
                scores.append(score + fits[state])
                way.append((before, begins))
            best = scores
            ways.append(way)
        return self._walked_back(cells, best, ways)

    def _walked_back(
        self, cells: Sequence[FlatCell], best: Sequence[float], ways: Sequence[Sequence[tuple[int, bool]]]
    ) -> list[Placed]:
        placed: list[Placed] = []
        state = max(range(len(best)), key=lambda column: best[column])
        for cell, way in zip(reversed(cells), reversed(ways), strict=True):
            before, begins = way[state]
            placed.append(Placed(cell, state, begins))
            state = before
        return placed[::-1]

    # ---- from one cell to the next

    def _all_moves(self) -> list[list[tuple[int, float, bool]]]:
        """For each state, from which other one may come, at which cost, and whether a row begins."""
        states = range(self._width + 1)
        return [[self._move(other, state) for other in states] for state in states]

    def _move(self, other: int, state: int) -> tuple[int, float, bool]:
        anew = self._tail(other) + self._lead(state) - 0.2
        if self.heading_row in (other, state) or state < other:
            return other, anew, True
        if state == other:
            on = self._goes_on(state)
            return (other, on, False) if on >= anew else (other, anew, True)
        along = -sum(self._skips[other + 1 : state])
        return (other, along, False) if along >= anew else (other, anew, True)

    def _lead(self, state: int) -> float:
        return 0.0 if state == self.heading_row else -sum(self._skips[:state])

    def _tail(self, state: int) -> float:
        return 0.0 if state == self.heading_row else -sum(self._skips[state + 1 :])

    def _goes_on(self, column: int) -> float:
        """What it costs to take a cell for a further line of the one before it."""
        if self._fields[column] in UNIT_FIELDS:
            shares = any(other in UNIT_FIELDS for other in self._fields[column + 1 :])
            return -1.5 if shares else -0.6
        return -1.2 if column == self.text else _NEVER if self._fields[column] is Field.NUMBER else -2.0

    def _skip(self, column: int) -> float:
        field = self._fields[column]
        if column == self.text:
            return 4.0
        if self._is_heading(column):
            return 0.5
        if field is Field.NUMBER:
            return 0.5 if self._headed and self.text > column + 1 else 1.5
        if field in UNIT_FIELDS:
            beside = any(other in UNIT_FIELDS for other in self._fields[:column])
            return 0.7 if beside else 1.5
        return 1.2 if field is Field.DEADLINE else 0.4

    def _is_heading(self, column: int) -> bool:
        return column < self.text and self._fields[column] in _TEXT_LIKE

    # ---- how a cell fits a column

    def _fits(self, cell: FlatCell) -> list[float]:
        kind, text = cell.kind, cell.text
        sort = "number" if bare_number(text) is not None else "nothing" if _NOTHING.fullmatch(text) else kind.value
        if sort == "units" and not _is_surely_units(text):
            sort = "like units"
        elif sort == "text":
            sort = _sort_of_text(text)
        found = [self._fit(column, sort, text) for column in range(self._width)]
        heads = not self._headed and sort == "title"
        return [*found, 3.0 if heads else _NEVER]

    def _fit(self, column: int, sort: str, text: str) -> float:
        field = self._fields[column]
        if field is Field.NUMBER:
            return 4.0 if sort == "number" else -8.0
        if field in UNIT_FIELDS:
            return _UNIT_FITS.get(sort, -2.0)
        if field is Field.DEADLINE:
            said = sort in ("text", "long") and says_time(text)
            return 1.5 if said else _TIME_FITS.get(sort, -2.0)
        if self._persons[column]:
            return _PERSON_FITS.get(sort, -1.0)
        if column == self.text:
            return (
                -1.0 if len(text) < 3 else _TEXT_FITS.get(sort, 2.0 + min(len(text), _LONGEST_TITLE) / _LONGEST_TITLE)
            )
        if self._is_heading(column):
            return _HEADING_FITS.get(sort, 1.5)
        return _OTHER_FITS.get(sort, 1.0 if field in _TEXT_LIKE else 0.0)


_UNIT_FITS = {
    "units": 3.0,
    "like units": 1.0,
    "nothing": 1.0,
    "deadline": -5.0,
    "number": -6.0,
    "long": -6.0,
    "title": -5.0,
}
_TIME_FITS = {"deadline": 3.0, "nothing": 0.5, "units": -5.0, "number": -3.0, "long": -6.0, "title": -6.0}
_PERSON_FITS = {
    "person": 2.5,
    "nothing": 0.5,
    "units": -3.0,
    "deadline": -3.0,
    "number": -4.0,
    "long": -4.0,
    "title": -4.0,
}
_TEXT_FITS = {"units": -3.0, "like units": 1.0, "deadline": -3.0, "number": -5.0, "nothing": -2.0, "person": 0.5}
_HEADING_FITS = {"units": -3.0, "deadline": -3.0, "number": -5.0, "nothing": -2.0, "long": 0.5, "title": 2.5}
_OTHER_FITS = {"units": -1.5, "deadline": -1.0, "number": 0.3, "nothing": 0.5, "title": -2.0}


def _is_surely_units(text: str) -> bool:
    names = [name for name, _ in parse_units(text).assigned]
    return all(is_body(name) for name in names) and _DOES.match(text) is None


def _sort_of_text(text: str) -> str:
    found = numbered(text)
    if (
        found is not None
        and found.depth <= Depth.SECOND
        and len(text) <= _LONGEST_TITLE
        and "。" not in text.rstrip("。")
    ):
        return "title" if is_chinese_number(found.printed.strip("()（）、.． 　")) else "text"
    if len(text) > _LONG:
        return "long"
    if _NAMES.fullmatch(text) and len(text) <= 4:
        return "person"
    return "deadline" if is_time(text) else "text"
