"""The twelve months of a year, each day a thing that can be chosen."""

from calendar import monthrange
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ledger_app.domain.calendar import WorkCalendar
from ledger_app.ui.board.chart import Chart, Spot
from ledger_app.ui.models.wording import long_day_text
from ledger_app.ui.theme.paint import color, draw_word, font
from ledger_app.ui.theme.tokens import Tokens

_WEEK = "一二三四五六日"
_FOUR_ACROSS = 900  # px at 100 %: below this three months stand side by side
_HEAD, _LEAST, _MOST = 36, 15, 26
_WEEKEND = 5


class YearCalendar(Chart):
    """A day that differs from the plain week says 休 or 班; choosing one is the dialog's to answer."""

    def __init__(self, today: date) -> None:
        self._today, self._year, self._calendar = today, today.year, WorkCalendar()
        self._days: list[tuple[date, QRect]] = []
        self._months: list[QRect] = []
        least = 3 * (_HEAD + 6 * _LEAST)
        super().__init__("全年的工作日和节假日", least=least, wanted=least)

    def show_year(self, year: int, calendar: WorkCalendar) -> None:
        """Show a year."""
        self._year, self._calendar = year, calendar
        self.refit()

    def go_to(self, day: date) -> None:
        """Put the focus on a day."""
        self.setFocus()
        at = next((at for at, spot in enumerate(self.spots) if spot.target == day), 0)
        self.setCurrentIndex(self.model().index(at, 0))

    def lay_out(self, width: int, height: int, t: Tokens) -> list[Spot]:
        self._days, self._months = [], []
        across = 4 if width >= t.px(_FOUR_ACROSS) else 3
        down = 12 // across
        self.want(down * (_HEAD + 6 * _LEAST), down * (_HEAD + 6 * _LEAST))
        wide, high = width // across, height // down
        for at in range(12):
            month = QRect(at % across * wide, at // across * high, wide - t.px(14), high - t.px(4))
            self._months.append(month)
            self._lay_month(at + 1, month, t)
        return [Spot(rect, self._spoken(day), day) for day, rect in self._days]

    def _lay_month(self, month: int, r: QRect, t: Tokens) -> None:
        before, count = monthrange(self._year, month)
        tall = max(t.px(_LEAST), min(t.px(_MOST), (r.height() - t.px(_HEAD)) // 6))
        for day in range(1, count + 1):
            at = before + day - 1
            left, right = r.left() + at % 7 * r.width() // 7, r.left() + (at % 7 + 1) * r.width() // 7
            top = r.top() + t.px(_HEAD) + at // 7 * tall
            self._days.append((date(self._year, month, day), QRect(left, top, right - left, tall)))

    def _spoken(self, day: date) -> str:
        moved = self._moved(day)
        state = "上班" if self._calendar.is_working_day(day) else "休息"
        return f"{long_day_text(day)} {state}{'，调休' if moved else ''}"

    def _moved(self, day: date) -> str:
        plain = day.weekday() < _WEEKEND
        return "" if plain == self._calendar.is_working_day(day) else ("休" if plain else "班")

    def draw(self, p: QPainter, t: Tokens) -> None:
        for at, month in enumerate(self._months):
            head = QRect(month.left() + t.px(4), month.top(), month.width(), t.px(20))
            draw_word(p, head, f"{at + 1}月", t, "listStrong", "text")
            p.setFont(font("caption", t.scale))
            p.setPen(color(t.c("text3")))
            for column, word in enumerate(_WEEK):
                left, right = column * month.width() // 7, (column + 1) * month.width() // 7
                cell = QRect(month.left() + left, month.top() + t.px(20), right - left, t.px(16))
                p.drawText(cell, int(Qt.AlignmentFlag.AlignCenter), word)
        for day, rect in self._days:
            self._draw_day(p, rect, day, t)

    def _draw_day(self, p: QPainter, r: QRect, day: date, t: Tokens) -> None:
        working, moved = self._calendar.is_working_day(day), self._moved(day)
        ground = {"休": "respBg", "班": "leadBg"}.get(moved, "" if working else "subtle")
        if ground:
            p.fillRect(r.adjusted(1, 1, -1, -1), color(t.c(ground)))
        if day == self._today:
            p.setPen(QPen(color(t.c("accent")), 1))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(QRectF(r).adjusted(1.5, 1.5, -1.5, -1.5))
        tone = {"休": "respText", "班": "leadText"}.get(moved, "text" if working else "text3")
        p.setFont(font("captionStrong" if moved else "caption", t.scale))
        p.setPen(color(t.c(tone)))
        p.drawText(r, int(Qt.AlignmentFlag.AlignCenter), f"{day.day}{moved}")
