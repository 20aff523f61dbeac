"""What an office does beside the plans' own words: settings, 挂牌, 退回, 延期, evidence, targets, cadences, units."""

from dataclasses import replace
from datetime import date

import pytest
from makers import TODAY, a_document, a_draft, a_ledger, ids_of

from ledger_app.domain.calendar import OFFICIAL_DAYS
from ledger_app.domain.errors import UserError
from ledger_app.domain.lamp import LAMP_PRESETS, Lamp, LampRules
from ledger_app.domain.recurrence import Cadence
from ledger_app.domain.status import Status
from ledger_app.domain.unit import AliasKind, Role
from ledger_app.domain.view import SavedView
from ledger_app.ledger.past import tally


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as opened:
        yield opened


def reopened(ledger):
    ledger.close()
    return a_ledger(ledger.path)


def test_the_lamp_rules_are_kept_and_every_row_follows_them(ledger):
    (first, *_) = ids_of(ledger)
    ledger.set_deadline([first], "2026-11-26")
    assert ledger.book.row(first).lamp(TODAY) is Lamp.YELLOW
    ledger.set_lamp_rules(LAMP_PRESETS[1])
    assert ledger.book.row(first).lamp(TODAY) is Lamp.GREEN
    with reopened(ledger) as again:
        assert again.book.lamps == LAMP_PRESETS[1]
        assert again.book.row(first).lamp(TODAY) is Lamp.GREEN
        again.undo()
        assert again.book.row(first).lamp(TODAY) is Lamp.YELLOW
        assert again.check() == ()


def test_progress_behind_its_time_lights_the_lamp_of_the_chosen_rules(ledger):
    (first, *_) = ids_of(ledger)
    ledger.set_deadline([first], "2026-12-31")
    ledger.add_progress(first, on=TODAY, done="已改造四个。", percent=40)
    ledger.set_lamp_rules(LAMP_PRESETS[3])
    row = ledger.book.row(first)
    assert row.lamp(TODAY) is Lamp.RED
    assert round(row.expected(TODAY)) == 87
    assert round(row.behind(TODAY)) == 47


def test_far_behind_counts_alone(ledger):
    (first, *_) = ids_of(ledger)
    ledger.set_deadline([first], "2026-12-31")
    ledger.add_progress(first, on=TODAY, done="已改造四个。", percent=40)
    ledger.set_lamp_rules(LampRules(soon_days=-1, far_behind_points=30))
    assert ledger.book.row(first).lamp(TODAY) is Lamp.RED
    assert tally(ledger.book, TODAY).by_lamp[Lamp.RED] == 1


def test_working_days_and_views_are_kept_and_can_be_taken_back(ledger):
    day = date(2026, 11, 21)
    ledger.set_calendar(OFFICIAL_DAYS.with_day(day, working=True))
    view = SavedView(
        name="挂牌的", place=("plan", 1), roles=frozenset({Role.LEAD}), statuses=frozenset({Status.DONE}), due="month"
    )
    ledger.save_view(view)
    ledger.save_view(SavedView(name="另一个", text="电梯", sort=2, descending=True, grouped=False))
    with reopened(ledger) as again:
        assert again.book.calendar.is_working_day(day)
        assert [each.name for each in again.book.views] == ["挂牌的", "另一个"]
        assert again.book.views[0] == view
        again.remove_view("挂牌的")
        assert [each.name for each in again.book.views] == ["另一个"]
        again.undo()
        assert again.book.views[0] == view
    with a_ledger(ledger.path) as again, pytest.raises(UserError, match="名称"):
        again.save_view(SavedView(name=" "))


def test_what_is_flagged_stays_so_until_it_is_taken_off(ledger):
    ids = ids_of(ledger)
    ledger.set_flagged(ids[:2], True)
    assert [row.measure.flagged for row in ledger.book.rows()] == [True, True, False, False, False]
    assert ledger.set_flagged(ids[:2], True) is None
    ledger.set_flagged(ids[:1], False)
    assert [row.measure.flagged for row in ledger.book.rows()] == [False, True, False, False, False]


def test_what_was_done_goes_back_with_its_reason(ledger):
    ids = ids_of(ledger)
    ledger.set_status(ids[:1], Status.DONE)
    ledger.send_back(ids[:1], on=TODAY, reason="台账与现场不符")
    row = ledger.book.row(ids[0])
    assert row.measure.status is Status.UNDER_WAY
    assert row.progress.problems == "台账与现场不符"
    before = ledger.book.rows()
    with pytest.raises(UserError, match="还没有完成"):
        ledger.send_back(ids[1:2], on=TODAY, reason="台账与现场不符")
    with pytest.raises(UserError, match="原因"):
        ledger.send_back(ids[:1], on=TODAY, reason="  ")
    assert ledger.book.rows() == before


