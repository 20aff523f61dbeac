"""The tools over the rows under review: undo, and what can be done with the current row."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget

from ledger_app.ledger.draft import Draft
from ledger_app.ui.review.row_acts import RowActs
from ledger_app.ui.theme.icons import icon
from ledger_app.ui.theme.pieces import label, row, styled, tool_button
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

_WORDS_FROM = 560  # below this width the tools lose their words
_ICONS_NEED = 340


class RowTools(QFrame):
    """Buttons for the acts; those that cannot be done now are off."""

    def __init__(self, draft: Draft, acts: RowActs) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._draft, self._acts = draft, acts
        self.undo = tool_button("", "undo", "撤销这次核对里的改动 (Ctrl+Z)")
        self.redo = tool_button("", "redo", "重做 (Ctrl+Y)")
        self.split = tool_button("拆分", "split", "把当前一项拆成两项 (Ctrl+Shift+Enter)", clicked=acts.begin_split)
        self.merge = tool_button("合并", "merge_up", "合并选中的几项，只选一项时并入上一项 (Ctrl+M)")
        self.level = tool_button("改为标题", "promote", clicked=acts.change_level)
        self.edit = tool_button("修改", "edit", "修改当前一格 (F2)", clicked=acts.edit)
        self.drop = tool_button("不要", "drop", "去掉选中的行 (Delete)", clicked=acts.drop)
        self.merge.clicked.connect(acts.merge)
        self._worded = (self.split, self.merge, self.level, self.edit, self.drop)
        self.setLayout(row(label("识别结果", "bodyStrong"), None, *self.stops, gap=4, margins=(12, 0, 8, 0)))
        styled(self, "list", height=38)
        theme().follow(self, self._restyle)

    @property
    def stops(self) -> tuple[QToolButton, ...]:
        """What Tab goes through."""
        return (self.undo, self.redo, *self._worded)

    def menu(self, over: QWidget) -> QMenu:
        """The same acts as a menu, for a window in which there is no room for the tools."""
        menu = QMenu(over)

        def fill() -> None:
            menu.clear()
            for button in self.stops:
                action = menu.addAction(button.icon(), button.accessibleName(), button.click)
                action.setEnabled(button.isEnabled())

        menu.aboutToShow.connect(fill)
        return menu

    def refresh(self) -> None:
        """Look again at what can be done with the current line."""
        heading = self._acts.heading is not None
        a_row = self._acts.row is not None
        self.level.setText("改为任务" if heading else "改为标题")
        tip = "把当前标题改为任务 (Alt+→)" if heading else "把当前一项改为标题 (Alt+←)"
        self.level.setToolTip(tip)
        self.level.setAccessibleName(tip)
        self._restyle(tokens())
        self.level.setEnabled(heading or a_row)
        self.split.setEnabled(a_row)
        self.merge.setEnabled(len(self._acts.to_merge()) > 1)
        self.edit.setEnabled(heading or a_row)
        self.drop.setEnabled(a_row)

    def refresh_undo(self) -> None:
        """Look again at whether there is something to undo."""
        self.undo.setEnabled(self._draft.can_undo)
        self.redo.setEnabled(self._draft.can_redo)

    def _restyle(self, t: Tokens) -> None:
        self.level.setIcon(icon("demote" if self._acts.heading is not None else "promote", t))

    def minimumSizeHint(self) -> QSize:
        """Room for the icons alone."""
        return QSize(tokens().px(_ICONS_NEED), tokens().px(38))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        words = self.width() >= tokens().px(_WORDS_FROM)
        for button in self._worded:
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)
