"""Records (一事一表) in running text, each a block of labelled lines, 【存在问题】… 【主管单位】… -> a grid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ledger_app.domain.document import Grid, Paragraphs
from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.columns import field_of, is_header
from ledger_app.text.delimited import TextTable
from ledger_app.text.folding import plain
from ledger_app.text.headings import numbered

_FRAMED = re.compile(r"[【\[](?P<label>[^】\]【\[]{2,14})[】\]][ ]*:?[ ]*(?P<value>.*)")
_COLON = re.compile(r"(?P<label>[一-鿿]{2,8}(?:\([^()]{1,6}\))?)[ ]*:[ ]*(?P<value>.*)")
_LONGEST_LINE = 3_000
_FEWEST_LABELS = 3  # of a block
_FEWEST_BLOCKS = 2  # where colons mark the labels; frames mark them well enough for a single one
_MOST_LABELS = 14
_BEHIND = (*UNIT_FIELDS, Field.DEADLINE)
_ONE_LINE = (*_BEHIND, Field.NUMBER, Field.STATUS)


@dataclass(slots=True)
class _Block:
    """One record: its values by their labels, and the line each stands in."""

    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    open: str | None = None  # the label whose value the next line may carry on
    in_item: bool = False  # below a numbered line: labels of an item in prose

    def add(self, label: str, value: str, place: int) -> None:
        self.values[label], self.places[label] = value, place
        self.open = label if not value or field_of(label) not in _ONE_LINE else None

    def carry_on(self, text: str) -> None:
        if self.open is None:
            return
        before = self.values[self.open]
        self.values[self.open] = f"{before}\n{text}" if before else text
        if field_of(self.open) in _ONE_LINE:
            self.open = None


def find_records(paragraphs: Paragraphs) -> TextTable | None:
    """The records of a text as a table with one row each, its labels the header; None if the text holds none."""
    for pattern, fewest in ((_FRAMED, 1), (_COLON, _FEWEST_BLOCKS)):
        blocks = [block for block in _blocks(paragraphs.lines, pattern) if _is_record(block)]
        if len(blocks) >= fewest:
            return _table(paragraphs.name, blocks)
    return None


def _blocks(lines: Sequence[str], pattern: re.Pattern[str]) -> list[_Block]:
    """The runs of labelled lines; a label that comes again begins the next one."""
    blocks = [_Block()]
    for place, line in enumerate(lines):
        text = line.strip()
        if not text or len(text) > _LONGEST_LINE:
            continue
        match = pattern.fullmatch(plain(text))
        if match is None:
            if numbered(text) is not None and pattern is _COLON:
                blocks.append(_Block(in_item=True))
            else:
                blocks[-1].carry_on(text)
            continue
        label = text[match.start("label") : match.end("label")]
        if label in blocks[-1].values:
            blocks.append(_Block(in_item=blocks[-1].in_item))
        blocks[-1].add(label, text[match.start("value") :], place)
    return blocks


def _is_record(block: _Block) -> bool:
    """Whether a block tells the work and who does it."""
    filled = {field_of(label) for label, value in block.values.items() if value}
    if block.in_item or len(block.values) < _FEWEST_LABELS:
        return False
    return Field.TEXT in filled and bool(filled & set(UNIT_FIELDS))


def _table(name: str, blocks: Sequence[_Block]) -> TextTable | None:
    """The blocks as rows; who and when stand behind the work, wherever the blocks have them."""
    labels = list(dict.fromkeys(label for block in blocks for label, value in block.values.items() if value))
    labels.sort(key=lambda label: field_of(label) in _BEHIND)
    if len(labels) > _MOST_LABELS or not is_header(labels):
        labels = [label for label in labels if field_of(label) is not None][:_MOST_LABELS]
    if not is_header(labels):
        return None
    cells = [labels, *([block.values.get(label, "") for label in labels] for block in blocks)]
    first = min(blocks[0].places.values())
    places = [first, *(_place(block) for block in blocks)]
    return TextTable(Grid(name=name, cells=tuple(map(tuple, cells))), tuple(places), first)


def _place(block: _Block) -> int:
    """The line of the work: of the last label for it, 整改要求 and not 存在问题."""
    filled = [label for label, value in block.values.items() if value]
    return [block.places[label] for label in filled if field_of(label) is Field.TEXT][-1]
