"""The review as a clerk uses it: by keyboard, from doubt to doubt."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow
from shiboken6 import isValid

from ledger_app.domain.unit import Role
from ledger_app.ui.review.original_grid import OriginalGrid
from ledger_app.ui.review.original_text import OriginalText
from ledger_app.ui.review.page import ReviewPage
from ledger_app.ui.review.table_model import DEADLINE, TEXT, UNITS
from ledger_app.ui.views.editors import TextEditor
from ledger_app.ui.views.unit_editor import UnitEditor
from tests.ui.review_samples import (
    PHRASES,
    TEXTS,
    TITLE,
    a_draft_with_a_guessed_date,
    a_grid_draft,
    a_plain_draft,
    a_text_draft,
    a_two_part_draft,
)

Key = Qt.Key


@pytest.fixture
def open_page(qtbot):
    windows = []  # qtbot itself does not keep them alive

    def make(draft, known=None):
        window = QMainWindow()
        page = ReviewPage(draft, known)
        window.setCentralWidget(page)
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1366, 700)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: page.view.hasFocus())
        return page

    return make


@pytest.fixture
def page(open_page):
    return open_page(a_text_draft())


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    focus = page.window().focusWidget()
    qtbot.keyClick(focus, key, modifier)


def count(page):
    return page.strip._count.text()


def duties(page, measure_id):
    return [(a.role.label, a.unit.name, a.inherited) for a in page.draft.book.row(measure_id).assigned]


# ---- from doubt to doubt


def test_it_begins_with_the_first_doubt(page):
    assert count(page) == "待定 1 / 3"
    assert "序号" in page.strip._message.text()
    assert page.view.line.title == "改善生态环境"


def test_f8_goes_round_and_shift_f8_goes_back(qtbot, page):
    seen = []
    for _ in range(3):
        press(qtbot, page, Key.Key_F8)
        seen.append(count(page))
    assert seen == ["待定 2 / 3", "待定 3 / 3", "待定 1 / 3"]
    press(qtbot, page, Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert count(page) == "待定 3 / 3"


def test_enter_accepts_and_goes_on(qtbot, page):
    press(qtbot, page, Key.Key_F8)
    press(qtbot, page, Key.Key_Return)
    assert page.draft.book.doubts[1].settled == PHRASES[2]
    assert duties(page, 3)[0] == ("牵头", "市水务局", False), "said by the clerk: inferred no more"
    assert count(page) == "待定 3 / 3"


def test_a_digit_takes_the_alternative(qtbot, page):
    press(qtbot, page, Key.Key_F8)
    press(qtbot, page, Key.Key_3)
    assert duties(page, 3) == [("负责", "市生态环境局", False)]
    assert page.draft.book.row(3).unit_text == "市生态环境局负责"


def test_zero_leaves_the_place_empty(qtbot, page):
    press(qtbot, page, Key.Key_0)
    assert page.draft.book.sections[2].number is None


def test_a_digit_without_an_alternative_does_nothing(qtbot, page):
    press(qtbot, page, Key.Key_9)
    assert not page.draft.can_undo
    assert count(page) == "待定 1 / 3"


def test_the_doubts_of_one_kind_are_accepted_at_once(qtbot, open_page):
    """二十处都是一样的疑点，不想按二十次。"""
    draft = a_text_draft()
    page = open_page(draft)
    page.strip.take_alike()
    assert {doubt.id for doubt in draft.doubts} == {1, 2}
    press(qtbot, page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(draft.doubts) == 3


def test_when_all_is_settled_the_way_on_is_the_import(qtbot, page):
    for _ in range(3):
        press(qtbot, page, Key.Key_Return)
    assert count(page) == "3处待定都已核过"
    assert page.window().focusWidget() is page._take
    with qtbot.waitSignal(page.accepted) as taken:
        press(qtbot, page, Key.Key_Return)
    assert taken.args == [page.draft]


def test_a_draft_without_doubts_says_so(open_page):
    page = open_page(a_plain_draft())
    assert count(page) == "没有待定的地方"
    assert not page.strip._take.isVisible()


def test_choosing_a_doubtful_row_shows_its_doubt(page):
    page.view.go_to(page.model.at_measure(5))
    assert count(page) == "待定 3 / 3"
    page.view.go_to(page.model.at_measure(1))
    assert count(page) == "待定 3 / 3", "a row without a doubt leaves the strip as it is"


def test_the_strip_offers_only_what_can_be_carried_out(page):
    page.step(1)
    assert [button.isVisible() for button in page.strip._others] == [True, True]
    assert page.strip._empty.isVisible()
    page.step(1)  # an open list proposes nothing
    assert page.strip._take.text() == "保留原样 (Enter)"
    assert not page.strip._empty.isVisible()
    assert not any(button.isVisible() for button in page.strip._others)


# ---- undo


def test_ctrl_z_takes_the_last_decision_back_and_returns_to_it(qtbot, page):
    press(qtbot, page, Key.Key_Return)
    press(qtbot, page, Key.Key_Return)
    assert count(page) == "待定 3 / 3"
    press(qtbot, page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert count(page) == "待定 2 / 3"
    assert page.draft.book.doubts[1].settled is None
    press(qtbot, page, Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.draft.book.doubts[1].settled == PHRASES[2]


def test_the_undo_button_is_on_while_there_is_something_to_undo(qtbot, page):
    assert not page._undo.isEnabled()
    press(qtbot, page, Key.Key_Return)
    qtbot.waitUntil(page._undo.isEnabled)
    page._undo.click()
    qtbot.waitUntil(lambda: not page._undo.isEnabled() and page._redo.isEnabled())


def test_focus_given_to_the_page_is_the_rows(page):
    page.head.title.setFocus()
    page.setFocus()
    assert page.view.hasFocus()


def test_ctrl_z_in_the_review_never_reaches_the_ledger(qtbot, page):
    """在核对页按撤销，台账里别的操作不能被撤掉。"""
    asked = []
    undo = QAction("撤销", page.window(), shortcut=QKeySequence.StandardKey.Undo, triggered=lambda: asked.append(1))
    page.window().addAction(undo)
    press(qtbot, page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, page, Key.Key_Return)
    press(qtbot, page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not asked
    assert len(page.draft.doubts) == 3


def test_after_an_undo_enter_settles_and_does_not_import(qtbot, page):
    for _ in range(3):
        press(qtbot, page, Key.Key_Return)
    taken = []
    page.accepted.connect(lambda _: taken.append(1))
    press(qtbot, page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, page, Key.Key_Return)
    assert not taken
    assert count(page) == "3处待定都已核过"


# ---- corrections


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
    assert count(page) == "待定 3 / 3"


def test_delete_drops_the_selected_rows_and_undo_brings_them_back(qtbot, page):
    page.view.go_to(page.model.at_measure(4))
    press(qtbot, page, Key.Key_Delete)
    assert 4 not in page.draft.book.measures
    assert page._take.text() == "导入4项"
    assert page.view.currentIndex().isValid()
    press(qtbot, page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert 4 in page.draft.book.measures
    assert page._take.text() == "导入5项"


def test_dropping_all_rows_leaves_nothing_to_import(page):
    page.draft.remove_measures(list(page.draft.book.measures))
    assert not page._take.isEnabled()


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


# ---- the original beside it


def test_choosing_a_row_tints_its_paragraph(page):
    original = page.original.shown
    assert isinstance(original, OriginalText)
    page.view.go_to(page.model.at_measure(4))
    assert [block.blockNumber() for block in original._current_blocks()] == [7]


def test_a_click_on_a_paragraph_chooses_its_row(qtbot, page):
    original = page.original.shown
    block = original.document().findBlockByNumber(8)
    spot = original._box_of(block).center().toPoint()
    qtbot.mouseClick(original.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.view.line.measure.id == 5


def test_the_table_of_the_original_shows_its_merged_cells(open_page):
    page = open_page(a_grid_draft())
    original = page.original.shown
    assert isinstance(original, OriginalGrid)
    assert original.rowSpan(6, 2) == 2
    page.view.go_to(page.model.at_measure(4))
    assert set(original.current) == {7}


def test_a_click_on_a_cell_of_the_table_chooses_its_row(qtbot, open_page):
    page = open_page(a_grid_draft())
    original = page.original.shown
    spot = original.visualRect(original.model().index(4, 1)).center()
    qtbot.mouseClick(original.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.view.line.measure.id == 2


# ---- units and counts


def test_the_head_counts_what_was_read(page):
    assert page.head.counts.text() == "2个大类  5项  7个单位"


def test_units_the_ledger_does_not_know_are_listed(qtbot, open_page):
    known = a_plain_draft().book
    page = open_page(a_text_draft(), known)
    assert not page.units.isVisible(), "it knows them all"
    page.model.setData(page.model.index(page.model.at_measure(2), UNITS), (("市公安局", Role.RESPONSIBLE),))
    assert page.units.isVisible()
    assert page.units._title.text() == "新单位 1个"
    page.view.go_to(0)
    page.units.view.setCurrentIndex(page.units.view.model().index(0, 0))
    page.units.view.setFocus()
    qtbot.keyClick(page.units.view, Key.Key_Return)
    assert page.view.line.measure.id == 2


def test_everything_has_a_name_for_a_screen_reader(page):
    for widget in (
        page,
        page.view,
        page.head.title,
        page.strip,
        page.units.view,
        page.original.shown,
        page._take,
        page._leave,
    ):
        assert widget.accessibleName()
    for button in (page._undo, page._redo, page.strip._back, page.strip._on):
        assert button.accessibleName()


def test_tab_goes_from_the_strip_to_the_rows_and_to_the_foot(qtbot, page):
    page.head.title.setFocus()
    seen = []
    for _ in range(14):
        seen.append(page.window().focusWidget())
        qtbot.keyClick(seen[-1], Key.Key_Tab)
    wanted = [
        page.head.title,
        page.strip._take,
        page.original.shown,
        page.view,
        page.units.view,
        page._leave,
        page._take,
    ]
    assert [widget for widget in seen if widget in wanted][: len(wanted)] == wanted


def test_the_page_lets_go_of_the_draft_when_it_is_closed(qtbot, open_page):
    draft = a_text_draft()
    page = open_page(draft)
    page.window().takeCentralWidget()
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    draft.remove_measures([1])  # must not call into a page that is gone


# ---- windows of other sizes, documents of several parts


def test_a_narrow_window_shows_one_pane_and_f9_the_other(qtbot, page):
    page.window().resize(683, 384)
    qtbot.waitUntil(lambda: page.width() == 683)
    assert page.view.isVisible()
    assert not page.original.isVisible()
    press(qtbot, page, Key.Key_F9)
    assert page.original.isVisible()
    assert not page.view.isVisible()
    page.window().resize(1366, 700)
    qtbot.waitUntil(lambda: page.width() == 1366)
    assert page.original.isVisible()
    assert page.view.isVisible()


def test_a_measure_in_another_part_brings_that_part_up(open_page):
    """正文和附表在同一个文件里。"""
    page = open_page(a_two_part_draft())
    assert page.original._choice.isVisible()
    page.view.go_to(page.model.at_measure(1))
    assert isinstance(page.original.shown, OriginalText)
    page.view.go_to(page.model.at_measure(5))
    assert isinstance(page.original.shown, OriginalGrid)
    assert set(page.original.shown.current) == {8}


def test_a_long_file_name_leaves_room_for_the_counts(open_page):
    draft = a_text_draft()
    draft.document = replace(draft.document, name="澄江市" * 20 + "方案.docx")
    page = open_page(draft)
    names = [label for label in page.findChildren(QLabel) if label.text().endswith("方案.docx")]
    assert len(names[0].text()) == 28
    assert names[0].toolTip() == draft.document.name


def test_leaving_a_guessed_date_empty_clears_it(qtbot, open_page):
    page = open_page(a_draft_with_a_guessed_date())
    assert page.strip._empty.isVisible()
    press(qtbot, page, Key.Key_0)
    assert page.draft.book.measures[1].deadline is None
    assert not page.draft.doubts
