"""Acts on rows: what a clerk does, and what the ledger holds afterwards."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QToolButton,
)

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.status import Status
from ledger_app.ui.views.tell_bar import Way
from tests.ui.ledger_samples import TODAY
from tests.ui.steps import select, shown


def test_seven_measures_are_set_at_once_and_taken_back(window, ledger):
    select(window, *range(1, 8))
    window.actions_["status done"].trigger()
    assert [ledger.book.measures[MeasureId(i)].status for i in range(1, 8)] == [Status.DONE] * 7
    assert "修改状态" in window.pane.tell_bar.words
    assert "7项" in window.pane.tell_bar.words
    assert window.actions_["undo"].text() == "撤销“修改状态”"
    assert "完成8" in window.status.counts()
    window.actions_["undo"].trigger()
    assert ledger.book.measures[MeasureId(1)].status is Status.UNDER_WAY
    assert window.actions_["redo"].text() == "重做“修改状态”"
    assert window.pane.tell_bar.words == "已撤销“修改状态”（7项）"
    window.actions_["redo"].trigger()
    assert ledger.book.measures[MeasureId(7)].status is Status.DONE


def test_the_tell_bar_takes_back_what_it_tells(window, ledger):
    select(window, 3)
    window.actions_["status closed"].trigger()
    undo = next(b for b in window.pane.tell_bar.findChildren(QToolButton) if b.text() == "撤销")
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert ledger.book.measures[MeasureId(3)].status is Status.UNDER_WAY


def test_what_came_under_the_pointer_just_now_was_not_meant(window, monkeypatch):
    """改着一格去点“撤销”，撤销的是刚存下的这一格，不是看见的那一步"""
    done, bar = [], window.pane.tell_bar
    bar.tell("已删除任务", Way("撤销", lambda: done.append("first")))
    monkeypatch.setattr(bar, "underMouse", lambda: True)
    bar.tell("已修改工作内容", Way("撤销", lambda: done.append("second")))
    button = next(each for each in bar.findChildren(QToolButton) if each.text() == "撤销")
    button.click()
    assert done == []
    monkeypatch.setattr(bar, "underMouse", lambda: False)
    bar.tell("已修改状态", Way("撤销", lambda: done.append("third")))
    button.click()
    assert done == ["third"]
    button.click()
    assert done == ["third", "third"]


def test_a_way_that_is_gone_is_not_taken(window):
    bar = window.pane.tell_bar
    bar.tell("已记下")
    next(each for each in bar.findChildren(QToolButton) if each.text() == "撤销").click()
    assert bar.words == "已记下"


def test_delete_takes_rows_out_and_undo_brings_them_back(window, ledger):
    select(window, 2, 3)
    QTest.keyClick(window.pane.list, Qt.Key.Key_Delete)
    assert MeasureId(2) not in ledger.book.measures
    assert shown(window) == [1, 4, 5, 6, 7, 8]
    assert "共6项" in window.status.counts()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(window) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert window.pane.list.current_row().measure.id == 2


def test_a_task_is_written_below_the_current_one(window, ledger):
    select(window, 2)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    field = window.pane.add_bar.field
    assert field.hasFocus()
    field.setText("新增社区食堂3处。")
    QTest.keyClick(field, Qt.Key.Key_Return)
    texts = [row.measure.text for row in ledger.book.rows()]
    assert texts[2] == "新增社区食堂3处。"
    assert window.pane.list.current_row().measure.text == "新增社区食堂3处。"
    assert field.text() == ""
    assert field.hasFocus(), "ready for the next one"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.pane.list.hasFocus()


def test_progress_is_written_by_keyboard_alone(window, ledger):
    select(window, 3)
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    form = window.details.form
    form._done.setPlainText("已建成20个。")
    form._problems.setPlainText("4处场地产权未理清。")
    form._percent.setValue(71)
    QTest.keyClick(form._done, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    entry = ledger.book.progress_of(MeasureId(3))[0]
    assert (entry.done, entry.problems, entry.percent, entry.on) == ("已建成20个。", "4处场地产权未理清。", 71, TODAY)
    assert form.isHidden()
    assert "71%" in window.pane.table.index(window.pane.table.place_of(MeasureId(3)), 5).data()


def test_progress_begun_stays_with_its_measure(window, ledger):
    """甲的表单盖在乙的进展上面。"""
    select(window, 3)
    window.list_page.begin_progress()
    window.details.form._done.setPlainText("写到一半")
    select(window, 4)
    QApplication.processEvents()
    assert window.details.form.isHidden()
    assert window.details._report.text() == "记进展"
    select(window, 3)
    QApplication.processEvents()
    assert window.details._report.text() == "接着写进展"
    window.list_page.begin_progress()
    assert window.details.form._done.toPlainText() == "写到一半"
    QTest.keyClick(window.details.form._done, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert ledger.book.progress_of(MeasureId(3))[0].done == "写到一半"
    assert ledger.book.progress_of(MeasureId(4)) == ()


def test_escape_keeps_what_was_written_of_a_progress(window, ledger):
    """按一下Esc，三栏都没了。"""
    select(window, 3)
    window.list_page.begin_progress()
    form = window.details.form
    form._done.setPlainText("写到一半")
    form._percent.setValue(40)
    assert window.details._report.isVisible(), "in the foot, where it is always seen"
    assert not window.details._finish.isVisible()
    QTest.keyClick(form._done, Qt.Key.Key_Escape)
    assert form.isHidden()
    assert window.details._report.text() == "接着写进展"
    window.list_page.begin_progress()
    assert (form._done.toPlainText(), form._percent.value()) == ("写到一半", 40)
    QTest.keyClick(form._done, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.details._report.text() == "记进展"
    assert ledger.book.progress_of(MeasureId(3))[0].percent == 40


def test_the_button_of_the_foot_records_what_the_form_says(window, ledger):
    select(window, 3)
    QApplication.processEvents()
    details = window.details
    QTest.mouseClick(details._report, Qt.MouseButton.LeftButton)
    assert details.form.isVisible()
    details.form._done.setPlainText("已建成20个。")
    QTest.mouseClick(details._report, Qt.MouseButton.LeftButton)
    assert details.form.isHidden()
    assert ledger.book.progress_of(MeasureId(3))[0].done == "已建成20个。"
    assert details._finish.isVisible()
    details.begin_progress()
    QTest.mouseClick(details._fold_form, Qt.MouseButton.LeftButton)
    assert details.form.isHidden()


def test_empty_progress_is_refused_in_words(window, ledger):
    select(window, 3)
    window.list_page.begin_progress()
    QTest.keyClick(window.details.form._done, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.pane.tell_bar.trouble
    assert not window.details.form.isHidden()


def test_copied_rows_paste_into_excel(window):
    select(window, 1, 3)
    QTest.keyClick(window.pane.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:3] == ["序号", "工作内容", "牵头单位"]
    assert lines[2].split("\t")[2:9] == ["市商务局", "", "市民政局", "11月15日", "2026-11-15", "红", "进行中"]
    assert len(lines) == 3
