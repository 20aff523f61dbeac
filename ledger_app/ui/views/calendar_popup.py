"""A month to pick a day from; it marks the office's holidays and the weekend days on which it works."""

from datetime import date

from PySide6.QtCore import QDate, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QWidget

from ledger_app.domain.calendar import WorkCalendar
from ledger_app.ui.theme.paint import color, draw_word
from ledger_app.ui.theme.pieces import col, label
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.popup import Popup

_CORNER = 15


class MarkedCalendar(QCalendarWidget):
    """Writes 休 on holidays and 班 on weekend days on which the office works."""

    def __init__(self) -> None:
        super().__init__()
        self.work: WorkCalendar | None = None

    def mark_of(self, day: date) -> str:
        """What is written on a day."""
        if self.work is None:
            return ""
        return "休" if day in self.work.off else "班" if day in self.work.on else ""

    def paintCell(self, p: QPainter, rect: QRect, day: QDate) -> None:
        super().paintCell(p, rect, day)
        mark = self.mark_of(date(day.year(), day.month(), day.day()))
        if mark:
            t = tokens()
            corner = QRect(rect.right() - t.px(_CORNER), rect.top(), t.px(_CORNER), t.px(_CORNER))
            draw_word(p, corner, mark, t, "caption", "accentText" if mark == "班" else "text3")


class CalendarPopup(Popup):
    """A month to pick a day from."""

    day_picked = Signal(object)  # date

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.calendar = MarkedCalendar()
        self.calendar.setAccessibleName("日历")
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setGridVisible(False)
        self._legend = label("", "caption", "text3", wrap=True)
        self._legend.hide()
        self.setLayout(col(self.calendar, self._legend, gap=4, margins=(8, 8, 8, 8)))
        theme().follow(self, self._restyle)
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

    def _restyle(self, t: Tokens) -> None:
        weekend = QTextCharFormat()  # Qt's is red, which here means late
        weekend.setForeground(color(t.c("text3")))
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
