"""One connection to one ledger file: sniffed before it is opened, its schema brought up to date, its troubles told."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from urllib.parse import quote

from ledger_app.bundled import bundled
from ledger_app.domain.errors import UserError

APPLICATION_ID = 0x7461_736B  # "task", in the file's header: tells a ledger from other SQLite files
BUSY_TIMEOUT = 2.0  # seconds a reader waits for a writer's commit
_MAGIC = b"SQLite format 3\0"
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
# No codes of SQLite's own: our statements are right, so a file that they do not fit is not what we wrote.
_DAMAGED_WORDS = ("Could not decode to UTF-8", "no such table", "no such column", "malformed JSON")


def schema_steps() -> list[Path]:
    """The numbered SQL files, in order; the n-th brings a ledger to version n."""
    return sorted(bundled("db").glob("[0-9][0-9][0-9][0-9]_*.sql"))


def sniff(path: Path) -> None:
    """Look at the file's first bytes, before SQLite does.

    Raises UserError if it is missing, a folder, empty, no ledger, or a newer program's ledger. Never call it on a
    ledger that this process has open: closing the file would drop SQLite's locks.
    """
    if path.is_dir():
        raise UserError(f"“{path.name}”是文件夹，不是台账文件", "选择扩展名为 .ledger 的文件")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise UserError(f"找不到台账“{path}”", "可能已移走或改名，重新选择") from None
    except PermissionError:  # on Windows also while another program keeps it to itself
        raise UserError(f"打不开台账“{path.name}”：没有权限，或正被其他程序占用", "稍候重试，或检查权限") from None
    except OSError as error:
        raise UserError(f"打不开台账“{path.name}”（{error.strerror}）", "检查文件是否可用") from None
    if not head:
        raise UserError(f"台账“{path.name}”是空文件", "用备份恢复，或选择另一个台账")
    if len(head) < 100 or not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise UserError(f"“{path.name}”不是台账文件", "选择由任务台账建立的 .ledger 文件")
    _refuse_newer(path, int.from_bytes(head[60:64], "big"))


def _refuse_newer(path: Path, version: int) -> None:
    if version > len(schema_steps()):
        raise UserError(f"台账“{path.name}”由更新版本的程序建立（第{version}版）", "升级任务台账后再打开")


class Database:
    """The connection. Opening it raises UserError with one sentence where the file or the disk is the trouble."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        sniff(path)
        self.path = path
        self.read_only = read_only
        with self.troubles():
            if read_only:
                _recover(path)
            self.connection = _connect(path, "ro" if read_only else "rw")
            try:
                version = self.connection.execute("PRAGMA user_version").fetchone()[0]
                _refuse_newer(path, version)
                self.version = version if read_only else len(schema_steps())
                if version < self.version:
                    _keep_as_it_was(self.connection, path, version)
                    migrate(self.connection, version)
                self._seen = self._data_version()
            except BaseException:
                self.connection.close()
                raise

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is committed together or not at all; disk trouble becomes a UserError."""
        with self.troubles():
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Everything read inside is of one moment, whoever else writes."""
        with self.troubles():
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    @contextmanager
    def decoding(self) -> Iterator[None]:
        """Turn what a damaged value does to the making of records into one sentence."""
        try:
            with self.troubles():
                yield
        except (LookupError, ValueError, TypeError, AttributeError) as error:
            raise damaged(self.path) from error

    @contextmanager
    def troubles(self) -> Iterator[None]:
        """Turn what the disk, the system or a damaged file does into one sentence; our own faults pass through."""
        try:
            yield
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            raise _as_user_error(self.path, error) from error

    def changed_by_others(self) -> bool:
        """Whether another process wrote to the file since the last call."""
        seen, self._seen = self._seen, self._data_version()
        return seen != self._seen

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def _data_version(self) -> int:
        with self.troubles():
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])


