"""The chips over the log: the days of today, yesterday and this week in one click; kind, plan, unit, who, any days."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QSizePolicy, QToolButton, QWidget

from ledger_app.domain.history import ActKind, HistoryQuery
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger import Ledger
from ledger_app.ui.models.choices import Choice
from ledger_app.ui.models.unit_search import UnitSearch
from ledger_app.ui.models.wording import day_text, short_name
from ledger_app.ui.theme.flow import FlowLayout
from ledger_app.ui.theme.pieces import col, label, push_button, repolish, row, styled, tool_button
from ledger_app.ui.views.filter_chip import FilterChip
from ledger_app.ui.views.month_calendar import MonthCalendar
from ledger_app.ui.views.picker import Picker, matching
from ledger_app.ui.views.popup import Popup

Span = tuple[date | None, date | None]
_DAY = timedelta(days=1)
_MOST_UNITS = 12
_SHORT = 12  # characters of a task on its chip
KIND, PLAN, UNIT, WHO, DAYS, TASK = "操作", "文件", "单位", "谁", "日期", "只看"


def spans(today: date) -> dict[str, Span]:
    """The days that are one click away."""
    return {
        "今天": (today, today),
        "昨天": (today - _DAY, today - _DAY),
        "本周": (today - today.weekday() * _DAY, today),
    }


class DaysPopup(Popup):
    """From which day to which."""

    wanted = Signal(object)  # Span

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("选日期")
        self.first, self.last = day_field("从哪天"), day_field("到哪天")
        show = push_button("查看", "primary")
        show.clicked.connect(self._accept)
        days = row(self.first, label("至", "list", "text2"), self.last)
        self.setLayout(col(days, row(None, show), margins=(12, 12, 12, 12)))

    def open_at(self, span: Span, today: date, anchor: QWidget) -> None:
        """Open below a chip with these days."""
        show_day(self.first, span[0] or today - 7 * _DAY)
        show_day(self.last, span[1] or today)
        self.open_below(anchor, self.first)

    def _accept(self) -> None:
        self.close_popup()
        first, last = sorted((day_of(self.first), day_of(self.last)))
        self.wanted.emit((first, last))


def day_field(name: str) -> QDateEdit:
    """A field for a day, with a calendar."""
    made = QDateEdit()
    made.setCalendarPopup(True)
    made.setCalendarWidget(MonthCalendar())
    made.setDisplayFormat("yyyy年M月d日")
    made.setAccessibleName(name)
    styled(made, "list", height=30, width=150)
    return made


def show_day(field: QDateEdit, day: date) -> None:
    """Let a field show a day."""
    field.setDate(QDate(day.year, day.month, day.day))


def day_of(field: QDateEdit) -> date:
    """The day that a field shows."""
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())


def toggle_chip(text: str, clicked: Callable[[], object]) -> QToolButton:
    """A chip that is on or off."""
    made = tool_button(text, kind="chip", clicked=clicked)
    made.setProperty("on", False)
    return made


def turn(chip: QToolButton, on: bool) -> None:
    """Show whether a chip is on."""
    if chip.property("on") != on:
        chip.setProperty("on", on)
        chip.setAccessibleDescription("已选" if on else "")
        repolish(chip)


class HistoryFilters(QWidget):
    """Asks for acts (`wanted`); it is told what is asked for, and says so on its chips."""

    wanted = Signal(object)  # HistoryQuery

    def __init__(self, ledger: Ledger, people: Callable[[], Sequence[str]], today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._people, self._today = ledger, people, today
        self.query = HistoryQuery()
        self.days = {name: toggle_chip(name, lambda *_, n=name: self._toggle(n)) for name in spans(today())}
        self.chips = {name: FilterChip(name) for name in (DAYS, KIND, PLAN, UNIT, WHO, TASK)}
        flow = FlowLayout(self, gap=6)
        for chip in (*self.days.values(), *self.chips.values()):
            flow.addWidget(chip)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda *_, n=name: self._open(n))
            chip.clear_asked.connect(lambda n=name: self.wanted.emit(self._with(n, None)))
        self._picker: Picker | None = None
        self._popup: DaysPopup | None = None
        self.show_query(self.query)

    def show_query(self, query: HistoryQuery) -> None:
        """Say what is asked for."""
        self.query = query
        named = spans(self._today())
        span = (query.first, query.last)
        for name, chip in self.days.items():
            turn(chip, span == named[name])
        book = self._ledger.book
        plan = book.plans.get(query.plan_id) if query.plan_id is not None else None
        unit = book.units.get(query.unit_id) if query.unit_id is not None else None
        said = {
            DAYS: "" if span in named.values() else self._days_words(query.first, query.last),
            KIND: "、".join(kind.label for kind in ActKind if kind in query.kinds),
            PLAN: plan.title if plan else "",
            UNIT: short_name(unit) if unit else "",
            WHO: query.who or "",
            TASK: self._task_words(query.measure_id),
        }
        for name, words in said.items():
            self.chips[name].say(words)
        self.chips[TASK].setVisible(bool(said[TASK]))
        self.chips[WHO].setVisible(bool(said[WHO]) or len(self._people()) > 1)
        self.updateGeometry()

    def _days_words(self, first: date | None, last: date | None) -> str:
        if first is None or last is None:
            return ""
        today = self._today()
        one, other = day_text(first, today), day_text(last, today)
        return one if first == last else f"{one}至{other}"

    def _task_words(self, measure_id: MeasureId | None) -> str:
        if measure_id is None:
            return ""
        measure = self._ledger.book.measures.get(measure_id)
        text = measure.text if measure else "已删除的任务"
        return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"

    def _toggle(self, name: str) -> None:
        span = spans(self._today())[name]
        on = (self.query.first, self.query.last) != span
        self.wanted.emit(self._with(DAYS, span if on else None))

    def _with(self, name: str, value: object) -> HistoryQuery:
        """The query with one chip's value another."""
        if name == DAYS:
            first, last = value if isinstance(value, tuple) else (None, None)
            return replace(self.query, first=first, last=last)
        if name == KIND:
            return replace(self.query, kinds=frozenset({value}) if isinstance(value, ActKind) else frozenset())
        field = {PLAN: "plan_id", UNIT: "unit_id", WHO: "who", TASK: "measure_id"}[name]
        changed: dict[str, Any] = {field: value}
        return replace(self.query, **changed)

    def _open(self, name: str) -> None:
        if name == TASK:
            return
        if name == DAYS:
            if self._popup is None:
                self._popup = DaysPopup(self.window())
                self._popup.wanted.connect(lambda span: self.wanted.emit(self._with(DAYS, span)))
            self._popup.open_at((self.query.first, self.query.last), self._today(), self.chips[DAYS])
            return
        if self._picker is not None:
            self._picker.deleteLater()
        self._picker = Picker(self.window(), f"按{name}筛选")
        self._picker.picked.connect(lambda key: self.wanted.emit(self._with(name, key)))
        self._picker.open_for(self._choices(name), self.chips[name])

    def _choices(self, name: str) -> Callable[[str], Sequence[Choice]]:
        if name == UNIT:
            search = UnitSearch(self._ledger.book)
            return lambda typed: [Choice(u.id, short_name(u), f"{n}项") for u, n in search.find(typed, _MOST_UNITS)]
        plans = sorted(self._ledger.book.plans.values(), key=lambda plan: plan.position)
        all_ = {
            KIND: [Choice(kind, kind.label) for kind in ActKind],
            PLAN: [Choice(plan.id, plan.title) for plan in plans],
            WHO: [Choice(who, who) for who in self._people()],
        }[name]
        return lambda typed: matching(all_, typed)
