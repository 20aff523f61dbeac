"""The rules behind deadlines: a pattern over the plain text, and the day it means."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ledger_app.text.numerals import CHINESE_DIGITS, number_of

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
_TENTHS = {"初": 10, "上旬": 10, "中旬": 20}


@dataclass(frozen=True, slots=True)
class Clock:
    """What a phrase without a year leans on."""

    issued: date | None
    year: int | None
    year_from: str  # where that year comes from, in Chinese
    certain: bool = False  # the same text says it


@dataclass(frozen=True, slots=True)
class Found:
    """A day and how it follows from the phrase."""

    last_day: date | None
    how: str = ""
    guessed: bool = False
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording and the day it means. `day` raises ValueError where the calendar has no such day."""

    pattern: re.Pattern[str]
    day: Callable[[re.Match[str], Clock], Found]


# ---- days


def _value(text: str) -> int:
    number = number_of(text)
    if number is None:
        raise ValueError(text)
    return number


def month_end(year: int, month: int) -> date:
    """The last day of a month. Raises ValueError if there is no such month."""
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])


def _five_years(match: re.Match[str], clock: Clock) -> Found:
    year = _PLAN_ENDS[match["plan"]]
    return Found(date(year, 12, 31), f"“{match['plan']}五”规划期截至{year}年底")


def _full_date(match: re.Match[str], clock: Clock) -> Found:
    return Found(date(int(match["y"]), _value(match["m"]), _value(match["d"])))


def _in_year(match: re.Match[str], clock: Clock) -> Found:
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
    if not parts.get("spoken") and clock.issued is not None and day < clock.issued:
        year += 1
        day, word = _part_of_year(parts, year)
        note = f"按印发日期{clock.issued.isoformat()}之后的{year}年推定"
    return Found(day, "，".join(part for part in (note, word) if part), guessed=not clock.certain)


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


def _range_end(match: re.Match[str], clock: Clock) -> Found:
    """The end of 2026年3月至11月: its year is that of the beginning unless it has its own."""
    begun = re.search(r"(?:19|20)\d\d", match["begin"])
    if begun is not None:
        clock = Clock(None, int(begun[0]), "起始", certain=True)
    found = _in_year(match, clock)
    return replace(found, how="，".join(part for part in ("取起止时间的末尾", found.how) if part))


def _own_year(match: re.Match[str], clock: Clock) -> Found:
    """A sentence that begins with its year (2026年培训500人); a year before the plan was issued tells the past."""
    year = int(match["y"])
    if clock.issued is not None and year < clock.issued.year:
        raise ValueError(year)
    return Found(date(year, 12, 31), "计到年底")


def _after_issue(match: re.Match[str], clock: Clock) -> Found:
    count, unit = _value(match["n"]), match["unit"]
    if unit == "工作日":
        return Found(None, "工作日要按节假日表推算", undated=True)
    if clock.issued is None:
        return Found(None, "不知道印发日期，推不出日期", undated=True)
    start = clock.issued
    days = {"日": 1, "天": 1, "周": 7, "星期": 7}.get(unit)
    last_day = _months_later(start, count * (12 if unit == "年" else 1))
    if days is not None:
        last_day = start + timedelta(days=count * days)
    return Found(last_day, f"自印发日期{start.isoformat()}起算", guessed=True)


def _months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _standing(match: re.Match[str], clock: Clock) -> Found:
    return Found(None, "长期任务，没有截止日")


def _recurring(match: re.Match[str], clock: Clock) -> Found:
    return Found(None, "定期任务，没有单一的截止日")


def _at_discretion(match: re.Match[str], clock: Clock) -> Found:
    return Found(None, "没有写明日期", undated=True)


# ---- wordings

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_COUNT = rf"(?:\d{{1,3}}|[{CHINESE_DIGITS}]{{1,3}})"
_MONTH = rf"(?P<m>{_COUNT})月份?"
_DAY = rf"(?P<d>{_COUNT})[日号]"
_ISO = rf"{_YEAR}[-./](?P<m>\d{{1,2}})[-./](?P<d>\d{{1,2}})"
_QUARTER = r"第?(?P<q>[一二三四1-4])季度(?:底|末)?"
_HALF = r"(?P<h>[上下]半年)(?:底|末)?"
_PART = rf"(?:{_MONTH}(?:{_DAY}|(?P<tenth>上旬|中旬|初)|下旬|底|末)?|{_QUARTER}|{_HALF}|年?(?:底|末|终)|年内|全年)"
_SAID_YEAR = rf"(?:(?P<spoken>今年|本年度?|当年|明年|次年)|{_YEAR}年度?)"
_FIVE = r"[“\"「『‘']?(?P<plan>十[一二三四五六]?|九)五[”\"」』’']?(?:规划|计划)?"
_INTO = r"(?:到|至|于|在|截至|截止到?|力争|争取|确保)?"
_BEFORE = r"(?:之前|前|以前|为止|止)?"
_DONE = r"(?:全面|基本|全部)?(?:完成|建成|办结|到位|出台|实施)?"
_BEGIN = r"(?P<begin>[^到至—–~]{1,20})(?:到|至|—{1,2}|–|~)"
_MONTHS_TO = r"(?P<begin>[^到至—–~-]{1,12})-"
_SPAN = rf"(?P<n>{_COUNT})个?(?P<unit>工作日|日|天|周|星期|月|年)(?:内|之内|以内|时间)?"

