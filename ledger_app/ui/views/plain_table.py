"""A table that only shows: one line a row, in the look of the lists."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ledger_app.ui.theme.paint import color, draw_word
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.plain_header import PlainHeader

ROW = 34
_Index = QModelIndex | QPersistentModelIndex


class PlainDelegate(QStyledItemDelegate):
    """Draws the ground of a row and one line of text in each cell; `look` may be overridden for other type."""

    def __init__(self, view: "PlainTable") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, tokens().px(ROW))

    def look(self, index: _Index) -> tuple[str, str]:
        """Type role and tone of a cell."""
        return "list", "text"

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t = tokens()
        self.paint_ground(p, option, index)
        role, tone = self.look(index)
        draw_word(p, option.rect.adjusted(t.px(8), 0, -t.px(8), 0), str(index.data() or ""), t, role, tone)

    def paint_ground(self, p: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw what lies below the text of a cell: whether its row is selected or pointed at, and the hairline."""
        t, r = tokens(), option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            active = option.state & QStyle.StateFlag.State_Active
            p.fillRect(r, color(t.c("selected" if active else "selectedIdle")))
            if index.column() == 0:
                p.fillRect(QRect(r.left(), r.top(), t.px(3), r.height()), color(t.c("accent")))
        elif index.row() == self._view.hover_row:
            p.fillRect(r, color(t.c("hover")))
        p.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(t.c("hairline")))


class PlainTable(QTableView):
    """Rows are selected whole; `widths` are those of the fixed columns at 100 %, the others share the rest."""

    def __init__(
        self, model: QAbstractItemModel, name: str, widths: dict[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._widths = widths
        self.setModel(model)
        self.setAccessibleName(name)
        self.setHorizontalHeader(PlainHeader(self))
        self.setItemDelegate(PlainDelegate(self))
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(10)
        self.hover_row = -1
        self.entered.connect(lambda index: self._hover(index.row()))
        theme().follow(self, self._restyle)

    def _hover(self, at: int) -> None:
        if at != self.hover_row:
            self.hover_row = at
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _restyle(self, t: Tokens) -> None:
        header = self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(t.px(ROW))
        for column in range(self.model().columnCount()):
            fixed = self._widths.get(column)
            stretch, free = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, free if fixed else stretch)
            if fixed:
                self.setColumnWidth(column, t.px(fixed))
