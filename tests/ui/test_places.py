"""The navigation: saved views, archived plans, what is offered at the pointer, and coming back where one was."""

import json
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton

from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.row import MeasureRow, Query
from ledger_app.domain.status import Status
from ledger_app.domain.unit import UnitId
from ledger_app.domain.view import SavedView
from ledger_app.ledger.settings import view_key, views_in, with_unit_for
from ledger_app.ui.companions import open_place_menu
from ledger_app.ui.dialogs.carry_over import CarryOverDialog, next_title
from ledger_app.ui.dialogs.view_name import ViewNameDialog
from ledger_app.ui.models.columns import DUE
from ledger_app.ui.models.filters import Filter
from ledger_app.ui.models.places import ALL, ARCHIVE, BIN_PLACE, BOARD_PLACE, LOG_PLACE
from ledger_app.ui.pages import BOARD, LIST
from ledger_app.ui.taking_back import TakingBack
from tests.ui.ledger_samples import TODAY, a_document, a_draft
from tests.ui.steps import shown


def dialog_of(window, kind):
    QApplication.processEvents()
    return next(dialog for dialog in window.findChildren(QDialog) if isinstance(dialog, kind) and dialog.isVisible())


def narrow(window) -> None:
    """Show what 市财政局 helps with this month, by date, with a word in the search box."""
    window.pane.bar.open_panel("时限")
    window.pane.bar._panels["时限"].choices.ticked.emit("month", True)
    window.pane.bar._panels["时限"].close_popup()
    window.pane.list.sort_by_click(DUE)
    window.pane.list.sort_by_click(DUE)
    window.pane.set_grouping(False)
    window.tools.search.setText("市")


def in_order(window) -> list[int]:
    """The measures from top to bottom."""
    return [line.measure.id for line in window.pane.table.lines if isinstance(line, MeasureRow)]


def words_of(menu: QMenu) -> list[str]:
    return [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]


def menu_at(window, key) -> QMenu:
    before = set(window.findChildren(QMenu))
    open_place_menu(window, window.places.place_for(key), QPoint(0, 0))
    made = [menu for menu in window.findChildren(QMenu) if menu not in before and menu.parent() is window]
    made[0].hide()
    return made[0]


# ---- saved views


def test_a_view_keeps_place_chips_words_and_order(window, ledger):
    narrow(window)
    rows = in_order(window)
    assert rows == [1, 6, 3]
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = dialog_of(window, ViewNameDialog)
    assert dialog.field.text() == "本月 市"
    dialog.field.setText("本月到期")
    dialog.save.click()
    assert ledger.book.views[0].name == "本月到期"
    assert window.navigation.current_key == ("view", "本月到期")
    assert window.pane.place.title == "本月到期"
    window.clear_filter()
    window.going.to_all()
    assert shown(window) == [1, 2, 3, 4, 5, 6, 7, 8]
    window.navigation.go_to(("view", "本月到期"))
    assert in_order(window) == rows
    assert window.tools.search.text() == "市"
    assert window.pane.bar.chips["时限"].toolTip().startswith("本月")


def test_a_view_of_that_name_is_replaced_and_undo_brings_it_back(window, ledger):
    ledger.save_view(SavedView(name="本月到期", due="year"))
    window.actions_["save view"].trigger()
    dialog = dialog_of(window, ViewNameDialog)
    dialog.field.setText("本月到期")
    assert "已有同名" in dialog._note.text()
    assert dialog.save.text() == "替换视图"
    dialog.save.click()
    assert ledger.book.views[0].due is None
    window.actions_["undo"].trigger()
    assert ledger.book.views[0].due == "year"


def test_a_nameless_view_cannot_be_saved(window):
    window.actions_["save view"].trigger()
    dialog = dialog_of(window, ViewNameDialog)
    dialog.field.setText("  ")
    assert not dialog.save.isEnabled()
    dialog.reject()


def keep_as(window, name: str) -> str:
    """Save what the list shows; what the dialog had to say."""
    window.actions_["save view"].trigger()
    dialog = dialog_of(window, ViewNameDialog)
    said = dialog._note.text()
    dialog.field.setText(name)
    dialog.save.click()
    return said


