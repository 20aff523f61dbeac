"""What the window remembers between two starts: recent ledgers, sizes, theme. Never a setting of the office."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

_MOST_RECENT = 8


def open_settings() -> QSettings:
    """The user's own settings file."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "ledger-app", "ledger-app")


class WindowSettings:
    """The settings by what they mean."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def recent(self) -> list[Path]:
        """Ledgers opened lately that are still there, newest first."""
        paths: Any = self._settings.value("recent", [])
        known = [paths] if isinstance(paths, str) else list(paths or [])  # a list of one is read back as its entry
        return [Path(path) for path in known if Path(path).is_file()]

    def remember(self, ledger: Path) -> None:
        """Put a ledger on top of the recent ones."""
        others = [path for path in self.recent() if path != ledger]
        self._settings.setValue("recent", [str(path) for path in (ledger, *others)][:_MOST_RECENT])

    @property
    def theme(self) -> str:
        """light, dark or auto."""
        return str(self._settings.value("theme", "auto"))

    @theme.setter
    def theme(self, choice: str) -> None:
        self._settings.setValue("theme", choice)

    @property
    def scale(self) -> float:
        """The font size; 1.0 is the normal one."""
        return _number(self._settings.value("scale", 1.0), 1.0)

    @scale.setter
    def scale(self, scale: float) -> None:
        self._settings.setValue("scale", scale)

    @property
    def text_lines(self) -> int:
        """The lines of text a row of the list shows."""
        lines = round(_number(self._settings.value("text_lines", 2), 2))
        return lines if lines in (1, 2, 3) else 2

    @text_lines.setter
    def text_lines(self, lines: int) -> None:
        self._settings.setValue("text_lines", lines)

    @property
    def folder(self) -> str:
        """Where the last file was imported from or exported to."""
        return str(self._settings.value("folder", ""))

    @folder.setter
    def folder(self, folder: str) -> None:
        self._settings.setValue("folder", folder)

    def load_geometry(self, name: str) -> QByteArray | None:
        """The state saved under a name."""
        saved: Any = self._settings.value(f"geometry/{name}")
        return saved if isinstance(saved, QByteArray) else None

    def save_geometry(self, name: str, state: QByteArray) -> None:
        """Keep a state under a name."""
        self._settings.setValue(f"geometry/{name}", state)


def _number(value: Any, otherwise: float) -> float:  # noqa: ANN401 - whatever stood in the file
    try:
        return float(value)
    except (TypeError, ValueError):
        return otherwise
