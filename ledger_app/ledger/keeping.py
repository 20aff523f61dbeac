"""What a newer version of a plan takes over from the ledger: values the clerk wants kept, doubts answered before."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from ledger_app.domain.comparison import Differing, RowPair
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.measure import DATE_DOUBTS, UNIT_DOUBTS, Doubt, DoubtKind
from ledger_app.domain.plan import Field
from ledger_app.domain.row import MeasureRow
from ledger_app.ledger.book import Book
from ledger_app.ledger.doubt_edits import question, settle
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.row_edits import print_cell
from ledger_app.ledger.unit_edits import give_own_phrase, give_units


def give_back(
    book: Book, pending: Pending, measure_id: MeasureId, before: MeasureRow, what: Collection[Differing]
) -> None:
    """Let the draft's row say what the ledger's says, as far as `what` goes."""
    from ledger_app.text.units import parse_units

    measure = book.measures[measure_id]
    _settle(book, pending, measure_id, what)
    if Differing.TEXT in what:
        pending.put(replace(pending.now(measure), text=before.measure.text))
    if Differing.DEADLINE in what:
        deadline = before.measure.deadline
        pending.put(replace(pending.now(measure), deadline=deadline))
        print_cell(book, pending, measure_id, Field.DEADLINE, deadline.phrase if deadline else "")
    if Differing.UNITS in what:
        named = [(a.unit.name, a.role) for a in before.assigned]
        phrase = before.unit_text
        if len(book.covers_of(measure_id)) == 1 and list(parse_units(phrase).assigned) == named:
            give_own_phrase(book, pending, measure_id, phrase)  # as printed, not only what it means
        else:
            give_units(book, pending, [measure_id], named)


def with_answers(draft: PlanDraft, book: Book, pairs: Sequence[RowPair], plan_id: PlanId) -> PlanDraft:
    """The draft, with the doubts settled that the clerk settled before and whose subject is as it was."""
    settled: defaultdict[tuple[MeasureId | None, DoubtKind, str, str], list[str]] = defaultdict(list)
    for doubt in book.doubts.values():
        if doubt.plan_id == plan_id and doubt.settled is not None:
            settled[question(doubt, doubt.measure_id)].append(doubt.settled)
    pair_of = {pair.new: pair for pair in pairs if pair.new is not None}
    doubts = []
    said: set[MeasureId] = set()
    for doubt in draft.doubts:
        pair = None if doubt.measure_id is None else pair_of[doubt.measure_id]
        answers = settled.get(question(doubt, pair.old if pair else None)) if _may_hold(doubt, pair) else None
        if answers:
            doubt = replace(doubt, settled=answers.pop(0))
            if doubt.kind in UNIT_DOUBTS and doubt.measure_id is not None:
                said.add(doubt.measure_id)
        doubts.append(doubt)
    duties = (replace(d, inherited=False) if d.measure_id in said else d for d in draft.assignments)
    return replace(draft, doubts=tuple(doubts), assignments=tuple(duties))


def _settle(book: Book, pending: Pending, measure_id: MeasureId, what: Collection[Differing]) -> None:
    """What the file left doubtful about these values is doubtful no more."""
    subjects = {Differing.UNITS: UNIT_DOUBTS, Differing.DEADLINE: DATE_DOUBTS}
    kinds = {kind for each in what for kind in subjects.get(each, ())}
    settle(pending, book.doubts_of(measure_id), kinds)


def _may_hold(doubt: Doubt, pair: RowPair | None) -> bool:
    """Whether an answer given before still answers it: the newer version does not change what it is about."""
    if pair is None:
        return doubt.measure_id is None
    differing = {difference.what for difference in pair.differs}
    if doubt.kind in UNIT_DOUBTS:
        return Differing.UNITS not in differing
    return (Differing.DEADLINE if doubt.kind in DATE_DOUBTS else Differing.TEXT) not in differing
