"""Rows taken by their number, headings by their title, and put down between two lines."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from ledger_app.domain.row import MeasureRow
from ledger_app.ui.models.columns import NUMBER
from ledger_app.ui.models.lines import Group
from ledger_app.ui.theme.paint import color
from ledger_app.ui.theme.theme import tokens

if TYPE_CHECKING:
    from ledger_app.ui.views.measure_list import MeasureList

_SCROLL_MS = 40
_EDGE = 28  # px at 100 % from the upper and the lower edge within which the list scrolls by itself


class RowDrag(QObject):
    """Watches the mouse on the list; not a drag of the system's, for rows are put down nowhere else."""

    rows_dropped = Signal(int)  # the line above which the selected rows are put down
    heading_dropped = Signal(object, int)  # Group, line
    refused = Signal(str)

    def __init__(self, view: "MeasureList") -> None:
        super().__init__(view)
        self._view = view
        self._held: QPoint | None = None  # where the mouse took hold
        self._group: Group | None = None  # the heading held; None: rows
        self._keep_selection = False
        self.gap: int | None = None  # the line above which it would be put down
        self.ended = False  # the last release of the mouse ended a drag
        self._timer = QTimer(self, interval=_SCROLL_MS)
        self._timer.timeout.connect(self._scroll)
        view.viewport().installEventFilter(self)

    @property
    def going_on(self) -> bool:
        """Whether something is being moved."""
        return self.gap is not None

    def can_hold(self, at: QPoint) -> bool:
        """Whether a row can be taken there."""
        index = self._view.indexAt(at)
        line = self._view.table.line(index.row())
        return index.column() == NUMBER and isinstance(line, MeasureRow) and self._view.may_arrange

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseButtonPress:
                return self._press(event)
            if event.type() == QEvent.Type.MouseMove:
                return self._move(event)
            if event.type() == QEvent.Type.MouseButtonRelease:
                return self._release(event)
        return False

    def key(self, event: QKeyEvent) -> bool:
        """Esc puts everything back."""
        if not self.going_on or event.key() != Qt.Key.Key_Escape:
            return False
        self._end()
        return True

    # ---- the mouse

    def _press(self, event: QMouseEvent) -> bool:
        self.ended = False
        if event.button() is not Qt.MouseButton.LeftButton or event.modifiers() or not self._view.may_arrange:
            return False
        at = event.position().toPoint()
        index = self._view.indexAt(at)
        line = self._view.table.line(index.row())
        self._group = line if isinstance(line, Group) else None
        if self._group is None and (index.column() != NUMBER or line is None):
            return False
        self._held = at
        self._keep_selection = self._view.selectionModel().isSelected(index) and self._group is None
        return self._keep_selection  # all the selected rows are held, not only this one

    def _move(self, event: QMouseEvent) -> bool:
        if self._held is None:
            return False
        at = event.position().toPoint()
        if not self.going_on and (at - self._held).manhattanLength() < QApplication.startDragDistance():
            return True
        if not self.going_on and self._view.table.sorted_by is not None:
            self._held = None
            title = self._view.table.column(self._view.table.sorted_by[0]).title
            self.refused.emit(f"现在按“{title}”排列，移动任务要先回到文件顺序：再点一两次列标题")
            return True
        if not self.going_on:
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._timer.start()
        self._aim(at)
        return True

    def _release(self, event: QMouseEvent) -> bool:
        held, keep = self._held, self._keep_selection
        self._held = None
        if not self.going_on:
            if held is not None and keep:  # it was a click on one of several rows
                self._view.go_to_cell(self._view.rowAt(held.y()), NUMBER)
            return False
        gap, group = self.gap, self._group
        self._end()
        self.ended = True
        if group is None:
            self.rows_dropped.emit(gap)
        else:
            self.heading_dropped.emit(group, gap)
        return True

    def _end(self) -> None:
        self._held = None
        self._timer.stop()
        self._draw_anew(self.gap)
        self.gap = None
        self._view.viewport().unsetCursor()

    def _aim(self, at: QPoint) -> None:
        view, lines = self._view, self._view.table.lines
        row = view.rowAt(max(0, min(at.y(), view.viewport().height() - 1)))
        if row < 0:
            gap = len(lines)
        else:
            middle = view.rowViewportPosition(row) + view.rowHeight(row) // 2
            gap = row + (at.y() >= middle)
        if gap != self.gap:
            before, self.gap = self.gap, gap
            self._draw_anew(before)
            self._draw_anew(gap)

    def _scroll(self) -> None:
        at = self._view.viewport().mapFromGlobal(self._view.cursor().pos())
        edge, bar = tokens().px(_EDGE), self._view.verticalScrollBar()
        if at.y() < edge:
            bar.setValue(bar.value() - self._view.row_height // 3)
        elif at.y() > self._view.viewport().height() - edge:
            bar.setValue(bar.value() + self._view.row_height // 3)
        else:
            return
        self._aim(at)
        self._view.viewport().update()

    # ---- the line that shows where

    def _height_of(self, gap: int) -> int:
        count = len(self._view.table.lines)
        if gap < count:
            return self._view.rowViewportPosition(gap)
        return self._view.rowViewportPosition(count - 1) + self._view.rowHeight(count - 1)

    def _draw_anew(self, gap: int | None) -> None:
        if gap is not None:
            self._view.viewport().update(QRect(0, self._height_of(gap) - 8, self._view.viewport().width(), 16))

    def draw(self, p: QPainter) -> None:
        """Draw the line between the two lines of the list."""
        if self.gap is None:
            return
        t, y = tokens(), max(1, self._height_of(self.gap) - 1)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.fillRect(QRect(t.px(8), y - 1, self._view.viewport().width() - t.px(8), 3), color(t.c("accent")))
        p.setBrush(color(t.c("accent")))
        p.setPen(Qt.PenStyle.NoPen)
        p.drawEllipse(QPoint(t.px(8), y), t.px(4), t.px(4))
