"""Headings that stand in rows of their own: merged across the table, or in the column of the measures."""

from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.headings import bare_number, is_chinese_number, numbered
from ledger_app.text.table import Table

_FURTHER = (Field.DEADLINE, Field.STATUS, Field.PROGRESS, Field.OTHER)
_AROUND_NUMBER = "、.．（）() 　"


class HeadingRows:
    """Tells a heading's row from a measure's, by what a table's other rows look like."""

    def __init__(self, table: Table, end: int) -> None:
        self._table = table
        self._text = table.columns(Field.TEXT)[0]
        self._units = table.columns(*UNIT_FIELDS)
        self._beside = (*self._units, *table.columns(*_FURTHER))
        self._in_columns = Field.HEADING in table.fields
        self.number_column = next(iter(table.columns(Field.NUMBER, Field.SECTION_NUMBER)), None)
        with_units = [r for r in range(table.body, end) if any(table.own(r, unit).strip() for unit in self._units)]
        numbers = [self._number(row) for row in with_units]
        self._measures_numbered = sum(1 for number in numbers if number.strip()) * 2 > len(numbers)
        if not numbers:  # no row names a unit
            numbers = self._numbers_of_one_kind(end)
            self._measures_numbered = bool(numbers) and not is_chinese_number(numbers[0])
        self._measures_in_chinese = bool(numbers) and is_chinese_number(numbers[0])
        self._last_work = max((row for row in range(table.body, end) if self._is_work(row)), default=end)
        self.over_columns = self._in_columns and any(self.is_heading(row) for row in range(table.body, end))

    def _numbers_of_one_kind(self, end: int) -> list[str]:
        """Where no row names a unit: the numbers that are not Chinese, else all; they must be the measures' own."""
        numbers = [self._number(row) for row in range(self._table.body, end) if self._number(row).strip()]
        return [number for number in numbers if not is_chinese_number(number)] or numbers

    def is_heading(self, row: int) -> bool:
        """Whether the row holds a heading and nothing else."""
        across = self._across(row)
        if self._in_columns or across:
            return across
        if any(self._table.text(row, column).strip() for column in self._beside):
            return False
        if any(self._table.merges.covered(row, unit) for unit in self._units):
            return False
        return self._reads_as_heading(row) and not self.heads_nothing(row)

    def heads_nothing(self, row: int) -> bool:
        """Whether the row is mere text below all numbered measures: a heading would have nothing under it."""
        if self._in_columns or not self._measures_numbered or row <= self._last_work:
            return False
        found = numbered(self._table.own(row, self._text))
        return found is None or not is_chinese_number(found.printed.strip(_AROUND_NUMBER))

    def _is_work(self, row: int) -> bool:
        """Whether the row has more than its text: a number, a unit, a date."""
        if self._number(row).strip() or any(self._table.own(row, column).strip() for column in self._beside):
            return True
        return any(self._table.merges.covered(row, unit) for unit in self._units)

    def extent(self, row: int) -> tuple[int, int]:
        """The first and last column of a heading's cell."""
        if not self._table.own(row, self._text).strip() and self._across(row) is False:
            return (0, 0)
        span = self._table.merges.span(row, self._text)
        return (self._text, self._text) if span is None else (span.left, span.right)

    def _across(self, row: int) -> bool:
        """Whether one merged cell of this row reaches over the measures and the units beside them."""
        span = self._table.merges.span(row, self._text)
        if span is None or not span.top == row == span.bottom or span.right == span.left:
            return False
        if not self._table.own(row, span.left).strip():
            return False
        return not self._in_columns or span.right - span.left >= len(self._table.fields) - 1

    def _number(self, row: int) -> str:
        return "" if self.number_column is None else self._table.own(row, self.number_column)

    def _reads_as_heading(self, row: int) -> bool:
        text, number = self._table.own(row, self._text), self._number(row)
        if not text.strip():  # 一、加强领导 in the number column, running on over the empty cells
            return bool(number.strip()) and bare_number(number) is None
        if is_chinese_number(number):
            return not self._measures_in_chinese
        found = numbered(text)
        if found is not None and is_chinese_number(found.printed.strip(_AROUND_NUMBER)):
            return True
        return self._measures_numbered != bool(number.strip()) and (self._measures_numbered or bool(number.strip()))
