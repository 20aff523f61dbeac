"""The rows of the plans as edits would leave them: whether headings and merged cells still fit."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from ledger_app.domain.change import Edit, Record
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Section
from ledger_app.domain.unit import Cover, UnitCell, UnitCellId
from ledger_app.ledger.book import Book

Line = Section | Measure


@dataclass(frozen=True, slots=True)
class PlanShape:
    """A plan's headings and rows in order, and what about them does not fit already."""

    lines: Sequence[Line]
    at: Mapping[int, Line]  # by position
    astray: frozenset[MeasureId]
    merged: bool  # whether a further column has merged cells


class Shapes:
    """The shapes of a book's plans; each is looked at once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._known: dict[PlanId, PlanShape] = {}

    def of(self, plan_id: PlanId) -> PlanShape:
        """The shape of a plan; of one that the book does not have: nothing."""
        if plan_id not in self._known:
            lines: list[Line] = [s for s in self.book.sections.values() if s.plan_id == plan_id]
            lines += [self.book.measures[id_] for id_ in self.book.measures_of(plan_id)]
            lines.sort(key=attrgetter("position"))
            astray = frozenset(line.id for line in _astray(lines))
            merged = any(None in line.cells for line in _measures(lines))
            self._known[plan_id] = PlanShape(lines, {line.position: line for line in lines}, astray, merged)
        return self._known[plan_id]


class ShapeAfter:
    """What edits made for another state of the ledger would do to the shape of the plans they touch."""

    def __init__(self, shapes: Shapes, edits: Sequence[Edit]) -> None:
        self._shapes = shapes
        self._book = book = shapes.book
        self._edits = {(type(edit.record), edit.record.id): edit for edit in edits}
        lines = (edit.record for edit in edits if _is_moved(edit))
        self._moved = [line for line in lines if isinstance(line, (Measure, Section))]
        self._left = [edit.before for edit in edits if isinstance(edit.before, Cover)]
        self._joined = [edit.after for edit in edits if isinstance(edit.after, Cover)]
        self._left_of, self._joined_of = _by_cell(self._left), _by_cell(self._joined)
        plans = {line.plan_id for line in self._moved}
        covered = {cover.measure_id for cover in (*self._left, *self._joined)}
        plans |= {book.measures[id_].plan_id for id_ in covered if id_ in book.measures}
        self._after = {plan_id: self._lines(plan_id) for plan_id in plans}

    def broken(self) -> tuple[Record, ...]:
        """The rows and cells that would no longer fit, and those that stand between; none if all is well."""
        found: list[Record] = []
        for plan_id, lines in self._after.items():
            shape, measures = self._shapes.of(plan_id), _measures(lines)
            found += [line for line in _astray(lines) if line.id not in shape.astray]
            found += self._torn_cells(measures)
            if shape.merged:
                found += _cut_off(_measures(shape.lines), measures, self._newly_merged)
        return tuple(found)

    def joined_above(self) -> tuple[Measure, ...]:
        """The rows that go back into a merged cell of a further column, and those above them that they join."""
        found: dict[MeasureId, Measure] = {}
        joining = [line for line in self._moved if isinstance(line, Measure) and self._newly_merged(line)]
        for plan_id in {measure.plan_id for measure in joining}:
            measures = _measures(self._after[plan_id])
            at = {measure.id: index for index, measure in enumerate(measures)}
            for measure in joining:
                for column in self._newly_merged(measure) if measure.plan_id == plan_id else ():
                    found |= {each.id: each for each in _up_to_the_text(measures, at[measure.id], column)}
        return tuple(found.values())

    def _lines(self, plan_id: PlanId) -> list[Line]:
        measures = {row_id for kind, row_id in self._edits if kind is Measure}
        sections = {row_id for kind, row_id in self._edits if kind is Section}
        held = self._shapes.of(plan_id).lines
        lines = [line for line in held if line.id not in (measures if isinstance(line, Measure) else sections)]
        changed = (edit.after for edit in self._edits.values())
        lines += [line for line in changed if isinstance(line, (Measure, Section)) and line.plan_id == plan_id]
        return sorted(lines, key=attrgetter("position"))

    def _newly_merged(self, measure: Measure) -> list[int]:
        """The further columns in which the edits let a row be part of the cell above it."""
        edit = self._edits.get((Measure, measure.id))
        if edit is None:
            return []
        held = edit.before.cells if isinstance(edit.before, Measure) else ()
        return [at for at, cell in enumerate(measure.cells) if cell is None and held[at : at + 1] != (None,)]

    def _torn_cells(self, measures: Sequence[Measure]) -> Iterator[Record]:
        """Unit cells whose rows would not be neighbours, or that would have none."""
        at = {measure.id: index for index, measure in enumerate(measures)}
        for cell_id in self._concerned(at):
            rows = sorted(at[id_] for id_ in self._covered(cell_id) if id_ in at)
            cell = self._cell(cell_id)
            if cell is not None and (not rows or rows[-1] - rows[0] + 1 > len(rows)):
                yield cell
                if rows:
                    yield from measures[rows[0] : rows[-1] + 1]

    def _concerned(self, at: dict[MeasureId, int]) -> set[UnitCellId]:
        """The cells that rows join or leave, and those around a row that comes or moves."""
        found = {cover.unit_cell_id for cover in (*self._left, *self._joined) if cover.measure_id in at}
        order = list(at)
        for line in self._moved:
            if isinstance(line, Measure) and line.id in at:
                around = order[max(0, at[line.id] - 1) : at[line.id] + 2]
                found |= {cover.unit_cell_id for id_ in around for cover in self._book.covers_of(id_)}
        return found

    def _covered(self, cell_id: UnitCellId) -> set[MeasureId]:
        return (set(self._book.covered_by(cell_id)) - self._left_of[cell_id]) | self._joined_of[cell_id]

    def _cell(self, cell_id: UnitCellId) -> Record | None:
        edit = self._edits.get((UnitCell, cell_id))
        return self._book.unit_cells.get(cell_id) if edit is None else edit.after


def _by_cell(covers: Sequence[Cover]) -> defaultdict[UnitCellId, set[MeasureId]]:
    found: defaultdict[UnitCellId, set[MeasureId]] = defaultdict(set)
    for cover in covers:
        found[cover.unit_cell_id].add(cover.measure_id)
    return found


def _is_moved(edit: Edit) -> bool:
    """Whether a line comes, goes, changes its place, or is merged otherwise with the one above it."""
    before, after = edit.before, edit.after
    if not isinstance(edit.record, (Measure, Section)):
        return False
    return before is None or after is None or _place(before) != _place(after)


def _place(line: Record) -> tuple[object, ...]:
    if isinstance(line, Measure):
        return (
            line.position,
            line.section_id,
            line.parent_id,
            [at for at, cell in enumerate(line.cells) if cell is None],
        )
    return (line.position, line.parent_id) if isinstance(line, Section) else ()


def _measures(lines: Sequence[Line]) -> list[Measure]:
    return [line for line in lines if isinstance(line, Measure)]


def _astray(lines: Sequence[Line]) -> Iterator[Measure]:
    """The rows that do not stand below their own heading, or not with the measure they were broken down from."""
    heading: SectionId | None = None
    family: MeasureId | None = None  # the measure whose sub-measures may stand here
    for line in lines:
        if isinstance(line, Section):
            heading, family = line.id, None
            continue
        if line.section_id != heading or line.parent_id not in (None, family):
            yield line
        if line.parent_id is None:
            family = line.id


def _cut_off(
    before: Sequence[Measure], after: Sequence[Measure], newly_merged: Callable[[Measure], list[int]]
) -> Iterator[Measure]:
    """The rows that would read another row's text through a merged cell of a further column, and another text."""
    was = {key: (source.id, text) for key, source, text in _read_through(before)}
    rows = {measure.id: measure for measure in after}
    for (measure_id, column), source, text in _read_through(after):
        old = was.get((measure_id, column))
        is_other = old is not None and old[0] != source.id and old[1] != text
        if is_other and column not in newly_merged(rows[measure_id]):
            yield from (rows[measure_id], source)


def _read_through(measures: Sequence[Measure]) -> Iterator[tuple[tuple[MeasureId, int], Measure, str]]:
    """Each merged cell below the first of its rows: which row and further column, the first row, and its text."""
    columns = range(max((len(measure.cells) for measure in measures), default=0))
    heads: dict[int, tuple[Measure, str]] = {}
    for measure in measures:
        for column in columns:
            cell = measure.cells[column] if column < len(measure.cells) else ""
            if cell is not None:
                heads[column] = (measure, cell)
            elif column in heads:
                yield (measure.id, column), *heads[column]


def _up_to_the_text(measures: Sequence[Measure], at: int, column: int) -> Iterator[Measure]:
    """A row and those above it, up to the one that carries the text of their merged cell."""
    for measure in reversed(measures[: at + 1]):
        yield measure
        if column >= len(measure.cells) or measure.cells[column] is not None:
            return
