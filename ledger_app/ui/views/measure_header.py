"""The header of the measure list: click to sort, again for the other way, a third time for the document's order."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView

from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.paint import color, draw_word, metrics
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from ledger_app.ui.views.measure_list import MeasureList


class MeasureHeader(QHeaderView):
    """Draws itself: a style sheet rule on it would be a rule on an item view."""

    def __init__(self, view: "MeasureList") -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(0)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName("列标题")
        self.setToolTip("点列标题排序，再点反过来，第三次回到文件顺序")
        theme().follow(self, self._restyle)

    def _restyle(self, t: Tokens) -> None:
        self.setFixedHeight(t.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        p = QPainter(self.viewport())
        p.fillRect(event.rect(), color(t.c("subtle")))
        p.end()
        super().paintEvent(event)
        p = QPainter(self.viewport())
        p.fillRect(QRect(0, self.height() - 1, self.width(), 1), color(t.c("divider")))
        p.end()

    def paintSection(self, p: QPainter, rect: QRect, logical: int) -> None:
        t = tokens()
        p.fillRect(rect, color(t.c("subtle")))
        p.fillRect(QRect(rect.right(), rect.top() + t.px(6), 1, rect.height() - t.px(12)), color(t.c("hairline")))
        title = str(self.model().headerData(logical, Qt.Orientation.Horizontal))
        sorted_by = self._view.table.sorted_by
        role, tone = ("listStrong", "accentText") if sorted_by and sorted_by[0] == logical else ("list", "text2")
        text = rect.adjusted(t.px(8), 0, -t.px(4), 0)
        draw_word(p, text, title, t, role, tone)
        if sorted_by and sorted_by[0] == logical:
            side = t.px(14)
            name = "arrow_up" if sorted_by[1] is Qt.SortOrder.AscendingOrder else "arrow_down"
            left = min(text.left() + metrics(role, t.scale).horizontalAdvance(title) + t.px(2), rect.right() - side)
            pixmap = icon_pixmap(name, t.c("accentText"), side, p.device().devicePixelRatioF())
            p.drawPixmap(left, rect.center().y() - side // 2, pixmap)
