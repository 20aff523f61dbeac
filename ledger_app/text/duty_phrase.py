"""What a responsibility phrase holds beside units: deadlines, persons, and conventions (列第一位的为牵头单位，下同)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ledger_app.text.deadlines import is_time
from ledger_app.text.folding import plain

_LONGEST = 4000  # characters; what is longer is no list of units
_TIME_LABEL = (
    r"(?:完成|办结|办理|落实|整改|工作|推进|实施|政策|执行|有效|起止|计划|建设)?(?:完成)?(?:时限|期限|时间|节点|进度)(?:要求|安排|节点)?"
    r"|(?:时间|进度|完成|推进|时序)(?:节点|要求|安排|时序)"
    r"|(?:推进|实施|进度|工作|完成)计划(?=[ ]?:[^。;:]{0,40}(?:\d|[年月季期]|底))"
)
_PERSON_LABEL = (
    r"(?:牵头|责任|分管|协管|副牵头|包抓|包保|包联|挂钩|挂点|挂牌|联系|主管|主要|第一|具体)?(?:[省市县区州]级?)?"
    r"(?:责任人|责任领导|牵头领导|分管领导|领导|负责人|联络员|联系人|联系电话|电话|副?(?:省长|市长|州长|县长|区长)|秘书长)"
    r"|(?:督查|督办|督导|监督|考核|验收)(?:责任)?(?:单位|部门)|(?:资金|经费)(?:来源|保障)|备注(?=:(?!会同))"
)
_NEXT_LABEL = (
    r"[,、 ]*(?:牵头|主办|责任|配合|协办|参与|承办|落实|完成|办结|整改|分管)[一-鿿]{0,4}"
    r"(?:单位|部门|时限|时间|领导|人)[ ]*:"
)
_LABELLED = re.compile(
    rf"(?P<label>(?P<time>{_TIME_LABEL})|(?:{_PERSON_LABEL}))[ ]*:[ ]*"
    rf"(?P<value>[^;。\n:]{{0,80}}?)(?=[;。\n]|$|{_NEXT_LABEL})"
)
_PIECE = re.compile(r"[^,;。、 ()；]+")
_MAY_BE_TIME = re.compile(
    r"(?!按|根据|视|见)(?=.*(?:\d|年|[月季]|期|持续|常态|动态|立行立改|适时|立即|即时|随时|尽快))"
)
_WORK_BY = re.compile(r"(?P<time>[^,;]{2,16}?(?:之前|以前|前))(?P<work>[一-鿿]{2,20})")
_DUTY = re.compile(r"牵头|负责|配合|协助|参与|主办|承办|[局委办厅府部校站所]$")
_NEXT_TIME = re.compile(r"[,、 ]{0,2}")  # between two times
_FIRST_LEADS = re.compile(
    r"(?:名列|排名|列|排列|排)?(?:在)?(?:首位|第一(?:位|个|名|顺位)?|首个|首家)(?:的)?(?:责任|落实)?(?:单位|部门|者)?(?:的)?"
    r"(?:均)?(?:为|是|系)(?:该项任务|该任务|该项工作)?(?:的)?(?:牵头|主办|第一责任)(?:责任)?(?:单位|部门)"
)
_COMMA_LEADS = re.compile(
    r"(?:第一个|首个)?(?:逗号|分号)(?:之)?前(?:面)?(?:的)?(?:单位|部门)?"
    r"(?:为|是|系)(?:牵头|主办)(?:责任)?(?:单位|部门)"
)
_OTHERS_SUPPORT = re.compile(  # behind a convention: 其他为配合单位
    r"[,;、]?(?:其[他余它]|后面?|之后|逗号后|后者)[^,。;]{0,10}?(?:为|是|系|均)?(?:配合|协办|参与)(?:责任)?(?:单位|部门)"
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
    FIRST_THEN_SUPPORT = "first_then_support"  # and the others support it, as a 牵头及配合单位 column has it
    FIRST_OTHERS_SUPPORT = "first_others_support"  # the same, and the plan says so: 其他为配合单位
    BEFORE_COMMA = "before_comma"  # the units in front of the first comma lead
    BEFORE_COMMA_OTHERS_SUPPORT = "before_comma_others_support"  # and the others support them


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
    for start, end in _times_in(plain(units)):
        deadline = deadline or phrase[start:end]
        units = f"{units[:start]}{'；' * (end - start)}{units[end:]}"
    for aside in (*_SEE.finditer(units), *_EACH.finditer(units), *_LEVEL_LABEL.finditer(units)):
        units = _blanked(units, aside)
    for aside in _EMPTY_ASIDE.finditer(units):
        units = _blanked(units, aside)
    return DutyPhrase(units, deadline)


def _times_in(simple: str) -> list[tuple[int, int]]:
    """Where times stand alone between the names; times that follow one another are one: 2026年底前，长期坚持."""
    found: list[tuple[int, int]] = []
    for match in _PIECE.finditer(simple):
        length = _length_of_time(match[0]) if _MAY_BE_TIME.match(match[0]) else 0
        if not length:
            continue
        start, end = match.start(), match.start() + length
        if found and _NEXT_TIME.fullmatch(simple, found[-1][1], start):
            start = found.pop()[0]
        found.append((start, end))
    return found


def _length_of_time(piece: str) -> int:
    """How much of a piece is a time: with what is done by then (6月底前公示名单), no unit (6月底前市甲局牵头)."""
    if is_time(piece):
        return len(piece)
    work = _WORK_BY.match(piece)
    if work is None or not is_time(work["time"]):
        return 0
    return work.end("time") if _DUTY.search(work["work"]) else len(piece)


def convention_in(lines: Iterable[str]) -> Convention | None:
    """The convention that one of these lines states."""
    return next((found for found in map(convention_of, lines) if found is not None), None)


def convention_of(text: str) -> Convention | None:
    """The convention that a plan states, mostly once: 列第一位的为牵头单位，下同."""
    simple = plain(text)
    if "为" not in simple and "是" not in simple and "系" not in simple:
        return None
    comma, first = _COMMA_LEADS.search(simple), _FIRST_LEADS.search(simple)
    if comma is not None:
        return Convention.BEFORE_COMMA_OTHERS_SUPPORT if _others_support(simple, comma) else Convention.BEFORE_COMMA
    if first is not None:
        return Convention.FIRST_OTHERS_SUPPORT if _others_support(simple, first) else Convention.FIRST
    return None


def _others_support(simple: str, convention: re.Match[str]) -> bool:
    return _OTHERS_SUPPORT.match(simple, convention.end()) is not None


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
