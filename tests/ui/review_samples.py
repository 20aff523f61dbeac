"""Drafts to review, made by hand: an invented city, our own sentences."""

from dataclasses import replace
from datetime import date
from itertools import takewhile

from PySide6.QtCore import Qt

from ledger_app.domain.deadline import Deadline
from ledger_app.domain.document import Document, Grid, Paragraphs, Span
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.measure import Doubt, DoubtKind, Measure, Place
from ledger_app.domain.plan import Field, HeadingStyle, Layout, Plan, Section
from ledger_app.domain.target import Operator, Target
from ledger_app.domain.unit import Assignment, Cover, Role, Unit, UnitCell
from ledger_app.ledger.draft import Draft

TEXTS = (
    "整治城镇燃气安全隐患，更换老化立管86公里，11月20日前完成。",
    "完成全市经营性自建房安全鉴定，危房一律先停后改。",
    "建成江南污水处理厂二期，新增处理能力5万吨每日，11月底前通水。",
    "整治黑臭水体6条，复绿岸线11公里。",
    "新增城市公园绿地42公顷，口袋公园15个，年内建成。",
)
PHRASES = (
    "市住建局牵头，市应急局、市市场监管局配合",
    "市住建局牵头，各区（县）政府配合",
    "市水务局牵头，市生态环境局配合",
    "市水务局牵头，市生态环境局配合",
    "市园林中心负责",
)
UNITS = ("市住建局", "市应急局", "市市场监管局", "各区（县）政府", "市水务局", "市生态环境局", "市园林中心")
DUTIES = (
    ((1, Role.LEAD), (2, Role.SUPPORT), (3, Role.SUPPORT)),
    ((1, Role.LEAD), (4, Role.SUPPORT)),
    ((5, Role.LEAD), (6, Role.SUPPORT)),
    ((5, Role.LEAD), (6, Role.SUPPORT)),
    ((7, Role.RESPONSIBLE),),
)
DAYS = {0: ("11月20日前", date(2026, 11, 20)), 2: ("11月底前", date(2026, 11, 30)), 4: ("年内", date(2026, 12, 31))}
TITLE = "云河市城市品质提升行动方案"
ISSUED = date(2026, 1, 19)


def _records(layout: Layout, doubts: tuple[Doubt, ...], places: tuple[Place, ...]) -> PlanDraft:
    measures, cells, covers, duties = [], [], [], []
    for at, text in enumerate(TEXTS):
        deadline = Deadline(phrase=DAYS[at][0], last_day=DAYS[at][1], how="按印发年份") if at in DAYS else None
        section = 1 if at < 2 else 2
        measures.append(
            Measure(
                id=at + 1,
                plan_id=1,
                section_id=section,
                position=10 * (at + section),
                text=text,
                number=f"{at + 1}.",
                deadline=deadline,
            )
        )
        cells.append(UnitCell(id=at + 1, plan_id=1, column=2, text=PHRASES[at]))
        covers.append(Cover(id=at + 1, measure_id=at + 1, unit_cell_id=at + 1))
        for position, (unit, role) in enumerate(DUTIES[at]):
            duties.append(
                Assignment(
                    id=len(duties) + 1,
                    measure_id=at + 1,
                    unit_id=unit,
                    role=role,
                    position=position,
                    inherited=at == 2,
                )
            )
    return PlanDraft(
        plan=Plan(id=1, position=1, title=TITLE, layout=layout, issued=ISSUED, source_name="方案.txt"),
        sections=tuple(
            Section(id=id_, plan_id=1, parent_id=None, position=10 * (before + id_) - 5, number=number, title=title)
            for id_, number, title, before in ((1, "一、", "守住安全底线", 0), (2, "二、", "改善生态环境", 2))
        ),
        measures=tuple(measures),
        units=tuple(Unit(id=at + 1, name=name) for at, name in enumerate(UNITS)),
        unit_cells=tuple(cells),
        covers=tuple(covers),
        assignments=tuple(duties),
        doubts=doubts,
        places=places,
    )


def a_target(phrase: str, *, operator: Operator = Operator.REACH, what: str = "", soft: bool = False) -> Target:
    """A target of one number, read off its phrase: 12所."""
    digits = "".join(takewhile(str.isdigit, phrase))
    unit = phrase[len(digits) :].removesuffix("以上")
    return Target(phrase=phrase, operator=operator, numbers=(float(digits),), unit=unit, what=what, soft=soft)


