"""The ledger as it stood on a day, and what moved since."""

from datetime import UTC, date, datetime, timedelta

import pytest
from makers import a_document, a_draft, a_ledger, ids_of

from ledger_app.domain.lamp import Lamp, LampRules
from ledger_app.domain.movement import Moved
from ledger_app.domain.status import Status
from ledger_app.ledger import Book, Ledger
from ledger_app.ledger.past import compare, tally


class Days:
    """A clock that the test sets; it goes on by a second a look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 8, 10, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def go_to(self, month: int, day: int) -> None:
        self.now = datetime(2026, month, day, 9, tzinfo=UTC)


@pytest.fixture
def days():
    return Days()


@pytest.fixture
def ledger(tmp_path, days):
    with Ledger.open(tmp_path / "甲.ledger", create=True, now=days, who="王倩") as opened:
        opened.import_plan(a_draft(), a_document())
        opened.set_deadline(ids_of(opened), "2026-10-15")
        yield opened


def statuses(book):
    return [row.measure.status for row in book.rows()]


def test_a_day_is_seen_as_it_was_in_the_evening(ledger, days):
    first, second, *_ = ids_of(ledger)
    days.go_to(9, 1)
    ledger.set_status([first], Status.UNDER_WAY)
    seen = ledger.book.rows()
    days.go_to(9, 2)
    ledger.set_status([first], Status.DONE)
    ledger.remove_measures([second])
    assert ledger.as_of(date(2026, 9, 1)).rows() == seen
    assert ledger.as_of(date(2026, 9, 2)).rows() == ledger.book.rows()
    assert ledger.as_of(date(2026, 8, 9)).rows() == ()
    assert ledger.book.row(first).measure.status is Status.DONE, "the ledger itself is as it was"


def test_a_moment_within_a_day_counts(ledger, days):
    first = ids_of(ledger)[0]
    days.go_to(9, 1)
    ledger.set_status([first], Status.UNDER_WAY)
    between = days.now
    ledger.set_status([first], Status.DONE)
    assert ledger.as_of(between).row(first).measure.status is Status.UNDER_WAY
    assert ledger.as_of(between.replace(tzinfo=None)).row(first).measure.status is Status.UNDER_WAY


def test_what_counts_is_the_order_of_the_acts_where_the_clock_was_set_back(ledger, days):
    first = ids_of(ledger)[0]
    days.go_to(9, 20)
    ledger.set_status([first], Status.UNDER_WAY)
    days.go_to(9, 10)
    ledger.set_status([first], Status.DONE)
    assert ledger.as_of(date(2026, 9, 15)).row(first).measure.status is Status.DONE
    assert ledger.as_of(date(2026, 9, 5)).row(first).measure.status is Status.NOT_STARTED


def test_undone_and_taken_back_acts_are_seen_while_they_stood(ledger, days):
    first = ids_of(ledger)[0]
    days.go_to(9, 1)
    change = ledger.set_status([first], Status.DONE)
    days.go_to(9, 5)
    ledger.take_back(change.head.id)
    days.go_to(9, 8)
    ledger.undo()
    assert [ledger.as_of(date(2026, 9, day)).row(first).measure.status for day in (1, 6, 9)] == [
        Status.DONE,
        Status.NOT_STARTED,
        Status.DONE,
    ]


def test_the_lamp_rules_of_the_day_are_those_of_the_day(ledger, days):
    days.go_to(9, 1)
    ledger.set_lamp_rules(LampRules(name="早预警", soon_days=60))
    assert ledger.as_of(date(2026, 8, 31)).lamps.name == "默认"
    assert ledger.as_of(date(2026, 9, 1)).lamps.name == "早预警"


def test_a_ledger_of_nothing_was_always_empty(tmp_path):
    with a_ledger(tmp_path / "空.ledger") as empty:
        assert empty.as_of(date(2026, 1, 1)).rows() == ()
        assert tally(empty.book, date(2026, 1, 1)).share is None


def test_the_numbers_of_a_day_are_counted_by_status_and_lamp(ledger):
    first, second, *_ = ids_of(ledger)
    ledger.set_status([first], Status.CLOSED)
    ledger.set_status([second], Status.SUSPENDED)
    told = tally(ledger.book, date(2026, 10, 16))
    assert (told.total, told.finished, told.share, told.overdue) == (5, 1, 0.2, 3)
    assert {status: count for status, count in told.by_status.items() if count} == {
        Status.NOT_STARTED: 3,
        Status.CLOSED: 1,
        Status.SUSPENDED: 1,
    }
    assert dict(told.by_lamp) == {Lamp.RED: 3, Lamp.YELLOW: 0, Lamp.GREEN: 1, Lamp.BLUE: 0, Lamp.GREY: 1}


def test_the_numbers_are_those_of_the_rows_by_whatever_rules(ledger):
    first, second, *_ = ids_of(ledger)
    ledger.set_lamp_rules(LampRules(behind_points=10, far_behind_points=30))
    ledger.add_progress(first, on=date(2026, 8, 9), done="先报", percent=90)
    ledger.add_progress(first, on=date(2026, 8, 10), done="后报", percent=10)
    ledger.add_progress(second, on=date(2026, 8, 10), done="快", percent=100)
    day = date(2026, 10, 1)
    lit = [row.lamp(day) for row in ledger.book.rows()]
    assert dict(tally(ledger.book, day).by_lamp) == {lamp: lit.count(lamp) for lamp in Lamp}
    assert tally(ledger.book, day).by_lamp[Lamp.RED] == 1


def test_the_ends_of_months_past_are_told_and_this_one_so_far(ledger, days):
    first, second, *_ = ids_of(ledger)
    days.go_to(9, 20)
    ledger.set_status([first], Status.DONE)
    days.go_to(11, 2)
    ledger.set_status([second], Status.DONE)
    ends = [date(2026, month, day) for month, day in ((7, 31), (8, 31), (9, 30), (10, 31), (11, 21))]
    told = [tally(ledger.as_of(day), day) for day in ends]
    assert [(each.total, each.finished, each.overdue) for each in told] == [
        (0, 0, 0),
        (5, 0, 0),
        (5, 1, 0),
        (5, 1, 4),
        (5, 2, 3),
    ]


def test_one_plan_and_archived_plans(ledger, days):
    plan_id = ledger.book.rows()[0].plan.id
    days.go_to(9, 1)
    ledger.archive_plan(plan_id, True)
    before, after = (tally(ledger.as_of(day), day) for day in (date(2026, 8, 31), date(2026, 9, 1)))
    assert (before.total, after.total) == (5, 0)
    assert tally(ledger.as_of(date(2026, 8, 31)), date(2026, 8, 31), plan_id).total == 5
    assert compare(ledger.as_of(date(2026, 8, 31)), ledger.book, date(2026, 8, 31), date(2026, 9, 1)).of(Moved.GONE)


def test_what_moved_between_two_days_is_told_for_each_measure(ledger, days):
    one, two, three, four, five = ids_of(ledger)
    then_day, today = date(2026, 8, 31), date(2026, 10, 12)
    days.go_to(9, 1)
    ledger.set_status([one], Status.DONE)
    ledger.set_deadline([two], "2026-12-31")
    ledger.add_progress(three, on=date(2026, 9, 1), done="已开工", percent=30)
    ledger.remove_measures([four])
    plan_id = ledger.book.rows()[0].plan.id
    ledger.add_measure(plan_id=plan_id, after=one, section_id=None, text="新增一项。")
    moved = compare(ledger.as_of(then_day), ledger.book, then_day, today)
    what = {movement.measure_id: {each.label for each in movement.what} for movement in moved.measures}
    new = max(ids_of(ledger))
    assert what == {
        one: {"状态"},
        new: {"新增"},
        two: {"完成时限"},
        three: {"状态", "进展", "亮灯"},
        five: {"亮灯"},
        four: {"移除"},
    }
    assert [movement.measure_id for movement in moved.measures] == [one, new, two, three, five, four]
    lamp = moved.of(Moved.LAMP)[-1]
    assert (lamp.lamp_then, lamp.lamp_now) == (Lamp.GREEN, Lamp.YELLOW)
    assert (moved.then.total, moved.now.total, moved.now.finished) == (5, 5, 1)
    (gone,) = moved.of(Moved.GONE)
    assert (gone.now, gone.lamp_now, gone.then.measure.text) == (None, None, "新建公路80公里。")


def test_nothing_moved(ledger):
    day = date(2026, 9, 1)
    assert compare(ledger.book, Book(ledger._store.load()), day, day).measures == ()
