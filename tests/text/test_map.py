"""The map of the package in its docstring."""

import re
from pathlib import Path

import ledger_app.text


def test_every_module_is_on_the_map() -> None:
    folder = Path(ledger_app.text.__file__).parent
    named = set(re.findall(r"[a-z_]+", ledger_app.text.__doc__ or ""))
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} <= named
