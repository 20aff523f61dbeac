"""The work board in the window: its numbers, and the rows they open."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import Query
from ledger_app.domain.status import Status
from ledger_app.ui.board.chart import Chart
from ledger_app.ui.models.places import ALL, BOARD_PLACE, UNITS_PLACE
from ledger_app.ui.pages import BOARD, LIST
from tests.ui.ledger_samples import a_document, a_draft
from tests.ui.steps import shown


@pytest.fixture
def page(window):
    """The board of the window, shown."""
    window.going.to_page(BOARD_PLACE)
    QApplication.processEvents()
    return window.pages.page(BOARD)


def spot(chart: Chart, words: str):
    return next(each for each in chart.spots if each.words.startswith(words))


def click(chart: Chart, words: str) -> None:
    QTest.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=spot(chart, words).rect.center())


def number(words: str) -> int:
    return int(words.rsplit(" ", 1)[1].removesuffix("项"))


def test_a_ledger_with_tasks_begins_with_the_board(make_window, ledger, settings):
    settings.keep_left(ledger.path, "")
    from ledger_app.ui.main_window import MainWindow
    from tests.ui.ledger_samples import TODAY

    window = MainWindow(ledger, settings, today=lambda: TODAY, start=lambda path: None)
    assert window.pages.current == BOARD
    assert window.navigation.current_key == BOARD_PLACE
    assert not window.pages.has(LIST), "the list is put together after the first paint"
    window.close()
    window.deleteLater()


def test_the_counters_tell_the_day(page):
    said = [each.words for each in page.strip.spots]
    assert said[:4] == ["今天到期 1项", "3日内 2项", "7日内 2项", "逾期 1项"]
    assert said[5:] == ["缺牵头单位 1项", "缺时限 1项"]


def test_every_counter_and_segment_opens_as_many_rows_as_it_says(window, page):
    for chart in page.charts:
        targets = [(each.words, each.target) for each in chart.spots]
        assert targets, chart.accessibleName()
        for words, target in targets:
            if isinstance(target, Query):
                page.rows_asked.emit(target)
                assert window.pages.current == LIST
                assert len(shown(window)) == number(words), words
                assert chips(window), words
            elif isinstance(target, tuple) and words.endswith("项") and "，" not in words:
                page.place_asked.emit(target)
                assert len(shown(window)) == number(words), words


def chips(window) -> dict[str, str]:
    """What the chips say that are on."""
    said = window.pane.filter.chip_words(window.ledger.book, window.today())
    return {name: words for name, words in said.items() if words}


def test_chips_say_what_a_number_stands_for_and_are_taken_off_one_by_one(window, page):
    click(page.units, "市财政局 绿")
    asked = chips(window)
    assert asked == {"单位": "市财政局", "灯": "绿"}
    assert window.navigation.current_key == ALL
    rows = len(shown(window))
    window.pane.bar.chips["灯"].clear_asked.emit()
    assert chips(window) == {"单位": "市财政局"}
    assert len(shown(window)) > rows
    window.pane.bar.chips["单位"].clear_asked.emit()
    assert len(shown(window)) == 8


def test_a_day_of_the_calendar_is_a_chip_that_the_panel_lists(window, page):
    click(page.calendar, "11月24日到期")
    assert chips(window) == {"状态": "未完成", "时限": "11月24日"}
    window.pane.bar.open_panel("时限")
    listed = {choice.text: choice.checked for choice in window.pane.bar._panels["时限"].choices.choices}
    assert listed["11月24日"] is True
    assert list(listed)[:2] == ["逾期", "逾期和7日内"]


def test_the_late_ones_of_a_plan_open_in_the_plan(window, page):
    click(page.plans, f"{window.ledger.book.plans[1].title} 逾期")
    assert window.navigation.current_key == ("plan", 1)
    assert chips(window) == {"时限": "逾期"}


def test_all_that_presses_opens_by_one_span(window, page):
    page._all_urgent.click()
    assert chips(window) == {"时限": "逾期和7日内"}
    assert len(shown(window)) == int(page._all_urgent.text().removeprefix("全部").removesuffix("项"))


def test_filters_narrow_what_a_number_asked_for(window, page):
    click(page.months, "11月到期 3项")
    window.pane.bar.open_panel("状态")
    window.pane.bar._panels["状态"].choices.ticked.emit(Status.NOT_STARTED, True)
    assert shown(window) == []


def test_what_is_to_be_done_first_opens_in_the_list(window, page):
    assert [each.target for each in page.urgent.spots][:3] == [3, 6, 1]
    assert page.urgent.spots[0].words.startswith("红 建成15分钟便民服务圈28个")
    assert "逾期6天" in page.urgent.spots[0].words
    click(page.urgent, "红 建成15分钟")
    assert window.pages.current == LIST
    assert window.pane.list.current_row().measure.id == 3
    assert window.pane.list.hasFocus()


def test_by_keyboard_alone(window, page):
    assert page.strip.hasFocus()
    QTest.keyClick(page.strip, Qt.Key.Key_Right)
    assert page.strip.currentIndex().data() == "3日内 2项"
    QTest.keyClick(page.strip, Qt.Key.Key_End)
    assert page.strip.currentIndex().data() == "缺时限 1项"
    QTest.keyClick(page.strip, Qt.Key.Key_Return)
    assert shown(window) == [5]
    assert window.navigation.current_key == ("lacks deadline", 0)


def test_tab_reaches_every_picture(window, page):
    window.resize(1366, 1000)
    QApplication.processEvents()
    seen = set()
    for _ in range(60):
        focus = QApplication.focusWidget()
        if isinstance(focus, Chart):
            seen.add(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == {chart.accessibleName() for chart in page.charts}


def test_arrows_go_to_what_lies_that_way(page):
    bars = page.units
    bars.setFocus()
    first = bars.currentIndex().data()
    QTest.keyClick(bars, Qt.Key.Key_Down)
    QTest.keyClick(bars, Qt.Key.Key_Up)
    assert bars.currentIndex().data() == first
    QTest.keyClick(bars, Qt.Key.Key_Right)
    here = bars.visualRect(bars.currentIndex())
    assert here.left() > bars.visualRect(bars.model().index(0, 0)).left()


def test_the_board_follows_every_change(window, page, ledger):
    ledger.set_status([MeasureId(3)], Status.CLOSED)
    assert spot(page.strip, "逾期").words == "逾期 0项"
    assert "已" in window.pages.tell_bar.words, "and the act is told here too"
    window.actions_["undo"].trigger()
    assert spot(page.strip, "逾期").words == "逾期 1项"
    assert window.status.counts() == "共8项    完成2    逾期1"


def test_a_board_that_was_hidden_shows_what_was_done_meanwhile(window, page, ledger):
    window.going.to_all()
    ledger.set_status([MeasureId(3)], Status.CLOSED)
    window.going.to_page(BOARD_PLACE)
    assert spot(page.strip, "逾期").words == "逾期 0项"


def test_at_midnight_the_day_is_another(window, page):
    page._clock = window.today = lambda: date(2026, 11, 25)
    window._look_at_clock()
    assert spot(page.strip, "逾期").words == "逾期 3项"


def test_the_calendar_goes_through_the_months(page):
    assert page._month_title.text() == "11月到期"
    assert page._this_month.isHidden()
    page._go_to_month(1)
    assert page._month_title.text() == "12月到期"
    assert [each.words for each in page.calendar.spots] == ["12月15日到期，未完成 1项", "12月31日到期，未完成 1项"]
    page._go_to_month(1)
    assert page._month_title.text() == "2027年1月到期"
    page._go_to_month(0)
    assert page._month_title.text() == "11月到期"


def test_what_works_on_rows_is_off_on_the_board(window, page):
    assert not window.actions_["add progress"].isEnabled()
    assert not window.actions_["delete"].isEnabled()
    window.going.to_all()
    assert window.actions_["add progress"].isEnabled()


def test_a_search_from_the_board_looks_in_all_tasks(window, page):
    window.tools.search.setText("便民服务圈")
    assert window.pages.current == LIST
    assert shown(window) == [3]


def test_archived_plans_are_not_counted(window, page, ledger):
    ledger.import_plan(a_draft(title="去年的方案"), a_document("去年.xlsx", b"last year"))
    assert page.board.total.count == 16
    ledger.archive_plan(2, True)
    assert page.board.total.count == 8
    assert window.places.find(ALL).count == 8


@pytest.mark.parametrize("width", [1366, 911, 683])
def test_no_picture_is_cut(window, page, width):
    window.resize(width, 700)
    for _ in range(4):  # a layout within a layout within a scroll area
        QApplication.processEvents()
    for chart in page.charts:
        assert chart.viewport().height() >= chart.minimumSizeHint().height() - 2, chart.accessibleName()
        inside = chart.viewport().rect()
        assert all(inside.contains(each.rect.center()) for each in chart.spots), chart.accessibleName()
        right = chart.mapTo(window, QPoint(chart.width(), 0)).x()
        assert right <= window.width(), chart.accessibleName()


def test_all_units_are_asked_for(page, qtbot):
    page.place_asked.disconnect()
    with qtbot.waitSignal(page.place_asked) as asked:
        page._all_units.click()
    assert asked.args[0] == UNITS_PLACE


def test_a_low_board_leaves_the_room_of_the_plans_to_the_units(window, page, ledger):
    for number in range(4):
        ledger.import_plan(a_draft(title=f"方案{number}"), a_document(f"{number}.xlsx", str(number).encode()))
    window.pages.tell_bar.hush()
    for height, plans, units in ((728, 3, 8), (1000, 4, 8)):
        window.resize(1366, height)
        for _ in range(4):  # a layout within a layout within a scroll area
            QApplication.processEvents()
        assert page.plans._shown == plans
        assert page.months.isVisible() is (height == 1000)
        assert len({spot.rect.top() for spot in page.units.spots if isinstance(spot.target, tuple)}) >= units
