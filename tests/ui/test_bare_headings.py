"""Headings without rows, nested and of several plans, among the lines of the list."""

from ledger_app.domain.ids import MeasureId
from ledger_app.ui.models.bare_headings import bare_headings
from ledger_app.ui.models.lines import Group, Outline
from tests.ui.ledger_samples import a_document, a_draft


def titles(ledger, rows, plan_id=None) -> list[str]:
    bare = bare_headings(ledger.book, rows, plan_id)
    lines = Outline(rows, frozenset(), None, bare).take()
    return [line.title if isinstance(line, Group) else str(line.measure.id) for line in lines]


def test_headings_with_rows_are_not_bare(ledger):
    assert bare_headings(ledger.book, ledger.book.rows(), None) == []


def test_they_stand_first_between_and_last(ledger):
    ledger.remove_measures(list(map(MeasureId, (1, 2, 3, 4, 5))))
    assert titles(ledger, ledger.book.rows())[:3] == ["一、补齐公共服务短板", "二、优化营商和用工环境", "6"]
    ledger.undo()
    last = max(ledger.book.sections)
    ledger.add_section(1, number="三、", title="其他", after=last)
    assert titles(ledger, ledger.book.rows())[-2:] == ["8", "三、其他"]


def test_those_of_another_plan_stand_under_its_title(ledger):
    ledger.import_plan(a_draft(title="另一份方案"), a_document("另一份.xlsx", b"other"))
    ledger.remove_measures([id_ for id_, measure in ledger.book.measures.items() if measure.plan_id == 2])
    rows = ledger.book.rows()
    assert titles(ledger, rows)[-3:] == ["另一份方案", "一、补齐公共服务短板", "二、优化营商和用工环境"]
    assert titles(ledger, rows)[0] == ledger.book.plans[1].title
    assert "另一份方案" not in titles(ledger, rows, plan_id=1)


def test_those_of_an_archived_plan_are_seen_only_in_it(ledger):
    ledger.import_plan(a_draft(title="另一份方案"), a_document("另一份.xlsx", b"other"))
    ledger.remove_measures([id_ for id_, measure in ledger.book.measures.items() if measure.plan_id == 2])
    ledger.archive_plan(2, True)
    assert bare_headings(ledger.book, ledger.book.live_rows(), None) == []
    assert len(bare_headings(ledger.book, (), 2)) == 2


def test_nothing_of_them_is_seen_below_a_closed_plan(ledger):
    ledger.import_plan(a_draft(title="另一份方案"), a_document("另一份.xlsx", b"other"))
    ledger.remove_measures([id_ for id_, measure in ledger.book.measures.items() if measure.plan_id == 2])
    rows = ledger.book.rows()
    lines = Outline(rows, {("plan", 2)}, None, bare_headings(ledger.book, rows, None)).take()
    assert [line.title for line in lines if isinstance(line, Group)][-1] == "另一份方案"
