"""The example ledger, made by importing our own sample plans and reporting on them as a clerk would."""

import json
from datetime import date
from pathlib import Path

from ledger_app.bundled import bundled
from ledger_app.domain.errors import UserError
from ledger_app.domain.status import status_of
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
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"不能在“{folder}”建立示例（{error.strerror}）", "换一个可以写入的文件夹") from error
    if not path.exists():
        with Ledger.open(path, create=True) as ledger:
            for plan in sample_plans():
                draft, document = read_plan(plan)
                ledger.import_plan(draft, document)
            _report(ledger)
    return path


def _report(ledger: Ledger) -> None:
    """Some months of progress, so that the lamps have something to show."""
    reports = json.loads((bundled("resources") / "sample" / "progress.json").read_text("utf-8"))
    for report in reports:
        row = next(r for r in ledger.book.rows() if r.measure.text.startswith(report["measure"]))
        for entry in report["progress"]:
            ledger.add_progress(
                row.measure.id,
                on=date.fromisoformat(entry["on"]),
                done=entry["done"],
                problems=entry["problems"],
                next_steps=entry["next_steps"],
                percent=entry["percent"],
                who="王倩",
            )
        status = status_of(report["status"])
        if status is not None:
            ledger.set_status([row.measure.id], status)
