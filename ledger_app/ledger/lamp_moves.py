"""The lamps of measures right before and right after an act of the past (灯随之变化)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ledger_app.domain.change import ChangeHead, Record, Setting
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.measure import Measure, Progress
from ledger_app.domain.plan import Plan
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger.settings import lamps_in

if TYPE_CHECKING:
    from ledger_app.ledger.ledger import Ledger

Tables = dict[type[Record], dict[int, Any]]
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
    measures: dict[int, Measure] = tables[Measure]
    plans: dict[int, Plan] = tables[Plan]
    entries: list[Progress] = sorted(tables[Progress].values(), key=lambda entry: (entry.on, entry.id))
    newest = {entry.measure_id: entry for entry in entries}
    rows = (
        MeasureRow(
            measure=measures[id_],
            plan=plans[measures[id_].plan_id],
            path=(),
            assigned=(),
            unit_cells=(),
            progress=newest.get(id_),
            doubts=(),
            lamps=rules,
        )
        for id_ in ids
        if id_ in measures
    )
    return {row.measure.id: row.lamp(day) for row in rows}
