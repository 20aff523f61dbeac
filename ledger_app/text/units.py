"""Unit phrases (落实单位): 市甲局牵头,市乙局配合。 -> units and their roles, and back again in the same notation.

A phrase is read in simplified script, but names keep their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from ledger_app.domain.unit import Role
from ledger_app.text.duty_phrase import Convention, duty_phrase
from ledger_app.text.folding import plain
from ledger_app.text.unit_names import (
    LONGEST_NAME,
    is_collective,
    is_person,
    looks_like_unit,
    restore_levels,
    split_names,
)

__all__ = ["UnitPhrase", "is_collective", "led_by_convention", "parse_units", "render_units"]

_LABELS = {
    "牵头": Role.LEAD,
    "主办": Role.LEAD,
    "主管": Role.LEAD,
    "主责": Role.LEAD,
    "配合": Role.SUPPORT,
    "协办": Role.SUPPORT,
}
_LABELS |= {"协助": Role.SUPPORT, "参与": Role.SUPPORT, "参加": Role.SUPPORT, "协同": Role.SUPPORT}
_MARK = re.compile(
    r"(?P<label>(?:主要|第一|共同|市级|省级|县级|区级)?(?:牵头|主办|主管|主责|配合|协办|协助|参与|参加|协同|责任|负责|承办|落实|实施)"
    r"(?:责任|落实|实施|配合)?(?:(?:单位|部门|处室|科室|股室|机构|主体|方)(?:\([^()]{0,12}\))?)?[ ]*[:：]"
    r"|(?:部门|单位|任务|责任|职责|工作)?分工[ ]*[:：]"
    r"|(?:责任|牵头|主办|配合|协办|承办)(?:单位|部门)(?:为|是)(?=[国省市县区州镇各]))"
    r"|(?P<named>(?:作为|[为是])(?P<role>牵头|主办|主管|主责|第一责任|责任|配合|协办|协助|参与)(?:责任)?(?:单位|部门))"
    r"|(?P<lead>(?:牵头|主办)(?!单位|部门|科室|处室|责任单位)"
    r"(?:负责|联系|组织实施|组织|落实|抓总|协调|实施|抓落实|督导|督办|推进|推动|指导|统筹|办理|整改|整治|制定)?|抓总"
    r"|统筹(?:协调|负责|推进)?(?=[,;。]|$))"
    r"|(?P<support>联合行动|配合(?!单位|部门)(?:落实|实施|做好)?|(?<!政)协办(?!公室|单位|部门)|协助(?!单位|部门)(?:落实|实施|做好)?"
    r"|参与(?!单位|部门)(?:配合)?|参加(?!单位|部门)|协同(?!办|发展|创新)(?:配合|推进)?)"
    r"|(?P<responsible>按照?(?:各自)?(?:职责|职能)(?:分工)?(?:分别)?(?:抓好)?(?:落实|推进|实施)|各负其责|(?:负责)?(?:统计汇总|汇总|报送|上报)(?=[,;。、)]|$)|(?:组织)?负责(?:落实|实施|组织实施|牵头)?|承办|组织实施|抓落实)"
    r"|(?P<guide>(?:监督|督促|业务|统筹)?指导(?=[,;。、]|$))"
    r"|(?P<with>会同|会商|协同|联合(?=[国省市县区州镇乡各]|[一-鿿]{1,12}(?:局|委|办|部|厅|院|公司)(?:[、,。;]|$)))"
)
_ADVERBS = re.compile(
    r"(?:(?:等(?:单位|部门)?)?(?:按照?|依照?|根据)?(?:各自|有关)?(?:职责|职能)(?:分工)?(?:分别)?|按照?(?:任务)?分工|分别|共同|具体|主要|全面|(?<=[局委办厅部府])总|分工|各自|联合|积极|密切|予以|组织)$"
)
_DOES = re.compile(r"(?:抓好|组织|具体|认真|共同)*(?:落实|实施|推进|执行|办理|贯彻落实|开展)$")
_OWN_ROLE = re.compile(r"[(\[](?P<role>牵头|主办|配合|协办|责任|负责)(?:单位|部门)?[)\]]$|[*★▲※]$")
_STAR = re.compile(r"^[★▲※](?P<name>.+)")
_LEADING = re.compile(r"^(?:由|并|再由|以及|和|与|会同|会)(?=.)")
_IN_FRONT = re.compile(r"[一-鿿]{0,4}[省市县區区州旗镇]")  # of a name that drops its level
_LONGEST_PHRASE = 4000  # characters; what is longer is no list of units
_OTHERS_SUPPORT = (Convention.FIRST_OTHERS_SUPPORT, Convention.BEFORE_COMMA_OTHERS_SUPPORT)
_NOTHING = frozenset({"", "—", "-", "——", "/", "\\", "无", "－", "…"})


@dataclass(frozen=True, slots=True)
class UnitPhrase:
    """A unit phrase understood: names and roles in printed order, whether 等 leaves the list open, what is unread."""

    assigned: tuple[tuple[str, Role], ...]
    open_list: bool = False
    unread: str = ""
    guessed: str = ""  # units behind a leading one without a word for their role, taken for supporting ones


def parse_units(phrase: str, *, role: Role | None = None) -> UnitPhrase:
    """Units and roles of a phrase; `role` is what the column's header says of names without a word of their own."""
    if len(phrase) > _LONGEST_PHRASE:
        return UnitPhrase((), unread=phrase)
    return _parsed(phrase, role)