def test_rows_of_a_number_of_the_board_are_kept_as_a_view(window, ledger):
    finance = unit_of(ledger, "市财政局")
    window.going.to_rows(Query(lamps=frozenset({Lamp.GREEN}), within=Query(unit_id=finance)))
    rows = shown(window)
    assert rows
    assert keep_as(window, "财政局绿灯") == ""
    window.going.to_all()
    window.navigation.go_to(("view", "财政局绿灯"))
    assert shown(window) == rows
    view = ledger.book.views[0]
    assert (view.unit_ids, view.lamps) == (frozenset({finance}), frozenset({Lamp.GREEN}))


def test_a_view_keeps_the_month_of_a_number_and_for_a_day_the_span_it_lies_in(window, ledger):
    window.going.to_rows(Query(due_from=date(2026, 12, 1), due_before=date(2027, 1, 1)))
    assert keep_as(window, "十二月") == ""
    assert ledger.book.views[-1].due == "month 12"
    window.going.to_rows(Query(due_from=date(2026, 11, 24), due_before=date(2026, 11, 25), open_only=True))
    assert keep_as(window, "快到期") == "视图不记某一天，时限11月24日存为“7日内”"
    assert ledger.book.views[-1].due == "week"
    assert window.pane.bar.chips["时限"].toolTip().startswith("7日内")
    window.going.to_rows(Query(due_from=date(2027, 3, 5), due_before=date(2027, 3, 6)))
    assert keep_as(window, "以后") == "视图不记某一天，时限2027年3月5日不存"
    assert ledger.book.views[-1].due is None


def test_views_are_listed_and_counted(window, ledger):
    ledger.save_view(SavedView(name="财政局配合", place=("unit", unit_of(ledger, "市财政局"))))
    ledger.save_view(SavedView(name="有公路的", text="公路"))
    assert [p.title for p in window.places.entries if p.key is None][-1] == "保存的视图"
    assert window.places.find(("view", "财政局配合")).count == 3
    assert window.places.find(("view", "有公路的")).count is None, "a search is not counted"
    ledger.set_units([MeasureId(1)], [("市住建局", ledger.book.row(MeasureId(1)).assigned[0].role)])
    assert window.places.find(("view", "财政局配合")).count == 2


def unit_of(ledger, name: str) -> int:
    return int(ledger.book.unit_named(name).id)


def test_a_view_is_renamed_in_place_and_deleted_from_its_menu(window, ledger):
    ledger.save_view(SavedView(name="甲"))
    ledger.save_view(SavedView(name="乙"))
    row = window.places.row_of(("view", "甲"))
    assert window.places.setData(window.places.index(row), "丙")
    assert [view.name for view in ledger.book.views] == ["丙", "乙"]
    with pytest.raises(UserError):
        ledger.rename_view("丙", "乙")
    window.navigation.go_to(("view", "丙"))
    menu = menu_at(window, ("view", "丙"))
    assert words_of(menu) == ["重命名", "删除视图"]
    menu.actions()[-1].trigger()
    assert [view.name for view in ledger.book.views] == ["乙"]
    assert window.navigation.current_key == ALL, "a place that is no more is left"
    window.actions_["undo"].trigger()
    assert [view.name for view in ledger.book.views] == ["丙", "乙"]


def test_a_view_of_a_plan_that_is_gone_is_not_listed(window, ledger):
    ledger.save_view(SavedView(name="方案里的", place=("plan", 1)))
    assert window.places.find(("view", "方案里的")).count == 8
    ledger.remove_plan(PlanId(1))
    assert window.places.find(("view", "方案里的")) is None


# ---- plans


def test_an_archived_plan_stands_below_its_heading(window, ledger):
    ledger.import_plan(a_draft(title="去年的方案"), a_document("去年.xlsx", b"last year"))
    menu = menu_at(window, ("plan", 2))
    assert words_of(menu) == ["重命名", "导出", "归档", "结转到下年度…", "删除文件"]
    next(action for action in menu.actions() if action.text() == "归档").trigger()
    assert ledger.book.plans[2].archived
    assert window.places.find(("plan", 2)) is None
    assert window.places.find(ARCHIVE).count == 1
    assert len(shown(window)) == 8, "its tasks are in no other list"
    row = window.places.row_of(ARCHIVE)
    QTest.mouseClick(
        window.navigation.viewport(),
        Qt.MouseButton.LeftButton,
        pos=window.navigation.visualRect(window.places.index(row)).center(),
    )
    assert window.places.find(("plan", 2)).count == 8
    window.navigation.go_to(("plan", 2))
    assert len(shown(window)) == 8
    assert "取消归档" in words_of(menu_at(window, ("plan", 2)))


