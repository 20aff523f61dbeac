"""The strip that walks from doubt to doubt: what is doubtful, and the ways to settle it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from ledger_app.domain.measure import Doubt
from ledger_app.ui.models.doubt_choices import (
    can_be_empty,
    choice_words,
    other_choices,
    proposal_words,
    with_plain_days,
)
from ledger_app.ui.review.keys import DIGITS
from ledger_app.ui.theme.paint import draw_word
from ledger_app.ui.theme.pieces import col, label, push_button, repolish, row, styled, tool_button
from ledger_app.ui.theme.theme import theme, tokens

LONGEST_CHOICE = 14  # characters of a choice on a button; its tip has all of it
CHOICES_SHOWN = 2
_NARROW, _NARROWER = 1180, 860  # below these widths buttons go into the menu
_ONE_LINE = 38
_MARGINS = (14, 6, 10, 6)


class _Message(QLabel):
    """What is doubtful, over as many lines as there is room for; folded, the beginning of it in one."""

    def __init__(self) -> None:
        super().__init__()
        self._folded = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        styled(self, "list")
        self.fold(False)

    def fold(self, folded: bool) -> None:
        """Take one line, or what is there."""
        self._folded = folded
        self.setWordWrap(not folded)
        across = QSizePolicy.Policy.Ignored if folded else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Ignored)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._folded:
            super().paintEvent(event)
            return
        p = QPainter(self)
        draw_word(p, self.rect(), self.text(), tokens(), "list", "text")
        p.end()


class DoubtStrip(QFrame):
    """Enter takes the proposal, 2…9 an alternative, 0 leaves the place empty, F8 goes on."""

    chosen = Signal(str)
    all_accepted = Signal(object)  # DoubtKind: take the proposals of all doubts of that kind
    stepped = Signal(int)  # +1 the next doubt, -1 the one before

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.doubt: Doubt | None = None
        self._alike = 0
        self.setObjectName("doubt")
        self.setAccessibleName("待定")
        self._count = label("", "listStrong", "doubtText")
        self._kind = label("", "listStrong", "doubtText")
        self._message = _Message()
        self._folded = False
        self._make_buttons()
        self._fill()

    def _make_buttons(self) -> None:
        self._take = push_button("采用 (Enter)", "primary")
        self._take.clicked.connect(self.take)
        self._others = [push_button("", "quiet") for _ in range(CHOICES_SHOWN)]
        for at, button in enumerate(self._others):
            button.clicked.connect(partial(self.take_other, at))
        self._empty = push_button("留空 (0)", "quiet")
        self._empty.clicked.connect(self.leave_empty)
        self._same = push_button("", "quiet")
        self._same.clicked.connect(self.take_alike)
        self._more = push_button("更多", "quiet")
        self._menu = QMenu(self._more)
        self._more.setMenu(self._menu)
        self._back = tool_button("", "arrow_up", "上一处 (Shift+F8)", clicked=lambda: self.stepped.emit(-1))
        self._on = tool_button("下一处 F8", "arrow_down", "下一处 (F8)", clicked=lambda: self.stepped.emit(1))

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self._take, *self._others, self._empty, self._same, self._more)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return (*self._buttons, self._back, self._on)

    def _fill(self) -> None:
        for button in self._buttons:
            button.setAutoDefault(False)
        words = row(self._count, self._kind, None, gap=10)
        said = self._said = col(words, self._message, gap=0)
        said.setStretchFactor(self._message, 1)
        buttons = row(*self._buttons, 4, self._back, self._on, gap=8)
        self._whole = row(said, buttons, gap=16, margins=_MARGINS)
        self._whole.setStretchFactor(said, 1)
        self.setLayout(self._whole)
        theme().follow(self, lambda _: self._fit_height())

    @property
    def choices(self) -> tuple[str, ...]:
        """What keys 2 to 9 choose."""
        return () if self.doubt is None else other_choices(self.doubt)[: len(DIGITS)]

    @property
    def can_be_empty(self) -> bool:
        """Whether key 0 leaves the place empty."""
        return self.doubt is not None and can_be_empty(self.doubt)

    def show_doubt(self, doubt: Doubt, number: int, total: int, *, alike: int) -> None:
        """Show a doubt, the `number`-th of `total`; `alike` counts the open ones of its kind."""
        self.doubt, self._alike = doubt, alike
        self._look("doubt")
        self._count.setText(f"待定 {number} / {total}")
        self._kind.setText(doubt.kind.label)
        message = with_plain_days(doubt.message)
        self._message.setText(message)
        self._message.setToolTip(message)
        verb = proposal_words(doubt)
        self._take.setText(f"{verb} (Enter)")
        proposal = with_plain_days(doubt.proposal)
        self._take.setToolTip(proposal)
        self._take.setAccessibleName(f"采用“{proposal}”" if verb == "采用" else verb)
        for button, choice, key in zip(self._others, self.choices, DIGITS, strict=False):
            button.setText(f"{choice_words(doubt, _short(choice))} ({key})")
            button.setToolTip(choice)
            button.setAccessibleName(choice_words(doubt, choice))
        self._same.setText(f"同类{alike}处都{verb}")
        self._same.setToolTip(f"{doubt.kind.label}共{alike}处，一次{verb} (Shift+Enter)")
        self._same.setAccessibleName(self._same.toolTip())
        self.setAccessibleDescription(f"{self._count.text()} {message}")
        self._fit()

    def show_settled(self, total: int) -> None:
        """Say that nothing is doubtful, or nothing any more."""
        self.doubt = None
        self._look("info")
        self._count.setText(f"{total}处待定都已核过" if total else "没有待定的地方")
        self._kind.setText("")
        self._message.setText("左边是原文，右边是识别结果。双击或按F2可改，Delete去掉不要的行，Ctrl+I导入。")
        self._message.setToolTip("")
        self.setAccessibleDescription(self._count.text())
        self._fit()

    # -- which buttons there is room for --------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
            self._fit_height()
            self._whole.update()  # Qt goes on with the height of the event, which is not ours any more

    def _fit_height(self) -> None:
        """By the width alone, not by what is said: the rows below never jump."""
        t = tokens()
        self.setFixedHeight(t.px(_ONE_LINE if self._folded else 58 if self.width() >= t.px(_NARROW) else 76))

    def fold(self, folded: bool) -> None:
        """In a low window: all of it in one line, the message cut; its tip has the whole."""
        if folded == self._folded:
            return
        self._folded = folded
        self._said.setDirection(QBoxLayout.Direction.LeftToRight if folded else QBoxLayout.Direction.TopToBottom)
        self._said.setSpacing(tokens().px(10) if folded else 0)
        self._message.fold(folded)
        self._whole.setContentsMargins(*(tokens().px(m) for m in ((12, 3, 8, 3) if folded else _MARGINS)))
        self._fit_height()

    def _fit(self) -> None:
        t, width = tokens(), self.width()
        wide, wider = width >= t.px(_NARROWER), width >= t.px(_NARROW)
        shown = CHOICES_SHOWN if wider else int(wide)
        here = self.doubt is not None
        self._take.setVisible(here)
        for at, button in enumerate(self._others):
            button.setVisible(at < min(shown, len(self.choices)))
        self._empty.setVisible(self.can_be_empty and wide)
        self._same.setVisible(here and self._alike > 1 and wider)
        self._back.setVisible(here)
        self._on.setVisible(here)
        self._on.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon if wide else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        self._fill_menu(shown, wide=wide, wider=wider)

    def _fill_menu(self, shown: int, *, wide: bool, wider: bool) -> None:
        self._menu.clear()
        if self.doubt is not None:
            for at, choice in list(enumerate(self.choices))[shown:]:
                self._menu.addAction(f"{choice_words(self.doubt, choice)}\t{DIGITS[at]}", partial(self.take_other, at))
        if self.can_be_empty and not wide:
            self._menu.addAction("留空\t0", self.leave_empty)
        if self.doubt is not None and self._alike > 1 and not wider:
            self._menu.addAction(f"{self._same.text()}\tShift+Enter", self.take_alike)
        self._more.setVisible(not self._menu.isEmpty())

    def _look(self, name: str) -> None:
        if self.objectName() != name:
            self.setObjectName(name)
            tone = "doubtText" if name == "doubt" else "accentText"
            for each in (self._count, self._kind):
                each.setProperty("tone", tone)
                repolish(each)
            repolish(self)

    # -- what the clerk chooses -----------------------------------------------------------------------------------

    def take(self) -> None:
        """Settle the doubt as proposed."""
        if self.doubt is not None:
            self.chosen.emit(self.doubt.proposal)

    def take_alike(self) -> None:
        """Settle all doubts of this kind as proposed."""
        if self.doubt is not None:
            self.all_accepted.emit(self.doubt.kind)

    def take_other(self, at: int) -> None:
        """Settle the doubt with an alternative; `at` counts them from 0."""
        if at < len(self.choices):
            self.chosen.emit(self.choices[at])

    def leave_empty(self) -> None:
        """Settle the doubt with nothing in its place."""
        if self.can_be_empty:
            self.chosen.emit("")


def _short(choice: str) -> str:
    return choice if len(choice) <= LONGEST_CHOICE else f"{choice[: LONGEST_CHOICE - 1]}…"
