"""The navigation at the left: places with their counts."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ledger_app.domain.lamp import Lamp
from ledger_app.ui.models.places import ALL, ARCHIVE, BIN_PLACE, LOG_PLACE, Place, PlaceKey, Places
from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.paint import color, draw_lamp, draw_word, metrics
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex
_ITEM_HEIGHT = 27
_HEAD_HEIGHT = 31
_PINNED = (LOG_PLACE, BIN_PLACE)  # at the foot, however long the list is
_FOOT_EDGE = 5


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
        self.setViewport(QWidget())  # ours: of one that Qt made, it would ask all its widget classes whose it is
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)  # part of the frame, not a sheet of paper
        self.setMouseTracking(True)
        self.setModel(places)
        self.setItemDelegate(_PlaceDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.clicked.connect(self.take)
        self.foot = _Foot(self)
        places.modelReset.connect(self._on_reset)
        theme().follow(self, self._restyle)
        self._on_reset()

    def _restyle(self, t: Tokens) -> None:
        self._fit_foot()
        self.scheduleDelayedItemsLayout()

    def _pin(self) -> None:
        """Show the pinned places at the foot, and only there."""
        for row, place in enumerate(self.places.entries):
            pinned = place.key in _PINNED
            self.setRowHidden(row, pinned)
            self.foot.setRowHidden(row, not pinned)

    def _fit_foot(self) -> None:
        t = tokens()
        lines = sum(place.key in _PINNED for place in self.places.entries)
        high = lines * t.px(_ITEM_HEIGHT) + t.px(_FOOT_EDGE) + t.px(8) if lines else 0
        self.foot.setVisible(lines > 0)
        self.foot.setGeometry(0, self.height() - high, self.width(), high)
        self.setViewportMargins(0, t.px(8), 0, high or t.px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_foot()

    def go_to(self, key: PlaceKey) -> None:
        """Go to a place as if it had been clicked."""
        place = self.places.place_for(key)
        if place is None or (place.query is None and place.page == "list"):
            return
        self.mark(key)
        self.chosen.emit(place)

    def mark(self, key: PlaceKey) -> None:
        """Show that the window is at a place."""
        self.current_key = key
        self._go_to_current()
        self.viewport().update()
        self.foot.viewport().update()

    def _on_reset(self) -> None:
        self._pin()
        self._fit_foot()
        self._go_to_current()

    def _go_to_current(self) -> None:
        row = self.places.row_of(self.current_key)
        if row is not None:
            self.setCurrentIndex(self.places.index(row))

    def take(self, index: QModelIndex) -> None:
        """Go where a line leads, or open and close the archive."""
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
            self.take(index)

    def _ask_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid() and self.places.entries[index.row()].key is not None:
            self.menu_asked.emit(self.places.entries[index.row()], self.viewport().mapToGlobal(at))


class _Foot(QListView):
    """The places that never scroll away."""

    def __init__(self, navigation: Navigation) -> None:
        super().__init__(navigation)
        self.setAccessibleName("导航：记录")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewport(QWidget())  # ours, as the navigation's
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(navigation.places)
        self.setItemDelegate(navigation.itemDelegate())
        self.clicked.connect(navigation.take)
        self.activated.connect(navigation.take)
        theme().follow(self, lambda t: self.setViewportMargins(0, t.px(_FOOT_EDGE), 0, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        p = QPainter(self.viewport())
        p.fillRect(QRect(0, 0, self.viewport().width(), 1), color(tokens().c("hairline")))
        p.end()
