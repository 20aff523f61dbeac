"""What a file really is, told by its bytes; its extension is only believed where the bytes leave it open."""

import re
import zipfile
from enum import Enum
from io import BytesIO

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<html", b"<!doctype html", b"<table", b"<head", b"<body", b"<meta", b"<div", b"<style", b"<center", b"<font")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")
_COMMENTS = re.compile(rb"(?:\s*<!--.*?-->)+", re.S)  # 保存自… above the page itself
_SNIFFED = 2048  # bytes in which a page shows that it is one


class Kind(Enum):
    """Kinds of file, with the words a clerk knows them by."""

    WORKBOOK = "Excel 工作簿"
    OLD_WORKBOOK = "Excel 97-2003 工作簿"
    OPEN_WORKBOOK = "ODF 电子表格"
    BINARY_WORKBOOK = "Excel 二进制工作簿（.xlsb）"
    ENCRYPTED = "有打开密码的文件"
    WORD = "Word 文档"
    OLD_WORD = "Word 97-2003 或 WPS 文字文档"
    OPEN_TEXT = "ODF 文字文档"
    OFD = "OFD 版式文件"
    MAIL_PAGE = "单个文件网页（.mht）"
    SLIDES = "演示文稿"
    OLD_OFFICE = "旧版 Office 文件"
    PDF = "PDF 文件"
    RTF = "RTF 文档"
    PAGE = "网页"
    XML_WORKBOOK = "XML 表格"
    XML_WORD = "Word XML 文档"
    IMAGE = "图片"
    DATABASE = "数据库或台账文件"
    ARCHIVE = "压缩包"
    BROKEN_ARCHIVE = "残缺的压缩文件"
    TEXT = "文本文件"


def sniff(data: bytes) -> Kind:
    """The kind of file these bytes are; TEXT for whatever shows no other sign."""
    if data.startswith((_ZIP, b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    if data.startswith(b"%PDF"):
        return Kind.PDF
    if data.startswith(b"{\\rtf"):
        return Kind.RTF
    if data.startswith(b"SQLite format 3\x00"):
        return Kind.DATABASE
    if data.startswith(_ARCHIVES):
        return Kind.ARCHIVE
    if data.startswith(_IMAGES) and b"\x00" in data[:64]:
        return Kind.IMAGE
    return _markup_kind(data[:_SNIFFED])


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Kind.BROKEN_ARCHIVE
    if "xl/workbook.bin" in names:
        return Kind.BINARY_WORKBOOK
    if any(name.startswith("xl/") for name in names):
        return Kind.WORKBOOK
    if any(name.startswith("word/") for name in names):
        return Kind.WORD
    if any(name.startswith("ppt/") for name in names):
        return Kind.SLIDES
    if "content.xml" in names and b"opendocument.spreadsheet" in data[:256]:
        return Kind.OPEN_WORKBOOK
    if "content.xml" in names and b"opendocument.text" in data[:256]:
        return Kind.OPEN_TEXT
    return Kind.OFD if "OFD.xml" in names else Kind.ARCHIVE


def _ole_kind(data: bytes) -> Kind:
    """The main stream's name tells: directory entries are UTF-16."""
    if _has_stream(data, "EncryptedPackage") or _has_stream(data, "EncryptionInfo"):
        return Kind.ENCRYPTED
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return Kind.OLD_WORKBOOK
    if _has_stream(data, "WordDocument"):
        return Kind.OLD_WORD
    if _has_stream(data, "PowerPoint Document"):
        return Kind.SLIDES
    return Kind.OLD_OFFICE


def _has_stream(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") + b"\x00\x00" in data


def _markup_kind(start: bytes) -> Kind:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "ignore").encode("utf-8", "ignore")
    words = start.removeprefix(b"\xef\xbb\xbf").lower()
    comments = _COMMENTS.match(words)
    words = words[comments.end() if comments else 0 :].lstrip()
    if words.startswith(b"mime-version:") and b"multipart/related" in words:
        return Kind.MAIL_PAGE
    if words.startswith(_HTML):
        return Kind.PAGE
    if words.startswith(b"<?xml"):
        if b"<html" in words:
            return Kind.PAGE
        return Kind.XML_WORD if b"worddocument" in words or b"word.document" in words else Kind.XML_WORKBOOK
    return Kind.TEXT
