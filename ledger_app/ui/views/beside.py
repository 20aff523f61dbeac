"""Two parts of a page: side by side where there is room, else one below the other."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ledger_app.ui.theme.theme import tokens


class Beside(QSplitter):
    """The first takes the room that is left; `second` says how wide the other is, of how much (px), when beside it."""

    def __init__(self, first: QWidget, other: QWidget, *, needs: int, second: Callable[[int], int]) -> None:
        super().__init__()
        self._needs, self._second = needs, second
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(first)
        self.addWidget(other)
        self.setStretchFactor(0, 1)
        self._moved = False
        self.splitterMoved.connect(self._keep)

    def _keep(self) -> None:
        self._moved = True  # by the clerk: from now on the border stays

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, height = event.size().width(), event.size().height()
        beside = width >= tokens().px(self._needs)
        side = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self.orientation() is not side or not self._moved:
            self.setOrientation(side)
            self._moved = False
            whole = width if beside else height
            second = self._second(width) if beside else height * 2 // 5
            self.setSizes([whole - second, second])
