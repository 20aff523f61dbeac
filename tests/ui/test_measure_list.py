"""The list as a clerk uses it: editing in place, headings, order; and how little it paints."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.ui.models.columns import DUE, NUMBER, PROGRESS, STATE, TEXT, UNITS
from ledger_app.ui.models.filters import Filter
from ledger_app.ui.models.lines import Group
from ledger_app.ui.models.places import ALL
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.views.editors import DeadlineEditor, LineEditor, StatusEditor, TextEditor
from ledger_app.ui.views.measure_list import MeasureList
from ledger_app.ui.views.measure_painter import MeasurePainter
from ledger_app.ui.views.row_heights import GROUP_HEIGHT, ROW_HEIGHTS
from ledger_app.ui.views.unit_editor import UnitEditor


@pytest.fixture
def view(window) -> MeasureList:
    window.pane.list.setFocus()
    return window.pane.list


def go_to(view: MeasureList, measure: int, column: int) -> None:
    place = view.table.place_of(MeasureId(measure))
    assert place is not None
    view.setCurrentIndex(view.table.index(place, column))


def editor(view: MeasureList, kind: type) -> QWidget:
    return next(widget for widget in view.viewport().findChildren(kind) if widget.isVisible())


def heights_are_right(view: MeasureList) -> bool:
    wanted = [GROUP_HEIGHT if isinstance(line, Group) else view.row_height for line in view.table.lines]
    return [view.rowHeight(i) for i in range(len(wanted))] == wanted


def test_f2_edits_the_text_and_enter_accepts_it(view, ledger):
    go_to(view, 3, TEXT)
    QTest.keyClick(view, Qt.Key.Key_F2)
    field = editor(view, TextEditor)
    field.setPlainText("建成便民服务圈30个。")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert ledger.book.measures[MeasureId(3)].text == "建成便民服务圈30个。"
    assert not view.delegate.editing
    assert view.hasFocus()


def test_escape_gives_the_text_back(view, ledger):
    go_to(view, 3, TEXT)
    QTest.keyClick(view, Qt.Key.Key_F2)
    field = editor(view, TextEditor)
    field.setPlainText("别的")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not view.delegate.editing
    assert len(ledger.log()) == 1


def test_typing_replaces_a_cell_as_in_excel(view, ledger):
    go_to(view, 3, NUMBER)
    QTest.keyClicks(view, "9")
    field = editor(view, LineEditor)
    assert field.text() == "9"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert ledger.book.measures[MeasureId(3)].number == "9"


def test_a_double_click_opens_the_editor(view):
    place = view.table.place_of(MeasureId(3))
    spot = view.visualRect(view.table.index(place, DUE)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert editor(view, DeadlineEditor).text() == "11月15日"


def test_a_deadline_that_cannot_be_read_stays_in_its_field(view, ledger, window):
    go_to(view, 3, DUE)
    QTest.keyClick(view, Qt.Key.Key_F2)
    field = editor(view, DeadlineEditor)
    field.setText("11月31日")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert view.delegate.editing
    assert field.text() == "11月31日"
    assert window.pane.tell_bar.trouble
    assert "31" in window.pane.tell_bar.words
    field.setText("11月30日")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert str(ledger.book.row(MeasureId(3)).last_day) == "2026-11-30"


def test_the_calendar_gives_a_day_with_its_year(view, ledger, qtbot):
    go_to(view, 5, DUE)
    QTest.keyClick(view, Qt.Key.Key_F2)
    field = editor(view, DeadlineEditor)
    field.open_calendar()
    calendar = field._calendar.calendar
    assert calendar.isVisible()
    assert calendar.mark_of(date(2026, 10, 1)) == "休", "the office's days are marked here too"
    assert view.delegate.editing, "the focus is in the calendar and the editor is still open"
    calendar.setCurrentPage(2027, 3)
    calendar.clicked.emit(calendar.selectedDate().addDays(10))
    deadline = ledger.book.measures[MeasureId(5)].deadline
    assert deadline is not None
    assert deadline.phrase.startswith("20")
    assert not view.delegate.editing


def test_a_status_is_chosen_from_the_list(view, ledger, qtbot):
    go_to(view, 3, STATE)
    QTest.keyClick(view, Qt.Key.Key_F2)
    box = editor(view, StatusEditor)
    assert box.currentText() == "进行中"
    box.setCurrentIndex(box.findText("已销号"))
    box.activated.emit(box.currentIndex())
    assert ledger.book.measures[MeasureId(3)].status is Status.CLOSED


def test_progress_has_no_editor_in_the_list(view):
    go_to(view, 3, PROGRESS)
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert not view.delegate.editing


def test_units_are_added_by_any_part_of_their_name(view, ledger):
    go_to(view, 5, UNITS)
    QTest.keyClick(view, Qt.Key.Key_F2)
    box = editor(view, UnitEditor)
    field = box.focusProxy()
    field.setText("教育")
    assert [choice.text for choice in box._found.choices][:1] == ["市教育局"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.setText("民政")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Qt.Key.Key_Return)
    row = ledger.book.row(MeasureId(5))
    assert [(a.unit.name, a.role) for a in row.assigned] == [
        ("市交通局", Role.SUPPORT),
        ("市教育局", Role.LEAD),
        ("市民政局", Role.SUPPORT),
    ]
    assert not view.delegate.editing


def test_a_new_unit_is_offered_and_a_wrong_one_taken_off(view, ledger):
    go_to(view, 1, UNITS)
    QTest.keyClick(view, Qt.Key.Key_F2)
    box = editor(view, UnitEditor)
    field = box.focusProxy()
    field.setText("云河")
    assert box._found.choices[-1].text == "新单位“云河”"
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [a.unit.name for a in ledger.book.row(MeasureId(1)).assigned] == ["市住建局"]


def test_a_click_elsewhere_accepts_what_was_typed(view, ledger, window):
    go_to(view, 3, TEXT)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor(view, TextEditor).setPlainText("点别处也记下。")
    window.tools.search.setFocus()
    assert ledger.book.measures[MeasureId(3)].text == "点别处也记下。"
    assert not view.delegate.editing


def test_an_input_methods_composition_is_never_cut_off(view, ledger):
    """正在用拼音打字时，别处的改动、刷新都不能把没打完的字弄丢"""
    go_to(view, 3, TEXT)
    QApplication.sendEvent(view, QInputMethodEvent("gong", []))
    field = editor(view, TextEditor)
    assert view.delegate.editing
    QApplication.sendEvent(field, QInputMethodEvent("gongzuo", []))
    ledger.set_status([MeasureId(3)], Status.DONE)  # the row under the editor changes meanwhile
    ledger.remove_measures([MeasureId(1)])  # and the list too
    assert view.delegate.editing
    assert editor(view, TextEditor) is field
    commit = QInputMethodEvent("", [])
    commit.setCommitString("工作已完成。")
    QApplication.sendEvent(field, commit)
    assert field.toPlainText() == "工作已完成。"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert ledger.book.measures[MeasureId(3)].text == "工作已完成。"


def test_the_list_catches_up_when_the_editor_closes(view, ledger, qtbot):
    go_to(view, 3, TEXT)
    QTest.keyClick(view, Qt.Key.Key_F2)
    ledger.remove_measures([MeasureId(1)])
    assert view.table.place_of(MeasureId(1)) is None, "what is gone goes at once"
    ledger.undo()
    assert view.table.place_of(MeasureId(1)) is None
    QTest.keyClick(editor(view, TextEditor), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.table.place_of(MeasureId(1)) is not None)


def test_headings_open_and_close_by_key_and_by_click(view):
    view.setCurrentIndex(view.table.index(0, TEXT))
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.table.rowCount() == 5
    assert heights_are_right(view)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.table.rowCount() == 10
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.table.rowCount() == 5
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.table.index(0, 0)).center())
    assert view.table.rowCount() == 10
    QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert view.table.rowCount() == 2
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.table.rowCount() == 10
    assert heights_are_right(view)


def order(view: MeasureList) -> list[int]:
    return [line.measure.id for line in view.table.lines if isinstance(line, MeasureRow)]


def test_a_header_sorts_then_the_other_way_then_gives_the_order_back(view):
    go_to(view, 3, DUE)
    view.sort_by_click(DUE)
    assert order(view) == [4, 3, 1, 2, 5, 6, 7, 8], "under each heading"
    assert view.current_row().measure.id == 3, "the clerk stays at the same measure"
    assert heights_are_right(view)
    view.sort_by_click(DUE)
    assert order(view) == [5, 2, 1, 3, 4, 8, 7, 6]
    view.sort_by_click(DUE)
    assert order(view) == list(range(1, 9))
    assert view.current_row().measure.id == 3
    assert heights_are_right(view)


def test_heights_are_right_after_every_filter(view, window):
    for words in ("改造", "的", "", "市"):
        window.tools.search.setText(words)
        assert heights_are_right(view), words
    view.set_text_lines(3)
    assert view.row_height == ROW_HEIGHTS[3]
    assert heights_are_right(view)


def test_the_columns_fill_the_width_and_progress_leaves_a_narrow_list(view, window):
    assert sum(view.columnWidth(i) for i in range(6)) == view.viewport().width()
    assert view.isColumnHidden(PROGRESS) is False
    view.setMinimumWidth(0)
    view.resize(640, 400)
    assert view.isColumnHidden(PROGRESS)
    assert sum(view.columnWidth(i) for i in range(6)) == view.viewport().width()


class Counting:
    """Counts the cells that are painted; made before the list, for Qt looks its methods up only once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cells = 0
        paint = MeasurePainter.paint

        def counted(delegate, *args):
            self.cells += 1
            paint(delegate, *args)

        monkeypatch.setattr(MeasurePainter, "paint", counted)


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Counting:
    return Counting(monkeypatch)


