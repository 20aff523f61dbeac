"""The acts by which rows and headings come, go, move and change their shape."""

from collections.abc import Collection

from ledger_app.domain.change import Change
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.plan import Section
from ledger_app.ledger.acts import Acts
from ledger_app.ledger.moves import move_heading, move_rows
from ledger_app.ledger.row_edits import insert_measure, insert_sub_measure, remove_rows
from ledger_app.ledger.shape_edits import demote, join_rows, new_heading, promote, split_row
from ledger_app.ledger.typed import clean, required


class ArrangingVerbs(Acts):
    """The acts on a plan's order. Each returns the Change it made, or None where nothing differed."""

    def add_measure(
        self, *, plan_id: PlanId, after: MeasureId | None, section_id: SectionId | None, text: str
    ) -> Change | None:
        """A new measure below `after`, or at the end of the section, or of the plan."""
        pending = self._pending()
        text = required(text, "工作内容")
        insert_measure(self.book, pending, plan_id=plan_id, after=after, section_id=section_id, text=text)
        return self._do("新增任务", pending.edits)

    def add_sub_measure(self, parent_id: MeasureId, text: str) -> Change | None:
        """分解: a new measure below another and those it was broken down into, with its units and its deadline.

        Raises UserError below a measure that is itself part of one.
        """
        pending = self._pending()
        insert_sub_measure(self.book, pending, parent_id, required(text, "工作内容"))
        return self._do("分解任务", pending.edits)

    def move_measures(
        self, ids: Collection[MeasureId], *, section_id: SectionId | None, after: MeasureId | None
    ) -> Change | None:
        """Put measures below `after`, whose heading is then theirs, or at the top of a heading or of the plan.

        Sub-measures go with theirs. Raises UserError if they would leave their plan.
        """
        pending = self._pending()
        move_rows(self.book, pending, ids, section_id, after)
        return self._do("移动任务", pending.edits)

    def split_measure(self, measure_id: MeasureId, at: int) -> Change | None:
        """Cut a measure in two before the `at`-th character of its text; both keep units, deadline and status.

        Raises UserError if nothing would stand before or behind the cut.
        """
        pending = self._pending()
        split_row(self.book, pending, measure_id, at, self.places_of)
        return self._do("拆分任务", pending.edits)

    def merge_measures(self, ids: Collection[MeasureId]) -> Change | None:
        """Join neighbouring measures into the first of them. Raises UserError if they are not neighbours."""
        pending = self._pending()
        join_rows(self.book, pending, list(ids), self.places_of)
        return self._do("合并任务", pending.edits)

    def promote(self, measure_id: MeasureId) -> Change | None:
        """Let a measure be the heading of those below it. Raises UserError if it was reported on."""
        pending = self._pending()
        promote(self.book, pending, measure_id, self.places_of)
        return self._do("改为标题", pending.edits)

    def demote(self, section_id: SectionId) -> Change | None:
        """Let a heading be a measure of the heading before it."""
        pending = self._pending()
        demote(self.book, pending, section_id)
        return self._do("改为任务", pending.edits)

    def remove_measures(self, ids: Collection[MeasureId]) -> Change | None:
        """Take these measures out, with their progress."""
        pending = self._pending()
        remove_rows(self.book, pending, list(ids), self.places_of)
        return self._do("删除任务", pending.edits)

    # ---- headings

    def add_section(
        self,
        plan_id: PlanId,
        *,
        number: str,
        title: str,
        after: SectionId | None = None,
        above: MeasureId | None = None,
    ) -> Change | None:
        """A new heading: behind another and what is under that, or above a row, over the rest of the row's heading's
        rows; else at the end of the plan."""
        pending = self._pending()
        section = Section(
            id=pending.new_id(Section),
            plan_id=plan_id,
            parent_id=None,
            position=0,
            number=clean(number) or None,
            title=required(title, "标题"),
        )
        new_heading(self.book, pending, section, after=after, above=above)
        return self._do("新增标题", pending.edits)

    def move_section(self, section_id: SectionId, *, after: SectionId | None) -> Change | None:
        """Put a heading with all under it behind another of its level; None: before these. Raises UserError across
        levels."""
        pending = self._pending()
        move_heading(self.book, pending, section_id, after)
        return self._do("移动标题", pending.edits)

    def remove_section(self, section_id: SectionId) -> Change | None:
        """Take a heading out, with the headings below it and all their measures."""
        pending = self._pending()
        book = self.book
        gone = {s.id: s for s in book.sections.values() if book.sections[section_id] in book.path(s.id)}
        remove_rows(book, pending, [m.id for m in book.measures.values() if m.section_id in gone], self.places_of)
        pending.remove(*(doubt for doubt in book.doubts.values() if doubt.section_id in gone), *gone.values())
        return self._do("删除标题", pending.edits)
