"""Every number of the boards as a place and chips, and the spans of time these can hold."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from ledger_app.domain.board import Figure
from ledger_app.domain.questions import SPANS, is_span, span_query
from ledger_app.domain.row import Query
from ledger_app.domain.status import OPEN_STATUSES, Status
from ledger_app.ledger.board import board, due_in, unit_board
from ledger_app.ui.models.asked import asked_of
from ledger_app.ui.models.due_spans import DUE_TITLES, due_key, due_title, moving_key
from ledger_app.ui.models.filters import Filter
from ledger_app.ui.models.places import ALL, Places
from tests.ui.ledger_samples import TODAY


def figures(told: object) -> Iterator[Figure]:
    """All numbers of a board, however deep."""
    if isinstance(told, Figure):
        yield told
    elif isinstance(told, tuple):
        for each in told:
            yield from figures(each)
    elif is_dataclass(told):
        for field in fields(told):
            yield from figures(getattr(told, field.name))


def test_every_number_is_a_place_and_chips_that_show_its_rows(ledger, qapp):
    book, places = ledger.book, Places(ledger, lambda: TODAY)
    told = [board(book, TODAY), due_in(book, 2026, 12, TODAY), due_in(book, 2027, 2, TODAY)]
    told += [unit_board(book, id_, TODAY, expand=expand) for id_ in book.units for expand in (False, True)]
    found = list(figures(tuple(told)))
    assert len(found) > 300
    for figure in found:
        key, chips = asked_of(figure.query, TODAY)
        base = places.place_for(key).query
        rows = book.select(chips.query(base, TODAY), TODAY)
        assert [row.measure.id for row in rows] == [row.measure.id for row in book.select(figure.query, TODAY)], (
            figure.query
        )


def test_a_whole_plan_or_unit_is_its_place(ledger):
    unit_id = next(iter(ledger.book.units))
    assert asked_of(Query(plan_id=1), TODAY) == (("plan", 1), Filter())
    assert asked_of(Query(unit_id=unit_id), TODAY) == (("unit", unit_id), Filter())
    late = asked_of(Query(overdue=True, within=Query(unit_id=unit_id)), TODAY)
    assert late == (ALL, Filter(unit_ids=frozenset({unit_id}), due="overdue"))


def test_open_ones_are_those_of_the_open_statuses():
    day = Query(due_from=date(2026, 11, 24), due_before=date(2026, 11, 25), open_only=True)
    assert asked_of(day, TODAY)[1] == Filter(statuses=OPEN_STATUSES, due="2026-11-24")
    pressing = Query(due_before=date(2026, 11, 29), open_only=True)
    assert asked_of(pressing, TODAY)[1] == Filter(due="pressing"), "the span itself asks for open ones"


@pytest.mark.parametrize(("key", "title", "kept"), [
    ("month", "本月", "month"),
    ("month 3", "3月", "month 3"),
    ("2026-11-21", "11月21日", "today"),
    ("2026-11-24", "11月24日", "week"),
    ("2026-11-02", "11月2日", "month"),
    ("2026-10-09", "10月9日", "quarter"),
    ("2026-03-01", "3月1日", "year"),
    ("2027-03-01", "2027年3月1日", None),
    (None, "", None),
])  # fmt: skip
def test_what_a_span_is_called_and_what_a_view_keeps_of_it(key, title, kept):
    assert moving_key(key, TODAY) == kept
    if key:
        assert due_title(key, TODAY) == title


def test_a_span_and_its_question_are_found_from_each_other():
    for key in (*SPANS, "month 1", "month 12", "2027-03-01"):
        assert due_key(span_query(key, TODAY), TODAY) == key
    assert due_key(Query(lacks_lead=True), TODAY) is None
    with pytest.raises(ValueError, match="no span"):
        due_key(Query(due_from=date(2026, 1, 3), due_before=date(2026, 9, 9)), TODAY)


def test_a_month_of_the_year_moves_on_with_the_year():
    assert span_query("month 12", date(2027, 5, 1)) == Query(due_from=date(2027, 12, 1), due_before=date(2028, 1, 1))


def test_one_word_means_the_same_rows_on_board_navigation_and_chip(ledger, qapp):
    """导航“7日内”1项，筛选“7日内”2项：做完的也数进去了。"""
    ledger.set_status([next(iter(ledger.book.select(span_query("3 days", TODAY), TODAY))).measure.id], Status.DONE)
    places, told = Places(ledger, lambda: TODAY), board(ledger.book, TODAY)
    on_board = {"today": told.due_today, "3 days": told.in_3_days, "week": told.in_7_days, "overdue": told.overdue}
    on_board |= {"none": told.lacks_deadline, "pressing": told.pressing}
    listed = {place.title: place for place in places.entries}
    for key, figure in on_board.items():
        chip = Filter(due=key).query(places.place_for(ALL).query, TODAY)
        rows = ledger.book.select(chip, TODAY)
        assert len(rows) == figure.count, key
        if key != "pressing":
            assert listed[DUE_TITLES[key]].count == figure.count, key
        assert asked_of(figure.query, TODAY) == (ALL, Filter(due=key))


def test_every_count_of_the_navigation_is_that_of_its_question(ledger, qapp):
    places = Places(ledger, lambda: TODAY)
    counted = [place for place in places.entries if place.query is not None and place.view is None]
    assert len(counted) > 10
    for place in counted:
        assert place.count == len(ledger.book.select(place.query, TODAY)), place.title


def test_all_that_is_due_on_a_day_is_more_than_what_is_still_open():
    whole, still_open = (Query(due_from=TODAY, due_before=date(2026, 11, 22), open_only=on) for on in (False, True))
    assert (due_key(whole, TODAY), due_key(still_open, TODAY)) == (TODAY.isoformat(), "today")


@pytest.mark.parametrize(("key", "known"), [
    *((key, True) for key in DUE_TITLES),
    ("month 12", True),
    ("2026-11-24", True),
    ("month 13", False),
    ("half-year", False),
])  # fmt: skip
def test_only_spans_that_have_a_question_are_known(key, known):
    assert is_span(key) is known
    assert list(SPANS) == list(DUE_TITLES)
