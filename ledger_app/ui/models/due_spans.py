"""Spans of time that the due chip can hold: how they are called, and which of them a question or a day is. Single days
are not kept in saved views: all other spans move with the calendar."""

from datetime import date
from operator import attrgetter

from ledger_app.domain.questions import SOON_DAYS, SPANS, month_key, month_of, span_query
from ledger_app.domain.row import Query
from ledger_app.ui.models.wording import day_text

DUE_TITLES = {
    "overdue": "逾期",
    "pressing": f"逾期和{SOON_DAYS}日内",
    "today": "今天到期",
    "3 days": "3日内",
    "week": f"{SOON_DAYS}日内",
    "month": "本月",
    "quarter": "本季",
    "year": "年内",
    "none": "缺时限",
}


def due_title(key: str, today: date) -> str:
    """What a span is called."""
    if key in DUE_TITLES:
        return DUE_TITLES[key]
    month = month_of(key)
    return f"{month}月" if month is not None else day_text(date.fromisoformat(key), today)


_TIME = attrgetter("due_from", "due_before", "overdue", "lacks_deadline")


def due_key(query: Query, today: date) -> str | None:
    """The span that a question asks for; None where it asks for none, ValueError where there is none that does.

    Of what is due, a span may ask for less than the question: for the finished rows too, never for the open ones alone.
    """
    if not any(_TIME(query)):
        return None
    keys = list(SPANS)
    if query.due_from is not None:
        keys += [*(month_key(number) for number in range(1, 13)), query.due_from.isoformat()]
    spans = {key: span_query(key, today) for key in keys}
    fitting = [key for key, span in spans.items() if _TIME(span) == _TIME(query) and span.open_only <= query.open_only]
    if not fitting:
        raise ValueError(f"no span asks for what {query} asks for")
    return max(fitting, key=lambda key: spans[key].open_only)


def moving_key(key: str | None, today: date) -> str | None:
    """The span to keep for one: itself if it moves with the calendar, for a day the shortest that it lies in."""
    if key is None or key in SPANS or month_of(key) is not None:
        return key
    day = date.fromisoformat(key)
    for wider in ("today", "week", "month", "quarter", "year"):
        span = span_query(wider, today)
        if span.due_from is not None and span.due_before is not None and span.due_from <= day < span.due_before:
            return wider
    return None
