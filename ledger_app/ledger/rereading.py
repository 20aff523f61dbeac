"""The original of a plan, read again: with it one can tell what its file changed from what the clerk did."""

from collections.abc import Mapping
from dataclasses import dataclass

from ledger_app.domain.document import Document
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger.book import Book
from ledger_app.ledger.draft import Draft
from ledger_app.ledger.row_edits import PlacesOf


@dataclass(frozen=True, slots=True)
class Base:
    """What the original says, and which of its measures a ledger's measure is."""

    rows: tuple[MeasureRow, ...]
    of: Mapping[MeasureId, frozenset[MeasureId]]  # ledger's measure -> measures of the original


def reread(original: bytes, book: Book, plan_id: PlanId, places_of: PlacesOf) -> Base | None:
    """The base that a plan's original is, by the part of it the plan stands in; None if it is not to be found again."""
    from ledger_app.documents.read import read_again
    from ledger_app.text.understand import part_names, understand

    try:
        document = read_again(original, book.plans[plan_id].source_name)
        base = base_of(understand(document, calendar=book.calendar), book, plan_id, places_of)
        parts = () if _is_found(base) else part_names(document)
        for part in range(1, len(parts)):
            base = base_of(understand(document, part, book.calendar), book, plan_id, places_of)
            if _is_found(base):
                break
    except UserError:
        return None
    return base if _is_found(base) else None


def base_of(reading: PlanDraft, book: Book, plan_id: PlanId, places_of: PlacesOf) -> Base:
    """The base that a reading of the plan's own original is: measures are the same where they stand in one place."""
    review = review_of(reading)
    stands: dict[tuple[str, int, int], MeasureId] = {}
    for row in review.book.rows():
        for place in review.places_of(row.measure.id)[:1]:  # further ones may be another measure's first
            stands[place.part, place.line, place.start] = row.measure.id
    of = {}
    for measure_id in book.measures_of(plan_id):
        places = ((place.part, place.line, place.start) for place in places_of(measure_id))
        of[measure_id] = frozenset(stands[place] for place in places if place in stands)
    return Base(review.book.rows(), of)


def review_of(draft: PlanDraft) -> Draft:
    """The draft as a Draft of its own, to ask and correct it; its document is not at hand."""
    nothing = Document(name=draft.plan.source_name, sha256=draft.plan.source_hash, original=b"", parts=())
    return Draft(draft, nothing)


def _is_found(base: Base) -> bool:
    """Whether at least half of the ledger's measures stand in this part of the original."""
    return 2 * sum(bool(found) for found in base.of.values()) >= len(base.of) > 0
