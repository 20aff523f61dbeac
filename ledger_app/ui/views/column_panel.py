"""The panel in which columns are chosen; it stays open while they come and go."""

from PySide6.QtWidgets import QWidget

from ledger_app.ui.models.choices import Choice, ChoiceList
from ledger_app.ui.models.columns import FROZEN
from ledger_app.ui.theme.pieces import col, label, row, rule, tool_button
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.choice_list import ChoiceView
from ledger_app.ui.views.measure_list import MeasureList
from ledger_app.ui.views.popup import Popup


class ColumnPanel(Popup):
    """Ticks for all columns but the first ones, which are always there."""

    def __init__(self, window: QWidget, view: MeasureList) -> None:
        super().__init__(window)
        self._view = view
        self.choices = ChoiceList(self)
        self._list = ChoiceView(self.choices, "显示的列")
        self.choices.ticked.connect(self._turn)
        self._reset = tool_button("恢复原样", kind="link", clicked=self._on_reset)
        foot = QWidget()
        foot.setLayout(row(label("拖动列标题可移动", "caption", "text3"), None, self._reset, margins=(14, 0, 10, 6)))
        self.setLayout(col(self._list, rule(), foot, gap=6, margins=(1, 8, 1, 0)))
        self.setAccessibleName("显示的列")

    def open_for(self, anchor: QWidget) -> None:
        """Open below a widget."""
        self.setFixedWidth(tokens().px(240))
        self._show_choices()
        self._list.fit_height(len(self.choices.choices))
        self._list.setCurrentIndex(self.choices.index(0))
        self.open_below(anchor, self._list)

    def _show_choices(self) -> None:
        table, columns = self._view.table, self._view.columns
        others = [at for at in range(table.columnCount()) if at not in FROZEN]
        self.choices.show([Choice(at, table.column(at).title, checked=at in columns.shown) for at in others])
        self._reset.setVisible(not columns.is_reset())

    def _turn(self, column: int, on: bool) -> None:
        self._view.columns.show_column(column, on)
        self._show_choices()

    def _on_reset(self) -> None:
        self._view.columns.reset()
        self._show_choices()
