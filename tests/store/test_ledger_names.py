"""Where a ledger may lie and what it may be called: shares, drives, characters that mean something in a URI."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from makers import a_ledger

from ledger_app.domain.errors import UserError
from ledger_app.ledger import Ledger
from ledger_app.store.database import uri_of


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath("\\\\server\\share\\a b.ledger"), "file:////server/share/a%20b.ledger?mode=rw"),
        (PureWindowsPath("C:\\100%\\a#1.ledger"), "file:///C:/100%25/a%231.ledger?mode=rw"),
        (PurePosixPath("/home/a?.ledger"), "file:///home/a%3F.ledger?mode=rw"),
    ],
)
def test_sqlite_finds_the_whole_path_behind_an_empty_authority(path, uri):
    """台账放在局里的共享文件夹上，打不开。"""
    assert uri_of(path, "rw") == uri


@pytest.mark.parametrize("name", ["100%.ledger", "甲 乙#1.ledger", "%3F.ledger", "a&mode=ro.ledger"])
def test_a_name_is_taken_as_it_is(tmp_path, name):
    a_ledger(tmp_path / name).close()
    with Ledger.open(tmp_path / name) as ledger:
        assert not ledger.check()
    assert sorted(path.name for path in tmp_path.iterdir()) == [name, f"{name}.lock"]


def test_a_ledger_that_another_program_keeps_to_itself(tmp_path, monkeypatch):
    a_ledger(tmp_path / "甲.ledger").close()

    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(UserError, match=r"“甲\.ledger”：没有权限，或正被其他程序占用"):
        Ledger.open(tmp_path / "甲.ledger")
