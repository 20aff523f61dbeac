"""Which of the new units look like one that is known: asked unit by unit, so that the window stays fluid."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from ledger_app.domain.unit import Unit, UnitId
from ledger_app.ledger.book import Book
from ledger_app.ledger.search import nearest_units


class NearUnits(QObject):
    """Answers come one after the other; `found` tells that there is one more."""

    found = Signal()

    def __init__(self, draft: Book, known: Book | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._known = draft, known
        self._asked: dict[UnitId, tuple[str, ...]] = {}
        self._names: frozenset[str] = frozenset()
        self._units: Sequence[Unit] = ()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._ask_next)

    def look(self, units: Sequence[Unit]) -> None:
        """Ask about these, the rarest first; what was asked stays, unless the names there are have changed."""
        names = frozenset(unit.name for unit in self._draft.units.values())
        if names != self._names:
            self._names = names
            self._asked.clear()
        self._units = units
        self._timer.start()

    def nearest(self, unit: Unit) -> tuple[str, ...]:
        """The names most like that of a unit, best first."""
        if unit.id not in self._asked:
            books = [book for book in (self._known, self._draft) if book is not None]
            self._asked[unit.id] = nearest_units(unit.name, books)
        return self._asked[unit.id]

    def doubtful(self, unit: Unit) -> str:
        """The unit that this one may be, if it was asked about; of two new ones the rarer may be the other."""
        order = {each.name: at for at, each in enumerate(self._units)}
        own = order.get(unit.name, -1)
        likely = (name for name in self._asked.get(unit.id, ()) if order.get(name, own + 1) > own)
        return next(likely, "")

    def _ask_next(self) -> None:
        left = next((unit for unit in self._units if unit.id not in self._asked), None)
        if left is None:
            self._timer.stop()
        elif self.nearest(left):
            self.found.emit()
