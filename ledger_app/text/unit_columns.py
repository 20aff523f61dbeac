"""The unit cells of a table (落实单位栏): which one a row has, what merges, page breaks and （续） make one of."""

import re
from dataclasses import replace

from ledger_app.domain.document import Span
from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.carried import CarriedColumn, Carry, squashed
from ledger_app.text.columns import COLUMN_ROLES, label_of
from ledger_app.text.duty_phrase import Convention
from ledger_app.text.outline import PrintedUnits
from ledger_app.text.table import Table

_LEAD_AND_SUPPORT = re.compile(
    r"牵头(?:单位|部门)?[及和、与/](?:配合|协办|参与)(?:单位|部门)?|牵头[及和、与/]?配合(?:单位|部门)"
)


class UnitColumns:
    """The columns of units read downwards; `cells` are all that were found, each row knows its own by their places."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.columns = table.columns(*UNIT_FIELDS)
        self.cells: list[PrintedUnits] = []
        self._cell_at: dict[tuple[int, int], int] = {}  # row and column a unit cell begins in -> its place in the list
        self._last_cell: dict[int, int] = {}  # the same for the last one of each column
        self._phrases = {column: CarriedColumn() for column in self.columns}

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
