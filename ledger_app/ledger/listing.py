"""Rows as a list shows them, made into a table of their own that can be exported."""

from collections.abc import Iterator, Sequence

from ledger_app.domain.ids import PlanId, SectionId
from ledger_app.domain.plan import Field, HeadingStyle, Layout, Plan, Section
from ledger_app.domain.row import Annex, MeasureRow

_FIELDS = (Field.NUMBER, Field.TEXT)
_HEADED = (0, len(_FIELDS) - 1)  # a heading's cell lies over both


def listed(title: str, rows: Sequence[MeasureRow], *, under_headings: bool) -> Annex:
    """The rows in this order, under their headings or without; where they are of several plans, a plan is one too."""
    layout = Layout(
        sheet="任务",
        head=(),
        head_rows=0,
        fields=_FIELDS,
        heading_style=HeadingStyle.ROW if under_headings else HeadingStyle.NONE,
        heading_columns=_HEADED,
    )
    plan = Plan(id=PlanId(0), position=0, title=title, layout=layout)
    return Annex(plan=plan, lines=tuple(_headed(rows)) if under_headings else tuple(rows))


def _headed(rows: Sequence[MeasureRow]) -> Iterator[Section | MeasureRow]:
    """Before each row the headings that the row above it was not below."""
    several = len({row.plan.id for row in rows}) > 1
    above: tuple[Section, ...] = ()
    for row in rows:
        path = (_heading_of(row.plan), *row.path) if several else row.path
        kept = 0
        while kept < min(len(above), len(path)) and above[kept] == path[kept]:
            kept += 1
        yield from path[kept:]
        yield row
        above = path


def _heading_of(plan: Plan) -> Section:
    return Section(id=SectionId(0), plan_id=plan.id, parent_id=None, position=0, number=None, title=plan.title)
