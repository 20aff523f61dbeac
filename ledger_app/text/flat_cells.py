"""The lines of a flattened table below its header words, and what each of them is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from ledger_app.domain.document import Paragraphs
from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.carried import squashed, unmarked
from ledger_app.text.columns import COLUMN_ROLES, label_of
from ledger_app.text.deadlines import is_time, says_time
from ledger_app.text.flat_header import FlatHeader
from ledger_app.text.folding import plain
from ledger_app.text.furniture import is_furniture
from ledger_app.text.head import without_attachment
from ledger_app.text.headings import bare_number, numbered
from ledger_app.text.unit_names import looks_like_unit
from ledger_app.text.units import parse_units

_GAP = 3  # empty lines behind the last cell end the table
_LONGEST_PHRASE = 300
_LONGEST_DATE = 20
_LONGEST_NAME = 25
_LONGEST_REMARK = 40
_FEWEST_MARKED = 3  # unit cells with a word for the role
_WORDS = re.compile(r"(?<!自)由|[把将將须須的]")  # words of a sentence, not of a name
_PARTS = re.compile(r"[、,，;；\s()（）]")
_ROLES = re.compile("牵头|负责|配合|参与|协助|承办|主办|单位:")


class CellKind(Enum):
    """What a line of a flattened table is."""

    NUMBER = "number"
    TEXT = "text"
    UNITS = "units"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class FlatCell:
    """One line of the flattened table."""

    kind: CellKind
    text: str
    line: int  # place among the lines
    start: int


class FlatCells:
    """The lines of the table as cells, site furniture left out."""

    def __init__(self, paragraphs: Paragraphs, header: FlatHeader, title: str) -> None:
        self._lines = paragraphs.lines
        self._header = header
        self._again = {label_of(label) for label in header.labels} | {squashed(title)}  # at the top of a page
        self._bare_names = any(field in COLUMN_ROLES for field in header.fields) or not self._tells_roles()
        self._dated = Field.DEADLINE in header.fields
        self._dated_before_units = any(
            one is Field.DEADLINE and other in UNIT_FIELDS for one, other in pairwise(header.fields)
        )
        self._beyond = _right_of_units(header.fields)
        self.cells = self._read()

    def _read(self) -> list[FlatCell]:
        cells: list[FlatCell] = []
        empty = 0
        last_units = self._last_units()
        for place in range(self._header.body, len(self._lines)):
            line = self._lines[place]
            text = line.strip()
            if not text:
                empty += 1
                continue
            behind = place > last_units
            if place != self._header.body and without_attachment(text) != text and behind:
                break
            if is_furniture(text) or self._is_printed_again(text):
                if behind:
                    break
                empty = 0
                continue
            cell = self._cell(place, line, text, cells[-1].kind if cells else None)
            if behind and (empty >= _GAP or self._is_after(cell, place - last_units)):
                break
            cells.append(cell)
            empty = 0
        return cells

    def _is_after(self, cell: FlatCell, lines: int) -> bool:
        """Whether a text behind the last units is no cell any more; the columns right of the units may have theirs."""
        if cell.kind is not CellKind.TEXT or cell.text[-1] in "。；;" or self._header.fields[0] in UNIT_FIELDS:
            return False
        return not (self._beyond and lines <= self._beyond * 2 and len(cell.text) <= _LONGEST_REMARK)

    def _last_units(self) -> int:
        for place in range(len(self._lines) - 1, self._header.body, -1):
            text = self._lines[place].strip()
            if text and self._is_units(text):
                return place
        return self._header.body

    def _cell(self, place: int, line: str, text: str, before: CellKind | None) -> FlatCell:
        start = line.index(text)
        if bare_number(text) is not None:
            return FlatCell(CellKind.NUMBER, text, place, start)
        if self._is_units(text):
            return FlatCell(CellKind.UNITS, text, place, start)
        if self._dated and len(text) <= _LONGEST_DATE and (is_time(text) or self._is_said_time(place, text, before)):
            return FlatCell(CellKind.DEADLINE, text, place, start)
        return FlatCell(CellKind.TEXT, text, place, start)

    def _is_said_time(self, place: int, text: str, before: CellKind | None) -> bool:
        """Whether a cell in the place of the times tells one among other words: 2026年底前取得阶段性成果."""
        if not says_time(text):
            return False
        below = next((line.strip() for line in self._lines[place + 1 : place + 1 + _GAP] if line.strip()), "")
        if self._header.fields[-1] is not Field.DEADLINE:
            return self._dated_before_units and before is CellKind.TEXT and text[-1] != "。" and self._is_units(below)
        if not below or bare_number(below) is not None or numbered(below) is not None:
            return True
        return before is CellKind.UNITS and not self._is_units(below)

    def _is_printed_again(self, text: str) -> bool:
        return label_of(text) in self._again or squashed(unmarked(text)) in self._again

    def _tells_roles(self) -> bool:
        """Whether the cells themselves say who leads, so that bare names are no units."""
        marked = (line for line in self._lines[self._header.body :] if _ROLES.search(plain(line)))
        return sum(1 for line in marked if len(line) <= _LONGEST_PHRASE) >= _FEWEST_MARKED

    def _is_units(self, text: str) -> bool:
        if len(text) > _LONGEST_PHRASE:
            return False
        marked = _ROLES.search(plain(text)) is not None
        if not marked and (not self._bare_names or max(map(len, _PARTS.split(text))) > _LONGEST_NAME):
            return False
        phrase = parse_units(text)
        if not phrase.assigned or phrase.unread:
            return False
        names = [name for name, _ in phrase.assigned]
        alike = sum(1 for name in names if looks_like_unit(name))
        return alike * 2 >= len(names) and not any(len(name) > _LONGEST_NAME or _WORDS.search(name) for name in names)


def _right_of_units(fields: Sequence[Field]) -> int:
    """How many columns stand right of the last one with units, 时限 aside."""
    last = max(column for column, field in enumerate(fields) if field in UNIT_FIELDS)
    return sum(1 for field in fields[last + 1 :] if field is not Field.DEADLINE)
