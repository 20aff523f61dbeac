"""The board (工作台): what is due, late, unreported or lacking, and how units, plans and months stand.

Every number comes with the question that opens exactly its rows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date, timedelta
from heapq import nsmallest
from typing import NamedTuple

from ledger_app.domain.board import (
    Board,
    DueDay,
    Figure,
    LampFigure,
    MonthLine,
    PlanLine,
    RoleFigure,
    StatusFigure,
    Stuck,
    UnitBoard,
    UnitLine,
    Urgent,
)
from ledger_app.domain.calendar import WorkCalendar
from ledger_app.domain.ids import PlanId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.period import Period, period_of, periods_between
from ledger_app.domain.plan import Plan
from ledger_app.domain.questions import DOUBTFUL, FLAGGED, LACKS_LEAD, SOON_DAYS, UNREPORTED, span_query
from ledger_app.domain.recurrence import Cadence
from ledger_app.domain.row import MeasureRow, Query
from ledger_app.domain.status import FINISHED_STATUSES, OPEN_STATUSES, Status
from ledger_app.domain.unit import Role, UnitId
from ledger_app.ledger.book import Book

LAMP_ORDER = tuple(Lamp)  # red, yellow, green, blue, grey: how stacked counts are ordered
_LAMP_AT = {lamp: at for at, lamp in enumerate(LAMP_ORDER)}
_LATE_AT = len(LAMP_ORDER)  # behind the lamps in a tally
_DAY = timedelta(days=1)
_WHOLE = 100.0


class _Fact(NamedTuple):
    """What is worked out of a row once."""

    row: MeasureRow
    lamp: int  # its place in LAMP_ORDER
    open: bool
    finished: bool
    last_day: date | None
    late: bool


def board(book: Book, today: date, *, expand: bool = False, most: int = 8) -> Board:
    """The board of a day; `expand` counts a collective unit's rows at its members, `most` urgent rows are named."""
    facts = [_fact(row, today) for row in book.live_rows()]
    due = _Due(facts)

    def figure(query: Query) -> Figure:
        return Figure(count=len(book.select(query, today)), query=query)

    def soon(span: str, days: int) -> Figure:
        return Figure(count=sum(due.open[today + at * _DAY] for at in range(days + 1)), query=span_query(span, today))

    tally = _tally(facts)
    overdue, in_7_days = Figure(count=tally[_LATE_AT], query=span_query("overdue", today)), soon("week", SOON_DAYS)
    return Board(
        today=today,
        total=Figure(count=len(facts), query=Query()),
        finished=Figure(count=sum(fact.finished for fact in facts), query=Query(statuses=FINISHED_STATUSES)),
        lamps=_lamp_figures(tally, Query()),
        due_today=soon("today", 0),
        in_3_days=soon("3 days", 3),
        in_7_days=in_7_days,
        overdue=overdue,
        pressing=Figure(count=overdue.count + in_7_days.count, query=span_query("pressing", today)),
        unreported=figure(UNREPORTED),
        lacks_lead=figure(LACKS_LEAD),
        lacks_deadline=figure(span_query("none", today)),
        doubtful=figure(DOUBTFUL),
        flagged=figure(FLAGGED),
        urgent=_urgent(facts, today, most),
        days=_days(book.calendar, due, period_of(Cadence.MONTHLY, today)),
        units=_unit_lines(book, facts, expand),
        plans=_plan_lines(book, facts, today),
        months=_month_lines(due, period_of(Cadence.YEARLY, today)),
    )


def due_in(book: Book, year: int, month: int, today: date) -> tuple[DueDay, ...]:
    """The days of any month, each with what is due on it."""
    span = period_of(Cadence.MONTHLY, date(year, month, 1))
    rows = book.select(Query(due_from=span.start, due_before=span.end + _DAY), today)
    return _days(book.calendar, _Due(_fact(row, today) for row in rows), span)


def unit_board(book: Book, unit_id: UnitId, today: date, *, expand: bool = False) -> UnitBoard:
    """“某局有几项、卡在哪”; `expand` counts the rows of the collective units it belongs to as well."""
    through = _collectives(book).get(unit_id, ()) if expand else ()
    base, ids = _of_unit(unit_id, through), frozenset({unit_id, *through})
    facts = [_fact(row, today) for row in book.select(base, today)]
    tally, roles = _tally(facts), _roles(facts, ids)
    statuses = Counter(fact.row.measure.status for fact in facts)
    unreported = sum(fact.row.unreported(today) for fact in facts)
    return UnitBoard(
        unit=book.units[unit_id],
        total=Figure(count=len(facts), query=base),
        roles=tuple(RoleFigure(role=role, figure=_in_role(roles[role], ids, role)) for role in Role),
        statuses=tuple(StatusFigure(status=s, figure=_in_status(statuses[s], base, s)) for s in Status),
        lamps=_lamp_figures(tally, base),
        overdue=Figure(count=tally[_LATE_AT], query=Query(overdue=True, within=base)),
        unreported=Figure(count=unreported, query=Query(unreported=True, within=base)),
        stuck=_stuck(book, facts, today),
        through=tuple(book.units[id_] for id_ in through),
    )


