"""Who does the work, read off the end of a line: brackets, labels, and sentences such as 由市甲局牵头.

Within a text: brackets behind single sentences, and the clauses 一是…二是… that each name units of their own."""

import re

from ledger_app.domain.measure import DoubtKind
from ledger_app.text.duty_phrase import duty_phrase
from ledger_app.text.folding import plain
from ledger_app.text.outline import Remark
from ledger_app.text.unit_names import is_body, looks_like_unit, split_names
from ledger_app.text.units import parse_units

_SHORTEST = 4  # characters of a line that may hold a name in brackets
_LONGEST_BRACKET = 600
_MOST_BRACKETS = 6  # one behind the other
_LONGEST_SENTENCE = 400
_LONGEST_NAME = 25
_ROLE_WORDS = (
    "牵头",
    "负责",
    "配合",
    "单位:",
    "部门:",
    "联合行动",
    "参与",
    "协助",
    "承办",
    "主办",
    "按职责",
    "会同",
    "指导",
    "汇总",
)
_LABEL_WORDS = (
    r"(?:[一-鿿]{0,4}(?:牵头|主办|主责|责任|负责|配合|协办|协助|参与|参加|承办|落实|实施|完成|办结|整改|督办|办理)[一-鿿]{0,4}"
    r"(?:单位|部门|科室|处室|股室|时限|时间|期限|领导|责任人)|时间节点|时限要求|时间要求|完成时限|时限|责任领导|责任人"
    r"|(?:工作|完成|推进|实施|整改|计划|时序|序时)?(?:进度|节点|时序)(?:要求|安排|节点)?"
    r"|(?:推进|实施|进度|工作|完成)计划(?=[ ]?[:】\]][^。;:]{0,40}(?:\d|[年月季期]|底))"
    r"|(?:部门|单位|任务|责任|职责)?分工|(?:牵头|分管|协管|联系|包联|包抓|责任)(?:[省市区县州]级?)?领导)"
)
_LABEL = re.compile(
    rf"(?P<label>{_LABEL_WORDS})(?:\([^()]{{0,12}}\))?[ ]*:|(?P<framed>[【\[]{_LABEL_WORDS}[】\]])[ ]*:?"
)
_SPACED_LABEL = re.compile(r"(?P<label>(?:牵头|主办|责任|配合|协办|参与|承办|落实)(?:单位|部门))[ \t]+(?P<names>\S.*)")
_GOES_ON = re.compile(  # what may follow a full stop between two labels
    r"[ ]*(?:牵头|整改|责任|配合|完成|主办|协办|参与|落实|承办|时限|办结|时间|督办|分管|联系|协助)"
)
_WHOSE = re.compile(
    r"(?P<phrase>[^:：。；;，,]{2,60})(?:[:：](?=.{6})|。(?=(?:具体|主要)?(?:负责|負責|牵头|牽頭|承担|承擔)))"
)
_OPEN_BRACKET = re.compile(r"[(\[【](?P<phrase>[^()\[\]【】。]{3,150})$")
_DASH = re.compile(r"(?:[—－]{1,2}|--)[ ]?(?P<phrase>[^—－。;]{3,120})$")
_DOES = r"(?:研究|提出|制定|制订|负责|落实|组织|抓紧|尽快|共同|按照|按职责|开展|推进|加快|办理|牵头)"
_NAME = r"(?:[^。;:()由,]|\([^()。;]{1,8}\))"  # a character of a name, or the bracket in 各村(社区)
_BY_WHOM = re.compile(
    r"(?:^|[。;,:]|(?<=工作|任务|建设|项目|事项|问题|费用))(?:此项工作|该项工作)?由(?P<phrase>[^。;:()由]{2,100}?(?:牵头|负责|承办)(?:组织|落实|实施)*"
    rf"(?:[,、]{_NAME}{{2,100}}?(?:配合|协助|参与|参加)|[,、]?(?:联合|会同)[^。;:()由,]{{2,120}}(?=[,。;])){{0,2}})"
    rf"|(?:^|[。;,:])(?:此项工作|该项工作)?由(?P<joint>[^。;:()由,]{{2,60}}会同[^。;:()由,]{{2,150}}?)(?={_DOES})"
)
_LEADS = re.compile(  # without 由, in front of what it does: 开展检查。市甲局牵头，每月通报一次。
    rf"[。;](?P<phrase>{_NAME}{{2,60}}?牵头(?:组织|落实|实施)*(?:[,、]{_NAME}{{2,100}}?(?:配合|协助|参与|参加)){{0,2}})(?=,)"
)
_BEGINS = re.compile(  # 市甲局、乙局负责对…; 市甲局会同市乙局制定…
    r"(?P<phrase>[^。;:,()由]{2,100}?(?:(?:牵头|承办|主办)(?:负责|组织|实施)*|(?:具体|主要|共同|分别|组织)*负责(?![人同制单部的或任])))"
    r"(?P<more>(?:[,、][^。;:()由,]{2,100}?(?:配合|协助|参与|参加)|[,、]?(?:联合|会同)[^。;:()由,]{2,120}(?=[,。;])){0,2})"
    rf"|(?P<joint>[^。;:()由,]{{2,60}}会同[^。;:()由,]{{2,150}}?)(?={_DOES})"
)
_PLACES = r"\([市州县区旗镇乡村居社、]{1,8}\)"  # 各县(市、区)政府
_WHO = re.compile(  # the same without 由, as a sentence of its own
    rf"(?:^|[。;])(?!由)(?P<phrase>(?:[^。;:()]|{_PLACES}){{2,100}}?(?:牵头|负责|承办|主办)"
    rf"(?:[,、](?:[^。;:(),]|{_PLACES}){{2,100}}?(?:配合|协助|参与|参加|负责)){{0,2}}"
    r"(?:,[^。;:(),]{2,16}(?:完成|前|推进))?)[。; ]*$"
)
_LEAD_IN = re.compile(  # to the items below
    r"\)[。 ]*(?:具体|主要|重点)(?:措施|任务|举措|工作|内容)(?:如下|包括)?[:。]?$"
)
_BODY = re.compile(
    r"[省市县区镇乡州旗国][一-鿿]{1,10}?(?:局|委员?会?|办(?:公室)?|厅|院|公司|中心|政府)(?![一-鿿]?[长员])"
)
_OPENING, _CLOSING = "([【〔", ")]】〕"
_SENTENCE_END = "。;；:：!！”）)、,， 　\t】]"
_CLAUSE = re.compile(r"(?:^|(?<=[。;:,]))(?P<n>[一二三四五六七八九])是(?=[^非否])")
_CLAUSE_WHO = re.compile(
    r"(?:^|(?<=[,。;(]))(?:由)?(?P<phrase>[^,。;:()由]{2,60}?(?:牵头|负责|承办|主办)"
    r"(?:[,、][^。;:,()由]{2,60}?(?:配合|协助|参与|参加)){0,2})(?=[,。;)]|$)"
)
_SEVERAL = 2  # clauses


