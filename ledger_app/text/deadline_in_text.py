"""Deadlines inside a measure's sentences: which wordings of time look ahead, and which tell the past or a base."""

import re

from ledger_app.text.deadline_days import (
    Rule,
    after_issue,
    during_five_years,
    five_years,
    full_date,
    in_year,
    own_range,
    own_year,
    range_ahead,
    range_end,
    years_from_issue,
)
from ledger_app.text.deadline_rules import COUNT, DAY, FIVE, HALF, ISSUED, MONTH, QUARTER, SPAN, SPOKEN, TENTH, YEAR

_NO_BASE = r"(?<![\d比从自较以与])(?<![\d年月日份][—–~至到-])(?<!——)(?<!--)"  # 比2010年, 2014-2015年: no deadlines
_NO_PAST = r"(?!\d|以?来|度?起|至|到|[—~-]|相比|.{0,2}基础|.{0,2}水平|远景|规划|版|[度底末]?(?:数据|人口))"
_BY = r"(?:之前|以前|前)"
_INTO = r"(?:到|至|于|在)?"
_DOING = (  # words that tell that the number behind a year is to come
    "要|将|计划|力争|争取|确保|完成|实现|建成|建设|启动|新增|新建|新|培训|免费|培育|组织|开展|举办|达到|改造|推广|安排|全面"
    "|基本|初步|预计|出台|印发|制定|修订|开工|投产|投用|竣工|覆盖|培养|引进|推进|加快|选择|选取|遴选|创建|打造|认定|再"
)
_REACHED = (  # the same for a day without 前
    "完成|建成|实现|达到|办结|投用|投入|上线|启用|出台|开工|竣工|通车|验收|基本|全面|全部|初步|力争|要|报送|上报|取得|形成"
)
_WHOSE = r"[,]?(?:全[市省县区国系]统?|我[市省县区局]|各[市省县区])?"
_CLAUSE = r"(?:^|(?<=[,。;:、(])|(?<=[。:;,] ))"

