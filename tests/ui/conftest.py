"""A small ledger of an invented city, and the window on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ledger_app.ledger import Ledger
from ledger_app.ui.main_window import MainWindow
from ledger_app.ui.settings import WindowSettings
from tests.ui.ledger_samples import TODAY, Clock, a_document, a_draft


@pytest.fixture
def empty_ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "2026年度重点工作.ledger", create=True, now=Clock(), who="王倩") as ledger:
        yield ledger


@pytest.fixture
def ledger(empty_ledger: Ledger) -> Ledger:
    empty_ledger.import_plan(a_draft(), a_document())
    return empty_ledger


@pytest.fixture
def long_ledger(empty_ledger: Ledger) -> Ledger:
    """800 measures under 200 headings."""
    empty_ledger.import_plan(a_draft(100), a_document())
    return empty_ledger


@pytest.fixture
def settings(tmp_path: Path) -> WindowSettings:
    return WindowSettings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def make_window(qtbot: QtBot, settings: WindowSettings) -> Callable[[Ledger], MainWindow]:
    """A window of 1366×728 on a ledger, shown, with the clock at 2026-11-21."""

    def make(ledger: Ledger) -> MainWindow:
        window = MainWindow(ledger, settings, today=lambda: TODAY, start=lambda path: None)
        qtbot.addWidget(window)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1366, 728)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.isActiveWindow() and window._painted)
        QApplication.processEvents()  # what waits for the first paint
        return window

    return make


@pytest.fixture
def window(make_window: Callable[[Ledger], MainWindow], ledger: Ledger) -> MainWindow:
    return make_window(ledger)
