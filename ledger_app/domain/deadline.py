"""Deadline (完成时限): the last day, the phrase it came from and how it was derived."""

from datetime import date

from ledger_app.domain.record import record


@record
class Deadline:
    """When a measure is due. `last_day` is None for 长期坚持 and for phrases that name no day."""

    phrase: str  # as printed or typed; an export repeats it
    last_day: date | None
    how: str = ""  # how the day follows from the phrase, in Chinese; empty where the phrase is the day
