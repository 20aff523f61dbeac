"""Trying a verb of the ledger: what it refuses is said to the clerk, all else is our fault and goes to the hook."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from ledger_app.domain.change import Change
from ledger_app.domain.errors import CancelledError, UserError
from ledger_app.ledger import Ledger

if TYPE_CHECKING:
    from ledger_app.ui.worker import Worker

T = TypeVar("T")

MANY = 400  # cells and rows that an act writes: so many are written beside the window
RECORDS = 5  # of a measure, on average: itself, its duties, what covers it
MANY_ROWS = MANY // RECORDS


class Attempt(QObject):
    """Call it with a verb; True when the ledger took it. What changes many rows runs beside the window."""

    refused = Signal(str)

    def __init__(
        self, ledger: Ledger, parent: QObject | None = None, worker: "Callable[[], Worker] | None" = None
    ) -> None:
        super().__init__(parent)
        self._ledger, self._worker = ledger, worker

    def __call__(
        self,
        verb: Callable[[Ledger], Change | None],
        *,
        size: int = 1,
        doing: str = "正在修改",
        then: Callable[[], object] | None = None,
    ) -> bool:
        """Run a verb that changes about so many rows; `then` is called when the ledger took it.

        True when it did, and where that is not known yet, for a worker is at it: what it refuses is told later.
        """
        try:
            if size < MANY or self._worker is None:
                verb(self._ledger)
            else:
                self._run_beside(self._worker(), verb, doing, then)
                return True
        except UserError as error:
            self.refused.emit(str(error))
            return False
        if then is not None:
            then()
        return True

    def _run_beside(
        self,
        worker: "Worker",
        verb: Callable[[Ledger], Change | None],
        doing: str,
        then: Callable[[], object] | None,
    ) -> None:
        def work(**_: object) -> Change | None:
            return verb(self._ledger)

        def done(_: Change | None) -> None:
            if then is not None:
                then()

        run_beside(worker, self._ledger, work, done, self._failed, doing=doing)

    def _failed(self, error: Exception) -> None:
        words = failure_words(error)
        if words:
            self.refused.emit(words)


def run_beside(
    worker: "Worker",
    ledger: Ledger,
    work: Callable[..., T],
    on_done: Callable[[T], None],
    on_error: Callable[[Exception], None],
    *,
    doing: str,
) -> None:
    """Run work that holds the ledger, asked as work(on_progress=, cancelled=), in the worker.

    Raises UserError where the ledger is held already.
    """
    job = ledger.beside(work)

    def done(result: T) -> None:
        job.end()
        on_done(result)

    def failed(error: Exception) -> None:
        job.end()
        on_error(error)

    worker.run(job, done, failed, label=doing)


def failure_words(error: Exception) -> str:
    """What the clerk is told of a job that failed; nothing where it was cancelled. What is our fault is raised."""
    if isinstance(error, CancelledError):
        return ""
    if not isinstance(error, UserError):
        raise error
    return str(error)
