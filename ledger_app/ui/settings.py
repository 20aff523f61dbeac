"""What the window remembers between two starts: recent ledgers, sizes, theme. Never a setting of the office."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

_MOST_RECENT = 8


def open_settings() -> QSettings:
    """The user's own settings file, on this machine: Qt's own place for it on Windows may lie on the network."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return QSettings(str(Path(folder) / "ledger-app" / "ledger-app.ini"), QSettings.Format.IniFormat)


class WindowSettings:
    """The settings by what they mean."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def recent(self) -> list[Path]:
        """Ledgers opened lately that are still there, newest first."""
        paths: Any = self._settings.value("recent", [])
        known = [paths] if isinstance(paths, str) else list(paths or [])  # a list of one is read back as its entry
        return [Path(path) for path in known if Path(path).is_file()]

    def others(self, ledger: Path) -> list[Path]:
        """The recent ledgers but this one."""
        return [path for path in self.recent() if path != ledger]

    def remember(self, ledger: Path) -> None:
        """Put a ledger on top of the recent ones."""
        self._settings.setValue("recent", [str(path) for path in (ledger, *self.others(ledger))][:_MOST_RECENT])

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

    def shows(self, part: str) -> bool:
        """Whether a part of the window (navigation, details) is wanted where there is room for it."""
        return str(self._settings.value(f"shown/{part}", "true")) == "true"

    def keep_shown(self, part: str, on: bool) -> None:
        """Keep whether a part of the window is wanted."""
        self._settings.setValue(f"shown/{part}", "true" if on else "false")

    def width(self, part: str, screen: str) -> int:
        """The width the clerk gave a part on a screen of that size, in pixels at 100 %; 0: none."""
        return round(_number(self._settings.value(f"widths/{screen}/{part}", 0), 0))

    def keep_width(self, part: str, screen: str, width: int) -> None:
        """Keep the width of a part for screens of that size."""
        self._settings.setValue(f"widths/{screen}/{part}", width)

    def left_at(self, ledger: Path) -> str:
        """Where a ledger was left the last time, as `keep_left` was told."""
        return str(self._settings.value(f"left/{_key(ledger)}", ""))

    def keep_left(self, ledger: Path, where: str) -> None:
        """Keep where a ledger was left."""
        self._settings.setValue(f"left/{_key(ledger)}", where)

    def list_of(self, ledger: Path, screen: str) -> str:
        """Columns and grouping of a ledger's list on a screen of that size, as `keep_list` was told."""
        return str(self._settings.value(f"list/{_key(ledger)}/{screen}", ""))

    def keep_list(self, ledger: Path, screen: str, kept: str) -> None:
        """Keep columns and grouping of a ledger's list for screens of that size."""
        self._settings.setValue(f"list/{_key(ledger)}/{screen}", kept)

    def load_geometry(self, name: str) -> QByteArray | None:
        """The state saved under a name."""
        saved: Any = self._settings.value(f"geometry/{name}")
        return saved if isinstance(saved, QByteArray) else None

    def save_geometry(self, name: str, state: QByteArray) -> None:
        """Keep a state under a name."""
        self._settings.setValue(f"geometry/{name}", state)


def _key(ledger: Path) -> str:
    return str(ledger).replace("/", "|").replace("\\", "|")  # a slash would make a group of it


def _number(value: Any, otherwise: float) -> float:  # noqa: ANN401 - whatever stood in the file
    try:
        return float(value)
    except (TypeError, ValueError):
        return otherwise
