"""Rows and headings move, rows are broken down and filled; merged cells stay whole where their rows stay together."""

from dataclasses import replace
from datetime import date

import pytest
from makers import PLAN, TODAY, a_document, a_draft, a_ledger, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.plan import Field, Section
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Cover, Role

FIELDS = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS, Field.DEADLINE, Field.PROGRESS)
GROUPS = (
    ("一", "城市。", [("市住建局牵头,市财政局配合。", ["甲。", "乙。", "丙。"])]),
    ("二", "农村。", [("市交通局负责。", ["丁。"]), ("市财政局负责", ["戊。"])]),
)
CELLS = (("6月底前", "一"), (None, "二"), (None, None), ("年底前", "三"), ("", ""))


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft(GROUPS, fields=FIELDS, cells=CELLS)) as opened:
        yield opened


def table(ledger):
    """Headings, and rows with their phrase; what one merged cell covers is one group."""
    found = []
    for line in ledger.book.annex(PLAN).lines:
        if isinstance(line, Section):
            found.append(line.title)
        else:
            found.append((line.measure.text, line.unit_cells[0].id, line.unit_text))
    return found


def texts(ledger):
    return [line if isinstance(line, str) else line[0] for line in table(ledger)]


def cells(ledger):
    return [row.measure.cells for row in ledger.book.rows()]


def merged(ledger):
    """How many rows each unit cell covers, from top to bottom."""
    cells = dict.fromkeys(line[1] for line in table(ledger) if isinstance(line, tuple))
    return [len(ledger.book.covered_by(cell)) for cell in cells]


def checked(ledger, act):
    """Do it; the file is sound, undo takes it back, redo does it again."""
    before = table(ledger), ledger.book.rows()
    change = act()
    assert ledger.check() == ()
    after = table(ledger), ledger.book.rows()
    ledger.undo()
    assert (table(ledger), ledger.book.rows()) == before
    ledger.redo()
    assert (table(ledger), ledger.book.rows()) == after
    return change


def test_a_row_dragged_under_another_heading_takes_its_own_copy_of_the_phrase(ledger):
    first, second, third, fourth, _ = ids_of(ledger)
    checked(ledger, lambda: ledger.move_measures([second], section_id=None, after=fourth))
    assert texts(ledger) == ["城市。", "甲。", "丙。", "农村。", "丁。", "乙。", "戊。"]
    assert merged(ledger) == [2, 1, 1, 1]
    moved = ledger.book.row(second)
    assert moved.unit_text == "市住建局牵头,市财政局配合。"
    assert moved.path[-1].title == "农村。"
    assert moved.names(Role.LEAD) == ("市住建局",)
    assert ledger.book.row(first).unit_cells == ledger.book.row(third).unit_cells


def test_rows_dragged_together_stay_merged_together(ledger):
    first, second, third, _, last = ids_of(ledger)
    checked(ledger, lambda: ledger.move_measures([third, second], section_id=None, after=last))
    assert texts(ledger) == ["城市。", "甲。", "农村。", "丁。", "戊。", "乙。", "丙。"]
    assert merged(ledger) == [1, 1, 1, 2]
    assert ledger.book.row(first).unit_text == ledger.book.row(third).unit_text


def test_a_row_dropped_into_a_merged_cell_parts_it_and_one_that_reads_the_same_joins_it(ledger):
    first, second, third, fourth, _ = ids_of(ledger)
    checked(ledger, lambda: ledger.move_measures([fourth], section_id=None, after=first))
    assert texts(ledger)[:5] == ["城市。", "甲。", "丁。", "乙。", "丙。"]
    assert merged(ledger) == [1, 1, 2, 1]
    assert ledger.book.row(second).unit_text == ledger.book.row(first).unit_text
    ledger.undo()
    ledger.move_measures([second], section_id=None, after=fourth)
    assert merged(ledger) == [2, 1, 1, 1]
    checked(ledger, lambda: ledger.move_measures([second], section_id=None, after=first))
    assert merged(ledger) == [3, 1, 1]
    assert third in ledger.book.covered_by(ledger.book.row(second).unit_cells[0].id)


