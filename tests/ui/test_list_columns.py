"""Columns: chosen, moved, widened, remembered; the first ones stay when the list is scrolled sideways."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ledger_app.ui.models.columns import (
    DUE,
    FIRST_SHOWN,
    FLAG,
    LAMP,
    LEAD,
    NUMBER,
    PLAN,
    PROGRESS,
    STATE,
    STATUS,
    SUPPORT,
    TARGETS,
    TEXT,
    UNITS,
    UPDATED,
)
from ledger_app.ui.models.lines import Group
from ledger_app.ui.views.header_menu import make_header_menu
from ledger_app.ui.views.measure_list import MeasureList

_LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(window) -> MeasureList:
    window.pane.list.setFocus()
    return window.pane.list


@pytest.fixture
def wide(view) -> MeasureList:
    """More columns than there is room for, scrolled to the last of them."""
    for column in (LEAD, SUPPORT, LAMP, STATUS, PLAN, FLAG, TARGETS, UPDATED):
        view.columns.show_column(column, True)
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    assert view.horizontalScrollBar().value() > 200
    return view


def seen(view: MeasureList) -> list[int]:
    """The columns from left to right."""
    header = view.horizontalHeader()
    return [c for c in map(header.logicalIndex, range(header.count())) if not view.isColumnHidden(c)]


def whole_width(view: MeasureList) -> int:
    return sum(view.columnWidth(column) for column in seen(view))


def drag_header(view: MeasureList, start: int, end: int) -> None:
    header = view.horizontalHeader().viewport()
    middle = header.height() // 2
    QTest.mousePress(header, _LEFT, pos=QPoint(start, middle))
    for x in (start + (20 if end > start else -20), end - 1, end):
        QTest.mouseMove(header, QPoint(x, middle))
    QTest.mouseRelease(header, _LEFT, pos=QPoint(end, middle))


def test_columns_are_chosen_in_a_panel_that_stays_open(window, view):
    assert seen(view) == list(FIRST_SHOWN)
    window.actions_["columns"].trigger()
    panel = window.pane._column_panel
    assert panel.isVisible()
    assert not any(choice.key in (NUMBER, TEXT) for choice in panel.choices.choices), "these are always there"
    panel.choices.ticked.emit(FLAG, True)
    panel.choices.ticked.emit(STATE, False)
    assert panel.isVisible()
    assert seen(view) == [NUMBER, TEXT, UNITS, DUE, PROGRESS, FLAG]
    assert whole_width(view) == view.viewport().width()
    panel._reset.click()
    assert seen(view) == list(FIRST_SHOWN)
    QTest.keyClick(panel._list, Qt.Key.Key_Escape)
    assert view.hasFocus()


def test_a_column_is_moved_by_its_header_but_not_before_the_first_ones(view):
    left = view.columnViewportPosition
    drag_header(view, left(STATE) + 30, left(UNITS) + 10)
    assert seen(view) == [NUMBER, TEXT, STATE, UNITS, DUE, PROGRESS]
    drag_header(view, left(DUE) + 30, left(NUMBER) + 10)
    assert seen(view) == [NUMBER, TEXT, STATE, UNITS, DUE, PROGRESS]
    drag_header(view, left(TEXT) + 30, left(DUE) + 30)
    assert seen(view) == [NUMBER, TEXT, STATE, UNITS, DUE, PROGRESS]
    assert view.table.sorted_by is None, "moving a column does not sort by it"


def test_a_column_is_widened_by_its_edge_and_the_text_gives_way(view):
    before, text = view.columnWidth(DUE), view.columnWidth(TEXT)
    edge = view.columnViewportPosition(DUE) + before - 1
    drag_header(view, edge, edge + 40)
    assert view.columnWidth(DUE) == before + 40
    assert view.columnWidth(TEXT) < text
    assert whole_width(view) == view.viewport().width()
    view.columns._forget_width(DUE)  # a double click on the edge
    assert (view.columnWidth(DUE), view.columnWidth(TEXT)) == (before, text)


def test_columns_and_grouping_are_remembered_for_the_next_start(make_window: Callable, ledger):
    first = make_window(ledger)
    columns = first.pane.list.columns
    columns.show_column(PLAN, True)
    columns.show_column(UNITS, False)
    edge = first.pane.list.columnViewportPosition(DUE) + first.pane.list.columnWidth(DUE) - 1
    drag_header(first.pane.list, edge, edge + 25)
    width = first.pane.list.columnWidth(DUE)
    first.actions_["group"].trigger()
    first.close()
    second = make_window(ledger)
    assert seen(second.pane.list) == [NUMBER, TEXT, DUE, STATE, PROGRESS, PLAN]
    assert second.pane.list.columnWidth(DUE) == width
    assert not any(isinstance(line, Group) for line in second.pane.table.lines)
    assert not second.actions_["group"].isChecked()


@pytest.mark.parametrize("kept", ["", "x", "[]", '{"shown": 5}', '{"shown": [0, 1, 99], "widths": {"x": 90}}'])
def test_what_another_version_kept_does_no_harm(view, kept):
    view.columns.restore(kept)
    assert seen(view) == list(FIRST_SHOWN)


def test_number_and_text_stay_when_the_list_is_scrolled_sideways(wide):
    row = wide.table.place_of(3)
    number, text = (wide.visualRect(wide.table.index(row, column)) for column in (NUMBER, TEXT))
    assert (number.left(), text.left()) == (0, number.width())
    assert wide.indexAt(text.center()).column() == TEXT
    assert wide.indexAt(number.center()).column() == NUMBER
    under = wide.visualRect(wide.table.index(row, DUE))
    assert under.left() < 0, "what was scrolled away is elsewhere"


def test_what_stays_is_what_is_drawn(wide):
    """左边两列画出来的和没有横向滚动时一样"""
    QApplication.processEvents()
    end = wide.frozen_width()
    scrolled = wide.viewport().grab().toImage().copy(0, 0, end - 1, 300)
    wide.horizontalScrollBar().setValue(0)
    QApplication.processEvents()
    assert wide.viewport().grab().toImage().copy(0, 0, end - 1, 300) == scrolled


def test_a_click_on_what_stays_chooses_and_a_double_click_edits_it(wide):
    row = wide.table.place_of(4)
    spot = wide.visualRect(wide.table.index(row, TEXT)).center()
    QTest.mouseClick(wide.viewport(), _LEFT, pos=spot)
    assert (wide.currentIndex().row(), wide.currentIndex().column()) == (row, TEXT)
    QTest.mouseDClick(wide.viewport(), _LEFT, pos=spot)
    assert wide.delegate.editing


def test_the_header_of_what_stays_sorts_by_it(wide):
    QTest.mouseClick(wide.horizontalHeader().viewport(), _LEFT, pos=QPoint(100, 10))
    assert wide.table.sorted_by == (TEXT, Qt.SortOrder.AscendingOrder)
    assert wide.horizontalHeader().column_at(100) == TEXT


def test_arrows_go_to_a_cell_that_lies_under_what_stays(wide):
    wide.setCurrentIndex(wide.table.index(3, PROGRESS))
    for _ in range(3):
        QTest.keyClick(wide, Qt.Key.Key_Left)
    assert wide.currentIndex().column() == UNITS
    assert wide.visualRect(wide.currentIndex()).left() >= wide.frozen_width()


def test_shift_and_the_wheel_scroll_sideways(wide):
    before = wide.horizontalScrollBar().value()
    spot = QPointF(wide.viewport().rect().center())
    wheel = QWheelEvent(
        spot,
        QPointF(wide.viewport().mapToGlobal(spot.toPoint())),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(wide.viewport(), wheel)
    assert wide.horizontalScrollBar().value() < before
    assert wide.verticalScrollBar().value() == 0


def test_the_menu_of_a_header_sorts_by_lamp_or_status_and_hides_columns(view):
    at = QPoint(view.columnViewportPosition(STATE) + 10, 5)
    menu = make_header_menu(view, at, lambda: None)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:4] == ["按“灯”升序", "按“灯”降序", "按“状态”升序", "按“状态”降序"]
    next(action for action in menu.actions() if action.text() == "按“状态”降序").trigger()
    assert view.table.sorted_by == (STATUS, Qt.SortOrder.DescendingOrder)
    next(action for action in menu.actions() if action.text().startswith("隐藏")).trigger()
    assert STATE not in seen(view)
    back = make_header_menu(view, QPoint(5, 5), lambda: None)
    next(action for action in back.actions() if action.text() == "按文件顺序").trigger()
    assert view.table.sorted_by is None
    assert not any(action.text().startswith("隐藏") for action in back.actions()), "the first ones stay"


def test_control_g_turns_the_headings_off_and_on(window, view):
    QTest.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert not any(isinstance(line, Group) for line in view.table.lines)
    assert not window.actions_["group"].isChecked()
    view.sort_by_click(DUE)
    assert [row.measure.id for row in view.table.lines][:2] == [4, 3], "over all rows"
    QTest.mouseClick(window.pane.bar.group_button, _LEFT)
    assert isinstance(view.table.lines[0], Group)
    assert window.actions_["group"].isChecked()


def test_the_schedule_is_flat_whatever_the_clerk_wants_elsewhere(window, view):
    window.navigation.go_to(("schedule", 0))
    assert not any(isinstance(line, Group) for line in view.table.lines)
    window.going.to_page(("all", 0))
    assert isinstance(view.table.lines[0], Group)