# ---- facts and counts


def _fact(row: MeasureRow, today: date) -> _Fact:
    status, last_day = row.measure.status, row.last_day
    is_open = status in OPEN_STATUSES
    return _Fact(row, _LAMP_AT[row.lamp(today)], is_open, status in FINISHED_STATUSES, last_day, row.overdue(today))


def _tally(facts: Iterable[_Fact]) -> list[int]:
    """How many rows have each lamp, and how many are late."""
    tally = _nothing()
    for fact in facts:
        tally[fact.lamp] += 1
        tally[_LATE_AT] += fact.late
    return tally


def _nothing() -> list[int]:
    return [0] * (_LATE_AT + 1)


def _lamp_figures(tally: Sequence[int], base: Query) -> tuple[LampFigure, ...]:
    return tuple(
        LampFigure(lamp=lamp, figure=Figure(count=tally[at], query=Query(lamps=frozenset({lamp}), within=base)))
        for at, lamp in enumerate(LAMP_ORDER)
    )


def _roles(facts: Iterable[_Fact], ids: Set[UnitId]) -> Counter[Role]:
    """For how many rows one of these units has each role."""
    return Counter(role for fact in facts for role in {a.role for a in fact.row.assigned if a.unit.id in ids})


def _in_role(count: int, ids: frozenset[UnitId], role: Role) -> Figure:
    return Figure(count=count, query=Query(unit_ids=ids, roles=frozenset({role})))


def _in_status(count: int, base: Query, status: Status) -> Figure:
    return Figure(count=count, query=Query(statuses=frozenset({status}), within=base))


# ---- what to do first


def _urgent(facts: Sequence[_Fact], today: date, most: int) -> tuple[Urgent, ...]:
    """The rows to do first: late, then due soon, then not reported on; among these the flagged ones first."""
    soon = today + SOON_DAYS * _DAY
    pressing = (f for f in facts if f.open and f.last_day is not None and f.last_day <= soon)
    found = nsmallest(most, pressing, key=lambda f: (not f.late, not f.row.measure.flagged, f.last_day))
    if len(found) < most:
        waiting = (f for f in facts if f.row.unreported(today) and (f.last_day is None or f.last_day > soon))
        found += nsmallest(
            most - len(found), waiting, key=lambda f: (not f.row.measure.flagged, f.last_day or date.max)
        )
    return tuple(Urgent(row=fact.row, words=_words(fact, today)) for fact in found)


def _words(fact: _Fact, today: date) -> tuple[str, ...]:
    days = None if fact.last_day is None or not fact.open else (fact.last_day - today).days
    due = "" if days is None or days > SOON_DAYS else _due_words(days)
    flagged = "挂牌" if fact.row.measure.flagged else ""
    unreported = "本期未反馈" if fact.row.unreported(today) else ""
    return tuple(filter(None, (due, flagged, unreported)))


def _due_words(days: int) -> str:
    if days < 0:
        return f"逾期{-days}天"
    return {0: "今天到期", 1: "明天到期"}.get(days, f"剩{days}天")


def _stuck(book: Book, facts: Iterable[_Fact], today: date) -> tuple[Stuck, ...]:
    """The late rows, longest overdue first, then the open ones whose newest entry names problems."""
    stuck = [f for f in facts if f.late or (f.open and f.row.progress is not None and f.row.progress.problems)]
    stuck.sort(key=lambda f: (not f.late, f.last_day or date.max))
    found = []
    for fact in stuck:
        told = next((entry for entry in book.progress_of(fact.row.measure.id) if entry.problems), None)
        problems, on = (told.problems, told.on) if told else ("", None)
        found.append(Stuck(row=fact.row, words=_words(fact, today), problems=problems, on=on))
    return tuple(found)


# ---- days and months


class _Due:
    """How many rows are due on each day: all, those still open, those finished."""

    def __init__(self, facts: Iterable[_Fact]) -> None:
        dated = [(fact.last_day, fact) for fact in facts if fact.last_day is not None]
        self.all = Counter(day for day, _ in dated)
        self.open = Counter(day for day, fact in dated if fact.open)
        self.finished = Counter(day for day, fact in dated if fact.finished)


def _days(calendar: WorkCalendar, due: _Due, span: Period) -> tuple[DueDay, ...]:
    return tuple(
        DueDay(
            day=day,
            working=calendar.is_working_day(day),
            due=Figure(count=due.all[day], query=Query(due_from=day, due_before=day + _DAY)),
            open=Figure(count=due.open[day], query=Query(due_from=day, due_before=day + _DAY, open_only=True)),
        )
        for day in _days_of(span)
    )


