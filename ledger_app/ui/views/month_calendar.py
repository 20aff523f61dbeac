"""A month as the program draws it: 2026年11月, today marked, 休 on holidays, 班 on weekend days with work."""

from datetime import date

from PySide6.QtCore import QDate, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette, QPen, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from ledger_app.domain.calendar import WorkCalendar
from ledger_app.ui.theme.icons import icon
from ledger_app.ui.theme.paint import color, draw_word, font, metrics
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

_BAR, _MONTH, _YEAR = "qt_calendar_navigationbar", "qt_calendar_monthbutton", "qt_calendar_yearbutton"
_ARROWS = {"qt_calendar_prevmonth": ("chevron_left", "上个月"), "qt_calendar_nextmonth": ("chevron_right", "下个月")}
_SATURDAY = 5


class MonthCalendar(QCalendarWidget):
    """Qt's calendar with its keys and its accessibility, in our look; `work` is the office's calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.work: WorkCalendar | None = None
        self.setAccessibleName("日历")
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.setGridVisible(False)
        self._dress_bar()
        self.currentPageChanged.connect(lambda *_: self._say_month())
        theme().follow(self, self._restyle)

    def _dress_bar(self) -> None:
        for bar in self.findChildren(QWidget, _BAR):
            bar.setBackgroundRole(QPalette.ColorRole.Base)
        for name, (_, tip) in _ARROWS.items():
            button = self._button(name)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self._button(_YEAR).hide()

    def _button(self, name: str) -> QToolButton:
        found = self.findChild(QToolButton, name)
        assert found is not None, "Qt's calendar has it"
        return found

    def _restyle(self, t: Tokens) -> None:
        for name, (drawing, _) in _ARROWS.items():
            button = self._button(name)
            button.setIcon(icon(drawing, t))
            button.setIconSize(QSize(t.px(18), t.px(18)))
        head = QTextCharFormat()
        head.setForeground(color(t.c("text3")))
        head.setBackground(color(t.c("surface")))
        self.setHeaderTextFormat(head)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, head)  # Qt's is red, which here means late
        self._button(_MONTH).setFont(font("listStrong", t.scale))
        self._say_month()

    def _say_month(self) -> None:
        self._button(_MONTH).setText(self.month_words)

    @property
    def month_words(self) -> str:
        """2026年11月."""
        return f"{self.yearShown()}年{self.monthShown()}月"

    def mark_of(self, day: date) -> str:
        """What is written on a day."""
        if self.work is None:
            return ""
        return "休" if day in self.work.off else "班" if day in self.work.on else ""

    def paintCell(self, p: QPainter, rect: QRect, day: QDate) -> None:
        t, here = tokens(), date(day.year(), day.month(), day.day())
        chosen, elsewhere = day == self.selectedDate(), day.month() != self.monthShown()
        mark = self.mark_of(here)
        ground = "accent" if chosen else {"休": "respBg", "班": "leadBg"}.get(mark, "surface")
        box = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.fillRect(rect, color(t.c("surface")))
        p.setPen(QPen(color(t.c("accent")), 1.5) if day == QDate.currentDate() else Qt.PenStyle.NoPen)
        p.setBrush(color(t.c(ground)))
        p.drawRoundedRect(box, 4, 4)
        p.setFont(font("list", t.scale))
        weekend = here.weekday() >= _SATURDAY and mark != "班"
        tone = "onAccent" if chosen else "control" if elsewhere else "text3" if weekend or mark == "休" else "text"
        p.setPen(color(t.c(tone)))
        p.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(day.day()))
        p.restore()
        if mark:
            self._draw_mark(p, rect, mark, "onAccent" if chosen else {"休": "respText", "班": "leadText"}[mark], t)

    def _draw_mark(self, p: QPainter, rect: QRect, mark: str, tone: str, t: Tokens) -> None:
        left = rect.center().x() + t.px(8)
        width = min(metrics("caption", t.scale).horizontalAdvance(mark) + 1, rect.right() - left + 1)
        draw_word(p, QRect(left, rect.top(), width, rect.height()), mark, t, "caption", tone)
