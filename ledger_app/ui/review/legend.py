"""What the marks in the original mean: a line style each, not only a tint."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat

from ledger_app.ui.review.places import MarkKind
from ledger_app.ui.theme.paint import color, draw_word, metrics
from ledger_app.ui.theme.pieces import Painted
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

# the tint, the colour of the line, and its style in text and in the legend
LOOKS = {
    MarkKind.UNITS: ("leadBg", "accent", QTextCharFormat.UnderlineStyle.SingleUnderline, Qt.PenStyle.SolidLine),
    MarkKind.DEADLINE: ("respBg", "respText", QTextCharFormat.UnderlineStyle.DashUnderline, Qt.PenStyle.DashLine),
    MarkKind.TARGET: ("greySoft", "text2", QTextCharFormat.UnderlineStyle.DotLine, Qt.PenStyle.DotLine),
}
_SAMPLE, _STEP = 26, 70


class Legend(Painted):
    """A sample of each kind of mark with its word."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("标记：实线是单位，虚线是时限，点线是指标")
        theme().follow(self, lambda t: self.setFixedWidth(t.px(_STEP * len(LOOKS) - 4)))

    def content_height(self, width: int) -> int:
        return tokens().px(20)

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(_STEP * len(LOOKS) - 4), tokens().px(20))

    def paint(self, p: QPainter, t: Tokens) -> None:
        for at, (kind, (ground, line, _, style)) in enumerate(LOOKS.items()):
            x = at * t.px(_STEP)
            p.fillRect(QRect(x, t.px(3), t.px(_SAMPLE), t.px(13)), color(t.c(ground)))
            p.setPen(QPen(color(t.c(line)), 1.4, style))
            p.drawLine(x, t.px(16), x + t.px(_SAMPLE), t.px(16))
            left = x + t.px(_SAMPLE + 6)
            words = QRect(left, 0, metrics("caption", t.scale).horizontalAdvance(kind.value) + 2, t.px(20))
            draw_word(p, words, kind.value, t, "caption", "text2")
