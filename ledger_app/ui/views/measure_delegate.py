"""The one delegate of the measure list: it draws (see MeasurePainter) and opens the editors of its cells."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Signal
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit, QWidget

from ledger_app.domain.row import MeasureRow
from ledger_app.ui.models.columns import DUE, LEAD, STATE, STATUS, SUPPORT, TEXT, UNITS
from ledger_app.ui.views.cell_editing import CellEditor
from ledger_app.ui.views.measure_painter import MeasurePainter

Index = QModelIndex | QPersistentModelIndex
_TYPED = QAbstractItemView.EditTrigger.AnyKeyPressed


class MeasureDelegate(MeasurePainter):
    """An editor closes when the ledger took its value, when the clerk gave up, never because something was refused."""

    cut_asked = Signal(str, int)  # the text of the current row is to be cut there

    def make_editor(self, parent: QWidget, index: Index) -> CellEditor | None:
        row = self._view.table.measure_row(index.row())
        if row is None and index.column() != TEXT:
            return None
        editor = self._make_editor(parent, index.column(), row)
        title = self._view.table.column(index.column()).title if row is not None else "标题"
        editor.setAccessibleName(title)
        if self._view.for_all_selected and not isinstance(editor, QPlainTextEdit):
            editor.serve(len(self._view.selected_rows()))
        return editor

    def _make_editor(self, parent: QWidget, column: int, row: MeasureRow | None) -> CellEditor:
        from ledger_app.ui.views.editors import DeadlineEditor, LineEditor, StatusEditor
        from ledger_app.ui.views.measure_editor import MeasureEditor
        from ledger_app.ui.views.unit_editor import UnitEditor  # imported when first needed, not at start-up

        if row is None:  # a heading
            return LineEditor(parent)
        if column in (UNITS, LEAD, SUPPORT):
            return UnitEditor(self._view.table.book, parent)
        if column == DUE:
            deadline = DeadlineEditor(parent)
            deadline.start_from(row.last_day)
            deadline.mark(self._view.table.book.calendar)
            return deadline
        if column == TEXT:
            text = MeasureEditor(parent)
            text.cut_asked.connect(self.cut_asked)
            return text
        return StatusEditor(parent) if column in (STATE, STATUS) else LineEditor(parent)

    def load(self, editor: CellEditor, index: Index) -> None:
        super().load(editor, index)
        if self._view.edit_trigger == _TYPED and isinstance(editor, QPlainTextEdit):
            editor.selectAll()  # as in Excel: typing on a cell replaces it, Esc gives it back

    def cell_of(self, index: Index) -> QRect:
        cell = super().cell_of(index)
        if self._view.table.measure_row(index.row()) is None:  # a heading's title runs across the columns
            cell.setWidth(max(cell.width(), self._view.viewport().width() // 2))
        return cell

    def hand_over(self, model: QAbstractItemModel, index: Index, value: object) -> bool:
        if self._view.for_all_selected:
            ids = [row.measure.id for row in self._view.selected_rows()]
            return self._view.table.set_many(index.column(), ids, value)
        return super().hand_over(model, index, value)
