"""Chips that stand behind a button where the window is low: else they leave no room for the rows."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ledger_app.ui.theme.pieces import tool_button
from ledger_app.ui.theme.theme import tokens

_LOW = 420  # px at 100 %
ALWAYS_ROOM = 1 << 20  # a height that folds nothing


class Folded(QObject):
    """`button` shows and hides what it stands for; where there is room, that is shown without it."""

    def __init__(self, name: str, what: QWidget) -> None:
        super().__init__(what)
        self._what = what
        self.button = tool_button(f"{name} ▾", kind="chip", tip=name)
        self.button.setCheckable(True)
        self.button.toggled.connect(lambda _: self._show())
        self._low = False
        self.button.hide()

    def fit(self, height: int) -> None:
        """The pane is so high."""
        self._low = height < tokens().px(_LOW)
        self.button.setVisible(self._low)
        self._show()

    def _show(self) -> None:
        self._what.setVisible(not self._low or self.button.isChecked())
