"""From where on a plan's convention counts: 列第一位的为牵头单位，下同 in a row says nothing of the rows before it."""

from collections.abc import Iterable
from dataclasses import replace

from ledger_app.text.duty_phrase import convention_in
from ledger_app.text.outline import MeasureLine, Outline


def with_convention(outline: Outline, around: Iterable[str], text: Iterable[str]) -> Outline:
    """The outline with the convention that its `text` states.

    Stated `around` the measures it counts for all of them, stated within one for those from there on."""
    said = convention_in(text)
    if said is None:
        return outline
    outline = replace(outline, convention=said)
    first = None if convention_in(around) is not None else _first_saying(outline)
    lines = (
        replace(line, by_convention=False) if isinstance(line, MeasureLine) and place < (first or 0) else line
        for place, line in enumerate(outline.lines)
    )
    return replace(outline, lines=tuple(lines))


def before_measures(outline: Outline, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a text that stand in front of its first measure."""
    first = min(
        (spot.line for line in outline.lines if isinstance(line, MeasureLine) for spot in line.spots), default=1
    )
    return lines[: first - 1]


def _first_saying(outline: Outline) -> int | None:
    """The first measure that states a convention, where its units stand or in its own words.

    A last measure's words may be followed by a note on the whole plan, so they do not count."""
    measures = [(place, line) for place, line in enumerate(outline.lines) if isinstance(line, MeasureLine)]
    for place, line in measures:
        said = [outline.unit_cells[cell].text for cell in line.units]
        if convention_in(said if place == measures[-1][0] else [*said, line.text]) is not None:
            return place
    return None
