import gc
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from ledger_app.documents import workbook_out
from ledger_app.documents.annex_out import lay_out_annex, lay_out_annex_print
from ledger_app.documents.sheet import Sheet, SheetCell, Style, sheet_grid
from ledger_app.documents.workbook_out import sheet_names, write_workbook
from ledger_app.domain.errors import CancelledError, UserError
from tests.documents.annex_maker import a_small_annex


def a_sheet(*texts: str, name: str = "表") -> Sheet:
    cells = tuple(SheetCell(row, 0, text, Style.TEXT) for row, text in enumerate(texts))
    return Sheet(name=name, cells=cells, widths=(40.0,), heights=(22.5,) * len(texts))


def read_column(path: Path) -> list[str]:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return [row[0] for row in sheet.to_python(skip_empty_area=False)]


AWKWARD = [
    "=1+1",
    "+3",
    "-5",
    "@某人",
    "{=SUM(A1)}",
    "123456789012345678",
    "0012",
    "1e5",
    "2026-11-03",
    "TRUE",
    "http://example.org/a",
    "_x0041_",
    "<r>甲</r>",
    "<r> &lt; </r>",
    "&amp;<b>",
    "  前后有空格  ",
    "两\n行",
    "旧式\r\n换行",
    "\t制表",
    "𠮷野",
    "㈠①〇",
    "行分隔\u2028符",
]


def test_every_text_comes_back_as_text(tmp_path):
    written = write_workbook(tmp_path / "a.xlsx", [a_sheet(*AWKWARD)])
    assert read_column(tmp_path / "a.xlsx") == AWKWARD
    cells = [row[0] for row in load_workbook(tmp_path / "a.xlsx").active.iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells][:6] == AWKWARD[:6]
    assert (written.rows, written.cells) == (len(AWKWARD), len(AWKWARD))


def test_merged_text_is_no_formula_either(tmp_path):
    sheet = Sheet(name="表", cells=(SheetCell(0, 0, "=2+2", Style.TEXT, 2, 1),), widths=(9.0,), heights=(20.0, 20.0))
    write_workbook(tmp_path / "a.xlsx", [sheet])
    assert load_workbook(tmp_path / "a.xlsx").active["A1"].data_type == "s"


def test_what_is_written_is_the_grid_that_was_promised(tmp_path):
    sheet = lay_out_annex(a_small_annex())
    write_workbook(tmp_path / "a.xlsx", [sheet])
    found = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0)
    grid = sheet_grid(sheet)
    assert [tuple(row) for row in found.to_python(skip_empty_area=False)] == list(grid.cells)
    spans = {((m.top, m.left), (m.bottom, m.right)) for m in grid.merges}
    assert set(found.merged_cell_ranges) == spans


def test_the_same_sheets_give_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, [lay_out_annex(a_small_annex())])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_longer_than_excel_keeps_is_refused_with_its_place(tmp_path):
    with pytest.raises(UserError, match=r"工作表“表”第2行.*有32768个字，超过 Excel 单元格的上限32767个字"):
        write_workbook(tmp_path / "a.xlsx", [a_sheet("短", "长" * 32_768)])
    assert list(tmp_path.iterdir()) == []


def test_the_longest_text_excel_keeps_is_written_whole(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [a_sheet("长" * 32_767)])
    assert read_column(tmp_path / "a.xlsx") == ["长" * 32_767]


def test_length_is_counted_as_excel_counts(tmp_path):
    """A rare character such as 𠮷 is two of Excel's units."""
    with pytest.raises(UserError, match="32768个字"):
        write_workbook(tmp_path / "a.xlsx", [a_sheet("𠮷" * 16_384)])


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\uffff"])
def test_a_character_no_workbook_can_hold_is_named_with_its_cell(tmp_path, character):
    with pytest.raises(UserError, match=r"工作表“表”第2行（A栏“软□回车”）.*控制字符"):
        write_workbook(tmp_path / "a.xlsx", [a_sheet("好", f"软{character}回车")])
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_no_workbook_is_refused(tmp_path):
    with pytest.raises(UserError, match=r"“a\.xls”不是 .xlsx 文件名"):
        write_workbook(tmp_path / "a.xls", [a_sheet("甲")])


def test_an_export_of_nothing_says_so(tmp_path):
    with pytest.raises(UserError, match="没有可导出的内容"):
        write_workbook(tmp_path / "a.xlsx", [])


def test_a_bad_target_is_refused_before_any_work(tmp_path):
    def never(done: int, total: int) -> None:
        raise AssertionError("work was done")

    (tmp_path / "表.xlsx").mkdir()
    with pytest.raises(UserError, match="是文件夹"):
        write_workbook(tmp_path / "表.xlsx", [a_sheet("甲")], on_progress=never)


