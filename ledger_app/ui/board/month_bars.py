"""A column for each month of the year: what is due in it, and how much of that is finished."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ledger_app.domain.board import MonthLine
from ledger_app.ui.board.chart import Chart, Spot
from ledger_app.ui.theme.paint import color, font
from ledger_app.ui.theme.tokens import Tokens

_HEIGHT = 96
_FOOT, _HEAD = 18, 18


class MonthBars(Chart):
    """The column opens what is due in its month, the filled part what of it is finished."""

    def __init__(self) -> None:
        self._months: Sequence[MonthLine] = ()
        self._today = date.min
        self._columns: list[tuple[MonthLine, QRect, QRect]] = []
        super().__init__("各月到期和完成", least=_HEIGHT - 20, wanted=_HEIGHT)

    def show_months(self, months: Sequence[MonthLine], today: date) -> None:
        """Show the months of a year."""
        self._months, self._today = months, today
        self.refit()

    def lay_out(self, width: int, height: int, t: Tokens) -> list[Spot]:
        self._columns, spots = [], []
        most = max((month.due.count for month in self._months), default=0) or 1
        room = height - t.px(_FOOT + _HEAD)
        count = len(self._months) or 1
        for at, line in enumerate(self._months):
            left, right = at * width // count, (at + 1) * width // count
            thick = min(t.px(26), right - left - t.px(6))
            bar = QRect((left + right - thick) // 2, 0, thick, round(room * line.due.count / most))
            bar.moveBottom(height - t.px(_FOOT))
            done = QRect(bar)
            done.setTop(bar.bottom() + 1 - round(bar.height() * line.finished.count / (line.due.count or 1)))
            self._columns.append((line, bar, done))
            spots += self._spots_of(line, QRect(left + 1, 0, right - left - 2, height), done)
        return spots

    def _spots_of(self, line: MonthLine, whole: QRect, done: QRect) -> list[Spot]:
        due, finished = f"{line.month.month}月到期", f"{line.month.month}月到期，已完成"
        if not line.due.count:
            return []
        found = [Spot(whole, f"{due} {line.due.count}项", line.due.query)]
        if line.finished.count:
            found.append(Spot(done, f"{finished} {line.finished.count}项", line.finished.query))
        return found

    def draw(self, p: QPainter, t: Tokens) -> None:
        base = self.viewport().height() - t.px(_FOOT)
        p.fillRect(QRect(0, base + 1, self.viewport().width(), 1), color(t.c("divider")))
        for line, bar, done in self._columns:
            if line.due.count:
                p.setPen(QPen(color(t.c("control")), 1))
                p.setBrush(color(t.c("greySoft")))
                p.drawRect(QRectF(bar).adjusted(0.5, 0.5, -0.5, -0.5))
                p.fillRect(done, color(t.c("accent")))
                p.setFont(font("caption", t.scale))
                p.setPen(color(t.c("text2")))
                above = QRect(bar.left() - t.px(10), bar.top() - t.px(_HEAD), bar.width() + t.px(20), t.px(_HEAD))
                p.drawText(above, int(Qt.AlignmentFlag.AlignCenter), str(line.due.count))
            now = (line.month.year, line.month.month) == (self._today.year, self._today.month)
            foot = QRect(bar.left() - t.px(12), base + 2, bar.width() + t.px(24), t.px(_FOOT))
            p.setFont(font("captionStrong" if now else "caption", t.scale))
            p.setPen(color(t.c("text" if now else "text3")))
            p.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), f"{line.month.month}月")
