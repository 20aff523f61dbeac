"""Small makers of domain values for tests: an invented city, our own sentences."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

from ledger_app.domain.document import Document
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Doubt, DoubtId, DoubtKind, Measure, Place, PlaceId
from ledger_app.domain.plan import Field, HeadingStyle, Layout, Plan, PrintedCell, Section
from ledger_app.domain.unit import Assignment, AssignmentId, Cover, CoverId, Unit, UnitCell, UnitCellId, UnitId
from ledger_app.ledger import Ledger
from ledger_app.ledger.draft import Draft
from ledger_app.text.units import is_collective, parse_units

TODAY = date(2026, 11, 21)
PLAN = PlanId(1)

# heading number, heading title, then each unit phrase with the measures its cell covers
GROUPS: Sequence[tuple[str, str, Sequence[tuple[str, Sequence[str]]]]] = (
    (
        "一",
        "完善老旧小区改造。",
        [("市住建局牵头,市财政局配合。", ["改造小区12个。", "加装电梯30部。", "更新燃气管道。"])],
    ),
    ("二", "改善农村道路。", [("市交通局负责。", ["新建公路80公里。"]), ("市财政局负责", ["落实养护资金。"])]),
)
FIELDS = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS)


def a_layout(fields: tuple[Field, ...] = FIELDS) -> Layout:
    head = (
        PrintedCell(row=0, column=0, text="云河市重点工作分工表", columns=len(fields)),
        PrintedCell(row=1, column=0, text="序号"),
        PrintedCell(row=1, column=1, text="工作内容", columns=2),
        PrintedCell(row=1, column=3, text="工作落实单位"),
        *(PrintedCell(row=1, column=at, text=fields[at].value) for at in range(4, len(fields))),
    )
    return Layout(sheet="分工表", head=head, head_rows=2, fields=fields, heading_style=HeadingStyle.COLUMN)


def a_draft(groups=GROUPS, *, fields: tuple[Field, ...] = FIELDS, cells=(), doubtful: bool = False) -> PlanDraft:
    """A draft of those groups; `cells` gives the further columns of each measure in turn."""
    plan = Plan(id=PLAN, position=1, title="云河市重点工作分工表", layout=a_layout(fields), issued=date(2026, 3, 1))
    sections: list[Section] = []
    measures: list[Measure] = []
    unit_cells: list[UnitCell] = []
    units: dict[str, Unit] = {}
    duties: list[Assignment] = []
    position = count(1024, 1024)
    for number, title, phrases in groups:
        section = Section(
            id=SectionId(len(sections) + 1),
            plan_id=PLAN,
            parent_id=None,
            position=next(position),
            number=number,
            title=title,
        )
        sections.append(section)
        for phrase, texts in phrases:
            unit_cells.append(UnitCell(id=UnitCellId(len(unit_cells) + 1), plan_id=PLAN, column=3, text=phrase))
            for text in texts:
                measure_id = MeasureId(len(measures) + 1)
                measures.append(
                    Measure(
                        id=measure_id,
                        plan_id=PLAN,
                        section_id=section.id,
                        position=next(position),
                        text=text,
                        cells=cells[len(measures)] if cells else (),
                    )
                )
                for at, (name, role) in enumerate(parse_units(phrase).assigned):
                    unit = units.setdefault(
                        name, Unit(id=UnitId(len(units) + 1), name=name, collective=is_collective(name))
                    )
                    duties.append(
                        Assignment(
                            id=AssignmentId(len(duties) + 1),
                            measure_id=measure_id,
                            unit_id=unit.id,
                            role=role,
                            position=at,
                        )
                    )
    cell_of = [cell.id for cell in unit_cells for _ in range(_covered(groups, cell.id))]
    return PlanDraft(
        plan=plan,
        sections=tuple(sections),
        measures=tuple(measures),
        units=tuple(units.values()),
        unit_cells=tuple(unit_cells),
        covers=tuple(
            Cover(id=CoverId(m.id), measure_id=m.id, unit_cell_id=cell_of[at]) for at, m in enumerate(measures)
        ),
        assignments=tuple(duties),
        doubts=(a_doubt(measures[1].id),) if doubtful else (),
        places=tuple(
            Place(id=PlaceId(m.id), measure_id=m.id, part="分工表", line=m.id, start=2, end=3) for m in measures
        ),
    )


def a_doubt(measure_id: MeasureId, kind: DoubtKind = DoubtKind.UNIT_FROM_ABOVE) -> Doubt:
    return Doubt(
        id=DoubtId(1),
        kind=kind,
        plan_id=PLAN,
        measure_id=measure_id,
        message="第一类第2项没有写单位，按承上推定。",
        proposal="市住建局牵头,市财政局配合。",
        alternatives=("市交通局负责。",),
    )


def _covered(groups, cell_id: int) -> int:
    return [len(texts) for _, _, phrases in groups for _, texts in phrases][cell_id - 1]


def a_document(name: str = "分工表.xlsx", content: bytes = b"the original") -> Document:
    return Document(name=name, sha256=sha256(content).hexdigest(), original=content, parts=())


class Clock:
    """A clock that stands on TODAY and moves one second a look."""

    def __init__(self) -> None:
        self._now = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


def a_ledger(path: Path, draft: PlanDraft | None = None, document: Document | None = None) -> Ledger:
    """A ledger at that path; with a draft, one that has imported it."""
    ledger = Ledger.open(path, create=True, now=Clock(), who="王倩")
    if draft is not None:
        ledger.import_plan(draft, document or a_document())
    return ledger


def a_review(draft: PlanDraft | None = None) -> Draft:
    return Draft(draft or a_draft(), a_document())


def ids_of(ledger) -> list[MeasureId]:
    """The ids of all rows in document order."""
    return [row.measure.id for row in ledger.book.rows()]
