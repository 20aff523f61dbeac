"""The lamps of measures right before and right after an act of the past (灯随之变化)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ledger_app.domain.change import ChangeHead, Setting
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.measure import Measure, Progress
from ledger_app.domain.plan import Plan
from ledger_app.ledger.past import Tables, lit_row, newest_entries
from ledger_app.ledger.settings import lamps_in

if TYPE_CHECKING:
    from ledger_app.ledger.ledger import Ledger

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class LampMove:
    """The lamps of a measure as they were lit on the day of an act, before it and after it."""

    measure_id: MeasureId
    before: Lamp
    after: Lamp


def lamp_moves(ledger: "Ledger", head: ChangeHead, ids: Collection[MeasureId]) -> tuple[LampMove, ...]:
    """Of these measures those whose lamp an act changed; measures that came or went with it are left out."""
    day, rewind = head.at.date(), ledger.rewind()
    after = _lamps(rewind.to(head.at), ids, day)
    before = _lamps(rewind.to(head.at - _MOMENT), ids, day)
    both = (id_ for id_ in ids if id_ in before and id_ in after)
    return tuple(LampMove(id_, before[id_], after[id_]) for id_ in both if before[id_] is not after[id_])


def _lamps(tables: Tables, ids: Collection[MeasureId], day: date) -> dict[MeasureId, Lamp]:
    rules = lamps_in(tables[Setting].values())
    newest = newest_entries(tables[Progress].values())
    measures: dict[int, Measure] = tables[Measure]
    return {id_: lit_row(measures[id_], tables[Plan], newest, rules).lamp(day) for id_ in ids if id_ in measures}
