"""The ways to settle a doubt that stays with its row."""

from ledger_app.domain.measure import Doubt, DoubtKind

# Doubts whose other choices the ledger carries out itself; for the rest the clerk corrects the row.
CHOOSABLE = frozenset(
    {
        DoubtKind.UNIT_FROM_ABOVE,
        DoubtKind.UNIT_FROM_BELOW,
        DoubtKind.NO_UNIT,
        DoubtKind.NO_LEAD,
        DoubtKind.UNIT_UNREAD,
        DoubtKind.OPEN_LIST,
        DoubtKind.NUMBER_RESTORED,
        DoubtKind.DATE_GUESSED,
        DoubtKind.DATE_UNREAD,
    }
)


def ways_to_settle(doubt: Doubt) -> list[tuple[str, str]]:
    """What a button says, and the choice it makes."""
    ways = [(f"采用“{doubt.proposal}”" if doubt.proposal else "保留原样", doubt.proposal)]
    if doubt.kind in CHOOSABLE:
        ways += [(f"改为“{choice}”", choice) for choice in doubt.alternatives if choice and choice != doubt.proposal]
        if doubt.proposal:
            ways.append(("留空", ""))
    return ways
