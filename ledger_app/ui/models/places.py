"""The places of the navigation: what each of them asks for, and how many rows it has."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.row import MeasureRow, Query
from ledger_app.domain.status import OPEN_STATUSES
from ledger_app.domain.unit import UnitId
from ledger_app.ledger import Ledger
from ledger_app.ui.models.columns import DUE

Index = QModelIndex | QPersistentModelIndex
PlaceKey = tuple[str, int]
_NOWHERE = QModelIndex()
_UNITS_SHOWN = 6
_DAY = timedelta(days=1)

ALL: PlaceKey = ("all", 0)
MORE_UNITS: PlaceKey = ("more units", 0)


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation; without a key it is a heading."""

    key: PlaceKey | None
    title: str
    icon: str = ""
    query: Query | None = None  # None: it opens no rows
    count: int | None = None
    sort: int | None = None  # the column its rows are ordered by

    @property
    def late(self) -> bool:
        """Whether its count is one of late rows."""
        return self.key == ("overdue", 0)


def _to_do(today: date) -> list[Place]:
    def within(days: int) -> Query:
        return Query(due_from=today, due_before=today + (days + 1) * _DAY, open_only=True)

    return [
        Place(("today", 0), "今天到期", "calendar", within(0)),
        Place(("3 days", 0), "3日内", "clock", within(3)),
        Place(("7 days", 0), "7日内", "calendar_clock", within(7)),
        Place(("overdue", 0), "逾期", "red", Query(overdue=True)),
        Place(("lacks lead", 0), "缺牵头单位", "person", Query(lacks_lead=True)),
        Place(("lacks deadline", 0), "缺时限", "question", Query(lacks_deadline=True)),
        Place(("doubtful", 0), "疑点", "warning", Query(doubtful=True)),
    ]


def _keys_of(row: MeasureRow, today: date) -> Iterator[PlaceKey]:
    """The places in which a row counts."""
    yield ALL
    yield ("plan", row.measure.plan_id)
    for unit_id in {assigned.unit.id for assigned in row.assigned}:
        yield ("unit", unit_id)
    if row.measure.deadline is None:
        yield ("lacks deadline", 0)
    if row.lacks_lead:
        yield ("lacks lead", 0)
    if row.doubts:
        yield ("doubtful", 0)
    last_day = row.last_day
    if last_day is not None and row.measure.status in OPEN_STATUSES:
        yield ("schedule", 0)
        days = (last_day - today).days
        if days < 0:
            yield ("overdue", 0)
        else:
            yield from ((f"{most} days", 0) for most in (3, 7) if days <= most)
        if days == 0:
            yield ("today", 0)


class Places(QAbstractListModel):
    """The navigation as Qt's views see it. Titles of plans and units may be edited; the ledger is asked."""

    refused = Signal(str)

    def __init__(self, ledger: Ledger, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Place] = []
        self._ledger = ledger
        self._clock = today
        self._today = today()
        self._all_units = False
        self._counts: Counter[PlaceKey] = Counter()
        self._keys: dict[MeasureId, tuple[PlaceKey, ...]] = {}
        self.rebuild()

    # ---- what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        place = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return place.title
        if role == Qt.ItemDataRole.UserRole:
            return place.key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return place.title if place.count is None else f"{place.title} {place.count}项"
        if role == Qt.ItemDataRole.ToolTipRole and place.key and place.key[0] in ("plan", "unit"):
            return place.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        key = self.entries[index.row()].key
        if key is None:  # a heading
            return Qt.ItemFlag.ItemNeverHasChildren
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if key[0] in ("plan", "unit") and not self._ledger.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        place = self.entries[index.row()]
        if place.key is None or str(value) == place.title:
            return False
        try:
            if place.key[0] == "plan":
                self._ledger.set_plan_title(PlanId(place.key[1]), str(value))
            else:
                self._ledger.rename_unit(UnitId(place.key[1]), str(value))
        except UserError as error:
            self.refused.emit(str(error))
            return False
        return True

    # ---- what the navigation asks

    def find(self, key: PlaceKey) -> Place | None:
        """The place of that key."""
        return next((place for place in self.entries if place.key == key), None)

    def place_for(self, key: PlaceKey) -> Place | None:
        """The place of that key, also a unit that the list leaves out."""
        unit = self._ledger.book.units.get(UnitId(key[1])) if key[0] == "unit" else None
        return self.find(key) or (self._unit(unit.id, unit.name) if unit else None)

    def row_of(self, key: PlaceKey) -> int | None:
        """At which row a place stands."""
        return next((i for i, place in enumerate(self.entries) if place.key == key), None)

    def show_all_units(self, on: bool) -> None:
        """List all units, or only those with the most tasks."""
        self._all_units = on
        self._show()

    @property
    def all_units_shown(self) -> bool:
        """Whether all units are listed."""
        return self._all_units

    # ---- what changes it

    def rebuild(self) -> None:
        """Count everything anew."""
        self._today = self._clock()
        self._keys.clear()
        self._counts.clear()
        self._add(self._ledger.book.rows())
        self._show()

    def on_change(self, touched: Collection[MeasureId]) -> None:
        """Count the rows that a change touched anew, also those that came or went."""
        if self._clock() != self._today:
            self.rebuild()
            return
        for measure_id in touched:
            self._counts.subtract(self._keys.pop(measure_id, ()))
        measures = self._ledger.book.measures
        self._add(self._ledger.book.row(id_) for id_ in touched if id_ in measures)
        self._show()

    def _add(self, rows: Iterable[MeasureRow]) -> None:
        for row in rows:
            keys = self._keys[row.measure.id] = tuple(_keys_of(row, self._today))
            self._counts.update(keys)

    def _show(self) -> None:
        entries = [place if place.key is None else self._counted(place) for place in self._layout()]
        if [(place.key, place.title) for place in entries] == [(place.key, place.title) for place in self.entries]:
            changed = [i for i, place in enumerate(entries) if place != self.entries[i]]
            self.entries = entries
            for i in changed:
                self.dataChanged.emit(self.index(i), self.index(i))
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def _counted(self, place: Place) -> Place:
        if place.key is None or place.key == MORE_UNITS:
            return place
        return Place(place.key, place.title, place.icon, place.query, self._counts[place.key], place.sort)

    def _layout(self) -> Iterator[Place]:
        yield Place(ALL, "全部任务", "list", Query())
        schedule = Query(open_only=True, due_before=date.max)
        yield Place(("schedule", 0), "按时限排列", "arrow_down", schedule, sort=DUE)
        yield Place(None, "待办")
        yield from _to_do(self._today)
        plans = sorted(self._ledger.book.plans.values(), key=lambda plan: plan.position)
        if plans:
            yield Place(None, "文件")
        for plan in plans:
            yield Place(("plan", plan.id), plan.title, "document", Query(plan_id=plan.id))
        yield from self._units()

    def _units(self) -> Iterator[Place]:
        counted = [unit for unit in self._ledger.book.units.values() if self._counts["unit", unit.id]]
        counted.sort(key=lambda unit: -self._counts["unit", unit.id])
        if not counted:
            return
        yield Place(None, "单位")
        for unit in counted if self._all_units else counted[:_UNITS_SHOWN]:
            yield self._unit(unit.id, unit.name)
        if len(counted) > _UNITS_SHOWN:
            title = "只列前几个单位" if self._all_units else "全部单位"
            yield Place(MORE_UNITS, title, "buildings", count=None if self._all_units else len(counted))

    def _unit(self, unit_id: UnitId, name: str) -> Place:
        key = ("unit", int(unit_id))
        return Place(key, name, "building", Query(unit_id=unit_id), self._counts[key])