def test_within_its_merged_cell_a_row_moves_without_parting_it(ledger):
    first, *_ = ids_of(ledger)
    third = ids_of(ledger)[2]
    checked(ledger, lambda: ledger.move_measures([first], section_id=None, after=third))
    assert texts(ledger)[:4] == ["城市。", "乙。", "丙。", "甲。"]
    assert merged(ledger) == [3, 1, 1]


def test_the_further_columns_show_after_a_move_what_they_showed_before(ledger):
    first, second, third, fourth, _ = ids_of(ledger)
    checked(ledger, lambda: ledger.move_measures([first], section_id=None, after=fourth))
    assert cells(ledger) == [("6月底前", "二"), (None, None), ("年底前", "三"), ("6月底前", "一"), ("", "")]
    checked(ledger, lambda: ledger.move_measures([fourth], section_id=None, after=second))
    assert cells(ledger) == [("6月底前", "二"), ("年底前", "三"), ("6月底前", "二"), ("6月底前", "一"), ("", "")]
    assert ids_of(ledger)[2] == third


def test_a_row_moves_to_the_top_of_a_heading(ledger):
    *_, last = ids_of(ledger)
    town, country = ledger.book.sections
    checked(ledger, lambda: ledger.move_measures([last], section_id=country, after=None))
    assert texts(ledger)[4:] == ["农村。", "戊。", "丁。"]
    checked(ledger, lambda: ledger.move_measures([last], section_id=town, after=None))
    assert texts(ledger)[:2] == ["城市。", "戊。"]
    checked(ledger, lambda: ledger.move_measures([last], section_id=None, after=None))
    assert texts(ledger)[:2] == ["戊。", "城市。"]
    assert ledger.book.row(last).path == ()


def test_a_row_dropped_where_it_stands_changes_nothing(ledger):
    first, second, *_ = ids_of(ledger)
    assert ledger.move_measures([second], section_id=None, after=first) is None
    assert ledger.move_measures([first, second], section_id=None, after=second) is None
    assert ledger.move_measures([], section_id=None, after=second) is None


def test_many_moves_to_one_place_find_room(ledger):
    first, *rest = ids_of(ledger)
    for _ in range(6):
        for measure_id in rest:
            ledger.move_measures([measure_id], section_id=None, after=first)
    assert ids_of(ledger) == [first, *reversed(rest)]
    assert ledger.check() == ()


def test_rows_do_not_leave_their_plan(ledger):
    ledger.import_plan(a_draft(), a_document("乙.xlsx", b"2"))
    ids = ids_of(ledger)
    with pytest.raises(UserError, match="另一份文件"):
        ledger.move_measures([ids[0]], section_id=None, after=ids[-1])
    with pytest.raises(UserError, match="另一份文件"):
        ledger.move_measures([ids[0]], section_id=ledger.book.measures[ids[-1]].section_id, after=None)


def test_the_annex_prints_moved_rows_cell_for_cell_in_their_new_place(ledger):
    from ledger_app.documents.annex_out import lay_out_annex

    _, second, _, fourth, _ = ids_of(ledger)
    ledger.move_measures([second], section_id=None, after=fourth)
    printed = {(cell.row, cell.column): (cell.text, cell.rows) for cell in lay_out_annex(ledger.book.annex(PLAN)).cells}
    assert [printed[row, 2][0] for row in range(2, 7)] == ["甲。", "丙。", "丁。", "乙。", "戊。"]
    assert printed[2, 3] == ("市住建局牵头,市财政局配合。", 2)
    assert printed[5, 3] == ("市住建局牵头,市财政局配合。", 1)
    assert printed[4, 0] == ("二", 3)


# ---- headings


