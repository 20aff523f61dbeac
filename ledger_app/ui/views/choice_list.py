"""The view of a list of choices: ticks, words and counts, by mouse and by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ledger_app.ui.models.choices import Choice, ChoiceList
from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.paint import color, draw_lamp, draw_word, metrics
from ledger_app.ui.theme.pieces import styled
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.theme.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex
_CHOICE_HEIGHT = 30


class _ChoiceDelegate(QStyledItemDelegate):
    """Draws one entry: tick or icon, text, note at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, tokens().px(_CHOICE_HEIGHT))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, r = tokens(), option.rect
        model = index.model()
        assert isinstance(model, ChoiceList)
        choice = model.choices[index.row()]
        if choice.heading:
            p.fillRect(QRect(r.left(), r.top() + t.px(2), r.width(), 1), color(t.c("hairline")))
            draw_word(p, r.adjusted(t.px(12), t.px(4), 0, 0), choice.text, t, "captionStrong", "text3")
            return
        current = bool(option.state & QStyle.StateFlag.State_HasFocus) or (
            choice.checked is None and bool(option.state & QStyle.StateFlag.State_Selected)
        )
        if current:
            p.fillRect(r, color(t.c("selected")))
            p.fillRect(QRect(r.left(), r.top(), t.px(3), r.height()), color(t.c("accent")))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            p.fillRect(r, color(t.c("hover")))
        left = r.left() + t.px(12)
        if choice.checked is not None:
            _draw_tick(p, choice, QRectF(left + 0.5, r.center().y() - t.px(7) + 0.5, t.px(15), t.px(15)), t)
            left += t.px(26)
            if choice.lamp is not None:
                side = t.px(10)
                draw_lamp(p, choice.lamp, QRectF(left, r.center().y() - side // 2, side, side), t)
                left += t.px(18)
        elif choice.icon:
            pixmap = icon_pixmap(choice.icon, t.c(choice.tone), t.px(16), p.device().devicePixelRatioF())
            p.drawPixmap(left, r.center().y() - t.px(8) + 1, pixmap)
            left += t.px(22)
        note_width = metrics("caption", t.scale).horizontalAdvance(choice.note)
        right = r.right() - t.px(14)
        role = "listStrong" if current and choice.checked is None else "list"
        room = right - note_width - t.px(8) - left
        draw_word(p, QRect(left, r.top(), room, r.height()), choice.text, t, role, choice.tone)
        note = QRect(right - note_width, r.top(), note_width + 2, r.height())
        draw_word(p, note, choice.note, t, "caption", "text2")


def _draw_tick(p: QPainter, choice: Choice, box: QRectF, t: Tokens) -> None:
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(color(t.c("accent" if choice.checked else "control")), 1))
    p.setBrush(color(t.c("accent" if choice.checked else "surface")))
    p.drawRoundedRect(box, 3, 3)
    p.restore()
    if choice.checked:
        pixmap = icon_pixmap("check", t.c("onAccent"), t.px(14), p.device().devicePixelRatioF())
        p.drawPixmap(round(box.x() + 0.5), round(box.y() + 0.5), pixmap)


class ChoiceView(QListView):
    """Space or a click ticks an entry, Enter or a click picks one that has no tick."""

    picked = Signal(object)  # key

    def __init__(self, choices: ChoiceList, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = choices
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(choices)
        self.setItemDelegate(_ChoiceDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def fit_height(self, most: int) -> None:
        """Be as high as the entries need, at most `most` of them."""
        shown = min(most, max(1, self.choices.rowCount()))
        self.setFixedHeight(shown * tokens().px(_CHOICE_HEIGHT))

    def offer(self, choices: Sequence[Choice], most: int, *, first: bool) -> None:
        """Show these, or nothing where there are none; `first`: Enter takes the first of them."""
        self.choices.show(choices)
        if first and choices:
            self.setCurrentIndex(self.choices.index(0))
        self.setVisible(bool(choices))
        self.fit_height(most)

    def step(self, by: int) -> None:
        """Go up or down, for a field above that keeps the focus."""
        count = self.choices.rowCount()
        if count:
            at = max(0, min(count - 1, self.currentIndex().row() + by))
            self.setCurrentIndex(self.choices.index(at))

    def take(self, index: QModelIndex) -> None:
        """Tick an entry or pick it."""
        if not index.isValid() or self.choices.choices[index.row()].heading:
            return
        choice = self.choices.choices[index.row()]
        if choice.checked is None:
            self.picked.emit(choice.key)
        else:
            self.choices.ticked.emit(choice.key, not choice.checked)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.take(index)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ChoiceField(QLineEdit):
    """A field above a list of choices: up and down go through them, Enter takes the current one."""

    def __init__(self, view: ChoiceView) -> None:
        super().__init__()
        self._view = view
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the focus
        styled(self, "list", height=28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._view.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._view.take(self._view.currentIndex())
        else:
            super().keyPressEvent(event)
