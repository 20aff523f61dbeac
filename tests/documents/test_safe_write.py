import errno
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ledger_app.documents import safe_write as module
from ledger_app.documents.safe_write import check_target, safe_write
from ledger_app.domain.errors import CancelledError, TargetBusyError, UserError

OLD = "旧内容".encode()
NEW = "新内容".encode()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "分工表.xlsx"
    path.write_bytes(OLD)
    return path


def write_new(temp: Path) -> None:
    temp.write_bytes(NEW)


def accept(temp: Path) -> None:
    """A check that is satisfied."""


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(path: Path, write=write_new, verify=accept) -> str:
    with pytest.raises(UserError) as caught:
        safe_write(path, write, verify, pause=lambda _: None)
    return str(caught.value)


def test_the_file_is_checked_beside_the_target_before_it_takes_its_place(target):
    seen = []

    def verify(temp: Path) -> None:
        seen.append((temp.parent, temp.suffix, temp.read_bytes(), target.read_bytes()))

    safe_write(target, write_new, verify)
    assert seen == [(target.parent, ".xlsx", NEW, OLD)]
    assert target.read_bytes() == NEW
    assert files(target.parent) == ["分工表.xlsx"]


def test_a_file_that_fails_its_check_never_replaces_the_old_one(target):
    def verify(temp: Path) -> None:
        raise UserError("不一致")

    assert refused(target, verify=verify) == "不一致"
    assert target.read_bytes() == OLD
    assert files(target.parent) == ["分工表.xlsx"]


@pytest.mark.parametrize("step", ["write", "verify"])
def test_a_cancelled_or_broken_job_leaves_nothing(target, step):
    def stop(temp: Path) -> None:
        temp.write_bytes(b"half")
        raise CancelledError

    with pytest.raises(CancelledError):
        safe_write(target, stop if step == "write" else write_new, stop if step == "verify" else accept)
    assert target.read_bytes() == OLD
    assert files(target.parent) == ["分工表.xlsx"]


class Held:
    """Stands for the rename while another program holds the target."""

    def __init__(self, times: int, error: OSError) -> None:
        self.left, self.error, self.real = times, error, Path.replace

    def __call__(self, temp: Path, target: Path) -> Path:
        if self.left:
            self.left -= 1
            raise self.error
        return self.real(temp, target)


def windows_error(code: int) -> OSError:
    error = OSError(errno.EIO, "held")
    error.winerror = code
    return error


@pytest.mark.parametrize("error", [PermissionError(13, "held"), windows_error(5), windows_error(32), windows_error(33)])
def test_a_target_that_is_held_for_a_moment_is_tried_again(target, monkeypatch, error):
    held, pauses = Held(3, error), []
    monkeypatch.setattr(Path, "replace", lambda temp, to: held(temp, to))
    safe_write(target, write_new, accept, pause=pauses.append)
    assert target.read_bytes() == NEW
    assert pauses == pytest.approx([0.025, 0.05, 0.075])


def test_a_target_open_elsewhere_stays_as_it_is_and_the_clerk_is_told(target, monkeypatch):
    held, pauses = Held(99, PermissionError(13, "held")), []
    monkeypatch.setattr(Path, "replace", lambda temp, to: held(temp, to))
    with pytest.raises(TargetBusyError) as caught:
        safe_write(target, write_new, accept, pause=pauses.append)
    assert str(caught.value) == "“分工表.xlsx”正在其他程序中打开，关闭后再导出，或另存为别的名字"
    assert (len(pauses), pauses[-1]) == (10, 0.25)
    assert target.read_bytes() == OLD
    assert files(target.parent) == ["分工表.xlsx"]


def test_a_folder_is_not_a_file(tmp_path):
    assert "是文件夹" in refused(tmp_path)
    assert files(tmp_path) == []


def test_a_missing_folder_is_named(tmp_path):
    message = refused(tmp_path / "没有" / "表.xlsx")
    assert "表.xlsx" in message
    assert str(tmp_path / "没有") in message
    assert files(tmp_path) == []


def test_a_file_is_no_folder_to_write_into(target):
    assert "不是文件夹" in refused(target / "表.xlsx")
    assert target.read_bytes() == OLD


@pytest.mark.skipif(os.name == "nt", reason="Windows has no device files in folders")
def test_a_device_is_not_written():
    assert "不是普通文件" in refused(Path("/dev/null"))


def test_a_read_only_file_is_refused_even_to_an_administrator(target):
    target.chmod(0o444)
    assert "分工表.xlsx”是只读文件" in refused(target)
    assert target.read_bytes() == OLD
    assert files(target.parent) == ["分工表.xlsx"]
    target.chmod(0o644)


