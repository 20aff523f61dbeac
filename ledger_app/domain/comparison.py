"""A newer version (新版本) of a plan against what the ledger has: which rows are new, changed, the same, gone."""

from enum import Enum

from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.measure import DoubtId, DoubtKind
from ledger_app.domain.record import record
from ledger_app.domain.row import MeasureRow

# How the doubts about differences may be settled; the clerk reads these words.
TAKE_NEW = "采用新文件"
KEEP_OLD = "保留台账现值"
AS_NEW = "当作新增任务"
ADD = "新增"
LEAVE_OUT = "不导入"
KEEP_ROW = "保留在台账"
REMOVE_ROW = "从台账移除"

ROW_DOUBTS = frozenset({DoubtKind.ROW_NEW, DoubtKind.ROW_CHANGED, DoubtKind.ROW_GONE})


class Differing(Enum):
    """What a file says of a row and may say otherwise in its next version."""

    TEXT = "text"
    UNITS = "units"
    DEADLINE = "deadline"

    @property
    def label(self) -> str:
        """The word clerks read."""
        return {"text": "工作内容", "units": "责任单位", "deadline": "完成时限"}[self.value]


@record
class Difference:
    """One thing that the newer version says otherwise, as the clerk reads it."""

    what: Differing
    before: str  # in the ledger; "" for nothing
    after: str  # in the newer version


@record
class RowPair:
    """A row of the ledger and the row of the draft that it is; one of them may be missing."""

    before: MeasureRow | None  # the ledger's row; None: the newer version adds it
    new: MeasureId | None  # the draft's measure; None: the newer version no longer has it
    differs: tuple[Difference, ...] = ()
    doubt: DoubtId | None = None  # the draft's doubt that asks about it

    @property
    def old(self) -> MeasureId | None:
        """The ledger's measure."""
        return None if self.before is None else self.before.measure.id


@record
class PlanComparison:
    """How the rows of a draft pair with those of a plan: in the order of the draft, those gone at the end.

    Rows that the clerk added to the ledger, and that no version of the file had, are in no pair."""

    plan_id: PlanId
    pairs: tuple[RowPair, ...]

    @property
    def new(self) -> tuple[RowPair, ...]:
        """The rows that only the draft has."""
        return tuple(pair for pair in self.pairs if pair.before is None)

    @property
    def changed(self) -> tuple[RowPair, ...]:
        """The rows that both have and that differ."""
        return tuple(pair for pair in self.pairs if pair.differs)

    @property
    def same(self) -> tuple[RowPair, ...]:
        """The rows that both have and that say the same."""
        both = (pair for pair in self.pairs if pair.before is not None and pair.new is not None)
        return tuple(pair for pair in both if not pair.differs)

    @property
    def gone(self) -> tuple[RowPair, ...]:
        """The rows that only the ledger has."""
        return tuple(pair for pair in self.pairs if pair.new is None)
