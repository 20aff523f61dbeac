"""The head of the list: what is shown, how many, the filter chips, and the tools of the view."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu

from ledger_app.domain.row import MeasureRow
from ledger_app.ledger import Book
from ledger_app.ui.models.choices import Choice
from ledger_app.ui.models.filters import Filter, lamp_choices, status_choices
from ledger_app.ui.theme.pieces import ElidedLabel, label, repolish, row, styled, tool_button
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.views.filter_chip import FilterChip, slot_widths

if TYPE_CHECKING:
    from ledger_app.ui.models.filters import RowsOf
    from ledger_app.ui.views.filter_panels import FilterPanel

# The chips, and how wide each would like to be (px at 100 %). Their places do not depend on what they say: a chip that
# is switched on pushes none of the others away from under the mouse.
CHIPS = {"单位": 196, "状态": 108, "灯": 80, "时限": 116, "更多": 124}
_TITLE_LEAST = 120  # px at 100 % that the title keeps before the chips go behind one
_GAP = 6
_BESIDE_CHIPS = 54  # margins and gaps
_ROUNDING = 4
_MARGINS = 22  # px at 100 % at both ends, and the gap behind the count


class FilterBar(QFrame):
    """Asks for filters (`wanted`); is told what is shown. Where there is no room its chips go behind a single one."""

    wanted = Signal(object)  # Filter
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
        self.chips = {name: self._make_chip(name) for name in CHIPS}
        self._clear = tool_button("清除", kind="link", tip="清除筛选", clicked=lambda: self._want(Filter()))
        self._one = tool_button("筛选 ▾", kind="chip", clicked=self._open_menu)
        self._told_compact = self._compact = False
        self._total = 0
        self._said = ("", "")  # the count, and what of it is left where the title has no room
        self.group_button = tool_button(icon_name="group", tip="按标题分组 (Ctrl+G)", clicked=self.arranged.emit)
        self.group_button.setCheckable(True)
        self.columns_button = tool_button(icon_name="columns", tip="列", clicked=self.columns_asked.emit)
        chips = row(*self.chips.values(), self._clear, self._one, gap=_GAP)
        self.setLayout(
            row(
                self._title,
                self._count,
                6,
                chips,
                None,
                self.group_button,
                self.columns_button,
                gap=_GAP,
                margins=(8, 6, 8, 6),
            )
        )
        styled(self, "list", height=42)
        self._dress()
        theme().follow(self, lambda _: QTimer.singleShot(0, self, self._dress))  # when all have their new fonts

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
        if name == "更多":
            return panels.MorePanel(window, self._rows_of, self._book)
        if name == "时限":
            return panels.DuePanel(window, self._rows_of, self._today)
        if name == "状态":
            return panels.ValuesPanel(window, "按状态筛选", "statuses", self._rows_of, status_choices)
        return panels.ValuesPanel(window, "按灯筛选", "lamps", self._rows_of, self._lamp_choices)

    def _lamp_choices(self, filter_: Filter, rows: Iterable[MeasureRow]) -> list[Choice]:
        return lamp_choices(filter_, rows, self._today())

    def open_panel(self, name: str) -> None:
        """Open the panel of a chip."""
        anchor = self._one if self._compact else self.chips[name]
        self._panel(name).open_for(self._filter, anchor)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, words in self._filter.chip_words(self._book(), self._today()).items():
            said = f"{name}：{words}…" if words else f"{name}…"
            menu.addAction(said.replace("&", "&&"), partial(self.open_panel, name))
        if self._filter.active:
            menu.addSeparator()
            menu.addAction("清除筛选", lambda: self._want(Filter()))
        menu.popup(self._one.mapToGlobal(self._one.rect().bottomLeft()))

    def _want(self, filter_: Filter) -> None:
        self.wanted.emit(filter_)

    def show_state(self, title: str, shown: int, total: int, filter_: Filter, *, grouped: bool = True) -> None:
        """Show what the list shows."""
        self._title.setText(title)
        self._total = total
        found = "找到" if filter_.words else ""
        self._said = (
            (f"{total}项", f"{total}项") if shown == total else (f"{found}{shown}项，共{total}项", f"{found}{shown}项")
        )
        self._filter = filter_
        self.group_button.setChecked(grouped)
        for name, words in filter_.chip_words(self._book(), self._today()).items():
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
        self._count.setText(self._said[0])
        self._count.setFixedWidth(max(self._count_room(), self._width(self._count.text())))
        slots = None if self._told_compact else self._slots()
        if self._title.sizeHint().width() > self._title_room(slots):  # the status bar has the whole count
            self._count.setText(self._said[1])
            self._count.setFixedWidth(self._width(self._said[1]))
        self._compact = slots is None
        for chip, width in zip(self.chips.values(), slots or [0] * len(self.chips), strict=True):
            chip.setVisible(not self._compact)
            if width:
                chip.keep_slot(width)
        self._clear.setVisible(not self._compact and active > 0)
        self._one.setVisible(self._compact)

    def _title_room(self, slots: list[int] | None) -> int:
        """How wide the title can be beside all else."""
        t = tokens()
        chips = [self._one.sizeHint().width()] if slots is None else [*slots, self._clear.sizeHint().width()]
        buttons = (self.group_button, self.columns_button)
        others = [*chips, self._count.width(), *(each.sizeHint().width() for each in buttons)]
        return self.width() - sum(others) - (len(others) + 1) * t.px(_GAP) - t.px(_MARGINS)

    def _count_room(self) -> int:
        """What the count needs at most: the chips beside it stay where they are whatever it says."""
        return self._width(f"{self._total}项，共{self._total}项")

    def _width(self, said: str) -> int:
        return self._count.fontMetrics().horizontalAdvance(said) + _ROUNDING

    def _slots(self) -> list[int] | None:
        """How wide each chip is beside the title and the count; None where there is no room for them."""
        t = tokens()
        title = min(self._title.sizeHint().width(), t.px(_TITLE_LEAST))
        others = (self._clear, self.group_button, self.columns_button)
        taken = t.px(_BESIDE_CHIPS) + title + self._count_room() + sum(each.sizeHint().width() for each in others)
        room = self.width() - taken - len(self.chips) * t.px(_GAP)
        return slot_widths(list(self.chips.values()), [t.px(wished) for wished in CHIPS.values()], room)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()
