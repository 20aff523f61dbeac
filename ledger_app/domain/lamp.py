"""Lamps (亮灯) and the rules they follow; cities differ, so the office chooses and edits."""

from datetime import date
from enum import Enum

from ledger_app.domain.record import record
from ledger_app.domain.status import FINISHED_STATUSES, OPEN_STATUSES, Status


class Lamp(Enum):
    """The lamp (亮灯); the word is always shown beside the colour."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"

    @property
    def label(self) -> str:
        """The word clerks read."""
        return _LABELS[self]


_LABELS = {Lamp.RED: "红", Lamp.YELLOW: "黄", Lamp.GREEN: "绿", Lamp.BLUE: "蓝", Lamp.GREY: "灰"}


@record
class LampRules:
    """When which lamp is lit. What is finished is green; what has no date or is laid aside is grey; late is red."""

    name: str = "默认"
    soon_days: int = 7  # so many days before the last one `soon` is lit; negative: never
    soon: Lamp = Lamp.YELLOW
    behind_points: int | None = None  # so many percentage points behind the expected progress (序时) → `behind`
    behind: Lamp = Lamp.YELLOW
    far_behind_points: int | None = None  # so many behind → red

    @property
    def by_progress(self) -> bool:
        """Whether it counts how far the reported share lags behind 序时."""
        return self.behind_points is not None or self.far_behind_points is not None

    @property
    def sentences(self) -> tuple[str, ...]:
        """The rules as the clerk reads them, the strongest first."""
        told = ["红：过了时限仍未完成"]
        if self.far_behind_points is not None:
            told.append(f"红：低于序时{self.far_behind_points}个百分点以上")
        if self.behind_points is not None:
            by = f"{self.behind_points}个百分点以上" if self.behind_points else ""
            told.append(f"{self.behind.label}：低于序时{by}")
        if self.soon_days >= 0:
            told.append(f"{self.soon.label}：距时限{self.soon_days}天以内")
        return (*told, "绿：已完成、已销号，或按时推进", "灰：不设时限，或暂缓、终止")


DEFAULT_LAMPS = LampRules()
LAMP_PRESETS = (
    DEFAULT_LAMPS,
    LampRules(name="三日预警", soon_days=3),
    LampRules(name="三色督办单", soon=Lamp.BLUE, behind_points=0),
    LampRules(name="按序时进度", soon_days=-1, behind_points=10, far_behind_points=30),
    LampRules(name="时限和序时并用", behind_points=10, far_behind_points=30),
)


def lamp_of(
    status: Status,
    last_day: date | None,
    today: date,
    *,
    rules: LampRules = DEFAULT_LAMPS,
    behind: float | None = None,
) -> Lamp:
    """The lamp of a measure on a day; `behind` is by how many points it lags (None: not known).

    What is told as 10个百分点以上 or 7天以内 counts from just that number on.
    """
    if status in FINISHED_STATUSES:
        return Lamp.GREEN
    if status not in OPEN_STATUSES or last_day is None:
        return Lamp.GREY
    days = (last_day - today).days
    if days < 0:
        return Lamp.RED
    if behind is not None and behind > 0:
        if rules.far_behind_points is not None and behind >= rules.far_behind_points:
            return Lamp.RED
        if rules.behind_points is not None and behind >= rules.behind_points:
            return rules.behind
    return rules.soon if days <= rules.soon_days else Lamp.GREEN


def expected_percent(start: date, last_day: date, today: date) -> float:
    """序时进度: the share of the time that has passed at the end of `today`, from 0 to 100."""
    whole = (last_day - start).days + 1
    if whole <= 0:
        return 100.0
    return min(100.0, max(0.0, 100.0 * ((today - start).days + 1) / whole))
