"""A month to pick a day from; it marks the office's holidays and the weekend days on which it works."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from ledger_app.domain.calendar import WorkCalendar
from ledger_app.ui.theme.pieces import col, label
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.views.month_calendar import MonthCalendar
from ledger_app.ui.views.popup import Popup

_WIDTH, _HEIGHT = 296, 216


class CalendarPopup(Popup):
    """A month to pick a day from."""

    day_picked = Signal(object)  # date

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.calendar = MonthCalendar()
        theme().follow(self, lambda t: self.calendar.setFixedSize(t.px(_WIDTH), t.px(_HEIGHT)))
        self._legend = label("", "caption", "text3", wrap=True)
        self._legend.hide()
        self.setLayout(col(self.calendar, self._legend, gap=4, margins=(8, 8, 8, 8)))
        self.calendar.activated.connect(self._pick)
        self.calendar.clicked.connect(self._pick)
        self.calendar.currentPageChanged.connect(lambda *_: self._say())

    def mark(self, work: WorkCalendar | None) -> None:
        """Mark the office's working days."""
        self.calendar.work = work
        self._say()

    def _say(self) -> None:
        work, year = self.calendar.work, self.calendar.yearShown()
        self._legend.setVisible(work is not None)
        if work is not None:
            self._legend.setText("休 放假    班 周末上班" if work.knows(year) else f"{year}年的节假日还没有设")

    def _pick(self, day: QDate) -> None:
        self.close_popup()
        self.day_picked.emit(date(day.year(), day.month(), day.day()))

    def open_at(self, day: date | None, anchor: QWidget) -> None:
        """Open below a field, at a day."""
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.open_below(anchor, self.calendar)
