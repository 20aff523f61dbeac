"""Stages (阶段) in a text: 动员部署阶段（2026年3月）, 第二阶段：全面开展（4月至10月）, 建设阶段（2026—2028年）."""

import re
from collections.abc import Iterable
from datetime import date

from ledger_app.domain.stage import Stage
from ledger_app.text.deadline_days import month_end
from ledger_app.text.folding import plain

_WORDS = "[一-鿿、]{2,14}"
_DATE = (
    r"(?:(?P<{0}y>(?:19|20)\d\d)年)?(?:(?P<{0}m>\d{{1,2}})月)"
    r"(?:(?P<{0}d>\d{{1,2}})日|份|(?P<{0}tenth>上旬|中旬)|底|初|下旬)?"
)
_TO = r"[ ]?(?:至|到|—|-|~|–){1,2}[ ]?"
_MONTHS = rf"{_DATE.format('a')}(?:{_TO}{_DATE.format('b')})?"
_YEARS = rf"(?P<from>20\d\d)年?(?:{_TO}(?P<to>20\d\d))?年(?![\d一二三四上下])"
_TIME = rf"(?:[。:]?[ ]?(?:[(\[【](?:时间:)?)?{_MONTHS}|[:(\[【](?:时间:)?{_YEARS})"
_STAGE = re.compile(rf"(?P<name>{_WORDS}阶段){_TIME}")
_NUMBERED_STAGE = re.compile(
    rf"(?P<nth>第[一二三四五六七八九十]阶段)(?:[:、]?[ ]?(?P<name>{_WORDS}))?{_TIME}[底末前]*"
    rf"[)\]】]?(?:[:,]|为)?(?P<after>{_WORDS}(?=[。,;:(]|$))?"
)
_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十]+[是、]?|分为|主要)+")
_TENTHS = {"上旬": 10, "中旬": 20}
_MOST = 20  # stages of one plan


def find_stages(lines: Iterable[str], year: int | None) -> tuple[Stage, ...]:
    """The stages a plan names with their months; `year` is the plan's, for stages that do not tell theirs."""
    found: list[Stage] = []
    for line in lines:
        simple = plain(line)
        for match in _matches(simple) if "阶段" in simple else ():
            begun = found[-1].start.year if found else year
            stage = _stage(match, begun)
            if stage is not None and len(found) < _MOST and stage.name not in [other.name for other in found]:
                found.append(stage)
    return tuple(found)


def _matches(simple: str) -> list[re.Match[str]]:
    numbered = list(_NUMBERED_STAGE.finditer(simple))
    return numbered or list(_STAGE.finditer(simple))


def _stage(match: re.Match[str], year: int | None) -> Stage | None:
    parts = match.groupdict()
    said = parts["name"] or parts.get("after") or parts["nth"] or ""
    name = said if said == parts.get("nth") else _NUMBER.sub("", said) or said
    try:
        start, end = _years(parts) if parts["from"] else _months(parts, year)
    except ValueError:
        return None
    return Stage(name=name, start=start, end=end) if end >= start else None


def _years(parts: dict[str, str | None]) -> tuple[date, date]:
    first, last = parts["from"] or "", parts["to"] or parts["from"] or ""
    return date(int(first), 1, 1), date(int(last), 12, 31)


def _months(parts: dict[str, str | None], year: int | None) -> tuple[date, date]:
    """The first and the last day. Raises ValueError where the calendar has none or no year is known."""
    begin_year = int(parts["ay"]) if parts["ay"] else year
    if begin_year is None:
        raise ValueError(parts["am"])
    start = date(begin_year, int(parts["am"] or 0), int(parts["ad"] or 1))
    end_year = int(parts["by"]) if parts["by"] else begin_year
    last = "b" if parts["bm"] else "a"
    month, day, tenth = int(parts[f"{last}m"] or 0), parts[f"{last}d"], parts[f"{last}tenth"]
    end = month_end(end_year, month)
    if day or tenth:
        end = end.replace(day=int(day) if day else _TENTHS[tenth or ""])
    if end < start and not parts["by"]:
        end = end.replace(year=end_year + 1)
    return start, end
