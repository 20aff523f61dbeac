"""From a file to a ledger and back to a file: the annex comes back cell for cell."""

import pytest
import python_calamine
from makers import TODAY

from ledger_app.domain.errors import CancelledError, UserError
from ledger_app.domain.measure import DoubtKind
from ledger_app.ledger import Ledger
from ledger_app.ledger.example import make_example, sample_plans
from ledger_app.ledger.export import LAYOUTS, export_workbook
from ledger_app.ledger.intake import read_plan


def grid(path):
    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return sheet.to_python(skip_empty_area=False), sorted(sheet.merged_cell_ranges)


def exported(ledger, path, layout="annex"):
    annexes = [ledger.book.annex(plan_id) for plan_id in ledger.book.plans]
    export_workbook(annexes, layout, path, today=TODAY)
    return path


def imported(source, path):
    ledger = Ledger.open(path, create=True)
    ledger.import_plan(*read_plan(source))
    return ledger


def test_our_sample_annex_comes_back_cell_for_cell(tmp_path):
    source = sample_plans()[0]
    with imported(source, tmp_path / "甲.ledger") as ledger:
        out = exported(ledger, tmp_path / "出.xlsx")
    assert grid(out) == grid(source)


def test_the_real_annex_comes_back_cell_for_cell_and_once_more(tmp_path, shared):
    source = shared / "intake" / "workbooks" / "000_annex.xlsx"
    with imported(source, tmp_path / "甲.ledger") as ledger:
        assert (len(ledger.book.measures), len(ledger.book.sections)) == (66, 24)
        out = exported(ledger, tmp_path / "出.xlsx")
    assert grid(out) == grid(source)
    with imported(out, tmp_path / "乙.ledger") as second:
        again = exported(second, tmp_path / "再出.xlsx")
    assert again.read_bytes() == out.read_bytes()


def test_the_flattened_text_gives_the_annex_it_was_flattened_from(tmp_path, shared):
    (text,) = (shared / "intake" / "documents").glob("000_*.txt")
    with imported(text, tmp_path / "甲.ledger") as ledger:
        assert len(ledger.book.measures) in (65, 66)
        assert len(ledger.book.sections) == 24
        out = exported(ledger, tmp_path / "出.xlsx")
    assert grid(out) == grid(shared / "intake" / "workbooks" / "000_annex.xlsx")


def test_the_printed_annex_joins_into_the_same_rows_again(tmp_path):
    with imported(sample_plans()[0], tmp_path / "甲.ledger") as ledger:
        printed = exported(ledger, tmp_path / "印.xlsx", "annex-print")
        with imported(printed, tmp_path / "乙.ledger") as second:
            again = exported(second, tmp_path / "一.xlsx")
        assert grid(again) == grid(exported(ledger, tmp_path / "二.xlsx"))


def test_a_table_that_would_not_come_back_is_told_at_import(tmp_path):
    draft, _ = read_plan(sample_plans()[0])
    assert not [doubt for doubt in draft.doubts if doubt.kind is DoubtKind.LAYOUT]
    with imported(sample_plans()[0], tmp_path / "甲.ledger") as ledger:
        printed = exported(ledger, tmp_path / "印.xlsx", "annex-print")
    joined, _ = read_plan(printed)
    assert [doubt.message for doubt in joined.doubts if doubt.kind is DoubtKind.LAYOUT]


def test_a_cancelled_reading_says_so():
    with pytest.raises(CancelledError):
        read_plan(sample_plans()[0], cancelled=lambda: True)


def test_nothing_to_export_is_said(tmp_path):
    with (
        Ledger.open(tmp_path / "空.ledger", create=True) as ledger,
        pytest.raises(UserError, match="没有可以导出的任务"),
    ):
        exported(ledger, tmp_path / "出.xlsx")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_holds_a_sheet_for_each_plan(tmp_path, layout):
    with Ledger.open(make_example(tmp_path), read_only=True) as ledger:
        out = exported(ledger, tmp_path / "出.xlsx", layout)
    assert len(python_calamine.CalamineWorkbook.from_path(out).sheet_names) == len(sample_plans())