def inner_duties(body: str) -> list[str]:
    """The phrases in brackets within a text: 打捞漂浮物（市水务局负责），拆除违建（市城管局负责）…"""
    simple = plain(body)
    spans = [(start, end) for start, end in brackets(simple) if end - start <= _LONGEST_BRACKET]
    phrases = [body[start:end] for start, end in spans if _covers_sentence(simple, start, end)]
    return [phrase for phrase in phrases if is_surely_units(phrase)]


def _covers_sentence(simple: str, start: int, end: int) -> bool:
    """Whether a bracket within a text may say who does the work: by its words, or by standing behind a full stop."""
    if any(word in simple[start:end] for word in _ROLE_WORDS):
        return True
    behind = simple[max(0, start - 3) : start - 1].rstrip()
    return behind.endswith(("。", ";")) and all(is_body(name) for name in split_names(simple[start:end])[0])


def brackets(simple: str) -> list[tuple[int, int]]:
    """What stands in the outermost brackets of a plain text: where each begins and ends."""
    found, opened = list[tuple[int, int]](), list[int]()
    for place, character in enumerate(simple):
        if character in _OPENING:
            opened.append(place)
        elif character in _CLOSING and opened:
            start = opened.pop()
            if not opened:
                found.append((start + 1, place))
    return found


def is_surely_units(phrase: str) -> bool:
    """Whether every name in a phrase looks like a unit's, and nothing is left over."""
    read = parse_units(phrase)
    names = [name for name, _ in read.assigned]
    return bool(names) and not read.unread and all(looks_like_unit(name) for name in names)


def names_units(phrase: str) -> bool:
    """Whether a phrase names units at all, and not only a time."""
    read = parse_units(phrase)
    return bool(read.assigned or read.unread)


