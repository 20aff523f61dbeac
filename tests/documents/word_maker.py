"""Makes small .docx files from the body's own markup, so that a test shows what stands in the file."""

from io import BytesIO
from xml.sax.saxutils import escape

import docx
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def a_word_file(body: str, *, numbering: str = "", styles: str = "") -> bytes:
    """A file whose body, list definitions and further styles are this markup."""
    document = docx.Document()
    element = document.element.body
    for child in list(element)[:-1]:
        element.remove(child)
    for child in reversed(_children(body)):
        element.insert(0, child)
    if numbering:
        part = document.part.numbering_part.element
        for child in list(part):
            part.remove(child)
        part.extend(_children(numbering))
    document.styles.element.extend(_children(styles))
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _children(markup: str) -> list:
    return list(parse_xml(f"<w:all {nsdecls('w')} {MORE}>{markup}</w:all>"))


def p(text: str = "", properties: str = "") -> str:
    """A paragraph; `text` may be markup of runs."""
    run = text if text.startswith("<") else f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def numbered(text: str, level: int = 0, list_id: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def tc(text: str, properties: str = "") -> str:
    """A cell; `text` may be markup of paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def in_control(markup: str) -> str:
    """The same in a content control."""
    return f"<w:sdt><w:sdtContent>{markup}</w:sdtContent></w:sdt>"


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def a_list(*levels: tuple[str, str], extra: dict[int, str] | None = None) -> str:
    """List 1: number format and pattern of each level, and further markup of some."""
    made = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{(extra or {}).get(place, "")}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for place, (kind, pattern) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="7">{made}</w:abstractNum>{use(1)}'


def use(list_id: int, override: str = "") -> str:
    """A list in use, after the definition of `a_list`; `override` may give it start values of its own."""
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="7"/>{override}</w:num>'
