"""The items of a plan in running text: its numbered lines, each with the paragraphs below it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

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


def before_numbers(lines: Sequence[ProseLine]) -> list[ProseLine]:
    """The paragraphs with units that stand before any number."""
    numbered = takewhile(lambda line: line.number is None, lines)
    return [line for line in numbered if line.duty is not None and not line.is_duty_only]


def items_of(lines: Sequence[ProseLine]) -> list[Item]:
    """The numbered lines with what stands below each; what closes the plan is left out."""
    items: list[Item] = []
    closed = False  # behind the signature, or in the list of attachments
    attachments = False
    for line in lines:
        number = line.number
        if number is not None and attachments and line.is_title and not line.duty and number.depth >= Depth.THIRD:
            continue  # 附件：1.… on one line, 2.… on the next
        attachments = lists_attachments(line.text)
        if number is not None and (number.depth < Depth.CLAUSE or line.duty is not None):
            items.append(Item(line, number))
            closed = False
        elif is_closing(line.text):
            closed = True
        elif items and not closed:
            (items[-1].duties if line.is_duty_only else items[-1].texts).append(line)
    for item, following in pairwise(items):
        item.followed = following.number.depth > item.number.depth
        item.over_units = item.followed and following.line.duty is not None
    return items