def test_a_plan_is_deleted_and_comes_back(window, ledger):
    menu = menu_at(window, ("plan", 1))
    menu.actions()[-1].trigger()
    assert not ledger.book.plans
    assert window._middle.currentIndex() == 1
    window.actions_["undo"].trigger()
    assert len(ledger.book.measures) == 8


def test_what_is_unfinished_goes_into_next_years_plan(window, ledger):
    menu = menu_at(window, ("plan", 1))
    next(action for action in menu.actions() if action.text().startswith("结转")).trigger()
    dialog = dialog_of(window, CarryOverDialog)
    assert dialog.field.text() == "云河市城市品质提升行动方案（下年度）"
    dialog._take()
    assert ledger.book.plans[2].title == "云河市城市品质提升行动方案（下年度）"
    assert ledger.book.plans[1].archived
    assert window.pane.place.title == "云河市城市品质提升行动方案（下年度）"
    assert len(shown(window)) == 6
    window.actions_["undo"].trigger()
    assert list(ledger.book.plans) == [1]


def test_years_in_a_title_are_counted_up():
    assert next_title("2026年重点工作（2026—2027年）") == "2027年重点工作（2027—2028年）"


def test_a_unit_offers_its_card(window, ledger):
    assert words_of(menu_at(window, ("unit", unit_of(ledger, "市财政局")))) == ["打开单位", "重命名"]


# ---- the past, and coming back


def test_the_last_acts_are_listed_and_taken_back_together(window, ledger):
    ledger.set_status([MeasureId(1)], Status.DONE)
    ledger.set_deadline([MeasureId(2)], "12月1日")
    ledger.set_text(MeasureId(3), "改了文字。")
    ledger.undo()
    acts = TakingBack(window).last_acts()
    assert [words.split("  ")[1] for words in acts[:2]] == ["修改完成时限", "修改状态"]
    TakingBack(window).take_back(2)
    assert ledger.book.measures[MeasureId(1)].status is Status.UNDER_WAY
    assert window.pages.tell_bar.words == "已撤销2步"
    assert ledger.undo_label == "导入"


def test_redone_acts_can_be_taken_back_too(window, ledger):
    ledger.set_status([MeasureId(1)], Status.DONE)
    ledger.undo()
    ledger.redo()
    assert [words.split("  ")[1] for words in TakingBack(window).last_acts()] == ["修改状态", "导入"]


def test_the_menu_lists_the_acts_when_it_opens(window, ledger):
    ledger.set_status([MeasureId(1)], Status.DONE)
    edit = next(action.menu() for action in window.menuBar().actions() if action.text() == "编辑(&E)")
    past = next(action.menu() for action in edit.actions() if action.menu() is not None)
    past.aboutToShow.emit()
    assert [action.text().split("  ")[1] for action in past.actions()] == ["修改状态", "导入"]
    past.actions()[0].trigger()
    assert ledger.book.measures[MeasureId(1)].status is Status.UNDER_WAY


def test_the_same_day_the_window_comes_back_where_it_was(window, make_window, ledger, settings):
    narrow(window)
    rows = in_order(window)
    window.close()
    from ledger_app.ui.main_window import MainWindow

    again = MainWindow(ledger, settings, today=lambda: TODAY)
    assert again.pages.current == LIST
    assert in_order(again) == rows
    assert again.tools.search.text() == "市"
    again.close()
    again.deleteLater()


def test_another_day_begins_with_the_board(window, ledger, settings):
    from datetime import timedelta

    from ledger_app.ui.main_window import MainWindow

    window.close()
    again = MainWindow(ledger, settings, today=lambda: TODAY + timedelta(days=1))
    assert again.pages.current == BOARD
    assert again.navigation.current_key == BOARD_PLACE
    again.close()
    again.deleteLater()


def test_what_another_version_remembered_is_no_trouble(window, ledger, settings):
    settings.keep_left(ledger.path, '{"day": "2026-11-21", "place": 7}')
    assert window.views._left_today() == (None, None)