def spoiled(content: bytes, tmp_path: Path, old: str, new: str) -> bytes:
    """The same workbook with one string replaced inside its parts."""
    (tmp_path / "in.zip").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "in.zip") as source, zipfile.ZipFile(tmp_path / "out.zip", "w") as result:
        for name in source.namelist():
            result.writestr(name, source.read(name).decode().replace(old, new))
    return (tmp_path / "out.zip").read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("市财政局负责", "市财政局", "工作表“分工表”第7行"),
        ('<mergeCell ref="A4:A6"/>', "", "合并单元格"),
        ('name="分工表"', 'name="别的"', "工作表名称"),
        ("分片实施改造。", "", "工作表“分工表”第5行"),
    ],
)
def test_a_workbook_that_reads_back_differently_never_reaches_the_target(tmp_path, monkeypatch, old, new, words):
    folder = tmp_path / "导出"
    folder.mkdir()
    target = folder / "a.xlsx"
    target.write_bytes(b"old")
    monkeypatch.setattr(
        workbook_out, "_write_bytes", lambda temp, content: temp.write_bytes(spoiled(content, tmp_path, old, new))
    )
    with pytest.raises(UserError, match=f"“a.xlsx”写出后复读，.*{words}"):
        write_workbook(target, [lay_out_annex(a_small_annex())])
    assert target.read_bytes() == b"old"
    assert [path.name for path in folder.iterdir()] == ["a.xlsx"]


def test_lost_last_rows_are_noticed(tmp_path, monkeypatch):
    short = a_sheet("甲")
    real = workbook_out._workbook_bytes
    monkeypatch.setattr(workbook_out, "_workbook_bytes", lambda sheets, names, progress: real([short], names, progress))
    with pytest.raises(UserError, match="第2行与台账不一致"):
        write_workbook(tmp_path / "a.xlsx", [a_sheet("甲", "乙")])


def test_progress_counts_every_row_twice_and_ends_full(tmp_path):
    seen = []
    sheets = [a_sheet(*["甲"] * 450), a_sheet("乙", name="二")]
    write_workbook(tmp_path / "a.xlsx", sheets, on_progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (200, 902)
    assert seen[-1] == (902, 902)
    assert seen == sorted(seen)


@pytest.mark.parametrize("after", range(5))
def test_cancelling_at_any_moment_leaves_the_old_file_alone(tmp_path, after):
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > after

    with pytest.raises(CancelledError):
        write_workbook(target, [a_sheet(*["甲"] * 250)], cancelled=cancelled)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(tmp_path, enabled):
    (gc.enable if enabled else gc.disable)()
    try:
        with pytest.raises(CancelledError):
            write_workbook(tmp_path / "a.xlsx", [a_sheet("甲")], cancelled=lambda: True)
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


def test_sheet_names_are_cleaned_and_never_alike(tmp_path):
    names = ["2026/11[月]", "分工表", "分工表", "很" * 40, "很" * 40, "'引号'", "", ":*?", "History", "𠮷" * 20]
    expected = ["202611月", "分工表", "分工表(2)", "很" * 31, "很" * 28 + "(2)", "引号", "工作表", "工作表(2)"]
    expected += ["History(2)", "𠮷" * 15]
    assert sheet_names(names) == expected
    write_workbook(tmp_path / "a.xlsx", [a_sheet("甲", name=name) for name in names])
    assert CalamineWorkbook.from_path(tmp_path / "a.xlsx").sheet_names == expected


def test_fonts_borders_and_page_are_those_of_official_tables(tmp_path):
    write_workbook(tmp_path / "a.xlsx", [lay_out_annex_print(a_small_annex())])
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert (sheet["A2"].font.name, sheet["A2"].font.sz) == ("方正小标宋简体", 22)
    assert (sheet["A3"].font.name, sheet["A3"].font.sz) == ("黑体", 12)
    assert (sheet["C4"].font.name, sheet["C4"].font.sz) == ("仿宋_GB2312", 12)
    assert sheet["A1"].font.name == "黑体"
    assert sheet["A1"].border.left.style is None
    assert {sheet[f"{column}5"].border.left.style for column in "ABCD"} == {"thin"}
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.freeze_panes == "A4"


def test_heights_in_the_file_are_those_laid_out(tmp_path):
    laid_out = lay_out_annex_print(a_small_annex())
    write_workbook(tmp_path / "a.xlsx", [laid_out])
    sheet = load_workbook(tmp_path / "a.xlsx").active
    found = [sheet.row_dimensions[row + 1].height for row in range(len(laid_out.heights))]
    assert found == list(laid_out.heights)
