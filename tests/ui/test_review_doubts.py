"""The review by keyboard, from doubt to doubt, with its undo."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from ledger_app.ui.review.keys import Act, act_of
from tests.ui.review_samples import (
    PHRASES,
    a_plain_draft,
    a_text_draft,
    duties,
    press,
    strip_count,
)

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(open_page):
    return open_page(a_text_draft())


def test_it_begins_with_the_first_doubt(page):
    assert strip_count(page) == "待定 1 / 3"
    assert "序号" in page.strip._message.text()
    assert page.view.line.title == "改善生态环境"


def test_f8_goes_round_and_shift_f8_goes_back(qtbot, page):
    seen = []
    for _ in range(3):
        press(qtbot, page, Key.Key_F8)
        seen.append(strip_count(page))
    assert seen == ["待定 2 / 3", "待定 3 / 3", "待定 1 / 3"]
    press(qtbot, page, Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert strip_count(page) == "待定 3 / 3"


def test_enter_accepts_and_goes_on(qtbot, page):
    press(qtbot, page, Key.Key_F8)
    press(qtbot, page, Key.Key_Return)
    assert page.draft.book.doubts[1].settled == PHRASES[2]
    assert duties(page, 3)[0] == ("牵头", "市水务局", False), "said by the clerk: inferred no more"
    assert strip_count(page) == "待定 3 / 3"


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
    assert strip_count(page) == "待定 1 / 3"


def test_the_doubts_of_one_kind_are_accepted_at_once(qtbot, open_page):
    """二十处都是一样的疑点，不想按二十次。"""
    draft = a_text_draft()
    page = open_page(draft)
    page.strip.take_alike()
    assert {doubt.id for doubt in draft.doubts} == {1, 2}
    press(qtbot, page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(draft.doubts) == 3


def test_enter_once_too_often_does_not_import(qtbot, page):
    """一路按回车，核完最后一处又多按了一下，文件就导进去了。"""
    taken = []
    page.accepted.connect(taken.append)
    for _ in range(3):
        press(qtbot, page, Key.Key_Return)
    assert strip_count(page) == "3处待定都已核过"
    for held in (Qt.KeyboardModifier.NoModifier, SHIFT, CTRL):
        press(qtbot, page, Key.Key_Return, held)
    assert taken == []
    page.foot.take.setFocus()
    qtbot.keyClick(page.foot.take, Key.Key_Return, SHIFT)
    assert taken == [], "Enter alone presses a button"


def test_the_key_that_imports_is_no_other(qtbot, page):
    press(qtbot, page, Key.Key_I, CTRL)
    with qtbot.waitSignal(page.accepted) as taken:
        press(qtbot, page, Key.Key_I, CTRL)
    assert taken.args == [page.draft]


def test_a_draft_without_doubts_says_so(open_page):
    page = open_page(a_plain_draft())
    assert strip_count(page) == "没有待定的地方"
    assert not page.strip._take.isVisible()


def test_what_the_strip_says_is_not_cut(qtbot, open_page):
    """没有待定的文件，提示的第二行不能只露半行。"""
    for draft in (a_plain_draft(), a_text_draft()):
        strip = open_page(draft).strip
        qtbot.waitUntil(lambda strip=strip: strip.rect().contains(strip._message.geometry()))


def test_choosing_a_doubtful_row_shows_its_doubt(page):
    page.view.go_to(page.model.at_measure(5))
    assert strip_count(page) == "待定 3 / 3"
    page.view.go_to(page.model.at_measure(1))
    assert strip_count(page) == "待定 3 / 3", "a row without a doubt leaves the strip as it is"


def test_the_strip_offers_only_what_can_be_carried_out(page):
    page.step(1)
    assert [button.isVisible() for button in page.strip._others] == [True, True]
    assert page.strip._empty.isVisible()
    page.step(1)  # an open list proposes nothing
    assert page.strip._take.text() == "保留原样 (Enter)"
    assert not page.strip._empty.isVisible()
    assert not any(button.isVisible() for button in page.strip._others)


def test_ctrl_z_takes_the_last_decision_back_and_returns_to_it(qtbot, page):
    press(qtbot, page, Key.Key_Return)
    press(qtbot, page, Key.Key_Return)
    assert strip_count(page) == "待定 3 / 3"
    press(qtbot, page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert strip_count(page) == "待定 2 / 3"
    assert page.draft.book.doubts[1].settled is None
    press(qtbot, page, Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.draft.book.doubts[1].settled == PHRASES[2]


def test_the_undo_button_is_on_while_there_is_something_to_undo(qtbot, page):
    assert not page.tools.undo.isEnabled()
    press(qtbot, page, Key.Key_Return)
    qtbot.waitUntil(page.tools.undo.isEnabled)
    page.tools.undo.click()
    qtbot.waitUntil(lambda: not page.tools.undo.isEnabled() and page.tools.redo.isEnabled())


def test_redo_is_the_key_its_tip_names_on_every_desktop():
    for key, modifier in ((Key.Key_Y, CTRL), (Key.Key_Z, CTRL | SHIFT)):
        assert act_of(QKeyEvent(QEvent.Type.KeyPress, key, modifier)) is Act.REDO, key


@pytest.mark.parametrize("button", ["_take", "_empty", "_on"])
def test_after_a_click_in_the_strip_enter_accepts_the_next_doubt(qtbot, page, button):
    """点了“留空”以后按Enter，是采用下一处，不是再留空一处。"""
    page.step(1)  # the doubts about units: the second of three
    qtbot.mouseClick(getattr(page.strip, button), Qt.MouseButton.LeftButton)
    shown = page.strip.doubt
    press(qtbot, page, Key.Key_Return)
    assert page.draft.book.doubts[shown.id].settled == shown.proposal


def test_after_a_click_on_undo_or_redo_enter_settles_and_changes_no_heading(qtbot, page):
    """点“重做”到头，按钮变灰，光标不能自己跳到“改为任务”上。"""
    press(qtbot, page, Key.Key_Return)
    for tool in (page.tools.undo, page.tools.redo):
        qtbot.waitUntil(tool.isEnabled)
        qtbot.mouseClick(tool, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda tool=tool: not tool.isEnabled())
        assert page.view.hasFocus()
    sections = len(page.draft.book.sections)
    press(qtbot, page, Key.Key_Return)
    assert len(page.draft.book.sections) == sections
    assert len(page.draft.doubts) == 1


@pytest.mark.parametrize(("key", "modifier"), [(Key.Key_Z, CTRL), (Key.Key_F8, SHIFT)])
def test_keys_with_ctrl_or_shift_select_one_row_alone(qtbot, page, key, modifier):
    """按着Ctrl撤销以后，选中的只能是回到的那一行，不然Delete会多删一行。"""
    press(qtbot, page, Key.Key_F8)
    press(qtbot, page, Key.Key_Return)
    press(qtbot, page, key, modifier)
    rows = {index.row() for index in page.view.selectionModel().selectedRows()}
    assert rows == {page.view.currentIndex().row()}


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
    assert strip_count(page) == "3处待定都已核过"


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Delete])
def test_a_key_held_down_settles_nothing_more(qtbot, page, key):
    """按住回车不放，后面的待定没看就过去了。"""
    press(qtbot, page, key)
    before = len(page.draft.doubts), len(page.draft.book.measures)
    for _ in range(5):
        held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(page.window().focusWidget(), held)
    assert (len(page.draft.doubts), len(page.draft.book.measures)) == before


def test_a_key_held_down_does_not_import(qtbot, page):
    taken = []
    page.accepted.connect(taken.append)
    page.foot.take.setFocus()
    QApplication.sendEvent(
        page.foot.take, QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True)
    )
    assert taken == []
