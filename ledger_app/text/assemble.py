"""From an outline to a draft: ids and positions, units and roles, deadlines, and what is doubtful about each row."""

from dataclasses import dataclass

from ledger_app.domain.deadline import Deadline
from ledger_app.domain.document import Document
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Doubt, DoubtId, DoubtKind, Measure, Place, PlaceId
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.recurrence import MeasureRecurrence, RecurrenceId
from ledger_app.domain.stage import PlanStage, StageId
from ledger_app.domain.status import Status, status_of
from ledger_app.domain.target import MeasureTarget, TargetId
from ledger_app.domain.unit import (
    Assignment,
    AssignmentId,
    Cover,
    CoverId,
    Role,
    Unit,
    UnitCell,
    UnitCellId,
    UnitId,
)
from ledger_app.text.damage import damage_in
from ledger_app.text.deadlines import DeadlineReading, read_cell, read_in_text
from ledger_app.text.folding import same_name_key
from ledger_app.text.headings import bare_number
from ledger_app.text.numerals import chinese
from ledger_app.text.outline import Basis, HeadingLine, MeasureLine, Outline, PrintedUnits, Remark
from ledger_app.text.recurrences import find_recurrences
from ledger_app.text.targets import find_targets
from ledger_app.text.units import UnitPhrase, is_collective, led_by_convention, parse_units, render_units

STEP = 1024  # between positions, so that a row can be put between two others
_PLAN = PlanId(1)
_INHERITED = {Basis.ABOVE: DoubtKind.UNIT_FROM_ABOVE, Basis.BELOW: DoubtKind.UNIT_FROM_BELOW}


