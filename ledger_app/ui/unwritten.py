"""What stands in a field and is not in the ledger yet: kept while the clerk looks elsewhere, asked about at the end."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

_LONGEST = 24


class Unwritten(QObject):
    """A child of what is typed into, so that the window finds it wherever that stands."""

    def __init__(self, field: QWidget, words: Callable[[], Sequence[str]], write: Callable[[], bool]) -> None:
        super().__init__(field)
        self._words, self._write = words, write

    def words(self) -> Sequence[str]:
        """What is not in the ledger: 实际值“20”."""
        return self._words()

    def write(self) -> bool:
        """Hand it to the ledger; whether that took all of it."""
        return self._write()


class KeptWords(Unwritten):
    """One field that serves many things: what was typed for one of them is there again when that one is shown again.

    Things are known by their ids. `known` is what the ledger has in the field for a thing, "" where the field only
    adds, None where the thing is gone; `put` hands a text over and returns whether it was taken.
    """

    def __init__(
        self, field: QLineEdit, name: str, known: Callable[[Any], str | None], put: Callable[[Any, str], bool]
    ) -> None:
        super().__init__(field, self._said, self._write_all)
        self._field, self._name, self._known, self._put = field, name, known, put
        self._key: int | None = None
        self._begun = ""  # what the field began with
        self._away: dict[int, str] = {}

    @property
    def typed(self) -> bool:
        """Whether the field says something else than it began with."""
        return self._key is not None and self._field.text().strip() != self._begun.strip()

    def holds(self, key: int) -> bool:
        """Whether something typed for that is put away."""
        return key in self._away

    def show(self, key: int | None) -> None:
        """Serve that thing from now on, with what was typed for it before, else with what the ledger has."""
        if key != self._key:
            if self._key is not None and self.typed:
                self._away[self._key] = self._field.text()
            self._key = key
            self.give_up()
            if key is not None and key in self._away:
                self._field.setText(self._away.pop(key))
        elif not self.typed:
            self.give_up()

    def give_up(self) -> None:
        """Say again what the ledger has."""
        self._begun = (self._known(self._key) or "") if self._key is not None else ""
        self._field.setText(self._begun)

    def write_here(self) -> bool:
        """Hand over what was typed for the thing that is shown; whether there is nothing left to do."""
        if self._key is None or not self.typed:
            return True
        key, begun, text = self._key, self._begun, self._field.text()
        self._begun = text  # the ledger tells of the change before it returns: the field may show what it has now
        if not self._put(key, text.strip()):
            self._begun = begun
            return False
        if self._key == key:
            self.give_up()
        return True

    def _said(self) -> list[str]:
        here = [self._field.text()] if self.typed else []
        return [f"{self._name}“{_short(text)}”" for text in (*here, *self._alive().values())]

    def _alive(self) -> dict[int, str]:
        return {key: text for key, text in self._away.items() if self._known(key) is not None}

    def _write_all(self) -> bool:
        done = self.write_here()
        for key, text in self._alive().items():
            if self._put(key, text.strip()):
                del self._away[key]
            else:
                done = False
        return done


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
