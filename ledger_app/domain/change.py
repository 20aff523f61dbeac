"""Changes (操作) and edits (修改): what undo, the history and every screen refresh read."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, NewType

from ledger_app.domain.evidence import Attachment, Extension, TargetValue
from ledger_app.domain.measure import Doubt, Measure, Place, Progress
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.record import record
from ledger_app.domain.recurrence import MeasureRecurrence
from ledger_app.domain.stage import PlanStage
from ledger_app.domain.target import MeasureTarget
from ledger_app.domain.unit import Assignment, Cover, Unit, UnitAlias, UnitCell, UnitMember

ChangeId = NewType("ChangeId", int)


@record
class Setting:
    """One setting of the office, kept in the ledger and undoable."""

    id: int
    key: str
    value: str


Record = (
    Plan
    | Section
    | Measure
    | Unit
    | UnitAlias
    | UnitMember
    | UnitCell
    | Cover
    | Assignment
    | MeasureRecurrence
    | MeasureTarget
    | TargetValue
    | Attachment
    | Extension
    | PlanStage
    | Progress
    | Doubt
    | Place
    | Setting
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One row before and after: no `before` adds it, no `after` removes it, both set some of its cells."""

    before: Record | None
    after: Record | None

    @property
    def inverse(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.after, self.before)

    @property
    def record(self) -> Record:
        """The row as it is after the edit, or as it was if the edit removes it."""
        record = self.after if self.after is not None else self.before
        assert record is not None, "an edit has a row before it or after it"
        return record


class ChangeKind(Enum):
    """Whether an act was done, taken back, or done again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@record
class ChangeHead:
    """An act as the history lists it, without its edits."""

    id: ChangeId
    kind: ChangeKind
    of_change: ChangeId | None  # the change that an undo or redo inverts
    label: str  # 修改完成时限: what the menu shows behind 撤销
    at: datetime  # with its offset
    who: str
    edit_count: int  # journalled cells and rows
    takes_back: ChangeId | None = None  # the act of the past that this act takes back (取回), by its `do`


@record
class Change:
    """One act of the clerk, however many rows it touched."""

    head: ChangeHead
    edits: tuple[Edit, ...]

    @property
    def kinds(self) -> frozenset[type[Record]]:
        """The kinds of the records that it touched: asked before one looks for some among very many edits."""
        found: set[type[Any]] = {type(edit.before) for edit in self.edits}
        found.update({type(edit.after) for edit in self.edits})
        return frozenset(found - {type(None)})
