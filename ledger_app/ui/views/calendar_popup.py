"""A month to pick a day from."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QWidget

from ledger_app.ui.theme.paint import color
from ledger_app.ui.theme.pieces import col
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.popup import Popup


class CalendarPopup(Popup):
    """A month to pick a day from."""

    day_picked = Signal(object)  # date

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("日历")
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        self.setLayout(col(self.calendar, margins=(8, 8, 8, 8)))
        theme().follow(self, self._restyle)
        self.calendar.activated.connect(self._pick)
        self.calendar.clicked.connect(self._pick)

    def _restyle(self, t: Tokens) -> None:
        weekend = QTextCharFormat()  # Qt's is red, which here means late
        weekend.setForeground(color(t.c("text2")))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, weekend)

    def _pick(self, day: QDate) -> None:
        self.close_popup()
        self.day_picked.emit(date(day.year(), day.month(), day.day()))

    def open_at(self, day: date | None, anchor: QWidget) -> None:
        """Open below a field, at a day."""
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.open_below(anchor, self.calendar)
