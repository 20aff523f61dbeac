"""The one delegate of the measure list: it draws (see MeasurePainter) and opens the editors of its cells."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPlainTextEdit, QStyleOptionViewItem, QWidget

from ledger_app.domain.row import MeasureRow
from ledger_app.ui.models.columns import DUE, STATE, TEXT, UNITS
from ledger_app.ui.theme.paint import font
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.measure_painter import MeasurePainter
from ledger_app.ui.views.popup import is_inside

if TYPE_CHECKING:
    from ledger_app.ui.views.editors import LineEditor, StatusEditor, TextEditor
    from ledger_app.ui.views.measure_list import MeasureList
    from ledger_app.ui.views.unit_editor import UnitEditor

    CellEditor = LineEditor | TextEditor | StatusEditor | UnitEditor

Index = QModelIndex | QPersistentModelIndex
_HINTS = MeasurePainter.EndEditHint


class MeasureDelegate(MeasurePainter):
    """An editor closes when the ledger took its value, when the clerk gave up, never because something was refused."""

    def __init__(self, view: "MeasureList") -> None:
        super().__init__(view)
        self._editor: CellEditor | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication), "a delegate belongs to a running program"
        app.focusChanged.connect(self._on_focus_changed)

    @property
    def editing(self) -> bool:
        """Whether an editor is open."""
        return self._editor is not None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget | None:  # type: ignore[override]
        row = self._view.table.measure_row(index.row())
        if row is None and index.column() != TEXT:
            return None
        editor = self._editor = self._make_editor(parent, index.column(), row)
        editor.setFont(font("list", tokens().scale))
        editor.accepted.connect(self.accept)
        editor.given_up.connect(self.give_up)
        editor.destroyed.connect(self._forget)
        return editor

    def _make_editor(self, parent: QWidget, column: int, row: MeasureRow | None) -> "CellEditor":
        from ledger_app.ui.views.editors import DeadlineEditor, LineEditor, StatusEditor, TextEditor
        from ledger_app.ui.views.unit_editor import UnitEditor  # imported when first needed, not at start-up

        if row is None:  # a heading
            return LineEditor(parent)
        if column == UNITS:
            return UnitEditor(self._view.table.book, parent)
        if column == DUE:
            editor = DeadlineEditor(parent)
            editor.start_from(row.last_day)
            return editor
        if column == TEXT:
            return TextEditor(parent)
        return StatusEditor(parent) if column == STATE else LineEditor(parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Give the editor its value once: what is being typed is never overwritten by a change elsewhere."""
        if editor.property("loaded"):
            return
        editor.setProperty("loaded", True)
        if self._editor is None or editor is not self._editor:
            return
        self._editor.load(index.data(Qt.ItemDataRole.EditRole))
        self._place(self._editor, self._view.visualRect(self._index(index)), index)
        replacing = self._view.edit_trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        if replacing and isinstance(editor, QPlainTextEdit):
            editor.selectAll()  # as in Excel: typing on a cell replaces it, Esc gives it back

    def _index(self, index: Index) -> QModelIndex:
        return self._view.table.index(index.row(), index.column())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        if self._editor is not None and editor is self._editor:
            self._place(self._editor, option.rect, index)

    def _place(self, editor: "CellEditor", cell: QRect, index: Index) -> None:
        room = self._room()
        if self._view.table.measure_row(index.row()) is None:  # a heading's title runs across the columns
            cell.setWidth(max(cell.width(), room.width() // 2))
        editor.setGeometry(editor.wanted_rect(cell, room))

    def _room(self) -> QRect:
        return self._view.viewport().rect()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if self._editor is not None and editor is self._editor:
            editor.setProperty("taken", model.setData(index, self._editor.value()))

    def accept(self) -> None:
        """Hand the value of the open editor to the ledger; the editor stays open if it is refused."""
        editor = self._editor
        if editor is None:
            return
        self.commitData.emit(editor)
        if editor.property("taken") and self._editor is editor:
            self._close(editor, _HINTS.SubmitModelCache)

    def give_up(self) -> None:
        """Close the open editor without a word to the ledger."""
        if self._editor is not None:
            self._close(self._editor, _HINTS.RevertModelCache)

    def _close(self, editor: "CellEditor", hint: MeasurePainter.EndEditHint) -> None:
        self._editor = None
        self.closeEditor.emit(editor, hint)
        self._view.setFocus()

    def _forget(self) -> None:
        self._editor = None

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        """A click elsewhere in the window accepts; going to another window leaves the editor as it is."""
        editor = self._editor
        if editor is None or now is None or not is_inside(old, editor) or is_inside(now, editor):
            return
        if now.window() is not editor.window() or self._in_calendar(now):
            return
        self.accept()

    def _in_calendar(self, widget: QWidget) -> bool:
        from ledger_app.ui.views.editors import LineEditor

        return isinstance(self._editor, LineEditor) and self._editor.holds(widget)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Leave all keys to the editor: it knows which of them end the editing."""
        return False
