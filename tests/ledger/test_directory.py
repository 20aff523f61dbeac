"""The directory of units, and the lamps around an act."""

from datetime import date

import pytest
from makers import TODAY, a_draft, a_ledger, ids_of

from ledger_app.domain.lamp import Lamp
from ledger_app.domain.status import Status
from ledger_app.domain.unit import AliasKind, Role
from ledger_app.ledger.directory import collectives_of, directory, like_unit
from ledger_app.ledger.lamp_moves import LampMove, lamp_moves

GROUPS = (
    ("一", "改造小区。", [("市住建局牵头,市财政局配合。", ["改造小区12个。", "加装电梯30部。"])]),
    ("二", "改善道路。", [("市交通局负责。", ["新建公路80公里。"]), ("市财政局负责", ["落实养护资金。"])]),
)


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft(GROUPS)) as opened:
        opened.set_deadline([ids_of(opened)[3]], "2026-11-15")
        yield opened


def entry(ledger, name):
    return next(each for each in directory(ledger.book, TODAY) if each.unit.name == name)


def test_the_directory_counts_rows_by_role_and_lamp_and_puts_late_units_first(ledger):
    found = directory(ledger.book, TODAY)
    assert next(each.unit.name for each in found) == "市财政局"
    money = found[0]
    assert money.unit.name == "市财政局"
    assert (money.total, money.overdue, money.by_role[Role.SUPPORT], money.by_role[Role.RESPONSIBLE]) == (3, 1, 2, 1)
    assert money.by_lamp[Lamp.RED] == 1
    assert sum(money.by_lamp.values()) == 3


def test_rows_of_archived_plans_do_not_count_but_their_units_stay(ledger):
    ledger.archive_plan(next(iter(ledger.book.plans)), True)
    assert entry(ledger, "市交通局").total == 0


def test_names_and_members_are_told(ledger):
    unit = ledger.book.unit_named("市住建局")
    ledger.add_alias(unit.id, "市建委", AliasKind.FORMER, date(2019, 1, 1))
    ledger.set_members(unit.id, ["市交通局"])
    found = entry(ledger, "市住建局")
    assert [alias.name for alias in found.aliases] == ["市建委"]
    assert found.members == 1
    assert collectives_of(ledger.book, ledger.book.unit_named("市交通局").id) == (ledger.book.units[unit.id],)


def test_two_names_that_may_be_one_body(ledger):
    unit = ledger.book.unit_named("市交通局")
    assert like_unit(ledger.book, unit) is None
    ledger.set_units([ids_of(ledger)[0]], [("市交通运输局", Role.LEAD)])
    assert like_unit(ledger.book, ledger.book.unit_named("市交通局")).name == "市交通运输局"
    ledger.set_members(unit.id, ["市财政局"])
    assert like_unit(ledger.book, ledger.book.unit_named("市交通局")) is None, (
        "a collective unit is none of its members"
    )


def test_the_lamps_right_before_and_after_an_act(ledger):
    late = ids_of(ledger)[3]
    change = ledger.set_status([late], Status.CLOSED)
    ledger.set_status([late], Status.SUSPENDED)
    assert lamp_moves(ledger, change.head, [late]) == (LampMove(late, Lamp.RED, Lamp.GREEN),)


def test_an_act_that_moves_no_lamp_moves_none(ledger):
    late = ids_of(ledger)[3]
    change = ledger.set_text(late, "落实养护资金和人员。")
    assert lamp_moves(ledger, change.head, [late]) == ()


def test_a_measure_that_an_act_took_out_has_no_lamp_to_move(ledger):
    gone = ids_of(ledger)[3]
    change = ledger.remove_measures([gone])
    assert lamp_moves(ledger, change.head, [gone]) == ()
