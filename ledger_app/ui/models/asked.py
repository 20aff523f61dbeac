"""The question behind a number of the board, as a place of the navigation and chips over its list."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ledger_app.domain.questions import span_query
from ledger_app.domain.row import Query
from ledger_app.domain.status import OPEN_STATUSES
from ledger_app.ui.models.due_spans import due_key
from ledger_app.ui.models.filters import Filter
from ledger_app.ui.models.places import ALL, PlaceKey


def asked_of(query: Query, today: date) -> tuple[PlaceKey, Filter]:
    """Where the rows that a number stands for are shown, and under which chips."""
    levels = list(_levels(query))
    plan_id, unit_id = _told(levels, "plan_id"), _told(levels, "unit_id")
    due = next(filter(None, (due_key(level, today) for level in levels)), None)
    statuses = _told(levels, "statuses") or frozenset()
    if _told(levels, "open_only") and not (due is not None and span_query(due, today).open_only):
        statuses = OPEN_STATUSES
    filter_ = Filter(
        unit_ids=_told(levels, "unit_ids") or (frozenset() if unit_id is None else frozenset({unit_id})),
        roles=_told(levels, "roles") or frozenset(),
        lacks_lead=bool(_told(levels, "lacks_lead")),
        statuses=statuses,
        lamps=_told(levels, "lamps") or frozenset(),
        due=due,
        flagged=bool(_told(levels, "flagged")),
        unreported=bool(_told(levels, "unreported")),
        doubtful=bool(_told(levels, "doubtful")),
    )
    if plan_id is not None:
        return ("plan", plan_id), filter_
    whole_unit = unit_id is not None and filter_ == Filter(unit_ids=frozenset({unit_id}))
    return (("unit", int(unit_id)), Filter()) if whole_unit else (ALL, filter_)


def _levels(query: Query | None) -> Iterator[Query]:
    while query is not None:
        yield query
        query = query.within


def _told(levels: list[Query], field: str) -> Any:  # noqa: ANN401 - of whatever type the field is
    """What the first level that says something says; no number asks for one thing twice."""
    return next((value for value in (getattr(level, field) for level in levels) if value), None)
