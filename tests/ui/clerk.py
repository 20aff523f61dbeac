"""A clerk at the window: finds what is seen by its words, presses keys and clicks, and counts both."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QWidget,
)

from ledger_app.ui.main_window import MainWindow
from ledger_app.ui.models.columns import TEXT

_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


class Clerk:
    """Knows nothing of the window but what it shows. A character that an input method hands over counts as a key."""

    def __init__(self, window: MainWindow, wait: Callable[[Callable[[], bool]], None]) -> None:
        self._window, self._wait = window, wait
        self.keys = self.clicks = 0

    # ---- the keyboard

    def press(self, keys: str) -> None:
        """Press a key with what is held down: Ctrl+J."""
        self.keys += 1
        combination = QKeySequence(keys)[0]
        QTest.keyClick(self._focus(), combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()

    def write(self, text: str) -> None:
        """Type where the cursor is: Chinese as an input method hands it over, the rest key by key."""
        self.keys += len(text)
        for character in text:
            if character.isascii():
                QTest.keyClicks(self._focus(), character)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(character)
                QApplication.sendEvent(self._focus(), composed)
        QApplication.processEvents()

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeWindow() or self._window

    # ---- the mouse

    def click(self, words: str, kind: type[QWidget] = QWidget) -> None:
        """Click what is called so, or says so."""
        found = [each for each in seen(kind) if words in (each.accessibleName(), said_by(each))]
        assert found, f"nothing seen is called “{words}”"
        assert found[-1].isEnabled(), f"“{words}” is off"
        self._click(found[-1], found[-1].rect().center())

    def click_item(self, view: str, words: str, *, held: Qt.KeyboardModifier = _NONE, column: int = 0) -> None:
        """Click the entry of a list whose words begin so; it has to be seen without scrolling."""
        list_ = next(each for each in seen(QAbstractItemView) if each.accessibleName() == view)
        model = list_.model()
        rows = range(model.rowCount())
        at = next((at for at in rows if str(model.index(at, column).data() or "").startswith(words)), None)
        assert at is not None, f"“{view}” has no “{words}”"
        place = list_.visualRect(model.index(at, column))
        middle = QRect(place).intersected(list_.viewport().rect()).center()
        assert list_.viewport().rect().contains(place.center()), f"“{words}” has to be scrolled to"
        self._click(list_.viewport(), middle, held)

    def click_task(self, words: str, held: Qt.KeyboardModifier = _NONE) -> None:
        """Click the task in the list whose text begins so."""
        self.click_item("任务列表", words, held=held, column=TEXT)

    def choose(self, *words: str) -> None:
        """Click through the menus: 任务, 状态改为, 已完成."""
        place: QMenuBar | QMenu = self._window.menuBar()
        for word in words:
            action = next(each for each in place.actions() if plain(each).startswith(word))
            assert action.isEnabled(), f"“{word}” is off"
            self._click(place, place.actionGeometry(action).center())
            if action.menu() is not None:
                place = action.menu()
                self._wait(place.isVisible)  # a menu in a menu takes its time
        self._wait(lambda: QApplication.activePopupWidget() is None and QApplication.activeWindow() is not None)

    def _click(self, widget: QWidget, at: QPoint, held: Qt.KeyboardModifier = _NONE) -> None:
        self.clicks += 1
        QTest.mouseClick(widget, _LEFT, held, at)
        QApplication.processEvents()

    @property
    def took(self) -> int:
        """Keys and clicks so far."""
        return self.keys + self.clicks


def plain(action: QAction) -> str:
    """A menu's words without its mnemonic."""
    at = action.text().find("(&")
    return action.text()[:at] if at >= 0 else action.text()


def seen(kind: type[QWidget] = QWidget) -> Iterator[QWidget]:
    """The widgets on the screen that are of a kind."""
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            yield from (each for each in (top, *top.findChildren(kind)) if each.isVisible() and isinstance(each, kind))


def said_by(widget: QWidget) -> str:
    """What a widget says."""
    if isinstance(widget, QAbstractButton | QLabel | QLineEdit):
        return widget.text()
    return widget.accessibleName()


def read(inside: str = "") -> str:
    """All words on the screen, or those in the part of that name."""
    parts = [each for each in seen() if each.accessibleName() == inside] if inside else list(seen())
    assert parts, f"nothing seen is called “{inside}”"
    within = [child for part in parts for child in (part, *part.findChildren(QWidget)) if child.isVisible()]
    return "\n".join(dict.fromkeys(filter(None, map(said_by, within))))
