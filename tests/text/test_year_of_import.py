"""Days of a document that names no year anywhere: the year of the import is proposed for them."""

from datetime import date

import pytest

from ledger_app.domain.draft import PlanDraft
from ledger_app.text.understand import understand
from tests.text.tables import a_document, a_grid, a_text, due

TODAY = date(2026, 11, 22)


def read(*times: str, name: str = "护河分工表.xlsx", head: str = "序号") -> PlanDraft:
    rows = [[str(at), f"清淤{at}段", "市水务局", time] for at, time in enumerate(times, 1)]
    sheet = a_grid([head, "具体措施", "责任单位", "完成时限"], *rows)
    return understand(a_document(sheet, name=name), today=TODAY)


def test_the_year_is_that_of_the_import_with_the_next_as_the_alternative() -> None:
    draft = read("12月31日", "6月底前", "3月—9月")
    assert due(draft) == ["2026-12-31", "2026-06-30", "2026-09-30"]
    assert {doubt.kind.name for doubt in draft.doubts} == {"DATE_GUESSED"}
    assert [(doubt.proposal, doubt.alternatives) for doubt in draft.doubts] == [
        ("2026-12-31", ("2027-12-31",)),
        ("2026-06-30", ("2027-06-30",)),
        ("2026-09-30", ("2027-09-30",)),
    ]
    assert "文件没有写明年份，按导入时的2026年推定" in draft.doubts[0].message


def test_a_day_that_the_next_year_lacks_has_no_alternative() -> None:
    sheet = a_grid(["序号", "具体措施", "责任单位", "完成时限"], ["1", "清淤", "市水务局", "2月29日"])
    draft = understand(a_document(sheet, name="护河分工表.xlsx"), today=date(2028, 1, 5))
    assert (due(draft), draft.doubts[0].alternatives) == (["2028-02-29"], ())


def test_running_text_too() -> None:
    text = a_text("护河方案\n一、打捞漂浮物，8月底前完成。（市水务局负责）\n二、拆除违建。（市城管局负责）")
    assert due(understand(a_document(text, name="护河方案.txt"), today=TODAY)) == ["2026-08-31", ""]


@pytest.mark.parametrize("told", [{"name": "2025年护河分工表.xlsx"}, {"head": "2025年序号"}])
def test_a_year_in_the_document_comes_first(told: dict[str, str]) -> None:
    draft = read("12月31日", **told)
    assert (due(draft), draft.doubts[-1].alternatives) == (["2025-12-31"], ())


def test_without_a_day_of_import_the_date_stays_open() -> None:
    sheet = a_grid(["序号", "具体措施", "责任单位", "完成时限"], ["1", "清淤", "市水务局", "12月31日"])
    draft = understand(a_document(sheet, name="护河分工表.xlsx"))
    assert [doubt.kind.name for doubt in draft.doubts] == ["DATE_UNREAD"]


def test_what_needs_the_day_of_issue_is_not_guessed() -> None:
    assert due(read("30日内", "长期坚持")) == ["30日内", "长期坚持"]
