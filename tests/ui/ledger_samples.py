"""A small plan of an invented city, for the tests of the window."""

from datetime import date, datetime, timedelta, timezone
from hashlib import sha256

from ledger_app.domain.deadline import Deadline
from ledger_app.domain.document import Document
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Doubt, DoubtId, DoubtKind, Measure
from ledger_app.domain.plan import Field, HeadingStyle, Layout, Plan, PrintedCell, Section
from ledger_app.domain.status import Status
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

TODAY = date(2026, 11, 21)
HEADINGS = ("补齐公共服务短板", "优化营商和用工环境")
# heading, text, unit phrase, the units in it, deadline, status
MEASURES = (
    (0, "完成12个老旧小区改造，同步更新供水、燃气、排水管网。", "市住建局牵头，市财政局配合", "11月24日", "under_way"),
    (0, "新增公办幼儿园学位3600个，缓解城东片区入学压力。", "市教育局牵头", "12月31日", "under_way"),
    (
        0,
        "建成15分钟便民服务圈28个，每个服务圈至少配置一处社区食堂。",
        "市商务局牵头，市民政局配合",
        "11月15日",
        "under_way",
    ),
    (0, "新建和改造农村公路180公里，危桥改造9座。", "市交通局牵头，市财政局配合", "10月31日", "closed"),
    (0, "完成西城客运站搬迁，同步优化公交线路16条。", "市交通局配合", "", "not_started"),
    (1, "企业开办全流程压缩至半个工作日。", "市市场监管局牵头，市税务局配合", "11月21日", "under_way"),
    (1, "兑现惠企資金4.2亿元，免申即享比例达到80%以上。", "市财政局牵头，市工信局配合", "12月15日", "not_started"),
    (1, "建立重点企业用电保障清单。", "市发改委牵头", "长期坚持", "done"),
)


def deadline_of(phrase: str) -> Deadline | None:
    if not phrase:
        return None
    if "月" not in phrase:
        return Deadline(phrase=phrase, last_day=None)
    month, day = phrase.rstrip("日").split("月")
    return Deadline(phrase=phrase, last_day=date(2026, int(month), int(day)), how="年份按印发日期推定")


def units_of(phrase: str) -> list[tuple[str, Role]]:
    found = []
    for part in phrase.split("，"):
        role = Role.LEAD if part.endswith("牵头") else Role.SUPPORT
        found += [(name, role) for name in part[:-2].split("、")]
    return found


def a_draft(copies: int = 1, title: str = "云河市城市品质提升行动方案") -> PlanDraft:
    """A plan with two headings and eight measures; `copies` repeats them for long lists."""
    plan_id = PlanId(1)
    layout = Layout(
        sheet="分工表",
        head=(PrintedCell(row=0, column=0, text="工作内容"), PrintedCell(row=0, column=1, text="责任单位")),
        head_rows=1,
        fields=(Field.TEXT, Field.UNITS),
        heading_style=HeadingStyle.ROW,
    )
    plan = Plan(id=plan_id, position=0, title=title, layout=layout, issued=date(2026, 3, 2), source_name="方案.xlsx")
    names = sorted({name for row in MEASURES for name, _ in units_of(row[2])})
    units = [Unit(id=UnitId(i + 1), name=name) for i, name in enumerate(names)]
    sections, measures, cells, covers, assignments = [], [], [], [], []
    position = 0
    for copy in range(copies):
        for i, (heading, text, phrase, due, status) in enumerate(MEASURES):
            section_id = SectionId(copy * len(HEADINGS) + heading + 1)
            if section_id > len(sections):
                numeral = "一二三四五六七八九十"[len(sections) % 10]
                sections.append(
                    Section(
                        id=section_id,
                        plan_id=plan_id,
                        parent_id=None,
                        position=position,
                        number=f"{numeral}、",
                        title=HEADINGS[heading],
                    )
                )
                position += 1
            measure_id = MeasureId(len(measures) + 1)
            measures.append(
                Measure(
                    id=measure_id,
                    plan_id=plan_id,
                    section_id=section_id,
                    position=position,
                    text=text if copies == 1 else f"{text}第{copy + 1}批",
                    number=str(i + 1),
                    deadline=deadline_of(due),
                    status=Status(status),
                )
            )
            position += 1
            cells.append(UnitCell(id=UnitCellId(measure_id), plan_id=plan_id, column=1, text=phrase))
            covers.append(Cover(id=CoverId(measure_id), measure_id=measure_id, unit_cell_id=UnitCellId(measure_id)))
            for at, (name, role) in enumerate(units_of(phrase)):
                assignments.append(
                    Assignment(
                        id=AssignmentId(len(assignments) + 1),
                        measure_id=measure_id,
                        unit_id=UnitId(names.index(name) + 1),
                        role=role,
                        position=at,
                    )
                )
    doubt = Doubt(
        id=DoubtId(1),
        kind=DoubtKind.NO_LEAD,
        plan_id=plan_id,
        measure_id=MeasureId(5),
        message="“市交通局配合”里没有牵头单位",
        proposal="市交通局牵头",
        alternatives=("市住建局牵头",),
    )
    return PlanDraft(
        plan=plan,
        sections=tuple(sections),
        measures=tuple(measures),
        units=tuple(units),
        unit_cells=tuple(cells),
        covers=tuple(covers),
        assignments=tuple(assignments),
        doubts=(doubt,),
    )


def a_document(name: str = "方案.xlsx", content: bytes = b"original") -> Document:
    return Document(name=name, sha256=sha256(content).hexdigest(), original=content, parts=())


class Clock:
    """A clock that goes on by a second with every look."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 14, 32, tzinfo=timezone(timedelta(hours=8)))

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at
