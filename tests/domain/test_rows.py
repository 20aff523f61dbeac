from dataclasses import replace
from datetime import date, timedelta

import pytest
from makers import TODAY, a_draft, a_review

from ledger_app.domain.change import Edit
from ledger_app.domain.deadline import Deadline
from ledger_app.domain.lamp import Lamp, lamp_of
from ledger_app.domain.plan import Section
from ledger_app.domain.recurrence import Cadence, MeasureRecurrence, Recurrence
from ledger_app.domain.row import Query, matches
from ledger_app.domain.status import Status, is_overdue, status_of
from ledger_app.domain.unit import Role, role_of


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("status", "last_day", "lamp"),
    [
        (Status.UNDER_WAY, in_days(-1), Lamp.RED),
        (Status.NOT_STARTED, in_days(-400), Lamp.RED),
        (Status.UNDER_WAY, in_days(0), Lamp.YELLOW),
        (Status.UNDER_WAY, in_days(7), Lamp.YELLOW),
        (Status.UNDER_WAY, in_days(8), Lamp.GREEN),
        (Status.UNDER_WAY, None, Lamp.GREY),
        (Status.DONE, in_days(-1), Lamp.GREEN),
        (Status.CLOSED, None, Lamp.GREEN),
        (Status.SUSPENDED, in_days(-1), Lamp.GREY),
        (Status.ENDED, in_days(3), Lamp.GREY),
    ],
)
def test_the_lamp_follows_from_status_and_last_day(status, last_day, lamp):
    assert lamp_of(status, last_day, TODAY) is lamp


def test_only_open_work_with_a_past_last_day_is_overdue():
    assert is_overdue(Status.NOT_STARTED, in_days(-1), TODAY)
    assert not is_overdue(Status.NOT_STARTED, in_days(0), TODAY)
    assert not is_overdue(Status.DONE, in_days(-1), TODAY)
    assert not is_overdue(Status.UNDER_WAY, None, TODAY)


def test_a_clerks_words_are_known():
    assert status_of(" 已完成 ") is Status.DONE
    assert status_of("已完成（待核）") is Status.DONE
    assert status_of("好了") is None
    assert all(status_of(status.label) is status for status in Status)
    assert role_of("牵头") is Role.LEAD
    assert role_of("领导") is None


@pytest.fixture
def draft():
    review = a_review()
    ids = [row.measure.id for row in review.book.rows()]
    review.set_status(ids[:1], Status.UNDER_WAY)
    review.set_deadline(ids[:1], "2026-11-01")
    review.set_deadline(ids[1:2], "2026-12-31")
    return review


def found(draft, **asked):
    return [row.measure.id for row in draft.book.rows() if matches(row, Query(**asked), TODAY)]


def test_each_question_narrows_the_rows(draft):
    unit = draft.book.unit_named("市财政局").id
    assert found(draft) == [1, 2, 3, 4, 5]
    assert found(draft, unit_id=unit) == [1, 2, 3, 5]
    assert found(draft, unit_id=unit, role=Role.RESPONSIBLE) == [5]
    assert found(draft, role=Role.SUPPORT) == [1, 2, 3]
    assert found(draft, statuses=frozenset({Status.UNDER_WAY})) == [1]
    assert found(draft, overdue=True) == [1]
    assert found(draft, due_from=TODAY, due_before=date(2026, 12, 31)) == []
    assert found(draft, due_before=date(2027, 1, 1)) == [1, 2]
    assert found(draft, lacks_deadline=True) == [3, 4, 5]
    assert found(draft, lacks_lead=True) == []
    assert found(draft, doubtful=True) == []


def test_rows_are_found_by_lamp_and_by_being_flagged(draft):
    draft.book.apply([Edit(draft.book.measures[4], replace(draft.book.measures[4], flagged=True))])
    assert found(draft, flagged=True) == [4]
    assert found(draft, lamps=frozenset({Lamp.RED})) == [1]
    assert found(draft, lamps=frozenset({Lamp.RED, Lamp.GREEN})) == [1, 2]
    assert found(draft, lamps=frozenset({Lamp.GREY})) == [3, 4, 5]


def with_cadences(draft, measure_id, *cadences):
    """The measure comes round so often."""
    for at, cadence in enumerate(cadences):
        recurrence = Recurrence(cadence=cadence, phrase=cadence.label)
        record = MeasureRecurrence(id=measure_id * 10 + at, measure_id=measure_id, recurrence=recurrence)
        draft.book.apply([Edit(None, record)])


