"""The panels of the filter chips. A panel filters while it is open; it asks, and is shown what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ledger_app.domain.ids import PlanId
from ledger_app.domain.recurrence import Cadence
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.unit import Role, UnitId
from ledger_app.ledger import Book
from ledger_app.ui.models.choices import Choice, ChoiceList
from ledger_app.ui.models.filters import (
    NO_LEAD,
    Filter,
    RowsOf,
    due_choices,
    more_choices,
    unit_choices,
)
from ledger_app.ui.models.unit_search import UnitSearch
from ledger_app.ui.theme.pieces import col, label, repolish, row, rule, styled, tool_button
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.choice_list import ChoiceView
from ledger_app.ui.views.popup import Popup

_MOST = 10
ChoicesOf = Callable[[Filter, Sequence[MeasureRow]], list[Choice]]  # under a filter, of rows


class FilterPanel(Popup):
    """A list of choices with what is left at its foot."""

    wanted = Signal(object)  # Filter

    def __init__(self, window: QWidget, name: str, rows_of: RowsOf) -> None:
        super().__init__(window)
        self.filter = Filter()
        self.rows_of = rows_of
        self.choices = ChoiceList(self)
        self.view = ChoiceView(self.choices, name)
        self.choices.ticked.connect(self._on_ticked)
        self.view.picked.connect(self._on_ticked)
        self._left = label("", "caption", "text2")
        self._clear = tool_button("清除", kind="link", clicked=lambda: self.wanted.emit(self.cleared()))
        self.setAccessibleName(name)

    def foot(self) -> QWidget:
        """What is left, and the way back."""
        foot = QWidget()
        foot.setLayout(row(self._left, None, self._clear, margins=(14, 0, 10, 6)))
        return foot

    def open_for(self, filter_: Filter, anchor: QWidget) -> None:
        """Open below a chip with the filter as it is."""
        self.setFixedWidth(tokens().px(252))
        self.show_filter(filter_)
        self.view.fit_height(_MOST)
        self.open_below(anchor, self.first())

    def first(self) -> QWidget:
        """What has the focus when it opens."""
        return self.view

    def show_filter(self, filter_: Filter) -> None:
        """Show what the filter has become and what it leaves."""
        self.filter = filter_
        self.choices.show(self.list_choices())
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.choices.index(0))
        self._left.setText(self.left_words())
        self._clear.setVisible(self.cleared() != filter_)

    def left_words(self) -> str:
        """选2个，剩6项."""
        chosen = sum(bool(choice.checked) for choice in self.choices.choices)
        left = f"剩{len(self.rows_of(self.filter))}项"
        return f"选{chosen}个，{left}" if chosen else left

    def list_choices(self) -> list[Choice]:
        """What there is to choose from."""
        raise NotImplementedError

    def cleared(self) -> Filter:
        """The filter without what this panel chose."""
        raise NotImplementedError

    def tick(self, key: object, on: bool) -> Filter:
        """The filter with an entry ticked or not."""
        raise NotImplementedError

    def _on_ticked(self, key: object, on: bool = True) -> None:
        self.wanted.emit(self.tick(key, on))


class UnitPanel(FilterPanel):
    """Units, found by any name, in the roles that are on."""

    def __init__(self, window: QWidget, rows_of: RowsOf, book: Callable[[], Book]) -> None:
        super().__init__(window, "按单位筛选", rows_of)
        self._book = book
        self._search: UnitSearch | None = None
        self._field = QLineEdit()
        self._field.setPlaceholderText("找单位、简称或首字母")
        self._field.setAccessibleName("找单位")
        styled(self._field, "list", height=28)
        self._field.textChanged.connect(lambda: self.show_filter(self.filter))
        self._field.installEventFilter(self)
        self._roles = {role: self._make_role(role) for role in Role}
        roles = row(*self._roles.values(), None, gap=6)
        self.setLayout(
            col(col(self._field, roles, margins=(12, 12, 12, 0)), self.view, rule(), self.foot(), margins=(1, 0, 1, 0))
        )

    def _make_role(self, role: Role) -> QToolButton:
        return tool_button(role.label, kind="chip", clicked=lambda: self._turn_role(role))

    def _turn_role(self, role: Role) -> None:
        self.wanted.emit(replace(self.filter, roles=self.filter.roles ^ {role}))

    def open_for(self, filter_: Filter, anchor: QWidget) -> None:
        self._search = UnitSearch(self._book())
        self._field.clear()
        super().open_for(filter_, anchor)

    def first(self) -> QWidget:
        return self._field

    def show_filter(self, filter_: Filter) -> None:
        for role, button in self._roles.items():
            on = role in filter_.roles
            button.setProperty("on", on)
            button.setAccessibleDescription("已选" if on else "未选")
            repolish(button)
        super().show_filter(filter_)

    def list_choices(self) -> list[Choice]:
        assert self._search is not None, "the panel is open"
        return unit_choices(self.filter, self._field.text(), self._search, self.rows_of(self.filter.without_units()))

    def cleared(self) -> Filter:
        return self.filter.without_units()

    def tick(self, key: object, on: bool) -> Filter:
        if key == NO_LEAD:
            return replace(self.filter, lacks_lead=on)
        return replace(self.filter, unit_ids=self.filter.unit_ids ^ {cast(UnitId, key)})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.view.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.view.take(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)


class ListedPanel(FilterPanel):
    """Nothing but the choices and the foot."""

    def __init__(self, window: QWidget, name: str, rows_of: RowsOf) -> None:
        super().__init__(window, name, rows_of)
        self.setLayout(col(self.view, rule(), self.foot(), gap=6, margins=(1, 8, 1, 0)))


class ValuesPanel(ListedPanel):
    """Any of the few values that one field of the filter can hold: statuses, lamps."""

    def __init__(self, window: QWidget, name: str, field: str, rows_of: RowsOf, choices: ChoicesOf) -> None:
        super().__init__(window, name, rows_of)
        self._field, self._choices_of = field, choices

    def list_choices(self) -> list[Choice]:
        return self._choices_of(self.filter, self.rows_of(self.cleared()))

    def cleared(self) -> Filter:
        return self._with(frozenset())

    def tick(self, key: object, on: bool) -> Filter:
        return self._with(getattr(self.filter, self._field) ^ {key})

    def _with(self, values: frozenset[object]) -> Filter:
        return replace(self.filter, **{self._field: values})  # type: ignore[arg-type]


class MorePanel(ListedPanel):
    """What is asked for less often: marks, cadences, one of the plans."""

    def __init__(self, window: QWidget, rows_of: RowsOf, book: Callable[[], Book]) -> None:
        super().__init__(window, "更多筛选", rows_of)
        self._book = book

    def list_choices(self) -> list[Choice]:
        return more_choices(self.filter, self._book(), self.rows_of)

    def cleared(self) -> Filter:
        return self.filter.without_more()

    def tick(self, key: object, on: bool) -> Filter:
        if isinstance(key, Cadence):
            return replace(self.filter, cadences=self.filter.cadences ^ {key})
        if isinstance(key, str):
            return self.filter.with_mark(key, on)
        return replace(self.filter, plan_id=cast(PlanId, key) if on else None)


class DuePanel(ListedPanel):
    """Spans of time; one of them at a time."""

    def __init__(self, window: QWidget, rows_of: RowsOf, today: Callable[[], date]) -> None:
        super().__init__(window, "按时限筛选", rows_of)
        self._today = today

    def list_choices(self) -> list[Choice]:
        return due_choices(self.filter, self._today(), self.rows_of)

    def cleared(self) -> Filter:
        return replace(self.filter, due=None)

    def tick(self, key: object, on: bool) -> Filter:
        return replace(self.filter, due=str(key) if on else None)
