"""Doubts that a correction settles, and doubts that ask the same."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Doubt, DoubtKind
from ledger_app.ledger.pending import Pending

_CORRECTED = "已改"  # neither the proposal nor an alternative


def settle(pending: Pending, doubts: Iterable[Doubt], kinds: Collection[DoubtKind]) -> None:
    """What the clerk corrected is doubtful no more."""
    for doubt in doubts:
        if doubt.kind in kinds and doubt.settled is None:
            pending.put(replace(doubt, settled=_CORRECTED))


def question(doubt: Doubt, measure_id: MeasureId | None) -> tuple[MeasureId | None, DoubtKind, str, str]:
    """What a doubt asks of which of the ledger's rows; the row's name in its message changes with the rows above."""
    return measure_id, doubt.kind, doubt.proposal, "" if measure_id is not None else doubt.message
