"""Which units a row takes: its own, or where its cell is blank those of the row above or below."""

from dataclasses import dataclass

from ledger_app.domain.unit import Role
from ledger_app.text.carried import is_ditto
from ledger_app.text.outline import Basis, HeadingLine, MeasureLine, Outline, PrintedUnits
from ledger_app.text.units import UnitPhrase, led_by_convention, parse_units


@dataclass(frozen=True, slots=True)
class Taken:
    """The units a row takes: the phrases, and on what ground."""

    phrases: tuple[UnitPhrase, ...]
    basis: Basis
    printed: str  # the phrase, for messages
    over_page: bool = False  # a page break parts the row from it
    alternatives: tuple[str, ...] = ()


class Neighbours:
    """Which units a row takes when its own cell is blank: those of the row above, else of the row below."""

    def __init__(self, outline: Outline) -> None:
        self._cells = outline.unit_cells
        self._lines = outline.lines
        self._convention = outline.convention
        self._above = self._donors(range(len(outline.lines)))
        self._below = self._donors(range(len(outline.lines) - 1, -1, -1))

    def units_of(self, index: int) -> Taken:
        """The units of the measure at `index` of the outline."""
        line = self._lines[index]
        assert isinstance(line, MeasureLine)
        printed = self._printed(line)
        if printed and line.basis is Basis.OWN:
            return Taken(self._parsed(line), Basis.OWN, printed)
        if printed:
            other = (self._below if line.basis is Basis.ABOVE else self._above)[index]
            return self._taken(line, line.basis, other, over_page=line.basis is Basis.BELOW)
        if line.basis is Basis.NOWHERE:
            return Taken((), Basis.NOWHERE, "")
        above, below = self._above[index], self._below[index]
        if above is not None:
            return self._taken(above, Basis.ABOVE, below)
        return Taken((), Basis.OWN, "") if below is None else self._taken(below, Basis.BELOW, None)

    def _taken(self, donor: MeasureLine, basis: Basis, other: MeasureLine | None, *, over_page: bool = False) -> Taken:
        printed = self._printed(donor)
        otherwise = "" if other is None else self._printed(other)
        alternatives = (otherwise,) if otherwise not in ("", printed) else ()
        return Taken(self._parsed(donor), basis, printed, over_page, alternatives)

    def _donors(self, order: range) -> list[MeasureLine | None]:
        """For each line the last one before it, in that order and under the same heading, that prints its own units."""
        donors: list[MeasureLine | None] = [None] * len(self._lines)
        last: MeasureLine | None = None
        for index in order:
            line = self._lines[index]
            apart = isinstance(line, MeasureLine) and line.closes is not None
            last = None if apart and order.step > 0 else last
            donors[index] = last
            if isinstance(line, HeadingLine) or (apart and order.step < 0):
                last = None
            elif line.basis is Basis.OWN and self._lends(line):
                last = line
        return donors

    def _lends(self, line: MeasureLine) -> bool:
        """Whether other rows may take this one's units; a — says that it has none."""
        return any(phrase.assigned or phrase.unread for phrase in self._parsed(line))

    def _parsed(self, line: MeasureLine) -> tuple[UnitPhrase, ...]:
        cells = [self._cells[i] for i in line.units]
        phrases = ((cell.text, parse_units(cell.text, role=cell.role)) for cell in cells if _says(cell))
        convention = self._convention if line.by_convention else None
        return tuple(led_by_convention(text, phrase, convention) for text, phrase in phrases)

    def _printed(self, line: MeasureLine) -> str:
        return "；".join(_in_words(self._cells[i]) for i in line.units if _says(self._cells[i]))


def _says(cell: PrintedUnits) -> bool:
    """Whether a cell says more than that it is the same as the one above."""
    return bool(cell.text.strip()) and not is_ditto(cell.text)


def _in_words(cell: PrintedUnits) -> str:
    """A cell's phrase; where the column's header tells the role, with that role."""
    if cell.role is None or cell.role is Role.RESPONSIBLE:
        return cell.text
    return f"{cell.text}{cell.role.label}"
