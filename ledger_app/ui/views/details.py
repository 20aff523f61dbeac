"""The details of one measure beside the list: everything that is known of it, editable where it stands."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QStackedWidget, QToolButton, QWidget

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import DoubtId, Progress
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import OPEN_STATUSES, Status, may_send_back
from ledger_app.ledger import Ledger
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.details.layout import emptied, named, scrolled
from ledger_app.ui.models.wording import due_note
from ledger_app.ui.theme.focus import LeadsFocus
from ledger_app.ui.theme.pieces import col, frame, label, push_button, roomy, row, rule, styled, tool_button
from ledger_app.ui.unwritten import Unwritten

if TYPE_CHECKING:  # the parts of the body are imported when it is put together, after the window's first paint
    from ledger_app.ui.views.progress_views import ProgressInput, Timeline

TABS = ("详情", "进展", "历史", "佐证材料")
DETAIL, PROGRESS, HISTORY, EVIDENCE = range(4)
_RECENT = 3  # entries shown on the first tab


class Details(LeadsFocus, QFrame):
    """Shows a row; asks the ledger for changes."""

    appeared = Signal()
    done_here = Signal()  # the clerk finished something; back to the list
    close_asked = Signal()
    unit_asked = Signal(str)
    measure_asked = Signal(object)  # MeasureId
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
        self._nothing = self._make_nothing()
        self._body: QWidget | None = None  # put together for the first row, after the window's first paint
        self._layout = col(self._nothing, gap=0)
        self.setLayout(self._layout)

    # ---- putting it together

    def _make_body(self) -> QWidget:
        self._tabs = [self._make_tab(i, name) for i, name in enumerate(TABS)]
        self._pages = QStackedWidget()
        pages = (self._make_detail_page, self._make_progress_page, self._make_history_page, self._make_evidence_page)
        for make in pages:
            self._pages.addWidget(make())
        close = tool_button(icon_name="dismiss", tip="收起详情 (F4)", clicked=self.close_asked.emit)
        head = frame("pane", row(*self._tabs, None, close, gap=12, margins=(14, 2, 6, 0)))
        styled(head, "list", height=36)
        body = QWidget()
        body.setLayout(col(head, rule(), self._pages, rule(), self._make_foot(), gap=0))
        self._layout.addWidget(body)
        self.lead_focus(self._status)
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
        head = row(self._path, self._make_flag(), gap=6)
        head.setStretch(0, 1)
        fields = (self._make_status_row(), *self._make_fields())
        rest = (rule(), recent_head, self._recent, rule(), self._subs, self._original, None)
        return scrolled(col(head, self._text, 2, self._doubts, *fields, *rest, gap=10, margins=(14, 10, 14, 8)))

    def _make_fields(self) -> tuple[QWidget, ...]:
        """What is kept beside the measure, each part with its own acts."""
        from ledger_app.ui.details.deadline_field import DeadlineField
        from ledger_app.ui.details.family import Original, SubMeasures
        from ledger_app.ui.details.periods import PeriodsSection
        from ledger_app.ui.details.targets import TargetsSection
        from ledger_app.ui.details.units_field import UnitsField

        self._units = UnitsField(self._ledger, self._attempt)
        self._units.unit_asked.connect(self.unit_asked)
        self._deadline = DeadlineField(self._ledger, self._today)
        self._targets = TargetsSection(self._ledger, self._today)
        self._periods = PeriodsSection(self._ledger, self._today)
        self._subs, self._original = SubMeasures(self._ledger), Original(self._ledger)
        self._subs.measure_asked.connect(self.measure_asked)
        return (self._units, self._deadline, self._targets, self._periods)

    def _make_flag(self) -> QToolButton:
        self._flag = tool_button("挂牌", "flag", "挂牌督办", clicked=self._toggle_flag)
        self._flag.setCheckable(True)
        self._flag.setEnabled(not self._fixed)
        return self._flag

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
        return named("状态", row(self._status, self._lamp, self._reason, None))

    def _make_progress_page(self) -> QScrollArea:
        from ledger_app.ui.views.progress_views import ProgressForm, Timeline

        self.form = ProgressForm()
        self.form.accepted.connect(self._write_progress)
        self.form.closed.connect(self.done_here)
        self.form.shown.connect(self._offer_report)
        self._unwritten = Unwritten(self.form, self._unwritten_entries, self._write_entries)
        self._timeline = Timeline()
        self._connect_timeline(self._timeline)
        return scrolled(col(self.form, self._timeline, None, gap=12, margins=(14, 12, 14, 8)))

    def _make_history_page(self) -> QScrollArea:
        from ledger_app.ui.views.history_tab import HistoryTab

        self._history = HistoryTab(self._ledger)
        return scrolled(self._history)

    def _make_evidence_page(self) -> QScrollArea:
        from ledger_app.ui.details.evidence import EvidenceTab

        self._evidence = EvidenceTab(self._ledger, self._today)
        return scrolled(self._evidence)

    def _connect_timeline(self, timeline: "Timeline") -> None:
        timeline.change_asked.connect(self._change_progress)
        timeline.removal_asked.connect(lambda entry: self._attempt(lambda ledger: ledger.remove_progress(entry.id)))

    @property
    def _writing(self) -> bool:
        """Whether the form is what the foot's buttons are for."""
        return not self.form.isHidden() and self._pages.currentIndex() == PROGRESS

    def _offer_report(self) -> None:
        """One 记进展 at a time, always in sight: over an open form it records what the form says."""
        begun = self.row is not None and self.form.has_begun(self.row.measure.id)
        done = self.row is not None and may_send_back(self.row.measure.status)
        words = self.form.act if self._writing else "接着写进展" if begun else "记进展"
        tip = f"{words} ({'Ctrl+Enter' if self._writing else 'Ctrl+J'})"
        self._report.setText(words)
        self._report.setToolTip(tip)
        self._report.setAccessibleName(tip)
        self._fold_form.setVisible(self._writing)
        self._finish.setVisible(not done and not self._writing)
        self._send_back.setVisible(done and not self._writing)

    def _press_report(self) -> None:
        if self._writing:
            self.form.accept()
        else:
            self.begin_progress()

    def _make_foot(self) -> QFrame:
        self._report = push_button("记进展", "primary", "add", tip="记进展 (Ctrl+J)")
        self._report.clicked.connect(self._press_report)
        self._fold_form = push_button("收起", tip="收起，写了的留着，再按Ctrl+J接着写 (Esc)")
        self._fold_form.clicked.connect(self.form.leave_form)
        self._finish = push_button("报完成", tip="状态改为已完成(待核)")
        self._finish.clicked.connect(lambda: self._change_status(Status.DONE))
        self._send_back = push_button("退回…", tip="没有做完：状态改回进行中，记下原因")
        self._send_back.clicked.connect(self._open_send_back)
        more = tool_button(icon_name="more", tip="更多")
        more.clicked.connect(lambda: self.menu_asked.emit(more))
        foot = frame(
            "pane",
            row(self._report, self._fold_form, self._finish, self._send_back, None, more, margins=(14, 8, 14, 8)),
        )
        if self._fixed:
            foot.hide()
        return foot

    # ---- showing

    def show_row(self, shown: MeasureRow | None) -> None:
        """Show a row, or that none is chosen."""
        if self.row is not None and (shown is None or shown.measure.id != self.row.measure.id):
            self._leave_row()
            self.form.follow(shown.measure.id if shown is not None else None)
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
        self._finish.setEnabled(measure.status in OPEN_STATUSES)
        self._flag.setChecked(measure.flagged)
        self._flag.setText("已挂牌" if measure.flagged else "挂牌")
        for part in (self._units, self._deadline, self._targets, self._periods, self._subs, self._original):
            part.show_row(shown)
        self._show_evidence(measure.id)
        self._show_doubts(shown)
        self._show_progress(shown, today)
        if self._pages.currentIndex() == HISTORY:
            self._history.read(measure.id)
        self._offer_report()

    def _leave_row(self) -> None:
        """Hand over what is being edited while the row it is for is still the current one."""
        self._text.leave()
        self._units.leave()

    def _show_doubts(self, shown: MeasureRow) -> None:
        from ledger_app.ui.views.detail_fields import DoubtCard

        emptied(self._doubts)
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

    def _show_evidence(self, measure_id: MeasureId) -> None:
        count = len(self._ledger.book.attachments_of(measure_id))
        self._tabs[EVIDENCE].setText(f"佐证材料 {count}" if count else "佐证材料")
        if self._pages.currentIndex() == EVIDENCE:
            self._evidence.show_measure(measure_id)

    def show_tab(self, at: int) -> None:
        """Show one of the tabs."""
        for i, tab in enumerate(self._tabs):
            tab.setChecked(i == at)
        self._pages.setCurrentIndex(at)
        self._offer_report()
        if at == HISTORY:
            self._history.read(self.row.measure.id if self.row else None)
        elif at == EVIDENCE and self.row is not None:
            self._evidence.show_measure(self.row.measure.id)

    # ---- asking the ledger

    def begin_progress(self) -> None:
        """Open the form for an entry on this measure."""
        if self.row is not None and not self._fixed:
            self.show_tab(PROGRESS)
            self.form.open_for(self.row.measure.id, _short(self.row), self._today())

    def _begun(self) -> list["ProgressInput"]:
        """The entries that were begun for other rows."""
        return [typed for typed in self.form.away.values() if typed.measure_id in self._ledger.book.measures]

    def _unwritten_entries(self) -> list[str]:
        return ["进展"] * (self.form.has_words + len(self._begun()))

    def _write_entries(self) -> bool:
        if self.form.has_words:
            self.form.accept()
        for typed in self._begun():
            if self._record(typed):
                del self.form.away[typed.key]
        return not self._unwritten_entries()

    def _change_progress(self, entry: Progress) -> None:
        if self.row is not None:
            self.show_tab(PROGRESS)
            self.form.open_for(entry.measure_id, _short(self.row), self._today(), entry)

    def _write_progress(self, typed: "ProgressInput") -> None:
        if self._record(typed):
            self.form.close_form()

    def _record(self, typed: "ProgressInput") -> bool:
        if typed.entry is not None:
            return self._attempt(lambda ledger: ledger.change_progress(typed.changed()))
        return self._attempt(
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

    def edit_units(self) -> None:
        """Open the unit editor."""
        if self.row is not None:
            self._units.edit()

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

    def _toggle_flag(self) -> None:
        if self.row is not None:
            measure = self.row.measure
            if not self._attempt(lambda ledger: ledger.set_flagged([measure.id], not measure.flagged)):
                self._flag.setChecked(measure.flagged)

    def _open_send_back(self) -> None:
        from ledger_app.ui.dialogs.reasons import SendBackDialog  # seldom needed

        if self.row is not None:
            SendBackDialog(self._ledger, [self.row.measure.id], self._today(), self.window()).open()

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


def _short(shown: MeasureRow) -> str:
    text = shown.measure.text
    return text if len(text) <= 18 else f"{text[:17]}…"