def assemble(outline: Outline, document: Document) -> PlanDraft:
    """The draft that an outline amounts to."""
    return _Assembly(outline).draft(document)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The units a row takes: the phrases, and on what ground."""

    phrases: tuple[UnitPhrase, ...]
    basis: Basis
    printed: str  # the phrase, for messages
    over_page: bool = False  # a page break parts the row from it
    alternatives: tuple[str, ...] = ()


class _Assembly:
    """Collects records in document order; every kind counts its own ids."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._sections: list[Section] = []
        self._measures: list[Measure] = []
        self._units: dict[str, Unit] = {}
        self._covers: list[Cover] = []
        self._assignments: list[Assignment] = []
        self._doubts: list[Doubt] = []
        self._places: list[Place] = []
        self._phrases_seen: set[str] = set()  # their damage is told once
        self._recurrences: list[MeasureRecurrence] = []
        self._targets: list[MeasureTarget] = []
        self._open: list[tuple[int, SectionId]] = []  # the headings that the next measure stands under
        self._position = 0
        self._in_section = 0
        self._heading_name = ""
        self._inner_numbers: list[str] = []  # of the headings open below the outermost: （二）
        self._top_count = 0
        self._neighbours = _Neighbours(outline)

    def draft(self, document: Document) -> PlanDraft:
        """Everything, in order."""
        for index, line in enumerate(self._outline.lines):
            self._position += STEP
            if isinstance(line, HeadingLine):
                self._add_section(line)
            else:
                self._add_measure(line, index)
        for remark in self._outline.remarks:
            self._doubt(remark, "本文件")
        outline = self._outline
        return PlanDraft(
            plan=Plan(
                id=_PLAN,
                position=STEP,
                title=outline.title,
                layout=outline.layout,
                doc_number=outline.doc_number,
                issuer=outline.issuer,
                issued=outline.issued,
                source_name=document.name,
                source_hash=document.sha256,
            ),
            sections=tuple(self._sections),
            measures=tuple(self._measures),
            units=tuple(self._units.values()),
            unit_cells=tuple(_unit_cell(i, cell) for i, cell in enumerate(outline.unit_cells)),
            covers=tuple(self._covers),
            assignments=tuple(self._assignments),
            doubts=tuple(self._doubts),
            places=tuple(self._places),
            recurrences=tuple(self._recurrences),
            targets=tuple(self._targets),
            stages=tuple(
                PlanStage(id=StageId(at), plan_id=_PLAN, stage=stage) for at, stage in enumerate(outline.stages, 1)
            ),
        )

    # ---- headings

    def _add_section(self, line: HeadingLine) -> None:
        self._end(line.level)
        section = Section(
            id=SectionId(len(self._sections) + 1),
            plan_id=_PLAN,
            parent_id=self._open[-1][1] if self._open else None,
            position=self._position,
            number=line.number,
            title=line.title,
        )
        if not self._open:
            self._top_count += 1
            value = bare_number(line.number.strip()) if line.number else None
            self._heading_name = f"第{chinese(value or self._top_count)}类"
        self._open.append((line.level, section.id))
        del self._inner_numbers[max(0, len(self._open) - 2) :]
        if len(self._open) > 1:
            self._inner_numbers.append((line.number or "").strip("、.．: ：　"))
        self._sections.append(section)
        self._in_section = 0
        for remark in (*line.remarks, *_damage_remarks(line.title)):
            self._doubt(remark, self._heading_name, section_id=section.id)

    def _end(self, level: int) -> None:
        while self._open and self._open[-1][0] >= level:
            self._open.pop()

    # ---- measures

    def _add_measure(self, line: MeasureLine, index: int) -> None:
        if line.closes is not None:
            self._end(line.closes)
            del self._inner_numbers[max(0, len(self._open) - 1) :]
            self._heading_name = self._heading_name if self._open else ""
            self._in_section = 0
        self._in_section += 1
        measure_id = MeasureId(len(self._measures) + 1)
        name = self._row_name(line)
        deadline, dated = self._deadline(line)
        self._measures.append(
            Measure(
                id=measure_id,
                plan_id=_PLAN,
                section_id=self._open[-1][1] if self._open else None,
                position=self._position,
                text=line.text,
                number=line.number,
                deadline=deadline,
                status=status_of(line.status or "") or Status.NOT_STARTED,
                cells=line.cells,
            )
        )
        taken = self._neighbours.units_of(index)
        self._add_duties(measure_id, line, taken)
        said = f"{line.deadline or ''}。{line.text}" if line.deadline else line.text
        self._recurrences += [
            MeasureRecurrence(id=RecurrenceId(at), measure_id=measure_id, recurrence=found)
            for at, found in enumerate(find_recurrences(said), len(self._recurrences) + 1)
        ]
        self._targets += [
            MeasureTarget(id=TargetId(at), measure_id=measure_id, target=found)
            for at, found in enumerate(find_targets(line.text), len(self._targets) + 1)
        ]
        damaged = _damage_remarks(line.text)
        if taken.basis is Basis.OWN and taken.printed not in self._phrases_seen:
            self._phrases_seen.add(taken.printed)
            damaged += _damage_remarks(taken.printed)
        for remark in (*line.remarks, *self._unit_remarks(taken), *dated, *damaged):
            self._doubt(remark, name, measure_id=measure_id)
        for spot in line.spots:
            place_id = PlaceId(len(self._places) + 1)
            self._places.append(
                Place(
                    id=place_id, measure_id=measure_id, part=spot.part, line=spot.line, start=spot.start, end=spot.end
                )
            )

    def _row_name(self, line: MeasureLine) -> str:
        number = line.number.strip("、.．: ：　") if line.number else ""
        name = self._heading_name + "".join(self._inner_numbers)
        if not number:
            return f"{name}第{self._in_section}项"
        return f"{name}{number}" if number[0] in "(（第" else f"{name}第{number}项"

    def _add_duties(self, measure_id: MeasureId, line: MeasureLine, taken: _Taken) -> None:
        for cell in line.units:
            cover_id = CoverId(len(self._covers) + 1)
            self._covers.append(Cover(id=cover_id, measure_id=measure_id, unit_cell_id=UnitCellId(cell + 1)))
        seen: set[tuple[UnitId, Role]] = set()
        for phrase in taken.phrases:
            for name, role in phrase.assigned:
                unit_id = self._unit(name)
                if (unit_id, role) not in seen:
                    seen.add((unit_id, role))
                    self._assign(measure_id, unit_id, role, len(seen), inherited=taken.basis in _INHERITED)

    def _assign(self, measure_id: MeasureId, unit_id: UnitId, role: Role, order: int, *, inherited: bool) -> None:
        self._assignments.append(
            Assignment(
                id=AssignmentId(len(self._assignments) + 1),
                measure_id=measure_id,
                unit_id=unit_id,
                role=role,
                position=order * STEP,
                inherited=inherited,
            )
        )

    def _unit(self, name: str) -> UnitId:
        key = same_name_key(name)
        unit = self._units.get(key)
        if unit is None:
            unit = Unit(id=UnitId(len(self._units) + 1), name=name, collective=is_collective(name))
            self._units[key] = unit
        return unit.id

    def _deadline(self, line: MeasureLine) -> tuple[Deadline | None, tuple[Remark, ...]]:
        outline = self._outline
        issued, title, year = outline.issued, outline.title, outline.year
        if not line.deadline or not line.deadline.strip():
            found = read_in_text(line.text, issued=issued, plan_title=title, year=year)
            return (None, ()) if found is None else (found.deadline, _date_remarks(found))
        try:
            read = read_cell(line.deadline, issued=issued, plan_title=title, year=year)
        except UserError as trouble:
            remark = Remark(kind=DoubtKind.DATE_UNREAD, message=f"{{row}}的完成时限没有读懂：{trouble.message}。")
            return Deadline(phrase=line.deadline.strip(), last_day=None, how="没有读懂"), (remark,)
        return read.deadline, _date_remarks(read)

    def _unit_remarks(self, taken: _Taken) -> list[Remark]:
        remarks = _unit_remarks(taken)
        if self._outline.names_units:
            return remarks
        return [remark for remark in remarks if remark.kind is not DoubtKind.NO_UNIT]

    def _doubt(
        self, remark: Remark, row: str, *, measure_id: MeasureId | None = None, section_id: SectionId | None = None
    ) -> None:
        self._doubts.append(
            Doubt(
                id=DoubtId(len(self._doubts) + 1),
                kind=remark.kind,
                plan_id=_PLAN,
                measure_id=measure_id,
                section_id=section_id,
                message=remark.message.replace("{row}", row, 1),
                proposal=remark.proposal,
                alternatives=remark.alternatives,
            )
        )


