"""Set 任务台账 up in a fresh checkout and start it; `python3 start.py test` runs every check instead.

Standard library only: this runs before anything is installed. Its words are English, because a machine
that needs it may have no Chinese font yet.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 -- whoever starts it with an older Python should read why not
    sys.exit(f"Python 3.11 or newer is needed; this is Python {sys.version.split()[0]}.")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-dev.lock"

# What Qt's wheels expect of the system, and the Debian package that brings it.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
CHECKS = (("ruff", "format", "--check", "."), ("ruff", "check", "."), ("mypy",), ("pytest",))


def main(args: list[str]) -> int:
    """Set up what is missing, then run the checks, the given command, or the demonstration."""
    testing = args[:1] == ["test"]
    has_screen = sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if sys.platform == "linux":
        _prepare_linux(for_window=has_screen and not testing)
    _prepare_venv(TEST_LOCK if testing else RUN_LOCK)
    if testing:
        return _run_checks(args[1:])
    demo = ["demo", str(ROOT / "example"), *([] if has_screen else ["--no-window"])]
    return _run(PYTHON, "-m", "ledger_app", *(args or demo))


def _run_checks(pytest_args: list[str]) -> int:
    """Run the four checks until one fails; pytest is the last, so its closing line is."""
    for check in CHECKS:
        _say("== " + " ".join(check))
        code = _run(PYTHON, "-m", *check, *(pytest_args if check == ("pytest",) else []), cwd=ROOT)
        if code:
            return code
    return 0


def _prepare_linux(*, for_window: bool) -> None:
    """Install what the system lacks for Qt and Chinese, or say which line would."""
    missing = _missing_packages(for_window=for_window)
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if not shutil.which("apt-get"):
        sys.exit("The system lacks what these Debian packages bring; please install it: " + " ".join(missing))
    if sys.platform == "linux" and os.geteuid() != 0:
        sys.exit("Please run this once, then start again:\n  sudo apt-get update && sudo " + " ".join(install))
    _say("Installing from the system's packages: " + " ".join(missing))
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    quiet = subprocess.DEVNULL  # a hundred lines of unpacking; errors have their own stream
    subprocess.call(["apt-get", "update", "-qq"], stdout=quiet)  # if it fails, so does the next, which says why
    if subprocess.call(install, stdout=quiet):
        sys.exit("Stopped: the system's packages could not be installed.")


def _missing_packages(*, for_window: bool) -> list[str]:
    libraries = QT_LIBRARIES | (X11_LIBRARIES if for_window else {})
    missing = [package for library, package in libraries.items() if not _loads(library)]
    if importlib.util.find_spec("ensurepip") is None:  # Debian splits it off
        missing.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    if not shutil.which("fc-list"):
        return [*missing, "fontconfig", "fonts-wqy-microhei"]
    if not subprocess.check_output(["fc-list", ":lang=zh", "file"], stderr=subprocess.DEVNULL).strip():
        missing.append("fonts-wqy-microhei")
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _prepare_venv(lock: Path) -> None:
    """Bring .venv to what the lock says; nothing is done when it is there already."""
    if _stamp(lock).is_file() and _stamp(lock).read_text() == _digest(lock) and PYTHON.exists():
        return
    _say(f"Setting up {VENV.name} from {lock.name}: once, a minute or so.")
    renew = ["--clear"] if VENV.exists() and not PYTHON.exists() else []  # its Python has gone from the system
    if renew or not PYTHON.exists() or not any(VENV.glob("*.installed")):
        _must(sys.executable, "-m", "venv", *renew, VENV)
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *quiet, "install"]
    os.environ["PIP_USER"] = "0"  # a user's own setting that pip refuses inside a virtual environment
    _must(*pip, "--require-hashes", "-r", lock)
    _must(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    for done in {lock, RUN_LOCK}:  # the tests' lock holds all of the other
        _stamp(done).write_text(_digest(done))


def _stamp(lock: Path) -> Path:
    return VENV / f"{lock.stem}.installed"


def _digest(lock: Path) -> str:
    """What the installation depends on: the lock, the project's metadata, and where the checkout lies."""
    metadata = (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(b"\0".join([lock.read_bytes(), metadata, os.fsencode(ROOT)])).hexdigest()


def _must(*command: str | Path) -> None:
    if code := _run(*command):
        sys.exit(f"Stopped: this command failed with exit code {code}:\n  " + " ".join(map(str, command)))


def _run(*command: str | Path, cwd: Path | None = None) -> int:
    return subprocess.call([str(part) for part in command], cwd=cwd)


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
