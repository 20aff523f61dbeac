"""The review as a page: counts, focus, windows of other sizes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from ledger_app.domain.unit import Role
from ledger_app.ui.review.original_grid import OriginalGrid
from ledger_app.ui.review.original_text import OriginalText
from ledger_app.ui.review.table_model import UNITS
from tests.ui.review_samples import (
    a_draft_with_a_guessed_date,
    a_plain_draft,
    a_text_draft,
    a_two_part_draft,
    press,
)

Key = Qt.Key


@pytest.fixture
def page(open_page):
    return open_page(a_text_draft())


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
        page.foot.take,
        page.foot.leave,
    ):
        assert widget.accessibleName()
    for button in (page.tools.undo, page.tools.redo, page.strip._back, page.strip._on):
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
        page.foot.leave,
        page.foot.take,
    ]
    assert [widget for widget in seen if widget in wanted][: len(wanted)] == wanted


def test_the_page_lets_go_of_the_draft_when_it_is_closed(qtbot, open_page):
    draft = a_text_draft()
    page = open_page(draft)
    page.window().takeCentralWidget()
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    draft.remove_measures([1])  # must not call into a page that is gone


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
    draft.document = replace(draft.document, name="云河市" * 20 + "方案.docx")
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
    assert page.draft.undo().head.label == "核定疑点"


def test_a_low_window_leaves_the_room_to_the_rows(qtbot, open_page):
    page = open_page(a_text_draft(), a_plain_draft().book)
    page.model.setData(page.model.index(page.model.at_measure(2), UNITS), (("市公安局", Role.RESPONSIBLE),))
    page.window().resize(683, 290)
    qtbot.waitUntil(lambda: page.tools.isHidden() and page.view.y() < 20)
    assert page.view.viewport().height() >= 100, "two rows at least"
    assert page.strip.isVisible()
    assert page.strip.height() <= 40
    assert not page.units.isVisible()
    assert not page.tools.isVisible()
    assert page.foot.units.text() == "新单位 1个"
    qtbot.mouseClick(page.foot.units, Qt.MouseButton.LeftButton)
    assert page.units.isVisible()
    qtbot.mouseClick(page.foot.units, Qt.MouseButton.LeftButton)
    assert not page.units.isVisible()


def test_the_tools_of_a_low_window_are_in_a_menu(qtbot, open_page):
    page = open_page(a_text_draft())
    page.window().resize(683, 290)
    qtbot.waitUntil(page.foot.more.isVisible)
    menu = page.foot.more.menu()
    menu.aboutToShow.emit()
    page.view.go_to(page.model.at_measure(2))
    menu.aboutToShow.emit()
    drop = next(action for action in menu.actions() if "去掉选中的行" in action.text())
    assert drop.isEnabled()
    before = len(page.draft.book.measures)
    drop.trigger()
    assert len(page.draft.book.measures) == before - 1


def test_a_high_window_has_its_tools_again(qtbot, open_page):
    page = open_page(a_text_draft())
    page.window().resize(683, 290)
    qtbot.waitUntil(page.foot.more.isVisible)
    page.window().resize(1366, 700)
    qtbot.waitUntil(page.tools.isVisible)
    assert not page.foot.more.isVisible()
    assert page.strip.height() == 58
