"""A popup to pick one of many things by typing a part of its name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger_app.ui.models.choices import Choice, ChoiceList
from ledger_app.ui.theme.pieces import col, label
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.choice_list import ChoiceField, ChoiceView
from ledger_app.ui.views.popup import Popup

_MOST = 10
_WIDTH = 300


class Picker(Popup):
    """The list narrows while one types; Enter or a click picks."""

    picked = Signal(object)  # the key of a choice

    def __init__(self, window: QWidget, name: str, hint: str = "") -> None:
        super().__init__(window)
        self.setAccessibleName(name)
        self._choices_for: Callable[[str], Sequence[Choice]] = lambda _: ()
        self._title = label(hint, "caption", "text2", wrap=True)
        self._title.setVisible(bool(hint))
        self.choices = ChoiceList(self)
        self.view = ChoiceView(self.choices, name)
        self.field = ChoiceField(self.view)
        self.field.setPlaceholderText("查找")
        self.field.setAccessibleName(f"{name}：查找")
        top = col(self._title, self.field, gap=6, margins=(10, 10, 10, 0))
        self.setLayout(col(top, self.view, gap=6, margins=(1, 1, 1, 8)))
        self.field.textChanged.connect(self._suggest)
        self.view.picked.connect(self._take)

    def open_for(self, choices_for: Callable[[str], Sequence[Choice]], anchor: QWidget) -> None:
        """Open below a widget; `choices_for` answers what was typed."""
        self._choices_for = choices_for
        self.setFixedWidth(tokens().px(_WIDTH))
        self.field.clear()
        self._suggest()
        self.open_below(anchor, self.field)

    def _suggest(self) -> None:
        self.view.offer(self._choices_for(self.field.text().strip()), _MOST, first=True)
        self.adjustSize()

    def _take(self, key: object) -> None:
        self.close_popup()
        self.picked.emit(key)


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices whose text holds what was typed."""
    return [choice for choice in choices if typed.casefold() in choice.text.casefold()]
