"""One writer for each ledger: a lock file that the system frees when its holder dies."""

import getpass
import json
import os
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from ledger_app.domain.errors import LedgerLockedError, UserError


class WriterLock:
    """The right to write to one ledger, held until `release` or the end of the process."""

    def __init__(self, ledger: Path) -> None:
        self._path = ledger.with_name(ledger.name + ".lock")
        self._ledger = ledger
        self._lock = FileLock(self._path, timeout=0)

    def acquire(self, since: datetime) -> None:
        """Take the lock and leave word of who holds it.

        Raises LedgerLockedError if another process has it, UserError if the folder cannot be written.
        """
        try:
            self._lock.acquire()
        except Timeout:
            raise LedgerLockedError(
                f"台账“{self._ledger.name}”正由{self._holder()}使用", "请在那边关闭后重试，或以只读方式打开"
            ) from None
        except OSError:
            raise UserError(
                f"台账“{self._ledger.name}”所在的文件夹不能写入", "请换一个可以写入的文件夹，或以只读方式打开"
            ) from None
        word = {"host": _computer(), "user": _user(), "pid": os.getpid(), "since": f"{since:%Y-%m-%d %H:%M}"}
        self._path.write_bytes(b" " + json.dumps(word, ensure_ascii=False).encode())

    def release(self) -> None:
        """Let others write."""
        self._lock.release()

    def _holder(self) -> str:
        try:
            with self._path.open("rb", buffering=0) as file:
                file.seek(1)  # on Windows the first byte is locked against reading
                word = json.loads(file.read())
            return f"“{word['host']}”电脑上的{word['user']}（{word['since']}起）"
        except (OSError, ValueError, KeyError, TypeError):
            return "另一个程序"


def _computer() -> str:
    """The name others know this computer by; `socket` would tell too, but costs time at every start."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未知用户"
