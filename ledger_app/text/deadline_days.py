"""The day that a deadline's wording means: ends of months, quarters and plans, ranges, days after the issue."""

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ledger_app.domain.calendar import OFFICIAL_DAYS, WorkCalendar
from ledger_app.text.numerals import number_of

_PLAN_ENDS = {
    "九": 2000,
    "十": 2005,
    "十一": 2010,
    "十二": 2015,
    "十三": 2020,
    "十四": 2025,
    "十五": 2030,
    "十六": 2035,
}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NEXT_YEAR = ("明年", "次年")
_TENTHS = {"初": 10, "上旬": 10, "上中旬": 20, "中旬": 20}
_FESTIVALS = {
    "元旦": (1, 1),
    "三八": (3, 8),
    "妇女": (3, 8),
    "五一": (5, 1),
    "劳动": (5, 1),
    "六一": (6, 1),
    "儿童": (6, 1),
    "七一": (7, 1),
    "建党": (7, 1),
    "八一": (8, 1),
    "建军": (8, 1),
    "教师": (9, 10),
    "国庆": (10, 1),
    "十一": (10, 1),
}
_CENTURY = 2000  # of 26年6月


@dataclass(frozen=True, slots=True)
class Clock:
    """What a phrase without a year leans on."""

    issued: date | None
    year: int | None
    year_from: str  # where that year comes from, in Chinese
    certain: bool = False  # the same text says it
    assumed: bool = False  # no year stands anywhere in the file
    of_year: bool = False  # the plan is of that year, whenever it was issued: 2026年工作要点
    calendar: WorkCalendar = OFFICIAL_DAYS


@dataclass(frozen=True, slots=True)
class Found:
    """A day and how it follows from the phrase."""

    last_day: date | None
    how: str = ""
    guessed: bool = False
    undated: bool = False
    otherwise: date | None = None  # the same day a year later, where no year stands anywhere in the file


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording and the day it means. `day` raises ValueError where the calendar has no such day."""

    pattern: re.Pattern[str]
    day: Callable[[re.Match[str], Clock], Found]


def month_end(year: int, month: int) -> date:
    """The last day of a month. Raises ValueError if there is no such month."""
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])


def five_years(match: re.Match[str], clock: Clock) -> Found:
    """The end of “十四五”."""
    year = _PLAN_ENDS[match["plan"]]
    return Found(date(year, 12, 31), f"“{match['plan']}五”规划期截至{year}年底")


def during_five_years(match: re.Match[str], clock: Clock) -> Found:
    """The same for 期间 in a sentence, which of a plan period gone by tells the past."""
    if clock.issued is not None and _PLAN_ENDS[match["plan"]] < clock.issued.year:
        raise ValueError(match["plan"])
    return five_years(match, clock)


def full_date(match: re.Match[str], clock: Clock) -> Found:
    """2026年11月30日."""
    return Found(date(int(match["y"]), _value(match["m"]), _value(match["d"])))


def cut_date(match: re.Match[str], clock: Clock) -> Found:
    """2016年5月4: the 日 is lost."""
    found = full_date(match, clock)
    return replace(found, how="原文缺“日”字", guessed=True)


def run_together(match: re.Match[str], clock: Clock) -> Found:
    """2016524: 年, 月 and 日 are lost; a day only if the digits can be parted in one way."""
    year, digits = int(match["y"]), match["digits"]
    days = []
    for cut in range(1, len(digits)):
        month, day = digits[:cut], digits[cut:]
        if "0" not in (month[0], day[0]) and 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(year, int(month))[1]:
            days.append(date(year, int(month), int(day)))
    if len(days) != 1:
        return Found(None, "原文缺“年、月、日”字，月和日分不开", undated=True)
    return Found(days[0], "原文缺“年、月、日”字", guessed=True)


def short_year(match: re.Match[str], clock: Clock) -> Found:
    """26年6月: the century is left out."""
    year = _CENTURY + int(match["yy"])
    day, word = _part_of_year(match.groupdict(), year)
    return Found(day, "，".join(part for part in (f"“{match['yy']}年”按{year}年推定", word) if part), guessed=True)


def in_year(match: re.Match[str], clock: Clock) -> Found:
    """The part of a year that a phrase names: 年底, 上半年, 三季度, 11月底, 11月30日; without any, the whole year."""
    parts = match.groupdict()
    if parts.get("y"):
        day, word = _part_of_year(parts, int(match["y"]))
        return Found(day, word)
    if clock.year is None:
        return Found(None, "文件没有写明年份，推不出日期", undated=True)
    year = clock.year + (parts.get("spoken") in _NEXT_YEAR)
    day, word = _part_of_year(parts, year)
    note = f"按{clock.year_from}{clock.year}年推定"
    if not (parts.get("spoken") or clock.certain or clock.of_year) and clock.issued is not None and day < clock.issued:
        year += 1
        day, word = _part_of_year(parts, year)
        note = f"按印发日期{clock.issued.isoformat()}之后的{year}年推定"
    otherwise = None
    if clock.assumed:
        note = f"文件没有写明年份，{note}"
        with suppress(ValueError):
            otherwise, _ = _part_of_year(parts, year + 1)
    how = "，".join(part for part in (note, word) if part)
    return Found(day, how, guessed=not clock.certain, otherwise=otherwise)


def range_end(match: re.Match[str], clock: Clock) -> Found:
    """The end of 2026年3月至11月: its year is that of the beginning unless it has its own."""
    begun = re.search(r"(?:19|20)\d\d", match["begin"])
    if begun is not None:
        clock = Clock(None, int(begun[0]), "起始", certain=True)
    found = _last_day_of(match, clock) if match.groupdict().get("last") else in_year(match, clock)
    return replace(found, how="，".join(part for part in ("取起止时间的末尾", found.how) if part))


def _last_day_of(match: re.Match[str], clock: Clock) -> Found:
    """The end of 6月10日至15日: its month is that of the beginning. Raises ValueError where that names none."""
    month = re.search(r"(\d{1,2})月", match["begin"])
    if month is None or clock.year is None:
        raise ValueError(match[0])
    note = "" if clock.certain else f"按{clock.year_from}{clock.year}年推定"
    return Found(date(clock.year, int(month[1]), _value(match["last"])), note, guessed=not clock.certain)


def before_festival(match: re.Match[str], clock: Clock) -> Found:
    """2026年国庆节前: the day before, where the festival has the same day every year."""
    month_day = _FESTIVALS.get(match["festival"].strip('“”"'))
    parts = match.groupdict()
    year = int(parts["y"]) if parts.get("y") else clock.year
    if month_day is None or year is None:
        return Found(None, "要看当年的日历", undated=True)
    year += parts.get("spoken") in _NEXT_YEAR
    if not parts.get("y") and month_day == (1, 1):
        year += 1  # 元旦前 is the end of this year
    day = date(year, *month_day) - timedelta(days=1)
    return Found(day, "计到节前一天", guessed=True)


def after_issue(match: re.Match[str], clock: Clock) -> Found:
    """30日内, 两年内, 15个工作日内, counted from the day of issue."""
    half = match.groupdict().get("half") is not None
    count, unit = (6, "月") if half else (_value(match["n"]), match["unit"])
    if clock.issued is None:
        return Found(None, "不知道印发日期，推不出日期", undated=True)
    start = clock.issued
    note = f"自印发日期{start.isoformat()}起算"
    if unit == "工作日":
        last_day = clock.calendar.after(start, count)
        return Found(last_day, f"{note}，{_left_out(clock.calendar, start, last_day)}", guessed=True)
    days = {"日": 1, "天": 1, "周": 7, "星期": 7}.get(unit)
    last_day = _months_later(start, count * (12 if unit == "年" else 1))
    if days is not None:
        last_day = start + timedelta(days=count * days)
    return Found(last_day, note, guessed=True)


def from_issue(match: re.Match[str], clock: Clock) -> Found:
    """力争三年内建成: counted from the plan's own date; without one there is nothing to count from."""
    if clock.issued is None:
        raise ValueError(match[0])
    return after_issue(match, clock)


