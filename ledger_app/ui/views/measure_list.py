"""The list of measures: a table view with fixed row heights, headings that open and close, and cells that edit."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QWidget

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import MeasureRow
from ledger_app.ui.models.columns import FROZEN, TEXT
from ledger_app.ui.models.lines import Group, gone_lines
from ledger_app.ui.models.measure_table import MeasureTable
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.frozen_table import FrozenTable
from ledger_app.ui.views.list_columns import ListColumns
from ledger_app.ui.views.measure_delegate import MeasureDelegate
from ledger_app.ui.views.measure_header import MeasureHeader
from ledger_app.ui.views.row_drag import RowDrag
from ledger_app.ui.views.row_heights import ROW_HEIGHTS, RowHeights

Index = QModelIndex | QPersistentModelIndex
_MOVES = (
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_EDITS = QAbstractItemView.EditTrigger
_NEXT_ORDER = {None: Qt.SortOrder.AscendingOrder, Qt.SortOrder.AscendingOrder: Qt.SortOrder.DescendingOrder}


class MeasureList(FrozenTable):
    """What the clerk works in all day."""

    frozen = FROZEN

    opened = Signal()  # Enter: show the details
    escaped = Signal()  # Esc: take back what narrows the list
    task_asked = Signal()  # a task is to be added at the current heading
    chosen = Signal()  # another row is current, or other rows are selected

    def __init__(self, table: MeasureTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self.text_lines = 2
        self.row_height = ROW_HEIGHTS[2]
        self.hover_row = -1
        self.edit_trigger = _EDITS.NoEditTriggers  # by what the editor that is open was asked for
        self.for_all_selected = False  # the editor that is open, or about to be, works on all rows selected
        self.setAccessibleName("任务列表")
        self._set_up()
        self.setModel(table)
        self.setHorizontalHeader(MeasureHeader(self))
        self.delegate = MeasureDelegate(self)
        self.setItemDelegate(self.delegate)
        self.columns = ListColumns(self)
        self.drag = RowDrag(self)
        self.horizontalHeader().sectionClicked.connect(self.sort_by_click)
        table.modelReset.connect(self._on_reset)
        self._heights = RowHeights(self)
        theme().follow(self, self._restyle)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(_EDITS.DoubleClicked | _EDITS.EditKeyPressed | _EDITS.AnyKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    # ---- sizes

    def set_text_lines(self, lines: int) -> None:
        """Show one, two or three lines of text in each row."""
        self.text_lines = lines
        self._restyle(tokens())

    def _restyle(self, t: Tokens) -> None:
        self.row_height = t.px(ROW_HEIGHTS[self.text_lines])
        self.verticalHeader().setDefaultSectionSize(self.row_height)
        self.verticalScrollBar().setSingleStep(self.row_height)
        self._heights.size_all()
        self.columns.fit()
        self.viewport().update()

    def _on_reset(self) -> None:
        self.hover_row = -1
        self._heights.size_all()

    def lines_sized(self) -> None:
        """Lines have their heights now: what is shown of them may be others."""
        self.updateGeometries()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    # ---- current and selected

    def current_row(self) -> MeasureRow | None:
        """The measure the clerk is at."""
        return self.table.measure_row(self.currentIndex().row())

    def selected_rows(self) -> list[MeasureRow]:
        """The measures selected, from top to bottom."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(i) for i in range(selection.count())]
        spans = sorted({(each.top(), each.bottom()) for each in ranges})
        rows: list[MeasureRow] = []
        for top, bottom in spans:
            rows += [line for line in self.table.lines[top : bottom + 1] if isinstance(line, MeasureRow)]
        return rows

    def go_to_cell(self, row: int, column: int = TEXT) -> None:
        """Make a cell current and select its row alone, whatever keys are held down: Shift+F8 selects no range."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.table.index(row, column), flags.ClearAndSelect | flags.Rows)

    def go_to(self, measure_id: MeasureId) -> bool:
        """Make a measure current, if it is shown, and scroll to it."""
        at = self.table.place_of(measure_id)
        if at is None:
            return False
        column = max(self.currentIndex().column(), TEXT)
        self.go_to_cell(at, column)
        return True

    def choose(self, ids: Sequence[MeasureId], current: MeasureId | None) -> None:
        """Select these rows again after the list was built anew; what is not shown is left out."""
        at = self.table.place_of(current) if current is not None else None
        if at is None:
            at = next((i for i, line in enumerate(self.table.lines) if isinstance(line, MeasureRow)), None)
        if at is None:
            return
        index = self.table.index(at, max(self.currentIndex().column(), TEXT))
        selection = QItemSelection()
        for place in (place for id_ in ids if (place := self.table.place_of(id_)) is not None):
            selection.select(self.table.index(place, 0), self.table.index(place, self.table.columnCount() - 1))
        flags = QItemSelectionModel.SelectionFlag
        if selection.isEmpty():
            self.go_to_cell(at, index.column())
        else:
            self.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.selectionModel().select(selection, flags.ClearAndSelect)
        self._scroll_with_headings(at)

    def _scroll_with_headings(self, at: int) -> None:
        """Scroll to a row so that the headings right above it are seen too."""
        top = at
        while isinstance(self.table.line(top - 1), Group):
            top -= 1
        self.scrollTo(self.table.index(top, TEXT))
        self.scrollTo(self.table.index(at, TEXT))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):  # the edge at the left and the cell frame
            self._update_row(index.row())
        self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._update_row(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_row(self.currentIndex().row())

    def _update_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(QRect(0, top, self.viewport().width(), self.rowHeight(row)))

    # ---- order and headings

    def sort_by_click(self, column: int) -> None:
        """Sort by a column, then the other way, then give back the order of the documents."""
        if not self.delegate.settle():
            return
        known = self.table.sorted_by
        order = _NEXT_ORDER.get(known[1] if known and known[0] == column else None)
        self.sort(None if order is None else column, order or Qt.SortOrder.AscendingOrder)

    def sort(self, column: int | None, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, under each heading where there are headings; None: as the documents have them."""
        self.keeping_place(lambda: self.table.sort_by(column, order))
        self.horizontalHeader().viewport().update()

    @property
    def may_arrange(self) -> bool:
        """Whether rows can be moved at all."""
        return not self.table.read_only

    def keeping_place(self, act: Callable[[], None]) -> None:
        """Do something that builds the list anew, and select the same rows afterwards."""
        current = self.current_row()
        ids = [row.measure.id for row in self.selected_rows()]
        act()
        self.choose(ids, current.measure.id if current else None)
        self.chosen.emit()

    def toggle(self, group: Group) -> None:
        """Close a heading that is open, open one that is closed."""
        if not self.delegate.settle():
            return
        self.table.set_closed([group.key], group.key not in self.table.closed)

    def leave_out_gone(self) -> None:
        """Show no row that the ledger does not have; an editor on one of them has nothing to give its words to."""
        self.table.complete()
        gone = gone_lines(self.table.lines, self.table.book)
        if self.delegate.row in gone:
            self.delegate.give_up()
        self.table.leave_out(gone)

    def close_all(self, closed: bool) -> None:
        """Close or open all headings."""
        self.table.set_closed([group.key for group in self.table.all_groups()], closed)

    # ---- mouse and keys

    def edit(  # type: ignore[override]  # the form that opens the editor; Qt calls it for every trigger
        self, index: Index, trigger: QAbstractItemView.EditTrigger = _EDITS.AllEditTriggers, event: QEvent | None = None
    ) -> bool:
        self.edit_trigger = trigger
        on_heading = isinstance(self.table.line(index.row()), Group)
        if on_heading and trigger in (_EDITS.DoubleClicked, _EDITS.AnyKeyPressed):
            return False  # clicks open and close it, and letters are not meant for it
        return super().edit(index, trigger, event)  # type: ignore[arg-type]

    def edit_for_selected(self, column: int) -> None:
        """Edit a cell of the current row, for all rows selected where there are several."""
        if self.current_row() is None:
            return
        self.setFocus()
        several = len(self.selected_rows()) > 1 and self.table.column(column).many
        index = self.table.index(self.currentIndex().row(), column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.for_all_selected = several
        if not self.edit(index, _EDITS.AllEditTriggers):
            self.for_all_selected = False

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        self.for_all_selected = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        line = self.table.line(self.rowAt(event.position().toPoint().y()))
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        here = self.currentIndex().row() == self.rowAt(event.position().toPoint().y())
        if plain and here and isinstance(line, Group) and not self.drag.ended:
            self._open_heading(line, linked=self.delegate.is_link(line, event.position().toPoint()))

    def _open_heading(self, group: Group, *, linked: bool) -> None:
        """Close or open a heading; one without rows has nothing to close, and its link adds a task."""
        if linked:
            self.task_asked.emit()
        else:
            self.toggle(group)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        self._hover(self.rowAt(at.y()))
        self.viewport().setCursor(self._cursor_at(at))

    def _cursor_at(self, at: QPoint) -> Qt.CursorShape:
        line = self.table.line(self.rowAt(at.y()))
        if isinstance(line, Group) and self.delegate.is_link(line, at):
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.OpenHandCursor if self.drag.can_hold(at) else Qt.CursorShape.ArrowCursor

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hover_row:
            before, self.hover_row = self.hover_row, row
            self._update_row(before)
            self._update_row(row)

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        """Ctrl with a key that moves takes the selection along, as in Excel: what is current is what is acted on."""
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if isinstance(event, QKeyEvent) and event.key() in _MOVES and event.modifiers() & (control | shift) == control:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.drag.key(event) and not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        """Handle the keys that a table does not know: Enter, and the arrows on headings."""
        key, line = event.key(), self.table.line(self.currentIndex().row())
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and control:
            self.close_all(key == Qt.Key.Key_Left)
            return True
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
            return True
        if isinstance(line, Group):
            return self._group_key(key, line)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.opened.emit()
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.drag.going_on:
            p = QPainter(self.viewport())
            self.drag.draw(p)
            p.end()

    def _group_key(self, key: int, group: Group) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open_heading(group, linked=not self.table.read_only and not self.table.tally_of(group).total)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.table.set_closed([group.key], key == Qt.Key.Key_Left)
        else:
            return False
        return True

    def row_at(self, point: QPoint) -> MeasureRow | None:
        """The measure at a point of the viewport."""
        return self.table.measure_row(self.rowAt(point.y()))