def led_by_convention(text: str, phrase: UnitPhrase, convention: Convention | None) -> UnitPhrase:
    """The phrase with its leading units as the plan's convention tells them; a role word of its own comes first."""
    roles = {role for _, role in phrase.assigned}
    if convention is None or len(phrase.assigned) < 2 or Role.LEAD in roles or roles == {Role.SUPPORT}:
        return phrase
    leading = 1
    if convention in (Convention.BEFORE_COMMA, Convention.BEFORE_COMMA_OTHERS_SUPPORT):
        first, comma, _ = plain(text).partition(",")
        leading = len(split_names(first)[0]) if comma else 0
    if any(is_collective(name) for name, _ in phrase.assigned[:leading]):
        return phrase  # 各有关部门 are not one that leads
    guessing = convention is Convention.FIRST_THEN_SUPPORT
    supporting = guessing or convention in _OTHERS_SUPPORT
    assigned = tuple(
        (name, Role.LEAD if i < leading else Role.SUPPORT if supporting else role)
        for i, (name, role) in enumerate(phrase.assigned)
    )
    guessed = "、".join(name for name, _ in assigned[leading:]) if guessing else phrase.guessed
    return replace(phrase, assigned=assigned, guessed=guessed)


@lru_cache(maxsize=16384)
def _parsed(phrase: str, role: Role | None) -> UnitPhrase:
    return _Reading(phrase, role).result()


