"""What is due on each day of a month."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPen

from ledger_app.domain.board import DueDay, Figure
from ledger_app.domain.lamp import DEFAULT_LAMPS, Lamp, LampRules, lamp_of
from ledger_app.domain.row import Query
from ledger_app.domain.status import Status
from ledger_app.ui.board.chart import Chart, Spot
from ledger_app.ui.models.wording import day_text
from ledger_app.ui.theme.paint import color, draw_lamp, draw_word, metrics
from ledger_app.ui.theme.tokens import Tokens

_WEEK = "一二三四五六日"
_WEEKEND = 5
_HEAD, _DAY, _DAY_LEAST = 22, 25, 22


class MonthCalendar(Chart):
    """Seven days a row. A day with work opens it: what is still open, else all that was due."""

    def __init__(self) -> None:
        self._days: Sequence[DueDay] = ()
        self._today = date.min
        self._rules = DEFAULT_LAMPS
        self._cells: list[tuple[DueDay, QRect]] = []
        super().__init__("每天到期", least=_HEAD + 6 * _DAY_LEAST, wanted=_HEAD + 6 * _DAY)

    def show_days(self, days: Sequence[DueDay], today: date, rules: LampRules = DEFAULT_LAMPS) -> None:
        """Show the days of a month, what is open on each by the lamp that its rows have."""
        self._days, self._today, self._rules = days, today, rules
        self.refit()

    def lay_out(self, width: int, height: int, t: Tokens) -> list[Spot]:
        if not self._days:
            return []
        before = self._days[0].day.weekday()
        weeks = -(-(before + len(self._days)) // 7)
        high = max(t.px(_DAY_LEAST), min(t.px(44), (height - t.px(_HEAD)) // weeks))
        self._cells = []
        for at, each in enumerate(self._days, before):
            left, right = at % 7 * width // 7, (at % 7 + 1) * width // 7
            rect = QRect(left + 1, t.px(_HEAD) + at // 7 * high + 1, right - left - 2, high - 2)
            self._cells.append((each, rect))
        return [Spot(rect, *self._asked(each)) for each, rect in self._cells if each.due.count]

    def _asked(self, each: DueDay) -> tuple[str, Query]:
        day, figure = day_text(each.day, self._today), _figure(each)
        words = f"{day}到期" if not each.open.count else f"{day}到期，未完成"
        return f"{words} {figure.count}项", figure.query

    def draw(self, p: QPainter, t: Tokens) -> None:
        width = self.viewport().width()
        for at, word in enumerate(_WEEK):
            left = at * width // 7
            draw_word(p, QRect(left + t.px(8), 0, width // 7 - t.px(8), t.px(_HEAD)), word, t, "caption", "text3")
        for each, rect in self._cells:
            self._draw_day(p, rect, each, t)

    def _draw_day(self, p: QPainter, r: QRect, each: DueDay, t: Tokens) -> None:
        today = each.day == self._today
        if today:
            p.save()
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(color(t.c("accent")), 1.5))
            p.setBrush(color(t.c("accentSoft")))
            p.drawRoundedRect(QRectF(r).adjusted(1, 1, -1, -1), 4, 4)
            p.restore()
        elif not each.working:
            p.fillRect(r, color(t.c("subtle")))
        word = "今天" if today else str(each.day.day)
        tone = "text" if each.working or today else "text3"
        role = "captionStrong" if today else "caption"
        draw_word(p, r.adjusted(t.px(8), 0, 0, 0), word, t, role, tone)
        left = r.left() + t.px(8) + max(t.px(20), metrics(role, t.scale).horizontalAdvance(word) + t.px(4))
        moved = self._moved(each)
        if moved and not today:
            draw_word(p, QRect(left, r.top(), t.px(16), r.height()), moved, t, "caption", "text3")
            left += t.px(16)
        if each.due.count:
            self._draw_count(p, QRect(left, r.top(), r.right() - left, r.height()), each, t)

    def _moved(self, each: DueDay) -> str:
        """休 on a weekday that is free, 班 on a day of the weekend that is not."""
        plain = each.day.weekday() < _WEEKEND
        return "" if plain == each.working else ("休" if plain else "班")

    def _draw_count(self, p: QPainter, r: QRect, each: DueDay, t: Tokens) -> None:
        """Beside its own day, by the shape of its lamp: how many are open, else that all are done."""
        count, side = str(_figure(each).count), t.px(10)
        role, tone = ("captionStrong", "text") if each.open.count else ("caption", "text3")
        lamp = lamp_of(Status.UNDER_WAY, each.day, self._today, rules=self._rules)
        if each.open.count and lamp is Lamp.RED:
            tone = "redText"
        mark = QRectF(r.left(), r.center().y() - side / 2 + 0.5, side, side)
        if each.open.count:
            draw_lamp(p, lamp, mark, t)
        else:
            draw_word(p, mark.adjusted(-2, -4, 4, 4), "✓", t, "caption", "text3")
        left = r.left() + side + t.px(4)
        draw_word(p, QRect(left, r.top(), r.right() - left, r.height()), count, t, role, tone)


def _figure(each: DueDay) -> Figure:
    return each.open if each.open.count else each.due
