"""The running program: QApplication, its language and theme, the ledger to open, and the window on it."""

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from ledger_app.bundled import bundled
from ledger_app.domain.errors import LedgerLockedError, UserError
from ledger_app.ledger import Ledger
from ledger_app.ui.file_work import default_folder
from ledger_app.ui.main_window import MainWindow
from ledger_app.ui.settings import WindowSettings, open_settings
from ledger_app.ui.theme.theme import begin_undressed, theme

FIRST_LEDGER = "我的台账.ledger"
_LOOK_AGAIN_MS = 100  # the first picture takes less


def make_application() -> QApplication:
    """The QApplication in Chinese, with our theme; the one there is, if there is one."""
    known = QApplication.instance()
    if isinstance(known, QApplication):
        return known
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    app = QApplication(sys.argv[:1])
    app.setApplicationName("ledger-app")
    app.setApplicationDisplayName("")
    app.setOrganizationName("")
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    app.setWindowIcon(QIcon(str(bundled("resources") / "icons" / "app.png")))
    begin_undressed(app)
    return app


def run_window(ledger: str | None) -> int:
    """Open the window on a ledger, or on the one last used; the exit code."""
    app = make_application()
    settings = WindowSettings(open_settings())
    try:
        opened = open_for_window(_which(ledger, settings), create=ledger is None)
        if opened is None:
            return 0
        with opened:
            return show_window(app, opened, settings)
    except UserError as error:
        _say(error)
        return 1


def build_window(ledger: Ledger, settings: WindowSettings) -> MainWindow:
    """The window on a ledger, in the look it had the last time."""
    theme().set_scale(settings.scale)  # before there is a widget whose font would have to follow
    theme().choose(settings.theme)
    window = MainWindow(ledger, settings)
    theme().dress()
    return window


def show_window(app: QApplication, ledger: Ledger, settings: WindowSettings) -> int:
    """Run the window until it is closed."""
    window = build_window(ledger, settings)
    window.show()
    once_painted(window, partial(_after_first_paint, app, window))  # what costs time and nobody sees
    return app.exec()


def once_painted(window: MainWindow, act: Callable[[], None]) -> None:
    """Act when the window has been seen; one that starts minimised is not waited for."""
    if window.painted or window.isMinimized():
        act()
    else:
        QTimer.singleShot(_LOOK_AGAIN_MS, window, partial(once_painted, window, act))


def _after_first_paint(app: QApplication, window: MainWindow) -> None:
    """Collect garbage as usual, but not among the records just read; answer to a second start and to faults of ours."""
    gc.freeze()
    gc.enable()
    _install_trouble(window)
    if not window.ledger.read_only:
        from ledger_app.ui.first_window import FirstWindow

        first = FirstWindow(window.ledger.path, window)
        first.called.connect(window.raise_up)
        app.aboutToQuit.connect(first.close)


def _install_trouble(window: MainWindow) -> None:
    """From now on a fault of ours is logged and shown; before the window stands it goes to the console."""
    from ledger_app.ui.trouble import Trouble

    trouble = Trouble(window=QApplication.activeWindow)
    trouble.install()
    window.destroyed.connect(trouble.remove)


def _which(ledger: str | None, settings: WindowSettings) -> Path:
    """The ledger asked for, else the one last used, else the clerk's first one."""
    if ledger is not None:
        return Path(os.path.abspath(ledger))  # noqa: PTH100 - resolve() would turn a mapped drive into its server
    recent = settings.recent()
    return recent[0] if recent else Path(default_folder()) / FIRST_LEDGER


def open_for_window(path: Path, *, create: bool) -> Ledger | None:
    """Open a ledger. None if its window was raised instead, or the clerk does not want it read-only.

    Raises UserError for all else that is wrong with it.
    """
    if create:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return Ledger.open(path, create=create)
    except LedgerLockedError as error:
        from ledger_app.ui.first_window import call_first_window

        if call_first_window(path):
            return None
        return Ledger.open(path, read_only=True) if _wants_read_only(error) else None


def _wants_read_only(error: LedgerLockedError) -> bool:
    from PySide6.QtWidgets import QMessageBox  # only where there is trouble

    from ledger_app.ui.dialogs.message import dress

    box = QMessageBox(QMessageBox.Icon.Information, "任务台账", error.message)
    box.setInformativeText("可以先以只读方式打开：能查看、筛选和导出，不能修改")
    read_only = box.addButton("以只读方式打开", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("不打开", QMessageBox.ButtonRole.RejectRole)
    dress(box, read_only)
    box.exec()
    return box.clickedButton() is read_only


def _say(error: UserError) -> None:
    """Say in a box why no window opens, and on the console for who started it there."""
    from PySide6.QtWidgets import QMessageBox

    from ledger_app.ui.dialogs.message import dress

    if sys.stderr is not None:
        sys.stderr.write(f"{error}\n")
    box = QMessageBox(QMessageBox.Icon.Warning, "任务台账", error.message)
    box.setInformativeText(error.hint)
    dress(box, box.addButton("关闭", QMessageBox.ButtonRole.AcceptRole))
    box.exec()
