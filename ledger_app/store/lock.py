"""One writer for each ledger: an open transaction on a small file beside it, which ends when its holder dies.

SQLite's own locks hold wherever the ledger's do, on Windows and on shares too; a reserved lock keeps other writers out
and still lets them read who holds it.
"""

import getpass
import os
import sqlite3
from datetime import datetime
from pathlib import Path

from ledger_app.domain.errors import LedgerLockedError, UserError

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


class WriterLock:
    """The right to write to one ledger, held until `release` or the end of the process."""

    def __init__(self, ledger: Path) -> None:
        self._ledger = ledger
        real = ledger if os.name == "nt" else ledger.resolve()  # one ledger under two names has one lock
        self._path = real.with_name(real.name + ".lock")
        self._connection: sqlite3.Connection | None = None

    def acquire(self, since: datetime) -> None:
        """Take the lock and leave word of who holds it.

        Raises LedgerLockedError if another process has it, UserError if the folder is missing or cannot be written.
        """
        if not self._ledger.parent.is_dir():
            raise UserError(f"找不到文件夹“{self._ledger.parent}”", "先建立它，或换一个文件夹")
        connection = None
        try:
            connection = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
            _take(connection, (_computer(), _user(), f"{since:%Y-%m-%d %H:%M}"))
        except sqlite3.DatabaseError as error:
            holder = _holder(connection) if connection is not None else "另一个程序"
            if connection is not None:
                connection.close()
            raise self._refusal(error, holder) from None
        self._connection = connection

    def release(self) -> None:
        """Let others write."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _refusal(self, error: sqlite3.DatabaseError, holder: str) -> UserError:
        name = self._ledger.name
        if (error.sqlite_errorname or "").startswith(_BUSY):
            return LedgerLockedError(f"台账“{name}”正由{holder}使用", "在那边关闭后重试，或以只读方式打开")
        if error.sqlite_errorname == "SQLITE_NOTADB":
            return UserError(f"台账“{name}”旁边的“{self._path.name}”不是锁文件", "删除它后重试")
        return UserError(f"台账“{name}”所在的文件夹不能写入", "换一个可以写入的文件夹，或以只读方式打开")


def _take(connection: sqlite3.Connection, word: tuple[str, str, str]) -> None:
    """Write who holds it, then begin the transaction that is the lock."""
    connection.execute("PRAGMA synchronous = OFF")  # worth nothing after a power cut
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE IF NOT EXISTS holder (computer TEXT, user TEXT, since TEXT) STRICT")
    connection.execute("DELETE FROM holder")
    connection.execute("INSERT INTO holder VALUES (?, ?, ?)", word)
    connection.execute("COMMIT")
    connection.execute("BEGIN IMMEDIATE")


def _holder(connection: sqlite3.Connection) -> str:
    try:
        computer, user, since = connection.execute("SELECT computer, user, since FROM holder").fetchone()
    except (sqlite3.DatabaseError, TypeError):
        return "另一个程序"
    return f"“{computer}”电脑上的{user}（{since}起）"


def _computer() -> str:
    """The name others know this computer by; `socket` would tell too, but costs time at every start."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未知用户"
