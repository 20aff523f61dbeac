"""The head of the list: what is shown, how many, the filter chips, and the tools of the view."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget

from ledger_app.ledger import Book
from ledger_app.ui.models.filters import Filter
from ledger_app.ui.theme.pieces import ElidedLabel, label, repolish, row, styled, tool_button
from ledger_app.ui.theme.theme import tokens

if TYPE_CHECKING:
    from ledger_app.ui.views.filter_panels import FilterPanel, RowsOf

_CLOSE_ZONE = 26  # px at the right end of a chip that is on


class FilterChip(QToolButton):
    """A chip: a click opens its panel; its ✕ or Delete clears it."""

    clear_asked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("chip")
        self._name = name
        self._on = False
        styled(self, "list", height=26)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.say("")

    def say(self, words: str) -> None:
        """Show what it filters by; nothing where it does not."""
        self._on = bool(words)
        self.setText(f"{self._name}：{words}  ✕" if words else f"{self._name} ▾")
        self.setAccessibleName(f"筛选{self._name}：{words}" if words else f"筛选{self._name}")
        self.setToolTip("按Delete或点✕清除" if words else "")
        if self.property("on") != self._on:
            self.setProperty("on", self._on)
            repolish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._on and event.position().x() > self.width() - tokens().px(_CLOSE_ZONE):
            self.setDown(False)
            self.clear_asked.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._on and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_asked.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class FilterBar(QFrame):
    """Asks for filters (`wanted`); is told what is shown."""

    wanted = Signal(object)  # Filter

    def __init__(self, rows_of: "RowsOf", book: Callable[[], Book], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._filter = Filter()
        self._book = book
        self._rows_of = rows_of
        self._panels: dict[str, FilterPanel] = {}
        self._title = ElidedLabel("heading")
        self._count = label("", "list", "text3")
        self.chips = {name: self._make_chip(name) for name in ("单位", "状态", "时限")}
        self._clear = tool_button("清除", kind="link", tip="清除筛选", clicked=lambda: self._want(Filter()))
        self._one = tool_button("筛选 ▾", kind="chip", clicked=self._open_menu)
        self._compact = False
        self.tools = row(gap=2)
        items = (self._title, self._count, 6, *self.chips.values(), self._clear, self._one, None, self.tools)
        self.setLayout(row(*items, gap=6, margins=(12, 6, 8, 6)))
        styled(self, "list", height=42)
        self._dress()

    def _make_chip(self, name: str) -> FilterChip:
        chip = FilterChip(name)
        chip.clicked.connect(lambda: self.open_panel(name))
        chip.clear_asked.connect(lambda: self._want(self._panel(name).cleared()))
        return chip

    def _panel(self, name: str) -> "FilterPanel":
        """The panel of a chip, made when it is first needed."""
        from ledger_app.ui.views.filter_panels import DuePanel, FilterPanel, StatusPanel, UnitPanel

        if name not in self._panels:
            window = self.window()
            if name == "单位":
                panel: FilterPanel = UnitPanel(window, self._rows_of, self._book)
            else:
                panel = StatusPanel(window, self._rows_of) if name == "状态" else DuePanel(window, self._rows_of)
            panel.wanted.connect(self._want)
            self._panels[name] = panel
        self._panels[name].filter = self._filter
        return self._panels[name]

    def open_panel(self, name: str) -> None:
        """Open the panel of a chip."""
        anchor = self._one if self._compact else self.chips[name]
        self._panel(name).open_for(self._filter, anchor)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, chip in self.chips.items():
            words = chip.text().removesuffix(" ▾").removesuffix("  ✕")
            menu.addAction(f"{words}…", partial(self.open_panel, name))
        if self._filter.active:
            menu.addSeparator()
            menu.addAction("清除筛选", lambda: self._want(Filter()))
        menu.popup(self._one.mapToGlobal(self._one.rect().bottomLeft()))

    def _want(self, filter_: Filter) -> None:
        self.wanted.emit(filter_)

    def show_state(self, title: str, count: str, filter_: Filter) -> None:
        """Show what the list shows."""
        self._title.setText(title)
        self._count.setText(count)
        self._filter = filter_
        book = self._book()
        self.chips["单位"].say(filter_.unit_words(book))
        self.chips["状态"].say(filter_.status_words())
        self.chips["时限"].say(filter_.due_words())
        self._dress()
        for panel in self._panels.values():
            if panel.isVisible():
                panel.show_filter(filter_)

    def set_compact(self, compact: bool) -> None:
        """Put the chips behind a single one."""
        self._compact = compact
        self._dress()

    def _dress(self) -> None:
        active = self._filter.active
        for chip in self.chips.values():
            chip.setVisible(not self._compact)
        self._clear.setVisible(not self._compact and active > 0)
        self._one.setVisible(self._compact)
        self._one.setText(f"筛选 {active} ▾" if active else "筛选 ▾")
        if self._one.property("on") != bool(active):
            self._one.setProperty("on", bool(active))
            repolish(self._one)
