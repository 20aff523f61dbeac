"""Whether a draft, laid out again, is the table it was read from: told at import, not found out at export."""

from dataclasses import replace

from ledger_app.domain.document import Document, Grid, Span, column_letters
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.measure import Doubt, DoubtId, DoubtKind
from ledger_app.ledger.draft import Draft

_NAMED = 3  # how many differing cells a doubt names


def with_layout_doubt(draft: PlanDraft, document: Document) -> PlanDraft:
    """The draft, with a doubt if its annex would not come back cell for cell. Text sources have nothing to compare."""
    source = next((p for p in document.parts if isinstance(p, Grid) and p.name == draft.plan.layout.sheet), None)
    if source is None or not any(place.part == source.name for place in draft.places):
        return draft
    from ledger_app.documents.annex_out import lay_out_annex
    from ledger_app.documents.sheet import sheet_grid

    again = sheet_grid(lay_out_annex(Draft(draft, document).book.annex(draft.plan.id)))
    differing = _differing_cells(source, again)
    merges = set(_within(source.merges)) ^ set(_within(again.merges))
    if not differing and not merges:
        return draft
    cells = "、".join(f"{column_letters(column)}{row + source.first_row}" for row, column in differing[:_NAMED])
    told = f"有{len(differing)}格（{cells}等）" if differing else f"有{len(merges)}处合并单元格"
    doubt = Doubt(
        id=DoubtId(max((d.id for d in draft.doubts), default=0) + 1),
        kind=DoubtKind.LAYOUT,
        plan_id=draft.plan.id,
        message=f"按原样导出时，工作表“{source.name}”{told}与原件不同。",
    )
    return replace(draft, doubts=(*draft.doubts, doubt))


def _differing_cells(one: Grid, other: Grid) -> list[tuple[int, int]]:
    height = max(len(one.cells), len(other.cells))
    width = max((len(row) for grid in (one, other) for row in grid.cells), default=0)
    places = ((row, column) for row in range(height) for column in range(width))
    return [at for at in places if _cell(one, *at) != _cell(other, *at)]


def _cell(grid: Grid, row: int, column: int) -> str:
    return grid.cells[row][column] if row < len(grid.cells) and column < len(grid.cells[row]) else ""


def _within(merges: tuple[Span, ...]) -> list[Span]:
    return [span for span in merges if (span.top, span.left) != (span.bottom, span.right)]
