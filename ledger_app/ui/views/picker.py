"""A popup to pick one of many things by typing a part of its name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ledger_app.ui.models.choices import Choice, ChoiceList
from ledger_app.ui.theme.pieces import col, label, styled
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.choice_list import ChoiceView
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
        self.field = QLineEdit()
        self.field.setPlaceholderText("查找")
        self.field.setAccessibleName(f"{name}：查找")
        styled(self.field, "list", height=28)
        self.choices = ChoiceList(self)
        self.view = ChoiceView(self.choices, name)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        top = col(self._title, self.field, gap=6, margins=(10, 10, 10, 0))
        self.setLayout(col(top, self.view, gap=6, margins=(1, 1, 1, 8)))
        self.field.textChanged.connect(self._suggest)
        self.field.installEventFilter(self)
        self.view.picked.connect(self._take)

    def open_for(self, choices_for: Callable[[str], Sequence[Choice]], anchor: QWidget) -> None:
        """Open below a widget; `choices_for` answers what was typed."""
        self._choices_for = choices_for
        self.setFixedWidth(tokens().px(_WIDTH))
        self.field.clear()
        self._suggest()
        self.open_below(anchor, self.field)

    def _suggest(self) -> None:
        found = list(self._choices_for(self.field.text().strip()))
        self.choices.show(found)
        if found:
            self.view.setCurrentIndex(self.choices.index(0))
        self.view.setVisible(bool(found))
        self.view.fit_height(_MOST)
        self.adjustSize()

    def _take(self, key: object) -> None:
        self.close_popup()
        self.picked.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        """Handle a key of the field; what is not ours stays the field's own."""
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.view.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.view.take(self.view.currentIndex())
        else:
            return False
        return True


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices whose text holds what was typed."""
    return [choice for choice in choices if typed.casefold() in choice.text.casefold()]
