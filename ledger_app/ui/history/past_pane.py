"""台账截至某日: how the ledger stood at the end of a day, and what has moved since."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QToolButton, QWidget

from ledger_app.domain.lamp import Lamp
from ledger_app.domain.movement import Moved, Movements, Tally
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import Status
from ledger_app.ledger import Book, Ledger
from ledger_app.ledger.past import compare
from ledger_app.ui.attempt import Attempt
from ledger_app.ui.details.layout import emptied, flowing
from ledger_app.ui.history.filters import day_field, day_of, show_day, toggle_chip, turn
from ledger_app.ui.history.folding import Folded
from ledger_app.ui.history.past_table import PastLine, PastTable, moved_line, then_line
from ledger_app.ui.models.wording import day_text
from ledger_app.ui.theme.paint import LAMP_ORDER, draw_lamp_chip, draw_word
from ledger_app.ui.theme.pieces import col, frame, label, rule
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.views.lamp_icon import give_lamp
from ledger_app.ui.views.plain_table import PlainDelegate, PlainTable

_Index = QModelIndex | QPersistentModelIndex
_DAY = timedelta(days=1)
_LATE = "overdue"
_NARROW = 620  # px at 100 %: below it units and progress are left out
Chosen = Status | Lamp | Moved | str | None


def marked_days(today: date) -> dict[str, date]:
    """Days that one compares with again and again."""
    month, quarter = today.replace(day=1), today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    return {
        "昨天": today - _DAY,
        "上周末": today - (today.weekday() + 1) * _DAY,
        "上月末": month - _DAY,
        "上季末": quarter - _DAY,
    }


class _LampDelegate(PlainDelegate):
    """Draws the lamp that a cell begins with, and then the rest of its words."""

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        lamp = index.data(Qt.ItemDataRole.UserRole)
        if lamp is None:
            super().paint(p, option, index)
            return
        t, r = tokens(), option.rect
        self.paint_ground(p, option, index)
        left = r.left() + t.px(8)
        left += draw_lamp_chip(p, lamp, left, r.center().y(), t) + t.px(8)
        rest = str(index.data()).removeprefix(f"{lamp.label}灯").removeprefix(lamp.label).removeprefix("，")
        draw_word(p, QRect(left, r.top(), r.right() - t.px(8) - left, r.height()), rest, t, "list", "text")


class PastPane(QWidget):
    """Numbers and rows of that day; a number shows only its rows."""

    counted = Signal()
    measure_asked = Signal(object)  # MeasureId

    def __init__(self, ledger: Ledger, attempt: Attempt, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._today = ledger, today
        self._then: Book | None = None
        self._movements: Movements | None = None
        self._chosen: Chosen = None
        self.numbers: dict[Chosen, QToolButton] = {}
        self.day = day_field("台账截至")
        self.compare = toggle_chip("与今天比较", self._toggle_compare)
        self._marks = {name: toggle_chip(name, partial(self._go_to_mark, name)) for name in marked_days(today())}
        self._said = label("", "list", "text2", wrap=True)
        self.table = PastTable(self)
        self.view = PlainTable(self.table, "那一天的任务", {})
        self.view.setItemDelegate(_LampDelegate(self.view))
        self._lay_out()
        self.view.doubleClicked.connect(lambda index: self._open(index.row()))
        self.view.activated.connect(lambda index: self._open(index.row()))
        show_day(self.day, marked_days(today())["上月末"])
        self.day.dateChanged.connect(lambda _: self.read())
        self.read()

    def _lay_out(self) -> None:
        top, flow = flowing()
        until = label("截至", "list", "text2")
        theme().follow(until, lambda t: until.setFixedHeight(t.px(30)))  # as high as the field beside it
        self._strip, self._numbers = flowing()
        self._folded = Folded("数字", self._strip)
        for widget in (until, self.day, *self._marks.values(), self.compare, self._folded.button):
            flow.addWidget(widget)
        head = col(top, self._said, self._strip, gap=8, margins=(14, 8, 14, 8))
        whole = col(head, rule(), self.view, gap=0)
        whole.setStretchFactor(self.view, 1)
        self.setLayout(col(frame("pane", whole), gap=0))
        self.setFocusProxy(self.day)

    # ---- asking

    def show_day(self, day: date) -> None:
        """Show the ledger as of that day."""
        show_day(self.day, day)

    def _go_to_mark(self, name: str) -> None:
        self.show_day(marked_days(self._today())[name])

    def _toggle_compare(self) -> None:
        turn(self.compare, not self.compare.property("on"))
        self._chosen = None
        self._show()

    def read(self) -> None:
        """Read the ledger as it stood at the end of the day."""
        day, today = day_of(self.day), self._today()
        self._then = self._ledger.as_of(day)
        self._movements = compare(self._then, self._ledger.book, day, today)
        for name, chip in self._marks.items():
            turn(chip, marked_days(today)[name] == day)
        self._show()

    # ---- showing

    def _show(self) -> None:
        movements = self._movements
        if movements is None:
            return
        comparing = bool(self.compare.property("on"))
        day, today = day_of(self.day), self._today()
        self._said.setText(_summary(movements, comparing, day, today))
        self._fill_numbers(movements, comparing)
        lines = self._moved_lines(movements, day, today) if comparing else self._then_lines(day)
        self.table.show_lines(lines, moved=comparing)
        self._arrange()
        self.counted.emit()

    def _fill_numbers(self, movements: Movements, comparing: bool) -> None:
        emptied(self._numbers)
        self.numbers = {}
        for key, words in _figures(movements.then, movements.now if comparing else None):
            self._add_number(key, words)
        for moved in Moved if comparing else ():
            count = len(movements.of(moved))
            if count:
                self._add_number(
                    moved, f"{moved.label}有变 {count}" if moved not in _WHOLE else f"{moved.label} {count}"
                )
        self._strip.updateGeometry()

    def _add_number(self, key: Chosen, words: str) -> None:
        chip = self.numbers[key] = toggle_chip(words, partial(self._choose, key))
        if isinstance(key, Lamp):
            give_lamp(chip, key)
        turn(chip, key == self._chosen)
        chip.setParent(self._strip)
        self._numbers.addWidget(chip)
        chip.show()

    def _choose(self, key: Chosen) -> None:
        self._chosen = None if key == self._chosen else key
        self._show()

    def _then_lines(self, day: date) -> list[PastLine]:
        assert self._then is not None, "read before it is shown"
        rows = (row for row in self._then.live_rows() if self._is_chosen(row, day))
        return [then_line(row, day) for row in rows]

    def _is_chosen(self, row: MeasureRow | None, day: date) -> bool:
        key = self._chosen
        if key is None:
            return True
        if row is None:
            return False
        if isinstance(key, Status):
            return row.measure.status is key
        return row.lamp(day) is key if isinstance(key, Lamp) else row.overdue(day)

    def _moved_lines(self, movements: Movements, day: date, today: date) -> list[PastLine]:
        """What moved; of a status or lamp, what came to it or left it."""
        key = self._chosen
        found = movements.of(key) if isinstance(key, Moved) else movements.measures
        if key is not None and not isinstance(key, Moved):
            found = tuple(m for m in found if self._is_chosen(m.then, day) != self._is_chosen(m.now, today))
        return [moved_line(movement, day, today) for movement in found]

    def _arrange(self) -> None:
        t, header = tokens(), self.view.horizontalHeader()
        moved = len(self.table.titles) == len(_MOVED_WIDTHS)
        narrow = self.view.viewport().width() < t.px(_NARROW)
        for column, width in enumerate(_MOVED_WIDTHS if moved else _THEN_WIDTHS):
            free, stretch = QHeaderView.ResizeMode.Interactive, QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, free if width else stretch)
            self.view.setColumnHidden(column, narrow and not moved and column in _NARROW_OUT)
            if width:
                self.view.setColumnWidth(column, t.px(width))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._folded.fit(self.height())
        self._arrange()

    def _open(self, at: int) -> None:
        measure_id = self.table.lines[at].row.measure.id
        if measure_id in self._ledger.book.measures:
            self.measure_asked.emit(measure_id)

    def words(self) -> str:
        """列出23项."""
        return f"列出{len(self.table.lines):,}项"


_WHOLE = (Moved.NEW, Moved.GONE)
_THEN_WIDTHS = (64, 0, 150, 96, 104, 0)
_MOVED_WIDTHS = (116, 0, 0, 0)
_NARROW_OUT = (2, 5)


def _summary(movements: Movements, comparing: bool, day: date, today: date) -> str:
    then, now = movements.then, movements.now
    if not then.total and not comparing:
        return f"{day_text(day, today)}：台账里还没有任务"
    said = f"{day_text(day, today)}：共{then.total}项，完成{then.finished}，{_share(then)}，逾期{then.overdue}"
    if not comparing:
        return said
    moved = len(movements.measures)
    return f"{said}    今天：共{now.total}项，完成{now.finished}，{_share(now)}，逾期{now.overdue}    {moved}项有变动"


def _share(counted: Tally) -> str:
    return "完成率—" if counted.share is None else f"完成率{counted.share:.0%}"


def _figures(then: Tally, now: Tally | None) -> Sequence[tuple[Chosen, str]]:
    """Status, lamps and 逾期 with their numbers: then, or then → now."""

    def said(name: str, before: int, after: int) -> str:
        return f"{name} {before}" if now is None else f"{name} {before} → {after}"

    other = now or then
    found: list[tuple[Chosen, str]] = []
    for status in Status:
        if then.by_status[status] or other.by_status[status]:
            found.append((status, said(status.label, then.by_status[status], other.by_status[status])))
    for lamp in LAMP_ORDER:
        if then.by_lamp[lamp] or other.by_lamp[lamp]:
            found.append((lamp, said(f"{lamp.label}灯", then.by_lamp[lamp], other.by_lamp[lamp])))
    if then.overdue or other.overdue:
        found.append((_LATE, said("逾期", then.overdue, other.overdue)))
    return found
