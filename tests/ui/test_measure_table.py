from collections.abc import Sequence
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.ledger import Ledger, shape_changed
from ledger_app.ui.models.columns import DUE, LEAD, NUMBER, PROGRESS, STATE, STATUS, TEXT, UNITS, UPDATED
from ledger_app.ui.models.lines import Group, grouped_lines, tally_text
from ledger_app.ui.models.measure_table import MeasureTable
from tests.ui.ledger_samples import TODAY, a_document, a_draft

EDIT = Qt.ItemDataRole.EditRole
USER = Qt.ItemDataRole.UserRole


@pytest.fixture
def table(qtbot: QtBot, ledger: Ledger) -> MeasureTable:
    made = MeasureTable(ledger, lambda: TODAY)
    made.show(ledger.book.rows())

    def on_change(change):
        if shape_changed(change.edits):
            made.refresh(ledger.book.rows(), ledger.book.touched(change.edits))
        else:
            made.on_change(change)

    ledger.subscribe(on_change)
    return made


@pytest.fixture
def tester(table: MeasureTable) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)


def changed_cells(table: MeasureTable) -> list[tuple[int, int, int, int]]:
    seen: list[tuple[int, int, int, int]] = []
    table.dataChanged.connect(lambda a, b, _: seen.append((a.row(), a.column(), b.row(), b.column())))
    return seen


def titles(table: MeasureTable) -> list[str]:
    return [line.title if isinstance(line, Group) else line.measure.text[:4] for line in table.lines]


def test_rows_stand_under_their_headings_as_in_the_annex(table, tester):
    assert titles(table)[:2] == ["一、补齐公共服务短板", "完成12"]
    assert [i for i, line in enumerate(table.lines) if isinstance(line, Group)] == [0, 6]
    assert table.rowCount() == 10
    assert table.rowCount(table.index(0, 0)) == 0
    assert table.columnCount(table.index(0, 0)) == 0
    assert table.headerData(TEXT, Qt.Orientation.Horizontal) == "工作内容"


def test_cells_say_what_a_clerk_reads(table):
    show = [table.index(3, column).data() for column in range(table.columnCount())]
    assert show[:LEAD] == [
        "3",
        "建成15分钟便民服务圈28个，每个服务圈至少配置一处社区食堂。",
        "牵头 市商务局；配合 市民政局",
        "11月15日 逾期6天",
        "红 进行中",
        "尚无进展",
    ]
    assert show[LEAD:] == [
        "市商务局",
        "市民政局",
        "红",
        "进行中",
        "",
        "",
        "云河市城市品质提升行动方案",
        "",
        "11月21日",
    ]
    assert table.index(3, 0).data(USER) == 3
    assert table.index(3, UNITS).data(EDIT) == (("市商务局", Role.LEAD), ("市民政局", Role.SUPPORT))
    assert table.index(0, 0).data() == "一、补齐公共服务短板"
    assert table.index(0, DUE).data() is None
    assert "5项 完成1 逾期1" in table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert QModelIndex().data() is None


def test_headings_count_what_is_below_them(table):
    first, second = (line for line in table.lines if isinstance(line, Group))
    assert tally_text(table.tally_of(first)) == "5项 完成1 逾期1"
    assert table.tally_of(first).lamps == {Lamp.YELLOW: 1, Lamp.GREEN: 2, Lamp.RED: 1, Lamp.GREY: 1}
    assert tally_text(table.tally_of(second)) == "3项 完成1"


@pytest.mark.parametrize(
    ("column", "value", "holds"),
    [
        (NUMBER, "3之一", lambda m: m.number == "3之一"),
        (TEXT, "建成便民服务圈30个。", lambda m: m.text == "建成便民服务圈30个。"),
        (DUE, "长期坚持", lambda m: m.deadline is not None and m.deadline.last_day is None),
        (STATE, Status.DONE, lambda m: m.status is Status.DONE),
    ],
)
def test_an_edit_goes_to_the_ledger_and_comes_back_as_changed_cells(table, tester, ledger, column, value, holds):
    seen = changed_cells(table)
    assert table.setData(table.index(3, column), value)
    assert holds(ledger.book.measures[MeasureId(3)])
    assert (3, column, 3, column) in seen
    assert all(row in (0, 3) for row, *_ in seen), "only this row and its heading"
    assert len(ledger.log()) == 2, "one act beside the import"


def test_units_are_edited_as_a_whole(table, ledger):
    wanted = (("市教育局", Role.LEAD), ("市新单位", Role.SUPPORT))
    assert table.setData(table.index(3, UNITS), wanted)
    row = ledger.book.row(MeasureId(3))
    assert tuple((a.unit.name, a.role) for a in row.assigned) == wanted
    assert table.index(3, UNITS).data() == "牵头 市教育局；配合 市新单位"


def test_what_the_ledger_refuses_is_said_and_changes_nothing(table, ledger, qtbot):
    before = ledger.book.row(MeasureId(3))
    with qtbot.waitSignal(table.refused) as refused:
        assert not table.setData(table.index(3, DUE), "11月31日")
    assert "31" in refused.args[0]
    assert ledger.book.row(MeasureId(3)) == before
    assert len(ledger.log()) == 1


