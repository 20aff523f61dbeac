"""The ways to settle a doubt: only those that somebody carries out. No Qt here."""

import re

from ledger_app.domain.comparison import ROW_DOUBTS
from ledger_app.domain.measure import Doubt, DoubtKind

_ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b", re.ASCII)
_CELLS = frozenset(  # about a cell of a row: any phrase can be put there, and none
    {
        DoubtKind.UNIT_FROM_ABOVE,
        DoubtKind.UNIT_FROM_BELOW,
        DoubtKind.NO_UNIT,
        DoubtKind.NO_LEAD,
        DoubtKind.UNIT_UNREAD,
        DoubtKind.OPEN_LIST,
        DoubtKind.DATE_GUESSED,
        DoubtKind.DATE_UNREAD,
    }
)


def with_plain_days(words: str) -> str:
    """Words in which days are written as the clerk writes them: 2026年11月20日, not 2026-11-20."""
    return _ISO_DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", words)


def other_choices(doubt: Doubt) -> tuple[str, ...]:
    """The alternatives that are carried out if chosen; for the rest of the doubts the clerk corrects the row."""
    if not _is_carried_out(doubt):
        return ()
    return tuple(choice for choice in doubt.alternatives if choice and choice != doubt.proposal)


def can_be_empty(doubt: Doubt) -> bool:
    """Whether the place of what was proposed can be left empty."""
    whole = doubt.kind is DoubtKind.HEADING_OR_MEASURE or doubt.kind in ROW_DOUBTS
    return bool(doubt.proposal) and _is_carried_out(doubt) and not whole


def proposal_words(doubt: Doubt) -> str:
    """What the button says that settles a doubt as proposed."""
    if doubt.kind in ROW_DOUBTS:
        return doubt.proposal  # it says what will be done
    return "采用" if doubt.proposal else "保留原样"


def choice_words(doubt: Doubt, choice: str) -> str:
    """What the button says that settles a doubt with an alternative."""
    return choice if doubt.kind in ROW_DOUBTS else f"改为“{with_plain_days(choice)}”"


def ways_to_settle(doubt: Doubt) -> list[tuple[str, str]]:
    """What a button says, and the choice it makes."""
    proposed = proposal_words(doubt)
    ways = [(f"{proposed}“{with_plain_days(doubt.proposal)}”" if proposed == "采用" else proposed, doubt.proposal)]
    ways += [(choice_words(doubt, choice), choice) for choice in other_choices(doubt)]
    if can_be_empty(doubt):
        ways.append(("留空", ""))
    return ways


def _is_carried_out(doubt: Doubt) -> bool:
    if doubt.kind in ROW_DOUBTS:
        return True
    if doubt.kind is DoubtKind.NUMBER_RESTORED:
        return doubt.section_id is not None
    if doubt.kind is DoubtKind.HEADING_OR_MEASURE:
        return doubt.measure_id is not None or doubt.section_id is not None
    return doubt.kind in _CELLS and doubt.measure_id is not None
