"""The body of a division-of-labour table: one row for each measure, headings in columns or in rows of their own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ledger_app.documents.sheet import SheetCell, Style
from ledger_app.domain.ids import SectionId
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import UNIT_FIELDS, Field, HeadingStyle, Layout, Section, numbered
from ledger_app.domain.row import Annex, MeasureRow

STYLE_OF = {
    Field.SECTION_NUMBER: Style.NUMBER,
    Field.NUMBER: Style.NUMBER,
    Field.HEADING: Style.HEADING,
    Field.TEXT: Style.TEXT,
    Field.UNITS: Style.UNITS,
    Field.LEAD: Style.UNITS,
    Field.RESPONSIBLE: Style.UNITS,
    Field.SUPPORT: Style.UNITS,
    Field.DEADLINE: Style.SHORT,
    Field.STATUS: Style.SHORT,
    Field.PROGRESS: Style.TEXT,
    Field.OTHER: Style.TEXT,
}
_FURTHER_FIELDS = frozenset({Field.DEADLINE, Field.STATUS, Field.PROGRESS, Field.OTHER})


class BodyRow(NamedTuple):
    """A row of the body: a measure under its headings, or a heading by itself."""

    path: tuple[Section, ...]  # the headings that stand in columns, outermost first
    row: MeasureRow | None
    heading: Section | None = None  # printed across this row


class _Shape(NamedTuple):
    """How headings are printed: in columns by level, or across rows from one column to another."""

    in_columns: bool
    across: tuple[int, int]  # columns of a heading's own row
    number_column: int | None  # its number's column, None: with the title
    levels: dict[int, int]  # heading or section-number column -> level of the path
    numbered_levels: frozenset[int]  # levels with a number column


_Entry = tuple[str, object]  # a text and what makes it one cell with the row above; None: never merged
_Entries = Iterable[_Entry]  # one for each row of the body
_BREAK: _Entry = ("", None)  # nothing printed here, nothing to merge with


def body_rows(annex: Annex) -> list[BodyRow]:
    """The rows of an annex from top to bottom."""
    layout = annex.plan.layout
    if not _in_columns(layout):
        return [BodyRow((), None, line) if isinstance(line, Section) else BodyRow((), line) for line in annex.lines]
    return _rows_under_columns(annex, layout.fields.count(Field.HEADING))


def _rows_under_columns(annex: Annex, levels: int) -> list[BodyRow]:
    """Measures under headings in columns. Levels beyond the columns, and headings of nothing, get rows of their own."""
    sections = {line.id: line for line in annex.lines if isinstance(line, Section)}
    paths = {section.id: _path(section, sections) for section in sections.values()}
    parents = {section.parent_id for section in sections.values()}
    inhabited = {line.measure.section_id for line in annex.lines if isinstance(line, MeasureRow)}
    across = max((len(path) for path in paths.values()), default=0) - levels
    rows = []
    for line in annex.lines:
        if isinstance(line, MeasureRow):
            rows.append(BodyRow(line.path[max(across, 0) :], line))
        elif len(paths[line.id]) <= across:
            rows.append(BodyRow((), None, line))
        elif line.id not in parents and line.id not in inhabited:
            rows.append(BodyRow(paths[line.id][max(across, 0) :], None))
    return rows


def _path(section: Section, sections: Mapping[SectionId, Section]) -> tuple[Section, ...]:
    path = [section]
    while (parent_id := path[0].parent_id) is not None:
        path.insert(0, sections[parent_id])
    return tuple(path)


def _in_columns(layout: Layout) -> bool:
    return layout.heading_style is HeadingStyle.COLUMN and Field.HEADING in layout.fields


def _shape(layout: Layout) -> _Shape:
    whole = (0, len(layout.fields) - 1)
    if _in_columns(layout):
        levels = _levels(layout.fields)
        numbered_levels = frozenset(levels[i] for i in levels if layout.fields[i] is Field.SECTION_NUMBER)
        return _Shape(True, whole, None, levels, numbered_levels)
    across = layout.heading_columns if layout.heading_style is HeadingStyle.ROW else whole
    numbers = [i for i in range(across[0]) if layout.fields[i] in (Field.SECTION_NUMBER, Field.NUMBER)]
    return _Shape(False, across, numbers[-1] if numbers else None, {}, frozenset())


def _levels(fields: Sequence[Field]) -> dict[int, int]:
    """Which level of the path each heading column shows; a number column belongs to the heading right of it."""
    levels: dict[int, int] = {}
    level, number = 0, None
    for column, field in enumerate(fields):
        if field is Field.SECTION_NUMBER:
            number = column
        elif field is Field.HEADING:
            levels[column] = level
            if number is not None:
                levels[number] = level
            level, number = level + 1, None
    if number is not None:
        levels[number] = level - 1
    return levels


def body_cells(annex: Annex, top: int = 0) -> list[SheetCell]:
    """The body's cells, its first row being `top`, by row and column; empty cells too, for their lines."""
    layout, rows = annex.plan.layout, body_rows(annex)
    shape = _shape(layout)
    cells: list[SheetCell] = []
    for column, field in enumerate(layout.fields):
        entries = _entries(rows, layout, shape, column)
        covered = _covered(rows, shape, column)
        cells += _merged_down(entries, top, column, STYLE_OF[field], covered)
    cells += _headings_across(rows, top, shape)
    cells.sort()
    return cells


