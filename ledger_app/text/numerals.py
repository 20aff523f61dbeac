"""Numerals as plans print them: 一, 二十四, 12, １２, ㈠, ①."""

import unicodedata

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4}
_DIGITS |= {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PRINTED = "零一二三四五六七八九"
CHINESE_DIGITS = "零〇一二两兩三四五六七八九十百"


def number_of(printed: str) -> int | None:
    """The value of 二十四, 24 or ２４; None if it is no such numeral."""
    text = unicodedata.normalize("NFKC", printed).strip("()（） .")
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 5 else None
    return _chinese(text)


def _chinese(text: str) -> int | None:
    if not text or any(c not in CHINESE_DIGITS for c in text):
        return None
    if "十" not in text and "百" not in text:
        return _DIGITS[text] if len(text) == 1 else None
    total, digit = 0, None
    for character in text:
        if character in "十百":
            unit = 10 if character == "十" else 100
            total += (1 if digit is None else digit) * unit
            digit = None
        else:
            digit = _DIGITS[character]
    return total + (digit or 0)


def chinese(value: int) -> str:
    """一 to 九百九十九, as headings are numbered; digits beyond."""
    if value > 999:
        return str(value)
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_PRINTED[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_PRINTED[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_PRINTED[ones] if ones else "")