@pytest.fixture
def long_view(count: Counting, make_window: Callable, long_ledger) -> MeasureList:
    view = make_window(long_ledger).pane.list
    view.table.complete()
    view.setFocus()
    QApplication.processEvents()
    return view


def test_a_wheel_step_paints_only_what_comes_into_sight(long_view, count):
    view, count.cells = long_view, 0
    view.viewport().repaint()
    whole, count.cells = count.cells, 0
    spot = QPointF(view.viewport().rect().center())
    wheel = QWheelEvent(
        spot,
        QPointF(view.viewport().mapToGlobal(spot.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    before = view.verticalScrollBar().value()
    QApplication.sendEvent(view.viewport(), wheel)
    QApplication.processEvents()
    assert view.verticalScrollBar().value() > before
    assert 0 < count.cells <= whole / 2


def test_another_current_row_paints_two_rows(long_view, count):
    view = long_view
    view.setCurrentIndex(view.table.index(2, TEXT))
    QApplication.processEvents()
    count.cells = 0
    view.setCurrentIndex(view.table.index(3, TEXT))
    QApplication.processEvents()
    assert 0 < count.cells <= 4 * 6


def test_no_cell_is_a_widget(long_view):
    assert long_view.viewport().findChildren(QWidget) == []


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_every_line_is_drawn_in_both_themes_and_sizes(view, choice):
    theme().choose(choice)
    theme().set_scale(1.5)
    try:
        for lines in (1, 2, 3):
            view.set_text_lines(lines)
            assert not view.grab().isNull()
    finally:
        theme().choose("light")
        theme().set_scale(1.0)


@pytest.mark.parametrize(("key", "row"), [(Qt.Key.Key_End, 8), (Qt.Key.Key_Home, None)])
def test_ctrl_and_a_key_that_moves_take_the_selection_along(window, key, row):
    """What is framed is what is acted on."""
    view = window.pane.list
    view.setFocus()
    view.go_to(MeasureId(3))
    QTest.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
    current = view.current_row()
    assert (current.measure.id if current else None) == row
    assert [each.measure.id for each in view.selected_rows()] == ([row] if row else [])


def type_in_text(view: MeasureList, measure: int, words: str) -> None:
    go_to(view, measure, TEXT)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor(view, TextEditor).setPlainText(words)


@pytest.mark.parametrize(
    "action", ["all", "schedule", "board", "group", "close groups", "clear filter", "columns", "next doubt", "lines 3"]
)
def test_no_act_of_the_menus_loses_what_is_typed_in_a_cell(view, ledger, window, action):
    """单元格里正写着，按Ctrl+2或者点菜单，写的字就没有了"""
    type_in_text(view, 3, "建成便民服务圈30个。")
    window.actions_[action].trigger()
    assert ledger.book.measures[MeasureId(3)].text == "建成便民服务圈30个。"
    assert not view.delegate.editing


@pytest.mark.parametrize("action", ["all", "group", "board", "delete", "undo"])
def test_what_the_ledger_refuses_in_a_cell_is_not_lost_either(view, ledger, window, action):
    go_to(view, 3, DUE)
    QTest.keyClick(view, Qt.Key.Key_F2)
    field = editor(view, DeadlineEditor)
    field.setText("11月31日")
    window.actions_[action].trigger()
    assert field.isVisible()
    assert field.text() == "11月31日"
    assert window.pane.tell_bar.trouble
    assert len(ledger.log()) == 1
    view.delegate.give_up()


@pytest.mark.parametrize("act", ["place", "chips", "search", "sort", "heading", "clear"])
def test_nothing_else_loses_it(view, ledger, window, act):
    go_to(view, 3, DUE)
    QTest.keyClick(view, Qt.Key.Key_F2)
    field = editor(view, DeadlineEditor)
    field.setText("11月31日")
    ways = {
        "place": lambda: window.navigation.go_to(("overdue", 0)),
        "chips": lambda: window.pane.set_filter(Filter(statuses=frozenset({Status.DONE}))),
        "search": lambda: window.tools.search.setText("小区"),
        "sort": lambda: view.sort_by_click(DUE),
        "heading": lambda: view.toggle(view.table.all_groups()[1]),
        "clear": window.clear_filter,
    }
    ways[act]()
    QApplication.processEvents()
    assert field.isVisible()
    assert field.text() == "11月31日"
    assert window.navigation.current_key == ALL
    assert not window.tools.search.text()
    field.setText("11月30日")
    ways[act]()
    assert str(ledger.book.row(MeasureId(3)).last_day) == "2026-11-30"


@pytest.mark.parametrize("action", ["delete", "merge", "undo"])
def test_an_act_while_a_cell_is_open_leaves_no_row_that_is_gone(view, ledger, window, action):
    window.rows.open_add_bar()
    window.rows.add_task("开展便民服务圈回头看。")
    made = max(ledger.book.measures)
    go_to(view, made, TEXT)
    QTest.keyClick(view, Qt.Key.Key_F2)
    window.actions_[action].trigger()
    assert {row.measure.id for row in window.pane.table.rows} == set(ledger.book.measures)
    for name in ("move down", "flag", "fill down", "status done", "delete"):
        window.actions_[name].trigger()


def test_a_row_that_another_program_took_out_goes_from_under_its_editor(view, ledger, window):
    type_in_text(view, 3, "别的")
    ledger.remove_measures([MeasureId(3), MeasureId(5)])
    assert view.table.place_of(MeasureId(3)) is None
    assert view.table.place_of(MeasureId(5)) is None
    assert not view.delegate.editing
    view.table.set_many(TEXT, [MeasureId(3)], "别的")
    assert window.pane.tell_bar.words.startswith("要改的任务已不在台账里")


@pytest.mark.parametrize("typed", ["2026-11-31", "12月底前"])
def test_a_day_typed_into_the_cell_of_units_becomes_no_unit(view, ledger, window, typed):
    units = set(ledger.book.units)
    go_to(view, 5, UNITS)
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor(view, UnitEditor).focusProxy().setText(typed)
    view.setFocus()
    assert set(ledger.book.units) == units
    assert window.pane.tell_bar.words == f"“{typed}”不是单位名称，时限写在“时限”一栏"
    view.delegate.give_up()


@pytest.mark.parametrize(("column", "name"), [(TEXT, "工作内容"), (NUMBER, "序号"), (DUE, "时限"), (UNITS, "责任单位")])
def test_the_editor_of_a_cell_has_a_name(view, column, name):
    go_to(view, 3, column)
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert view.delegate._editor.accessibleName() == name
    view.delegate.give_up()


def test_the_first_row_stays_selected_when_the_list_is_built_anew(view):
    view.table.group(False)
    ids = [line.measure.id for line in view.table.lines[:3]]
    view.choose(ids, ids[2])
    view.keeping_place(lambda: view.table.group(False))
    assert [row.measure.id for row in view.selected_rows()] == ids
