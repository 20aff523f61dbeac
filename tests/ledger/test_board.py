"""The board: every number opens exactly its rows; what to do first; how units, plans and months stand."""

from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest
from makers import PLAN, TODAY, a_document, a_draft, a_ledger, ids_of

from ledger_app.domain.board import Figure
from ledger_app.domain.lamp import Lamp, LampRules
from ledger_app.domain.row import Query
from ledger_app.domain.status import Status
from ledger_app.domain.unit import Role
from ledger_app.ledger.board import board, due_in, unit_board

GROUPS = (
    (
        "一",
        "完善老旧小区改造。",
        [
            ("市住建局牵头,市财政局配合。", ["改造小区12个。", "加装电梯30部。", "更新燃气管道。"]),
            ("各区(县)政府负责。", ["清理楼道。"]),
        ],
    ),
    ("二", "改善农村道路。", [("市交通局负责。", ["新建公路80公里。"]), ("市财政局配合", ["落实养护资金。"])]),
)


@pytest.fixture
def ledger(tmp_path):
    """Six rows on TODAY, a Saturday: late, due today, in 3 days, in 7 days, finished, without a deadline."""
    with a_ledger(tmp_path / "甲.ledger", a_draft(GROUPS, doubtful=True)) as opened:
        late, today, soon, week, done, _ = ids_of(opened)
        for measure_id, phrase in ((late, "2026-11-15"), (today, "2026-11-21"), (soon, "2026-11-24")):
            opened.set_deadline([measure_id], phrase)
        opened.set_deadline([week, done], "2026-11-28")
        opened.set_status([done], Status.DONE)
        opened.add_progress(late, on=date(2026, 10, 8), done="进场", problems="设计未批复", percent=40)
        opened.add_progress(soon, on=date(2026, 11, 3), done="完成一半", percent=50)
        opened.set_flagged([soon], True)
        yield opened