def _month_lines(due: _Due, year: Period) -> tuple[MonthLine, ...]:
    lines = []
    for month in periods_between(Cadence.MONTHLY, year.start, year.end):
        span = Query(due_from=month.start, due_before=month.end + _DAY)
        all_due, finished = (sum(counted[day] for day in _days_of(month)) for counted in (due.all, due.finished))
        done = Figure(count=finished, query=Query(statuses=FINISHED_STATUSES, within=span))
        lines.append(MonthLine(month=month.start, due=Figure(count=all_due, query=span), finished=done))
    return tuple(lines)


def _days_of(span: Period) -> Iterator[date]:
    return (span.start + at * _DAY for at in range((span.end - span.start).days + 1))


# ---- units


def _unit_lines(book: Book, facts: Iterable[_Fact], expand: bool) -> tuple[UnitLine, ...]:
    collectives = _collectives(book) if expand else {}
    members: defaultdict[UnitId, list[UnitId]] = defaultdict(list)
    for member, of in collectives.items():
        for collective in of:
            members[collective].append(member)
    tallies: defaultdict[UnitId, list[int]] = defaultdict(_nothing)
    for fact in facts:
        units = {a.unit.id for a in fact.row.assigned}
        if not members.keys().isdisjoint(units):
            units = {id_ for unit in units for id_ in members.get(unit, (unit,))}
        for unit_id in units:
            tally = tallies[unit_id]
            tally[fact.lamp] += 1
            tally[_LATE_AT] += fact.late
    ranked = sorted(tallies.items(), key=lambda item: (-item[1][_LATE_AT], -sum(item[1][:_LATE_AT])))
    return tuple(_unit_line(book, unit_id, tally, collectives.get(unit_id, ())) for unit_id, tally in ranked)


def _unit_line(book: Book, unit_id: UnitId, tally: Sequence[int], through: Sequence[UnitId]) -> UnitLine:
    base = _of_unit(unit_id, through)
    return UnitLine(
        unit=book.units[unit_id],
        total=Figure(count=sum(tally[:_LATE_AT]), query=base),
        overdue=Figure(count=tally[_LATE_AT], query=Query(overdue=True, within=base)),
        lamps=_lamp_figures(tally, base),
        through=tuple(book.units[id_] for id_ in through),
    )


def _of_unit(unit_id: UnitId, through: Sequence[UnitId]) -> Query:
    return Query(unit_ids=frozenset({unit_id, *through})) if through else Query(unit_id=unit_id)


def _collectives(book: Book) -> dict[UnitId, tuple[UnitId, ...]]:
    """For each member of collective units, these, in the order in which it became one."""
    found: defaultdict[UnitId, list[UnitId]] = defaultdict(list)
    for member in book.members.values():
        found[member.member_id].append(member.unit_id)
    return {unit_id: tuple(of) for unit_id, of in found.items()}


# ---- plans


def _plan_lines(book: Book, facts: Iterable[_Fact], today: date) -> tuple[PlanLine, ...]:
    of_plan: defaultdict[PlanId, list[_Fact]] = defaultdict(list)
    for fact in facts:
        of_plan[fact.row.plan.id].append(fact)
    plans = sorted((p for p in book.plans.values() if not p.archived), key=lambda plan: plan.position)
    return tuple(_plan_line(plan, of_plan[plan.id], today) for plan in plans)


def _plan_line(plan: Plan, facts: Sequence[_Fact], today: date) -> PlanLine:
    base, tally = Query(plan_id=plan.id), _tally(facts)
    expected, actual, measured = _means(facts, today)
    finished = sum(fact.finished for fact in facts)
    return PlanLine(
        plan=plan,
        total=Figure(count=len(facts), query=base),
        finished=Figure(count=finished, query=Query(statuses=FINISHED_STATUSES, within=base)),
        overdue=Figure(count=tally[_LATE_AT], query=Query(overdue=True, within=base)),
        lamps=_lamp_figures(tally, base),
        expected=expected,
        actual=actual,
        measured=measured,
    )


def _means(facts: Iterable[_Fact], today: date) -> tuple[float | None, float | None, int]:
    """What is expected and what was reached, in percent, over the rows that tell both; how many these are."""
    expected = actual = 0.0
    measured = 0
    by_day: dict[date, float | None] = {}  # rows of one plan with one last day have one 序时
    for fact in facts:
        share = _share(fact)
        if share is None or fact.last_day is None:
            continue
        if fact.last_day not in by_day:
            by_day[fact.last_day] = fact.row.expected(today)
        due = by_day[fact.last_day]
        if due is not None:
            expected, actual, measured = expected + due, actual + share, measured + 1
    return (expected / measured, actual / measured, measured) if measured else (None, None, 0)


def _share(fact: _Fact) -> float | None:
    """How much of a row is done, in percent; None where it is not known or no longer asked."""
    if fact.finished:
        return _WHOLE
    if not fact.open:
        return None
    if fact.row.progress is not None and fact.row.progress.percent is not None:
        return fact.row.progress.percent
    return 0.0 if fact.row.measure.status is Status.NOT_STARTED else None
