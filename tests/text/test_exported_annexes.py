"""What the annex layouts print is read as the same measures again, whatever was too tall for a page."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ledger_app.documents.annex_out import lay_out_annex, lay_out_annex_print
from ledger_app.documents.read import read_document
from ledger_app.documents.sheet import Sheet, sheet_grid
from ledger_app.domain.document import Grid
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.row import Annex, MeasureRow
from ledger_app.ledger.draft import Draft
from ledger_app.text.understand import understand
from tests.text.tables import a_document, a_draft, a_grid, a_text
from tests.text.test_plans import PLANS

LONG = "".join(f"第{i}段河道由属地逐米登记，发现缺口当天报修，修好的拍照留底。" for i in range(1, 160))
BODIES = "、".join(f"云河市第{i}河道管理处" for i in range(1, 160))
NAMED = ["序号", "重点任务", "编号", "具体措施", "责任单位", "完成时限", "状态", "进展情况", "备注"]


def annex_of(draft: PlanDraft) -> Annex:
    return Draft(draft, a_document()).book.annex(draft.plan.id)


def content(draft: PlanDraft) -> list[tuple[object, ...]]:
    """Headings, numbers, texts, unit phrases, duties, further columns and dates."""
    rows = [line for line in annex_of(draft).lines if isinstance(line, MeasureRow)]
    return [
        (
            [section.printed for section in row.path],
            row.measure.number,
            row.measure.text,
            row.unit_text,
            [(a.unit.name, a.role) for a in row.assigned],
            row.measure.cells,
            row.last_day,
            row.measure.status,
        )
        for row in rows
    ]


def printed(draft: PlanDraft) -> Grid:
    grid = sheet_grid(lay_out_annex_print(annex_of(draft)))
    assert any(text.endswith("（续）") for row in grid.cells for text in row)
    return grid


def a_table(*rows: list[str], merges: str = "") -> PlanDraft:
    return a_draft(a_grid(["云河市河道工作分工表"], NAMED, *rows, merges=f"A1:I1 {merges}"))


def test_a_text_too_tall_for_a_page_is_one_measure_again() -> None:
    draft = a_table(
        ["一", "清理河道。", "1", LONG, "市水务局", "2027年底", "", "", "甲"],
        ["", "", "2", "修复护栏。", "市城管局", "", "", "", ""],
        merges="A3:A4 B3:B4",
    )
    assert content(a_draft(printed(draft))) == content(draft)


def test_a_unit_phrase_too_tall_for_a_page_is_one_phrase_again() -> None:
    draft = a_table(
        ["一", "清理河道。", "1", "打捞漂浮物。", BODIES, "", "", "", ""],
        ["", "", "2", "修复护栏。", "", "", "", "", ""],
        ["", "", "3", "补种柳树。", "市林业局", "", "", "", ""],
        merges="A3:A5 B3:B5 E3:E4",
    )
    again = a_draft(printed(draft))
    assert content(again) == content(draft)
    assert len(again.unit_cells) == 2


def test_further_columns_merged_over_a_page_edge_stay_one_cell() -> None:
    rows = [["", "", str(i), f"登记第{i}段。{LONG[:400]}", "市水务局", "", "", "", ""] for i in range(1, 12)]
    rows[0] = ["一", "清理河道。", "1", "摸底。", "市水务局", "2027年6月底", "进行中", "已摸清六段。", "按月报送"]
    draft = a_table(*rows, merges="A3:A13 B3:B13 F3:F13 G3:G13 H3:H13 I3:I13")
    assert all(measure.cells == (None,) * 4 for measure in draft.measures[1:])
    assert content(a_draft(printed(draft))) == content(draft)


def test_a_further_column_too_tall_for_a_page_is_one_cell_again() -> None:
    rows = [["", "", str(i), f"登记第{i}段。{LONG[:300]}", "市水务局", "", "", "", ""] for i in range(1, 9)]
    rows[0] = ["一", "清理河道。", "1", "摸底。", "市水务局", "", "", LONG, ""]
    draft = a_table(*rows, merges="A3:A10 B3:B10 H3:H10")
    assert content(a_draft(printed(draft))) == content(draft)


def test_a_heading_too_tall_for_a_page_is_one_heading_again() -> None:
    rows = [["", "", str(i), f"登记第{i}段。", "市水务局", "", "", "", ""] for i in range(1, 9)]
    rows[0][:2] = ["一", LONG[:700]]
    draft = a_table(*rows, merges="A3:A10 B3:B10")
    assert content(a_draft(printed(draft))) == content(draft)


def test_a_measure_of_its_own_number_is_not_carried_on() -> None:
    draft = a_table(
        ["一", "清理河道。", "1", "打捞漂浮物。", "市水务局", "", "", "", ""],
        ["", "", "2", "修复护栏（续）", "市城管局", "", "", "", ""],
        merges="A3:A4 B3:B4",
    )
    assert [measure.text for measure in draft.measures] == ["打捞漂浮物。", "修复护栏（续）"]


PROSE = {
    "numbers of one level": "云河市清洁行动方案\n一、清理河道\n（一）打捞漂浮物。每天清运。（市水务局负责）\n"
    "（二）拆除违建。（市城管局负责）\n二、美化道路\n（三）补种行道树。（市林业局牵头，市城管局配合）",
    "headings on two levels": "云河市清洁行动方案\n一、主要任务\n（一）河道（市水务局负责）\n1.打捞漂浮物。每天清运。\n"
    "2.修复护栏。一周内报修。\n（二）道路\n1.补种行道树。选用本地树种。（市林业局负责）",
    "no headings": "云河市清洁行动方案\n1.打捞漂浮物。（市水务局负责）\n2.修复护栏。（市城管局负责）",
    "traditional": "云河市清潔行動方案\n一、清理河道\n(一)打撈漂浮物。(市水務局牽頭會城管局等單位負責)",
    "some numbers": "云河市清洁行动方案\n一、清理河道\n打捞漂浮物，每天清运。（市水务局负责）\n"
    "二、道路\n1.修路。（市交通局负责）",
    "no numbers": "云河市清洁行动方案\n一、清理河道\n打捞漂浮物，每天清运。（市水务局负责）",
}


@pytest.mark.parametrize("lay_out", [lay_out_annex, lay_out_annex_print])
@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_a_plan_in_running_text_comes_back_from_its_annex(text: str, lay_out: Callable[[Annex], Sheet]) -> None:
    draft = a_draft(a_text(text))
    again = a_draft(sheet_grid(lay_out(annex_of(draft))))
    assert content(again) == content(draft)
    assert again.plan.layout.fields == draft.plan.layout.fields


def test_a_flattened_table_with_numbered_measures_comes_back_from_its_annex() -> None:
    head = "云河市河道工作分工表\n序号\n工作内容\n责任单位\n"
    draft = a_draft(a_text(f"{head}一、河道\n1\n打捞漂浮物。\n市水务局\n2\n修复护栏。\n市城管局"))
    assert content(a_draft(sheet_grid(lay_out_annex(annex_of(draft))))) == content(draft)
    assert [measure.number for measure in draft.measures] == ["1", "2"]


@pytest.mark.parametrize("lay_out", [lay_out_annex, lay_out_annex_print])
@pytest.mark.parametrize("plan", PLANS, ids=[plan.stem for plan in PLANS])
def test_every_golden_plan_comes_back_from_its_annex(plan: Path, lay_out: Callable[[Annex], Sheet]) -> None:
    draft = understand(read_document(plan))
    again = a_draft(sheet_grid(lay_out(annex_of(draft))))
    assert [row[:5] for row in content(again)] == [row[:5] for row in content(draft)]  # the layout has no dates
