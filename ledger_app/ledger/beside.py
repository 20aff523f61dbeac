"""Work on a ledger beside the window: another thread holds the file, and the book stays as it is until all is done."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from ledger_app.domain.change import Change
from ledger_app.domain.errors import CancelledError
from ledger_app.ledger.book import Book

if TYPE_CHECKING:
    from ledger_app.ledger.committing import Committing

T = TypeVar("T")


class Beside(Generic[T]):
    """A job that holds the ledger; made and ended in the window's thread, run in a worker's.

    A verb in it writes to the file and leaves the ledger in memory alone, so that the window may go on reading it;
    `end` takes the new state over and tells the listeners. Cancelled before the commit, nothing has changed.
    """

    def __init__(self, ledger: "Committing", work: Callable[..., T]) -> None:
        self._ledger, self._work = ledger, work
        self._thread: int | None = None
        self._on_progress: Callable[[int, int], None] | None = None
        self._cancelled: Callable[[], bool] | None = None
        self._kept: tuple[Change, Book] | None = None

    @property
    def here(self) -> bool:
        """Whether the thread that asks is the one that runs the job."""
        return self._thread == threading.get_ident()

    def __call__(self, on_progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> T:
        """Run the job. Raises what the work raises, CancelledError if so wished."""
        self._thread, self._on_progress, self._cancelled = threading.get_ident(), on_progress, cancelled
        return self._work(on_progress=on_progress, cancelled=cancelled)

    def step(self, done: int, total: int) -> None:
        """Say how far a commit is. Raises CancelledError if so wished."""
        if self._cancelled is not None and self._cancelled():
            raise CancelledError
        if self._on_progress is not None:
            self._on_progress(done, total)

    def keep(self, change: Change, book: Book) -> None:
        """What was committed, and the book that knows it, until the job ends."""
        self._kept = change, book

    def end(self) -> None:
        """The job is over, whatever came of it: the ledger is free, and as it is in the file."""
        self._ledger.end_beside(self._kept)
