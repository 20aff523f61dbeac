"""A plan as understood from a document, before anything is stored."""

from ledger_app.domain.comparison import PlanComparison
from ledger_app.domain.measure import Doubt, Measure, Place
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.record import record
from ledger_app.domain.recurrence import MeasureRecurrence
from ledger_app.domain.stage import PlanStage
from ledger_app.domain.target import MeasureTarget
from ledger_app.domain.unit import Assignment, Cover, Unit, UnitAlias, UnitCell


@record
class PlanDraft:
    """The records one import would add. Ids are the draft's own, counted from 1 in each kind;
    `Ledger.import_plan` gives them their real ones and lets units of the same name be one unit."""

    plan: Plan
    sections: tuple[Section, ...] = ()
    measures: tuple[Measure, ...] = ()
    units: tuple[Unit, ...] = ()
    aliases: tuple[UnitAlias, ...] = ()  # names that units had before the review renamed them
    unit_cells: tuple[UnitCell, ...] = ()
    covers: tuple[Cover, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    places: tuple[Place, ...] = ()
    recurrences: tuple[MeasureRecurrence, ...] = ()
    targets: tuple[MeasureTarget, ...] = ()
    stages: tuple[PlanStage, ...] = ()
    comparison: PlanComparison | None = None  # with a plan of the ledger that this is a newer version of
