"""What is kept beside a measure: its evidence (佐证材料), what its targets reached, and its extensions (延期)."""

from datetime import date
from typing import NewType

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.record import record
from ledger_app.domain.target import TargetId

AttachmentId = NewType("AttachmentId", int)
TargetValueId = NewType("TargetValueId", int)
ExtensionId = NewType("ExtensionId", int)


@record
class Attachment:
    """A file copied into the ledger as evidence; its content is kept once, by its SHA-256."""

    id: AttachmentId
    measure_id: MeasureId
    name: str
    sha256: str
    size: int  # bytes
    added: date


@record
class TargetValue:
    """What a target had reached on a day, in the target's own unit."""

    id: TargetValueId
    target_id: TargetId
    on: date
    value: float
    note: str = ""


@record
class Extension:
    """That a deadline was put off, from what to what, why and by whom."""

    id: ExtensionId
    measure_id: MeasureId
    on: date
    from_phrase: str
    from_day: date | None
    to_phrase: str
    to_day: date | None
    reason: str
    approver: str = ""
