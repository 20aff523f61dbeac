"""Reading a document: bytes -> what kind it is -> guarded and read. The wording is nobody's business here."""

import hashlib
import stat
from pathlib import Path

from ledger_app.documents.characters import decoded
from ledger_app.documents.csv_in import is_tab_text, read_csv, read_tab_text
from ledger_app.documents.html_in import read_html, read_html_text
from ledger_app.documents.odd_text import with_odd_text_told
from ledger_app.documents.sniff import Kind, sniff
from ledger_app.documents.text_in import read_plain_text, read_text
from ledger_app.domain.document import Document, Paragraphs, Part
from ledger_app.domain.errors import UserError

_MOST_BYTES = 200_000_000
_MOST_LINES = 20_000  # of text, blank ones aside: five hundred pages
_WORKBOOKS = frozenset({Kind.WORKBOOK, Kind.OLD_WORKBOOK, Kind.OPEN_WORKBOOK})
_SHEET_NAMES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xlsb"})
_TABLE_NAMES = frozenset({".csv", ".tsv"})
_PAGE_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_OTHER_NAMES = frozenset({".docx", ".doc", ".wps", ".pdf", ".mht", ".mhtml"})  # whose text is a sign of damage
_CLIPBOARD = "剪贴板"  # the name of a document that came without a file
_SAVE_AS_SHEET = "请在 Excel 中打开后另存为 .xlsx"
_SAVE_AS_WORD = "请在 Word 或 WPS 中打开后另存为 .docx"
_HINTS = {
    Kind.BINARY_WORKBOOK: _SAVE_AS_SHEET,
    Kind.XML_WORKBOOK: _SAVE_AS_SHEET,
    Kind.WORD: "请把扩展名改为 .docx 再导入",
    Kind.OLD_WORD: _SAVE_AS_WORD,
    Kind.OPEN_TEXT: _SAVE_AS_WORD,
    Kind.SLIDES: "请把其中的表格复制到 Excel，另存为 .xlsx 再导入",
    Kind.OLD_OFFICE: "请用原来的程序打开，另存为 .docx 或 .xlsx 再导入",
    Kind.PDF: "请用 Word 或 WPS 打开后另存为 .docx；扫描件请先识别成文字",
    Kind.OFD: "请用版式阅读软件打开，把文字或表格复制到 Word，另存为 .docx",
    Kind.RTF: _SAVE_AS_WORD,
    Kind.XML_WORD: _SAVE_AS_WORD,
    Kind.MAIL_PAGE: "请用浏览器打开后另存为 .html，或在 Excel 中另存为 .xlsx",
    Kind.IMAGE: "请先识别成文字，存为 .docx、.txt 或 .xlsx 再导入",
    Kind.ARCHIVE: "请先解压，再导入其中的文件",
    Kind.DATABASE: "台账请用“打开”，导入的应是文件或表格",
}


def read_document(path: Path) -> Document:
    """The document in a file, sniffed by its bytes. Raises UserError, naming the file, for what cannot be read."""
    return _document(_bytes(path), path)


def read_again(data: bytes, name: str) -> Document:
    """The document whose bytes were kept, by the name it had. Raises UserError as `read_document` does."""
    if name != _CLIPBOARD:
        return _document(data, Path(name))
    copied = data.decode("utf-8", "surrogatepass")
    return read_clipboard(copied, copied)


def read_clipboard(html: str, text: str, name: str = _CLIPBOARD) -> Document:
    """What was copied: a table as HTML or as a spreadsheet's cells, else plain text. Raises UserError for nothing."""
    if "<table" in html.lower():
        copied, parts = html, read_html_text(html, name)
    elif not text.strip():
        raise UserError(f"“{name}”里没有文字", "请先复制文件里的文字或表格")
    else:
        tabs = is_tab_text(text)
        copied, parts = text, ((read_tab_text(text, name),) if tabs else (read_plain_text(text),))
    data = copied.encode("utf-8", "surrogatepass")
    told = with_odd_text_told(_within_bounds(parts, name), name)
    return Document(name=name, sha256=hashlib.sha256(data).hexdigest(), original=data, parts=told)


