"""How the editors of cells open and close: with the model's consent, and never because something was refused."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ledger_app.ui.theme.paint import font
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.popup import is_inside

if TYPE_CHECKING:  # the editors are imported when one of them is first needed, not at start-up
    from ledger_app.ui.views.editors import LineEditor, StatusEditor, TextEditor
    from ledger_app.ui.views.unit_editor import UnitEditor

    CellEditor = LineEditor | TextEditor | StatusEditor | UnitEditor
else:
    CellEditor = QWidget
_Index = QModelIndex | QPersistentModelIndex


class EditingDelegate(QStyledItemDelegate):
    """Opens what `make_editor` makes; the model's EditRole is what it starts from and what it gives back."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._over = view
        self._editor: CellEditor | None = None
        self._cell = QPersistentModelIndex()  # in which it stands
        app = QApplication.instance()
        assert isinstance(app, QApplication), "a delegate belongs to a running program"
        app.focusChanged.connect(self._on_focus_changed)

    def make_editor(self, parent: QWidget, index: _Index) -> CellEditor | None:
        """The editor of a cell; None where it has none."""
        raise NotImplementedError

    def cell_of(self, index: _Index) -> QRect:
        """Where in the viewport the editor of a cell belongs."""
        return self._over.visualRect(index)

    @property
    def editing(self) -> bool:
        """Whether an editor is open."""
        return self._editor is not None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget | None:  # type: ignore[override]
        editor = self.make_editor(parent, index)
        if editor is None:
            return None
        editor.setFont(font("list", tokens().scale))
        editor.accepted.connect(self.accept)
        editor.given_up.connect(self.give_up)
        editor.destroyed.connect(self._forget)
        self._editor, self._cell = editor, QPersistentModelIndex(index)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Give the editor its value once: what is being typed is never overwritten by a change elsewhere."""
        if editor is self._editor and not editor.property("loaded"):
            editor.setProperty("loaded", True)
            self.load(self._editor, index)
            self._place(self._editor, self.cell_of(index))  # Qt places it before it has its text

    def load(self, editor: CellEditor, index: _Index) -> None:
        """Let the editor begin with what the cell holds."""
        editor.load(index.data(Qt.ItemDataRole.EditRole))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        if self._editor is not None and editor is self._editor:
            self._place(self._editor, self.cell_of(index))

    def _place(self, editor: CellEditor, cell: QRect) -> None:
        layout = editor.layout()
        if layout is not None:  # what was shown or hidden by loading counts
            layout.invalidate()
            layout.activate()
        room = self._over.viewport().rect()
        wanted = editor.wanted_rect(cell, room)
        wanted.moveTop(max(0, min(wanted.top(), room.bottom() - wanted.height())))
        editor.setGeometry(wanted)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if self._editor is not None and editor is self._editor:
            editor.setProperty("taken", self.hand_over(model, index, self._editor.value()))

    def hand_over(self, model: QAbstractItemModel, index: _Index, value: object) -> bool:
        """Give the model the new value; whether it took it."""
        return model.setData(index, value)

    def accept(self) -> None:
        """Hand the value of the open editor to the model; the editor stays open if it is refused."""
        editor = self._editor
        if editor is None:
            return
        self.commitData.emit(editor)
        if editor.property("taken") and self._editor is editor:
            self._close(editor, self.EndEditHint.SubmitModelCache)

    def settle(self) -> bool:
        """Take in what stands in the open editor; what is refused stays open, with the focus. Whether none is."""
        self.accept()
        if self._editor is not None:
            self._editor.setFocus()
        return self._editor is None

    @property
    def row(self) -> int:
        """In which row an editor is open; -1 if none is."""
        return self._cell.row() if self._editor is not None else -1

    def said(self) -> list[str]:
        """What stands in the open editor: 时限“11月31日”."""
        if self._editor is None:
            return []
        title = self._over.model().headerData(self._cell.column(), Qt.Orientation.Horizontal)
        value = self._editor.value()
        return [f"{title}“{value}”" if isinstance(value, str) else str(title)]

    def give_up(self) -> None:
        """Close the open editor without a word to the model."""
        if self._editor is not None:
            self._close(self._editor, self.EndEditHint.RevertModelCache)

    def _close(self, editor: CellEditor, hint: QStyledItemDelegate.EndEditHint) -> None:
        self._editor = None
        focus = QApplication.focusWidget()
        went_elsewhere = focus is not None and focus is not editor and not is_inside(focus, editor)
        self.closeEditor.emit(editor, hint)
        if not went_elsewhere:  # who clicked into another field goes on typing there
            self._over.setFocus()

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

    def eventFilter(self, watched: QObject, event: object) -> bool:
        """Leave all keys to the editor: it knows which of them end the editing."""
        return False
