"""Word files (.docx) -> grids and paragraphs: the table's raw grid walked, because `row.cells` repeats merged cells."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx  # noqa: F401 - tells the package reader which part is parsed how
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.part import Part as PackagePart
from docx.opc.part import XmlPart
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.parser import parse_xml
from lxml.etree import LxmlError, _Element

from ledger_app.documents.characters import printable
from ledger_app.documents.flow import Cell, Flow, Line, Table, parts_of
from ledger_app.documents.guard import UNREADABLE, damaged_word, guard_word
from ledger_app.documents.word_numbers import Numbering, W
from ledger_app.documents.word_runs import ALTERNATE, CHOICE, DELETED, INSERTED, THROUGH, Unread, paragraph_text
from ledger_app.domain.document import Part
from ledger_app.domain.errors import UserError

_TROUBLES = (OpcError, XmlchemyError, LxmlError, LookupError, AttributeError, TypeError, *UNREADABLE)
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_PROPERTIES, _MARK, _DELETED = f"{W}pPr", f"{W}rPr", f"{W}del"
_ROW_PROPERTIES, _CELL_PROPERTIES, _BEFORE = f"{W}trPr", f"{W}tcPr", f"{W}gridBefore"
_SPAN, _DOWN, _ACROSS, _VAL = f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge", f"{W}val"
_WRAPPERS = THROUGH | INSERTED
_ON = "continue"
_WIDEST = 1000  # grid columns


def read_word(data: bytes, name: str) -> tuple[Part, ...]:
    """The tables and the text around them, in order. Raises UserError naming the file for what cannot be read."""
    guard_word(data, name)
    try:
        package = OpcPackage.open(BytesIO(data))
        main = package.main_document_part
        root = _root(main)
        numbering = Numbering(_related(main, RELATIONSHIP_TYPE.NUMBERING), _related(main, RELATIONSHIP_TYPE.STYLES))
    except _TROUBLES as trouble:
        raise _unopened(data, name) from trouble
    body = root.find(f"{W}body")
    if body is None:
        raise _unopened(data, name)
    reading = _Reading(numbering)
    flow = reading.flow_of(body)
    return parts_of(flow, name, reading.unread.notes())


def _root(part: PackagePart) -> _Element:
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _related(main: PackagePart, kind: str) -> _Element | None:
    try:
        return _root(main.part_related_by(kind))
    except (KeyError, ValueError):  # none, or several: Word goes without
        return None


def _unopened(data: bytes, name: str) -> UserError:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        strict = "word/document.xml" in archive.namelist() and _STRICT in archive.read("word/document.xml")
    if strict:
        return UserError(f"“{name}”是“Strict Open XML”格式", "请在 Word 中另存为普通的“Word 文档（*.docx）”")
    return damaged_word(name)


class _Reading:
    """Goes through the body once, counting the automatic numbers on the way."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._carried = ""  # text of a paragraph whose end is deleted: it runs on in the next
        self.unread = Unread()

    def flow_of(self, parent: _Element) -> Flow:
        """Paragraphs and tables of the body or of a cell, in order."""
        flow: Flow = []
        for element in self._through(parent):
            if element.tag == _PARAGRAPH:
                self._add_paragraph(element, flow)
            elif element.tag == _TABLE:
                flow.append(self._table(element))
        if self._carried:
            flow.append(Line(self._carried))
            self._carried = ""
        return flow

    def _through(self, parent: _Element) -> Iterator[_Element]:
        """The children of an element, wrappers opened, deletions left out."""
        for child in parent:
            if child.tag in _WRAPPERS:
                yield from self._through(child)
            elif child.tag == ALTERNATE:
                choice = child.find(CHOICE)
                if choice is not None:
                    yield from self._through(choice)
            elif child.tag in DELETED:
                self.unread.deleted += 1
            else:
                yield child

    # ---- paragraphs

    def _add_paragraph(self, paragraph: _Element, flow: Flow) -> None:
        properties = paragraph.find(_PROPERTIES)
        if properties is None:
            self._add_lines(printable(paragraph_text(paragraph, self.unread)), False, flow)
        elif self._numbering.is_contents(properties):
            self.unread.contents += 1
        else:
            self._add_formatted(paragraph, properties, flow)

    def _add_formatted(self, paragraph: _Element, properties: _Element, flow: Flow) -> None:
        text = printable(paragraph_text(paragraph, self.unread))
        mark = properties.find(_MARK)
        if mark is not None and mark.find(_DELETED) is not None:
            self._carried += text
            return
        label = printable(self._numbering.label(properties))
        self._add_lines(text, self._numbering.is_heading(properties), flow, label)

    def _add_lines(self, text: str, heading: bool, flow: Flow, label: str = "") -> None:
        if label or self._carried:
            text = label + self._carried + text
            self._carried = ""
        if "\n" in text:
            flow += [Line(line, heading) for line in text.split("\n")]
        else:
            flow.append(Line(text, heading))

    # ---- tables

    def _table(self, element: _Element) -> Table:
        table = Table()
        open_cells: dict[int, Cell] = {}  # by column: the cell that goes on downwards
        row = 0
        for tr in self._through(element):
            if tr.tag != _ROW:
                continue
            properties = tr.find(_ROW_PROPERTIES)
            if properties is not None and properties.find(_DELETED) is not None:
                self.unread.deleted += 1
                continue
            open_cells = self._read_row(tr, row, _columns_before(properties), table, open_cells)
            row += 1
        return table

    def _read_row(self, tr: _Element, row: int, column: int, table: Table, above: dict[int, Cell]) -> dict[int, Cell]:
        """Add the cells of a row; the cells that may go on in the row below."""
        open_cells: dict[int, Cell] = {}
        left: Cell | None = None
        for tc in self._through(tr):
            if tc.tag != _CELL:
                continue
            columns, down, across = _shape(tc)
            cell = above.get(column)
            if down == _ON and cell is not None and cell.columns == columns:
                cell.rows = row - cell.row + 1
                open_cells[column] = cell
            elif across == _ON and left is not None:
                left.columns += columns
            else:
                left = cell = Cell(row, column, 1, columns, self.flow_of(tc))
                table.cells.append(cell)
                if down:
                    open_cells[column] = cell
            column += columns
        return open_cells


def _shape(tc: _Element) -> tuple[int, str, str]:
    """Over how many columns a cell reaches, and its merge marks downwards and across: '', restart or continue."""
    columns, down, across = 1, "", ""
    properties = tc.find(_CELL_PROPERTIES)
    if properties is not None:
        for element in properties.iterchildren(_SPAN, _DOWN, _ACROSS):
            if element.tag == _SPAN:
                columns = min(max(_value(element, 1), 1), _WIDEST)
            elif element.tag == _DOWN:
                down = element.get(_VAL, _ON)
            else:
                across = element.get(_VAL, _ON)
    return columns, down, across


def _columns_before(properties: _Element | None) -> int:
    """The grid columns that a row leaves free at its beginning."""
    element = None if properties is None else properties.find(_BEFORE)
    return 0 if element is None else _value(element, 0)


def _value(element: _Element, otherwise: int) -> int:
    text = element.get(_VAL, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
