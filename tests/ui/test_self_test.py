"""The program's own test of itself, as CI and the packaged program run it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ledger_app.ui import self_test as module
from ledger_app.ui.self_test import cjk_font, self_test

ROOT = Path(__file__).parents[2]


def last_line(text: str) -> dict:
    return json.loads(text.strip().splitlines()[-1])


def test_the_real_window_passes(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "ledger_app", "gui", "--self-test"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    report = last_line(done.stdout)
    assert list(report) == ["platform", "rows_shown", "cjk_font", "edited_and_undone", "first_paint_ms"]
    assert report["platform"] == "offscreen"
    assert report["rows_shown"] > 20
    assert report["edited_and_undone"] is True
    assert 50 < report["first_paint_ms"] < 30_000
    assert done.returncode == (0 if report["cjk_font"] else 1)


def test_the_font_named_is_one_that_has_the_character(qapp):
    from PySide6.QtGui import QFontDatabase

    family = cjk_font()
    if not family:
        pytest.skip("no Chinese font on this machine")
    assert QFontDatabase.WritingSystem.SimplifiedChinese in QFontDatabase.writingSystems(family)


def test_without_a_chinese_font_it_fails(qapp, monkeypatch, capsys):
    """界面全是方框，自检却说没问题，那不行。"""
    monkeypatch.setattr(module, "cjk_font", lambda: "")
    assert self_test(time.perf_counter()) == 1
    assert last_line(capsys.readouterr().out)["cjk_font"] == ""


def test_an_empty_list_fails(qapp, monkeypatch, capsys):
    from ledger_app.ledger import Ledger

    def an_empty_one(folder):
        Ledger.open(folder / "空.ledger", create=True).close()
        return folder / "空.ledger"

    monkeypatch.setattr(module, "make_example", an_empty_one)
    monkeypatch.setattr(module, "GIVE_UP_MS", 300)  # an empty ledger shows no list to be painted
    assert self_test(time.perf_counter()) == 1
    report = last_line(capsys.readouterr().out)
    assert report["rows_shown"] == 0
    assert report["edited_and_undone"] is False
