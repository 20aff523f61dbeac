"""Stages (阶段) in a text: 动员部署阶段（2026年3月）, 全面开展阶段（4月至10月）."""

import re
from collections.abc import Iterable
from datetime import date

from ledger_app.domain.stage import Stage
from ledger_app.text.deadline_days import month_end
from ledger_app.text.folding import plain

_NAME = r"(?P<name>[一-鿿、]{2,14}阶段)"
_DATE = r"(?:(?P<{0}y>(?:19|20)\d\d)年)?(?:(?P<{0}m>\d{{1,2}})月)(?:(?P<{0}d>\d{{1,2}})日|份|底|初|上旬|中旬|下旬)?"
_TIME = rf"{_DATE.format('a')}(?:[ ]?(?:至|到|—|-|~|–){{1,2}}[ ]?{_DATE.format('b')})?"
_STAGE = re.compile(rf"{_NAME}[。:]?[ ]?(?:[(\[【](?:时间:)?)?{_TIME}")
_NUMBERED = re.compile(r"^(?:第?[一二三四五六七八九十]+[是、]?|分为|主要)+")
_MOST = 20  # stages of one plan


def find_stages(lines: Iterable[str], year: int | None) -> tuple[Stage, ...]:
    """The stages a plan names with their months; `year` is the plan's, for stages that do not tell theirs."""
    found: list[Stage] = []
    for line in lines:
        for match in _STAGE.finditer(plain(line)) if "阶段" in plain(line) else ():
            begun = found[-1].start.year if found else year
            stage = _stage(match, begun)
            if stage is not None and len(found) < _MOST and stage.name not in [other.name for other in found]:
                found.append(stage)
    return tuple(found)


def _stage(match: re.Match[str], year: int | None) -> Stage | None:
    name = _NUMBERED.sub("", match["name"]) or match["name"]
    begin_year = int(match["ay"]) if match["ay"] else year
    if begin_year is None:
        return None
    try:
        start = date(begin_year, int(match["am"]), int(match["ad"] or 1))
        end_year = int(match["by"]) if match["by"] else begin_year
        month, day = (match["bm"], match["bd"]) if match["bm"] else (match["am"], match["ad"])
        end = date(end_year, int(month), int(day)) if day else month_end(end_year, int(month))
        if end < start and not match["by"]:
            end = end.replace(year=end_year + 1)
    except ValueError:
        return None
    return Stage(name=name, start=start, end=end) if end >= start else None
