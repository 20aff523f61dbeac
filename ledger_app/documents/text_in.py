"""Text files (.txt) and pasted text -> paragraphs."""

import re

from ledger_app.documents.characters import decoded, printable
from ledger_app.domain.document import Paragraphs

PART_NAME = "正文"
_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c]")


def read_text(data: bytes, name: str) -> Paragraphs:
    """The file's lines untouched. Raises UserError if the bytes are no text in a known encoding."""
    text, note = decoded(data, name)
    return read_plain_text(text, (note,) if note else ())


def read_plain_text(text: str, notes: tuple[str, ...] = ()) -> Paragraphs:
    """Text that is characters already: pasted, or decoded."""
    lines = _LINE_ENDS.split(text)
    kept = tuple(printable(line) for line in lines)
    dropped = sum(map(len, lines)) - sum(map(len, kept))
    told = (*notes, f"去掉了{dropped}个不能显示的控制字符") if dropped else notes
    return Paragraphs(name=PART_NAME, lines=kept, notes=told)
