"""Reading for an import: the jobs that run in the worker, from a document to what its review needs. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ledger_app.domain.document import Grid, Paragraphs
from ledger_app.domain.errors import CancelledError
from ledger_app.ledger import Ledger

if TYPE_CHECKING:
    from ledger_app.domain.calendar import WorkCalendar
    from ledger_app.domain.document import Document
    from ledger_app.domain.draft import PlanDraft
    from ledger_app.domain.plan import Plan
    from ledger_app.ledger.draft import Draft
    from ledger_app.ui.review.source import TakenOut

OnProgress = Callable[[int, int], None]
Cancelled = Callable[[], bool]
ReadSource = Callable[..., "tuple[PlanDraft, Document]"]  # called as read(calendar=…, on_progress=…, cancelled=…)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One plan of a document, read and looked up in the ledger."""

    draft: "PlanDraft"
    document: "Document"
    calendar: "WorkCalendar"  # the office's
    part: int = 1
    parts: tuple[str, ...] = ()  # the plans that the document holds
    taken_out: "TakenOut"
    known: "Plan | None" = None  # the plan that came from this very part of this very file
    earlier: "Plan | None" = None  # the plan that this is a newer version of
    compared: "PlanDraft | None" = None  # the draft as that newer version


def from_file(path: Path, today: date | None = None) -> ReadSource:
    """Reads a file; the year of `today` is proposed for days of a document that names no year."""
    from ledger_app.ledger.intake import read_plan

    return partial(read_plan, path, today=today)


def from_clipboard(html: str, text: str, today: date | None = None) -> ReadSource:
    """Reads what was copied; `today` as for a file."""
    from ledger_app.ledger.intake import read_copied_plan

    def read(*, calendar: "WorkCalendar", **_: object) -> "tuple[PlanDraft, Document]":
        return read_copied_plan(html, text, calendar, today=today)

    return read


def read_first(
    ledger: Ledger,
    read: ReadSource,
    *,
    today: date | None = None,
    on_progress: OnProgress | None = None,
    cancelled: Cancelled | None = None,
) -> Reading:
    """What a document says; of its plans the first that the ledger does not have yet. `today` is that of `read`.

    Raises UserError if the document cannot be read, CancelledError if so wished.
    """
    from ledger_app.ledger.intake import part_names, taken_out

    calendar = ledger.book.calendar
    draft, document = read(calendar=calendar, on_progress=on_progress, cancelled=cancelled)
    alone = len(document.parts) == 1 and isinstance(document.parts[0], Grid)
    texts = (part for part in document.parts if isinstance(part, Paragraphs))
    reading = _looked_up(
        ledger,
        Reading(
            draft=draft,
            document=document,
            calendar=calendar,
            parts=(draft.plan.title,) if alone else part_names(document),
            taken_out={part.name: taken_out(part) for part in texts},
        ),
    )
    if cancelled is not None and cancelled():
        raise CancelledError
    others = (read_part(ledger, reading, part, today=today) for part in range(2, len(reading.parts) + 1))
    return reading if reading.known is None else next((o for o in others if o.known is None), reading)


def read_part(ledger: Ledger, reading: Reading, part: int, *, today: date | None = None, **_: object) -> Reading:
    """Another plan of the same document."""
    from ledger_app.ledger.intake import plan_in

    draft = plan_in(reading.document, part, reading.calendar, today=today)
    return _looked_up(ledger, replace(reading, draft=draft, part=part, known=None, earlier=None, compared=None))


def _looked_up(ledger: Ledger, reading: Reading) -> Reading:
    known = ledger.already_imported(reading.document, reading.draft)
    if known is not None:
        return replace(reading, known=known)
    earlier = ledger.earlier_version(reading.draft)
    if earlier is None:
        return reading
    return replace(reading, earlier=earlier, compared=ledger.compared(earlier.id, reading.draft))


def opened(job: Callable[..., Reading], **asked: object) -> "tuple[Reading, Draft | None]":
    """What a reading job brings, with the draft that its review begins with; none where the plan is known."""
    reading = job(**asked)
    if reading.known is not None:
        return reading, None
    return reading, open_draft(reading, updates=reading.compared is not None)


def open_draft(reading: Reading, *, updates: bool, **_: object) -> "Draft":
    """The draft of a review with its rows composed: beside the window, for thousands of them take their time."""
    from ledger_app.ledger.draft import Draft

    read = reading.compared if updates and reading.compared is not None else reading.draft
    draft = Draft(read, reading.document, reading.calendar)
    draft.book.rows()
    return draft
