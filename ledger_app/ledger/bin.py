"""The recycle bin (回收站): acts that took plans, headings, measures or progress out and that still stand."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from ledger_app.domain.change import ChangeId, Record
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.measure import Measure, Progress
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.record import record
from ledger_app.ledger.book import Book
from ledger_app.ledger.taking_back import may_be_told, taking_back
from ledger_app.store.store import Store

# Acts in which what they take out lives on in what they put in its place.
_RESHAPING = frozenset({"合并任务", "改为标题", "改为任务"})


class BinKind(Enum):
    """What was taken out. The value is the word clerks read."""

    PLAN = "文件"
    SECTION = "标题"
    MEASURE = "任务"
    PROGRESS = "进展"

    @property
    def label(self) -> str:
        """The word clerks read."""
        return self.value


_KINDS: Mapping[type[Record], BinKind] = {
    Plan: BinKind.PLAN,
    Section: BinKind.SECTION,
    Measure: BinKind.MEASURE,
    Progress: BinKind.PROGRESS,
}
_ORDER = {kind: at for at, kind in enumerate(BinKind)}
_COUNTED = {BinKind.PLAN: "个", BinKind.SECTION: "个", BinKind.MEASURE: "项", BinKind.PROGRESS: "条"}


@dataclass(frozen=True, slots=True)
class BinItem:
    """One thing in the bin, by its text; `plan` is the title of the plan it was taken out of."""

    kind: BinKind
    text: str
    plan: str


@record
class BinEntry:
    """One act that took things out: all of them come back together, by `Ledger.take_back(change_id)`."""

    change_id: ChangeId
    at: datetime
    who: str
    label: str
    items: tuple[BinItem, ...]  # plans first, then headings, measures, progress; each in the order of the plan
    why_not: str | None  # why it cannot come back now; None if it can, or if much is to be read to know

    def count(self, kind: BinKind) -> int:
        """How many of that kind."""
        at, key = _ORDER[kind], _order
        return bisect_right(self.items, at, key=key) - bisect_left(self.items, at, key=key)

    @property
    def summary(self) -> str:
        """标题1个、任务6项."""
        counts = {kind: self.count(kind) for kind in BinKind}
        return "、".join(f"{kind.label}{count}{_COUNTED[kind]}" for kind, count in counts.items() if count)


def _order(item: BinItem) -> int:
    return _ORDER[item.kind]


def bin_of(book: Book, store: Store, now: datetime, frozen: str | None) -> tuple[BinEntry, ...]:
    """What is in the bin, newest first; `frozen` says why nothing at all can come back now."""
    removed = _removed(store)
    titles = {record.id: record.title for records in removed.values() for record in records if isinstance(record, Plan)}
    titles |= {plan.id: plan.title for plan in book.plans.values()}
    heads = {act: store.head(act) for act in removed}
    kept = sorted((act for act in heads if heads[act].label not in _RESHAPING), reverse=True)
    plan_of = _plan_of(book, removed.values())
    refused: dict[ChangeId, str | None] = dict.fromkeys(kept, frozen)
    if frozen is None and kept:
        with taking_back(book, store, kept, now) as past:
            refused = {act: past.why_not(act) if may_be_told(store, act) else None for act in kept}
    return tuple(
        BinEntry(
            change_id=act,
            at=heads[act].at,
            who=heads[act].who,
            label=heads[act].label,
            items=_items(removed[act], titles, plan_of),
            why_not=refused[act],
        )
        for act in kept
    )


def _removed(store: Store) -> dict[ChangeId, list[Record]]:
    """What each act took out that still stands."""
    standing = store.standing()
    act_of = {change_id: act for act, change_id in standing.carrier.items() if standing.stands(act)}
    removed: defaultdict[ChangeId, list[Record]] = defaultdict(list)
    for change_id, gone in store.removed(tuple(_KINDS), act_of):
        removed[act_of[change_id]].append(gone)
    return removed


def _plan_of(book: Book, removed: Iterable[Iterable[Record]]) -> dict[MeasureId, PlanId]:
    """The plans of measures, also of those taken out."""
    gone = (record for records in removed for record in records if isinstance(record, Measure))
    return {measure.id: measure.plan_id for measure in (*gone, *book.measures.values())}


def _items(
    records: Iterable[Record], titles: Mapping[PlanId, str], plan_of: Mapping[MeasureId, PlanId]
) -> tuple[BinItem, ...]:
    found: list[tuple[tuple[int, int], BinItem]] = []
    for gone in records:
        kind = _KINDS[type(gone)]
        place = (_ORDER[kind], getattr(gone, "position", gone.id))
        match gone:
            case Plan():
                item = BinItem(kind, gone.title, gone.title)
            case Section():
                item = BinItem(kind, gone.printed, titles.get(gone.plan_id, ""))
            case Measure():
                item = BinItem(kind, gone.text, titles.get(gone.plan_id, ""))
            case Progress():
                plan = plan_of.get(gone.measure_id)
                text = gone.done or gone.problems or gone.next_steps
                item = BinItem(kind, text, titles.get(plan, "") if plan is not None else "")
        found.append((place, item))
    return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))
