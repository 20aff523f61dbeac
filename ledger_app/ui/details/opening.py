"""Opening what is kept in the ledger: a copy of it in a temporary folder that goes when the program ends."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from ledger_app.domain.errors import UserError
from ledger_app.ui.file_work import show_file

_RUNS = frozenset(  # what a double click would run
    {
        *(".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".msi", ".msp", ".ps1", ".vbs", ".vbe", ".js", ".jse"),
        *(".wsf", ".wsh", ".hta", ".lnk", ".url", ".reg", ".jar", ".cpl", ".dll", ".sh"),
    }
)
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_folders: list["TemporaryDirectory[str]"] = []  # removed when the program ends


def open_copy(name: str, content: bytes) -> Path:
    """Open a copy with the program the system has for it; changes to the copy do not come back.

    Raises UserError for a name that the system would run, and where the copy cannot be written.
    """
    kept = _NOT_IN_NAMES.sub("_", name).strip(". ") or "文件"
    if Path(kept).suffix.lower() in _RUNS:
        raise UserError(f"“{name}”是程序，不在这里打开", "用“另存为”取出来，先查毒再用")
    try:
        if not _folders:
            _folders.append(TemporaryDirectory(prefix="ledger-", ignore_cleanup_errors=True))
        path = Path(mkdtemp(dir=_folders[0].name)) / kept
        path.write_bytes(content)
    except OSError as error:
        raise UserError(f"“{name}”的副本写不到临时文件夹", "磁盘可能满了，用“另存为”存到别处") from error
    show_file(path)
    return path