def test_a_heading_moves_with_all_that_stands_under_it(ledger):
    town, country = ledger.book.sections
    checked(ledger, lambda: ledger.move_section(country, after=None))
    assert texts(ledger) == ["农村。", "丁。", "戊。", "城市。", "甲。", "乙。", "丙。"]
    assert merged(ledger) == [1, 1, 3]
    checked(ledger, lambda: ledger.move_section(country, after=town))
    assert texts(ledger)[0] == "城市。"
    assert ledger.move_section(country, after=town) is None


def test_a_heading_does_not_move_to_another_level(ledger):
    first, *_ = ids_of(ledger)
    town, country = ledger.book.sections
    ledger.set_number(first, "（一）")
    ledger.promote(first)  # a lower heading: its number is of another kind
    lower = max(ledger.book.sections)
    assert ledger.book.sections[lower].parent_id == town
    with pytest.raises(UserError, match="同一级"):
        ledger.move_section(lower, after=country)
    assert ledger.move_section(lower, after=None) is None  # it has no neighbour
    checked(ledger, lambda: ledger.move_section(town, after=country))
    assert texts(ledger) == ["农村。", "丁。", "戊。", "城市。", "甲。", "乙。", "丙。"]


def test_a_new_heading_above_a_row_has_the_rows_below_it(ledger):
    _, second, *_ = ids_of(ledger)
    checked(ledger, lambda: ledger.add_section(PLAN, number=" 三 ", title="老旧小区。", above=second))
    assert texts(ledger) == ["城市。", "甲。", "老旧小区。", "乙。", "丙。", "农村。", "丁。", "戊。"]
    assert ledger.book.row(second).path[-1].printed == "三、老旧小区。"
    assert merged(ledger) == [3, 1, 1]


def test_a_new_heading_stands_behind_another_or_at_the_end(ledger):
    town, _ = ledger.book.sections
    checked(ledger, lambda: ledger.add_section(PLAN, number="", title="中间。", after=town))
    checked(ledger, lambda: ledger.add_section(PLAN, number="", title="末尾。"))
    assert texts(ledger) == ["城市。", "甲。", "乙。", "丙。", "中间。", "农村。", "丁。", "戊。", "末尾。"]
    with pytest.raises(UserError, match="标题不能为空"):
        ledger.add_section(PLAN, number="四", title=" ")


# ---- sub-measures


def test_a_measure_is_broken_down_below_itself_with_its_units_and_deadline(ledger):
    first, second, *_ = ids_of(ledger)
    ledger.set_deadline([first], "2026-12-31")
    checked(ledger, lambda: ledger.add_sub_measure(first, "分解一。"))
    checked(ledger, lambda: ledger.add_sub_measure(first, "分解二。"))
    assert texts(ledger)[:5] == ["城市。", "甲。", "分解一。", "分解二。", "乙。"]
    one, two = ledger.book.sub_measures_of(first)
    assert one.measure.parent_id == first
    assert one.assigned == ledger.book.row(first).assigned
    assert one.last_day == date(2026, 12, 31)
    assert merged(ledger) == [5, 1, 1]
    assert two.unit_cells == ledger.book.row(second).unit_cells


def test_a_part_of_a_measure_whose_cell_ends_above_it_has_a_copy(ledger):
    *_, fourth, _ = ids_of(ledger)
    ledger.add_sub_measure(fourth, "分解一。")
    (part,) = ledger.book.sub_measures_of(fourth)
    ledger.set_units([part.measure.id], [("市水务局", Role.LEAD)])
    checked(ledger, lambda: ledger.add_sub_measure(fourth, "分解二。"))
    assert [row.unit_text for row in ledger.book.rows()[3:6]] == ["市交通局负责。", "市水务局牵头。", "市交通局负责。"]
    assert [row.measure.cells[0] for row in ledger.book.rows()[3:6]] == ["年底前", "", ""]


