"""The example ledger, made by importing our own sample plans as a clerk would."""

from pathlib import Path

from ledger_app.bundled import bundled
from ledger_app.ledger.intake import read_plan
from ledger_app.ledger.ledger import Ledger

EXAMPLE_NAME = "示例.ledger"


def sample_plans() -> list[Path]:
    """The sample plans that come with the program: the annex workbook first."""
    folder = bundled("resources") / "sample"
    return [*sorted(folder.glob("*.xlsx")), *sorted(folder.glob("*.txt"))]


def make_example(folder: Path) -> Path:
    """The example ledger in that folder; made if it is not there, never overwritten. Raises UserError."""
    path = folder / EXAMPLE_NAME
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with Ledger.open(path, create=True) as ledger:
            for plan in sample_plans():
                draft, document = read_plan(plan)
                ledger.import_plan(draft, document)
    return path
