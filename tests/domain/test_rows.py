from datetime import date, timedelta

import pytest
from makers import TODAY, a_draft, a_review

from ledger_app.domain.deadline import Deadline
from ledger_app.domain.lamp import Lamp, lamp_of
from ledger_app.domain.plan import Section
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
