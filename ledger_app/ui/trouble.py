"""Our own faults: kept in a local log and shown once, as a report that holds no text of the ledger."""

import platform
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import PySide6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from ledger_app import __version__
from ledger_app.domain.errors import UserError
from ledger_app.ui.dialogs.trouble_dialog import TroubleDialog, tell_user_error

if TYPE_CHECKING:
    from logging import Logger

LOG_NAME = "ledger-app"
LOG_BYTES = 256 * 1024
LOG_FILES = 3
MAX_DIALOGS = 3  # different faults that may interrupt the clerk in one run; the log keeps all

# Their messages name code, never what a cell holds; every other message is left out of the report.
_CODE_ERRORS = (AttributeError, ImportError, NameError, RecursionError, TypeError, UnboundLocalError)
_PACKAGE = Path(__file__).resolve().parents[1]

_Fault = tuple[str, str, int]


def log_folder() -> Path:
    """Where the log is kept: the user's local folder, never a roaming one."""
    from platformdirs import user_log_path  # only now: a start without a fault needs none of this

    return user_log_path(LOG_NAME, appauthor=False)


def report_of(error: BaseException) -> str:
    """What to send to whoever mends the program: versions, the kind of fault and where; no text of the ledger."""
    lines = [
        f"任务台账 {__version__}",
        f"Python {platform.python_version()}  PySide6 {PySide6.__version__}  {platform.platform()}",
        "",
    ]
    chain = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or link.__context__
    for each in reversed(chain):
        lines += [*(_frame(f) for f in traceback.extract_tb(each.__traceback__)), _kind(each), ""]
    return "\n".join(lines).rstrip() + "\n"


def _frame(frame: traceback.FrameSummary) -> str:
    return f"  {_short(frame.filename)}:{frame.lineno}  {frame.name}"


def _short(filename: str) -> str:
    """The file within the program, or its bare name: a whole path would tell the user's name."""
    path = Path(filename)
    return path.relative_to(_PACKAGE.parent).as_posix() if path.is_relative_to(_PACKAGE) else path.name


def _kind(error: BaseException) -> str:
    named = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, _CODE_ERRORS):
        return f"{named}: {''.join(c if c.isascii() else '□' for c in str(error))}"
    if type(error).__module__ == "sqlite3":  # names tables and columns, not values
        return f"{named}: {error}"
    return f"{named}（内容略去，其中可能有台账文字）"


class Trouble(QObject):
    """Catches what nobody caught. `install` puts it in charge; `remove` gives back what was there before."""

    _caught = Signal(object)  # the exception; queued, so that no dialog opens inside a paint

    def __init__(self, folder: Path | None = None, *, window: Callable[[], QWidget | None] = lambda: None) -> None:
        super().__init__()
        self._folder = folder
        self.seen: Counter[_Fault] = Counter()
        self.dialog: TroubleDialog | None = None
        self.refusal: QMessageBox | None = None  # kept, or it would vanish at once
        self._window = window
        self._shown = 0
        self._kept_log: Logger | None = None
        self._before: tuple[Any, Any] | None = None
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    @property
    def log_path(self) -> Path:
        """The file that faults are written to."""
        return (self._folder or log_folder()) / f"{LOG_NAME}.log"

    @property
    def _log(self) -> "Logger":
        if self._kept_log is None:
            self._kept_log = _make_log(self.log_path)
        return self._kept_log

    def install(self) -> None:
        """Take over what Python does with an exception that nobody caught."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.catch
        threading.excepthook = lambda args: self.catch(args.exc_type, args.exc_value, args.exc_traceback)

    def remove(self) -> None:
        """Give the hooks back and close the log."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None
        if self._kept_log is not None:
            for handler in list(self._kept_log.handlers):
                self._kept_log.removeHandler(handler)
                handler.close()
            self._kept_log = None

    def catch(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """The hook itself. A fault seen before is only counted: a failing paint comes back with every frame."""
        if error is None or not issubclass(kind, Exception):  # Ctrl+C in the console stays what it was
            sys.__excepthook__(kind, error if error is not None else kind(), trace)
            return
        if isinstance(error, UserError):
            self._caught.emit(error)
            return
        fault = _fault_of(error)
        self.seen[fault] += 1
        if self.seen[fault] == 1:
            self._log.error("%s", report_of(error))
            self._caught.emit(error)
        elif _is_power_of_ten(self.seen[fault]):
            self._log.error("%s  %s:%d  第%d次", *fault, self.seen[fault])

    def _show(self, error: Exception) -> None:
        if QApplication.instance() is None:
            return
        if isinstance(error, UserError):
            self.refusal = tell_user_error(error, self._window())
            return
        if self.dialog is not None:
            self.dialog.add(report_of(error))
            return
        if self._shown >= MAX_DIALOGS:
            return
        self._shown += 1
        self.dialog = TroubleDialog(report_of(error), self.log_path, self._window())
        self.dialog.finished.connect(self._dialog_closed)
        self.dialog.open()

    def _dialog_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def _fault_of(error: BaseException) -> _Fault:
    """What makes two faults the same one: their kind and the line that raised them."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return type(error).__qualname__, _short(last.filename) if last else "?", (last.lineno or 0) if last else 0


def _is_power_of_ten(count: int) -> bool:
    return str(count).strip("0") == "1"


def _make_log(path: Path) -> "Logger":
    import logging
    from logging.handlers import RotatingFileHandler

    log = logging.Logger("ledger_app.trouble")  # of its own, not from the registry: nobody else writes here
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=LOG_FILES - 1, encoding="utf-8", delay=True
        )
    except OSError:  # a full or read-only profile must not keep the window from opening
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    return log
