"""Cells copied in Excel or WPS, pasted over the list: what each would change is told first, then done as one act."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ledger_app.domain.deadline import Deadline
from ledger_app.domain.document import Grid
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.paste import AddedRow, PastedCell, PastePlan, RefusedCell, Units
from ledger_app.domain.plan import UNIT_FIELDS, Field, Plan
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import Status, status_of
from ledger_app.ledger.book import Book
from ledger_app.ledger.typed import clean, required, unit_name
from ledger_app.ledger.unit_edits import ROLE_OF_FIELD

PASTED_FIELDS = (
    *(Field.NUMBER, Field.TEXT, Field.UNITS, Field.LEAD, Field.RESPONSIBLE, Field.SUPPORT),
    *(Field.DEADLINE, Field.STATUS, Field.PROGRESS),
)
Lines = tuple[tuple[str, ...], ...]
_CLIPBOARD = "剪贴板"


def clipboard_grid(text: str, html: str) -> Lines:
    """The cells that Excel, WPS or Word put on the clipboard; a merged cell's text stands in each of its rows.

    A line of text that ends early has fewer cells than the others: what was not copied changes nothing.
    """
    from ledger_app.documents.csv_in import read_copied_lines
    from ledger_app.documents.html_in import read_html_text

    parts = read_html_text(html, _CLIPBOARD) if "<table" in html.lower() else ()
    grids = [part for part in parts if isinstance(part, Grid)]
    if len(grids) != 1:
        return read_copied_lines(text, _CLIPBOARD) if text.strip() else ()
    cells = [list(row) for row in grids[0].cells]
    for span in grids[0].merges:
        for row in range(span.top + 1, span.bottom + 1):
            if row < len(cells) and span.left < len(cells[row]):
                cells[row][span.left] = cells[span.top][span.left]
    return tuple(tuple(row) for row in cells)


def header_fields(grid: Lines) -> tuple[Field | None, ...] | None:
    """What each column holds if the first line is a header; None if it is none."""
    from ledger_app.text.columns import field_of, is_plain_header

    if len(grid) < 2 or not is_plain_header(grid[0]):
        return None
    found: list[Field | None] = []
    for label in grid[0]:
        field = field_of(label)
        found.append(field if field in PASTED_FIELDS and field not in found else None)
    return tuple(found)


def preview_paste(
    book: Book, grid: Lines, at: Sequence[MeasureId], columns: Sequence[Field | None], *, today: date
) -> PastePlan:
    """What pasting would do. `at` are the rows shown from the current one down; what goes beyond them is added.

    `columns` says what the pasted columns hold; None leaves one out. Raises UserError without a row to paste over.
    """
    if not at:
        raise UserError("没有选中要粘贴到的行", "先点一下要粘贴到的第一行")
    preview = _Preview(book, columns, today)
    for line, cells in enumerate(grid):
        if not any(map(str.strip, cells)):
            continue
        if line < len(at):
            preview.over(line, cells, book.row(at[line]))
        else:
            preview.add(line, cells, book.row(at[-1]).plan)
    return preview.plan(at[min(len(at), len(grid)) - 1])


class _Preview:
    """Collects line by line what would change."""

    def __init__(self, book: Book, columns: Sequence[Field | None], today: date) -> None:
        self._book = book
        self._columns = columns
        self._today = today
        self._changes: list[PastedCell] = []
        self._refused: list[RefusedCell] = []
        self._added: list[AddedRow] = []
        self._same = 0

    def plan(self, last: MeasureId) -> PastePlan:
        """What was collected."""
        return PastePlan(
            last=last,
            changes=tuple(self._changes),
            refused=tuple(self._refused),
            added=tuple(self._added),
            same=self._same,
        )

    def over(self, line: int, cells: Sequence[str], row: MeasureRow) -> None:
        """A line that goes over a row."""
        for column, field, text in self._read(cells):
            old = shown(row, field)
            if "".join(text.split()) == "".join(old.split()):
                self._same += 1
            elif (cell := self._cell(line, column, field, text, row.plan, row, old)) is not None:
                self._changes.append(cell)

    def add(self, line: int, cells: Sequence[str], plan: Plan) -> None:
        """A line beyond the last row: a new one, if it says what is to be done."""
        made = [
            cell
            for column, field, text in self._read(cells)
            if text and (cell := self._cell(line, column, field, text, plan, None, "")) is not None
        ]
        body = next((cell.new for cell in made if cell.field is Field.TEXT), "")
        if body:
            self._added.append(
                AddedRow(line=line, text=body, cells=tuple(cell for cell in made if cell.field is not Field.TEXT))
            )
            return
        column, field, text = next(self._read(cells), (0, Field.TEXT, ""))
        reason = "这一行没有工作内容，不能新增任务"
        self._refused.append(
            RefusedCell(line=line, column=column, measure_id=None, field=field, text=text, reason=reason)
        )

    def _read(self, cells: Sequence[str]) -> Iterator[tuple[int, Field, str]]:
        for column, field in enumerate(self._columns):
            if field is not None and column < len(cells):
                yield column, field, cells[column].strip()

    def _cell(
        self, line: int, column: int, field: Field, text: str, plan: Plan, row: MeasureRow | None, old: str
    ) -> PastedCell | None:
        measure_id = None if row is None else row.measure.id
        if field in (Field.PROGRESS, Field.STATUS) and not text:
            return None  # what was reported is not taken back, and every row has a status
        try:
            cell = PastedCell(line=line, column=column, measure_id=measure_id, field=field, old=old, new=clean(text))
            return self._understood(cell, plan, row)
        except UserError as error:
            refused = RefusedCell(
                line=line, column=column, measure_id=measure_id, field=field, text=text, reason=str(error)
            )
            self._refused.append(refused)
            return None

    def _understood(self, cell: PastedCell, plan: Plan, row: MeasureRow | None) -> PastedCell:
        """The cell with what it means. Raises UserError if it means nothing."""
        if cell.field is Field.TEXT:
            return replace(cell, new=required(cell.new, "工作内容"))
        if cell.field is Field.STATUS:
            return replace(cell, status=_status(cell.new))
        if cell.field is Field.DEADLINE:
            return replace(cell, deadline=self._deadline(cell.new, plan))
        if cell.field in UNIT_FIELDS:
            return replace(cell, units=_units(cell.field, cell.new, row))
        return cell

    def _deadline(self, text: str, plan: Plan) -> Deadline | None:
        from ledger_app.text.deadlines import parse_deadline

        if not text:
            return None
        return parse_deadline(text, issued=plan.issued, today=self._today, calendar=self._book.calendar)


def shown(row: MeasureRow, field: Field) -> str:
    """What a row says in a column that can be pasted over."""
    measure = row.measure
    if field is Field.NUMBER:
        return measure.number or ""
    if field is Field.TEXT:
        return measure.text
    if field is Field.STATUS:
        return measure.status.label
    if field is Field.DEADLINE:
        return measure.deadline.phrase if measure.deadline else ""
    if field is Field.PROGRESS:
        return row.progress.done if row.progress else ""
    if field in ROLE_OF_FIELD:
        return "、".join(row.names(ROLE_OF_FIELD[field]))
    return row.unit_text if row.unit_cells else _phrase(row)


def _phrase(row: MeasureRow) -> str:
    from ledger_app.text.units import render_units

    return render_units([(a.unit.name, a.role) for a in row.assigned], "，")


def _status(text: str) -> Status:
    status = status_of(text)
    if status is None:
        known = "、".join(status.label for status in Status)
        raise UserError(f"没有“{text}”这种状态", f"可以写{known}")
    return status


def _units(field: Field, text: str, row: MeasureRow | None) -> Units:
    from ledger_app.text.units import parse_units

    role = ROLE_OF_FIELD.get(field)
    if role is None and row is not None and len(row.unit_cells) == 1:
        role = row.unit_cells[0].role
    read = parse_units(text, role=role)
    if read.unread:
        raise UserError(f"“{read.unread}”没有读出是哪个单位", "写单位名称，多个单位用顿号隔开")
    for name in [name for name, _ in read.assigned] or [text] * bool(text):
        unit_name(name)
    if field in ROLE_OF_FIELD and any(given is not role for _, given in read.assigned):
        raise UserError(f"“{text}”里写了别的职责", f"这一栏只写{ROLE_OF_FIELD[field].label}单位的名称")
    return read.assigned
