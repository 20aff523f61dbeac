"""The unit cells of a table (落实单位栏): which one a row has, what merges, page breaks and （续） make one of."""

import re
from dataclasses import replace

from ledger_app.domain.document import Span
from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.carried import CarriedColumn, Carry, squashed
from ledger_app.text.columns import COLUMN_ROLES, label_of
from ledger_app.text.duty_phrase import Convention
from ledger_app.text.folding import plain
from ledger_app.text.outline import PrintedUnits
from ledger_app.text.table import Table
from ledger_app.text.unit_names import is_body
from ledger_app.text.units import parse_units

_LEAD_AND_SUPPORT = re.compile(
    r"牵头(?:单位|部门)?[及和、与/](?:配合|协办|参与)(?:单位|部门)?|牵头[及和、与/]?配合(?:单位|部门)"
)


_SENTENCE_END = re.compile(r"[。；;\n]")
_REMARKS = re.compile(r"备注|说明")
_JOINING = re.compile(r"(?:会同|联合)(?!会).{2,60}|.{2,60}(?:配合|协助)")  # a sentence of a 备注 cell


class UnitColumns:
    """The columns of units read downwards; `cells` are all that were found, each row knows its own by their places."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.columns = table.columns(*UNIT_FIELDS)
        self.cells: list[PrintedUnits] = []
        self._cell_at: dict[tuple[int, int], int] = {}  # row and column a unit cell begins in -> its place in the list
        self._last_cell: dict[int, int] = {}  # the same for the last one of each column
        self._phrases = {column: CarriedColumn() for column in self.columns}
        others = table.columns(Field.OTHER)
        self._remarks = [column for column in others if _REMARKS.search(label_of(table.labels[column]))]

    @property
    def convention(self) -> Convention | None:
        """How bare names under 牵头单位及配合单位 are meant: the first leads, the others support it."""
        labels = [label_of(self._table.labels[column]) for column in self._table.columns(Field.UNITS)]
        both = any(_LEAD_AND_SUPPORT.search(label) for label in labels)
        return Convention.FIRST_THEN_SUPPORT if both and len(self.columns) == 1 else None

    def of(self, row: int) -> tuple[int, ...]:
        """The places of a row's cells."""
        found = []
        for column in self.columns:
            span = self._table.merges.span(row, column)
            if span is not None and span.left < column and span.left in self.columns:
                continue  # one cell over 牵头 and 配合: the left one tells
            found.append(self._cell(row, column, span))
        return tuple(found)

    def joining(self, row: int) -> str:
        """What the 备注 of a row says of further units: 会同市甲局. Empty if it says nothing of the kind."""
        said = (sentence for column in self._remarks for sentence in _SENTENCE_END.split(self._table.text(row, column)))
        return "；".join(one for one in said if _JOINING.fullmatch(plain(one).strip()) and _names_only(one))

    def _cell(self, row: int, column: int, span: Span | None) -> int:
        top = row if span is None else span.top
        index = self._cell_at.get((top, column))
        if index is None:
            text = self._table.text(row, column)
            above = self._last_cell.get(column)
            if self._phrases[column].take(text, new=True) is Carry.REPEATED and above is not None:
                index = above
            else:
                spread = span is not None and span.right > span.left
                role = None if spread else COLUMN_ROLES.get(self._table.fields[column])
                index = len(self.cells)
                self.cells.append(PrintedUnits(column=column, text=text, role=role))
            self._cell_at[(top, column)] = self._last_cell[column] = index
        return index

    def carry(self, row: int) -> None:
        """A second row of units under one measure: they join the measure's own cells."""
        for column in self.columns:
            self._carry(row, column)

    def _carry(self, row: int, column: int) -> None:
        text, index = self._table.own(row, column), self._last_cell.get(column)
        if not text.strip() or index is None:
            return
        cell, above = self.cells[index], self._phrases[column]
        again = squashed(text) == squashed(cell.text)
        carry = Carry.REPEATED if again else above.take(text, new=False)
        if carry is Carry.GOES_ON:
            self.cells[index] = replace(cell, text=above.whole)
        elif carry is Carry.NEW:
            self.cells[index] = replace(cell, text=f"{cell.text}\n{text}")
            above.take(self.cells[index].text, new=True)
        self._cell_at[(row, column)] = index


def _names_only(phrase: str) -> bool:
    read = parse_units(phrase)
    return bool(read.assigned) and not read.unread and all(is_body(name) for name, _ in read.assigned)
