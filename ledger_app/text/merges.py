"""Merged ranges of a grid: which cell a range begins in, which cells it covers."""

from ledger_app.domain.document import Grid, Span


class Merges:
    """Which cells of a grid lie under a merged range."""

    def __init__(self, grid: Grid) -> None:
        self._spans: dict[tuple[int, int], Span] = {
            (row, column): span
            for span in grid.merges
            for row in range(span.top, span.bottom + 1)
            for column in range(span.left, span.right + 1)
        }

    def span(self, row: int, column: int) -> Span | None:
        """The merged range a cell belongs to."""
        return self._spans.get((row, column))

    def top(self, row: int, column: int) -> int:
        """The row in which a cell's text is printed."""
        span = self._spans.get((row, column))
        return row if span is None else span.top

    def covered(self, row: int, column: int) -> bool:
        """Whether the cell belongs to a range that begins in a row above."""
        return self.top(row, column) < row
