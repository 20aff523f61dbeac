"""像是同一个单位: two names that may be one body are found while nothing else is to be done, and asked about."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from ledger_app.domain.unit import Unit, UnitId
from ledger_app.ledger import Ledger
from ledger_app.ledger.directory import like_unit
from ledger_app.ui.theme.pieces import label, row, tool_button

_LONGEST = 8  # characters of a name on the button


class SameBodyStrip(QFrame):
    """One pair at a time: the rarer name may be the other one."""

    merge_asked = Signal(object, str)  # Unit, the name of the one that it is

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self.setObjectName("info")
        self._ledger = ledger
        self._counts: Mapping[UnitId, int] = {}
        self._kept_apart: set[frozenset[UnitId]] = set()
        self._to_compare: list[Unit] = []
        self._pair: tuple[Unit, Unit] | None = None
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._compare_next)
        self.words = label("", "list", wrap=True)
        self.unite = tool_button("并为一个", kind="link", clicked=self._unite_pair)
        self.keep_apart = tool_button("不是", kind="link", clicked=self._keep_pair_apart)
        line = row(self.words, self.unite, self.keep_apart, gap=8, margins=(12, 4, 8, 4))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def look(self, counts: Mapping[UnitId, int]) -> None:
        """Look through all units anew; `counts` says how many rows each has."""
        self._counts = counts
        self._to_compare = sorted(self._ledger.book.units.values(), key=lambda unit: unit.name)
        self._show_pair(None)

    def go_on(self) -> None:
        """The page is seen: look further."""
        self._idle.start()

    def pause(self) -> None:
        """The page is not seen."""
        self._idle.stop()

    def _compare_next(self) -> None:
        """Look for one unit whether it may be another one: a few at a time, so that the window stays fluid."""
        if not self._to_compare or self._pair is not None or self._ledger.read_only:
            self._idle.stop()
            return
        unit = self._to_compare.pop()
        other = like_unit(self._ledger.book, unit)
        if other is not None and frozenset({unit.id, other.id}) not in self._kept_apart:
            rarer, kept = sorted((unit, other), key=lambda each: (self._counts.get(each.id, 0), -len(each.name)))
            self._show_pair((rarer, kept))

    def _show_pair(self, pair: tuple[Unit, Unit] | None) -> None:
        self._pair = pair
        self.setVisible(pair is not None)
        if pair is not None:
            self.words.setText(f"“{pair[0].name}”和“{pair[1].name}”像是同一个单位")
            self.unite.setText(f"并为“{pair[1].name}”" if len(pair[1].name) <= _LONGEST else "并为一个")
            self.unite.setAccessibleName(f"把“{pair[0].name}”并为“{pair[1].name}”")

    def _unite_pair(self) -> None:
        if self._pair is not None:
            self.merge_asked.emit(self._pair[0], self._pair[1].name)

    def _keep_pair_apart(self) -> None:
        if self._pair is not None:
            self._kept_apart.add(frozenset({self._pair[0].id, self._pair[1].id}))
            self._show_pair(None)
            self._idle.start()
