"""What a column's header offers: its order both ways, lamp and status apart, and which columns there are."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ledger_app.ui.models.columns import FROZEN, LAMP, STATE, STATUS
from ledger_app.ui.views.measure_header import MeasureHeader
from ledger_app.ui.views.measure_list import MeasureList

_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def make_header_menu(view: MeasureList, at: QPoint, choose: Callable[[], object]) -> QMenu:
    """The menu of the column at a point of the header; `choose` opens the choice of columns."""
    column = cast(MeasureHeader, view.horizontalHeader()).column_at(at.x())
    menu = QMenu(view)
    menu.aboutToHide.connect(menu.deleteLater)
    if column >= 0:
        for by in (LAMP, STATUS) if column == STATE else (column,):
            title = view.table.column(by).title
            _add_order(menu, view, f"按“{title}”升序", by, _UP)
            _add_order(menu, view, f"按“{title}”降序", by, _DOWN)
    menu.addAction("按文件顺序", partial(view.sort, None)).setEnabled(view.table.sorted_by is not None)
    menu.addSeparator()
    if column >= 0 and column not in FROZEN:
        title = view.table.column(column).title
        menu.addAction(f"隐藏“{title}”", partial(view.columns.show_column, column, False))
    menu.addAction("列…", choose)
    menu.addAction("恢复原样", view.columns.reset).setEnabled(not view.columns.is_reset())
    return menu


def _add_order(menu: QMenu, view: MeasureList, words: str, column: int, order: Qt.SortOrder) -> None:
    action = menu.addAction(words, partial(view.sort, column, order))
    action.setCheckable(True)
    action.setChecked(view.table.sorted_by == (column, order))
