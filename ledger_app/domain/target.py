"""Target (量化指标): what a measure promises in numbers."""

from enum import Enum
from typing import NewType

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.record import record

TargetId = NewType("TargetId", int)


class Operator(Enum):
    """How the actual value has to stand to the target's number."""

    REACH = "reach"  # 100项, 达到85%
    AT_LEAST = "at_least"  # 100个以上, 不少于
    AT_MOST = "at_most"  # 不超过, 控制在…以内
    TIMES = "times"  # 翻一番: against a base

    @property
    def label(self) -> str:
        """The word clerks read."""
        return _LABELS[self]


_LABELS = {Operator.REACH: "达到", Operator.AT_LEAST: "不少于", Operator.AT_MOST: "不超过", Operator.TIMES: "翻番"}


@record
class Target:
    """A number that a plan sets."""

    phrase: str  # as printed
    operator: Operator
    numbers: tuple[float, ...]  # two for a range (10-20项) or for either-or; in `unit`
    unit: str  # 个, %, 万元; of the last number where they differ
    what: str  # the words in front of it, as far as they name it
    soft: bool = False  # 力争, 争取, 逐步: aimed at, not promised


@record
class MeasureTarget:
    """A target of a measure; it may have several, in the order of their ids."""

    id: TargetId
    measure_id: MeasureId
    target: Target
