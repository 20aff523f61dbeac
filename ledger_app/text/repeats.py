"""A text printed twice (全文重复): found line by line, told once."""

from collections.abc import Sequence

_FEWEST = 4  # lines; fewer may be alike by chance


def repeated_block(lines: Sequence[str]) -> tuple[int, int, int] | None:
    """(first, second, length) of the longest run of lines printed again straight after itself; None if there is none.

    Blank lines do not count: the numbers are places in `lines` without them."""
    places: dict[str, int] = {}
    best: tuple[int, int, int] | None = None
    for place, line in enumerate(lines):
        first = places.setdefault(line, place)
        if first == place or (best is not None and place < best[1] + best[2]):
            continue
        length = 0
        while first + length < place and place + length < len(lines) and lines[first + length] == lines[place + length]:
            length += 1
        if length == place - first and length >= _FEWEST and (best is None or length > best[2]):
            best = (first, place, length)
    return best
