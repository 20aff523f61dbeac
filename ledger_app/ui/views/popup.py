"""A panel laid over the window below what it belongs to. It is part of the window, not a window of its own:
an input method composes in it as anywhere else."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QWidget

from ledger_app.ui.theme.theme import tokens


def is_inside(widget: QObject | None, ancestor: QWidget) -> bool:
    """Whether a widget is `ancestor` or stands in it, or in a list or menu that it opened."""
    while widget is not None:
        if widget is ancestor:
            return True
        widget = widget.parent()
    return False


class Popup(QFrame):
    """Closes with Esc, by a click elsewhere, or when the focus leaves it."""

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self.setObjectName("popup")
        self._came_from: QWidget | None = None
        self._button: QAbstractButton | None = None  # it was opened by
        self._disconnect: Callable[[], None] | None = None
        self.hide()

    def open_below(self, anchor: QWidget, first: QWidget) -> None:
        """Show it below `anchor` (above it, where there is no room) with the focus in `first`."""
        window = self._over
        layout = self.layout()
        if layout is not None:
            layout.invalidate()  # a part that was just hidden takes no room any more
        self.adjustSize()
        below = anchor.mapTo(window, QPoint(0, anchor.height() + tokens().px(4)))
        self.place(QRect(anchor.mapTo(window, QPoint(0, 0)), anchor.size()), below)
        self._came_from = QApplication.focusWidget()
        self._button = anchor if isinstance(anchor, QAbstractButton) else None
        self.show()
        self.raise_()
        first.setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        assert isinstance(app, QApplication), "a popup is shown by an application"
        app.installEventFilter(self)

    def place(self, anchor: QRect, at: QPoint) -> None:
        """Move to `at` as far as the window has room; above `anchor` where it has none below."""
        margin, window = tokens().px(4), self._over.rect()
        if at.y() + self.height() > window.height() - margin:
            above = anchor.top() - self.height() - margin
            at.setY(above if above >= margin else max(margin, window.height() - self.height() - margin))
        at.setY(max(margin, at.y()))  # what it belongs to may be scrolled away
        at.setX(max(margin, min(at.x(), window.width() - self.width() - margin)))
        self.move(at)

    def close_popup(self) -> None:
        """Close and give the focus back."""
        if self.isHidden():
            return
        had_focus = is_inside(QApplication.focusWidget(), self)
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()
        if had_focus and self._came_from is not None:
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def leave(self) -> None:
        """The clerk went elsewhere."""
        self.close_popup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_popup()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._button:
            if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
                self.close_popup()
                return True  # a click on what opened it closes it, and does not open it again
            if isinstance(event, QFocusEvent) and event.reason() is Qt.FocusReason.MouseFocusReason:
                return False  # the click itself is to come
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn) and isinstance(watched, QWidget):
            elsewhere = watched.window() is self.window() and not is_inside(watched, self)
            if elsewhere and watched is not self.window():  # the window itself only passes on what its widgets leave
                self.leave()
        return False
