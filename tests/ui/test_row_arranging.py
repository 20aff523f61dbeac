"""Rows and headings moved, split, joined and changed into each other, as a clerk does it; each is one act."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import MeasureRow
from ledger_app.ui.models.columns import DUE, NUMBER, TEXT
from ledger_app.ui.models.lines import Group
from ledger_app.ui.views.measure_editor import MeasureEditor
from tests.ui.ledger_samples import a_document, a_draft
from tests.ui.steps import select, shown

_ALT, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_LEFT = Qt.MouseButton.LeftButton


def line_at(window, title: str) -> int:
    return next(i for i, each in enumerate(window.pane.table.lines) if isinstance(each, Group) and title in each.title)


def go_to_heading(window, title: str) -> None:
    window.pane.list.setFocus()
    window.pane.list.go_to_cell(line_at(window, title))


def middle_of(window, line: int, column: int = NUMBER) -> QPoint:
    return window.pane.list.visualRect(window.pane.table.index(line, column)).center()


def drag(window, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    port = window.pane.list.viewport()
    QTest.mousePress(port, _LEFT, pos=start)
    down = 1 if end.y() > start.y() else -1
    for y in (start.y() + 20 * down, end.y() - down, end.y()):
        QTest.mouseMove(port, QPoint(end.x(), y))
    if drop:
        QTest.mouseRelease(port, _LEFT, pos=end)


def under(window, title: str) -> list[int]:
    """The measures that the list shows under a heading."""
    found = []
    for line in window.pane.table.lines[line_at(window, title) + 1 :]:
        if isinstance(line, Group):
            break
        found.append(line.measure.id)
    return found


def acts(ledger) -> int:
    return len(ledger.log(None))


# ---- moving


def test_a_row_is_dragged_by_its_number_under_another_heading(window, ledger):
    table = window.pane.table
    last = middle_of(window, table.place_of(MeasureId(8)))
    drag(window, middle_of(window, table.place_of(MeasureId(2))), last + QPoint(0, 15))
    assert under(window, "优化营商") == [6, 7, 8, 2]
    assert ledger.book.measures[MeasureId(2)].section_id == ledger.book.measures[MeasureId(8)].section_id
    assert window.pane.list.current_row().measure.id == 2, "the clerk stays at it"
    assert window.pane.tell_bar.words == "已移动任务"
    assert acts(ledger) == 2
    window.actions_["undo"].trigger()
    assert shown(window) == list(range(1, 9))


def test_a_line_shows_where_the_row_will_be_and_escape_leaves_it(window, ledger):
    view, table = window.pane.list, window.pane.table
    view.setFocus()
    start, end = (middle_of(window, table.place_of(MeasureId(id_))) for id_ in (5, 2))
    before = view.viewport().grab().toImage()
    drag(window, start, end - QPoint(0, 15), drop=False)
    assert view.drag.gap == table.place_of(MeasureId(2))
    assert view.viewport().grab().toImage() != before
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.drag.going_on
    QTest.mouseRelease(view.viewport(), _LEFT, pos=end)
    assert acts(ledger) == 1


def test_several_selected_rows_are_dragged_together(window, ledger):
    table = window.pane.table
    select(window, 1, 2)
    drag(
        window,
        middle_of(window, table.place_of(MeasureId(2))),
        middle_of(window, table.place_of(MeasureId(4))) + QPoint(0, 15),
    )
    assert under(window, "公共服务") == [3, 4, 1, 2, 5]
    assert {row.measure.id for row in window.pane.list.selected_rows()} == {1, 2}


def test_a_row_dropped_on_a_heading_is_the_first_below_it(window):
    table = window.pane.table
    spot = middle_of(window, line_at(window, "优化营商")) + QPoint(0, 6)
    drag(window, middle_of(window, table.place_of(MeasureId(1))), spot)
    assert under(window, "优化营商") == [1, 6, 7, 8]


def test_a_click_on_one_of_several_selected_rows_selects_it_alone(window):
    select(window, 1, 2, 3)
    QTest.mouseClick(
        window.pane.list.viewport(), _LEFT, pos=middle_of(window, window.pane.table.place_of(MeasureId(2)))
    )
    assert [row.measure.id for row in window.pane.list.selected_rows()] == [2]


def test_a_sorted_list_says_why_rows_cannot_be_moved(window, ledger):
    table = window.pane.table
    window.pane.list.sort_by_click(DUE)
    drag(window, middle_of(window, 1), middle_of(window, 3))
    assert window.pane.tell_bar.trouble
    assert "时限" in window.pane.tell_bar.words
    window.pane.tell_bar.hush()
    window.actions_["move down"].trigger()
    assert window.pane.tell_bar.trouble
    assert acts(ledger) == 1
    assert table.sorted_by is not None


def test_a_read_only_list_holds_no_rows(make_window, ledger):
    ledger.close()
    with type(ledger).open(ledger.path, read_only=True) as reader:
        window = make_window(reader)
        assert not window.pane.list.drag.can_hold(middle_of(window, 2))
        window.close()  # before its ledger


def test_alt_and_arrows_move_rows_over_headings_and_back(window, ledger):
    view = window.pane.list
    select(window, 5)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Up, _ALT)
    assert under(window, "公共服务") == [1, 2, 3, 5, 4]
    QTest.keyClick(view, Qt.Key.Key_Down, _ALT)
    QTest.keyClick(view, Qt.Key.Key_Down, _ALT)
    assert under(window, "公共服务") == [1, 2, 3, 4]
    assert under(window, "优化营商") == [5, 6, 7, 8]
    QTest.keyClick(view, Qt.Key.Key_Up, _ALT)
    assert under(window, "公共服务") == [1, 2, 3, 4, 5]
    assert view.current_row().measure.id == 5
    select(window, 1)
    QTest.keyClick(view, Qt.Key.Key_Up, _ALT)
    assert under(window, "公共服务") == [1, 2, 3, 4, 5], "nothing stands above the first"


def test_a_row_steps_over_another_with_all_its_parts(window, ledger):
    ledger.add_sub_measure(MeasureId(2), "第一步。")
    ledger.add_sub_measure(MeasureId(2), "第二步。")
    parts = [row.measure.id for row in ledger.book.sub_measures_of(MeasureId(2))]
    view = window.pane.list
    view.setFocus()
    select(window, 1)
    QTest.keyClick(view, Qt.Key.Key_Down, _ALT)
    assert under(window, "公共服务")[:4] == [2, *parts, 1]
    QTest.keyClick(view, Qt.Key.Key_Up, _ALT)
    assert under(window, "公共服务")[:4] == [1, 2, *parts]
    select(window, 2)
    QTest.keyClick(view, Qt.Key.Key_Up, _ALT)
    assert under(window, "公共服务")[:4] == [2, *parts, 1], "its parts go with it"
    select(window, parts[1])
    QTest.keyClick(view, Qt.Key.Key_Up, _ALT)
    assert under(window, "公共服务")[:4] == [2, parts[1], parts[0], 1]


def test_rows_do_not_leave_their_plan(window, ledger):
    ledger.import_plan(a_draft(title="云河市质量提升行动计划"), a_document("另一份.xlsx", b"other"))
    select(window, 1)
    window.rows.arranging.drop_rows(len(window.pane.table.lines))
    assert window.pane.tell_bar.trouble
    assert "另一份文件" in window.pane.tell_bar.words
    window.rows.arranging.drop_rows(line_at(window, "云河市质量提升") + 1)
    assert "另一份文件" in window.pane.tell_bar.words
    assert acts(ledger) == 2


def test_headings_are_moved_by_keys_and_by_mouse_with_their_rows(window, ledger):
    view = window.pane.list
    go_to_heading(window, "优化营商")
    QTest.keyClick(view, Qt.Key.Key_Up, _ALT)
    assert shown(window) == [6, 7, 8, 1, 2, 3, 4, 5]
    assert view.currentIndex().row() == 0
    QTest.keyClick(view, Qt.Key.Key_Down, _ALT)
    assert shown(window) == list(range(1, 9))
    closed = set(window.pane.table.closed)
    drag(window, middle_of(window, 0), middle_of(window, len(window.pane.table.lines) - 1))
    assert shown(window) == [6, 7, 8, 1, 2, 3, 4, 5]
    assert window.pane.table.closed == closed, "letting go of a heading is no click on it"


# ---- shapes


def test_alt_left_makes_a_heading_and_alt_right_takes_it_back(window, ledger):
    view = window.pane.list
    select(window, 3)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Left, _ALT)
    assert MeasureId(3) not in ledger.book.measures
    heading = window.pane.table.line(view.currentIndex().row())
    assert isinstance(heading, Group)
    assert "便民服务圈" in heading.title
    QTest.keyClick(view, Qt.Key.Key_Right, _ALT)
    row = view.current_row()
    assert row is not None
    assert "便民服务圈" in row.measure.text
    window.actions_["demote"].trigger()
    assert window.pane.tell_bar.words == "先点要改为任务的标题"


def test_a_reported_row_does_not_become_a_heading(window, ledger):
    ledger.add_progress(MeasureId(3), on=ledger.log()[0].at.date(), done="已开工。")
    select(window, 3)
    window.actions_["promote"].trigger()
    assert window.pane.tell_bar.trouble
    assert MeasureId(3) in ledger.book.measures


def test_a_row_is_split_at_the_cursor_by_the_key_of_the_review(window, ledger):
    view = window.pane.list
    select(window, 1)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return, _CTRL | _SHIFT)
    editor = view.viewport().findChild(MeasureEditor)
    cursor = editor.textCursor()
    cursor.setPosition(len("完成12个老旧小区改造，"))
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Return, _CTRL | _SHIFT)
    texts = [row.measure.text for row in ledger.book.rows()][:2]
    assert texts == ["完成12个老旧小区改造，", "同步更新供水、燃气、排水管网。"]
    assert not view.delegate.editing
    assert view.current_row().measure.id == 1
    QApplication.processEvents()
    assert shown(window)[:2] == [row.measure.id for row in ledger.book.rows()][:2]
    window.actions_["undo"].trigger()
    assert ledger.book.measures[MeasureId(1)].text.endswith("管网。")


def test_a_split_with_nothing_behind_is_refused_and_the_editor_stays(window, ledger):
    view = window.pane.list
    select(window, 1)
    window.actions_["split"].trigger()
    editor = view.viewport().findChild(MeasureEditor)
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    editor.setTextCursor(cursor)
    editor.ask_cut()
    assert window.pane.tell_bar.trouble
    assert view.delegate.editing
    assert acts(ledger) == 1


def test_selected_rows_are_merged_and_a_single_one_joins_the_row_above(window, ledger):
    select(window, 1, 2)
    window.pane.list.setFocus()
    QTest.keyClick(window.pane.list, Qt.Key.Key_M, _CTRL)
    assert shown(window) == [1, 3, 4, 5, 6, 7, 8]
    assert ledger.book.measures[MeasureId(1)].text.endswith("入学压力。")
    select(window, 4)
    window.actions_["merge"].trigger()
    assert shown(window) == [1, 3, 5, 6, 7, 8]
    select(window, 1, 5)
    window.actions_["merge"].trigger()
    assert window.pane.tell_bar.trouble, "these are no neighbours"


# ---- what comes and goes


def test_sub_tasks_are_written_below_their_task_one_after_another(window, ledger):
    select(window, 2)
    QTest.keyClick(window, Qt.Key.Key_N, _CTRL | _SHIFT)
    field = window.pane.add_bar.field
    assert "分解“2 新增公办" in window.pane.add_bar._where.text()
    for text in ("完成选址。", "完成招标。"):
        field.setText(text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    parts = ledger.book.sub_measures_of(MeasureId(2))
    assert [row.measure.text for row in parts] == ["完成选址。", "完成招标。"]
    assert window.pane.list.current_row().measure.id == parts[1].measure.id
    QTest.keyClick(field, Qt.Key.Key_Escape)
    window.actions_["new task"].trigger()
    field.setText("另一项。")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(ledger.book.sub_measures_of(MeasureId(2))) >= 2
    assert any(row.measure.text == "另一项。" for row in ledger.book.rows())


def test_a_new_heading_begins_at_the_current_row(window, ledger):
    select(window, 4)
    window.actions_["new heading"].trigger()
    from ledger_app.ui.dialogs.new_heading import NewHeadingDialog

    dialog = window.findChild(NewHeadingDialog)
    assert not dialog.add.isEnabled()
    dialog.number.setText("三、")
    dialog.title.setText("完善交通网络")
    dialog.add.click()
    assert under(window, "完善交通网络") == [4, 5]
    assert under(window, "公共服务") == [1, 2, 3]
    line = window.pane.table.line(window.pane.list.currentIndex().row())
    assert isinstance(line, Group)
    assert line.title == "三、完善交通网络"


def test_a_new_heading_behind_a_heading_stands_behind_its_rows(window, ledger):
    go_to_heading(window, "公共服务")
    place = window.rows.arranging.heading_place()
    window.rows.arranging.add_heading(place, "", "新的一类")
    titles = [section.title for section in sorted(ledger.book.sections.values(), key=lambda s: s.position)]
    assert titles == ["补齐公共服务短板", "新的一类", "优化营商和用工环境"]


def lines_of(window) -> list[str | int]:
    """Headings by their titles and measures by their ids, as the list shows them."""
    return [line.title if isinstance(line, Group) else line.measure.id for line in window.pane.table.lines]


def test_a_new_heading_without_rows_is_seen_where_it_stands_and_takes_a_task(window, ledger):
    go_to_heading(window, "公共服务")
    window.rows.arranging.add_heading(window.rows.arranging.heading_place(), "", "新的一类")
    assert lines_of(window) == ["一、补齐公共服务短板", 1, 2, 3, 4, 5, "新的一类", "二、优化营商和用工环境", 6, 7, 8]
    view = window.pane.list
    assert view.currentIndex().row() == line_at(window, "新的一类"), "it is where the clerk is now"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.pane.add_bar.isVisible()
    assert "新的一类" in window.pane.add_bar._where.text()
    window.pane.add_bar.field.setText("第一项任务。")
    QTest.keyClick(window.pane.add_bar.field, Qt.Key.Key_Return)
    assert under(window, "新的一类") == [9]
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    assert lines_of(window) == ["一、补齐公共服务短板", 1, 2, 3, 4, 5, "二、优化营商和用工环境", 6, 7, 8]


@pytest.mark.parametrize("hidden_by", ["flat list", "filter"])
def test_a_new_heading_is_shown_whatever_hides_it(window, ledger, hidden_by):
    if hidden_by == "flat list":
        window.pane.turn_grouping()
    else:
        window.tools.search.setText("改造")
    select(window, 1)
    last = max(ledger.book.sections)
    window.rows.arranging.add_heading((1, last, None), "三、", "其他")
    line = window.pane.table.line(window.pane.list.currentIndex().row())
    assert isinstance(line, Group)
    assert line.title == "三、其他"
    assert window.actions_["group"].isChecked()
    assert window.tools.search.text() == ""


def test_the_link_of_a_heading_without_rows_adds_a_task_and_the_rest_of_its_line_does_not(window, ledger):
    ledger.remove_measures([MeasureId(6), MeasureId(7), MeasureId(8)])
    line, view = line_at(window, "优化营商"), window.pane.list
    band = view.visualRect(window.pane.table.index(line, TEXT))
    port = view.viewport()
    QTest.mouseClick(port, _LEFT, pos=QPoint(band.left() + 40, band.center().y()))
    assert not window.pane.add_bar.isVisible()
    QTest.mouseClick(port, _LEFT, pos=QPoint(port.width() - 40, band.center().y()))
    assert window.pane.add_bar.isVisible()
    assert view.currentIndex().row() == line


def test_a_row_is_dragged_under_a_heading_without_rows(window, ledger):
    ledger.remove_measures([MeasureId(6), MeasureId(7), MeasureId(8)])
    end = middle_of(window, line_at(window, "优化营商")) + QPoint(0, 14)
    drag(window, middle_of(window, 2), end)
    assert under(window, "优化营商") == [2]


def test_headings_without_rows_stand_in_no_answer_to_a_question(window, ledger):
    ledger.remove_measures([MeasureId(6), MeasureId(7), MeasureId(8)])
    assert "二、优化营商和用工环境" in lines_of(window)
    window.navigation.go_to(("plan", 1))
    assert "二、优化营商和用工环境" in lines_of(window)
    window.tools.search.setText("改造")
    assert "二、优化营商和用工环境" not in lines_of(window)
    window.tools.search.setText("")
    window.navigation.go_to(("overdue", 0))
    assert "二、优化营商和用工环境" not in lines_of(window)


def test_a_plan_of_headings_alone_is_no_empty_list(window, ledger):
    ledger.remove_measures(list(ledger.book.measures))
    assert lines_of(window) == ["一、补齐公共服务短板", "二、优化营商和用工环境"]
    assert window.pane.list.isVisible()


@pytest.mark.parametrize("way", ["key", "menu"])
def test_a_heading_is_deleted_with_its_rows_and_comes_back(window, ledger, way):
    go_to_heading(window, "优化营商")
    if way == "key":
        QTest.keyClick(window.pane.list, Qt.Key.Key_Delete)
    else:
        window.actions_["delete heading"].trigger()
    assert shown(window) == [1, 2, 3, 4, 5]
    assert "删除标题" in window.pane.tell_bar.words
    window.actions_["undo"].trigger()
    assert shown(window) == list(range(1, 9))


def test_delete_heading_at_a_row_says_what_to_do(window, ledger):
    select(window, 3)
    window.actions_["delete heading"].trigger()
    assert window.pane.tell_bar.words == "先点要删除的标题"
    assert acts(ledger) == 1
    assert isinstance(window.pane.table.line(window.pane.list.currentIndex().row()), MeasureRow)


def test_the_menu_of_a_heading_deletes_it_and_makes_it_a_task(window, ledger):
    spot = middle_of(window, line_at(window, "优化营商"), TEXT)
    window.list_page._ask_row_menu(spot)
    menu = next(each for each in window.pane.list.findChildren(QMenu) if each.isVisible())
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words == ["修改标题", "改为任务", "新任务", "新标题…", "上移一位", "下移一位", "删除标题及其任务"]
    next(action for action in menu.actions() if "改为任务" in action.text()).trigger()
    menu.close()
    assert "优化营商和用工环境" in [row.measure.text for row in ledger.book.rows()]


@pytest.mark.parametrize(
    ("action", "words"),
    [("promote", "先点要改为标题的任务"), ("split", "先点要拆分的任务"), ("merge", "先选要合并的任务")],
)
def test_what_works_on_tasks_says_so_at_a_heading(window, ledger, action, words):
    go_to_heading(window, "公共服务")
    window.actions_[action].trigger()
    assert window.pane.tell_bar.words == words
    assert acts(ledger) == 1


def test_delete_goes_on_to_the_next_row_and_never_to_a_heading(window, ledger):
    select(window, 4)
    QTest.keyClick(window.pane.list, Qt.Key.Key_Delete)
    assert window.pane.list.current_row().measure.id == 5
    QTest.keyClick(window.pane.list, Qt.Key.Key_Delete)
    assert window.pane.list.current_row().measure.id == 6
    assert [row.measure.id for row in window.pane.list.selected_rows()] == [6]
    select(window, 7, 8)
    QTest.keyClick(window.pane.list, Qt.Key.Key_Delete)
    assert window.pane.list.current_row().measure.id == 6, "at the end there is only the row above"
    assert set(ledger.book.measures) == {1, 2, 3, 6}


def test_a_heading_is_deleted_with_its_count(window, ledger):
    ledger.remove_measures([MeasureId(7), MeasureId(8)])
    go_to_heading(window, "优化营商")
    QTest.keyClick(window.pane.list, Qt.Key.Key_Delete)
    assert window.pane.tell_bar.words == "已删除标题及其1项任务"
