"""Doubts: what settling one does, and what a correction by hand settles."""

from dataclasses import replace

import pytest
from makers import a_doubt, a_draft, a_ledger, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import Field
from ledger_app.domain.unit import Role

FIELDS = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS, Field.DEADLINE)


@pytest.fixture
def opened(tmp_path):
    ledgers = []

    def open_(draft):
        ledgers.append(a_ledger(tmp_path / f"{len(ledgers)}.ledger", draft))
        return ledgers[-1]

    yield open_
    for ledger in ledgers:
        ledger.close()


def with_doubt(draft, **about):
    return replace(draft, doubts=(replace(a_doubt(draft.measures[0].id), alternatives=(), **about),))


def a_number_doubt(draft):
    about = {"measure_id": None, "section_id": draft.sections[1].id, "proposal": "二"}
    return with_doubt(draft, kind=DoubtKind.NUMBER_RESTORED, **about)


def test_a_number_typed_by_the_clerk_is_not_undone_by_accepting_what_was_assumed(opened):
    ledger = opened(a_number_doubt(a_draft()))
    (doubt,) = ledger.book.open_doubts()
    ledger.set_section(doubt.section_id, number="", title="改善农村公路。")
    assert ledger.book.open_doubts() == ()
    ledger.accept_doubts([doubt.id])
    assert ledger.book.sections[doubt.section_id].number is None
    ledger.undo()
    assert ledger.book.open_doubts() == (doubt,)


def test_a_title_says_nothing_about_the_number(opened):
    ledger = opened(a_number_doubt(a_draft()))
    (doubt,) = ledger.book.open_doubts()
    ledger.set_section(doubt.section_id, number="二", title="改善农村公路。")
    assert ledger.book.open_doubts() == (doubt,)


def test_units_chosen_for_a_row_without_a_unit_column(opened):
    draft = replace(a_draft(fields=FIELDS[:3]), unit_cells=(), covers=(), assignments=())
    ledger = opened(with_doubt(draft, kind=DoubtKind.NO_UNIT, proposal=""))
    (doubt,) = ledger.book.open_doubts()
    ledger.settle_doubt(doubt.id, "市水务局牵头，市财政局配合")
    row = ledger.book.row(ids_of(ledger)[0])
    assert (row.names(Role.LEAD), row.names(Role.SUPPORT)) == (("市水务局",), ("市财政局",))
    assert row.unit_cells == ()


@pytest.mark.parametrize(
    ("choice", "printed", "last_day"), [("2026-10-31", "2026-10-31", "2026-10-31"), ("", "", None)]
)
def test_another_date_than_the_assumed_one_becomes_the_deadline(opened, choice, printed, last_day):
    draft = a_draft(fields=FIELDS, cells=(("年底前",),) * 5)
    ledger = opened(with_doubt(draft, kind=DoubtKind.DATE_GUESSED, proposal="2026-12-31"))
    first = ids_of(ledger)[0]
    (doubt,) = ledger.book.open_doubts()
    if not choice:
        ledger.settle_doubt(doubt.id, "2026-11-30")
    ledger.settle_doubt(doubt.id, choice)
    row = ledger.book.row(first)
    assert row.measure.cells[0] == printed
    assert (row.last_day.isoformat() if row.last_day else None) == last_day
    assert ledger.book.doubts[doubt.id].settled == choice


def test_the_assumed_date_leaves_the_deadline_and_an_unreadable_one_is_refused(opened):
    draft = a_draft(fields=FIELDS, cells=(("年底前",),) * 5)
    ledger = opened(with_doubt(draft, kind=DoubtKind.DATE_UNREAD, proposal=""))
    (doubt,) = ledger.book.open_doubts()
    with pytest.raises(UserError, match="看不懂时限"):
        ledger.settle_doubt(doubt.id, "改日再说")
    assert ledger.book.open_doubts() == (doubt,)
    ledger.settle_doubt(doubt.id, "")
    assert ledger.book.row(ids_of(ledger)[0]).measure.cells == ("年底前",)


def test_removing_a_plan_takes_the_doubts_about_its_headings_along(opened):
    ledger = opened(a_number_doubt(a_draft()))
    (doubt,) = ledger.book.open_doubts()
    ledger.remove_plan(doubt.plan_id)
    assert not ledger.book.doubts
    ledger.undo()
    assert ledger.book.open_doubts() == (doubt,)
