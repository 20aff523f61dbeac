"""The recycle bin (回收站): acts that took plans, headings, measures or progress out and that still stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from ledger_app.domain.change import ChangeId, Record
from ledger_app.domain.ids import MeasureId, PlanId
from ledger_app.domain.measure import Measure, Progress
from ledger_app.domain.plan import Plan, Section
from ledger_app.ledger.book import Book
from ledger_app.ledger.taking_back import taking_back
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


@dataclass(frozen=True, slots=True, kw_only=True)
class BinEntry:
    """One act that took things out: all of them come back together, by `Ledger.take_back(change_id)`."""

    change_id: ChangeId
    at: datetime
    who: str
    label: str
    items: tuple[BinItem, ...]  # plans first, then headings, measures, progress; each in the order of the plan
    why_not: str | None  # why it cannot come back now; None if it can

    def count(self, kind: BinKind) -> int:
        """How many of that kind."""
        return sum(item.kind is kind for item in self.items)

    @property
    def summary(self) -> str:
        """标题1个、任务6项."""
        counts = Counter(item.kind for item in self.items)
        return "、".join(f"{kind.label}{counts[kind]}{_COUNTED[kind]}" for kind in BinKind if counts[kind])


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
            refused = {act: past.why_not(act) for act in kept}
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
    removed: defaultdict[ChangeId, list[Record]] = defaultdict(list)
    for change_id, record in store.removed(tuple(_KINDS)):
        act = standing.act_of[change_id]
        if standing.stands(act) and standing.carrier[act] == change_id:
            removed[act].append(record)
    return removed


def _plan_of(book: Book, removed: Iterable[Iterable[Record]]) -> dict[MeasureId, PlanId]:
    """The plans of measures, also of those taken out."""
    gone = (record for records in removed for record in records if isinstance(record, Measure))
    return {measure.id: measure.plan_id for measure in (*gone, *book.measures.values())}


def _items(
    records: Iterable[Record], titles: Mapping[PlanId, str], plan_of: Mapping[MeasureId, PlanId]
) -> tuple[BinItem, ...]:
    found: list[tuple[tuple[int, int], BinItem]] = []
    for record in records:
        kind = _KINDS[type(record)]
        place = (_ORDER[kind], getattr(record, "position", record.id))
        match record:
            case Plan():
                item = BinItem(kind, record.title, record.title)
            case Section():
                item = BinItem(kind, record.printed, titles.get(record.plan_id, ""))
            case Measure():
                item = BinItem(kind, record.text, titles.get(record.plan_id, ""))
            case Progress():
                plan = plan_of.get(record.measure_id)
                text = record.done or record.problems or record.next_steps
                item = BinItem(kind, text, titles.get(plan, "") if plan is not None else "")
        found.append((place, item))
    return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))
