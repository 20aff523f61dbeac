"""What a plan prints twice: the whole text (全文重复), a measure, a number under one heading. Told, never dropped."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger_app.domain.measure import DoubtKind
from ledger_app.text.headings import bare_number
from ledger_app.text.outline import HeadingLine, MeasureLine, Outline, Remark

_FEWEST = 4  # lines; fewer may be alike by chance
_FEWEST_APART = 12  # lines; the same where other lines, at most as many, stand between the two prints
_COMPARISONS = 8  # per line; a text that needs more is not a plan printed twice


def repeated_block(lines: Sequence[str]) -> tuple[int, int, int] | None:
    """(first, second, length) of the longest run of lines printed again soon after itself; None if there is none.

    Blank lines do not count: the numbers are places in `lines` without them."""
    places: dict[str, int] = {}
    best: tuple[int, int, int] | None = None
    budget = _COMPARISONS * len(lines)
    for place, line in enumerate(lines):
        first = places.setdefault(line, place)
        if first == place or budget <= 0 or (best is not None and place < best[1] + best[2]):
            continue
        length = _alike(lines, first, place)
        budget -= length
        between = place - first - length
        fewest = _FEWEST_APART if between else _FEWEST
        if fewest <= length >= between and (best is None or length > best[2]):
            best = (first, place, length)
    return best


def _alike(lines: Sequence[str], first: int, second: int) -> int:
    """How many lines from `first` to `second` stand again from `second` on."""
    length = 0
    longest = min(second - first, len(lines) - second)
    while length < longest and lines[first + length] == lines[second + length]:
        length += 1
    return length


def with_repeats_told(outline: Outline) -> Outline:
    """The outline, with a doubt about each measure whose words, or whose number under its heading, stand before it."""
    texts: dict[str, int] = {}  # words -> line of the original
    lines: list[HeadingLine | MeasureLine] = []
    for line, numbers in _with_numbers(outline.lines):
        if isinstance(line, MeasureLine):
            line = replace(line, remarks=(*line.remarks, *_told(line, texts, numbers)))
        lines.append(line)
    return replace(outline, lines=tuple(lines))


def _with_numbers(
    lines: Sequence[HeadingLine | MeasureLine],
) -> Iterator[tuple[HeadingLine | MeasureLine, dict[str, int]]]:
    """Each line with the numbers printed so far under its own heading; a list that begins anew forgets them."""
    levels: list[tuple[int, dict[str, int]]] = [(-1, {})]
    for line in lines:
        ends = line.level if isinstance(line, HeadingLine) else line.closes
        while ends is not None and levels[-1][0] >= ends:
            levels.pop()
        if isinstance(line, HeadingLine):
            levels.append((line.level, {}))
        elif line.number and bare_number(line.number.strip("、.．:：()（）　 ")) == 1:
            levels[-1][1].clear()
        yield line, levels[-1][1]


def _told(line: MeasureLine, texts: dict[str, int], numbers: dict[str, int]) -> tuple[Remark, ...]:
    here = line.spots[0].line if line.spots else 0
    first = texts.setdefault("".join(line.text.split()), here)
    number = (line.number or "").strip()
    counted = numbers.setdefault(number, here) if number else here
    remarks = []
    if first != here:
        message = f"{{row}}与原文第{first}行的措施内容相同，两条都读入，请确认是否重复。"
        remarks.append(Remark(kind=DoubtKind.TEXT_REPEATED, message=message))
    if counted != here:
        message = f"{{row}}的序号“{number}”在原文第{counted}行已经用过，照原样保留，请核对。"
        remarks.append(Remark(kind=DoubtKind.LAYOUT, message=message))
    return tuple(remarks)
