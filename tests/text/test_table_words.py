"""What further columns and cells of tables say: aims in numbers, levels, persons, names spread out, drawn tables."""

import pytest

from ledger_app.domain.unit import Role
from ledger_app.text.units import parse_units
from tests.text.tables import a_draft, a_grid, a_text, kinds, outline

_HEADER = ["序号", "工作任务"]


@pytest.mark.parametrize(
    ("columns", "cells", "wanted"),
    [
        (["工作目标"], ["完成改造2000座"], ["2000座"]),
        (["计量单位", "2026年目标值"], ["座", "2000"], ["2000座"]),
        (["目标值（座）"], ["≥2000"], ["2000座"]),
        (["备注"], ["去年改造2000座"], []),
    ],
)
def test_numbers_under_aims_are_targets(columns: list[str], cells: list[str], wanted: list[str]) -> None:
    table = a_grid([*_HEADER, *columns, "责任单位"], ["1", "改造厕所", *cells, "市住建局"])
    assert [measured.target.phrase.lstrip("≥") for measured in a_draft(table).targets] == wanted


def test_a_number_said_in_the_text_too_is_one_target() -> None:
    table = a_grid([*_HEADER, "工作目标", "责任单位"], ["1", "改造厕所20座", "20座", "市住建局"])
    assert len(a_draft(table).targets) == 1


def test_bare_names_under_lead_and_support() -> None:
    draft = a_draft(a_grid([*_HEADER, "牵头单位及配合单位"], ["1", "改造厕所", "市住建局、市财政局"]))
    assert outline(draft) == ["  1改造厕所 | 市住建局牵头 市财政局配合"]
    assert "UNIT_UNREAD" in kinds(draft)  # 配合 is a guess


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("市级：市甲局 县级：县乙局", ["市甲局", "县乙局"]),
        ("市级：市甲局；县级：各县区政府", ["市甲局", "各县区政府"]),
        ("省直：省甲厅\n市县：各市县政府", ["省甲厅", "各市县政府"]),
        ("市 财 政 局", ["市财政局"]),
        ("市 水 务 局、市财政局", ["市水务局", "市财政局"]),
        ("机关党委 张三", ["机关党委"]),
        ("市甲局 李四\n市乙局：王小五", ["市甲局", "市乙局"]),
        ("市甲局 市乙局", ["市甲局", "市乙局"]),
    ],
)
def test_levels_spread_names_and_persons_in_a_cell(phrase: str, names: list[str]) -> None:
    assert [name for name, _ in parse_units(phrase, role=Role.RESPONSIBLE).assigned] == names


DRAWN = """云河市分工表
┌────┬────────┬──────┬────┐
│序号│工作内容│责任单位│时限│
├────┼────────┼──────┼────┤
│ 1  │补种行道│市林业局│6月 │
│    │树500株。│市财政局│底前│
├────┼────────┼──────┼────┤
│ 2  │修复护栏│市住建│8月 │
│    │        │局    │    │
└────┴────────┴──────┴────┘"""


@pytest.mark.parametrize("marks", ["┌┬┐│├┼┤└┴┘─", "┏┳┓┃┣╋┫┗┻┛━", "╔╦╗║╠╬╣╚╩╝═"])
def test_a_drawn_table_whose_cells_go_on_over_lines(marks: str) -> None:
    text = DRAWN.translate(str.maketrans("┌┬┐│├┼┤└┴┘─", marks))
    draft = a_draft(a_text(text))
    assert outline(draft) == [
        "  1补种行道树500株。 | 市林业局负责 市财政局负责",
        "  2修复护栏 | 市住建局负责",
    ]
    assert [m.deadline and m.deadline.phrase for m in draft.measures] == ["6月底前", "8月"]
