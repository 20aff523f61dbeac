"""A division-of-labour table flattened to text, one cell a line, numbers and merges lost -> outline.

What a line is follows from its place: a line before a measure with its units is a heading, a run of lines
without units is covered by the unit cell above, a heading printed again is a page break."""

from collections.abc import Sequence
from dataclasses import replace

from ledger_app.domain.document import Paragraphs
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import UNIT_FIELDS, Field, Layout
from ledger_app.text.columns import COLUMN_ROLES
from ledger_app.text.flat_cells import CellKind, FlatCell, FlatCells
from ledger_app.text.flat_header import FlatHeader, title_above
from ledger_app.text.head import plan_facts
from ledger_app.text.headings import Depth, bare_number, is_chinese_number, numbered
from ledger_app.text.layout import layout_with
from ledger_app.text.numerals import chinese
from ledger_app.text.outline import Basis, HeadingLine, MeasureLine, Outline, PrintedUnits, Remark, Spot

_LONGEST_HEADING = 60


def read_flattened(paragraphs: Paragraphs, header: FlatHeader, name: str) -> Outline:
    """The outline of a flattened table; `name` is its title if the text gives none."""
    title = title_above(paragraphs.lines[: header.first]) or name
    cells = FlatCells(paragraphs, header, title)
    facts = plan_facts(paragraphs.lines[: header.first])
    outline = _FlatReading(cells, header, paragraphs.name).outline(title)
    return replace(outline, doc_number=facts.doc_number, issuer=facts.issuer, issued=facts.issued)


