"""The questions that have a name: 今天到期, 7日内, 逾期, 本季, … Board, navigation, chips and saved views ask them
here, so that one word means the same rows everywhere."""

from collections.abc import Callable
from datetime import date, timedelta

from ledger_app.domain.recurrence import Cadence
from ledger_app.domain.row import Query

Question = Callable[[date], Query]

SOON_DAYS = 7  # what is due within these comes first, and its days are said in bold
_MONTH = "month "  # and its number: that month of this year
_DAY = timedelta(days=1)

UNREPORTED = Query(unreported=True)
FLAGGED = Query(flagged=True)
LACKS_LEAD = Query(lacks_lead=True)
DOUBTFUL = Query(doubtful=True)


def within(days: int) -> Question:
    """What is still open and due today or in so many days."""
    return lambda today: Query(due_from=today, due_before=today + (days + 1) * _DAY, open_only=True)


def _period(cadence: Cadence, day: date) -> Query:
    """All that is due in a period of the calendar, what is done too."""
    from ledger_app.domain.period import period_of  # the window's first paint asks for no period

    period = period_of(cadence, day)
    return Query(due_from=period.start, due_before=period.end + _DAY)


SPANS: dict[str, Question] = {
    "overdue": lambda _: Query(overdue=True),
    "pressing": lambda today: Query(due_before=today + (SOON_DAYS + 1) * _DAY, open_only=True),
    "today": within(0),
    "3 days": within(3),
    "week": within(SOON_DAYS),
    "month": lambda today: _period(Cadence.MONTHLY, today),
    "quarter": lambda today: _period(Cadence.QUARTERLY, today),
    "year": lambda today: _period(Cadence.YEARLY, today),
    "none": lambda _: Query(lacks_deadline=True),
}


def span_query(key: str, today: date) -> Query:
    """What a span of time asks for: one of SPANS, a month of the year (month 11), or a single day (2026-11-24).

    Raises ValueError for any other key.
    """
    if key in SPANS:
        return SPANS[key](today)
    month = month_of(key)
    if month is not None:
        return _period(Cadence.MONTHLY, date(today.year, month, 1))
    day = date.fromisoformat(key)
    return Query(due_from=day, due_before=day + _DAY)


def month_of(key: str) -> int | None:
    """The month of the year that a span is; None if it is another span."""
    number = key.removeprefix(_MONTH)
    return int(number) if key.startswith(_MONTH) and number.isdecimal() and 1 <= int(number) <= 12 else None


def month_key(month: int) -> str:
    """The span that is a month of the year."""
    return f"{_MONTH}{month}"


def is_span(key: str) -> bool:
    """Whether a key is that of a span; a saved view of another version may have one that is not known here."""
    try:
        span_query(key, date.min)
    except ValueError:
        return False
    return True