def duty_of(text: str) -> tuple[int, str | None, bool]:
    """Where the responsibility phrase begins, the phrase, and whether it has names only."""
    if len(text) < _SHORTEST:
        return len(text), None, False
    labelled = _labelled(text)
    if labelled is not None:
        return labelled, text[labelled:].strip("。 "), False
    spaced = _SPACED_LABEL.fullmatch(plain(text))
    if spaced is not None and is_surely_units(text[spaced.start("names") :]):
        return 0, f"{text[: spaced.end('label')]}：{text[spaced.start('names') :]}", False
    end, phrases, bare = len(text), list[str](), True
    while len(phrases) < _MOST_BRACKETS and (bracket := last_bracket(text[:end])) is not None:
        begin, phrase = bracket
        named = _names_units(phrase)
        if named is None and time_only(phrase) is None:
            break
        bare = bare and named is not False
        phrases.insert(0, phrase)
        end = begin
    unclosed = (_unclosed(text) or _own_sentence(text)) if not phrases else None
    if unclosed is not None:
        return unclosed[0], unclosed[1], False
    if not phrases:
        return len(text), _last_sentence(text) or _first_words(text), False
    if all(time_only(phrase) is not None for phrase in phrases):
        return len(text), None, False
    return end, "；".join(phrases), bare


def _last_sentence(text: str) -> str | None:
    """The units of the last sentences 由市甲局牵头，市乙局配合。; they stay part of the text."""
    tail = text[-_LONGEST_SENTENCE:]
    simple = plain(tail)
    phrases = [_said_by(tail, match) for pattern in (_BY_WHOM, _LEADS) for match in pattern.finditer(simple)]
    named = [phrase for phrase in phrases if is_surely_units(phrase) and _are_bodies(phrase)]
    return "；".join(named) if named else None


def _said_by(text: str, match: re.Match[str]) -> str:
    """The phrase that one of the two forms of a sentence holds."""
    group = "joint" if match.groupdict().get("joint") else "phrase"
    end = match.end("more") if match.re is _BEGINS and group == "phrase" else match.end(group)
    return text[match.start(group) : end]


def begun_by(text: str) -> str | None:
    """The units an item begins with, as those who do what it says: 市甲局、乙局负责对…; they stay part of the text."""
    match = _BEGINS.match(plain(text[:_LONGEST_SENTENCE]))
    if match is None:
        return None
    phrase = _said_by(text, match)
    return phrase if is_surely_units(phrase) and _are_bodies(phrase) else None


def _own_sentence(text: str) -> tuple[int, str] | None:
    """A last sentence that says nothing else: 市甲局牵头，市乙局配合。"""
    tail = max(0, len(text) - _LONGEST_SENTENCE)
    match = _WHO.search(plain(text[tail:]))
    if match is None:
        return None
    phrase = text[tail + match.start("phrase") : tail + match.end("phrase")]
    named = is_surely_units(phrase) and _are_bodies(phrase)
    return (tail + match.start("phrase"), phrase) if named else None


def _are_bodies(phrase: str) -> bool:
    """Whether a phrase from among the words of a sentence names public bodies and nothing longer."""
    return all(is_body(name) and len(name) <= _LONGEST_NAME for name, _ in parse_units(phrase).assigned)


def _unclosed(text: str) -> tuple[int, str] | None:
    """（责任单位：市甲局 whose bracket was never closed, or ——市甲局、市乙局 at the end."""
    tail = max(0, len(text) - _LONGEST_SENTENCE)
    simple = plain(text[tail:]).rstrip("。 ")
    for pattern in (_OPEN_BRACKET, _DASH):
        match = pattern.search(simple)
        if match is None:
            continue
        phrase = text[tail + match.start("phrase") : tail + match.end("phrase")]
        if is_surely_units(phrase) and _are_bodies(phrase):
            return tail + match.start(), phrase
    return None


def _first_words(text: str) -> str | None:
    """The units of a line that begins with them: 市甲局：负责…; they stay part of the text."""
    match = _WHOSE.match(text)
    if match is None or not parse_units(match["phrase"]).assigned or not is_surely_units(match["phrase"]):
        return None
    names, _ = split_names(match["phrase"])
    return match["phrase"] if all(is_body(name) for name in names) else None


