"""From a workbook to records and back to a workbook, through the reader as the program uses it."""

from pathlib import Path

import pytest

from ledger_app.documents.annex_out import lay_out_annex, lay_out_annex_print
from ledger_app.documents.sheet import sheet_grid
from ledger_app.documents.workbook_out import write_workbook
from ledger_app.domain.document import Grid
from ledger_app.domain.row import Annex, MeasureRow
from ledger_app.ledger.draft import Draft
from ledger_app.ledger.intake import read_plan

SAMPLE = next((Path(__file__).parents[2] / "resources" / "sample").glob("*.xlsx"))


@pytest.fixture(params=["our sample", "document 000"])
def source(request: pytest.FixtureRequest) -> Path:
    if request.param == "our sample":
        return SAMPLE
    shared: Path = request.getfixturevalue("shared")
    return shared / "intake" / "workbooks" / "000_annex.xlsx"


def imported(path: Path) -> tuple[Annex, Grid]:
    draft, document = read_plan(path)
    return Draft(draft, document).book.annex(draft.plan.id), document.parts[0]


def content(annex: Annex) -> list[tuple[object, ...]]:
    """What the clerk would call the table: headings, numbers, texts, unit phrases, duties."""
    return [
        (line.measure.number, line.measure.text, line.unit_text, [(a.unit.name, a.role) for a in line.assigned])
        if isinstance(line, MeasureRow)
        else (line.number, line.title)
        for line in annex.lines
    ]


def test_an_imported_annex_is_exported_cell_for_cell_and_merge_for_merge(source):
    annex, grid = imported(source)
    again = sheet_grid(lay_out_annex(annex))
    assert again.cells == grid.cells
    assert set(again.merges) == set(grid.merges)


def test_the_exported_annex_imported_and_exported_again_is_the_same_file(source, tmp_path):
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    write_workbook(first, [lay_out_annex(imported(source)[0])])
    write_workbook(second, [lay_out_annex(imported(first)[0])])
    assert first.read_bytes() == second.read_bytes()


def test_the_print_layout_imported_again_joins_what_its_pages_cut(source, tmp_path):
    annex, _ = imported(source)
    sheet = lay_out_annex_print(annex)
    assert len(sheet.breaks) > 2
    assert any(cell.text.endswith("（续）") for cell in sheet.cells)
    write_workbook(tmp_path / "打印.xlsx", [sheet])
    assert content(imported(tmp_path / "打印.xlsx")[0]) == content(annex)
