"""A plan in running text, units in brackets at the end of a paragraph （…牵头…负责） -> outline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ledger_app.domain.document import Paragraphs
from ledger_app.domain.measure import DoubtKind
from ledger_app.text.folding import plain
from ledger_app.text.furniture import is_furniture
from ledger_app.text.head import PlanFacts, ends_like_title, plan_facts, without_attachment
from ledger_app.text.headings import Depth, Numbered, numbered
from ledger_app.text.layout import standard_layout
from ledger_app.text.outline import HeadingLine, MeasureLine, Outline, PrintedUnits, Remark, Spot
from ledger_app.text.repeats import repeated_block
from ledger_app.text.units import parse_units

_UNIT_COLUMN = 3
_LONGEST_HEADING = 60
_LONGEST_BRACKET = 600
_ROLE_WORDS = ("牵头", "负责", "配合", "责任单位", "联合行动", "参与", "协助", "承办", "主办")
_ENCYCLOPEDIA = ("中文名", "基本介绍", "百科", "印发的一份档案", "印发的一份文件", "发布的一份", "出台的一份")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with something on it."""

    place: int
    text: str
    start: int
    number: Numbered | None
    bracket: tuple[int, int] | None  # of the unit phrase at its end: first character behind （, place of ）


def read_prose(paragraphs: Paragraphs, name: str) -> Outline | None:
    """The outline of a plan in running text; None if no paragraph of it names the units that answer for it."""
    lines = [
        _line(place, line) for place, line in enumerate(paragraphs.lines) if line.strip() and not is_furniture(line)
    ]
    first = next((i for i, line in enumerate(lines) if line.number is not None), None)
    if first is None or not any(line.bracket for line in lines):
        return None
    repeat = repeated_block([_squashed(line.text) for line in lines])
    body, again = _without_repeat(lines, repeat)
    head = [line.text for line in lines[:first]]
    title = _title(head) or name
    facts = _facts(head, [line.text for line in body[-4:]])
    return _ProseReading(body, again, paragraphs.name).outline(title, facts, _repeat_remarks(lines, repeat))


def _line(place: int, line: str) -> _Line:
    text = line.strip()
    return _Line(place, text, line.index(text), numbered(text), _unit_bracket(text))


def _squashed(text: str) -> str:
    return "".join(text.split())


def _without_repeat(lines: list[_Line], repeat: tuple[int, int, int] | None) -> tuple[list[_Line], dict[int, _Line]]:
    """The lines once, and for the place of each line that is printed again the other one."""
    if repeat is None:
        return lines, {}
    first, second, length = repeat
    again = {lines[first + i].place: lines[second + i] for i in range(length)}
    return lines[:second] + lines[second + length :], again


# ---- the unit bracket


def _unit_bracket(text: str) -> tuple[int, int] | None:
    """The bracket at the end of a paragraph, if it says who does the work."""
    simple = plain(text).rstrip("。.;； ")
    if not simple.endswith((")", "]", "】")):
        return None
    end = len(simple) - 1
    start = _opening(simple, end)
    if start is None or not any(word in simple[start:end] for word in _ROLE_WORDS):
        return None
    phrase = parse_units(text[start + 1 : end])
    return (start + 1, end) if phrase.assigned else None


def _opening(text: str, end: int) -> int | None:
    depth = 0
    for place in range(end, max(-1, end - _LONGEST_BRACKET), -1):
        if text[place] in ")]】":
            depth += 1
        elif text[place] in "([【":
            depth -= 1
            if depth == 0:
                return place
    return None


# ---- the head


def _title(head: Sequence[str]) -> str | None:
    """The title nearest to the body; an encyclopedia's entry about the plan is not it."""
    for place in range(len(head) - 1, -1, -1):
        text = without_attachment(head[place])
        if ends_like_title(text) and not any(mark in text for mark in "。;；") and not text.startswith("-"):
            return _whole_title(head, place, text)
    return None


def _whole_title(head: Sequence[str], place: int, text: str) -> str:
    """A title whose first line stands above: 关于印发… on one line, …的通知 on the next."""
    while place > 0 and (text.count("》") > text.count("《") or len(text) < 6):
        place -= 1
        text = without_attachment(head[place]) + text
    return text


def _facts(head: Sequence[str], tail: Sequence[str]) -> PlanFacts:
    """文号, body and date from the lines around the plan, unless they are an encyclopedia's."""
    text = plain("\n".join(head))
    if any(word in text for word in _ENCYCLOPEDIA):
        head = []
    facts = plan_facts(head)
    signed = plan_facts(tail)
    return PlanFacts(facts.doc_number, facts.issuer or signed.issuer, facts.issued or signed.issued)


