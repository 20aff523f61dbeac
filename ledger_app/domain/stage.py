"""Stage (阶段): 动员部署, 全面开展, 总结表彰, each with its time."""

from datetime import date
from typing import NewType

from ledger_app.domain.ids import PlanId
from ledger_app.domain.record import record

StageId = NewType("StageId", int)


@record
class Stage:
    """A stage that a plan names, first and last day included."""

    name: str
    start: date
    end: date


@record
class PlanStage:
    """A stage of a plan; it may have several, in the order of their ids."""

    id: StageId
    plan_id: PlanId
    stage: Stage
