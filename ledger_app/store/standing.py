"""Which acts stand: what undo, redo and taking back have made of each change of the journal."""

import sqlite3

from ledger_app.domain.change import ChangeId, ChangeKind
from ledger_app.domain.history import Fate
from ledger_app.store.journal import takes_back_column


class Standing:
    """The acts of a ledger, each by its `do`. Undone and done again, an act is carried by its newest redo."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.act_of: dict[ChangeId, ChangeId] = {}  # of every change, also of undos
        self.carrier: dict[ChangeId, ChangeId] = {}  # of every act that is not undone: the change whose lines hold
        self.taken_back_by: dict[ChangeId, ChangeId] = {}  # acts; only where the taking back stands itself
        self._takes_back: dict[ChangeId, ChangeId] = {}
        self._undos: set[ChangeId] = set()
        column = takes_back_column(connection)
        found = connection.execute(f"SELECT id, kind, of_change, {column} FROM change ORDER BY id")
        for change_id, kind, of_change, takes_back in found.fetchall():
            self._count(ChangeId(change_id), ChangeKind(kind), of_change, takes_back)
        self._pair()

    def is_undo(self, change_id: ChangeId) -> bool:
        """Whether the change is itself an undo."""
        return change_id in self._undos

    def stands(self, act: ChangeId) -> bool:
        """Whether an act is neither undone nor taken back."""
        return act in self.carrier and act not in self.taken_back_by

    def fate(self, change_id: ChangeId) -> Fate:
        """What became of a line of the history."""
        act = self.act_of[change_id]
        if self.is_undo(change_id):
            return Fate.REVERSAL
        if act not in self.carrier:
            return Fate.UNDONE
        return Fate.TAKEN_BACK if act in self.taken_back_by else Fate.STANDS

    def after(self, act: ChangeId) -> list[ChangeId]:
        """The later acts that count against taking that one back, oldest first.

        An act and the one that took it back cancel each other, if both came later.
        """
        return [each for each in self.carrier if each > act and not self._cancelled_since(act, each)]

    def _count(
        self, change_id: ChangeId, kind: ChangeKind, of_change: ChangeId | None, takes_back: ChangeId | None
    ) -> None:
        act = change_id if of_change is None else self.act_of[of_change]
        self.act_of[change_id] = act
        if kind is ChangeKind.UNDO:
            self._undos.add(change_id)
            self.carrier.pop(act, None)
        else:
            self.carrier[act] = change_id
        if takes_back is not None:
            self._takes_back[change_id] = self.act_of[takes_back]

    def _pair(self) -> None:
        """The newest first: what is taken back itself takes nothing back."""
        for act in sorted(self.carrier, reverse=True):
            taken_back = self._takes_back.get(act)
            if taken_back is not None and act not in self.taken_back_by:
                self.taken_back_by[taken_back] = act

    def _cancelled_since(self, act: ChangeId, other: ChangeId) -> bool:
        if other in self.taken_back_by:
            return True  # what took it back came even later
        taken_back = self._takes_back.get(other)
        return taken_back is not None and taken_back > act
