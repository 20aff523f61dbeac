"""Reading a document: bytes -> what kind it is -> guarded and read. The wording is nobody's business here."""

import hashlib
from pathlib import Path

from ledger_app.documents.sniff import Kind, sniff
from ledger_app.documents.text_in import read_text
from ledger_app.domain.document import Document, Part
from ledger_app.domain.errors import UserError

_MOST_BYTES = 200_000_000
_WORKBOOKS = frozenset({Kind.WORKBOOK, Kind.OLD_WORKBOOK, Kind.OPEN_WORKBOOK})
_SHEET_NAMES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xlsb"})
_SAVE_AS_SHEET = "请在 Excel 中打开后另存为 .xlsx"
_COPY_TABLE = "请把其中的表格复制到 Excel，另存为 .xlsx 再导入"
_HINTS = {
    Kind.BINARY_WORKBOOK: _SAVE_AS_SHEET,
    Kind.XML_WORKBOOK: _SAVE_AS_SHEET,
    Kind.WORD: _COPY_TABLE,
    Kind.OLD_WORD: _COPY_TABLE,
    Kind.SLIDES: _COPY_TABLE,
    Kind.OLD_OFFICE: _COPY_TABLE,
    Kind.PDF: _COPY_TABLE,
    Kind.RTF: _COPY_TABLE,
    Kind.PAGE: _COPY_TABLE,
    Kind.IMAGE: "请先识别成文字，存为 .txt 或 .xlsx 再导入",
    Kind.ARCHIVE: "请先解压，再导入其中的文件",
    Kind.DATABASE: "台账请用“打开”，导入的应是文件或表格",
}


def read_document(path: Path) -> Document:
    """The document in a file, sniffed by its bytes. Raises UserError, naming the file, for what cannot be read."""
    data = _bytes(path)
    kind = sniff(data)
    parts = _parts(data, kind, path)
    return Document(name=path.name, sha256=hashlib.sha256(data).hexdigest(), original=data, parts=parts)


def _bytes(path: Path) -> bytes:
    name = path.name
    if path.is_dir():
        raise UserError(f"“{name}”是文件夹", "请选择其中的文件")
    if name.startswith("~$"):
        raise UserError(f"“{name}”是 Office 打开文件时的临时文件", "请选择去掉“~$”的原文件")
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise UserError(f"“{name}”有{size // 1_000_000} MB，太大，没有打开", "请只保留要导入的表格")
        data = path.read_bytes()
    except FileNotFoundError as trouble:
        raise UserError(f"找不到文件“{name}”", "请检查路径和文件名") from trouble
    except OSError as trouble:
        raise UserError(f"“{name}”打不开", "请确认它没有被其他程序独占，并且有读取权限") from trouble
    if not data:
        raise UserError(f"“{name}”是空文件", "请重新拷贝")
    return data


def _parts(data: bytes, kind: Kind, path: Path) -> tuple[Part, ...]:
    if kind in _WORKBOOKS:
        from ledger_app.documents.workbook_in import read_workbook  # the Excel library loads only for a workbook

        return read_workbook(data, kind, path.name)
    suffix = path.suffix.lower()
    if kind is Kind.TEXT and suffix not in _SHEET_NAMES and suffix not in (".docx", ".doc", ".csv", ".pdf"):
        return (read_text(data, path.name),)
    raise _refusal(kind, path.name, suffix)


def _refusal(kind: Kind, name: str, suffix: str) -> UserError:
    if kind is Kind.BROKEN_ARCHIVE:
        return UserError(f"“{name}”不完整或已损坏", "请重新拷贝")
    if kind is Kind.ENCRYPTED:
        return UserError(f"“{name}”有打开密码", "请先在 Excel 中取消密码再导入")
    if kind is Kind.TEXT and suffix == ".csv":
        return UserError(f"“{name}”是 CSV 文件，现在还不能直接读入", _SAVE_AS_SHEET)
    if suffix in _SHEET_NAMES:
        return UserError(f"“{name}”不是 Excel 工作簿（实际是{kind.value}）", _HINTS.get(kind, _SAVE_AS_SHEET))
    if kind is Kind.TEXT:
        return UserError(f"“{name}”实际是文本文件，与扩展名不符", "请把扩展名改为 .txt 再导入")
    return UserError(f"“{name}”是{kind.value}，现在还不能直接读入", _HINTS[kind])
