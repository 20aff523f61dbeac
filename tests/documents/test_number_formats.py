"""Numbers as a sheet shows them: by the format of their cell."""

import struct
from pathlib import Path

import pytest

from ledger_app.documents.number_formats import built_in, number_format
from ledger_app.documents.read import read_document
from ledger_app.domain.document import Grid
from tests.documents.old_workbook_maker import a_stream, an_old_workbook, label, record
from tests.documents.sheet_maker import a_book, n, row, s
from tests.documents.test_every_form import an_open_workbook

DAY = 45474  # 2024-07-01


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0%", 0.35, "35%"),
        ("0.0%", 0.355, "35.5%"),
        ("0.00%", 1.2, "120.00%"),
        ('yyyy"年"m"月"', DAY, "2024年7月"),
        ("yyyy\\年mm\\月", DAY, "2024年07月"),
        ('[$-804]yyyy"年"m"月"d"日";@', DAY, "2024年7月1日"),
        ('yy"年"m"月"', DAY, "2024年7月"),
        ("yyyy/m", DAY, "2024/7"),
        ("yyyy-mm;@", DAY, "2024-07"),
        ('m"月"d"日"', DAY, "7月1日"),
        ('m"月"', DAY, "7月"),
        ("mmm-yy", DAY, "2024年7月"),
        ("d-mmm", DAY, "7月1日"),
        ("000", 7, "007"),
        ("0_ ", 2.6, "3"),
        ("0.00", 0.125, "0.13"),
        ("#,##0.00", 1234567.891, "1,234,567.89"),
        ("0.##", 2.5, "2.5"),
        ('0"个"', 12, "12个"),
        ("[$¥-804]#,##0", 1200, "¥1,200"),
        ("0_);[Red]\\(0\\)", -3, "(3)"),
        ("0.0", -0.26, "-0.3"),
        ('0;-0;"—"', 0, "—"),
    ],
)
def test_what_a_format_shows(code: str, value: float, text: str) -> None:
    made = number_format(code)
    assert made is not None
    assert made.text(value) == text


@pytest.mark.parametrize(
    "code", ["General", "@", "", "[h]:mm", "[>=100]0;0.0", 'General"个"', "h" * 300, "aaaa", "上午/下午"]
)
def test_formats_that_are_left_to_the_plain_value(code: str) -> None:
    assert number_format(code) is None


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("# ?/?", 0.5),
        ("0.00E+00", 12),
        ("0,", 12345),
        ("0%", 1e300),
        ("0%", float("nan")),
        ("0;;", 0),
        ("yyyy-mm-dd hh:mm", DAY + 0.5),
        ("d-mmm-yy", DAY),
        ("dddd, mmmm dd, yyyy", DAY),
        ('yyyy"年"', -1),
        ('yyyy"年"', 2_958_466),
        ('yyyy"年"', float("inf")),
    ],
)
def test_values_that_are_left_to_the_plain_value(code: str, value: float) -> None:
    made = number_format(code)
    assert made is None or made.text(value) is None


def test_a_day_counted_from_1904() -> None:
    made = number_format(built_in(57))
    assert made is not None
    assert (made.text(45000), made.text(45000, from_1904=True)) == ("2023年3月", "2027年3月")


def test_days_before_the_29_february_that_never_was() -> None:
    made = number_format("yyyy-mm-dd")
    assert made is not None
    assert [made.text(day) for day in (1, 59, 61)] == ["1900-01-01", "1900-02-28", "1900-03-01"]


def test_the_cells_of_a_sheet(tmp_path: Path) -> None:
    """Custom and built-in formats, formulas, empty cells; texts and plain numbers stay."""
    path = tmp_path / "数.xlsx"
    formula = '<c r="D1" s="1"><f>B1*2</f><v>0.7</v></c>'
    cells = row(
        1, n("A1", "0.35"), n("B1", "0.35", 1), n("C1", "45474", 2), formula, '<c r="E1" s="1"/>', s("F1", "0.35")
    )
    path.write_bytes(a_book(cells, formats=("0%", 57)))
    (part,) = read_document(path).parts
    assert isinstance(part, Grid)
    assert part.cells == (("0.35", "35%", "2024年7月", "70%", "", "0.35"),)


