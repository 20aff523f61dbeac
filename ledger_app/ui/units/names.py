"""叫法: the other names of a unit, of what kind each is, and until when a former one was in use."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QSizePolicy, QWidget

from ledger_app.domain.unit import AliasKind, Unit, UnitAlias, UnitId
from ledger_app.ledger import Ledger
from ledger_app.ui.details.layout import emptied
from ledger_app.ui.history.filters import day_field, day_of, show_day
from ledger_app.ui.theme.pieces import ElidedLabel, Item, col, label, roomy, row, styled, tool_button
from ledger_app.ui.unwritten import KeptWords
from ledger_app.ui.views.refusal import Refusal

_KIND = 92


def _kind_box(name: str) -> QComboBox:
    made = QComboBox()
    for kind in AliasKind:
        made.addItem(kind.label)
    made.setAccessibleName(name)
    roomy(made)
    styled(made, "list", height=28, width=_KIND)
    return made


def _kind_of(box: QComboBox) -> AliasKind:
    return tuple(AliasKind)[box.currentIndex()]


class NameLine(QWidget):
    """One name: its kind and day are changed where they stand."""

    def __init__(self, alias: UnitAlias, today: date, refusal: Refusal, *, fixed: bool) -> None:
        super().__init__()
        self.alias, self._today, self._refusal = alias, today, refusal
        name = ElidedLabel("list")
        name.setText(alias.name)
        name.setToolTip(alias.name)
        name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # the kinds stand in one column
        self.kind = _kind_box(f"“{alias.name}”的类别")
        self.kind.activated.connect(lambda _: self._change())
        self.until = day_field(f"“{alias.name}”用到哪天")
        self.until.setKeyboardTracking(False)  # a day half typed is none
        self.until.dateChanged.connect(lambda _: self._change())
        self.remove = tool_button(icon_name="dismiss", tip=f"去掉“{alias.name}”")
        self.remove.clicked.connect(lambda: refusal.attempt(lambda ledger: ledger.remove_alias(alias.id)))
        line = row(name, self.kind, self.remove, gap=6)
        line.setStretch(0, 1)
        until = row(label("用到", "caption", "text2"), self.until, None, gap=6)
        self._until_line = QWidget()
        self._until_line.setLayout(until)
        self.setLayout(col(line, self._until_line, gap=2, margins=(0, 0, 0, 4)))
        for widget in (self.kind, self.until):
            widget.setEnabled(not fixed)
        self.remove.setVisible(not fixed)
        self.show_alias(alias)

    def show_alias(self, alias: UnitAlias) -> None:
        """Show what the ledger has of this name now."""
        self.alias = alias
        self.kind.setCurrentIndex(tuple(AliasKind).index(alias.kind))
        show_day(self.until, alias.until or self._today)
        self._until_line.setVisible(alias.kind is AliasKind.FORMER)

    def _change(self) -> None:
        kind = _kind_of(self.kind)
        until = day_of(self.until) if kind is AliasKind.FORMER else None
        wanted = replace(self.alias, kind=kind, until=until)
        if wanted != self.alias:
            self._refusal.attempt(lambda ledger: ledger.change_alias(wanted))


class NamesSection(QWidget):
    """Lists the names, each with the way to change it, and adds others."""

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._today = ledger, today
        self._unit_id: UnitId | None = None
        self.lines: list[NameLine] = []
        self.refusal = Refusal(ledger)
        self._list = col(gap=0)
        self.name = QLineEdit()
        self.name.setPlaceholderText("加一个别名，回车")
        self.name.setAccessibleName("加一个别名")
        styled(self.name, "list", height=30)
        self.name.returnPressed.connect(self._add)
        self._kept = KeptWords(self.name, "别名", self._nothing_yet, self._put)
        self.kind = _kind_box("别名的类别")
        self.kind.currentIndexChanged.connect(lambda _: self._show_until())
        self.until = self._make_until()
        new = row(self.name, self.kind, gap=6)
        new.setStretch(0, 1)
        hint = label("按任何一个别名都找得到它；原文照旧打印", "caption", "text3", wrap=True)
        parts: tuple[Item, ...] = (label("别名", "listStrong"), self._list, new, self._until_line, self.refusal, hint)
        self.setLayout(col(*parts, gap=8))
        for widget in (self.name, self.kind):
            widget.setEnabled(not ledger.read_only)

    def _make_until(self) -> QDateEdit:
        until = day_field("用到哪天")
        self._until_line = QWidget()
        self._until_line.setLayout(row(label("用到", "caption", "text2"), until, None, gap=6))
        self._until_line.hide()
        return until

    def show_unit(self, unit: Unit) -> None:
        """Show the names of a unit."""
        if unit.id != self._unit_id:
            self.refusal.clear()
            show_day(self.until, self._today())
        self._unit_id = unit.id
        self._kept.show(unit.id)
        found = [alias for alias in self._ledger.book.aliases.values() if alias.unit_id == unit.id]
        if found and [line.alias.id for line in self.lines] == [alias.id for alias in found]:
            for line, alias in zip(self.lines, found, strict=True):  # the one that is being changed keeps the focus
                line.show_alias(alias)
            return
        emptied(self._list)
        fixed = self._ledger.read_only
        self.lines = [NameLine(alias, self._today(), self.refusal, fixed=fixed) for alias in found]
        for line in self.lines:
            self._list.addWidget(line)
        if not found:
            self._list.addWidget(label("没有别名", "list", "text3"))

    def _show_until(self) -> None:
        self._until_line.setVisible(_kind_of(self.kind) is AliasKind.FORMER)

    def _nothing_yet(self, unit_id: UnitId) -> str | None:
        return "" if unit_id in self._ledger.book.units else None

    def _put(self, unit_id: UnitId, name: str) -> bool:
        kind = _kind_of(self.kind)
        until = day_of(self.until) if kind is AliasKind.FORMER else None
        return self.refusal.attempt(lambda ledger: ledger.add_alias(unit_id, name, kind, until))

    def _add(self) -> None:
        self._kept.write_here()
