"""What the reading jobs of an import bring: by the office's calendar, also in what is typed during the review."""

from datetime import date

import pytest
from makers import a_ledger

from ledger_app.ui.reading import from_clipboard, from_file, open_draft, read_first, read_part

PLAN = """云河市桥梁检测方案
2026年3月2日
一、检测桥梁
（一）印发之日起5个工作日内完成全市桥梁检测。（市交通局负责）
"""
OFF = (date(2026, 3, 4), date(2026, 3, 5))
DUE = date(2026, 3, 11)  # 3月9日 by the State Council's notices


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger") as opened:
        calendar = opened.book.calendar
        for day in OFF:
            calendar = calendar.with_day(day, working=False)
        opened.set_calendar(calendar)
        yield opened


def last_days(draft):
    return [measure.deadline.last_day for measure in draft.measures]


def test_a_file_and_the_clipboard_are_read_by_the_office_s_working_days(ledger, tmp_path):
    path = tmp_path / "方案.txt"
    path.write_text(PLAN, "utf-8")
    reading = read_first(ledger, from_file(path))
    assert last_days(reading.draft) == [DUE]
    assert last_days(read_part(ledger, reading, 1).draft) == [DUE]
    assert last_days(read_first(ledger, from_clipboard("", PLAN)).draft) == [DUE]


def test_what_is_typed_during_the_review_is_read_by_them_too(ledger):
    reading = read_first(ledger, from_clipboard("", PLAN))
    draft = open_draft(reading, updates=False)
    ids = list(draft.book.measures)
    draft.set_deadline(ids, "长期坚持")
    draft.set_deadline(ids, "印发之日起5个工作日内")
    assert last_days(draft.result()) == [DUE]
