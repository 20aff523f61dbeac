"""The left half of the review: the original, part by part."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from ledger_app.domain.document import Grid, Paragraphs, Part
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger.draft import Draft
from ledger_app.ui.review.original_grid import OriginalGrid
from ledger_app.ui.review.original_text import OriginalText
from ledger_app.ui.review.places import MarkKind, Places
from ledger_app.ui.theme.paint import color, draw_word, metrics
from ledger_app.ui.theme.pieces import Painted, col, frame, label, row, rule, styled
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

_LINES = {
    MarkKind.UNITS: ("leadBg", "accent", Qt.PenStyle.SolidLine),
    MarkKind.DEADLINE: ("respBg", "respText", Qt.PenStyle.DashLine),
}


class Legend(Painted):
    """What the marks in running text mean: a line style each, not only a tint."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("标记：实线是单位，虚线是时限")
        theme().follow(self, lambda t: self.setFixedWidth(t.px(136)))

    def content_height(self, width: int) -> int:
        return tokens().px(20)

    def paint(self, p: QPainter, t: Tokens) -> None:
        x = 0
        for kind, (ground, line, style) in _LINES.items():
            p.fillRect(QRect(x, t.px(3), t.px(26), t.px(13)), color(t.c(ground)))
            p.setPen(QPen(color(t.c(line)), 1.4, style))
            p.drawLine(x, t.px(16), x + t.px(26), t.px(16))
            words = QRect(x + t.px(32), 0, metrics("caption", t.scale).horizontalAdvance(kind.value) + 2, t.px(20))
            draw_word(p, words, kind.value, t, "caption", "text2")
            x += t.px(70)


class OriginalPane(QWidget):
    """Shows one part of the document; parts are made when they are first looked at."""

    measure_clicked = Signal(object)  # MeasureId

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self._parts = draft.document.parts
        self.places = Places(place for m in draft.book.measures for place in draft.places_of(m))
        self._made: dict[int, OriginalText | OriginalGrid] = {}
        self._current: tuple[MeasureId | None, bool] = (None, False)
        self._stack = QStackedWidget()
        self._choice = self._make_choice()
        self._legend = Legend()
        head = row(label("原文", "bodyStrong"), self._choice, None, self._legend, gap=12, margins=(16, 0, 12, 0))
        bar = frame("pane", head)
        styled(bar, "list", height=38)
        col_ = col(bar, rule(), self._stack, gap=0)
        self.setLayout(col_)
        self._show_part(self._first_part())

    def _make_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName("原文的哪一部分")
        for part in self._parts:
            choice.addItem(part.name)
        choice.setVisible(len(self._parts) > 1)
        choice.activated.connect(self._show_part)
        styled(choice, "list")
        return choice

    def _first_part(self) -> int:
        read = self.places.parts()
        return next((i for i, part in enumerate(self._parts) if part.name in read), 0)

    @property
    def shown(self) -> OriginalText | OriginalGrid | None:
        """The part on the screen."""
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, OriginalText | OriginalGrid) else None

    def _show_part(self, at: int) -> None:
        if at >= len(self._parts):
            return
        if at not in self._made:
            self._made[at] = self._make_part(self._parts[at])
            self._stack.addWidget(self._made[at])
        self._stack.setCurrentWidget(self._made[at])
        self._stack.setFocusProxy(self._made[at])
        self._choice.setCurrentIndex(at)
        self._legend.setVisible(isinstance(self._parts[at], Paragraphs))
        self._made[at].show_measure(self._current[0], doubtful=self._current[1])

    def _make_part(self, part: Part) -> OriginalText | OriginalGrid:
        if isinstance(part, Grid):
            made: OriginalText | OriginalGrid = OriginalGrid(part, self.places)
        else:
            book = self._draft.book
            headings = {words for s in book.sections.values() for words in (s.printed, s.title)}
            made = OriginalText(part, self.places, book.rows(), headings | {self._draft.plan.title})
        made.measure_clicked.connect(self.measure_clicked)
        return made

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return (self._choice, self._stack)

    def show_measure(self, measure_id: MeasureId | None, *, doubtful: bool = False) -> None:
        """Bring a row's place into view, changing the part if it stands in another one only."""
        self._current = (measure_id, doubtful)
        parts = [place.part for place in self.places.of(measure_id)] if measure_id is not None else []
        at = self._choice.currentIndex()
        if parts and self._parts[at].name not in parts:
            at = next((i for i, part in enumerate(self._parts) if part.name in parts), at)
            self._show_part(at)
        elif self.shown is not None:
            self.shown.show_measure(measure_id, doubtful=doubtful)
