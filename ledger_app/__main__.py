"""The only place that puts the parts together: the window by default, else the command line."""

import multiprocessing
import sys
import time

_STARTED = time.perf_counter()


def main() -> int:
    """Run the program on the command line's arguments; the exit code."""
    multiprocessing.freeze_support()
    from ledger_app.cli.main import run

    return run(sys.argv[1:], open_window=_open_window, self_test=_self_test)


def _open_window(ledger: str | None) -> int:
    from ledger_app.ui.app import run_window

    return run_window(ledger)


def _self_test() -> int:
    from ledger_app.ui.self_test import self_test

    return self_test(_STARTED)


if __name__ == "__main__":
    sys.exit(main())
