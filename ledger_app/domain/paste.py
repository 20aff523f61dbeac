"""What pasting cells over the list would do: the cells that change, those that cannot be read, the rows that come."""

from ledger_app.domain.deadline import Deadline
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.plan import Field
from ledger_app.domain.record import record
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role

Units = tuple[tuple[str, Role], ...]


@record
class PastedCell:
    """A cell that is to read differently, and what it means. `line` and `column`: its place in what was pasted."""

    line: int
    column: int
    measure_id: MeasureId | None  # None: in a new row
    field: Field
    old: str
    new: str
    deadline: Deadline | None = None  # Field.DEADLINE; None: it has none
    status: Status | None = None  # Field.STATUS
    units: Units = ()  # a unit column


@record
class RefusedCell:
    """A cell that cannot be read, and why; nothing of it is written."""

    line: int
    column: int
    measure_id: MeasureId | None
    field: Field
    text: str
    reason: str


@record
class AddedRow:
    """A row that is to come, below the last one pasted over."""

    line: int
    text: str
    cells: tuple[PastedCell, ...]  # the others


@record
class PastePlan:
    """All that pasting would do, to be looked at before it is done."""

    last: MeasureId  # the row below which rows are added
    changes: tuple[PastedCell, ...] = ()
    refused: tuple[RefusedCell, ...] = ()
    added: tuple[AddedRow, ...] = ()
    headed: bool = False  # the first line copied was taken for the header
    left_out: tuple[str, ...] = ()  # what heads the columns that the list cannot take: 备注
    same: int = 0  # cells that say what the ledger says already

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be different."""
        return not self.changes and not self.added
