"""Our own documents against what a person reads in them."""

import json
from pathlib import Path

import pytest

from ledger_app.documents.read import read_document
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.unit import Role
from ledger_app.text.understand import understand

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
SAMPLE = ROOT / "resources" / "sample"
PAIRS = [
    (GOLDEN / "intake" / "分工表.txt", GOLDEN / "intake" / "分工表.json"),
    (GOLDEN / "intake" / "行動計畫.txt", GOLDEN / "intake" / "行動計畫.json"),
    (SAMPLE / "云河市提升城市品质工作分工表.xlsx", GOLDEN / "sample_annex.json"),
    (SAMPLE / "云河市质量提升行动计划.txt", GOLDEN / "sample_plan.json"),
]


def rows_of(draft: PlanDraft, lengths: list[int]) -> list[dict[str, object]]:
    """The measures as the golden files write them; `lengths` are those of the beginnings they quote."""
    sections = {section.id: section.printed for section in draft.sections}
    units = {unit.id: unit.name for unit in draft.units}
    rows = []
    for measure, length in zip(draft.measures, lengths, strict=True):
        assert measure.section_id is not None
        duties = [duty for duty in draft.assignments if duty.measure_id == measure.id]
        last_day = measure.deadline.last_day if measure.deadline else None
        row: dict[str, object] = {"section": sections[measure.section_id], "text_start": measure.text[:length]}
        row |= {role.value: [units[duty.unit_id] for duty in duties if duty.role is role] for role in Role}
        rows.append(row | {"due": last_day and last_day.isoformat()})
    return rows


@pytest.mark.parametrize(("source", "golden"), PAIRS, ids=[source.stem for source, _ in PAIRS])
def test_a_document_reads_as_a_person_reads_it(source: Path, golden: Path) -> None:
    wanted = json.loads(golden.read_text(encoding="utf-8"))
    for row in wanted:
        row.pop("recurrence", None)  # 报送周期 comes with its own table
    draft = understand(read_document(source))
    assert rows_of(draft, [len(row["text_start"]) for row in wanted]) == wanted


def test_the_doubts_of_the_flattened_table() -> None:
    draft = understand(read_document(PAIRS[0][0]))
    assert [
        (doubt.kind.name, doubt.message.split("原")[0].split("没")[0].split("的")[0]) for doubt in draft.doubts
    ] == [
        ("NUMBER_RESTORED", "第一类"),
        ("NUMBER_RESTORED", "第二类"),
        ("UNIT_FROM_ABOVE", "第二类第2项"),
        ("NUMBER_RESTORED", "第三类"),
        ("HEADING_OR_MEASURE", "第三类"),
        ("HEADING_REPEATED", "第三类"),
        ("OPEN_LIST", "第三类第1项"),
        ("HEADING_REPEATED", "第四类"),
        ("UNIT_FROM_BELOW", "第四类第1项"),
        ("UNIT_FROM_ABOVE", "第五类第2项"),
    ]
