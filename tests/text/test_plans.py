"""Plans in the notations of many offices, every one our own, against what a person reads in them."""

import json
from pathlib import Path

import pytest

from ledger_app.documents.read import read_document
from ledger_app.ledger.as_json import parsed_json
from ledger_app.ledger.draft import Draft
from ledger_app.text.understand import understand

PLANS = sorted((Path(__file__).parents[1] / "golden" / "intake" / "plans").glob("*.txt"))
KEYS = ("number", "path", "text", "lead", "responsible", "support", "deadline_phrase", "due", "recurrence", "targets")


def read(path: Path) -> dict[str, object]:
    document = read_document(path)
    draft = understand(document)
    said = parsed_json(draft, Draft(draft, document).book)
    rows = [{key: row[key] for key in KEYS if row[key]} for row in said["measures"]]
    for row in rows:
        if "targets" in row:
            row["targets"] = [target["phrase"] for target in row["targets"]]
    doubts = [doubt for row in said["measures"] for doubt in row["doubts"]]
    return {"title": said["title"], "stages": said["stages"], "measures": rows, "doubts": said["doubts"] + doubts}


@pytest.mark.parametrize("plan", PLANS, ids=[plan.stem for plan in PLANS])
def test_a_plan_reads_as_a_person_reads_it(plan: Path) -> None:
    assert read(plan) == json.loads(plan.with_suffix(".json").read_text(encoding="utf-8"))
