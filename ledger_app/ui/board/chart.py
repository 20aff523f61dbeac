"""A picture whose numbers are items: reached by mouse, arrows and screen reader, opened by a click or Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QWidget

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import Query
from ledger_app.ui.models.places import PlaceKey
from ledger_app.ui.theme.paint import color
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex
Target = Query | PlaceKey | MeasureId | date  # rows, a place of the navigation, one measure, a day
_NOWHERE = QModelIndex()
_MOVES = QAbstractItemView.CursorAction
_HINT = QAbstractItemView.ScrollHint.EnsureVisible
_OFF_AXIS = 4  # a step aside counts as much as so many steps ahead
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


@dataclass(frozen=True, slots=True)
class Spot:
    """A number on a picture: where it is, how it is spoken, and what it opens."""

    rect: QRect
    words: str
    target: Target


class _Spots(QAbstractListModel):
    """The numbers as Qt's views and the screen reader see them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.spots: list[Spot] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.spots)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return self.spots[index.row()].words if index.isValid() and role in shown else None

    def show(self, spots: list[Spot]) -> None:
        """Have other numbers."""
        if len(spots) != len(self.spots):
            self.beginResetModel()
            self.spots = spots
            self.endResetModel()
        elif spots != self.spots:
            self.spots = spots
            self.dataChanged.emit(self.index(0), self.index(len(spots) - 1))


class Chart(QAbstractItemView):
    """The ground of all pictures of the board: a subclass says where the numbers are (`lay_out`) and draws them."""

    opened = Signal(object)  # Target

    def __init__(self, name: str, *, least: int, wanted: int) -> None:
        super().__init__()
        self._least, self._wanted = least, wanted  # heights at 100 %
        self._roomy = False
        self._ringed = False  # the focus is seen from the first key on, not on a page that only opened
        self.setViewport(QWidget())  # ours: of one that Qt made, it would ask all its widget classes whose it is
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._spots = _Spots(self)
        self._hovered = -1
        self.setModel(self._spots)
        self.clicked.connect(self._open)
        theme().follow(self, lambda _: self.refit())

    # ---- for the subclass

    def lay_out(self, width: int, height: int, t: Tokens) -> list[Spot]:
        """Where the numbers are in that room; what does not fit is left out."""
        raise NotImplementedError

    def draw(self, p: QPainter, t: Tokens) -> None:
        """Draw the picture."""
        raise NotImplementedError

    @property
    def spots(self) -> Sequence[Spot]:
        """The numbers that are shown."""
        return self._spots.spots

    def want(self, least: int, wanted: int) -> None:
        """Need at least and at best so much height, at 100 %."""
        if (least, wanted) != (self._least, self._wanted):
            self._least, self._wanted = least, wanted
            self.updateGeometry()

    def be_no_higher(self) -> None:
        """Leave room to spare to others."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def refit(self) -> None:
        """Call when there is something else to show."""
        size = self.viewport().size()
        self._spots.show(self.lay_out(size.width(), size.height(), tokens()))
        self.updateGeometry()
        self.viewport().update()

    # ---- size and paint

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(240), tokens().px(self._wanted))

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens().px(200), tokens().px(self._wanted if self._roomy else self._least))

    def set_roomy(self, roomy: bool) -> None:
        """Take the best height rather than the least: the page scrolls."""
        if roomy != self._roomy:
            self._roomy = roomy
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = event.size()
        self._spots.show(self.lay_out(size.width(), size.height(), tokens()))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        p = QPainter(self.viewport())
        if 0 <= self._hovered < len(self.spots):
            self._draw_round(p, self.spots[self._hovered].rect, t.c("hover"), None)
        self.draw(p, t)
        current = self.currentIndex().row()
        if self._ringed and self.hasFocus() and 0 <= current < len(self.spots):
            self._draw_round(p, self.spots[current].rect, None, t.c("accent"))
        p.end()

    def _draw_round(self, p: QPainter, rect: QRect, ground: str | None, edge: str | None) -> None:
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(color(edge), 2) if edge else Qt.PenStyle.NoPen)
        p.setBrush(color(ground) if ground else Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 4, 4)
        p.restore()

    # ---- opening

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(self.spots[index.row()].target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._ringed:
            self._ringed = True
            self.viewport().update()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ringed = event.reason() in _BY_KEY
        if not self.currentIndex().isValid() and self.spots:
            self.setCurrentIndex(self._spots.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if index.isValid() else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, at: int) -> None:
        if at != self._hovered:
            self._hovered = at
            self.viewport().update()

    # ---- what Qt's views are asked

    def indexAt(self, point: QPoint) -> QModelIndex:
        hits = [at for at, spot in enumerate(self.spots) if spot.rect.contains(point)]
        return self._spots.index(hits[-1]) if hits else QModelIndex()  # of two, the one that was laid on the other

    def visualRect(self, index: Index) -> QRect:
        return self.spots[index.row()].rect if index.isValid() else QRect()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        at = self.currentIndex().row()
        if not self.spots:
            return QModelIndex()
        if at < 0 or action is _MOVES.MoveHome:
            return self._spots.index(0)
        if action is _MOVES.MoveEnd:
            return self._spots.index(len(self.spots) - 1)
        ahead = _AHEAD.get(action)
        return self._spots.index(at if ahead is None else self._nearest(at, ahead))

    def _nearest(self, at: int, ahead: Callable[[QPoint], tuple[int, int]]) -> int:
        """The number next to one in a direction, or the same where there is none."""
        here = self.spots[at].rect.center()
        best, least = at, 0
        for other, spot in enumerate(self.spots):
            forward, aside = ahead(spot.rect.center() - here)
            cost = forward + _OFF_AXIS * abs(aside)
            if other != at and forward > 0 and (best == at or cost < least):
                best, least = other, cost
        return best

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _HINT) -> None:
        """Nothing scrolls: what does not fit is left out."""

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, command: object) -> None:
        """Nothing is selected here."""

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion()


_AHEAD: dict[QAbstractItemView.CursorAction, Callable[[QPoint], tuple[int, int]]] = {
    _MOVES.MoveLeft: lambda way: (-way.x(), way.y()),
    _MOVES.MoveRight: lambda way: (way.x(), way.y()),
    _MOVES.MoveUp: lambda way: (-way.y(), way.x()),
    _MOVES.MoveDown: lambda way: (way.y(), way.x()),
}
