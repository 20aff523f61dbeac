"""start.py: what it installs, when it installs nothing, and what it says when it may not."""

import sys
from pathlib import Path

import pytest

import start

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the system's packages are a matter of Linux")


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """A checkout without .venv whose commands are written down instead of run."""
    made: list[list[str]] = []

    def note(command: list[str], **_: object) -> int:
        made.append(command)
        if command[1:3] == ["-m", "venv"]:
            start.PYTHON.parent.mkdir(parents=True)
            start.PYTHON.touch()
        return 0

    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(start.subprocess, "call", note)
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(start, "RUN_LOCK", tmp_path / "requirements.lock")
    monkeypatch.setattr(start, "TEST_LOCK", tmp_path / "requirements-dev.lock")
    monkeypatch.setattr(start, "_missing_packages", lambda *, for_window: [])
    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("PIP_USER", "1")
    return made


def test_the_first_start_installs_by_hash_and_then_the_project_alone(commands: list[list[str]]) -> None:
    start.main([])
    venv, libraries, project, demo = commands
    assert venv[1:3] == ["-m", "venv"]
    assert libraries[-3:] == ["--require-hashes", "-r", str(start.RUN_LOCK)]
    assert project[-4:] == ["--no-deps", "--no-build-isolation", "--editable", str(start.ROOT)]
    assert demo[1:] == ["-m", "ledger_app", "demo", str(start.ROOT / "example"), "--no-window"]


def test_the_second_start_installs_nothing(commands: list[list[str]]) -> None:
    start.main(["test"])
    commands.clear()
    start.main(["list", "--json"])  # the tests' lock holds all that running needs
    assert [command[1:] for command in commands] == [["-m", "ledger_app", "list", "--json"]]


def test_a_changed_lock_is_installed_into_the_same_environment(commands: list[list[str]]) -> None:
    start.main([])
    commands.clear()
    start.RUN_LOCK.write_text("newer")
    start.main([])
    assert [command[2] for command in commands] == ["pip", "pip", "ledger_app"]


def test_an_interrupted_installation_is_taken_up_again(
    commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(start.subprocess, "call", lambda command, **_: 1)
        with pytest.raises(SystemExit, match="exit code 1"):
            start.main([])
    start.main([])
    assert [command[2] for command in commands] == ["venv", "pip", "pip", "ledger_app"]


def test_with_a_screen_the_window_opens(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    start.main([])
    assert commands[-1][-2:] == ["demo", str(start.ROOT / "example")]


def test_the_checks_stop_at_the_first_that_fails(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    assert start.main(["test", "-x"]) == 0
    checks = [" ".join(command[2:]) for command in commands[-4:]]
    assert checks == ["ruff format --check .", "ruff check .", "mypy", "pytest -x"]

    def fail_mypy(command: list[str], **_: object) -> int:
        commands.append(command)
        return 1 if command[2] == "mypy" else 0

    monkeypatch.setattr(start.subprocess, "call", fail_mypy)
    assert start.main(["test"]) == 1
    assert commands[-1][2] == "mypy"


@linux_only
def test_what_the_system_lacks_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "_loads", lambda library: "xcb" in library)
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda name: None)
    missing = start._missing_packages(for_window=True)
    assert {"libgl1", "libegl1", "libxkbcommon-x11-0", "fontconfig", "fonts-wqy-microhei"} <= set(missing)
    assert f"python3.{sys.version_info.minor}-venv" in missing
    assert "libxcb-cursor0" not in missing
    assert "libxkbcommon-x11-0" not in start._missing_packages(for_window=False)


@linux_only
def test_without_the_right_to_install_it_says_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "_missing_packages", lambda *, for_window: ["libgl1"])
    monkeypatch.setattr(start.shutil, "which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match="sudo apt-get install -y --no-install-recommends libgl1"):
        start.main(["test"])


@linux_only
def test_the_superuser_gets_it_installed(commands: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "_missing_packages", lambda *, for_window: ["libgl1"])
    monkeypatch.setattr(start.shutil, "which", lambda name: "/usr/bin/apt-get")
    monkeypatch.setattr(start.os, "geteuid", lambda: 0)
    monkeypatch.setenv("DEBIAN_FRONTEND", "dialog")
    start.main([])
    assert commands[0][:2] == ["apt-get", "update"]
    assert commands[1] == ["apt-get", "install", "-y", "--no-install-recommends", "libgl1"]