class _Neighbours:
    """Which units a row takes when its own cell is blank: those of the row above, else of the row below."""

    def __init__(self, outline: Outline) -> None:
        self._cells = outline.unit_cells
        self._lines = outline.lines
        self._convention = outline.convention
        self._above = self._donors(range(len(outline.lines)))
        self._below = self._donors(range(len(outline.lines) - 1, -1, -1))

    def units_of(self, index: int) -> _Taken:
        """The units of the measure at `index` of the outline."""
        line = self._lines[index]
        assert isinstance(line, MeasureLine)
        printed = self._printed(line)
        if printed and line.basis is Basis.OWN:
            return _Taken(self._parsed(line), Basis.OWN, printed)
        if printed:
            other = (self._below if line.basis is Basis.ABOVE else self._above)[index]
            return self._taken(line, line.basis, other, over_page=line.basis is Basis.BELOW)
        if line.basis is Basis.NOWHERE:
            return _Taken((), Basis.NOWHERE, "")
        above, below = self._above[index], self._below[index]
        if above is not None:
            return self._taken(above, Basis.ABOVE, below)
        return _Taken((), Basis.OWN, "") if below is None else self._taken(below, Basis.BELOW, None)

    def _taken(self, donor: MeasureLine, basis: Basis, other: MeasureLine | None, *, over_page: bool = False) -> _Taken:
        printed = self._printed(donor)
        otherwise = "" if other is None else self._printed(other)
        alternatives = (otherwise,) if otherwise not in ("", printed) else ()
        return _Taken(self._parsed(donor), basis, printed, over_page, alternatives)

    def _donors(self, order: range) -> list[MeasureLine | None]:
        """For each line the last one before it, in that order and under the same heading, that prints its own units."""
        donors: list[MeasureLine | None] = [None] * len(self._lines)
        last: MeasureLine | None = None
        for index in order:
            line = self._lines[index]
            apart = isinstance(line, MeasureLine) and line.closes is not None
            last = None if apart and order.step > 0 else last
            donors[index] = last
            if isinstance(line, HeadingLine) or (apart and order.step < 0):
                last = None
            elif line.basis is Basis.OWN and self._lends(line):
                last = line
        return donors

    def _lends(self, line: MeasureLine) -> bool:
        """Whether other rows may take this one's units; a — says that it has none."""
        return any(phrase.assigned or phrase.unread for phrase in self._parsed(line))

    def _parsed(self, line: MeasureLine) -> tuple[UnitPhrase, ...]:
        cells = [self._cells[i] for i in line.units]
        phrases = ((cell.text, parse_units(cell.text, role=cell.role)) for cell in cells if cell.text.strip())
        return tuple(led_by_convention(text, phrase, self._convention) for text, phrase in phrases)

    def _printed(self, line: MeasureLine) -> str:
        return "；".join(_in_words(self._cells[i]) for i in line.units if self._cells[i].text.strip())