def doubts() -> tuple[Doubt, ...]:
    """Three: a unit taken from below, an open list, a repeated heading."""
    return (
        Doubt(
            id=1,
            kind=DoubtKind.UNIT_FROM_BELOW,
            plan_id=1,
            measure_id=3,
            message="这一项没有写单位，按跨页推定为下一项的“市水务局牵头，市生态环境局配合”。",
            proposal=PHRASES[2],
            alternatives=("市住建局牵头，各区（县）政府配合", "市生态环境局负责"),
        ),
        Doubt(id=2, kind=DoubtKind.OPEN_LIST, plan_id=1, measure_id=5, message="单位后面写了“等单位”，未列全。"),
        Doubt(
            id=3,
            kind=DoubtKind.NUMBER_RESTORED,
            plan_id=1,
            section_id=2,
            message="这个标题没有印出序号，按顺序补为“二、”。",
            proposal="二、",
        ),
    )


def _layout() -> Layout:
    return Layout(
        sheet="分工表",
        head=(),
        head_rows=0,
        fields=(Field.NUMBER, Field.TEXT, Field.UNITS),
        heading_style=HeadingStyle.ROW,
    )


def text_document() -> Document:
    """Running text: title, headings, one paragraph for each measure with its bracket."""
    lines = [TITLE, "", "一、守住安全底线"]
    lines += [f"{at + 1}.{TEXTS[at]}（{PHRASES[at]}）" for at in (0, 1)]
    lines += ["二、改善生态环境", f"3.{TEXTS[2]}", *(f"{at + 1}.{TEXTS[at]}（{PHRASES[at]}）" for at in (3, 4))]
    return Document(
        name="方案.txt", sha256="0" * 64, original=b"", parts=(Paragraphs(name="正文", lines=tuple(lines)),)
    )


def grid_document() -> Document:
    """A table: two title rows, headings in rows of their own, one unit cell merged over two rows."""
    rows = [(TITLE, "", ""), ("序号", "工作内容", "责任单位"), ("一、守住安全底线", "", "")]
    rows += [(f"{at + 1}.", TEXTS[at], PHRASES[at]) for at in (0, 1)]
    rows += [("二、改善生态环境", "", ""), ("3.", TEXTS[2], PHRASES[2])]
    rows += [("4.", TEXTS[3], ""), ("5.", TEXTS[4], PHRASES[4])]
    across = [Span(top=row, left=0, bottom=row, right=2) for row in (0, 2, 5)]
    grid = Grid(name="分工表", cells=tuple(rows), merges=(*across, Span(top=6, left=2, bottom=7, right=2)))
    return Document(name="分工表.xlsx", sha256="1" * 64, original=b"", parts=(grid,))


_TEXT_LINES = (4, 5, 7, 8, 9)
_GRID_LINES = (4, 5, 7, 8, 9)


def a_text_draft() -> Draft:
    """Five measures read from running text, three doubts."""
    document = text_document()
    lines = document.parts[0].lines
    places = tuple(
        Place(id=at + 1, measure_id=at + 1, part="正文", line=line, start=2, end=len(lines[line - 1]))
        for at, line in enumerate(_TEXT_LINES)
    )
    return Draft(_records(_layout(), doubts(), places), document)


def a_grid_draft() -> Draft:
    """The same five measures read from a table."""
    places = tuple(
        Place(id=at + 1, measure_id=at + 1, part="分工表", line=line, start=1, end=2)
        for at, line in enumerate(_GRID_LINES)
    )
    return Draft(_records(_layout(), doubts(), places), grid_document())


def a_plain_draft() -> Draft:
    """The same without a doubt."""
    return Draft(_records(_layout(), (), ()), text_document())


def a_two_part_draft() -> Draft:
    """The first measures stand in the text, the last in the table of the same file."""
    document = replace(text_document(), parts=(*text_document().parts, *grid_document().parts))
    places = tuple(
        Place(id=at + 1, measure_id=at + 1, part="正文" if at < 3 else "分工表", line=line, start=1, end=2)
        for at, line in enumerate((*_TEXT_LINES[:3], *_GRID_LINES[3:]))
    )
    return Draft(_records(_layout(), (), places), document)


def a_draft_with_a_guessed_date() -> Draft:
    """The year of one deadline was not printed."""
    doubt = Doubt(
        id=1,
        kind=DoubtKind.DATE_GUESSED,
        plan_id=1,
        measure_id=1,
        message="“11月20日前”没有写年份，按印发年份推定为2026年。",
        proposal="2026-11-20",
    )
    return Draft(_records(_layout(), (doubt,), ()), text_document())


# ---- what a clerk does and sees


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key where the focus is."""
    qtbot.keyClick(page.window().focusWidget(), key, modifier)


def strip_count(page):
    """待定 1 / 3."""
    return page.strip._count.text()


def duties(page, measure_id):
    """The units of a row with their roles, and whether they were inferred."""
    return [(a.role.label, a.unit.name, a.inherited) for a in page.draft.book.row(measure_id).assigned]
