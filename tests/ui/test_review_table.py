"""The rows under review as a model."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import Section
from ledger_app.domain.unit import Role
from ledger_app.ui.review.table_model import DEADLINE, NUMBER, STATE, TEXT, UNITS, ReviewTable, column_of
from tests.ui.review_samples import PHRASES, TEXTS, a_plain_draft, a_text_draft


@pytest.fixture
def draft():
    return a_text_draft()


@pytest.fixture
def table(qtbot, draft):
    model = ReviewTable(draft)
    draft.subscribe(lambda _: model.refresh())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


def shown(table, at, column):
    return table.data(table.index(at, column), Qt.ItemDataRole.DisplayRole)


def test_headings_and_rows_stand_in_the_order_of_the_document(table):
    kinds = ["heading" if isinstance(line, Section) else "row" for line in table.lines]
    assert kinds == ["heading", "row", "row", "heading", "row", "row", "row"]
    assert [shown(table, at, TEXT) for at in (0, 1, 3)] == ["守住安全底线", TEXTS[0], "改善生态环境"]
    assert shown(table, 0, NUMBER) == "一、"


def test_a_row_says_what_is_doubtful_about_it(table):
    assert shown(table, 4, STATE) == "单位跨页承下推定"
    assert shown(table, 3, STATE) == "序号补齐"
    assert shown(table, 1, STATE) == "已读懂"


def test_units_are_read_out_with_their_roles(table):
    assert shown(table, 1, UNITS) == "牵头 市住建局；配合 市应急局、市市场监管局"
    assert PHRASES[0] in table.data(table.index(1, UNITS), Qt.ItemDataRole.ToolTipRole)


def test_each_kind_of_doubt_has_its_column():
    assert {column_of(kind) for kind in DoubtKind} == {NUMBER, TEXT, UNITS, DEADLINE}
    assert column_of(DoubtKind.UNIT_FROM_ABOVE) == UNITS
    assert column_of(DoubtKind.DATE_GUESSED) == DEADLINE


def test_an_edit_goes_to_the_draft_and_comes_back(qtbot, table, draft):
    with qtbot.waitSignal(table.dataChanged):
        assert table.setData(table.index(2, TEXT), "换成这一句。")
    assert draft.book.measures[2].text == "换成这一句。"
    assert shown(table, 2, TEXT) == "换成这一句。"


def test_a_heading_takes_a_title_and_a_number(table, draft):
    table.setData(table.index(3, TEXT), "保护生态环境")
    table.setData(table.index(3, NUMBER), "三、")
    assert draft.book.sections[2].printed == "三、保护生态环境"


def test_a_refused_edit_says_why_and_changes_nothing(qtbot, table, draft):
    with qtbot.waitSignal(table.refused) as said:
        assert not table.setData(table.index(2, TEXT), "  ")
    assert "不能为空" in said.args[0]
    assert draft.book.measures[2].text == TEXTS[1]


def test_the_deadline_is_typed_as_a_phrase(table, draft):
    table.setData(table.index(2, DEADLINE), "10月底前")
    deadline = draft.book.measures[2].deadline
    assert (deadline.phrase, deadline.last_day.isoformat()) == ("10月底前", "2026-10-31")


def test_the_units_are_given_with_their_roles(table, draft):
    table.setData(table.index(5, UNITS), (("市教育局", Role.LEAD), ("市财政局", Role.SUPPORT)))
    row = draft.book.row(4)
    assert [(a.role.label, a.unit.name) for a in row.assigned] == [("牵头", "市教育局"), ("配合", "市财政局")]


def test_an_unchanged_cell_makes_no_act(table, draft):
    table.setData(table.index(1, UNITS), table.data(table.index(1, UNITS), Qt.ItemDataRole.EditRole))
    table.setData(table.index(1, NUMBER), "1.")
    assert not draft.can_undo


def test_dropping_a_row_rebuilds_the_list(qtbot, table, draft):
    with qtbot.waitSignal(table.modelReset):
        draft.remove_measures([2])
    assert table.at_measure(2) is None
    assert table.rowCount() == 6


def test_only_cells_with_something_to_edit_can_be_edited(table):
    editable = Qt.ItemFlag.ItemIsEditable
    assert not table.flags(table.index(1, STATE)) & editable
    assert table.flags(table.index(1, UNITS)) & editable
    assert table.flags(table.index(0, TEXT)) & editable
    assert not table.flags(table.index(0, UNITS)) & editable


def test_a_draft_without_doubts(qtbot):
    table = ReviewTable(a_plain_draft())
    assert {shown(table, at, STATE) for at in range(table.rowCount())} == {"已读懂"}
