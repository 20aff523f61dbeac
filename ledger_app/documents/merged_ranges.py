"""The merged ranges of a sheet as it looks: cut to what is used, what lies under them not seen, overlaps refused."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ledger_app.domain.document import Span, column_letters
from ledger_app.domain.errors import UserError

_WIDEST = 64  # columns a merged range may add to the used ones
_NAMED = 3  # of the cells or ranges that a note names


class Merged(NamedTuple):
    """The ranges that count, in reading order, and what is to be told about the others."""

    spans: tuple[Span, ...]
    notes: tuple[str, ...]


def merged_ranges(texts: list[list[str]], spans: list[Span], sheet: str, name: str) -> Merged:
    """The ranges within the used area; texts that lie under them are taken out of `texts`.

    Raises UserError naming both ranges where two lie on each other."""
    height, width = len(texts), max(map(len, texts), default=0)
    spans = sorted(spans, key=lambda span: (span.top, span.left))
    _refuse_overlaps([span for span in spans if span.top < height and span.left < width], width, sheet, name)
    kept: list[Span] = []
    clipped, opened, covered = 0, [], []
    for span in spans:
        if span.bottom < height and span.right < width and _is_clear(texts, span):
            kept.append(span)
            continue
        cut = _cut(span, height, width)
        under = [] if cut is None else list(_covered(texts, cut))
        if under and cut != span:  # no one merges cells far below the table and leaves a text in each
            opened.append(span.address())
            continue
        clipped += cut != span
        for (row, column), differs in under:
            texts[row][column] = ""
            covered += [(row, column)] if differs else []
        kept += [] if cut is None else [cut]
    kept = [span for span in kept if (span.top, span.left) != (span.bottom, span.right)]
    return Merged(tuple(kept), tuple(_notes(clipped, opened, covered)))


def _notes(clipped: int, opened: list[str], covered: list[tuple[int, int]]) -> Iterator[str]:
    if clipped:
        yield f"{clipped}处合并单元格超出有内容的区域，已按有内容的区域截取"
    if opened:
        more = "等" if len(opened) > _NAMED else ""
        yield f"合并单元格{'、'.join(opened[:_NAMED])}{more}超出有内容的区域，又盖住了各行的内容，按没有合并读入"
    if covered:
        cells = "、".join(f"{column_letters(column)}{row + 1}" for row, column in covered[:_NAMED])
        more = f"等{len(covered)}格" if len(covered) > _NAMED else ""
        yield f"{cells}{more}被合并单元格盖住，里面的内容没有读入"


def _is_clear(texts: list[list[str]], span: Span) -> bool:
    """Whether no cell under a range holds a text, as in every sheet that Excel wrote."""
    left, end = span.left, span.right + 1
    if end - left > 1 and any(texts[span.top][left + 1 : end]):
        return False
    if end - left == 1:
        return not any(row[left] for row in texts[span.top + 1 : span.bottom + 1])
    return not any(any(texts[row][left:end]) for row in range(span.top + 1, span.bottom + 1))


def _covered(texts: list[list[str]], span: Span) -> Iterator[tuple[tuple[int, int], bool]]:
    """The cells under a range that hold a text of their own, and whether it is another than the range's."""
    shown = _text(texts, span.top, span.left)
    for row in range(span.top, span.bottom + 1):
        for column in range(span.left, min(span.right + 1, len(texts[row]))):
            text = texts[row][column]
            if text and (row, column) != (span.top, span.left):
                yield (row, column), text != shown


def _text(texts: list[list[str]], row: int, column: int) -> str:
    return texts[row][column] if column < len(texts[row]) else ""


def _cut(span: Span, height: int, width: int) -> Span | None:
    """The part of a range that lies within the used rows; it may reach a few columns beyond, as a title does."""
    if span.top >= height or span.left >= width:
        return None
    right = span.right if span.right < width + _WIDEST else width - 1
    return Span(top=span.top, left=span.left, bottom=min(span.bottom, height - 1), right=right)


def _refuse_overlaps(merges: Sequence[Span], width: int, sheet: str, name: str) -> None:
    """Excel never writes overlapping ranges; a file that has them has no one reading."""
    taken: dict[int, Span] = {}  # by column, the last one
    for span in merges:
        for column in range(span.left, min(span.right + 1, width + _WIDEST)):
            other = taken.get(column)
            if other is not None and other.bottom >= span.top:
                raise UserError(
                    f"“{name}”的工作表“{sheet}”中合并单元格 {other.address()} 与 {span.address()} 重叠",
                    "请在 Excel 中取消其中一处合并后再导入",
                )
            taken[column] = span
