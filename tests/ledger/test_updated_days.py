"""On which day each measure was last touched."""

from datetime import date, datetime, timedelta, timezone

from makers import TODAY, a_draft, a_ledger, ids_of

from ledger_app.domain.status import Status


def test_an_act_on_a_measure_or_on_what_belongs_to_it_counts(tmp_path):
    days = iter(range(1, 28))
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as ledger:
        ledger._now = lambda: datetime(2027, 1, next(days), 9, tzinfo=timezone(timedelta(hours=8)))
        first, second, third = ids_of(ledger)[:3]
        ledger.set_status([first], Status.DONE)
        ledger.add_progress(second, on=TODAY, done="已开工")
        marked = ledger.updated_days()
        assert marked[first] < marked[second]
        assert marked[first].year == marked[second].year == 2027
        assert marked[third] < date(2027, 1, 1)
        ledger.remove_measures([first])
        assert first not in ledger.updated_days()


def test_being_moved_aside_is_no_update(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as ledger:
        before = ledger.updated_days()
        ledger._now = lambda: datetime(2027, 1, 5, 9, tzinfo=timezone(timedelta(hours=8)))
        first, second, *_ = ids_of(ledger)
        plan = ledger.book.measures[first].plan_id
        for _ in range(12):  # until there is no room left between two rows
            ledger.add_measure(plan_id=plan, after=first, section_id=None, text="新任务")
        assert ledger.updated_days()[second] == before[second]
