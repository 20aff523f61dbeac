"""A plan in running text -> outline: numbered items under headings, units in brackets, labels or headings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ledger_app.domain.document import Paragraphs
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import Field
from ledger_app.text.duty_phrase import convention_in, duty_phrase
from ledger_app.text.headings import Depth, Numbered
from ledger_app.text.layout import standard_layout
from ledger_app.text.outline import Basis, HeadingLine, MeasureLine, Outline, PrintedUnits, Remark, Spot
from ledger_app.text.prose_closing import with_closing_times
from ledger_app.text.prose_duties import clause_duties, clause_remarks, inner_duties, named_body_remarks, names_units
from ledger_app.text.prose_head import comes_into_force, facts_of, title_of
from ledger_app.text.prose_items import Item, before_numbers, items_of, without_label
from ledger_app.text.prose_lines import ProseLine, has_decimals, prose_lines, with_listed_units, without_duty
from ledger_app.text.prose_numbers import (
    with_articles_below,
    with_bare_headings,
    with_clause_items,
    with_lost_marks,
    with_unit_headings,
)
from ledger_app.text.repeats import repeated_block
from ledger_app.text.said_once import time_for_all, with_lent_times
from ledger_app.text.sections import names_no_work, short_names, units_in_title
from ledger_app.text.stages import find_stages
from ledger_app.text.wrapping import Stretch, paragraphs_of

_FEWEST_BARE = 2  # units named before a bracket of bare names counts; one alone may be words of the text
_FEWEST_WITHOUT_UNITS = 2  # measures of a plan that names no units
_NOBODY = "—"  # printed where a plan names no unit, so that a blank cell does not mean the one above
_LONGEST_TITLE = 40  # characters of the first sentence of a paragraph that is a heading
_ANY_YEAR = 2000  # stages are only counted
_ENDS = "。；;：:！!”）)》"


def read_prose(paragraphs: Paragraphs, name: str) -> Outline | None:
    """The outline of a plan in running text; None if it holds no list of measures."""
    decimal = has_decimals(paragraphs.lines)
    printed = paragraphs_of(paragraphs.lines)
    stretches = {paragraph.stretches[0].place: paragraph.stretches for paragraph in printed}
    lines = [
        part
        for paragraph in printed
        for part in prose_lines(paragraph.stretches[0].place, paragraph.text, decimal=decimal)
    ]
    lines = with_lost_marks(with_listed_units(with_closing_times(lines)))
    lines = with_articles_below(with_clause_items(with_bare_headings(with_unit_headings(lines))))
    first = _first_item(lines)
    if first is None:
        return None
    convention = convention_in(line.text for line in lines)
    if convention is None and sum(line.duty is not None for line in lines) < _FEWEST_BARE:
        lines = [without_duty(line) if line.bare else line for line in lines]
    repeat = repeated_block(["".join(line.text.split()) for line in lines])
    body, again = _without_repeat(lines, repeat)
    head = [line.text for line in lines[:first]]
    origin = _Origin(paragraphs.name, stretches, again)
    reading = _ProseReading(body[first:], origin, short_names(head))
    outline = reading.outline(title_of(head) or name)
    if outline is None:
        return None
    outline = with_lent_times(outline, head)
    facts = facts_of(head, [line.text for line in body[-4:]])
    return replace(
        outline,
        remarks=(*outline.remarks, *_repeat_remarks(lines, repeat)),
        doc_number=facts.doc_number,
        issuer=facts.issuer,
        issued=facts.issued,
    )


def _first_item(lines: Sequence[ProseLine]) -> int | None:
    """The place of the first number, or in a plan without numbers that of the first paragraph with units."""
    numbers = (i for i, line in enumerate(lines) if line.number is not None and line.number.depth < Depth.CLAUSE)
    duties = (i for i, line in enumerate(lines) if line.duty is not None and line.body)
    return next(chain(numbers, duties), None)


def _without_repeat(
    lines: list[ProseLine], repeat: tuple[int, int, int] | None
) -> tuple[list[ProseLine], dict[int, ProseLine]]:
    """The lines once, and for the place of each line that is printed again the other one."""
    if repeat is None:
        return lines, {}
    first, second, length = repeat
    again = {lines[first + i].place: lines[second + i] for i in range(length)}
    return lines[:second] + lines[second + length :], again


def _repeat_remarks(lines: Sequence[ProseLine], repeat: tuple[int, int, int] | None) -> tuple[Remark, ...]:
    if repeat is None:
        return ()
    first, second, length = repeat
    places = [lines[i].place + 1 for i in (first, first + length - 1, second, second + length - 1)]
    message = f"正文重复印了两遍，只读入第{places[0]}至{places[1]}段，第{places[2]}至{places[3]}段是重复的。"
    return (Remark(kind=DoubtKind.TEXT_REPEATED, message=message, proposal="只读一遍", alternatives=("两遍都读",)),)


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading under which the next items stand."""

    depth: Depth
    cell: int | None  # the units it names for all of them
    deadline: str | None
    no_work: bool


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where the lines of a text stand in the original."""

    part: str
    stretches: Mapping[int, tuple[Stretch, ...]]
    again: Mapping[int, ProseLine]  # the second print of a line

    def spots(self, lines: Sequence[ProseLine]) -> Iterator[Spot]:
        """The places of these lines, those of their second print behind them."""
        for line in (*lines, *(self.again[line.place] for line in lines if line.place in self.again)):
            end = line.start + len(line.text)
            for stretch in self.stretches[line.place]:
                start = max(line.start, stretch.offset)
                stop = min(end, stretch.offset + stretch.end - stretch.start)
                if start < stop:
                    moved = stretch.start - stretch.offset
                    yield Spot(self.part, stretch.place + 1, start + moved, stop + moved)


class _ProseReading:
    """Goes down the items: what others stand under is a heading, the last of its branch a measure."""

    def __init__(self, lines: Sequence[ProseLine], origin: _Origin, parties: frozenset[str]) -> None:
        self._items = items_of(lines)
        self._before = before_numbers(lines)
        self._origin = origin
        self._parties = parties
        self._lines: list[HeadingLine | MeasureLine] = []
        self._cells: list[str] = []
        self._headings: list[_Open] = []
        self._ended: int | None = None  # the level of the outermost heading that ended above the item
        self._run_in: list[str] = []  # titles of headings with a paragraph behind them
        self._waiting: list[int] = []  # measures that a bracket on a later line of its own may cover
        self._flat = all(item.number.depth <= Depth.FIRST for item in self._items)

    def outline(self, title: str) -> Outline | None:
        """All items read; None if they are no measures."""
        for line in self._before:
            self._add_measure([line], None, line.duty)
        for item in self._items:
            self._take(item)
            self._set_group_time(item)
        lines = _without_empty_headings(self._lines)
        measures = [line for line in lines if isinstance(line, MeasureLine)]
        named = any(text.strip() for text in self._cells)
        if not measures or not (named or len(measures) >= _FEWEST_WITHOUT_UNITS):
            return None
        used = sorted({cell for measure in measures for cell in measure.units})
        moved = {cell: index for index, cell in enumerate(used)}
        layout = standard_layout(
            title, numbered=any(measure.number for measure in measures), headings=len(measures) < len(lines)
        )
        column = layout.fields.index(Field.UNITS)
        blank = _NOBODY if named else ""
        missing = Remark(kind=DoubtKind.NO_UNIT, message="本文件没有写明各项措施由哪个单位负责，单位需要补填。")
        return Outline(
            title=title,
            layout=layout,
            lines=tuple(_with_cells(line, moved) for line in lines),
            unit_cells=tuple(PrintedUnits(column=column, text=self._cells[cell] or blank) for cell in used),
            remarks=(*(() if named else (missing,)), *self._run_in_remarks()),
            names_units=named,
        )

    def _run_in_remarks(self) -> tuple[Remark, ...]:
        if not self._run_in:
            return ()
        shown = f"有{len(self._run_in)}个标题后面带一段说明（如“{self._run_in[0]}”）"
        message = f"{shown}，标题只取第一句，说明没有作为措施读入。"
        return (Remark(kind=DoubtKind.LAYOUT, message=message),)

    def _take(self, item: Item) -> None:
        self._ended = None
        while self._headings and self._headings[-1].depth >= item.number.depth:
            self._ended = int(self._headings.pop().depth)
        if (item.followed and self._heads_items(item)) or self._stands_over_paragraphs(item):
            self._open_heading(item)
        else:
            self._add_item(item)
            if item.over_units:
                self._open_task(item, item.line.body.partition("。")[0])
            return
        self._add_further(item.texts)

    def _set_group_time(self, item: Item) -> None:
        """The time that a sentence behind an item sets goes to all items under the same heading."""
        time = item.group_time
        for index in range(len(self._lines) - 1, -1, -1) if time is not None else ():
            line = self._lines[index]
            if isinstance(line, MeasureLine):
                self._lines[index] = replace(line, common_deadline=time)
            elif line.level < item.number.depth:
                break

    def _heads_items(self, item: Item) -> bool:
        """A line over deeper numbers is a heading, unless it is a sentence with units over items with units."""
        if item.line.duty is None:
            return True
        return item.line.is_title and not (item.over_units and item.line.body.endswith(("。", "；")))

    def _stands_over_paragraphs(self, item: Item) -> bool:
        """A title over paragraphs with units of their own, or over plain text, at the outermost level."""
        line = item.line
        if line.duty is not None or not line.is_title or not item.texts:
            return False
        with_units = sum(text.duty is not None for text in item.texts)
        if item.number.depth > Depth.FIRST or "条" in item.number.printed:
            return with_units > 1
        return with_units > 0 or not self._flat

    def _open_heading(self, item: Item) -> None:
        line, number = item.line, item.number
        duty = _joined([line.duty, *(extra.duty for extra in item.duties)])
        if duty is None:
            duty = units_in_title(line.body, self._parties)
        deadline = None if duty is None else duty_phrase(duty).deadline
        deadline = deadline or next(filter(None, (time_for_all(text.text) for text in (line, *item.texts))), None)
        cell = None if duty is None or (deadline is not None and not names_units(duty)) else self._unit_cell(duty)
        self._headings.append(_Open(number.depth, cell, deadline, names_no_work(line.body)))
        self._waiting = []
        title = number.rest if line.duty is not None else self._title_of(number)
        self._lines.append(HeadingLine(level=int(number.depth), number=number.printed or None, title=title))

    def _title_of(self, number: Numbered) -> str:
        """The first sentence of a heading's line; a paragraph behind it says what the items below are for."""
        title, stop, rest = number.rest.partition("。")
        if not rest.strip() or len(title) > _LONGEST_TITLE:
            return number.rest
        self._run_in.append(f"{number.printed.strip()}{title}")
        return title + stop

    def _open_task(self, item: Item, title: str) -> None:
        """What stands over measures of its own, 具体措施：1.…, or over what is done about it, 整改措施：…."""
        number = item.number
        self._headings.append(_Open(number.depth, None, None, False))
        self._lines.append(HeadingLine(level=int(number.depth), number=number.printed or None, title=title))

    def _add_item(self, item: Item) -> None:
        """A numbered measure with the paragraphs that carry it on, and further paragraphs with units of their own."""
        parts, rest = [item.line], list(item.texts)
        remedy = without_label(rest[0]) if item.line.duty is not None and item.line.body and rest else None
        if remedy is not None and remedy.duty is None:
            self._open_task(item, item.line.body)
            self._add_measure([remedy, *(text for text in rest[1:] if text.duty is None)], None, item.line.duty)
            self._add_further(rest[1:])
            return
        while not parts[-1].body and parts[-1].duty is not None and rest:  # 1.责任单位：…, its work on the next line
            parts.append(rest.pop(0))
        while parts[-1].duty is None and rest and not rest[0].begins_with_units:
            if rest[0].duty is None and rest[0].text[-1] not in _ENDS:
                break
            parts.append(rest.pop(0))
        duty = _joined([*(part.duty for part in parts), *(extra.duty for extra in item.duties)])
        if duty is not None and not any(part.body for part in parts):
            self._give_waiting(duty)  # 3.责任单位：市甲局
        if not self._is_work(item, duty):
            return
        if item.duties and parts[-1].duty is None and duty is not None:
            self._cover_waiting(parts, item.number, duty)
        else:
            self._add_measure(parts, item.number, duty)
        self._add_further(rest)

    def _add_further(self, texts: Sequence[ProseLine]) -> None:
        """The paragraphs with units of their own, each a measure."""
        for text in texts:
            if text.duty is not None:
                self._add_measure([text], None, text.duty)

    def _is_work(self, item: Item, duty: str | None) -> bool:
        """Whether an item is a measure: it names units, or does not stand under 指导思想, 工作目标 and the like."""
        if not (item.line.body or item.texts) or comes_into_force(item.line.body):
            return False
        if duty is not None or any(heading.cell is not None for heading in self._headings):
            return True
        if len(find_stages([item.line.body, *(text.body for text in item.texts)], _ANY_YEAR)) > 1:
            return False  # the stages of the plan, not its work
        own = item.line.body if item.line.is_title else item.line.body.split("。")[0]
        return not names_no_work(own) and not any(heading.no_work for heading in self._headings)

    def _cover_waiting(self, parts: list[ProseLine], number: Numbered, duty: str) -> None:
        """A line of its own that says who does the work covers the measures before it that do not say so."""
        waiting = self._waiting
        self._add_measure(parts, number, duty)
        self._share_units(waiting)
        self._waiting = []

    def _give_waiting(self, duty: str) -> None:
        """A numbered line that only says who: for the measures before it that do not say so."""
        cell, deadline = self._unit_cell(duty), duty_phrase(duty).deadline
        for index in self._waiting:
            measure = self._lines[index]
            assert isinstance(measure, MeasureLine)
            deadline = measure.deadline or deadline
            self._lines[index] = replace(measure, units=(cell,), basis=Basis.OWN, deadline=deadline)
        self._waiting = []

    def _share_units(self, covered: Sequence[int]) -> None:
        """The measures at these places have the units of the last one."""
        last = self._lines[-1]
        assert isinstance(last, MeasureLine)
        for index in covered:
            measure = self._lines[index]
            assert isinstance(measure, MeasureLine)
            told = (*measure.remarks, *named_body_remarks(measure.text, self._cells[last.units[0]]))
            deadline = measure.deadline or last.deadline
            self._lines[index] = replace(measure, units=last.units, basis=Basis.OWN, deadline=deadline, remarks=told)

    def _open_before(self) -> list[int]:
        """The measures straight above that end in ； and name no units: 1.…；2.…；3.…。（市甲局负责）"""
        found: list[int] = []
        for index in reversed(self._waiting):
            measure = self._lines[index]
            if index != len(self._lines) - 1 - len(found) or not isinstance(measure, MeasureLine):
                break
            if not measure.text.endswith(("；", ";")):
                break
            found.append(index)
        return found

    def _add_measure(self, parts: list[ProseLine], number: Numbered | None, duty: str | None) -> None:
        text = "\n".join(part.body for part in parts if part.body)
        duty = _joined([*inner_duties(text), *clause_duties(text, duty), duty])
        heading = next((h for h in reversed(self._headings) if h.cell is not None), None)
        lent = next((h.deadline for h in reversed(self._headings) if h.deadline is not None), None)
        deadline = None if duty is None else duty_phrase(duty).deadline
        basis = Basis.OWN
        shared: list[int] = []
        only_time = deadline is not None and heading is not None and not names_units(duty or "")
        if duty is not None and not only_time:
            cell = self._unit_cell(duty)
            shared = self._open_before() if number is not None else []
            self._waiting = [] if number is not None and parts[-1].duty is not None else self._waiting
        elif heading is not None and heading.cell is not None:
            cell = heading.cell
        else:
            cell, basis = self._unit_cell(""), Basis.NOWHERE
            self._waiting.append(len(self._lines))
        printed = number.printed.strip() if number is not None else None
        closes, self._ended = self._ended, None
        measure = MeasureLine(text=text, number=printed, units=(cell,), basis=basis, deadline=deadline, closes=closes)
        spots = tuple(self._origin.spots(parts))
        self._lines.append(replace(measure, spots=spots, heading_deadline=lent, remarks=clause_remarks(text)))
        self._share_units(shared)

    def _unit_cell(self, text: str) -> int:
        self._cells.append(text)
        return len(self._cells) - 1


def _joined(duties: Sequence[str | None]) -> str | None:
    named = [duty for duty in duties if duty is not None]
    return "；".join(named) if named else None


def _without_empty_headings(lines: Sequence[HeadingLine | MeasureLine]) -> list[HeadingLine | MeasureLine]:
    """The lines without headings that no measure stands under."""
    kept: list[HeadingLine | MeasureLine] = []
    inhabited = -1  # the headings of lower levels than this have something below them; -1: none has
    for line in reversed(lines):
        if isinstance(line, MeasureLine):
            inhabited = int(Depth.CLAUSE) + 1
        elif line.level < inhabited:
            inhabited = line.level
        else:
            continue
        kept.append(line)
    return kept[::-1]


def _with_cells(line: HeadingLine | MeasureLine, moved: Mapping[int, int]) -> HeadingLine | MeasureLine:
    return replace(line, units=tuple(moved[cell] for cell in line.units)) if isinstance(line, MeasureLine) else line