def test_a_deadline_put_off_tells_from_what_to_what_and_why(ledger):
    (first, *_) = ids_of(ledger)
    ledger.set_deadline([first], "2026-11-30")
    ledger.extend([first], on=TODAY, phrase="2027年3月底前", reason="汛期停工", approver="李副市长")
    (extension,) = ledger.book.extensions_of(first)
    assert (extension.from_day, extension.to_day) == (date(2026, 11, 30), date(2027, 3, 31))
    assert (extension.reason, extension.approver) == ("汛期停工", "李副市长")
    assert ledger.book.row(first).last_day == date(2027, 3, 31)
    before = ledger.book.rows()
    for phrase, reason in (("2027-05-01", " "), ("第三十一日", "汛期停工")):
        with pytest.raises(UserError):
            ledger.extend([first], on=TODAY, phrase=phrase, reason=reason)
    assert ledger.book.rows() == before
    ledger.undo()
    assert ledger.book.extensions_of(first) == ()


def test_evidence_is_copied_in_once_and_given_back_byte_for_byte(ledger):
    (first, *_) = ids_of(ledger)
    files = [("验收单.pdf", b"%PDF-1"), ("照片.jpg", b"\xff\xd8")]
    ledger.attach(first, files, on=TODAY)
    assert ledger.attach(first, files[:1], on=TODAY) is None
    paper, photo = ledger.book.attachments_of(first)
    with reopened(ledger) as again:
        assert again.attached(paper.id) == b"%PDF-1"
        assert (photo.name, photo.size) == ("照片.jpg", 2)
        again.remove_attachment(paper.id)
        assert again.book.attachments_of(first) == (photo,)
        again.undo()
        assert again.attached(paper.id) == b"%PDF-1"
        again.remove_measures([first])
        again.undo()
        assert again.book.attachments_of(first) == (paper, photo)
        assert again.check() == ()


def test_targets_are_read_from_their_phrases_and_keep_their_values(ledger):
    (first, *_) = ids_of(ledger)
    ledger.set_targets(first, ["不少于12个小区", "30部"])
    one, two = ledger.book.targets_of(first)
    assert one.target.numbers == (12.0,)
    ledger.add_target_value(two.id, on=date(2026, 5, 31), value=9)
    ledger.add_target_value(two.id, on=date(2026, 5, 31), value=10, note="五月底")
    ledger.add_target_value(two.id, on=date(2026, 4, 30), value=4)
    assert [(value.value, value.note) for value in ledger.book.values_of(two.id)] == [(4, ""), (10, "五月底")]
    ledger.set_targets(first, ["30部"])
    assert [target.id for target in ledger.book.targets_of(first)] == [two.id]
    assert len(ledger.book.values_of(two.id)) == 2
    with pytest.raises(UserError, match="指标"):
        ledger.set_targets(first, ["尽快完成"])
    ledger.remove_target_value(ledger.book.values_of(two.id)[0].id)
    with reopened(ledger) as again:
        assert [value.value for value in again.book.values_of(two.id)] == [10.0]
        again.remove_measures([first])
        assert not again.book.target_values
        assert again.check() == ()


def test_cadences_are_read_from_their_phrase(ledger):
    ids = ids_of(ledger)
    ledger.set_recurrences(ids[:2], "每月25日前报送")
    assert [row.recurrences[0].report_day for row in ledger.book.rows()[:2]] == [25, 25]
    assert ledger.set_recurrences(ids[:2], "每月25日前报送") is None
    ledger.set_recurrences(ids[:1], "每季度")
    assert ledger.book.row(ids[0]).recurrences[0].cadence is Cadence.QUARTERLY
    ledger.set_recurrences(ids[:1], "")
    assert ledger.book.row(ids[0]).recurrences == ()
    with pytest.raises(UserError, match="周期"):
        ledger.set_recurrences(ids[:1], "常态化")


def test_a_unit_of_another_name_after_a_reform_is_found_by_the_old_one(ledger):
    unit = ledger.book.unit_named("市交通局")
    ledger.reform_unit(unit.id, "市交通运输局", until=date(2026, 6, 30))
    assert ledger.book.unit_named("市交通局").name == "市交通运输局"
    (alias,) = ledger.book.aliases.values()
    assert (alias.kind, alias.until) == (AliasKind.FORMER, date(2026, 6, 30))
    assert any("市交通运输局" in row.names(Role.RESPONSIBLE) for row in ledger.book.rows())
    with pytest.raises(UserError, match="已有名为"):
        ledger.reform_unit(unit.id, "市财政局", until=TODAY)
    ledger.reform_unit(unit.id, "市交通局", until=TODAY)
    assert [alias.name for alias in ledger.book.aliases.values()] == ["市交通运输局"]


