"""What a file says before anybody interprets it: grids of cells, and paragraphs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A merged range of a grid: rows and columns count from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: `cells[row][column]` is text as displayed; a merged range carries its text at its top left."""

    name: str
    cells: tuple[tuple[str, ...], ...]  # rectangular; '' for an empty cell
    merges: tuple[Span, ...] = ()
    first_row: int = 1  # the sheet's own number of cells[0], for messages
    widths: tuple[float, ...] = ()  # column widths in characters where the file tells them
    notes: tuple[str, ...] = ()  # what the reader left out or could not tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs:
    """Running text, one entry for each paragraph, untouched."""

    name: str
    lines: tuple[str, ...]
    notes: tuple[str, ...] = ()


Part = Grid | Paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as read: its name, the SHA-256 and bytes of the original, and its parts in order."""

    name: str
    sha256: str
    original: bytes
    parts: tuple[Part, ...]
