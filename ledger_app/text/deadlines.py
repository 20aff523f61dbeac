"""Deadlines (完成时限): what 到2015年, “十二五”末, 11月底前 or 年内 says about the last day."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ledger_app.domain.calendar import OFFICIAL_DAYS, WorkCalendar
from ledger_app.domain.deadline import Deadline
from ledger_app.domain.errors import UserError
from ledger_app.text.deadline_days import Clock, Found, Rule
from ledger_app.text.deadline_in_text import times_in
from ledger_app.text.deadline_rules import IN_COLUMN, LEADING, WHOLE
from ledger_app.text.folding import plain
from ledger_app.text.typed_days import written_out

_HINT = re.compile(
    r"\d年|之日|[发布台]后|全年|年度?内|年[底末终]|[今明]年|五[”\"」』’']?(?:规划|计划)?(?:期?[末间内]|时期)|月|季度|半年|年[之以]?内|年的?时间"
    r"|节|[Qq][1-4]|[一汛学季暖冬假期旦庆动”\"]前|前夕|\d[-./]\d{1,2}[-./]"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGIT_YEAR = re.compile(r"[零〇○O一二三四五六七八九]{4}(?=年)")
_DIGITS = str.maketrans("零〇○O一二三四五六七八九", "0000123456789")
_QUOTED = re.compile(r"《[^《》]{0,80}》|〔[^〔〕]{0,20}〕")
_PAST_YEAR = re.compile(r"以?来|度?起|[—~-]|相比|基础")
_YEARS_TO = re.compile(r"(?:19|20)\d\d年?[-—–~至到]{1,2}$")  # in front of the last year of a range
_LONGEST_RANGE = 8  # characters of it
_FROM = ("从", "自", "比", "较")
_SINCE = re.compile(r"度?(?:以来|起|开始)|相比|基础")
_CITED = re.compile(r"《[^《》]{0,80}》|〔[^〔〕]{0,20}〕|\d{4}年?[-—–~至到]{1,2}\d{4}年")
_PARTED = re.compile(r"[,;、。\n]+|(?<=[月日年底])[和及](?=\d)|(?<=[一-鿿])/(?=\S)")
_PART_LABEL = re.compile(r"^[^:\d]{1,14}:")
_BRACKETED = re.compile(r"\([^()]*\)")
_LONGEST = 60  # characters of a deadline
_LONGEST_CELL = 200
_SHOWN = 20  # characters of an unreadable phrase that a message repeats


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """A deadline and how sure it is."""

    deadline: Deadline
    guessed: bool = False  # the year is not in the phrase
    undated: bool = False  # it should have a day, and none follows from the plan
    otherwise: date | None = None  # the day it means a year later, where no year stands anywhere in the file


def find_deadline(text: str, *, issued: date | None, plan_title: str = "") -> Deadline | None:
    """The deadline that a measure's text names; the latest if it names several, None if it names none."""
    reading = read_in_text(text, issued=issued, plan_title=plan_title)
    return None if reading is None else reading.deadline


def parse_deadline(
    phrase: str, *, issued: date | None, today: date, calendar: WorkCalendar = OFFICIAL_DAYS
) -> Deadline:
    """The deadline that a clerk types, also 明天 or 12/31; `calendar` counts its working days.

    Raises UserError if it is no day and no known wording."""
    later = issued is not None and issued.year > today.year
    year, year_from = (issued.year, "文件印发年份") if issued is not None and later else (today.year, "今年")
    clock = Clock(issued, year, year_from, calendar=calendar)
    return _read(written_out(phrase, today), clock).deadline


def read_cell(
    phrase: str,
    *,
    issued: date | None,
    plan_title: str,
    doc_number: str | None = None,
    year: int | None = None,
    assumed_year: int | None = None,
    calendar: WorkCalendar = OFFICIAL_DAYS,
) -> DeadlineReading:
    """The deadline that a plan's own 完成时限 cell holds; `year` is the one its text speaks of.

    `assumed_year` is to be taken where no year stands anywhere in the file.

    Of several times the latest counts. Raises UserError where none can be read."""
    clock = replace(_plan_clock(issued, plan_title, doc_number, year, assumed_year), calendar=calendar)
    try:
        return _read(phrase, clock, (*WHOLE, *IN_COLUMN))
    except UserError:
        reading = _read_parts(phrase, clock)
        if reading is None:
            raise
        return reading


