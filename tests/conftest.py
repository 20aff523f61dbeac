"""What every test stands on: no screen, no dialog that waits for a person, no trace in the user's own folders."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported
if os.name == "nt":  # where that platform knows no font by itself
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ["WINDIR"]) / "Fonts"))

settings.register_profile("unhurried", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("unhurried")

STATIC_DIALOGS = {
    "QMessageBox": ("about", "aboutQt", "critical", "information", "question", "warning"),
    "QFileDialog": ("getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName"),
    "QInputDialog": ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    "QColorDialog": ("getColor",),
    "QFontDialog": ("getFont",),
}


@pytest.fixture
def shared() -> Path:
    """The real documents beside the checkout; they are not part of it."""
    folder = Path(__file__).parents[1].parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of real documents (../shared) is not beside this checkout")
    return folder


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings and data go to a folder of the test run, in child processes too."""
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA")
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        yield


@pytest.fixture(autouse=True)
def no_waiting_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that would wait for a person fails the test; a test that expects one puts its answer in place."""
    from PySide6 import QtWidgets

    for name, methods in STATIC_DIALOGS.items():
        for method in methods:
            monkeypatch.setattr(getattr(QtWidgets, name), method, staticmethod(_refuse(f"{name}.{method}")))
    monkeypatch.setattr(QtWidgets.QDialog, "exec", _refuse("QDialog.exec"))
    monkeypatch.setattr(QtWidgets.QMenu, "exec", _refuse("QMenu.exec"))


def _refuse(name: str) -> Any:
    def refuse(*args: object, **_: object) -> NoReturn:
        raise AssertionError(f"{name} would wait for a person: {args!r}")

    return refuse
