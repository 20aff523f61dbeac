"""Where a draft under review comes from, and how else its document could be taken. No Qt here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ledger_app.ui.review.cleaned_lines import Spans

TakenOut = Mapping[str, Mapping[int, Spans]]  # by the name of the part: what understanding left out of its lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the review knows of a document beside the draft."""

    parts: tuple[str, ...] = ()  # the plans that could be read from it
    part: int = 1  # which of them this is
    earlier: str = ""  # the title of the plan in the ledger that this looks like a newer version of
    updates: bool = False  # whether it is taken as that
    turn: str = ""  # 第1个，共4个: of the documents chosen together
    taken_out: TakenOut = field(default_factory=dict)
