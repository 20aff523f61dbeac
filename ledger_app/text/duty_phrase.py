"""What a responsibility phrase holds beside units: deadlines, persons, and conventions (列第一位的为牵头单位，下同)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ledger_app.text.folding import plain

_LONGEST = 4000  # characters; what is longer is no list of units
_TIME_LABEL = (
    r"(?:完成|办结|办理|落实|整改|工作|推进|实施|政策|执行|有效|起止|计划|建设)?(?:完成)?(?:时限|期限|时间|节点|进度)(?:要求|安排|节点)?"
    r"|(?:时间|进度)(?:节点|要求|安排)"
)
_PERSON_LABEL = (
    r"(?:牵头|责任|分管|协管|副牵头|包抓|包保|包联|挂钩|挂点|挂牌|联系|主管|主要|第一|具体)?(?:[省市县区州]级?)?"
    r"(?:责任人|责任领导|牵头领导|分管领导|领导|负责人|联络员|联系人|联系电话|电话|副?(?:省长|市长|州长|县长|区长)|秘书长)"
    r"|(?:督查|督办|督导|监督|考核|验收)(?:责任)?(?:单位|部门)"
)
_NEXT_LABEL = (
    r"[,、 ]*(?:牵头|主办|责任|配合|协办|参与|承办|落实|完成|办结|整改|分管)[一-鿿]{0,4}"
    r"(?:单位|部门|时限|时间|领导|人)[ ]*:"
)
_LABELLED = re.compile(
    rf"(?P<label>(?P<time>{_TIME_LABEL})|(?:{_PERSON_LABEL}))[ ]*:[ ]*"
    rf"(?P<value>[^;。\n:]{{0,80}}?)(?=[;。\n]|$|{_NEXT_LABEL})"
)
_BEGIN, _END = r"(?<![^,;。、 (])", r"(?![^,;。、 )])"  # nothing else stands beside it between the commas
_MONTH = r"\d{1,2}月(?:\d{1,2}日|底|份|上旬|中旬|下旬)?"
_YEAR = (
    rf"(?:20\d\d年|今年|明年|本年度?|当年)(?:年?底|末|内|{_MONTH}|[上下]半年|[一二三四]季度末?)?"
    rf"|{_MONTH}|年底|年内|[“\"]?十[二三四五]五[”\"]?(?:末|期末|期间)"
)
_DONE = r"(?:之前|以前|前)?(?:全面|基本|全部)?(?:完成|启动|实施|建成|投用|见效|取得[一-鿿]{2,6})?"
_STANDING = r"长期坚持|长期|持续推进|持续实施|持续|常态化(?:推进|开展)?|每年[一-鿿]{0,6}|立行立改|适时推进"
_WHEN = re.compile(rf"{_BEGIN}(?:(?:于|在|到|至|力争|争取|确保)?(?:{_YEAR}){_DONE}|{_STANDING}){_END}")
_FIRST_LEADS = re.compile(
    r"(?:名列|排名|列|排列|排)?(?:在)?(?:首位|第一(?:位|个|名|顺位)?|首个|首家)(?:的)?(?:责任|落实)?(?:单位|部门|者)?(?:的)?"
    r"(?:均)?(?:为|是|系)(?:该项任务|该任务|该项工作)?(?:的)?(?:牵头|主办|第一责任)(?:责任)?(?:单位|部门)"
)
_COMMA_LEADS = re.compile(
    r"(?:第一个|首个)?(?:逗号|分号)(?:之)?前(?:面)?(?:的)?(?:单位|部门)?"
    r"(?:为|是|系)(?:牵头|主办)(?:责任)?(?:单位|部门)"
)
_STAR_LEADS = re.compile(
    r"(?:带|标)?[“\"]?[*★▲※][”\"]?(?:号)?[^,;。()]{0,6}(?:为|是|系)(?:牵头|主办)(?:责任)?(?:单位|部门)"
)
_LEVEL_LABEL = re.compile(  # 市级：市甲局；县级：县乙局
    r"(?:^|(?<=[;；,，。\s、]))(?:国家|中央|[省市县区镇乡部]级|[省市区县]直|市县|县区|各地)(?:层面|部门|单位)?[ ]?[:：]"
)
_FRAMED_LABEL = re.compile(
    r"[【\[](?P<label>[一-鿿]{2,8}(?:单位|單位|部门|部門|时限|時限|时间|時間|领导|領導|分工))[】\]](?![:：])"
)
_EACH = re.compile(r"[(（]按照?(?:各自)?(?:职责|職責)(?:分工)?(?:分别|分別)?(?:负责|負責|落实|落實)?[)）]")
_EMPTY_ASIDE = re.compile(r"[(（][；，,。 ]*；[；，,。 ]*[)）]")
_SEE = re.compile(
    r"(?<=[,;，；。])(?:具体)?(?:任务|分工)?(?:详|參|参)?(?:见|見)附(?:件|表)[ ]?[0-9０-９一二三四五六七八九十]*"
)
_ELSEWHERE = re.compile(r"[。;,](?:以下|下列|后续)[^。;]{0,40}不再(?:一一|逐一)?(?:列出|重复|列)")
_ABOVE = re.compile(r"^[ ]*(?:以上|上述|本条|此项|该项|上列)[^,;。:、]{0,8}?(?:均)?由(?=.)")
_AND_SO_ON = re.compile(r"[,;、。 ]*(?:其[他余它]|后面)?[^,;。()]{0,14}(?:单位|部门)?[,;、。 ]*(?:以)?下同")


class Convention(Enum):
    """How a plan marks its leading units without a word."""

    FIRST = "first"  # the first unit of each list leads
    FIRST_THEN_SUPPORT = "first_then_support"  # and the others support it
    BEFORE_COMMA = "before_comma"  # the units in front of the first comma lead


@dataclass(frozen=True, slots=True)
class DutyPhrase:
    """A phrase with everything that names no unit blanked by ； of the same length, and the deadline it holds."""

    units: str
    deadline: str | None


def duty_phrase(phrase: str) -> DutyPhrase:
    """Units and deadline of a phrase: 责任单位：市甲局；完成时限：2026年底, or 市甲局负责，2026年底前."""
    if len(phrase) > _LONGEST:
        return DutyPhrase(phrase, None)
    phrase = _FRAMED_LABEL.sub(r"；\g<label>：", phrase)
    simple = plain(phrase)
    units, deadline = _without_conventions(phrase, simple), None
    if ":" in simple:
        for match in _LABELLED.finditer(simple):
            if match["time"] and deadline is None:
                deadline = phrase[match.start("value") : match.end("value")].strip() or None
            units = _blanked(units, match)
    for match in _WHEN.finditer(plain(units)):
        if deadline is None:
            deadline = phrase[match.start() : match.end()]
        units = _blanked(units, match)
    for aside in (*_SEE.finditer(units), *_EACH.finditer(units), *_LEVEL_LABEL.finditer(units)):
        units = _blanked(units, aside)
    for aside in _EMPTY_ASIDE.finditer(units):
        units = _blanked(units, aside)
    return DutyPhrase(units, deadline)


def convention_in(lines: Iterable[str]) -> Convention | None:
    """The convention that one of these lines states."""
    return next((found for found in map(convention_of, lines) if found is not None), None)


def convention_of(text: str) -> Convention | None:
    """The convention that a plan states, mostly once: 列第一位的为牵头单位，下同."""
    simple = plain(text)
    if "为" not in simple and "是" not in simple and "系" not in simple:
        return None
    if _COMMA_LEADS.search(simple) is not None:
        return Convention.BEFORE_COMMA
    return Convention.FIRST if _FIRST_LEADS.search(simple) is not None else None


def _without_conventions(phrase: str, simple: str) -> str:
    for pattern in (_FIRST_LEADS, _COMMA_LEADS, _STAR_LEADS):
        match = pattern.search(simple)
        if match is not None:
            phrase = _blanked(phrase, match)
            more = _AND_SO_ON.match(simple, match.end())
            phrase = phrase if more is None else _blanked(phrase, more)
    elsewhere = _ELSEWHERE.search(simple)
    phrase = phrase if elsewhere is None else _blanked(phrase, elsewhere)
    same = re.search(r"以?下同", simple)
    phrase = phrase if same is None else _blanked(phrase, same)
    above = _ABOVE.match(plain(phrase))
    return phrase if above is None else _blanked(phrase, above)


def _blanked(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]}{'；' * (match.end() - match.start())}{text[match.end() :]}"
