"""What stands around a plan in running text: its title and facts in front, signature and attachments behind."""

import re
from collections.abc import Sequence
from itertools import takewhile

from ledger_app.text.folding import plain
from ledger_app.text.head import PlanFacts, day_alone, ends_like_title, plan_facts, without_attachment

_ENCYCLOPEDIA = ("中文名", "基本介绍", "百科", "印发的一份档案", "印发的一份文件", "发布的一份", "出台的一份")
_SIGNATURE = re.compile(
    r"[一-鿿 ]{2,30}(?:人民政府|委员会|办公厅|办公室|厅|局|院|工作组|领导小组)(?:\(章\))?"
    r"|\((?:此件|联系人|联系电话).*\)"
    r"|(?:抄送|主送|印送|报送):.*|.{2,30}20\d\d年\d{1,2}月\d{1,2}日印发"
)
_IN_FORCE = re.compile(
    r"本(?:意见|方案|办法|措施|计划|通知|规划|规定|细则|政策|行动)[^。]{0,12}自[^。]{2,20}(?:施行|实施|执行).*"
)
_SENTENCE = re.compile(r"[。;:,|?!]|^[ -]")
_LONGEST_TITLE = 50
_MOST_TITLE_LINES = 3  # above the last line of a title
_WHOSE_TITLE = re.compile(r".{0,6}(?:国务院|关于|[省市县区州旗镇乡局委部厅办院校])|.{0,20}关于")
_ASKS = re.compile(r"(?:联系人|联系电话|电话):.*|请各.{2,90}")
_ATTACHMENTS = re.compile(r"附[ ]?件?[ ]*:.*")


def title_of(head: Sequence[str]) -> str | None:
    """The title nearest to the body; an encyclopedia's entry about the plan is not it."""
    for place in range(len(head) - 1, -1, -1):
        text = without_attachment(head[place])
        if ends_like_title(text) and not any(mark in text for mark in "。;；") and not text.startswith("-"):
            return _whole_title(head, place, text)
    plain_lines = (without_attachment(line) for line in head)
    return next((line for line in plain_lines if _may_be_title(line)), None)


def _may_be_title(line: str) -> bool:
    """Whether a line could be a title that ends in none of the usual words: 云河市2026年重点任务."""
    facts = plan_facts([line])
    return 6 <= len(line) <= _LONGEST_TITLE and not _SENTENCE.search(plain(line)) and facts == PlanFacts()


def _whole_title(head: Sequence[str], place: int, text: str) -> str:
    """A title whose first line stands above: 关于印发… on one line, …的通知 on the next."""
    while place > 0 and (text.count("》") > text.count("《") or len(text) < 6):
        place -= 1
        text = without_attachment(head[place]) + text
    if plain(text).startswith("关于"):
        return text
    above = [without_attachment(line) for line in reversed(head[max(0, place - _MOST_TITLE_LINES) : place])]
    parts = list(takewhile(_may_be_part_of_title, above))
    begins = max((i for i, part in enumerate(parts) if _WHOSE_TITLE.match(plain(part))), default=-1)
    return "".join(reversed(parts[: begins + 1])) + text


def _may_be_part_of_title(line: str) -> bool:
    """Whether a line could be a part of a title: 云河市关于加快 / 新型工业化的实施意见."""
    simple = plain(line)
    if not 4 <= len(simple) <= _LONGEST_TITLE or _SENTENCE.search(simple) or "》" in simple:
        return False
    return not ends_like_title(line) and plan_facts([line]) == PlanFacts() and not simple.endswith(("网", "网站", "页"))


def comes_into_force(line: str) -> bool:
    """Whether a sentence only says from when the plan applies: 本措施自印发之日起施行."""
    return _IN_FORCE.match(plain(line).strip()) is not None


def facts_of(head: Sequence[str], tail: Sequence[str]) -> PlanFacts:
    """文号, body and date from the lines around the plan, unless they are an encyclopedia's."""
    text = plain("\n".join(head))
    if any(word in text for word in _ENCYCLOPEDIA):
        head = []
    facts = plan_facts(head)
    signed = plan_facts(tail)
    return PlanFacts(facts.doc_number, facts.issuer or signed.issuer, facts.issued or signed.issued)


def is_closing(line: str) -> bool:
    """Whether a line belongs to what closes a plan: signature, date, attachments, who gets copies."""
    text = plain(line).strip()
    if len(text) > 200:
        return False
    patterns = (_SIGNATURE, _ATTACHMENTS, _IN_FORCE, _ASKS)
    return day_alone(text) is not None or any(pattern.fullmatch(text) is not None for pattern in patterns)


def lists_attachments(line: str) -> bool:
    """Whether a line begins the list of attachments, so that the numbers below it count files."""
    return len(line) <= 200 and _ATTACHMENTS.fullmatch(plain(line).strip()) is not None
