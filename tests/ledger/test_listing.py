"""Rows as a list shows them, made into a table of their own."""

import pytest
import python_calamine
from makers import TODAY

from ledger_app.domain.plan import Section
from ledger_app.domain.row import Query
from ledger_app.ledger import Ledger
from ledger_app.ledger.example import make_example
from ledger_app.ledger.export import export_workbook
from ledger_app.ledger.listing import listed


@pytest.fixture
def book(tmp_path):
    with Ledger.open(make_example(tmp_path), read_only=True) as ledger:
        yield ledger.book


def lines_of(annex):
    return [line.printed if isinstance(line, Section) else line.measure.id for line in annex.lines]


def test_each_heading_stands_once_above_its_rows_and_empty_ones_are_left_out(book):
    plan = min(book.plans.values(), key=lambda plan: plan.position)
    rows = book.select(Query(plan_id=plan.id), TODAY)[1::2]
    annex = listed("挑出来的", rows, under_headings=True)
    assert [line for line in annex.lines if not isinstance(line, Section)] == list(rows)
    headings = [line for line in annex.lines if isinstance(line, Section)]
    assert headings == list(dict.fromkeys(section for row in rows for section in row.path))
    first = annex.lines.index(rows[0])
    assert list(annex.lines[:first]) == list(rows[0].path), "nothing else above the first row"


def test_where_rows_are_of_several_plans_the_plans_are_headings_too(book):
    rows = book.rows()
    assert len({row.plan.id for row in rows}) > 1
    annex = listed("全部任务", rows, under_headings=True)
    titles = [row.plan.title for row in rows]
    assert [line for line in lines_of(annex) if line in titles] == list(dict.fromkeys(titles))


def test_a_flat_list_keeps_its_own_order(book):
    rows = sorted(book.rows(), key=lambda row: row.measure.text)
    annex = listed("按内容", rows, under_headings=False)
    assert annex.lines == tuple(rows)


def test_it_is_written_under_its_title_in_its_order(book, tmp_path):
    rows = sorted(book.rows(), key=lambda row: row.measure.text)[:5]
    path = tmp_path / "清单.xlsx"
    export_workbook([listed("逾期：市财政局", rows, under_headings=False)], "tracking", path, today=TODAY)
    grid = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert grid[0][0] == "逾期：市财政局"
    assert "共5项" in grid[1][0]
    assert grid[2][:2] == ["序号", "工作内容"]
    assert [row[1] for row in grid[3:] if row[1]] == [row.measure.text for row in rows]
