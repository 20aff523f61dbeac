"""The lines of a flattened table: where its header words stand, and what each line behind them is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ledger_app.domain.document import Paragraphs
from ledger_app.domain.errors import UserError
from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.columns import COLUMN_ROLES, field_of, is_header, label_of
from ledger_app.text.deadlines import read_cell
from ledger_app.text.folding import plain
from ledger_app.text.furniture import is_furniture
from ledger_app.text.head import ends_like_title, without_attachment
from ledger_app.text.headings import bare_number
from ledger_app.text.unit_names import looks_like_unit
from ledger_app.text.units import parse_units

_FEWEST_LABELS, _MOST_LABELS = 2, 12
_GAP = 3  # empty lines behind the last cell end the table
_LONGEST_PHRASE = 300
_LONGEST_DATE = 20
_LONGEST_NAME = 25
_WORDS = re.compile(r"(?<!自)由|[把将將须須的]")  # words of a sentence, not of a name
_TITLE_WITHIN = 8  # lines above the header words
_ROLE_WORDS = ("牵头", "负责", "配合", "参与", "协助", "承办", "主办", "单位:")


@dataclass(frozen=True, slots=True)
class FlatHeader:
    """Where the header words of a flattened table stand, and what they are."""

    first: int  # place of the first header word among the lines
    body: int  # place of the first line behind them
    labels: tuple[str, ...]
    fields: tuple[Field, ...]


def find_annex(paragraphs: Paragraphs) -> FlatHeader | None:
    """The header words of a flattened table: 序号 / 工作内容 / 落实单位 on lines of their own."""
    filled = [(place, line.strip()) for place, line in enumerate(paragraphs.lines) if line.strip()]
    start = 0
    while start < len(filled):
        end = start
        while end < len(filled) and end - start < _MOST_LABELS and field_of(filled[end][1]) is not None:
            end += 1
        labels = tuple(text for _, text in filled[start:end])
        if end - start >= _FEWEST_LABELS and end < len(filled) and is_header(labels) and _names_units(labels):
            fields = tuple(field_of(label) or Field.OTHER for label in labels)
            words = tuple(label_of(label) if _spread(label) else label for label in labels)
            return FlatHeader(filled[start][0], filled[end - 1][0] + 1, words, fields)
        start = max(end, start + 1)
    return None


def _names_units(labels: Sequence[str]) -> bool:
    return any(field_of(label) in UNIT_FIELDS for label in labels)


def _spread(label: str) -> bool:
    """Whether a label's characters are set apart by spaces: 工 作 内 容."""
    return all(len(part) == 1 for part in label.split())


def title_above(lines: Sequence[str]) -> str | None:
    """The title above the header words: the 附件: line with what carries it on, else the last line that ends as one."""
    filled = [line.strip() for line in lines if line.strip()]
    for place in range(len(filled) - 1, max(-1, len(filled) - _TITLE_WITHIN), -1):
        bare = without_attachment(filled[place])
        if bare != filled[place]:
            return "".join([bare, *filled[place + 1 :]]) or None
    for place in range(len(filled) - 1, max(-1, len(filled) - 4), -1):
        if ends_like_title(filled[place]) and "。" not in filled[place]:
            return filled[place]
    return None


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
        self._bare_names = any(field in COLUMN_ROLES for field in header.fields)
        self._dated = Field.DEADLINE in header.fields
        self._title = title
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
            if is_furniture(text) or self._is_header_word(text):
                if behind:
                    break
                empty = 0
                continue
            cell = self._cell(place, line, text)
            if behind and (empty >= _GAP or (cell.kind is CellKind.TEXT and text[-1] not in "。；;")):
                break
            cells.append(cell)
            empty = 0
        return cells

    def _last_units(self) -> int:
        for place in range(len(self._lines) - 1, self._header.body, -1):
            text = self._lines[place].strip()
            if text and self._is_units(text):
                return place
        return self._header.body

    def _cell(self, place: int, line: str, text: str) -> FlatCell:
        start = line.index(text)
        if bare_number(text) is not None:
            return FlatCell(CellKind.NUMBER, text, place, start)
        if self._is_units(text):
            return FlatCell(CellKind.UNITS, text, place, start)
        if self._dated and len(text) <= _LONGEST_DATE and self._is_deadline(text):
            return FlatCell(CellKind.DEADLINE, text, place, start)
        return FlatCell(CellKind.TEXT, text, place, start)

    def _is_header_word(self, text: str) -> bool:
        word = label_of(text)
        return any(word == label_of(label) for label in self._header.labels)

    def _is_units(self, text: str) -> bool:
        if len(text) > _LONGEST_PHRASE:
            return False
        phrase = parse_units(text)
        if not phrase.assigned or phrase.unread:
            return False
        marked = any(word in plain(text) for word in _ROLE_WORDS)
        if not marked and not self._bare_names:
            return False
        names = [name for name, _ in phrase.assigned]
        alike = sum(1 for name in names if looks_like_unit(name))
        return alike * 2 >= len(names) and not any(len(name) > _LONGEST_NAME or _WORDS.search(name) for name in names)

    def _is_deadline(self, text: str) -> bool:
        try:
            read_cell(text, issued=None, plan_title=self._title)
        except UserError:
            return False
        return True
