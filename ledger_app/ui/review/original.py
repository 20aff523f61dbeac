"""The left half of the review: the original, part by part, as printed or cleaned."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QStackedWidget, QToolButton, QWidget

from ledger_app.domain.document import Grid, Paragraphs, Part
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger.draft import Draft
from ledger_app.ui.review.legend import Legend
from ledger_app.ui.review.original_grid import OriginalGrid
from ledger_app.ui.review.original_text import OriginalText
from ledger_app.ui.review.places import Places
from ledger_app.ui.review.source import TakenOut
from ledger_app.ui.theme.pieces import col, frame, label, row, rule, styled, tool_button
from ledger_app.ui.theme.theme import theme

_CHOICE_WIDTH = 160
_MUCH = 20  # places left out: more would greet the clerk with a page struck through
_NO_LEGEND = 400  # below this width the legend goes: the line styles are told in the tips of the rows too


class OriginalPane(QWidget):
    """Shows one part of the document; parts are made when they are first looked at."""

    measure_clicked = Signal(object)  # MeasureId

    def __init__(self, draft: Draft, taken_out: TakenOut, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._taken_out = draft, taken_out
        self._parts = draft.document.parts
        self.places = self._read_places()
        self._made: dict[int, OriginalText | OriginalGrid] = {}
        self._current: tuple[MeasureId | None, bool] = (None, False)
        self._stack = QStackedWidget()
        self._choice = self._make_choice()
        self._legend = Legend()
        self._title = label("原文", "bodyStrong")
        self.printed, self.cleaned = self._make_versions()
        versions = row(self.printed, self.cleaned, gap=0)
        head = row(self._title, versions, self._choice, None, self._legend, gap=12, margins=(16, 0, 12, 0))
        bar = frame("pane", head)
        styled(bar, "list", height=38)
        self.setLayout(col(bar, rule(), self._stack, gap=0))
        self._show_part(self._first_part())

    def _read_places(self) -> Places:
        draft = self._draft
        return Places(place for m in draft.book.measures for place in draft.places_of(m))

    def _make_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName("原文的哪一部分")
        for part in self._parts:
            choice.addItem(part.name)
        choice.setVisible(len(self._parts) > 1)
        choice.activated.connect(self._show_part)
        styled(choice, "list")
        theme().follow(choice, lambda t: choice.setMaximumWidth(t.px(_CHOICE_WIDTH)))
        return choice

    def _make_versions(self) -> tuple[QToolButton, QToolButton]:
        """原文 with what was left out struck through, or 清理后 without it."""
        printed = tool_button("原文", tip="原样，读入时去掉的划线标出")
        cleaned = tool_button("清理后", tip="去掉网页代码、注音等杂物以后的文字，台账只按它识别")
        group = QButtonGroup(self)
        for button in (printed, cleaned):
            button.setCheckable(True)
            group.addButton(button)
        taken = sum(len(spans) for lines in self._taken_out.values() for spans in lines.values())
        if taken:
            printed.setText(f"原文 去掉{taken}处")
        (cleaned if taken >= _MUCH else printed).setChecked(True)
        cleaned.toggled.connect(self._show_version)
        return printed, cleaned

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
        self._show_tools()
        self._show_version(self.cleaned.isChecked())
        self._made[at].show_measure(self._current[0], doubtful=self._current[1])

    def _show_tools(self) -> None:
        """Only what the part on the screen has: a legend for text, two versions where something was left out."""
        shown = self.shown
        two = isinstance(shown, OriginalText) and shown.has_cleaned
        self._title.setVisible(not two)
        self.printed.setVisible(two)
        self.cleaned.setVisible(two)
        self._legend.setVisible(isinstance(shown, OriginalText) and self.width() >= theme().tokens.px(_NO_LEGEND))

    def _show_version(self, cleaned: bool) -> None:
        if isinstance(self.shown, OriginalText):
            self.shown.show_cleaned(cleaned and self.shown.has_cleaned)

    def _make_part(self, part: Part) -> OriginalText | OriginalGrid:
        if isinstance(part, Grid):
            made: OriginalText | OriginalGrid = OriginalGrid(part, self.places)
        else:
            made = self._make_text(part)
        made.measure_clicked.connect(self.measure_clicked)
        return made

    def _make_text(self, part: Paragraphs) -> OriginalText:
        book = self._draft.book
        headings = {words for s in book.sections.values() for words in (s.printed, s.title)}
        taken = self._taken_out.get(part.name, {})
        return OriginalText(part, self.places, book.rows(), headings | {self._draft.plan.title}, taken)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return (self.printed, self.cleaned, self._choice, self._stack)

    def refresh(self) -> None:
        """Rows were cut, joined or dropped: ask anew where they stand."""
        self.places = self._read_places()
        for made in self._made.values():
            made.set_places(self.places)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tools()
