"""The layers of pyproject.toml hold, and the contract notices when they do not."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ledger_app"
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
VAGUE_NAMES = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "misc", "base", "core"}
# QtSql: a second SQLite in the process drops our file locks. The others stay out of the packaged program.
QT_OUTSIDE = {"QtSql", "QtNetwork", "QtQml", "QtQuick", "QtCharts", "QtWebEngineWidgets", "QtTest"}


def lint(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", LINT], cwd=checkout, capture_output=True, encoding="utf-8"
    )


def imported_names() -> Iterator[tuple[Path, str]]:
    """Every module or name that a file of the package imports, dotted."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((file, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((file, f"{node.module}.{alias.name}") for alias in node.names)


def loaded_after(statement: str) -> set[str]:
    """The modules in a fresh process once it has run the statement."""
    script = f"{statement}\nimport sys\nprint(*sys.modules)"
    return set(subprocess.check_output([sys.executable, "-c", script], cwd=ROOT, text=True).split())


def test_every_layer_imports_only_what_stands_below_it() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("domain/stray.py", "import ledger_app.text"),
        ("text/stray.py", "import ledger_app.documents"),
        ("ledger/stray.py", "import PySide6"),
        ("ui/stray.py", "import sqlite3"),
        ("cli/stray.py", "import ledger_app.store"),
        ("stray.py", "import ledger_app.domain"),  # a new top folder needs a decision about its layer
    ],
)
def test_the_contract_notices_a_stray_import(tmp_path: Path, file: str, line: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "ledger_app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "ledger_app" / file).write_text(line + "\n", encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert "stray" in result.stdout + result.stderr


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [path for path in PACKAGE.rglob("*") if path.stem in VAGUE_NAMES]
    assert not vague


def test_qt_modules_that_stay_out_are_not_imported() -> None:
    strays = [(file.name, name) for file, name in imported_names() if QT_OUTSIDE & set(name.split("."))]
    assert not strays


def test_the_command_line_starts_without_qt_and_without_the_slow_libraries() -> None:
    loaded = loaded_after("import ledger_app.cli.main")
    assert not loaded & {"PySide6", "shiboken6", "ledger_app.ui", "sqlite_utils", "openpyxl", "pypinyin"}


def test_the_window_starts_without_the_slow_libraries() -> None:
    loaded = loaded_after("import ledger_app.ui.app")
    assert "PySide6.QtWidgets" in loaded
    assert not loaded & {"sqlite_utils", "openpyxl", "pypinyin", "PySide6.QtSql", "PySide6.QtNetwork"}
