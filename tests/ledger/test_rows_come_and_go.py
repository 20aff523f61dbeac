import pytest
from makers import a_draft, a_ledger, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.plan import Field, Section
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role

FIELDS = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.UNITS, Field.DEADLINE, Field.STATUS, Field.OTHER)
CELLS = (
    ("6月底前", "未启动", "甲注"),
    (None, "未启动", None),
    (None, "", "乙注"),
    ("年底前", "未启动", ""),
    (None, "未启动", "丙注"),
)


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft(fields=FIELDS, cells=CELLS)) as opened:
        yield opened


def printed(ledger):
    return [row.measure.cells for row in ledger.book.rows()]


def test_a_new_row_stands_where_it_was_put(ledger):
    ids = ids_of(ledger)
    plan_id = ledger.book.row(ids[0]).plan.id
    ledger.add_measure(plan_id=plan_id, after=ids[3], section_id=None, text="甲。")
    ledger.add_measure(plan_id=plan_id, after=ids[3], section_id=None, text="乙。")
    section = ledger.book.row(ids[0]).path[0]
    ledger.add_measure(plan_id=plan_id, after=None, section_id=section.id, text="丙。")
    texts = [row.measure.text for row in ledger.book.rows()]
    assert texts[3] == "丙。"
    assert texts[5:8] == ["乙。", "甲。", "落实养护资金。"]
    assert ledger.book.rows()[3].path == (section,)


def test_rows_can_be_put_between_the_same_two_without_end(ledger):
    ids = ids_of(ledger)
    plan_id = ledger.book.row(ids[0]).plan.id
    for number in range(40):
        ledger.add_measure(plan_id=plan_id, after=ids[0], section_id=None, text=f"第{number}项。")
    texts = [row.measure.text for row in ledger.book.rows()]
    assert texts[1:41] == [f"第{number}项。" for number in reversed(range(40))]
    lines = ledger.book.annex(plan_id).lines
    positions = [line.position if isinstance(line, Section) else line.measure.position for line in lines]
    assert len(set(positions)) == len(positions)
    assert ledger.check() == ()


def test_a_row_put_inside_a_merged_cell_belongs_to_it(ledger):
    ids = ids_of(ledger)
    ledger.add_measure(plan_id=ledger.book.row(ids[0]).plan.id, after=ids[0], section_id=None, text="新。")
    new = ledger.book.rows()[1]
    assert new.unit_cells == ledger.book.rows()[0].unit_cells
    assert new.names(Role.LEAD) == ("市住建局",)
    assert all(assigned.inherited for assigned in new.assigned)
    assert new.measure.cells == (None, "", None)


def test_removing_the_first_row_of_a_merged_cell_hands_its_text_down(ledger):
    ledger.remove_measures([ids_of(ledger)[0]])
    assert printed(ledger)[0] == ("6月底前", "未启动", "甲注")
    ledger.undo()
    assert printed(ledger) == list(CELLS)


def test_removing_several_rows_hands_the_text_down_to_the_first_that_stays(ledger):
    ledger.remove_measures(ids_of(ledger)[:2])
    assert printed(ledger)[0] == ("6月底前", "", "乙注")


def test_a_removed_row_takes_with_it_what_is_its_own_and_undo_brings_all_back(ledger):
    ids = ids_of(ledger)
    ledger.add_progress(ids[3], on=ledger._today(), done="已开工", percent=30)
    rows, places = ledger.book.rows(), ledger.places_of(ids[3])
    assert places
    ledger.remove_measures([ids[3]])
    assert ids[3] not in ids_of(ledger)
    assert ledger.places_of(ids[3]) == ()
    assert not ledger.book.progress
    assert len(ledger.book.unit_cells) == 2
    ledger.undo()
    assert ledger.book.rows() == rows
    assert ledger.places_of(ids[3]) == places


def test_removing_a_plan_leaves_nothing_of_it_and_can_be_undone(ledger):
    rows = ledger.book.rows()
    ledger.remove_plan(rows[0].plan.id)
    assert not ledger.book.plans
    assert not ledger.book.sections
    assert not ledger.book.unit_cells
    ledger.undo()
    assert ledger.book.rows() == rows
    assert ledger.original(rows[0].plan.id) == b"the original"


def test_a_changed_deadline_is_printed_in_its_column_and_the_rows_below_keep_theirs(ledger):
    ids = ids_of(ledger)
    ledger.set_deadline([ids[1]], "2026-10-31")
    assert [cells[0] for cells in printed(ledger)[:3]] == ["6月底前", "2026-10-31", "6月底前"]
    assert ledger.book.row(ids[1]).last_day.isoformat() == "2026-10-31"


def test_a_changed_status_is_printed_in_its_column(ledger):
    ledger.set_status(ids_of(ledger)[:1], Status.CLOSED)
    assert printed(ledger)[0][1] == "已销号"


def test_progress_starts_a_measure_that_had_not_started(ledger):
    first = ids_of(ledger)[0]
    ledger.add_progress(first, on=ledger._today(), done="已完成3个", percent=25)
    row = ledger.book.row(first)
    assert (row.measure.status, row.progress.percent) == (Status.UNDER_WAY, 25)
    ledger.undo()
    assert ledger.book.row(first).measure.status is Status.NOT_STARTED
    with pytest.raises(UserError, match="进展是空的"):
        ledger.add_progress(first, on=ledger._today(), done=" ")
    with pytest.raises(UserError, match="不能是120%"):
        ledger.add_progress(first, on=ledger._today(), done="完成", percent=120)


def test_half_a_character_is_refused_and_control_characters_go(ledger):
    first = ids_of(ledger)[0]
    with pytest.raises(UserError, match="不能保存的字符"):
        ledger.set_text(first, "坏\ud800字")
    ledger.set_text(first, "一\x0b二\x00三𠮷")
    assert ledger.book.row(first).measure.text == "一二三𠮷"
