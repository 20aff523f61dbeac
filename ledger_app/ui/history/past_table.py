"""The rows of the ledger as it stood on a day, or what moved since: read-only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from ledger_app.domain.lamp import Lamp
from ledger_app.domain.movement import Moved, Movement
from ledger_app.domain.row import MeasureRow
from ledger_app.ui.models.wording import due_text, progress_text, short_name
from ledger_app.ui.views.lines_table import LinesTable

_THEN_TITLES = ("灯", "工作内容", "责任单位", "时限", "状态", "最近进展")
_MOVED_TITLES = ("变动", "工作内容", "当时", "今天")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class PastLine:
    """One line: a row as it stood, or a movement of it."""

    row: MeasureRow
    cells: tuple[str, ...]
    lamps: Mapping[int, Lamp]  # by the column that begins with one


def then_line(row: MeasureRow, day: date) -> PastLine:
    """A row as it stood on a day."""
    units = "、".join(dict.fromkeys(short_name(each.unit) for each in row.assigned)) or "缺单位"
    lamp = row.lamp(day)
    text = _one_line(row)
    cells = (lamp.label, text, units, due_text(row, day), row.measure.status.label, progress_text(row.progress, day))
    return PastLine(row, cells, {0: lamp})


def moved_line(movement: Movement, day: date, today: date) -> PastLine:
    """What moved in a row between a day and today."""
    row = movement.now or movement.then
    assert row is not None, "a movement has a row then or now"
    what = "、".join(each.label for each in Moved if each in movement.what)
    then = _state(movement.then, movement.lamp_then, movement.what, day)
    now = _state(movement.now, movement.lamp_now, movement.what, today)
    told = movement.what & {Moved.NEW, Moved.GONE, Moved.LAMP}
    both = {2: (movement.then, movement.lamp_then), 3: (movement.now, movement.lamp_now)}
    lamps = {at: lamp for at, (there, lamp) in both.items() if told and there is not None and lamp is not None}
    return PastLine(row, (what, _one_line(row), then, now), lamps)


def _state(row: MeasureRow | None, lamp: Lamp | None, what: frozenset[Moved], day: date) -> str:
    """What a row said on a day about that in which it differs; all of it where it came or went."""
    if row is None or lamp is None:
        return "没有这一项"
    whole = bool(what & {Moved.NEW, Moved.GONE})
    said = []
    if whole or Moved.LAMP in what:
        said.append(f"{lamp.label}灯")
    if whole or Moved.STATUS in what:
        said.append(row.measure.status.label)
    if whole or Moved.DEADLINE in what:
        said.append(due_text(row, day) or "缺时限")
    if Moved.PROGRESS in what:
        said.append(progress_text(row.progress, day))
    return "，".join(said)


def _one_line(row: MeasureRow) -> str:
    return " ".join(row.measure.text.split())


class PastTable(LinesTable):
    """Lines in either set of columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_THEN_TITLES, lambda line: line.cells, parent)

    def show_lines(self, lines: Sequence[PastLine], *, moved: bool) -> None:
        """Show these lines under the titles they have."""
        self.show(lines, _MOVED_TITLES if moved else _THEN_TITLES)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if index.isValid() and role == Qt.ItemDataRole.UserRole:
            return self.lines[index.row()].lamps.get(index.column())
        return super().data(index, role)
