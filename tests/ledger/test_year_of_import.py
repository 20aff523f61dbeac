"""A document without any year: what is proposed, and that the next year can be chosen instead."""

from datetime import date
from pathlib import Path

from ledger_app.ledger.draft import Draft
from ledger_app.ledger.intake import read_copied_plan, read_plan

TEXT = "护河方案\n一、打捞漂浮物，8月底前完成。（市水务局负责）\n二、拆除违建。（市城管局负责）\n"
TODAY = date(2026, 11, 22)


def test_the_next_year_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "护河方案.txt"
    path.write_text(TEXT, encoding="utf-8")
    draft = Draft(*read_plan(path, today=TODAY))
    (doubt,) = (each for each in draft.book.open_doubts() if each.measure_id is not None)
    assert (doubt.proposal, doubt.alternatives) == ("2026-08-31", ("2027-08-31",))
    draft.settle_doubt(doubt.id, doubt.alternatives[0])
    deadline = draft.book.rows()[0].measure.deadline
    assert deadline is not None
    assert deadline.last_day == date(2027, 8, 31)


def test_what_was_copied_is_read_alike() -> None:
    draft, _ = read_copied_plan("", TEXT, today=TODAY)
    assert draft.measures[0].deadline is not None
    assert draft.measures[0].deadline.last_day == date(2026, 8, 31)
