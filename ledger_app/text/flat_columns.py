"""Which column each cell of a flattened table stood in, once the empty and merged cells between them are lost.

A cell fits a column more or less (a name of a unit under 责任单位 well, under 完成时限 not at all), and a column may be
skipped more or less easily (备注 often stands empty, the work itself never). The cells are laid over the columns, row
by row from left to right, so that the sum of both is best: one pass over the cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import add

from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.columns import is_property, label_of, text_rank
from ledger_app.text.flat_cells import FlatCell
from ledger_app.text.flat_sorts import LONGEST_TITLE, SortedCell, sorted_cells

_PERSONS = re.compile(r"领导|责任人|负责人|联系人|联络员|经办人|人员")
_SHORTEST = 3  # characters of a measure
_NEVER = -9.0
_IMPOSSIBLE = -1e9
_ROW = 0.2  # what it costs to begin a row where the one above could go on
_MARGIN = 0.05  # by how much a cell must fit better if the measures stand in a column of a worse name
_TEXT_LIKE = (Field.TEXT, Field.HEADING)


def laid_out(
    cells: Sequence[FlatCell], labels: Sequence[str], fields: Sequence[Field]
) -> tuple["FlatColumns", list["Placed"]]:
    """The cells in their columns, the measures in the one of the columns of text with which all fit best."""
    sorts = sorted_cells(cells)
    found = [
        (columns, *columns.place(cells, sorts))
        for columns in (FlatColumns(labels, fields, text) for text in text_columns(labels, fields))
    ]
    named, score, placed = found[0]
    other, better, otherwise = max(found, key=lambda way: way[1])
    return (other, otherwise) if better > score + _MARGIN * len(cells) else (named, placed)


def text_columns(labels: Sequence[str], fields: Sequence[Field]) -> list[int]:
    """The columns that may hold the measures, the one with the best name first."""
    texts = [column for column, field in enumerate(fields) if field is Field.TEXT and not is_property(labels[column])]
    texts = texts or [column for column, field in enumerate(fields) if field in _TEXT_LIKE]
    return sorted(texts, key=lambda column: (text_rank(labels[column]), -column))


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell, the column it stood in, and whether it began a row; the last column but one more is a heading's row."""

    cell: FlatCell
    column: int
    begins: bool