@lru_cache(maxsize=4096)
def is_time(phrase: str) -> bool:
    """Whether a phrase is a deadline and nothing else."""
    try:
        _read(phrase, Clock(None, None, ""))
    except UserError:
        return False
    return True


@lru_cache(maxsize=4096)
def says_time(phrase: str) -> bool:
    """Whether a short phrase tells a deadline among other words: 3月底前印发，12月底前完成."""
    if len(phrase) > _LONGEST_CELL:
        return False
    return any(rule.pattern.match(part) for part in _PARTED.split(_simple(phrase)) for rule in LEADING)


def names_year(lines: Iterable[str]) -> bool:
    """Whether a year stands anywhere in a text."""
    return any(_ANY_YEAR.search(line) or _DIGIT_YEAR.search(line) for line in lines)


def year_of_text(lines: Iterable[str]) -> int | None:
    """The year a plan's text speaks of, titles in 《》 and numbers in brackets aside; None if it cannot be told."""
    counted: Counter[int] = Counter()
    for line in lines:
        if "年" in line:
            said = _CITED.sub("", plain(line))
            counted.update(int(year[1]) for year in _YEAR.finditer(said) if not _begins_or_compares(said, year))
    (year, count), *others = [*counted.most_common(2), (0, 0)]
    sure = (count > 1 and count > 2 * sum(other for _, other in others[:1])) or len(counted) == 1
    return year if sure and year else None


def _begins_or_compares(text: str, year: re.Match[str]) -> bool:
    """Whether a year is only where something began, or what is compared: 从2016年开始, 2024年以来, 比2025年."""
    return text[max(0, year.start() - 1) : year.start()] in _FROM or _SINCE.match(text, year.end()) is not None


def read_in_text(
    text: str,
    *,
    issued: date | None,
    plan_title: str,
    doc_number: str | None = None,
    year: int | None = None,
    assumed_year: int | None = None,
    calendar: WorkCalendar = OFFICIAL_DAYS,
) -> DeadlineReading | None:
    """What `find_deadline` finds, and how sure it is."""
    simple = _with_year_digits(_QUOTED.sub(lambda quoted: "□" * len(quoted[0]), plain(text)))
    if not _HINT.search(simple):
        return None
    plan_clock = replace(_plan_clock(issued, plan_title, doc_number, year, assumed_year), calendar=calendar)
    years = [(found.start(), int(found[1])) for found in _YEAR.finditer(simple) if _is_ahead(simple, found, plan_clock)]
    best: DeadlineReading | None = None
    for start, end, found in times_in(simple, lambda place: _clock_at(years, place, plan_clock)):
        reading = _reading(text[start:end].strip(), found)
        if best is None or _later(reading, best):
            best = reading
    return best


def _is_ahead(text: str, year: re.Match[str], clock: Clock) -> bool:
    """Whether later phrases may lean on this year.

    Not on one gone by when the plan came, nor on 2015年以来 or the end of 2023—2025年."""
    if clock.issued is not None and int(year[1]) < clock.issued.year:
        return False
    if _YEARS_TO.search(text, max(0, year.start() - _LONGEST_RANGE), year.start()):
        return False
    return _PAST_YEAR.match(text, year.end()) is None


def _clock_at(years: Sequence[tuple[int, int]], start: int, clock: Clock) -> Clock:
    """A phrase without a year takes the one its own sentences named before: 2026年6月底前…，12月底前…."""
    before = bisect_left(years, (start, 0))
    return replace(clock, year=years[before - 1][1], year_from="前文", certain=True) if before else clock


def _later(one: DeadlineReading, other: DeadlineReading) -> bool:
    mine, theirs = one.deadline.last_day, other.deadline.last_day
    return mine is not None and (theirs is None or mine > theirs)