def _covered(rows: Sequence[BodyRow], shape: _Shape, column: int) -> frozenset[int]:
    """The rows in which a heading's own cell lies over this column."""
    if not shape.across[0] <= column <= shape.across[1]:
        return frozenset()
    return frozenset(i for i, row in enumerate(rows) if row.heading is not None)


def _headings_across(rows: Sequence[BodyRow], top: int, shape: _Shape) -> Iterator[SheetCell]:
    first, last = shape.across
    for row, line in enumerate(rows, start=top):
        if (section := line.heading) is not None:
            text = section.printed if shape.number_column is None else section.title
            yield SheetCell(row, first, text, Style.HEADING_ROW, 1, last - first + 1)


def _merged_down(
    entries: _Entries, top: int, column: int, style: Style, covered: frozenset[int]
) -> Iterator[SheetCell]:
    """One cell for each run of rows with the same key."""
    start, row = 0, -1
    shown: _Entry | None = None
    for row, entry in enumerate(entries):
        if shown is None or entry[1] is None or entry[1] != shown[1]:
            if shown is not None and start not in covered:
                yield SheetCell(top + start, column, shown[0], style, row - start)
            start, shown = row, entry
    if shown is not None and start not in covered:
        yield SheetCell(top + start, column, shown[0], style, row + 1 - start)


def _entries(rows: Sequence[BodyRow], layout: Layout, shape: _Shape, column: int) -> _Entries:
    """What a column prints in each row, and with what it is merged."""
    field = layout.fields[column]
    if column in shape.levels:
        return _heading_entries(rows, layout, shape, column)
    if field is Field.TEXT and column == layout.fields.index(Field.TEXT):
        return _text_entries(rows, layout)
    if field in UNIT_FIELDS:
        return _bridged(rows, shape, column, lambda row: _unit_entry(row, column))
    if field in _FURTHER_FIELDS:
        return _further_entries(rows, layout, shape, column)
    if field is Field.NUMBER or column == shape.number_column:
        return _number_entries(rows, column == shape.number_column, field is Field.NUMBER)
    return [_BREAK] * len(rows)


def _heading_entries(rows: Sequence[BodyRow], layout: Layout, shape: _Shape, column: int) -> _Entries:
    level, is_number = shape.levels[column], layout.fields[column] is Field.SECTION_NUMBER
    titled = level in shape.numbered_levels
    shown = None
    for row in rows:
        section = row.path[level] if level < len(row.path) else None
        if section is None or (section.id == shown and not layout.merged):
            yield _BREAK
        else:
            text = (section.number or "") if is_number else section.title if titled else section.printed
            yield text, section.id if layout.merged else None
        shown = section.id if section else None


def _text_entries(rows: Sequence[BodyRow], layout: Layout) -> _Entries:
    if Field.NUMBER in layout.fields:
        return ((row.row.measure.text, None) if row.row else _BREAK for row in rows)
    return ((numbered(row.row.measure.number, row.row.measure.text), None) if row.row else _BREAK for row in rows)


def _number_entries(rows: Sequence[BodyRow], of_headings: bool, of_measures: bool) -> _Entries:
    for row in rows:
        if of_headings and row.heading:
            yield row.heading.number or "", None
        elif of_measures and row.row:
            yield row.row.measure.number or "", None
        else:
            yield _BREAK


def _unit_entry(row: MeasureRow, column: int) -> _Entry:
    for cell in row.unit_cells:
        if cell.column == column:
            return cell.text, cell.id
    return _BREAK


def _further_entries(rows: Sequence[BodyRow], layout: Layout, shape: _Shape, column: int) -> _Entries:
    index = sum(field in _FURTHER_FIELDS for field in layout.fields[:column])
    above: _Entry = _BREAK

    def entry(row: MeasureRow) -> _Entry:
        nonlocal above
        text = _further_text(row.measure, index)
        if text is not None or above[1] is None:
            above = (text or "", row.measure.id)
        return above

    return _bridged(rows, shape, column, entry)


def _further_text(measure: Measure, index: int) -> str | None:
    return measure.cells[index] if index < len(measure.cells) else ""


def _bridged(rows: Sequence[BodyRow], shape: _Shape, column: int, entry: Callable[[MeasureRow], _Entry]) -> _Entries:
    """The entries of a column whose merged cells may run past a heading row that leaves the column free."""
    free = not shape.across[0] <= column <= shape.across[1]
    above, waiting = _BREAK, 0
    for row in rows:
        if row.row is None:
            waiting += 1
            continue
        here = entry(row.row)
        bridge = free and here[1] is not None and above[1] == here[1]
        yield from [here if bridge else _BREAK] * waiting
        yield here
        above, waiting = here, 0
    yield from [_BREAK] * waiting
