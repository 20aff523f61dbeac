"""The window: start to first paint, a keystroke of the filter, a sort, a jump, an edit, memory a row; each against a
baseline of the same run.

Runs offscreen unless QT_QPA_PLATFORM says otherwise; on a screen the server's own work is added to both sides."""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from shutil import copy

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
from ledger_app.ui.models.columns import DUE, TEXT, UNITS
from ledger_app.ui.models.places import ALL, BOARD_PLACE
from ledger_app.ui.pages import BOARD
from ledger_app.ui.settings import WindowSettings
from ledger_app.ui.views.measure_list import MeasureList

_KEYSTROKES = (2.0, 5.0)  # viewport repaints that a keystroke may take, up to 10,000 measures and beyond

CHILD = """
import gc, os, sys
gc.disable()  # as __main__ has it
import ledger_app.ledger  # before Qt, as __main__ has it
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


@contextmanager
def opened(folder: Path, rows: int) -> Iterator[MainWindow]:
    """A window of 1366×768 on a ledger of so many measures, showing all of them."""
    path = folder / f"{rows}.ledger"
    with Ledger.open(path, create=True) as ledger:
        ledger.import_plan(as_draft(make_annex(rows)), document("long"))
        copy(path, path.with_suffix(".bare"))
        settings = QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)
        window = MainWindow(ledger, WindowSettings(settings))
        window.resize(1366, 728)
        window.show()
        QTest.qWaitForWindowExposed(window)
        settle(1.5)
        window.going.to_page(ALL)
        settle(0.5 + rows / 50_000)
        yield window
        window.close()


def in_the_window(rows: int, rounds: int, keystroke_bound: float) -> None:
    """What a clerk waits for in a long list."""
    paints = Paints()
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), rows) as window:
        print(f"-- {rows:,} measures, {len(window.pane.table.lines):,} lines", flush=True)
        keystrokes(window, paints, rounds, keystroke_bound)
        sorts(window, paints, rounds)
        edits(window, Path(folder) / f"{rows}.bare", rounds)
        window.going.to_page(BOARD_PLACE)
        settle(0.5)
        boards(window, rounds)


def jumps(few: int, many: int, rounds: int) -> None:
    """A jump to anywhere in the list, painted, in a short list and in a long one."""
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(Path(folder), few) as short,
        opened(Path(folder), many) as long,
    ):
        random, times = Random(7), []
        for _ in range(rounds * 20):
            at = random.random()
            times.append((jump(short, at), jump(long, at)))
    tell(f"a jump in {many:,} measures", times, f"the same in {few:,}", 1.5)


def jump(window: MainWindow, at: float) -> float:
    """Wall seconds of moving the scroll bar to a share of the list and painting it."""
    bar = window.pane.list.verticalScrollBar()
    return seconds(lambda: bar.setValue(round(bar.maximum() * at)))


def sorts(window: MainWindow, paints: Paints, rounds: int) -> None:
    """A click on a header until the list is painted, against list.sort of the rows by the same key and one repaint."""
    view, table = window.pane.list, window.pane.table
    rows = list(table.rows)
    for grouped in (True, False):
        times = []
        table.group(grouped)
        for turn in range(rounds):
            column = (DUE, UNITS, TEXT)[turn % 3]
            key, today = table.column(column).sort_key, table.today
            settle(0.05 + len(rows) / 200_000)
            base = seconds(lambda k=key, t=today: list(rows).sort(key=lambda row: k(row, t)))
            base += statistics.median(until_painted(paints, view.viewport().repaint) for _ in range(3))
            times.append((base, until_painted(paints, lambda c=column: view.sort_by_click(c))))
            view.sort(None)
        kind = "under headings" if grouped else "flat"
        tell(f"a sort {kind}", times, "list.sort and one repaint", 2.0)
    table.group(True)
    settle(0.2)


MEMORY = """
import sys
import psutil
from PySide6.QtWidgets import QApplication, QMainWindow
if len(sys.argv) == 1:
    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 728)
    window.show()
    app.processEvents()
