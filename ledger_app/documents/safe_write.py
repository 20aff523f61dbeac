"""The one place that writes files: beside the target, read back, put in its place. A file is old or new, never half."""

import errno
import os
import secrets
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ledger_app.domain.errors import TargetBusyError, UserError

_TEMP_PREFIX = "~ledger-"
_STALE_SECONDS = 24 * 3600  # a temp file this old was left by a program that was killed
_TRIES = 10
_PAUSE_SECONDS = 0.025  # the first wait for a program that holds the target; the tenth is 0.25 s
_LONGEST_PATH = 259  # what Windows takes where long paths are not switched on
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_HELD_WINDOWS_ERRORS = frozenset({5, 32, 33})  # access denied, sharing violation, lock violation


def safe_write(
    path: Path,
    write: Callable[[Path], None],
    verify: Callable[[Path], None],
    *,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Let `write` make the file and `verify` check it, then put it at `path` in one step.

    Whatever goes wrong, an older file at `path` stays byte for byte and nothing is left beside it. Raises UserError
    with one sentence naming the file, TargetBusyError while another program holds it. What `verify` raises passes."""
    check_target(path)
    target = Path(os.path.realpath(path))
    temp = target.with_name(f"{_TEMP_PREFIX}{secrets.token_hex(4)}{target.suffix}")
    try:
        _sweep(target.parent)
        temp.touch(exist_ok=False)
        write(temp)
        _flush(temp)
        verify(temp)
        _keep_mode(target, temp)
        _replace(temp, target, pause)
        _flush_folder(target.parent)
    except OSError as error:
        raise _trouble(path, error) from error
    finally:
        with suppress(OSError):
            temp.unlink(missing_ok=True)


def check_target(path: Path) -> None:
    """Refuse a target that cannot be written, before any work is done. Raises UserError."""
    try:
        _check_folder(path)
        _check_file(path)
    except OSError as error:
        raise _trouble(path, error) from error


def _check_folder(path: Path) -> None:
    folder = path.resolve().parent
    if not folder.exists():
        raise UserError(f"“{path.name}”所在的文件夹“{folder}”不存在", hint="请先建立该文件夹，或另选位置")
    if not folder.is_dir():
        raise UserError(f"“{folder}”不是文件夹，“{path.name}”无法存到里面", hint="请另选位置")
    # Windows marks ordinary folders such as 桌面 read-only without meaning it, so there only the attempt tells.
    if os.name != "nt" and not (_may_write(folder) and os.access(folder, os.W_OK | os.X_OK)):
        raise _read_only_folder(path)


def _check_file(path: Path) -> None:
    if not path.exists():
        return
    if path.is_dir():
        raise UserError(f"“{path}”是文件夹，不能当作文件写入", hint="请在后面加上文件名")
    if not path.is_file():
        raise UserError(f"“{path}”不是普通文件，不能写入", hint="请另存为别的名字")
    # The owner's administrator may write to a read-only file; the clerk who marked it so meant that nobody does.
    if not _may_write(path) or not os.access(path, os.W_OK):
        raise UserError(f"“{path.name}”是只读文件，没有改动它", hint="请取消只读，或另存为别的名字")


def _may_write(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))


def _read_only_folder(path: Path) -> UserError:
    folder = path.resolve().parent
    return UserError(f"文件夹“{folder}”不允许写入，“{path.name}”没有写成", hint="请换一个文件夹")


def _flush(temp: Path) -> None:
    with temp.open("r+b") as file:  # Windows flushes only what was opened for writing
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a power cut; the file is in place already, so a refusal is no failure."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _keep_mode(target: Path, temp: Path) -> None:
    if target.exists():
        with suppress(OSError):
            temp.chmod(stat.S_IMODE(target.stat().st_mode))


def _replace(temp: Path, target: Path, pause: Callable[[float], None]) -> None:
    for attempt in range(1, _TRIES + 1):
        try:
            temp.replace(target)
        except OSError as error:
            if not _is_held(error):
                raise
            pause(_PAUSE_SECONDS * attempt)
        else:
            return
    raise TargetBusyError(f"“{target.name}”正在其他程序中打开", hint="关闭后再导出，或另存为别的名字")


def _is_held(error: OSError) -> bool:
    """Whether another program (an office program, a virus scanner) holds the target just now."""
    return isinstance(error, PermissionError) or getattr(error, "winerror", None) in _HELD_WINDOWS_ERRORS


def _sweep(folder: Path) -> None:
    """Remove what a killed program left here."""
    oldest = time.time() - _STALE_SECONDS
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.startswith(_TEMP_PREFIX) and entry.stat().st_mtime < oldest:
                with suppress(OSError):
                    Path(entry.path).unlink()


def _trouble(path: Path, error: OSError) -> UserError:
    """What an error of the file system means to the clerk."""
    length = len(str(path))
    if error.errno == errno.ENAMETOOLONG or (os.name == "nt" and length > _LONGEST_PATH):
        return UserError(
            f"“{path.name[:20]}…”的路径太长（共{length}个字符，文件名{len(path.name)}个）",
            hint="请缩短文件名，或换一个层次较浅的文件夹",
        )
    if error.errno in _FULL:
        return UserError(f"磁盘空间不足，“{path.name}”没有写成，原文件未动", hint="请清理磁盘，或换一个位置")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _read_only_folder(path)
    reason = error.strerror or type(error).__name__
    return UserError(f"“{path.name}”没有写成（{reason}），原文件未动", hint="请检查位置是否可用，或另存到别处")
