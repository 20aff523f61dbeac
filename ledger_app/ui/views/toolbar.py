"""The tool bar: what is done often, and the search box."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QToolButton, QWidget

from ledger_app.ui.actions import Actions
from ledger_app.ui.theme.icons import icon
from ledger_app.ui.theme.pieces import action_button, row, rule, styled, tool_button
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

_SEARCH_WIDTH, _SEARCH_NARROW = 290, 180


class ToolBar(QFrame):
    """Buttons for actions; in a narrow window they lose their names."""

    search_changed = Signal(str)
    search_left = Signal()  # Enter, ↓ or Esc: back to the list

    def __init__(self, actions: Actions, exports: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.navigation = action_button(actions["navigation"], icon_name="menu")
        import_button = action_button(actions["import"], "导入", "import")
        export_button = tool_button("导出 ▾", "export", tip="导出为Excel (Ctrl+E)")
        export_button.setMenu(exports)
        export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.export_button = export_button
        undo = action_button(actions["undo"], icon_name="undo")
        redo = action_button(actions["redo"], icon_name="redo")
        add = action_button(actions["new task"], "新任务", "add")
        report = action_button(actions["add progress"], "记进展", "edit")
        self._named = [import_button, export_button, add, report]
        self.search = self._make_search()
        items = (self.navigation, import_button, export_button, _line(), undo, redo, _line(), add, report, None)
        self.setLayout(row(*items, self.search, gap=4, margins=(8, 4, 10, 6)))
        self._compact = False
        theme().follow(self, self._restyle)

    def _make_search(self) -> QLineEdit:
        search = QLineEdit()
        search.setPlaceholderText("搜索任务、单位、进展  Ctrl+F")
        search.setAccessibleName("搜索任务、单位、进展")
        search.setClearButtonEnabled(True)
        mark = search.addAction(icon("search", tokens(), "text3", 16), QLineEdit.ActionPosition.LeadingPosition)
        theme().follow(search, lambda t: mark.setIcon(icon("search", t, "text3", 16)))
        styled(search, "list", height=30)
        search.textChanged.connect(self.search_changed)
        search.installEventFilter(self)
        return search

    def show_search(self, text: str) -> None:
        """Show what the list is searched for; the cursor stays where that is what was typed."""
        if text != self.search.text():
            self.search.setText(text)

    def set_compact(self, compact: bool) -> None:
        """Leave out the names of the buttons."""
        only_icon = Qt.ToolButtonStyle.ToolButtonIconOnly
        for button in self._named:
            button.setToolButtonStyle(only_icon if compact else Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._compact = compact
        self._restyle(tokens())

    def _restyle(self, t: Tokens) -> None:
        self.search.setFixedWidth(t.px(_SEARCH_NARROW if self._compact else _SEARCH_WIDTH))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.search.clear()
                self.search_left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self.search_left.emit()
                return True
        return super().eventFilter(watched, event)


def _line() -> QFrame:
    line = rule(vertical=True)
    styled(line, "list", height=20)
    return line
