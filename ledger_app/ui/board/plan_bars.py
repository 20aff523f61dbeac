"""How far each plan has come, against the share of its time that has passed (序时)."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from ledger_app.domain.board import Figure, PlanLine
from ledger_app.ui.board.chart import Chart, Spot
from ledger_app.ui.theme.paint import color, draw_word, metrics
from ledger_app.ui.theme.tokens import Tokens

_ROW, _BAR, _WORDS = 42, 8, 118


class PlanBars(Chart):
    """Two lines a plan: its name with what is done and late, its bar with the tick where it should be."""

    def __init__(self) -> None:
        self._plans: Sequence[PlanLine] = ()
        self._shown = 0
        self._most = 2
        super().__init__("各文件进度与序时", least=_ROW, wanted=_ROW)

    def show_plans(self, plans: Sequence[PlanLine]) -> None:
        """Show these plans, those with late tasks first, as many as there is room for."""
        self._plans = sorted(plans, key=lambda line: -line.overdue.count)
        self._fit()

    def show_most(self, most: int) -> None:
        """Show so many plans at most."""
        if most != self._most:
            self._most = most
            self._fit()

    def _fit(self) -> None:
        wanted = _ROW * max(1, min(self._most, len(self._plans)))
        self.want(min(wanted, 2 * _ROW), wanted)
        self.refit()

    def lay_out(self, width: int, height: int, t: Tokens) -> list[Spot]:
        self._shown = min(len(self._plans), max(1, height // t.px(_ROW)))
        spots = []
        for at, line in enumerate(self._plans[: self._shown]):
            top = at * t.px(_ROW)
            right = width
            asides = []
            for words, figure in _figures(line):
                said = metrics("caption", t.scale).horizontalAdvance(f"{words}{figure.count}") + t.px(12)
                rect = QRect(right - said, top + t.px(2), said, t.px(20))
                asides.append(Spot(rect, f"{line.plan.title} {words} {figure.count}项", figure.query))
                right -= said
            name = QRect(0, top, right, t.px(_ROW)).intersected(QRect(0, top, right - t.px(4), t.px(22)))
            spots.append(
                Spot(name, f"{line.plan.title} 共{line.total.count}项，{_share_words(line)}", ("plan", line.plan.id))
            )
            spots += asides
        return spots

    def draw(self, p: QPainter, t: Tokens) -> None:
        width = self.viewport().width()
        for at, line in enumerate(self._plans[: self._shown]):
            self._draw_plan(p, QRect(0, at * t.px(_ROW), width, t.px(_ROW)), line, t)

    def _draw_plan(self, p: QPainter, r: QRect, line: PlanLine, t: Tokens) -> None:
        right = r.right()
        for words, figure in _figures(line):
            said = f"{words}{figure.count}"
            room = metrics("caption", t.scale).horizontalAdvance(said) + t.px(12)
            tone = "redText" if words == "逾期" and figure.count else "text2"
            draw_word(p, QRect(right - room + t.px(6), r.top() + t.px(2), room, t.px(20)), said, t, "caption", tone)
            right -= room
        title = QRect(r.left() + t.px(4), r.top() + t.px(2), right - r.left() - t.px(12), t.px(20))
        draw_word(p, title, line.plan.title, t, "list", "text")
        bar = QRect(r.left() + t.px(4), r.top() + t.px(26), r.width() - t.px(_WORDS) - t.px(8), t.px(_BAR))
        _draw_bar(p, bar, line, t)
        share = QRect(r.right() - t.px(_WORDS), r.top() + t.px(20), t.px(_WORDS) - t.px(6), t.px(20))
        draw_word(p, share, _share_words(line), t, "caption", "text2", right=True)


def _draw_bar(p: QPainter, bar: QRect, line: PlanLine, t: Tokens) -> None:
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color(t.c("greySoft")))
    p.drawRoundedRect(QRectF(bar), 3, 3)
    filled = QRectF(bar)
    filled.setWidth(bar.width() * _actual(line) / 100)
    if filled.width() >= 1:
        p.setBrush(color(t.c("accent")))
        p.drawRoundedRect(filled, 3, 3)
    p.restore()
    if line.expected is not None:
        at = bar.left() + round(bar.width() * line.expected / 100)
        p.fillRect(QRect(at - 1, bar.top() - t.px(4), 2, bar.height() + t.px(8)), color(t.c("text")))


def _actual(line: PlanLine) -> float:
    """In percent: the mean of what was reported, else the share of the tasks that are finished."""
    if line.actual is not None:
        return line.actual
    return 100.0 * line.finished.count / line.total.count if line.total.count else 0.0


def _share_words(line: PlanLine) -> str:
    said = f"{_actual(line):.0f}%"
    return said if line.expected is None else f"{said}  序时{line.expected:.0f}%"


def _figures(line: PlanLine) -> tuple[tuple[str, Figure], ...]:
    """What stands at the right of a plan's name, from the right."""
    return (("逾期", line.overdue), ("完成", line.finished))
