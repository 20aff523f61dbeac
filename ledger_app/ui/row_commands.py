"""What the clerk does with the rows of the list: each is one act of the ledger, whatever the number of rows."""

from collections.abc import Callable, Collection
from datetime import date

from PySide6.QtCore import QObject, Signal

from ledger_app.domain.change import Change
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import DoubtId, Measure
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import Status, may_send_back
from ledger_app.ledger import Ledger
from ledger_app.ui.attempt import RECORDS, Attempt
from ledger_app.ui.models.lines import Group
from ledger_app.ui.row_arranging import RowArranging
from ledger_app.ui.row_cells import RowCells
from ledger_app.ui.views.list_pane import ListPane


class RowCommands(QObject):
    """Works on the selected rows, or on the current one."""

    told = Signal(str)
    plan_removed = Signal()

    def __init__(self, ledger: Ledger, attempt: Attempt, pane: ListPane, today: Callable[[], date]) -> None:
        super().__init__(pane)
        self._ledger, self._attempt, self._pane, self._today = ledger, attempt, pane, today
        self.arranging = RowArranging(ledger, attempt, pane)
        self.cells = RowCells(ledger, attempt, pane, today)
        self.arranging.told.connect(self.told)
        self.cells.told.connect(self.told)
        self._parent: MeasureId | None = None  # whose sub-measure the task in the line below the list will be
        pane.add_bar.wanted.connect(self.add_task)
        pane.list.task_asked.connect(self.open_add_bar)
        pane.plan_doubts.settled.connect(self.settle)

    def selected_ids(self) -> list[MeasureId]:
        """The measures to act on."""
        rows = self._pane.list.selected_rows()
        current = self._pane.list.current_row()
        return [row.measure.id for row in rows] or ([current.measure.id] if current else [])

    def set_status(self, status: Status) -> None:
        """Give the selected rows a status."""
        ids = self.selected_ids()
        if ids:
            doing = f"正在修改{len(ids)}项的状态"
            self._attempt(lambda ledger: ledger.set_status(ids, status), size=len(ids), doing=doing)

    def delete(self) -> None:
        """Take the selected rows out; on a heading, the heading with all its rows."""
        ids = [row.measure.id for row in self._pane.list.selected_rows()]
        if not ids and self.arranging.remove_heading():
            return
        ids = ids or self.selected_ids()
        below = self._row_after(ids)
        if ids:
            self._attempt(
                lambda ledger: ledger.remove_measures(ids),
                size=len(ids) * RECORDS,
                doing=f"正在删除{len(ids)}项",
                then=lambda: self._pane.list.choose((), below) if below is not None else None,
            )

    def _row_after(self, ids: Collection[MeasureId]) -> MeasureId | None:
        """The row that comes up when these are taken out: the next one below, at the end of the list the one above."""
        gone = set(ids)
        lines = [line for line in self._pane.table.lines if isinstance(line, MeasureRow)]
        places = [at for at, row in enumerate(lines) if row.measure.id in gone]
        stays = [
            row.measure.id for row in (*lines[max(places, default=0) :], *reversed(lines[: max(places, default=0)]))
        ]
        return next((id_ for id_ in stays if id_ not in gone and self._parent_of(id_) not in gone), None)

    def _parent_of(self, measure_id: MeasureId) -> MeasureId | None:
        return self._ledger.book.measures[measure_id].parent_id

    def settle(self, doubt_id: DoubtId, choice: str) -> None:
        """Settle a doubt."""
        self._attempt(lambda ledger: ledger.settle_doubt(doubt_id, choice))

    def remove_plan(self, plan_id: PlanId) -> None:
        """Take a plan out, with all its tasks."""
        size = len(self._ledger.book.measures_of(plan_id)) * RECORDS
        self._attempt(
            lambda ledger: ledger.remove_plan(plan_id), size=size, doing="正在删除文件", then=self.plan_removed.emit
        )

    def set_flagged(self, flagged: bool) -> None:
        """Put the selected rows under special supervision, or take them off."""
        ids = self.selected_ids()
        if ids:
            doing = f"正在{'挂牌' if flagged else '摘牌'}{len(ids)}项"
            self._attempt(lambda ledger: ledger.set_flagged(ids, flagged), size=len(ids), doing=doing)

    def turn_flag(self) -> None:
        """Flag the selected rows; where all of them are, take it off."""
        measures = self._ledger.book.measures
        self.set_flagged(not all(measures[id_].flagged for id_ in self.selected_ids()))

    def edit_column(self, column: int) -> None:
        """Edit a cell of the current row; where several rows are selected the value is for all of them."""
        self._pane.list.edit_for_selected(column)

    def ask_send_back(self) -> None:
        """Ask why the selected rows are sent back."""
        from ledger_app.ui.dialogs.reasons import SendBackDialog

        ids = self.selected_ids()
        done = [id_ for id_ in ids if may_send_back(self._ledger.book.measures[id_].status)]
        if ids and not done:
            self.told.emit("选中的任务都还没有完成，不用退回")
            return
        if done:
            SendBackDialog(self._ledger, done, self._today(), self._pane.window()).open()

    def ask_extension(self) -> None:
        """Ask until when, why and by whom the deadline of the selected rows is put off."""
        from ledger_app.ui.dialogs.reasons import ExtensionDialog

        ids = self.selected_ids()
        if ids:
            ExtensionDialog(self._ledger, ids, self._today(), self._pane.window()).open()

    def step_doubt(self, by: int) -> None:
        """Go to the next row with a doubt, or to the one before; after the last comes the first."""
        lines, view = self._pane.table, self._pane.list
        lines.complete()
        at, count = view.currentIndex().row(), len(lines.lines)
        for distance in range(1, count + 1):
            row = lines.measure_row((at + by * distance) % count)
            if row is not None and row.doubts:
                view.go_to(row.measure.id)
                return
        self.told.emit("这里没有待定的疑点")

    # ---- new tasks

    def open_add_bar(self) -> None:
        """Open the line in which a new task is written."""
        self._parent = None
        place = self._new_place()
        if place is None:
            self._attempt.refused.emit("台账里还没有文件，先导入一份再加任务")
            return
        self._pane.add_bar.open_for(self._place_words(*place))

    def open_sub_bar(self) -> None:
        """Open the same line for what the current task is broken down into."""
        row = self._pane.list.current_row()
        if row is None:
            self.told.emit("先点要分解的任务")
            return
        self._parent = row.measure.parent_id or row.measure.id
        self._pane.add_bar.open_for(f"分解“{self._short(self._parent)}”，沿用它的单位和时限")

    def _add_part(self, parent: MeasureId, text: str) -> None:
        made: list[Change | None] = []
        if self._attempt(lambda ledger: made.append(ledger.add_sub_measure(parent, text))) and made[0] is not None:
            added = [e.after for e in made[0].edits if e.before is None and isinstance(e.after, Measure)]
            self._pane.reveal(added[0].id)
            self._pane.add_bar.added(f"再分解“{self._short(parent)}”")

    def add_task(self, text: str) -> None:
        """Add a task below the current row, and go there."""
        if self._parent is not None and self._parent in self._ledger.book.measures:
            self._add_part(self._parent, text)
            return
        place = self._new_place()
        if place is None:
            return
        plan_id, section_id, after = place
        made: list[Change | None] = []

        def verb(ledger: Ledger) -> Change | None:
            made.append(ledger.add_measure(plan_id=plan_id, after=after, section_id=section_id, text=text))
            return made[0]

        if self._attempt(verb) and made[0] is not None:
            added = [e.after for e in made[0].edits if e.before is None and isinstance(e.after, Measure)]
            self._pane.reveal(added[0].id)
            self._pane.add_bar.added(self._place_words(plan_id, section_id, added[0].id))

    def _new_place(self) -> tuple[PlanId, SectionId | None, MeasureId | None] | None:
        """Where a new task goes: below the current row, at the end of the current heading, or of the last plan."""
        line = self._pane.table.line(self._pane.list.currentIndex().row())
        if isinstance(line, MeasureRow):
            return line.measure.plan_id, line.measure.section_id, line.measure.id
        if isinstance(line, Group) and line.key[0] == "section":
            section_id = SectionId(line.key[1])
            return self._ledger.book.sections[section_id].plan_id, section_id, None
        shown = self._pane.place.query.plan_id if self._pane.place.query else None
        plans = self._ledger.book.plans
        plan_id = shown if shown is not None else max(plans, key=lambda id_: plans[id_].position, default=None)
        return None if plan_id is None else (plan_id, None, None)

    def _place_words(self, plan_id: PlanId, section_id: SectionId | None, after: MeasureId | None) -> str:
        section = self._ledger.book.sections.get(section_id) if section_id is not None else None
        where = section.printed if section else self._ledger.book.plans[plan_id].title
        if after is None:
            return f"加在“{where}”的最后"
        return f"加在“{where}”里，“{self._short(after)}”之后"

    def _short(self, measure_id: MeasureId) -> str:
        measure = self._ledger.book.measures[measure_id]
        text = measure.text if len(measure.text) <= 18 else f"{measure.text[:17]}…"
        return f"{measure.number} {text}" if measure.number else text