def test_a_part_is_not_broken_down_again(ledger):
    first, *_ = ids_of(ledger)
    ledger.add_sub_measure(first, "分解一。")
    (part,) = ledger.book.sub_measures_of(first)
    with pytest.raises(UserError, match="只能分解一级"):
        ledger.add_sub_measure(part.measure.id, "再分。")
    with pytest.raises(UserError, match="工作内容不能为空"):
        ledger.add_sub_measure(first, " ")


@pytest.fixture
def family(ledger):
    """甲 with two parts."""
    first, *_ = ids_of(ledger)
    for text in ("分解一。", "分解二。"):
        ledger.add_sub_measure(first, text)
    return ledger


def parents(ledger):
    return [
        (row.measure.text, ledger.book.measures[row.measure.parent_id].text)
        for row in ledger.book.rows()
        if row.measure.parent_id is not None
    ]


def test_parts_go_with_their_measure(family):
    first, *_, last = ids_of(family)
    checked(family, lambda: family.move_measures([first], section_id=None, after=last))
    assert texts(family)[-3:] == ["甲。", "分解一。", "分解二。"]
    assert parents(family) == [("分解一。", "甲。"), ("分解二。", "甲。")]


def test_a_part_dragged_away_is_no_part_any_more_and_within_its_family_it_stays_one(family):
    _, one, two, second, *_ = ids_of(family)
    checked(family, lambda: family.move_measures([one], section_id=None, after=two))
    assert parents(family) == [("分解二。", "甲。"), ("分解一。", "甲。")]
    checked(family, lambda: family.move_measures([one], section_id=None, after=second))
    assert parents(family) == [("分解二。", "甲。")]


def test_a_row_dropped_or_added_inside_a_family_joins_it(family):
    first, one, *_, last = ids_of(family)
    checked(family, lambda: family.move_measures([last], section_id=None, after=first))
    checked(family, lambda: family.add_measure(plan_id=PLAN, after=one, section_id=None, text="新增。"))
    assert [text for text, _ in parents(family)] == ["戊。", "分解一。", "新增。", "分解二。"]


def test_parts_outlive_their_measure(family):
    first, one, *_ = ids_of(family)
    checked(family, lambda: family.remove_measures([first]))
    assert parents(family) == []
    assert texts(family)[1:3] == ["分解一。", "分解二。"]
    family.undo()
    checked(family, lambda: family.promote(first))
    assert parents(family) == []
    family.undo()
    checked(family, lambda: family.merge_measures([first, one]))
    assert parents(family) == [("分解二。", "甲。分解一。")]
    family.undo()
    checked(family, lambda: family.add_section(PLAN, number="", title="新标题。", above=one))
    assert parents(family) == []


# ---- filled down


def test_filled_down_the_rows_have_what_the_first_has(ledger):
    first, second, third, fourth, last = ids_of(ledger)
    ledger.set_status([fourth], Status.CLOSED)
    checked(ledger, lambda: ledger.fill_down([fourth, last, second], Field.STATUS))
    assert [row.measure.status for row in ledger.book.rows()] == [
        *(Status.NOT_STARTED, Status.CLOSED, Status.NOT_STARTED, Status.CLOSED, Status.CLOSED)
    ]
    ledger.set_deadline([first], "12月15日")
    checked(ledger, lambda: ledger.fill_down([first, last], Field.DEADLINE))
    assert ledger.book.row(last).measure.deadline == ledger.book.row(first).measure.deadline
    assert ledger.book.row(last).measure.cells[0] == "12月15日"
    checked(ledger, lambda: ledger.fill_down([first, third], Field.TEXT))
    assert ledger.book.row(third).measure.text == "甲。"


def test_units_are_filled_down_as_they_are_printed(ledger):
    *_, third, fourth, last = ids_of(ledger)
    checked(ledger, lambda: ledger.fill_down([last, fourth, third], Field.UNITS))
    rows = [ledger.book.row(id_) for id_ in (third, fourth, last)]
    assert [row.unit_text for row in rows] == ["市财政局负责"] * 3
    assert [row.names(Role.RESPONSIBLE) for row in rows] == [("市财政局",)] * 3
    assert merged(ledger) == [2, 1, 1, 1]


