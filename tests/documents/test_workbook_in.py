"""Workbooks as grids: what a cell shows, which cells are merged, what is told beside it."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ledger_app.documents.read import read_document
from ledger_app.documents.workbook_in import shown
from ledger_app.domain.document import Grid, Span
from ledger_app.domain.errors import UserError
from tests.documents.old_workbook_maker import a_stream, an_old_workbook, label, merged, number, record
from tests.documents.sheet_maker import a_book, merges, row, s, texts


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "分工表.xlsx"


def sheets(path: Path) -> list[Grid]:
    parts = read_document(path).parts
    assert all(isinstance(part, Grid) for part in parts)
    return [part for part in parts if isinstance(part, Grid)]


def fill(sheet: Worksheet, *rows: list[str]) -> None:
    for place, values in enumerate(rows):
        sheet.write_row(place, 0, values)


def test_texts_stay_exactly_as_stored(book: Path) -> None:
    texts = [" 前后有空格 ", "两\n行", "=不是公式", "𠮷林", "001"]
    with xlsxwriter.Workbook(book) as file:
        sheet = file.add_worksheet()
        for column, text in enumerate(texts):
            sheet.write_string(0, column, text)
    assert sheets(book)[0].cells == (tuple(texts),)


def test_numbers_and_dates_as_a_person_sees_them(book: Path) -> None:
    with xlsxwriter.Workbook(book) as file:
        day = file.add_format({"num_format": "yyyy-mm-dd"})
        sheet = file.add_worksheet()
        sheet.write_number(0, 0, 12)
        sheet.write_number(0, 1, 0.5)
        sheet.write_datetime(0, 2, datetime(2026, 11, 30), day)  # noqa: DTZ001 - a sheet knows no time zone
        sheet.write_boolean(0, 3, True)
        sheet.write_number(0, 4, 45000)
    assert sheets(book)[0].cells == (("12", "0.5", "2026-11-30", "TRUE", "45000"),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (1e20, "1e+20"),
        (False, "FALSE"),
        (date(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 1, 5, 8, 30, tzinfo=UTC).replace(tzinfo=None), "2026-01-05 08:30"),
        (time(8, 30), "08:30"),
        (timedelta(hours=26), "26:00"),
        (timedelta(minutes=5, seconds=7), "0:05:07"),
    ],
)
def test_a_values_text(value: object, text: str) -> None:
    assert shown(value) == text  # type: ignore[arg-type]


def test_merged_ranges_in_reading_order(book: Path) -> None:
    with xlsxwriter.Workbook(book) as file:
        sheet = file.add_worksheet("甲")
        sheet.merge_range("B3:B4", "任务")
        sheet.merge_range("A1:E1", "标题")
        fill_rows = [["", "", ""], ["序号", "内容", "单位"], ["1", "", "市甲局"], ["2", "", "市乙局"]]
        for place, values in enumerate(fill_rows):
            for column, text in enumerate(values):
                if text:
                    sheet.write(place, column, text)
    grid = sheets(book)[0]
    assert grid.merges == (Span(top=0, left=0, bottom=0, right=4), Span(top=2, left=1, bottom=3, right=1))
    assert [len(row) for row in grid.cells] == [5, 5, 5, 5]
    assert grid.cells[2] == ("1", "任务", "市甲局", "", "")


def test_a_range_is_cut_to_the_used_rows(book: Path) -> None:
    with xlsxwriter.Workbook(book) as file:
        sheet = file.add_worksheet()
        fill(sheet, ["序号", "内容"], ["1", "补种。"])
        sheet.merge_range("A2:A2000", "1")
    grid = sheets(book)[0]
    assert grid.merges == ()
    assert len(grid.cells) == 2
    assert "已按有内容的区域截取" in grid.notes[0]


def test_leading_blank_rows_and_columns_keep_their_places(book: Path) -> None:
    with xlsxwriter.Workbook(book) as file:
        file.add_worksheet().write_string("B3", "内容")
    assert sheets(book)[0].cells == (("", ""), ("", ""), ("", "内容"))


def test_column_widths_are_kept(book: Path) -> None:
    with xlsxwriter.Workbook(book) as file:
        sheet = file.add_worksheet()
        sheet.set_column(0, 0, 6)
        sheet.set_column(1, 2, 40)
        fill(sheet, ["序号", "内容", "单位"])
    assert [round(width) for width in sheets(book)[0].widths] == [7, 41, 41]


def test_hidden_sheets_are_left_out_and_told(book: Path) -> None:
    with xlsxwriter.Workbook(book) as file:
        fill(file.add_worksheet("正表"), ["内容"])
        hidden = file.add_worksheet("底稿")
        fill(hidden, ["内容"])
        hidden.hide()
        file.add_worksheet("空表")
    grids = sheets(book)
    assert [grid.name for grid in grids] == ["正表"]
    assert grids[0].notes == ("隐藏的工作表“底稿”没有读入",)


def test_hidden_rows_and_columns_are_read_and_told(book: Path) -> None:
    with xlsxwriter.Workbook(book) as file:
        sheet = file.add_worksheet()
        fill(sheet, ["序号", "内容"], ["1", "补种。"], ["2", "养护。"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_row(2, 20, None, {"hidden": True})
        sheet.set_row(90, None, None, {"hidden": True})  # beyond what is used
        sheet.set_column(1, 1, 30, None, {"hidden": True})
        sheet.set_column(5, 90, 30, None, {"hidden": True})
    grid = sheets(book)[0]
    assert len(grid.cells) == 3
    assert grid.notes == ("有2行、1列是隐藏的，也已读入",)


def test_formulas_without_a_result_and_error_cells_are_told(book: Path) -> None:
    with xlsxwriter.Workbook(book) as file:
        sheet = file.add_worksheet()
        fill(sheet, ["序号", "内容"])
        sheet.write_formula("B2", '="甲"', None, "甲")
        sheet.write_formula("B3", '="乙"', None, "")
        sheet.write_formula("B4", "=1/0", None, "#DIV/0!")
        sheet.write_string("A4", "3")
    grid = sheets(book)[0]
    assert grid.cells[1][1] == "甲"
    assert "B3是公式但没有计算结果，请先在 Excel 中打开并保存" in grid.notes
    assert "B4是错误值（#DIV/0!），请在 Excel 中改正后再导入" in grid.notes


def test_a_formula_whose_result_is_empty_text_is_calculated(book: Path) -> None:
    cell = '<c r="B1" t="str"><f>IF(A1="","","甲")</f><v></v></c><c r="C1"><f t="shared" si="0"/></c>'
    book.write_bytes(a_book(row(1, s("A1", "1"), cell, s("D1", "2"))))
    assert sheets(book)[0].notes == ("C1是公式但没有计算结果，请先在 Excel 中打开并保存",)


def test_texts_under_a_merged_range_are_not_seen(book: Path) -> None:
    """Painted over with the format brush: the same text stays in each cell, or another that nobody sees."""
    rows = texts(1, "序号", "单位") + texts(2, "1", "市水务局") + texts(3, "1", "市住建局")
    book.write_bytes(a_book(rows, after=merges("A2:A3", "B2:B3")))
    grid = sheets(book)[0]
    assert grid.cells == (("序号", "单位"), ("1", "市水务局"), ("", ""))
    assert grid.merges == (Span(top=1, left=0, bottom=2, right=0), Span(top=1, left=1, bottom=2, right=1))
    assert grid.notes == ("B3被合并单元格盖住，里面的内容没有读入",)


def test_pieces_of_cells_that_are_struck_out_are_counted(book: Path) -> None:
    with xlsxwriter.Workbook(book) as file:
        struck = file.add_format({"font_strikeout": True})
        sheet = file.add_worksheet()
        sheet.write_rich_string(0, 0, "保留，", struck, "删去", "。")
        sheet.write_string(0, 1, "旧的", struck)
    assert sheets(book)[0].notes == ("单元格里有1段文字带删除线，也已读入", "B1的文字带删除线，也已读入")


def test_a_workbook_of_nothing_is_refused(book: Path) -> None:
    with xlsxwriter.Workbook(book) as file:
        file.add_worksheet()
    with pytest.raises(UserError, match=r"“分工表\.xlsx”里没有内容"):
        read_document(book)


def test_the_extension_does_not_matter(book: Path, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(book) as file:
        fill(file.add_worksheet(), ["内容"])
    renamed = tmp_path / "分工表.txt"
    renamed.write_bytes(book.read_bytes())
    assert sheets(renamed)[0].cells == (("内容",),)


# ---- .xls


def an_xls(path: Path, *cells: bytes, extra: bytes = b"", **more: object) -> Path:
    path.write_bytes(an_old_workbook(a_stream(*cells, extra=extra), **more))  # type: ignore[arg-type]
    return path


def test_an_old_workbook_is_read_with_its_merged_cells(tmp_path: Path) -> None:
    cells = [label(0, 0, "序号"), label(0, 1, "内容"), number(1, 0, 1), label(1, 1, "补种。"), label(2, 2, "市林业局")]
    path = an_xls(tmp_path / "旧表.xls", *cells, merged((1, 2, 1, 1)))
    grid = sheets(path)[0]
    assert grid.cells == (("序号", "内容", ""), ("1", "补种。", ""), ("", "", "市林业局"))
    assert grid.merges == (Span(top=1, left=1, bottom=2, right=1),)


@pytest.mark.parametrize(
    "broken",
    [
        {"size": 4_000_000_000},
        {"circle": True},
        {"extra": record(0x00FC, b"\x01\x00\x00\x00\xff\xff\xff\x7f")},
        {"name": "Book1"},
    ],
)
def test_counts_that_would_end_the_process_are_refused(broken: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "旧表.xls"
    extra = broken.pop("extra", b"")
    path.write_bytes(an_old_workbook(a_stream(label(0, 0, "内容"), extra=extra), **broken))  # type: ignore[arg-type]
    with pytest.raises(UserError, match=r"旧表\.xls"):
        read_document(path)


def test_a_far_cell_of_an_old_workbook_is_refused(tmp_path: Path) -> None:
    path = an_xls(tmp_path / "旧表.xls", label(0, 0, "内容"), label(65535, 65535, "远"))
    with pytest.raises(UserError, match="用到第65536行，超出可以读入的范围"):
        read_document(path)


def test_an_old_workbook_with_a_password_is_named(tmp_path: Path) -> None:
    path = an_xls(tmp_path / "旧表.xls", label(0, 0, "内容"), extra=record(0x002F, bytes(6)))
    with pytest.raises(UserError, match=r"“旧表\.xls”有打开密码"):
        read_document(path)
