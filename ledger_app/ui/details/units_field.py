"""The units of the current measure: chips, the editor below them, and the phrase as printed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger_app.domain.row import MeasureRow
from ledger_app.ledger import Ledger
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.details.layout import named
from ledger_app.ui.theme.pieces import col, label, tool_button
from ledger_app.ui.views.chips import Named, UnitChips

if TYPE_CHECKING:
    from ledger_app.ui.views.unit_popup import UnitPopup


class UnitsField(QWidget):
    """Asks the ledger for other units."""

    unit_asked = Signal(str)

    def __init__(self, ledger: Ledger, attempt: Attempt) -> None:
        super().__init__()
        self._ledger, self._attempt = ledger, attempt
        self._fixed = ledger.read_only
        self._row: MeasureRow | None = None
        self.popup: UnitPopup | None = None
        self.chips = UnitChips("责任单位")
        self.chips.wanted.connect(self._set_units)
        self.chips.unit_asked.connect(self.unit_asked)
        add = tool_button("", "edit", "编辑责任单位", clicked=self.edit)
        if self._fixed:
            add.hide()
        self.chips.add_after_chips(add)
        self._phrase = label("", "caption", "text3", wrap=True)
        self.setLayout(col(named("单位", col(self.chips, self._phrase, gap=4)), gap=0))

    def show_row(self, shown: MeasureRow) -> None:
        """Show the units of a row."""
        self._row = shown
        self.chips.show_units([(a.unit.name, a.role, a.inherited) for a in shown.assigned], fixed=self._fixed)
        self._phrase.setText(f"原文“{shown.unit_text}”" if shown.unit_text else "原文没有写单位")

    def edit(self) -> None:
        """Open the unit editor."""
        if self._row is None or self._fixed:
            return
        if self.popup is None:
            from ledger_app.ui.views.unit_popup import UnitPopup  # when first needed, not at start-up

            self.popup = UnitPopup(self.window())
            self.popup.accepted.connect(self._set_units)
        self.popup.open_for(self._ledger, self._units(), self.chips)

    def leave(self) -> None:
        """Take in what the editor has, if it is open."""
        if self.popup is not None:
            self.popup.leave()

    def _units(self) -> tuple[Named, ...]:
        return tuple((a.unit.name, a.role) for a in self._row.assigned) if self._row is not None else ()

    def _set_units(self, units: tuple[Named, ...]) -> None:
        if self._row is not None and units != self._units():
            measure_id = self._row.measure.id
            self._attempt(lambda ledger: ledger.set_units([measure_id], units))
