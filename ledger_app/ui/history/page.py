"""操作记录: the log, the recycle bin, and the ledger as it stood on a day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QToolButton

from ledger_app.domain.change import Change
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger import Ledger
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.history.bin_pane import BinPane
from ledger_app.ui.history.log_pane import LogPane
from ledger_app.ui.history.past_pane import PastPane
from ledger_app.ui.pages import Page
from ledger_app.ui.theme.focus import LeadsFocus
from ledger_app.ui.theme.pieces import col, frame, label, row, rule, tool_button

LOG, BIN, PAST = range(3)
TABS = ("操作记录", "回收站", "某日台账")


class HistoryPage(LeadsFocus, Page):
    """Three tabs; each is put together when it is first shown."""

    measure_asked = Signal(object)  # MeasureId
    counted = Signal()

    def __init__(self, ledger: Ledger, attempt: Attempt, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._attempt, self._today = ledger, attempt, today
        self._panes: dict[int, LogPane | BinPane | PastPane] = {}
        self._stale: set[int] = set()
        self._at = LOG
        self.tabs = [self._make_tab(at, name) for at, name in enumerate(TABS)]
        self._stack = QStackedWidget()
        self._count = label("", "list", "text3")
        head = frame("pane", row(*self.tabs, None, self._count, gap=16, margins=(14, 4, 14, 0)))
        self.counted.connect(lambda: self._count.setText(self.status_words()))
        whole = col(head, rule(), self._stack, gap=0)
        whole.setStretchFactor(self._stack, 1)
        self.setLayout(whole)
        self.show_tab(LOG)

    def _make_tab(self, at: int, name: str) -> QToolButton:
        tab = tool_button(name, kind="tab", clicked=lambda: self.show_tab(at))
        tab.setCheckable(True)
        return tab

    def _make_pane(self, at: int) -> "LogPane | BinPane | PastPane":
        kind = (LogPane, BinPane, PastPane)[at]
        made = kind(self._ledger, self._attempt, self._today)
        made.counted.connect(self.counted)
        made.measure_asked.connect(self.measure_asked)
        self._stack.addWidget(made)
        return made

    # ---- going to a tab

    @property
    def log(self) -> LogPane:
        """The log."""
        return self._pane(LOG)  # type: ignore[return-value]

    @property
    def bin(self) -> BinPane:
        """The recycle bin."""
        return self._pane(BIN)  # type: ignore[return-value]

    @property
    def past(self) -> PastPane:
        """The ledger as of a day."""
        return self._pane(PAST)  # type: ignore[return-value]

    def _pane(self, at: int) -> "LogPane | BinPane | PastPane":
        if at not in self._panes:
            self._panes[at] = self._make_pane(at)
        return self._panes[at]

    def show_tab(self, at: int) -> None:
        """Show one of the tabs."""
        pane = self._pane(at)
        for i, tab in enumerate(self.tabs):
            tab.setChecked(i == at)
        self._stack.setCurrentWidget(pane)
        self._at = at
        if at in self._stale:
            self._stale.discard(at)
            pane.read()
        self.lead_focus(pane)
        self.counted.emit()

    def show_log(self) -> None:
        """Show the log."""
        self.show_tab(LOG)

    def show_bin(self) -> None:
        """Show the recycle bin."""
        self.show_tab(BIN)

    def show_measure(self, measure_id: MeasureId) -> None:
        """Show what happened to a measure."""
        self.show_tab(LOG)
        self.log.show_measure(measure_id)

    # ---- what the window tells

    def on_change(self, change: Change, touched: frozenset[MeasureId]) -> None:
        """There is one act more."""
        self.reload()

    def reload(self) -> None:
        """Everything may differ."""
        self._stale = set(self._panes) - {self._at}
        self._panes[self._at].read()

    def status_words(self) -> str:
        """What the tab that is shown says."""
        return self._panes[self._at].words()
