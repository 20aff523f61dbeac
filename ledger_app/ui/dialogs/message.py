"""Qt's message boxes in our look: our drawing instead of the style's, and the button that Enter presses in blue."""

from PySide6.QtWidgets import QMessageBox, QPushButton

from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.pieces import repolish
from ledger_app.ui.theme.theme import tokens

_SIDE = 28
_DRAWINGS = {
    QMessageBox.Icon.Warning: ("warning", "doubtText"),
    QMessageBox.Icon.Question: ("question", "accentText"),
    QMessageBox.Icon.Information: ("help", "accentText"),
}


def dress(box: QMessageBox, default: QPushButton) -> None:
    """Call when all buttons are in; `default` is the one that Enter presses."""
    t = tokens()
    name, tone = _DRAWINGS[box.icon()]
    box.setIconPixmap(icon_pixmap(name, t.c(tone), t.px(_SIDE), box.devicePixelRatioF()))
    box.setDefaultButton(default)
    default.setObjectName("primary")
    repolish(default)
