"""Whether a draft is a plan that the ledger has already, or a newer version of one."""

import re
from collections import Counter
from collections.abc import Iterable

from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.measure import Place
from ledger_app.domain.plan import Plan
from ledger_app.ledger.book import Book
from ledger_app.ledger.row_edits import PlacesOf
from ledger_app.text.folding import fold

_FEWEST_ALIKE = 3  # measures; fewer may be alike in any two plans
_YEAR = re.compile(r"(?:19|20)\d\d")


def earlier_version(book: Book, draft: PlanDraft) -> PlanId | None:
    """The plan of the ledger that the draft is a newer version of: it bears the same 文号 or title and has measures
    in common, or at least half of its measures; None if there is none. Another part of the same file is none."""
    texts = Counter(fold(measure.text) for measure in draft.measures)
    rated = []
    for plan in book.plans.values():
        if plan.source_hash and plan.source_hash == draft.plan.source_hash:
            continue
        known = Counter(fold(book.measures[id_].text) for id_ in book.measures_of(plan.id))
        alike = (known & texts).total()
        if _same_name(plan, draft.plan):
            is_version = bool(alike) or _in_common(known, texts)
        else:
            fewest = max(_FEWEST_ALIKE, known.total() / 2, texts.total() / 2)
            is_version = alike >= fewest and not _other_year(plan, draft.plan)
        if is_version:
            rated.append((alike, plan.id))
    return max(rated)[1] if rated else None


def is_same_part(book: Book, plan_id: PlanId, draft: PlanDraft, places_of: PlacesOf) -> bool:
    """Whether a draft was read from the part of a file that the plan, of the same file, was read from."""
    firsts: dict[MeasureId, Place] = {}
    for place in draft.places:
        firsts.setdefault(place.measure_id, place)
    stands = set(map(_spot, firsts.values()))
    found = [places_of(measure_id) for measure_id in book.measures_of(plan_id)]
    first = [_spot(places[0]) for places in found if places]  # the others may be in another part
    if not first:
        return book.plans[plan_id].layout.sheet == draft.plan.layout.sheet
    return 2 * sum(spot in stands for spot in first) >= len(first)


def _spot(place: Place) -> tuple[str, int, int]:
    return place.part, place.line, place.start


def _same_name(one: Plan, other: Plan) -> bool:
    number = fold(one.doc_number or "")
    return (number != "" and number == fold(other.doc_number or "")) or fold(one.title) == fold(other.title)


def _other_year(one: Plan, other: Plan) -> bool:
    """Whether the titles name different years: next year's plan is no version of this year's."""
    years = set(_YEAR.findall(one.title)), set(_YEAR.findall(other.title))
    return all(years) and years[0] != years[1]


def _in_common(known: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether two plans share a good part of their wording, though no measure stayed as it was."""
    first, second = ({text[at : at + 4] for text in side for at in range(len(text) - 3)} for side in (known, texts))
    return len(first & second) * 4 >= min(len(first), len(second)) > 0
