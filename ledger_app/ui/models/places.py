"""The places of the navigation: what each of them asks for, and how many rows it has."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from ledger_app.domain.change import Change, Setting
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.plan import Plan
from ledger_app.domain.questions import DOUBTFUL, FLAGGED, LACKS_LEAD, SOON_DAYS, UNREPORTED, span_query
from ledger_app.domain.row import Condition, MeasureRow, Query, narrowing
from ledger_app.domain.status import OPEN_STATUSES
from ledger_app.domain.unit import UnitId
from ledger_app.domain.view import SavedView
from ledger_app.ledger import Ledger
from ledger_app.ui.models.columns import DUE

Index = QModelIndex | QPersistentModelIndex
PlaceKey = tuple[str, int | str]
_NOWHERE = QModelIndex()
_UNITS_SHOWN = 6
_AT_A_TIME = 2500  # rows counted anew in one go: some hundredths of a second

ALL: PlaceKey = ("all", 0)
SCHEDULE: PlaceKey = ("schedule", 0)
BOARD_PLACE: PlaceKey = ("board", 0)
UNITS_PLACE: PlaceKey = ("units", 0)
LOG_PLACE: PlaceKey = ("log", 0)
BIN_PLACE: PlaceKey = ("bin", 0)
ARCHIVE: PlaceKey = ("archive", 0)  # opens and closes the list of archived plans
_NAMED = ("plan", "unit", "view")  # their titles are the clerk's own words


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation; without a key it is a heading."""

    key: PlaceKey | None
    title: str
    icon: str = ""
    query: Query | None = None  # None: it opens no rows
    count: int | None = None
    sort: int | None = None  # the column its rows are ordered by
    page: str = "list"  # on which page of the window it is shown
    view: SavedView | None = None

    @property
    def late(self) -> bool:
        """Whether its count is one of late rows."""
        return self.key == ("overdue", 0)


_PAGES = (
    Place(UNITS_PLACE, "全部单位", "buildings", page="units"),
    Place(LOG_PLACE, "操作记录", "history", page="log"),
    Place(BIN_PLACE, "回收站", "delete", page="log"),
)


def _whole() -> list[Place]:
    return [
        Place(BOARD_PLACE, "工作台", "board", page="board"),
        Place(ALL, "全部任务", "list", Query()),
        Place(SCHEDULE, "按时限排列", "arrow_down", Query(open_only=True, due_before=date.max), sort=DUE),
    ]


def _to_do(today: date) -> list[Place]:
    return [
        Place(("today", 0), "今天到期", "calendar", span_query("today", today)),
        Place(("3 days", 0), "3日内", "clock", span_query("3 days", today)),
        Place((f"{SOON_DAYS} days", 0), f"{SOON_DAYS}日内", "calendar_clock", span_query("week", today)),
        Place(("overdue", 0), "逾期", "red", span_query("overdue", today)),
        Place(("unreported", 0), "本期未反馈", "mail", UNREPORTED),
        Place(("flagged", 0), "挂牌督办", "flag", FLAGGED),
        Place(("lacks lead", 0), "缺牵头单位", "person", LACKS_LEAD),
        Place(("lacks deadline", 0), "缺时限", "question", span_query("none", today)),
        Place(("doubtful", 0), "疑点", "warning", DOUBTFUL),
    ]


def _keys_of(row: MeasureRow, today: date) -> Iterator[PlaceKey]:
    """The places in which a row counts."""
    yield ("plan", row.measure.plan_id)
    if row.plan.archived:
        return
    yield ALL
    for unit_id in {assigned.unit.id for assigned in row.assigned}:
        yield ("unit", unit_id)
    if row.measure.deadline is None:
        yield ("lacks deadline", 0)
    if row.lacks_lead:
        yield ("lacks lead", 0)
    if row.doubts:
        yield ("doubtful", 0)
    if row.measure.flagged:
        yield ("flagged", 0)
    if row.measure.status in OPEN_STATUSES:
        yield from _keys_of_open(row, today)