def create(path: Path) -> None:
    """Make an empty ledger at `path`, whole or not at all. Raises UserError if something is there or cannot be."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        os.close(os.open(scratch, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))  # the ledger is its user's alone
        connection = _connect(scratch, "rw")
        try:
            migrate(connection, 0)
        finally:
            connection.close()
        _move_unless_there(scratch, path)
    except FileExistsError:
        raise UserError(f"“{path.name}”已经存在", "换一个名字") from None
    except OSError as error:
        raise UserError(f"不能在“{path.parent}”建立台账（{error.strerror}）", "换一个可以写入的文件夹") from None
    except sqlite3.DatabaseError as error:
        raise _as_user_error(path, error) from error
    finally:
        scratch.unlink(missing_ok=True)


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Run the schema steps after `version`, each with its version number in one transaction."""
    for number, step in enumerate(schema_steps(), start=1):
        if number > version:
            sql = step.read_text("utf-8")
            header = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number};"
            try:
                connection.executescript(f"BEGIN IMMEDIATE;\n{sql}\n{header}")
                _hash_anew(connection, number)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise


def _hash_anew(connection: sqlite3.Connection, version: int) -> None:
    """The rows of tables that got columns in this version."""
    from ledger_app.store.tables import TABLES, row_hash

    for table in TABLES.values():
        if any(since == version for since, _ in table.later):
            rows = connection.execute(table.select_in(version)).fetchall()
            hashes = [(row_hash(table.name, row[0], row[1:-1]), row[0]) for row in rows]
            connection.executemany(f'UPDATE "{table.name}" SET hash = ? WHERE id = ?', hashes)


def _keep_as_it_was(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Before its schema changes, the ledger is copied beside itself: an older program may be needed again."""
    kept = path.with_name(f"{path.stem}（第{version}版备份）{path.suffix}")
    scratch = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        os.close(os.open(scratch, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        copy = sqlite3.connect(scratch)
        try:
            connection.backup(copy)
        finally:
            copy.close()
        _move_unless_there(scratch, kept)
    except FileExistsError:
        pass  # of an earlier attempt
    except OSError as error:
        raise UserError(f"不能在“{path.parent}”备份旧版台账（{error.strerror}）", "检查磁盘空间和权限") from None
    finally:
        scratch.unlink(missing_ok=True)


def uri_of(path: PurePath, mode: str) -> str:
    """What SQLite opens that way. A share's server belongs to the path: SQLite takes nothing between the slashes."""
    name = path.as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name), '/:')}?mode={mode}"


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    # On Windows resolve() would turn a mapped drive into its server; elsewhere two names of a file are one.
    uri = uri_of(Path(os.path.abspath(path)) if os.name == "nt" else path.resolve(), mode)  # noqa: PTH100
    # One thread at a time writes through it: the UI thread, or the worker for as long as a job holds the ledger.
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        if mode != "ro":
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def _recover(path: Path) -> None:
    """Let SQLite roll back what a killed writer left: a read-only connection may not (SQLITE_READONLY_ROLLBACK)."""
    if path.with_name(path.name + "-journal").exists() and os.access(path, os.W_OK):
        connection = _connect(path, "rw")
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()


def _move_unless_there(source: Path, target: Path) -> None:
    try:
        os.link(source, target)  # refuses to overwrite; os.rename would not on POSIX
    except (OSError, AttributeError):  # USB sticks and some shares know no links
        if target.exists():
            raise FileExistsError(str(target)) from None
        source.rename(target)


def damaged(path: Path) -> UserError:
    """The sentence about a file that does not hold what we wrote."""
    return UserError(f"台账文件“{path.name}”已损坏", "不要继续修改，用备份恢复")


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether SQLite met content that is not as it was written."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(_DAMAGED) or str(error).startswith(_DAMAGED_WORDS)


def _as_user_error(path: Path, error: sqlite3.DatabaseError) -> UserError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return UserError(f"台账“{path.name}”正被其他程序占用", "稍候重试")
    if name.startswith("SQLITE_FULL"):
        return UserError(f"磁盘空间不足，台账“{path.name}”没有改动", "腾出空间后重试")
    if name == "SQLITE_READONLY_DBMOVED":
        return UserError(f"台账“{path.name}”已被移走、删除或换成别的文件，这一步没有保存", "把它放回原处再做一次")
    if name.startswith("SQLITE_READONLY"):
        return UserError(f"台账“{path.name}”是只读的", "去掉文件的只读属性，或另存一份后再改")
    if is_damage(error):
        return damaged(path)
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return UserError(f"读写台账“{path.name}”时磁盘出错，这一步没有保存", "检查磁盘或U盘后重试")
    raise error
