"""Hard-wrapped text (硬换行): lines broken at one width, as copied from a PDF, put together again for reading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledger_app.text.headings import numbered

_NARROWEST, _WIDEST = 36, 130  # columns of a wrapped page; a Chinese character takes two
_RAGGED = 6  # columns by which full lines differ: a mark may not begin a line
_FEWEST = 6  # full lines of a wrapped text
_SHARE = 0.3  # of its lines that are full
_OUTLIERS = 0.03  # of its lines that are no part of the page
_LONGEST = 5_000  # characters of a paragraph; what goes on longer is no paragraph
_ENDED = re.compile(r"[。；;：:！？!?）)】〕]\s*$")
_LEFT_OPEN = re.compile(r"[（(【〔][^（(【〔）)】〕。]*$")
_CLOSES = re.compile(r"[^（(【〔）)】〕。]{0,150}[）)】〕]")
_LONGEST_BRACKET = 300  # characters of a line that are looked at for a bracket left open
_BEGINS = re.compile(r"[\t ]{3,}|　{2,}|[—●■◆★▲※]|附件|(?:牵头|责任|配合)(?:单位|部门)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a paragraph: where in the paragraph it begins, and where it stands in the original."""

    offset: int
    place: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph with the lines it was printed on."""

    text: str
    stretches: tuple[Stretch, ...]


def paragraphs_of(lines: Sequence[str]) -> list[Paragraph]:
    """The paragraphs of a text: its lines, those joined that carry each other on.

    Lines go on that a page's width breaks, and those whose bracket is closed on the next."""
    width = _page_width(lines)
    found: list[Paragraph] = []
    full = opened = False  # the line before fills the page and does not end there; it leaves a bracket open
    for place, line in enumerate(lines):
        goes_on = line.strip() and numbered(line.strip()) is None and _BEGINS.match(line) is None
        if goes_on and (full or (opened and _CLOSES.match(line))):
            found[-1] = _carried_on(found[-1], place, line)
        else:
            found.append(Paragraph(line, (Stretch(0, place, 0, len(line)),)))
        short = len(found[-1].text) < _LONGEST
        full = short and width is not None and abs(_width(line) - width) <= _RAGGED and _ENDED.search(line) is None
        opened = short and _LEFT_OPEN.search(line[-_LONGEST_BRACKET:]) is not None
    return found


def _carried_on(paragraph: Paragraph, place: int, line: str) -> Paragraph:
    text = paragraph.text.rstrip()
    start = len(line) - len(line.lstrip())
    stretch = Stretch(len(text), place, start, len(line))
    return Paragraph(text + line[start:], (*paragraph.stretches, stretch))


def _page_width(lines: Sequence[str]) -> int | None:
    """The width at which the lines of a hard-wrapped text are broken; None for any other text."""
    widths = sorted(_width(line) for line in lines if line.strip())
    if not widths:
        return None
    page = widths[int((1 - _OUTLIERS) * (len(widths) - 1))]
    if not _NARROWEST <= page <= _WIDEST:
        return None
    full = [line for line in lines if abs(_width(line) - page) <= _RAGGED]
    open_ended = sum(_ENDED.search(line) is None for line in full)
    wrapped = len(full) >= _FEWEST and len(full) >= _SHARE * len(widths) and 2 * open_ended >= len(full)
    return page if wrapped else None


def _width(line: str) -> int:
    """The columns that a line takes; a line wider than any page counts as just that."""
    text = line.rstrip()[: _WIDEST + 1]
    return len(text.encode("gbk", "replace"))