def _keys_of_open(row: MeasureRow, today: date) -> Iterator[PlaceKey]:
    if row.unreported(today):
        yield ("unreported", 0)
    if row.last_day is None:
        return
    yield SCHEDULE
    days = (row.last_day - today).days
    if days < 0:
        yield ("overdue", 0)
    else:
        yield from ((f"{most} days", 0) for most in (3, SOON_DAYS) if days <= most)
    if days == 0:
        yield ("today", 0)


class Places(QAbstractListModel):
    """The navigation as Qt's views see it. Titles of plans, units and views may be edited; the ledger is asked."""

    refused = Signal(str)

    def __init__(self, ledger: Ledger, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Place] = []
        self._ledger = ledger
        self._clock = today
        self._today = today()
        self._archive_open = False
        self._counts: Counter[PlaceKey] = Counter()
        self._waiting: dict[MeasureId, None] = {}  # rows that are still to be counted anew
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._count_on)
        self._keys: dict[MeasureId, tuple[PlaceKey, ...]] = {}
        self._shared: dict[tuple[PlaceKey, ...], tuple[PlaceKey, ...]] = {}
        self._fixed: dict[PlaceKey | None, Place] = {}  # the places that every ledger has
        self._views: dict[PlaceKey, list[Condition]] | None = None  # None: not counted yet
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
            return self._spoken(place)
        if role == Qt.ItemDataRole.ToolTipRole and place.key and place.key[0] in _NAMED:
            return place.title
        return None

    def _spoken(self, place: Place) -> str:
        if place.key == ARCHIVE:
            return f"{place.title} {place.count}个文件 {'已展开' if self._archive_open else '已收起'}"
        if place.count is None:
            return place.title
        return f"{place.title} {place.count}{'个' if place.key == UNITS_PLACE else '项'}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        key = self.entries[index.row()].key
        if key is None:  # a heading
            return Qt.ItemFlag.ItemNeverHasChildren
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        if key[0] in _NAMED and not self._ledger.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        place = self.entries[index.row()]
        if place.key is None or str(value) == place.title:
            return False
        try:
            self._rename(place.key, str(value))
        except UserError as error:
            self.refused.emit(str(error))
            return False
        return True

    def _rename(self, key: PlaceKey, title: str) -> None:
        kind, id_ = key
        if kind == "plan":
            self._ledger.set_plan_title(PlanId(int(id_)), title)
        elif kind == "unit":
            self._ledger.rename_unit(UnitId(int(id_)), title)
        else:
            self._ledger.rename_view(str(id_), title)

    # ---- what the navigation asks

    def find(self, key: PlaceKey) -> Place | None:
        """The place of that key, if it is listed."""
        return next((place for place in self.entries if place.key == key), None)

    def place_for(self, key: PlaceKey) -> Place | None:
        """The place of that key, also one that the list leaves out."""
        book, (kind, id_) = self._ledger.book, key
        if key in self._fixed:
            return self._fixed[key]
        if kind == "unit" and id_ in book.units:
            return self._unit(UnitId(int(id_)))
        if kind == "plan" and id_ in book.plans:
            return self._plan(book.plans[PlanId(int(id_))])
        found = next((view for view in book.views if kind == "view" and view.name == id_), None)
        return None if found is None else self._view(found)

    def row_of(self, key: PlaceKey) -> int | None:
        """At which row a place stands."""
        return next((i for i, place in enumerate(self.entries) if place.key == key), None)

    @property
    def archive_open(self) -> bool:
        """Whether the archived plans are listed."""
        return self._archive_open

    def open_archive(self, on: bool) -> None:
        """List the archived plans, or only their heading."""
        self._archive_open = on
        self._show()

    # ---- what changes it

    def rebuild(self) -> None:
        """Count everything anew."""
        self._today = self._clock()
        self._fixed = {place.key: place for place in (*_whole(), *_to_do(self._today), *_PAGES)}
        self._waiting.clear()
        self._keys.clear()
        self._counts.clear()
        if self._views is not None:
            self._views = self._ask_views()
        self._add(self._ledger.book.rows())
        self._show()

    def on_change(self, change: Change, touched: Collection[MeasureId]) -> None:
        """Count the rows that a change touched anew, also those that came or went."""
        other_views = self._views is not None and Setting in change.kinds
        if other_views or self._clock() != self._today:
            self.rebuild()
            return
        self._waiting.update(dict.fromkeys(touched))
        self._count_on()
        if self._waiting:
            self._show()  # a plan that came or went is seen at once, its figures follow

    def _count_on(self) -> None:
        """Count some of the rows that wait for it anew; very many of them in slices, with the clerk's keys between."""
        measures, slice_ = self._ledger.book.measures, list(islice(self._waiting, _AT_A_TIME))
        for measure_id in slice_:
            del self._waiting[measure_id]
            self._counts.subtract(self._keys.pop(measure_id, ()))
        self._add(self._ledger.book.row(id_) for id_ in slice_ if id_ in measures)
        if self._waiting:
            self._rest.start()
        else:
            self._show()

    def count_views(self) -> None:
        """From now on count the rows of the saved views too; not before the first paint, for each asks every row."""
        self._views = self._ask_views()
        if self._views:
            self.rebuild()

    def _ask_views(self) -> dict[PlaceKey, list[Condition]]:
        """What a row has to meet for each view; a view with search words is not counted: it would fold every text."""
        asked: dict[PlaceKey, list[Condition]] = {}
        for view in self._ledger.book.views:
            query = self._view_query(view)
            if query is not None and not view.text:
                asked["view", view.name] = narrowing(query, self._today)
        return asked

    def _add(self, rows: Iterable[MeasureRow]) -> None:
        views = (self._views or {}).items()
        for row in rows:
            keys = tuple(_keys_of(row, self._today))
            if views:
                keys += tuple(key for key, asked in views if all(meets(row) for meets in asked))
            keys = self._shared.setdefault(keys, keys)  # many rows count in the same places
            self._keys[row.measure.id] = keys
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
        if place.query is None or place.key is None:
            return place
        if place.view is not None and place.key not in (self._views or ()):
            return place
        return replace(place, count=self._counts[place.key])

    # ---- what there is

    def _layout(self) -> Iterator[Place]:
        yield from _whole()
        yield Place(None, "待办")
        yield from _to_do(self._today)
        yield from self._plans()
        yield from self._units()
        yield from self._saved_views()
        if self._ledger.book.plans:
            yield from (self._fixed[LOG_PLACE], self._fixed[BIN_PLACE])

    def _plans(self) -> Iterator[Place]:
        plans = sorted(self._ledger.book.plans.values(), key=lambda plan: plan.position)
        if plans:
            yield Place(None, "文件")
        yield from (self._plan(plan) for plan in plans if not plan.archived)
        archived = [plan for plan in plans if plan.archived]
        if archived:
            icon = "chevron_down" if self._archive_open else "chevron_right"
            yield Place(ARCHIVE, "归档", icon, count=len(archived))
        if self._archive_open:
            yield from map(self._plan, archived)

    def _plan(self, plan: Plan) -> Place:
        return self._counted(Place(("plan", plan.id), plan.title, "document", Query(plan_id=plan.id)))

    def _units(self) -> Iterator[Place]:
        counted = [unit for unit in self._ledger.book.units.values() if self._counts["unit", unit.id]]
        counted.sort(key=lambda unit: -self._counts["unit", unit.id])
        if not counted:
            return
        yield Place(None, "单位")
        yield from (self._unit(unit.id) for unit in counted[:_UNITS_SHOWN])
        yield replace(self._fixed[UNITS_PLACE], count=len(self._ledger.book.units))

    def _unit(self, unit_id: UnitId) -> Place:
        name = self._ledger.book.units[unit_id].name
        return self._counted(Place(("unit", int(unit_id)), name, "building", Query(unit_id=unit_id)))

    def _saved_views(self) -> Iterator[Place]:
        views = self._ledger.book.views
        if views:
            yield Place(None, "保存的视图")
        yield from filter(None, map(self._view, views))

    def _view(self, view: SavedView) -> Place | None:
        query = self._view_query(view)
        return None if query is None else Place(("view", view.name), view.name, "bookmark", query, view=view)

    def _view_query(self, view: SavedView) -> Query | None:
        """What a view asks, its search words aside; None where its place is no more."""
        from ledger_app.ui.models.saved_views import filter_of

        base = self.place_for(view.place)
        return None if base is None or base.query is None else filter_of(view).query(base.query, self._today)
