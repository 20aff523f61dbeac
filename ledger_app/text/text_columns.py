"""Several columns of text in one table: which holds the measures, and what the others are to them."""

import re
from collections.abc import Sequence

from ledger_app.domain.plan import Field
from ledger_app.text.columns import field_of, is_property, label_of, text_rank
from ledger_app.text.merges import Merges

_PROBLEM = re.compile(r"(?:问题|隐患|短板|诉求|意见|线索|点位|不足)(?:描述|内容|情况|清单|表现)?$")
_CONTENT = 3  # how many times longer than its name what a column calls 内容 is
_LONGEST_NAME = 20  # characters of a name, on average


class TextColumns:
    """Knows the columns by their labels, by how long their cells are, and by where these are merged."""

    def __init__(self, labels: Sequence[str], rows: Sequence[Sequence[str]], merges: Merges, body: int) -> None:
        self._labels = labels
        self._rows = rows
        self._merges = merges
        self._body = body

    def measures(self, columns: Sequence[int]) -> int:
        """The column that holds the measures: by its label, unless another one parts the same rows more finely."""
        named = [column for column in columns if not is_property(self._labels[column])] or columns
        chosen = min(named, key=lambda column: (text_rank(self._labels[column]), -column))
        for column in named:
            if column > chosen and self._is_content(column, chosen):
                chosen = column
        for column in columns:
            if self._is_finer(column, chosen):
                chosen = column
        return chosen

    def beside(self, column: int, measures: int) -> Field:
        """What a column of text is that does not hold the measures: their heading, or a further word about them."""
        if column > measures:
            return Field.OTHER
        aside = is_property(self._labels[column]) and not self._is_finer(measures, column)
        return Field.OTHER if aside and field_of(self._labels[column]) is Field.TEXT else Field.HEADING

    def only_problems(self, columns: Sequence[int]) -> bool:
        """Whether these columns tell what is wrong, so that what is to be done may stand right of the units."""
        return all(_PROBLEM.search(label_of(self._labels[column])) for column in columns)

    def longest(self, columns: Sequence[int]) -> int | None:
        """The column with the longest cells."""
        return max(columns, key=self._length, default=None)

    def _length(self, column: int) -> float:
        cells = [row[column] for row in self._rows if row[column].strip()]
        return sum(map(len, cells)) / len(cells) if cells else 0

    def _is_content(self, column: int, name: int) -> bool:
        """Whether one column spells out at length what the other only names."""
        return 0 < self._length(name) <= _LONGEST_NAME and self._length(column) >= self._length(name) * _CONTENT

    def _is_finer(self, column: int, other: int) -> bool:
        """Whether the other column's cells reach over several of this one's, and never the other way round."""
        return self._reaches_over(other, column) and not self._reaches_over(column, other)

    def _reaches_over(self, column: int, other: int) -> bool:
        return any(
            self._merges.covered(self._body + place, column)
            and not self._merges.covered(self._body + place, other)
            and row[other].strip()
            for place, row in enumerate(self._rows)
        )
