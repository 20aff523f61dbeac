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


ANYWHERE = frozenset({Act.UNDO, Act.REDO, Act.NEXT, Act.PREVIOUS, Act.LOOK_OVER})  # also while a field has the focus

_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
KEYS = {
    (Qt.Key.Key_F8, _NONE): Act.NEXT,
    (Qt.Key.Key_F8, _SHIFT): Act.PREVIOUS,
    (Qt.Key.Key_F9, _NONE): Act.LOOK_OVER,
    (Qt.Key.Key_Return, _NONE): Act.TAKE,
    (Qt.Key.Key_Return, _CTRL): Act.TAKE,
    (Qt.Key.Key_Return, _SHIFT): Act.TAKE_ALIKE,
    (Qt.Key.Key_Return, _CTRL | _SHIFT): Act.SPLIT,
    (Qt.Key.Key_0, _NONE): Act.LEAVE_EMPTY,
    (Qt.Key.Key_Delete, _NONE): Act.DROP,
    (Qt.Key.Key_M, _CTRL): Act.MERGE,
    (Qt.Key.Key_D, _CTRL): Act.FILL_DOWN,
    (Qt.Key.Key_Left, _ALT): Act.PROMOTE,
    (Qt.Key.Key_Right, _ALT): Act.DEMOTE,
    (Qt.Key.Key_F2, _SHIFT): Act.PHRASE,
    (Qt.Key.Key_Y, _CTRL): Act.REDO,  # as the tip says; Qt's own redo is another key on some desktops
    (Qt.Key.Key_Escape, _NONE): Act.LEAVE,
}


def act_of(event: QKeyEvent) -> Act | None:
    """What a key press asks of the page; None if it is not the page's."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return Act.UNDO
    if event.matches(QKeySequence.StandardKey.Redo):
        return Act.REDO
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else event.key()
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == _NONE and digit_of(event) is not None:
        return Act.TAKE_OTHER
    return KEYS.get((Qt.Key(key), modifiers))


def digit_of(event: QKeyEvent) -> int | None:
    """Which alternative a digit chooses, counted from 0."""
    key = event.key()
    return DIGITS.index(chr(key)) if 0 < key < 0x110000 and chr(key) in DIGITS else None
