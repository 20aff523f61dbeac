"""Understanding a document: which part of it is the plan, and what that part says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import PurePath
from typing import NamedTuple

from ledger_app.domain.calendar import OFFICIAL_DAYS, WorkCalendar
from ledger_app.domain.document import Document, Grid, Paragraphs, Part
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.errors import UserError
from ledger_app.domain.measure import DoubtKind
from ledger_app.text.annex import read_annex
from ledger_app.text.assemble import assemble
from ledger_app.text.cleaning import Cleaned, clean, in_original
from ledger_app.text.deadlines import names_year, year_of_text
from ledger_app.text.letter import Letter, letter_of, with_letter
from ledger_app.text.outline import MeasureLine, Outline, Remark, Spot
from ledger_app.text.prose import read_prose
from ledger_app.text.repeats import with_repeats_told
from ledger_app.text.said_once import before_measures, with_convention, with_lent_times
from ledger_app.text.second_places import with_second_places
from ledger_app.text.stages import find_stages
from ledger_app.text.table import find_table
from ledger_app.text.text_tables import read_delimited, read_one_cell_a_line, read_records

_TABLES_NAMED = 5  # of those left out


def understand(
    document: Document,
    part: int | None = None,
    calendar: WorkCalendar = OFFICIAL_DAYS,
    *,
    today: date | None = None,
) -> PlanDraft:
    """The plan in a document: a table if there is one, else the prose; `part` picks another, counted from 0.

    The year of `today` is proposed for days of a document that names no year anywhere.

    Raises UserError if nothing in it reads as a measure."""
    outlines = _outlines(document)
    if not outlines:
        raise UserError(f"“{document.name}”中未识别到措施", "请确认文件里有工作分工表，或有逐条写明负责单位的条目")
    if part is not None and not 0 <= part < len(outlines):
        raise UserError(f"“{document.name}”只有{len(outlines)}个可以读的部分，没有第{part + 1}个", "请换一个序号")
    outline = with_repeats_told(_with_others(outlines, part or 0))
    if today is not None and not names_year(text for each in document.parts for text in _texts_of(each)):
        outline = replace(outline, assumed_year=today.year)
    return with_second_places(assemble(outline, document, calendar), document)


def _texts_of(part: Part) -> Iterator[str]:
    yield from part.lines if isinstance(part, Paragraphs) else chain.from_iterable(part.cells)


def part_names(document: Document) -> tuple[str, ...]:
    """The plans that could be read from a document, in the order in which `part` counts them."""
    return tuple(reading.outline.title for reading in _outlines(document))


class _Reading(NamedTuple):
    """One plan that a part of the document reads as."""

    outline: Outline
    table: str  # what the clerk knows the table by; empty for prose


def _with_others(readings: list[_Reading], chosen: int) -> Outline:
    """The chosen plan; that other tables are left out is a doubt about it."""
    outline = readings[chosen].outline
    others = [reading.table for i, reading in enumerate(readings) if i != chosen and reading.table]
    if not others:
        return outline
    more = "等" if len(others) > _TABLES_NAMED else ""
    listed = "、".join(others[:_TABLES_NAMED])
    message = f"文件里另有{len(others)}张表（{listed}{more}）没有导入。"
    return replace(outline, remarks=(*outline.remarks, Remark(kind=DoubtKind.LAYOUT, message=message)))


def _outlines(document: Document) -> list[_Reading]:
    """Every reading of the document that finds a measure, tables before prose that names units.

    Prose that names none is read where there is nothing else."""
    stem = PurePath(document.name).stem
    letter = letter_of(document)
    tables: list[_Reading] = []
    prose: list[_Reading] = []
    for part in document.parts:
        if isinstance(part, Grid):
            _keep(tables, _grid_outline(part, stem, letter), part.name)
        else:
            cleaned = clean(part)
            rows = _text_outline(read_delimited(part, stem), _untouched(part), part)  # cleaning takes bars for spam
            rows = rows or _text_outline(read_records(cleaned.text, stem), cleaned, part)
            flattened = rows or _text_outline(read_one_cell_a_line(cleaned.text, stem), cleaned, part)
            _keep(tables, flattened, flattened.title if flattened else "")
            _keep(prose, _text_outline(read_prose(cleaned.text, stem), cleaned, part), "")
    naming = tables + [reading for reading in prose if reading.outline.names_units]
    return naming or prose


def _keep(readings: list[_Reading], outline: Outline | None, table: str) -> None:
    if outline is not None and any(isinstance(line, MeasureLine) for line in outline.lines):
        readings.append(_Reading(outline, table))


def _grid_outline(grid: Grid, stem: str, letter: Letter | None) -> Outline | None:
    table = find_table(grid)
    if table is None:
        return None
    outline = read_annex(table, stem)
    around = [cell.text for cell in (*outline.layout.head, *outline.layout.foot)]
    outline = with_lent_times(outline, around)
    cells = [cell.text for cell in outline.unit_cells]
    year = outline.issued.year if outline.issued else year_of_text(text for row in table.grid.cells for text in row)
    outline = with_convention(replace(outline, year=year), around, [*around, *cells])
    return _with_notes(with_letter(outline, letter, stem), table.grid)


def _text_outline(outline: Outline | None, cleaned: Cleaned, part: Paragraphs) -> Outline | None:
    if outline is None:
        return None
    lines = cleaned.text.lines
    before = before_measures(outline, lines)
    year = outline.issued.year if outline.issued else year_of_text(lines) or year_of_text(before)
    outline = replace(outline, year=year, stages=find_stages(lines, year))
    outline = with_convention(outline, before, lines)
    return _with_notes(in_original(outline, cleaned, part), part)


def _untouched(part: Paragraphs) -> Cleaned:
    spots = (Spot(part.name, place, 0, len(line)) for place, line in enumerate(part.lines, 1))
    return Cleaned(part, tuple(spots))


def _with_notes(outline: Outline, part: Part) -> Outline:
    """What the file's reader left out is a doubt about the plan."""
    notes = tuple(Remark(kind=DoubtKind.LAYOUT, message=f"“{part.name}”：{note}。") for note in part.notes)
    return replace(outline, remarks=(*outline.remarks, *notes))
