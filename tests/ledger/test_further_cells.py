"""The annex's further columns: what a row's cell prints after an act, and which merged cells stay whole."""

from dataclasses import replace
from datetime import date

import pytest
from makers import a_draft, a_ledger, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.measure import ProgressId
from ledger_app.domain.plan import Field
from ledger_app.domain.status import Status

FIELDS = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS, Field.DEADLINE, Field.STATUS, Field.PROGRESS)
CELLS = (
    ("6月底前", "未启动", "原有进展"),
    (None, None, ""),
    (None, None, "甲"),
    (None, "未启动", None),
    ("年底前", "未启动", "乙"),
)
JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft(fields=FIELDS, cells=CELLS)) as opened:
        yield opened


def column(ledger, at):
    return [row.measure.cells[at] for row in ledger.book.rows()]


def report(ledger, measure_id, on, done, **more):
    ledger.add_progress(measure_id, on=on, done=done, **more)
    return ledger.book.progress_of(measure_id)


def test_a_row_put_before_a_heading_inside_a_merged_cell_leaves_the_text_below(ledger):
    """第一类最后一行下面加一行，合并到下一类的完成时限就没了。"""
    ids = ids_of(ledger)
    plan_id = ledger.book.row(ids[0]).plan.id
    ledger.add_measure(plan_id=plan_id, after=ids[2], section_id=None, text="新。")
    assert column(ledger, 0) == ["6月底前", None, None, None, None, "年底前"]
    assert column(ledger, 1) == ["未启动", None, None, "", "未启动", "未启动"]
    section = ledger.book.row(ids[0]).path[0]
    ledger.add_measure(plan_id=plan_id, after=None, section_id=section.id, text="又新。")
    assert column(ledger, 0) == ["6月底前", None, None, None, None, None, "年底前"]


def test_a_row_put_before_a_heading_inside_a_unit_cell_joins_it(tmp_path):
    draft = a_draft()
    covers = tuple(replace(c, unit_cell_id=draft.unit_cells[0].id) if c.id == 4 else c for c in draft.covers)
    cells = tuple(c for c in draft.unit_cells if c.id != 2)
    with a_ledger(tmp_path / "乙.ledger", replace(draft, covers=covers, unit_cells=cells)) as ledger:
        ids = ids_of(ledger)
        ledger.add_measure(plan_id=ledger.book.row(ids[0]).plan.id, after=ids[2], section_id=None, text="新。")
        assert len({row.unit_cells[0].id for row in ledger.book.rows()[:5]}) == 1


def test_a_status_for_all_rows_of_a_merged_cell_keeps_it_whole(ledger):
    ids = ids_of(ledger)
    ledger.set_status(ids[2::-1], Status.DONE)
    assert column(ledger, 1) == ["已完成(待核)", None, None, "未启动", "未启动"]
    ledger.set_status(ids[1:4], Status.CLOSED)
    assert column(ledger, 1) == ["已完成(待核)", "已销号", "已销号", "已销号", "未启动"]


def test_a_deadline_for_all_rows_of_a_merged_cell_keeps_it_whole_past_a_heading(ledger):
    ids = ids_of(ledger)
    ledger.set_deadline(ids, "2026-10-31")
    assert column(ledger, 0) == ["2026-10-31", None, None, None, "2026-10-31"]
    ledger.set_deadline(ids[:3], "2026-11-30")
    assert column(ledger, 0) == ["2026-11-30", "2026-11-30", "2026-11-30", "2026-10-31", "2026-10-31"]


def test_the_progress_cell_prints_the_newest_entry(ledger):
    first = ids_of(ledger)[0]
    report(ledger, first, JULY, "七月情况")
    report(ledger, first, JUNE, "六月情况")  # handed in late
    assert column(ledger, 2)[0] == "七月情况"
    newest, older = ledger.book.progress_of(first)
    ledger.change_progress(replace(older, done="六月实情"))
    assert column(ledger, 2)[0] == "七月情况"
    ledger.change_progress(replace(newest, done="七月实情"))
    assert column(ledger, 2)[0] == "七月实情"
    ledger.remove_progress(newest.id)
    assert column(ledger, 2)[0] == "六月实情"
    ledger.remove_progress(older.id)
    assert column(ledger, 2)[0] == ""


