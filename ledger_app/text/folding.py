"""Folding (归一): what two spellings of the same words have in common, for search and for the identity of units."""

import unicodedata
from functools import lru_cache

_IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))
_KEPT = frozenset("%‰")  # 80% is not 80
_OFTEN_READ = 300  # characters of a line whose plain text is kept
_DROPPED = frozenset("<>|~^`=+¨´")  # symbols that stand for punctuation in pasted text


class _Folded(dict[int, str | None]):
    """Characters as a search compares them, worked out when first met (for `str.translate`)."""

    def __missing__(self, code: int) -> str | None:
        folded = "".join(_searched(c) for c in unicodedata.normalize("NFKC", chr(code)).lower()) or None
        self[code] = folded
        return folded


_folded = _Folded()


def fold(text: str) -> str:
    """The text as a search compares it: NFKC, lower case, simplified, without white space and punctuation.

    Character by character, so that a part of a text folds to a part of the folded text."""
    return text.translate(_folded)


@lru_cache(maxsize=65536)
def same_name_key(name: str) -> str:
    """What two names of one unit share: NFKC, simplified, without white space."""
    return "".join(simplified(unicodedata.normalize("NFKC", name)).split())


def simplified(text: str) -> str:
    """The text with every traditional character simplified; lengths and positions stay."""
    if text.isascii():
        return text
    return text.translate(_simple_characters())


def plain(text: str) -> str:
    """The text as the grammars read it: simplified, half-width punctuation and digits; every character in its place."""
    if text.isascii():
        return text
    return _plain_again(text) if len(text) <= _OFTEN_READ else text.translate(_plain_characters())


@lru_cache(maxsize=4096)
def _plain_again(text: str) -> str:
    """A line is read by a dozen grammars, one behind the other."""
    return text.translate(_plain_characters())


def _searched(character: str) -> str:
    if character in _KEPT:
        return character
    kind = unicodedata.category(character)[0]
    if kind in "PZC" or character in _DROPPED:
        return ""
    return simplified(character)


@lru_cache(maxsize=1)
def _simple_characters() -> dict[int, str]:
    """Each traditional character with its simplified one; opencc is asked once, one character a line."""
    from opencc import OpenCC

    characters = [chr(code) for block in _IDEOGRAPHS for code in block]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1}


@lru_cache(maxsize=1)
def _plain_characters() -> dict[int, str]:
    half_width = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return _simple_characters() | half_width | {0x3000: " ", 0xA0: " "}
