"""Finding: search, filters, the navigation and its counts."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.row import Query
from ledger_app.domain.status import Status
from ledger_app.ui.models.filters import Filter
from ledger_app.ui.models.places import ALL, BOARD_PLACE
from ledger_app.ui.theme.theme import theme
from tests.ui.ledger_samples import a_document, a_draft
from tests.ui.steps import shown


def test_typing_finds_at_once_and_traditional_text_by_simplified_words(window):
    """用简体字找繁体写的任务"""
    window.tools.search.setText("惠企资金")
    assert shown(window) == [7]
    assert "找到1项，共8项" in window.status.counts()
    window.tools.search.setText("财政局 公里")
    assert shown(window) == [4]
    QTest.keyClick(window.tools.search, Qt.Key.Key_Escape)
    assert len(shown(window)) == 8
    assert window.pane.list.current_row().measure.id == 4, "the row that was found is still the current one"


def test_a_search_without_hits_says_so_and_can_be_cleared(window):
    window.tools.search.setText("没有这样的词")
    assert shown(window) == []
    assert window.pane._no_hits.text() == "没有符合的任务"
    window.pane._clear.click()
    assert len(shown(window)) == 8
    assert window.tools.search.text() == ""


def test_control_f_goes_to_the_search_and_enter_back_to_the_list(window):
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.tools.search.hasFocus()
    QTest.keyClick(window.tools.search, Qt.Key.Key_Return)
    assert window.pane.list.hasFocus()


def test_filter_by_unit_and_role(window, ledger):
    bar = window.pane.bar
    QTest.mouseClick(bar.chips["单位"], Qt.MouseButton.LeftButton)
    panel = bar._panels["单位"]
    assert panel.isVisible()
    panel._field.setText("财政")
    assert [(choice.text, choice.note) for choice in panel.choices.choices] == [("市财政局", "3")]
    QTest.keyClick(panel._field, Qt.Key.Key_Return)
    assert shown(window) == [1, 4, 7]
    panel._roles[panel._roles.keys().__iter__().__next__()].click()  # 牵头
    assert shown(window) == [7]
    assert "市财政局 · 牵头" in bar.chips["单位"].text()
    QTest.keyClick(panel._field, Qt.Key.Key_Escape)
    assert panel.isHidden()
    bar.chips["单位"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bar.chips["单位"], Qt.Key.Key_Delete)
    assert len(shown(window)) == 8


def test_filter_by_status_and_due(window):
    bar = window.pane.bar
    bar.open_panel("状态")
    panel = bar._panels["状态"]
    panel.choices.ticked.emit(Status.NOT_STARTED, True)
    assert shown(window) == [5, 7]
    panel.choices.ticked.emit(Status.DONE, True)
    assert shown(window) == [5, 7, 8]
    panel.close_popup()
    bar.open_panel("时限")
    due = bar._panels["时限"]
    due.choices.ticked.emit("month", True)
    assert shown(window) == []
    bar.chips["状态"].clear_asked.emit()
    assert shown(window) == [1, 3, 6]
    due.choices.ticked.emit("overdue", True)
    assert shown(window) == [3]
    window.clear_filter()
    assert len(shown(window)) == 8


@pytest.mark.parametrize("name", ["单位", "状态", "灯", "时限", "更多"])
def test_every_count_of_a_filter_panel_is_what_ticking_gives(window, name):
    bar = window.pane.bar
    bar.open_panel(name)
    panel = bar._panels[name]
    counts = {choice.key: int(choice.note) for choice in panel.choices.choices if not choice.heading}
    assert any(counts.values())
    for key, count in counts.items():
        panel.choices.ticked.emit(key, True)
        assert len(shown(window)) == count, key
        panel._clear.click()


def test_filter_by_lamp_by_flag_and_by_plan(window, ledger):
    ledger.import_plan(a_draft(title="云河市质量提升行动计划"), a_document("另一份.xlsx", b"other"))
    ledger.set_flagged([MeasureId(1), MeasureId(3)], True)
    bar = window.pane.bar
    bar.open_panel("灯")
    bar._panels["灯"].choices.ticked.emit(Lamp.RED, True)
    assert shown(window) == [3, 11]
    bar._panels["灯"].close_popup()
    bar.open_panel("更多")
    more = bar._panels["更多"]
    assert [choice.text for choice in more.choices.choices if choice.heading] == ["文件"]
    more.choices.ticked.emit("flagged", True)
    assert shown(window) == [3]
    assert "挂牌督办" in bar.chips["更多"].text()
    bar.chips["灯"].clear_asked.emit()
    assert shown(window) == [1, 3]
    more.choices.ticked.emit("flagged", False)
    more.choices.ticked.emit(2, True)
    assert shown(window) == list(range(9, 17))
    window.clear_filter()
    assert len(shown(window)) == 16


def test_chips_go_behind_one_where_there_is_no_room(window):
    bar = window.pane.bar
    assert all(not chip.isHidden() for chip in bar.chips.values())
    bar.setFixedWidth(430)
    QApplication.processEvents()
    assert all(chip.isHidden() for chip in bar.chips.values())
    assert not bar._one.isHidden()
    assert bar.minimumSizeHint().width() < 300, "long chips do not push the details out"
    bar.setFixedWidth(900)
    QApplication.processEvents()
    assert all(not chip.isHidden() for chip in bar.chips.values())


def test_no_chip_moves_when_one_is_switched_on(window):
    bar = window.pane.bar
    before = {name: chip.geometry() for name, chip in bar.chips.items()}
    bar.wanted.emit(
        Filter(lamps=frozenset({Lamp.RED, Lamp.GREEN}), statuses=frozenset({Status.UNDER_WAY}), due="month")
    )
    QApplication.processEvents()
    assert {name: chip.geometry() for name, chip in bar.chips.items()} == before
    assert bar.chips["时限"].text() == "本月 ✕"
    bar.chips["时限"].clear_asked.emit()
    QApplication.processEvents()
    assert {name: chip.geometry() for name, chip in bar.chips.items()} == before


def test_a_chip_without_room_drops_its_name_then_the_end_of_its_words(window):
    chip = window.pane.bar.chips["状态"]
    chip.say("已完成(待核)")
    wide = chip._width("状态：已完成(待核) ✕")
    chip.keep_slot(wide)
    assert chip.text() == "状态：已完成(待核) ✕"
    chip.keep_slot(wide - 1)
    assert chip.text() == "已完成(待核) ✕"
    chip.keep_slot(chip._width("已完成 ✕"))
    assert chip.text().endswith("… ✕")
    assert "已完成(待核)" in chip.toolTip()


def test_every_count_of_the_navigation_opens_as_many_rows(window):
    places = [place for place in window.places.entries if place.query is not None]
    assert len(places) > 10
    for place in places:
        window.navigation.go_to(place.key)
        assert len(shown(window)) == place.count, place.title


def test_the_navigation_counts_follow_the_ledger(window, ledger):
    assert window.places.find(("overdue", 0)).count == 1
    ledger.set_status([MeasureId(3)], Status.CLOSED)
    assert window.places.find(("overdue", 0)).count == 0
    ledger.set_deadline([MeasureId(1)], "11月1日")
    assert window.places.find(("overdue", 0)).count == 1
    ledger.remove_measures([MeasureId(1)])
    assert window.places.find(("overdue", 0)).count == 0
    assert window.places.find(ALL).count == 7
    ledger.undo()
    assert window.places.find(("overdue", 0)).count == 1


def test_the_schedule_is_sorted_by_date(window):
    window.navigation.go_to(("schedule", 0))
    days = [str(row.last_day) for row in window.pane.table.lines]
    assert days == sorted(days)
    assert shown(window) == [1, 2, 3, 6, 7]
    window.navigation.go_to(ALL)
    assert window.pane.table.sorted_by is None


def test_arrows_walk_through_the_navigation(window):
    window.navigation.setFocus()
    for _ in range(3):
        QTest.keyClick(window.navigation, Qt.Key.Key_Down)
    assert window.navigation.current_key == ("3 days", 0)
    assert shown(window) == [1, 6]


def test_a_units_name_is_changed_in_the_navigation_and_still_found_by_the_old_one(window, ledger):
    row = next(i for i, place in enumerate(window.places.entries) if place.title == "市交通局")
    assert window.places.setData(window.places.index(row), "市交通运输局")
    assert [a.unit.name for a in ledger.book.row(MeasureId(5)).assigned] == ["市交通运输局"]
    window.tools.search.setText("交通局")
    assert shown(window) == [4, 5]


def test_f8_goes_from_doubt_to_doubt(window):
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.pane.list.current_row().measure.id == 5


def test_a_heading_is_renamed_in_place(window, ledger, qtbot):
    view = window.pane.list
    view.setCurrentIndex(view.table.index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_F2)
    field = next(w for w in view.viewport().findChildren(QLineEdit) if w.isVisible())
    assert field.text() == "补齐公共服务短板"
    field.setText("补齐民生短板")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert ledger.book.sections[1].title == "补齐民生短板"
    qtbot.waitUntil(lambda: view.table.lines[0].title == "一、补齐民生短板")
    QTest.keyClicks(view, "x")
    assert not view.delegate.editing, "letters on a heading mean nothing"


def test_escape_in_the_list_clears_the_search(window):
    window.tools.search.setText("改造")
    window.pane.list.setFocus()
    QTest.keyClick(window.pane.list, Qt.Key.Key_Escape)
    assert window.tools.search.text() == ""
    assert len(shown(window)) == 8


def test_other_pages_show_no_words_and_the_list_keeps_its_own(window):
    """Leaving the list and coming back is no reason to lose what was looked for."""
    window.tools.search.setText("改造")
    window.pane.bar.wanted.emit(Filter(due="month"))
    rows = shown(window)
    assert rows
    window.going.to_page(BOARD_PLACE)
    assert window.tools.search.text() == ""
    assert window.pane.search == "改造"
    window.going.to_page(ALL)
    assert window.tools.search.text() == "改造"
    assert window.pane.filter.due == "month"
    assert shown(window) == rows


def test_from_another_page_other_rows_come_without_the_words_of_the_list(window):
    window.tools.search.setText("没有这样的词")
    window.going.to_page(BOARD_PLACE)
    window.navigation.go_to(("overdue", 0))
    assert window.tools.search.text() == ""
    assert shown(window) == [3]
    window.tools.search.setText("没有这样的词")
    window.going.to_page(BOARD_PLACE)
    window.going.to_rows(Query(overdue=True))
    assert window.tools.search.text() == ""
    assert shown(window) == [3]


def test_a_search_begun_on_another_page_is_one_in_everything(window):
    window.pane.bar.wanted.emit(Filter(lamps=frozenset({Lamp.GREY})))
    window.going.to_page(BOARD_PLACE)
    window.tools.search.setText("便民服务圈")
    assert shown(window) == [3]
    assert window.navigation.current_key == ALL
    assert not window.pane.filter.active


def test_within_the_list_the_words_go_along_to_another_place(window):
    window.tools.search.setText("改造")
    window.navigation.go_to(("plan", 1))
    assert window.tools.search.text() == "改造"
    assert len(shown(window)) < 8


def test_at_midnight_the_rows_of_today_are_others(window):
    window.navigation.go_to(("7 days", 0))
    before = shown(window)
    window.pane._today = window.pane.table._clock = window.places._clock = window.today = lambda: date(2026, 12, 28)
    window._look_at_clock()
    assert shown(window) != before
    assert len(shown(window)) == window.places.find(("7 days", 0)).count


def test_the_head_of_the_list_follows_the_name_of_its_plan(window, ledger):
    window.navigation.go_to(("plan", 1))
    ledger.set_plan_title(1, "云河市品质提升三年行动")
    assert window.pane.bar._title.text() == "云河市品质提升三年行动"


def test_a_click_on_the_chip_of_an_open_panel_closes_it_and_the_rows_keep_the_focus(window):
    bar, chip = window.pane.bar, window.pane.bar.chips["状态"]
    window.pane.list.setFocus()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert bar._panels["状态"].isVisible()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert not bar._panels["状态"].isVisible()
    assert window.pane.list.hasFocus()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    QTest.keyClick(bar._panels["状态"].view, Qt.Key.Key_Escape)
    assert window.pane.list.hasFocus(), "Esc goes back to where one was"


def test_the_cross_of_a_chip_clears_it_though_its_panel_is_open(window):
    bar, chip = window.pane.bar, window.pane.bar.chips["状态"]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    bar._panels["状态"].choices.ticked.emit(Status.UNDER_WAY, True)
    assert len(shown(window)) < 8
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center() + QPoint(chip.width() // 2 - 12, 0))
    assert len(shown(window)) == 8
    assert not bar._panels["状态"].isVisible()


def test_the_details_show_nothing_where_nothing_is_found(window, qtbot):
    assert window.details.row is not None
    window.tools.search.setText("没有这样的词")
    qtbot.waitUntil(lambda: window.details.row is None)
    window.tools.search.setText("")
    qtbot.waitUntil(lambda: window.details.row is not None)


def test_the_chips_leave_the_title_its_room_in_every_font_size(window):
    bar = window.pane.bar
    bar.wanted.emit(Filter(lamps=frozenset({Lamp.RED})))
    for scale in (1.25, 1.5, 1.0):
        theme().set_scale(scale)
        for _ in range(4):
            QApplication.processEvents()
        assert bar._title.width() >= bar._title.sizeHint().width(), scale
        right = bar.columns_button.geometry().right()
        assert right < bar.width(), scale