@pytest.mark.skipif(os.name == "nt", reason="the read-only mark of a folder means nothing on Windows")
def test_a_read_only_folder_is_refused_even_to_an_administrator(target):
    target.parent.chmod(0o555)
    try:
        message = refused(target)
    finally:
        target.parent.chmod(0o755)
    assert "不允许写入" in message
    assert "分工表.xlsx" in message
    assert target.read_bytes() == OLD


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
def test_a_full_disk_leaves_the_old_file_and_no_stump(target, code):
    def write(temp: Path) -> None:
        temp.write_bytes(b"half")
        raise OSError(code, "full")

    assert "磁盘空间不足，“分工表.xlsx”没有写成" in refused(target, write)
    assert target.read_bytes() == OLD
    assert files(target.parent) == ["分工表.xlsx"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits the size of files as Linux can")
def test_a_real_limit_on_file_size_is_met_the_same_way(target):
    program = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from ledger_app.documents.safe_write import safe_write\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "safe_write(Path(sys.argv[1]), lambda temp: temp.write_bytes(bytes(9000)) and None, lambda temp: None)\n"
    )
    run = subprocess.run([sys.executable, "-c", program, str(target)], capture_output=True, cwd=ROOT)
    assert "磁盘空间不足" in run.stderr.decode()
    assert target.read_bytes() == OLD
    assert files(target.parent) == ["分工表.xlsx"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "denied"), "不允许写入"),
        (OSError(errno.EROFS, "read-only"), "不允许写入"),
        (OSError(errno.EIO, "Input/output error"), "没有写成（Input/output error），原文件未动"),
    ],
)
def test_other_trouble_of_the_disk_is_one_sentence_with_the_file_name(target, error, words):
    def write(temp: Path) -> None:
        raise error

    message = refused(target, write)
    assert words in message
    assert "分工表.xlsx" in message
    assert target.read_bytes() == OLD


TOO_LONG = 255 if os.name == "nt" else 120  # characters; other systems count bytes


def test_too_long_a_name_is_refused_with_its_length(tmp_path):
    name = "表" * TOO_LONG + ".xlsx"
    message = refused(tmp_path / name)
    assert "路径太长" in message
    assert f"文件名{TOO_LONG + 5}个" in message
    assert files(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_stays_a_link_and_its_file_is_replaced(target, tmp_path):
    link = tmp_path / "快捷.xlsx"
    link.symlink_to(target)
    safe_write(link, write_new, accept)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_replaced_file_keeps_who_may_read_it(target):
    target.chmod(0o640)
    safe_write(target, write_new, accept)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_what_a_killed_program_left_long_ago_is_cleared_away_and_nothing_else(target):
    folder = target.parent
    for name in ("~ledger-old.xlsx", "~ledger-new.xlsx", "mine.xlsx"):
        (folder / name).write_bytes(b"x")
    long_ago = time.time() - 2 * 24 * 3600
    for name in ("~ledger-old.xlsx", "mine.xlsx"):
        os.utime(folder / name, (long_ago, long_ago))
    safe_write(target, write_new, accept)
    assert files(folder) == ["mine.xlsx", "~ledger-new.xlsx", "分工表.xlsx"]


def test_a_check_in_advance_writes_nothing(tmp_path, target):
    check_target(tmp_path / "新.xlsx")
    check_target(target)
    assert files(tmp_path) == ["分工表.xlsx"]


def test_the_content_is_on_the_disk_before_the_rename(target, monkeypatch):
    order = []
    monkeypatch.setattr(module.os, "fsync", lambda handle: order.append("fsync"))
    real = Path.replace
    monkeypatch.setattr(Path, "replace", lambda temp, to: order.append("replace") or real(temp, to))
    safe_write(target, write_new, accept)
    assert order[:2] == ["fsync", "replace"]


ROOT = Path(__file__).parents[2]

KILLED = """
import os, sys
from pathlib import Path
from ledger_app.documents import safe_write as module

def die(*_):
    os.kill(os.getpid(), 9)  # on Windows too it ends there and then

setattr(module, sys.argv[2], die)
module.safe_write(Path(sys.argv[1]), lambda temp: temp.write_bytes("新内容".encode()) and None, lambda temp: None)
"""


@pytest.mark.parametrize(("step", "left"), [("_flush", OLD), ("_replace", OLD), ("_flush_folder", NEW)])
def test_a_program_killed_at_any_step_leaves_the_old_file_or_the_new(target, step, left):
    run = subprocess.run([sys.executable, "-c", KILLED, str(target), step], cwd=ROOT)
    assert abs(run.returncode) == 9
    assert target.read_bytes() == left
