"""A draft against the ledger's plan of which it is a newer version: compared, told as doubts of the draft."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ledger_app.domain.comparison import (
    ADD,
    AS_NEW,
    KEEP_OLD,
    KEEP_ROW,
    LEAVE_OUT,
    REMOVE_ROW,
    ROW_DOUBTS,
    TAKE_NEW,
    Difference,
    Differing,
    PlanComparison,
    RowPair,
)
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.measure import Doubt, DoubtId, DoubtKind
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.unit import Role
from ledger_app.ledger.alignment import Line, align
from ledger_app.ledger.book import Book
from ledger_app.ledger.keeping import with_answers
from ledger_app.ledger.rereading import Base, review_of
from ledger_app.text.folding import fold, plain, same_name_key

_SHOWN = 60  # characters of a text in a doubt
_AROUND = 6  # characters shown beside what changed


def compare(book: Book, plan_id: PlanId, draft: PlanDraft, base: Base | None = None) -> PlanComparison:
    """How the draft's rows pair with the plan's, and what differs."""
    return _compared(book, plan_id, review_of(draft).book, base)[0]


def with_differences(draft: PlanDraft, book: Book, plan_id: PlanId, base: Base | None = None) -> PlanDraft:
    """The draft as a newer version of that plan: what is new, changed or gone are doubts of it, in `draft.comparison`
    too; what the clerk has answered before, or with a `base` has changed where the file did not, is so in the draft."""
    draft = replace(draft, doubts=tuple(d for d in draft.doubts if d.kind not in ROW_DOUBTS), comparison=None)
    if draft.plan.layout.head == book.plans[plan_id].layout.head:  # the same title is printed: the ledger's holds
        draft = replace(draft, plan=replace(draft.plan, title=book.plans[plan_id].title))
    review = review_of(draft)
    comparison, unchanged = _compared(book, plan_id, review.book, base)
    review.keep_from_ledger(_clerks_own(comparison, unchanged))
    comparison = _differing_anew(book, review.book, comparison)
    draft = with_answers(review.result(), book, comparison.pairs, plan_id)
    return _with_doubts(draft, book, comparison, unchanged.keys())


# ---- pairing


_Unchanged = Mapping[MeasureId, frozenset[Differing]]


def _compared(book: Book, plan_id: PlanId, draft: Book, base: Base | None) -> tuple[PlanComparison, _Unchanged]:
    """The comparison, and for each of the draft's rows what its file did not change since the plan's original."""
    old = [book.row(id_) for id_ in book.measures_of(plan_id)]
    new = list(draft.rows())
    paired = _Paired(old, new, base)
    pairs = [_pair(book, None if at is None else old[at], row) for row, at in zip(new, paired.old_of, strict=True)]
    pairs += [RowPair(before=row, new=None) for row in paired.gone]
    unchanged = {}
    for row, read in zip(new, paired.base_of, strict=True):
        if read is not None:
            changed = {difference.what for difference in _differences(book, read, row)}
            unchanged[row.measure.id] = frozenset(Differing) - changed
    return PlanComparison(plan_id=plan_id, pairs=tuple(pairs)), unchanged


def _clerks_own(
    comparison: PlanComparison, unchanged: _Unchanged
) -> dict[MeasureId, tuple[MeasureRow, set[Differing]]]:
    """What the ledger says otherwise though the file did not change it: there the clerk's word holds."""
    kept = {}
    for pair in comparison.changed:
        if pair.new is not None and pair.new in unchanged and pair.before is not None:
            what = {difference.what for difference in pair.differs} & unchanged[pair.new]
            if what:
                kept[pair.new] = (pair.before, what)
    return kept


