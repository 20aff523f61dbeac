"""Tables as text: the marks between cells, quotes, encodings."""

from pathlib import Path

import pytest

from ledger_app.documents.csv_in import read_tab_text
from ledger_app.documents.read import read_document
from ledger_app.domain.document import Grid
from ledger_app.domain.errors import UserError

ROWS = (("序号", "工作内容", "责任单位"), ("1", "补种，养护", "市林业局"), ("2", '栽"标准"苗\n两行', ""))
FORMS = {
    ",": '序号,工作内容,责任单位\r\n1,补种，养护,市林业局\r\n2,"栽""标准""苗\n两行",\r\n',
    "\t": '序号\t工作内容\t责任单位\r\n1\t补种，养护\t市林业局\r\n2\t"栽""标准""苗\n两行"\t\r\n',
    ";": '序号;工作内容;责任单位\n1;补种，养护;市林业局\n2;"栽""标准""苗\n两行";\n\n\n',
}


def grid(path: Path, content: bytes) -> Grid:
    path.write_bytes(content)
    (part,) = read_document(path).parts
    assert isinstance(part, Grid)
    return part


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", FORMS)
def test_every_mark_in_every_encoding(mark: str, encoding: str, tmp_path: Path) -> None:
    made = grid(tmp_path / "分工表.csv", FORMS[mark].encode(encoding))
    assert made.cells == ROWS
    assert made.name == "分工表"


def test_tabs_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    assert grid(tmp_path / "导出.xls", FORMS["\t"].encode("gb18030")).cells == ROWS


def test_tabs_under_their_own_name(tmp_path: Path) -> None:
    assert grid(tmp_path / "导出.tsv", FORMS["\t"].encode()).cells == ROWS


def test_cells_from_the_clipboard() -> None:
    assert read_tab_text(FORMS["\t"], "剪贴板").cells == ROWS


def test_excels_own_first_line_and_numbers_kept_as_text(tmp_path: Path) -> None:
    made = grid(tmp_path / "表.csv", 'sep=;\r\n="001";"甲,乙"\r\n'.encode())
    assert made.cells == (("001", "甲,乙"),)


def test_rows_of_different_lengths(tmp_path: Path) -> None:
    assert grid(tmp_path / "表.csv", "甲,乙\n1,2,3\n4".encode()).cells == (
        ("甲", "乙", ""),
        ("1", "2", "3"),
        ("4", "", ""),
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b",,\n,,\n", "里没有内容"),
        (('甲,"' + "乙" * 200_000).encode(), "第1行起读不通"),
        (b"\xff\xfe\x00", "字节起不是完整的文字"),
    ],
)
def test_refused_in_one_sentence_that_names_the_file(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words) as trouble:
        read_document(path)
    assert "“表.csv”" in str(trouble.value)
