"""The way from doubt to doubt. No Qt here."""

from collections.abc import Sequence

from ledger_app.domain.measure import Doubt, DoubtId


class DoubtWalk:
    """The doubts a draft began with, in the order of its rows, and which of them are still open."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        self._order = tuple(doubt.id for doubt in doubts)
        self._open = set(self._order)

    @property
    def total(self) -> int:
        """How many there were at the beginning."""
        return len(self._order)

    @property
    def first(self) -> DoubtId | None:
        """Where the walk begins."""
        return self._order[0] if self._order else None

    def number(self, doubt_id: DoubtId) -> int:
        """The how-manyth it is, from 1."""
        return self._order.index(doubt_id) + 1

    def is_open(self, doubt_id: DoubtId) -> bool:
        """Whether it is still to be settled."""
        return doubt_id in self._open

    def refresh(self, doubts: Sequence[Doubt]) -> DoubtId | None:
        """These are open now; the first of those that were settled and are open again."""
        now = {doubt.id for doubt in doubts}
        older = now - set(self._order)  # an undo reached back behind the beginning of the walk
        self._order += tuple(doubt.id for doubt in doubts if doubt.id in older)
        back, self._open = now - self._open, now
        return next((doubt_id for doubt_id in self._order if doubt_id in back), None)

    def step(self, now: DoubtId | None, by: int) -> DoubtId | None:
        """The next open doubt (+1) or the one before (-1), around the end."""
        left = [doubt_id for doubt_id in self._order if doubt_id in self._open]
        if not left:
            return None
        at = left.index(now) if now is not None and now in left else -1
        return left[(at + by) % len(left)]

    def nearest(self, gone: DoubtId | None) -> DoubtId | None:
        """The next open one behind a doubt that was settled, else the first."""
        start = self._order.index(gone) + 1 if gone is not None else 0
        behind = (doubt_id for doubt_id in (*self._order[start:], *self._order[:start]) if doubt_id in self._open)
        return next(behind, None)
