"""A division-of-labour table (工作分工表) in a grid -> outline: headings, measures, unit cells and the layout."""

from collections import Counter
from dataclasses import replace

from ledger_app.domain.document import Span
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import (
    FIRST_COLUMN_ONLY,
    Field,
    HeadingStyle,
    Layout,
)
from ledger_app.domain.plan import numbered as joined
from ledger_app.text.aim_columns import AimColumns
from ledger_app.text.carried import CarriedColumn, Carry, is_ditto, is_marked, squashed, unmarked
from ledger_app.text.head import plan_facts, title_of_head
from ledger_app.text.heading_rows import HeadingRows
from ledger_app.text.headings import Depth, numbered, own_number
from ledger_app.text.odd_rows import (
    OddRows,
    foot_begins,
    is_sum,
    no_header_remark,
    only_text_remark,
    over_heading_remark,
    repeated_title_remark,
    without_content_remark,
)
from ledger_app.text.outline import HeadingLine, MeasureLine, Outline, Remark, Spot
from ledger_app.text.table import Table, printed_block
from ledger_app.text.unit_columns import UnitColumns

_PRINTED_FIELDS = (Field.DEADLINE, Field.STATUS, Field.PROGRESS, Field.OTHER)
_UNDER_ROWS = len(Depth)  # deeper than any heading in a row of its own
_ROWS_NAMED = 5  # how many of the rows left out a doubt names


def read_annex(table: Table, name: str) -> Outline:
    """The outline of a table; `name` is what the plan is called if the sheet gives it no title."""
    return _AnnexReading(table, name).outline()


