"""The foot of the review: units that the ledger does not know yet, each leading to its rows."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ledger_app.domain.unit import Assignment, Unit
from ledger_app.ledger.book import Book
from ledger_app.ui.theme.paint import color, draw_word, metrics
from ledger_app.ui.theme.pieces import label, row
from ledger_app.ui.theme.theme import theme, tokens

CHIP = 26
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def new_units(draft: Book, known: Book | None) -> list[tuple[Unit, int]]:
    """The units of a draft that the ledger has under no name, and in how many rows each stands; rarest first,
    for a misread name stands but once."""
    counts = Counter(duty.unit_id for duty in draft.table(Assignment).values())
    counted = ((draft.units[unit_id], n) for unit_id, n in counts.items())
    fresh = [(unit, n) for unit, n in counted if known is None or known.unit_named(unit.name) is None]
    return sorted(fresh, key=lambda each: each[1])


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit at the foot: in how many rows it stands, and the unit that it may be."""

    unit: Unit
    count: int
    near: str = ""

    @property
    def said(self) -> str:
        """What a screen reader says."""
        return f"{self.unit.name}，{self.count}项" + (f"，像是{self.near}" if self.near else "")


class _UnitList(QAbstractListModel):
    """New units with their counts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.units: list[NewUnit] = []

    def show(self, units: list[NewUnit]) -> None:
        if units != self.units:
            self.beginResetModel()
            self.units = units
            self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.units)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if not index.isValid():
            return None
        new = self.units[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return new.unit.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return new.said
        return new if role == Qt.ItemDataRole.UserRole else None


class _ChipDelegate(QStyledItemDelegate):
    """Draws a unit as a chip: its name, how many rows it has, and what it looks like."""

    def _words(self, index: _Index) -> tuple[tuple[str, str, str], ...]:
        """Each word with its role and tone."""
        new = index.data(Qt.ItemDataRole.UserRole)
        name = (new.unit.name, "list", "doubtText" if new.near else "text")
        near = ((f"像是{new.near}", "caption", "doubtText"),) if new.near else ()
        return (name, (str(new.count), "caption", "text3"), *near)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        t, words = tokens(), self._words(index)
        width = sum(metrics(role, t.scale).horizontalAdvance(word) + t.px(5) for word, role, _ in words)
        return QSize(width + t.px(22), t.px(CHIP))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t = tokens()
        doubtful = bool(index.data(Qt.ItemDataRole.UserRole).near)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        near = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus))
        r = QRectF(option.rect).adjusted(0.5, 0.5, -t.px(6) - 0.5, -0.5)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if chosen or near else "doubtLine" if doubtful else "divider"
        style = Qt.PenStyle.DashLine if doubtful and edge == "doubtLine" else Qt.PenStyle.SolidLine
        p.setPen(QPen(color(t.c(edge)), 1, style))
        p.setBrush(color(t.c("doubt" if doubtful else "accentSoft" if chosen else "surface")))
        p.drawRoundedRect(r, t.px(CHIP) / 2, t.px(CHIP) / 2)
        p.restore()
        x = option.rect.left() + t.px(10)
        for word, role, tone in self._words(index):
            width = metrics(role, t.scale).horizontalAdvance(word) + 1
            draw_word(p, QRect(x, option.rect.top(), width, option.rect.height()), word, t, role, tone)
            x += width + t.px(4)


class NewUnits(QFrame):
    """One line of chips; ←→ moves along it, Enter or a click asks what that unit is."""

    unit_chosen = Signal(object)  # Unit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sub")
        self._folded = False
        self.count, self.title = 0, ""  # of the units shown
        self._title = label("", "listStrong")
        self._alike = label("", "list", "doubtText")
        self._list = _UnitList(self)
        self.view = self._make_view()
        self.setLayout(row(self._title, self._alike, self.view, gap=12, margins=(12, 0, 4, 0)))
        theme().follow(self, lambda t: self.setFixedHeight(t.px(42)))

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self._list)
        view.setItemDelegate(_ChipDelegate(view))
        view.setAccessibleName("新单位")
        view.setFlow(QListView.Flow.LeftToRight)
        view.setFrameShape(QListView.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.viewport().setAutoFillBackground(False)
        view.clicked.connect(self._choose)
        view.activated.connect(self._choose)
        theme().follow(view, lambda t: view.setFixedHeight(t.px(CHIP) + 2))
        return view

    def fold(self, folded: bool) -> None:
        """Give up the line; `show_units` keeps to that."""
        self._folded = folded
        self.setVisible(bool(self.count) and not folded)

    def show_units(self, units: list[NewUnit], *, all_new: bool) -> None:
        """List these, those that look like another one first; `all_new` says that the ledger had none before."""
        self.count = len(units)
        self.setVisible(bool(units) and not self._folded)
        alike = sum(bool(new.near) for new in units)
        self.title = f"{'单位' if all_new else '新单位'} {len(units)}个"
        self._title.setText(self.title)
        self._alike.setText(f"{alike}个像是同一个单位")
        self._alike.setVisible(bool(alike))
        self._list.show(sorted(units, key=lambda new: not new.near))

    def _choose(self, index: QModelIndex) -> None:
        self.unit_chosen.emit(self._list.units[index.row()].unit)
