"""A small ledger of an invented city, and the window on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from ledger_app.ledger import Book, Ledger
from ledger_app.ledger.draft import Draft
from ledger_app.ui.main_window import MainWindow
from ledger_app.ui.models.places import ALL
from ledger_app.ui.review.page import ReviewPage
from ledger_app.ui.settings import WindowSettings
from tests.ui.import_samples import FIRST, OTHER_ROWS, ROWS, SECOND, Desk, page_of, table
from tests.ui.ledger_samples import TODAY, Clock, a_document, a_draft


@pytest.fixture(autouse=True, scope="session")
def _nothing_copied() -> Iterator[None]:
    """What is left on the offscreen clipboard is destroyed after Python has gone, and takes the process with it."""
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()


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
    """A window of 1366×728 on a ledger, showing all tasks, with the clock at 2026-11-21."""

    def make(ledger: Ledger) -> MainWindow:
        window = MainWindow(ledger, settings, today=lambda: TODAY, start=lambda path: None)
        qtbot.addWidget(window)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(1366, 728)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: window.isActiveWindow() and window.painted)
        QApplication.processEvents()  # what waits for the first paint
        if ledger.book.plans:
            window.going.to_page(ALL)
            qtbot.waitUntil(lambda: not window.details.isVisible() or window.details.row is not None)
        return window

    return make


@pytest.fixture
def window(make_window: Callable[[Ledger], MainWindow], ledger: Ledger) -> MainWindow:
    return make_window(ledger)


@pytest.fixture
def open_page(qtbot: QtBot) -> Callable[..., ReviewPage]:
    """A review of a draft in a window of its own."""
    windows = []  # qtbot itself does not keep them alive

    def make(draft: Draft, known: Book | None = None, **told: object) -> ReviewPage:
        window = QMainWindow()
        page = ReviewPage(draft, known, **told)
        window.setCentralWidget(page)
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1366, 700)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(lambda: page.view.hasFocus())
        return page

    return make


@pytest.fixture
def desk(empty_ledger: Ledger, qtbot: QtBot, settings: WindowSettings) -> Desk:
    """What the window does with files, without the window."""
    return Desk(empty_ledger, qtbot, settings)


@pytest.fixture
def two_tables(tmp_path: Path) -> Path:
    """One file with two plans."""
    path = tmp_path / "两张表.html"
    path.write_text(page_of(table(FIRST, ROWS), table(SECOND, OTHER_ROWS)), "utf-8")
    return path