class _AnnexReading:
    """Goes down the rows of a table once, remembering which headings and which merged cells are open."""

    def __init__(self, table: Table, name: str) -> None:
        self._table = table
        self._grid = table.grid
        self._name = name
        self._lines: list[HeadingLine | MeasureLine] = []
        self._units = UnitColumns(table)
        self._open: dict[int, tuple[str, str]] = {}  # level -> number and title of the heading now open
        self._heading_at: dict[int, int] = {}  # level -> place of that heading in lines
        self._repeats: list[tuple[int, int]] = []  # headings printed again: place of the heading in lines, sheet row
        self._merged: list[bool] = []  # for each heading in a column, over several rows: whether its cell is merged
        self._spans: Counter[tuple[int, int]] = Counter()  # columns that headings in rows of their own reach over
        self._left_out: list[int] = []
        self._text_column = table.columns(Field.TEXT)[0]
        self._heading_columns = table.heading_columns()
        self._number_column = next(iter(table.columns(Field.NUMBER)), None)
        self._printed_columns = table.columns(*_PRINTED_FIELDS)
        self._texts = CarriedColumn()
        self._aims = AimColumns(table)
        self._further = {column: CarriedColumn() for column in self._printed_columns}
        self._deadline_column = next(iter(table.columns(Field.DEADLINE)), None)
        self._status_column = next(iter(table.columns(Field.STATUS)), None)
        self._head_rows = {self._grid.cells[row] for row in range(table.body) if any(self._grid.cells[row])}
        self._head = printed_block(self._grid, 0, table.body)
        self._above = [cell for cell in self._head if cell.row < table.header]
        self._foot = foot_begins(table)
        self._rows = HeadingRows(table, self._foot)
        self._odd = OddRows(table, self._above, self._foot)
        self._titles_again: list[int] = []
        self._last_said: dict[int, str] = {}  # of the further columns

    def outline(self) -> Outline:
        """All rows read, the layout filled in."""
        for row in range(self._table.body, self._foot):
            self._read_row(row)
        facts = plan_facts([cell.text for cell in self._above])
        self._report_repeats()
        return Outline(
            title=title_of_head(self._above) or self._name,
            layout=self._layout(),
            lines=tuple(self._lines),
            unit_cells=tuple(self._units.cells),
            remarks=self._left_out_remarks(),
            convention=self._units.convention,
            doc_number=facts.doc_number,
            issuer=facts.issuer,
            issued=facts.issued,
        )

    # ---- which row is what

    def _read_row(self, row: int) -> None:
        cells = self._grid.cells[row]
        if not any(cell.strip() for cell in cells):
            if self._table.merges.covered(row, self._text_column):
                return
            self._left_out.append(row)
        elif self._odd.repeats_title(row):
            self._drop_title(row)
        elif cells in self._head_rows:  # the header again, at the top of a page
            return
        elif any(is_sum(cell) for cell in cells[: self._text_column + 1]):
            self._left_out.append(row)
        elif self._rows.is_heading(row):
            self._add_heading_row(row)
        else:
            over = self._odd.over_heading(row)
            self._open_headings(row, self._text_column if over is None else over.left)
            self._add_measure(row, over)

    def _drop_title(self, row: int) -> None:
        """The title again is page furniture, and so are the blank rows in front of it."""
        self._titles_again.append(self._table.sheet_row(row))
        while self._left_out and self._left_out[-1] == row - 1 and not any(map(str.strip, self._grid.cells[row - 1])):
            row = self._left_out.pop()

    # ---- headings in a column of their own

    def _level(self, depth: int) -> int:
        """Headings in rows over all columns stand above those in columns."""
        return depth + (_UNDER_ROWS if self._rows.over_columns else 0)

    def _open_headings(self, row: int, end: int) -> None:
        for depth, (column, number_column) in enumerate(self._heading_columns):
            if column >= end or self._table.merges.covered(row, column):
                continue
            if self._carry_heading(self._level(depth), row, column):
                continue
            title = unmarked(self._table.own(row, column))
            number = "" if number_column is None else self._number(row, number_column)
            if not title.strip() and not number.strip():
                continue
            if self._enter(self._level(depth), number, title, row, split=number_column is None):
                self._note_merge(row, column)

    def _carry_heading(self, level: int, row: int, column: int) -> bool:
        """Whether the cell is the rest of a heading too tall for its page, beside the rest of a measure."""
        text, beside = self._table.own(row, column), self._table.own(row, self._text_column)
        if level not in self._open or not (is_marked(beside) or self._table.merges.covered(row, self._text_column)):
            return False
        line = self._lines[self._heading_at[level]]
        assert isinstance(line, HeadingLine)
        if not is_marked(text) or squashed(line.title).endswith(squashed(unmarked(text))):
            return False
        title = line.title + unmarked(text)
        self._lines[self._heading_at[level]] = replace(line, title=title)
        self._open[level] = (self._open[level][0], title)
        return True

    def _number(self, row: int, column: int) -> str:
        return "" if self._table.merges.covered(row, column) else unmarked(self._table.own(row, column))

    def _enter(self, level: int, number: str, title: str, row: int, *, split: bool) -> bool:
        """Open a heading, unless it is the open one printed again on a new page."""
        if self._continues(level, number, title):
            self._repeats.append((self._heading_at[level], row))
            return False
        self._heading_at[level] = len(self._lines)
        self._open = {other: heading for other, heading in self._open.items() if other < level}
        self._open[level] = (number, title)
        found = numbered(title) if split and not number else None
        if found is not None and joined(found.printed, found.rest) == title:
            number, title = found.printed, found.rest
        self._lines.append(HeadingLine(level=level, number=number or None, title=title))
        return True

    def _continues(self, level: int, number: str, title: str) -> bool:
        if level not in self._open:
            return False
        open_number, open_title = self._open[level]
        same_title = not title.strip() or squashed(title) == squashed(open_title)
        return same_title and number.strip() in ("", open_number.strip())

    def _note_merge(self, row: int, column: int) -> None:
        span = self._table.merges.span(row, column)
        if span is not None and span.bottom > span.top:
            self._merged.append(True)
        elif row + 1 < self._foot and not self._table.own(row + 1, column).strip():
            self._merged.append(False)

    # ---- headings in rows of their own

    def _add_heading_row(self, row: int) -> None:
        left, right = self._rows.extent(row)
        text = unmarked(self._grid.cells[row][left])
        column = self._rows.number_column
        number = self._number(row, column) if column is not None and column < left else ""
        self._spans[(left, right)] += 1
        found = numbered(number or text)
        level = 0 if found is None else int(found.depth)
        self._enter(level, number, text, row, split=column is None or column >= left)

    # ---- measures

    def _add_measure(self, row: int, over: Span | None) -> None:
        table, column = self._table, self._text_column if over is None else over.left
        text = table.own(row, column)
        if table.merges.covered(row, column):
            self._carry_on(row, "")
            return
        if not text.strip() and not self._says_more(row):
            return
        if self._goes_on(row, text):
            before = self._texts.whole
            self._texts.take(text, new=False)
            self._carry_on(row, self._texts.whole[len(before) :])
            return
        self._texts.take(text, new=True)
        units = self._units.of(row)
        closes = None if over is None else self._close_headings(over.left)
        number, text, remarks = self._numbered_text(row, text, over)
        self._lines.append(
            MeasureLine(
                text=text,
                number=number,
                units=units,
                cells=tuple(self._further_cell(row, c) for c in self._printed_columns),
                deadline=None if self._deadline_column is None else self._said(row, self._deadline_column),
                status=None if self._status_column is None else self._said(row, self._status_column),
                aims=self._aims.of(row),
                joining=self._units.joining(row),
                spots=(Spot(self._grid.name, table.sheet_row(row), column, self._text_column + 1),),
                closes=closes,
                remarks=remarks,
            )
        )

    def _close_headings(self, column: int) -> int | None:
        """A measure printed over a heading's column stands under none of that level; None if none is open."""
        level = self._level([c for c, _ in self._heading_columns].index(column))
        closed = [other for other in self._open if other >= level]
        for other in closed:
            del self._open[other]
        return level if closed else None

    def _numbered_text(self, row: int, text: str, over: Span | None) -> tuple[str | None, str, tuple[Remark, ...]]:
        """A measure's own number: in its column, or where the table has none, at the beginning of its text."""
        if over is not None:
            columns = (self._number_column, dict(self._heading_columns)[over.left])
            numbers = (self._number(row, column).strip() for column in columns if column is not None)
            return next(filter(None, numbers), None), text, (over_heading_remark(text),)
        remarks: tuple[Remark, ...] = (only_text_remark(),) if self._rows.heads_nothing(row) else ()
        if not text.strip():
            last = self._lines[-1] if self._lines else None
            text = last.title if isinstance(last, HeadingLine) else ""
            remarks = (without_content_remark(text),)
        if self._number_column is not None:
            number = self._table.text(row, self._number_column)
            return (number if number.strip() else None), text, remarks
        return (*own_number(text), remarks)

    def _says_more(self, row: int) -> bool:
        columns = (*self._units.columns, *self._printed_columns)
        return any(self._table.own(row, column).strip() for column in columns)

    def _further_cell(self, row: int, column: int) -> str | None:
        """What a further column prints; None where it is one cell with the row above."""
        text = self._table.own(row, column)
        if self._table.merges.covered(row, column):
            return None
        return None if self._further[column].take(text, new=True) is Carry.REPEATED else text

    def _said(self, row: int, column: int) -> str:
        """What a further column says of a row, （续） aside; for 〃 what it said of the one above."""
        text = self._table.text(row, column)
        said = self._further[column].whole if is_marked(text) else text
        if not is_ditto(said):
            self._last_said[column] = said
        return self._last_said.get(column, said)

    # ---- rows that carry on the measure above

    def _goes_on(self, row: int, text: str) -> bool:
        """Whether a page break parts this row from the measure above, which （续） carries over."""
        last = self._lines[-1] if self._lines else None
        if not is_marked(text) or not isinstance(last, MeasureLine):
            return False
        number = "" if self._number_column is None else self._table.own(row, self._number_column)
        return number.strip() in ("", (last.number or "").strip())

    def _carry_on(self, row: int, rest: str) -> None:
        """Add the rest of a text, and what stands beside it, to the measure above."""
        last = self._lines[-1] if self._lines else None
        if not isinstance(last, MeasureLine):
            return
        self._units.carry(row)
        cells = [self._carried_cell(row, c, cell) for c, cell in zip(self._printed_columns, last.cells, strict=False)]
        deadline = self._carried_word(row, self._deadline_column, last.deadline)
        status = self._carried_word(row, self._status_column, last.status)
        self._lines[-1] = replace(last, text=last.text + rest, cells=tuple(cells), deadline=deadline, status=status)

    def _carried_cell(self, row: int, column: int, cell: str | None) -> str | None:
        text = self._table.own(row, column)
        if not is_marked(text) or cell is None:
            return cell
        goes_on = self._further[column].take(text, new=False) is Carry.GOES_ON
        return self._further[column].whole if goes_on else cell

    def _carried_word(self, row: int, column: int | None, word: str | None) -> str | None:
        return word if column is None or not is_marked(self._table.own(row, column)) else self._further[column].whole

    # ---- the layout, and what it does not say

    def _layout(self) -> Layout:
        rows = len(self._grid.cells)
        style = HeadingStyle.ROW if self._spans else HeadingStyle.NONE
        across = self._spans.most_common(1)[0][0] if self._spans else FIRST_COLUMN_ONLY
        return Layout(
            sheet=self._grid.name,
            head=self._head,
            head_rows=self._table.body,
            fields=self._table.fields,
            heading_style=HeadingStyle.COLUMN if self._heading_columns else style,
            heading_columns=FIRST_COLUMN_ONLY if self._heading_columns else across,
            merged=not self._merged or any(self._merged),
            foot=printed_block(self._grid, self._foot, rows),
            foot_rows=rows - self._foot,
            widths=self._grid.widths,
        )

    def _left_out_remarks(self) -> tuple[Remark, ...]:
        remarks = () if any(self._table.labels) else (no_header_remark(self._table),)
        if self._titles_again:
            remarks = (*remarks, repeated_title_remark(self._grid.name, _listed(self._titles_again)))
        if not self._left_out:
            return remarks
        listed = _listed([self._table.sheet_row(row) for row in self._left_out])
        message = f"工作表“{self._grid.name}”第{listed}行是空行或合计行，没有作为措施读入。"
        return (Remark(kind=DoubtKind.LAYOUT, message=message), *remarks)

    def _report_repeats(self) -> None:
        """Headings printed again are told, unless the table prints them in every row."""
        measures = sum(1 for line in self._lines if isinstance(line, MeasureLine))
        if len(self._repeats) * 2 >= measures:
            return
        for index, row in self._repeats:
            line = self._lines[index]
            assert isinstance(line, HeadingLine)
            message = f"{{row}}的标题在第{self._table.sheet_row(row)}行又印了一次，按跨页接续并入同一类。"
            remark = Remark(
                kind=DoubtKind.HEADING_REPEATED, message=message, proposal="同一类", alternatives=("另起一类",)
            )
            self._lines[index] = replace(line, remarks=(*line.remarks, remark))


def _listed(rows: list[int]) -> str:
    return "、".join(map(str, rows[:_ROWS_NAMED])) + ("等" if len(rows) > _ROWS_NAMED else "")
