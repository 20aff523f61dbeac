"""A document's flow, lines and tables in order -> parts. Word files and web pages are read into one alike."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ledger_app.documents.guard import MOST_CELLS
from ledger_app.documents.text_in import PART_NAME
from ledger_app.domain.document import Grid, Paragraphs, Part, Span
from ledger_app.domain.errors import UserError

_LABEL = re.compile(
    r"[\s　]*附[\s　]*[件表]?[\s　]*[0-9０-９一二三四五六七八九十]*(?:[-－—][0-9]+)?[\s　]*[:：]?[\s　]*"
)
_ORDINAL = re.compile(
    r"[\s　]*(?:[一二三四五六七八九十百]+、|第[一二三四五六七八九十百]+[章节条]|[(（]\w+[)）]|[0-9]+[.．、)）])"
)
_LONGEST_LABEL = 12
_SENTENCE_ENDS = "。；;，,、！!？?"
_LONGEST_CAPTION = 100
_CAPTION_LINES = 3
_HEADING_WITHIN = 6  # lines above a table in which its heading may stand


class Line(NamedTuple):
    """A paragraph, or one of its lines; `heading` where the document sets it off as a title."""

    text: str
    heading: bool = False


@dataclass(slots=True)
class Cell:
    """A cell of a table as the document numbers rows and columns; it may reach over several."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    flow: "Flow" = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table's cells, row by row."""

    cells: list[Cell] = field(default_factory=list)


Flow = list[Line | Table]


def parts_of(flow: Flow, name: str, notes: Sequence[str] = ()) -> tuple[Part, ...]:
    """The text around the tables as one part, so that a table does not cut a plan in two; then the tables as grids,
    each under its title.

    Raises UserError, naming the file, if there is nothing or too much."""
    told = tuple(notes)
    grids: list[Part] = []
    text: list[str] = []
    lines: list[Line] = []  # since the last table
    for block in _without_frames(flow):
        if isinstance(block, Line):
            lines.append(block)
        elif _has_text(block):
            begin = _caption_begins(lines)
            caption = [line.text for line in lines[begin:] if line.text.strip()]
            _add_lines(text, lines[:begin])
            lines = []
            grids.append(_grid(block, caption, f"表{len(grids) + 1}", name, told))
    _add_lines(text, lines)
    parts = [Paragraphs(name=PART_NAME, lines=tuple(text), notes=told)] if any(map(str.strip, text)) else []
    if not parts and not grids:
        raise UserError(f"“{name}”里没有文字内容", "如果内容是图片，请先识别成文字，存为 .txt 或 .xlsx 再导入")
    return (*parts, *grids)


def _add_lines(text: list[str], lines: Sequence[Line]) -> None:
    """More of the text; an empty line stands where a table was."""
    if text and lines:
        text.append("")
    text += [line.text for line in lines]


# ---- frames: tables that only lay out the page


def _without_frames(flow: Flow) -> Iterator[Line | Table]:
    for block in flow:
        if isinstance(block, Table) and _is_frame(block):
            for cell in block.cells:
                yield from _without_frames(cell.flow)
        else:
            yield block


def _is_frame(table: Table) -> bool:
    """A table of one column or one row, or one that holds less text itself than the tables in it."""
    if len({cell.column for cell in table.cells}) < 2 or len({cell.row for cell in table.cells}) < 2:
        return True
    inner = [block for cell in table.cells for block in cell.flow if isinstance(block, Table)]
    if not inner:
        return False
    own = sum(len(block.text) for cell in table.cells for block in cell.flow if isinstance(block, Line))
    return own < sum(_length(cell.flow) for each in inner for cell in each.cells)


def _length(flow: Flow) -> int:
    return sum(
        len(block.text) if isinstance(block, Line) else sum(_length(cell.flow) for cell in block.cells)
        for block in flow
    )


def _has_text(table: Table) -> bool:
    return any(
        block.text.strip() != "" if isinstance(block, Line) else _has_text(block)
        for cell in table.cells
        for block in cell.flow
    )


# ---- a table's title


