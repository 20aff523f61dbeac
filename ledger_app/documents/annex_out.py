"""The annex (工作分工表) as a sheet: exactly as imported, or finished for paper."""

from collections.abc import Iterable

from ledger_app.documents.annex_body import body_cells
from ledger_app.documents.annex_head import across_the_page, foot_cells, head_cells, header_top
from ledger_app.documents.pages import row_heights
from ledger_app.documents.print_table import PrintTable, moved_down, page_widths, print_sheet
from ledger_app.documents.sheet import BODY_POINTS, Sheet, SheetCell
from ledger_app.domain.plan import Field, Layout
from ledger_app.domain.row import Annex, MeasureRow

WIDTHS = {
    Field.SECTION_NUMBER: 6.0,
    Field.NUMBER: 6.0,
    Field.HEADING: 20.0,
    Field.TEXT: 60.0,
    Field.UNITS: 28.0,
    Field.LEAD: 20.0,
    Field.RESPONSIBLE: 20.0,
    Field.SUPPORT: 24.0,
    Field.DEADLINE: 14.0,
    Field.STATUS: 10.0,
    Field.PROGRESS: 28.0,
    Field.OTHER: 14.0,
}
_WIDTH_BESIDE = 10.0  # of a column outside the table that a title reaches into


def lay_out_annex(annex: Annex) -> Sheet:
    """The annex exactly as it was imported: cells, merges, order, numbers and phrases."""
    layout = annex.plan.layout
    top = layout.head_rows
    body = body_cells(annex, top)
    body_end = max((cell.row + cell.rows for cell in body), default=top)
    cells = (*head_cells(layout), *body, *moved_down(foot_cells(layout), body_end))
    widths = column_widths(layout, cells)
    return Sheet(
        name=layout.sheet or annex.plan.title,
        cells=cells,
        widths=widths,
        heights=tuple(row_heights(cells, widths, body_end + layout.foot_rows, BODY_POINTS)),
        measures=measure_count(annex),
        repeat_rows=(header_top(layout), top - 1) if top else None,
        fit_width=True,
        freeze=(top, 0) if top else None,
    )


def lay_out_annex_print(annex: Annex) -> Sheet:
    """The annex for A4 landscape: every text fits its row, no cell crosses a page, the header on every page."""
    layout = annex.plan.layout
    columns = len(layout.fields)
    head = across_the_page(head_cells(layout), columns)
    foot = across_the_page(foot_cells(layout), columns)
    table = PrintTable(
        name=layout.sheet or annex.plan.title,
        measures=measure_count(annex),
        body_points=BODY_POINTS,
        widths=page_widths(column_widths(layout, [*head, *foot])),
        head=head,
        head_rows=layout.head_rows,
        header_top=header_top(layout),
        body=body_cells(annex),
        foot=foot,
        foot_rows=layout.foot_rows,
    )
    return print_sheet(table)


def measure_count(annex: Annex) -> int:
    """How many measures an annex shows."""
    return sum(isinstance(line, MeasureRow) for line in annex.lines)


def column_widths(layout: Layout, cells: Iterable[SheetCell]) -> tuple[float, ...]:
    """The source's widths where it told them, else what each kind of column usually needs."""
    columns = max((cell.column + cell.columns for cell in cells), default=0)
    usual = [WIDTHS[field] for field in layout.fields]
    usual += [_WIDTH_BESIDE] * (columns - len(usual))
    given = [width if width > 0 else usual[i] for i, width in enumerate(layout.widths[: len(usual)])]
    return tuple(given + usual[len(given) :])
