"""The items of a plan in running text: its numbered lines, each with the paragraphs below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from ledger_app.text.folding import plain
from ledger_app.text.headings import Depth, Numbered
from ledger_app.text.prose_head import is_closing, lists_attachments
from ledger_app.text.prose_lines import ProseLine


@dataclass(slots=True)
class Item:
    """A numbered line and the paragraphs below it up to the next number."""

    line: ProseLine
    number: Numbered
    texts: list[ProseLine] = field(default_factory=list)
    duties: list[ProseLine] = field(default_factory=list)  # lines of their own that say who and when
    followed: bool = False  # a deeper number comes next
    over_units: bool = False  # and says who does the work

    @property
    def group_time(self) -> str | None:
        """The time that a sentence behind it sets for its whole group."""
        lines = (self.line, *self.texts, *self.duties)
        return next((line.for_group for line in lines if line.for_group is not None), None)


_LABEL = re.compile(r"[一-鿿]{2,8}(?:\([^()]{0,8}\))?[ ]?:(?=.)")
_LABEL_OF_WORK = re.compile(r"措施|举措|内容|任务|事项|做法|步骤|重点|要求|目标|指标|标准")
_REMEDY = re.compile(r"(?:整改|治理|解决|改进|落实|具体|工作|主要)?(?:措施|举措|办法)[:：][ 　]*(?=\S)")


def without_label(remedy: ProseLine) -> ProseLine | None:
    """A line that says what is done about the problem above it, 整改措施：…, without that word; None for another."""
    label = _REMEDY.match(plain(remedy.body))
    return None if label is None else replace(remedy, body=remedy.body[label.end() :])


def before_numbers(lines: Sequence[ProseLine]) -> list[ProseLine]:
    """The paragraphs with units that stand before any number."""
    numbered = takewhile(lambda line: line.number is None, lines)
    return [line for line in numbered if line.duty is not None and not line.is_duty_only]


def items_of(lines: Sequence[ProseLine]) -> list[Item]:
    """The numbered lines with what stands below each; what closes the plan is left out."""
    items: list[Item] = []
    closed = False  # behind the signature, or in the list of attachments
    labelled = False  # straight below a line that says who and when
    attachments = False
    for line in lines:
        number = line.number
        if number is not None and attachments and line.is_title and not line.duty and number.depth >= Depth.THIRD:
            continue  # 附件：1.… on one line, 2.… on the next
        attachments = lists_attachments(line.text)
        if number is not None and (number.depth < Depth.CLAUSE or line.duty is not None):
            items.append(Item(line, number))
            closed = labelled = False
        elif is_closing(line.text):
            closed = True
        elif items and not closed and not (labelled and _is_other_label(line)):
            (items[-1].duties if line.is_duty_only else items[-1].texts).append(line)
            labelled = line.is_duty_only
    for item, following in pairwise(items):
        item.followed = following.number.depth > item.number.depth
        item.over_units = item.followed and following.line.duty is not None
    return items


def _is_other_label(line: ProseLine) -> bool:
    """Whether a line among those that say who and when says something else about the work: 资金来源：…"""
    label = _LABEL.match(plain(line.text)) if line.duty is None else None
    return label is not None and _LABEL_OF_WORK.search(label[0]) is None
