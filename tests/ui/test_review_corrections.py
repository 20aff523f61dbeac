"""What was read wrongly is corrected in the cells."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ledger_app.domain.recurrence import Cadence
from ledger_app.domain.unit import Role
from ledger_app.ui.review.table_model import DEADLINE, TARGETS, TEXT, UNITS
from ledger_app.ui.views.editors import TextEditor
from ledger_app.ui.views.unit_editor import UnitEditor
from tests.ui.review_samples import (
    TEXTS,
    TITLE,
    a_text_draft,
    duties,
    press,
    strip_count,
)

Key = Qt.Key


@pytest.fixture
def page(open_page):
    return open_page(a_text_draft())


def test_f2_edits_the_text_and_enter_is_done(qtbot, page):
    page.view.go_to(page.model.at_measure(2), TEXT)
    press(qtbot, page, Key.Key_F2)
    editor = page.window().focusWidget()
    assert isinstance(editor, TextEditor)
    assert editor.toPlainText() == TEXTS[1]
    editor.setPlainText("改过的内容。")
    qtbot.keyClick(editor, Key.Key_Return)
    assert page.draft.book.measures[2].text == "改过的内容。"
    assert len(page.draft.doubts) == 3, "Enter ended the edit and accepted nothing"


def test_escape_leaves_the_cell_as_it_was(qtbot, page):
    page.view.go_to(page.model.at_measure(2), TEXT)
    press(qtbot, page, Key.Key_F2)
    page.window().focusWidget().setPlainText("不要这个")
    press(qtbot, page, Key.Key_Escape)
    assert page.draft.book.measures[2].text == TEXTS[1]
    assert page.isVisible()


def test_the_units_are_edited_as_in_the_list(qtbot, page):
    page.view.go_to(page.model.at_measure(2), UNITS)
    press(qtbot, page, Key.Key_F2)
    editor = page.view.findChild(UnitEditor)
    assert editor.value() == (("市住建局", Role.LEAD), ("各区（县）政府", Role.SUPPORT))
    field = editor.focusProxy()
    field.setText("市公安局")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.keyClick(field, Key.Key_Return)
    assert ("牵头", "市公安局", False) in duties(page, 2)
    assert page.draft.book.row(2).unit_text == "市住建局牵头，各区（县）政府配合，市公安局牵头"


def test_a_deadline_that_cannot_be_read_keeps_the_editor_open(qtbot, page):
    """打错日期时，不要把我打的字丢掉。"""
    page.view.go_to(page.model.at_measure(2), DEADLINE)
    press(qtbot, page, Key.Key_F2)
    field = page.window().focusWidget()
    field.setText("11月31日")
    qtbot.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page.window().focusWidget(), QLineEdit))
    assert page.window().focusWidget().text() == "11月31日"
    assert page.trouble.isVisible()
    assert "11月" in page._said.text()
    again = page.window().focusWidget()
    again.setText("11月30日")
    qtbot.keyClick(again, Key.Key_Return)
    assert page.draft.book.measures[2].deadline.last_day.isoformat() == "2026-11-30"
    assert not page.trouble.isVisible()


def test_writing_the_units_settles_the_doubt_about_them(qtbot, page):
    page.step(1)
    page.model.setData(page.model.index(page.model.at_measure(3), UNITS), (("市水务局", Role.RESPONSIBLE),))
    assert [doubt.id for doubt in page.draft.doubts] == [3, 2]
    assert strip_count(page) == "待定 3 / 3"


def test_delete_drops_the_selected_rows_and_undo_brings_them_back(qtbot, page):
    page.view.go_to(page.model.at_measure(4))
    press(qtbot, page, Key.Key_Delete)
    assert 4 not in page.draft.book.measures
    assert page.foot.take.text() == "导入4项"
    assert page.view.currentIndex().isValid()
    press(qtbot, page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert 4 in page.draft.book.measures
    assert page.foot.take.text() == "导入5项"


def test_dropping_all_rows_leaves_nothing_to_import(page):
    page.draft.remove_measures(list(page.draft.book.measures))
    assert not page.foot.take.isEnabled()


def test_the_title_of_the_plan_can_be_corrected(qtbot, page):
    assert page.head.title.text() == TITLE
    page.head.title.setFocus()
    page.head.title.setText("城市品质提升方案")
    qtbot.keyClick(page.head.title, Key.Key_Return)
    assert page.draft.plan.title == "城市品质提升方案"
    page.undo()
    assert page.head.title.text() == TITLE


def test_escape_leaves_only_while_nothing_was_corrected(qtbot, page):
    press(qtbot, page, Key.Key_Return)
    left = []
    page.cancelled.connect(lambda: left.append(1))
    press(qtbot, page, Key.Key_Escape)
    assert not left, "a slip of the finger must not throw the corrections away"
    page.undo()
    press(qtbot, page, Key.Key_Escape)
    assert left == [1]


# ---- deadline, recurrence, targets


def test_a_deadline_is_edited_and_dropped_in_its_cell(qtbot, page):
    page.view.go_to(page.model.at_measure(1), DEADLINE)
    for typed, day in (("12月1日", date(2026, 12, 1)), ("", None)):
        press(qtbot, page, Key.Key_F2)
        editor = page.window().focusWidget()
        editor.setText(typed)
        qtbot.keyClick(editor, Key.Key_Return)
        assert page.draft.book.row(1).last_day == day


def test_how_often_to_report_is_seen_corrected_and_dropped(qtbot, page):
    """识别错的“每月报”在核对里改不了，也去不掉。"""
    for typed, cadence in (("每月25日前报送", Cadence.MONTHLY), ("每季度报送", Cadence.QUARTERLY), ("", None)):
        page.view.go_to(page.model.at_measure(1), DEADLINE)
        press(qtbot, page, Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
        editor = page.window().focusWidget()
        assert editor.accessibleName() == "报送周期"
        editor.setText(typed)
        qtbot.keyClick(editor, Key.Key_Return)
        assert [each.cadence for each in page.draft.book.row(1).recurrences] == ([cadence] if cadence else [])
    assert page.draft.book.row(1).measure.deadline is not None, "the deadline is another thing"
    page.undo()
    assert page.draft.book.row(1).recurrences[0].phrase == "每季度"
    assert "每季度" in page.model.data(page.model.index(page.model.at_measure(1), DEADLINE))


def test_what_names_no_cadence_is_refused_and_stays_in_the_field(qtbot, page):
    page.view.go_to(page.model.at_measure(1), DEADLINE)
    page.acts.edit_recurrences()
    editor = page.window().focusWidget()
    editor.setText("有空就报")
    qtbot.keyClick(editor, Key.Key_Return)
    assert "没有读出周期" in page._said.text()
    assert editor.text() == "有空就报"
    qtbot.keyClick(editor, Key.Key_Escape)


@pytest.fixture
def promising(open_page):
    draft = a_text_draft()
    draft.set_targets(1, ["更换老化立管86公里", "覆盖率达到80%"])
    return open_page(draft)


def targets(page):
    return [(target.what, target.phrase) for target in page.draft.book.row(1).targets]


def test_a_target_is_corrected_and_the_others_stay(qtbot, promising):
    """识别错的指标在核对里改不了。"""
    page = promising
    before = targets(page)
    page.view.go_to(page.model.at_measure(1), TARGETS)
    press(qtbot, page, Key.Key_F2)
    editor = page.window().focusWidget()
    assert editor.text() == "；".join(what + phrase for what, phrase in before)
    editor.setText(editor.text().replace("86", "88"))
    qtbot.keyClick(editor, Key.Key_Return)
    assert [target.numbers for target in page.draft.book.row(1).targets] in ([(88.0,), (80.0,)], [(80.0,), (88.0,)])
    assert before[1] in targets(page)
    assert ("更换老化立管", "88公里") in targets(page)
    assert page.draft.result().targets, "it is imported so"


def test_a_target_is_dropped(qtbot, promising):
    page = promising
    page.view.go_to(page.model.at_measure(1), TARGETS)
    press(qtbot, page, Key.Key_F2)
    editor = page.window().focusWidget()
    editor.setText("覆盖率达到80%")
    qtbot.keyClick(editor, Key.Key_Return)
    assert [target.numbers for target in page.draft.book.row(1).targets] == [(80.0,)]
    press(qtbot, page, Key.Key_F2)
    editor = page.window().focusWidget()
    editor.clear()
    qtbot.keyClick(editor, Key.Key_Return)
    assert targets(page) == []
    page.undo()
    page.undo()
    assert len(targets(page)) == 2


def test_the_menu_of_a_row_offers_how_often_to_report(page):
    page.view.go_to(page.model.at_measure(1), DEADLINE)
    words = [action.text() for action in page.acts.make_menu().actions()]
    assert "改报送周期\tShift+F2" in words
    page.view.go_to(page.model.at_measure(1), TEXT)
    words = [action.text() for action in page.acts.make_menu().actions()]
    assert "改报送周期" in words
    assert "按原文改单位\tShift+F2" in words
