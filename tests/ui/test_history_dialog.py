"""The log: days, acts, from what to what; found by typing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from shiboken6 import isValid

from ledger_app.domain.change import ChangeHead
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ui.dialogs.history_dialog import HistoryDialog
from ledger_app.ui.models.history_table import Day, HistoryTable
from tests.ui.conftest import a_document, a_draft

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # noon in China, and the same day from London to Tokyo
TODAY = date(2026, 11, 21)


class Clock:
    """A clock that the test moves."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def logged(tmp_path, clock):
    """An import and a status on one day; on the next seven statuses taken back, and a deadline."""
    with Ledger.open(tmp_path / "示例.ledger", create=True, now=clock, who="王倩") as made:
        made.import_plan(a_draft(), a_document())
        ids = [row.measure.id for row in made.book.rows()]
        made.set_status(ids[:1], Status.CLOSED)
        clock.now = NOON + timedelta(days=1)
        made.set_status(ids[:4], Status.SUSPENDED)
        made.undo()
        made.set_deadline(ids[4:5], "12月20日")
        yield made


@pytest.fixture
def table(qtbot, logged):
    model = HistoryTable(logged, TODAY)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


@pytest.fixture
def dialog(qtbot, logged):
    made = HistoryDialog(logged, today=TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def acts(table):
    return [line.label for line in table.lines if isinstance(line, ChangeHead)]


def shown(table, at):
    return [table.data(table.index(at, column)) for column in range(table.columnCount())]


def test_acts_stand_under_their_days_newest_first(table):
    days = [line.title for line in table.lines if isinstance(line, Day)]
    assert days == ["今天  11月21日", "昨天  11月20日"]
    assert acts(table) == ["修改完成时限", "修改状态", "修改状态", "修改状态", "导入"]


def test_an_act_says_what_where_and_from_what_to_what(table):
    at = next(i for i, line in enumerate(table.lines) if isinstance(line, ChangeHead) and line.edit_count == 1)
    time, act, what, change, who = shown(table, at)
    assert act == "修改状态"
    assert what.startswith("完成12个老旧小区改造")
    assert change == "进行中 → 已销号"
    assert who == "王倩"
    assert time[2] == ":"


def test_an_undo_is_named_as_one(table):
    names = [table.data(table.index(i, 1)) for i, line in enumerate(table.lines) if isinstance(line, ChangeHead)]
    assert names[1:3] == ["撤销“修改状态”", "修改状态"]


def test_typing_finds_acts_by_what_they_changed(table):
    table.look_for("12月20日")
    assert acts(table) == ["修改完成时限"]
    table.look_for("暂缓 老旧小区")
    assert acts(table) == ["修改状态", "修改状态"], "the act and its undo"
    table.look_for("没有这样的词")
    assert table.lines == []
    table.look_for("")
    assert table.count == table.total == 5


def test_days_cannot_be_selected(table):
    assert not table.flags(table.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert table.flags(table.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_choosing_an_act_lists_what_it_changed(qtbot, dialog):
    table = dialog.table
    at = next(i for i in range(table.rowCount()) if table.data(table.index(i, 1)) == "撤销“修改状态”")
    dialog.acts.setCurrentIndex(table.index(at, 0))
    said = {(line.column, line.before, line.after) for line in dialog.lines.lines}
    assert ("状态", "暂缓", "进行中") in said
    assert dialog._said.text() == "这一步改了4处"


def test_what_is_done_meanwhile_appears(qtbot, dialog, logged):
    before = dialog.table.total
    logged.set_status([logged.book.rows()[0].measure.id], Status.DONE)
    assert dialog.table.total == before + 1
    assert dialog._counts.text() == f"共{before + 1}步"


def test_a_double_click_leads_to_the_measure(qtbot, dialog, logged):
    with qtbot.waitSignal(dialog.measure_chosen) as chosen:
        dialog.details.doubleClicked.emit(dialog.lines.index(0, 0))
    assert chosen.args[0] == logged.book.rows()[4].measure.id


def test_the_search_field_says_how_much_it_found(qtbot, dialog):
    dialog.search.setText("导入")
    assert dialog._counts.text() == "找到1步，共5步"
    dialog.search.setText("没有这样的词")
    assert dialog._said.text() == "没有符合的操作"
    assert dialog.lines.rowCount() == 0


def test_a_closed_dialog_lets_go_of_the_ledger(qtbot, logged):
    dialog = HistoryDialog(logged, today=TODAY)
    dialog.deleteLater()
    qtbot.waitUntil(lambda: not isValid(dialog))
    logged.set_status([logged.book.rows()[0].measure.id], Status.DONE)  # must not call into what is gone