def test_the_width_of_the_navigation_is_remembered(window, make_window, ledger):
    window.flex._splitter.setSizes([260, 1106])
    QApplication.processEvents()
    width = window.navigation.width()
    window.close()
    again = make_window(ledger)
    assert again.navigation.width() == width == 260


def unit_id(ledger, name: str) -> int:
    return next(unit.id for unit in ledger.book.units.values() if unit.name == name)


@pytest.mark.parametrize("seen", [True, False])
def test_a_view_follows_a_unit_that_was_found_to_be_another(window, ledger, seen):
    """视图按财政局筛的，两个单位合并以后视图是空的"""
    finance, housing = unit_id(ledger, "市财政局"), unit_id(ledger, "市住建局")
    ledger.save_view(SavedView(name="财政", unit_ids=frozenset({finance})))
    window.navigation.go_to(("view", "财政") if seen else ALL)
    ledger.merge_unit(finance, "市住建局")
    assert ledger.book.views[0].unit_ids == {housing}
    window.navigation.go_to(("view", "财政"))
    assert shown(window) == [1, 4, 7]
    ledger.undo()
    assert ledger.book.views[0].unit_ids == {finance}
    assert shown(window) == [1, 4, 7]
    assert window.pane.filter.unit_ids == {finance}


def test_chips_follow_a_unit_that_was_found_to_be_another(window, ledger):
    finance, housing = unit_id(ledger, "市财政局"), unit_id(ledger, "市住建局")
    window.pane.set_filter(replace(window.pane.filter, unit_ids=frozenset({finance})))
    ledger.merge_unit(finance, "市住建局")
    assert window.pane.filter.unit_ids == {housing}
    assert shown(window) == [1, 4, 7]


def test_records_and_bin_are_in_sight_however_long_the_navigation_is(window, ledger):
    for number in range(8):
        ledger.save_view(SavedView(name=f"视图{number}"))
    window.resize(1366, 600)
    QApplication.processEvents()
    foot, navigation = window.navigation.foot, window.navigation
    for key in (LOG_PLACE, BIN_PLACE):
        index = window.places.index(window.places.row_of(key))
        assert navigation.isRowHidden(index.row())
        spot = foot.visualRect(index)
        assert foot.viewport().rect().contains(spot)
        QTest.mouseClick(foot.viewport(), Qt.MouseButton.LeftButton, pos=spot.center())
        assert navigation.current_key == key


def test_as_many_go_over_as_the_dialog_said(window, ledger):
    """对话框说51项，办完说53项：暂缓的也结转。"""
    plan_id = next(iter(ledger.book.plans))
    first = next(iter(ledger.book.measures_of(plan_id)))
    ledger.set_status([first], Status.SUSPENDED)
    dialog = CarryOverDialog(ledger.book, plan_id, window)
    change = ledger.carry_over(plan_id, "明年的", archive=False)
    new = max(ledger.book.plans)
    assert change is not None
    assert f"结转{len(ledger.book.measures_of(new))}项" in [b.text() for b in dialog.findChildren(QPushButton)]


def test_a_view_with_a_span_of_another_version_is_shown_without_it_and_it_is_told(window, ledger):
    """别的版本存的视图，窗口打不开。"""
    ledger.save_view(SavedView(name="半年", due="half-year", sort=99, statuses=frozenset({Status.DONE})))
    window.places.count_views()
    window.navigation.go_to(("view", "半年"))
    assert window.pane.place.title == "半年"
    assert window.pane.filter == Filter(statuses=frozenset({Status.DONE}))
    assert len(shown(window)) == window.places.find(("view", "半年")).count == 1
    assert window.pages.tell_bar.words == "视图“半年”的时限和排列这个版本不认识，没有用上"


def test_a_view_that_this_version_cannot_read_is_left_alone(window, ledger):
    ledger.save_view(SavedView(name="旧"))
    held = next(each for each in ledger.book.settings.values() if each.key == view_key("旧"))
    book = [replace(held, value=json.dumps({**json.loads(held.value), "statuses": ["unheard of"]}))]
    assert views_in(book) == ()
    assert list(with_unit_for(book, UnitId(1), UnitId(2))) == []
