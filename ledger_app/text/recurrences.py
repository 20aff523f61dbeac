"""Recurrence (报送周期) in a text: 每月25日前, 每两个月, 定期(每一个月), 按季度."""

import re

from ledger_app.domain.recurrence import Cadence, Recurrence
from ledger_app.text.folding import plain
from ledger_app.text.numerals import CHINESE_DIGITS, number_of

_PERIODS = (
    (Cadence.WEEKLY, r"(?:每|按|逐)(?:一)?(?:个)?(?:周|星期)(?!期|边|围|岁|年)|周(?:报告?|调度|通报|例会)(?!纸)"),
    (Cadence.TEN_DAYS, r"(?:每|按|逐)(?:一)?(?:个)?旬|旬(?:报告?|调度|通报)"),
    (Cadence.MONTHLY, r"(?:每|按|逐)(?:1|一)?(?:个)?月|每月度|月(?:报告?|调度|通报|例会)(?!纸)"),
    (Cadence.EVERY_2_MONTHS, r"每(?:隔)?(?:2|两|二)(?:个)?月|双月(?:报告?|调度|通报)?"),
    (
        Cadence.QUARTERLY,
        r"(?:每|按|逐)(?:1|一)?(?:个)?季(?:度)?|每(?:3|三)个月|季(?:度)?(?:报告?|调度|通报|例会)(?!纸)",
    ),
    (Cadence.HALF_YEARLY, r"(?:每|按)半年|每(?:6|六)个月|半年(?:一次|报告?|通报|调度)"),
    (Cadence.YEARLY, r"(?:每|按|逐)(?:1|一)?(?:个)?年(?!级|龄|限|代|产|轮|终)(?:度)?|一年一(?:次|度)"),
)
_FIND = re.compile("|".join(f"(?P<{cadence.name}>{pattern})" for cadence, pattern in _PERIODS))
_DAY = re.compile(rf"(?P<d>\d{{1,2}}|[{CHINESE_DIGITS}]{{1,3}})[日号](?:之?前|以前|内)?")
_ORDER = list(Cadence)


def find_recurrences(text: str) -> tuple[Recurrence, ...]:
    """The cadences a text names, each once, the shortest first."""
    simple = plain(text)
    if not any(mark in simple for mark in "每按逐周旬月季年"):
        return ()
    found: dict[Cadence, Recurrence] = {}
    for match in _FIND.finditer(simple):
        cadence = Cadence[str(match.lastgroup)]
        day, end = _report_day(simple, match.end(), cadence)
        if cadence not in found or (day and found[cadence].report_day is None):
            found[cadence] = Recurrence(cadence=cadence, phrase=text[match.start() : end], report_day=day)
    return tuple(sorted(found.values(), key=lambda recurrence: _ORDER.index(recurrence.cadence)))


def _report_day(text: str, at: int, cadence: Cadence) -> tuple[int | None, int]:
    """The day of the month behind 每月, and where the phrase ends."""
    if cadence is not Cadence.MONTHLY:
        return None, at
    match = _DAY.match(text, at)
    day = number_of(match["d"]) if match else None
    return (day, match.end()) if match and day and 1 <= day <= 31 else (None, at)
