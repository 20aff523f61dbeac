"""Text files in the encodings of offices."""

import hashlib
from pathlib import Path

import pytest

from ledger_app.documents.read import read_clipboard, read_document
from ledger_app.domain.document import Grid, Paragraphs
from ledger_app.domain.errors import UserError

TEXT = "一、清理河道\r\n（一）打捞漂浮物。𠮷\n\n　市水务局负责"
LINES = ("一、清理河道", "（一）打捞漂浮物。𠮷", "", "　市水务局负责")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_lines_come_untouched_from_every_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes(TEXT.encode(encoding))
    part = read_document(path).parts[0]
    assert isinstance(part, Paragraphs)
    assert part.lines == LINES


def test_a_guessed_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    assert read_document(path).parts[0].notes == ("文件按 GB18030 编码读取",)


def test_big_endian_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    part = read_document(path).parts[0]
    assert isinstance(part, Paragraphs)
    assert part.lines == LINES


def test_the_document_keeps_the_original_and_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes(TEXT.encode())
    document = read_document(path)
    assert (document.name, document.original) == ("计划.txt", TEXT.encode())
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_control_characters_are_dropped_and_told(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes("一、清理\x02河道\x0c市水务局负责".encode())
    part = read_document(path).parts[0]
    assert isinstance(part, Paragraphs)
    assert part.lines == ("一、清理河道", "市水务局负责")
    assert part.notes == ("去掉了1个不能显示的控制字符",)


# ---- from the clipboard


def test_copied_text_cells_and_tables() -> None:
    text, cells = "一、清理河道\n市水务局负责", "序号\t内容\n1\t清理"
    table = "<table><tr><td>序号<td>内容<tr><td>1<td>清理</table>"
    assert read_clipboard("", text).parts == read_clipboard("<b>甲</b>", text).parts
    assert [type(part) for part in read_clipboard("", text).parts] == [Paragraphs]
    copied = [read_clipboard(table, text).parts[0], read_clipboard("", cells).parts[0]]
    assert [part.cells for part in copied if isinstance(part, Grid)] == [(("序号", "内容"), ("1", "清理"))] * 2


def test_a_copied_table_is_kept_as_it_was_copied() -> None:
    document = read_clipboard("<table><tr><td>甲<td>乙</table>", "甲\t乙")
    assert (document.name, document.original) == ("剪贴板", "<table><tr><td>甲<td>乙</table>".encode())
    assert document.sha256 == hashlib.sha256(document.original).hexdigest()


def test_nothing_copied_is_said() -> None:
    with pytest.raises(UserError, match="“剪贴板”里没有文字"):
        read_clipboard("", " \n")
