"""A text printed twice (全文重复): found line by line, told once."""

from collections.abc import Sequence

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
