"""Reading a document: jobs that touch no ledger."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from ledger_app.domain.calendar import OFFICIAL_DAYS, WorkCalendar
from ledger_app.domain.document import Document, Paragraphs
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.errors import CancelledError

OnProgress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def read_plan(
    path: Path,
    part: int | None = None,
    *,
    calendar: WorkCalendar = OFFICIAL_DAYS,
    today: date | None = None,
    on_progress: OnProgress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[PlanDraft, Document]:
    """What a document says, and the document itself; `part` (from 1) picks another of its tables or texts.

    The year of `today` is proposed for days of a document that names no year anywhere.

    Raises UserError if the file cannot be read or no measure is found in it, CancelledError if so wished.
    """
    from ledger_app.documents.read import read_document

    document = read_document(path)
    if on_progress:
        on_progress(1, 2)
    if cancelled and cancelled():
        raise CancelledError
    draft = plan_in(document, part, calendar, today=today)
    if on_progress:
        on_progress(2, 2)
    if cancelled and cancelled():
        raise CancelledError
    return draft, document


def read_copied_plan(
    html: str, text: str, calendar: WorkCalendar = OFFICIAL_DAYS, *, today: date | None = None
) -> tuple[PlanDraft, Document]:
    """What the clipboard says, as HTML ("" if it has none) and as text.

    Raises UserError if nothing was copied or no measure is found in it.
    """
    from ledger_app.documents.read import read_clipboard

    document = read_clipboard(html, text)
    return plan_in(document, calendar=calendar, today=today), document


def plan_in(
    document: Document,
    part: int | None = None,
    calendar: WorkCalendar = OFFICIAL_DAYS,
    *,
    today: date | None = None,
) -> PlanDraft:
    """The plan that a document, or the `part`-th of its tables and texts (from 1), reads as.

    `calendar` counts the working days of its deadlines; `today` gives the year where the document names none.

    Raises UserError if no measure is found or there is no such part.
    """
    from ledger_app.ledger.fidelity import with_layout_doubt
    from ledger_app.text.understand import understand

    draft = understand(document, None if part is None else part - 1, calendar, today=today)
    return with_layout_doubt(draft, document)


def part_names(document: Document) -> tuple[str, ...]:
    """The plans that could be read from a document; the first is part 1."""
    from ledger_app.text.understand import part_names

    return part_names(document)


def taken_out(part: Paragraphs) -> dict[int, tuple[tuple[int, int], ...]]:
    """What understanding leaves out of a text: line (from 1) → spans of characters; the original keeps them."""
    from ledger_app.text.cleaning import taken_out

    return taken_out(part)
