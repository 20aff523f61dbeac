"""The acts that a ledger and a draft under review have in common: each is one Change."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ledger_app.domain.change import Change
from ledger_app.domain.deadline import Deadline
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import DATE_DOUBTS, UNIT_DOUBTS, Doubt, DoubtId, DoubtKind, Progress, ProgressId
from ledger_app.domain.plan import Field
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role, UnitId
from ledger_app.ledger.arranging import ArrangingVerbs
from ledger_app.ledger.doubt_edits import settle
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.promises import PromiseVerbs
from ledger_app.ledger.row_edits import print_progress, remove_rows
from ledger_app.ledger.shape_edits import demote, promote
from ledger_app.ledger.typed import clean, required, unit_name
from ledger_app.ledger.unit_edits import (
    assign,
    give_own_phrase,
    give_phrase,
    give_units,
    keep_old_name,
    unite,
)
from ledger_app.ledger.value_edits import fill_down, give_deadlines, give_entries, give_status

if TYPE_CHECKING:
    from ledger_app.domain.paste import PastePlan


class Verbs(ArrangingVerbs, PromiseVerbs):
    """The acts. Each returns the Change it made, or None where nothing differed; a UserError changes nothing."""

    # ---- measures

    def set_status(self, ids: Collection[MeasureId], status: Status) -> Change | None:
        """Give these measures one status."""
        pending = self._pending()
        give_status(self.book, pending, ids, status)
        return self._do("修改状态", pending.edits)

    def set_deadline(self, ids: Collection[MeasureId], phrase: str) -> Change | None:
        """Give these measures the deadline that a phrase means (11月底前, 2026-11-30, 长期坚持); "" clears it.

        Raises UserError if the phrase names a day that does not exist or cannot be read.
        """
        pending = self._pending()
        self._give_deadline(pending, ids, phrase)
        return self._do("修改完成时限", pending.edits)

    def set_text(self, measure_id: MeasureId, text: str) -> Change | None:
        """Let a measure read so. Raises UserError for an empty text."""
        pending = self._pending()
        pending.put(replace(self.book.measures[measure_id], text=required(text, "工作内容")))
        return self._do("修改工作内容", pending.edits)

    def set_number(self, measure_id: MeasureId, number: str) -> Change | None:
        """Give a measure its own number; "" takes it off."""
        pending = self._pending()
        pending.put(replace(self.book.measures[measure_id], number=clean(number) or None))
        return self._do("修改序号", pending.edits)

    def set_units(self, ids: Collection[MeasureId], named: Sequence[tuple[str, Role]]) -> Change | None:
        """Give these measures these units, in this order; their cells are split off those of other rows."""
        pending = self._pending()
        give_units(self.book, pending, list(ids), [(unit_name(name), role) for name, role in named])
        return self._do("修改责任单位", pending.edits)

    def set_unit_phrase(self, measure_id: MeasureId, phrase: str, column: int = 0) -> Change | None:
        """Let the unit cell that covers this row read so, for all its rows; `column` counts the unit columns."""
        pending = self._pending()
        give_phrase(self.book, pending, measure_id, clean(phrase), column)
        return self._do("修改落实单位栏", pending.edits)

    def fill_down(self, ids: Sequence[MeasureId], field: Field) -> Change | None:
        """Let the rows have what the first of them has in a column: text, units, deadline, status or newest entry.

        Raises UserError for other columns, and where the first row has no entry.
        """
        pending = self._pending()
        first, *rest = dict.fromkeys(ids)
        fill_down(self.book, pending, first, rest, field)
        return self._do("向下填充", pending.edits)

    def paste(self, plan: "PastePlan") -> Change | None:
        """Do what `preview_paste` told. Raises UserError if the rows have changed since."""
        from ledger_app.ledger.paste_edits import carry_out

        pending = self._pending()
        carry_out(self.book, pending, plan, self._today())
        return self._do("粘贴", pending.edits)

    # ---- plans, headings, units

    def set_plan_title(self, plan_id: PlanId, title: str) -> Change | None:
        """Give a plan another title; the title rows printed above its table stay as they are."""
        pending = self._pending()
        pending.put(replace(self.book.plans[plan_id], title=required(title, "文件标题")))
        return self._do("修改文件标题", pending.edits)

    def set_section(self, section_id: SectionId, *, number: str, title: str) -> Change | None:
        """Give a heading its number ("" for none) and title."""
        pending = self._pending()
        section = replace(self.book.sections[section_id], number=clean(number) or None, title=required(title, "标题"))
        pending.put(section)
        if section.number != self.book.sections[section_id].number:
            doubts = self.book.doubts.values()
            settle(pending, (d for d in doubts if d.section_id == section_id), {DoubtKind.NUMBER_RESTORED})
        return self._do("修改标题", pending.edits)

    def remove_plan(self, plan_id: PlanId) -> Change | None:
        """Take a plan out with all its measures; its original stays in the file, so that undo brings all back."""
        pending = self._pending()
        book = self.book
        remove_rows(book, pending, [m.id for m in book.measures.values() if m.plan_id == plan_id], self.places_of)
        pending.remove(*(d for d in book.doubts.values() if d.plan_id == plan_id))
        pending.remove(*(c for c in book.unit_cells.values() if c.plan_id == plan_id))
        pending.remove(*(s for s in book.stages.values() if s.plan_id == plan_id))
        pending.remove(*(s for s in book.sections.values() if s.plan_id == plan_id), book.plans[plan_id])
        return self._do("删除文件", pending.edits)

    def rename_unit(self, unit_id: UnitId, name: str) -> Change | None:
        """Give a unit another name; the old one stays as an alias. Raises UserError if another unit has it."""
        pending = self._pending()
        unit, name = self.book.units[unit_id], unit_name(name)
        other = self.book.unit_named(name)
        if other is not None and other.id != unit_id:
            raise UserError(f"已有名为“{other.name}”的单位")
        if name != unit.name:
            pending.put(replace(unit, name=name))
            keep_old_name(self.book, pending, unit, name)
        return self._do("修改单位名称", pending.edits)

    def merge_unit(self, unit_id: UnitId, name: str) -> Change | None:
        """Say that a unit is the one of that name: its duties go over to it, and its own name becomes an alias.

        No other unit of that name: the unit is renamed. What is printed in unit cells stays.
        """
        other = self.book.unit_named(required(name, "单位名称"))
        if other is None or other.id == unit_id:
            return self.rename_unit(unit_id, name)
        pending = self._pending()
        unite(self.book, pending, self.book.units[unit_id], other)
        if self.book.settings:
            from ledger_app.ledger.settings import with_unit_for

            pending.put(*with_unit_for(self.book.settings.values(), unit_id, other.id))
        return self._do("并为同一单位", pending.edits)

    # ---- progress

    def add_progress(
        self,
        measure_id: MeasureId,
        *,
        on: date,
        done: str,
        problems: str = "",
        next_steps: str = "",
        percent: int | None = None,
        who: str = "",
    ) -> Change | None:
        """Report on a measure; one that had not started is under way from now on."""
        pending = self._pending()
        entry = Progress(
            id=pending.new_id(Progress),
            measure_id=measure_id,
            on=on,
            done=done,
            problems=problems,
            next_steps=next_steps,
            percent=percent,
            who=who,
        )
        return self._report(pending, [entry])

    def report(self, ids: Collection[MeasureId], *, on: date, done: str, percent: int | None = None) -> Change | None:
        """Report the same on these measures, an entry for each; those not started are under way from now on."""
        pending = self._pending()
        entries = [
            Progress(id=pending.new_id(Progress), measure_id=id_, on=on, done=done, percent=percent)
            for id_ in dict.fromkeys(ids)
        ]
        return self._report(pending, entries)

    def _report(self, pending: Pending, entries: Collection[Progress]) -> Change | None:
        give_entries(self.book, pending, {entry.measure_id: _checked(entry) for entry in entries})
        return self._do("记进展", pending.edits)

    def change_progress(self, entry: Progress) -> Change | None:
        """Let an entry, known by its id, be so."""
        pending = self._pending()
        measure_id = self.book.progress[entry.id].measure_id
        pending.put(_checked(entry))
        print_progress(self.book, pending, [measure_id], {})
        return self._do("修改进展", pending.edits)

    def remove_progress(self, progress_id: ProgressId) -> Change | None:
        """Take an entry out."""
        pending = self._pending()
        entry = self.book.progress[progress_id]
        pending.remove(entry)
        print_progress(self.book, pending, [entry.measure_id], {})
        return self._do("删除进展", pending.edits)

    # ---- doubts

    def settle_doubt(self, doubt_id: DoubtId, choice: str) -> Change | None:
        """Settle a doubt: `choice` is its proposal, one of its alternatives, or "" to leave the place empty.

        A choice that is not the proposal is carried out: the row's units, the heading's number, or the deadline
        that the choice means ("" clears it). Raises UserError for a deadline that cannot be read.
        """
        pending = self._pending()
        self._choose(pending, self.book.doubts[doubt_id], choice)
        return self._do("核定疑点", pending.edits)

    def accept_doubts(self, ids: Collection[DoubtId]) -> Change | None:
        """Settle these doubts as proposed."""
        pending = self._pending()
        for doubt_id in ids:
            doubt = self.book.doubts[doubt_id]
            if doubt.settled is None:  # what the clerk has settled stays so
                self._choose(pending, doubt, doubt.proposal)
        return self._do("采用推定", pending.edits)

    def _choose(self, pending: Pending, doubt: Doubt, choice: str) -> None:
        if doubt.measure_id is not None and doubt.kind in UNIT_DOUBTS:
            if choice != doubt.proposal:
                give_own_phrase(self.book, pending, doubt.measure_id, choice)
            else:
                duties = self.book.assignments_of(doubt.measure_id)
                named = [(self.book.units[duty.unit_id].name, duty.role) for duty in duties]
                assign(self.book, pending, doubt.measure_id, named)  # said by the clerk: inferred no more
        elif doubt.measure_id is not None and doubt.kind in DATE_DOUBTS and choice != doubt.proposal:
            self._give_deadline(pending, [doubt.measure_id], choice)
        elif doubt.kind is DoubtKind.HEADING_OR_MEASURE and choice in doubt.alternatives:
            self._change_level(pending, doubt)
            return
        elif doubt.measure_id is not None and doubt.kind is DoubtKind.ROW_GONE and choice in doubt.alternatives:
            remove_rows(self.book, pending, [doubt.measure_id], self.places_of)
            return
        elif doubt.section_id is not None and doubt.kind is DoubtKind.NUMBER_RESTORED:
            pending.put(replace(self.book.sections[doubt.section_id], number=choice or None))
        pending.put(replace(doubt, settled=choice))

    def _change_level(self, pending: Pending, doubt: Doubt) -> None:
        """A measure becomes a heading or a heading a measure; what was doubtful about it goes with what it was."""
        if doubt.measure_id is not None:
            promote(self.book, pending, doubt.measure_id, self.places_of)
        elif doubt.section_id is not None:
            demote(self.book, pending, doubt.section_id)

    # ---- what several acts do

    def _give_deadline(self, pending: Pending, ids: Collection[MeasureId], phrase: str) -> None:
        from ledger_app.text.deadlines import parse_deadline

        phrase = clean(phrase)
        today, calendar = self._today(), self.book.calendar
        deadlines: dict[MeasureId, Deadline | None] = dict.fromkeys(ids)
        for measure_id in deadlines if phrase else ():
            issued = self.book.plans[self.book.measures[measure_id].plan_id].issued
            deadlines[measure_id] = parse_deadline(phrase, issued=issued, today=today, calendar=calendar)
        give_deadlines(self.book, pending, deadlines, phrase)


def _checked(entry: Progress) -> Progress:
    """The entry as it can be kept. Raises UserError if it says nothing, or a share that cannot be."""
    if entry.percent is not None and not 0 <= entry.percent <= 100:
        raise UserError(f"完成比例不能是{entry.percent}%", "填0到100之间的数")
    entry = replace(
        entry,
        done=clean(entry.done),
        problems=clean(entry.problems),
        next_steps=clean(entry.next_steps),
        who=clean(entry.who),
    )
    if not (entry.done or entry.problems or entry.next_steps or entry.percent is not None):
        raise UserError("进展是空的", "至少填写进展情况")
    return entry
