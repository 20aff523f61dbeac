"""The page 操作记录: days and acts, what one act changed, taking it back, the bin, and the ledger as of a day."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ledger_app.domain.history import ActKind, Fate
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ledger.history import HistoryEntry
from ledger_app.ui.history.acts import CHANGE, WHAT, ActTable, Day
from ledger_app.ui.history.filters import DAYS, KIND, PLAN, TASK, UNIT, WHO
from ledger_app.ui.history.page import BIN, PAST
from ledger_app.ui.models.places import BIN_PLACE, LOG_PLACE
from ledger_app.ui.pages import LIST, LOG
from tests.ui.ledger_samples import TODAY, a_document, a_draft

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=8)))
LATE, MANY = MeasureId(3), MeasureId(1)


class MovedClock:
    """A clock that the test moves."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock():
    return MovedClock()


@pytest.fixture
def logged(tmp_path, clock):
    """Yesterday an import and a status; today four statuses taken back, and a deadline."""
    with Ledger.open(tmp_path / "示例.ledger", create=True, now=clock, who="王倩") as made:
        made.import_plan(a_draft(), a_document())
        made.set_status([MANY], Status.CLOSED)
        clock.now = NOON + timedelta(days=1)
        made.set_status([MeasureId(i) for i in range(1, 5)], Status.SUSPENDED)
        made.undo()
        made.set_deadline([LATE], "12月20日")
        yield made


@pytest.fixture
def table(qtbot, logged):
    model = ActTable(logged, TODAY)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


