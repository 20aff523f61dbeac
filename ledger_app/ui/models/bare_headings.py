"""The headings of a plan that have no rows: no row leads to them, and they are seen all the same."""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from ledger_app.domain.ids import PlanId, SectionId
from ledger_app.domain.plan import Section
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger import Book
from ledger_app.ui.models.lines import Bare

_SECTION_OF = attrgetter("measure.section_id")


def bare_headings(book: Book, rows: Sequence[MeasureRow], plan_id: PlanId | None) -> list[Bare]:
    """Those of one plan, or of all that are not archived, of which these are all rows; in the order of documents."""
    led_to = set(map(_SECTION_OF, rows))
    above = led_to - {None}
    while above:  # level by level
        above = {book.sections[id_].parent_id for id_ in above} - led_to - {None}
        led_to |= above
    bare = [section for section in book.sections.values() if section.id not in led_to]
    found = [
        Bare(book.plans[section.plan_id], tuple(_upwards(book, section.id))[::-1])
        for section in bare
        if (not book.plans[section.plan_id].archived if plan_id is None else section.plan_id == plan_id)
    ]
    return sorted(found, key=attrgetter("place"))


def _upwards(book: Book, section_id: SectionId | None) -> Iterator[Section]:
    """A heading and those above it."""
    while section_id is not None:
        section = book.sections[section_id]
        yield section
        section_id = section.parent_id