def test_an_entry_is_filled_down_and_starts_the_work(ledger):
    first, second, *_, last = ids_of(ledger)
    with pytest.raises(UserError, match="还没有记进展"):
        ledger.fill_down([first, last], Field.PROGRESS)
    ledger.add_progress(first, on=TODAY, done="已开工", problems="缺资金", percent=20)
    checked(ledger, lambda: ledger.fill_down([first, second, last], Field.PROGRESS))
    for measure_id in (second, last):
        row = ledger.book.row(measure_id)
        assert (row.progress.done, row.progress.problems, row.progress.percent) == ("已开工", "缺资金", 20)
        assert row.measure.status is Status.UNDER_WAY
        assert row.measure.cells[1] == "已开工"


def test_numbers_are_not_filled_down(ledger):
    with pytest.raises(UserError, match="不能向下填充"):
        ledger.fill_down(ids_of(ledger), Field.NUMBER)
    assert ledger.fill_down(ids_of(ledger)[:1], Field.STATUS) is None


# ---- cells around rows that change their shape


def covered(ledger):
    """How many rows each unit cell of the file covers."""
    return sorted(len(ledger.book.covered_by(cell)) for cell in ledger.book.unit_cells)


def test_rows_without_units_below_a_new_heading_get_those_it_had(tmp_path):
    groups = [("一", "城市。", [("市住建局牵头", ["甲。"]), ("", ["乙。", "丙。"]), ("市水务局负责", ["丁。"])])]
    with a_ledger(tmp_path / "乙.ledger", a_draft(groups)) as ledger:
        first, *_ = ids_of(ledger)
        checked(ledger, lambda: ledger.promote(first))
        assert [row.unit_text for row in ledger.book.rows()] == ["市住建局牵头", "市住建局牵头", "市水务局负责"]
        assert [row.names(Role.LEAD) for row in ledger.book.rows()] == [("市住建局",), ("市住建局",), ()]
        assert covered(ledger) == [1, 2]


def test_joined_rows_of_two_merged_cells_leave_no_cell_that_covers_nothing(ledger):
    first, second, third, fourth, last = ids_of(ledger)
    ledger.move_measures([fourth], section_id=None, after=third)
    checked(ledger, lambda: ledger.merge_measures([first, second, third, fourth]))
    assert covered(ledger) == [1, 1]
    assert ledger.book.row(first).unit_text == "市住建局牵头,市财政局配合,市交通局负责。"
    assert ids_of(ledger) == [first, last]


def test_a_new_row_joins_the_merged_cell_of_one_column_and_has_an_empty_one_in_the_other(tmp_path):
    fields = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.LEAD, Field.SUPPORT)
    draft = a_draft([("一", "标题", [("市住建局", ["甲。", "乙。"])])], fields=fields)
    lead = replace(draft.unit_cells[0], role=Role.LEAD)
    support = [replace(lead, id=at, column=4, role=Role.SUPPORT, text=text) for at, text in ((2, "市财政局"), (3, ""))]
    covers = [Cover(id=10 + at, measure_id=at, unit_cell_id=at + 1) for at in (1, 2)]
    draft = replace(draft, unit_cells=(lead, *support), covers=(*draft.covers, *covers))
    with a_ledger(tmp_path / "丙.ledger", draft) as ledger:
        first, _ = ids_of(ledger)
        ledger.set_units([first], [("市住建局", Role.LEAD), ("市财政局", Role.SUPPORT)])
        checked(ledger, lambda: ledger.add_measure(plan_id=PLAN, after=first, section_id=None, text="新增。"))
        new = ledger.book.rows()[1]
        assert [cell.text for cell in new.unit_cells] == ["市住建局", ""]
        assert len({row.unit_cells[0].id for row in ledger.book.rows()}) == 1
        assert (new.names(Role.LEAD), new.names(Role.SUPPORT)) == (("市住建局",), ())
