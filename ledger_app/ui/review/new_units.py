"""The foot of the review: units that the ledger does not know yet, each leading to its rows."""

from collections import Counter
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ledger_app.domain.unit import Unit
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
    counts = Counter(assigned.unit for line in draft.rows() for assigned in line.assigned)
    fresh = [(unit, n) for unit, n in counts.items() if known is None or known.unit_named(unit.name) is None]
    return sorted(fresh, key=lambda each: each[1])


class _UnitList(QAbstractListModel):
    """New units with their counts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.units: list[tuple[Unit, int]] = []

    def show(self, units: list[tuple[Unit, int]]) -> None:
        if units != self.units:
            self.beginResetModel()
            self.units = units
            self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.units)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if not index.isValid():
            return None
        unit, count = self.units[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{unit.name} {count}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{unit.name}，{count}项"
        return None


class _ChipDelegate(QStyledItemDelegate):
    """Draws a unit as a chip: its name and how many rows it has."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        t = tokens()
        width = metrics("list", t.scale).horizontalAdvance(str(index.data())) + t.px(26)
        return QSize(width, t.px(CHIP))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t = tokens()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        near = bool(option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus))
        r = QRectF(option.rect).adjusted(0.5, 0.5, -t.px(6) - 0.5, -0.5)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(color(t.c("accent" if chosen or near else "divider")), 1))
        p.setBrush(color(t.c("accentSoft" if chosen else "surface")))
        p.drawRoundedRect(r, t.px(CHIP) / 2, t.px(CHIP) / 2)
        p.restore()
        name, count = str(index.data()).rsplit(" ", 1)
        x = option.rect.left() + t.px(10)
        width = metrics("list", t.scale).horizontalAdvance(name) + 1
        tone = "accentText" if chosen else "text"
        draw_word(p, QRect(x, option.rect.top(), width, option.rect.height()), name, t, "list", tone)
        rest = QRect(x + width + t.px(4), option.rect.top(), t.px(30), option.rect.height())
        draw_word(p, rest, count, t, "caption", "text3")


class NewUnits(QFrame):
    """One line of chips; ←→ moves along it, Enter or a click goes to the next row of that unit."""

    unit_chosen = Signal(object)  # Unit

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sub")
        self._title = label("", "listStrong")
        self._list = _UnitList(self)
        self.view = self._make_view()
        self.setLayout(row(self._title, self.view, gap=12, margins=(12, 0, 4, 0)))
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

    def show_units(self, units: list[tuple[Unit, int]], *, all_new: bool) -> None:
        """List these; `all_new` says that the ledger had none before."""
        self.setVisible(bool(units))
        self._title.setText(f"{'单位' if all_new else '新单位'} {len(units)}个")
        self._list.show(units)

    def _choose(self, index: QModelIndex) -> None:
        self.unit_chosen.emit(self._list.units[index.row()][0])
