"""A chip that says what a list is filtered by."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolButton

from ledger_app.ui.theme.paint import wrap
from ledger_app.ui.theme.pieces import repolish, styled
from ledger_app.ui.theme.theme import tokens

_CLOSE_ZONE = 26  # px at the right end of a chip that is on
_MOST_WORDS = 14  # characters of a chip that is as wide as its words
_EDGES = 22  # px at 100 % beside the words
_OFF, _ON = " ▾", " ✕"


class FilterChip(QToolButton):
    """A click opens its panel; its ✕ or Delete clears it. It is as wide as its words, unless it keeps a slot."""

    clear_asked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("chip")
        self._name = name
        self._words = ""
        self._slot = 0
        styled(self, "list", height=26)
        self.setFocusPolicy(
            Qt.FocusPolicy.TabFocus
        )  # a click leaves the focus with the rows, to which the panel returns it
        self.say("")

    def say(self, words: str) -> None:
        """Show what it filters by; nothing where it does not."""
        self._words = words
        self._dress()
        self.setAccessibleName(f"筛选{self._name}：{words}" if words else f"筛选{self._name}")
        self.setToolTip(f"{words}，点✕清除" if words else "")
        if self.property("on") != bool(words):
            self.setProperty("on", bool(words))
            repolish(self)

    def keep_slot(self, width: int) -> None:
        """Be that wide whatever it says: nothing beside it moves when it is switched on or off."""
        if width != self._slot:
            self._slot = width
            self.setFixedWidth(width)
            self._dress()

    @property
    def least(self) -> int:
        """How wide it is when it filters by nothing."""
        return self._width(self._name + _OFF)

    def _width(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + tokens().px(_EDGES)

    def _dress(self) -> None:
        self.setText(self._fitting() + _ON if self._words else self._name + _OFF)

    def _fitting(self) -> str:
        """The words with the name before them where there is room for it, else as much of them as there is room for."""
        words = self._words
        if not self._slot:
            short = words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS - 1]}…"
            return f"{self._name}：{short}"
        whole = f"{self._name}：{words}"
        if self._width(whole + _ON) <= self._slot:
            return whole
        room = self._slot - self._width(_ON)
        return words if self._width(words + _ON) <= self._slot else wrap(words, "list", tokens().scale, room, 1)[0]

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height()) if self._slot else super().minimumSizeHint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._words and event.position().x() > self.width() - tokens().px(_CLOSE_ZONE):
            self.setDown(False)
            self.clear_asked.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._words and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_asked.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def slot_widths(chips: list[FilterChip], wished: list[int], room: int) -> list[int] | None:
    """How wide each chip's slot is in that room, from its least width up to the wished one; None where there is too
    little. What the chips say makes no difference."""
    least = [chip.least for chip in chips]
    spare, wanted = room - sum(least), sum(max(0, w - n) for w, n in zip(wished, least, strict=True))
    if spare < 0:
        return None
    share = min(1.0, spare / wanted) if wanted else 1.0
    return [n + int(max(0, w - n) * share) for w, n in zip(wished, least, strict=True)]
