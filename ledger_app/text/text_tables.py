"""Tables in running text: told apart by bars, tabs or spaces, or flattened to one cell a line."""

from collections.abc import Callable
from dataclasses import replace

from ledger_app.domain.document import Paragraphs
from ledger_app.text.annex import read_annex
from ledger_app.text.barred import find_barred
from ledger_app.text.delimited import TextTable, find_delimited, spread_out
from ledger_app.text.drawn import find_drawn
from ledger_app.text.flat_cells import FlatCells
from ledger_app.text.flat_grid import is_wide, rebuilt
from ledger_app.text.flat_header import find_annex, title_above
from ledger_app.text.flattened import read_flattened
from ledger_app.text.head import plan_facts
from ledger_app.text.outline import MeasureLine, Outline, Spot
from ledger_app.text.records import find_records
from ledger_app.text.table import find_table


def read_delimited(paragraphs: Paragraphs, name: str) -> Outline | None:
    """The outline of the first table with a row a line, or a bar behind each cell.

    `name` is its title if the text gives none."""
    found = find_drawn(paragraphs) or find_delimited(paragraphs) or find_barred(paragraphs)
    return None if found is None else _outline(found, paragraphs, name)


def read_records(paragraphs: Paragraphs, name: str) -> Outline | None:
    """The same for a text of blocks of labelled lines, one for each matter."""
    found = find_records(paragraphs)
    return None if found is None else _outline(found, paragraphs, name)


def read_one_cell_a_line(paragraphs: Paragraphs, name: str) -> Outline | None:
    """The same for the first table flattened to one cell a line, or whose cells mere spaces tell apart."""
    spread = spread_out(paragraphs)
    if spread is None:
        return _flattened(paragraphs, name)
    outline = _flattened(spread[0], name)
    return None if outline is None else _moved(outline, lambda spot: _whole_line(paragraphs, spread[1][spot.line - 1]))


def _flattened(paragraphs: Paragraphs, name: str) -> Outline | None:
    header = find_annex(paragraphs)
    if header is None:
        return None
    if not is_wide(header):
        return read_flattened(paragraphs, header, name)
    title = title_above(paragraphs.lines[: header.first]) or name
    cells = FlatCells(paragraphs, header, title).cells
    return _outline(rebuilt(cells, header, paragraphs.name), paragraphs, name)


def _outline(found: TextTable, paragraphs: Paragraphs, name: str) -> Outline | None:
    table = find_table(found.grid)
    if table is None:
        return None
    above = paragraphs.lines[: found.first]
    outline = read_annex(table, title_above(above) or name)
    facts = plan_facts(above)
    outline = replace(outline, doc_number=facts.doc_number, issuer=facts.issuer, issued=facts.issued)
    return _moved(outline, lambda spot: _whole_line(paragraphs, found.places[spot.line - 1]))


def _moved(outline: Outline, move: Callable[[Spot], Spot]) -> Outline:
    """The outline with the place of every measure in the text, not in the table made of it."""
    lines = [
        replace(line, spots=tuple(move(spot) for spot in line.spots)) if isinstance(line, MeasureLine) else line
        for line in outline.lines
    ]
    return replace(outline, lines=tuple(lines))


def _whole_line(paragraphs: Paragraphs, place: int) -> Spot:
    return Spot(paragraphs.name, place + 1, 0, len(paragraphs.lines[place]))
