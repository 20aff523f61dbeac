"""A measure that stands in the plan's text and in its annex is one measure with two places."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from ledger_app.domain.document import Grid, Paragraphs
from ledger_app.domain.draft import PlanDraft
from ledger_app.ledger.intake import read_plan
from ledger_app.text.folding import fold
from ledger_app.text.second_places import with_second_places
from ledger_app.text.understand import understand
from tests.text.tables import a_document, a_draft, a_grid, a_text

DREDGED = "疏浚城区主要沟渠十二公里并建立长效养护机制。"
PLANTED = "补种护岸林木三千株，选用本地树种。"
TEXT = f"二、河道整治方面。今年汛期前，{DREDGED}市里将给予补助。"
TABLE = a_grid(["任务", "责任单位"], [DREDGED, "市水务局"], [PLANTED, "市林业局"])


def places(draft: PlanDraft) -> list[tuple[int, str, int, str]]:
    """Measure, part, line, and what is printed there of a text."""
    return [(place.measure_id, place.part, place.line, f"{place.start}-{place.end}") for place in draft.places]


def test_a_row_of_the_table_is_found_in_the_text() -> None:
    draft = a_draft(a_text(TEXT), TABLE)
    start = TEXT.index(DREDGED)
    assert places(draft) == [
        (1, "分工表", 2, "0-1"),
        (2, "分工表", 3, "0-1"),
        (1, "正文", 1, f"{start}-{start + len(DREDGED)}"),
    ]


def test_an_item_of_the_text_is_found_in_the_table() -> None:
    text = f"云河市方案\n一、整治河道\n（一）{DREDGED}（市水务局负责）\n（二）{PLANTED}（市林业局负责）"
    draft = understand(a_document(a_text(text), TABLE), 1)
    assert [place[1:3] for place in places(draft)][2:] == [("分工表", 2), ("分工表", 3)]


@pytest.mark.parametrize(
    "said", [DREDGED.replace("，", ","), "疏浚城區主要溝渠十二公里 並建立長效養護機制。", DREDGED[:-4]]
)
def test_width_script_and_a_missing_end_do_not_matter(said: str) -> None:
    assert len(a_draft(a_text(f"汛期前{said}"), TABLE).places) == 3


@pytest.mark.parametrize("said", [DREDGED[:11], f"将{DREDGED[2:]}", PLANTED[:9]])
def test_a_few_words_in_common_are_no_place(said: str) -> None:
    assert len(a_draft(a_text(f"汛期前{said}，等等。"), TABLE).places) == 2


def test_less_than_half_of_a_measure_is_no_place() -> None:
    long = a_grid(["任务", "责任单位"], [f"{DREDGED}{PLANTED}", "市水务局"])
    assert len(a_draft(a_text(f"汛期前{DREDGED[:14]}。"), long).places) == 1
    assert len(a_draft(a_text(f"汛期前{DREDGED}"), long).places) == 2


def test_what_two_measures_begin_with_tells_neither() -> None:
    twins = a_grid(["任务", "责任单位"], [DREDGED, "市水务局"], [DREDGED, "市林业局"])
    assert len(a_draft(a_text(TEXT), twins).places) == 2


def test_what_is_said_everywhere_is_a_phrase() -> None:
    assert len(a_draft(a_text("\n".join([TEXT] * 5)), TABLE).places) == 2


def test_characters_that_fold_to_several_do_not_shift_the_place() -> None:
    text = f"共㎡㎡㎡，{DREDGED}"
    (place,) = a_draft(a_text(text), TABLE).places[2:]
    assert text[place.start : place.end] == DREDGED


def test_many_rows_and_a_long_text_are_gone_through_once() -> None:
    """A search for each of 5,000 measures in a megabyte would take minutes."""
    rows = [[f"第{at}号泵站的检修和更换工作要在汛期以前完成。", "市水务局"] for at in range(5_000)]
    grid = a_grid(["任务", "责任单位"], *rows)
    draft = a_draft(grid)
    text = Paragraphs(name="正文", lines=("第泵站检修工作" * 50_000, rows[17][0]))
    start = time.perf_counter()
    found = with_second_places(draft, a_document(text, grid))
    assert time.perf_counter() - start < 20
    assert [place.measure_id for place in found.places[5_000:]] == [18]


def test_the_annex_of_the_real_plan_repeats_nine_measures_of_its_text(shared: Path) -> None:
    (path,) = (shared / "intake" / "documents").glob("000_*.txt")
    draft, document = read_plan(path)
    again = [place for place in draft.places if place.line < 20]
    assert [place.measure_id for place in again] == list(range(len(draft.measures) - 9, len(draft.measures)))
    (lines,) = (part.lines for part in document.parts if not isinstance(part, Grid))
    texts = {measure.id: measure.text for measure in draft.measures}
    for place in again:
        said = lines[place.line - 1][place.start : place.end]
        assert fold(said) == fold(texts[place.measure_id])


# ---- the letter that a table came with

LETTER = """云河市人民政府办公室关于印发河道清洁工作分工的通知
云政办〔2026〕7号
各区（县）政府，市政府各部门：
现将分工印发给你们，请认真贯彻执行。
云河市人民政府办公室
2026年3月1日"""
DUE = a_grid(["任务", "责任单位", "完成时限"], [DREDGED, "市水务局", "10月底前"])


def test_a_table_without_a_title_takes_what_its_letter_says() -> None:
    plan = a_draft(a_text(LETTER), DUE, name="表格.docx").plan
    assert plan.title == "云河市人民政府办公室关于印发河道清洁工作分工的通知"
    assert (plan.doc_number, plan.issuer) == ("云政办〔2026〕7号", "云河市人民政府办公室")
    assert str(plan.issued) == "2026-03-01"


def test_a_deadline_without_a_year_is_in_the_year_of_the_letter() -> None:
    (measure,) = a_draft(a_text(LETTER), DUE, name="表格.docx").measures
    assert measure.deadline is not None
    assert str(measure.deadline.last_day) == "2026-10-31"


def test_what_the_table_says_itself_holds() -> None:
    titled = a_grid(["云河市河道清洁任务分解表", ""], ["任务", "责任单位"], [DREDGED, "市水务局"], merges="A1:B1")
    plan = a_draft(a_text(LETTER), titled, name="表格.docx").plan
    assert plan.title == "云河市河道清洁任务分解表"
    assert plan.doc_number == "云政办〔2026〕7号"


def test_a_table_alone_is_called_as_its_file() -> None:
    plan = a_draft(replace(DUE, name="表"), name="表格.xlsx").plan
    assert (plan.title, plan.doc_number, plan.issued) == ("表格", None, None)
