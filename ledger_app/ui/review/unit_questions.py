"""What becomes of the units that the ledger does not know: same as a known one, new, or misread."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from ledger_app.domain.row import MeasureRow
from ledger_app.domain.unit import Unit, UnitId
from ledger_app.ledger.book import Book
from ledger_app.ledger.draft import Draft
from ledger_app.ui.review.near_units import NearUnits
from ledger_app.ui.review.new_units import NewUnit, NewUnits, new_units
from ledger_app.ui.review.row_acts import RowActs
from ledger_app.ui.review.same_unit import SameUnit


class UnitQuestions(QObject):
    """Keeps the line of chips up to date and carries out what the clerk says of a unit."""

    row_wanted = Signal(object)  # Unit whose next row is to be shown

    def __init__(self, draft: Draft, known: Book | None, chips: NewUnits, acts: RowActs, over: SameUnit) -> None:
        super().__init__(chips)
        self._draft, self._known, self._chips, self._acts, self._over = draft, known, chips, acts, over
        self._kept: set[UnitId] = set()
        self._near = NearUnits(draft.book, known, self)
        self._near.found.connect(self._show)
        chips.unit_chosen.connect(self.ask)
        over.same_as.connect(self.unite)
        over.kept.connect(self.keep)
        over.removed.connect(self.remove)
        over.next_asked.connect(self.row_wanted)
        self._units: list[tuple[Unit, int]] = []

    def refresh(self) -> None:
        """The draft changed: count its units again."""
        self._units = new_units(self._draft.book, self._known)
        self._near.look([unit for unit, _ in self._units])
        self._show()

    def _show(self) -> None:
        shown = [NewUnit(unit, count, self._doubtful(unit)) for unit, count in self._units]
        self._chips.show_units(shown, all_new=self._known is None)

    def _doubtful(self, unit: Unit) -> str:
        return "" if unit.id in self._kept else self._near.doubtful(unit)

    @property
    def open(self) -> list[tuple[Unit, str]]:
        """The units that look like another one of which the clerk has said nothing, and that one."""
        return [(unit, near) for unit, _ in self._units if (near := self._doubtful(unit))]

    def ask(self, unit: Unit) -> None:
        """Show a row of the unit and ask what it is."""
        count = next((count for each, count in self._units if each.id == unit.id), 0)
        self.row_wanted.emit(unit)
        self._over.open_for(unit, count, self._near.nearest(unit), self._chips)

    def unite(self, unit: Unit, name: str) -> None:
        """Let the unit be the one of that name."""
        self._acts.attempt_here(partial(self._draft.merge_unit, unit.id, name))

    def keep(self, unit: Unit) -> None:
        """It is new: ask no more."""
        self._kept.add(unit.id)
        self._show()
        self._acts.focus_rows()

    def remove(self, unit: Unit) -> None:
        """Take the unit off the current row."""
        row = self._acts.row
        if isinstance(row, MeasureRow):
            left = [(a.unit.name, a.role) for a in row.assigned if a.unit.id != unit.id]
            self._acts.attempt_here(lambda: self._draft.set_units([row.measure.id], left))
