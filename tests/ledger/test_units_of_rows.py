"""What happens to the cells of the annex when the units of rows change."""

import pytest
from makers import a_draft, a_ledger, a_review, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.plan import Field
from ledger_app.domain.unit import Assignment, Role
from ledger_app.text import units
from ledger_app.text.units import parse_units

LEAD, SUPPORT, RESPONSIBLE = Role.LEAD, Role.SUPPORT, Role.RESPONSIBLE
SHARED = "市住建局牵头,市财政局配合。"


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft(doubtful=True)) as opened:
        yield opened


def phrases(ledger):
    return [row.unit_text for row in ledger.book.rows()]


def cells(ledger):
    return [row.unit_cells[0].id for row in ledger.book.rows()]


def test_units_of_a_middle_row_split_its_cell_in_three(ledger):
    ids = ids_of(ledger)
    ledger.set_units([ids[1]], [("市水务局", LEAD), ("市财政局", SUPPORT)])
    assert phrases(ledger)[:3] == [SHARED, "市水务局牵头,市财政局配合。", SHARED]
    assert len(set(cells(ledger)[:3])) == 3
    assert ledger.book.row(ids[1]).names(LEAD) == ("市水务局",)
    assert ledger.book.row(ids[2]).names(LEAD) == ("市住建局",)
    assert ledger.check() == ()


def test_units_of_all_rows_of_a_cell_keep_the_cell(ledger):
    before = cells(ledger)
    ledger.set_units(ids_of(ledger)[:3], [("市水务局", RESPONSIBLE)])
    assert cells(ledger) == before
    assert phrases(ledger)[:3] == ["市水务局负责。"] * 3


def test_the_new_phrase_is_written_in_the_notation_of_the_source(ledger):
    last = ids_of(ledger)[-1]
    ledger.set_units([last], [("市交通局", LEAD), ("各区(县)政府", SUPPORT)])
    assert phrases(ledger)[-1] == "市交通局牵头,各区(县)政府配合。"
    assert next(u for u in ledger.book.units.values() if u.name == "各区(县)政府").collective


def test_editing_the_phrase_reads_the_units_of_all_its_rows_anew(ledger):
    ids = ids_of(ledger)
    ledger.set_unit_phrase(ids[0], "市城管局负责，市水务局配合。")
    for measure_id in ids[:3]:
        row = ledger.book.row(measure_id)
        assert row.unit_text == "市城管局负责，市水务局配合。"
        assert (row.names(RESPONSIBLE), row.names(SUPPORT)) == (("市城管局",), ("市水务局",))


def test_a_unit_is_known_by_any_spelling_and_stays_one(ledger):
    ledger.set_units(ids_of(ledger)[:1], [("市財政局", LEAD)])
    assert [u.name for u in ledger.book.units.values()].count("市财政局") == 1
    assert ledger.book.row(ids_of(ledger)[0]).names(LEAD) == ("市财政局",)


def test_an_empty_unit_name_is_refused(ledger):
    with pytest.raises(UserError, match="单位名称不能为空"):
        ledger.set_units(ids_of(ledger)[:1], [(" ", LEAD)])


def test_a_renamed_unit_is_found_by_its_old_name(ledger):
    unit = ledger.book.unit_named("市住建局")
    ledger.rename_unit(unit.id, "市住房城乡建设局")
    assert ledger.book.unit_named("市住建局").name == "市住房城乡建设局"
    assert ledger.book.row(ids_of(ledger)[0]).names(LEAD) == ("市住房城乡建设局",)
    assert phrases(ledger)[0] == SHARED
    with pytest.raises(UserError, match="已有名为“市财政局”的单位"):
        ledger.rename_unit(unit.id, "市财政局")


def test_a_unit_renamed_to_and_fro_has_one_alias_for_each_other_name(ledger):
    unit = ledger.book.unit_named("市住建局")
    for name in ("市住房城乡建设局", "市住建局", "市住房城乡建设局", "市住 建局"):
        ledger.rename_unit(unit.id, name)
        keys = [alias.name.replace(" ", "") for alias in ledger.book.aliases.values()]
        other = "市住建局" if name == "市住房城乡建设局" else "市住房城乡建设局"
        assert keys == [other]
    ledger.rename_unit(unit.id, "市住建局")
    assert [alias.name for alias in ledger.book.aliases.values()] == ["市住房城乡建设局"]
    assert ledger.check() == ()


def test_a_duty_that_stays_keeps_its_id(ledger):
    first = ids_of(ledger)[0]
    before = {ledger.book.units[a.unit_id].name: a.id for a in ledger.book.assignments_of(first)}
    ledger.set_units([first], [("市水务局", LEAD), ("市財政局", SUPPORT), ("市住建局", SUPPORT)])
    after = {ledger.book.units[a.unit_id].name: a.id for a in ledger.book.assignments_of(first)}
    assert after["市财政局"] == before["市财政局"]
    assert after["市住建局"] != before["市住建局"]  # another role is another duty