def test_the_same_value_is_no_act(table, ledger):
    assert table.setData(table.index(3, STATE), Status.UNDER_WAY)
    assert len(ledger.log()) == 1


def test_progress_other_cells_of_headings_and_other_roles_are_not_edited(table, ledger):
    assert not table.setData(table.index(0, DUE), "x")
    assert not table.setData(table.index(3, PROGRESS), "x")
    assert not table.setData(table.index(3, TEXT), "x", USER)
    assert not table.flags(table.index(0, DUE)) & Qt.ItemFlag.ItemIsEditable
    assert table.flags(table.index(3, TEXT)) & Qt.ItemFlag.ItemIsEditable
    assert len(ledger.log()) == 1


def test_undo_takes_the_same_road_back(table, tester, ledger):
    table.setData(table.index(3, STATE), Status.DONE)
    seen = changed_cells(table)
    ledger.undo()
    assert table.index(3, STATE).data() == "红 进行中"
    assert (3, STATE, 3, STATE) in seen


def test_progress_changes_only_its_cells(table, ledger):
    seen = changed_cells(table)
    ledger.add_progress(MeasureId(5), on=TODAY, done="已选址。")
    assert table.index(5, PROGRESS).data() == "11月21日 已选址。"
    assert {(row, column) for row, column, *_ in seen} == {(5, PROGRESS), (5, STATE), (5, STATUS), (0, 0)}


def test_rows_come_and_go_without_a_reset(table, tester, ledger, qtbot):
    resets: list[None] = []
    table.modelReset.connect(lambda: resets.append(None))
    ledger.remove_measures([MeasureId(2), MeasureId(3)])
    assert titles(table)[:3] == ["一、补齐公共服务短板", "完成12", "新建和改"]
    assert table.rowCount() == 8
    ledger.undo()
    assert table.rowCount() == 10
    assert table.place_of(MeasureId(3)) == 3
    ledger.add_measure(plan_id=1, after=MeasureId(1), section_id=1, text="新任务")
    assert titles(table)[2] == "新任务"
    assert resets == []


def test_closed_headings_hide_what_is_below_them(table, tester):
    group = table.lines[0]
    assert isinstance(group, Group)
    table.set_closed([group.key], True)
    assert titles(table)[:2] == ["一、补齐公共服务短板", "二、优化营商和用工环境"]
    assert table.place_of(MeasureId(1)) is None
    assert len(table.rows) == 8
    table.set_closed([group.key], False)
    assert table.rowCount() == 10


def test_a_change_below_a_closed_heading_counts_in_it(table, ledger):
    group = table.lines[0]
    assert isinstance(group, Group)
    table.set_closed([group.key], True)
    ledger.set_status([MeasureId(3)], Status.CLOSED)
    assert tally_text(table.tally_of(table.lines[0])) == "5项 完成2"
    table.set_closed([group.key], False)
    assert table.index(3, STATE).data() == "绿 已销号"


def due_days(lines: Sequence[object]) -> list[str]:
    return [str(line.last_day) for line in lines if isinstance(line, MeasureRow)]


def test_flat_sorting_is_over_all_rows_and_can_be_left(table, tester):
    table.group(False)
    assert not any(isinstance(line, Group) for line in table.lines)
    assert [row.measure.id for row in table.lines] == list(range(1, 9))
    table.sort_by(DUE)
    assert due_days(table.lines) == sorted(due_days(table.lines))
    assert due_days(table.lines)[-1] == "None"
    table.sort_by(DUE, Qt.SortOrder.DescendingOrder)
    assert due_days(table.lines)[-1] == "2026-10-31"
    table.sort_by(STATE)
    assert table.index(0, STATE).data() == "红 进行中"
    for column in range(table.columnCount()):
        table.sort_by(column)
        table.sort_by(column, Qt.SortOrder.DescendingOrder)
    table.sort_by(None)
    table.group(True)
    assert isinstance(table.lines[0], Group)


def test_grouped_sorting_leaves_the_headings_in_the_order_of_the_document(table, tester):
    headings = [line.title for line in table.lines if isinstance(line, Group)]
    table.sort_by(DUE)
    assert [line.title for line in table.lines if isinstance(line, Group)] == headings
    second = next(at for at, line in enumerate(table.lines) if isinstance(line, Group) and at)
    for block in (table.lines[1:second], table.lines[second + 1 :]):
        assert due_days(block) == sorted(due_days(block))
    assert {row.measure.id for row in table.lines[1:second]} == {1, 2, 3, 4, 5}
    table.set_closed([table.lines[0].key], True)
    assert isinstance(table.lines[1], Group)
    assert due_days(table.lines) == sorted(due_days(table.lines))


def test_a_sorted_long_list_shows_its_first_screens_at_once_too(qtbot, long_ledger):
    table = MeasureTable(long_ledger, lambda: TODAY)
    table.show(long_ledger.book.rows())
    for grouped, lines in ((True, 1000), (False, 800)):
        table.group(grouped)
        table.sort_by(DUE)
        assert table.rowCount() < lines
        qtbot.waitUntil(lambda lines=lines: table.rowCount() == lines)
    assert due_days(table.lines) == sorted(due_days(table.lines))


