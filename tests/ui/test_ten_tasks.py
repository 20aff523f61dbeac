"""Ten tasks of a clerk, each done through the window with keys and clicks alone, and how many it takes."""

from collections.abc import Iterator
from functools import partial
from time import perf_counter

import pytest
import python_calamine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QSpinBox

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.row import Query
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.ledger import Ledger
from ledger_app.ui.models.columns import STATUS
from ledger_app.ui.models.places import BOARD_PLACE
from tests.ui.clerk import Clerk, read, seen
from tests.ui.ledger_samples import TODAY
from tests.ui.steps import shown
from tests.ui.yunhe_samples import DELETED, SetClock, fill, measure_with

SLOW_KEY = 1.2  # seconds that somebody who looks for each key and click needs for it
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ledger(tmp_path) -> Iterator[Ledger]:
    clock = SetClock(TODAY)
    with Ledger.open(tmp_path / "云河市2026年任务.ledger", create=True, now=clock, who="王倩") as made:
        fill(made, clock, tmp_path)
        yield made


@pytest.fixture
def clerk(window, settings, tmp_path, qtbot) -> Clerk:
    """Sits down in the morning: the window shows the board."""
    settings.folder = str(tmp_path)
    window.going.to_page(BOARD_PLACE)
    return Clerk(window, qtbot.waitUntil)


def suggestion_taken(clerk, parent, title, suggested, kinds):
    """The system's dialog, in which Enter takes the name that stands there."""
    clerk.keys += 1
    return suggested, kinds


def texts(ledger, ids):
    return {ledger.book.measures[MeasureId(id_)].text for id_ in ids}


def test_1_everything_a_unit_must_lead_that_is_due_this_quarter(window, ledger, clerk):
    clerk.press("Ctrl+Shift+L")
    clerk.write("财政")
    clerk.press("Return")
    clerk.click("牵头")
    clerk.click("筛选时限")
    clerk.click_item("按时限筛选", "本季")
    unit = ledger.book.unit_named("市财政局")
    rows = [row for row in ledger.book.rows() if unit.name in row.names(Role.LEAD)]
    due = [row.measure.id for row in rows if row.last_day and (row.last_day.year, row.last_day.month) >= (2026, 10)]
    due = [id_ for id_ in due if ledger.book.row(id_).last_day.year == 2026]
    assert shown(window) == due
    assert 0 < len(due) < len(rows), "one that it leads is due later"
    assert window.pane.question == "全部任务：市财政局 · 牵头，本季"
    assert clerk.took <= 7


def test_2_seven_measures_done_at_once_and_taken_back(window, ledger, clerk):
    before = {id_: measure.status for id_, measure in ledger.book.measures.items()}
    clerk.press("Ctrl+2")
    clerk.click_task("新建市级重点实验室")
    clerk.click_task("落实困难群众取暖补贴", SHIFT)
    assert "已选7项" in window.status.counts()
    clerk.choose("任务", "状态改为", "已完成")
    book = ledger.book
    done = [id_ for id_ in before if before[id_] is not book.measures[id_].status is Status.DONE]
    assert len(done) == 7
    assert window.pages.tell_bar.words == "已修改状态（7项）"
    assert window.pane.table.index(window.pane.table.place_of(done[0]), STATUS).data() == Status.DONE.label
    clerk.press("Ctrl+Z")
    assert {id_: measure.status for id_, measure in ledger.book.measures.items()} == before
    assert clerk.took <= 7


def test_3_a_unit_is_renamed_and_still_found_by_its_old_name(window, ledger, clerk):
    unit = ledger.book.unit_named("市科技局")
    tasks = {row.measure.id for row in ledger.book.select(Query(unit_id=unit.id), TODAY)}
    clerk.press("Ctrl+3")
    clerk.write("科技局")
    clerk.click("资料")
    clerk.click("机构改革改名…")
    clerk.write("市科技创新局")
    clerk.press("Return")
    assert ledger.book.units[unit.id].name == "市科技创新局"
    assert clerk.took <= 13
    clerk.click("查找单位", QLineEdit)
    clerk.press("Ctrl+A")
    clerk.write("市科技局")
    page = read()
    assert "市科技创新局" in page
    assert "市科技局" in page, "it says what it was called"
    clerk.press("Return")
    assert set(shown(window)) == tasks
    clerk.press("Ctrl+2")
    clerk.press("Ctrl+F")
    clerk.write("科技局")
    assert set(shown(window)) >= tasks


def test_4_what_was_changed_yesterday_and_by_which_act(window, ledger, clerk):
    clerk.press("Ctrl+4")
    clerk.click("昨天")
    lines = window.pages.page("log").log.table
    acts = [lines.index(at, 1).data() for at in range(lines.rowCount())]
    assert [act for act in acts if act] == ["删除标题", "修改完成时限", "修改状态"]
    clerk.click_item("操作", "修改状态", column=1)
    card = read("这一步")
    assert "编制明年交通补助预算" in card
    assert "改前 未启动" in card
    assert "改后 已完成(待核)" in card
    assert "王倩" in card
    assert clerk.took <= 3