def _read(phrase: str, clock: Clock, rules: Sequence[Rule] = WHOLE) -> DeadlineReading:
    phrase = phrase.strip()
    simple = _simple(phrase)
    if not simple:
        raise UserError("时限是空的", "请填写日期，例如 2026-11-30，或“长期坚持”")
    for rule in rules if len(simple) <= _LONGEST else ():
        match = rule.pattern.fullmatch(simple)
        if match is not None:
            try:
                return _reading(phrase, rule.day(match, clock))
            except ValueError:
                raise UserError(f"没有“{_short(phrase)}”这一天", "改成日历上有的日期") from None
    raise UserError(f"看不懂时限“{_short(phrase)}”", "请写成 2026-11-30、2026年11月底前 或“长期坚持”这样的形式")


def _simple(phrase: str) -> str:
    simple = re.sub(r"\s+", "" if not re.search(r"\d\s+\d", phrase) else " ", plain(phrase)).strip().rstrip("。.;,")
    if _BRACKETED.fullmatch(simple):
        simple = simple[1:-1]
    return _with_year_digits(simple)


def _with_year_digits(simple: str) -> str:
    """The text with 二〇二六年 as 2026年; every character in its place."""
    return _DIGIT_YEAR.sub(lambda match: match[0].translate(_DIGITS), simple)


def _read_parts(phrase: str, clock: Clock) -> DeadlineReading | None:
    """A cell that says more than one day: 3月底前印发，12月底前完成; 方案制定：2026年3月. None if no part is read."""
    if len(phrase) > _LONGEST_CELL:
        return None
    readings: list[Found] = []
    for part in _PARTED.split(_simple(phrase.strip().replace("\n", "；"))):
        found = _read_part(_PART_LABEL.sub("", part), clock)
        if found is None:
            continue
        readings.append(found)
        if found.last_day is not None and _YEAR.search(part):
            clock = Clock(None, found.last_day.year, "前文", certain=True)
    dated = [(found.last_day, found) for found in readings if found.last_day is not None]
    if not dated:
        return _reading(phrase.strip(), readings[0]) if readings else None
    last, latest = max(dated, key=lambda pair: pair[0])
    if len({day for day, _ in dated}) > 1:
        latest = Found(last, "，".join(part for part in ("取几个时间中最晚的", latest.how) if part), guessed=True)
    return _reading(phrase.strip(), latest)


def _read_part(part: str, clock: Clock) -> Found | None:
    for match, rule in _readings_of(part):
        try:
            return rule.day(match, clock)
        except ValueError:
            return None
    return None


def _readings_of(part: str) -> Iterator[tuple[re.Match[str], Rule]]:
    for rule in WHOLE if len(part) <= _LONGEST else ():
        match = rule.pattern.fullmatch(part)
        if match is not None:
            yield match, rule
    for rule in LEADING:
        match = rule.pattern.match(part)
        if match is not None and match[0]:
            yield match, rule


def _reading(phrase: str, found: Found) -> DeadlineReading:
    deadline = Deadline(phrase=phrase, last_day=found.last_day, how=found.how)
    return DeadlineReading(deadline, found.guessed, found.undated, found.otherwise)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _plan_clock(
    issued: date | None, plan_title: str, doc_number: str | None, year: int | None, assumed_year: int | None
) -> Clock:
    titled = _only_year(plan_title)
    if titled is not None and (issued is None or titled - issued.year in (0, 1)):
        where = "文件印发年份" if issued is not None and issued.year == titled else "文件标题中的年份"
        return Clock(issued, titled, where, of_year=True)
    if issued is not None:
        return Clock(issued, issued.year, "文件印发年份")
    numbered = _only_year(doc_number or "")
    if numbered is not None:
        return Clock(None, numbered, "文号中的年份")
    if year is not None:
        return Clock(None, year, "正文所说的年份")
    return Clock(None, None, "") if assumed_year is None else Clock(None, assumed_year, "导入时的", assumed=True)


def _only_year(printed: str) -> int | None:
    years = set(_ANY_YEAR.findall(_with_year_digits(plain(printed))))
    return int(years.pop()) if len(years) == 1 else None