def test_the_day_of_the_last_act_follows_the_acts(table, ledger, monkeypatch):
    assert table.index(3, UPDATED).data() == "11月21日"
    monkeypatch.setattr(table, "_clock", lambda: date(2026, 11, 23))
    ledger.set_status([MeasureId(3)], Status.DONE)
    assert table.index(3, UPDATED).data() == "11月23日"
    assert table.index(1, UPDATED).data() == "11月21日"


def test_long_lists_show_their_first_screens_at_once_and_the_rest_soon(qtbot, long_ledger):
    table = MeasureTable(long_ledger, lambda: TODAY)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.show(long_ledger.book.rows())
    first = table.rowCount()
    assert first < 1000
    assert tally_text(table.tally_of(table.lines[0])) == "5项 完成1 逾期1"
    assert table.place_of(MeasureId(8)) is not None
    assert table.place_of(MeasureId(99999)) is None
    assert table.rowCount() == first, "looking for a row near the top draws up no more lines"
    qtbot.waitUntil(lambda: table.rowCount() == 1000)
    assert table.lines == grouped_lines(long_ledger.book.rows(), frozenset())


def test_a_row_far_down_is_found_before_the_rest_is_drawn_up(qtbot, long_ledger):
    table = MeasureTable(long_ledger, lambda: TODAY)
    table.show(long_ledger.book.rows())
    assert table.place_of(MeasureId(800)) == 999


def test_several_plans_have_their_titles_as_headings(qtbot, ledger):
    ledger.import_plan(a_draft(title="云河市质量提升行动计划"), a_document("另一份.xlsx", b"other"))
    table = MeasureTable(ledger, lambda: TODAY)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.show(ledger.book.rows())
    groups = [line for line in table.lines if isinstance(line, Group)]
    assert [(group.depth, group.title) for group in groups][:2] == [
        (0, "云河市城市品质提升行动方案"),
        (1, "一、补齐公共服务短板"),
    ]
    assert [table.tally_of(group).total for group in groups if group.depth == 0] == [8, 8]
    table.set_closed([groups[0].key], True)
    assert [line.depth for line in table.lines[:2] if isinstance(line, Group)] == [0, 0]


def test_the_title_of_a_heading_is_edited_without_its_number(table, ledger):
    assert table.index(0, TEXT).data(EDIT) == "补齐公共服务短板"
    assert table.setData(table.index(0, TEXT), "补齐民生短板")
    assert ledger.book.sections[1].title == "补齐民生短板"
    assert ledger.book.sections[1].number == "一、"
    assert not table.setData(table.index(0, TEXT), ""), "a heading has a title"


def test_a_read_only_ledger_is_not_edited(qtbot, ledger):
    ledger.close()
    with Ledger.open(ledger.path, read_only=True) as reader:
        table = MeasureTable(reader, lambda: TODAY)
        table.show(reader.book.rows())
        assert not table.flags(table.index(3, TEXT)) & Qt.ItemFlag.ItemIsEditable


def test_the_tally_of_all_rows_follows_a_change_without_counting_all(table, ledger, monkeypatch):
    before = table.tally()
    counted: list[int] = []
    count = table._tallies.count
    monkeypatch.setattr(table._tallies, "count", lambda rows, today: counted.append(len(rows)) or count(rows, today))
    ledger.set_status([MeasureId(3)], Status.DONE)
    assert max(counted) == 1
    assert (table.tally().late, table.tally().finished) == (before.late - 1, before.finished + 1)
    monkeypatch.undo()
    followed = table.tally()
    table.show(ledger.book.rows())
    assert table.tally() == followed


def test_a_row_far_down_changes_before_the_rest_is_drawn_up(qtbot, long_ledger):
    table = MeasureTable(long_ledger, lambda: TODAY)
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    long_ledger.subscribe(table.on_change)
    table.show(long_ledger.book.rows())
    long_ledger.set_status([MeasureId(800)], Status.CLOSED)
    assert table.rowCount() == 1000
    assert table.index(999, STATUS).data() == "已销号"


def test_the_history_is_not_read_for_a_column_that_nobody_sees(table, ledger):
    ledger.set_status([MeasureId(3)], Status.DONE)
    assert not table._updates.known


def test_very_many_rows_are_swapped_in_one_pass(long_ledger):
    """A status for all of 800 rows: one word to the views, the same lines as of a list built anew."""
    table, fresh = MeasureTable(long_ledger, lambda: TODAY), MeasureTable(long_ledger, lambda: TODAY)
    table.show(long_ledger.book.rows())
    table.tally()
    told = []
    table.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    long_ledger.subscribe(table.on_change)
    long_ledger.set_status([row.measure.id for row in long_ledger.book.rows()], Status.CLOSED)
    fresh.show(long_ledger.book.rows())
    fresh.complete()
    assert table.lines == fresh.lines
    assert table.tally() == fresh.tally()
    assert table.tally_of(table.lines[0]) == fresh.tally_of(fresh.lines[0])
    assert told == [(0, len(table.lines) - 1)]
