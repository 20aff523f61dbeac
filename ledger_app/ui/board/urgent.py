"""先办这些: the rows to do first, the late ones on top."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from ledger_app.domain.board import Urgent
from ledger_app.ui.board.chart import Chart, Spot
from ledger_app.ui.models.wording import due_tone
from ledger_app.ui.theme.paint import color, draw_lamp_chip, draw_word, metrics
from ledger_app.ui.theme.tokens import Tokens

ROW = 30
_UNIT, _LAMP = 104, 52
FLAGGED = "挂牌"
_UNIT_NEEDS = 420  # below this width the unit is left out


class UrgentList(Chart):
    """One row each: lamp, text, who answers for it, and why it is urgent. A row opens in the list."""

    def __init__(self) -> None:
        self._rows: Sequence[Urgent] = ()
        self._today = date.min
        self._room = 0  # of the words at the right
        super().__init__("先办这些", least=3 * ROW, wanted=8 * ROW)

    def show_rows(self, rows: Sequence[Urgent], today: date) -> None:
        """Show these rows, as many as there is room for."""
        self._rows, self._today = rows, today
        self.refit()

    def lay_out(self, width: int, height: int, t: Tokens) -> list[Spot]:
        high, fm = t.px(ROW), metrics("captionStrong", t.scale)
        self._room = max((fm.horizontalAdvance(_why(each)) for each in self._rows), default=0) + t.px(4)
        return [
            Spot(QRect(0, at * high, width, high), self._spoken(each), each.row.measure.id)
            for at, each in enumerate(self._rows[: max(1, height // high)])
        ]

    def _spoken(self, urgent: Urgent) -> str:
        lamp = urgent.row.lamp(self._today).label
        return f"{lamp} {urgent.row.measure.text} {_answering(urgent)} {'、'.join(urgent.words)}"

    def draw(self, p: QPainter, t: Tokens) -> None:
        if not self._rows:
            draw_word(
                p, QRect(t.px(8), 0, self.width(), t.px(ROW)), "7日内没有到期的，也没有逾期的", t, "list", "text2"
            )
            return
        for at, spot in enumerate(self.spots):
            self._draw_row(p, spot.rect, self._rows[at], t)

    def _draw_row(self, p: QPainter, r: QRect, urgent: Urgent, t: Tokens) -> None:
        p.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(t.c("hairline")))
        draw_lamp_chip(p, urgent.row.lamp(self._today), r.left() + t.px(4), r.center().y(), t)
        words = _why(urgent)
        room = self._room
        why = QRect(r.right() - room - t.px(4), r.top(), room, r.height())
        draw_word(p, why, words, t, "captionStrong", self._tone(urgent), right=True)
        unit = why.left() - t.px(8)
        if r.width() >= t.px(_UNIT_NEEDS):
            unit -= t.px(_UNIT)
            draw_word(p, QRect(unit, r.top(), t.px(_UNIT), r.height()), _answering(urgent), t, "caption", "text2")
        left = r.left() + t.px(_LAMP)
        text = QRect(left, r.top(), unit - t.px(12) - left, r.height())
        draw_word(p, text, urgent.row.measure.text.replace("\n", " "), t, "list", "text")

    def _tone(self, urgent: Urgent) -> str:
        return due_tone(urgent.row, self._today)


def _why(urgent: Urgent) -> str:
    words = urgent.words[0] if urgent.words else ""
    return f"{FLAGGED} {words}" if urgent.row.measure.flagged and words != FLAGGED else words


def _answering(urgent: Urgent) -> str:
    names = [a.unit.short or a.unit.name for a in urgent.row.assigned]
    return names[0] if names else "缺单位"
