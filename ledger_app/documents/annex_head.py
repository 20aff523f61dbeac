"""What stands above and below the body of an annex: title rows, header words, notes."""

from ledger_app.documents.sheet import SheetCell, Style
from ledger_app.domain.plan import Layout, PrintedCell

_LABELS = ("附件", "附表", "附：", "附:")
_LONGEST_LABEL = 12  # 附件3-1：; what is longer is a title that begins with 附件
_NOT_A_TITLE = ("（", "(", "注", "说明", "单位", "填报")


def header_top(layout: Layout) -> int:
    """The first row of the header words: the last row of the head and those that belong to the same header."""
    top = max(layout.head_rows - 1, 0)
    while top > 0 and _reaches_up(layout, top):
        top -= 1
    return top


def _reaches_up(layout: Layout, top: int) -> bool:
    """Whether the row above `top` is header too: merged down into it, or filling its gaps."""
    above = [cell for cell in layout.head if cell.row < top and cell.text]
    if any(cell.row + cell.rows > top for cell in above):
        return True
    filled = {c for cell in layout.head if cell.row == top and cell.text for c in _columns(cell)}
    here = [cell for cell in above if cell.row == top - 1]
    return len(here) > 1 and any(c not in filled for cell in here for c in _columns(cell))


def _columns(cell: PrintedCell) -> range:
    return range(cell.column, cell.column + cell.columns)


def head_cells(layout: Layout) -> list[SheetCell]:
    """Title rows and header words as printed; the header's gaps become empty cells, for their lines."""
    header, title = header_top(layout), _title_row(layout)
    cells = [_printed(cell, _head_style(layout, cell, header, title)) for cell in layout.head]
    taken = {(row, c) for cell in layout.head for row in range(cell.row, cell.row + cell.rows) for c in _columns(cell)}
    gaps = (
        SheetCell(row, column, "", Style.HEADER)
        for row in range(header, layout.head_rows)
        for column in range(len(layout.fields))
        if (row, column) not in taken
    )
    return sorted([*cells, *gaps])


def foot_cells(layout: Layout) -> list[SheetCell]:
    """Notes under the table as printed."""
    return sorted(_printed(cell, Style.LINE) for cell in layout.foot)


def across_the_page(cells: list[SheetCell], columns: int) -> list[SheetCell]:
    """For paper: a line alone in its row outside the table is merged over all columns, so that it wraps and centres."""
    texts = [cell.row for cell in cells if cell.text]
    return [
        cell._replace(column=0, columns=columns)
        if cell.style in (Style.TITLE, Style.LINE) and cell.rows == 1 and cell.text and texts.count(cell.row) == 1
        else cell
        for cell in cells
    ]


def _title_row(layout: Layout) -> int | None:
    """The first row above the header that is neither 附件 nor a note."""
    header = header_top(layout)
    titles = (c.row for c in layout.head if c.row < header and c.text and not _is_label(c) and _alone(layout, c))
    return min(titles, default=None)


def _is_label(cell: PrintedCell) -> bool:
    return cell.text.startswith(_LABELS) and len(cell.text) <= _LONGEST_LABEL


def _alone(layout: Layout, cell: PrintedCell) -> bool:
    return sum(other.row == cell.row and bool(other.text) for other in layout.head) == 1


def _head_style(layout: Layout, cell: PrintedCell, header: int, title: int | None) -> Style:
    if cell.row >= header:
        return Style.HEADER
    if _is_label(cell):
        return Style.LABEL
    if cell.row == title:
        return Style.TITLE
    goes_on = title is not None and cell.row > title and cell.columns == len(layout.fields) and _alone(layout, cell)
    return Style.TITLE if goes_on and not cell.text.startswith(_NOT_A_TITLE) else Style.LINE


def _printed(cell: PrintedCell, style: Style) -> SheetCell:
    return SheetCell(cell.row, cell.column, cell.text, style, cell.rows, cell.columns)
