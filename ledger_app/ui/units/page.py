"""单位: finds a unit by any of its names and tells at once how much it has to do and where it is stuck."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QToolButton, QWidget

from ledger_app.domain.change import Change
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import Query
from ledger_app.domain.unit import Unit, UnitId
from ledger_app.ledger import Ledger
from ledger_app.ledger.board import unit_board
from ledger_app.ledger.directory import UnitEntry, collectives_of, directory
from ledger_app.ledger.search import nearest_units
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.details.layout import flowing
from ledger_app.ui.history.filters import toggle_chip, turn
from ledger_app.ui.models.choices import Choice
from ledger_app.ui.models.unit_search import UnitSearch
from ledger_app.ui.models.wording import short_name
from ledger_app.ui.pages import Page
from ledger_app.ui.theme.pieces import col, frame, label, push_button, row, rule, styled, tool_button
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.units.board_pane import UnitBoardPane
from ledger_app.ui.units.card_pane import CardPane
from ledger_app.ui.units.same_body import SameBodyStrip
from ledger_app.ui.units.table import UnitTable, UnitView
from ledger_app.ui.views.beside import Beside
from ledger_app.ui.views.picker import Picker

TASKS, CARD = range(2)
_BESIDE = 640  # px at 100 %: narrower, the card stands below the list
_CARD = 372
_CARD_MOST = 0.46  # of the width
_MANY = 10_000
_NEAREST = 5
_FILTERS: dict[str, Callable[[UnitEntry], bool]] = {
    "有逾期": lambda entry: entry.overdue > 0,
    "集体单位": lambda entry: entry.unit.collective,
    "没有联络员": lambda entry: not entry.unit.contact and not entry.unit.collective,
}


class UnitsPage(Page):
    """The list of units at the left, the chosen one at the right."""

    rows_asked = Signal(object)  # Query
    measure_asked = Signal(object)  # MeasureId
    counted = Signal()

    def __init__(self, ledger: Ledger, attempt: Attempt, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._attempt, self._today = ledger, attempt, today
        self._entries: Sequence[UnitEntry] = ()
        self._search: UnitSearch | None = None
        self._current: UnitId | None = None
        self._picker: Picker | None = None
        self._make_parts()
        self._lay_out()
        self._connect()
        self.reload()

    # ---- putting it together

    def _make_parts(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("单位的任何一个名称，如 科技局")
        self.search.setAccessibleName("查找单位")
        self.search.setClearButtonEnabled(True)
        styled(self.search, "list", height=30)
        self.filters = {name: toggle_chip(name, lambda *_, n=name: self._toggle(n)) for name in _FILTERS}
        self.table = UnitTable(self)
        self.view = UnitView(self.table)
        self.strip = SameBodyStrip(self._ledger)
        self.board = UnitBoardPane()
        self.card = CardPane(self._ledger, self._today)
        self._name = label("", "heading", wrap=True)
        self._second = label("", "caption", "text3", wrap=True)
        self.open_rows = push_button("", "", "list")
        self.tabs = [self._make_tab(at, name) for at, name in enumerate(("任务", "资料"))]

    def _make_tab(self, at: int, name: str) -> QToolButton:
        tab = tool_button(name, kind="tab", clicked=lambda: self.show_tab(at))
        tab.setCheckable(True)
        tab.setChecked(at == TASKS)
        return tab

    def _lay_out(self) -> None:
        chips, flow = flowing()
        for chip in self.filters.values():
            flow.addWidget(chip)
        self._count = label("", "list", "text3")
        line = row(label("单位", "heading"), self._count, self.search, gap=10)
        line.setStretchFactor(self.search, 1)
        head = col(line, chips, gap=8, margins=(14, 8, 14, 8))
        self._none = label("没有叫这个名字的单位", "bodyStrong", "text2")
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._none.setContentsMargins(14, 48, 14, 12)
        list_ = col(head, self.strip, rule(), self._none, self.view, gap=0)
        list_.setStretchFactor(self.view, 1)
        list_.addStretch(0)  # takes the room where there is no list
        self._pages = QStackedWidget()
        self._pages.addWidget(self.board)
        self._pages.addWidget(self.card)
        top = col(self._name, self._second, gap=0, margins=(16, 10, 16, 4))
        tabs = row(*self.tabs, None, self.open_rows, gap=16, margins=(16, 0, 16, 4))
        self._right = frame("pane", col(top, tabs, rule(), self._pages, gap=0))
        self._splitter = Beside(frame("pane", list_), self._right, needs=_BESIDE, second=_card_width)
        self.setLayout(col(self._splitter, gap=0))
        self.setFocusProxy(self.search)
        order = (
            *self.filters.values(),
            self.strip.unite,
            self.strip.keep_apart,
            self.view,
            *self.tabs,
            self.open_rows,
            self.board,
        )
        for before, after in pairwise((self.search, *order, self.card)):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._arrange())
        self.search.returnPressed.connect(self.open_unit)
        self.search.installEventFilter(self)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._on_row())
        self.view.rows_asked.connect(self.rows_asked)
        self.view.unit_opened.connect(self.open_unit)
        self.open_rows.clicked.connect(self.open_unit)
        self.board.rows_asked.connect(self.rows_asked)
        self.board.measure_asked.connect(self.measure_asked)
        self.board.expanded.connect(lambda _: self._show_board())
        self.strip.merge_asked.connect(self._merge)
        self.card.merge_asked.connect(self._offer_merge)
        self.card.unit_asked.connect(self.show_unit)

    # ---- what the window tells

    def on_change(self, change: Change, touched: frozenset[MeasureId]) -> None:
        """Count anew."""
        self.reload()

    def reload(self) -> None:
        """Show the units as they are now."""
        book = self._ledger.book
        self._entries = directory(book, self._today())
        self._search = None
        self.strip.look({entry.unit.id: entry.total for entry in self._entries})
        if self.isVisible():
            self.strip.go_on()
        self._arrange()

    def status_words(self) -> str:
        """共31个单位  别名58个."""
        book = self._ledger.book
        return f"共{len(book.units)}个单位    别名{len(book.aliases)}个"

    def show_unit(self, unit_id: UnitId) -> None:
        """Show a unit, without filters where they leave it out."""
        self._current = unit_id
        if self.table.row_of(unit_id) is None:
            for chip in self.filters.values():
                turn(chip, False)
            self.search.clear()
        self._arrange()

    def show_tab(self, at: int) -> None:
        """Show what the unit has to do, or what is known of it."""
        for i, tab in enumerate(self.tabs):
            tab.setChecked(i == at)
        self._pages.setCurrentIndex(at)

    # ---- the list

    def _toggle(self, name: str) -> None:
        turn(self.filters[name], not self.filters[name].property("on"))
        self._arrange()

    def _arrange(self) -> None:
        """Show the units that are asked for; stay at the one that was chosen, else go to the best."""
        typed = self.search.text().strip()
        found = [entry for entry in self._entries if all(_FILTERS[name](entry) for name in self._on())]
        if typed:
            if self._search is None:
                self._search = UnitSearch(self._ledger.book)
            order = {unit.id: at for at, (unit, _) in enumerate(self._search.find(typed, _MANY))}
            found = sorted((e for e in found if e.unit.id in order), key=lambda entry: order[entry.unit.id])
        self.table.show(found, max((entry.total for entry in self._entries), default=0))
        total = len(self._entries)
        self._count.setText(f"{total}个" if len(found) == total else f"{len(found)}个，共{total}个")
        self._none.setVisible(not found)
        self.view.setVisible(bool(found))
        self._right.setVisible(bool(found))
        at = None if typed and self.search.hasFocus() else self.table.row_of(self._current)
        if found:
            self.view.setCurrentIndex(self.table.index(at or 0, 0))
            self.view.scrollTo(self.view.currentIndex())
        self.counted.emit()

    def _on(self) -> list[str]:
        return [name for name, chip in self.filters.items() if chip.property("on")]

    def entry(self) -> UnitEntry | None:
        """The unit that is chosen."""
        at = self.view.currentIndex().row()
        return self.table.entries[at] if 0 <= at < len(self.table.entries) else None

    def _on_row(self) -> None:
        entry = self.entry()
        if entry is None:
            return
        unit = entry.unit
        if self.board.expand.isChecked() and unit.id != self._current:
            self.board.expand.setChecked(False)
        self._current = unit.id
        self._name.setText(short_name(unit))
        others = [alias.name for alias in entry.aliases]
        full = unit.name if short_name(unit) != unit.name else ""
        self._second.setText("  ".join(filter(None, (full, f"又叫{'、'.join(others)}" if others else ""))))
        self._second.setVisible(bool(self._second.text()))
        self.open_rows.setText(f"看它的{entry.total}项")
        self.open_rows.setAccessibleName(self.open_rows.text())
        self.open_rows.setEnabled(entry.total > 0)
        self.card.show_unit(unit)
        self._show_board()

    def _show_board(self) -> None:
        if self._current not in self._ledger.book.units or self._current is None:
            return
        today, book = self._today(), self._ledger.book
        found = unit_board(book, self._current, today, expand=self.board.expand.isChecked())
        self.board.show_board(found, today, [unit.name for unit in collectives_of(book, self._current)])

    def open_unit(self) -> None:
        """Open the rows of the chosen unit in the list."""
        entry = self.entry()
        if entry is not None and entry.total:
            self.rows_asked.emit(Query(unit_id=entry.unit.id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the search field go through the units."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in steps and self.table.entries:
                last = len(self.table.entries) - 1
                at = min(last, max(0, self.view.currentIndex().row() + steps[Qt.Key(event.key())]))
                self.view.setCurrentIndex(self.table.index(at, 0))
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    # ---- two names of one body

    def _offer_merge(self, anchor: QWidget) -> None:
        entry = self.entry()
        if entry is None:
            return
        if self._picker is None:
            words = "任务都归到选中的单位，这个名称记作它的别名；先列最像的，其他的输入名称查找"
            self._picker = Picker(self.window(), "并为同一单位", words)
            self._picker.picked.connect(self._merge_into)
        own, book = entry.unit, self._ledger.book
        near, search = nearest_units(own.name, [book]), UnitSearch(book)

        def choices(typed: str) -> list[Choice]:
            names = [unit.name for unit, _ in search.find(typed, _NEAREST + 1)] if typed else near
            return [Choice(name, name) for name in names if name != own.name][:_NEAREST]

        self._picker.open_for(choices, anchor)

    def _merge_into(self, name: object) -> None:
        entry = self.entry()
        if entry is not None:
            self._merge(entry.unit, str(name))

    def _merge(self, unit: Unit, name: str) -> None:
        kept = self._ledger.book.unit_named(name)
        self._current = kept.id if kept is not None else None
        self._attempt(lambda ledger: ledger.merge_unit(unit.id, name))

    # ---- Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.strip.go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.strip.pause()


def _card_width(whole: int) -> int:
    return min(tokens().px(_CARD), round(whole * _CARD_MOST))