class _Paired:
    """The rows of a ledger's plan and of a draft, paired; by way of the original that both descend from if known."""

    def __init__(self, old: Sequence[MeasureRow], new: Sequence[MeasureRow], base: Base | None) -> None:
        self._old = old
        self.old_of: list[int | None] = [None] * len(new)
        self.base_of: list[MeasureRow | None] = [None] * len(new)
        self._joined: set[int] = set()  # rows that the clerk joined into another
        lines = [_line(row) for row in new]
        if base is not None:
            self._by_base(base, lines)
        taken = set(self.old_of)
        free_old = [at for at in range(len(old)) if at not in taken]
        free_new = [at for at, found in enumerate(self.old_of) if found is None and at not in self._joined]
        again = align([_line(old[at]) for at in free_old], [lines[at] for at in free_new])
        for at, found in zip(free_new, again, strict=True):
            self.old_of[at] = None if found is None else free_old[found]
        self.gone = self._gone(base)

    def _by_base(self, base: Base, lines: Sequence[Line]) -> None:
        """The draft's row is the base's, and the ledger's row that stands where that one stands."""
        standing: dict[MeasureId, int] = {}
        for at, row in enumerate(self._old):
            for read in base.of.get(row.measure.id, ()):
                standing.setdefault(read, at)
        for at, found in enumerate(align([_line(row) for row in base.rows], lines)):
            if found is None:
                continue
            self.base_of[at] = base.rows[found]
            self.old_of[at] = standing.get(base.rows[found].measure.id)
        self._use_once()

    def _use_once(self) -> None:
        """A row that the clerk joined of several stays the first of them."""
        used: set[int] = set()
        for at, found in enumerate(self.old_of):
            if found in used:
                self.old_of[at] = None
                self._joined.add(at)
            elif found is not None:
                used.add(found)

    def _gone(self, base: Base | None) -> list[MeasureRow]:
        """The ledger's rows in no pair, without those that the clerk added or split off."""
        paired = set(self.old_of)
        left = [row for at, row in enumerate(self._old) if at not in paired]
        if base is None or not any(base.of.values()):
            return left
        there = {row.measure.id for row in self.base_of if row is not None}
        return [row for row in left if base.of[row.measure.id] - there]


def _line(row: MeasureRow) -> Line:
    heading = "/".join(fold(section.title) for section in row.path)
    return Line(text=fold(row.measure.text), number=fold(row.measure.number or ""), heading=heading)


# ---- differing


def _differing_anew(book: Book, draft: Book, comparison: PlanComparison) -> PlanComparison:
    pairs = (
        pair if pair.new is None or pair.before is None else _pair(book, pair.before, draft.row(pair.new))
        for pair in comparison.pairs
    )
    return replace(comparison, pairs=tuple(pairs))


def _pair(book: Book, before: MeasureRow | None, after: MeasureRow) -> RowPair:
    differs = () if before is None else tuple(_differences(book, before, after))
    return RowPair(before=before, new=after.measure.id, differs=differs)


def _differences(book: Book, before: MeasureRow, after: MeasureRow) -> Iterable[Difference]:
    one, other = before.measure, after.measure
    if one.text != other.text and _squeezed(one.text) != _squeezed(other.text):
        yield Difference(what=Differing.TEXT, before=one.text, after=other.text)
    if _duties(book, before) != _duties(book, after):
        yield Difference(what=Differing.UNITS, before=_units_in_words(before), after=_units_in_words(after))
    if _due(before) != _due(after):
        yield Difference(what=Differing.DEADLINE, before=_phrase(before), after=_phrase(after))


def _duties(book: Book, row: MeasureRow) -> frozenset[tuple[str, Role]]:
    """Who does what, whatever spelling or known alias names the unit."""
    named = ((book.unit_named(a.unit.name), a) for a in row.assigned)
    return frozenset((same_name_key(known.name if known else a.unit.name), a.role) for known, a in named)


def _units_in_words(row: MeasureRow) -> str:
    from ledger_app.text.units import render_units

    return row.unit_text or render_units([(a.unit.name, a.role) for a in row.assigned], "，")


def _due(row: MeasureRow) -> object:
    return row.last_day or fold(_phrase(row))


def _phrase(row: MeasureRow) -> str:
    return row.measure.deadline.phrase if row.measure.deadline else ""


# ---- telling