def test_rows_are_found_by_how_often_they_come_round(draft):
    with_cadences(draft, 2, Cadence.QUARTERLY, Cadence.MONTHLY)
    with_cadences(draft, 3, Cadence.YEARLY)
    assert found(draft, recurring=True) == [2, 3]
    assert found(draft, cadences=frozenset({Cadence.MONTHLY, Cadence.WEEKLY})) == [2]
    assert draft.book.row(2).cadence is Cadence.MONTHLY
    assert draft.book.row(1).cadence is Cadence.MONTHLY  # it names none


@pytest.mark.parametrize(
    ("cadences", "reported", "unreported"),
    [
        ((), None, True),
        ((), date(2026, 11, 1), False),
        ((), date(2026, 10, 31), True),
        ((Cadence.QUARTERLY,), date(2026, 10, 1), False),
        ((Cadence.QUARTERLY,), date(2026, 9, 30), True),
        ((Cadence.YEARLY, Cadence.WEEKLY), date(2026, 11, 16), False),  # the shortest counts; that day is a Monday
        ((Cadence.YEARLY, Cadence.WEEKLY), date(2026, 11, 15), True),
        ((Cadence.TEN_DAYS,), date(2026, 11, 20), True),
        ((Cadence.TEN_DAYS,), date(2026, 11, 21), False),
    ],
)
def test_an_open_row_is_unreported_until_an_entry_of_its_period(draft, cadences, reported, unreported):
    with_cadences(draft, 2, *cadences)
    if reported is not None:
        draft.add_progress(2, on=date(2026, 1, 5), done="早先")
        draft.add_progress(2, on=reported, done="做了")
    assert (2 in found(draft, unreported=True)) is unreported
    draft.set_status([2], Status.SUSPENDED)
    assert 2 not in found(draft, unreported=True)


def test_rows_of_archived_plans_are_found_only_where_asked_for(draft):
    plan = draft.plan
    draft.book.apply([Edit(plan, replace(plan, archived=True))])
    assert found(draft) == []
    assert found(draft, statuses=frozenset({Status.UNDER_WAY})) == []
    assert found(draft, plan_id=plan.id, statuses=frozenset({Status.UNDER_WAY})) == [1]
    assert found(draft, archived=True, overdue=True) == [1]
    for query in (Query(), Query(archived=True), Query(plan_id=plan.id), Query(within=Query(archived=True))):
        assert [row.measure.id for row in draft.book.select(query, TODAY)] == found_by(draft, query)
    assert draft.book.live_rows() == ()
    draft.book.apply([Edit(draft.plan, replace(plan, archived=False))])
    assert draft.book.live_rows() == draft.book.rows()


def found_by(draft, query):
    return [row.measure.id for row in draft.book.rows() if matches(row, query, TODAY)]


def test_a_question_within_another_asks_both(draft):
    unit = draft.book.unit_named("市财政局").id
    inner = Query(unit_id=unit, statuses=frozenset({Status.UNDER_WAY, Status.NOT_STARTED}))
    assert found(draft, within=inner, statuses=frozenset({Status.NOT_STARTED})) == [2, 3, 5]
    assert found(draft, within=Query(plan_id=draft.plan.id), overdue=True) == [1]
    assert found(draft, within=Query(within=Query(overdue=True))) == [1]


def test_roles_narrow_the_units_asked_for(draft):
    housing, finance = (draft.book.unit_named(name).id for name in ("市住建局", "市财政局"))
    assert found(draft, unit_ids=frozenset({housing, finance}), roles=frozenset({Role.RESPONSIBLE})) == [5]
    assert found(draft, unit_id=finance, roles=frozenset({Role.SUPPORT})) == [1, 2, 3]
    assert found(draft, unit_id=housing, role=Role.SUPPORT) == []


def test_a_row_knows_its_units_by_role(draft):
    row = draft.book.rows()[0]
    assert row.names(Role.LEAD) == ("市住建局",)
    assert row.names(Role.SUPPORT) == ("市财政局",)
    assert row.unit_text == "市住建局牵头,市财政局配合。"
    assert row.last_day == date(2026, 11, 1)
    assert row.measure.deadline == Deadline(
        phrase="2026-11-01", last_day=date(2026, 11, 1), how=row.measure.deadline.how
    )


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("一", "一、标题"),
        ("一、", "一、标题"),
        ("（一）", "（一）标题"),
        (None, "标题"),
        ("1.", "1.标题"),
        ("第一章 ", "第一章 标题"),
    ],
)
def test_a_heading_prints_its_number_before_its_title(number, printed):
    plan_id = a_draft().plan.id
    section = Section(id=1, plan_id=plan_id, parent_id=None, position=0, number=number, title="标题")
    assert section.printed == printed
