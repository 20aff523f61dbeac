"""Text files (.txt) -> paragraphs, in UTF-8, UTF-16 or GB18030."""

import codecs

from ledger_app.domain.document import Paragraphs
from ledger_app.domain.errors import UserError

PART_NAME = "正文"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_COMMON = 0.9  # share of characters that must be ordinary for a guessed encoding to be believed
_LOOKED_AT = 20_000


def read_text(data: bytes, name: str) -> Paragraphs:
    """The file's lines untouched. Raises UserError if the bytes are no text in a known encoding."""
    text, note = _decoded(data, name)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Paragraphs(name=PART_NAME, lines=tuple(lines), notes=(note,) if note else ())


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, mark, encoding, name), ""
    for encoding, note in (
        ("utf-8", ""),
        ("gb18030", "文件按 GB18030 编码读取"),
        ("utf-16-le", "文件按 UTF-16 编码读取"),
    ):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_plausible(text):
            return text, note
    raise _unknown(name)


def _strictly(data: bytes, mark: bytes, encoding: str, name: str) -> str:
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as trouble:
        raise UserError(
            f"“{name}”从第{len(mark) + trouble.start + 1}个字节起不是完整的文字", "请用记事本打开后另存为 UTF-8 编码"
        ) from trouble
    if not _is_plausible(text):
        raise _unknown(name)
    return text


def _unknown(name: str) -> UserError:
    return UserError(f"“{name}”不是可以读的文本文件，或文字编码认不出来", "请用记事本打开后另存为 UTF-8 编码的 .txt")


def _is_plausible(text: str) -> bool:
    """Whether the characters are those of a text: no NUL, hardly any controls or private-use characters."""
    sample = text[:_LOOKED_AT]
    if "\x00" in text:
        return False
    ordinary = sum(1 for c in sample if c.isprintable() or c in "\n\r\t\u3000\xa0\ufeff\u200b\u2028")
    return ordinary >= _COMMON * len(sample)
