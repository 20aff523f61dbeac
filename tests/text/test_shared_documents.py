"""The real documents beside the checkout, where they are: counts, scores, and the same draft from every form."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ledger_app.documents.read import read_document
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.measure import DoubtKind
from ledger_app.ledger.as_json import parsed_json
from ledger_app.ledger.draft import Draft
from ledger_app.text.understand import understand


def draft_of(path: Path) -> PlanDraft:
    return understand(read_document(path))


def predicted(path: Path) -> dict[str, object]:
    """What `parse --json` prints."""
    document = read_document(path)
    draft = understand(document)
    return parsed_json(draft, Draft(draft, document).book)


def scores(shared: Path, gold: str, folder: Path) -> dict[str, float]:
    prediction = folder / "predicted.json"
    source = next((shared / "intake/documents").glob(f"{gold}_*.txt"))
    prediction.write_text(json.dumps(predicted(source), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, shared / "intake/score.py", shared / f"intake/gold/{gold}.gold.json", prediction]
    done = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
    return {metric: values["f1"] for metric, values in json.loads(done.stdout).items()}


@pytest.mark.parametrize("gold", ["000", "001", "002", "003", "004"])
def test_scores_of_the_documents(gold: str, shared: Path, tmp_path: Path) -> None:
    found = scores(shared, gold, tmp_path)
    assert min(found[metric] for metric in ("rows", "units", "roles")) >= 0.97
    assert min(found[metric] for metric in ("text", "path", "due")) >= 0.95
    assert min(found[metric] for metric in ("recurrence", "targets")) >= 0.90


def test_the_annex_as_text(shared: Path) -> None:
    draft = draft_of(next((shared / "intake/documents").glob("000_*.txt")))
    assert (len(draft.sections), len(draft.measures), len(draft.unit_cells)) == (24, 66, 54)
    counted = [doubt.kind for doubt in draft.doubts]
    assert counted.count(DoubtKind.UNIT_FROM_ABOVE) == 11
    assert counted.count(DoubtKind.UNIT_FROM_BELOW) == 1
    assert counted.count(DoubtKind.NUMBER_RESTORED) == 10
    assert counted.count(DoubtKind.HEADING_REPEATED) == 2


def test_the_repeated_plan_is_read_once(shared: Path) -> None:
    draft = draft_of(next((shared / "intake/documents").glob("001_*.txt")))
    assert len(draft.measures) == 29
    assert len(draft.places) == 58
    assert [d.kind for d in draft.doubts if d.measure_id is None] == [DoubtKind.TEXT_REPEATED]
    assert draft.plan.doc_number is None


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods", "docx", "html"])
def test_the_annex_as_a_workbook(suffix: str, shared: Path) -> None:
    draft = draft_of(shared / f"intake/workbooks/000_annex.{suffix}")
    assert (len(draft.sections), len(draft.measures), len(draft.unit_cells)) == (24, 66, 54)
    assert not any(duty.inherited for duty in draft.assignments)
