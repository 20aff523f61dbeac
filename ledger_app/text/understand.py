"""Understanding a document: which part of it is the plan, and what that part says."""

from collections.abc import Callable
from pathlib import PurePath

from ledger_app.domain.document import Document, Grid, Paragraphs
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.errors import UserError
from ledger_app.text.annex import read_annex
from ledger_app.text.assemble import assemble
from ledger_app.text.flat_cells import find_annex
from ledger_app.text.flattened import read_flattened
from ledger_app.text.outline import MeasureLine, Outline
from ledger_app.text.prose import read_prose
from ledger_app.text.table import find_table

Reader = Callable[[], Outline | None]


def understand(document: Document, part: int | None = None) -> PlanDraft:
    """The plan in a document: a table if there is one, else the prose; `part` picks another, counted from 0.

    Raises UserError if nothing in it reads as a measure."""
    outlines = _outlines(document)
    if not outlines:
        raise UserError(f"“{document.name}”中未识别到措施", "请确认文件里有工作分工表，或有逐条写明负责单位的条目")
    if part is not None and not 0 <= part < len(outlines):
        raise UserError(f"“{document.name}”只有{len(outlines)}个可以读的部分，没有第{part + 1}个", "请换一个序号")
    return assemble(outlines[part or 0], document)


def part_names(document: Document) -> tuple[str, ...]:
    """The plans that could be read from a document, in the order in which `part` counts them."""
    return tuple(outline.title for outline in _outlines(document))


def _outlines(document: Document) -> list[Outline]:
    """Every reading of the document that finds a measure, tables before prose."""
    stem = PurePath(document.name).stem
    tables: list[Outline] = []
    prose: list[Outline] = []
    for part in document.parts:
        if isinstance(part, Grid):
            _keep(tables, _grid_outline(part, stem))
        else:
            _keep(tables, _flattened_outline(part, stem))
            _keep(prose, read_prose(part, stem))
    return tables + prose


def _keep(outlines: list[Outline], outline: Outline | None) -> None:
    if outline is not None and any(isinstance(line, MeasureLine) for line in outline.lines):
        outlines.append(outline)


def _grid_outline(grid: Grid, stem: str) -> Outline | None:
    table = find_table(grid)
    return None if table is None else read_annex(table, stem)


def _flattened_outline(paragraphs: Paragraphs, stem: str) -> Outline | None:
    start = find_annex(paragraphs)
    return None if start is None else read_flattened(paragraphs, start, stem)
