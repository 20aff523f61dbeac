"""The head of the list: what is shown, how many, the filter chips, and the tools of the view."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton

from ledger_app.ledger import Book
from ledger_app.ui.models.filters import Filter
from ledger_app.ui.theme.pieces import ElidedLabel, label, repolish, row, styled, tool_button
from ledger_app.ui.theme.theme import tokens

if TYPE_CHECKING:
    from ledger_app.ui.models.filters import RowsOf
    from ledger_app.ui.views.filter_panels import FilterPanel

_ASKED_WORDS = 16  # characters
NAMES = ("单位", "状态", "灯", "时限", "更多")
_CLOSE_ZONE = 26  # px at the right end of a chip that is on
_TITLE_LEAST = 120  # px at 100 % that the title keeps before the chips go behind one
_BESIDE_CHIPS = 100  # margins, gaps and the tools of the view
_MOST_WORDS = 14  # characters of a chip


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
        said = words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"
        said = f"{self._name}：{said}" if self._name else said
        self.setText(f"{said}  ✕" if words else f"{self._name} ▾")
        self.setAccessibleName(f"筛选{self._name}：{words}" if words else f"筛选{self._name}")
        self.setToolTip(f"{words}，按Delete或点✕清除" if words else "")
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
    """Asks for filters (`wanted`); is told what is shown. Where there is no room its chips go behind a single one."""

    wanted = Signal(object)  # Filter
    asked_left = Signal()  # the chip of the rows that a number stands for was taken off
    arranged = Signal()  # grouped, or not
    columns_asked = Signal()

    def __init__(self, rows_of: "RowsOf", book: Callable[[], Book], today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._filter = Filter()
        self._book, self._today = book, today
        self._rows_of = rows_of
        self._panels: dict[str, FilterPanel] = {}
        self._title = ElidedLabel("heading")
        self._count = label("", "list", "text3")
        self._asked = FilterChip("")
        self._asked.clicked.connect(self.asked_left)
        self._asked.clear_asked.connect(self.asked_left)
        self.chips = {name: self._make_chip(name) for name in NAMES}
        self._clear = tool_button("清除", kind="link", tip="清除筛选", clicked=lambda: self._want(Filter()))
        self._one = tool_button("筛选 ▾", kind="chip", clicked=self._open_menu)
        self._told_compact = self._compact = False
        self.group_button = tool_button(icon_name="group", tip="按标题分组 (Ctrl+G)", clicked=self.arranged.emit)
        self.group_button.setCheckable(True)
        self.columns_button = tool_button(icon_name="columns", tip="列", clicked=self.columns_asked.emit)
        chips = row(self._asked, *self.chips.values(), self._clear, self._one, gap=6)
        self.setLayout(
            row(
                self._title,
                self._count,
                6,
                chips,
                None,
                self.group_button,
                self.columns_button,
                gap=6,
                margins=(12, 6, 8, 6),
            )
        )
        styled(self, "list", height=42)
        self._dress()

    def _make_chip(self, name: str) -> FilterChip:
        chip = FilterChip(name)
        chip.clicked.connect(lambda: self.open_panel(name))
        chip.clear_asked.connect(lambda: self._want(self._panel(name).cleared()))
        return chip

    def _panel(self, name: str) -> "FilterPanel":
        """The panel of a chip, made when it is first needed."""
        if name not in self._panels:
            panel = self._make_panel(name)
            panel.wanted.connect(self._want)
            self._panels[name] = panel
        self._panels[name].filter = self._filter
        return self._panels[name]

    def _make_panel(self, name: str) -> "FilterPanel":
        from ledger_app.ui.views import filter_panels as panels

        window = self.window()
        if name == "单位":
            return panels.UnitPanel(window, self._rows_of, self._book)
        if name == "灯":
            return panels.LampPanel(window, self._rows_of, self._today)
        if name == "更多":
            return panels.MorePanel(window, self._rows_of, self._book)
        return (panels.StatusPanel if name == "状态" else panels.DuePanel)(window, self._rows_of)

    def open_panel(self, name: str) -> None:
        """Open the panel of a chip."""
        anchor = self._one if self._compact else self.chips[name]
        self._panel(name).open_for(self._filter, anchor)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, chip in self.chips.items():
            words = chip.text().removesuffix(" ▾").removesuffix("  ✕")
            menu.addAction(f"{words}…".replace("&", "&&"), partial(self.open_panel, name))
        if self._filter.active:
            menu.addSeparator()
            menu.addAction("清除筛选", lambda: self._want(Filter()))
        menu.popup(self._one.mapToGlobal(self._one.rect().bottomLeft()))

    def _want(self, filter_: Filter) -> None:
        self.wanted.emit(filter_)

    def show_state(self, title: str, count: str, filter_: Filter, *, asked: str = "", grouped: bool = True) -> None:
        """Show what the list shows."""
        self._title.setText(title)
        self._count.setText(count)
        self._filter = filter_
        self._asked.say(asked)
        self._asked.setVisible(bool(asked))
        self.group_button.setChecked(grouped)
        for name, words in filter_.chip_words(self._book()).items():
            self.chips[name].say(words)
        self._dress()
        for panel in self._panels.values():
            if panel.isVisible():
                panel.show_filter(filter_)

    def set_compact(self, compact: bool) -> None:
        """Put the chips behind a single one, whatever the room."""
        self._told_compact = compact
        self._dress()

    def _dress(self) -> None:
        active = self._filter.active
        self._clear.setVisible(active > 0)
        self._one.setText(f"筛选 {active} ▾" if active else "筛选 ▾")
        if self._one.property("on") != bool(active):
            self._one.setProperty("on", bool(active))
            repolish(self._one)
        self._compact = self._told_compact or not self._chips_fit()
        for chip in self.chips.values():
            chip.setVisible(not self._compact)
        self._clear.setVisible(not self._compact and active > 0)
        self._one.setVisible(self._compact)

    def _chips_fit(self) -> bool:
        """Whether all chips have room beside the title and the count."""
        t = tokens()
        shown: list[QToolButton] = [*self.chips.values(), *([self._asked] if not self._asked.isHidden() else [])]
        shown += [self._clear] if self._filter.active else []
        chips = sum(each.sizeHint().width() + t.px(6) for each in shown)
        title = min(self._title.sizeHint().width(), t.px(_TITLE_LEAST))
        return t.px(_BESIDE_CHIPS) + title + self._count.sizeHint().width() + chips <= self.width()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()