class _FlatReading:
    """Goes from unit line to unit line and settles what the lines between them were."""

    def __init__(self, cells: FlatCells, header: FlatHeader, part: str) -> None:
        self._cells = cells.cells
        self._header = header
        self._part = part
        self._lines: list[HeadingLine | MeasureLine] = []
        self._units: list[PrintedUnits] = []
        self._remarks: list[Remark] = []
        self._run: list[FlatCell] = []  # texts since the last unit line or number
        self._number: FlatCell | None = None  # printed before the next heading
        self._title: str | None = None  # of the heading now open
        self._open_number: str | None = None
        self._heading_at = -1  # its place in lines
        self._measure_numbers = _number_measures(self._cells)
        self._hidden = _hidden_headings(self._cells)
        self._latest: tuple[int, ...] = ()  # unit cells of the row above, under the same heading
        self._below: list[int] = []  # measures that take the unit cell below, across a page break
        self._fields = self._layout("").fields
        self._unit_columns = [column for column, field in enumerate(self._fields) if field in UNIT_FIELDS]
        self._dated_last = self._fields[-1] is Field.DEADLINE
        self._fresh = False  # the last cell was a unit line: another one is its second column or line

    def outline(self, title: str) -> Outline:
        """All cells read; numbers that the flattening lost are restored."""
        for place, cell in enumerate(self._cells):
            self._take(place, cell)
        self._cover_run()
        if self._below:  # the text ends at a page break
            self._cover_from_below((self._blank_cell(),), Basis.OWN)
        self._restore_numbers()
        return Outline(
            title=title,
            layout=self._layout(title),
            lines=tuple(self._lines),
            unit_cells=tuple(self._units),
            remarks=tuple(self._remarks),
        )

    def _layout(self, title: str) -> Layout:
        number = Field.NUMBER if self._measure_numbers else Field.SECTION_NUMBER
        fields = [number if field is Field.NUMBER else field for field in self._header.fields]
        return layout_with(title, self._header.labels, fields)

    def _take(self, place: int, cell: FlatCell) -> None:
        if cell.kind is CellKind.UNITS:
            self._take_units(place, cell)
            return
        if cell.kind is CellKind.DEADLINE and (not self._run or self._dated_last):
            self._cover_run()  # a row of the cell above, with a time of its own
            self._date_last(cell)
            return
        self._fresh = False
        if cell.kind is CellKind.NUMBER:
            self._take_number(cell)
        elif self._title is not None and _squashed(cell.text) == _squashed(self._title):
            self._page_break(cell)
        elif self._number is not None and not self._measure_numbers:
            self._open_heading(cell.text, self._number.text)
        elif _is_numbered_heading(cell.text):
            self._cover_run()
            self._open_heading(cell.text, None)
        else:
            self._run.append(cell)

    # ---- numbers and headings

    def _take_number(self, cell: FlatCell) -> None:
        if self._measure_numbers and not is_chinese_number(cell.text):
            self._run.append(cell)
            return
        if self._open_number is not None and cell.text == self._open_number:
            self._number = cell  # the same group again: its title follows, or it is a page break without one
            return
        self._cover_run()
        self._number = cell

    def _open_heading(self, text: str, number: str | None, remarks: tuple[Remark, ...] = ()) -> None:
        if number is not None and number == self._open_number:  # the number alone was printed again
            self._number = None
            self._run.append(FlatCell(CellKind.TEXT, text, -1, 0))
            return
        title = text
        if number is None and (found := numbered(text)) is not None and _is_numbered_heading(text):
            number, title = found.printed, found.rest
        self._heading_at, self._latest = len(self._lines), ()
        self._lines.append(HeadingLine(level=0, number=number, title=title, remarks=remarks))
        self._title, self._open_number, self._number = text, number, None

    def _page_break(self, cell: FlatCell) -> None:
        """The open heading printed again: the row before it, if it has no units, is covered from below."""
        carried, self._run = self._run[-1:], self._run[:-1]
        self._cover_run()
        self._run = carried
        self._settle(Basis.BELOW)
        self._number = None
        heading = self._lines[self._heading_at]
        assert isinstance(heading, HeadingLine)
        message = f"{{row}}的标题在第{cell.line + 1}段又印了一次，按跨页接续并入同一类。"
        remark = Remark(kind=DoubtKind.HEADING_REPEATED, message=message, proposal="同一类", alternatives=("另起一类",))
        self._lines[self._heading_at] = replace(heading, remarks=(*heading.remarks, remark))

    # ---- unit lines

    def _take_units(self, place: int, cell: FlatCell) -> None:
        if not self._run and self._fresh:
            self._add_to_last(cell)
            return
        texts = [c for c in self._run if c.kind is CellKind.TEXT]
        if len(texts) >= 2 and self._hidden[place]:
            self._split_at_heading(texts)
        own = self._run_measures(self._run)
        self._run = []
        if not own:
            return
        index = self._unit_cell(cell, 0)
        for measure in own[:-1]:
            if not self._latest:
                self._add_measure(measure, (index,), Basis.BELOW)
            else:
                self._add_measure(measure, self._latest, Basis.ABOVE)
        self._add_measure(own[-1], (index,))
        self._cover_from_below((index,), Basis.BELOW)
        self._latest = (index,)
        self._fresh = True

    def _split_at_heading(self, texts: list[FlatCell]) -> None:
        """The line before a measure with its units is a heading; what stands before that is covered from above."""
        heading, measure = texts[-2], texts[-1]
        if not _may_be_heading(heading.text):
            return
        self._run = texts[:-2]
        doubtful = bool(self._run)
        self._cover_run()
        remark = Remark(
            kind=DoubtKind.HEADING_OR_MEASURE,
            message="{row}的标题前后几行都没有写单位，是按位置推定为标题的。",
            proposal="标题",
            alternatives=("措施",),
        )
        self._open_heading(heading.text, None, (remark,) if doubtful else ())
        self._run = [measure]

    def _unit_cell(self, cell: FlatCell, nth: int) -> int:
        column = self._unit_columns[min(nth, len(self._unit_columns) - 1)]
        role = COLUMN_ROLES.get(self._fields[column])
        self._units.append(PrintedUnits(column=column, text=cell.text, role=role))
        return len(self._units) - 1

    def _add_to_last(self, cell: FlatCell) -> None:
        """A second unit line at once: the next unit column, or the next line of the same cell."""
        if len(self._latest) < len(self._unit_columns):
            self._latest = (*self._latest, self._unit_cell(cell, len(self._latest)))
            last = self._lines[-1]
            assert isinstance(last, MeasureLine)
            self._lines[-1] = replace(last, units=self._latest)
        else:
            printed = self._units[self._latest[-1]]
            self._units[self._latest[-1]] = replace(printed, text=f"{printed.text}\n{cell.text}")

    def _date_last(self, cell: FlatCell) -> None:
        last = self._lines[-1] if self._lines else None
        if isinstance(last, MeasureLine):
            self._lines[-1] = replace(last, deadline=cell.text, cells=(cell.text,))

    # ---- measures

    def _cover_run(self) -> None:
        """Texts that no unit line follows are covered by the unit cell above."""
        self._settle(Basis.ABOVE)

    def _settle(self, basis: Basis) -> None:
        for measure in self._run_measures(self._run):
            if basis is Basis.BELOW:
                self._below.append(len(self._lines))
                self._add_measure(measure, (), basis)
            elif self._latest:
                self._add_measure(measure, self._latest, basis)
            else:
                self._add_measure(measure, (self._blank_cell(),), Basis.OWN)
        self._run = []

    def _add_measure(self, measure: MeasureLine, units: tuple[int, ...], basis: Basis = Basis.OWN) -> None:
        self._lines.append(replace(measure, units=units, basis=basis))

    def _cover_from_below(self, units: tuple[int, ...], basis: Basis) -> None:
        """The rows that a page break parted from their units get them."""
        for place in self._below:
            line = self._lines[place]
            assert isinstance(line, MeasureLine)
            self._lines[place] = replace(line, units=units, basis=basis)
        self._below = []

    def _blank_cell(self) -> int:
        self._units.append(PrintedUnits(column=self._unit_columns[0], text=""))
        return len(self._units) - 1

    def _run_measures(self, run: list[FlatCell]) -> list[MeasureLine]:
        measures = list[MeasureLine]()
        number = None
        for cell in run:
            if cell.kind is CellKind.NUMBER:
                number = cell.text
                continue
            if cell.kind is CellKind.DEADLINE and measures:  # a column in front of the units
                measures[-1] = replace(measures[-1], deadline=cell.text, cells=(cell.text,))
                continue
            spot = Spot(self._part, cell.line + 1, cell.start, cell.start + len(cell.text))
            measures.append(MeasureLine(text=cell.text, number=number, spots=(spot,) if cell.line >= 0 else ()))
            number = None
        return measures

    # ---- numbers lost

    def _restore_numbers(self) -> None:
        headings = [(i, line) for i, line in enumerate(self._lines) if isinstance(line, HeadingLine)]
        if Field.NUMBER not in self._header.fields or self._measure_numbers:
            return
        for count, (index, line) in enumerate(headings, 1):
            if line.number is None:
                number = chinese(count)
                message = f"{{row}}原文缺了序号，按顺序补为“{number}”。"
                remark = Remark(kind=DoubtKind.NUMBER_RESTORED, message=message, proposal=number)
                self._lines[index] = replace(line, number=number, remarks=(remark, *line.remarks))
            elif bare_number(line.number) not in (None, count):
                message = f"第{count}个大类印的序号是“{line.number}”，前面可能多认或漏认了标题，请核对。"
                self._remarks.append(Remark(kind=DoubtKind.LAYOUT, message=message))
                return


