"""Deadlines inside a measure's sentences: every time they name, judged by the words that stand around it.

A time with its bound (6月底前, 年内) is a deadline wherever it stands; a bare one (6月, 2027年) only behind 到, 力争
or a label, or where a clause begins with it and goes on with work to be done. What tells the past (以来, 已建成),
a base (比2025年), a name (2026年计划) or a beginning (起) is none."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NamedTuple

from ledger_app.text.deadline_days import (
    Clock,
    Found,
    Rule,
    after_issue,
    at_discretion,
    before_festival,
    during_five_years,
    five_years,
    from_issue,
    in_year,
    range_end,
)
from ledger_app.text.deadline_rules import (
    ANY_YEAR,
    CLOCK,
    COUNT,
    DAY,
    FESTIVALS,
    FIVE,
    HALF,
    ISSUED,
    MONTH,
    QUARTER,
    SEASONS,
    SPAN,
    SPOKEN,
    TENTH,
    YEAR,
)

ClockAt = Callable[[int], Clock]  # what a phrase at a place in the text leans on

_DASH = "[—–~-]{1,2}"
_TO = rf"[ ]?(?:起|开始)?(?:到|至|{_DASH})[ ]?(?=\d|[今明次]年|第?{COUNT}[月日季]|[上下]半年|年?底)"
_DAY_OF = rf"(?:{COUNT}[日号]|上中?旬|中下?旬|下旬|[初底末])"
_BEGIN = (
    rf"(?P<begin>{ANY_YEAR}年(?:{COUNT}月份?{_DAY_OF}?)?|{ANY_YEAR}(?={_DASH}{ANY_YEAR}年)"
    rf"|(?:今年|明年)?{COUNT}月份?{_DAY_OF}?|\d{{1,2}}(?={_DASH}\d{{1,2}}月))"
)
_OTHERS_LISTED = (  # 2026年、2027年、2028年; 5月底、11月底: the last counts
    rf"(?:{ANY_YEAR}年?[底末]?[、和及](?={ANY_YEAR}年)|{COUNT}月份?{_DAY_OF}?[、和及](?={COUNT}月)"
    r"|第?[一二三]季度[底末]?[、和及](?=第?[二三四]季度))*"
)
_MOMENT = rf"(?:{MONTH}(?:{DAY}|{TENTH})?|前?{QUARTER}|{HALF}|(?P<end>年?(?:(?<=年)[底末终])|年度?内)|(?P<whole>全年))"
_BOUND = (
    rf"(?P<bound>(?:\([^()]{{1,4}}\))?{CLOCK}"
    r"(?:之前|以前|前(?![后期述沿往来列\d]|[一二三四]季)|之内|以内|内(?![部容外设涵])|为止))"
)
_TIME = re.compile(
    rf"(?<![\d.])(?=[\d零〇一二三四五六七八九十①-⑫㈠-㈩今本当明次年第前上下全Qq])(?:{_BEGIN}{_TO})?{_OTHERS_LISTED}"
    rf"(?:{YEAR}(?:年度?|(?=[Qq][1-4]))|{SPOKEN})?(?:{_MOMENT}|(?(begin)(?P<last>{COUNT})[日号]|(?!)))?{_BOUND}?"
)

_DOING = re.compile(  # what is to be done in a time that a clause begins with
    r"[,:]?(?:全[市省县区国系]统?|我[市省县区局]|各[市省县区镇乡](?:\([^()]{1,8}\))?)?(?:"
    r"要|将|拟|计划|力争|争取|确保|完成|实现|建成|建设|启动|新|培训|免费|培育|组织|开展|举办|举行|召开|达到?|改造|推广|安排|全面"
    r"|基本|初步|预计|出台|印发|制定|修订|开工|投产|投用|投入|投资|竣工|覆盖|培养|引进|推进|推行|推开|加快|选[择取派]|遴选|创建|打造"
    r"|认定|再|实施|继续|重点|共|至少|提[高升][到至]|增加[到至]?|下降|降低|减少|压减|淘汰|关停|整治|治理|清[理运淤]|排查|组建|成立"
    r"|设立|建立|健全|完善|构建|形成|探索|试点|开发|编制|发布|公布|落实|支持|扶持|奖励|补助|筹[措集]|争创|申报|验收|发放|采购|招[聘录商标]"
    r"|解决|化解|消除|拆除|搬迁|安置|种植|造林|绿化|修复|恢复|疏浚|加固|铺设|安装|更换|扩建|续建|升级|优化|调整|整合|开通|上线|试?运行"
    r"|启用|普及|每|分别|累计|年均|各(?:开展|组织|举办|召开|完成)|不[少低]于|集中|逐步|率先|进一步|对|结束"
    r")(?!计划|方案|要点|规划|目录|清单|情况|标准|指南|办法|资金)"
)
_REACHED = re.compile(  # the same for a time that stands anywhere
    r"完成|建成|实现|正式|达到|提[高升][到至]|增[加长][到至]|降[到至低]|办结|投用|投入|上线|启用|出台|开工|竣工|完工|通车|验收|基本|全面|全部|初步|力争|要|报送|上报|取得|形成"
)
_OPEN = re.compile(  # the same with words in between: 11月资金到位, 8月份通过市级验收
    r"[,:]?(?:(?![前底])[一-鿿]){0,10}?(?:完成|提交|报送|上报|报审|送审|报批|通过|审定|印发|公示|公布|公开|到位|启动|启用|移交|交付|备案|验收|评估|投用"
    r"|挂牌|兑现|拨付|下达|签订|签约|论证|竣工|完工|办结|销号|达标|见效|通车|归档|移送|汇总)(?![一-鿿]{0,8}的)"
)
_ENDS_OPEN = re.compile(rf"(?:{_OPEN.pattern})(?=[,。;)\]】]|$)")
_TASKS = re.compile(r"[^,。;]{0,20}(?:任务|目标|指标)")  # behind 完成2026年
_GOES_ON_WITH_NUMBER = re.compile(rf"[一-鿿]{{0,4}}(?:\d|{_DOING.pattern})")
_MEASURED = re.compile(  # 2026年城镇新增就业2万人, 2026年优良天数比率达到90%
    r"[^,。;:\d的]{2,20}?(?:达到?|提[高升][到至]?|增[长加至]|增加到|稳定在|保持在?|不[低少]于|控制在|降[到至低]|新增|完成|实现|突破)"
    r"[^,。;:\d]{0,8}\d"
)
_NO_BASE = re.compile(  # in front of a time that is none of the plan's own
    r"(?:[\d年月比较从自以与近超每逐数几]|(?<!应)当|同|[上去]年度?|高于|低于|超过|对照|[期季]\()$"
)
_COUNTED_YEARS = re.compile(r"[\d一二两三四五六七八九十百几数多近每半去今明本当上前次同往]$")  # 三年内, 每年底
_NO_PAST = re.compile(
    r"\d|以?来|度?起(?![草步吊底])|开始|至(?!少)|到(?!位)|[—~-]|相比|.{0,2}基础|.{0,2}水平|远景|规划|版|[度底末]?(?:数据|人口|考核)|以后|之后|后"
    r"|同期|的|[份]?[^,。;]{1,8}(?:会议|会)上"
)
_NO_WORK = re.compile(rf"[为是属系]|期间?的|{_NO_PAST.pattern}")  # 12月至次年2月为禁猎期
_WHICH = (
    "印发|出台|发布|下发|公布|制定|建成|登记|取得|注册|成立|出生|批准|审批|核准|备案|开工|投产|发生|形成|签订|购[买置]|参加|缴纳|办理|通过"
    "|竣工|完工|完成|产生|认定|设立|实施|施行|修订|发现|入库|立项|毕业|参保|脱贫|纳入|召开|举行|举办"
)
_PAST = re.compile(  # 已建成8处, 登记的车辆, 完成改造的，
    rf"[,]?[一-鿿]{{0,6}}?(?:已|共有)|[,]?累计(?!新|完成|建)|(?:所|尚?未|仍未)?(?:{_WHICH})(?:的|[^,。;]{{1,10}}的,)"
)
_LEAD = re.compile(r"(?:截至|截止[到至]?|到|至|于|在)$")
_INTENT = re.compile(r"(?:力争|争取|确保|计划|预计|拟|务必|必须|不迟于|不晚于|最迟|最晚|原则上)(?:于|在|到|至)?$")
_LABEL = re.compile(
    r"(?:时限|期限|时间|年限|节点|进度|工期)(?:要求|安排|节点)?(?:为|是|:)[ ]?$|建设(?:年限|期限|工期)$"
)
_CLAUSE = re.compile(r"(?:^|[,。;:、(\[【\n]|[。;:,] |其中|并|——)$")
_AT_CLAUSE = r"^|(?<=[,。;:、(])|(?<=[。:;,] )"
_ASIDE = re.compile(r"[,(\[【]$")  # in front of a time that says nothing else
_ENDS = re.compile(r"[,。;)\]】]|$")
_YEARLY = re.compile(r"每年|每半年|次年|逐年|每[季月][^,。;]*$")
_BEFORE, _AFTER = 12, 30  # characters that are looked at on either side
_SENTENCE = 80  # characters back to 每年
_WORK_BEHIND = rf"(?=[,]?(?:{_REACHED.pattern}|组织|开展|建设|改造|培育|新建|推广|制定|覆盖))"
_OTHERS: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(hint), Rule(re.compile(pattern), day))
    for hint, pattern, day in (
        ("五", rf"(?:到|至|在)?{FIVE}(?:期末|末期|末)", five_years),
        ("五", rf"(?:到|至|在)?{FIVE}(?:期间|时期|期内)", during_five_years),
        (
            r"\d[-./]\d",
            rf"(?:到|至|于|在)?(?<![\d.]){YEAR}[-./](?P<m>\d{{1,2}})(?:[-./](?P<d>\d{{1,2}})日?)?(?:{_BOUND}|(?<=\d)(?=[,]?(?:{_REACHED.pattern})))",
            in_year,
        ),
        (
            "前",
            rf"(?:于|在|到|至)?(?:{YEAR}年|{SPOKEN})?{FESTIVALS}(?:期间)?(?:前夕|之前|前(?![后期]))",
            before_festival,
        ),
        (
            "前",
            rf"(?:{YEAR}年|{SPOKEN})?(?:{SEASONS})(?:来临|到来)?(?:之前|前(?![后期]))(?=[,]?(?:{_REACHED.pattern})|[。;)]|$)",
            at_discretion,
        ),
        ("发|台|布", rf"{ISSUED}{SPAN}", after_issue),
        (
            "[年月](?:[之以]?内|时间)",
            rf"(?:力争|争取|确保|计划|用|在|利用|{_AT_CLAUSE})(?:未来|今后)?(?P<n>[1-9一二两三四五六七八九十]|十二)个?(?P<unit>[年月])(?:之内|以内|内|(?:的)?时间){_WORK_BEHIND}",
            from_issue,
        ),
        ("半年", rf"(?:力争|争取|确保|在|{_AT_CLAUSE})(?P<half>半)年(?:之内|以内|内){_WORK_BEHIND}", from_issue),
    )
)


class TimeInText(NamedTuple):
    """A deadline that a text names: where, and the day."""

    start: int
    end: int
    found: Found


@dataclass(frozen=True, slots=True)
class _Said:
    """A time within a text, and the words on both sides of it."""

    match: re.Match[str]
    before: str
    after: str

    def names(self, *groups: str) -> bool:
        """Whether the time has any of these parts."""
        return any(self.match[group] for group in groups)

    @property
    def has_part(self) -> bool:
        """Whether it says more than a year."""
        return self.names("m", "q", "h", "end", "last")


class _Verdict(NamedTuple):
    """Whether a time is a deadline, and whether it may lie before the plan."""

    is_deadline: bool
    may_be_past: bool = False


_NO, _SURE, _AHEAD = _Verdict(False), _Verdict(True, may_be_past=True), _Verdict(True)


def times_in(simple: str, clock_at: ClockAt) -> Iterator[TimeInText]:
    """The deadlines in a plain text; `clock_at` gives the clock for a place in it."""
    for match in _TIME.finditer(simple):
        said = _said_in(simple, match)
        if not (said.has_part or said.names("y", "spoken", "whole")):
            continue
        verdict = _judged(said)
        if not verdict.is_deadline or _comes_round(simple, said):
            continue
        clock = clock_at(match.start())
        try:
            found = _day_of(match, clock if verdict.may_be_past else replace(clock, issued=None))
        except ValueError:  # 2月30日前: no day, so no deadline
            continue
        if verdict.may_be_past or _lies_ahead(match, found, clock):
            lead = _LEAD.search(said.before)
            yield TimeInText(match.start() - (len(lead[0]) if lead else 0), match.end(), found)
    yield from _others_in(simple, clock_at)


def _said_in(simple: str, match: re.Match[str]) -> _Said:
    start, end = match.span()
    return _Said(match, simple[max(0, start - _BEFORE) : start], simple[end : end + _AFTER])


def _day_of(match: re.Match[str], clock: Clock) -> Found:
    return range_end(match, clock) if match["begin"] else in_year(match, clock)


def _lies_ahead(match: re.Match[str], found: Found, clock: Clock) -> bool:
    """Whether a time has a day, and none before the plan, which would tell the past."""
    day = found.last_day
    if day is None or (clock.issued is not None and day < clock.issued):
        return False
    return match["y"] is None or clock.year is None or clock.assumed or day.year >= clock.year


def _others_in(simple: str, clock_at: ClockAt) -> Iterator[TimeInText]:
    """Times of other kinds, each with its own words around it."""
    for hint, rule in _OTHERS:
        for match in rule.pattern.finditer(simple) if hint.search(simple) else ():
            if _PAST.match(simple, match.end(), match.end() + _AFTER):
                continue
            with suppress(ValueError):
                yield TimeInText(match.start(), match.end(), rule.day(match, clock_at(match.start())))


def _judged(said: _Said) -> _Verdict:
    """Whether the words around a time make it a deadline."""
    if _is_base(said) or _PAST.match(said.after):
        return _NO
    if _LABEL.search(said.before):
        return _SURE
    if said.names("begin"):
        return _judged_range(said)
    if said.names("bound"):
        return _SURE if said.has_part or said.names("y", "spoken") else _NO
    if said.names("whole") and _GOES_ON_WITH_NUMBER.match(said.after):
        return _AHEAD
    if _NO_PAST.match(said.after):
        return _NO
    return _judged_bare(said)


def _is_base(said: _Said) -> bool:
    """Whether the words in front make the time a base, one of many, or a part of a longer number."""
    before = said.before
    if said.names("begin"):
        before = before.removesuffix("自").removesuffix("从")
    if not said.names("y", "spoken") and said.names("end") and _COUNTED_YEARS.search(before):
        return True
    return _NO_BASE.search(before) is not None


def _judged_range(said: _Said) -> _Verdict:
    if said.has_part and said.after.startswith(":") and _CLAUSE.search(said.before):
        return _AHEAD  # 4月—5月：动员部署
    if said.has_part:
        begins = _CLAUSE.search(said.before) and not _NO_WORK.match(said.after)  # 5月1日至10月31日全天值班
        return _AHEAD if said.names("bound") or _ENDS.match(said.after) or begins or _works(said) else _NO
    return _AHEAD if _CLAUSE.search(said.before) and _works(said, skipping="期间") else _NO


def _judged_bare(said: _Said) -> _Verdict:
    """A time without 前 or 内."""
    if _INTENT.search(said.before):
        return _SURE
    lead = _LEAD.search(said.before)
    if lead and (lead[0] not in ("于", "在") or said.has_part):
        return _AHEAD if lead[0].startswith("截") else _SURE
    if lead:
        return _SURE if said.after.startswith(",") or _works(said) else _NO
    if said.match["end"] and said.match["end"].endswith("内"):
        return _SURE
    if said.names("y", "spoken") and (said.names("end", "tenth") or said.match[0].endswith(("底", "末", "旬"))):
        return _SURE
    if said.names("m") and said.match[0].endswith(("底", "末")):
        return _SURE
    if _REACHED.match(said.after) and (said.has_part or said.names("y")):
        return _AHEAD
    if said.has_part and _ENDS_OPEN.match(said.after):
        return _AHEAD
    if said.before.endswith(("完成", "实现")) and said.names("y") and _TASKS.match(said.after):
        return _AHEAD
    return _judged_clause(said)


def _judged_clause(said: _Said) -> _Verdict:
    """A bare time that a clause begins with: 2026年培训500人, 三季度，组织验收, （6月）."""
    if not _CLAUSE.search(said.before):
        return _NO
    if said.names("y") and not said.has_part and _MEASURED.match(said.after):
        return _AHEAD
    if _works(said) or (said.after.startswith(",") and (said.has_part or said.names("y"))):
        return _AHEAD
    alone = said.before.endswith(("(", "[", "【")) and said.after.startswith((")", "]", "】"))
    return _AHEAD if alone or (said.has_part and _ASIDE.search(said.before) and _ENDS.match(said.after)) else _NO


def _works(said: _Said, skipping: str = "") -> bool:
    """Whether work to be done follows."""
    after = said.after.removeprefix(skipping)
    patterns = (_DOING, _REACHED, *((_OPEN,) if said.has_part else ()))
    return any(pattern.match(after) for pattern in patterns)


def _comes_round(text: str, said: _Said) -> bool:
    """Whether a month without a year belongs to 每年 in front of it: 每年2月底前…，3月底前…."""
    if said.names("y", "spoken") or not said.names("m", "q", "h"):
        return False
    at = said.match.start()
    first = max(0, at - _SENTENCE)
    return _YEARLY.search(text[max(first, text.rfind("。", first, at)) : at]) is not None
