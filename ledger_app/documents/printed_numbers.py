"""Counters as Word prints them: 一、 甲 ① iv, by the name of the number format (ECMA-376 part 1, 17.18.59)."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_FORMAL_DIGITS, _FORMAL_PLACES = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
_ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
_MOST_ROMAN, _MOST_LETTERS = 3999, 780


def printed_number(value: int, number_format: str) -> str:
    """A counter in one of Word's number formats; plain digits where the format has no sign for it."""
    writer = _WRITERS.get(number_format)
    return str(value) if writer is None or value < 1 else writer(value)


def _counted(value: int, digits: str, places: tuple[str, ...]) -> str:
    """十二, 二十, 一百〇一; digits beyond 9,999."""
    if value > 9999:
        return str(value)
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            words += (digits[0] if gap and words else "") + digits[digit] + places[place]
            gap = False
        else:
            gap = True
    return words


def _chinese(value: int) -> str:
    words = _counted(value, _DIGITS, _PLACES)
    return words[1:] if words.startswith("一十") else words


def _formal(value: int) -> str:
    return _counted(value, _FORMAL_DIGITS, _FORMAL_PLACES)


def _digit_by_digit(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _roman(value: int) -> str:
    if value > _MOST_ROMAN:
        return str(value)
    words = ""
    for worth, sign in _ROMAN.items():
        count, value = divmod(value, worth)
        words += sign * count
    return words


def _letters(value: int) -> str:
    """a … z, aa, bb: Word repeats the letter."""
    return str(value) if value > _MOST_LETTERS else chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _from(first: str, count: int) -> Callable[[int], str]:
    """Signs that stand in a row in Unicode: ① … ⑳."""
    return lambda value: chr(ord(first) + value - 1) if value <= count else str(value)


def _in_turn(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if value <= len(signs) else str(value)


def _circled(value: int) -> str:
    for first, begin, end in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if begin <= value <= end:
            return chr(ord(first) + value - begin)
    return str(value)


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "ideographTraditional": _in_turn(_STEMS),
    "ideographZodiac": _in_turn(_BRANCHES),
    "ideographEnclosedCircle": _from("㊀", 10),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
}
