"""The only place that puts the parts together: the window by default, else the command line."""

import gc
import os
import sys
import time
from collections.abc import Sequence

_STARTED = time.perf_counter()


def main() -> int:
    """Run the program on the command line's arguments; the exit code."""
    if getattr(sys, "frozen", False):  # a packaged program's child process is this program; it ends in here
        import multiprocessing

        multiprocessing.freeze_support()
    gc.set_threshold(50_000, 20, 50)  # rows and widgets live long: looking through them every 700 objects is in vain
    args = sys.argv[1:]
    if _only_window(args):  # the command line's library need not be loaded for what a double click does
        return _open_window(next((arg for arg in args if arg != "gui"), None))
    from ledger_app.cli.main import run

    return run(args, open_window=_open_window, self_test=_self_test)


def _only_window(args: Sequence[str]) -> bool:
    """Whether these arguments are `[gui] [LEDGER]` and nothing else."""
    rest = args[1:] if args[:1] == ["gui"] else args
    return not rest or (len(rest) == 1 and rest[0].endswith(".ledger"))


def _open_window(ledger: str | None) -> int:
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        sys.stderr.write("这里没有图形界面，打不开窗口，请在桌面环境中启动，或使用命令行（--help）。\n")
        return 1  # Qt would abort the process
    gc.disable()  # until the window is seen: what is made on the way there stays
    import ledger_app.ledger  # noqa: F401 - before Qt, which reads the source of every module imported after it
    from ledger_app.ui.app import run_window

    return run_window(ledger)


def _self_test() -> int:
    from ledger_app.ui.self_test import self_test

    return self_test(_STARTED)


if __name__ == "__main__":
    sys.exit(main())
