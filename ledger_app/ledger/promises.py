"""What a measure promises: its targets, and how often it is reported on."""

from collections.abc import Collection, Sequence

from ledger_app.domain.change import Change
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.recurrence import MeasureRecurrence
from ledger_app.domain.target import MeasureTarget, Target
from ledger_app.ledger.acts import Acts
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.typed import clean


class PromiseVerbs(Acts):
    """The acts on both. Each returns the Change it made, or None where nothing differed."""

    def set_targets(self, measure_id: MeasureId, phrases: Sequence[str]) -> Change | None:
        """Let a measure have the targets that these phrases name; one whose phrase stays keeps its values.

        Raises UserError for a phrase without a number.
        """
        from ledger_app.text.targets import find_targets

        pending = self._pending()
        old = list(self.book.targets_of(measure_id))
        for phrase in filter(None, map(clean, phrases)):
            kept = next(
                (held for held in old if phrase in (held.target.phrase, held.target.what + held.target.phrase)), None
            )
            if kept is not None:
                old.remove(kept)
                continue
            found = find_targets(phrase)
            if not found:
                raise UserError(f"“{phrase}”里没有读出指标", "写明数量和单位，如“不少于100个”")
            pending.put(*(_target(pending, measure_id, target) for target in found))
        for target in old:
            pending.remove(*self.book.values_of(target.id), target)
        return self._do("修改指标", pending.edits)

    def set_recurrences(self, ids: Collection[MeasureId], phrase: str) -> Change | None:
        """Let measures come round as a phrase says (每月25日前报送; 每季度); "" for never.

        Raises UserError for a phrase that names no cadence.
        """
        from ledger_app.text.recurrences import find_recurrences

        phrase = clean(phrase)
        found = find_recurrences(phrase)
        if phrase and not found:
            raise UserError(f"“{phrase}”里没有读出周期", "写每周、每旬、每月、每季度、每半年或每年")
        pending = self._pending()
        for measure_id in ids:
            held = self.book.recurrences_of(measure_id)
            if tuple(each.recurrence for each in held) == found:
                continue
            pending.remove(*held)
            for recurrence in found:
                new_id = pending.new_id(MeasureRecurrence)
                pending.put(MeasureRecurrence(id=new_id, measure_id=measure_id, recurrence=recurrence))
        return self._do("修改报送周期", pending.edits)


def _target(pending: Pending, measure_id: MeasureId, target: Target) -> MeasureTarget:
    return MeasureTarget(id=pending.new_id(MeasureTarget), measure_id=measure_id, target=target)
