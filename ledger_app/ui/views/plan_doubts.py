"""The strip over the list for doubts that belong to no single task: about a heading, or about the whole plan."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ledger_app.domain.measure import Doubt
from ledger_app.ledger import Ledger
from ledger_app.ui.models.doubt_choices import ways_to_settle
from ledger_app.ui.theme.pieces import col, label, push_button, row

_MOST_WAYS = 3


class PlanDoubts(QFrame):
    """One doubt at a time, with the ways to settle it."""

    settled = Signal(object, str)  # DoubtId, choice

    def __init__(self, ledger: Ledger, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("doubt")
        self._ledger = ledger
        self._title = label("", "captionStrong", "doubtText")
        self._message = label("", "list", wrap=True)
        self._ways = [push_button("", "quiet") for _ in range(_MOST_WAYS)]
        self._choices: list[str] = []
        self._doubt: Doubt | None = None
        for at, button in enumerate(self._ways):
            button.clicked.connect(partial(self._settle, at))
        said = col(self._title, self._message, gap=0)
        line = row(said, *self._ways, gap=8, margins=(12, 6, 10, 6))
        line.setStretchFactor(said, 1)
        self.setLayout(line)
        self.hide()

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """Show the first of these doubts, or nothing."""
        self._doubt = doubts[0] if doubts else None
        self.setVisible(self._doubt is not None)
        if self._doubt is None:
            return
        more = f" 1 / {len(doubts)}" if len(doubts) > 1 else ""
        self._title.setText(f"{self._doubt.kind.label}{more}")
        self._message.setText(self._doubt.message)
        self.setAccessibleName(f"疑点 {self._doubt.kind.label} {self._doubt.message}")
        ways = ways_to_settle(self._doubt)
        self._choices = [choice for _, choice in ways]
        for at, button in enumerate(self._ways):
            button.setVisible(at < len(ways) and not self._ledger.read_only)
            if at < len(ways):
                button.setText(ways[at][0])
                button.setAccessibleName(ways[at][0])

    def _settle(self, at: int) -> None:
        if self._doubt is not None:
            self.settled.emit(self._doubt.id, self._choices[at])
