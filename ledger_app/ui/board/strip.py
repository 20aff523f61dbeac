"""The counters of the board, side by side in one strip."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from ledger_app.domain.board import Board
from ledger_app.domain.lamp import Lamp
from ledger_app.ui.board.chart import Chart, Spot
from ledger_app.ui.models.places import PlaceKey
from ledger_app.ui.theme.paint import color, draw_lamp, draw_word, font
from ledger_app.ui.theme.tokens import Tokens

# words, the field of Board, the place that shows its rows, the tone of a number that is not 0
COUNTERS: tuple[tuple[str, str, PlaceKey, str], ...] = (
    ("今天到期", "due_today", ("today", 0), "text"),
    ("3日内", "in_3_days", ("3 days", 0), "text"),
    ("7日内", "in_7_days", ("7 days", 0), "text"),
    ("逾期", "overdue", ("overdue", 0), "redText"),
    ("本期未反馈", "unreported", ("unreported", 0), "text"),
    ("缺牵头单位", "lacks_lead", ("lacks lead", 0), "doubtText"),
    ("缺时限", "lacks_deadline", ("lacks deadline", 0), "doubtText"),
)
_HEIGHT = 62
_LEAST_WIDTH = 84  # of a counter; below that they stand in two rows


class Strip(Chart):
    """Shows how many there are of each; a counter opens its place in the navigation."""

    def __init__(self) -> None:
        self._counts: list[int] = [0] * len(COUNTERS)
        super().__init__("今天的数", least=_HEIGHT, wanted=_HEIGHT)

    def show_board(self, board: Board) -> None:
        """Show the numbers of a day."""
        self._counts = [getattr(board, field).count for _, field, _, _ in COUNTERS]
        self.refit()

    def lay_out(self, width: int, height: int, t: Tokens) -> list[Spot]:
        rows = 1 if width >= t.px(_LEAST_WIDTH) * len(COUNTERS) else 2
        self.want(_HEIGHT * rows, _HEIGHT * rows)
        across = -(-len(COUNTERS) // rows)
        each, high = width / across, t.px(_HEIGHT)
        spots = []
        for at, (words, _, key, _) in enumerate(COUNTERS):
            left, top = round(at % across * each), at // across * high
            rect = QRect(left, top, round((at % across + 1) * each) - left - t.px(8), high)
            spots.append(Spot(rect, f"{words} {self._counts[at]}项", key))
        return spots

    def draw(self, p: QPainter, t: Tokens) -> None:
        first = self.spots[0].rect.left() if self.spots else 0
        for spot, count, (words, field, _, tone) in zip(self.spots, self._counts, COUNTERS, strict=True):
            r = spot.rect
            if r.left() > first:
                p.fillRect(
                    QRect(r.left() - t.px(4), r.top() + t.px(8), 1, r.height() - t.px(16)), color(t.c("hairline"))
                )
            left = r.left() + t.px(12)
            p.setFont(font("number", t.scale))
            p.setPen(color(t.c(tone if count else "text3")))
            p.drawText(left, r.top() + t.px(32), f"{count:,}")
            word = QRect(left, r.top() + t.px(38), r.right() - left, t.px(20))
            if field == "overdue":
                draw_lamp(p, Lamp.RED, QRectF(left, word.center().y() - t.px(5) + 0.5, t.px(10), t.px(10)), t)
                word.setLeft(left + t.px(16))
            draw_word(p, word, words, t, "list", "text2")
