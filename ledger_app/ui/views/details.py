"""The details of one measure beside the list: everything that is known of it, editable where it stands."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLayout, QScrollArea, QStackedWidget, QToolButton, QWidget

from ledger_app.domain.measure import DoubtId, Progress
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.models.wording import due_note, long_day_text
from ledger_app.ui.theme.pieces import col, frame, label, push_button, roomy, row, rule, styled, tool_button
from ledger_app.ui.theme.theme import tokens

if TYPE_CHECKING:  # the parts of the body are imported when it is put together, after the window's first paint
    from ledger_app.ui.views.chips import Named
    from ledger_app.ui.views.progress_views import ProgressInput, Timeline
    from ledger_app.ui.views.unit_popup import UnitPopup

TABS = ("详情", "进展", "历史")
DETAIL, PROGRESS, HISTORY = range(3)
_RECENT = 3  # entries shown on the first tab


class Details(QFrame):
    """Shows a row; asks the ledger for changes."""

    appeared = Signal()
    done_here = Signal()  # the clerk finished something; back to the list
    close_asked = Signal()
    unit_asked = Signal(str)
    menu_asked = Signal(QWidget)  # where the menu of the row is to open

    def __init__(
        self, ledger: Ledger, attempt: Attempt, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAccessibleName("详情")
        self.row: MeasureRow | None = None
        self._ledger, self._attempt, self._today = ledger, attempt, today
        self._fixed = ledger.read_only
        self._popup: UnitPopup | None = None
        self._nothing = self._make_nothing()
        self._body: QWidget | None = None  # put together for the first row, after the window's first paint
        self._layout = col(self._nothing, gap=0)
        self.setLayout(self._layout)

    # ---- putting it together

    def _make_body(self) -> QWidget:
        self._tabs = [self._make_tab(i, name) for i, name in enumerate(TABS)]
        self._pages = QStackedWidget()
        for page in (self._make_detail_page(), self._make_progress_page(), self._make_history_page()):
            self._pages.addWidget(page)
        close = tool_button(icon_name="dismiss", tip="收起详情 (F4)", clicked=self.close_asked.emit)
        head = frame("pane", row(*self._tabs, None, close, gap=14, margins=(14, 2, 6, 0)))
        styled(head, "list", height=36)
        body = QWidget()
        body.setLayout(col(head, rule(), self._pages, rule(), self._make_foot(), gap=0))
        self._layout.addWidget(body)
        self.setFocusProxy(self._status)
        return body

    def _make_tab(self, at: int, name: str) -> QToolButton:
        tab = tool_button(name, kind="tab", clicked=lambda: self.show_tab(at))
        tab.setCheckable(True)
        tab.setChecked(at == 0)
        return tab

    def _make_nothing(self) -> QWidget:
        nothing = QWidget()
        words = label("选中一项任务，这里显示它的全文、单位、时限和进展", "list", "text3", wrap=True)
        nothing.setLayout(col(words, None, margins=(14, 14, 14, 14)))
        return nothing

    def _make_detail_page(self) -> QScrollArea:
        from ledger_app.ui.views.detail_fields import EditableText
        from ledger_app.ui.views.progress_views import Timeline

        self._path = label("", "caption", "text3", wrap=True)
        self._text = EditableText("工作内容")
        self._text.wanted.connect(self._set_text)
        self._doubts = col(gap=8)
        recent_head = row(label("最近进展", "listStrong"), None, self._make_all_link())
        self._recent = Timeline()
        self._connect_timeline(self._recent)
        fields = (self._make_status_row(), self._make_units_row(), self._make_deadline_row())
        rest = (self._doubts, rule(), recent_head, self._recent, None)
        return _scrolled(col(self._path, self._text, 2, *fields, *rest, gap=10, margins=(14, 10, 14, 8)))

    def _make_all_link(self) -> QToolButton:
        self._all_link = tool_button("全部", kind="link", clicked=lambda: self.show_tab(PROGRESS))
        return self._all_link

    def _make_status_row(self) -> QWidget:
        from ledger_app.ui.views.detail_fields import LampLabel

        self._status = QComboBox()
        for status in Status:
            self._status.addItem(status.label)
        self._status.setAccessibleName("状态")
        roomy(self._status)
        self._status.setEnabled(not self._fixed)
        styled(self._status, "list", height=28, width=128)
        self._status.activated.connect(self._set_status)
        self._lamp = LampLabel()
        self._reason = label("", "caption", "text2")
        return _field("状态", row(self._status, self._lamp, self._reason, None))

    def _make_units_row(self) -> QWidget:
        from ledger_app.ui.views.chips import UnitChips

        self._chips = UnitChips("责任单位")
        self._chips.wanted.connect(self._set_units)
        self._chips.unit_asked.connect(self.unit_asked)
        self._add_unit = tool_button("", "edit", "编辑责任单位", clicked=self.edit_units)
        if self._fixed:
            self._add_unit.hide()
        self._chips.add_after_chips(self._add_unit)
        self._phrase = label("", "caption", "text3", wrap=True)
        return _field("单位", col(self._chips, self._phrase, gap=4))

    def _make_deadline_row(self) -> QWidget:
        from ledger_app.ui.views.editors import DeadlineEditor

        self._deadline = DeadlineEditor()
        self._deadline.setReadOnly(self._fixed)
        styled(self._deadline, "list", height=28)
        self._deadline.accepted.connect(self._set_deadline)
        self._deadline.given_up.connect(self._show_deadline)
        self._deadline.editingFinished.connect(self._set_deadline)
        self._day = label("", "list", wrap=True)
        self._how = label("", "caption", "text3", wrap=True)
        return _field("时限", col(self._deadline, self._day, self._how, gap=2))

    def _make_progress_page(self) -> QScrollArea:
        from ledger_app.ui.views.progress_views import ProgressForm, Timeline

        self.form = ProgressForm()
        self.form.accepted.connect(self._write_progress)
        self.form.closed.connect(self.done_here)
        self._timeline = Timeline()
        self._connect_timeline(self._timeline)
        return _scrolled(col(self.form, self._timeline, None, gap=12, margins=(14, 12, 14, 8)))

    def _make_history_page(self) -> QScrollArea:
        from ledger_app.ui.views.history_tab import HistoryTab

        self._history = HistoryTab(self._ledger)
        return _scrolled(self._history)

    def _connect_timeline(self, timeline: "Timeline") -> None:
        timeline.change_asked.connect(self._change_progress)
        timeline.removal_asked.connect(lambda entry: self._attempt(lambda ledger: ledger.remove_progress(entry.id)))

    def _make_foot(self) -> QFrame:
        self._report = push_button("记进展", "primary", "add", tip="记进展 (Ctrl+J)")
        self._report.clicked.connect(self.begin_progress)
        self._finish = push_button("报完成", tip="状态改为已完成(待核)")
        self._finish.clicked.connect(lambda: self._change_status(Status.DONE))
        more = tool_button(icon_name="more", tip="更多")
        more.clicked.connect(lambda: self.menu_asked.emit(more))
        foot = frame("pane", row(self._report, self._finish, None, more, margins=(14, 8, 14, 8)))
        if self._fixed:
            foot.hide()
        return foot

    # ---- showing

    def show_row(self, shown: MeasureRow | None) -> None:
        """Show a row, or that none is chosen."""
        self.row = shown
        if self._body is None and shown is not None:
            self._body = self._make_body()
        self._nothing.setVisible(shown is None)
        if self._body is not None:
            self._body.setVisible(shown is not None)
        if shown is None:
            return
        today = self._today()
        measure = shown.measure
        number = f"{measure.number}. " if measure.number and measure.number.isdigit() else (measure.number or "")
        self._path.setText(" › ".join(section.printed for section in shown.path) or shown.plan.title)
        self._path.setToolTip(shown.plan.title)
        self._text.show_text(f"{number}{measure.text}", measure.text, fixed=self._fixed)
        self._status.setCurrentIndex(tuple(Status).index(measure.status))
        self._lamp.show_lamp(shown.lamp(today))
        self._reason.setText(due_note(shown, today))
        self._finish.setEnabled(measure.status in (Status.NOT_STARTED, Status.UNDER_WAY))
        self._show_units(shown)
        self._show_deadline()
        self._show_doubts(shown)
        self._show_progress(shown, today)
        if self._pages.currentIndex() == HISTORY:
            self._history.read(measure.id)

    def _show_units(self, shown: MeasureRow) -> None:
        self._chips.show_units([(a.unit.name, a.role, a.inherited) for a in shown.assigned], fixed=self._fixed)
        self._phrase.setText(f"原文“{shown.unit_text}”" if shown.unit_text else "原文没有写单位")

    def _show_deadline(self) -> None:
        if self.row is None:
            return
        deadline = self.row.measure.deadline
        if not (self._deadline.hasFocus() and self._deadline.isModified()):
            self._deadline.setText(deadline.phrase if deadline else "")
        self._deadline.start_from(self.row.last_day)
        day = deadline.last_day if deadline else None
        said = long_day_text(day) if day else ("不设具体日期" if deadline else "")
        self._day.setText(said)
        self._day.setVisible(bool(said))
        self._how.setText(deadline.how if deadline else "")
        self._how.setVisible(bool(deadline and deadline.how))

    def _show_doubts(self, shown: MeasureRow) -> None:
        from ledger_app.ui.views.detail_fields import DoubtCard

        while (item := self._doubts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for doubt in shown.doubts:
            card = DoubtCard(doubt, fixed=self._fixed)
            card.settled.connect(self._settle)
            self._doubts.addWidget(card)

    def _show_progress(self, shown: MeasureRow, today: date) -> None:
        entries = self._ledger.book.progress_of(shown.measure.id)
        self._recent.show_entries(entries[:_RECENT], today, fixed=self._fixed)
        self._timeline.show_entries(entries, today, fixed=self._fixed)
        self._tabs[PROGRESS].setText(f"进展 {len(entries)}" if entries else "进展")
        self._all_link.setText(f"全部{len(entries)}条")
        self._all_link.setVisible(len(entries) > _RECENT)

    def show_tab(self, at: int) -> None:
        """Show one of the tabs."""
        for i, tab in enumerate(self._tabs):
            tab.setChecked(i == at)
        self._pages.setCurrentIndex(at)
        if at == HISTORY:
            self._history.read(self.row.measure.id if self.row else None)

    # ---- asking the ledger

    def begin_progress(self) -> None:
        """Open the form for an entry on this measure."""
        if self.row is not None and not self._fixed:
            self.show_tab(PROGRESS)
            self.form.open_for(self.row.measure.id, _short(self.row), self._today())

    @property
    def has_unwritten_progress(self) -> bool:
        """Whether a progress entry is being written and not recorded yet."""
        return self._body is not None and self.form.has_words

    def write_progress(self) -> bool:
        """Record what stands in the form; whether the ledger took it."""
        self.form.accept()
        return not self.has_unwritten_progress

    def _change_progress(self, entry: Progress) -> None:
        if self.row is not None:
            self.show_tab(PROGRESS)
            self.form.open_for(entry.measure_id, _short(self.row), self._today(), entry)

    def _write_progress(self, typed: "ProgressInput") -> None:
        if typed.entry is not None:
            done = self._attempt(lambda ledger: ledger.change_progress(typed.changed()))
        else:
            done = self._attempt(
                lambda ledger: ledger.add_progress(
                    typed.measure_id,
                    on=typed.on,
                    done=typed.done,
                    problems=typed.problems,
                    next_steps=typed.next_steps,
                    percent=typed.percent,
                    who=typed.who,
                )
            )
        if done:
            self.form.close_form()

    def edit_units(self) -> None:
        """Open the unit editor."""
        if self.row is None or self._fixed:
            return
        if self._popup is None:
            from ledger_app.ui.views.unit_popup import UnitPopup  # when first needed, not at start-up

            self._popup = UnitPopup(self.window())
            self._popup.accepted.connect(self._set_units)
        units = tuple((a.unit.name, a.role) for a in self.row.assigned)
        self._popup.open_for(self._ledger, units, self._chips)

    def _set_units(self, units: "tuple[Named, ...]") -> None:
        if self.row is not None and units != tuple((a.unit.name, a.role) for a in self.row.assigned):
            measure_id = self.row.measure.id
            self._attempt(lambda ledger: ledger.set_units([measure_id], units))

    def _set_text(self, text: str) -> None:
        if self.row is not None and text != self.row.measure.text:
            measure_id = self.row.measure.id
            self._attempt(lambda ledger: ledger.set_text(measure_id, text))

    def _set_status(self, at: int) -> None:
        self._change_status(tuple(Status)[at])

    def _change_status(self, status: Status) -> None:
        if self.row is not None and status is not self.row.measure.status:
            measure_id = self.row.measure.id
            self._attempt(lambda ledger: ledger.set_status([measure_id], status))

    def _set_deadline(self) -> None:
        if self.row is None or self._fixed:
            return
        deadline = self.row.measure.deadline
        if self._deadline.value() == (deadline.phrase if deadline else ""):
            return
        measure_id, phrase = self.row.measure.id, self._deadline.value()
        self._deadline.setModified(False)
        if not self._attempt(lambda ledger: ledger.set_deadline([measure_id], phrase)):
            self._deadline.setModified(True)

    def _settle(self, doubt_id: DoubtId, choice: str) -> None:
        self._attempt(lambda ledger: ledger.settle_doubt(doubt_id, choice))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.appeared.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)


def _field(name: str, content: QLayout) -> QWidget:
    made = QWidget()
    title: QLabel = label(name, "caption", "text3")
    title.setContentsMargins(0, tokens().px(6), 0, 0)
    title.setAlignment(Qt.AlignmentFlag.AlignTop)
    styled(title, "caption", width=34)
    layout = row(title, content, gap=8)
    layout.setStretch(1, 1)
    made.setLayout(layout)
    return made


def _scrolled(content: QLayout | QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if isinstance(content, QWidget):
        area.setWidget(content)
    else:
        body = QWidget()
        body.setLayout(content)
        area.setWidget(body)
    return area


def _short(shown: MeasureRow) -> str:
    text = shown.measure.text
    return text if len(text) <= 18 else f"{text[:17]}…"
