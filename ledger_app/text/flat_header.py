"""The header words of a flattened table, one a line: where they stand, and the title above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledger_app.domain.document import Paragraphs
from ledger_app.domain.plan import UNIT_FIELDS, Field
from ledger_app.text.columns import COLUMN_ROLES, field_of, fields_of, is_header, is_name_of_table, label_of
from ledger_app.text.head import ends_like_title, without_attachment
from ledger_app.text.headings import bare_number, numbered

_FEWEST_LABELS, _MOST_LABELS = 2, 12
_LONGEST_UNKNOWN = 8  # characters of a header word that is none of the known ones
_LONGEST_FIRST = 8  # characters of the first header word; a longer one may be the table's title
_WORK = re.compile(  # what the words for the work end in; a cell with them inside is none: 重点产品抽查合格率
    r"(?!推进|加强|开展|完成|制定|建立|完善|强化|抓好|做好|规范).*"
    r"(?:内容|措施|任务|事项|举措|要求|项目|工作|目标|重点|要点|条款|职责|问题|隐患|短板|意见|诉求|指标|实事|名称|标准|标志|成果|成效)"
)
_LONGEST_SPREAD = 80  # characters of a header word, its spaces among them
_TITLE_WITHIN = 8  # lines above the header words


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
    known = [_is_label(line) for _, line in filled]
    start = 0
    while start < len(filled):
        end = start
        while end < len(filled) and end - start < _MOST_LABELS and _goes_on(filled, known, start, end):
            end += 1
        labels = [text for _, text in filled[start:end]]
        if _is_header(labels) and end < len(filled):
            if len(labels[0]) > _LONGEST_FIRST and _is_header(labels[1:]):
                start, labels = start + 1, labels[1:]
            words = _one_row([label_of(label) if _spread(label) else label for label in labels])
            fields = tuple(field or Field.OTHER for field in fields_of(words))
            return FlatHeader(filled[start][0], filled[end - 1][0] + 1, words, fields)
        start = max(end, start + 1)
    return None


def _is_header(labels: Sequence[str]) -> bool:
    named = any(field_of(label) in UNIT_FIELDS for label in labels)
    return len(labels) >= _FEWEST_LABELS and named and is_header(labels)


def _goes_on(filled: Sequence[tuple[int, str]], known: Sequence[bool], start: int, at: int) -> bool:
    """Whether a line is a header word, or a short one behind a known word: in front of another, or of row 1."""
    if known[at]:
        return True
    if at == start or not known[at - 1] or at + 1 >= len(filled) or not _may_be_label(filled[at][1]):
        return False
    first = label_of(filled[start][1]) in ("序号", "编号") and bare_number(filled[at + 1][1]) == 1
    return known[at + 1] or first


def _is_label(line: str) -> bool:
    if len(line) > _LONGEST_SPREAD:
        return False
    field = field_of(line)
    if field is None or numbered(line) is not None:
        return False
    return field is not Field.TEXT or _WORK.fullmatch(re.sub(r"\([^()]*\)", "", label_of(line))) is not None


def _may_be_label(text: str) -> bool:
    bare = re.sub(r"[(（][^()（）]*[)）]", "", text)
    if len(bare) > _LONGEST_UNKNOWN or bare_number(text) is not None or numbered(text) is not None:
        return False
    return "。" not in text and not is_name_of_table(text)


def _one_row(labels: list[str]) -> tuple[str, ...]:
    """A header of two rows in one: 责任分工 … with 牵头单位, 配合单位 under it, flattened to the end."""
    below = len(labels)
    while below and field_of(labels[below - 1]) in COLUMN_ROLES:
        below -= 1
    over = [place for place in range(below) if field_of(labels[place]) in (Field.UNITS, Field.RESPONSIBLE)]
    if len(over) != 1 or len(labels) - below < 2 or over[0] == below - 1:
        return tuple(labels)
    return (*labels[: over[0]], *labels[below:], *labels[over[0] + 1 : below])


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