@pytest.fixture
def opened(make_window, logged):
    made = make_window(logged)
    QTest.keyClick(made, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    return made


@pytest.fixture
def page(opened):
    assert opened.pages.current == LOG
    return opened.pages.page(LOG)


def names(table):
    return [line.name for line in table.lines if isinstance(line, HistoryEntry)]


def said(widget):
    return [each.accessibleName() for each in widget.findChildren(QWidget) if each.isVisibleTo(widget)]


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def choose(page, at):
    """Go to the act that stands at this place, days left out."""
    rows = [i for i, line in enumerate(page.log.table.lines) if isinstance(line, HistoryEntry)]
    page.log.view.setCurrentIndex(page.log.table.index(rows[at], 0))
    return page.log.table.lines[rows[at]]


# ---- the list of acts


def test_acts_stand_under_their_days_newest_first(table):
    assert [line.title for line in table.lines if isinstance(line, Day)] == ["今天  11月21日", "昨天  11月20日"]
    assert names(table) == ["修改完成时限", "撤销“修改状态”", "修改状态", "修改状态", "导入"]


def test_an_act_says_what_where_and_from_what_to_what(table):
    at = next(i for i, line in enumerate(table.lines) if isinstance(line, HistoryEntry) and line.head.edit_count == 1)
    time, act, what, change, who = (table.data(table.index(at, column)) for column in range(5))
    assert (act, change, who) == ("修改状态", "进行中 → 已销号", "王倩")
    assert what.startswith("完成12个老旧小区改造")
    assert time == "12:03"


def test_an_undone_act_is_marked_and_days_cannot_be_selected(table):
    fates = [line.fate for line in table.lines if isinstance(line, HistoryEntry)]
    assert fates == [Fate.STANDS, Fate.REVERSAL, Fate.UNDONE, Fate.STANDS, Fate.STANDS]
    assert not table.flags(table.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert table.flags(table.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_older_acts_are_listed_on_demand(page, logged, monkeypatch):
    monkeypatch.setattr("ledger_app.ui.history.acts.AT_ONCE", 2)
    page.log.table.ask(page.log.table.query.__class__(who="王倩"))
    assert len(names(page.log.table)) == 2
    assert page.log.table.more
    page.log._more.click()
    assert len(names(page.log.table)) == 4


# ---- filters


def test_what_was_changed_yesterday_is_one_click(page):
    click(page.log.filters.days["昨天"])
    assert names(page.log.table) == ["修改状态", "导入"]
    assert page.log.filters.days["昨天"].property("on") is True
    assert page.status_words() == "列出2步"
    click(page.log.filters.days["昨天"])
    assert len(names(page.log.table)) == 5
    click(page.log.filters.days["今天"])
    assert len(names(page.log.table)) == 3
    click(page.log.filters.days["本周"])
    assert len(names(page.log.table)) == 5


def test_typing_finds_acts_by_what_they_changed(qtbot, page):
    page.log.search.insert("12月20日")  # as an input method does
    qtbot.waitUntil(lambda: names(page.log.table) == ["修改完成时限"])
    page.log.search.setText("暂缓 老旧小区")
    QTest.keyClick(page.log.search, Qt.Key.Key_Return)
    assert names(page.log.table) == ["撤销“修改状态”", "修改状态"]
    page.log.search.setText("没有这样的词")
    QTest.keyClick(page.log.search, Qt.Key.Key_Return)
    assert page.log.table.lines == []
    assert page.log._nothing.text() == "没有符合的操作"
    click(page.log._clear)
    assert len(names(page.log.table)) == 5
    assert page.log.search.text() == ""


@pytest.mark.parametrize(
    ("chip", "typed", "found"),
    [
        (KIND, ActKind.DEADLINE.label, ["修改完成时限"]),
        (PLAN, "品质", ["修改完成时限", "撤销“修改状态”", "修改状态", "修改状态", "导入"]),
        (UNIT, "商务", ["导入"]),
    ],
)
def test_chips_narrow_the_log(page, chip, typed, found):
    click(page.log.filters.chips[chip])
    page.log.filters._picker.field.insert(typed)
    QTest.keyClick(page.log.filters._picker.field, Qt.Key.Key_Return)
    assert names(page.log.table) == found
    QTest.keyClick(page.log.filters.chips[chip], Qt.Key.Key_Delete)
    assert len(names(page.log.table)) == 5


def test_the_days_are_chosen_from_which_to_which(page):
    click(page.log.filters.chips[DAYS])
    popup = page.log.filters._popup
    popup.first.setDate(popup.first.date().fromString("2026-11-01", "yyyy-MM-dd"))
    popup.last.setDate(popup.last.date().fromString("2026-11-20", "yyyy-MM-dd"))
    popup._accept()
    assert names(page.log.table) == ["修改状态", "导入"]
    assert "11月1日至11月20日" in page.log.filters.chips[DAYS].accessibleName()


def test_who_is_offered_only_where_there_are_several(page):
    assert page.log.filters.chips[WHO].isHidden()


# ---- one act


def test_choosing_an_act_shows_before_and_after(page):
    choose(page, 0)
    spoken = said(page.log.card)
    assert "改前 11月15日" in spoken
    assert "改后 12月20日" in spoken


def test_the_lamp_that_followed_is_shown(qtbot, page):
    choose(page, 0)
    qtbot.waitUntil(
        lambda: {"红灯", "绿灯"} <= set(said(page.log.card)) or {"红灯", "黄灯"} <= set(said(page.log.card))
    )
    assert any(each.text() == "灯随之变化" for each in page.log.card.findChildren(QLabel))


def test_an_act_of_the_past_is_taken_back_and_that_is_undone(page, logged):
    choose(page, 3)
    assert page.log.card.take_back.isVisible()
    click(page.log.card.take_back)
    assert logged.book.measures[MANY].status is Status.UNDER_WAY
    assert names(page.log.table)[0] == "取回“修改状态”"
    logged.undo()
    assert logged.book.measures[MANY].status is Status.CLOSED


def test_an_act_that_cannot_be_taken_back_says_why(page, logged):
    logged.set_status([MANY], Status.UNDER_WAY)
    entry = choose(page, 4)
    assert entry.name == "修改状态"
    assert not page.log.card.take_back.isVisible()
    assert logged.why_not(entry.head.id) in said(page.log.card)


def test_where_much_was_done_since_it_is_looked_through_on_trying(page, logged, monkeypatch):
    """So that the log of tens of thousands of changes opens at once."""
    monkeypatch.setattr("ledger_app.ledger.taking_back._FEW", 0)
    logged.set_status([MANY], Status.UNDER_WAY)
    choose(page, 4)
    assert page.log.card.take_back.isVisible()
    labels = [each.text() for each in page.log.card.findChildren(QLabel)]
    assert "这一步和之后改动很多，能不能取回，取回时才知道" in labels
    click(page.log.card.take_back)
    assert logged.book.measures[MANY].status is Status.UNDER_WAY
    assert "这一步暂时取不回" in page.window().pages.tell_bar.words


def test_the_past_of_one_task_alone(opened, page):
    choose(page, 0)
    page.log.card.past_asked.emit(LATE)
    assert names(page.log.table) == ["修改完成时限", "撤销“修改状态”", "修改状态", "导入"]
    assert not page.log.filters.chips[TASK].isHidden()
    page.log.filters.chips[TASK].clear_asked.emit()
    assert len(names(page.log.table)) == 5


def test_the_task_of_an_act_opens_in_the_list(opened, page):
    choose(page, 0)
    link = next(w for w in page.log.card.findChildren(QWidget) if w.accessibleName().startswith("打开“"))
    click(link)
    assert opened.pages.current == LIST
    assert opened.pane.list.current_row().measure.id == LATE


def test_what_is_done_meanwhile_appears_and_the_chosen_act_stays(page, logged):
    entry = choose(page, 3)
    logged.set_status([MeasureId(2)], Status.DONE)
    assert len(names(page.log.table)) == 6
    assert page.log.table.lines[page.log.view.currentIndex().row()].head.id == entry.head.id


def test_a_large_act_is_one_line_and_its_card_a_table(make_window, long_ledger):
    long_ledger.set_status([MeasureId(i) for i in range(1, 701)], Status.SUSPENDED)
    window = make_window(long_ledger)
    window.going.to_page(LOG_PLACE)
    page = window.pages.page(LOG)
    assert page.log.table.data(page.log.table.index(1, 2)) == "700处"
    QApplication.processEvents()
    from ledger_app.ui.views.plain_table import PlainTable

    assert page.log.card.findChild(PlainTable).model().rowCount() == 700


# ---- the bin


def test_what_was_deleted_comes_back_from_the_bin(opened, logged):
    text = logged.book.measures[LATE].text
    opened.going.to_page(("all", 0))
    opened.pane.list.choose([LATE], LATE)
    opened.rows.delete()
    assert LATE not in logged.book.measures
    opened.going.to_page(BIN_PLACE)
    page = opened.pages.page(LOG)
    assert page.tabs[BIN].isChecked()
    assert page.status_words() == "回收站里有1次删除的内容"
    assert page.bin.items.data(page.bin.items.index(0, 1)).startswith(text[:10])
    QTest.keyClick(page.bin.view, Qt.Key.Key_Return)
    assert logged.book.measures[LATE].text == text
    assert page.bin.table.rowCount() == 0
    assert page.bin._nothing.isVisible()
    assert page.status_words() == "回收站是空的"
    opened.going.to_page(LOG_PLACE)
    assert names(page.log.table)[0].startswith("取回“删除任务")


# ---- the ledger as of a day


def test_the_ledger_as_it_stood_yesterday_and_what_moved_since(page, logged):
    click(page.tabs[PAST])
    past = page.past
    click(past._marks["昨天"])
    assert past.table.rowCount() == 8
    assert past._said.text() == "11月20日：共8项，完成3，完成率38%，逾期1"
    click(past.numbers[Status.CLOSED])
    assert past.table.rowCount() == 2
    click(past.compare)
    assert [line.cells[0] for line in past.table.lines] == ["亮灯、完成时限"]
    assert past.table.lines[0].cells[2:] == ("红灯，11月15日", "绿灯，12月20日")
    assert "1项有变动" in past._said.text()
    assert "→" in past.numbers["overdue"].text()


def test_every_number_of_a_day_shows_as_many_rows(page):
    click(page.tabs[PAST])
    click(page.past._marks["昨天"])
    for key in list(page.past.numbers):
        click(page.past.numbers[key])
        assert page.past.table.rowCount() == int(page.past.numbers[key].text().rsplit(" ", 1)[1]), key
        click(page.past.numbers[key])


def test_before_the_ledger_began_there_was_nothing(page):
    click(page.tabs[PAST])
    page.past.show_day(date(2026, 1, 31))
    assert page.past.table.rowCount() == 0
    assert page.past._said.text() == "1月31日：台账里还没有任务"
    click(page.past.compare)
    assert {line.cells[0] for line in page.past.table.lines} == {"新增"}


def test_the_pages_are_not_imported_before_the_first_paint():
    pages = ("ledger_app.ui.history", "ledger_app.ui.units")
    code = f"import sys, ledger_app.ui.first_window; print([m for m in sys.modules if m.startswith({pages})])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_tab_goes_from_the_search_over_the_chips_to_the_acts(page):
    page.log.search.setFocus()
    order = []
    for _ in range(9):
        order.append(QApplication.focusWidget())
        QTest.keyClick(order[-1], Qt.Key.Key_Tab)
    assert order[1:4] == list(page.log.filters.days.values())
    assert order[8] is page.log.view


def change_of_the_newest(logged):
    table = ActTable(logged, TODAY)
    at = table.first_row()
    return table.index(at, WHAT).data(), table.index(at, CHANGE).data()


def test_a_card_of_a_unit_says_what_was_changed_in_it(logged):
    unit = next(iter(logged.book.units.values()))
    logged.set_unit_card(replace(unit, phone="8123001", contact="周敏"))
    what, change = change_of_the_newest(logged)
    assert what == unit.name
    assert "电话：空 → 8123001" in change
    assert "联络员：空 → 周敏" in change


def test_a_deadline_is_told_once(logged):
    logged.set_deadline([MANY], "12月25日")
    assert change_of_the_newest(logged)[1].count("12月25日") == 1


def test_many_of_one_kind_are_counted_not_listed_one_by_one(page, logged):
    logged.remove_measures([MeasureId(1), MeasureId(2)])
    what, change = change_of_the_newest(logged)
    assert change == "删除任务"
    assert what.count("等") <= 1
    page.log.view.setCurrentIndex(page.log.table.index(page.log.table.first_row(), WHAT))
    said = [label.text() for label in page.log.card.findChildren(QLabel) if label.isVisibleTo(page.log.card)]
    assert said.count("删除任务") <= 2, "the name of the act, and once over all it happened to"


def test_the_lamps_of_a_comparison_have_their_shape(page, logged):
    page.show_tab(PAST)
    past = page.past
    past._toggle_compare()
    lamps = [past.table.index(at, column).data(Qt.ItemDataRole.UserRole) for at in range(3) for column in (2, 3)]
    assert any(lamps)
    said = [past.table.index(at, 3).data() for at in range(past.table.rowCount())]
    assert any("灯" in words for words in said), "and the words are still spoken"
    assert any(not chip.icon().isNull() for chip in past.numbers.values())
    past.view.grab()


def test_chips_of_a_low_window_are_behind_a_button(opened, page, qtbot):
    opened.resize(683, 330)
    qtbot.waitUntil(page.log._folded.button.isVisible)
    assert not page.log.filters.isVisible()
    QTest.mouseClick(page.log._folded.button, Qt.MouseButton.LeftButton)
    assert page.log.filters.isVisible()
    assert not page.log.card.isVisible(), "the acts have the room"
    QTest.keyClick(page.log.view, Qt.Key.Key_Return)
    assert page.log.card.isVisible()
    page.show_tab(PAST)
    qtbot.waitUntil(page.past._folded.button.isVisible)
    assert not page.past._strip.isVisible()
    opened.resize(1366, 728)
    qtbot.waitUntil(page.past._strip.isVisible)


def test_the_page_says_how_many_acts_it_lists(page):
    assert page._count.text() == page.status_words()
    page.show_tab(BIN)
    assert "回收站" in page._count.text()


def test_a_line_break_in_a_deleted_text_stays_out_of_the_bin(page, logged):
    logged.set_text(MANY, "第一行\n第二行")
    logged.remove_measures([MANY])
    page.show_tab(BIN)
    said = [table.index(0, 1 + (table is page.bin.table)).data() for table in (page.bin.table, page.bin.items)]
    assert all("\n" not in words for words in said)
    assert "第一行 第二行" in said[1]
