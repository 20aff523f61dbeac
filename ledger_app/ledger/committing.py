"""How an act is committed to a ledger's file, and who is told of it; every verb of a ledger ends here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ledger_app.domain.change import Change, ChangeHead, ChangeId, ChangeKind, Edit, Record
from ledger_app.domain.errors import UserError
from ledger_app.ledger.book import Book
from ledger_app.ledger.office import OfficeVerbs
from ledger_app.ledger.pending import Pending
from ledger_app.store.database import damaged
from ledger_app.store.store import Store

if TYPE_CHECKING:
    from ledger_app.ledger.beside import Beside

Listener = Callable[[Change], None]
T = TypeVar("T")


def _named(head: ChangeHead | None) -> tuple[str | None, int]:
    return (head.label, head.edit_count) if head else (None, 0)


def _tell(listeners: Sequence[Callable[[], object]]) -> None:
    """Tell them all, even where one fails; then its fault, which is ours and undoes nothing, goes to the report."""
    faults = []
    for listener in tuple(listeners):
        try:
            listener()
        except Exception as fault:  # noqa: BLE001 - raised below, when all are told
            faults.append(fault)
    if faults:
        raise faults[0]


class Committing(OfficeVerbs):
    """One ledger file with its records in memory; a verb hands its edits to `_do`."""

    def __init__(self, path: Path, store: Store, *, read_only: bool, now: Callable[[], datetime], who: str) -> None:
        self.path = path
        self.read_only = read_only
        self.saved_at: datetime | None = None  # of the last commit of this program
        self._store = store
        self._now = now
        self._who = who
        self._listeners: list[Listener] = []
        self._reload_listeners: list[Callable[[], None]] = []
        self._next_ids: dict[type[Record], int] = {}
        self._beside: Beside[Any] | None = None
        self._read_all()

    # ---- who is told

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every change after its commit; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def subscribe_reload(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Tell `listener` when everything was read anew because another program had written to the file."""
        self._reload_listeners.append(listener)
        return lambda: self._reload_listeners.remove(listener)

    @property
    def undo_size(self) -> int:
        """How many cells and rows undo would write."""
        return self._undo_size

    @property
    def redo_size(self) -> int:
        """How many cells and rows redo would write."""
        return self._redo_size

    @property
    def undo_label(self) -> str | None:
        """The name of the act that undo would take back."""
        return self._undo_label

    @property
    def redo_label(self) -> str | None:
        """The name of the act that redo would do again."""
        return self._redo_label

    # ---- the one way to change anything

    def _do(self, label: str, edits: Sequence[Edit], *, kept: Sequence[tuple[str, bytes]] = ()) -> Change | None:
        self._check_writable()
        return self._commit(ChangeKind.DO, None, label, edits, kept) if edits else None

    # ---- beside the window

    def beside(self, work: Callable[..., T]) -> "Beside[T]":
        """A job, asked as work(on_progress=, cancelled=), that holds the ledger from now until its `end`.

        Raises UserError if another one does, or if another program had written to the file.
        """
        from ledger_app.ledger.beside import Beside

        self._check_free()
        if not self.read_only:
            self._check_writable()
        made = Beside(self, work)
        self._beside = made
        return made

    def end_beside(self, kept: tuple[Change, Book] | None) -> None:
        """The job that held the ledger is over; what it committed is shown now."""
        self._beside = None
        if kept is not None:
            change, self.book = kept
            self._tell_of(change)

    def _check_free(self) -> None:
        if self._beside is not None and not self._beside.here:
            raise UserError("上一步还在进行，这一步没有做", "等它完成，或先取消")

    def _pending(self) -> Pending:
        self._check_free()  # before ids are handed out
        return super()._pending()

    def _check_writable(self) -> None:
        self._check_free()
        if self.read_only:
            raise UserError(self._read_only_sentence)
        if self._store.changed_by_others():
            self._read_all()
            self._next_ids.clear()
            _tell(self._reload_listeners)
            raise UserError("台账刚被其他程序改动过，已重新读取", "核对后再做一次")

    @property
    def _read_only_sentence(self) -> str:
        return f"台账“{self.path.name}”以只读方式打开，不能修改"

    def _commit(
        self,
        kind: ChangeKind,
        of_change: ChangeId | None,
        label: str,
        edits: Sequence[Edit],
        kept: Sequence[tuple[str, bytes]] = (),
        takes_back: ChangeId | None = None,
    ) -> Change:
        now = self._now()
        head = ChangeHead(
            id=ChangeId(0),
            kind=kind,
            of_change=of_change,
            label=label,
            at=now,
            who=self._who,
            edit_count=0,
            takes_back=takes_back,
        )
        edits, job = tuple(edits), self._beside
        with self._ids_kept():
            if job is not None:
                book = self.book.with_edits(edits)  # before the commit: should it fail, nothing has changed
                change = self._store.apply(head, edits, kept, job.step)
                job.keep(change, book)
                return change
            change = self._store.apply(head, edits, kept)
        self.book.apply(change.edits)
        self._tell_of(change)
        return change

    def _tell_of(self, change: Change) -> None:
        self.saved_at = change.head.at
        self._name_next(change.head)
        try:
            _tell([partial(listener, change) for listener in self._listeners])
        finally:
            self.book.forget_edits()

    def _read_all(self) -> None:
        self.book = Book(self._store.load())
        try:
            for section_id in self.book.sections:
                self.book.path(section_id)
        except RecursionError as error:  # every heading is there, yet one stands under itself
            raise damaged(self.path) from error
        self._name(self._store.undoable(), self._store.redoable())

    def _name_next(self, done: ChangeHead) -> None:
        """Keep what the menu names: asked of the file here, where nobody else holds the connection."""
        new = done.kind is ChangeKind.DO
        self._name(done if new else self._store.undoable(), None if new else self._store.redoable())

    def _name(self, undoable: ChangeHead | None, redoable: ChangeHead | None) -> None:
        self._undo_label, self._undo_size = _named(undoable)
        self._redo_label, self._redo_size = _named(redoable)

    @contextmanager
    def _ids_kept(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._next_ids.clear()  # what was handed out was never stored: ask the file again
            raise

    def _new_id(self, kind: type[Record]) -> int:
        fresh = self._next_ids.get(kind) or self._store.next_id(kind)
        self._next_ids[kind] = fresh + 1
        return fresh

    def _today(self) -> date:
        return self._now().date()