else:
    from pathlib import Path
    from PySide6.QtCore import QSettings
    from benchmarks.window import settle
    from ledger_app.ledger import Ledger
    from ledger_app.ui.app import make_application
    from ledger_app.ui.main_window import MainWindow
    from ledger_app.ui.models.places import ALL
    from ledger_app.ui.settings import WindowSettings
    app = make_application()
    path = Path(sys.argv[1])
    ledger = Ledger.open(path)
    settings = QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)
    window = MainWindow(ledger, WindowSettings(settings))
    window.resize(1366, 728)
    window.show()
    settle(1.5)
    window.going.to_page(ALL)
    settle(3)
    assert window.pane.table.rowCount() >= len(ledger.book.measures)
print(psutil.Process().memory_info().rss)
"""


def memory(rows: int) -> None:
    """What a process with a window on a long list holds more than one with an empty window of Qt."""

    def resident(*arguments: str) -> int:
        command = [sys.executable, "-c", MEMORY, *arguments]
        root = Path(__file__).parents[1]
        return int(subprocess.run(command, check=True, cwd=root, capture_output=True, text=True).stdout)

    with tempfile.TemporaryDirectory() as folder:
        paths = {count: Path(folder) / f"{count}.ledger" for count in (8, rows)}
        for count, path in paths.items():
            with Ledger.open(path, create=True) as ledger:
                ledger.import_plan(as_draft(make_annex(count)), document("long"))
        qt, few, many = resident(), resident(str(paths[8])), resident(str(paths[rows]))
    own = (few - qt) / 1024 / 1024
    each = (many - few) / rows / 1024
    print(
        f"memory of {rows:,} measures: {each:.2f} KB a row (bound 2.5), beside {own:.0f} MB of our own code", flush=True
    )


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


def keystrokes(window: MainWindow, paints: Paints, rounds: int, bound: float) -> None:
    """One more character in the search box, until the list is painted."""
    search, viewport = window.tools.search, window.pane.list.viewport()
    times = []
    search.insert("水")  # the first search of all folds every text once
    seconds(lambda: None)
    for word in ["水务", "老旧小区", "市", "联合检查", "经费"] * rounds:
        search.clear()
        seconds(lambda: None)
        for character in word:
            base = statistics.median(until_painted(paints, viewport.repaint) for _ in range(3))
            times.append((base, until_painted(paints, lambda c=character: search.insert(c))))
    tell("a keystroke of the filter", times, "one viewport repaint", bound)
    search.clear()
    seconds(lambda: None)


def edits(window: MainWindow, bare: Path, rounds: int) -> None:
    """A status changed in the list until everything that shows it is painted, against its commit and one repaint."""
    viewport = window.pane.list.viewport()
    rows = [row.measure.id for row in window.ledger.book.rows()[:20]]
    times = []
    with Ledger.open(bare) as alone:
        for turn in range(rounds * 4):
            status, id_ = (Status.DONE, Status.UNDER_WAY)[turn // 20 % 2], rows[turn % 20]
            base = statistics.median(seconds(viewport.repaint) for _ in range(3))
            base += seconds(lambda s=status, i=id_: alone.set_status([i], s))
            times.append((base, seconds(lambda s=status, i=id_: window.ledger.set_status([i], s))))
    bound = 1.0 if len(window.ledger.book.measures) <= 10_000 else None
    tell("an edit", times, "its commit and one viewport repaint", bound)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", choices=["start", "memory", "window", "jumps"])
    arguments = parser.parse_args()
    if arguments.only in (None, "start"):
        start(arguments.rounds)
    if arguments.only in (None, "memory"):
        for rows in arguments.rows:
            memory(rows)
    application = make_application()
    if arguments.only in (None, "window"):
        for rows in arguments.rows:
            in_the_window(rows, arguments.rounds, _KEYSTROKES[rows > 10_000])
    if arguments.only in (None, "jumps"):
        jumps(1_000, max(arguments.rows), arguments.rounds)
    application.quit()


if __name__ == "__main__":
    main()