def _document(data: bytes, path: Path) -> Document:
    parts = with_odd_text_told(_within_bounds(_parts(data, sniff(data), path), path.name), path.name)
    return Document(name=path.name, sha256=hashlib.sha256(data).hexdigest(), original=data, parts=parts)


def _within_bounds(parts: tuple[Part, ...], name: str) -> tuple[Part, ...]:
    """The parts. Raises UserError for a text longer than any plan, which would keep the clerk waiting for minutes."""
    for part in parts:
        if isinstance(part, Paragraphs) and len(part.lines) > _MOST_LINES:
            filled = sum(1 for line in part.lines if line.strip())
            if filled > _MOST_LINES:
                raise UserError(
                    f"“{name}”有{filled}行文字，超过{_MOST_LINES}行，没有打开", "请只保留要导入的方案，删去其余内容"
                )
    return parts


def _bytes(path: Path) -> bytes:
    name = path.name
    if name.startswith("~$"):
        raise UserError(f"“{name}”是 Office 打开文件时的临时文件", "请选择去掉“~$”的原文件")
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UserError(f"“{path}”是文件夹", "请选择其中的文件")
        if not stat.S_ISREG(status.st_mode):  # a pipe or device would be waited for without end
            raise UserError(f"“{path}”不是普通文件", "请选择一份文档")
        size = status.st_size
        if size > _MOST_BYTES:
            raise UserError(f"“{name}”有{size // 1_000_000} MB，太大，没有打开", "请只保留要导入的表格")
        data = path.read_bytes()
        after = path.stat()
    except FileNotFoundError as trouble:
        raise UserError(f"找不到文件“{name}”", "请检查路径和文件名") from trouble
    except OSError as trouble:
        raise UserError(f"“{name}”打不开", "请先在 Excel、Word 或 WPS 中关闭它，并确认有读取权限") from trouble
    if (after.st_size, after.st_mtime_ns) != (len(data), status.st_mtime_ns):
        raise UserError(f"“{name}”正在被其他程序改动，没有读入", "请等它保存好以后再导入")
    if not data:
        raise UserError(f"“{name}”是空文件", "请重新拷贝")
    return data


def _parts(data: bytes, kind: Kind, path: Path) -> tuple[Part, ...]:
    if kind in _WORKBOOKS:
        from ledger_app.documents.workbook_in import read_workbook  # the Excel library loads only for a workbook

        return read_workbook(data, kind, path.name)
    suffix = path.suffix.lower()
    if kind is Kind.WORD and suffix not in _SHEET_NAMES:
        from ledger_app.documents.word_in import read_word  # and the Word library only for a Word file

        return read_word(data, path.name)
    if kind is Kind.PAGE or (kind is Kind.TEXT and suffix in _PAGE_NAMES):
        return read_html(data, path.name)
    if kind is Kind.TEXT:
        return _text_parts(data, path.name, suffix)
    raise _refusal(kind, path.name, suffix)


def _text_parts(data: bytes, name: str, suffix: str) -> tuple[Part, ...]:
    if suffix in _TABLE_NAMES or (suffix in _SHEET_NAMES and is_tab_text(decoded(data, name)[0])):
        return (read_csv(data, name),)
    if suffix in _SHEET_NAMES or suffix in _OTHER_NAMES:
        raise _refusal(Kind.TEXT, name, suffix)
    return (read_text(data, name),)


def _refusal(kind: Kind, name: str, suffix: str) -> UserError:
    if kind is Kind.BROKEN_ARCHIVE:
        return UserError(f"“{name}”不完整或已损坏", "请重新拷贝")
    if kind is Kind.ENCRYPTED:
        return UserError(f"“{name}”有打开密码", "请先取消密码再导入")
    if suffix in _SHEET_NAMES:
        return UserError(f"“{name}”不是 Excel 工作簿（实际是{kind.value}）", _HINTS.get(kind, _SAVE_AS_SHEET))
    if kind is Kind.TEXT:
        return UserError(f"“{name}”实际是文本文件，与扩展名不符", "请把扩展名改为 .txt 再导入")
    return UserError(f"“{name}”是{kind.value}，现在还不能直接读入", _HINTS[kind])
