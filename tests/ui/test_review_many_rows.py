"""A review of thousands of rows: what was changed is shown, and only what is seen is put together anew."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex

from ledger_app.domain.measure import Doubt, DoubtKind
from ledger_app.ledger.book import Book
from ledger_app.ledger.draft import Draft
from ledger_app.ui.review.draft_lines import DraftLines
from tests.ui.ledger_samples import a_document, a_draft

COPIES = 100  # of eight rows


@pytest.fixture
def draft():
    read = a_draft(COPIES)
    doubts = tuple(
        Doubt(id=at, plan_id=1, kind=DoubtKind.DATE_GUESSED, measure_id=m.id, message="推定", proposal="2026-11-30")
        for at, m in enumerate(read.measures, 1)
    )
    made = Draft(replace(read, doubts=doubts), a_document())
    made.book.rows()
    return made


@pytest.fixture
def composed(monkeypatch):
    """The measures whose rows are put together from here on."""
    seen = []
    compose = Book._compose

    def count(book, measure):
        seen.append(measure.id)
        return compose(book, measure)

    monkeypatch.setattr(Book, "_compose", count)
    return seen


def test_opening_puts_no_row_together_that_was(open_page, draft, composed):
    open_page(draft)
    assert composed == []


@pytest.mark.parametrize("act", ["settle all", "drop one", "undo"])
def test_an_act_puts_together_what_is_seen(open_page, draft, composed, act):
    page = open_page(draft)
    if act == "undo":
        page.strip.take_alike()
        composed.clear()
        page.undo()
        assert len(draft.doubts) == 8 * COPIES
    elif act == "settle all":
        page.strip.take_alike()
        assert draft.doubts == ()
    else:
        draft.remove_measures([next(iter(draft.book.measures))])
    assert len(composed) < 80, "rows of the window, not of the draft"


def test_the_lines_are_those_of_the_annex(draft):
    lines = DraftLines(draft.book)
    (plan_id,) = draft.book.plans
    assert tuple(lines) == draft.book.annex(plan_id).lines
    assert lines[2:5] == list(draft.book.annex(plan_id).lines[2:5])


def test_a_row_that_was_dropped_is_asked_for_until_the_view_knows(draft):
    """Qt closes editors and moves the focus before it takes the new lines."""
    lines = DraftLines(draft.book)
    first, second = list(draft.book.measures)[:2]
    seen = lines[lines.at[(type(lines[1]), first)]]
    draft.remove_measures([first, second])
    assert lines[lines.at[(type(seen), first)]] is seen
    assert lines[lines.at[(type(seen), second)]].measure.id == second


def test_a_heading_leads_to_its_first_row(draft):
    lines = DraftLines(draft.book)
    heading = next(at for at in range(len(lines)) if lines.is_heading(at))
    assert lines[heading] in lines.measure_below(heading).path


def test_the_view_counts_all_lines(open_page, draft):
    page = open_page(draft)
    assert page.model.rowCount(QModelIndex()) == len(draft.book.measures) + len(draft.book.sections)
