"""The project is installable and packageable: locks, wheel, one-folder program."""

import ctypes
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

import ledger_app

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXE = ".exe" if os.name == "nt" else ""
SCRIPTS = "Scripts" if os.name == "nt" else "bin"


def locked(name: str) -> dict[str, str]:
    """Package and version of every line of a lock."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return dict(re.split("==| ", line)[:2] for line in lines if re.match(r"[a-z0-9]", line))


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints, in a folder and an environment from which the checkout cannot be imported."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "COV_"))} | {"PYTHONUTF8": "1"}
    result = subprocess.run([str(c) for c in command], cwd=cwd, env=env, capture_output=True, encoding="utf-8")
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def can_package() -> bool:
    """Whether this Linux has what PyInstaller asks of it; other systems do."""
    if sys.platform != "linux":
        return True
    try:
        ctypes.CDLL(sysconfig.get_config_var("INSTSONAME"))
    except OSError:
        return False
    return shutil.which("objdump") is not None


def test_the_package_says_the_version_of_the_project() -> None:
    assert ledger_app.__version__ == PROJECT["project"]["version"]


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"], "pip"]),
        ("requirements-dev.lock", [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]),
    ],
)
def test_the_locks_meet_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    versions = locked(lock)
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(versions[requirement.name.lower()]), requirement


def test_the_tests_run_on_the_versions_that_are_delivered() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_pin_by_hash_and_name_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in entry, entry


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_schema_and_resources_and_no_tests(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    for folder in ("db", "resources"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"ledger_app/_bundled/{file}" for file in files} <= names
    assert not [name for name in names if not name.startswith(("ledger_app/", "ledger_app-"))]


@pytest.mark.slow
def test_a_wheel_installed_elsewhere_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    """With nothing of the checkout: the environment borrows the libraries of this one, and not the project."""
    home, elsewhere = tmp_path / "venv", tmp_path / "elsewhere"
    elsewhere.mkdir()
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = home / SCRIPTS / f"python{EXE}"
    run(
        sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", wheel, cwd=tmp_path
    )
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=elsewhere).strip())
    # Not a .pth inside a .pth: a folder that one names has its own .pth files (our editable install) left unread.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    assert run(python, "-c", "import ledger_app; print(ledger_app.__file__)", cwd=elsewhere).startswith(str(site))
    check_demo(home / SCRIPTS / f"ledger-app{EXE}", elsewhere)


@pytest.mark.slow
@pytest.mark.skipif(not can_package(), reason="PyInstaller needs binutils and a shared libpython")
def test_the_packaged_program_runs_the_demo_and_its_window(tmp_path: Path) -> None:
    dist, elsewhere = tmp_path / "dist", tmp_path / "elsewhere"
    elsewhere.mkdir()
    build = ("-m", "PyInstaller", "--noconfirm", "--distpath", dist, "--workpath", tmp_path / "build")
    run(sys.executable, *build, ROOT / "build.spec", cwd=tmp_path)
    program = dist / "任务台账" / f"ledger-app{EXE}"
    assert program.with_name(f"任务台账{EXE}").is_file()
    check_demo(program, elsewhere)
    assert '"edited_and_undone": true' in run(program, "gui", "--self-test", cwd=elsewhere).splitlines()[-1]


def check_demo(program: Path, folder: Path) -> None:
    """The demonstration makes a ledger and workbooks, and the ledger can be read afterwards."""
    said = run(program, "demo", "--no-window", folder / "示例文件夹", cwd=folder)
    made = {path.suffix for path in (folder / "示例文件夹").iterdir()}
    assert made >= {".ledger", ".xlsx"}
    assert "示例文件夹" in said
    assert ledger_app.__version__ in run(program, "--version", cwd=folder)
    ledger = folder / "示例文件夹" / "示例.ledger"
    assert '"text"' in run(program, "list", "--json", "--ledger", ledger, cwd=folder)
    assert '"sound": true' in run(program, "check", "--json", "--ledger", ledger, cwd=folder)
