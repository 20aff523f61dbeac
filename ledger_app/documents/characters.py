"""Bytes to characters: which encoding a file is in, and which characters no document can hold."""

import codecs
import re
from collections.abc import Sequence

from ledger_app.domain.errors import UserError

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_GUESSES = (("utf-8", ""), ("gb18030", "文件按 GB18030 编码读取"), ("utf-16-le", "文件按 UTF-16 编码读取"))
_COMMON = 0.9  # share of characters that must be ordinary for a guessed encoding to be believed
_LOOKED_AT = 20_000
_TEXT_BEFORE = 12  # bytes that show that a spoilt file was a text
_DECLARED = re.compile(
    rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{2,30})|<\?xml\s[^>]{0,99}encoding=[\"']([\w-]{2,30})", re.I
)
_DECLARED_WITHIN = 4096
_PAGE_ENCODINGS = {"utf-8": "utf-8", "utf8": "utf-8", "big5": "cp950", "big5-hkscs": "big5hkscs", "utf-16": "utf-16-le"}
_PAGE_ENCODINGS |= {"iso-8859-1": "cp1252", "windows-1252": "cp1252"}  # gb2312, gbk and what else: GB18030 holds them
_MOST_LOST = 0.01  # share of characters that may be unreadable in a page before it is refused
LOST = "\ufffd"


def printable(text: str) -> str:
    """The text without control characters and halves of characters, which no cell and no file can hold."""
    return _UNPRINTABLE.sub("", text)


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """A text file's characters, and what is to be told about how they were read.

    Raises UserError, naming the file, if the bytes are no text in a known encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, mark, encoding, name), ""
    for encoding, note in _GUESSES:
        text = _tried(data, encoding)
        if text is not None:
            return text, note
    raise _unread(data, name)


def decoded_page(data: bytes, name: str) -> tuple[str, str]:
    """A web page's characters, and what is to be told. A page that is UTF-8 is so whatever it declares.

    Raises UserError, naming the file, if too much of it is unreadable."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _leniently(data[len(mark) :], (encoding,), name)
    declared = _declared(data)
    for encoding in ("utf-8", declared, "gb18030", "utf-16-le"):
        text = _tried(data, encoding)
        if text is not None:
            return text, ""
    return _leniently(data, (declared, "utf-8", "gb18030"), name)


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if _is_plausible(text) else None


def _strictly(data: bytes, mark: bytes, encoding: str, name: str) -> str:
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as trouble:
        raise UserError(
            f"“{name}”从第{len(mark) + trouble.start + 1}个字节起不是完整的文字", "请用记事本打开后另存为 UTF-8 编码"
        ) from trouble
    if not _is_plausible(text):
        raise _unread(data, name)
    return text


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    word = (match[1] or match[2]).decode().lower() if match else "utf-8"
    return _PAGE_ENCODINGS.get(word, "gb18030")


def _leniently(data: bytes, encodings: Sequence[str], name: str) -> tuple[str, str]:
    """A page with a few bytes spoilt is still a page: read so that the least is lost, which shows as �."""
    texts = [data.decode(encoding, "replace") for encoding in encodings]
    text = min(texts, key=lambda text: text.count(LOST))
    lost = text.count(LOST)
    if not _is_plausible(text) or lost > _MOST_LOST * len(text):
        raise _unknown(name)
    return text, f"有{lost}个字符读不出来，显示为{LOST}" if lost else ""


def _unread(data: bytes, name: str) -> UserError:
    """The trouble with a text file, and where in it the first byte stands that no text has."""
    zero = data.find(b"\x00")
    try:
        data.decode("utf-8")
        spoilt = -1
    except UnicodeDecodeError as trouble:
        spoilt = trouble.start
    place = min((each for each in (zero, spoilt) if each >= 0), default=0)
    if place < _TEXT_BEFORE or not _is_plausible(data[:place].decode("utf-8", "ignore")):
        return _unknown(name)
    return UserError(f"“{name}”从第{place + 1}个字节起不是文字", "请用记事本打开，删去乱码后另存为 UTF-8 编码")


def _unknown(name: str) -> UserError:
    return UserError(f"“{name}”不是可以读的文本文件，或文字编码认不出来", "请用记事本打开后另存为 UTF-8 编码")


def _is_plausible(text: str) -> bool:
    """Whether the characters are those of a text: no NUL, hardly any controls or private-use characters."""
    sample = text[:_LOOKED_AT]
    if "\x00" in text:
        return False
    ordinary = sum(1 for c in sample if c.isprintable() or c in "\n\r\t\x0b\x0c\u3000\xa0\ufeff\u200b\u2028")
    return ordinary >= _COMMON * len(sample)
