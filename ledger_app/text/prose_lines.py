"""The lines of a plan in running text: number, body, and the responsibility phrase at the end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledger_app.text.duty_phrase import duty_phrase
from ledger_app.text.folding import plain
from ledger_app.text.headings import Depth, Numbered, clause_numbered, numbered
from ledger_app.text.run_on import split_run_on
from ledger_app.text.unit_names import is_body, looks_like_unit, split_names
from ledger_app.text.units import parse_units

_LONGEST_HEADING = 60
_LONGEST_BRACKET = 600
_MOST_BRACKETS = 6  # one behind the other
_LONGEST_SENTENCE = 160
_LONGEST_NAME = 25
_ROLE_WORDS = ("牵头", "负责", "配合", "单位:", "部门:", "联合行动", "参与", "协助", "承办", "主办", "按职责", "会同")
_LABEL = re.compile(
    r"(?P<label>[一-鿿]{0,4}(?:牵头|主办|主责|责任|负责|配合|协办|协助|参与|承办|落实|实施|完成|办结|整改|督办)[一-鿿]{0,4}"
    r"(?:单位|部门|时限|时间|期限|领导|责任人)|时间节点|时限要求|时间要求|完成时限|责任领导|责任人|分管领导)"
    r"(?:\([^()]{0,12}\))?[ ]*:"
)
_INNER = re.compile(r"[(\[【](?P<phrase>[^()\[\]【】]{2,200}(?:牵头|负责|配合))[)\]】]")
_WHOSE = re.compile(r"(?P<phrase>[^:：。；;，,]{3,60})[:：](?=.{6})")
_OPEN_BRACKET = re.compile(r"[(\[【](?P<phrase>[^()\[\]【】。]{3,150})$")
_DASH = re.compile(r"(?:[—－]{1,2}|--)[ ]?(?P<phrase>[^—－。;]{3,120})$")
_DECIMAL = re.compile(r"[ \t　]*\d{1,2}[.．]\d{1,2}[ \t　、]")
_UNMARKED = re.compile(r"(?P<n>\d{1,2})[ \t　]+(?=[一-鿿])")
_BY_WHOM = re.compile(
    r"(?:^|[。;,])(?:此项工作|该项工作)?由(?P<phrase>[^。;:()]{2,120}(?:牵头|负责|承办|配合)[^。;:()]{0,12})。?$"
)
_BULLET = re.compile(r"^[●■◆◇★☆▲△○※·•\-—]+[\s　]*")
_SENTENCE_END = "。;；:：!！”）)、,， 　\t】]"


@dataclass(frozen=True, slots=True)
class ProseLine:
    """A line with something on it."""

    place: int
    text: str
    start: int
    number: Numbered | None
    body: str  # without number and responsibility phrase
    duty: str | None  # who does it, by when; as printed, without its brackets
    bare: bool = False  # the phrase has names only, no word for their role

    @property
    def is_title(self) -> bool:
        """Whether the body reads as a title: one short sentence or none."""
        body = self.body.rstrip("。:： ")
        return 0 < len(body) <= _LONGEST_HEADING and "。" not in body

    @property
    def is_duty_only(self) -> bool:
        """Whether the line says nothing but who and when."""
        return self.duty is not None and not self.body.strip()


def has_decimals(lines: Sequence[str]) -> bool:
    """Whether a plan numbers its items 1.1, 1.2: then its headings may be numbered 1, without a mark."""
    return any(_DECIMAL.match(line) is not None for line in lines)


def prose_lines(place: int, line: str, *, decimal: bool = False) -> list[ProseLine]:
    """The lines a paragraph amounts to: one, or several where line breaks between its items were lost."""
    pieces = [(start, piece) for start, piece in split_run_on(line) if piece.strip()]
    parts = [(start, prose_line(place, piece, decimal=decimal)) for start, piece in pieces]
    return [replace(part, start=start + part.start) for start, part in parts]


def prose_line(place: int, line: str, *, decimal: bool = False) -> ProseLine:
    """A line taken apart; `decimal` says that the plan's headings may be numbered 1, without a mark."""
    text = line.strip()
    number = numbered(text) or clause_numbered(text) or (_unmarked(text) if decimal else None)
    rest = text if number is None else number.rest
    end, duty, bare = _duty(rest)
    body = rest[:end] if duty is not None else rest
    if number is None and duty is not None:
        body = _BULLET.sub("", body)
    return ProseLine(place, text, line.index(text), number, body.strip(), duty, bare)


def _unmarked(text: str) -> Numbered | None:
    match = _UNMARKED.match(text)
    return Numbered(Depth.THIRD, int(match["n"]), match[0], text[match.end() :]) if match is not None else None


def without_duty(line: ProseLine) -> ProseLine:
    """The same line, its bracket taken for words of the text."""
    rest = line.text if line.number is None else line.number.rest
    return ProseLine(line.place, line.text, line.start, line.number, rest.strip(), None)