class _Reading:
    """One pass over a phrase from mark to mark (牵头, 负责, 配合, 会, 责任单位:)."""

    def __init__(self, phrase: str, role: Role | None) -> None:
        self._phrase = duty_phrase(phrase).units
        self._plain = plain(self._phrase)
        self._default = role
        self._assigned: list[tuple[str, Role]] = []
        self._open = False
        self._unread: list[str] = []
        self._guessed = ""
        self._label: Role | None = None
        self._waiting: tuple[str, ...] = ()  # X of X会同Y负责: its role comes with the word at the end
        self._joined = False  # behind 会, 会同, 与: supporting units
        self._marked = False
        self._said = False  # a role word stands between the label and here
        self._level: str | None = None  # the 市 that later names of the phrase may drop

    def result(self) -> UnitPhrase:
        start = 0
        for match in _marks(self._plain):
            self._between(start, match.start(), match)
            start = match.end()
        self._rest(start)
        return UnitPhrase(tuple(self._assigned), self._open, "；".join(self._unread), self._guessed)

    def _between(self, start: int, end: int, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if kind == "label":
            self._flush(start, end, self._label)
            self._label = None if "分工" in match["label"] else _label_role(match["label"])
            self._marked, self._said = True, False
        elif kind == "named":
            self._close(start, end, _label_role(match["role"]))
        elif kind == "with":
            self._take_waiting(start, end)
        elif kind == "guide":  # who guides others that answer for the work supports it
            begun = self._assigned and not self._plain[start:end].lstrip().startswith(";")
            self._close(start, end, Role.SUPPORT if begun else Role.RESPONSIBLE)
        else:
            self._close(start, end, Role(kind))

    def _close(self, start: int, end: int, role: Role) -> None:
        """A role word ends the list in front of it; behind a label, only what stands behind the last comma."""
        start = self._give_before_comma(start, end, role)
        start, joined = self._behind_joint(start, end)
        names = self._names(start, end)
        if self._joined or joined:
            self._give(self._waiting, role)
            self._give(names, Role.SUPPORT)
        else:
            self._give(names, role)
        self._marked = self._marked or bool(names) or bool(self._waiting)
        self._said = True
        self._waiting, self._joined = (), False

    def _give_before_comma(self, start: int, end: int, role: Role) -> int:
        """责任单位：市甲局，市乙局配合: what stands before the comma is the label's; where the rest begins."""
        own = self._label
        if own is None and role is Role.SUPPORT and not self._marked:
            own = self._default or Role.RESPONSIBLE
        comma = max(self._plain.rfind(mark, start, end) for mark in ",;")
        if own is None and role is Role.LEAD and comma > start:
            return self._give_all_but_lead(start, comma, end)
        if own is None or own is role or self._joined or self._said or comma <= start:
            return start
        if self._plain.count("(", start, comma) != self._plain.count(")", start, comma):
            return start
        names = self._names(start, comma)
        if not names or not all(looks_like_unit(name) for name in names):
            return start
        self._give(names, own)
        self._marked = True
        return comma + 1

    def _give_all_but_lead(self, start: int, comma: int, end: int) -> int:
        """市甲局、市乙局，乙局牵头: the list in front of the comma has the one that leads; the others answer for it."""
        before, level = self._names(start, comma), self._level
        leading = [self._known(name, before) for name in split_names(self._phrase[comma + 1 : end])[0]]
        self._level = level if leading else self._level
        if not leading or not set(leading) < set(before):
            return start
        self._give([name for name in before if name not in leading], self._default or Role.RESPONSIBLE)
        self._give(leading, Role.LEAD)
        self._marked = True
        return end

    @staticmethod
    def _known(name: str, names: Sequence[str]) -> str:
        """The one of `names` that an elided name ends, 市公安局 for 公安局; the name itself if there is no such one."""
        whole = [known for known in names if known != name and _IN_FRONT.fullmatch(known.removesuffix(name))]
        return whole[0] if len(whole) == 1 and whole[0].endswith(name) and name not in names else name

    def _behind_joint(self, start: int, end: int) -> tuple[int, bool]:
        """Where the list begins behind the 会 of 牵头会…, or the 与 of ,与…联合行动."""
        text = self._plain[start:end]
        joint = re.match(r"[,;、。 ]*(?:会|与|和)(?!议|计)", text)
        if joint is None or not self._marked:
            return start, False
        return start + joint.end(), True

    def _take_waiting(self, start: int, end: int) -> None:
        names = self._names(start, end)
        if self._joined:
            self._give(names, Role.SUPPORT)
        else:
            self._waiting = names
        self._joined = True

    def _flush(self, start: int, end: int, role: Role | None) -> None:
        if role is not None:
            self._give(self._names(start, end), role)
        else:
            self._leave(start, end)

    def _rest(self, start: int) -> None:
        end = len(self._phrase)
        text = self._phrase[start:end].strip("。.；;，,、 \n\t\r")
        role = self._label if self._label is not None else self._default
        if self._joined:  # X会同Y and no word behind: X answers, Y supports
            does = _DOES.search(self._plain[start:end].rstrip("。.;, "))
            self._give(self._waiting, role or Role.RESPONSIBLE)
            self._give(self._names(start, start + does.start() if does else end), Role.SUPPORT)
        elif text in _NOTHING:
            return
        elif role is not None and (self._label is not None or not self._marked):
            self._give(self._names(start, end), role)
        else:
            self._bare(start, end)

    def _bare(self, start: int, end: int) -> None:
        """Names with no word for their role answer for the measure; behind a leading unit they support it."""
        does = _DOES.search(self._plain[start:end].rstrip("。.;, "))
        names = self._names(start, start + does.start() if does else end)
        led = self._marked and any(role is Role.LEAD for _, role in self._assigned)
        if names and all(looks_like_unit(name) for name in names):
            supporting = led and does is None
            self._give(names, Role.SUPPORT if supporting else Role.RESPONSIBLE)
            self._guessed = "、".join(names) if supporting else ""
        else:
            self._leave(start, end)

    def _leave(self, start: int, end: int) -> None:
        text = self._phrase[start:end].strip("。.；;，,、 \n\t\r")
        if text not in _NOTHING:
            self._unread.append(text)

    def _names(self, start: int, end: int) -> tuple[str, ...]:
        text = self._phrase[start:end].strip("。.；;，,、 \n\t\r")
        adverb = _ADVERBS.search(plain(text))
        if adverb is not None:
            self._open = self._open or adverb[0].startswith("等")
            text = text[: adverb.start()]
        leading = _LEADING.match(plain(text))
        if leading is not None and looks_like_unit(text[leading.end() :].split("、")[0]):
            text = text[leading.end() :]
        names, open_list = split_names(text)
        self._open = self._open or open_list
        too_long = [name for name in names if len(name) > LONGEST_NAME]
        self._unread += too_long
        short = tuple(name for name in names if len(name) <= LONGEST_NAME and name not in _NOTHING)
        if not short:
            return ()
        if self._plain[start:end].lstrip().startswith(";"):  # ； begins anew; a comma does not
            self._level = None
        restored, self._level = restore_levels(short, self._level)
        return restored

    def _give(self, names: Sequence[str], role: Role) -> None:
        for name in (_STAR.sub(r"\g<name>★", name) for name in names if not is_person(name)):
            own = _OWN_ROLE.search(plain(name))  # 市甲局（牵头）, 市甲局*
            duty = (name, role) if own is None else (name[: own.start()], _label_role(own["role"] or "牵头"))
            if duty[0] and duty not in self._assigned:
                self._assigned.append(duty)


def _label_role(label: str) -> Role:
    """The role that 牵头单位： or 主要责任单位： gives."""
    words = [(label.find(word), role) for word, role in _LABELS.items() if word in label]
    return min(words, key=lambda pair: pair[0])[1] if words else Role.RESPONSIBLE


def _marks(text: str) -> list[re.Match[str]]:
    """The role words outside brackets, 各区(县)政府(配合) aside."""
    marks, depth, position = [], 0, 0
    for match in _MARK.finditer(text):
        depth += text.count("(", position, match.start()) - text.count(")", position, match.start())
        position = match.start()
        if depth <= 0:
            marks.append(match)
    return marks


@dataclass(frozen=True, slots=True)
class _Notation:
    """How a phrase is written: its separators, its full stop, its form."""

    comma: str
    stop: str
    traditional: bool
    meets: bool  # X牵头会Y等单位负责
    others: str  # 等单位
    bare: bool  # names only
    labels: str  # the colon of 牵头单位：X；配合单位：Y


def render_units(assigned: Sequence[tuple[str, Role]], like: str, *, role: Role | None = None) -> str:
    """The units as a phrase in the notation of `like`; `role` is the role that the column's header gives bare names."""
    if not assigned:
        return ""
    notation = _notation(like, names_only=role is not None)
    runs = [(run_role, [name for name, _ in run]) for run_role, run in groupby(assigned, key=lambda pair: pair[1])]
    for text in _candidates(runs, notation, role or Role.RESPONSIBLE):
        if parse_units(text, role=role).assigned == tuple(assigned):
            return text
    return _spelt_out(runs, notation) + notation.stop


def _candidates(runs: list[tuple[Role, list[str]]], notation: _Notation, bare_role: Role) -> list[str]:
    """The shapes that suit the notation, best first; the caller takes the first that reads back the same."""
    words = _words(notation.traditional)
    roles = [run_role for run_role, _ in runs]
    found = []
    if notation.labels:
        labelled = [f"{words[run_role]}{words['body']}{notation.labels}{'、'.join(names)}" for run_role, names in runs]
        found.append("；".join(labelled).replace("负责单", "责任单").replace("負責單", "責任單") + notation.stop)
    if notation.bare and roles == [bare_role]:
        found.append("、".join(runs[0][1]) + notation.stop)
    if notation.meets and roles == [Role.LEAD, Role.SUPPORT]:
        lead, support = ("、".join(names) for _, names in runs)
        found.append(
            f"{lead}{words[Role.LEAD]}{words['meets']}{support}{notation.others}{words[Role.RESPONSIBLE]}{notation.stop}"
        )
    if notation.others and roles == [Role.RESPONSIBLE]:
        found.append(f"{'、'.join(runs[0][1])}{notation.others}{words[Role.RESPONSIBLE]}{notation.stop}")
    found.append(notation.comma.join("、".join(names) + words[run_role] for run_role, names in runs) + notation.stop)
    return found


def _spelt_out(runs: list[tuple[Role, list[str]]], notation: _Notation) -> str:
    """Every unit with its own role word, set apart by ；: nothing is elided, nothing runs into its neighbour."""
    words = _words(notation.traditional)
    return ";；"["," not in notation.comma].join(name + words[run_role] for run_role, names in runs for name in names)


def _words(traditional: bool) -> dict[Role | str, str]:
    if traditional:
        return {Role.LEAD: "牽頭", Role.RESPONSIBLE: "負責", Role.SUPPORT: "配合", "meets": "會", "body": "單位"}
    return {Role.LEAD: "牵头", Role.RESPONSIBLE: "负责", Role.SUPPORT: "配合", "meets": "会", "body": "单位"}


def _notation(like: str, *, names_only: bool) -> _Notation:
    simple = plain(like)
    marks = _marks(simple)
    others = re.search(r"等(?:有关|相关)?(?:单位|部门)?(?=负责|$)", simple.rstrip("。"))
    return _Notation(
        comma="," if "," in like or ("(" in like and "，" not in like) else "，",
        stop="。" if like.rstrip().endswith("。") else "",
        traditional=any(word in like for word in ("牽", "負責", "單位", "會")),
        meets=re.search(r"牵头[,、]?会(?!议|计).*负责。?$", simple) is not None,
        others=like[others.start() : others.end()] if others else "",
        bare=(bool(like.strip()) or names_only) and not marks,  # an empty cell of a 牵头单位 column too
        labels=marks[0][0][-1].replace(":", "：" if "：" in like else ":") if marks and marks[0]["label"] else "",
    )
