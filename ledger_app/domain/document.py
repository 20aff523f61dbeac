"""What a file says before anybody interprets it: grids of cells, and paragraphs."""

from typing import NamedTuple

from ledger_app.domain.record import record


class Span(NamedTuple):
    """A merged range of a grid: rows and columns count from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def address(self, first_row: int = 1) -> str:
        """The range as the sheet calls it (A2:D5), if its row 0 is the sheet's `first_row`."""
        first = f"{column_letters(self.left)}{first_row + self.top}"
        return f"{first}:{column_letters(self.right)}{first_row + self.bottom}"


def column_letters(column: int) -> str:
    """What a sheet calls a column counted from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@record
class Grid:
    """A table: `cells[row][column]` is text as displayed; a merged range carries its text at its top left."""

    name: str
    cells: tuple[tuple[str, ...], ...]  # rectangular; '' for an empty cell
    merges: tuple[Span, ...] = ()
    first_row: int = 1  # the sheet's own number of cells[0], for messages
    widths: tuple[float, ...] = ()  # column widths in characters where the file tells them
    notes: tuple[str, ...] = ()  # what the reader left out or could not tell


@record
class Paragraphs:
    """Running text, one entry for each paragraph, untouched."""

    name: str
    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()


Part = Grid | Paragraphs


@record
class Document:
    """A file as read: its name, the SHA-256 and bytes of the original, and its parts in order."""

    name: str
    sha256: str
    original: bytes
    parts: tuple[Part, ...]