def inner_duties(body: str) -> list[str]:
    """The phrases in brackets within a text: 打捞漂浮物（市水务局负责），拆除违建（市城管局负责）…"""
    simple = plain(body)
    if not any(word in simple for word in ("牵头", "负责", "单位:")):
        return []
    found = [body[match.start("phrase") : match.end("phrase")] for match in _INNER.finditer(simple)]
    return [phrase for phrase in found if _is_surely_units(phrase)]


def _is_surely_units(phrase: str) -> bool:
    read = parse_units(phrase)
    names = [name for name, _ in read.assigned]
    return bool(names) and not read.unread and all(looks_like_unit(name) for name in names)


def _duty(text: str) -> tuple[int, str | None, bool]:
    """Where the responsibility phrase begins, the phrase, and whether it has names only."""
    end, phrases, bare = len(text), list[str](), True
    while len(phrases) < _MOST_BRACKETS and (bracket := _last_bracket(text[:end])) is not None:
        begin, phrase = bracket
        named = _names_units(phrase)
        if named is None and not _is_time(phrase):
            break
        bare = bare and named is not False
        phrases.insert(0, phrase)
        end = begin
    labelled = _labelled(text[:end]) if not phrases else None
    if labelled is not None:
        return labelled, text[labelled:].strip("。 "), False
    unclosed = _unclosed(text) if not phrases else None
    if unclosed is not None:
        return unclosed[0], unclosed[1], False
    if not phrases:
        return len(text), _last_sentence(text) or _first_words(text), False
    if all(_is_time(phrase) for phrase in phrases):
        return len(text), None, False
    return end, "；".join(phrases), bare


def _last_sentence(text: str) -> str | None:
    """The units of a last sentence 由市甲局牵头，市乙局配合。; it stays part of the text."""
    tail = text[-_LONGEST_SENTENCE:]
    match = _BY_WHOM.search(plain(tail))
    phrase = tail[match.start("phrase") : match.end("phrase")] if match is not None else None
    return phrase if phrase is not None and _is_surely_units(phrase) else None


def _unclosed(text: str) -> tuple[int, str] | None:
    """（责任单位：市甲局 whose bracket was never closed, or ——市甲局、市乙局 at the end."""
    tail = max(0, len(text) - _LONGEST_SENTENCE)
    simple = plain(text[tail:]).rstrip("。 ")
    for pattern in (_OPEN_BRACKET, _DASH):
        match = pattern.search(simple)
        if match is None:
            continue
        phrase = text[tail + match.start("phrase") : tail + match.end("phrase")]
        if _is_surely_units(phrase) and all(is_body(name) for name, _ in parse_units(phrase).assigned):
            return tail + match.start(), phrase
    return None


def _first_words(text: str) -> str | None:
    """The units of a line that begins with them: 市甲局：负责…; they stay part of the text."""
    match = _WHOSE.match(text)
    if match is None or not parse_units(match["phrase"]).assigned or not _is_surely_units(match["phrase"]):
        return None
    names, _ = split_names(match["phrase"])
    return match["phrase"] if all(is_body(name) for name in names) else None


def _last_bracket(text: str) -> tuple[int, str] | None:
    """The bracket at the end of a text: where it opens, and what it holds."""
    simple = plain(text[-_LONGEST_BRACKET - 8 :]).rstrip("。.;； ")
    if not simple.endswith((")", "]", "】", "〕")):
        return None
    offset = max(0, len(text) - _LONGEST_BRACKET - 8)
    depth = 0
    for place in range(len(simple) - 1, -1, -1):
        if simple[place] in ")]】〕":
            depth += 1
        elif simple[place] in "([【〔":
            depth -= 1
            if depth == 0:
                return offset + place, text[offset + place + 1 : offset + len(simple) - 1]
    return None


def _names_units(phrase: str) -> bool | None:
    """False if the phrase says who does the work in which role, True if it has bare names of units, else None."""
    read = parse_units(phrase)
    if not read.assigned:
        return None
    if any(word in plain(phrase) for word in _ROLE_WORDS):
        return False
    names = [name for name, _ in read.assigned]
    alike = all(looks_like_unit(name) and len(name) <= _LONGEST_NAME for name in names)
    return True if alike and not read.unread else None


def _is_time(phrase: str) -> bool:
    """Whether a bracket holds a deadline and nothing else."""
    read = duty_phrase(phrase)
    return read.deadline is not None and not plain(read.units).strip(";,。 ")


def _labelled(text: str) -> int | None:
    """Where 牵头单位：…；完成时限：… begins at the end of a paragraph, or as a line of its own."""
    tail = max(0, len(text) - _LONGEST_BRACKET)
    simple = plain(text[tail:])
    for match in _LABEL.finditer(simple):
        at = match.start("label")
        if (at == 0 and tail == 0) or simple[:at].rstrip()[-1:] in _SENTENCE_END or simple[at - 1 : at] == " ":
            rest = simple[at:].rstrip("。 ")
            if "。" in rest.strip("。") and not rest[rest.index("。") + 1 :].lstrip().startswith(_FIRST_WORDS):
                continue
            return tail + at
    return None


_FIRST_WORDS = ("牵头", "整改", "责任", "配合", "完成", "主办", "协办", "参与", "落实", "承办", "时限", "办结", "时间")
