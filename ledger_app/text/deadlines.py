"""Deadlines (完成时限): what 到2015年, “十二五”末, 11月底前 or 年内 says about the last day (DESIGN §6)."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ledger_app.domain.deadline import Deadline
from ledger_app.domain.errors import UserError
from ledger_app.text.deadline_rules import IN_TEXT, WHOLE, Clock, Found
from ledger_app.text.folding import plain

_HINT = re.compile(r"\d年|之日起|全年|年内|年底|五[”\"」』’']?(?:规划|计划)?(?:期?[末间]|时期)|月|季度|半年")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_DIGIT_YEAR = re.compile(r"[零〇一二三四五六七八九]{4}(?=年)")
_DIGITS = str.maketrans("零〇一二三四五六七八九", "00123456789")
_CITED = re.compile(r"《[^《》]{0,80}》|〔[^〔〕]{0,20}〕|\d{4}年?[-—–~至到]{1,2}\d{4}年")
_LONGEST = 60  # characters of a deadline
_SHOWN = 20  # characters of an unreadable phrase that a message repeats


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """A deadline and how sure it is."""

    deadline: Deadline
    guessed: bool = False  # the year is not in the phrase
    undated: bool = False  # it should have a day, and none follows from the plan


def find_deadline(text: str, *, issued: date | None, plan_title: str = "") -> Deadline | None:
    """The deadline that a measure's text names; the latest if it names several, None if it names none."""
    reading = read_in_text(text, issued=issued, plan_title=plan_title)
    return None if reading is None else reading.deadline


def parse_deadline(phrase: str, *, issued: date | None, today: date) -> Deadline:
    """The deadline that a clerk types. Raises UserError if it is no day and no known wording."""
    later = issued is not None and issued.year > today.year
    year, year_from = (issued.year, "文件印发年份") if issued is not None and later else (today.year, "今年")
    clock = Clock(issued, year, year_from)
    return _read(phrase, clock).deadline


def read_cell(phrase: str, *, issued: date | None, plan_title: str, year: int | None = None) -> DeadlineReading:
    """The deadline that a plan's own 完成时限 cell holds; `year` is the one its text speaks of.

    Raises UserError where it cannot be read."""
    return _read(phrase, _plan_clock(issued, plan_title, year))


def year_of_text(lines: Iterable[str]) -> int | None:
    """The year a plan's text speaks of, titles in 《》 and numbers in brackets aside; None if it cannot be told."""
    counted: Counter[int] = Counter()
    for line in lines:
        if "年" in line:
            counted.update(int(year) for year in _YEAR.findall(_CITED.sub("", plain(line))))
    (year, count), *others = [*counted.most_common(2), (0, 0)]
    sure = (count > 1 and count > 2 * sum(other for _, other in others[:1])) or len(counted) == 1
    return year if sure and year else None


def read_in_text(text: str, *, issued: date | None, plan_title: str, year: int | None = None) -> DeadlineReading | None:
    """What `find_deadline` finds, and how sure it is."""
    simple = plain(text)
    if not _HINT.search(simple):
        return None
    plan_clock = _plan_clock(issued, plan_title, year)
    years = [(found.start(), int(found[1])) for found in _YEAR.finditer(simple)]
    best: DeadlineReading | None = None
    for rule in IN_TEXT:
        for match in rule.pattern.finditer(simple):
            clock = _clock_at(years, match.start(), plan_clock)
            try:
                found = rule.day(match, clock)
            except ValueError:  # 2月30日前: no day, so no deadline
                continue
            reading = _reading(text[match.start() : match.end()], found)
            if best is None or _later(reading, best):
                best = reading
    return best


def _clock_at(years: Sequence[tuple[int, int]], start: int, clock: Clock) -> Clock:
    """A phrase without a year takes the one its own sentences named before: 2026年6月底前…，12月底前…."""
    before = bisect_left(years, (start, 0))
    return Clock(None, years[before - 1][1], "前文", certain=True) if before else clock


def _later(one: DeadlineReading, other: DeadlineReading) -> bool:
    mine, theirs = one.deadline.last_day, other.deadline.last_day
    return mine is not None and (theirs is None or mine > theirs)


def _read(phrase: str, clock: Clock) -> DeadlineReading:
    phrase = phrase.strip()
    simple = re.sub(r"\s+", "" if not re.search(r"\d\s+\d", phrase) else " ", plain(phrase)).strip().rstrip("。.;,")
    simple = _DIGIT_YEAR.sub(lambda match: match[0].translate(_DIGITS), simple)
    if not simple:
        raise UserError("时限是空的", "请填写日期，例如 2026-11-30，或“长期坚持”")
    for rule in WHOLE if len(simple) <= _LONGEST else ():
        match = rule.pattern.fullmatch(simple)
        if match is not None:
            try:
                return _reading(phrase, rule.day(match, clock))
            except ValueError:
                raise UserError(f"没有“{_short(phrase)}”这一天", "请改成日历上有的日期") from None
    raise UserError(f"看不懂时限“{_short(phrase)}”", "请写成 2026-11-30、2026年11月底前 或“长期坚持”这样的形式")


def _reading(phrase: str, found: Found) -> DeadlineReading:
    deadline = Deadline(phrase=phrase, last_day=found.last_day, how=found.how)
    return DeadlineReading(deadline, found.guessed, found.undated)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _plan_clock(issued: date | None, plan_title: str, year: int | None) -> Clock:
    if issued is not None:
        return Clock(issued, issued.year, "文件印发年份")
    years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", plain(plan_title)))
    if len(years) == 1:
        return Clock(None, int(years.pop()), "文件标题中的年份")
    return Clock(None, None, "") if year is None else Clock(None, year, "正文所说的年份")
