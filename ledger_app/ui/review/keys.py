"""The keys of the review, by the names of what they do."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

DIGITS = "23456789"  # choose an alternative of the doubt


class Act(Enum):
    """What a key of the page asks for."""

    UNDO = auto()
    REDO = auto()
    NEXT = auto()
    PREVIOUS = auto()
    LOOK_OVER = auto()
    TAKE = auto()
    TAKE_ALIKE = auto()
    TAKE_OTHER = auto()
    LEAVE_EMPTY = auto()
    DROP = auto()
    SPLIT = auto()
    MERGE = auto()
    PROMOTE = auto()
    DEMOTE = auto()
    PHRASE = auto()
    FILL_DOWN = auto()
    LEAVE = auto()
    IMPORT = auto()


# Also while a field has the focus.
ANYWHERE = frozenset({Act.UNDO, Act.REDO, Act.NEXT, Act.PREVIOUS, Act.LOOK_OVER, Act.IMPORT})

# Each wants a key press of its own.
ONE_BY_ONE = frozenset({Act.TAKE, Act.TAKE_OTHER, Act.TAKE_ALIKE, Act.LEAVE_EMPTY, Act.DROP, Act.IMPORT, Act.LEAVE})

_TASKS = {
    "F8": Act.NEXT,
    "Shift+F8": Act.PREVIOUS,
    "F9": Act.LOOK_OVER,
    "Return": Act.TAKE,
    "Ctrl+Return": Act.TAKE,
    "Shift+Return": Act.TAKE_ALIKE,
    "0": Act.LEAVE_EMPTY,
    "Del": Act.DROP,
    "Ctrl+Shift+Return": Act.SPLIT,
    "Ctrl+M": Act.MERGE,
    "Ctrl+D": Act.FILL_DOWN,
    "Alt+Left": Act.PROMOTE,
    "Alt+Right": Act.DEMOTE,
    "Shift+F2": Act.PHRASE,
    "Ctrl+Y": Act.REDO,  # as the tip says; Qt's own redo is another key on some desktops
    "Esc": Act.LEAVE,
    "Ctrl+I": Act.IMPORT,  # not Enter, which one presses from doubt to doubt and once too often
}
_PRESSED = ((QKeySequence(keys)[0], act) for keys, act in _TASKS.items())  # type: ignore[index]
KEYS = {(pressed.key(), pressed.keyboardModifiers()): act for pressed, act in _PRESSED}


def act_of(event: QKeyEvent) -> Act | None:
    """What a key press asks of the page; None if it is not the page's."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return Act.UNDO
    if event.matches(QKeySequence.StandardKey.Redo):
        return Act.REDO
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else event.key()
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.NoModifier and digit_of(event) is not None:
        return Act.TAKE_OTHER
    return KEYS.get((Qt.Key(key), modifiers))


def digit_of(event: QKeyEvent) -> int | None:
    """Which alternative a digit chooses, counted from 0."""
    key = event.key()
    return DIGITS.index(chr(key)) if 0 < key < 0x110000 and chr(key) in DIGITS else None
