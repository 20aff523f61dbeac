"""What the filter chips hold, what it asks for, and what there is to choose from."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ledger_app.domain.row import MeasureRow, Query
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role, UnitId
from ledger_app.ledger import Book
from ledger_app.ui.models.choices import Choice
from ledger_app.ui.models.unit_search import UnitSearch

NO_LEAD = "no lead"  # the entry of the unit list that stands for no unit
_DAY = timedelta(days=1)
_MANY = 200


def _month(today: date, months: int) -> tuple[date, date]:
    """The first day of the span of so many months that `today` is in, and of the one after it."""
    first = (today.month - 1) // months * months + 1
    after = first + months
    return date(today.year, first, 1), date(today.year + (after > 12), after - 12 if after > 12 else after, 1)


def _between(span: Callable[[date], tuple[date, date]]) -> Callable[[date], Query]:
    def query(today: date) -> Query:
        start, end = span(today)
        return Query(due_from=start, due_before=end)

    return query


DUE_RANGES: dict[str, tuple[str, Callable[[date], Query]]] = {
    "overdue": ("逾期", lambda today: Query(overdue=True)),
    "today": ("今天到期", _between(lambda today: (today, today + _DAY))),
    "week": ("7日内", _between(lambda today: (today, today + 8 * _DAY))),
    "month": ("本月", _between(lambda today: _month(today, 1))),
    "quarter": ("本季", _between(lambda today: _month(today, 3))),
    "year": ("年内", _between(lambda today: _month(today, 12))),
    "none": ("缺时限", lambda today: Query(lacks_deadline=True)),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the clerk narrowed the list to, beside the place in the navigation."""

    unit_ids: frozenset[UnitId] = frozenset()
    roles: frozenset[Role] = frozenset()
    lacks_lead: bool = False
    statuses: frozenset[Status] = frozenset()
    due: str | None = None  # a key of DUE_RANGES
    words: tuple[str, ...] = ()

    @property
    def active(self) -> int:
        """How many chips are on."""
        return bool(self.unit_ids or self.roles or self.lacks_lead) + bool(self.statuses) + (self.due is not None)

    def query(self, base: Query, today: date) -> Query:
        """The question of a place, narrowed by this filter."""
        due = DUE_RANGES[self.due][1](today) if self.due else Query()
        return replace(
            base,
            unit_ids=self.unit_ids,
            roles=self.roles,
            statuses=self.statuses,
            due_from=max(filter(None, (base.due_from, due.due_from)), default=None),
            due_before=min(filter(None, (base.due_before, due.due_before)), default=None),
            overdue=base.overdue or due.overdue,
            lacks_lead=base.lacks_lead or self.lacks_lead,
            lacks_deadline=base.lacks_deadline or due.lacks_deadline,
            words=self.words,
        )

    def without_units(self) -> "Filter":
        """This filter with the unit chip off."""
        return replace(self, unit_ids=frozenset(), roles=frozenset(), lacks_lead=False)

    def unit_words(self, book: Book) -> str:
        """What the unit chip says: 市住建局 +1 · 牵头."""
        names = [book.units[id_].name for id_ in self.unit_ids if id_ in book.units]
        if self.lacks_lead:
            names.append("没有牵头单位")
        more = f" +{len(names) - 1}" if len(names) > 1 else ""
        roles = "、".join(role.label for role in Role if role in self.roles)
        return " · ".join(filter(None, (names[0] + more if names else "", roles)))

    def status_words(self) -> str:
        """What the status chip says."""
        labels = [status.label for status in Status if status in self.statuses]
        return labels[0] + (f" +{len(labels) - 1}" if len(labels) > 1 else "") if labels else ""

    def due_words(self) -> str:
        """What the due chip says."""
        return DUE_RANGES[self.due][0] if self.due else ""


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