def _with_doubts(draft: PlanDraft, book: Book, comparison: PlanComparison, known: Collection[MeasureId]) -> PlanDraft:
    """The draft with a doubt for each row that differs, and the comparison that knows them; the plan's original had
    the `known` rows too."""
    pairs, doubts = [], list(draft.doubts)
    next_id = max((doubt.id for doubt in doubts), default=0)
    for pair in comparison.pairs:
        doubt = _doubt(book, pair, dropped=pair.new in known)
        if doubt is not None:
            next_id = DoubtId(next_id + 1)
            doubts.append(replace(doubt, id=next_id, plan_id=draft.plan.id))
            pair = replace(pair, doubt=next_id)
        pairs.append(pair)
    return replace(draft, doubts=tuple(doubts), comparison=replace(comparison, pairs=tuple(pairs)))


def _doubt(book: Book, pair: RowPair, *, dropped: bool) -> Doubt | None:
    """The doubt about a pair, its id and plan still open; None where there is nothing to ask."""
    if pair.before is None:
        return _new_doubt(pair, dropped=dropped)
    if pair.new is None:
        return None if _kept_before(book, pair.before) else _gone_doubt(pair.before)
    return _changed_doubt(pair) if pair.differs else None


def _new_doubt(pair: RowPair, *, dropped: bool) -> Doubt:
    message = "台账里没有这一项，是新文件增加的。"
    if dropped:
        message = "这一项原来的文件就有，台账里没有：当时没有导入，或后来删去、并入了别的任务。"
    proposal, other = (LEAVE_OUT, ADD) if dropped else (ADD, LEAVE_OUT)
    return _asked(DoubtKind.ROW_NEW, message, proposal, (other,), pair.new)


def _changed_doubt(pair: RowPair) -> Doubt:
    told = "；".join(_from_to(difference) for difference in pair.differs)
    reworded = any(difference.what is Differing.TEXT for difference in pair.differs)
    others = (KEEP_OLD, AS_NEW) if reworded else (KEEP_OLD,)
    return _asked(DoubtKind.ROW_CHANGED, f"与台账相比，{told}。", TAKE_NEW, others, pair.new)


def _gone_doubt(row: MeasureRow) -> Doubt:
    measure = row.measure
    message = f"台账第{measure.id}号任务“{_short(measure.text)}”（{measure.status.label}）在新文件里没有找到。"
    return _asked(DoubtKind.ROW_GONE, message, KEEP_ROW, (REMOVE_ROW,), None)


def _kept_before(book: Book, row: MeasureRow) -> bool:
    """Whether the clerk was asked at an earlier update and kept the row."""
    asked = (doubt for doubt in book.doubts_of(row.measure.id) if doubt.kind is DoubtKind.ROW_GONE)
    return any(doubt.settled is not None for doubt in asked)


def _asked(
    kind: DoubtKind, message: str, proposal: str, alternatives: tuple[str, ...], measure_id: MeasureId | None
) -> Doubt:
    return Doubt(
        id=DoubtId(0),
        kind=kind,
        plan_id=PlanId(0),
        measure_id=measure_id,
        message=message,
        proposal=proposal,
        alternatives=alternatives,
    )


def _from_to(difference: Difference) -> str:
    before, after = difference.before, difference.after
    if difference.what is Differing.TEXT:
        before, after = _around_the_change(before, after)
    return f"{difference.what.label}由“{_short(before) or '无'}”改为“{_short(after) or '无'}”"


def _around_the_change(before: str, after: str) -> tuple[str, str]:
    """Two versions of a text, each cut down to what differs and a few characters beside it."""
    shortest = min(len(before), len(after))
    start = next((at for at in range(shortest) if before[at] != after[at]), shortest)
    rest = shortest - start
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    left, right = max(0, start - _AROUND), max(0, end - _AROUND)
    return tuple(  # type: ignore[return-value]
        f"{'…' if left else ''}{text[left : len(text) - right]}{'…' if right else ''}" for text in (before, after)
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _squeezed(text: str) -> str:
    """What a text says, whatever its script, width and spaces."""
    return "".join(plain(text).split())
