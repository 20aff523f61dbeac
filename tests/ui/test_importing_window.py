"""Importing through the whole window: its keys, what is dropped on it, what it tells."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from ledger_app.ui.review.page import ReviewPage
from ledger_app.ui.views.empty_page import EmptyPage
from tests.ui.import_samples import FIRST, OTHER_ROWS, ROWS, SECOND, copied, page_of, table
from tests.ui.review_samples import press

Key = Qt.Key


# ---- the window


def shown_review(window, qtbot):
    qtbot.waitUntil(lambda: bool(window.findChildren(ReviewPage)))
    return window.findChildren(ReviewPage)[0]


def test_ctrl_shift_v_imports_what_was_copied(make_window, empty_ledger, qtbot):
    window = make_window(empty_ledger)
    QGuiApplication.clipboard().setMimeData(copied(table(FIRST, ROWS), "序号"))
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Key.Key_V, both)
    assert shown_review(window, qtbot).foot.take.text() == "导入3项"


def test_the_empty_page_offers_the_clipboard(make_window, empty_ledger, qtbot):
    window = make_window(empty_ledger)
    QGuiApplication.clipboard().setMimeData(copied(table(FIRST, ROWS), "序号"))
    page = window.findChild(EmptyPage)
    qtbot.mouseClick(page.copied, Qt.MouseButton.LeftButton)
    assert shown_review(window, qtbot).foot.take.text() == "导入3项"


def drag(mime):
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    return QDragEnterEvent(QPoint(300, 300), action, mime, button, Qt.KeyboardModifier.NoModifier)


def test_a_selection_dropped_on_the_window_is_imported(make_window, empty_ledger, qtbot):
    window = make_window(empty_ledger)
    mime = copied(table(FIRST, ROWS), "序号")
    entering = drag(mime)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, left, none))
    assert shown_review(window, qtbot).foot.take.text() == "导入3项"


def test_nothing_to_read_is_not_taken(make_window, empty_ledger):
    window = make_window(empty_ledger)
    nothing = copied(text="   ")
    entering = drag(nothing)
    entering.ignore()
    QApplication.sendEvent(window, entering)
    assert not entering.isAccepted()


def test_what_an_update_did_is_told_with_the_way_back(make_window, empty_ledger, qtbot, tmp_path):
    window = make_window(empty_ledger)
    first, second = tmp_path / "分工表.html", tmp_path / "分工表（修订）.html"
    first.write_text(page_of(table(FIRST, ROWS)), "utf-8")
    second.write_text(page_of(table(FIRST, (ROWS[0], ROWS[1], *OTHER_ROWS))), "utf-8")
    for path in (first, second):
        window.files.import_files([path])
        page = shown_review(window, qtbot)
        qtbot.mouseClick(page.foot.take, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not window.findChildren(ReviewPage))
    assert window.pages.tell_bar.words == "已更新：新增2项、原有1项保留"
    assert len(empty_ledger.book.measures) == 5
    window.actions_["undo"].trigger()
    assert len(empty_ledger.book.measures) == 3


@pytest.mark.parametrize("times", [1, 2])
def test_after_an_import_the_keys_go_to_the_list(make_window, empty_ledger, qtbot, tmp_path, times):
    """回车弹出了筛选框，Ctrl+Z也不管用。"""
    window = make_window(empty_ledger)
    for number in range(times):
        path = tmp_path / f"{number}.html"
        path.write_text(page_of(table((FIRST, SECOND)[number], (ROWS, OTHER_ROWS)[number])), "utf-8")
        window.files.import_files([path])
        qtbot.mouseClick(shown_review(window, qtbot).foot.take, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not window.findChildren(ReviewPage))
    assert window.focusWidget() is window.pane.list


def test_a_review_left_half_done_is_gone_on_with(make_window, empty_ledger, qtbot):
    """点错了“取消”，核对了半天的改动全没了。"""
    window = make_window(empty_ledger)
    QGuiApplication.clipboard().setMimeData(copied(table(FIRST, ROWS), "序号"))
    window.files.import_clipboard()
    page = shown_review(window, qtbot)
    page.draft.remove_measures([1])
    qtbot.mouseClick(page.foot.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.findChildren(ReviewPage))
    assert window.pages.tell_bar.words == f"没有导入“{FIRST}”，核对中改过的还留着"
    assert window.pages.tell_bar.isVisible()
    window.pages.tell_bar._way.click()
    again = shown_review(window, qtbot)
    assert again.foot.take.text() == "导入2项"
    again.undo()
    assert again.foot.take.text() == "导入3项"
    again.cancelled.emit()


def test_a_review_in_which_nothing_was_done_is_left_without_a_word(make_window, empty_ledger, qtbot):
    window = make_window(empty_ledger)
    QGuiApplication.clipboard().setMimeData(copied(table(FIRST, ROWS), "序号"))
    window.files.import_clipboard()
    press(qtbot, shown_review(window, qtbot), Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(ReviewPage))
    assert not window.pages.tell_bar.isVisible()


@pytest.mark.parametrize(("answer", "closed", "rows"), [("记下并关闭", True, 2), ("继续填写", False, 0)])
def test_the_end_asks_about_a_review_half_done(make_window, empty_ledger, qtbot, monkeypatch, answer, closed, rows):
    window = make_window(empty_ledger)
    QGuiApplication.clipboard().setMimeData(copied(table(FIRST, ROWS), "序号"))
    window.files.import_clipboard()
    page = shown_review(window, qtbot)
    page.draft.remove_measures([1])
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.informativeText()))
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: next(b for b in box.buttons() if b.text() == answer))
    assert window.close() is closed
    assert asked == [f"核对中的“{FIRST}”，还没有导入"]
    assert len(empty_ledger.book.measures) == rows
    if not closed:
        page.undo()


def test_an_empty_ledger_tells_what_could_not_be_read(make_window, empty_ledger, qtbot, tmp_path):
    """空台账里导入读不出来的文件，窗口什么也没说。"""
    window = make_window(empty_ledger)
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    window.files.import_files([broken])
    qtbot.waitUntil(lambda: bool(window.pages.tell_bar.words))
    assert window.pages.tell_bar.isVisible()
    assert window.pages.tell_bar.trouble


def test_undoing_the_first_import_is_told_on_the_empty_page(make_window, ledger):
    window = make_window(ledger)
    window.actions_["undo"].trigger()
    bar = window.pages.tell_bar
    assert bar.isVisible()
    assert bar.words.startswith("已撤销“导入”")
    bar._way.click()
    assert window.pages.tell_bar is not bar
    assert window.pages.tell_bar.words.startswith("已重做“导入”")