def test_an_entry_that_moves_behind_another_gives_its_cell_up(ledger):
    first = ids_of(ledger)[0]
    report(ledger, first, JUNE, "六月情况")
    newest, _ = report(ledger, first, JULY, "七月情况")
    ledger.change_progress(replace(newest, on=date(2026, 5, 1)))
    assert column(ledger, 2)[0] == "六月情况"


def test_an_entry_without_progress_leaves_the_cell_alone(ledger):
    first = ids_of(ledger)[0]
    (entry,) = report(ledger, first, JUNE, "", problems="缺资金")
    assert column(ledger, 2)[0] == "原有进展"
    ledger.remove_progress(entry.id)
    assert column(ledger, 2)[0] == "原有进展"


def test_progress_of_one_row_splits_its_merged_cell_and_the_same_text_does_not(ledger):
    ids = ids_of(ledger)
    report(ledger, ids[3], JUNE, "甲")
    assert column(ledger, 2)[2:4] == ["甲", None]
    report(ledger, ids[3], JULY, "乙")
    assert column(ledger, 2)[2:4] == ["甲", "乙"]


def test_one_report_on_several_rows_is_one_act(ledger):
    ids = ids_of(ledger)
    ledger.set_status([ids[4]], Status.SUSPENDED)
    rows = ledger.book.rows()
    ledger.report([*ids[1:], ids[1]], on=JUNE, done="一并推进", percent=20)
    assert [row.progress and row.progress.percent for row in ledger.book.rows()] == [None, 20, 20, 20, 20]
    assert len(ledger.book.progress) == 4
    assert [row.measure.status for row in ledger.book.rows()] == [
        *(Status.NOT_STARTED, Status.UNDER_WAY, Status.UNDER_WAY, Status.UNDER_WAY, Status.SUSPENDED),
    ]
    assert column(ledger, 2) == ["原有进展", "一并推进", "一并推进", None, "一并推进"]
    ledger.undo()
    assert ledger.book.rows() == rows
    assert ledger.report([], on=JUNE, done="无") is None


def test_a_changed_entry_is_checked_like_a_new_one(ledger):
    first = ids_of(ledger)[0]
    (entry,) = report(ledger, first, JUNE, "六月情况")
    with pytest.raises(UserError, match="进展是空的"):
        ledger.change_progress(replace(entry, done=" "))
    with pytest.raises(UserError, match="不能保存的字符"):
        ledger.change_progress(replace(entry, problems="坏\ud800字"))
    with pytest.raises(UserError, match="不能是101%"):
        ledger.change_progress(replace(entry, percent=101))
    with pytest.raises(KeyError):
        ledger.change_progress(replace(entry, id=ProgressId(99)))
    ledger.change_progress(replace(entry, done=" 实情\x0b ", who=" 李工 "))
    (changed,) = ledger.book.progress_of(first)
    assert (changed.done, changed.who) == ("实情", "李工")


def test_what_is_sent_back_reads_so_in_the_annex(ledger):
    ids = ids_of(ledger)
    report(ledger, ids[0], JUNE, "做完了")
    ledger.set_status(ids[:1], Status.DONE)
    ledger.send_back(ids[:1], on=JULY, reason="现场还没有完工")
    assert column(ledger, 2)[0] == ledger.book.progress_of(ids[0])[0].done == "核查退回"
    assert column(ledger, 1)[0] == "进行中"


def test_joined_rows_read_as_the_newest_entry_of_all(ledger):
    ids = ids_of(ledger)
    report(ledger, ids[0], JUNE, "六月情况")
    report(ledger, ids[1], JULY, "七月情况")
    ledger.merge_measures(ids[:2])
    assert column(ledger, 2)[0] == ledger.book.progress_of(ids[0])[0].done == "七月情况"
    assert column(ledger, 0) == ["6月底前", None, None, "年底前"]
    ledger.undo()
    assert column(ledger, 2)[:2] == ["六月情况", "七月情况"]
    ledger.add_progress(ids[0], on=date(2026, 8, 1), done="八月情况")
    ledger.merge_measures(ids[:2])
    assert column(ledger, 2)[0] == "八月情况"


def test_a_row_inside_a_merged_cell_goes_and_the_cell_stays_whole(ledger):
    ids = ids_of(ledger)
    ledger.remove_measures(ids[1:2])
    assert column(ledger, 0) == ["6月底前", None, None, "年底前"]
    ledger.remove_measures(ids[:1])
    assert column(ledger, 0) == ["6月底前", None, "年底前"]
