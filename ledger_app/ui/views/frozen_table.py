"""A table whose first columns stay where they are when it is scrolled sideways. They are drawn over what went below
them: a second view laid on top would make every step of the wheel paint the whole list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyleOptionViewItem, QTableView, QWidget

from ledger_app.ui.theme.paint import color
from ledger_app.ui.theme.theme import tokens

Index = QModelIndex | QPersistentModelIndex
_MOST_OF_WIDTH = 0.65  # of the list that may stand still


class FrozenTable(QTableView):
    """`frozen` are its first columns; as many of them stay as leave room for the others."""

    frozen: tuple[int, ...] = ()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCornerWidget(QFrame())  # where the scroll bars meet: without an edge of its own

    def frozen_now(self) -> dict[int, QRect]:
        """The columns that stand over others now, each with its place across the viewport; none where nothing is
        scrolled sideways."""
        found: dict[int, QRect] = {}
        if self.horizontalHeader().offset() <= 0:
            return found
        left, most = 0, self.viewport().width() * _MOST_OF_WIDTH
        for column in self.frozen:
            width = self.columnWidth(column)
            if left + width > most:
                break
            found[column] = QRect(left, 0, width, self.viewport().height())
            left += width
        return found

    def frozen_width(self) -> int:
        """How far they reach."""
        return sum(rect.width() for rect in self.frozen_now().values())

    # ---- where cells are

    def visualRect(self, index: Index) -> QRect:
        rect = super().visualRect(index)
        stands = self.frozen_now().get(index.column())
        if stands is not None:
            rect.moveLeft(stands.left())
        return rect

    def indexAt(self, pos: QPoint) -> QModelIndex:
        for column, rect in self.frozen_now().items():
            if rect.left() <= pos.x() <= rect.right():
                return self.model().index(self.rowAt(pos.y()), column)
        return super().indexAt(pos)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() in self.frozen_now():
            bar.setValue(before)
            return
        covered = self.frozen_width() - self.columnViewportPosition(index.column())
        if covered > 0:
            bar.setValue(bar.value() - covered)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Shift and the wheel scroll sideways."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.horizontalScrollBar().event(event)
        else:
            super().wheelEvent(event)

    # ---- drawing

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.horizontalHeader().viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        stands = self.frozen_now()
        edge = self.frozen_width()
        if stands and event.rect().left() <= edge:
            self._draw_frozen(event, stands, edge)

    def _draw_frozen(self, event: QPaintEvent, stands: dict[int, QRect], edge: int) -> None:
        t, option, selection = tokens(), QStyleOptionViewItem(), self.selectionModel()
        self.initViewItemOption(option)
        plain, selected = option.state, option.state | QStyle.StateFlag.State_Selected
        p = QPainter(self.viewport())
        p.fillRect(QRect(0, event.rect().top(), edge, event.rect().height()), color(t.c("surface")))
        first, last = self.rowAt(event.rect().top()), self.rowAt(event.rect().bottom())
        count = self.model().rowCount()
        for row in range(first, (last if last >= 0 else count - 1) + 1) if first >= 0 else ():
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            for column, rect in stands.items():
                index = self.model().index(row, column)
                option.rect = QRect(rect.left(), top, rect.width(), height)
                option.state = selected if selection.isSelected(index) else plain
                self.itemDelegate().paint(p, option, index)
        p.fillRect(QRect(edge, 0, 1, self.viewport().height()), color(t.c("divider")))
        p.end()
