"""The navigation at the left: places with their counts."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ledger_app.domain.lamp import Lamp
from ledger_app.ui.models.places import ALL, ARCHIVE, Place, PlaceKey, Places
from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.paint import color, draw_lamp, draw_word, metrics
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex
_ITEM_HEIGHT = 27
_HEAD_HEIGHT = 31


class _PlaceDelegate(QStyledItemDelegate):
    """Draws one place."""

    def __init__(self, view: "Navigation") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        head = self._view.places.entries[index.row()].key is None
        return QSize(0, tokens().px(_HEAD_HEIGHT if head else _ITEM_HEIGHT))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, r = tokens(), option.rect
        place = self._view.places.entries[index.row()]
        if place.key is None:
            head = r.adjusted(t.px(16), t.px(6), -t.px(8), 0)
            draw_word(p, head, place.title, t, "captionStrong", "text3")
            return
        on = place.key == self._view.current_key
        self._ground(p, option, on, t)
        self._draw_icon(p, r, place, on, t)
        said = "" if place.count is None else str(place.count)
        late = place.late and place.count
        role, tone = ("captionStrong", "redText") if late else ("caption", "text2")
        width = metrics(role, t.scale).horizontalAdvance(said)
        end = r.right() - t.px(14) - width
        draw_word(p, QRect(end, r.top(), width + 2, r.height()), said, t, role, tone)
        left = r.left() + t.px(40)
        title = QRect(left, r.top(), end - t.px(6) - left, r.height())
        draw_word(p, title, place.title, t, "listStrong" if on else "list", "text")

    def _ground(self, p: QPainter, option: QStyleOptionViewItem, on: bool, t: Tokens) -> None:
        r = option.rect
        box = QRectF(r).adjusted(t.px(6), 0, -t.px(6), -1)
        hovered = option.state & QStyle.StateFlag.State_MouseOver
        focused = option.state & QStyle.StateFlag.State_HasFocus
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(color(t.c("accent")), 2) if focused else Qt.PenStyle.NoPen)
        p.setBrush(color(t.c("selected" if on else "press")) if on or hovered else Qt.BrushStyle.NoBrush)
        if on or hovered or focused:
            p.drawRoundedRect(box.adjusted(1, 1, -1, -1) if focused else box, 4, 4)
        if on:
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(color(t.c("accent")))
            p.drawRoundedRect(QRectF(r.left() + t.px(6), r.top() + t.px(6), 3, r.height() - t.px(13)), 1.5, 1.5)
        p.restore()

    def _draw_icon(self, p: QPainter, r: QRect, place: Place, on: bool, t: Tokens) -> None:
        middle = r.center().y()
        if place.icon == "red":  # late work has the shape of its lamp
            draw_lamp(p, Lamp.RED, QRectF(r.left() + t.px(19), middle - t.px(5) + 0.5, t.px(10), t.px(10)), t)
            return
        side = t.px(16)
        pixmap = icon_pixmap(place.icon, t.c("accentText" if on else "text2"), side, p.device().devicePixelRatioF())
        p.drawPixmap(r.left() + t.px(16), middle - side // 2, pixmap)


class Navigation(QListView):
    """Choosing a place is going there: with a click, or with the arrows."""

    chosen = Signal(object)  # Place
    menu_asked = Signal(object, QPoint)  # Place, where on the screen

    def __init__(self, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.places = places
        self.current_key: PlaceKey = ALL
        self.setAccessibleName("导航")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)  # part of the frame, not a sheet of paper
        self.setMouseTracking(True)
        self.setModel(places)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.clicked.connect(self._take)
        places.modelReset.connect(self._on_reset)
        theme().follow(self, self._restyle)

    def _restyle(self, t: Tokens) -> None:
        self.setViewportMargins(0, t.px(8), 0, t.px(8))
        self.scheduleDelayedItemsLayout()

    def go_to(self, key: PlaceKey) -> None:
        """Go to a place as if it had been clicked."""
        place = self.places.place_for(key)
        if place is None or (place.query is None and place.page == "list"):
            return
        self.current_key = key
        self._on_reset()
        self.viewport().update()
        self.chosen.emit(place)

    def _on_reset(self) -> None:
        row = self.places.row_of(self.current_key)
        if row is not None:
            self.setCurrentIndex(self.places.index(row))

    def _take(self, index: QModelIndex) -> None:
        key = self.places.entries[index.row()].key
        if key == ARCHIVE:
            self.places.open_archive(not self.places.archive_open)
        elif key is not None:
            self.go_to(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        index = self.currentIndex()
        if not index.isValid():
            return
        key = self.places.entries[index.row()].key
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if (key == ARCHIVE and enter) or (key != ARCHIVE and key != self.current_key):
            self._take(index)

    def _ask_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid() and self.places.entries[index.row()].key is not None:
            self.menu_asked.emit(self.places.entries[index.row()], self.viewport().mapToGlobal(at))
