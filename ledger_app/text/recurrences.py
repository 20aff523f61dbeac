"""Recurrence (报送周期) in a text: 每月25日前, 每两个月, 定期(每一个月), 按季度."""

import re

from ledger_app.domain.recurrence import Cadence, Recurrence
from ledger_app.text.folding import plain
from ledger_app.text.numerals import CHINESE_DIGITS, number_of

_REPORT = "报告?|调度|通报|例会|考核|研判|督查|汇总|清零|评比|点评|会商"
_ONCE = "一(?!个|级|类)[一-鿿]"  # 一月一调度
_EVERY = "(?:每|[按逐](?=一?个?{}(?!{})))(?:1|一)?(?:个)?{}"
_NO_REPORT = (  # 逐年提高, 按年度计划, 按季度推进
    "度(?:计划|目标|任务|安排|要求|预算|进度)|提|增|递|下降|减|降|扩|加大|上升|改善"
    "|度?(?:有序|分步|分批|逐步|稳步|压茬)?(?:推进(?!会|例会)|分解|实施|落实|细化|倒排|铺开|完成)"
)
_WEEK, _MONTH, _QUARTER, _YEAR = (_EVERY.format(one, _NO_REPORT, one) for one in ("(?:周|星期)", "月", "季", "年"))
_PERIODS = (
    (Cadence.WEEKLY, rf"{_WEEK}(?!期|边|围|岁|年|转)|(?<![两双\d])周(?:{_REPORT})(?!纸)|一周{_ONCE}"),
    (Cadence.TEN_DAYS, rf"(?:每|按|逐)(?:一)?(?:个)?旬|每(?:10|十)[天日]|旬(?:{_REPORT})|一旬{_ONCE}"),
    (Cadence.MONTHLY, rf"{_MONTH}(?!季)|(?<![\d双两半年])月度?(?:{_REPORT})(?!纸|刊)|(?<!十)一月{_ONCE}"),
    (Cadence.EVERY_2_MONTHS, rf"每(?:隔)?(?:2|两|二)(?:个)?月|每?隔(?:1|一)?个?月|双月(?:{_REPORT})?"),
    (
        Cadence.QUARTERLY,
        rf"{_QUARTER}(?!节)(?:度)?|每(?:3|三)个月|(?<![一二三四1-4])季(?:度)?性?(?:{_REPORT})(?!纸|刊)|一季度?{_ONCE}",
    ),
    (
        Cadence.HALF_YEARLY,
        rf"(?:每|按)半年|每(?:6|六)个月|半年度?(?:一次|评估|{_REPORT})|半年{_ONCE}|上[、和]?下半年各|一年(?:2|两)次",
    ),
    (
        Cadence.YEARLY,
        rf"{_YEAR}(?!级|龄|限|代|产|轮|终)(?:度)?|一年{_ONCE}|(?<=、)年(?:考核|通报|总结|评比)",
    ),
)
_NO_CAP = "(?<!每[人户家名])(?<!人均)"  # 每人每年只享受一次, 每户每月200元: what one may have, not what is to be done
_FIND = re.compile(_NO_CAP + "(?:" + "|".join(f"(?P<{cadence.name}>{pattern})" for cadence, pattern in _PERIODS) + ")")
_DAY = re.compile(rf"的?(?P<d>\d{{1,2}}|[{CHINESE_DIGITS}]{{1,3}})[日号](?:之?前|以前|内)?")
_DAY_OF_YEAR = re.compile(rf"的?(?P<m>\d{{1,2}}|[{CHINESE_DIGITS}]{{1,3}})月(?:{_DAY.pattern}|[底末]?(?:之前|以前|前))")
_LAST_MONTH = 12
_DAY_OF_LAST_MONTH = re.compile(rf"(?:末月|(?:的)?最后(?:一|1)个月|末)(?:的)?{_DAY.pattern}")  # 每季度末月20日前
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
    """The day of the month behind 每月, of the last month behind 每季度, and where the phrase ends."""
    if cadence in (Cadence.WEEKLY, Cadence.TEN_DAYS):
        return None, at
    if cadence is Cadence.YEARLY:
        return _day_of_december(text, at)
    match = (_DAY if cadence is Cadence.MONTHLY else _DAY_OF_LAST_MONTH).match(text, at)
    day = number_of(match["d"]) if match else None
    return (day, match.end()) if match and day and 1 <= day <= 31 else (None, at)


def _day_of_december(text: str, at: int) -> tuple[int | None, int]:
    """The day of 每年12月20日前; one in another month is told by the phrase alone."""
    match = _DAY_OF_YEAR.match(text, at)
    if match is None:
        return None, at
    day = number_of(match["d"]) if match["d"] and number_of(match["m"]) == _LAST_MONTH else None
    return day if day and day <= 31 else None, match.end()
