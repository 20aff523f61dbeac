"""Columns of a table that say what a measure comes to in numbers: 工作目标, 2026年目标值 with 计量单位 beside it."""

import re

from ledger_app.domain.plan import Field
from ledger_app.text.columns import label_of
from ledger_app.text.folding import plain
from ledger_app.text.table import Table

_AIM = re.compile(r"目标(?!任务)|指标值|预期效果|任务量|工程量|建设规模|(?:计划|任务|目标)数量?$|(?:指标|任务)数$")
_NO_AIM = re.compile(r"序号|单位|类|完成情况|进展|现状|基数|时限|时间")
_COUNTED = re.compile(r"(?:计量)?单位")
_BARE = re.compile(r"[≥≤><]?[\d.,]+(?:以上|以下)?")
_ASIDE = re.compile(r"\((?:单位:)?(?P<unit>[^()\d]{1,6})\)")


class AimColumns:
    """Knows these columns by their labels."""

    def __init__(self, table: Table) -> None:
        self._table = table
        labels = [label_of(label) for label in table.labels]
        further = table.columns(Field.OTHER)
        self._columns = [c for c in further if _AIM.search(labels[c]) and not _NO_AIM.search(labels[c])]
        self._counted = next((c for c in further if _COUNTED.fullmatch(labels[c])), None)
        self._units = {c: found["unit"] for c in self._columns if (found := _ASIDE.search(labels[c])) is not None}

    def of(self, row: int) -> str:
        """What they say of a row, each number with what it counts."""
        return "；".join(filter(None, (self._said(row, column) for column in self._columns)))

    def _said(self, row: int, column: int) -> str:
        text = self._table.own(row, column).strip()
        if _BARE.fullmatch(plain(text)) is None:
            return text
        counted = "" if self._counted is None else self._table.text(row, self._counted).strip()
        return f"{text}{counted or self._units.get(column, '')}"
