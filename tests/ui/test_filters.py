import json
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from ledger_app.domain.ids import PlanId
from ledger_app.domain.lamp import Lamp
from ledger_app.domain.questions import span_query
from ledger_app.domain.recurrence import Cadence
from ledger_app.domain.row import Query
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role, UnitId
from ledger_app.domain.view import SavedView
from ledger_app.ledger.settings import views_in
from ledger_app.ui.models.choices import Choice, ChoiceList
from ledger_app.ui.models.filters import Filter, more_choices, unit_choices
from ledger_app.ui.models.places import UNITS_PLACE, Places
from ledger_app.ui.models.saved_views import filter_of, with_filter
from ledger_app.ui.models.unit_search import UnitSearch
from tests.ui.ledger_samples import TODAY


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("today", date(2026, 11, 21), date(2026, 11, 22)),
        ("week", date(2026, 11, 21), date(2026, 11, 29)),
        ("month", date(2026, 11, 1), date(2026, 12, 1)),
        ("quarter", date(2026, 10, 1), date(2027, 1, 1)),
        ("year", date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_spans_of_time_end_where_the_calendar_ends_them(key, start, end):
    query = span_query(key, TODAY)
    assert (query.due_from, query.due_before) == (start, end)


def test_a_filter_narrows_what_the_place_asks_for():
    base = Query(due_from=date(2026, 11, 10), due_before=date(2026, 11, 25), open_only=True)
    narrowed = Filter(due="month", statuses=frozenset({Status.DONE}), words=("改造",)).query(base, TODAY)
    assert narrowed.within == base, "both are asked, neither takes the place of the other"
    assert narrowed.due_before == date(2026, 12, 1)
    assert narrowed.statuses == {Status.DONE}
    assert narrowed.words == ("改造",)
    assert Filter(words=("改造",)).query(base, TODAY) == replace(base, words=("改造",))


def test_chips_count_and_say_what_they_filter_by(ledger):
    education = ledger.book.unit_named("市教育局")
    finance = ledger.book.unit_named("市财政局")
    both = Filter(unit_ids=frozenset({education.id, finance.id}), roles=frozenset({Role.LEAD}), due="month")
    assert both.active == 2
    assert both.unit_words(ledger.book).endswith("+1 · 牵头")
    assert Filter(statuses=frozenset(Status)).status_words() == "未启动 +5"
    assert Filter(roles=frozenset({Role.SUPPORT})).unit_words(ledger.book) == "配合"
    assert Filter().active == 0


def test_several_units_are_alternatives_and_roles_are_theirs(ledger):
    named = {name: ledger.book.unit_named(name).id for name in ("市教育局", "市财政局")}
    asked = Filter(unit_ids=frozenset(named.values()))
    assert [r.measure.id for r in ledger.book.select(asked.query(Query(), TODAY), TODAY)] == [1, 2, 4, 7]
    leading = Filter(unit_ids=frozenset(named.values()), roles=frozenset({Role.LEAD}))
    assert [r.measure.id for r in ledger.book.select(leading.query(Query(), TODAY), TODAY)] == [2, 7]
    place = Query(unit_id=named["市财政局"])
    helping = Filter(roles=frozenset({Role.SUPPORT}))
    assert [r.measure.id for r in ledger.book.select(helping.query(place, TODAY), TODAY)] == [1, 4]


def test_chosen_units_stand_first_and_gone_ones_do_not_break_the_list(ledger):
    chosen = ledger.book.unit_named("市发改委").id
    rows = ledger.book.rows()
    choices = unit_choices(Filter(unit_ids=frozenset({chosen, UnitId(999)})), "", UnitSearch(ledger.book), rows)
    assert (choices[0].text, choices[0].checked) == ("市发改委", True)
    assert choices[-1].text == "没有牵头单位"
    assert Filter(unit_ids=frozenset({UnitId(999)})).unit_words(ledger.book) == ""


def test_units_are_found_by_old_names_and_the_nearest_first(ledger):
    unit = ledger.book.unit_named("市工信局")
    ledger.rename_unit(unit.id, "市工业和信息化局")
    search = UnitSearch(ledger.book)
    assert [found.name for found, _ in search.find("工信")] == ["市工业和信息化局"]
    assert next(found.name for found, _ in search.find("政")) == "市财政局"
    assert search.find("没有") == []


def test_units_are_found_by_the_first_letters_of_their_sound(ledger):
    """打szjj找市质监局"""
    unit = ledger.book.unit_named("市工信局")
    ledger.rename_unit(unit.id, "市质监局")
    search = UnitSearch(ledger.book)
    assert {found.name for found, _ in search.find("szjj")} == {"市质监局", "市住建局"}
    assert {found.name for found, _ in search.find("ZJJ")} == {"市质监局", "市住建局"}
    assert [found.name for found, _ in search.find("sgxj")] == ["市质监局"], "by its old name too"
    assert search.find("xyz") == []


def test_a_list_of_choices_asks_and_does_not_tick_itself(qtbot):
    choices = ChoiceList()
    QAbstractItemModelTester(choices, QAbstractItemModelTester.FailureReportingMode.Fatal)
    choices.show([Choice("a", "甲", "1", False), Choice("b", "乙", "2", None)])
    with qtbot.waitSignal(choices.ticked) as ticked:
        from PySide6.QtCore import Qt

        assert choices.setData(choices.index(0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert ticked.args == ["a", True]
    assert choices.choices[0].checked is False
    choices.show([Choice("a", "甲", "1", True), Choice("b", "乙", "2", None)])
    choices.show([])


def test_the_navigation_is_a_sound_model_through_all_changes(qtbot, ledger):
    places = Places(ledger, lambda: TODAY)
    QAbstractItemModelTester(places, QAbstractItemModelTester.FailureReportingMode.Fatal)
    heads = [place.title for place in places.entries if place.key is None]
    assert heads == ["待办", "文件", "单位"]
    assert sum(place.key is not None and place.key[0] == "unit" for place in places.entries) == 6
    assert places.find(UNITS_PLACE).count == 10
    change = ledger.remove_plan(1)
    places.on_change(change, ledger.book.touched(change.edits))
    assert [place.title for place in places.entries if place.key is None] == ["待办"]
    assert all(place.count == 0 for place in places.entries if place.query is not None)


def test_a_refused_name_is_said(qtbot, ledger):
    places = Places(ledger, lambda: TODAY)
    row = next(i for i, place in enumerate(places.entries) if place.key and place.key[0] == "unit")
    other = places.entries[row + 1].title
    with qtbot.waitSignal(places.refused):
        assert not places.setData(places.index(row), other)


def test_the_day_after_is_counted_anew(qtbot, ledger):
    today = [TODAY]
    places = Places(ledger, lambda: today[0])
    assert places.find(("today", 0)).count == 1
    today[0] = date(2026, 11, 24)
    change = ledger.set_text(1, "改了文字。")
    places.on_change(change, ledger.book.touched(change.edits))
    assert places.find(("today", 0)).count == 1
    assert places.find(("overdue", 0)).count == 2


def test_a_saved_view_keeps_every_chip(ledger):
    filter_ = Filter(
        unit_ids=frozenset({ledger.book.unit_named("市财政局").id}),
        roles=frozenset({Role.LEAD}),
        statuses=frozenset({Status.DONE}),
        lamps=frozenset({Lamp.RED, Lamp.GREY}),
        due="month",
        flagged=True,
        unreported=True,
        cadences=frozenset({Cadence.QUARTERLY}),
        plan_id=PlanId(1),
    )
    ledger.save_view(with_filter(SavedView(name="甲"), filter_))
    (kept,) = ledger.book.views
    assert filter_of(kept) == filter_


def test_a_view_of_the_first_version_is_still_read(ledger):
    ledger.save_view(SavedView(name="旧", due="month"))
    held = next(each for each in ledger.book.settings.values() if each.key.startswith("view:"))
    old = {
        key: kept
        for key, kept in json.loads(held.value).items()
        if key not in ("lamps", "marks", "cadences", "plan_id")
    }
    assert views_in([replace(held, value=json.dumps(old))]) == ledger.book.views


@pytest.mark.parametrize(
    ("filter_", "ids"),
    [
        (Filter(lamps=frozenset({Lamp.RED})), [3]),
        (Filter(lamps=frozenset({Lamp.RED, Lamp.GREY})), [3, 5]),
        (Filter(flagged=True), [2, 6]),
        (Filter(doubtful=True), [5]),
        (Filter(unreported=True), [1, 2, 5, 6, 7]),
        (Filter(cadences=frozenset({Cadence.QUARTERLY})), [2]),
        (Filter(flagged=True, lamps=frozenset({Lamp.GREEN})), [2]),
        (Filter(plan_id=PlanId(2)), []),
    ],
)
def test_each_facet_finds_its_rows(ledger, filter_, ids):
    ledger.set_flagged([2, 6], True)
    ledger.set_recurrences([2], "每季度")
    ledger.add_progress(3, on=TODAY, done="已建成20个。")
    assert [row.measure.id for row in ledger.book.select(filter_.query(Query(), TODAY), TODAY)] == ids


def test_the_last_chip_says_what_it_holds(ledger):
    book = ledger.book
    assert Filter().more_words(book) == ""
    assert Filter(flagged=True, unreported=True).more_words(book) == "挂牌督办 +1"
    assert Filter(plan_id=PlanId(1)).more_words(book) == "云河市城市品质提升行动方案"
    assert Filter(lamps=frozenset({Lamp.GREY, Lamp.RED})).lamp_words() == "红、灰"
    assert Filter(flagged=True, cadences=frozenset({Cadence.WEEKLY})).active == 1


def test_headings_among_choices_are_not_chosen(qtbot, ledger):
    ledger.set_recurrences([2], "每季度")
    found = more_choices(Filter(), ledger.book, lambda f: ledger.book.select(f.query(Query(), TODAY), TODAY))
    assert [(each.text, each.note) for each in found[3:]] == [("报送周期", ""), ("每季度", "1")]
    choices = ChoiceList()
    choices.show(found)
    assert not choices.flags(choices.index(3))
    assert choices.flags(choices.index(4))


def test_where_the_title_has_no_room_the_count_gives_way_first(window):
    window.pane.bar.show_state("一份名字很长很长很长的方案", 3, 8, window.pane.filter)
    window.pane.bar.setFixedWidth(400)
    QApplication.processEvents()
    assert window.pane.bar._count.text() == "3项"
    window.pane.bar.setFixedWidth(1200)
    QApplication.processEvents()
    assert window.pane.bar._count.text() == "3项，共8项"