def test_other_names_of_a_unit_belong_to_it_alone(ledger):
    unit = ledger.book.unit_named("市财政局")
    ledger.add_alias(unit.id, "财政", AliasKind.SHORT)
    with pytest.raises(UserError, match="已是"):
        ledger.add_alias(unit.id, "市住建局", AliasKind.OTHER)
    (alias,) = ledger.book.aliases.values()
    ledger.remove_alias(alias.id)
    assert ledger.book.unit_named("财政") is None


def test_a_collective_unit_has_members_old_and_new(ledger):
    unit = ledger.book.unit_named("市财政局")
    ledger.set_members(unit.id, ["市住建局", "市水务局", " "])
    assert [each.name for each in ledger.book.members_of(unit.id)] == ["市住建局", "市水务局"]
    assert ledger.book.units[unit.id].collective
    ledger.set_members(unit.id, ["市水务局"])
    assert [each.name for each in ledger.book.members_of(unit.id)] == ["市水务局"]
    with pytest.raises(UserError, match="自己"):
        ledger.set_members(unit.id, ["市财政局"])
    water = ledger.book.unit_named("市水务局")
    ledger.merge_unit(water.id, "市住建局")
    assert [each.name for each in ledger.book.members_of(unit.id)] == ["市住建局"]
    assert ledger.check() == ()


def test_a_units_card_is_kept(ledger):
    unit = ledger.book.unit_named("市财政局")
    ledger.set_unit_card(replace(unit, short="财政局", contact="周敏", phone="8123456", leader="吴局长"))
    with reopened(ledger) as again:
        card = again.book.unit_named("市财政局")
        assert (card.short, card.contact, card.phone, card.leader) == ("财政局", "周敏", "8123456", "吴局长")


def test_an_archived_plan_is_marked(ledger):
    ledger.import_plan(a_draft(), a_document("乙.xlsx", b"2"))
    first = next(iter(ledger.book.plans))
    ledger.archive_plan(first, True)
    assert [plan.id for plan in ledger.book.plans.values() if plan.archived] == [first]
    ledger.undo()
    assert not any(plan.archived for plan in ledger.book.plans.values())


def test_what_goes_back_twice_gets_one_entry(ledger):
    ids = ids_of(ledger)
    ledger.set_status(ids[:2], Status.DONE)
    ledger.send_back([ids[0], ids[1], ids[0]], on=TODAY, reason="台账与现场不符")
    assert [len(ledger.book.progress_of(id_)) for id_ in ids[:2]] == [1, 1]


def test_a_deadline_is_put_off_to_a_later_day_only(ledger):
    first, second, *_ = ids_of(ledger)
    ledger.set_deadline([first], "2026-11-30")
    ledger.set_deadline([second], "长期坚持")
    before = ledger.book.rows()
    for phrase in ("2026-11-30", "2026-11-25", "11月底前"):
        with pytest.raises(UserError, match=r"没有比.*现在的2026年11月30日晚"):
            ledger.extend([first], on=TODAY, phrase=phrase, reason="汛期停工")
    assert ledger.book.rows() == before
    ledger.extend([first, second, first], on=TODAY, phrase="2027-03-31", reason="汛期停工")
    assert [len(ledger.book.extensions_of(id_)) for id_ in (first, second)] == [1, 1]


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), 1e300])
def test_what_a_target_has_reached_is_a_number_that_can_be(ledger, value):
    (first, *_) = ids_of(ledger)
    ledger.set_targets(first, ["30部"])
    (target,) = ledger.book.targets_of(first)
    with pytest.raises(UserError, match="不能记作实际值"):
        ledger.add_target_value(target.id, on=TODAY, value=value)
    assert ledger.book.values_of(target.id) == ()


def test_a_reform_knows_names_in_whatever_spelling(ledger):
    """The new name was known in other characters, the old one too: each name stands once afterwards."""
    unit = ledger.book.unit_named("市财政局")
    ledger.add_alias(unit.id, "市財政和資產局", AliasKind.OTHER)
    ledger.reform_unit(unit.id, "市财政和资产局", until=TODAY)
    assert ledger.book.unit_named("市财政局").name == "市财政和资产局"
    names = [alias.name for alias in ledger.book.aliases.values() if alias.unit_id == unit.id]
    assert "市财政局" in names
    assert "市財政和資產局" not in names


def test_working_days_are_counted_by_the_calendar_of_the_moment(ledger):
    day = date(2026, 11, 21)
    assert not ledger.book.calendar.is_working_day(day)
    ledger.set_calendar(OFFICIAL_DAYS.with_day(day, working=True))
    assert ledger.book.calendar.is_working_day(day)
    ledger.undo()
    assert not ledger.book.calendar.is_working_day(day)