IN_TEXT: tuple[Rule, ...] = tuple(
    Rule(re.compile(pattern), day)
    for pattern, day in (
        (rf"(?:到|至|在)?{FIVE}(?:期末|末期|末)", five_years),
        (rf"(?:到|至|在)?{FIVE}(?:期间|时期)", during_five_years),
        (rf"{_INTO}{_NO_BASE}{YEAR}年{MONTH}{DAY}{_BY}", full_date),
        (rf"[于在至]{YEAR}年{MONTH}{DAY}(?=(?:{_REACHED}))", full_date),
        (rf"{_INTO}{_NO_BASE}{YEAR}年(?:{MONTH}(?:{TENTH})?|年?底|末|{HALF}|{QUARTER}){_BY}", in_year),
        (rf"{_INTO}{_NO_BASE}{YEAR}年{MONTH}(?:{TENTH}){_NO_PAST}", in_year),
        (rf"(?:到|至){YEAR}年(?:{MONTH}|{HALF}|{QUARTER}){_NO_PAST}(?!\d)", in_year),
        (rf"{_INTO}{_NO_BASE}{YEAR}年年?(?:底|末){_NO_PAST}{_BY}?", in_year),
        (
            rf"(?<![\d年])(?:到|至|截至){YEAR}年(?!{COUNT}月|年?[底末]|[上下]半年|第?[一二三四]季){_NO_PAST}{_BY}?",
            in_year,
        ),
        (rf"[于在]{YEAR}年(?=[,]|内|{_REACHED}){_BY}?", in_year),
        (rf"(?<![\d—\-至]){YEAR}年(?:{_BY}|内)", in_year),
        (
            rf"(?:力争|争取|确保|计划|预计|拟)(?:在|于|到)?{YEAR}年(?!{COUNT}月|年?[底末]|[上下]半年|第?[一二三四]季){_NO_PAST}",
            in_year,
        ),
        (
            r"(?<![\d一二两三四五六七八九十每数多近半])(?:(?P<spoken>今年|本年度?|当年|明年)年?(?:内|底|末)前?|年(?:内|底前|底之前))",
            in_year,
        ),
        (rf"(?:到|至|截至|力争|争取|确保)年底|(?<![\d每今明当本年])年底(?={_REACHED})", in_year),
        (rf"{SPOKEN}(?:{MONTH}(?:{DAY}|{TENTH})?|{HALF}|{QUARTER})(?:{_BY}|(?={_REACHED}))", in_year),
        (
            rf"(?<![\d年每一二三四五六七八九十上当次半]){MONTH}(?:[底末]?{_BY}|底|(?P<d>{COUNT})日{_BY}|{TENTH}{_BY})",
            in_year,
        ),
        (rf"(?<![每年])(?P<h>[上下]半年)(?:前|内|底|末|(?=[,]?(?:{_REACHED})))", in_year),
        (rf"(?<![每年\d上本]){QUARTER}(?:前|内|(?<=[底末])|(?={_REACHED}))", in_year),
        (rf"{_CLAUSE}{YEAR}年(?:{MONTH}|{HALF}|{QUARTER})?(?={_WHOSE}(?:{_DOING}))", own_year),
        (rf"{_CLAUSE}(?P<spoken>今年)(?={_WHOSE}(?:{_DOING}))", in_year),
        (rf"全年(?=[一-鿿]{{0,4}}(?:\d|{_DOING}))", in_year),
        (rf"{_NO_BASE}{YEAR}年{MONTH}(?=完成|建成|投用|投入|办结|上线|启用|出台)", in_year),
        (
            rf"(?<!\d)(?P<begin>(?:19|20)\d\d年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?)(?:到|至|—{{1,2}}|–|~|-)"
            rf"(?:{YEAR}年)?{MONTH}(?:{DAY}|底)?(?=[,。;)]|完成|开展|进行)",
            range_end,
        ),
        (
            rf"{_CLAUSE}(?P<begin>(?:19|20)\d\d年?)(?:到|至|—{{1,2}}|–|~|-){YEAR}年(?=(?:期间)?{_WHOSE}(?:{_DOING}|每年|年均))",
            own_range,
        ),
        (
            rf"(?:自|从)(?P<begin>(?:{SPOKEN}|(?:19|20)\d\d年)?{COUNT}月(?:{COUNT}日)?)(?:起|开始)?(?:到|至|—{{1,2}}|–|~|-)"
            rf"(?:{YEAR}年)?{MONTH}(?:{DAY}|[底末])?",
            range_ahead,
        ),
        (rf"{ISSUED}{SPAN}", after_issue),
        (
            rf"(?:力争|争取|确保|计划|用|在|{_CLAUSE})(?:未来|今后)?(?P<n>[1-9一二两三四五])(?P<unit>年)(?:之内|以内|内)(?=[,]?(?:{_DOING}))",
            years_from_issue,
        ),
    )
)

_TENSE = 20  # characters around a phrase that tell whether it is past
_SENTENCE = 80  # characters back to 每年
_YEARLY = re.compile(r"每年|每季|每月|每半年|次年|逐年")
_DONE = re.compile(r"[,]?[一-鿿]{0,6}?(?:已|累计|共有)")


def tells_past(text: str, match: re.Match[str]) -> bool:
    """Whether a phrase dates what is done: 截至2025年底，已建成8处; 2018年12月31日前已完成转制的."""
    return _DONE.match(text, match.end(), match.end() + _TENSE) is not None


def comes_round(text: str, match: re.Match[str]) -> bool:
    """Whether a month without a year belongs to 每年 in front of it: 每年2月底前…，3月底前…."""
    parts = match.groupdict()
    if parts.get("y") or not (parts.get("m") or parts.get("q") or parts.get("h")):
        return False
    first = max(0, match.start() - _SENTENCE)
    start = max(first, text.rfind("。", first, match.start()))
    return _YEARLY.search(text, start, match.start()) is not None
