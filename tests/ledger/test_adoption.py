"""How the units of a draft become the ledger's, and what else a reviewed draft brings along."""

from dataclasses import replace
from datetime import date

import pytest
from makers import a_document, a_draft, a_ledger, a_review, ids_of

from ledger_app.domain.recurrence import Cadence, MeasureRecurrence, Recurrence
from ledger_app.domain.stage import PlanStage, Stage
from ledger_app.domain.target import MeasureTarget, Operator, Target
from ledger_app.domain.unit import Role, Unit, UnitAlias, UnitAliasId, UnitId


@pytest.fixture
def ledger(tmp_path):
    with a_ledger(tmp_path / "甲.ledger") as opened:
        yield opened


def names(ledger):
    return sorted(unit.name for unit in ledger.book.units.values())


def test_two_spellings_in_one_draft_are_one_unit_with_one_duty(ledger):
    draft = a_draft()
    (first, *_) = draft.assignments
    twin = Unit(id=UnitId(90), name="市住 建局")
    again = replace(first, id=first.id + 90, unit_id=twin.id, position=2)
    draft = replace(draft, units=(*draft.units, twin), assignments=(*draft.assignments, again))
    ledger.import_plan(draft, a_document())
    assert names(ledger) == ["市交通局", "市住建局", "市财政局"]
    assert ledger.book.rows()[0].names(Role.LEAD) == ("市住建局",)


def test_units_without_a_duty_are_not_adopted(ledger):
    draft = a_draft()
    ledger.import_plan(replace(draft, units=(*draft.units, Unit(id=UnitId(90), name="市水务局"))), a_document())
    assert names(ledger) == ["市交通局", "市住建局", "市财政局"]


def test_a_unit_renamed_in_the_review_is_found_by_its_old_name(ledger):
    review = a_review()
    review.rename_unit(review.book.unit_named("市住建局").id, "市住房城乡建设局")
    ledger.import_plan(review.result(), a_document())
    assert ledger.book.unit_named("市住建局").name == "市住房城乡建设局"
    ledger.undo()
    assert not ledger.book.aliases


def test_an_old_name_that_another_unit_bears_is_no_alias(ledger):
    ledger.import_plan(a_draft(), a_document())
    review = a_review()
    review.rename_unit(review.book.unit_named("市住建局").id, "市住房城乡建设局")
    ledger.import_plan(review.result(), a_document("另一份.xlsx", b"another"))
    assert not ledger.book.aliases
    assert ledger.book.unit_named("市住建局").name == "市住建局"


def test_an_alias_of_a_unit_that_is_not_adopted_goes_with_it(ledger):
    draft = a_draft()
    draft = replace(
        draft,
        units=(*draft.units, Unit(id=UnitId(90), name="市水务局")),
        aliases=(UnitAlias(id=UnitAliasId(1), unit_id=UnitId(90), name="市水利局"),),
    )
    ledger.import_plan(draft, a_document())
    assert not ledger.book.aliases


def a_promising_draft():
    """Two measures with a cadence and a target each, and one stage."""
    draft = a_draft()
    target = Target(phrase="12个", operator=Operator.REACH, numbers=(12,), unit="个", what="小区")
    monthly = Recurrence(cadence=Cadence.MONTHLY, phrase="每月")
    ids = [measure.id for measure in draft.measures[:2]]
    return replace(
        draft,
        recurrences=tuple(
            MeasureRecurrence(id=at, measure_id=id_, recurrence=monthly) for at, id_ in enumerate(ids, 1)
        ),
        targets=tuple(MeasureTarget(id=at, measure_id=id_, target=target) for at, id_ in enumerate(ids, 1)),
        stages=(
            PlanStage(
                id=1,
                plan_id=draft.plan.id,
                stage=Stage(name="动员部署", start=date(2026, 3, 1), end=date(2026, 4, 30)),
            ),
        ),
    )


def test_cadences_targets_and_stages_go_with_their_measures():
    draft = a_promising_draft()
    ids = [measure.id for measure in draft.measures[:2]]
    review = a_review(draft)
    assert review.result() == draft
    review.remove_measures(ids_of(review)[:1])
    result = review.result()
    assert [target.measure_id for target in result.targets] == ids[1:]
    assert [recurrence.measure_id for recurrence in result.recurrences] == ids[1:]
    assert result.stages == draft.stages
    review.undo()
    assert sorted(review.result().targets, key=lambda target: target.measure_id) == list(draft.targets)


def test_cadences_targets_and_stages_are_stored_and_come_back_after_undo(ledger):
    draft = a_promising_draft()
    ledger.import_plan(draft, a_document())
    row = ledger.book.rows()[0]
    assert row.recurrences == (draft.recurrences[0].recurrence,)
    assert row.targets == (draft.targets[0].target,)
    ledger.remove_plan(row.plan.id)
    assert not ledger.book.stages
    ledger.undo()
    ledger.close()
    with a_ledger(ledger.path) as again:
        assert again.book.rows()[0] == row
        assert [found.stage for found in again.book.stages.values()] == [draft.stages[0].stage]
        assert again.check() == ()
