"""Makes small .xlsx files from a sheet's own markup, so that a test shows what stands in the file."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
HEADER = ("序号", "工作内容", "责任单位", "完成时限")


def s(reference: str, text: str) -> str:
    """A cell of text."""
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def n(reference: str, value: str, style: int = 0) -> str:
    """A cell of a number in one of the styles."""
    return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'


def row(at: int, *cells: str, more: str = "") -> str:
    return f'<row r="{at}"{more}>{"".join(cells)}</row>'


def texts(at: int, *values: str, more: str = "") -> str:
    """A row of texts from column A; '' leaves a cell out."""
    cells = [s(f"{'ABCDEFGH'[place]}{at}", value) for place, value in enumerate(values) if value]
    return row(at, *cells, more=more)


def a_table(*rows: str) -> str:
    """The rows under the usual header."""
    return texts(1, *HEADER) + "".join(rows)


def merges(*ranges: str) -> str:
    return f"<mergeCells>{''.join(f'<mergeCell ref={chr(34)}{each}{chr(34)}/>' for each in ranges)}</mergeCells>"


def a_book(
    rows: str,
    *,
    before: str = "",
    after: str = "",
    formats: tuple[str | int, ...] = (),
    book: str = "",
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A workbook of one sheet; `formats` are the number formats of its styles from 1, as codes or built-in numbers.

    `before` and `after` stand beside the sheet's rows, `book` in the workbook; `parts` replaces or adds parts."""
    sheet = f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    sheets = '<sheets><sheet name="分工表" sheetId="1" r:id="rId1"/></sheets>'
    relation = f'<Relationship Id="rId%d" Type="{RELATIONS}/%s" Target="%s"/>'
    related = relation % (1, "worksheet", "worksheets/sheet1.xml") + relation % (2, "styles", "styles.xml")
    made = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relationships(relation % (1, "officeDocument", "xl/workbook.xml")),
        BOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{book}{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": _relationships(related),
        "xl/styles.xml": _styles(formats),
        SHEET: sheet,
    }
    content = {name: text.encode() for name, text in made.items()} | dict(parts or {})
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return target.getvalue()


def _types() -> str:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    override = '<Override PartName="/%s" ContentType="%s"/>'
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{override % (BOOK, f'{main}.sheet.main+xml')}{override % (SHEET, f'{main}.worksheet+xml')}</Types>"
    )


def _relationships(entries: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}">{entries}</Relationships>'


def _styles(formats: tuple[str | int, ...]) -> str:
    numbered = [code if isinstance(code, int) else 200 + place for place, code in enumerate(formats)]
    own = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for number, code in zip(numbered, formats, strict=True)
        if isinstance(code, str)
    )
    used = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *numbered))
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'
