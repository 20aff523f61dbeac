"""What a key does on the page of the review, depending on where the focus is."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from ledger_app.ui.review.keys import ANYWHERE, ONE_BY_ONE, Act, act_of, digit_of
from ledger_app.ui.views.popup import is_inside

if TYPE_CHECKING:
    from ledger_app.ui.review.page import ReviewPage


class PageKeys:
    """Finds the task of a key; an open cell, a field and a button keep the keys that are theirs."""

    def __init__(self, page: "ReviewPage") -> None:
        self._page = page

    def task_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key press asks the page to do; None if the key is not the page's."""
        act, focus = act_of(event), QApplication.focusWidget()
        if act is None or self._page.view.delegate.editing:
            return None
        if act in ONE_BY_ONE and event.isAutoRepeat():
            return _nothing  # a key held down would settle what nobody has read, and the next document's too
        if act in ANYWHERE:
            return self._tasks()[act]
        if isinstance(focus, QLineEdit) or is_inside(focus, self._page.units) or is_inside(focus, self._page.same_unit):
            return None
        digit = digit_of(event)
        if act is Act.TAKE_OTHER and digit is not None:
            return partial(self._page.strip.take_other, digit)
        if act is Act.TAKE and isinstance(focus, QAbstractButton):
            return focus.click
        if act is Act.LEAVE and self._page.draft.can_undo:
            return None
        return self._tasks()[act]

    def _tasks(self) -> dict[Act, Callable[[], object]]:
        page, acts, strip = self._page, self._page.acts, self._page.strip
        return {
            Act.UNDO: page.undo,
            Act.REDO: page.redo,
            Act.NEXT: partial(page.step, 1),
            Act.PREVIOUS: partial(page.step, -1),
            Act.LOOK_OVER: page.look_over,
            Act.TAKE: strip.take,
            Act.TAKE_ALIKE: strip.take_alike,
            Act.LEAVE_EMPTY: strip.leave_empty,
            Act.DROP: acts.drop,
            Act.SPLIT: acts.begin_split,
            Act.MERGE: acts.merge,
            Act.PROMOTE: acts.promote,
            Act.DEMOTE: acts.demote,
            Act.PHRASE: acts.edit_phrase,
            Act.FILL_DOWN: acts.fill_down,
            Act.LEAVE: page.cancelled.emit,
            Act.IMPORT: page.foot.take.click,
        }


def _nothing() -> None:
    """The key is the page's, and does nothing."""