def after_something(match: re.Match[str], clock: Clock) -> Found:
    """接到通知后5个工作日内."""
    return Found(None, "起算的日子不在文件里", undated=True)


def standing(match: re.Match[str], clock: Clock) -> Found:
    """长期坚持."""
    return Found(None, "长期任务，没有截止日")


def from_then_on(match: re.Match[str], clock: Clock) -> Found:
    """2026年7月1日起施行."""
    return Found(None, "只写了开始的时间，没有截止日")


def recurring(match: re.Match[str], clock: Clock) -> Found:
    """每季度末."""
    return Found(None, "定期任务，没有单一的截止日")


def done_already(match: re.Match[str], clock: Clock) -> Found:
    """已完成."""
    return Found(None, "已经完成，没有截止日")


def none_stated(match: re.Match[str], clock: Clock) -> Found:
    """A dash."""
    return Found(None, "没有写时限")


def at_discretion(match: re.Match[str], clock: Clock) -> Found:
    """尽快."""
    return Found(None, "没有写明日期", undated=True)


def _value(text: str) -> int:
    number = number_of(text)
    if number is None:
        raise ValueError(text)
    return number


def _part_of_year(parts: dict[str, str | None], year: int) -> tuple[date, str]:
    month, day, quarter, half, tenth = (parts.get(key) for key in ("m", "d", "q", "h", "tenth"))
    if month and day:
        return date(year, _value(month), _value(day)), ""
    if month and tenth:
        return month_end(year, _value(month)).replace(day=_TENTHS[tenth]), f"{tenth}计到{_TENTHS[tenth]}日"
    if month:
        last = month_end(year, _value(month))
        return last, f"计到{last.month}月最后一天"
    if quarter:
        return month_end(year, _QUARTERS[quarter] * 3), "计到该季度最后一天"
    if half == "上半年":
        return date(year, 6, 30), "计到6月30日"
    return date(year, 12, 31), "计到年底"


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _left_out(calendar: WorkCalendar, start: date, last_day: date) -> str:
    """Which days do not count as working days, and of which years the holidays are not known."""
    unknown = [f"{year}年" for year in range(start.year, last_day.year + 1) if not calendar.knows(year)]
    if unknown:
        return f"只扣除周末，{'、'.join(unknown)}的法定节假日还没有录入"
    return "扣除周末和法定节假日"
