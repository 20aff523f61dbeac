"""Rows that fit no column, titles printed again, tables left out: nothing is lost without a word."""

import pytest

from ledger_app.documents.annex_out import lay_out_annex
from ledger_app.documents.sheet import sheet_grid
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.plan import HeadingStyle
from ledger_app.ledger.draft import Draft
from tests.text.tables import a_document, a_draft, a_grid, a_text, doubt_of, due, kinds, outline

TITLE = ["云河市清洁家园工作分工表"]
SHARED_HEADER = ["序号", "工作内容", "", "责任单位"]
NUMBERED_HEADER = ["序号", "工作任务", "责任单位", "完成时限"]
PLAIN = [["1", "打捞漂浮物。", "市水务局", "长期坚持"], ["2", "修复护栏。", "市城管局", "长期坚持"]]


def shared(*rows: list[str], merges: str = "") -> PlanDraft:
    """序号 | 工作内容 (two columns) | 责任单位; the first body row is 3."""
    return a_draft(a_grid(TITLE, SHARED_HEADER, *rows, merges=f"A1:D1 B2:C2 {merges}"))


def per_row(*rows: list[str], merges: str = "") -> PlanDraft:
    """A number for each measure; the first body row is 3."""
    return a_draft(a_grid(TITLE, NUMBERED_HEADER, *rows, merges=f"A1:D1 {merges}"))


def test_one_cell_over_heading_and_content_is_a_measure_of_no_heading() -> None:
    draft = shared(
        ["1", "清理河道", "打捞漂浮物。", "市水务局"],
        ["2", "修复护栏。", "", "市城管局"],
        ["3", "美化道路", "补种行道树。", "市林业局"],
        merges="B4:C4",
    )
    assert outline(draft) == [
        "1、清理河道",
        "  打捞漂浮物。 | 市水务局负责",
        "  2修复护栏。 | 市城管局负责",
        "3、美化道路",
        "  补种行道树。 | 市林业局负责",
    ]
    assert [measure.section_id for measure in draft.measures] == [1, None, 2]
    assert [(place.line, place.start, place.end) for place in draft.places][1] == (4, 1, 3)
    doubt = doubt_of(draft, "LAYOUT")
    message = "第2项“修复护栏。”占了标题和内容两栏，作为没有标题的措施读入，导出分工表时只印在内容栏。"
    assert (doubt.message, doubt.measure_id) == (message, 2)


def test_a_measure_of_no_heading_neither_lends_its_units_to_a_heading_nor_takes_them() -> None:
    draft = shared(
        ["1", "清理河道", "打捞漂浮物。", ""],
        ["2", "修复护栏。", "", "市城管局"],
        ["3", "美化道路", "补种行道树。", "市林业局"],
        ["4", "修剪草坪。", "", ""],
        merges="B4:C4 B6:C6",
    )
    assert [row.split(" | ")[1] for row in outline(draft) if " | " in row] == ["", "市城管局负责", "市林业局负责", ""]
    assert kinds(draft).count("NO_UNIT") == 2


def test_one_cell_over_the_columns_of_rows_below_it_stays_their_heading() -> None:
    draft = shared(
        ["1", "清理河道", "", ""],
        ["", "", "打捞漂浮物。", "市水务局"],
        ["", "", "修复护栏。", "市城管局"],
        merges="B3:C3",
    )
    assert outline(draft) == ["1、清理河道", "  打捞漂浮物。 | 市水务局负责", "  修复护栏。 | 市城管局负责"]


def test_the_inner_column_alone_closes_only_the_inner_heading() -> None:
    header = ["序号", "一级任务", "工作任务", "主要措施", "责任单位"]
    draft = a_draft(
        a_grid(
            header,
            ["一", "城建", "道路", "补种行道树。", "市林业局"],
            ["", "", "修复护栏。", "", "市城管局"],
            merges="A2:A3 B2:B3 C3:D3",
        )
    )
    assert [(measure.text, measure.section_id) for measure in draft.measures] == [
        ("补种行道树。", 2),
        ("修复护栏。", 1),
    ]


def test_a_heading_without_content_stands_for_it_with_a_doubt() -> None:
    draft = shared(["1", "清理河道", "打捞漂浮物。", "市水务局"], ["2", "修复护栏", "", "市城管局"])
    assert outline(draft)[2:] == ["2、修复护栏", "  修复护栏 | 市城管局负责"]
    doubt = doubt_of(draft, "HEADING_OR_MEASURE")
    assert doubt.message == "第二类第1项这一行只有标题“修复护栏”没有内容，按标题推定为措施内容。"
    assert doubt.measure_id == 2


def test_units_without_any_text_are_told() -> None:
    draft = per_row(*PLAIN, ["3", "", "市林业局", ""])
    assert draft.measures[2].text == ""
    assert doubt_of(draft, "HEADING_OR_MEASURE").message == "第3项没有写内容，只有单位或时限，请对照原件。"