def _squashed(text: str) -> str:
    return "".join(text.split())


def _may_be_heading(text: str) -> bool:
    """A heading is one sentence and not long; whether it is one, its place decides."""
    body = text.rstrip("。:： ")
    return len(body) <= _LONGEST_HEADING and not any(mark in body for mark in "。；;！") and text[-1] not in "；;"


def _is_numbered_heading(text: str) -> bool:
    """一、加强领导: number and title in one line."""
    found = numbered(text)
    return found is not None and found.depth <= Depth.FIRST and is_chinese_number(found.printed.strip("、.． 　"))


def _number_measures(cells: Sequence[FlatCell]) -> bool:
    """Whether the numbers stand before measures: then mostly one text lies between a number and its units."""
    single = double = 0
    texts: int | None = None
    for cell in cells:
        if cell.kind is CellKind.NUMBER:
            texts = None if is_chinese_number(cell.text) else 0
        elif cell.kind is CellKind.TEXT and texts is not None:
            texts += 1
        elif cell.kind is CellKind.UNITS and texts is not None:
            single, double = single + (texts == 1), double + (texts > 1)
            texts = None
    return single > double


def _hidden_headings(cells: Sequence[FlatCell]) -> list[bool]:
    """For each cell, whether a heading without its number may stand there: where the printed numbers leave a gap."""
    numbers = [
        (place, bare_number(cell.text) or 0)
        for place, cell in enumerate(cells)
        if cell.kind is CellKind.NUMBER and is_chinese_number(cell.text)
    ]
    hidden = [not numbers] * len(cells)
    before = 0
    start = 0
    for place, value in numbers:
        if value - before > 1:
            hidden[start:place] = [True] * (place - start)
        before, start = value, place
    return hidden
