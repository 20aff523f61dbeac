"""What is known of a unit: 简称, 分管领导, 联络员, 电话; its other names; and who belongs to a collective one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from ledger_app.domain.unit import Unit, UnitId
from ledger_app.ledger import Ledger
from ledger_app.ui.theme.pieces import Item, col, label, push_button, row, rule, styled
from ledger_app.ui.units.members import MembersSection
from ledger_app.ui.units.names import NamesSection
from ledger_app.ui.units.reform import ReformPopup
from ledger_app.ui.unwritten import KeptWords
from ledger_app.ui.views.refusal import Refusal

_FIELDS = {"short": "简称", "leader": "分管领导", "contact": "联络员", "phone": "电话"}


class CardPane(QScrollArea):
    """Every field is taken over when one leaves it or presses Enter."""

    merge_asked = Signal(QWidget)  # below what the names are to be offered
    unit_asked = Signal(object)  # UnitId

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._today = ledger, today
        self._unit: Unit | None = None
        self.popup: ReformPopup | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("单位资料")
        self.refusal = Refusal(ledger)
        self.fields = {name: self._make_field(title) for name, title in _FIELDS.items()}
        self._kept = {name: self._keep(name, title) for name, title in _FIELDS.items()}
        self.full = label("", "list", wrap=True)
        self.reform = push_button("机构改革改名…", "quiet")
        self.merge = push_button("并为同一单位…", "quiet")
        self.reform.clicked.connect(self._open_reform)
        self.merge.clicked.connect(lambda: self.merge_asked.emit(self.merge))
        self.names = NamesSection(ledger, today)
        self.members = MembersSection(ledger)
        self.members.unit_asked.connect(self.unit_asked)
        self._lay_out()

    # ---- putting it together

    def _make_field(self, title: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(title)
        made.setReadOnly(self._ledger.read_only)
        styled(made, "list", height=30)
        return made

    def _keep(self, name: str, title: str) -> KeptWords:
        kept = KeptWords(self.fields[name], title, partial(self._known, name), partial(self._put, name))
        self.fields[name].editingFinished.connect(kept.write_here)
        return kept

    def _lay_out(self) -> None:
        fields = [_field(title, self.fields[name]) for name, title in _FIELDS.items()]
        ways = row(self.reform, self.merge, None)
        card: tuple[Item, ...] = (_field("全称", self.full), *fields, self.refusal, ways)
        body = QWidget()
        parts = (*card, rule(), self.names, rule(), self.members, None)
        body.setLayout(col(*parts, gap=8, margins=(16, 12, 16, 14)))
        self.setWidget(body)
        for widget in (self.reform, self.merge):
            widget.setEnabled(not self._ledger.read_only)

    # ---- showing

    def show_unit(self, unit: Unit) -> None:
        """Show a unit; what is being typed into a field stays."""
        if self._unit is None or self._unit.id != unit.id:
            self.refusal.clear()
        self._unit = unit
        self.full.setText(unit.name)
        for kept in self._kept.values():
            kept.show(unit.id)
        self.names.show_unit(unit)
        self.members.show_unit(unit)

    # ---- asking the ledger

    def _known(self, name: str, unit_id: UnitId) -> str | None:
        unit = self._ledger.book.units.get(unit_id)
        return getattr(unit, name) if unit is not None else None

    def _put(self, name: str, unit_id: UnitId, text: str) -> bool:
        typed: dict[str, Any] = {name: text}
        card = replace(self._ledger.book.units[unit_id], **typed)
        return self.refusal.attempt(lambda ledger: ledger.set_unit_card(card))

    def _open_reform(self) -> None:
        if self._unit is None:
            return
        if self.popup is None:
            self.popup = ReformPopup(self._ledger, self.window())
        self.popup.open_for(self._unit, self._today(), self.reform)


def _field(title: str, widget: QWidget) -> QWidget:
    """A field with its name at the left."""
    name = label(title, "caption", "text2")
    styled(name, "caption", width=56)
    layout = row(name, widget, gap=6)
    layout.setStretch(1, 1)
    made = QWidget()
    made.setLayout(layout)
    return made