class FlatColumns:
    """The columns of a flattened table as its header names them."""

    def __init__(self, labels: Sequence[str], fields: Sequence[Field], text: int) -> None:
        self._width = len(fields)
        self._fields = list(fields)
        self._persons = [bool(_PERSONS.search(label_of(label))) for label in labels]
        self.text = text  # the column of the measures
        self._headed = any(self._is_heading(column) for column in range(self._width))
        self._skips = [self._skip(column) for column in range(self._width)]
        self._leads = [self._lead(state) for state in range(self._width + 1)]
        self._tails = [self._tail(state) for state in range(self._width + 1)]
        self._ons = [self._goes_on(column) for column in range(self._width)]
        self._known: dict[SortedCell, list[float]] = {}

    @property
    def heading_row(self) -> int:
        """The number that stands for a heading in a row of its own."""
        return self._width

    def place(self, cells: Sequence[FlatCell], sorts: Sequence[SortedCell]) -> tuple[float, list[Placed]]:
        """Every cell with its column, and how well they fit in all."""
        best = [0.0] * (self._width + 1)
        ways: list[list[tuple[int, bool]]] = []
        for cell in sorts:
            steps = self._steps(best) if ways else [(lead, state, True) for state, lead in enumerate(self._leads)]
            fits = self._fits(cell)
            best = [score + fit for (score, _, _), fit in zip(steps, fits, strict=True)]
            ways.append([(before, begins) for _, before, begins in steps])
        best = [score + tail for score, tail in zip(best, self._tails, strict=True)]
        return max(best), self._walked_back(cells, best, ways)

    def _steps(self, best: Sequence[float]) -> list[tuple[float, int, bool]]:
        """For each state the best way to it: the score, the state before, and whether a row begins."""
        ends = list(map(add, best, self._tails))
        anew = max(ends)
        ended = ends.index(anew)
        anew -= _ROW
        steps = []
        along, source = _IMPOSSIBLE, 0
        for state in range(self._width):
            if state:
                along -= self._skips[state - 1]
                if best[state - 1] >= along:
                    along, source = best[state - 1], state - 1
            on, begun = best[state] + self._ons[state], anew + self._leads[state]
            if along >= on and along >= begun:
                steps.append((along, source, False))
            else:
                steps.append((on, state, False) if on >= begun else (begun, ended, True))
        return [*steps, (anew, ended, True)]

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

    def _lead(self, state: int) -> float:
        return 0.0 if state == self.heading_row else -sum(self._skips[:state])

    def _tail(self, state: int) -> float:
        return 0.0 if state == self.heading_row else -sum(self._skips[state + 1 :])

    def _goes_on(self, column: int) -> float:
        """What it costs to take a cell for a further line of the one before it."""
        if self._fields[column] in UNIT_FIELDS:
            shares = any(other in UNIT_FIELDS for other in self._fields[column + 1 :])
            return -1.5 if shares else -0.6
        if column == self.text:  # a second paragraph, unless a further column of text may hold it
            return -2.2 if any(field in _TEXT_LIKE for field in self._fields[column + 1 :]) else -1.2
        return _NEVER if self._fields[column] is Field.NUMBER else -2.0

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

    def _fits(self, cell: SortedCell) -> list[float]:
        """How a cell fits every column; cells of one sort and length fit alike."""
        fits = self._known.get(cell)
        if fits is None:
            heads = not self._headed and cell.sort == "title"
            fits = [*(self._fit(column, cell) for column in range(self._width)), 3.0 if heads else _NEVER]
            self._known[cell] = fits
        return fits

    def _fit(self, column: int, cell: SortedCell) -> float:
        field, sort = self._fields[column], cell.sort
        if field is Field.NUMBER:
            return 4.0 if sort == "number" else -8.0
        if field in UNIT_FIELDS:
            return _UNIT_FITS.get(sort, -2.0)
        if field is Field.DEADLINE:
            return 1.5 if cell.says_time else _TIME_FITS.get(sort, -2.0)
        if self._persons[column]:
            return _PERSON_FITS.get(sort, -1.0)
        if column == self.text:
            return -1.0 if cell.length < _SHORTEST else _TEXT_FITS.get(sort, 2.0 + cell.length / LONGEST_TITLE)
        if self._is_heading(column):
            return _HEADING_FITS.get(sort, 1.5)
        return _OTHER_FITS.get(sort, 1.0 if field in _TEXT_LIKE else 0.0)


# How each sort of cell fits each sort of column; what is not named fits as the caller says.
_UNIT_FITS = {"units": 3.0, "like units": 1.0, "nothing": 1.0, "deadline": -5.0}
_UNIT_FITS |= dict.fromkeys(("number", "value", "long"), -6.0) | {"title": -5.0}
_TIME_FITS = {
    "deadline": 3.0,
    "nothing": 0.5,
    "number": -3.0,
    "value": -3.0,
    "units": -5.0,
    "long": -6.0,
    "title": -6.0,
}
_PERSON_FITS = {"person": 2.5, "nothing": 0.5, "units": -3.0, "deadline": -3.0}
_PERSON_FITS |= dict.fromkeys(("number", "value", "long", "title"), -4.0)
_TEXT_FITS = {"like units": 1.0, "person": 0.5, "value": -1.0, "nothing": -2.0, "units": -3.0, "deadline": -3.0}
_TEXT_FITS |= {"number": -5.0}
_HEADING_FITS = {"title": 2.5, "long": 0.5, "value": -2.0, "nothing": -2.0, "units": -3.0, "deadline": -3.0}
_HEADING_FITS |= {"number": -5.0}
_OTHER_FITS = {"value": 1.0, "nothing": 0.5, "number": 0.3, "deadline": -1.0, "units": -1.5, "title": -2.0}
