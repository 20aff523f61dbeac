"""Rows under review are cut, joined, made headings and back, dropped; headings are named anew."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ledger_app.domain.plan import Section
from ledger_app.ui.review.phrase_editor import PhraseEditor
from ledger_app.ui.review.row_delegate import HEADING_HEIGHT, ROW_HEIGHT
from ledger_app.ui.review.table_model import DEADLINE, NUMBER, TEXT, UNITS
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.measure_editor import MeasureEditor, likely_cut
from tests.ui.review_samples import PHRASES, TEXTS, a_text_draft, press

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CUT = Modifier.ControlModifier | Modifier.ShiftModifier


@pytest.fixture
def page(open_page):
    return open_page(a_text_draft())


def go_to(page, measure_id, column=TEXT):
    page.view.setFocus()
    page.view.go_to(page.model.at_measure(measure_id), column)


def texts(page):
    return [line.title if isinstance(line, Section) else line.measure.text for line in page.model.lines]


def open_menu(qtbot, page):
    """The menu that a click of the right button opens on the current line."""
    spot = page.view.visualRect(page.view.currentIndex()).center()
    page.view.customContextMenuRequested.emit(spot)
    menus = [menu for menu in page.view.findChildren(QMenu) if menu.isVisible()]
    return menus[-1]


def choose(menu, words):
    action = next(action for action in menu.actions() if action.text().startswith(words))
    assert action.isEnabled()
    menu.close()
    action.trigger()


# ---- cut in two


def editor_of(page):
    editor = page.window().focusWidget()
    assert isinstance(editor, MeasureEditor)
    return editor


def put_cursor_before(editor, words):
    cursor = editor.textCursor()
    cursor.setPosition(editor.toPlainText().index(words))
    editor.setTextCursor(cursor)


def test_ctrl_shift_enter_cuts_the_text_at_the_cursor(qtbot, page):
    go_to(page, 2)
    press(qtbot, page, Key.Key_F2)
    editor = editor_of(page)
    put_cursor_before(editor, "危房一律")
    qtbot.keyClick(editor, Key.Key_Return, CUT)
    assert texts(page)[2:4] == ["完成全市经营性自建房安全鉴定，", "危房一律先停后改。"]
    assert page.view.hasFocus()
    assert page.view.line.measure.id == 2
    assert page.foot.take.text() == "导入6项"
    press(qtbot, page, Key.Key_Z, Modifier.ControlModifier)
    assert texts(page)[2] == TEXTS[1]


def test_the_same_key_on_a_row_opens_its_text_ready_to_be_cut(qtbot, page):
    """光标已经放在句子之间，再按一次就拆开。"""
    go_to(page, 1)
    press(qtbot, page, Key.Key_Return, CUT)
    press(qtbot, page, Key.Key_Return, CUT)
    assert texts(page)[1:3] == ["整治城镇燃气安全隐患，", "更换老化立管86公里，11月20日前完成。"]


def test_the_menu_opens_the_editor_and_the_button_cuts(qtbot, page):
    go_to(page, 1)
    choose(open_menu(qtbot, page), "拆分…")
    editor = editor_of(page)
    assert "光标" in editor.accessibleDescription()
    put_cursor_before(editor, "11月20日")
    qtbot.mouseClick(editor._cut, Qt.MouseButton.LeftButton)
    assert texts(page)[1:3] == ["整治城镇燃气安全隐患，更换老化立管86公里，", "11月20日前完成。"]


def test_both_halves_lead_to_their_place_in_the_original(qtbot, page):
    go_to(page, 2)
    press(qtbot, page, Key.Key_Return, CUT)
    press(qtbot, page, Key.Key_Return, CUT)
    page.view.go_to(3)
    assert [block.blockNumber() for block in page.original.shown._current_blocks()] == [4]


def test_what_was_changed_before_the_cut_counts(qtbot, page):
    go_to(page, 2)
    press(qtbot, page, Key.Key_F2)
    editor = editor_of(page)
    editor.setPlainText("甲项工作。𠮷区乙项工作。")
    put_cursor_before(editor, "𠮷")
    qtbot.keyClick(editor, Key.Key_Return, CUT)
    assert texts(page)[2:4] == ["甲项工作。", "𠮷区乙项工作。"]


def test_a_cut_with_nothing_behind_it_is_refused_and_the_editor_stays(qtbot, page):
    go_to(page, 2)
    press(qtbot, page, Key.Key_F2)
    editor = editor_of(page)
    qtbot.keyClick(editor, Key.Key_Return, CUT)  # the cursor is at the end
    assert "拆不开" in page._said.text()
    assert page.trouble.isVisible()
    assert editor.isVisible()
    qtbot.keyClick(editor, Key.Key_Escape)
    assert texts(page)[2] == TEXTS[1]


def test_new_lines_have_the_height_of_their_kind(qtbot, page):
    go_to(page, 2)
    press(qtbot, page, Key.Key_Return, CUT)
    press(qtbot, page, Key.Key_Return, CUT)
    heights = [HEADING_HEIGHT if isinstance(line, Section) else ROW_HEIGHT for line in page.model.lines]
    assert [page.view.rowHeight(at) for at in range(len(heights))] == [tokens().px(height) for height in heights]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("甲事项。乙事项。", 4),
        ("一二三，四五六七八", 4),
        ("没有标点的一句话", 4),
        ("完。", 1),
        ("甲乙。丙丁；戊己庚辛壬癸。", 6),
    ],
)
def test_the_cut_proposed_is_between_sentences_else_clauses(text, cut):
    assert likely_cut(text) == cut


# ---- filled down


def test_ctrl_d_gives_the_deadline_of_the_first_row_as_it_was_read_and_leaves_that_row_alone(qtbot, page):
    """Read again, the phrase alone may say less than its place in the document did: it had said how the day follows."""
    day = page.draft.book.row(3).measure.deadline
    assert day.how == "按印发年份"
    go_to(page, 3, DEADLINE)
    press(qtbot, page, Key.Key_Down, Modifier.ShiftModifier)
    press(qtbot, page, Key.Key_D, Modifier.ControlModifier)
    assert [page.draft.book.row(at).measure.deadline for at in (3, 4)] == [day, day]


def test_ctrl_d_in_the_units_keeps_the_phrase_as_it_is_printed(qtbot, page):
    printed = "市住建局牵头，会市应急局"
    page.draft.set_unit_phrase(1, printed)
    before = page.draft.book.row(1)
    go_to(page, 1, UNITS)
    press(qtbot, page, Key.Key_Down, Modifier.ShiftModifier)
    press(qtbot, page, Key.Key_D, Modifier.ControlModifier)
    assert page.draft.book.row(1) == before
    assert page.draft.book.row(2).unit_text == printed
    assert [a.unit.name for a in page.draft.book.row(2).assigned] == ["市住建局", "市应急局"]


# ---- joined


def test_ctrl_m_joins_the_selected_rows(qtbot, page):
    go_to(page, 3)
    press(qtbot, page, Key.Key_Down, Modifier.ShiftModifier)
    assert page.view.selected_measures() == [3, 4]
    press(qtbot, page, Key.Key_M, Modifier.ControlModifier)
    assert texts(page)[4:6] == [TEXTS[2] + TEXTS[3], TEXTS[4]]
    assert page.view.line.measure.id == 3
    page.undo()
    assert texts(page)[4:6] == [TEXTS[2], TEXTS[3]]


def test_a_single_row_is_joined_to_the_one_above(qtbot, page):
    go_to(page, 2)
    qtbot.mouseClick(page.tools.merge, Qt.MouseButton.LeftButton)
    assert texts(page)[1] == TEXTS[0] + TEXTS[1]
    assert page.view.hasFocus(), "Enter settles the next doubt and does not join again"


def test_the_first_row_of_a_heading_has_nothing_to_be_joined_to(qtbot, page):
    go_to(page, 3)
    assert not page.tools.merge.isEnabled()
    merge = next(action for action in open_menu(qtbot, page).actions() if action.text().startswith("并入上一项"))
    assert not merge.isEnabled()


def test_rows_apart_are_not_joined_and_it_says_why(qtbot, page):
    go_to(page, 1)
    index = page.model.index(page.model.at_measure(4), TEXT)
    page.view.selectionModel().select(index, page.view.selectionModel().SelectionFlag.Select | _rows(page))
    press(qtbot, page, Key.Key_M, Modifier.ControlModifier)
    assert "相邻" in page._said.text()


def _rows(page):
    return page.view.selectionModel().SelectionFlag.Rows


# ---- headings


def test_alt_left_makes_a_heading_and_alt_right_a_task(qtbot, page):
    go_to(page, 4)
    press(qtbot, page, Key.Key_Left, Modifier.AltModifier)
    heading = page.view.line
    assert isinstance(heading, Section)
    assert heading.title == TEXTS[3]
    assert [section.title for section in page.draft.book.row(5).path][-1] == TEXTS[3]
    press(qtbot, page, Key.Key_Right, Modifier.AltModifier)
    assert not isinstance(page.view.line, Section)
    assert page.view.line.measure.text == TEXTS[3]
    page.undo()
    page.undo()
    assert page.view.rowHeight(page.model.at_measure(4)) == tokens().px(ROW_HEIGHT)
    assert texts(page)[5] == TEXTS[3]


def test_the_tool_says_what_it_would_make_of_the_line(qtbot, page):
    go_to(page, 4)
    assert page.tools.level.text() == "改为标题"
    qtbot.mouseClick(page.tools.level, Qt.MouseButton.LeftButton)
    assert page.tools.level.text() == "改为任务"
    qtbot.mouseClick(page.tools.level, Qt.MouseButton.LeftButton)
    assert page.view.line.measure.text == TEXTS[3]


def test_alt_right_on_a_row_does_nothing(qtbot, page):
    go_to(page, 4)
    press(qtbot, page, Key.Key_Right, Modifier.AltModifier)
    assert not page.draft.can_undo


def test_the_menu_of_a_heading_makes_it_a_task(qtbot, page):
    page.view.go_to(page.model.at_section(2), TEXT)
    choose(open_menu(qtbot, page), "改为任务")
    assert not page.draft.book.sections.get(2)
    assert "改善生态环境" in [measure.text for measure in page.draft.book.measures.values()]
    assert [doubt.id for doubt in page.draft.doubts] == [1, 2], "what was doubtful about the heading went with it"


def test_a_heading_is_named_and_numbered_in_its_place(qtbot, page):
    for column, typed in ((NUMBER, "（二）"), (TEXT, "保护生态环境")):
        page.view.setFocus()
        page.view.go_to(page.model.at_section(2), column)
        press(qtbot, page, Key.Key_F2)
        field = page.window().focusWidget()
        field.setText(typed)
        qtbot.keyClick(field, Key.Key_Return)
    assert page.draft.book.sections[2].printed == "（二）保护生态环境"
    page.undo()
    assert page.draft.book.sections[2].title == "改善生态环境"


def test_delete_on_a_heading_says_how(qtbot, page):
    page.view.go_to(page.model.at_section(2), TEXT)
    press(qtbot, page, Key.Key_Delete)
    assert "改为任务" in page._said.text()
    assert not page.draft.can_undo


def test_the_menu_drops_the_selected_rows(qtbot, page):
    go_to(page, 3)
    press(qtbot, page, Key.Key_Down, Modifier.ShiftModifier)
    choose(open_menu(qtbot, page), "不要选中的2项")
    assert list(page.draft.book.measures) == [1, 2, 5]
    page.undo()
    assert len(page.draft.book.measures) == 5


def test_a_right_click_is_about_the_row_under_it(qtbot, page):
    spot = page.view.visualRect(page.model.index(page.model.at_measure(2), TEXT)).center()
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.RightButton, pos=QPoint(spot))
    assert page.view.line.measure.id == 2


# ---- the units as printed


def test_shift_f2_edits_the_units_as_printed(qtbot, page):
    go_to(page, 2)
    press(qtbot, page, Key.Key_F2, Modifier.ShiftModifier)
    field = page.window().focusWidget()
    assert isinstance(field, PhraseEditor)
    assert field.text() == PHRASES[1]
    field.setText("市住建局牵头，市公安局、市应急局配合")
    qtbot.keyClick(field, Key.Key_Return)
    row = page.draft.book.row(2)
    assert row.unit_text == "市住建局牵头，市公安局、市应急局配合"
    assert [a.unit.name for a in row.assigned] == ["市住建局", "市公安局", "市应急局"]


def test_units_left_as_printed_are_no_correction(qtbot, page):
    go_to(page, 3, UNITS)
    press(qtbot, page, Key.Key_F2, Modifier.ShiftModifier)
    press(qtbot, page, Key.Key_Return)
    assert not page.draft.can_undo
    assert len(page.draft.doubts) == 3


def test_the_next_units_are_chips_again(qtbot, page):
    go_to(page, 2)
    press(qtbot, page, Key.Key_F2, Modifier.ShiftModifier)
    press(qtbot, page, Key.Key_Escape)
    go_to(page, 1, UNITS)
    press(qtbot, page, Key.Key_F2)
    assert not isinstance(page.window().focusWidget(), PhraseEditor)


# ---- several rows at once


def test_ctrl_d_gives_the_selected_rows_the_units_of_the_first(qtbot, page):
    go_to(page, 3, UNITS)
    press(qtbot, page, Key.Key_Down, Modifier.ShiftModifier)
    press(qtbot, page, Key.Key_Down, Modifier.ShiftModifier)
    press(qtbot, page, Key.Key_D, Modifier.ControlModifier)
    assert [a.unit.name for a in page.draft.book.row(5).assigned] == ["市水务局", "市生态环境局"]
    page.undo()
    assert [a.unit.name for a in page.draft.book.row(5).assigned] == ["市园林中心"]


def test_the_menu_gives_the_deadline_of_the_first_to_all(qtbot, page):
    go_to(page, 1, DEADLINE)
    press(qtbot, page, Key.Key_Down, Modifier.ShiftModifier)
    choose(open_menu(qtbot, page), "时限都同第一项")
    assert page.draft.book.measures[2].deadline.last_day.isoformat() == "2026-11-20"


def test_a_text_too_long_for_a_field_is_not_opened(qtbot, open_page):
    draft = a_text_draft()
    draft.set_text(2, "很长。" * 10_000)
    page = open_page(draft)
    go_to(page, 2)
    press(qtbot, page, Key.Key_Return, CUT)
    assert "30000字" in page._said.text()
    assert not page.view.delegate.editing
