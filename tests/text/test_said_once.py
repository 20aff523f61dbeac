"""Times said once for many rows: in a heading, below it, in front of the whole plan, over a table."""

import pytest

from ledger_app.text.said_once import time_for_all, time_of_title
from tests.text.tables import a_draft, a_grid, a_text, due, kinds

TITLE = "云河市2026年清洁方案\n"


@pytest.mark.parametrize(
    ("title", "time"),
    [
        ("清理河道（2026年6月底前完成）", "2026年6月底前完成"),
        ("动员部署阶段（2026年3月—4月）", "2026年3月—4月"),
        ("整改提升阶段（9月至11月）", "9月至11月"),
        ("6月底前完成的任务", "6月底前"),
        ("2026年底前需完成整改的问题（5项）", "2026年底前"),
        ("2027年完成的任务", "2027年"),
        ("第三季度重点工作", "第三季度"),
        ("长期坚持的任务", "长期坚持"),
        ("2026年重点任务", None),
        ("全年工作", None),
        ("持续推进重点工作", None),
        ("常态化任务", None),
        ("“十五五”期间重点任务", "“十五五”期间"),
        ("清理河道任务", None),
        ("种树（云河镇）", None),
    ],
)
def test_the_time_of_a_title(title: str, time: str | None) -> None:
    assert time_of_title(title) == time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("以下任务均于2026年6月底前完成。", "于2026年6月底前"),
        ("为改善水环境，制定本方案。各项任务须在10月31日前全部完成。", "在10月31日前"),
        ("表中所列问题务必于年底前整改到位。", "于年底前"),
        ("各责任单位要对照上述工作，确保6月底前落实到位。", "6月底前"),
        ("各单位要于2026年6月底前完成以下各项任务。", "于2026年6月底前"),
        ("以下任务要抓紧落实。", None),
        ("各单位要于3月10日前报送联络员名单，确保各项任务落实到位。", None),
        ("各单位要按照上述任务，抓紧制定方案，3月底前完成方案制定。", None),
        ("各单位于3月底前将各项任务落实情况报市政府。", None),
        ("以下任务于2026年6月底前下达。", None),
        ("云河镇于2026年6月底前完成清淤任务。", None),
        ("各项任务2025年以来进展顺利，均已完成。", None),
    ],
)
def test_the_time_a_lead_in_sets_for_all(text: str, time: str | None) -> None:
    assert time_for_all(text) == time


def test_a_lead_in_below_a_heading_is_for_its_rows() -> None:
    below = (
        "以下任务均于2026年6月底前完成。\n（一）打捞漂浮物。（市水务局负责）\n（二）拆违，5月底前完成。（市城管局负责）"
    )
    draft = a_draft(a_text(f"{TITLE}一、清理河道\n{below}\n二、美化道路\n（一）补种。（市林业局负责）"))
    assert due(draft) == ["2026-06-30", "2026-05-31", ""]
    assert "没有写时限，按所在标题的“于2026年6月底前”推定为2026-06-30" in draft.doubts[0].message


def test_a_lead_in_in_front_of_the_plan_is_for_all_rows_and_doubted() -> None:
    lead_in = "各项任务须在2026年10月31日前全部完成。"
    draft = a_draft(a_text(f"{TITLE}{lead_in}\n1.打捞漂浮物。（市水务局负责）\n2.补种，9月底前完成。（市林业局负责）"))
    assert due(draft) == ["2026-10-31", "2026-09-30"]
    assert "按对各项措施的总要求的“在2026年10月31日前”" in draft.doubts[0].message


def test_a_heading_lends_its_time() -> None:
    first = "一、6月底前完成的任务\n1.打捞漂浮物。（市水务局负责）"
    text = f"{first}\n二、整治阶段（2026年9月—11月）\n1.补种。（市林业局负责）"
    draft = a_draft(a_text(TITLE + text))
    assert due(draft) == ["2026-06-30", "2026-11-30"]
    assert kinds(draft) == ["DATE_GUESSED", "DATE_GUESSED"]


def test_the_inner_heading_counts() -> None:
    first = "一、年底前完成的任务\n（一）6月底前完成的任务"
    text = f"{first}\n1.打捞漂浮物。（市水务局负责）\n（二）道路\n1.补种。（市林业局负责）"
    assert due(a_draft(a_text(TITLE + text))) == ["2026-06-30", "2026-12-31"]


def test_a_table_s_group_row_and_its_note_lend_their_times() -> None:
    head = ["云河市2026年清洁任务分工表", "", "", ""]
    rows = (
        ["一、清理河道（6月底前完成）", "", "", ""],
        ["1", "打捞漂浮物。", "市水务局", ""],
        ["2", "清淤。", "市水务局", "8月底"],
        ["二、美化道路", "", "", ""],
        ["3", "补种。", "市林业局", ""],
    )
    header = ["序号", "工作内容", "责任单位", "完成时限"]
    note = ["（各项任务须于2026年11月底前完成）", "", "", ""]
    draft = a_draft(a_grid(head, note, header, *rows, merges="A1:D1 A2:D2 A4:D4 A7:D7"))
    assert due(draft) == ["2026-06-30", "2026-08-31", "2026-11-30"]


def test_a_cell_that_leaves_the_day_open_gives_way_to_the_text() -> None:
    header = ["序号", "工作内容", "责任单位", "完成时限"]
    rows = (
        ["1", "打捞漂浮物，2026年6月底前完成。", "市水务局", "按计划推进"],
        ["2", "清淤，2026年6月底前完成。", "市水务局", "长期坚持"],
        ["3", "补种。", "市林业局", "按计划推进"],
        ["4", "修剪，汛期前完成。", "市林业局", "按计划推进"],
    )
    assert due(a_draft(a_grid(header, *rows))) == ["2026-06-30", "长期坚持", "按计划推进", "按计划推进"]


def test_a_lent_time_that_cannot_be_read_is_told() -> None:
    text = "一、清理河道\n责任单位：市水务局\n完成时限：看市里的安排\n1.打捞漂浮物。\n2.清淤。"
    draft = a_draft(a_text(TITLE + text))
    assert kinds(draft) == ["DATE_UNREAD", "DATE_UNREAD"]


@pytest.mark.parametrize(
    ("bracket", "day"),
    [
        ("市林业局负责，4月至10月", "2026-10-31"),
        ("市林业局负责；三季度完成", "2026-09-30"),
        ("市林业局 6月底前", "2026-06-30"),
        ("市林业局，2026年3月—5月", "2026-05-31"),
        ("市林业局负责，2026年底前完成，长期坚持", "2026-12-31"),
        ("市林业局按职责分工负责", ""),
        ("市林业局负责，每月25日前报送", "每月25日前报送"),
        ("市林业局负责，立即开展，2026年底前完成", "2026-12-31"),
        ("市林业局负责，随时开展", "随时开展"),
    ],
)
def test_a_time_beside_the_units(bracket: str, day: str) -> None:
    draft = a_draft(a_text(f"{TITLE}1.补种。（{bracket}）\n2.打捞漂浮物。（市水务局负责）"))
    assert [unit.name for unit in draft.units] == ["市林业局", "市水务局"]
    assert due(draft) == [day, ""]
