"""How many rows have each lamp now, and how many would have it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from ledger_app.domain.lamp import Lamp
from ledger_app.ui.theme.paint import LAMP_ORDER, draw_bar, draw_lamp, draw_word
from ledger_app.ui.theme.pieces import Painted
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.theme.tokens import Tokens

_SENTENCE = 22
_LINE, _BAR, _NAME = 26, 12, 56


class LampSentences(Painted):
    """The rules in words, each behind the shape of its lamp."""

    def __init__(self) -> None:
        self._sentences: Sequence[str] = ()
        super().__init__()

    def show_rules(self, sentences: Sequence[str]) -> None:
        """Show these; each begins with the word of its lamp."""
        self._sentences = sentences
        self.setAccessibleName("；".join(sentences))
        self.refit()

    def text(self) -> str:
        """What it shows."""
        return "\n".join(self._sentences)

    def content_height(self, width: int) -> int:
        return len(self._sentences) * tokens().px(_SENTENCE)

    def paint(self, p: QPainter, t: Tokens) -> None:
        side, high, left = t.px(10), t.px(_SENTENCE), t.px(18)
        for at, sentence in enumerate(self._sentences):
            lamp = next((lamp for lamp in Lamp if sentence.startswith(lamp.label)), Lamp.GREY)
            draw_lamp(p, lamp, QRectF(0, at * high + (high - side) / 2, side, side), t)
            draw_word(p, QRect(left, at * high, self.width() - left, high), sentence, t, "list", "text")


class LampTally(Painted):
    """Two stacked bars, 现在 and 改后, and the figures below them."""

    def __init__(self) -> None:
        self._now: Mapping[Lamp, int] = {}
        self._then: Mapping[Lamp, int] = {}
        super().__init__()

    def show_counts(self, now: Mapping[Lamp, int], then: Mapping[Lamp, int]) -> None:
        """Show how many there are and would be."""
        self._now, self._then = now, then
        self.setAccessibleName("；".join(map(self.words, LAMP_ORDER)))
        self.update()

    def words(self, lamp: Lamp) -> str:
        """红 3 → 5."""
        now, then = self._now.get(lamp, 0), self._then.get(lamp, 0)
        return f"{lamp.label} {now}" if now == then else f"{lamp.label} {now} → {then}"

    def content_height(self, width: int) -> int:
        return tokens().px(3 * _LINE)

    def paint(self, p: QPainter, t: Tokens) -> None:
        for at, (name, counts) in enumerate((("现在", self._now), ("改后", self._then))):
            line = QRect(0, at * t.px(_LINE), t.px(_NAME), t.px(_LINE))
            draw_word(p, line, name, t, "list", "text2")
            bar = QRectF(t.px(_NAME), line.top() + t.px((_LINE - _BAR) / 2), self.width() - t.px(_NAME), t.px(_BAR))
            draw_bar(p, dict(counts), bar, t)
        self._draw_figures(p, t)

    def _draw_figures(self, p: QPainter, t: Tokens) -> None:
        side, top = t.px(10), t.px(2 * _LINE)
        each = (self.width() - t.px(_NAME)) // len(LAMP_ORDER)
        for at, lamp in enumerate(LAMP_ORDER):
            left = t.px(_NAME) + at * each
            draw_lamp(p, lamp, QRectF(left, top + (t.px(_LINE) - side) / 2, side, side), t)
            moved = self._now.get(lamp, 0) != self._then.get(lamp, 0)
            word = QRect(left + side + t.px(4), top, each - side - t.px(4), t.px(_LINE))
            draw_word(p, word, self.words(lamp), t, "captionStrong" if moved else "caption", "text")
