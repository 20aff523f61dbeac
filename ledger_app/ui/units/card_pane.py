"""What is known of a unit: 简称, 分管领导, 联络员, 电话; its other names; and who belongs to a collective one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QFrame, QLineEdit, QScrollArea, QWidget

from ledger_app.domain.unit import AliasKind, Unit, UnitAlias, UnitId
from ledger_app.ledger import Ledger
from ledger_app.ledger.directory import collectives_of
from ledger_app.ui.history.filters import day_field, day_of, show_day
from ledger_app.ui.models.wording import day_text
from ledger_app.ui.theme.pieces import (
    ElidedLabel,
    Item,
    col,
    label,
    push_button,
    roomy,
    row,
    rule,
    styled,
    tool_button,
)
from ledger_app.ui.units.reform import ReformPopup
from ledger_app.ui.views.refusal import Refusal
from ledger_app.ui.views.text_link import TextLink

_FIELDS = {"short": "简称", "leader": "分管领导", "contact": "联络员", "phone": "电话"}


class CardPane(QScrollArea):
    """Every field is taken over when one leaves it or presses Enter."""

    merge_asked = Signal(QWidget)  # below what the names are to be offered
    unit_asked = Signal(object)  # UnitId

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._today = ledger, today
        self._unit: Unit | None = None
        self._reform: ReformPopup | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("单位资料")
        self.fields = {name: self._make_field(name, title) for name, title in _FIELDS.items()}
        self.refusal, self.name_refusal = Refusal(ledger), Refusal(ledger)
        self.member_refusal = Refusal(ledger)
        self._make_names()
        self._make_members()
        self._lay_out()

    # ---- putting it together

    def _make_field(self, name: str, title: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(title)
        made.setReadOnly(self._ledger.read_only)
        styled(made, "list", height=30)
        made.editingFinished.connect(lambda: self._take_field(name))
        return made

    def _make_names(self) -> None:
        self.full = label("", "list", wrap=True)
        self.reform = push_button("机构改革改名…", "quiet")
        self.merge = push_button("并为同一单位…", "quiet")
        self.reform.clicked.connect(self._open_reform)
        self.merge.clicked.connect(lambda: self.merge_asked.emit(self.merge))
        self.alias = QLineEdit()
        self.alias.setPlaceholderText("加一个叫法，回车")
        self.alias.setAccessibleName("加一个叫法")
        styled(self.alias, "list", height=30)
        self.alias.returnPressed.connect(self._add_alias)
        self.kind = QComboBox()
        for kind in AliasKind:
            self.kind.addItem(kind.label)
        self.kind.setAccessibleName("叫法的类别")
        roomy(self.kind)
        styled(self.kind, "list", height=30, width=92)
        self.until = day_field("用到哪天")
        self.kind.currentIndexChanged.connect(lambda _: self._show_until())
        self.aliases = col(gap=0)
        self._show_until()

    def _make_members(self) -> None:
        self.collective = QCheckBox("集体单位（如各区县政府）")
        styled(self.collective, "list")
        self.collective.clicked.connect(self._take_collective)
        self.member = QLineEdit()
        self.member.setPlaceholderText("加一个成员单位，回车")
        self.member.setAccessibleName("加一个成员单位")
        styled(self.member, "list", height=30)
        self.member.returnPressed.connect(self._add_member)
        self.members, self.belongs = col(gap=0), col(gap=0)
        self._belongs_title = label("属于集体单位", "listStrong")

    def _lay_out(self) -> None:
        fields = [_field(title, self.fields[name]) for name, title in _FIELDS.items()]
        ways = row(self.reform, self.merge, None)
        new_name = row(self.alias, self.kind, gap=6)
        new_name.setStretch(0, 1)
        hint = label("按任何一个叫法都找得到它；原文照旧打印", "caption", "text3", wrap=True)
        parts: tuple[Item, ...] = (
            _field("全称", self.full),
            *fields,
            self.refusal,
            ways,
            rule(),
            label("叫法", "listStrong"),
        )
        names: tuple[Item, ...] = (self.aliases, new_name, self.until, self.name_refusal, hint, rule())
        members: tuple[Item, ...] = (
            self.collective,
            self.members,
            self.member,
            self.member_refusal,
            self._belongs_title,
            self.belongs,
        )
        body = QWidget()
        body.setLayout(col(*parts, *names, *members, None, gap=8, margins=(16, 12, 16, 14)))
        self.setWidget(body)
        if self._ledger.read_only:
            for widget in (self.reform, self.merge, self.alias, self.kind, self.collective, self.member):
                widget.setEnabled(False)

    # ---- showing

    def show_unit(self, unit: Unit) -> None:
        """Show a unit; what is being typed into a field stays."""
        other = self._unit is None or self._unit.id != unit.id
        self._unit = unit
        self.full.setText(unit.name)
        for name, field in self.fields.items():
            if other or not (field.hasFocus() and field.isModified()):
                field.setText(getattr(unit, name))
        if other:
            for refusal in (self.refusal, self.name_refusal, self.member_refusal):
                refusal.clear()
            self.alias.clear()
            self.member.clear()
            show_day(self.until, self._today())
        self.collective.setChecked(unit.collective)
        self._show_aliases(unit.id)
        self._show_members(unit)

    def _show_aliases(self, unit_id: UnitId) -> None:
        _empty(self.aliases)
        found = [alias for alias in self._ledger.book.aliases.values() if alias.unit_id == unit_id]
        for alias in found:
            self.aliases.addWidget(self._make_alias(alias))
        if not found:
            self.aliases.addWidget(label("没有别的叫法", "list", "text3"))

    def _make_alias(self, alias: UnitAlias) -> QWidget:
        until = f"用到{day_text(alias.until, self._today())}" if alias.until else ""
        name = ElidedLabel("list")
        name.setText(alias.name)
        said = label(f"{alias.kind.label}  {until}".strip(), "caption", "text2")
        remove = tool_button(icon_name="dismiss", tip=f"去掉“{alias.name}”")
        remove.clicked.connect(lambda: self.name_refusal.attempt(lambda ledger: ledger.remove_alias(alias.id)))
        made = QWidget()
        made.setLayout(row(name, None, said, remove, gap=8))
        remove.setVisible(not self._ledger.read_only)
        return made

    def _show_members(self, unit: Unit) -> None:
        _empty(self.members)
        for member in self._ledger.book.members_of(unit.id):
            self.members.addWidget(self._make_member(member))
        self.member.setVisible(unit.collective)
        _empty(self.belongs)
        collectives = collectives_of(self._ledger.book, unit.id)
        self._belongs_title.setVisible(bool(collectives))
        for collective in collectives:
            self.belongs.addWidget(self._make_link(collective))

    def _make_link(self, unit: Unit) -> TextLink:
        link = TextLink(unit.name)
        link.clicked.connect(lambda: self.unit_asked.emit(unit.id))
        return link

    def _make_member(self, member: Unit) -> QWidget:
        remove = tool_button(icon_name="dismiss", tip=f"去掉成员“{member.name}”")
        remove.clicked.connect(
            lambda: self._set_members([name for name in self._member_names() if name != member.name])
        )
        made = QWidget()
        made.setLayout(row(self._make_link(member), None, remove))
        remove.setVisible(not self._ledger.read_only)
        return made

    def _show_until(self) -> None:
        self.until.setVisible(self._kind() is AliasKind.FORMER)

    def _kind(self) -> AliasKind:
        return tuple(AliasKind)[self.kind.currentIndex()]

    # ---- asking the ledger

    def _take_field(self, name: str) -> None:
        field, unit = self.fields[name], self._unit
        if unit is None or self._ledger.read_only or field.text().strip() == getattr(unit, name):
            return
        field.setModified(False)
        typed: dict[str, Any] = {name: field.text()}
        card = replace(self._ledger.book.units[unit.id], **typed)
        self.refusal.attempt(lambda ledger: ledger.set_unit_card(card))

    def _take_collective(self) -> None:
        if self._unit is not None:
            card = replace(self._ledger.book.units[self._unit.id], collective=self.collective.isChecked())
            self.member_refusal.attempt(lambda ledger: ledger.set_unit_card(card))

    def _add_alias(self) -> None:
        if self._unit is None:
            return
        unit_id, name, kind = self._unit.id, self.alias.text(), self._kind()
        until = day_of(self.until) if kind is AliasKind.FORMER else None
        if self.name_refusal.attempt(lambda ledger: ledger.add_alias(unit_id, name, kind, until)):
            self.alias.clear()

    def _member_names(self) -> list[str]:
        assert self._unit is not None, "members are those of a unit"
        return [member.name for member in self._ledger.book.members_of(self._unit.id)]

    def _add_member(self) -> None:
        if self._unit is not None and self._set_members([*self._member_names(), self.member.text()]):
            self.member.clear()

    def _set_members(self, names: list[str]) -> bool:
        assert self._unit is not None, "members are those of a unit"
        unit_id = self._unit.id
        return self.member_refusal.attempt(lambda ledger: ledger.set_members(unit_id, names))

    def _open_reform(self) -> None:
        if self._unit is None:
            return
        if self._reform is None:
            self._reform = ReformPopup(self._ledger, self.window())
        self._reform.open_for(self._unit, self._today(), self.reform)


def _field(title: str, widget: QWidget) -> QWidget:
    name = label(title, "caption", "text2")
    styled(name, "caption", width=56)
    layout = row(name, widget, gap=6)
    layout.setStretch(1, 1)
    made = QWidget()
    made.setLayout(layout)
    return made


def _empty(layout: QBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
