"""How the rows of a newer version differ from those of the ledger, in words. No Qt here."""

from collections.abc import Mapping

from ledger_app.domain.comparison import AS_NEW, KEEP_OLD, REMOVE_ROW, Differing, PlanComparison, RowPair
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Doubt, DoubtId

NEW, CHANGED = "新", "改"


class Changes:
    """The differences of a draft under review; none where it is no newer version."""

    def __init__(self, comparison: PlanComparison | None = None) -> None:
        self._comparison = comparison
        pairs = comparison.pairs if comparison is not None else ()
        self._pairs = {pair.new: pair for pair in pairs if pair.new is not None}

    @property
    def summary(self) -> str:
        """新增2项，改动3项，未见1项，不变20项."""
        c = self._comparison
        if c is None:
            return ""
        counts = (("新增", c.new), ("改动", c.changed), ("未见", c.gone), ("不变", c.same))
        return "，".join(f"{word}{len(pairs)}项" for word, pairs in counts)

    def word(self, measure_id: MeasureId, doubts: Mapping[DoubtId, Doubt]) -> str:
        """What a row shows: 新, 改 or nothing."""
        pair = self._pairs.get(measure_id)
        if pair is None:
            return ""
        choice = _choice(pair, doubts)
        if pair.before is None or choice == AS_NEW:
            return NEW
        return CHANGED if pair.differs and choice != KEEP_OLD else ""

    def before(self, measure_id: MeasureId, what: Differing) -> str | None:
        """What the ledger says where this row says otherwise; None where they agree."""
        pair = self._pairs.get(measure_id)
        differs = pair.differs if pair is not None else ()
        return next((difference.before for difference in differs if difference.what is what), None)


def update_words(draft: PlanDraft) -> str:
    """What an update has done: 新增2项、改3项、原有1项保留."""
    c = draft.comparison
    if c is None:
        return ""
    doubts = {doubt.id: doubt for doubt in draft.doubts}
    left = {measure.id for measure in draft.measures}
    as_new = [pair for pair in c.changed if _choice(pair, doubts) == AS_NEW]
    new = sum(pair.new in left for pair in c.new) + len(as_new)
    changed = sum(pair.new in left and _choice(pair, doubts) != KEEP_OLD for pair in c.changed) - len(as_new)
    removed = sum(_choice(pair, doubts) == REMOVE_ROW for pair in c.gone)
    kept = len(c.gone) - removed + len(as_new)  # what a new row was taken apart from stays
    said = ((new, "新增{}项"), (changed, "改{}项"), (removed, "移除{}项"), (kept, "原有{}项保留"))
    return "、".join(words.format(count) for count, words in said if count)


def _choice(pair: RowPair, doubts: Mapping[DoubtId, Doubt]) -> str:
    doubt = doubts.get(pair.doubt) if pair.doubt is not None else None
    return (doubt.settled or "") if doubt is not None else ""