WHOLE: tuple[Rule, ...] = tuple(
    Rule(re.compile(pattern), day)
    for pattern, day in (
        (rf"{_INTO}{_ISO}(?: ?00:00(?::00)?)?{_BEFORE}", _full_date),
        (rf"{_INTO}{_YEAR}年{_MONTH}{_DAY}{_BEFORE}{_DONE}", _full_date),
        (rf"{_YEAR}(?P<m>\d\d)(?P<d>\d\d)", _full_date),
        (rf"{_INTO}{_FIVE}(?:期?末|期间|时期|期|内|末期)?{_BEFORE}{_DONE}", _five_years),
        (rf"{_INTO}{_SAID_YEAR}?{_PART}{_BEFORE}{_DONE}", _in_year),
        (rf"{_INTO}{_SAID_YEAR}(?:内|之内)?{_BEFORE}{_DONE}", _in_year),
        (rf"{_INTO}{_YEAR}[-./](?P<m>\d{{1,2}}){_BEFORE}", _in_year),
        (rf"{_BEGIN}{_ISO}", _full_date),
        (rf"(?:自|从)?(?:文件|本?方案)?印发(?:之日|后)?起?{_SPAN}{_DONE}", _after_issue),
        (rf"{_SPAN}{_DONE}", _after_issue),
        (r"(?:长期|持续|常年|常态化?|全过程).{0,8}", _standing),
        (r"(?:按|定期|分阶段)?(?:每|逐)(?:两个月|半年|个?月|季度?|年|旬|周|日|学期).{0,20}", _recurring),
        (r"(?:立行立改|即知即改|立即|随时|即时|适时|及时|尽快|近期|同步|定期|不定期|按).{0,14}", _at_discretion),
        (rf"{_BEGIN}{_SAID_YEAR}?{_PART}{_BEFORE}{_DONE}", _range_end),
        (rf"{_MONTHS_TO}{_SAID_YEAR}?{_PART}{_BEFORE}{_DONE}", _range_end),
        (rf"{_BEGIN}{_SAID_YEAR}{_BEFORE}{_DONE}", _range_end),
    )
)

_NOT_COUNTED = r"(?<![\d比从自较以—\-~至])"  # 比2010年, 2014-2015年: no deadlines
_DOING = (  # words that tell that the number behind a year is to come
    "要|计划|力争|争取|确保|完成|实现|建成|建设|启动|新增|新建|新|培训|免费|培育|组织|开展|举办|达到|改造|推广|安排|全面"
    "|基本|预计"
)
_BY = r"(?:之前|以前|前)"

IN_TEXT: tuple[Rule, ...] = tuple(
    Rule(re.compile(pattern), day)
    for pattern, day in (
        (rf"(?:到|至|在)?{_FIVE}(?:期末|末期|期间|时期|末)", _five_years),
        (rf"(?:到|至|于|在)?{_NOT_COUNTED}{_YEAR}年{_MONTH}{_DAY}{_BY}", _full_date),
        (rf"(?:到|至|于|在)?{_NOT_COUNTED}{_YEAR}年(?:{_MONTH}底?|年?底|末|{_HALF}|{_QUARTER}){_BY}", _in_year),
        (rf"(?:到|至|于|在)?{_NOT_COUNTED}{_YEAR}年(?:底|末){_BY}?", _in_year),
        (
            rf"(?<!\d)(?:到|至|截至|在){_YEAR}年(?!\d|[一二三四五六七八九十]{{1,2}}月|底|末|来|以来|度?起|至|—|-){_BY}?",
            _in_year,
        ),
        (rf"(?<![\d—\-至]){_YEAR}年(?:{_BY}|内)", _in_year),
        (
            r"(?<![\d一二两三四五六七八九十每数多近半])(?:(?P<spoken>今年|本年度?|当年|明年)(?:内|底|末)前?|年(?:内|底前))",
            _in_year,
        ),
        (r"(?<![\d年每])(?P<m>\d{1,2})月(?:底前|(?P<d>\d{1,2})日前|前|底)", _in_year),
        (r"(?<![每年])(?P<h>[上下]半年)(?:前|内|完成|底)", _in_year),
        (rf"(?<![每\d]){_QUARTER}(?:前|内|完成)", _in_year),
        (rf"(?:^|(?<=[,。;:、(])|(?<=。 )){_YEAR}年(?={_DOING})", _own_year),
        (rf"全年(?=[一-鿿]{{0,4}}(?:\d|{_DOING}))", _in_year),
        (rf"{_NOT_COUNTED}{_YEAR}年{_MONTH}(?=完成|建成|投用|投入|办结|上线|启用|出台)", _in_year),
        (
            rf"(?<!\d)(?P<begin>(?:19|20)\d\d年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?)(?:到|至|—{{1,2}}|–|~|-)"
            rf"(?:{_YEAR}年)?{_MONTH}(?:{_DAY}|底)?(?=[,。;)]|完成|开展|进行)",
            _range_end,
        ),
        (rf"(?:自|从)(?:文件|本?方案|本?计划|本?意见)?(?:印发|发布|下发)之日起{_SPAN}", _after_issue),
    )
)
