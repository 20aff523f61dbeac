"""核对导入: the original on the left, what was read from it on the right, one strip from doubt to doubt."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSplitter, QToolButton, QWidget

from ledger_app.domain.change import Change
from ledger_app.domain.measure import DoubtId, DoubtKind
from ledger_app.domain.plan import Section
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.unit import Unit
from ledger_app.ledger.book import Book, shape_changed
from ledger_app.ledger.draft import Draft
from ledger_app.ui.review.changes import Changes
from ledger_app.ui.review.doubt_strip import DoubtStrip
from ledger_app.ui.review.doubt_walk import DoubtWalk
from ledger_app.ui.review.draft_lines import Line
from ledger_app.ui.review.foot import ReviewFoot
from ledger_app.ui.review.head import ReviewHead
from ledger_app.ui.review.new_units import NewUnits
from ledger_app.ui.review.original import OriginalPane
from ledger_app.ui.review.page_keys import PageKeys
from ledger_app.ui.review.row_acts import RowActs
from ledger_app.ui.review.row_tools import RowTools
from ledger_app.ui.review.same_unit import SameUnit
from ledger_app.ui.review.source import Source
from ledger_app.ui.review.table_model import ReviewTable, column_of
from ledger_app.ui.review.table_view import ReviewView
from ledger_app.ui.review.unit_questions import UnitQuestions
from ledger_app.ui.theme.pieces import col, frame, label, row, rule, tool_button
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.unwritten import Unwritten

LEFT_SHARE = 0.366  # of the width for the original, until the clerk moves the border
LOW = 450  # below this height there is room for the rows only where everything else is folded
ONE_PANE = 820  # below this width the original and the rows take turns


class ReviewPage(QWidget):
    """Shows a draft until the clerk takes it in or leaves it. All corrections go to the draft, which undoes them."""

    accepted = Signal(object)  # the Draft, as corrected
    cancelled = Signal()
    part_wanted = Signal(int)  # from 1: read another part of the document
    taken_in = Signal(object)  # the Draft is in the ledger
    update_wanted = Signal(bool)  # take it as a newer version of a plan, or as a plan of its own

    def __init__(
        self,
        draft: Draft,
        known_units: Book | None = None,
        *,
        today: date | None = None,
        source: Source | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.draft, self.source = draft, source or Source()
        known = known_units if known_units is not None and known_units.units else None
        self._walk = DoubtWalk(draft.doubts)
        changes = Changes(draft.result().comparison if self.source.updates else None)
        self.setObjectName("page")
        self.setAccessibleName("核对导入")
        self.model = ReviewTable(draft, changes, self)
        self.view = ReviewView(self.model, today or datetime.now().astimezone().date())
        self.original = OriginalPane(draft, self.source.taken_out)
        self.strip = DoubtStrip()
        self.units = NewUnits()
        self.acts = RowActs(draft, self.view)
        self.tools = RowTools(draft, self.acts)
        self.setFocusProxy(self.view)
        self._lay_out()
        self.head.differences.setText(changes.summary)
        self.same_unit = SameUnit(draft.book, known, self)
        self._questions = UnitQuestions(draft, known, self.units, self.acts, self.same_unit)
        self._keys = PageKeys(self)
        self._order_focus()
        self._connect()
        self._tell_counts()
        self.tools.refresh_undo()
        self._show_first()
        self.tools.refresh()

    # -- putting it together --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.head = ReviewHead(self.draft.document.name, self.draft.plan.title, self.source)
        self.foot = ReviewFoot()
        self.trouble = self._make_trouble()
        self.foot.more.setMenu(self.tools.menu(self.foot))
        self.foot.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._below_tools = rule()
        right = frame("pane", col(self.tools, self._below_tools, self.view, rule(), self.units, gap=0))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._panes = (frame("pane", col(self.original, gap=0)), right)
        for pane in self._panes:
            self._splitter.addWidget(pane)
        self._moved = self._asked_about_units = False
        self._splitter.splitterMoved.connect(self._on_moved)
        layout = col(self.head, self.strip, rule(), self._splitter, self.trouble, rule(), self.foot, gap=0)
        layout.setStretchFactor(self._splitter, 1)
        self.setLayout(layout)

    def _order_focus(self) -> None:
        """Tab goes as the eye does: head, strip, original, tools, rows, units, foot."""
        stops = (*self.head.stops, *self.strip.stops, *self.original.stops, *self.tools.stops)
        for before, after in pairwise((*stops, self.view, self.units.view, *self.foot.stops)):
            QWidget.setTabOrder(before, after)

    def _make_trouble(self) -> QFrame:
        self._said = label("", "list", "doubtText")
        close = tool_button("", "dismiss", "关闭", clicked=lambda: self.trouble.hide())
        sign = label("⚠", "listStrong", "doubtText")
        strip = frame("trouble", row(sign, self._said, None, close, gap=8, margins=(12, 4, 8, 4)))
        made = frame("bar", row(strip, margins=(12, 6, 12, 6)))
        made.hide()
        return made

    def _connect(self) -> None:
        self._unsubscribe = self.draft.subscribe(self._refresh)
        self.destroyed.connect(self._unsubscribe)
        self.model.refused.connect(self.show_trouble)
        self.acts.refused.connect(self.show_trouble)
        self.view.line_chosen.connect(self._on_line)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.tools.refresh())
        self.original.measure_clicked.connect(self.view.go_to_measure)
        self.head.title_wanted.connect(self._set_title)
        self.head.part_wanted.connect(self.part_wanted)
        self.head.update_wanted.connect(self.update_wanted)
        self.strip.chosen.connect(self._settle)
        self.strip.stepped.connect(lambda by: self._from_rows(partial(self.step, by)))
        self.strip.all_accepted.connect(self._accept_alike)
        self._questions.row_wanted.connect(self._go_to_unit)
        self.tools.undo.clicked.connect(lambda: self._from_rows(self.undo))
        self.tools.redo.clicked.connect(lambda: self._from_rows(self.redo))
        self.foot.left.connect(self.cancelled)
        self.foot.accepted.connect(self._accept)
        self.foot.pane_changed.connect(self._fit)
        self.foot.units_asked.connect(self._fit)
        self._unwritten = Unwritten(self, self._said_at_the_end, self._import_at_the_end)

    def _on_moved(self) -> None:
        self._moved = True

    def _fold(self) -> None:
        """In a low window the rows have the room: the rest is one line each, or behind a button of the foot."""
        low = self.height() < theme().tokens.px(LOW)
        for part in (self.head, self.strip, self.foot):
            part.fold(low)
        for widget in (self.tools, self._below_tools):
            widget.setHidden(low)
        self.units.fold(low and not self.foot.units.isChecked())

    def _fit(self) -> None:
        """Both panes side by side; in a narrow window one of them."""
        self._fold()
        narrow, peek = self.width() < theme().tokens.px(ONE_PANE), self.foot.peek
        peek.setVisible(narrow)
        self._panes[0].setVisible(not narrow or peek.isChecked())
        self._panes[1].setVisible(not narrow or not peek.isChecked())
        if not narrow and not self._moved:
            left = round(self.width() * LEFT_SHARE)
            self._splitter.setSizes([left, self.width() - left])

    def look_over(self) -> None:
        """In a narrow window: the other pane."""
        if self.foot.peek.isVisible():
            self.foot.peek.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- what the page says ---------------------------------------------------------------------------------------

    def _tell_counts(self) -> None:
        self.head.show_book(self.draft.book, self.draft.plan.title)
        self.foot.show_count(len(self.draft.book.measures), updates=self.source.updates)
        self._questions.refresh()
        self.foot.show_units(self.units.title if self.units.count else "")

    def show_trouble(self, sentence: str) -> None:
        """Say why something was refused; it stays until closed or until an edit is taken."""
        self._said.setText(sentence)
        self.trouble.show()

    def _refresh(self, change: Change) -> None:
        """The draft changed: show it, and go on to what is doubtful now."""
        at = max(0, self.view.currentIndex().row())
        column = max(0, self.view.currentIndex().column())
        kept = self.view.line
        self.trouble.hide()
        if shape_changed(change.edits):
            self.original.refresh()
        self.model.refresh()
        self._tell_counts()
        QTimer.singleShot(0, self, self.tools.refresh_undo)  # the draft counts a change as done when all know of it
        back = self._walk.refresh(self.draft.doubts)
        if not self.view.currentIndex().isValid() and self.model.lines:
            again = self._line_of(kept)
            self.view.go_to(min(at if again is None else again, len(self.model.lines) - 1), column)
        if back is not None:
            self._show_doubt(back)
        elif self.strip.doubt is None or not self._walk.is_open(self.strip.doubt.id):
            self._show_nearest()
        self.tools.refresh()

    def _line_of(self, line: Line | None) -> int | None:
        if isinstance(line, MeasureRow):
            return self.model.at_measure(line.measure.id)
        return self.model.at_section(line.id) if line is not None else None

    # -- doubts ---------------------------------------------------------------------------------------------------

    def _show_first(self) -> None:
        if self._walk.first is not None and self.draft.doubts:
            nearest = self._walk.nearest(None)
            self._show_doubt(self._walk.first if nearest is None else nearest)
        else:
            self._show_settled()

    def _show_settled(self) -> None:
        self.model.current = None
        self.strip.show_settled(self._walk.total)
        self._show_place()
        self.view.viewport().update()

    def _show_doubt(self, doubt_id: DoubtId, *, move: bool = True) -> None:
        doubt = self.draft.book.doubts[doubt_id]
        self.model.current = doubt
        alike = sum(each.kind is doubt.kind for each in self.draft.book.open_doubts())
        self.strip.show_doubt(doubt, self._walk.number(doubt_id), self._walk.total, alike=alike)
        at = self.model.at_doubt(doubt)
        if at is not None and move:
            self.view.go_to(at, column_of(doubt.kind))
        if self.foot.take.hasFocus():  # after an undo Enter settles again, and does not import
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_place()
        self.view.viewport().update()

    def step(self, by: int) -> None:
        """Go to the next open doubt (+1) or the one before (-1), around the end."""
        now = self.strip.doubt.id if self.strip.doubt is not None else None
        there = self._walk.step(now, by)
        if there is not None:
            self._show_doubt(there)

    def _show_nearest(self) -> None:
        """After a doubt was settled: the next open one behind it, else the first; else there is none."""
        there = self._walk.nearest(self.strip.doubt.id if self.strip.doubt is not None else None)
        if there is not None:
            self._show_doubt(there)
            return
        self._show_settled()

    def _settle(self, choice: str) -> None:
        doubt = self.strip.doubt
        if doubt is not None:
            self.acts.attempt_here(partial(self.draft.settle_doubt, doubt.id, choice))

    def _accept_alike(self, kind: DoubtKind) -> None:
        ids = [doubt.id for doubt in self.draft.doubts if doubt.kind is kind]
        self.acts.attempt_here(lambda: self.draft.accept_doubts(ids))

    # -- rows and places ------------------------------------------------------------------------------------------

    def _on_line(self, line: Line) -> None:
        about = [d for d in self.model.doubts_of(line) if self.strip.doubt is None or d.id != self.strip.doubt.id]
        shown = self.strip.doubt is not None and self.model.at_doubt(self.strip.doubt) == self.view.currentIndex().row()
        if about and not shown:
            self._show_doubt(about[0].id, move=False)
        self._show_place()

    def _show_place(self) -> None:
        line = self.view.line
        shown = self.model.lines.measure_below(self.view.currentIndex().row()) if isinstance(line, Section) else line
        doubtful = isinstance(line, MeasureRow) and bool(line.doubts)
        self.original.show_measure(shown.measure.id if shown is not None else None, doubtful=doubtful)

    def _go_to_unit(self, unit: Unit) -> None:
        """The next row of a unit below the current one, around the end."""
        lines = self.model.lines
        start = self.view.currentIndex().row() + 1
        for at in (*range(start, len(lines)), *range(start)):
            line = lines[at]
            if isinstance(line, MeasureRow) and any(a.unit.id == unit.id for a in line.assigned):
                self.view.go_to(at)
                return

    # -- acts -----------------------------------------------------------------------------------------------------

    def _from_rows(self, act: Callable[[], object]) -> None:
        """Do what a button says; the next Enter settles, and does not press the button again."""
        self.acts.focus_rows()
        act()

    def undo(self) -> None:
        """Take the last correction of this review back."""
        if self.draft.can_undo:
            self.acts.attempt(self.draft.undo)

    def redo(self) -> None:
        """Do the correction taken back last again."""
        if self.draft.can_redo:
            self.acts.attempt(self.draft.redo)

    def _set_title(self, title: str) -> None:
        if title.strip() != self.draft.plan.title:
            self.acts.attempt(lambda: self.draft.set_plan_title(self.draft.plan.id, title))

    def _accept(self) -> None:
        self.acts.focus_rows()  # a title half typed is taken in
        if not self._asks_about_units():
            self.accepted.emit(self.draft)

    def _asks_about_units(self) -> bool:
        """Once, before it is taken in: one body under two names would be chased twice, and under neither whole."""
        left = self._questions.open
        if self._asked_about_units or not left:
            return False
        self._asked_about_units = True
        unit, near = left[0]
        others = f"等{len(left)}个单位" if len(left) > 1 else ""
        self.show_trouble(f"“{unit.name}”像是“{near}”{others}，先选定是不是同一个；不用选就再按一次导入")
        self._questions.ask(unit)
        return True

    def _said_at_the_end(self) -> list[str]:
        return [f"核对中的“{self.draft.plan.title}”，还没有导入"] if self.draft.can_undo else []

    def _import_at_the_end(self) -> bool:
        """Whether it is in the ledger; thousands of rows take the worker, and the window stays until they are."""
        taken: list[object] = []
        self.taken_in.connect(taken.append)
        self._asked_about_units = True
        self._accept()
        return bool(taken)

    # -- keys -----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep this page's keys from the window's own shortcuts: Ctrl+Z here is the review's, not the ledger's."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._keys.task_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        task = self._keys.task_of(event)
        if task is None:
            super().keyPressEvent(event)
        else:
            task()
