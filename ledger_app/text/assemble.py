"""From an outline to a draft: ids and positions, units and roles, deadlines, and what is doubtful about each row."""

from ledger_app.domain.calendar import OFFICIAL_DAYS, WorkCalendar
from ledger_app.domain.document import Document
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Doubt, DoubtId, DoubtKind, Measure, Place, PlaceId
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.recurrence import MeasureRecurrence, RecurrenceId
from ledger_app.domain.stage import PlanStage, StageId
from ledger_app.domain.status import Status, status_of
from ledger_app.domain.target import MeasureTarget, Target, TargetId
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
from ledger_app.text.folding import same_name_key
from ledger_app.text.headings import bare_number
from ledger_app.text.lending import Neighbours, Taken
from ledger_app.text.numerals import chinese
from ledger_app.text.outline import Basis, HeadingLine, MeasureLine, Outline, PrintedUnits, Remark
from ledger_app.text.recurrences import find_recurrences
from ledger_app.text.row_deadlines import RowDeadlines
from ledger_app.text.row_remarks import INHERITED, damage_remarks, unit_remarks
from ledger_app.text.targets import find_targets
from ledger_app.text.units import is_collective, parse_units

STEP = 1024  # between positions, so that a row can be put between two others
_PLAN = PlanId(1)


def assemble(outline: Outline, document: Document, calendar: WorkCalendar = OFFICIAL_DAYS) -> PlanDraft:
    """The draft that an outline amounts to; `calendar` counts the working days of its deadlines."""
    return _Assembly(outline, calendar).draft(document)


class _Assembly:
    """Collects records in document order; every kind counts its own ids."""

    def __init__(self, outline: Outline, calendar: WorkCalendar) -> None:
        self._outline = outline
        self._deadlines = RowDeadlines(outline, calendar)
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
        self._neighbours = Neighbours(outline)

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
        for remark in (*line.remarks, *damage_remarks(line.title)):
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
        deadline, dated = self._deadlines.of(line)
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
        self._add_numbers(measure_id, line)
        damaged = damage_remarks(line.text)
        if taken.basis is Basis.OWN and taken.printed not in self._phrases_seen:
            self._phrases_seen.add(taken.printed)
            damaged += damage_remarks(taken.printed)
        for remark in (*line.remarks, *self._unit_remarks(taken), *dated, *damaged):
            self._doubt(remark, name, measure_id=measure_id)
        self._add_places(measure_id, line)

    def _add_numbers(self, measure_id: MeasureId, line: MeasureLine) -> None:
        """How often a measure comes round, and what it is to reach."""
        time = line.deadline or line.heading_deadline or line.common_deadline
        said = f"{time}。{line.text}" if time else line.text
        self._recurrences += [
            MeasureRecurrence(id=RecurrenceId(at), measure_id=measure_id, recurrence=found)
            for at, found in enumerate(find_recurrences(said), len(self._recurrences) + 1)
        ]
        self._targets += [
            MeasureTarget(id=TargetId(at), measure_id=measure_id, target=found)
            for at, found in enumerate(_targets(line), len(self._targets) + 1)
        ]

    def _add_places(self, measure_id: MeasureId, line: MeasureLine) -> None:
        for spot in line.spots:
            place_id = PlaceId(len(self._places) + 1)
            self._places.append(
                Place(
                    id=place_id, measure_id=measure_id, part=spot.part, line=spot.line, start=spot.start, end=spot.end
                )
            )

    def _row_name(self, line: MeasureLine) -> str:
        number = line.number.strip("、.．: ：　").removesuffix("是") if line.number else ""
        name = self._heading_name + "".join(self._inner_numbers)
        if not number:
            return f"{name}第{self._in_section}项"
        return f"{name}{number}" if number[0] in "(（第" else f"{name}第{number}项"

    def _add_duties(self, measure_id: MeasureId, line: MeasureLine, taken: Taken) -> None:
        for cell in line.units:
            cover_id = CoverId(len(self._covers) + 1)
            self._covers.append(Cover(id=cover_id, measure_id=measure_id, unit_cell_id=UnitCellId(cell + 1)))
        own = [duty for phrase in taken.phrases for duty in phrase.assigned]
        names = {name for name, _ in own}
        joining = [duty for duty in parse_units(line.joining).assigned if duty[0] not in names]
        seen: set[tuple[UnitId, Role]] = set()
        for place, (name, role) in enumerate([*own, *joining]):
            unit_id = self._unit(name)
            if (unit_id, role) not in seen:
                seen.add((unit_id, role))
                inherited = taken.basis in INHERITED and place < len(own)
                self._assign(measure_id, unit_id, role, len(seen), inherited=inherited)

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

    def _unit_remarks(self, taken: Taken) -> list[Remark]:
        remarks = unit_remarks(taken)
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


def _targets(line: MeasureLine) -> tuple[Target, ...]:
    """The numbers a measure's text sets, and those of its 目标 cells that the text does not say."""
    said = find_targets(line.text)
    phrases = {target.phrase for target in said}
    return (*said, *(target for target in find_targets(line.aims) if target.phrase not in phrases))


def _unit_cell(index: int, cell: PrintedUnits) -> UnitCell:
    return UnitCell(id=UnitCellId(index + 1), plan_id=_PLAN, column=cell.column, text=cell.text, role=cell.role)
