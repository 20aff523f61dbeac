"""Who belongs to a collective unit (各区县政府), and to which collective units a unit belongs."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ledger_app.domain.unit import Unit, UnitId
from ledger_app.ledger import Ledger
from ledger_app.ledger.directory import collectives_of
from ledger_app.ui.details.layout import emptied
from ledger_app.ui.theme.pieces import col, label, row, styled, tool_button
from ledger_app.ui.unwritten import KeptWords
from ledger_app.ui.views.refusal import Refusal
from ledger_app.ui.views.text_link import TextLink


class MembersSection(QWidget):
    """Opens the units it names; adds members and takes them off."""

    unit_asked = Signal(object)  # UnitId

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self._ledger = ledger
        self._unit_id: UnitId | None = None
        self.refusal = Refusal(ledger)
        self.collective = QCheckBox("集体单位（如各区县政府）")
        styled(self.collective, "list")
        self.collective.clicked.connect(self._take_collective)
        self.member = QLineEdit()
        self.member.setPlaceholderText("加一个成员单位，回车")
        self.member.setAccessibleName("加一个成员单位")
        styled(self.member, "list", height=30)
        self.member.returnPressed.connect(self._add)
        self._kept = KeptWords(self.member, "成员单位", self._nothing_yet, self._put)
        self._members, self._belongs = col(gap=0), col(gap=0)
        self._belongs_title = label("属于集体单位", "listStrong")
        parts = (self.collective, self._members, self.member, self.refusal, self._belongs_title, self._belongs)
        self.setLayout(col(*parts, gap=8))
        for widget in (self.collective, self.member):
            widget.setEnabled(not ledger.read_only)

    def show_unit(self, unit: Unit) -> None:
        """Show the members of a unit, and of what it is one."""
        if unit.id != self._unit_id:
            self.refusal.clear()
        self._unit_id = unit.id
        self._kept.show(unit.id)
        self.collective.setChecked(unit.collective)
        emptied(self._members)
        for member in self._ledger.book.members_of(unit.id):
            self._members.addWidget(self._make_member(unit.id, member))
        self.member.setVisible(unit.collective)
        emptied(self._belongs)
        collectives = collectives_of(self._ledger.book, unit.id)
        self._belongs_title.setVisible(bool(collectives))
        for collective in collectives:
            self._belongs.addWidget(self._make_link(collective))

    def _make_link(self, unit: Unit) -> TextLink:
        link = TextLink(unit.name)
        link.clicked.connect(lambda: self.unit_asked.emit(unit.id))
        return link

    def _make_member(self, unit_id: UnitId, member: Unit) -> QWidget:
        remove = tool_button(icon_name="dismiss", tip=f"去掉成员“{member.name}”")
        remove.clicked.connect(
            lambda: self._set(unit_id, [name for name in self._names(unit_id) if name != member.name])
        )
        made = QWidget()
        made.setLayout(row(self._make_link(member), None, remove))
        remove.setVisible(not self._ledger.read_only)
        return made

    def _take_collective(self) -> None:
        if self._unit_id is not None:
            card = replace(self._ledger.book.units[self._unit_id], collective=self.collective.isChecked())
            self.refusal.attempt(lambda ledger: ledger.set_unit_card(card))

    def _names(self, unit_id: UnitId) -> list[str]:
        return [member.name for member in self._ledger.book.members_of(unit_id)]

    def _set(self, unit_id: UnitId, names: list[str]) -> bool:
        return self.refusal.attempt(lambda ledger: ledger.set_members(unit_id, names))

    def _nothing_yet(self, unit_id: UnitId) -> str | None:
        return "" if unit_id in self._ledger.book.units else None

    def _put(self, unit_id: UnitId, name: str) -> bool:
        return self._set(unit_id, [*self._names(unit_id), name])

    def _add(self) -> None:
        self._kept.write_here()
