"""The one place that starts a thread: a job runs beside the window and reports back on the window's thread."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ledger_app.domain.errors import CancelledError
from ledger_app.ui.dialogs.progress import ProgressDialog

T = TypeVar("T")
Job = Callable[..., T]  # called as job(on_progress=(done, total) -> None, cancelled=() -> bool)

QUIET_MS = 500  # a job that is quicker than this shows nothing
REPORT_EVERY = 0.05  # seconds between two reports of one job: the window's thread stays free to paint

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.Shortcut,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.Drop,
        QEvent.Type.Close,
    }
)


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

    While a job runs the window takes no input: the job may hold the ledger's only connection. After half a second
    a modal dialog shows how far it is and offers 取消.
    """

    _finished = Signal(object, object, object)  # task, result, exception or None
    _reported = Signal(object, int, int)  # task, done, total

    def __init__(self, window: QWidget | None = None) -> None:
        from concurrent.futures import ThreadPoolExecutor  # only now: the first window is painted without it

        super().__init__(window)
        self._window = window
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger-worker")
        self._tasks: deque[_Task] = deque()
        self._dialog: ProgressDialog | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self._show_dialog)
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
            self._hush(True)
            self._quiet.start()
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
        self._rest()

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
        if self._dialog is not None:
            self._dialog.show_progress(task.label, done, total)
        if task.on_progress is not None:
            task.on_progress(done, total)

    def _finish(self, task: _Task, result: object, error: Exception | None) -> None:
        if task not in self._tasks:  # closed meanwhile
            return
        self._tasks.remove(task)
        if not self._tasks:
            self._rest()
        if error is None:
            task.on_done(result)
        else:
            task.on_error(error)

    def _show_dialog(self) -> None:
        if not self._tasks:
            return
        self._hush(False)  # from here on the modal dialog keeps the input away
        self._dialog = ProgressDialog(self._tasks[0].label, self._window)
        self._dialog.cancel_asked.connect(self.cancel)
        self._dialog.open()

    def _rest(self) -> None:
        self._quiet.stop()
        self._hush(False)
        if self._dialog is not None:
            self._dialog.finish()
            self._dialog = None

    def _hush(self, on: bool) -> None:
        app = QCoreApplication.instance()
        if app is None:
            return
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow input while a job runs; Qt calls this only between the start of a job and its dialog."""
        return event.type() in _INPUT or super().eventFilter(watched, event)
