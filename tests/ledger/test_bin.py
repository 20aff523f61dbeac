"""The recycle bin: what was taken out, and that it comes back as it was."""

import pytest
from makers import FIELDS, TODAY, a_draft, a_ledger, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.plan import Field
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ledger.bin import BinKind


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft(doubtful=True)) as opened:
        yield opened


def test_a_deleted_group_comes_back_with_status_units_progress_and_places(ledger):
    """还原误删的分组."""
    first, second, *_ = ids_of(ledger)
    ledger.set_status([second], Status.CLOSED)
    ledger.add_progress(first, on=TODAY, done="已开工8个", percent=60)
    rows, places = ledger.book.rows(), [ledger.places_of(id_) for id_ in ids_of(ledger)]
    ledger.remove_section(ledger.book.measures[first].section_id)
    assert [row.measure.text for row in ledger.book.rows()] == ["新建公路80公里。", "落实养护资金。"]
    ledger.set_status(ids_of(ledger), Status.UNDER_WAY)
    ledger.set_status(ids_of(ledger), Status.NOT_STARTED)
    (entry,) = ledger.bin()
    assert (entry.label, entry.who, entry.summary) == ("删除标题", "王倩", "标题1个、任务3项、进展1条")
    assert entry.why_not is None
    ledger.take_back(entry.change_id)
    assert ledger.book.rows() == rows
    assert [ledger.places_of(id_) for id_ in ids_of(ledger)] == places
    assert ledger.bin() == ()
    assert ledger.check() == ()


def test_a_heading_goes_with_those_below_it_and_hands_its_merged_cells_on(tmp_path):
    fields = (*FIELDS, Field.OTHER)
    cells = [("甲",), (None,), (None,), (None,), ("乙",)]
    with a_ledger(tmp_path / "列.ledger", a_draft(fields=fields, cells=cells)) as ledger:
        first = ids_of(ledger)[0]
        change = ledger.remove_section(ledger.book.measures[first].section_id)
        assert [row.measure.cells for row in ledger.book.rows()] == [("甲",), ("乙",)]
        ledger.set_text(ids_of(ledger)[0], "新建公路90公里。")
        ledger.take_back(change.head.id)
        assert [row.measure.cells for row in ledger.book.rows()] == cells


def test_what_is_in_the_bin_is_told_by_its_words_and_its_plan(ledger):
    ledger.remove_measures(ids_of(ledger)[:2])
    (entry,) = ledger.bin()
    assert [(item.kind, item.text, item.plan) for item in entry.items] == [
        (BinKind.MEASURE, "改造小区12个。", "云河市重点工作分工表"),
        (BinKind.MEASURE, "加装电梯30部。", "云河市重点工作分工表"),
    ]
    assert entry.count(BinKind.MEASURE) == 2


def test_a_plan_is_in_the_bin_as_a_whole(ledger):
    rows = ledger.book.rows()
    ledger.remove_plan(rows[0].plan.id)
    (entry,) = ledger.bin()
    assert entry.summary == "文件1个、标题2个、任务5项"
    assert entry.items[0].text == entry.items[-1].plan == "云河市重点工作分工表"
    ledger.take_back(entry.change_id)
    assert ledger.book.rows() == rows


def test_a_removed_entry_is_in_the_bin(ledger):
    ledger.add_progress(ids_of(ledger)[0], on=TODAY, done="已开工8个")
    ledger.remove_progress(next(iter(ledger.book.progress)))
    (entry,) = ledger.bin()
    assert [(item.kind.label, item.text, item.plan) for item in entry.items] == [
        ("进展", "已开工8个", "云河市重点工作分工表")
    ]


def test_the_newest_stands_first_and_what_was_undone_is_not_there(ledger):
    one, two, three, *_ = ids_of(ledger)
    ledger.remove_measures([one])
    ledger.remove_measures([two])
    ledger.remove_measures([three])
    ledger.undo()
    assert [entry.items[0].text for entry in ledger.bin()] == ["加装电梯30部。", "改造小区12个。"]


def test_what_needs_another_to_come_back_first_says_so(ledger):
    first = ids_of(ledger)[0]
    ledger.add_progress(first, on=TODAY, done="已开工8个")
    ledger.remove_progress(next(iter(ledger.book.progress)))
    ledger.remove_measures([first])
    newest, older = ledger.bin()
    assert newest.why_not is None
    assert "“删除任务”删去了这里要用的内容" in older.why_not
    ledger.take_back(newest.change_id)
    (older,) = ledger.bin()
    assert older.why_not is None


def test_rows_joined_or_made_a_heading_are_not_thrown_away(ledger):
    ledger.merge_measures(ids_of(ledger)[:2])
    ledger.promote(ids_of(ledger)[0])
    assert ledger.bin() == ()


def test_the_bin_of_a_ledger_open_for_reading_can_be_looked_into(ledger):
    ledger.remove_measures(ids_of(ledger)[:1])
    ledger.close()
    with Ledger.open(ledger.path, read_only=True) as reader:
        (entry,) = reader.bin()
        assert "只读方式" in entry.why_not


def test_where_much_was_done_since_it_is_known_only_on_trying(ledger, monkeypatch):
    """A bin of thousands of rows opens at once."""
    first = ids_of(ledger)[0]
    ledger.add_progress(first, on=TODAY, done="已开工8个")
    ledger.remove_progress(next(iter(ledger.book.progress)))
    ledger.remove_measures([first])
    monkeypatch.setattr("ledger_app.ledger.taking_back._FEW", 0)
    older = ledger.bin()[1]
    assert older.why_not is None
    with pytest.raises(UserError, match="删去了这里要用的内容"):
        ledger.take_back(older.change_id)
