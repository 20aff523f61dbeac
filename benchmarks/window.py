"""The window: start to first paint, one keystroke of the filter, one edit, each against a baseline of the same run.

Runs offscreen unless QT_QPA_PLATFORM says otherwise; on a screen the server's own work is added to both sides."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.annex_data import make_annex
from benchmarks.ledger import as_draft, document
from ledger_app.domain.status import Status
from ledger_app.ledger import Ledger
from ledger_app.ledger.example import make_example
from ledger_app.ui.app import make_application
from ledger_app.ui.main_window import MainWindow
from ledger_app.ui.models.places import ALL
from ledger_app.ui.pages import BOARD
from ledger_app.ui.settings import WindowSettings
from ledger_app.ui.views.measure_list import MeasureList

CHILD = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False
painted, show = Painted(), QMainWindow.show
def watched(window):
    window.pages.canvas.installEventFilter(painted)
    show(window)
QMainWindow.show = watched
from ledger_app.__main__ import main
sys.exit(main())
"""


def process_seconds(*command: str) -> float:
    """Wall seconds of a Python process from start to end."""
    start = time.perf_counter()
    root = Path(__file__).parents[1]
    subprocess.run([sys.executable, *command], check=True, cwd=root, env=_compiled(), stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _compiled() -> dict[str, str]:
    """The environment, but let Python keep compiled modules, as it does wherever nobody forbids it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def start(rounds: int) -> None:
    """From the start of the process to the page's first paint, against importing Qt's widgets."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = folder
        path = make_example(Path(folder))
        process_seconds("-c", CHILD, str(path))  # compiles what is not yet compiled
        times = [
            (process_seconds("-c", "import PySide6.QtWidgets"), process_seconds("-c", CHILD, str(path)))
            for _ in range(rounds)
        ]
    tell("start to first paint", times, "import PySide6.QtWidgets", 2.5)


def tell(name: str, times: list[tuple[float, float]], baseline: str, bound: float | None) -> None:
    """One line of the table: medians of interleaved runs, baseline first in each pair."""
    base, own = statistics.median(t[0] for t in times), statistics.median(t[1] for t in times)
    limit = f" (bound {bound})" if bound else ""
    print(f"{name}: {own * 1000:.1f} ms, {baseline} {base * 1000:.1f} ms, ratio {own / base:.2f}{limit}", flush=True)


class Paints:
    """When the list was last painted."""

    def __init__(self) -> None:
        self.at = 0.0
        paint = MeasureList.paintEvent

        def watched(view: MeasureList, event: QPaintEvent) -> None:
            paint(view, event)
            self.at = time.perf_counter()

        MeasureList.paintEvent = watched


def until_painted(paints: Paints, act: Callable[[], object]) -> float:
    """Wall seconds from an act until the list has been painted; what is put off is done but not counted."""
    begin = time.perf_counter()
    act()
    while paints.at < begin:
        QApplication.processEvents()
    painted = paints.at
    settle(0.05)
    return painted - begin


def seconds(act: Callable[[], object]) -> float:
    """Wall seconds until the act and all that follows from it is painted."""
    begin = time.perf_counter()
    act()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return time.perf_counter() - begin


def in_the_window(rows: int, rounds: int) -> None:
    """Keystrokes and edits on a long list in a window of 1366×768."""
    make_application()
    paints = Paints()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.ledger"
        with Ledger.open(path, create=True) as ledger:
            ledger.import_plan(as_draft(make_annex(rows)), document("long"))
            settings = QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)
            window = MainWindow(ledger, WindowSettings(settings))
            window.resize(1366, 728)
            window.show()
            QTest.qWaitForWindowExposed(window)
            settle(1.5)
            boards(window, rounds)
            window.going.to_page(ALL)
            settle(0.5)
            keystrokes(window, paints, rounds)
            edits(window, rounds)
            window.close()


def boards(window: MainWindow, rounds: int) -> None:
    """The work board after an edit: counted anew and painted."""
    page, times = window.pages.page(BOARD), []
    for _ in range(rounds):
        base = statistics.median(seconds(page.repaint) for _ in range(3))
        times.append((base, seconds(page.reload)))
    tell(f"the work board, {len(window.ledger.book.measures)} rows", times, "its repaint", None)


def settle(wait: float) -> None:
    """Let everything that was put off happen, for so many seconds."""
    until = time.perf_counter() + wait
    while time.perf_counter() < until:
        QApplication.processEvents()


def keystrokes(window: MainWindow, paints: Paints, rounds: int) -> None:
    """One more character in the search box, until the list is painted."""
    search, viewport = window.tools.search, window.pane.list.viewport()
    times = []
    for word in ["水务", "老旧小区", "市", "联合检查", "经费"] * rounds:
        search.clear()
        seconds(lambda: None)
        for character in word:
            base = statistics.median(until_painted(paints, viewport.repaint) for _ in range(3))
            times.append((base, until_painted(paints, lambda c=character: search.insert(c))))
    tell(f"one keystroke of the filter, {len(window.ledger.book.measures)} rows", times, "one viewport repaint", 2.0)
    search.clear()
    seconds(lambda: None)


def edits(window: MainWindow, rounds: int) -> None:
    """A status changed in the list, until everything that shows it is painted, its commit included."""
    table, viewport = window.pane.list.table, window.pane.list.viewport()
    rows = [row.measure.id for row in window.ledger.book.rows()[:20]]
    times = []
    for turn in range(rounds * 4):
        base = statistics.median(seconds(viewport.repaint) for _ in range(3))
        status = (Status.DONE, Status.UNDER_WAY)[turn // 20 % 2]
        times.append((base, seconds(lambda s=status, i=rows[turn % 20]: window.ledger.set_status([i], s))))
    tell(f"one edit, {table.rowCount()} lines, its commit included", times, "one viewport repaint", None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    start(arguments.rounds)
    in_the_window(arguments.rows, arguments.rounds)


if __name__ == "__main__":
    main()
