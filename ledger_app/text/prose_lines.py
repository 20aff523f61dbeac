"""The lines of a plan in running text: number, body, and the responsibility phrase at the end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ledger_app.text.headings import Depth, Numbered, clause_numbered, numbered
from ledger_app.text.prose_duties import begun_by, duty_of, names_bodies
from ledger_app.text.run_on import split_behind_units, split_closing, split_run_on
from ledger_app.text.run_together import split_run_together

_LONGEST_HEADING = 60
_FEWEST_BRACKETS = 2  # items that end in a bracket before what follows the last one counts as none of it
_MOST_BRACKETS = 6  # of the last item that are looked at
_BRACKET_END = re.compile("[)）】]")
_DECIMAL = re.compile(r"[ \t　]*\d{1,2}[.．]\d{1,2}[ \t　、]")
_UNMARKED = re.compile(r"(?P<n>\d{1,2})[ \t　]+(?=[一-鿿])")
_BULLET = re.compile(r"^[●■◆◇★☆▲△○※·•\-—]+[\s　]*")


@dataclass(frozen=True, slots=True)
class ProseLine:
    """A line with something on it."""

    place: int
    text: str
    start: int
    number: Numbered | None
    body: str  # without number and responsibility phrase
    duty: str | None  # who does it, by when; as printed, without its brackets
    bare: bool = False  # the phrase has names only, no word for their role
    for_group: str | None = None  # the time that a sentence behind it sets for its whole group

    @property
    def is_title(self) -> bool:
        """Whether the body reads as a title: one short sentence or none."""
        body = self.body.rstrip("。:： ")
        return 0 < len(body) <= _LONGEST_HEADING and "。" not in body

    @property
    def is_duty_only(self) -> bool:
        """Whether the line says nothing but who and when."""
        return self.duty is not None and not self.body.strip()

    @property
    def begins_with_units(self) -> bool:
        """Whether the line is about what one unit does: 市甲局：负责…"""
        return self.number is None and bool(self.duty) and bool(self.body) and self.text.startswith(self.duty or "")


def has_decimals(lines: Sequence[str]) -> bool:
    """Whether a plan numbers its items 1.1, 1.2: then its headings may be numbered 1, without a mark."""
    return any(_DECIMAL.match(line) is not None for line in lines)


def prose_lines(place: int, line: str, *, decimal: bool = False) -> list[ProseLine]:
    """The lines a paragraph amounts to: one, or several where line breaks between its items were lost."""
    pieces = [
        (begin + start + further, part)
        for begin, together in split_run_together(line)
        for start, piece in _with_closing_apart(split_run_on(together))
        for further, part in split_behind_units(piece, _says_who)
        if part.strip()
    ]
    parts = [(start, prose_line(place, piece, decimal=decimal)) for start, piece in pieces]
    return [replace(part, start=start + part.start) for start, part in parts]


def _with_closing_apart(pieces: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The items of a run-on text; what stands behind the last one's bracket, where all have one, closes the plan."""
    start, last = pieces[-1]
    (_, last), *behind = split_closing(last) if len(pieces) > 1 else [(0, last)]
    closing = [(start + place, text) for place, text in behind]
    items = [*pieces[:-1], (start, last)]
    if sum(_ends_in_bracket(piece) for _, piece in pieces[:-1]) < _FEWEST_BRACKETS or _ends_in_bracket(last):
        return [*items, *closing]
    for match in [*_BRACKET_END.finditer(last)][: -_MOST_BRACKETS - 1 : -1]:
        if _ends_in_bracket(last[: match.end()]):
            return [*pieces[:-1], (start, last[: match.end()]), (start + match.end(), last[match.end() :]), *closing]
    return [*items, *closing]


def _ends_in_bracket(text: str) -> bool:
    """Whether a text ends in a bracket that says who does the work."""
    end, duty, _ = duty_of(text)
    return duty is not None and end < len(text) and text.rstrip("。；; 　").endswith((")", "）", "】", "]"))


def prose_line(place: int, line: str, *, decimal: bool = False) -> ProseLine:
    """A line taken apart; `decimal` says that the plan's headings may be numbered 1, without a mark."""
    text = line.strip()
    number = numbered(text) or clause_numbered(text) or (unmarked(text) if decimal else None)
    return _taken_apart(place, text, line.index(text), number)


def renumbered(line: ProseLine, number: Numbered) -> ProseLine:
    """The same line with a number that its form alone does not tell."""
    return _taken_apart(line.place, line.text, line.start, number)


def shortened(line: ProseLine, end: int) -> ProseLine:
    """The same line without what stands from a place in its text on."""
    number = line.number
    if number is not None:
        number = replace(number, rest=number.rest[: len(number.rest) - (len(line.text) - end)].rstrip())
    return _taken_apart(line.place, line.text[:end].rstrip(), line.start, number)


def _taken_apart(place: int, text: str, start: int, number: Numbered | None) -> ProseLine:
    rest = text if number is None else number.rest
    end, duty, bare = duty_of(rest)
    if duty is None and number is not None:
        duty = begun_by(rest)
    body = rest[:end] if duty is not None else rest
    if number is None and duty is not None:
        body = _BULLET.sub("", body)
    return ProseLine(place, text, start, number, body.strip(), duty, bare)


def with_listed_units(lines: Sequence[ProseLine]) -> list[ProseLine]:
    """The lines; names below a label with nothing behind it, 责任单位：, or a list that breaks off are taken to it."""
    found: list[ProseLine] = []
    for line in lines:
        above = found[-1] if found else None
        if above is not None and _breaks_off(above, line):
            found[-1] = replace(above, duty=f"{above.duty}{line.text}".rstrip("。 "))
            continue
        if above is not None and above.is_duty_only and line.number is None and line.duty is None:
            duty = above.duty or ""
            listed = duty.endswith(("：", ":")) or (duty.count("：") + duty.count(":") == 1 and "\n" in duty)
            if listed and names_bodies(line.text):
                found[-1] = replace(above, duty=f"{duty}\n{line.text}")
                continue
        found.append(line)
    return found


def _breaks_off(above: ProseLine, line: ProseLine) -> bool:
    """Whether the units of a line go on with the names on the next: 责任单位：市甲局、 / 市乙局."""
    if above.duty is None or line.number is not None or line.duty is not None or not names_bodies(line.text):
        return False
    return above.duty.endswith(("、", "，", ",")) or line.text.startswith("、")


def _says_who(text: str) -> bool:
    return duty_of(text)[1] is not None


def unmarked(text: str) -> Numbered | None:
    """The number of 3 清理河道, without a mark behind it."""
    match = _UNMARKED.match(text)
    return Numbered(Depth.THIRD, int(match["n"]), match[0], text[match.end() :]) if match is not None else None


def without_duty(line: ProseLine) -> ProseLine:
    """The same line, its bracket taken for words of the text."""
    rest = line.text if line.number is None else line.number.rest
    return ProseLine(line.place, line.text, line.start, line.number, rest.strip(), None)
