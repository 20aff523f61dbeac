"""The log: chips and search over the acts, and beside them the act that is chosen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ledger_app.domain.change import ChangeHead, ChangeId
from ledger_app.domain.history import HistoryQuery
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger import Ledger
from ledger_app.ledger.history import HistoryEntry
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.history.act_card import ActCard
from ledger_app.ui.history.act_view import ActView
from ledger_app.ui.history.acts import AT_ONCE, ActTable
from ledger_app.ui.history.filters import HistoryFilters, turn
from ledger_app.ui.history.folding import ALWAYS_ROOM, Folded
from ledger_app.ui.theme.focus import LeadsFocus
from ledger_app.ui.theme.pieces import col, frame, label, push_button, row, rule, styled, tool_button
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.beside import Beside

_BESIDE = 700  # px at 100 %: narrower, the card stands below the acts
_CARD = 340
_TYPING_MS = 150


class LogPane(LeadsFocus, QWidget):
    """Asks the ledger to take acts back."""

    counted = Signal()
    measure_asked = Signal(object)  # MeasureId

    def __init__(self, ledger: Ledger, attempt: Attempt, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._attempt, self._today = ledger, attempt, today
        self._current: ChangeId | None = None
        self.table = ActTable(ledger, today(), self)
        self.view = ActView(self.table)
        self.card = ActCard(ledger, today)
        self.filters = HistoryFilters(ledger, self.table.people, today)
        self.search = QLineEdit()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._connect()
        self._keep_current()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText("查找操作、任务、人")
        self.search.setAccessibleName("查找操作")
        self.search.setClearButtonEnabled(True)
        styled(self.search, "list", height=30, min_width=150)
        self._nothing = label("", "bodyStrong", "text2")
        self._clear = push_button("清除筛选", "quiet")
        self._clear.clicked.connect(self.clear)
        self._none = QWidget()
        said = (row(None, self._nothing, None), row(None, self._clear, None), None)
        self._none.setLayout(col(*said, gap=10, margins=(14, 48, 14, 12)))
        self._more = tool_button(f"再列{AT_ONCE}步", kind="link", clicked=self.table.read_more)
        self._folded = Folded("筛选", self.filters)
        card = frame("pane", col(self.card, gap=0))
        self._card_folded = Folded("这一步", card)
        line = row(self.search, self._folded.button, self._card_folded.button, gap=8)
        head = col(line, self.filters, gap=8, margins=(14, 8, 14, 8))
        self._more_bar = frame("pane", row(None, self._more, None, margins=(8, 4, 8, 4)))
        acts = col(self._none, self.view, self._more_bar, gap=0)
        acts.setStretchFactor(self.view, 1)
        left = frame("pane", col(head, rule(), acts, gap=0))
        self.setLayout(col(Beside(left, card, needs=_BESIDE, second=lambda _: tokens().px(_CARD)), gap=0))
        self.lead_focus(self.view)
        chips = (*self.filters.days.values(), *self.filters.chips.values())
        for before, after in pairwise((self.search, *chips, self._clear, self.view, self._more, self.card)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.returnPressed.connect(self._look)
        self._typing.timeout.connect(self._look)
        self.filters.wanted.connect(self.ask)
        self.table.modelReset.connect(self._keep_current)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.view.activated.connect(self._open_card)
        self.card.take_back_asked.connect(self._take_back)
        self.card.measure_asked.connect(self.measure_asked)
        self.card.past_asked.connect(self.show_measure)
        self.card.act_asked.connect(self.show_act)

    # ---- asking

    def ask(self, query: HistoryQuery) -> None:
        """Show the acts that a query asks for."""
        self.filters.show_query(query)
        turn(self._folded.button, on=replace(query, words=()) != HistoryQuery())
        self.table.ask(query)
        self.counted.emit()

    def _look(self) -> None:
        self._typing.stop()
        self.ask(replace(self.filters.query, words=tuple(self.search.text().split())))

    def clear(self) -> None:
        """Show all acts."""
        self.search.clear()
        self._typing.stop()
        self.ask(HistoryQuery())

    def show_measure(self, measure_id: MeasureId) -> None:
        """Show only what happened to a measure."""
        self.search.clear()
        self._typing.stop()
        self.ask(HistoryQuery(measure_id=measure_id))

    def show_act(self, change_id: ChangeId) -> None:
        """Show an act, without filters where they leave it out."""
        if self.table.row_of(change_id) is None:
            self.clear()
        while self.table.row_of(change_id) is None and self.table.more:
            self.table.read_more()
        at = self.table.row_of(change_id)
        if at is not None:
            self.view.setCurrentIndex(self.table.index(at, 0))
            self.view.scrollTo(self.table.index(at, 0))

    def read(self) -> None:
        """Show the acts as they are now."""
        self.filters.show_query(self.filters.query)
        self.table.read(self._today())
        self.counted.emit()

    # ---- showing

    def _keep_current(self) -> None:
        """Stay at the act that was chosen; else the newest."""
        found = bool(self.table.lines)
        self._none.setVisible(not found)
        self.view.setVisible(found)
        filtered = self.table.query != HistoryQuery()
        self._nothing.setText("没有符合的操作" if filtered else "还没有操作")
        self._clear.setVisible(filtered)
        self._more_bar.setVisible(self.table.more)
        at = self.table.row_of(self._current)
        at = self.table.first_row() if at is None else at
        if at is None:
            self.card.show_nothing("")
        else:
            self.view.setCurrentIndex(self.table.index(at, 0))

    def _on_row(self, current: QModelIndex) -> None:
        line = self.table.lines[current.row()] if current.isValid() else None
        if isinstance(line, HistoryEntry):
            self._current = line.head.id
            self.card.show_act(line, self.table.lines_of(line))

    def _take_back(self, head: ChangeHead) -> None:
        doing = f"正在取回“{head.label}”"
        self._attempt(lambda ledger: ledger.take_back(head.id), size=head.edit_count, doing=doing)

    def _open_card(self) -> None:
        self._card_folded.button.setChecked(True)
        self.card.take_back.setFocus()

    def words(self) -> str:
        """列出18步."""
        return f"列出{self.table.count:,}步{'，还有更早的' if self.table.more else ''}"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._folded.fit(self.height())
        below = self.width() < tokens().px(_BESIDE)
        self._card_folded.fit(self.height() if below else ALWAYS_ROOM)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._typing.stop()
