"""Drawn tables whose cells do not end on the same lines."""

import pytest

from tests.text.tables import a_draft, a_text, due, outline

TABLE = """云河市2026年任务分工
┌──────────┬────┬────────────┬────┐
│ 工 作 任 务        │分管│牵头单位                │完成│
│                    │领导│                        │时限│
├──────────┼────┼────────────┼────┤
│清理河道，改善水质  │李四│各镇政府、市水务局、市水│年底│
├──────────┤    │文局                    │前  │
│△打捞漂浮物，做到日│    ├────────────┤    │
│产日清              │    │市林业局                │    │
│△拆除违章建筑      │    │市住建局                │    │
│△清淤              │    │                        │    │
├──────────┤    │                        │    │
│美化道路            │    │                        │    │
├──────────┤    │                        │    │
│△补种行道树        │    │                        │    │
└──────────┴────┴────────────┴────┘
落款"""


def test_cells_are_cut_by_their_own_columns_rules() -> None:
    draft = a_draft(a_text(TABLE))
    assert outline(draft) == [
        "清理河道，改善水质",
        "  打捞漂浮物，做到日产日清 | 各镇政府牵头 市水务局牵头 市水文局牵头",
        "  拆除违章建筑 | 各镇政府牵头 市水务局牵头 市水文局牵头",
        "  清淤 | 各镇政府牵头 市水务局牵头 市水文局牵头",
        "美化道路",
        "  补种行道树 | 市林业局牵头 市住建局牵头",
    ]
    assert set(due(draft)) == {"2026-12-31"}
    assert [place.line for place in draft.places] == [8, 10, 11, 15]


def test_cells_beside_more_groups_than_they_are_go_to_the_lines_they_stand_on() -> None:
    table = """┌──────┬──────┬────┐
│工作任务    │牵头单位    │时限│
├──────┼──────┼────┤
│打捞漂浮物  │市水务局    │6月 │
├──────┤            │    │
│清淤        │            │    │
├──────┼──────┤    │
│补种行道树  │市林业局    │    │
└──────┴──────┴────┘"""
    draft = a_draft(a_text(f"云河市2026年任务分工\n{table}"))
    assert outline(draft) == ["  打捞漂浮物 | 市水务局牵头", "  清淤 | 市水务局牵头", "  补种行道树 | 市林业局牵头"]


@pytest.mark.parametrize("header", ["甲│乙│丙", "工作内容│备注│丙"])
def test_a_drawing_of_something_else_is_no_table(header: str) -> None:
    drawing = f"┌──┬──┬──┐\n│{header}│\n├──┤  ├──┤\n│丁│  │戊│\n├──┼──┼──┤\n│己│庚│辛│\n└──┴──┴──┘"
    draft = a_draft(a_text(f"云河市方案\n{drawing}\n一、打捞漂浮物。（市水务局负责）\n二、补种。（市林业局负责）"))
    assert outline(draft) == ["  一、打捞漂浮物。 | 市水务局负责", "  二、补种。 | 市林业局负责"]
