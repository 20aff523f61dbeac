"""Builds annexes line by line for tests; every text is invented."""

from datetime import date
from itertools import count

from ledger_app.domain.deadline import Deadline
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Measure, Progress
from ledger_app.domain.plan import Field, HeadingStyle, Layout, Plan, PrintedCell, Section
from ledger_app.domain.row import Annex, Assigned, MeasureRow
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role, Unit, UnitCell, UnitCellId, UnitId

COLUMNS = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS)
HEAD = (
    PrintedCell(row=0, column=0, text="附件"),
    PrintedCell(row=1, column=0, text="云河市清洁取暖工作分工表", columns=4),
    PrintedCell(row=2, column=0, text="序号"),
    PrintedCell(row=2, column=1, text="工作内容", columns=2),
    PrintedCell(row=2, column=3, text="落实单位"),
)


def a_layout(
    fields: tuple[Field, ...] = COLUMNS,
    *,
    style: HeadingStyle = HeadingStyle.COLUMN,
    head: tuple[PrintedCell, ...] = HEAD,
    head_rows: int = 3,
    **more: object,
) -> Layout:
    return Layout(sheet="分工表", head=head, head_rows=head_rows, fields=fields, heading_style=style, **more)


def bare(fields: tuple[Field, ...], style: HeadingStyle, **more: object) -> Layout:
    """A layout without anything above the body."""
    return a_layout(fields, style=style, head=(), head_rows=0, **more)


class AnnexMaker:
    """Collects headings and measures in document order."""

    def __init__(self, layout: Layout) -> None:
        self.plan = Plan(id=PlanId(1), position=1, title="云河市清洁取暖三年行动", layout=layout)
        self._lines: list[Section | MeasureRow] = []
        self._path: tuple[Section, ...] = ()

    def section(self, number: str | None, title: str, level: int = 0) -> "AnnexMaker":
        self._path = self._path[:level]
        section = Section(
            id=SectionId(len(self._lines) + 1),
            plan_id=self.plan.id,
            parent_id=self._path[-1].id if self._path else None,
            position=len(self._lines),
            number=number,
            title=title,
        )
        self._path += (section,)
        self._lines.append(section)
        return self

    def measure(
        self,
        text: str,
        *unit_cells: UnitCell,
        number: str | None = None,
        cells: tuple[str | None, ...] = (),
        assigned: tuple[tuple[str, Role], ...] = (),
        deadline: Deadline | None = None,
        status: Status = Status.NOT_STARTED,
        progress: str = "",
    ) -> "AnnexMaker":
        measure = Measure(
            id=MeasureId(len(self._lines) + 1),
            plan_id=self.plan.id,
            section_id=self._path[-1].id if self._path else None,
            position=len(self._lines),
            text=text,
            number=number,
            cells=cells,
            deadline=deadline,
            status=status,
        )
        entry = Progress(id=1, measure_id=measure.id, on=date(2026, 3, 2), done=progress) if progress else None
        row = MeasureRow(
            measure=measure,
            plan=self.plan,
            path=self._path,
            assigned=tuple(Assigned(Unit(id=UnitId(1), name=name), role, False) for name, role in assigned),
            unit_cells=unit_cells,
            progress=entry,
            doubts=(),
        )
        self._lines.append(row)
        return self

    def annex(self) -> Annex:
        return Annex(plan=self.plan, lines=tuple(self._lines))


_cell_ids = count(1)


def a_unit_cell(text: str, column: int = 3, role: Role | None = None) -> UnitCell:
    return UnitCell(id=UnitCellId(next(_cell_ids)), plan_id=PlanId(1), column=column, text=text, role=role)


def a_small_annex() -> Annex:
    """Two headings; a unit cell shared by two rows, another of the same wording right below."""
    shared, same_words = a_unit_cell("市住建局牵头，市财政局配合。"), a_unit_cell("市住建局牵头，市财政局配合。")
    maker = AnnexMaker(a_layout())
    maker.section("一", "改造老旧管网。")
    maker.measure("摸清管网底数。", shared).measure("分片实施改造。", shared).measure("建立巡检台账。", same_words)
    maker.section("二", "推广清洁能源。")
    maker.measure("安排补贴资金。", a_unit_cell("市财政局负责"))
    return maker.annex()
