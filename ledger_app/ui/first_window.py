"""One window for one ledger: a second start of the same ledger raises the window that has it open.

The first window watches a file of its own; the second start writes into it and waits until the first has emptied it.
"""

import os
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QFileSystemWatcher, QObject, QStandardPaths, QTimer, Signal

_CALL = b"raise"
_WAIT_MS = 1500
_LOOK_EVERY_MS = 50


def call_file(ledger: Path) -> Path:
    """The file by which the window of a ledger is called; it stands in the user's own local folder."""
    import hashlib  # only when a window opens a ledger to write, after its first paint

    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    name = hashlib.blake2b(os.path.normcase(ledger.resolve()).encode("utf-8", "surrogatepass"), digest_size=12)
    return Path(folder) / "windows" / f"{name.hexdigest()}.call"


class FirstWindow(QObject):
    """Held by the window that has the ledger open; says when it is called."""

    called = Signal()

    def __init__(self, ledger: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = call_file(ledger)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._look)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_bytes(b"")
        except OSError:
            return  # nobody can call this window then; all else works
        self._watcher.addPath(str(self._file))

    def _look(self) -> None:
        try:
            called = self._file.read_bytes() == _CALL
            if called:
                self._file.write_bytes(b"")
        except OSError:
            return
        if called:
            self.called.emit()

    def close(self) -> None:
        """Be called no more."""
        self._watcher.removePaths(self._watcher.files() or [""])
        self._file.unlink(missing_ok=True)


def call_first_window(ledger: Path, wait_ms: int = _WAIT_MS) -> bool:
    """Raise the window that has this ledger open; False if there is none or it does not answer."""
    file = call_file(ledger)
    try:
        if not file.is_file():
            return False
        file.write_bytes(_CALL)
    except OSError:
        return False
    return _emptied(file, wait_ms)


def _emptied(file: Path, wait_ms: int) -> bool:
    loop, clock, timer = QEventLoop(), QElapsedTimer(), QTimer(interval=_LOOK_EVERY_MS)
    answered = False

    def look() -> None:
        nonlocal answered
        try:
            answered = file.read_bytes() == b""
        except OSError:
            answered = False
        if answered or clock.elapsed() > wait_ms:
            loop.quit()

    clock.start()
    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    return answered
