"""Web pages and clipboard HTML -> grids and paragraphs: what a browser prints, tables with rowspan and colspan."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

from ledger_app.documents.characters import decoded_page, printable
from ledger_app.documents.flow import Cell, Flow, Line, Table, parts_of
from ledger_app.documents.guard import MOST_CELLS
from ledger_app.documents.html_markup import Hidden, shown_markup
from ledger_app.domain.document import Part
from ledger_app.domain.errors import UserError

_Attributes = list[tuple[str, str | None]]
_WIDE = "[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\uff60]"
_WRAPPED = re.compile(f"(?<={_WIDE})[ \\t\\f]*[\\r\\n][ \\t\\r\\n\\f]*(?={_WIDE})")  # a line broken in the source only
_SPACES = re.compile(r"[ \t\r\n\f]+")
_NUMBERED = re.compile(r"[(（]?[0-9一二三四五六七八九十]+[)）.．、]|[①-⑳]|第[一二三四五六七八九十]+")
_HIDING = re.compile(r"display\s{0,9}:\s{0,9}none|mso-hide\s{0,9}:\s{0,9}all", re.I)
_CENTRED = re.compile(r"text-align\s{0,9}:\s{0,9}center", re.I)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption"})
_VOID = frozenset(
    {"br", "img", "input", "hr", "meta", "link", "col", "wbr", "area", "base", "embed", "param", "source"}
)
_UNREAD = frozenset({"title", "select", "textarea", "svg", "iframe", "object", "button", "rt", "rp"})
_BLOCKS = _HEADINGS | {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "hr",
    "pre",
    "form",
    "address",
    "article",
    "aside",
}
_BLOCKS |= {"blockquote", "body", "center", "fieldset", "figure", "footer", "header", "html", "main", "nav", "section"}
_BLOCKS |= {"details", "summary", "legend", "thead", "tbody", "tfoot"}
_MOST_COLUMNS, _MOST_ROWS = 1000, 65_534  # that a cell may reach over, as browsers take them
_MOST_ITEMS = 1_000_000
_DEEPEST = 40  # tables in tables; deeper ones are read as text


def read_html(data: bytes, name: str) -> tuple[Part, ...]:
    """The tables and the text around them, in order. Raises UserError, naming the file, if nothing can be read."""
    text, note = decoded_page(data, name)
    return _parts(text, name, (note,) if note else ())


def read_html_text(html: str, name: str) -> tuple[Part, ...]:
    """The same for HTML from the clipboard, with the header that Windows puts in front or without."""
    return _parts(html[html.find("<") :] if html.startswith("Version:") else html, name, ())


def _parts(html: str, name: str, notes: tuple[str, ...]) -> tuple[Part, ...]:
    page = _Page(name)
    page.feed(shown_markup(html))
    page.close()
    flow = page.flow()
    told = (*notes, f"网页里隐藏的{page.hidden}个字没有读入") if page.hidden else notes
    return parts_of(flow, name, told)


class _OpenTable:
    """A table being read: where its next cell goes. Row and column count from 0."""

    def __init__(self) -> None:
        self.table = Table()
        self.in_cell = False
        self._row = -1
        self._column = 0
        self._free: list[int] = []  # by column: the first row that no cell from above reaches

    def begin_row(self) -> None:
        """The cells to come stand in the next row."""
        self._row += 1
        self._column = 0

    def add_cell(self, rows: int, columns: int) -> Cell:
        """A cell at the next free place; it gives way to one that reaches down from above."""
        row = self._row = max(self._row, 0)
        while self._column < len(self._free) and self._free[self._column] > row:
            self._column += 1
        left, end = self._column, self._column + columns
        self._free += [0] * (end - len(self._free))
        end = next((column for column in range(left + 1, end) if self._free[column] > row), end)
        self._free[left:end] = [row + rows] * (end - left)
        cell = Cell(row, left, rows, end - left)
        self.table.cells.append(cell)
        self._column = end
        self.in_cell = True
        return cell


class _Page(HTMLParser):
    """Builds the flow of a page, tag by tag; forgives what browsers forgive."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self._flows: list[Flow] = [[]]  # of the page, and of each cell now open
        self._tables: list[_OpenTable] = []
        self._too_deep = 0  # tables that are open and read as text
        self._words: list[str] = []  # of the line now being read
        self._headings = 0  # open elements that set a line off as a heading
        self._centred = False
        self._raw = 0  # open <pre>
        self._lists: list[int | None] = []  # next number of each open list, None where it has none
        self._label = ""
        self._cost = 0  # columns of all cells
        self._hidden = Hidden()
        self._telling = False  # whether what is hidden now is text that a clerk might miss
        self._unread = 0  # characters left out of the element now open, where nobody misses them
        self.hidden = 0  # characters left out because the page hides them
        self._starts: dict[str, Callable[[_Attributes], None]] = {
            "table": self._start_table,
            "tr": self._start_row,
            "td": self._start_cell,
            "th": self._start_cell,
            "br": self._start_break,
            "ol": self._start_numbered,
            "ul": self._start_bulleted,
            "li": self._start_item,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "table": self._end_table,
            "tr": self._end_cell,
            "td": self._end_cell,
            "th": self._end_cell,
            "ol": self._end_list,
            "ul": self._end_list,
        }

    def flow(self) -> Flow:
        """What was read; everything still open is closed. Of a list box without end it is told what it swallowed."""
        if self._hidden:
            self.hidden += self._unread
        self._flush()
        while self._tables:
            self._close_table()
        return self._flows[0]

    # ---- what the parser calls

    def updatepos(self, i: int, j: int) -> int:
        return j  # no line numbers are wanted, and counting them takes a tenth of the time

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        if self._hidden and self._hidden.start(tag):
            return
        if attrs and tag not in _VOID and _is_hidden(attrs):
            self._hide(tag, attrs, telling=True)
            return
        if tag in _UNREAD:
            self._hide(tag, attrs, telling=False)
            return
        if tag in _BLOCKS:
            self._flush()
            self._headings += tag in _HEADINGS
            self._raw += tag == "pre"
            self._centred = bool(attrs) and _is_centred(attrs)
        start = self._starts.get(tag)
        if start is not None:
            start(attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and self._hidden.end(tag):
            return
        if tag in _BLOCKS:
            self._flush()
            self._headings = max(self._headings - (tag in _HEADINGS), 0)
            self._raw = max(self._raw - (tag == "pre"), 0)
            self._centred = False
        end = self._ends.get(tag)
        if end is not None:
            end()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)
        elif self._telling:
            self.hidden += len("".join(data.split()))
        else:
            self._unread += len("".join(data.split()))

    def _hide(self, tag: str, attributes: _Attributes, *, telling: bool) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._flush()
        if tag == "tr":
            self._start_row(attributes)  # it has no height, but a cell from above counts it
        elif tag in ("td", "th"):
            self._end_cell()
        self._telling, self._unread = telling, 0
        self._hidden.begin(tag)

    # ---- lines

    def _flush(self, *, broken: bool = False) -> None:
        """The words read so far are a line; a line of nothing counts where <br> asks for it."""
        if not self._words and not broken:
            return
        text = "".join(self._words)
        self._words = []
        flow = self._flows[-1]
        heading = self._headings > 0 or self._centred
        if self._raw:
            flow += [Line(printable(line), heading) for line in text.replace("\r\n", "\n").split("\n")]
            return
        text = printable(_printed(text))
        if text and self._label:
            text = text if _NUMBERED.match(text) else self._label + text
            self._label = ""
        if text or broken:
            flow.append(Line(text, heading))

    def _start_break(self, attributes: _Attributes) -> None:
        self._flush(broken=True)

    def _start_numbered(self, attributes: _Attributes) -> None:
        self._lists.append(_number(dict(attributes).get("start"), 1, 1, _MOST_ITEMS))

    def _start_bulleted(self, attributes: _Attributes) -> None:
        self._lists.append(None)

    def _start_item(self, attributes: _Attributes) -> None:
        number, self._label = self._lists[-1] if self._lists else None, ""
        if number is not None:
            number = _number(dict(attributes).get("value"), number, 1, _MOST_ITEMS)
            self._label = f"{number}."
            self._lists[-1] = number + 1

    def _end_list(self) -> None:
        if self._lists:
            self._lists.pop()

    # ---- tables

    def _start_table(self, attributes: _Attributes) -> None:
        self._flush()
        if len(self._tables) < _DEEPEST:
            self._tables.append(_OpenTable())
        else:
            self._too_deep += 1

    def _start_row(self, attributes: _Attributes) -> None:
        self._end_cell()
        if self._tables and not self._too_deep:
            self._tables[-1].begin_row()

    def _start_cell(self, attributes: _Attributes) -> None:
        self._end_cell()
        if not self._tables or self._too_deep:
            return
        given = dict(attributes) if attributes else {}
        columns = _number(given.get("colspan"), 1, 1, _MOST_COLUMNS)
        rows = _number(given.get("rowspan"), 1, 0, _MOST_ROWS) or _MOST_ROWS  # 0: to the end of the table
        self._cost += columns
        if self._cost > MOST_CELLS:
            raise UserError(f"“{self._name}”里的表格太大，超出可以读入的范围", "请只保留要导入的表格")
        cell = self._tables[-1].add_cell(rows, columns)
        self._flows.append(cell.flow)

    def _end_cell(self) -> None:
        """The end of the innermost open cell, if one is open in the innermost table."""
        self._flush()
        if self._tables and not self._too_deep and self._tables[-1].in_cell:
            self._tables[-1].in_cell = False
            self._flows.pop()

    def _end_table(self) -> None:
        self._flush()
        if self._too_deep:
            self._too_deep -= 1
        elif self._tables:
            self._close_table()

    def _close_table(self) -> None:
        """A finished table stands behind its caption and behind text that stood between its rows."""
        opened = self._tables.pop()
        if opened.in_cell:
            self._flows.pop()
        self._flows[-1].append(opened.table)


def _printed(text: str) -> str:
    """A line's text as a browser sets it: runs of blanks are one, a line end between Chinese characters is none."""
    if "\n" in text or "\r" in text:
        text = _WRAPPED.sub("", text)
    return _SPACES.sub(" ", text).strip(" ")


def _is_hidden(attributes: _Attributes) -> bool:
    return any(key == "hidden" or (key == "style" and value and _HIDING.search(value)) for key, value in attributes)


def _is_centred(attributes: _Attributes) -> bool:
    return any(
        (key == "align" and value and value.lower() == "center")
        or (key == "style" and value and _CENTRED.search(value))
        for key, value in attributes
    )


def _number(text: str | None, otherwise: int, least: int, most: int) -> int:
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdigit()):
        return otherwise
    return min(max(int(digits[:9]), least), most)
