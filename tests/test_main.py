"""The program's own front door."""

import os
import subprocess
import sys

import pytest

from ledger_app import __main__ as program


@pytest.mark.parametrize(
    ("args", "opened"),
    [
        ([], None),
        (["gui"], None),
        (["gui", "D:\\台账\\甲.ledger"], "D:\\台账\\甲.ledger"),
        (["/home/王倩/甲.ledger"], "/home/王倩/甲.ledger"),
    ],
)
def test_what_a_double_click_does_opens_the_window(monkeypatch, args, opened):
    asked = []
    monkeypatch.setattr(program, "_open_window", lambda ledger: asked.append(ledger) or 7)
    monkeypatch.setattr(sys, "argv", ["ledger-app", *args])
    assert program.main() == 7
    assert asked == [opened]


def test_everything_else_is_the_command_line(monkeypatch, capsys):
    monkeypatch.setattr(program, "_open_window", lambda ledger: pytest.fail("no window was asked for"))
    monkeypatch.setattr(sys, "argv", ["ledger-app", "list", "--ledger", "没有.ledger"])
    assert program.main() == 1
    assert "没有.ledger" in capsys.readouterr().err


def test_the_window_is_not_loaded_for_the_command_line():
    told = subprocess.run(
        [sys.executable, "-c", "import sys, ledger_app.__main__, ledger_app.cli.main; print('PySide6' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "False\n"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_the_window_is_one_sentence():
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    told = subprocess.run(
        [sys.executable, "-m", "ledger_app"], capture_output=True, text=True, check=False, env=environment
    )
    assert told.returncode == 1
    assert "没有图形界面" in told.stderr
    assert len(told.stderr.splitlines()) == 1