def _in_words(cell: PrintedUnits) -> str:
    """A cell's phrase; where the column's header tells the role, with that role."""
    if cell.role is None or cell.role is Role.RESPONSIBLE:
        return cell.text
    return f"{cell.text}{cell.role.label}"


def _unit_cell(index: int, cell: PrintedUnits) -> UnitCell:
    return UnitCell(id=UnitCellId(index + 1), plan_id=_PLAN, column=cell.column, text=cell.text, role=cell.role)


def _unit_remarks(taken: _Taken) -> list[Remark]:
    remarks = []
    assigned = [duty for phrase in taken.phrases for duty in phrase.assigned]
    unread = "；".join(phrase.unread for phrase in taken.phrases if phrase.unread)
    if taken.basis in _INHERITED:
        remarks.append(_inherited_remark(taken))
    if unread:
        remarks.append(Remark(kind=DoubtKind.UNIT_UNREAD, message=f"{{row}}的单位有一处没有读懂：“{unread}”。"))
    elif taken.basis is Basis.OWN and any(phrase.guessed for phrase in taken.phrases):
        names = "、".join(phrase.guessed for phrase in taken.phrases if phrase.guessed)
        remarks.append(_guessed_remark(names, assigned))
    elif not assigned:
        nowhere = "" if taken.basis is Basis.NOWHERE else "，上下行也推不出来"
        remarks.append(Remark(kind=DoubtKind.NO_UNIT, message=f"{{row}}没有写单位{nowhere}。"))
    if assigned and all(role is Role.SUPPORT for _, role in assigned):
        remarks.append(Remark(kind=DoubtKind.NO_LEAD, message="{row}只写了配合单位，没有牵头或负责单位。"))
    if taken.basis is Basis.OWN and any(phrase.open_list for phrase in taken.phrases):
        remarks.append(Remark(kind=DoubtKind.OPEN_LIST, message="{row}的单位以“等”结尾，名单没有列全。"))
    return remarks


def _guessed_remark(names: str, assigned: list[tuple[str, Role]]) -> Remark:
    """Units behind a lead without a word of their own: 配合 is proposed, 负责 is the other reading, each in full."""
    otherwise = [
        (name, Role.RESPONSIBLE if role is Role.SUPPORT and name in names.split("、") else role)
        for name, role in assigned
    ]
    return Remark(
        kind=DoubtKind.UNIT_UNREAD,
        message=f"{{row}}的“{names}”没有写明是牵头还是配合，推定为配合单位。",
        proposal=render_units(assigned, "，"),
        alternatives=(render_units(otherwise, "，"),),
    )


def _inherited_remark(taken: _Taken) -> Remark:
    below = "按跨页承下推定为" if taken.over_page else "按承下推定为"
    ground = "按承上推定为" if taken.basis is Basis.ABOVE else below
    return Remark(
        kind=_INHERITED[taken.basis],
        message=f"{{row}}没有写单位，{ground}“{taken.printed}”{'' if taken.printed.endswith('。') else '。'}",
        proposal=taken.printed,
        alternatives=taken.alternatives,
    )


def _date_remarks(reading: DeadlineReading) -> tuple[Remark, ...]:
    deadline = reading.deadline
    if reading.undated:
        message = f"{{row}}的时限“{deadline.phrase}”没有确定的日期：{deadline.how}。"
        return (Remark(kind=DoubtKind.DATE_UNREAD, message=message),)
    if not reading.guessed or deadline.last_day is None:
        return ()
    day = deadline.last_day.isoformat()
    message = f"{{row}}的时限“{deadline.phrase}”推定为{day}：{deadline.how}。"
    return (Remark(kind=DoubtKind.DATE_GUESSED, message=message, proposal=day),)


def _damage_remarks(text: str) -> tuple[Remark, ...]:
    found = damage_in(text)
    if not found:
        return ()
    places = "、".join(f"“{place}”" for place in found)
    return (Remark(kind=DoubtKind.TEXT_DAMAGED, message=f"{{row}}的文字疑有缺损：{places}，请对照原件。"),)
