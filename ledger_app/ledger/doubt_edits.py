"""How a correction settles what was doubtful about the value that it corrects."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from ledger_app.domain.measure import Doubt, DoubtKind
from ledger_app.ledger.pending import Pending

_CORRECTED = "已改"  # neither the proposal nor an alternative


def settle(pending: Pending, doubts: Iterable[Doubt], kinds: Collection[DoubtKind]) -> None:
    """What the clerk corrected is doubtful no more."""
    for doubt in doubts:
        if doubt.kind in kinds and doubt.settled is None:
            pending.put(replace(doubt, settled=_CORRECTED))
