"""A bar for each unit, stacked by lamp."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from ledger_app.domain.board import LampFigure, UnitLine
from ledger_app.domain.lamp import Lamp
from ledger_app.ui.board.chart import Chart, Spot
from ledger_app.ui.theme.paint import color, draw_word, font, metrics
from ledger_app.ui.theme.tokens import Tokens

_ROW, _BAR = 26, 16
_NAME, _TOTAL = 72, 52
_LEAST_SEGMENT = 7  # px: a segment is always wide enough to be hit


class UnitBars(Chart):
    """The name opens the unit, a segment its rows with that lamp. As many units as there is room for."""

    def __init__(self) -> None:
        self._units: Sequence[UnitLine] = ()
        self._segments: list[tuple[LampFigure, QRect]] = []
        super().__init__("各单位的任务，按灯分", least=4 * _ROW, wanted=10 * _ROW)

    def show_units(self, units: Sequence[UnitLine]) -> None:
        """Show these units."""
        self._units = units
        self.refit()

    def lay_out(self, width: int, height: int, t: Tokens) -> list[Spot]:
        self._segments = []
        shown = self._units[: max(1, height // t.px(_ROW))]
        name, spots = self._name_width(width, t), []
        room = width - name - t.px(8) - t.px(_TOTAL)
        longest = max((unit.total.count for unit in shown), default=1) or 1
        for at, line in enumerate(shown):
            top = at * t.px(_ROW)
            total = f"{line.unit.name} 共{line.total.count}项，逾期{line.overdue.count}项"
            spots.append(Spot(QRect(0, top, name, t.px(_ROW)), total, ("unit", line.unit.id)))
            spots += self._lay_bar(line, name + t.px(8), top, room / longest, t)
        return spots

    def _name_width(self, width: int, t: Tokens) -> int:
        fm = metrics("list", t.scale)
        longest = max((fm.horizontalAdvance(_called(line)) for line in self._units), default=0) + t.px(8)
        return max(t.px(_NAME), min(longest, width * 2 // 5))

    def _lay_bar(self, line: UnitLine, left: float, top: int, unit: float, t: Tokens) -> list[Spot]:
        spots = []
        x, y = left, top + (t.px(_ROW) - t.px(_BAR)) // 2
        for each in line.lamps:
            if not each.figure.count:
                continue
            width = max(t.px(_LEAST_SEGMENT), each.figure.count * unit)
            rect = QRect(round(x), y, round(x + width) - round(x) - 1, t.px(_BAR))
            words = f"{line.unit.name} {each.lamp.label}"
            spots.append(Spot(rect, f"{words} {each.figure.count}项", each.figure.query))
            self._segments.append((each, rect))
            x += width
        return spots

    def draw(self, p: QPainter, t: Tokens) -> None:
        ends: dict[int, int] = {}
        for each, rect in self._segments:
            _draw_segment(p, each, rect, t)
            ends[rect.top()] = max(ends.get(rect.top(), 0), rect.right())
        name = self._name_width(self.viewport().width(), t)
        for at, line in enumerate(self._units[: len({spot.rect.top() // t.px(_ROW) for spot in self.spots})]):
            row = QRect(0, at * t.px(_ROW), name, t.px(_ROW))
            draw_word(p, row.adjusted(t.px(4), 0, 0, 0), _called(line), t, "list", "text", right=True)
            bar = row.top() + (t.px(_ROW) - t.px(_BAR)) // 2
            end = QRect(ends.get(bar, row.right()) + t.px(6), row.top(), t.px(_TOTAL), row.height())
            draw_word(p, end, f"{line.total.count}项", t, "caption", "text2")


def _called(line: UnitLine) -> str:
    return line.unit.short or line.unit.name


def _draw_segment(p: QPainter, each: LampFigure, rect: QRect, t: Tokens) -> None:
    p.fillRect(rect, color(t.c(each.lamp.value)))
    if each.lamp is Lamp.RED:  # told from the others on grey paper too
        hatch = QColor(t.c("surface"))
        hatch.setAlpha(90)
        p.fillRect(rect, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
    count = str(each.figure.count)
    if metrics("captionStrong", t.scale).horizontalAdvance(count) + t.px(4) <= rect.width():
        p.setFont(font("captionStrong", t.scale))
        p.setPen(color(t.c("surface") if each.lamp is not Lamp.YELLOW or t.dark else t.c("text")))
        p.drawText(QRectF(rect), int(Qt.AlignmentFlag.AlignCenter), count)
