"""Windows no larger than the screen: their middle scrolls, what stands above it and the buttons stay in sight."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget

from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

FRAME = QSize(16, 40)  # what the system puts round a window, at most
_LEAST = QSize(160, 60)


class Middle(QScrollArea):
    """The part of a dialog that gives way: as large as its content wants, and scrolled where that is too much."""

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._body = QWidget()
        self._body.setLayout(content)
        self.setWidget(self._body)

    def sizeHint(self) -> QSize:
        return self._body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        t = tokens()
        return QSize(t.px(_LEAST.width()), t.px(_LEAST.height()))


def fit(window: QWidget, wide: int, high: int) -> None:
    """Let a window be so large, in pixels at 100 %, as far as the screen has room for it."""

    def restyle(t: Tokens) -> None:
        room = window.screen().availableSize() - FRAME
        window.resize(min(t.px(wide), room.width()), min(t.px(high), room.height()))

    theme().follow(window, restyle)
