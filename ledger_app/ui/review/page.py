"""核对导入: the original on the left, what was read from it on the right, one strip from doubt to doubt."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QLineEdit, QSplitter, QWidget

from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import DoubtId, DoubtKind
from ledger_app.domain.plan import Section
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.unit import Unit
from ledger_app.ledger.book import Book
from ledger_app.ledger.draft import Draft
from ledger_app.ui.review.doubt_strip import KEYS, DoubtStrip
from ledger_app.ui.review.head import ReviewHead
from ledger_app.ui.review.new_units import NewUnits, new_units
from ledger_app.ui.review.original import OriginalPane
from ledger_app.ui.review.table_model import Line, ReviewTable, column_of
from ledger_app.ui.review.table_view import ReviewView
from ledger_app.ui.theme.pieces import col, frame, label, push_button, row, rule, styled, tool_button
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.views.popup import is_inside

LEFT_SHARE = 0.366  # of the width for the original, until the clerk moves the border
ONE_PANE = 820  # below this width the original and the rows take turns


class ReviewPage(QWidget):
    """Shows a draft until the clerk takes it in or leaves it. All corrections go to the draft, which undoes them."""

    accepted = Signal(object)  # the Draft, as corrected
    cancelled = Signal()

    def __init__(
        self, draft: Draft, known_units: Book | None = None, *, today: date | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.draft = draft
        self._known = known_units if known_units is not None and known_units.units else None
        self._order: tuple[DoubtId, ...] = tuple(doubt.id for doubt in draft.doubts)
        self._open = set(self._order)
        self.setObjectName("page")
        self.setAccessibleName("核对导入")
        self.model = ReviewTable(draft, self)
        self.view = ReviewView(self.model, today or datetime.now().astimezone().date())
        self.original = OriginalPane(draft)
        self.strip = DoubtStrip()
        self.units = NewUnits()
        self.setFocusProxy(self.view)
        self._lay_out()
        self._order_focus()
        self._connect()
        self._tell_counts()
        self._tell_undo()
        self._show_first()

    # -- putting it together --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.head, foot = ReviewHead(self.draft.document.name, self.draft.plan.title), self._make_foot()
        self.trouble = self._make_trouble()
        right = frame("pane", col(self._make_tools(), rule(), self.view, rule(), self.units, gap=0))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._panes = (frame("pane", col(self.original, gap=0)), right)
        for pane in self._panes:
            self._splitter.addWidget(pane)
        self._moved = False
        self._splitter.splitterMoved.connect(self._on_moved)
        layout = col(self.head, self.strip, rule(), self._splitter, self.trouble, rule(), foot, gap=0)
        layout.setStretchFactor(self._splitter, 1)
        self.setLayout(layout)

    def _order_focus(self) -> None:
        """Tab goes as the eye does: head, strip, original, tools, rows, units, foot."""
        tools = self._undo, self._redo, self._edit_cell, self._drop
        stops = self.head.title, *self.strip.stops, *self.original.stops, *tools, self.view, self.units.view
        for before, after in pairwise((*stops, self._peek, self._leave, self._take)):
            QWidget.setTabOrder(before, after)

    def _make_tools(self) -> QFrame:
        self._undo = tool_button("", "undo", "撤销这次核对里的改动 (Ctrl+Z)", clicked=self.undo)
        self._redo = tool_button("", "redo", "重做 (Ctrl+Y)", clicked=self.redo)
        self._edit_cell = tool_button("修改", "edit", "修改当前一格 (F2)", clicked=self._edit)
        self._drop = tool_button("不要", "drop", "去掉选中的行 (Delete)", clicked=self.drop_rows)
        bar = frame(
            "pane",
            row(
                label("识别结果", "bodyStrong"),
                None,
                self._undo,
                self._redo,
                self._edit_cell,
                self._drop,
                gap=4,
                margins=(12, 0, 8, 0),
            ),
        )
        styled(bar, "list", height=38)
        return bar

    def _make_trouble(self) -> QFrame:
        self._said = label("", "list", "doubtText")
        close = tool_button("", "dismiss", "关闭", clicked=lambda: self.trouble.hide())
        made = frame("trouble", row(self._said, None, close, gap=8, margins=(12, 4, 8, 4)))
        made.hide()
        return made

    def _make_foot(self) -> QFrame:
        self._leave = push_button("取消")
        self._leave.clicked.connect(self.cancelled)
        self._take = push_button("", "primary")
        self._take.clicked.connect(self._accept)
        for button in (self._leave, self._take):
            button.setAutoDefault(False)
        self._peek = tool_button("看原文 F9", "document", "原文和识别结果轮流看 (F9)", clicked=self._fit)
        self._peek.setCheckable(True)
        note = label("导入是一步操作，可整体撤销。", "list", "text2")
        return frame("bar", row(note, self._peek, None, self._leave, self._take, gap=8, margins=(16, 8, 16, 8)))

    def _connect(self) -> None:
        self._unsubscribe = self.draft.subscribe(lambda _: self._refresh())
        self.destroyed.connect(self._unsubscribe)
        self.model.refused.connect(self.show_trouble)
        self.view.line_chosen.connect(self._on_line)
        self.original.measure_clicked.connect(self._go_to_measure)
        self.head.title_wanted.connect(self._set_title)
        self.strip.chosen.connect(self._settle)
        self.strip.stepped.connect(self.step)
        self.strip.all_accepted.connect(self._accept_alike)
        self.units.unit_chosen.connect(self._go_to_unit)

    def _on_moved(self) -> None:
        self._moved = True

    def _fit(self) -> None:
        """Both panes side by side; in a narrow window one of them."""
        narrow = self.width() < theme().tokens.px(ONE_PANE)
        self._peek.setVisible(narrow)
        self._panes[0].setVisible(not narrow or self._peek.isChecked())
        self._panes[1].setVisible(not narrow or not self._peek.isChecked())
        if not narrow and not self._moved:
            left = round(self.width() * LEFT_SHARE)
            self._splitter.setSizes([left, self.width() - left])

    def _look_over(self) -> None:
        if self._peek.isVisible():
            self._peek.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- what the page says ---------------------------------------------------------------------------------------

    def _tell_counts(self) -> None:
        book = self.draft.book
        rows = book.rows()
        self.head.show_book(book, self.draft.plan.title)
        self._take.setText(f"导入{len(rows)}项")
        self._take.setAccessibleName(f"导入{len(rows)}项")
        self._take.setEnabled(bool(rows))
        self.units.show_units(new_units(book, self._known), all_new=self._known is None)

    def _tell_undo(self) -> None:
        self._undo.setEnabled(self.draft.can_undo)
        self._redo.setEnabled(self.draft.can_redo)

    def show_trouble(self, sentence: str) -> None:
        """Say why something was refused; it stays until closed or until an edit is taken."""
        self._said.setText(sentence)
        self.trouble.show()

    def _refresh(self) -> None:
        """The draft changed: show it, and go on to what is doubtful now."""
        at = max(0, self.view.currentIndex().row())
        column = max(0, self.view.currentIndex().column())
        kept = self.view.line
        self.trouble.hide()
        self.model.refresh()
        self._tell_counts()
        QTimer.singleShot(0, self, self._tell_undo)  # the draft counts a change as done when all listeners know of it
        now = {doubt.id for doubt in self.draft.doubts}
        back, self._open = now - self._open, now
        if not self.view.currentIndex().isValid() and self.model.lines:
            again = self._line_of(kept)
            self.view.go_to(min(at if again is None else again, len(self.model.lines) - 1), column)
        if back:
            self._show_doubt(next(doubt_id for doubt_id in self._order if doubt_id in back))
        elif self.strip.doubt is None or self.strip.doubt.id not in now:
            self._show_nearest()

    def _line_of(self, line: Line | None) -> int | None:
        if isinstance(line, MeasureRow):
            return self.model.at_measure(line.measure.id)
        return self.model.at_section(line.id) if line is not None else None

    # -- doubts ---------------------------------------------------------------------------------------------------

    def _show_first(self) -> None:
        if self._order:
            self._show_doubt(self._order[0])
        else:
            self._show_settled()

    def _show_settled(self) -> None:
        self.model.current = None
        self.strip.show_settled(len(self._order))
        self._show_place()
        self.view.viewport().update()

    def _show_doubt(self, doubt_id: DoubtId, *, move: bool = True) -> None:
        doubt = self.draft.book.doubts[doubt_id]
        self.model.current = doubt
        number = self._order.index(doubt_id) + 1
        alike = sum(each.kind is doubt.kind for each in self.draft.book.open_doubts())
        self.strip.show_doubt(doubt, number, len(self._order), alike=alike)
        at = self.model.at_doubt(doubt)
        if at is not None and move:
            self.view.go_to(at, column_of(doubt.kind))
        if self._take.hasFocus():  # after an undo Enter settles again, and does not import
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_place()
        self.view.viewport().update()

    def step(self, by: int) -> None:
        """Go to the next open doubt (+1) or the one before (-1), around the end."""
        doubts = [doubt_id for doubt_id in self._order if doubt_id in self._open]
        if not doubts:
            return
        now = self.strip.doubt.id if self.strip.doubt is not None else None
        at = doubts.index(now) if now in doubts else -1
        self._show_doubt(doubts[(at + by) % len(doubts)])

    def _show_nearest(self) -> None:
        """After a doubt was settled: the next open one behind it, else the first; else there is none."""
        gone = self._order.index(self.strip.doubt.id) if self.strip.doubt is not None else -1
        after = [doubt_id for doubt_id in self._order[gone + 1 :] if doubt_id in self._open]
        rest = after or [doubt_id for doubt_id in self._order if doubt_id in self._open]
        if rest:
            self._show_doubt(rest[0])
        else:
            self._show_settled()
            if self._order:
                self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self, choice: str) -> None:
        doubt = self.strip.doubt
        if doubt is None:
            return
        if doubt.kind is DoubtKind.DATE_GUESSED and not choice and doubt.measure_id is not None:
            ids = [doubt.measure_id]
            self._try(lambda: self.draft.set_deadline(ids, ""))
        else:
            self._try(lambda: self.draft.settle_doubt(doubt.id, choice))

    def _accept_alike(self, kind: DoubtKind) -> None:
        ids = [doubt.id for doubt in self.draft.doubts if doubt.kind is kind]
        self._try(lambda: self.draft.accept_doubts(ids))

    # -- rows and places ------------------------------------------------------------------------------------------

    def _on_line(self, line: Line) -> None:
        about = [d for d in self.model.doubts_of(line) if self.strip.doubt is None or d.id != self.strip.doubt.id]
        shown = self.strip.doubt is not None and self.model.at_doubt(self.strip.doubt) == self.view.currentIndex().row()
        if about and not shown:
            self._show_doubt(about[0].id, move=False)
        self._show_place()

    def _show_place(self) -> None:
        line = self.view.line
        if isinstance(line, Section):
            below = (r.measure.id for r in self.draft.book.rows() if line in r.path)
            measure_id: MeasureId | None = next(below, None)
        else:
            measure_id = line.measure.id if line is not None else None
        doubtful = isinstance(line, MeasureRow) and bool(line.doubts)
        self.original.show_measure(measure_id, doubtful=doubtful)

    def _go_to_measure(self, measure_id: MeasureId) -> None:
        at = self.model.at_measure(measure_id)
        if at is not None:
            self.view.go_to(at)

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

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            self.show_trouble(str(error))

    def undo(self) -> None:
        """Take the last correction of this review back."""
        if self.draft.can_undo:
            self._try(self.draft.undo)

    def redo(self) -> None:
        """Do the correction taken back last again."""
        if self.draft.can_redo:
            self._try(self.draft.redo)

    def drop_rows(self) -> None:
        """Leave the selected rows out of the import."""
        ids = self.view.selected_measures()
        if ids:
            self._try(lambda: self.draft.remove_measures(ids))

    def _edit(self) -> None:
        self.view.setFocus()
        self.view.edit(self.view.currentIndex())

    def _set_title(self, title: str) -> None:
        if title.strip() != self.draft.plan.title:
            self._try(lambda: self.draft.set_plan_title(self.draft.plan.id, title))

    def _accept(self) -> None:
        self.accepted.emit(self.draft)

    # -- keys -----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep this page's keys from the window's own shortcuts: Ctrl+Z here is the review's, not the ledger's."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._act_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.undo
        if event.matches(QKeySequence.StandardKey.Redo):
            return self.redo
        if key == Qt.Key.Key_F9:
            return self._look_over
        if key == Qt.Key.Key_F8:
            return partial(self.step, -1 if shift else 1)
        focus = QApplication.focusWidget()
        if isinstance(focus, QLineEdit) or is_inside(focus, self.units):
            return None
        return self._plain_act_of(key, shift=shift)

    def _plain_act_of(self, key: int, *, shift: bool) -> Callable[[], object] | None:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = QApplication.focusWidget()
            if isinstance(focus, QAbstractButton):
                return focus.click
            return self.strip.take_alike if shift else self.strip.take
        if key == Qt.Key.Key_Delete:
            return self.drop_rows
        if key == Qt.Key.Key_0:
            return self.strip.leave_empty
        if 0 < key < 0x110000 and chr(key) in KEYS:
            return partial(self.strip.take_other, KEYS.index(chr(key)))
        if key == Qt.Key.Key_Escape and not self.draft.can_undo:
            return self.cancelled.emit
        return None