def test_units_for_many_rows_read_each_phrase_a_few_times_at_most(monkeypatch):
    rows = 200
    groups = [("一", "标题", [(f"第{at}科负责", [f"第{at}项。"]) for at in range(rows)])]
    review = a_review(a_draft(groups))
    calls = []

    def counted(phrase, *, role=None):
        calls.append(phrase)
        return parse_units(phrase, role=role)

    monkeypatch.setattr(units, "parse_units", counted)
    review.set_units(ids_of(review), [(f"新{at}局", SUPPORT) for at in range(3)])
    assert len(calls) <= 6 * rows
    assert len({duty.unit_id for duty in review.book.table(Assignment).values()}) == 3


def test_settling_a_doubt_as_proposed_makes_the_duty_certain(ledger):
    (doubt,) = ledger.book.open_doubts()
    ledger.accept_doubts([doubt.id])
    assert ledger.book.open_doubts() == ()
    assert ledger.book.doubts[doubt.id].settled == doubt.proposal
    assert phrases(ledger)[1] == SHARED


def test_settling_a_doubt_otherwise_gives_the_row_a_cell_of_its_own(ledger):
    (doubt,) = ledger.book.open_doubts()
    ledger.settle_doubt(doubt.id, "市交通局负责。")
    assert phrases(ledger)[:3] == [SHARED, "市交通局负责。", SHARED]
    assert ledger.book.row(ids_of(ledger)[1]).names(RESPONSIBLE) == ("市交通局",)
    ledger.undo()
    assert phrases(ledger)[:3] == [SHARED] * 3
    assert ledger.book.open_doubts() == (doubt,)


def test_a_row_whose_neighbour_reads_so_joins_the_neighbours_cell(tmp_path):
    groups = [("一", "标题", [("市住建局负责。", ["甲。"]), ("", ["乙。"]), ("市交通局负责。", ["丙。"])])]
    with a_ledger(tmp_path / "乙.ledger", a_draft(groups, doubtful=True)) as ledger:
        ids = ids_of(ledger)
        (doubt,) = ledger.book.open_doubts()
        ledger.settle_doubt(doubt.id, "市交通局负责。")
        assert cells(ledger)[1] == cells(ledger)[2]
        assert ledger.book.row(ids[1]).names(RESPONSIBLE) == ("市交通局",)
        assert len(ledger.book.unit_cells) == 2
        assert ledger.check() == ()


def test_leaving_a_doubtful_row_empty_takes_its_units_off(ledger):
    (doubt,) = ledger.book.open_doubts()
    ledger.settle_doubt(doubt.id, "")
    assert phrases(ledger)[:3] == [SHARED, "", SHARED]
    assert ledger.book.row(ids_of(ledger)[1]).assigned == ()


def test_columns_of_their_own_get_their_own_units(tmp_path):
    fields = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.LEAD, Field.SUPPORT)
    groups = [("一", "标题", [("市住建局", ["甲。"])])]
    with a_ledger(tmp_path / "丙.ledger", a_draft(groups, fields=fields)) as ledger:
        plan = next(iter(ledger.book.plans.values()))
        ledger.add_measure(plan_id=plan.id, after=ids_of(ledger)[0], section_id=None, text="乙。")
        new = ids_of(ledger)[1]
        ledger.set_units([new], [("市水务局", LEAD), ("市财政局", SUPPORT), ("市交通局", SUPPORT)])
        assert [(c.role, c.text) for c in ledger.book.row(new).unit_cells] == [
            (LEAD, "市水务局"),
            (SUPPORT, "市财政局、市交通局"),
        ]


def test_a_role_without_a_column_of_its_own_is_written_out_in_the_first(tmp_path):
    """表里只有“责任单位”一栏，加的配合单位导出时不见了。"""
    fields = (Field.SECTION_NUMBER, Field.HEADING, Field.TEXT, Field.RESPONSIBLE)
    groups = [("一", "标题", [("市住建局", ["甲。"]), ("市水务局", ["乙。"])])]
    with a_ledger(tmp_path / "丁.ledger", a_draft(groups, fields=fields)) as ledger:
        plan = next(iter(ledger.book.plans.values()))
        ledger.add_measure(plan_id=plan.id, after=ids_of(ledger)[1], section_id=None, text="丙。")
        new = ids_of(ledger)[2]
        ledger.set_units([new], [("市财政局", LEAD), ("市教育局", SUPPORT)])
        (cell,) = ledger.book.row(new).unit_cells
        assert cell.role is RESPONSIBLE
        assert parse_units(cell.text, role=cell.role).assigned == (("市财政局", LEAD), ("市教育局", SUPPORT))
        ledger.set_units([new], [("市财政局", RESPONSIBLE)])
        (cell,) = ledger.book.row(new).unit_cells
        assert parse_units(cell.text, role=cell.role).assigned == (("市财政局", RESPONSIBLE),)
