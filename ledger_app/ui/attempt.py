"""Trying a verb of the ledger: what it refuses is said to the clerk, all else is our fault and goes to the hook."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ledger_app.domain.change import Change
from ledger_app.domain.errors import UserError
from ledger_app.ledger import Ledger


class Attempt(QObject):
    """Call it with a verb; True when the ledger took it."""

    refused = Signal(str)

    def __init__(self, ledger: Ledger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger

    def __call__(self, verb: Callable[[Ledger], Change | None]) -> bool:
        """Run a verb on the ledger."""
        try:
            verb(self._ledger)
        except UserError as error:
            self.refused.emit(str(error))
            return False
        return True
