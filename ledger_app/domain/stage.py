"""Stage (阶段): 动员部署, 全面开展, 总结表彰, each with its time."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage of a plan. Part of a draft only: the ledger file does not store it yet."""

    name: str
    start: date
    end: date
