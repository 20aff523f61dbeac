"""On which day each measure was last touched; read from the history when it is first asked for."""

from collections.abc import Collection
from datetime import date

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger import Ledger


class Updates:
    """Reads the history once, and follows the acts after that."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._days: dict[MeasureId, date] | None = None

    @property
    def known(self) -> bool:
        """Whether the history has been read."""
        return self._days is not None

    def day_of(self, row: MeasureRow) -> date | None:
        """The day of the last act on a measure."""
        if self._days is None:
            self._days = self._ledger.updated_days()
        return self._days.get(row.measure.id)

    def touch(self, ids: Collection[MeasureId], today: date) -> None:
        """An act of today touched these."""
        if self._days is not None:
            self._days.update(dict.fromkeys(ids, today))
