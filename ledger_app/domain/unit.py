"""Units (单位), the roles they take, and the cells in which a plan prints them."""

from datetime import date
from enum import Enum
from typing import NewType

from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.record import record

UnitId = NewType("UnitId", int)
UnitMemberId = NewType("UnitMemberId", int)
UnitAliasId = NewType("UnitAliasId", int)
UnitCellId = NewType("UnitCellId", int)
CoverId = NewType("CoverId", int)
AssignmentId = NewType("AssignmentId", int)


class Role(Enum):
    """What a unit does for a measure. The value is what the ledger file stores."""

    LEAD = "lead"  # 牵头
    RESPONSIBLE = "responsible"  # 负责
    SUPPORT = "support"  # 配合

    @property
    def label(self) -> str:
        """The word clerks read and type."""
        return {"lead": "牵头", "responsible": "负责", "support": "配合"}[self.value]


def role_of(word: str) -> Role | None:
    """The role a clerk's word means; None if it is no role."""
    return next((role for role in Role if word.strip() in (role.label, role.value)), None)


@record
class Unit:
    """A body (单位). `name` is the first spelling seen; a collective unit (各区(县)政府) stands for several."""

    id: UnitId
    name: str
    collective: bool = False
    short: str = ""  # 简称, shown in the list where there is one
    leader: str = ""  # 分管领导
    contact: str = ""  # 联络员
    phone: str = ""


class AliasKind(Enum):
    """Why a unit has another name. The value is what the ledger file stores."""

    SHORT = "short"  # 简称
    FULL = "full"  # 全称
    FORMER = "former"  # 曾用名
    OTHER = "other"  # 别名

    @property
    def label(self) -> str:
        """The word clerks read."""
        return {"short": "简称", "full": "全称", "former": "曾用名", "other": "别名"}[self.value]


@record
class UnitAlias:
    """Another name of a unit: 简称, 全称, 曾用名."""

    id: UnitAliasId
    unit_id: UnitId
    name: str
    kind: AliasKind = AliasKind.OTHER
    until: date | None = None  # 曾用名: the last day it was in force


@record
class UnitMember:
    """That a unit belongs to a collective one."""

    id: UnitMemberId
    unit_id: UnitId  # the collective unit
    member_id: UnitId


@record
class UnitCell:
    """One cell of a unit column (工作落实单位) as printed, shared by the consecutive rows its merge covers."""

    id: UnitCellId
    plan_id: PlanId
    column: int  # the column of the plan's layout it stands in
    text: str  # the exported phrase; an untouched cell prints byte for byte
    role: Role | None = None  # None: the phrase itself tells; else the column's header does (牵头单位, 配合单位)


@record
class Cover:
    """That a unit cell covers a measure's row; a row has one cell in each unit column."""

    id: CoverId
    measure_id: MeasureId
    unit_cell_id: UnitCellId


@record
class Assignment:
    """A unit's duty (责任) for a measure, in the order of the source."""

    id: AssignmentId
    measure_id: MeasureId
    unit_id: UnitId
    role: Role
    position: int
    inherited: bool = False  # 推定: taken from another row, not printed for this one
