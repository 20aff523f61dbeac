"""Which columns the list shows, in what order and how wide: what the clerk chose, and what its width allows."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ledger_app.ui.models.columns import (
    CADENCE,
    DUE,
    FIRST_SHOWN,
    FLAG,
    FROZEN,
    LAMP,
    LEAD,
    NUMBER,
    PLAN,
    PROGRESS,
    STATE,
    STATUS,
    SUPPORT,
    TARGETS,
    TEXT,
    UNITS,
    UPDATED,
)
from ledger_app.ui.theme.theme import tokens

if TYPE_CHECKING:
    from ledger_app.ui.views.measure_list import MeasureList

# px at 100 %: in a narrow list, in one beside the details, in a wide one
_WIDTHS: dict[int, tuple[int, int, int]] = {
    NUMBER: (44, 48, 48),
    UNITS: (132, 150, 190),
    DUE: (100, 110, 116),
    STATE: (86, 92, 104),
    LEAD: (120, 140, 170),
    SUPPORT: (130, 150, 190),
    LAMP: (64, 70, 78),
    STATUS: (84, 92, 100),
    CADENCE: (76, 84, 92),
    TARGETS: (140, 160, 220),
    PLAN: (140, 160, 220),
    FLAG: (56, 60, 64),
    UPDATED: (88, 96, 104),
}
_SHARES = {TEXT: 0.64, PROGRESS: 0.36}  # of what the others leave
_LEAST = {TEXT: 180, PROGRESS: 130}
_BESIDE_DETAILS, _WIDE = 560, 1150  # widths of the list from which its columns get more room
_PROGRESS_NEEDS = 380  # below this width for text and progress together, progress leaves the list by itself
_TEXT_SCROLLED = 260
_NARROWEST = 36


class ListColumns(QObject):
    """Lays out the header; the first columns stay first."""

    changed = Signal()  # the clerk chose, moved or widened a column

    def __init__(self, view: "MeasureList") -> None:
        super().__init__(view)
        self._view = view
        self._shown: list[int] = list(FIRST_SHOWN)
        self._widths: dict[int, int] = {}  # those the clerk gave, at 100 %
        self._laying = False
        self._drawn = False  # a column's edge is being drawn
        header = view.horizontalHeader()
        header.sectionMoved.connect(self._on_moved)
        header.sectionResized.connect(self._on_resized)
        header.sectionHandleDoubleClicked.connect(self._forget_width)
        self._lay_out()

    # ---- what the clerk chose

    @property
    def shown(self) -> tuple[int, ...]:
        """The columns chosen, from left to right."""
        return tuple(self._shown)

    def show_column(self, column: int, on: bool) -> None:
        """Show a column, behind the others, or take it away."""
        if column in FROZEN or on == (column in self._shown):
            return
        if on:
            self._shown.append(column)
        else:
            self._shown.remove(column)
        self._lay_out()
        self.changed.emit()

    def reset(self) -> None:
        """Show the first choice of columns in their own widths."""
        self._shown, self._widths = list(FIRST_SHOWN), {}
        self._lay_out()
        self.changed.emit()

    def is_reset(self) -> bool:
        """Whether nothing was chosen, moved or widened."""
        return tuple(self._shown) == FIRST_SHOWN and not self._widths

    def kept(self) -> str:
        """What to give to `restore` at the next start."""
        return json.dumps({"shown": self._shown, "widths": self._widths})

    def restore(self, kept: str) -> None:
        """Show what was kept; what another version wrote, and this one does not know, is left out."""
        try:
            told = json.loads(kept)
            shown = [int(column) for column in told["shown"] if 0 <= int(column) <= UPDATED]
            widths = {int(column): int(width) for column, width in told["widths"].items() if int(width) >= _NARROWEST}
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        self._shown = [*FROZEN, *(column for column in dict.fromkeys(shown) if column not in FROZEN)]
        self._widths = widths
        self._lay_out()

    # ---- the header

    @contextmanager
    def _own_doing(self) -> Iterator[None]:
        before, self._laying = self._laying, True
        try:
            yield
        finally:
            self._laying = before

    def _lay_out(self) -> None:
        header = self._view.horizontalHeader()
        with self._own_doing():
            hidden = [column for column in range(header.count()) if column not in self._shown]
            for visual, column in enumerate([*self._shown, *hidden]):
                header.moveSection(header.visualIndex(column), visual)
            self.fit()

    def fit(self) -> None:
        """Give each column its width; what the others leave goes to text and progress."""
        t, room = tokens(), self._view.viewport().width()
        tier = (room >= t.px(_BESIDE_DETAILS)) + (room >= t.px(_WIDE))
        widths = {column: t.px(self._width(column, tier)) for column in self._shown if self._width(column, tier)}
        rest = room - sum(widths.values())
        free = [column for column in _SHARES if column in self._shown and column not in widths]
        if free == [TEXT, PROGRESS] and rest < t.px(_PROGRESS_NEEDS) and self.is_reset():
            free = [TEXT]
        whole = sum(_SHARES[column] for column in free)
        for column in free:
            widths[column] = max(t.px(_LEAST[column]), int(rest * _SHARES[column] / whole))
        if TEXT in free and sum(widths.values()) > room:  # it has to be scrolled anyway
            widths[TEXT] = t.px(_TEXT_SCROLLED)
        self._fill(widths, room, free)
        with self._own_doing():
            for column in range(self._view.horizontalHeader().count()):
                self._view.setColumnHidden(column, column not in widths)
                if column in widths:
                    self._view.setColumnWidth(column, widths[column])

    def _fill(self, widths: dict[int, int], room: int, free: list[int]) -> None:
        """Leave no gap at the right."""
        spare = room - sum(widths.values())
        if spare > 0:
            widths[free[0] if free else next(c for c in reversed(self._shown) if c in widths)] += spare

    def _width(self, column: int, tier: int) -> int:
        """A column's own width at 100 %; 0 where it shares what is left."""
        return self._widths.get(column) or (_WIDTHS[column][tier] if column in _WIDTHS else 0)

    def _on_moved(self, column: int, old: int, new: int) -> None:
        if self._laying:
            return
        header = self._view.horizontalHeader()
        if min(old, new) >= len(FROZEN):
            in_order = (header.logicalIndex(visual) for visual in range(header.count()))
            self._shown = [each for each in in_order if each in self._shown]
        self._lay_out()
        self.changed.emit()

    def _on_resized(self, column: int, old: int, new: int) -> None:
        if not self._laying:
            self._widths[column] = max(_NARROWEST, round(new / tokens().scale))
            self._drawn = True

    def settle(self) -> None:
        """The mouse let go of a column's edge: the others take what is left."""
        if self._drawn:
            self._drawn = False
            self.fit()
            self.changed.emit()

    def _forget_width(self, column: int) -> None:
        self._widths.pop(column, None)
        self.settle()
        self.fit()
        self.changed.emit()
