"""An annex of any size made in memory: invented sentences of an invented city, the shape of real division tables."""

from random import Random

from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Field, HeadingStyle, Layout, Plan, PrintedCell, Section
from ledger_app.domain.row import Annex, Assigned, MeasureRow
from ledger_app.domain.unit import Role, Unit, UnitCell, UnitCellId, UnitId

_ACTS = (
    "建立健全{0}的工作机制,明确{1}的责任分工,做到事事有人管、件件有着落。",
    "每季度对{0}开展一次联合检查,发现问题当场交办,并把整改情况报送{1}牵头部门。",
    "加大对{0}的投入,优先安排{1}所需经费,确保专款专用。",
    "组织编制{0}的年度计划,广泛征求群众和企业意见,经审定后与{1}同步实施。",
    "鼓励社会力量参与{0},对成效明显的单位给予表扬,并总结推广{1}的经验做法。",
    "完善{0}的统计制度,按月汇总数据,及时掌握{1}的进展和存在的困难。",
)
_THINGS = (
    "城乡供水管网改造", "老旧小区改造", "农村公路养护", "中小学食堂食品安全", "社区养老服务设施建设",
    "河湖岸线清理整治", "工业园区污水处理", "公共停车设施共享", "政务服务事项网上办理", "特色农产品冷链物流",
    "城区内涝点治理", "文物建筑消防安全", "小微企业融资对接", "公共机构节水节电", "医疗废物集中处置",
)  # fmt: skip
_UNITS = (
    "市水务局", "市住房城乡建设局", "市交通运输局", "市教育局", "市民政局", "市财政局", "市工业和信息化局",
    "市政务服务局", "市农业农村局", "市应急管理局", "市文化旅游局", "市卫生健康委", "各区(县)政府",
)  # fmt: skip
_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 to 9999 in Chinese digits, as sections are numbered."""
    if number < 20:
        return ("十" if number >= 10 else "") + (_DIGITS[number % 10] if number % 10 else "")
    digits = ""
    for size, word in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            digits += _DIGITS[number // size] + word
            number %= size
    return digits + (_DIGITS[number] if number else "")


def make_annex(measures: int, seed: int = 1) -> Annex:
    """Groups of 3 to 7 measures, unit cells over 1 to 4 rows; texts of some 86 characters."""
    random = Random(seed)
    plan = _plan()
    lines: list[Section | MeasureRow] = []
    section, left, cell, shared = None, 0, None, 0
    for index in range(measures):
        if not left:
            section = _section(plan, len(lines), random)
            lines.append(section)
            left = random.randint(3, 7)
        if not shared:
            cell = UnitCell(id=UnitCellId(index + 1), plan_id=plan.id, column=3, text=_phrase(random))
            shared = random.choice((1, 1, 1, 2, 3, 4))
        lines.append(_row(plan, section, cell, len(lines), random))
        left, shared = left - 1, shared - 1
    return Annex(plan=plan, lines=tuple(lines))


def _plan() -> Plan:
    head = (
        PrintedCell(row=0, column=0, text="附件"),
        PrintedCell(row=1, column=0, text="云河市提升城市治理水平三年行动工作分工表", columns=4),
        PrintedCell(row=2, column=0, text="序号"),
        PrintedCell(row=2, column=1, text="工作内容", columns=2),
        PrintedCell(row=2, column=3, text="工作落实单位"),
    )
    layout = Layout(
        sheet="工作分工表",
        head=head,
        head_rows=3,
        fields=(Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS),
        heading_style=HeadingStyle.COLUMN,
        widths=(6.0, 20.0, 70.0, 28.0),
    )
    return Plan(id=PlanId(1), position=1, title="云河市提升城市治理水平三年行动", layout=layout)


def _section(plan: Plan, position: int, random: Random) -> Section:
    return Section(
        id=SectionId(position + 1),
        plan_id=plan.id,
        parent_id=None,
        position=position,
        number=chinese_number(position // 6 % 9999 + 1),
        title=f"扎实推进{random.choice(_THINGS)}。",
    )


def _row(plan: Plan, section: Section, cell: UnitCell, position: int, random: Random) -> MeasureRow:
    text = "".join(
        random.choice(_ACTS).format(random.choice(_THINGS), random.choice(_THINGS))
        for _ in range(random.choice((1, 2, 2, 2, 3)))
    )
    measure = Measure(id=MeasureId(position), plan_id=plan.id, section_id=section.id, position=position, text=text)
    unit = Unit(id=UnitId(1), name=cell.text.split("牵头")[0])
    return MeasureRow(
        measure=measure,
        plan=plan,
        path=(section,),
        assigned=(Assigned(unit, Role.LEAD, False),),
        unit_cells=(cell,),
        progress=None,
        doubts=(),
    )


def _phrase(random: Random) -> str:
    lead, *support = random.sample(_UNITS, random.randint(2, 4))
    return f"{lead}牵头,{'、'.join(support)}配合。"