def test_a_month_is_a_deadline_to_its_end(tmp_path: Path) -> None:
    """The clerk typed 2027年6月; the sheet keeps the first of June."""
    from ledger_app.ledger.intake import read_plan
    from tests.documents.sheet_maker import a_table

    path = tmp_path / "月.xlsx"
    line = row(2, s("A2", "1"), s("B2", "疏浚城东排水渠。"), s("C2", "市水务局"), n("D2", "46539", 1))
    path.write_bytes(a_book(a_table(line), formats=('yyyy"年"m"月"',)))
    deadline = read_plan(path)[0].measures[0].deadline
    assert deadline is not None
    assert (deadline.phrase, str(deadline.last_day)) == ("2027年6月", "2027-06-30")


def test_struck_out_cells_are_told(tmp_path: Path) -> None:
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/><font><strike/></font>'
        '</fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>'
    )
    struck = '<c r="B1" s="1" t="inlineStr"><is><t>旧的</t></is></c><c r="C1" s="1"/>'
    path = tmp_path / "划.xlsx"
    path.write_bytes(a_book(row(1, s("A1", "新的"), struck), parts={"xl/styles.xml": styles.encode()}))
    (part,) = read_document(path).parts
    assert part.notes == ("B1的文字带删除线，也已读入",)


# ---- .xls and .ods


def test_the_cells_of_an_old_workbook(tmp_path: Path) -> None:
    """Four kinds of record that hold a number, a chart in between, errors, a hidden row."""
    codes = [(164, 'yyyy"年"m"月"'), (165, "0.0%")]
    extra = b"".join(record(0x041E, struct.pack("<HHB", at, len(c), 1) + c.encode("utf-16-le")) for at, c in codes)
    extra += b"".join(record(0x00E0, struct.pack("<HH", 0, number) + bytes(16)) for number in (0, 9, 164, 165))
    short = lambda value: (value << 2) | 2  # noqa: E731
    cells = [
        record(0x0203, struct.pack("<HHHd", 0, 0, 1, 0.35)),
        record(0x027E, struct.pack("<HHHI", 0, 1, 2, short(DAY))),
        record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0020, 0, 0, 0, 6)) + record(0x000A),
        record(0x00BD, struct.pack("<HHHIHIH", 0, 2, 3, short(35) | 1, 0, short(7), 3)),
        record(0x0006, struct.pack("<HHHdHIH", 0, 4, 1, 0.5, 0, 0, 0)),
        record(0x0205, struct.pack("<HHHBB", 1, 0, 0, 0x17, 1)),
        record(0x0006, struct.pack("<HHH", 1, 1, 0) + b"\x02\x00\x2a\x00\x00\x00\xff\xff" + bytes(8)),
        record(0x0203, struct.pack("<HHHd", 1, 2, 2, 99999999999.0)),
        record(0x0208, struct.pack("<HHHHHHI", 1, 0, 3, 0, 0, 0, 0x20)),
    ]
    path = tmp_path / "旧.xls"
    path.write_bytes(an_old_workbook(a_stream(*cells, label(0, 5, "文字"), extra=extra)))
    (part,) = read_document(path).parts
    assert isinstance(part, Grid)
    assert part.cells == (
        ("35%", "2024年7月", "35.0%", "7", "50%", "文字"),
        ("#REF!", "#N/A", "99999999999", "", "", ""),
    )
    assert part.notes == (
        "有1行是隐藏的，也已读入",
        "A2、B2是错误值（#REF!、#N/A），请在 Excel 中改正后再导入",
        "C2设成了日期格式，但里面的数字不是日期",
    )


def test_the_cells_of_an_open_workbook(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="{}" office:{}="{}"{}>{}<text:p>{}</text:p></table:table-cell>'
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    rows = (
        "<table:table-row>"
        + cell.format("percentage", "value", "0.35", "", note, "35%")
        + cell.format("date", "date-value", "2024-07-01", "", "", "2024年7月")
        + cell.format("float", "value", "7", ' table:number-columns-repeated="2"', "", "<text:span>007</text:span>")
        + '</table:table-row><table:table-row table:visibility="filter">'
        + cell.format("currency", "value", "1200", "", "", "¥1,200")
        + "</table:table-row>"
    )
    path = tmp_path / "开.ods"
    path.write_bytes(an_open_workbook(rows))
    (part,) = read_document(path).parts
    assert isinstance(part, Grid)
    assert part.cells == (("35%", "2024年7月", "007", "007"), ("¥1,200", "", "", ""))
    assert part.notes == ("有1行是隐藏的，也已读入", "工作表正在筛选，筛掉的行也已读入")
