"""The original beside the rows."""

import pytest
from PySide6.QtCore import Qt

from ledger_app.ui.review.original import OriginalPane
from ledger_app.ui.review.original_grid import OriginalGrid
from ledger_app.ui.review.original_text import OriginalText
from tests.ui.review_samples import (
    a_grid_draft,
    a_text_draft,
)

Key = Qt.Key


@pytest.fixture
def page(open_page):
    return open_page(a_text_draft())


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


def test_a_source_of_which_much_was_left_out_is_shown_cleaned(qtbot):
    draft = a_text_draft()
    part = draft.document.parts[0].name
    few = OriginalPane(draft, {part: {1: ((0, 1),)}})
    many = OriginalPane(draft, {part: dict.fromkeys(range(1, 30), ((0, 1),))})
    for pane in (few, many):
        qtbot.addWidget(pane)
    assert few.printed.isChecked()
    assert few.printed.text() == "原文 去掉1处"
    assert many.cleaned.isChecked()
    assert many.shown.shows_cleaned
