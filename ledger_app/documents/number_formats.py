"""Number formats of cells: 0.35 in the format 0% shows as 35%, a day in yyyy"年"m"月" as 2024年6月."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<clock>上午/下午|AM/PM|A/P)'
    r"|(?P<date>[yYmMdDhHsSaAbBeEgG]+)|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)|(?P<sign>.)",
    re.I | re.S,
)
_SECTION = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
_PLAIN = re.compile(r"DBNum[123]|black|blue|cyan|green|magenta|red|white|yellow|color\s?\d+|[黑蓝绿红白黄]色?", re.I)
_YEAR_MONTH, _MONTH_DAY, _DAY = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy-mm-dd"}
_BUILT_IN |= dict.fromkeys((15, 22, 30, 34, 35, 55, 56), "yyyy-mm-dd h:mm")  # as the reader shows them
_BUILT_IN |= dict.fromkeys((16, 28, 29, 51, 53, 54, 58), _MONTH_DAY)  # from 27 on as Chinese Excel has them
_BUILT_IN |= dict.fromkeys((17, 27, 36, 50, 52, 57), _YEAR_MONTH) | {31: _DAY}
_LAST_DAY = 2_958_465  # 9999-12-31 as a serial number
_EPOCH_1904 = 1462  # days from one epoch to the other
_MOST = 1e15  # from here on digits are lost
_DAY_LETTERS = frozenset("ymdhs")
_LONGEST = 200  # characters of a format that is looked at


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A number format that shows more, or something else, than the plain value."""

    sections: tuple[tuple[tuple[str, str], ...], ...]  # for numbers above, below and at zero: kinds and texts
    is_date: bool

    def text(self, value: float, *, from_1904: bool = False) -> str | None:
        """What a sheet shows for this value; None where that is better left to the plain value."""
        if self.is_date:
            day = day_of(value, from_1904=from_1904)
            return None if day is None else _day_text(day, self.sections[0])
        if not abs(value) < _MOST:
            return None
        if value < 0 and len(self.sections) > 1:
            return _number_text(-value, self.sections[1])
        at = 2 if value == 0 and len(self.sections) > 2 else 0
        text = _number_text(abs(value), self.sections[at])
        return f"-{text}" if text is not None and value < 0 else text


def day_of(value: float, *, from_1904: bool) -> date | None:
    """The day of a serial number; None if no calendar has it."""
    serial = value + _EPOCH_1904 if from_1904 else value
    if value < 0 or not 1 <= serial < _LAST_DAY + 1:
        return None
    return date(1899, 12, 30 if serial >= 60 else 31) + timedelta(days=int(serial))  # Excel has a 29 February 1900


def built_in(number: int) -> str:
    """The code of a number format that files name by its number alone; '' for one that shows the plain value."""
    return _BUILT_IN.get(number, "")


@lru_cache(maxsize=1000)
def number_format(code: str) -> NumberFormat | None:
    """The format of a code such as `0.0%`; None if it shows the plain value, or nothing that we could tell."""
    if not code or len(code) > _LONGEST or code.lower() in ("general", "@"):
        return None
    sections = tuple(_tokens(section) for section in _SECTION.split(code))
    if any(kind == "unknown" for section in sections for kind, _ in section):
        return None
    is_date = any(kind == "date" and set(text.lower()) <= _DAY_LETTERS for kind, text in sections[0])
    is_number = any(kind == "digits" for kind, _ in sections[0])
    return NumberFormat(sections, is_date) if is_date or is_number else None


def _tokens(section: str) -> tuple[tuple[str, str], ...]:
    tokens = []
    for match in _TOKEN.finditer(section):
        kind = match.lastgroup or "pad"
        text = match[kind] if match.lastgroup else ""
        if kind == "bracket":
            currency = _CURRENCY.fullmatch(text)
            kind = "sign" if currency or _PLAIN.fullmatch(text) else "unknown"  # [h], [>=100]
            text = currency[1] if currency else ""
        tokens.append((kind, text))
    return tuple(tokens)


def _day_text(day: date, tokens: Sequence[tuple[str, str]]) -> str | None:
    """The day as the format shows it, the year always whole; None where the format shows a time or a weekday."""
    told = "".join(text.lower() for kind, text in tokens if kind == "date")
    if any(kind in ("clock", "digits") for kind, _ in tokens) or set(told) - set("ymd") or "ddd" in told:
        return None
    if "mmm" in told:  # Jun-24
        return _named_month(day, told)
    return "".join(_day_piece(day, kind, text) for kind, text in tokens).strip()


def _day_piece(day: date, kind: str, text: str) -> str:
    if kind != "date":
        return text
    number = {"y": day.year, "m": day.month, "d": day.day}[text[0].lower()]
    return f"{number:0{min(len(text), 2)}}"


def _named_month(day: date, told: str) -> str | None:
    if "y" in told:
        return None if "d" in told else f"{day.year}年{day.month}月"
    return f"{day.month}月{day.day}日" if "d" in told else f"{day.month}月"


def _number_text(value: float, tokens: Sequence[tuple[str, str]]) -> str | None:
    digits = [text for kind, text in tokens if kind == "digits"]
    if not digits:  # words in place of a number: — for nought
        return "".join(text for kind, text in tokens if kind != "pad").strip() or None
    if len(digits) != 1 or digits[0].endswith(",") or any(kind in ("date", "clock") for kind, _ in tokens):
        return None
    if any(kind == "sign" and text == "/" for kind, text in tokens):  # a fraction
        return None
    percents = sum(kind == "sign" and text == "%" for kind, text in tokens)
    shown = _digits_text(Decimal(repr(value)) * 100**percents, digits[0])
    return "".join(shown if kind == "digits" else text for kind, text in tokens).strip()


def _digits_text(value: Decimal, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    head, _, tail = f"{rounded:f}".partition(".")
    head = head.lstrip("0").rjust(sum(sign == "0" for sign in whole), "0")
    if "," in whole and head:
        head = f"{int(head):,}".rjust(len(head), "0")
    needed = max((place for place, sign in enumerate(decimals, 1) if sign == "0"), default=0)
    while len(tail) > needed and tail.endswith("0"):
        tail = tail[:-1]
    return f"{head}.{tail}" if tail else head or "0"
