"""What the filter chips hold, what it asks for, and what there is to choose from."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ledger_app.domain.ids import PlanId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.questions import span_query
from ledger_app.domain.recurrence import Cadence
from ledger_app.domain.row import MeasureRow, Query
from ledger_app.domain.status import OPEN_STATUSES, Status
from ledger_app.domain.unit import Role, UnitId
from ledger_app.ledger import Book
from ledger_app.ui.models.choices import Choice
from ledger_app.ui.models.due_spans import DUE_TITLES, due_title
from ledger_app.ui.models.unit_search import UnitSearch
from ledger_app.ui.models.wording import short_name
from ledger_app.ui.theme.paint import LAMP_ORDER

MARKS = {"flagged": "挂牌督办", "unreported": "本期未反馈", "doubtful": "有疑点"}
NO_LEAD = "no lead"  # the entry of the unit list that stands for no unit
_MANY = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """What the clerk narrowed the list to, beside the place in the navigation. A saved view keeps fields of these
    names."""

    unit_ids: frozenset[UnitId] = frozenset()
    roles: frozenset[Role] = frozenset()
    lacks_lead: bool = False
    statuses: frozenset[Status] = frozenset()
    lamps: frozenset[Lamp] = frozenset()
    due: str | None = None  # a span of time: see due_spans
    flagged: bool = False
    unreported: bool = False
    doubtful: bool = False
    cadences: frozenset[Cadence] = frozenset()
    plan_id: PlanId | None = None
    words: tuple[str, ...] = ()

    @property
    def active(self) -> int:
        """How many chips are on."""
        units = bool(self.unit_ids or self.roles or self.lacks_lead)
        return units + bool(self.statuses) + bool(self.lamps) + (self.due is not None) + (self != self.without_more())

    def query(self, base: Query, today: date) -> Query:
        """The question of a place, narrowed by this filter."""
        if not self.active:
            return replace(base, words=self.words)
        return replace(
            span_query(self.due, today) if self.due else Query(),
            plan_id=self.plan_id,
            unit_id=_unit_of(base) if self.roles and not self.unit_ids else None,
            unit_ids=self.unit_ids,
            roles=self.roles,
            statuses=self.statuses,
            lamps=self.lamps,
            cadences=self.cadences,
            flagged=self.flagged,
            unreported=self.unreported,
            doubtful=self.doubtful,
            lacks_lead=self.lacks_lead,
            words=self.words,
            within=base,
        )

    def without_units(self) -> "Filter":
        """This filter with the unit chip off."""
        return replace(self, unit_ids=frozenset(), roles=frozenset(), lacks_lead=False)

    def without_more(self) -> "Filter":
        """This filter with the last chip off, which holds what is asked for less often."""
        return replace(self, flagged=False, unreported=False, doubtful=False, cadences=frozenset(), plan_id=None)

    def with_mark(self, name: str, on: bool) -> "Filter":
        """This filter with one of the MARKS on or off."""
        marks = {mark: on if mark == name else bool(getattr(self, mark)) for mark in MARKS}
        return replace(self, flagged=marks["flagged"], unreported=marks["unreported"], doubtful=marks["doubtful"])

    def unit_words(self, book: Book) -> str:
        """What the unit chip says: 市住建局 +1 · 牵头."""
        names = [short_name(book.units[id_]) for id_ in self.unit_ids if id_ in book.units]
        if self.lacks_lead:
            names.append("没有牵头单位")
        roles = "、".join(role.label for role in Role if role in self.roles)
        return " · ".join(filter(None, (_first(names), roles)))

    def status_words(self) -> str:
        """What the status chip says."""
        if self.statuses == OPEN_STATUSES:
            return "未完成"
        return _first([status.label for status in Status if status in self.statuses])

    def lamp_words(self) -> str:
        """What the lamp chip says."""
        return "、".join(lamp.label for lamp in LAMP_ORDER if lamp in self.lamps)

    def due_words(self, today: date) -> str:
        """What the due chip says."""
        return due_title(self.due, today) if self.due else ""

    def more_words(self, book: Book) -> str:
        """What the last chip says."""
        said = [words for name, words in MARKS.items() if getattr(self, name)]
        said += [cadence.label for cadence in Cadence if cadence in self.cadences]
        if self.plan_id in book.plans:
            said.append(book.plans[self.plan_id].title)
        return _first(said)

    def chip_words(self, book: Book, today: date) -> dict[str, str]:
        """What each chip says, nothing where it is off."""
        return {
            "单位": self.unit_words(book),
            "状态": self.status_words(),
            "灯": self.lamp_words(),
            "时限": self.due_words(today),
            "更多": self.more_words(book),
        }


def _first(words: list[str]) -> str:
    more = f" +{len(words) - 1}" if len(words) > 1 else ""
    return words[0] + more if words else ""


def _unit_of(query: Query | None) -> UnitId | None:
    """The unit whose rows a place shows: roles are asked of that unit."""
    while query is not None and query.unit_id is None:
        query = query.within
    return query.unit_id if query is not None else None


def unit_choices(filter_: Filter, typed: str, search: UnitSearch, rows: Iterable[MeasureRow]) -> list[Choice]:
    """The units of these rows that fit what was typed, the chosen ones first, each with its rows."""
    rows = list(rows)
    counts = Counter(
        unit_id
        for row in rows
        for unit_id in {a.unit.id for a in row.assigned if not filter_.roles or a.role in filter_.roles}
    )
    found = [unit for unit, _ in search.find(typed, _MANY) if counts[unit.id] or unit.id in filter_.unit_ids]
    found.sort(key=lambda unit: (unit.id not in filter_.unit_ids, -counts[unit.id]))
    choices = [Choice(u.id, u.name, str(counts[u.id]), u.id in filter_.unit_ids) for u in found]
    lacking = sum(row.lacks_lead for row in rows)
    if lacking and not typed:
        choices.append(Choice(NO_LEAD, "没有牵头单位", str(lacking), filter_.lacks_lead, "doubtText"))
    return choices


def status_choices(filter_: Filter, rows: Iterable[MeasureRow]) -> list[Choice]:
    """The statuses, each with its rows."""
    counts = Counter(row.measure.status for row in rows)
    return [Choice(status, status.label, str(counts[status]), status in filter_.statuses) for status in Status]


def lamp_choices(filter_: Filter, rows: Iterable[MeasureRow], today: date) -> list[Choice]:
    """The lamps, each with its rows."""
    counts = Counter(row.lamp(today) for row in rows)
    return [Choice(lamp, lamp.label, str(counts[lamp]), lamp in filter_.lamps, lamp=lamp) for lamp in LAMP_ORDER]


def due_choices(filter_: Filter, today: date, rows_of: "RowsOf") -> list[Choice]:
    """The spans of time, each with its rows; the month or day that a number of the board asked for comes last."""
    keys = [*DUE_TITLES, *([filter_.due] if filter_.due and filter_.due not in DUE_TITLES else [])]
    counts = [len(rows_of(replace(filter_, due=key))) for key in keys]
    return [Choice(k, due_title(k, today), str(n), filter_.due == k) for k, n in zip(keys, counts, strict=True)]


RowsOf = Callable[[Filter], Sequence[MeasureRow]]  # the rows of the place under a filter


def more_choices(filter_: Filter, book: Book, rows_of: RowsOf) -> list[Choice]:
    """Marks, then cadences, then plans where there are several, each with its rows. Ticking one of them changes the
    counts of the others, but not which there are."""
    choices = []
    for name, words in MARKS.items():
        count = len(rows_of(filter_.with_mark(name, True)))
        choices.append(Choice(name, words, str(count), getattr(filter_, name)))
    all_rows = rows_of(filter_.without_more())
    return choices + _cadence_choices(filter_, all_rows, rows_of) + _plan_choices(filter_, book, all_rows, rows_of)


def _cadence_choices(filter_: Filter, all_rows: Sequence[MeasureRow], rows_of: RowsOf) -> list[Choice]:
    there = {each.cadence for row in all_rows for each in row.recurrences} | filter_.cadences
    if not there:
        return []
    rows = rows_of(replace(filter_, cadences=frozenset()))
    counts = Counter(cadence for row in rows for cadence in {each.cadence for each in row.recurrences})
    found = [Choice(c, c.label, str(counts[c]), c in filter_.cadences) for c in Cadence if c in there]
    return [Choice("cadences", "报送周期", heading=True), *found]


def _plan_choices(filter_: Filter, book: Book, all_rows: Sequence[MeasureRow], rows_of: RowsOf) -> list[Choice]:
    there = {row.measure.plan_id for row in all_rows}
    if len(there) < 2:
        return []
    counts = Counter(row.measure.plan_id for row in rows_of(replace(filter_, plan_id=None)))
    plans = sorted((book.plans[id_] for id_ in there), key=lambda plan: plan.position)
    found = [Choice(plan.id, plan.title, str(counts[plan.id]), plan.id == filter_.plan_id) for plan in plans]
    return [Choice("plans", "文件", heading=True), *found]