def _caption_begins(lines: Sequence[Line]) -> int:
    """Where among the lines above a table its title begins; their number if it has none.

    An office's sheet has 附件 and the title in its first rows; here they stand above the table."""
    end = len(lines)
    while end and not lines[end - 1].text.strip():
        end -= 1
    first = end
    while first and end - first < _HEADING_WITHIN and _may_belong(lines[first - 1].text):
        first -= 1
    headings = [place for place in range(first, end) if lines[place].heading]
    begin = headings[-1] if headings else _without_introduction(lines, max(first, end - _CAPTION_LINES), end)
    while first < begin < end and lines[begin].heading and lines[begin - 1].heading:
        begin -= 1
    labels = [place for place in range(begin, end) if _is_label(lines[place].text)]
    begin = labels[-1] if labels else _with_label(lines, begin)
    return len(lines) if begin == end else begin


def _may_belong(text: str) -> bool:
    """Whether a line may be part of a title: it is short, no sentence, and no heading of the text."""
    text = text.strip()
    if not text or len(text) > _LONGEST_CAPTION:
        return False
    return _is_label(text) or (text[-1] not in _SENTENCE_ENDS and not _ORDINAL.match(text))


def _without_introduction(lines: Sequence[Line], begin: int, end: int) -> int:
    """Where a title begins that no heading tells: behind 分工如下："""
    said = [p for p in range(begin, end) if lines[p].text.strip()[-1] in ":：" and not _is_label(lines[p].text)]
    return said[-1] + 1 if said else begin


def _is_label(text: str) -> bool:
    text = text.strip()
    return len(text) <= _LONGEST_LABEL and _LABEL.fullmatch(text) is not None


def _with_label(lines: Sequence[Line], begin: int) -> int:
    """The place of the 附件 above a title, or of the title itself."""
    above = begin - 1
    while above >= 0 and not lines[above].text.strip():
        above -= 1
    return above if above >= 0 and _is_label(lines[above].text) else begin


# ---- a table as a grid


def _grid(table: Table, caption: Sequence[str], name: str, file: str, notes: tuple[str, ...]) -> Grid:
    """Rows and columns in which no cell begins are not printed and not counted."""
    rows = sorted({cell.row for cell in table.cells})
    columns = sorted({cell.column for cell in table.cells})
    if len(rows) * len(columns) > MOST_CELLS:
        raise UserError(f"“{file}”的{name}太大，超出可以读入的范围", "请删去多余的行和列后再导入")
    head = len(caption)
    row_of = {row: head + place for place, row in enumerate(rows)}
    column_of = {column: place for place, column in enumerate(columns)}
    texts = [[""] * len(columns) for _ in range(head + len(rows))]
    merges = []
    nested = 0
    for place, text in enumerate(caption):
        texts[place][0] = text.strip()
        if len(columns) > 1 and not _is_label(text):
            merges.append(Span(top=place, left=0, bottom=place, right=len(columns) - 1))
    for cell in table.cells:
        top, left = row_of[cell.row], column_of[cell.column]
        texts[top][left] = _cell_text(cell.flow)
        nested += any(isinstance(block, Table) for block in cell.flow)
        if cell.rows > 1 or cell.columns > 1:
            bottom = head + bisect_left(rows, cell.row + cell.rows) - 1
            right = bisect_left(columns, cell.column + cell.columns) - 1
            if (bottom, right) != (top, left):
                merges.append(Span(top=top, left=left, bottom=bottom, right=right))
    told = (*notes, f"有{nested}个单元格里还套着表格，已按行读作文字") if nested else notes
    return Grid(
        name=name,
        cells=tuple(map(tuple, texts)),
        merges=tuple(sorted(merges, key=lambda span: (span.top, span.left))),
        first_row=1 - head,  # so that messages count the table's own rows
        notes=told,
    )


def _cell_text(flow: Flow) -> str:
    if len(flow) == 1 and isinstance(flow[0], Line):
        return flow[0].text.strip(" \t\n")
    return "\n".join(_cell_lines(flow)).strip(" \t\n")


def _cell_lines(flow: Flow) -> Iterator[str]:
    """The lines of a cell; a table in it line by line, its cells side by side."""
    for block in flow:
        if isinstance(block, Line):
            yield block.text
            continue
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(" ".join(_cell_lines(cell.flow)))
        yield from (" ".join(texts) for texts in rows.values())
