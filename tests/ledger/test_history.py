"""The journal as a clerk reads it."""

import pytest
from makers import TODAY, a_draft, a_ledger, ids_of

from ledger_app.domain.status import Status
from ledger_app.ledger.history import lines_of


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as opened:
        yield opened


def newest(ledger):
    return [(line.subject, line.column, line.before, line.after) for line in lines_of(ledger, ledger.log()[0].id)]


def test_a_cell_is_told_from_what_to_what(ledger):
    first = ids_of(ledger)[0]
    ledger.set_status([first], Status.DONE)
    assert newest(ledger) == [("改造小区12个。", "状态", "未启动", "已完成(待核)")]
    ledger.set_deadline([first], "2026-12-01")
    assert ("改造小区12个。", "完成时限", "空", "2026-12-01") in newest(ledger)


def test_a_progress_entry_is_told_with_its_words(ledger):
    first = ids_of(ledger)[0]
    ledger.add_progress(first, on=TODAY, done="已开工8个")
    assert ("改造小区12个。", "新增进展", "", "已开工8个") in newest(ledger)
    ledger.remove_progress(next(iter(ledger.book.progress)))
    (told,) = [line for line in newest(ledger) if line[1] == "删除进展"]
    assert told[2] == "已开工8个"


def test_a_removed_row_is_told_by_its_text(ledger):
    ledger.remove_measures(ids_of(ledger)[:1])
    assert ("改造小区12个。", "删除任务", "", "") in newest(ledger)


def test_a_unit_phrase_is_told_with_the_row_it_stands_at(ledger):
    first = ids_of(ledger)[0]
    ledger.set_unit_phrase(first, "市水务局负责。")
    assert ("改造小区12个。", "落实单位栏", "市住建局牵头,市财政局配合。", "市水务局负责。") in newest(ledger)


def test_an_import_is_summed_up(tmp_path):
    groups = [("一", "标题", [("市住建局负责。", [f"第{number}项。" for number in range(80)])])]
    with a_ledger(tmp_path / "乙.ledger", a_draft(groups)) as ledger:
        assert ("80条任务", "新增", "", "") in newest(ledger)
