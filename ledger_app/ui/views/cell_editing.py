"""How the editors of cells open and close: with the model's consent, and never because something was refused."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ledger_app.ui.theme.paint import font
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.editors import DeadlineEditor, LineEditor, StatusEditor, TextEditor
from ledger_app.ui.views.popup import is_inside
from ledger_app.ui.views.unit_editor import UnitEditor

CellEditor = LineEditor | TextEditor | StatusEditor | UnitEditor
_Index = QModelIndex | QPersistentModelIndex


class EditingDelegate(QStyledItemDelegate):
    """Opens what `make_editor` makes; the model's EditRole is what it starts from and what it gives back."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._over = view
        self._editor: CellEditor | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication), "a delegate belongs to a running program"
        app.focusChanged.connect(self._on_focus_changed)

    def make_editor(self, parent: QWidget, index: _Index) -> CellEditor:
        """The editor of a cell."""
        raise NotImplementedError

    @property
    def editing(self) -> bool:
        """Whether an editor is open."""
        return self._editor is not None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = self.make_editor(parent, index)
        editor.setFont(font("list", tokens().scale))
        editor.accepted.connect(self.accept)
        editor.given_up.connect(self.give_up)
        editor.destroyed.connect(self._forget)
        self._editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Give the editor its value once: what is being typed is never overwritten by a change elsewhere."""
        if isinstance(editor, CellEditor) and not editor.property("loaded"):
            editor.setProperty("loaded", True)
            editor.load(index.data(Qt.ItemDataRole.EditRole))
            self._place(editor, self._over.visualRect(index))  # Qt places it before it has its text

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        if isinstance(editor, CellEditor):
            self._place(editor, option.rect)

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
        if isinstance(editor, CellEditor):
            editor.setProperty("taken", model.setData(index, editor.value()))

    def accept(self) -> None:
        """Hand the value of the open editor to the model; the editor stays open if it is refused."""
        editor = self._editor
        if editor is None:
            return
        self.commitData.emit(editor)
        if editor.property("taken") and self._editor is editor:
            self._close(editor, self.EndEditHint.SubmitModelCache)

    def give_up(self) -> None:
        """Close the open editor without a word to the model."""
        if self._editor is not None:
            self._close(self._editor, self.EndEditHint.RevertModelCache)

    def _close(self, editor: CellEditor, hint: QStyledItemDelegate.EndEditHint) -> None:
        self._editor = None
        self.closeEditor.emit(editor, hint)
        self._over.setFocus()

    def _forget(self) -> None:
        self._editor = None

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        """A click elsewhere in the window accepts; going to another window leaves the editor as it is."""
        editor = self._editor
        if editor is None or now is None or not is_inside(old, editor) or is_inside(now, editor):
            return
        if now.window() is not editor.window() or (isinstance(editor, DeadlineEditor) and editor.holds(now)):
            return
        self.accept()

    def eventFilter(self, watched: QObject, event: object) -> bool:
        """Leave all keys to the editor: it knows which of them end the editing."""
        return False
