"""Cells and the clipboard: copied to Excel, pasted back with a preview, filled down; and one value for many rows."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from ledger_app.domain.evidence import Extension
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.ui.dialogs.reasons import ExtensionDialog, SendBackDialog
from ledger_app.ui.models.columns import DUE, LAMP, NUMBER, PROGRESS, STATE, TEXT, UNITS
from ledger_app.ui.views.editors import DeadlineEditor
from ledger_app.ui.views.unit_editor import UnitEditor
from tests.ui.ledger_samples import TODAY
from tests.ui.steps import select

_CTRL = Qt.KeyboardModifier.ControlModifier


def put(text: str, html: str = "") -> None:
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def at_cell(window, measure: int, column: int) -> None:
    view = window.pane.list
    view.setFocus()
    view.go_to_cell(view.table.place_of(MeasureId(measure)), column)


def paste(window):
    QTest.keyClick(window.pane.list, Qt.Key.Key_V, _CTRL)
    return window.rows.cells.dialog


def text_of(ledger, measure: int) -> str:
    return ledger.book.measures[MeasureId(measure)].text


def editor(window, kind: type) -> QWidget:
    return next(widget for widget in window.pane.list.viewport().findChildren(kind) if widget.isVisible())


# ---- the clipboard


def test_copied_rows_are_a_table_that_excel_takes_as_it_is(window):
    select(window, 1, 3)
    window.actions_["copy"].trigger()
    html = QGuiApplication.clipboard().mimeData().html()
    assert html.count("<tr>") == 3
    assert "mso-number-format" in html
    assert "市商务局" in html
    assert window.pane.tell_bar.words == "已复制2项，可粘贴到Excel"


def test_pasting_shows_what_it_would_change_and_writes_only_when_told(window, ledger):
    """从Excel粘回来，先看改哪些格，点了写入才写"""
    put("12月20日\t已完成\n12月21日\t进行中\n11月31日\t瞎写")
    at_cell(window, 1, DUE)
    dialog = paste(window)
    assert len(ledger.log()) == 1
    assert dialog.write.text() == "写入3处"
    lines = [line.cells for line in dialog.preview.lines]
    assert [line[1] for line in lines[:2]] == ["时限", "状态"], "what is refused stands first"
    assert "31" in lines[0][3]
    assert "瞎写" in lines[1][3]
    assert ("时限", "11月24日", "12月20日") in [line[1:] for line in lines]
    dialog.write.click()
    assert str(ledger.book.row(MeasureId(1)).last_day) == "2026-12-20"
    assert ledger.book.measures[MeasureId(1)].status is Status.DONE
    assert str(ledger.book.row(MeasureId(3)).last_day) == "2026-11-15", "what could not be read is left as it was"
    assert len(ledger.log()) == 2, "one act"
    window.actions_["undo"].trigger()
    assert str(ledger.book.row(MeasureId(1)).last_day) == "2026-11-24"


def test_cancelled_pasting_changes_nothing(window, ledger):
    put("另一句话。")
    at_cell(window, 1, TEXT)
    dialog = paste(window)
    assert dialog.write.text() == "写入1处"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.rows.cells.dialog is None
    assert len(ledger.log()) == 1


def test_copied_rows_come_back_by_their_header_wherever_they_were_copied(window, ledger):
    select(window, 1, 2)
    window.actions_["copy"].trigger()
    text = QGuiApplication.clipboard().text().replace("完成12个", "完成13个").replace("进行中", "已完成")
    put(text)
    at_cell(window, 1, STATE)
    dialog = paste(window)
    dialog.write.click()
    assert text_of(ledger, 1).startswith("完成13个")
    assert ledger.book.measures[MeasureId(2)].status is Status.DONE


def test_lines_beyond_the_last_row_become_new_rows(window, ledger):
    put("最后一项改写。\n新添的一项。\n再添一项。")
    at_cell(window, 8, TEXT)
    dialog = paste(window)
    assert dialog.write.text() == "新增2项并写入1处"
    dialog.write.click()
    assert [row.measure.text for row in ledger.book.rows()][-3:] == ["最后一项改写。", "新添的一项。", "再添一项。"]


def test_one_copied_line_goes_into_all_selected_rows(window, ledger):
    put("12月25日")
    select(window, 1, 2, 5)
    view = window.pane.list
    view.selectionModel().setCurrentIndex(
        view.table.index(view.table.place_of(MeasureId(1)), DUE), view.selectionModel().SelectionFlag.NoUpdate
    )
    dialog = paste(window)
    assert dialog.write.text() == "写入3处"
    dialog.write.click()
    assert {str(ledger.book.row(MeasureId(i)).last_day) for i in (1, 2, 5)} == {"2026-12-25"}


def test_rows_that_a_filter_hides_are_not_pasted_over(window, ledger):
    window.tools.search.setText("财政局")
    put("甲。\n乙。")
    at_cell(window, 1, TEXT)
    paste(window).write.click()
    assert (text_of(ledger, 1), text_of(ledger, 4)) == ("甲。", "乙。")
    assert text_of(ledger, 2).startswith("新增公办")


def test_moved_columns_are_pasted_as_they_are_seen(window, ledger):
    columns = window.pane.list.columns
    columns.show_column(UNITS, False)
    columns.show_column(LAMP, True)
    put("改写。\t12月22日")
    at_cell(window, 1, TEXT)
    dialog = paste(window)
    assert [line.cells[1] for line in dialog.preview.lines] == ["工作内容", "时限"]


def test_an_empty_clipboard_and_the_same_content_are_said(window, ledger):
    put("")
    at_cell(window, 1, TEXT)
    assert paste(window) is None
    assert "没有可粘贴" in window.pane.tell_bar.words
    put(text_of(ledger, 1))
    assert paste(window) is None
    assert "没有要改的" in window.pane.tell_bar.words


# ---- filling down


def test_control_d_fills_the_selected_rows_from_the_first(window, ledger):
    select(window, 1, 2, 3)
    view = window.pane.list
    view.setFocus()
    view.selectionModel().setCurrentIndex(
        view.table.index(view.table.place_of(MeasureId(1)), DUE), view.selectionModel().SelectionFlag.NoUpdate
    )
    QTest.keyClick(view, Qt.Key.Key_D, _CTRL)
    assert {str(ledger.book.row(MeasureId(i)).last_day) for i in (1, 2, 3)} == {"2026-11-24"}
    assert str(ledger.book.row(MeasureId(4)).last_day) == "2026-10-31"
    assert "向下填充" in window.pane.tell_bar.words


def test_a_single_row_is_filled_from_the_one_above(window, ledger):
    at_cell(window, 2, UNITS)
    QTest.keyClick(window.pane.list, Qt.Key.Key_D, _CTRL)
    assert ledger.book.row(MeasureId(2)).names(Role.LEAD) == ("市住建局",)


@pytest.mark.parametrize(("measure", "column"), [(2, NUMBER), (1, DUE)])
def test_what_cannot_be_filled_is_said(window, ledger, measure, column):
    at_cell(window, measure, column)
    window.actions_["fill down"].trigger()
    assert window.pane.tell_bar.words
    assert len(ledger.log()) == 1


def test_filling_down_progress_that_is_not_there_is_refused(window, ledger):
    at_cell(window, 2, PROGRESS)
    window.actions_["fill down"].trigger()
    assert window.pane.tell_bar.trouble


# ---- one value for many rows


def test_a_deadline_is_given_to_all_selected_rows_at_once(window, ledger):
    select(window, 1, 2, 5)
    window.actions_["edit deadline"].trigger()
    field = editor(window, DeadlineEditor)
    assert "3项" in field.placeholderText()
    assert field.text() == ""
    field.setText("12月28日")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert {str(ledger.book.row(MeasureId(i)).last_day) for i in (1, 2, 5)} == {"2026-12-28"}
    assert len(ledger.log()) == 2
    assert {row.measure.id for row in window.pane.list.selected_rows()} == {1, 2, 5}


def test_a_refused_deadline_for_many_stays_in_its_field(window, ledger):
    select(window, 1, 2)
    window.actions_["edit deadline"].trigger()
    field = editor(window, DeadlineEditor)
    field.setText("11月31日")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.pane.list.delegate.editing
    assert window.pane.tell_bar.trouble
    QTest.keyClick(field, Qt.Key.Key_Escape)
    at_cell(window, 3, DUE)
    QTest.keyClick(window.pane.list, Qt.Key.Key_F2)
    assert editor(window, DeadlineEditor).text() == "11月15日", "the next editor is for its own row again"


def test_units_are_given_to_all_selected_rows_at_once(window, ledger):
    select(window, 1, 2)
    window.actions_["edit units"].trigger()
    box = editor(window, UnitEditor)
    assert "2项" in box._hint.text()
    field = box.focusProxy()
    field.setText("民政")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Qt.Key.Key_Return)
    for id_ in (1, 2):
        assert ledger.book.row(MeasureId(id_)).names(Role.SUPPORT)[-1] == "市民政局"


def test_rows_are_flagged_and_freed_again(window, ledger):
    select(window, 1, 3)
    window.actions_["flag"].trigger()
    assert [ledger.book.measures[MeasureId(i)].flagged for i in (1, 2, 3)] == [True, False, True]
    assert window.pane.tell_bar.words == "已挂牌（2项）"
    select(window, 1, 2)
    window.actions_["flag"].trigger()
    assert ledger.book.measures[MeasureId(2)].flagged, "as long as one of them is not, all become so"
    window.actions_["flag"].trigger()
    assert not ledger.book.measures[MeasureId(1)].flagged


def test_finished_rows_are_sent_back_with_the_reason(window, ledger):
    select(window, 4, 8, 1)
    window.actions_["send back"].trigger()
    dialog = window.findChild(SendBackDialog)
    assert dialog.act.text() == "退回2项"
    assert not dialog.act.isEnabled()
    dialog.reason.setText("佐证材料不全")
    dialog.act.click()
    assert {ledger.book.measures[MeasureId(i)].status for i in (1, 4, 8)} == {Status.UNDER_WAY}
    assert ledger.book.progress_of(MeasureId(4))[0].problems == "佐证材料不全"
    assert ledger.book.progress_of(MeasureId(1)) == ()
    window.actions_["undo"].trigger()
    assert ledger.book.measures[MeasureId(4)].status is Status.CLOSED


def test_what_is_not_finished_is_not_sent_back(window, ledger):
    select(window, 1)
    window.actions_["send back"].trigger()
    assert "还没有完成" in window.pane.tell_bar.words
    assert window.findChild(SendBackDialog) is None


def test_a_deadline_is_extended_with_reason_and_approver(window, ledger):
    select(window, 3)
    window.actions_["extend"].trigger()
    dialog = window.findChild(ExtensionDialog)
    dialog.phrase.setText("11月31日")
    assert not dialog.act.isEnabled(), "a reason is missing"
    dialog.reason.setText("场地产权未理清")
    dialog.approver.setText("李秘书长")
    dialog.act.click()
    assert dialog.isVisible()
    assert "31" in dialog.refusal.text()
    assert dialog.reason.text() == "场地产权未理清"
    dialog.phrase.setText("12月31日")
    dialog.act.click()
    assert not dialog.isVisible()
    (extension,) = ledger.book.extensions_of(MeasureId(3))
    assert isinstance(extension, Extension)
    assert (extension.from_phrase, extension.to_phrase) == ("11月15日", "12月31日")
    assert (extension.reason, extension.approver, extension.on) == ("场地产权未理清", "李秘书长", TODAY)
    assert "延期" in window.pane.tell_bar.words


def test_a_header_that_was_copied_along_is_named(window):
    put("序号\t工作内容\t备注\n1\t改写。\t无")
    at_cell(window, 1, TEXT)
    dialog = paste(window)
    said = dialog.findChildren(QLabel)
    assert any(label.text().startswith("第1行当作表头，“备注”不粘贴，改1处") for label in said)


def test_a_first_row_that_looks_like_words_of_a_header_is_pasted(window):
    """粘贴5行，第一行没有了"""
    put("细化任务措施\t市财政局牵头\n压实工作责任\t市住建局牵头")
    at_cell(window, 3, TEXT)
    dialog = paste(window)
    assert [line.cells[3] for line in dialog.preview.lines if line.cells[1] == "工作内容"] == [
        "细化任务措施",
        "压实工作责任",
    ]


def test_nothing_at_all_on_the_clipboard_is_said(window, monkeypatch):
    monkeypatch.setattr("ledger_app.ui.row_cells.QGuiApplication.clipboard", lambda: Nobody())
    at_cell(window, 1, TEXT)
    assert paste(window) is None
    assert "没有可粘贴" in window.pane.tell_bar.words


class Nobody:
    """A clipboard whose owner has gone."""

    def mimeData(self) -> None:
        return None


def test_a_click_into_the_search_field_takes_the_cell_in_and_goes_on_there(window, ledger):
    """改着一格去点搜索框，打的字却盖掉了整段任务内容"""
    at_cell(window, 1, TEXT)
    window.actions_["edit cell"].trigger()
    cell = editor(window, QPlainTextEdit)
    cell.setFocus()
    cell.setPlainText("改造小区13个。")
    window.tools.search.setFocus(Qt.FocusReason.MouseFocusReason)
    assert text_of(ledger, 1) == "改造小区13个。"
    assert window.tools.search.hasFocus()
