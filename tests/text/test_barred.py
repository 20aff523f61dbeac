"""Tables flattened to one cell a line, a bar behind each."""

from tests.text.tables import a_draft, a_text, due, kinds, outline

HEADER = "序号 |\n指标名称 |\n预期效果 |\n完成时限 |\n牵头单位 |\n备注 |\n"


def test_cells_between_bars() -> None:
    rows = (
        "1 |\n河道清淤长度 |\n40公里 |\n6月 |\n市水务局 |\n规划2030年清淤90公里。 |\n",
        "2 |\n新增绿地面积 |\n30公顷 |\n12月 |\n市林业局 |\n含街头\n绿地，2030年达标。 |\n",
    )
    lead_in = "从2024年开始每年公布。2026年，继续公布指标。\n"
    draft = a_draft(a_text(lead_in + HEADER + "".join(rows) + "注：以上指标由市政府办公室统计。"))
    assert outline(draft) == ["  1河道清淤长度 | 市水务局牵头", "  2新增绿地面积 | 市林业局牵头"]
    assert due(draft) == ["2026-06-30", "2026-12-31"]
    assert [target.target.phrase for target in draft.targets] == ["40公里", "30公顷"]
    assert draft.measures[1].cells[-1] == "含街头\n绿地，2030年达标。"
    assert [(place.line, place.start) for place in draft.places] == [(8, 0), (14, 0)]


def test_a_cell_that_a_row_lacks_is_merged_with_the_one_above() -> None:
    rows = (
        "1 |\n河道清淤长度 |\n40公里 |\n6月底前 |\n市水务局 |\n|\n",
        "2 |\n河道保洁长度 |\n90公里 |\n10月底前 |\n按月统计 |\n",
        "3 |\n新增绿地面积 |\n30公顷 |\n市林业局 |\n|\n",
    )
    draft = a_draft(a_text("云河市2026年指标\n" + HEADER + "".join(rows)))
    assert outline(draft) == [
        "  1河道清淤长度 | 市水务局牵头",
        "  2河道保洁长度 | 市水务局牵头",
        "  3新增绿地面积 | 市林业局牵头",
    ]
    assert due(draft) == ["2026-06-30", "2026-10-31", "2026-10-31"]
    assert "UNIT_FROM_ABOVE" not in kinds(draft)


def test_a_value_that_is_the_next_number_begins_no_row() -> None:
    rows = (
        "1 |\n新建泵站（座） |\n2 |\n6月底前 |\n市水务局 |\n|\n2 |\n新建公园（处） |\n3 |\n10月底前 |\n市林业局 |\n|\n"
    )
    draft = a_draft(a_text("云河市2026年指标\n" + HEADER + rows))
    assert outline(draft) == ["  1新建泵站（座） | 市水务局牵头", "  2新建公园（处） | 市林业局牵头"]


def test_a_table_without_numbers_has_as_many_cells_a_row_as_its_header() -> None:
    header = "工作内容 |\n责任单位 |\n完成时限 |\n"
    rows = "打捞漂浮物。 |\n市水务局 |\n2026年6月底前 |\n补种行道树。 |\n市林业局 |\n2026年9月底前 |\n"
    draft = a_draft(a_text(header + rows))
    assert outline(draft) == ["  打捞漂浮物。 | 市水务局负责", "  补种行道树。 | 市林业局负责"]


def test_lines_that_happen_to_end_in_bars_are_no_table() -> None:
    menu = "首页 |\n新闻 |\n公开 |\n服务 |\n互动 |\n专题 |"
    text = f"{menu}\n一、清理河道。打捞漂浮物。（市水务局负责）\n二、补种。（市林业局负责）"
    draft = a_draft(a_text(text))
    assert outline(draft) == ["  一、清理河道。打捞漂浮物。 | 市水务局负责", "  二、补种。 | 市林业局负责"]
