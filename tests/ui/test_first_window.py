"""Two starts of the same ledger, and what is imported before the window is seen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox

from ledger_app.domain.errors import UserError
from ledger_app.ledger import Ledger
from ledger_app.ui.app import build_window, once_painted, open_for_window
from ledger_app.ui.first_window import FirstWindow, call_file, call_first_window
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.theme.tokens import TYPE

ROOT = Path(__file__).parents[2]
HEAVY = ("openpyxl", "xlsxwriter", "python_calamine", "sqlite_utils", "opencc", "pypinyin", "docx", "PySide6.QtNetwork")


def test_a_second_start_raises_the_first_window(qtbot, tmp_path):
    ledger = tmp_path / "台账.ledger"
    first = FirstWindow(ledger)
    with qtbot.waitSignal(first.called):
        assert call_first_window(ledger)
    first.close()
    assert not call_file(ledger).exists()


def test_a_window_that_is_gone_does_not_answer(qtbot, tmp_path):
    ledger = tmp_path / "台账.ledger"
    assert not call_first_window(ledger)
    file = call_file(ledger)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"")  # left behind by a crash
    assert not call_first_window(ledger, wait_ms=100)


def test_ledgers_of_one_name_in_two_folders_are_not_confused(tmp_path):
    assert call_file(tmp_path / "a" / "台账.ledger") != call_file(tmp_path / "b" / "台账.ledger")


def test_a_ledger_that_is_open_elsewhere_is_offered_read_only(qtbot, ledger, monkeypatch):
    monkeypatch.setattr("ledger_app.ui.first_window.call_first_window", lambda path: False)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.buttons()[0].click())
    opened = open_for_window(ledger.path, create=False)
    assert opened is not None
    assert opened.read_only
    opened.close()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.buttons()[1].click())
    assert open_for_window(ledger.path, create=False) is None


def test_nothing_opens_where_the_first_window_was_raised(qtbot, ledger, monkeypatch):
    monkeypatch.setattr("ledger_app.ui.first_window.call_first_window", lambda path: True)
    assert open_for_window(ledger.path, create=False) is None


def test_the_first_ledger_is_made_where_none_was(qtbot, tmp_path):
    path = tmp_path / "neu" / "我的台账.ledger"
    with open_for_window(path, create=True) as ledger:
        assert isinstance(ledger, Ledger)
    assert path.is_file()
    with pytest.raises(UserError):
        open_for_window(tmp_path / "没有.ledger", create=False)


def test_a_large_font_of_the_last_time_is_everywhere_from_the_start(qtbot, ledger, settings):
    settings.scale = 1.25
    try:
        window = build_window(ledger, settings)
        qtbot.addWidget(window)
        window.show()
        sizes = {w.font().pointSizeF() for w in window.findChildren(QLabel) if w.text()}
        assert sizes <= {points * 1.25 for points, _, _ in TYPE.values()}
        assert window.tools.search.font().pointSizeF() == TYPE["list"][0] * 1.25
    finally:
        theme().set_scale(1.0)


SCRIPT = """
import sys, json
from pathlib import Path
from PySide6.QtCore import QTimer
from ledger_app.ui import app as app_module
from ledger_app.ui.main_window import MainWindow

class Window(MainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.tell)

    def tell(self):
        print(json.dumps(sorted(sys.modules)))
        app_module.QApplication.quit()

app_module.MainWindow = Window
sys.exit(app_module.run_window(sys.argv[1]))
"""


def test_nothing_is_imported_before_the_first_paint_that_it_does_not_need(ledger):
    import json

    ledger.close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(ledger.path)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    modules = json.loads(done.stdout.strip().splitlines()[-1])
    assert [name for name in HEAVY if name in modules] == []
    assert [name for name in modules if name.startswith(("ledger_app.documents", "ledger_app.ui.review"))] == []
    assert not {"ledger_app.ui.trouble", "ledger_app.ui.first_window", "calendar"} & set(modules)


def test_what_nobody_sees_waits_until_the_window_was_seen(qtbot, ledger, settings):
    window = build_window(ledger, settings)
    qtbot.addWidget(window)
    seen = []
    once_painted(window, lambda: seen.append(window.painted))
    assert seen == []
    window.show()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [True]


def test_a_window_that_starts_minimised_is_not_waited_for(qtbot, ledger, settings):
    window = build_window(ledger, settings)
    qtbot.addWidget(window)
    window.showMinimized()
    seen = []
    once_painted(window, lambda: seen.append(window.painted))
    qtbot.waitUntil(lambda: bool(seen))


GARBAGE = """
import gc, sys
from ledger_app import __main__ as program
from ledger_app.ui import app as app_module

build = app_module.build_window
app_module.build_window = lambda ledger, settings: (print(gc.isenabled()), build(ledger, settings))[1]
app_module._install_trouble = lambda window: (print(gc.isenabled()), app_module.QApplication.quit())
sys.exit(program.main())
"""


def test_garbage_is_collected_from_the_first_paint_on_not_before(ledger):
    ledger.close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", GARBAGE, str(ledger.path)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert told.stdout.split() == ["False", "True"], told.stderr
