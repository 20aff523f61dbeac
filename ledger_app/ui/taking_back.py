"""The last acts as the menu 撤销到 names them, and taking several of them back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ledger_app.domain.change import ChangeHead, ChangeKind
from ledger_app.ui.models.wording import moment_text
from ledger_app.ui.views.tell_bar import Way

if TYPE_CHECKING:
    from ledger_app.ui.main_window import MainWindow

_ACTS_READ, _ACTS_SHOWN = 120, 12
_FEW_EDITS, _SUBJECT = 60, 18


class TakingBack:
    """Reads the log only when the menu opens."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def last_acts(self) -> list[str]:
        """The acts that undo would take back one after another, the newest first: 14:32 修改状态."""
        heads, dead = self._window.ledger.log(_ACTS_READ), set()
        acts = []
        for head in heads:
            if head.kind is ChangeKind.UNDO:
                dead.add(head.of_change)
            elif head.id not in dead:
                acts.append(head)
        today = self._window.today()
        said = ((moment_text(head.at, today), head.label, self._subject(head)) for head in acts[:_ACTS_SHOWN])
        return ["  ".join(filter(None, words)) for words in said]

    def _subject(self, head: ChangeHead) -> str:
        """What an act was done to, where that is quickly told."""
        if head.edit_count > _FEW_EDITS:
            return ""
        from ledger_app.ledger.history import lines_of

        subjects = list(dict.fromkeys(line.subject for line in lines_of(self._window.ledger, head.id) if line.subject))
        if not subjects:
            return ""
        short = subjects[0] if len(subjects[0]) <= _SUBJECT else f"{subjects[0][: _SUBJECT - 1]}…"
        return short if len(subjects) == 1 else f"{short} 等{len(subjects)}项"

    def take_back(self, steps: int) -> None:
        """Undo so many acts."""
        self._step(1, steps)

    def _step(self, done: int, steps: int) -> None:
        """Undo once more, until it is so many; one may take its time, and the next waits for it."""

        def go_on() -> None:
            if done < steps:
                self._step(done + 1, steps)
            elif steps > 1:
                action = self._window.actions_["redo"]
                self._window.pages.tell_bar.tell(f"已撤销{steps}步", Way("重做一步", action.trigger, "Ctrl+Y"))

        undo(self._window, go_on)


def undo(window: "MainWindow", then: Callable[[], object] | None = None) -> None:
    """Take the newest act back."""
    ledger = window.ledger
    window.attempt(
        lambda each: each.undo(), size=ledger.undo_size, doing=f"正在撤销“{ledger.undo_label or ''}”", then=then
    )


def redo(window: "MainWindow") -> None:
    """Do again what was taken back last."""
    ledger = window.ledger
    window.attempt(lambda each: each.redo(), size=ledger.redo_size, doing=f"正在重做“{ledger.redo_label or ''}”")
