"""What the clerk does with the rows of the list: each is one act of the ledger, whatever the number of rows."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from ledger_app.domain.change import Change
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import DoubtId, Measure
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.models.lines import Group
from ledger_app.ui.models.row_text import rows_text
from ledger_app.ui.views.list_pane import ListPane


class RowCommands(QObject):
    """Works on the selected rows, or on the current one."""

    told = Signal(str)
    plan_removed = Signal()

    def __init__(self, ledger: Ledger, attempt: Attempt, pane: ListPane, today: Callable[[], date]) -> None:
        super().__init__(pane)
        self._ledger, self._attempt, self._pane, self._today = ledger, attempt, pane, today
        pane.add_bar.wanted.connect(self.add_task)
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
            self._attempt(lambda ledger: ledger.set_status(ids, status))

    def delete(self) -> None:
        """Take the selected rows out."""
        ids = self.selected_ids()
        if ids:
            self._attempt(lambda ledger: ledger.remove_measures(ids))

    def settle(self, doubt_id: DoubtId, choice: str) -> None:
        """Settle a doubt."""
        self._attempt(lambda ledger: ledger.settle_doubt(doubt_id, choice))

    def remove_plan(self, plan_id: PlanId) -> None:
        """Take a plan out, with all its tasks."""
        if self._attempt(lambda ledger: ledger.remove_plan(plan_id)):
            self.plan_removed.emit()

    def copy(self) -> None:
        """Put the selected rows on the clipboard."""
        rows = self._pane.list.selected_rows()
        if rows:
            QGuiApplication.clipboard().setText(rows_text(rows, self._today()))
            self.told.emit(f"已复制{len(rows)}项，可粘贴到Excel")

    def edit_column(self, column: int) -> None:
        """Edit a cell of the current row."""
        view = self._pane.list
        if view.current_row() is not None:
            view.setFocus()
            view.setCurrentIndex(view.table.index(view.currentIndex().row(), column))
            view.edit(view.currentIndex())

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
        place = self._new_place()
        if place is None:
            self._attempt.refused.emit("台账里还没有文件，先导入一份再加任务")
            return
        self._pane.add_bar.open_for(self._place_words(*place))

    def add_task(self, text: str) -> None:
        """Add a task below the current row, and go there."""
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
        measure = self._ledger.book.measures[after]
        text = measure.text if len(measure.text) <= 18 else f"{measure.text[:17]}…"
        return f"加在“{where}”里，“{measure.number + ' ' if measure.number else ''}{text}”之后"
