"""Files that are not what they seem: one sentence that names the file, and nothing worse."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from ledger_app.documents.guard import guard_workbook
from ledger_app.documents.read import read_document
from ledger_app.domain.errors import UserError

SHEET = "xl/worksheets/sheet1.xml"


def a_workbook() -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("分工表")
        sheet.write_row(0, 0, ["序号", "工作内容", "落实单位"])
        sheet.write_row(1, 0, ["一", "修订城市管理办法。", "市城管局负责。"])
    return target.getvalue()


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in source.infolist():
            content = source.read(item)
            archive.writestr(item.filename, change(content) if item.filename == part else content)
    return target.getvalue()


def without_part(data: bytes, part: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for item in source.infolist():
            if item.filename != part:
                archive.writestr(item.filename, source.read(item))
    return target.getvalue()


def with_sheet_text(old: bytes, new: bytes) -> bytes:
    changed = with_part(a_workbook(), SHEET, lambda xml: xml.replace(old, new))
    assert changed != a_workbook()
    return changed


def an_archive(names: list[str], mimetype: bytes = b"") -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, b"<a/>")
    return target.getvalue()


def an_ole_file(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + stream.encode("utf-16-le") + b"\x00\x00" * 200


def far_cell() -> bytes:
    return with_sheet_text(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def without_references() -> bytes:
    """A far row whose cells do not say where they stand."""
    row = b'<row r="9999999"><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>'
    return with_sheet_text(b"</sheetData>", row + b"</sheetData>")


def a_bomb() -> bytes:
    return with_sheet_text(b"</sheetData>", b"</sheetData>" + b" " * 60_000_000)


def merged(*ranges: bytes) -> bytes:
    cells = b"".join(b'<mergeCell ref="' + r + b'"/>' for r in ranges)
    return with_sheet_text(b"</sheetData>", b'</sheetData><mergeCells count="2">' + cells + b"</mergeCells>")


REFUSED = {
    "空.xlsx": (b"", "空文件"),
    "文字.xlsx": ("一、加强领导".encode(), "不是 Excel 工作簿（实际是文本文件）"),
    "网页.html": (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "里没有文字内容"),
    "网页.mht": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "是单个文件网页"),
    "表格.xls": (b'<?xml version="1.0"?><Workbook/>', "实际是XML 表格"),
    "半截.xlsx": (a_workbook()[:2000], "不完整或已损坏"),
    "缺尾.xlsx": (a_workbook()[:-22], "不完整或已损坏"),
    "加密.xlsx": (an_ole_file("EncryptedPackage"), "有打开密码"),
    "文档.doc": (an_ole_file("WordDocument"), "Word 97-2003"),
    "不明.xls": (an_ole_file("Something"), "旧版 Office 文件"),
    "坏表.xls": (an_ole_file("Workbook"), "不完整或已损坏"),
    "改名.xlsx": (an_archive(["[Content_Types].xml", "word/document.xml"]), "实际是Word 文档"),
    "文档.docx": (an_archive(["[Content_Types].xml", "word/document.xml"]), "不完整或已损坏"),
    "文档.wps": (an_ole_file("WordDocument"), "WPS 文字文档"),
    "文档.odt": (an_archive(["content.xml"], mimetype=b"application/vnd.oasis.opendocument.text"), "是ODF 文字文档"),
    "文档.pdf": ("一、加强领导".encode(), "实际是文本文件"),
    "版式.ofd": (an_archive(["OFD.xml"]), "是OFD 版式文件"),
    "材料.rar": (b"Rar!\x1a\x07\x01\x00", "是压缩包"),
    "材料.7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", "是压缩包"),
    "通知.xml": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        "是Word XML 文档",
    ),
    "通知.rtf": (b"{\\rtf1", "是RTF 文档"),
    "材料.zip": (an_archive(["a.txt"]), "是压缩包"),
    "二进制.xlsb": (an_archive(["xl/workbook.bin"]), ".xlsb"),
    "扫描.pdf": (b"%PDF-1.7\n", "是PDF 文件"),
    "台账.ledger": (b"SQLite format 3\x00" + b"\x00" * 100, "台账"),
    "数据.csv": (b"\x00\x01\x02" * 90, "不是可以读的文本文件"),
    "乱码.txt": (bytes(range(256)) * 8, "不是可以读的文本文件"),
    "空值.txt": (b"\x00" * 400, "不是可以读的文本文件"),
    "图.png": (b"\x89PNG\r\n\x1a\n\x00\x00", "是图片"),
    "~$分工表.xlsx": (a_workbook(), "临时文件"),
    "远处.xlsx": (far_cell(), "一直用到 XFD1048576"),
    "长号.xlsx": (with_sheet_text(b'r="A1"', b'r="A999999999991"'), "写法不合规范"),
    "无号.xlsx": (without_references(), "一直用到 C9999999"),
    "炸弹.xlsx": (a_bomb(), "解压后大得不正常"),
    "实体.xlsx": (with_sheet_text(b"<worksheet ", b'<!DOCTYPE a [<!ENTITY e "x">]><worksheet '), "DOCTYPE"),
    "断开.xlsx": (with_sheet_text(b"</sheetData>", b"</sheetDate>"), f"部件 {SHEET} 第2行读不通"),
    "缺页.xlsx": (without_part(a_workbook(), SHEET), "缺少工作表“分工表”的内容"),
    "缺簿.xlsx": (without_part(a_workbook(), "xl/workbook.xml"), "不完整或已损坏"),
    "越界.xlsx": (an_archive(["xl/workbook.xml", "xl/../../evil.xml"]), "越出文件的路径"),
    "重叠.xlsx": (merged(b"A2:A5", b"A1:B2"), "A1:B2 与 A2:A5 重叠"),
    "坏号.xlsx": (with_sheet_text(b"<v>0</v>", b"<v>9999</v>"), ""),
    "暗号.xlsx": (with_sheet_text(b'r="A1"', b'r="&#65;1"'), "写法不合规范"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_sentence_that_names_the_file(name: str, tmp_path: Path) -> None:
    content, words = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError) as trouble:
        read_document(path)
    assert f"“{name}”" in str(trouble.value)
    assert words in str(trouble.value)
    assert trouble.value.hint
    assert path.read_bytes() == content


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"找不到文件“没有\.xlsx”"):
        read_document(tmp_path / "没有.xlsx")


def test_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="是文件夹"):
        read_document(tmp_path)


def test_overlapping_merges_name_the_sheet_and_both_ranges(tmp_path: Path) -> None:
    path = tmp_path / "重叠.xlsx"
    path.write_bytes(merged(b"A1:A2", b"A2:B2"))
    with pytest.raises(UserError, match="工作表“分工表”中合并单元格 A1:A2 与 A2:B2 重叠"):
        read_document(path)


def test_twice_the_same_part_is_refused() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("xl/workbook.xml", b"<b/>")
    with pytest.raises(UserError, match="重名"):
        guard_workbook(target.getvalue(), "双份.xlsx")


def test_thousands_of_parts_are_refused() -> None:
    with pytest.raises(UserError, match="5001个部件"):
        guard_workbook(an_archive([f"xl/media/{i}.xml" for i in range(5001)]), "散件.xlsx")


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    data = a_workbook()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        item = archive.getinfo(SHEET)
    middle = item.header_offset + 30 + len(SHEET) + item.compress_size // 2
    path = tmp_path / "坏字节.xlsx"
    path.write_bytes(data[:middle] + bytes([data[middle] ^ 0x55]) + data[middle + 1 :])
    with pytest.raises(UserError, match=r"坏字节\.xlsx"):
        read_document(path)


def test_a_text_file_with_a_broken_bom_says_where(tmp_path: Path) -> None:
    path = tmp_path / "断字.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "一、".encode()[:-1])
    with pytest.raises(UserError, match="从第7个字节起不是完整的文字"):
        read_document(path)


@pytest.mark.parametrize("where", [b"<worksheet ", b"<sheetData"])
def test_a_far_cell_under_a_prefix_is_found(where: bytes, tmp_path: Path) -> None:
    """Two names for one namespace: the reader takes both."""
    prefix = b'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    far = b'<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></sheetData>'
    data = with_part(
        a_workbook(), SHEET, lambda xml: xml.replace(b"</sheetData>", far).replace(where, where + b" " + prefix, 1)
    )
    path = tmp_path / "前缀.xlsx"
    path.write_bytes(data)
    with pytest.raises(UserError, match="一直用到 XFD1048576"):
        read_document(path)