@pytest.mark.parametrize("again", [TITLE[0], f"{TITLE[0]}（续）", f"{TITLE[0]} (续表)"])
def test_the_title_printed_again_is_page_furniture(again: str) -> None:
    draft = per_row(PLAIN[0], ["", "", "", ""], [again], NUMBERED_HEADER, PLAIN[1], merges="A5:D5")
    assert outline(draft) == ["  1打捞漂浮物。 | 市水务局负责", "  2修复护栏。 | 市城管局负责"]
    message = "工作表“分工表”第5行又印了一次表题，按跨页接续，前后并为一张表。"
    assert doubt_of(draft, "LAYOUT").message == message


def test_the_title_printed_again_leaves_the_heading_open() -> None:
    draft = shared(
        ["1", "清理河道", "打捞漂浮物。", "市水务局"],
        [f"{TITLE[0]}（续）"],
        SHARED_HEADER,
        ["", "", "修复护栏。", "市城管局"],
        merges="A4:D4",
    )
    assert outline(draft) == ["1、清理河道", "  打捞漂浮物。 | 市水务局负责", "  修复护栏。 | 市城管局负责"]


def test_blank_rows_elsewhere_are_still_told() -> None:
    draft = per_row(PLAIN[0], ["", "", "", ""], PLAIN[1], [f"{TITLE[0]}（续）"], ["3", "补种。", "市林业局", ""])
    messages = [doubt.message for doubt in draft.doubts if doubt.kind.name == "LAYOUT"]
    assert [message[:12] for message in messages] == ["工作表“分工表”第4行是", "工作表“分工表”第6行又"]


def test_tables_left_out_are_told() -> None:
    parts = [a_grid(TITLE, NUMBERED_HEADER, *PLAIN, merges="A1:D1", name=name) for name in ("附件1", "附件2", "附件3")]
    draft = a_draft(*parts, a_grid(["联系人", "电话"], ["甲", "123"], name="通讯录"), a_text("云河市说明\n随文印发。"))
    doubt = doubt_of(draft, "LAYOUT")
    assert doubt.message == "文件里另有2张表（附件2、附件3）没有导入。"
    assert (doubt.measure_id, doubt.section_id) == (None, None)


@pytest.mark.parametrize("beside", [["市林业局", ""], ["", "2027年6月底前"]])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_row_without_a_number_is_a_measure_if_it_has_units_or_a_date(beside: list[str], at: int) -> None:
    rows = [*PLAIN]
    rows.insert(at, ["", "补种行道树。", *beside])
    draft = per_row(*rows)
    assert draft.measures[at].text == "补种行道树。"
    assert (len(draft.measures), len(draft.sections)) == (3, 0)
    assert "HEADING_OR_MEASURE" not in kinds(draft)
    again = a_draft(sheet_grid(lay_out_annex(Draft(draft, a_document()).book.annex(draft.plan.id))))
    assert outline(again) == outline(draft)


def test_mere_text_below_the_last_measure_is_a_measure_with_a_doubt() -> None:
    draft = per_row(*PLAIN, ["", "补种行道树。", "", ""], ["", "修剪草坪。", "", ""])
    assert [measure.text for measure in draft.measures][2:] == ["补种行道树。", "修剪草坪。"]
    assert draft.plan.layout.heading_style is HeadingStyle.NONE
    doubts = [doubt for doubt in draft.doubts if doubt.kind.name == "HEADING_OR_MEASURE"]
    assert [doubt.measure_id for doubt in doubts] == [3, 4]
    assert doubts[0].message == "第3项只有文字，没有序号、单位和时限，下面也没有措施，按位置推定为措施。"


def test_mere_text_above_a_measure_and_a_numbered_title_below_the_last_stay_headings() -> None:
    draft = per_row(["", "清理河道", "", ""], *PLAIN, ["", "二、美化道路", "", ""])
    assert [section.printed for section in draft.sections] == ["清理河道", "二、美化道路"]
    assert len(draft.measures) == 2


@pytest.mark.parametrize("ditto", ["〃", "同上", " 同 上 "])
def test_a_ditto_mark_stands_for_the_cell_above(ditto: str) -> None:
    header = ["序号", "工作内容", "责任单位", "完成时限"]
    rows = (
        ["1", "打捞。", "市水务局", "2026年6月底前"],
        ["2", "清淤。", ditto, ditto],
        ["3", "补种。", "市林业局", ditto],
    )
    draft = a_draft(a_grid(header, *rows))
    assert outline(draft) == ["  1打捞。 | 市水务局负责", "  2清淤。 | 市水务局负责*", "  3补种。 | 市林业局负责"]
    assert set(due(draft)) == {"2026-06-30"}
    assert kinds(draft) == ["UNIT_FROM_ABOVE"]
    assert [cell.text for cell in draft.unit_cells] == ["市水务局", ditto, "市林业局"]
