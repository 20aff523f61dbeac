"""What stands under a table's body: notes, sums, who filled it in."""

import re

from ledger_app.domain.plan import Field
from ledger_app.text.headings import bare_number
from ledger_app.text.table import Table

_NOTE = re.compile(r"[\s　]*(?:注|备注|说明|附注|※|\*|填表|制表|填报|审核|联系人|联系电话|单位负责人)")
_SUM = re.compile(r"[\s　]*(?:合[\s　]*计|小[\s　]*计|总[\s　]*计)[\s　]*[:：]?[\s　]*")


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