def figures(value):
    """All the figures in a board, however deep."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from figures(each)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("row", "plan", "unit"):
                yield from figures(getattr(value, field.name))


def test_every_number_opens_exactly_its_rows(ledger):
    told = [
        board(ledger.book, TODAY),
        board(ledger.book, TODAY, expand=True),
        *(unit_board(ledger.book, unit_id, TODAY) for unit_id in ledger.book.units),
        *due_in(ledger.book, 2026, 12, TODAY),
    ]
    found = [figure for each in told for figure in figures(each)]
    assert len(found) > 300
    for figure in found:
        assert len(ledger.book.select(figure.query, TODAY)) == figure.count, figure


def test_the_figures_of_a_day(ledger):
    told = board(ledger.book, TODAY)
    assert (told.total.count, told.finished.count) == (6, 1)
    assert (told.due_today.count, told.in_3_days.count, told.in_7_days.count) == (1, 2, 3)
    assert (told.overdue.count, told.unreported.count, told.flagged.count) == (1, 4, 1)
    assert (told.lacks_lead.count, told.lacks_deadline.count, told.doubtful.count) == (1, 1, 1)
    assert {each.lamp: each.figure.count for each in told.lamps} == {
        Lamp.RED: 1,
        Lamp.YELLOW: 3,
        Lamp.GREEN: 1,
        Lamp.BLUE: 0,
        Lamp.GREY: 1,
    }


def test_lamps_follow_the_offices_rules(ledger):
    ledger.set_lamp_rules(LampRules(soon_days=3, soon=Lamp.BLUE))
    counts = {each.lamp: each.figure.count for each in board(ledger.book, TODAY).lamps}
    assert (counts[Lamp.BLUE], counts[Lamp.GREEN], counts[Lamp.YELLOW]) == (2, 2, 0)


def test_what_to_do_first_is_late_then_due_then_not_reported_on_and_says_why(ledger):
    late, today, soon, week, _, last = ids_of(ledger)
    urgent = board(ledger.book, TODAY).urgent
    assert [each.row.measure.id for each in urgent] == [late, soon, today, week, last]
    assert [each.words for each in urgent] == [
        ("逾期6天", "本期未反馈"),
        ("剩3天", "挂牌"),
        ("今天到期", "本期未反馈"),
        ("剩7天", "本期未反馈"),
        ("本期未反馈",),
    ]
    assert [each.row.measure.id for each in board(ledger.book, TODAY, most=2).urgent] == [late, soon]


def test_the_days_of_a_month_know_what_is_due_and_when_nobody_works(ledger):
    days = {each.day.day: each for each in board(ledger.book, TODAY).days}
    assert len(days) == 30
    assert (days[28].due.count, days[28].open.count) == (2, 1)
    assert not days[28].working
    assert days[27].working
    january = due_in(ledger.book, 2026, 1, TODAY)
    assert [each.working for each in january[:4]] == [False, False, False, True]  # 元旦, and a Sunday worked instead


def test_units_stand_with_the_latest_first_and_their_lamps(ledger):
    lines = board(ledger.book, TODAY).units
    assert [(line.unit.name, line.total.count, line.overdue.count) for line in lines] == [
        ("市财政局", 4, 1),
        ("市住建局", 3, 1),
        ("各区(县)政府", 1, 0),
        ("市交通局", 1, 0),
    ]
    assert [each.figure.count for each in lines[1].lamps] == [1, 2, 0, 0, 0]


def test_a_collective_units_rows_count_at_its_members_where_asked(ledger):
    collective = ledger.book.unit_named("各区(县)政府").id
    ledger.set_members(collective, ["东湖区政府", "市交通局"])
    lines = {line.unit.name: line for line in board(ledger.book, TODAY, expand=True).units}
    assert "各区(县)政府" not in lines
    assert [unit.name for unit in lines["东湖区政府"].through] == ["各区(县)政府"]
    assert (lines["东湖区政府"].total.count, lines["市交通局"].total.count) == (1, 2)
    assert lines["市住建局"].through == ()
    district = ledger.book.unit_named("东湖区政府").id
    assert unit_board(ledger.book, district, TODAY).total.count == 0
    assert unit_board(ledger.book, district, TODAY, expand=True).total.count == 1


def test_a_plan_is_measured_against_the_time_that_has_passed(ledger):
    (line,) = board(ledger.book, TODAY).plans
    # under way: 40 and 50, not started: 0 and 0, finished: 100; all issued on 1 March
    rows = ledger.book.rows()[:5]
    assert line.measured == 5
    assert line.actual == pytest.approx((40 + 0 + 50 + 0 + 100) / 5)
    assert line.expected == pytest.approx(sum(row.expected(TODAY) for row in rows) / 5)
    ledger.set_status([rows[1].measure.id], Status.UNDER_WAY)  # without a share: it can no longer be compared
    ledger.set_status([rows[3].measure.id], Status.SUSPENDED)
    (line,) = board(ledger.book, TODAY).plans
    assert (line.measured, line.actual) == (3, pytest.approx((40 + 50 + 100) / 3))


def test_the_months_of_the_year_tell_what_is_due_and_what_of_it_is_finished(ledger):
    months = board(ledger.book, TODAY).months
    assert [line.month for line in months] == [date(2026, month, 1) for month in range(1, 13)]
    assert [(line.due.count, line.finished.count) for line in months[9:]] == [(0, 0), (5, 1), (0, 0)]


def test_archived_plans_are_not_on_the_board(ledger):
    ledger.import_plan(replace(a_draft(), plan=replace(a_draft().plan, title="第二份")), a_document("乙.xlsx", b"2"))
    assert board(ledger.book, TODAY).total.count == 11
    ledger.archive_plan(PLAN, True)
    told = board(ledger.book, TODAY)
    assert (told.total.count, told.overdue.count, told.doubtful.count) == (5, 0, 0)
    assert [line.plan.title for line in told.plans] == ["第二份"]
    assert ledger.book.select(Query(plan_id=PLAN), TODAY)


def test_what_a_unit_has_to_do_and_where_it_is_stuck(ledger):
    late, today, soon, *_ = ids_of(ledger)
    ledger.add_progress(today, on=date(2026, 11, 20), done="招标", problems="流标一次")
    ledger.add_progress(soon, on=date(2026, 11, 4), done="继续", problems="")
    told = unit_board(ledger.book, ledger.book.unit_named("市住建局").id, TODAY)
    assert told.total.count == 3
    assert {each.role: each.figure.count for each in told.roles} == {
        Role.LEAD: 3,
        Role.RESPONSIBLE: 0,
        Role.SUPPORT: 0,
    }
    assert {each.status: each.figure.count for each in told.statuses if each.figure.count} == {Status.UNDER_WAY: 3}
    assert (told.overdue.count, told.unreported.count) == (1, 1)
    assert [(each.row.measure.id, each.words[0], each.problems, each.on) for each in told.stuck] == [
        (late, "逾期6天", "设计未批复", date(2026, 10, 8)),
        (today, "今天到期", "流标一次", date(2026, 11, 20)),
    ]


def test_a_late_row_tells_its_newest_problem_even_if_the_newest_entry_names_none(ledger):
    (late, *_) = ids_of(ledger)
    ledger.add_progress(late, on=date(2026, 11, 20), done="仍在等待")
    told = unit_board(ledger.book, ledger.book.unit_named("市财政局").id, TODAY)
    assert [(each.row.measure.id, each.problems) for each in told.stuck] == [(late, "设计未批复")]


def test_an_empty_ledger_has_an_empty_board(tmp_path):
    with a_ledger(tmp_path / "空.ledger") as empty:
        told = board(empty.book, TODAY)
        assert told.total.count == 0
        assert (told.urgent, told.units, told.plans) == ((), (), ())
