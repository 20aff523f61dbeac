"""Headers in the look of the lists. They draw themselves: a style sheet rule on one would be a rule on an item view."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from ledger_app.ui.theme.paint import color, draw_word
from ledger_app.ui.theme.theme import theme, tokens

HEIGHT = 30


class DrawnHeader(QHeaderView):
    """The ground of a header; what stands in a section is its kind's."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(10)
        self.setAccessibleName("列标题")
        theme().follow(self, lambda t: self.setFixedHeight(t.px(HEIGHT)))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        p = QPainter(self.viewport())
        p.fillRect(event.rect(), color(t.c("subtle")))
        p.end()
        super().paintEvent(event)
        p = QPainter(self.viewport())
        self.paint_over(p)
        p.fillRect(QRect(0, self.height() - 1, self.width(), 1), color(t.c("divider")))
        p.end()

    def paintSection(self, p: QPainter, rect: QRect, logical: int) -> None:
        p.fillRect(rect, color(tokens().c("subtle")))
        title = self.model().headerData(logical, Qt.Orientation.Horizontal)
        self.draw_section(p, rect, logical, str(title or ""))

    def draw_section(self, p: QPainter, rect: QRect, logical: int, title: str) -> None:
        """Draw what stands on the ground of a section."""
        raise NotImplementedError

    def paint_over(self, p: QPainter) -> None:
        """Draw what stands over the sections."""


class PlainHeader(DrawnHeader):
    """Only names its columns."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.setSectionsClickable(False)

    def draw_section(self, p: QPainter, rect: QRect, logical: int, title: str) -> None:
        t = tokens()
        right = self.model().headerData(logical, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        draw_word(p, rect.adjusted(t.px(8), 0, -t.px(8), 0), title, t, "list", "text2", right=right is not None)
