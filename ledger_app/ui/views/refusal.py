"""What the ledger refused, said in words at the field that it is about."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from ledger_app.domain.change import Change
from ledger_app.domain.errors import UserError
from ledger_app.ledger import Ledger
from ledger_app.ui.theme.pieces import styled


class Refusal(QLabel):
    """Hidden until something is refused; what was typed stays in its field."""

    def __init__(self, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self.setProperty("tone", "redText")
        self.setWordWrap(True)
        styled(self, "caption")
        self.hide()

    def attempt(self, verb: Callable[[Ledger], Change | None]) -> bool:
        """Run a verb on the ledger; True when the ledger took it."""
        try:
            verb(self._ledger)
        except UserError as error:
            self.say(str(error))
            return False
        self.clear()
        return True

    def say(self, words: str) -> None:
        """Say why not."""
        self.setText(words)
        self.setAccessibleName(words)
        self.show()

    def clear(self) -> None:
        """What was refused is settled."""
        self.setText("")
        self.hide()
