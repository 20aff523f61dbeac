"""Icons: our SVG drawings in resources/icons, coloured from the tokens when they are loaded."""

import functools

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from ledger_app.bundled import bundled
from ledger_app.ui.theme.tokens import Tokens


@functools.lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    """The SVG text of an icon; a missing drawing is an empty one, for no clerk's work may stop over it."""
    path = bundled("resources") / "icons" / f"{name}.svg"
    return path.read_text("utf-8") if path.is_file() else ""


def colored_svg(name: str, hexa: str) -> bytes:
    """An icon's SVG with its colour set."""
    return _drawing(name).replace("currentColor", hexa).encode()


@functools.lru_cache(maxsize=512)
def icon_pixmap(name: str, hexa: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon in one colour, `size` logical pixels square, for a screen of that pixel ratio."""
    from PySide6.QtSvg import QSvgRenderer  # only now: the module costs start-up time

    side = round(size * ratio)
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    svg = colored_svg(name, hexa)
    if svg:
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, side, side))
        painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@functools.lru_cache(maxsize=256)
def icon(name: str, t: Tokens, tone: str = "text2", size: int = 18) -> QIcon:
    """An icon for a button or menu; `size` is the one at 100 %."""
    made = QIcon()
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    for ratio in ratios:
        made.addPixmap(icon_pixmap(name, t.c(tone), t.px(size), ratio))
        made.addPixmap(icon_pixmap(name, t.c("scroll"), t.px(size), ratio), QIcon.Mode.Disabled)
    return made
