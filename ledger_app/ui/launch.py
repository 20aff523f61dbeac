"""A second ledger is a second process: one window, one ledger, one connection."""

import sys
from pathlib import Path

from ledger_app.domain.errors import UserError


def start_window(ledger: Path) -> None:
    """Start another window on a ledger. Raises UserError if the system does not let it."""
    from PySide6.QtCore import QProcess  # when first needed, not at start-up

    frozen = bool(getattr(sys, "frozen", False))
    arguments = ["gui", str(ledger)] if frozen else ["-m", "ledger_app", "gui", str(ledger)]
    started = QProcess.startDetached(sys.executable, arguments, "" if frozen else str(_root()))
    if not (started[0] if isinstance(started, tuple) else started):
        raise UserError(f"打不开新窗口来显示“{ledger.name}”", "关闭一些程序后重试")


def _root() -> Path:
    """Where the package is found when it is not installed."""
    return Path(__file__).resolve().parents[2]
