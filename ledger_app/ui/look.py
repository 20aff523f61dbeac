"""What the clerk sets about the look: theme, font size, height of the rows; remembered for the next start."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from ledger_app.ui.actions import Actions
from ledger_app.ui.settings import WindowSettings
from ledger_app.ui.theme.theme import theme

if TYPE_CHECKING:
    from ledger_app.ui.views.measure_list import MeasureList

_ROOM_FOR_A_WINDOW = 1500  # pixels of screen width under which the window fills it


class Look(QObject):
    """Carries the look from the settings into the window and back."""

    def __init__(self, settings: WindowSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._list: MeasureList | None = None
        self._actions: Actions | None = None

    def take_list(self, list_view: "MeasureList") -> None:
        """Give the list the height of rows that was set."""
        self._list = list_view
        list_view.set_text_lines(self._settings.text_lines)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions of the look do."""
        slots: dict[str, Callable[[], object]] = {
            "larger": partial(self._step_scale, 1),
            "smaller": partial(self._step_scale, -1),
            "normal size": partial(self._step_scale, 0),
        }
        slots |= {f"lines {lines}": partial(self._set_lines, lines) for lines in (1, 2, 3)}
        return slots | {f"theme {choice}": partial(self._set_theme, choice) for choice in ("auto", "light", "dark")}

    def restore(self, actions: Actions) -> None:
        """Begin with what was set the last time."""
        self._actions = actions
        theme().set_scale(self._settings.scale)
        self._set_theme(self._settings.theme)
        self._set_lines(self._settings.text_lines)

    def restore_size(self, window: QWidget) -> None:
        """Give the window the size and place it had; the first time what suits the screen."""
        geometry = self._settings.load_geometry("window")
        if geometry is None or not window.restoreGeometry(geometry):
            _give_first_size(window)

    def save_size(self, window: QWidget) -> None:
        """Keep the window's size and place for the next start."""
        self._settings.save_geometry("window", window.saveGeometry())

    def _set_theme(self, choice: str) -> None:
        choice = choice if choice in ("light", "dark") else "auto"
        theme().choose(choice)
        self._settings.theme = choice
        self._check(f"theme {choice}")

    def _step_scale(self, steps: int) -> None:
        if steps:
            theme().step_scale(steps)
        else:
            theme().set_scale(1.0)
        self._settings.scale = theme().tokens.scale

    def _set_lines(self, lines: int) -> None:
        if self._list is not None:
            self._list.set_text_lines(lines)
        self._settings.text_lines = lines
        self._check(f"lines {lines}")

    def _check(self, name: str) -> None:
        if self._actions is not None:
            self._actions[name].setChecked(True)


def _give_first_size(window: QWidget) -> None:
    """On the common office screen the whole of it, on a larger one a window."""
    room = window.screen().availableSize()
    if room.width() < _ROOM_FOR_A_WINDOW:
        window.resize(room)
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
    else:
        window.resize(min(1600, room.width() - 160), min(960, room.height() - 120))
