"""Stage (阶段): 动员部署, 全面开展, 总结表彰, each with its time."""

from dataclasses import dataclass
from datetime import date
from typing import NewType

from ledger_app.domain.ids import PlanId

StageId = NewType("StageId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage that a plan names, first and last day included."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStage:
    """A stage of a plan; it may have several, in the order of their ids."""

    id: StageId
    plan_id: PlanId
    stage: Stage
