"""A lamp's shape on a button: a number of red ones is seen as red before it is read."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton

from ledger_app.domain.lamp import Lamp
from ledger_app.ui.theme.paint import draw_lamp
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.theme.tokens import Tokens

_SIDE = 10


def give_lamp(button: QToolButton, lamp: Lamp) -> None:
    """Show a lamp's shape before a button's words."""
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def restyle(t: Tokens) -> None:
        side = t.px(_SIDE)
        button.setIcon(_icon(lamp, side, button.devicePixelRatioF(), t))
        button.setIconSize(QSize(side, side))

    theme().follow(button, restyle)


def _icon(lamp: Lamp, side: int, ratio: float, t: Tokens) -> QIcon:
    pixmap = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    p = QPainter(pixmap)
    draw_lamp(p, lamp, QRectF(0, 0, side, side), t)
    p.end()
    return QIcon(pixmap)
