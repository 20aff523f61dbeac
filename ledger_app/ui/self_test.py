"""`gui --self-test`: the real window on a scratch copy of the example, one edit and its undo, and out."""

import json
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, QTimer
from PySide6.QtGui import QFontDatabase, QTextLayout
from PySide6.QtWidgets import QApplication

from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ledger.example import make_example
from ledger_app.ui.app import build_window, make_application
from ledger_app.ui.models.columns import STATE
from ledger_app.ui.settings import WindowSettings
from ledger_app.ui.theme.paint import font
from ledger_app.ui.theme.theme import theme

GIVE_UP_MS = 60_000
Report = dict[str, str | int | bool]


def self_test(started: float) -> int:
    """Print what was found as one line of JSON; 0 only if all of it is as it should be.

    `started` is `time.perf_counter()` at the start of the process; making the example is not counted.
    """
    app = make_application()
    with tempfile.TemporaryDirectory(prefix="ledger-self-test-", ignore_cleanup_errors=True) as folder:
        before = time.perf_counter()
        path = make_example(Path(folder))
        report = _Run(app, path, started + time.perf_counter() - before).report()
    if sys.stdout is not None:  # the windowed program of Windows has none
        print(json.dumps(report, ensure_ascii=False))  # noqa: T201 - this is what the command is for
    return 0 if all(report.values()) else 1


def cjk_font() -> str:
    """The family that really draws 汉 in the lists; empty if that would be a box."""
    if not QFontDatabase.families():  # asking the stand-in for a font's name ends the process
        return ""
    layout = QTextLayout("汉", font("list", theme().tokens.scale))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    drawn = bool(runs) and all(runs[0].glyphIndexes()) and runs[0].rawFont().supportsCharacter("汉")
    return runs[0].rawFont().familyName() if drawn else ""


class _Run(QObject):
    """One run of the window, from its first paint to its end."""

    def __init__(self, app: QApplication, path: Path, started: float) -> None:
        super().__init__()
        self._app, self._path, self._started = app, path, started
        self._loop = QEventLoop()
        self._painted_ms = 0
        self._rows = 0
        self._edited = False

    def report(self) -> Report:
        """Open the window, wait for it to be painted, try it, close it."""
        settings = QSettings(str(self._path.with_suffix(".ini")), QSettings.Format.IniFormat)
        with Ledger.open(self._path) as ledger:
            self._window = build_window(ledger, WindowSettings(settings))
            self._window.pages.canvas.installEventFilter(self)
            self._window.show()
            QTimer.singleShot(GIVE_UP_MS, self, self._loop.quit)
            self._loop.exec()
            self._window.close()
            self._window.deleteLater()
        return {
            "platform": self._app.platformName(),
            "rows_shown": self._rows,
            "cjk_font": cjk_font(),
            "edited_and_undone": self._edited,
            "first_paint_ms": self._painted_ms,
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint of the page; what follows it comes when that is on the screen."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        self._painted_ms = max(1, round(1000 * (time.perf_counter() - self._started)))
        self._window.going.to_all()
        table = self._window.pane.list.table
        table.complete()
        shown = [at for at, line in enumerate(table.lines) if isinstance(line, MeasureRow)]
        self._rows = len(shown)
        self._edited = bool(shown) and self._edit_and_undo(shown[0])
        self._loop.quit()

    def _edit_and_undo(self, at: int) -> bool:
        """Change a status in the list as a clerk would, and take it back with the window's own action."""
        table = self._window.pane.list.table
        before = self._status(at)
        after = Status.CLOSED if before is not Status.CLOSED else Status.UNDER_WAY
        taken = table.setData(table.index(at, STATE), after)
        changed = self._status(at) is after
        self._window.actions_["undo"].trigger()
        return taken and changed and self._status(at) is before

    def _status(self, at: int) -> Status | None:
        """The status that the list shows, if the ledger has the same."""
        row = self._window.pane.list.table.measure_row(at)
        if row is None:
            return None
        kept = self._window.ledger.book.measures[row.measure.id].status
        return kept if kept is row.measure.status else None