# ---- the body


class _ProseReading:
    """Goes down the numbered lines: what others stand under is a heading, the last of its branch a measure."""

    def __init__(self, lines: Sequence[_Line], again: Mapping[int, _Line], part: str) -> None:
        self._source = lines
        self._again = again
        self._part = part
        self._lines: list[HeadingLine | MeasureLine] = []
        self._cells: list[PrintedUnits] = []
        self._headings: list[tuple[Depth, int | None]] = []  # those open, with the unit cell a heading itself prints
        self._waiting: list[int] = []  # measures that a bracket on a later line of its own may cover

    def outline(self, title: str, facts: PlanFacts, remarks: tuple[Remark, ...]) -> Outline:
        """All lines read."""
        for index, line in enumerate(self._source):
            if line.number is None:
                self._take_unnumbered(line)
            elif self._is_heading(index, line.number, line):
                self._open_heading(line.number, line)
            else:
                self._add_measure(line)
        return Outline(
            title=title,
            layout=standard_layout(title),
            lines=tuple(self._lines),
            unit_cells=tuple(self._cells),
            remarks=remarks,
            doc_number=facts.doc_number,
            issuer=facts.issuer,
            issued=facts.issued,
        )

    def _is_heading(self, index: int, number: Numbered, line: _Line) -> bool:
        """A numbered line is a heading if deeper numbers follow, or if it is no more than a title without units."""
        body = (line.text[: line.bracket[0] - 1] if line.bracket else line.text).rstrip("。:： ")
        title = len(body) <= _LONGEST_HEADING and "。" not in body
        following = next((other.number for other in self._source[index + 1 :] if other.number is not None), None)
        if following is not None and following.depth > number.depth:
            return line.bracket is None or title
        return title and line.bracket is None

    def _open_heading(self, number: Numbered, line: _Line) -> None:
        while self._headings and self._headings[-1][0] >= number.depth:
            self._headings.pop()
        cell = None if line.bracket is None else self._unit_cell(line.text[slice(*line.bracket)])
        self._headings.append((number.depth, cell))
        self._waiting = []
        self._lines.append(HeadingLine(level=int(number.depth), number=number.printed, title=number.rest))

    def _take_unnumbered(self, line: _Line) -> None:
        """A paragraph with units is a measure of the heading above; a bracket alone covers the measures before it."""
        if line.bracket is None:
            return
        start, end = line.bracket
        if line.text[: start - 1].strip():
            self._add_measure(line)
        elif self._waiting:
            cell = self._unit_cell(line.text[start:end])
            for index in self._waiting:
                measure = self._lines[index]
                assert isinstance(measure, MeasureLine)
                self._lines[index] = replace(measure, units=(cell,))
            self._waiting = []

    def _add_measure(self, line: _Line) -> None:
        text, number = (line.text, None) if line.number is None else (line.number.rest, line.number.printed.strip())
        if line.bracket is not None:
            start, end = line.bracket
            text = text[: start - 1 - (len(line.text) - len(text))]
            units = self._unit_cell(line.text[start:end])
            self._waiting = []
        else:
            units = self._without_bracket()
        spots = [_spot(self._part, line)]
        if line.place in self._again:
            spots.append(_spot(self._part, self._again[line.place]))
        self._lines.append(MeasureLine(text=text.strip(), number=number, units=(units,), spots=tuple(spots)))

    def _without_bracket(self) -> int:
        """The cell of a measure without units: that of a heading above, or a blank one until a bracket comes."""
        for _, cell in reversed(self._headings):
            if cell is not None:
                return cell
        self._waiting.append(len(self._lines))
        return self._unit_cell("")

    def _unit_cell(self, text: str) -> int:
        self._cells.append(PrintedUnits(column=_UNIT_COLUMN, text=text))
        return len(self._cells) - 1


def _repeat_remarks(lines: Sequence[_Line], repeat: tuple[int, int, int] | None) -> tuple[Remark, ...]:
    if repeat is None:
        return ()
    first, second, length = repeat
    places = [lines[i].place + 1 for i in (first, second - 1, second, second + length - 1)]
    message = f"正文重复印了两遍，只读入第{places[0]}至{places[1]}段，第{places[2]}至{places[3]}段是重复的。"
    return (Remark(kind=DoubtKind.TEXT_REPEATED, message=message, proposal="只读一遍", alternatives=("两遍都读",)),)


def _spot(part: str, line: _Line) -> Spot:
    return Spot(part, line.place + 1, line.start, line.start + len(line.text))