def test_5_a_deadline_is_put_off_with_its_reason(window, ledger, clerk):
    first = measure_with(ledger, "新建市级重点实验室")
    clerk.press("Ctrl+2")
    clerk.click_task("新建市级重点实验室")
    clerk.choose("任务", "延期")
    clerk.write("12月20日")
    clerk.press("Tab")
    clerk.write("场地未移交")
    clerk.press("Return")
    deadline = ledger.book.measures[first].deadline
    assert (deadline.last_day.month, deadline.last_day.day) == (12, 20)
    assert [each.reason for each in ledger.book.extensions_of(first)] == ["场地未移交"]
    assert "场地未移交" in read("详情"), "the reason stands beside the deadline"
    assert clerk.took <= 17


def test_6_progress_is_added_and_the_lamp_changes(window, ledger, clerk):
    late = measure_with(ledger, "打通断头路")
    assert ledger.book.row(late).lamp(TODAY) is Lamp.RED
    clerk.press("Ctrl+2")
    clerk.click_task("打通断头路")
    assert "红灯" in read("详情")
    clerk.press("Ctrl+J")
    clerk.write("已通8条")
    clerk.press("Shift+Tab")
    clerk.write("90")
    percent = next(seen(QSpinBox))
    assert percent.lineEdit().width() > percent.width() // 2, "what is typed is seen"
    clerk.press("Ctrl+Return")
    newest = ledger.book.row(late).progress
    assert (newest.done, newest.percent) == ("已通8条", 90)
    clerk.click("详情")
    assert "绿灯" in read("详情")
    assert ledger.book.row(late).lamp(TODAY) is Lamp.GREEN
    assert clerk.took <= 12


def test_7_two_simplified_characters_find_a_measure_of_a_traditional_plan(window, ledger, clerk):
    clerk.press("Ctrl+F")
    clerk.write("园区")
    assert texts(ledger, shown(window)) == {"壓縮園區企業開辦時限，實現一日辦結。"}
    assert clerk.took <= 3


def test_8_what_is_on_the_screen_is_exported(window, ledger, clerk, qtbot, tmp_path, monkeypatch):
    clerk.press("Ctrl+F")
    clerk.write("补助")
    rows = [ledger.book.measures[id_].text for id_ in shown(window)]
    assert 1 < len(rows) < len(ledger.book.measures)
    before = clerk.took
    monkeypatch.setattr(QFileDialog, "getSaveFileName", partial(suggestion_taken, clerk))
    with qtbot.waitSignal(window.files.exported, timeout=20_000):
        clerk.press("Ctrl+Shift+E")
    assert clerk.took - before <= 2
    written = next(tmp_path.glob("全部任务*.xlsx"))
    grid = python_calamine.CalamineWorkbook.from_path(written).get_sheet_by_index(0).to_python()
    assert grid[0][0] == "全部任务：含“补助”"
    assert [row[1] for row in grid[3:] if row[1]] == rows
    assert f"已导出{len(rows)}项" in window.pages.tell_bar.words


def test_9_a_deleted_group_comes_back(window, ledger, clerk):
    assert DELETED not in [section.title for section in ledger.book.sections.values()]
    count = len(ledger.book.measures)
    clerk.choose("查看", "回收站")
    clerk.click_item("删除的内容", "删除标题", column=1)
    assert DELETED in "".join(
        str(each.model().index(0, 1).data()) for each in seen() if "这一次" in each.accessibleName()
    )
    clerk.click(window.pages.page("log").bin.restore.text())
    assert DELETED in [section.title for section in ledger.book.sections.values()]
    assert len(ledger.book.measures) == count + 2
    assert window.pages.isAncestorOf(QApplication.focusWidget()), "Enter does not begin an import now"
    assert clerk.took <= 4


def test_10_how_many_has_a_unit_and_where_is_it_stuck_in_under_ten_seconds(window, ledger, clerk):
    begun = perf_counter()
    clerk.press("Ctrl+3")
    clerk.write("科技局")
    page = read("这个单位的任务")
    needed = perf_counter() - begun
    unit = ledger.book.unit_named("市科技局")
    rows = ledger.book.select(Query(unit_id=unit.id), TODAY)
    assert f"看它的{len(rows)}项" in read()
    assert "卡在哪  1项" in page
    assert "新建市级重点实验室" in page
    assert "两家场地未落实" in page
    assert "逾期 1" in page
    assert clerk.took <= 4
    assert needed + clerk.took * SLOW_KEY < 10
