"""Rows that are none of a table's measures, or fit no column: notes and sums under the body, the title printed again,
a measure in one cell over the heading's column too."""

import re
from collections.abc import Iterable

from ledger_app.domain.document import Span
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import UNIT_FIELDS, Field, PrintedCell
from ledger_app.text.carried import squashed, unmarked
from ledger_app.text.headings import bare_number
from ledger_app.text.outline import Remark
from ledger_app.text.table import Table

_COLUMNS = {
    Field.SECTION_NUMBER: "大类序号",
    Field.NUMBER: "序号",
    Field.HEADING: "大类",
    Field.TEXT: "工作内容",
    Field.UNITS: "落实单位",
    Field.DEADLINE: "完成时限",
}
_BESIDE = (*UNIT_FIELDS, Field.DEADLINE, Field.STATUS, Field.PROGRESS, Field.OTHER)
_NOTE = re.compile(r"[\s　]*(?:注|备注|说明|附注|※|\*|填表|制表|填报|审核|联系人|联系电话|单位负责人)")
_SUM = re.compile(r"[\s　]*(?:合[\s　]*计|小[\s　]*计|总[\s　]*计)[\s　]*[:：]?[\s　]*")


class OddRows:
    """Knows them by the table's columns and by what is printed above it."""

    def __init__(self, table: Table, above: Iterable[PrintedCell], foot: int) -> None:
        self._table = table
        self._foot = foot
        self._titles = {squashed(cell.text) for cell in above if cell.text.strip()}
        self._headings = table.columns(Field.HEADING)
        self._text = table.columns(Field.TEXT)[0]
        self._beside = table.columns(*_BESIDE)

    def repeats_title(self, row: int) -> bool:
        """Whether the row holds nothing but a line from above the table, at the top of a page."""
        filled = [text for text in self._table.grid.cells[row] if text.strip()]
        return len(filled) == 1 and squashed(unmarked(filled[0].strip())) in self._titles

    def over_heading(self, row: int) -> Span | None:
        """The one cell over heading and measure that holds a measure of no heading; None in any other row."""
        span = self._table.merges.span(row, self._text)
        if span is None or span.top != row or span.right != self._text or span.left not in self._headings:
            return None
        if not self._table.own(row, span.left).strip() or self._heads_others(row, span):
            return None
        return span

    def _heads_others(self, row: int, span: Span) -> bool:
        """Whether no unit answers for the row and the rows below it stand under it."""
        merges = self._table.merges
        if any(merges.covered(row, c) or self._table.own(row, c).strip() for c in self._beside):
            return False
        below = span.bottom + 1
        if below >= self._foot or not self._table.own(below, self._text).strip():
            return False
        return not self._table.own(below, span.left).strip()


def over_heading_remark(text: str) -> Remark:
    """Says that the export prints such a measure in the measures' column alone."""
    message = f"{{row}}“{_short(text)}”占了标题和内容两栏，作为没有标题的措施读入，导出分工表时只印在内容栏。"
    return Remark(kind=DoubtKind.LAYOUT, message=message)


def without_content_remark(title: str) -> Remark:
    """Says that a row of units names no work: its heading stands for it, if it has one."""
    if not title.strip():
        return Remark(kind=DoubtKind.HEADING_OR_MEASURE, message="{row}没有写内容，只有单位或时限，请对照原件。")
    message = f"{{row}}这一行只有标题“{_short(title)}”没有内容，按标题推定为措施内容。"
    return Remark(kind=DoubtKind.HEADING_OR_MEASURE, message=message, proposal=title)


def only_text_remark() -> Remark:
    """Says that a row of mere text is taken for a measure since it stands above nothing."""
    message = "{row}只有文字，没有序号、单位和时限，下面也没有措施，按位置推定为措施。"
    return Remark(kind=DoubtKind.HEADING_OR_MEASURE, message=message, proposal="措施", alternatives=("标题",))


def repeated_title_remark(sheet: str, rows: str) -> Remark:
    """Says that the title printed again parts no table."""
    message = f"工作表“{sheet}”第{rows}行又印了一次表题，按跨页接续，前后并为一张表。"
    return Remark(kind=DoubtKind.LAYOUT, message=message)


def no_header_remark(table: Table) -> Remark:
    """Says what the columns of a table without header words are taken for."""
    named = [f"第{at + 1}列是{_COLUMNS[field]}" for at, field in enumerate(table.fields) if field in _COLUMNS]
    message = f"“{table.grid.name}”没有认得的表头，按内容推定{'、'.join(named)}，请核对。"
    return Remark(kind=DoubtKind.LAYOUT, message=message)


def _short(text: str) -> str:
    text = squashed(text)
    return text if len(text) <= 20 else f"{text[:20]}…"


def is_sum(text: str) -> bool:
    """Whether a cell says 合计 and nothing else."""
    return _SUM.fullmatch(text) is not None


def foot_begins(table: Table) -> int:
    """The first row of the notes under the table."""
    end = len(table.grid.cells)
    while end > table.body and not any(cell.strip() for cell in table.grid.cells[end - 1]):
        end -= 1
    foot = end
    while foot > table.body and _is_note(table, foot - 1):
        foot -= 1
    return foot


def _is_note(table: Table, row: int) -> bool:
    filled = [(column, text) for column, text in enumerate(table.grid.cells[row]) if text.strip()]
    if not filled:
        return not any(table.merges.covered(row, c) for c in range(len(table.fields)))
    column, text = filled[0]
    if is_sum(text):
        return True
    if len(filled) > 1:
        return bool(_NOTE.match(text)) and all(":" in t or "：" in t for _, t in filled)
    text_column = table.columns(Field.TEXT)[0]
    span = table.merges.span(row, column)
    wide = span is not None and span.left == 0 and span.right >= text_column and span.top == row
    alone = column == 0 != text_column and bare_number(text) is None and Field.HEADING not in table.fields
    return bool(_NOTE.match(text)) or wide or alone
