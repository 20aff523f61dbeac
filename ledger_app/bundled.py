"""Where db/ and resources/ are found: beside the package in a wheel or packaged program, else in the checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(folder: str) -> Path:
    """The folder `db` or `resources`, wherever this program was installed."""
    inside = _PACKAGE / "_bundled" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder
