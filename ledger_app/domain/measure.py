"""Measures (措施), the progress reported on them, where they stand in the original, and what is doubtful about them."""

from datetime import date
from enum import Enum
from typing import NewType

from ledger_app.domain.deadline import Deadline
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.record import record
from ledger_app.domain.status import Status

ProgressId = NewType("ProgressId", int)
DoubtId = NewType("DoubtId", int)
PlaceId = NewType("PlaceId", int)


@record
class Measure:
    """One measure (措施) of a plan, as the ledger tracks it. Its units are Assignments, their cells Covers."""

    id: MeasureId
    plan_id: PlanId
    section_id: SectionId | None
    position: int
    text: str  # whole, without its number and without the bracket that names its units
    number: str | None = None  # its own printed number
    parent_id: MeasureId | None = None
    deadline: Deadline | None = None  # None: the plan names none
    status: Status = Status.NOT_STARTED
    # The annex's further columns (Field.DEADLINE, STATUS, PROGRESS, OTHER) left to right, as printed;
    # None where a merged cell above covers this row. Shorter than the layout means empty cells.
    cells: tuple[str | None, ...] = ()
    flagged: bool = False  # 挂牌督办


@record
class Progress:
    """A dated entry (进展): what was done, what is in the way, what comes next."""

    id: ProgressId
    measure_id: MeasureId
    on: date
    done: str  # 进展情况
    problems: str = ""  # 存在问题
    next_steps: str = ""  # 下步措施
    percent: int | None = None
    who: str = ""


class DoubtKind(Enum):
    """What is uncertain (疑点). The value is what the ledger file stores."""

    UNIT_FROM_ABOVE = "unit_from_above"
    UNIT_FROM_BELOW = "unit_from_below"
    NO_UNIT = "no_unit"
    NO_LEAD = "no_lead"
    UNIT_UNREAD = "unit_unread"
    OPEN_LIST = "open_list"
    NUMBER_RESTORED = "number_restored"
    HEADING_REPEATED = "heading_repeated"
    HEADING_OR_MEASURE = "heading_or_measure"
    DATE_GUESSED = "date_guessed"
    DATE_UNREAD = "date_unread"
    TEXT_REPEATED = "text_repeated"
    TEXT_DAMAGED = "text_damaged"
    LAYOUT = "layout"
    ROW_NEW = "row_new"
    ROW_CHANGED = "row_changed"
    ROW_GONE = "row_gone"

    @property
    def label(self) -> str:
        """The word clerks read."""
        return _DOUBT_LABELS[self]


_DOUBT_LABELS = {
    DoubtKind.UNIT_FROM_ABOVE: "单位承上推定",
    DoubtKind.UNIT_FROM_BELOW: "单位跨页承下推定",
    DoubtKind.NO_UNIT: "缺单位",
    DoubtKind.NO_LEAD: "缺牵头单位",
    DoubtKind.UNIT_UNREAD: "单位未读懂",
    DoubtKind.OPEN_LIST: "单位未列全",
    DoubtKind.NUMBER_RESTORED: "序号补齐",
    DoubtKind.HEADING_REPEATED: "标题重复",
    DoubtKind.HEADING_OR_MEASURE: "标题或措施待定",
    DoubtKind.DATE_GUESSED: "时限推定",
    DoubtKind.DATE_UNREAD: "时限未读懂",
    DoubtKind.TEXT_REPEATED: "内容重复",
    DoubtKind.TEXT_DAMAGED: "文字疑有缺损",
    DoubtKind.LAYOUT: "版式",
    DoubtKind.ROW_NEW: "新增任务",
    DoubtKind.ROW_CHANGED: "内容有改动",
    DoubtKind.ROW_GONE: "原有任务未见",
}
UNIT_DOUBTS = frozenset(
    {
        *(DoubtKind.UNIT_FROM_ABOVE, DoubtKind.UNIT_FROM_BELOW, DoubtKind.NO_UNIT),
        *(DoubtKind.NO_LEAD, DoubtKind.UNIT_UNREAD, DoubtKind.OPEN_LIST),
    }
)
DATE_DOUBTS = frozenset({DoubtKind.DATE_GUESSED, DoubtKind.DATE_UNREAD})


@record
class Doubt:
    """Something uncertain (疑点), kept with what it is about until the clerk settles it."""

    id: DoubtId
    kind: DoubtKind
    plan_id: PlanId
    measure_id: MeasureId | None = None  # None with no section: it concerns the plan
    section_id: SectionId | None = None
    message: str  # one Chinese sentence
    proposal: str = ""  # what was assumed: a unit phrase, a number, a date
    alternatives: tuple[str, ...] = ()
    settled: str | None = None  # what the clerk chose; None while open


@record
class Place:
    """Where a measure stands in its plan's original; it may stand in several places."""

    id: PlaceId
    measure_id: MeasureId
    part: str  # sheet name, or the name of the text part
    line: int  # row of the sheet or paragraph of the text, from 1
    start: int  # column (from 0), or offset of the first character in the paragraph
    end: int  # one past the last