def last_bracket(text: str) -> tuple[int, str] | None:
    """The bracket at the end of a text: where it opens, and what it holds."""
    simple = _LEAD_IN.sub(")", plain(text[-_LONGEST_BRACKET - 8 :])).rstrip("。.;； ")
    if not simple.endswith(tuple(_CLOSING)):
        return None
    offset = max(0, len(text) - _LONGEST_BRACKET - 8)
    depth = 0
    for place in range(len(simple) - 1, -1, -1):
        if simple[place] in _CLOSING:
            depth += 1
        elif simple[place] in _OPENING:
            depth -= 1
            if depth == 0:
                return offset + place, text[offset + place + 1 : offset + len(simple) - 1]
    return None


def named_body_remarks(text: str, taken: str) -> tuple[Remark, ...]:
    """That a measure took the units of a line below, though its last sentence names a body, by a verb unknown here."""
    last = re.split("[。；;]", text.rstrip("。；; "))[-1]
    body = next((match[0] for match in _BODY.finditer(plain(last)) if match[0] not in plain(taken)), None)
    if body is None:
        return ()
    message = f"{{row}}的末句提到“{body}”，没有读出它的责任；单位按下文的“{taken}”推定，请核对。"
    return (Remark(kind=DoubtKind.UNIT_UNREAD, message=message, proposal=taken, alternatives=(body,)),)


def names_bodies(text: str) -> bool:
    """Whether a line holds names of public bodies and nothing else."""
    simple = plain(text).strip("。:; ")
    return 0 < len(simple) <= _LONGEST_SENTENCE and all(is_body(name) for name in split_names(simple)[0])


def _names_units(phrase: str) -> bool | None:
    """False if the phrase says who does the work in which role, True if it has bare names of units, else None."""
    read = parse_units(phrase)
    if not read.assigned:
        return None
    names = [name for name, _ in read.assigned]
    simple = plain(phrase)
    if any(word in simple for word in _ROLE_WORDS):
        return False if any(map(looks_like_unit, names)) or read.open_list else None
    alike = all(looks_like_unit(name) and len(name) <= _LONGEST_NAME for name in names)
    return True if alike and not read.unread else None


def time_only(phrase: str) -> str | None:
    """The deadline that a bracket holds with nothing else beside it; None if it holds something else."""
    read = duty_phrase(phrase)
    return None if plain(read.units).strip(";,。 ") else read.deadline


def _labelled(text: str) -> int | None:
    """Where 牵头单位：…；完成时限：… begins at the end of a paragraph, or as a line of its own."""
    tail = max(0, len(text) - _LONGEST_BRACKET)
    simple = plain(text[tail:])
    within = brackets(simple)
    for match in _LABEL.finditer(simple):
        at = match.start()
        if any(start <= at < end for start, end in within):
            continue
        if (at == 0 and tail == 0) or simple[:at].rstrip()[-1:] in _SENTENCE_END or simple[at - 1 : at] == " ":
            rest = simple[at:].rstrip("。 ")
            if "。" in rest and _GOES_ON.match(rest, rest.index("。") + 1) is None:
                continue
            return tail + at
    return None


def clause_duties(text: str, duty: str | None) -> list[str]:
    """The units that the clauses of a text name, each in a sentence part of its own, those in `duty` aside."""
    simple = plain(text)
    known = set(parse_units(duty or "").assigned)
    found = [text[match.start("phrase") : match.end("phrase")] for match in _found_in(simple)]
    return [phrase for phrase in found if not set(parse_units(phrase).assigned) <= known]


def clause_remarks(text: str) -> tuple[Remark, ...]:
    """That a measure has several clauses with units of their own, so that units and times may belong to one only."""
    simple = plain(text)
    if not _found_in(simple):
        return ()
    count = len(_CLAUSE.findall(simple))
    message = f"{{row}}一段里有{count}项工作（一是、二是……），各有单位和时限，请核对，必要时分成几条措施。"
    return (Remark(kind=DoubtKind.UNIT_UNREAD, message=message),)


def _found_in(simple: str) -> list[re.Match[str]]:
    clauses = list(_CLAUSE.finditer(simple))
    if len(clauses) < _SEVERAL:
        return []
    found = [match for match in _CLAUSE_WHO.finditer(simple, clauses[0].start()) if _names_bodies(match["phrase"])]
    return found if found and found[0].start() < clauses[-1].start() else []  # behind the last: of all of them


def _names_bodies(phrase: str) -> bool:
    return is_surely_units(phrase) and all(is_body(name) for name, _ in parse_units(phrase).assigned)
