"""The header of the measure list: click to sort, again for the other way, a third time for the document's order; draw
a column's edge to widen it, or the column to move it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView

from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.paint import color, draw_word, metrics
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.plain_header import DrawnHeader

if TYPE_CHECKING:
    from ledger_app.ui.views.measure_list import MeasureList


class MeasureHeader(DrawnHeader):
    """Its first sections stay where the first columns stay."""

    def __init__(self, view: "MeasureList") -> None:
        super().__init__(view)
        self._view = view
        self._shift = 0.0  # from where the mouse took hold of a section that stays to where Qt has it
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setToolTip("点列标题排序，再点反过来，第三次回到文件顺序；拖动可移列，点右键选列")

    def column_at(self, x: int) -> int:
        """The column that is seen there; -1 for none."""
        for column, rect in self._view.frozen_now().items():
            if rect.left() <= x <= rect.right():
                return column
        return self.logicalIndexAt(x)

    def paint_over(self, p: QPainter) -> None:
        for column, rect in self._view.frozen_now().items():
            self.paintSection(p, QRect(rect.left(), 0, rect.width(), self.height()), column)

    def draw_section(self, p: QPainter, rect: QRect, logical: int, title: str) -> None:
        t = tokens()
        p.fillRect(QRect(rect.right(), rect.top() + t.px(6), 1, rect.height() - t.px(12)), color(t.c("hairline")))
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

    # ---- the mouse: Qt knows nothing of sections that stay

    def mousePressEvent(self, event: QMouseEvent) -> None:
        stays = event.position().x() < self._view.frozen_width()
        self._shift = -float(self.offset()) if stays else 0.0
        super().mousePressEvent(self._shifted(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(self._shifted(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(self._shifted(event))
        self._shift = 0.0
        self._view.columns.settle()

    def _shifted(self, event: QMouseEvent) -> QMouseEvent:
        if not self._shift:
            return event
        at = event.position() + QPointF(self._shift, 0.0)
        kind, button, buttons, keys = event.type(), event.button(), event.buttons(), event.modifiers()
        return QMouseEvent(kind, at, event.globalPosition(), button, buttons, keys)
