"""A draft under review: corrected, taken back, and then stored as corrected."""

import pytest
from makers import a_document, a_draft, a_ledger, a_review, ids_of

from ledger_app.domain.errors import UserError
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.unit import Role
from ledger_app.ledger.draft import Draft
from ledger_app.ledger.intake import read_plan
from ledger_app.text.units import parse_units


def test_corrections_are_what_is_stored(tmp_path):
    review = a_review(a_draft(doubtful=True))
    ids = ids_of(review)
    review.set_text(ids[0], "改造小区20个。")
    review.set_units([ids[4]], [("市水务局", Role.LEAD)])
    review.remove_measures([ids[2]])
    review.settle_doubt(review.doubts[0].id, "")
    with a_ledger(tmp_path / "甲.ledger", review.result()) as ledger:
        rows = ledger.book.rows()
        assert [row.measure.text for row in rows] == [
            *("改造小区20个。", "加装电梯30部。", "新建公路80公里。", "落实养护资金。"),
        ]
        assert rows[1].assigned == ()
        assert rows[3].names(Role.LEAD) == ("市水务局",)
        assert ledger.book.open_doubts() == ()
        assert ledger.check() == ()


def test_the_review_has_an_undo_of_its_own():
    review = a_review()
    before = review.book.rows()
    heard = []
    review.subscribe(heard.append)
    review.set_text(ids_of(review)[0], "甲。")
    review.remove_measures(ids_of(review)[:2])
    after = review.book.rows()
    review.undo()
    review.undo()
    assert review.book.rows() == before
    assert not review.can_undo
    review.redo()
    review.redo()
    assert review.book.rows() == after
    assert not review.can_redo
    assert len(heard) == 6
    with pytest.raises(UserError):
        review.redo()


def test_a_listener_sees_what_can_be_undone():
    review = a_review()
    seen = []
    review.subscribe(lambda _: seen.append((review.can_undo, review.can_redo)))
    review.set_text(ids_of(review)[0], "甲。")
    review.undo()
    review.redo()
    assert seen == [(True, False), (False, True), (True, False)]


def test_a_correction_after_an_undo_ends_redo():
    review = a_review()
    review.set_text(ids_of(review)[0], "甲。")
    review.undo()
    review.set_text(ids_of(review)[0], "乙。")
    assert not review.can_redo


def test_a_plan_of_another_import_shares_its_units(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as ledger:
        units = set(ledger.book.units)
        ledger.import_plan(a_draft(), a_document("另一份.xlsx", b"another"))
        assert set(ledger.book.units) == units
        assert len(ledger.book.plans) == 2
        assert len(ledger.book.rows()) == 10
        first, second = ledger.book.plans.values()
        assert second.position > first.position
        assert (second.source_name, ledger.original(second.id)) == ("另一份.xlsx", b"another")


def test_the_same_document_is_imported_once_until_it_is_taken_back(tmp_path):
    with a_ledger(tmp_path / "甲.ledger", a_draft()) as ledger:
        assert ledger.already_imported(a_document("改了名.xlsx")) is not None
        with pytest.raises(UserError, match="已经导入过"):
            ledger.import_plan(a_draft(), a_document("改了名.xlsx"))
        ledger.undo()
        assert ledger.import_plan(a_draft(), a_document("改了名.xlsx"))


def test_an_id_taken_back_is_not_given_again():
    review = a_review()
    first = ids_of(review)[0]
    review.add_measure(plan_id=review.plan.id, after=first, section_id=None, text="甲。")
    gone = max(ids_of(review))
    review.undo()
    review.add_measure(plan_id=review.plan.id, after=first, section_id=None, text="乙。")
    assert max(ids_of(review)) == gone + 1


def test_every_choice_a_doubt_about_units_offers_names_units(tmp_path):
    """点“改为‘负责’”以后，这一项的单位全没了。"""
    plan = tmp_path / "方案.txt"
    plan.write_text(
        "云河市供水保障行动方案\n一、建设水厂\n（一）新建水厂2座。（市水务局牵头，市财政局、市审计局）\n"
        "（二）更新管网80公里。（市水务局负责）\n",
        "utf-8",
    )
    review = Draft(*read_plan(plan))
    (doubt,) = [d for d in review.doubts if d.kind is DoubtKind.UNIT_UNREAD]
    for choice in (doubt.proposal, *doubt.alternatives):
        assert [name for name, _ in parse_units(choice).assigned] == ["市水务局", "市财政局", "市审计局"]
    review.settle_doubt(doubt.id, doubt.alternatives[0])
    row = review.book.rows()[0]
    assert row.names(Role.LEAD) == ("市水务局",)
    assert row.names(Role.RESPONSIBLE) == ("市财政局", "市审计局")
