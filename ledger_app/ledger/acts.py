"""What the acts of a ledger and of a draft stand on: the book they read, and the one way to carry an act out."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date

from ledger_app.domain.change import Change, Edit, Record
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Place
from ledger_app.ledger.book import Book
from ledger_app.ledger.pending import Pending


class Acts(ABC):
    """The ground of every act. Each act returns the Change it made, or None where nothing differed."""

    book: Book

    @abstractmethod
    def _do(self, label: str, edits: Sequence[Edit], *, kept: Sequence[tuple[str, bytes]] = ()) -> Change | None:
        """Carry out one act; `kept` are documents, each as name and content, that it brings along."""

    @abstractmethod
    def _new_id(self, kind: type[Record]) -> int:
        """An id never used before."""

    @abstractmethod
    def _today(self) -> date:
        """The day on which a typed 12月15日 is read."""

    @abstractmethod
    def places_of(self, measure_id: MeasureId) -> tuple[Place, ...]:
        """Where a measure stands in its plan's original."""

    def _pending(self) -> Pending:
        return Pending(self.book, self._new_id)
