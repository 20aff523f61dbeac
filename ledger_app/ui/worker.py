"""The one place that starts a thread: a job runs beside the window and reports back on the window's thread."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from ledger_app.domain.errors import CancelledError

T = TypeVar("T")
Job = Callable[..., T]  # called as job(on_progress=(done, total) -> None, cancelled=() -> bool)

QUIET_MS = 500  # a job that is quicker than this shows nothing
REPORT_EVERY = 0.05  # seconds between two reports of one job: the window's thread stays free to paint


@dataclass(eq=False)
class _Task:
    """One job with whom to call when it is over."""

    job: Job[Any]
    label: str
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]
    on_progress: Callable[[int, int], None] | None
    cancelled: threading.Event = field(default_factory=threading.Event)
    reported: float = 0.0


class Worker(QObject):
    """Runs jobs one after another in a single thread and calls back on the window's thread.

    A job that reads or writes the ledger is made by `Ledger.beside`, which keeps everybody else from writing meanwhile.
    """

    begun = Signal()  # there is a job now
    slow = Signal(str)  # what it does; half a second later
    progressed = Signal(str, int, int)  # what is done, done, total
    cancelled = Signal()  # a job has stopped because it was asked to
    rested = Signal()  # the last job is over; who waits for it has been called

    _finished = Signal(object, object, object)  # task, result, exception or None
    _reported = Signal(object, int, int)  # task, done, total

    def __init__(self, parent: QObject | None = None) -> None:
        from concurrent.futures import ThreadPoolExecutor  # only now: the first window is painted without it

        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger-worker")
        self._tasks: deque[_Task] = deque()
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(lambda: self.slow.emit(self._tasks[0].label))
        self._finished.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._report, Qt.ConnectionType.QueuedConnection)
        app = QCoreApplication.instance()
        assert app is not None, "a worker reports to a running window"
        app.aboutToQuit.connect(self.close)

    @property
    def busy(self) -> bool:
        """Whether a job is running or waiting."""
        return bool(self._tasks)

    def run(
        self,
        job: Job[T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        on_progress: Callable[[int, int], None] | None = None,
        *,
        label: str = "正在处理",
    ) -> None:
        """Run `job` beside the window. Its exception, a CancelledError of 取消 too, goes to `on_error`."""
        task = _Task(job, label, on_done, on_error, on_progress)
        self._tasks.append(task)
        if len(self._tasks) == 1:
            self._quiet.start()
            self.begun.emit()
        self._pool.submit(self._work, task)

    def cancel(self) -> None:
        """Ask the running job and those behind it to stop; each still reports, as cancelled."""
        for task in self._tasks:
            task.cancelled.set()

    def close(self) -> None:
        """Cancel what runs, wait for its thread and forget whom to call. The worker takes no further job."""
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._tasks.clear()
        self._quiet.stop()

    # -- in the worker's thread -----------------------------------------------------------------------------------

    def _work(self, task: _Task) -> None:
        def report(done: int, total: int) -> None:
            now = time.monotonic()
            if done >= total or now - task.reported >= REPORT_EVERY:
                task.reported = now
                self._reported.emit(task, done, total)

        try:
            if task.cancelled.is_set():
                raise CancelledError
            result = task.job(on_progress=report, cancelled=task.cancelled.is_set)
        except Exception as error:  # noqa: BLE001 - carried home, to be shown on the window's thread
            self._finished.emit(task, None, error)
        else:
            self._finished.emit(task, result, None)

    # -- in the window's thread -----------------------------------------------------------------------------------

    def _report(self, task: _Task, done: int, total: int) -> None:
        if task not in self._tasks:
            return
        self.progressed.emit(task.label, done, total)
        if task.on_progress is not None:
            task.on_progress(done, total)

    def _finish(self, task: _Task, result: object, error: Exception | None) -> None:
        if task not in self._tasks:  # closed meanwhile
            return
        self._tasks.remove(task)
        self._quiet.stop()
        try:
            if error is None:
                task.on_done(result)
            else:
                task.on_error(error)
        finally:
            if isinstance(error, CancelledError):
                self.cancelled.emit()
            if self._tasks:
                self._quiet.start()
            else:
                self.rested.emit()
