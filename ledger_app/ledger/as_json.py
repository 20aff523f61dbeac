"""The JSON documents of the command line."""

from datetime import date
from typing import Any

from ledger_app.domain.comparison import ADD, ROW_DOUBTS, PlanComparison
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.measure import DoubtKind
from ledger_app.domain.plan import Plan
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.unit import Role
from ledger_app.ledger.book import Book

Json = dict[str, Any]


def parsed_json(draft: PlanDraft, book: Book) -> Json:
    """What a document says; `book` holds the draft's records."""
    plan = draft.plan
    return {
        "title": plan.title,
        "doc_number": plan.doc_number,
        "issued": plan.issued.isoformat() if plan.issued else None,
        "stages": [
            {"name": found.stage.name, "start": found.stage.start.isoformat(), "end": found.stage.end.isoformat()}
            for found in draft.stages
        ],
        "measures": [_parsed_measure(row) for row in book.rows()],
        "doubts": [doubt.message for doubt in draft.doubts if doubt.measure_id is None],
    }


def _parsed_measure(row: MeasureRow) -> Json:
    measure = row.measure
    return {
        "number": measure.number,
        "path": [section.printed for section in row.path],
        "text": measure.text,
        "unit_text": row.unit_text,
        **_units(row),
        "deadline_phrase": measure.deadline.phrase if measure.deadline else None,
        "due": row.last_day.isoformat() if row.last_day else None,
        **_promised(row),
        "inherited": any(assigned.inherited for assigned in row.assigned),
        "doubts": [doubt.message for doubt in row.doubts],
    }


def row_json(row: MeasureRow, today: date) -> Json:
    """One row of `list --json`."""
    measure, progress = row.measure, row.progress
    return {
        "id": measure.id,
        "plan": row.plan.title,
        "number": measure.number,
        "path": [section.printed for section in row.path],
        "text": measure.text,
        **_units(row),
        "unit_text": row.unit_text,
        "deadline_phrase": measure.deadline.phrase if measure.deadline else None,
        "due": row.last_day.isoformat() if row.last_day else None,
        **_promised(row),
        "status": measure.status.label,
        "lamp": row.lamp(today).label,
        "percent": progress.percent if progress else None,
        "updated": progress.on.isoformat() if progress else None,
        "doubts": [doubt.message for doubt in row.doubts],
    }


def imported_json(draft: PlanDraft, *, already: bool, newer_than: Plan | None = None) -> Json:
    """One entry of `import --json`; a draft that was compared has updated the plan it is newer than."""
    used = {duty.unit_id for duty in draft.assignments}
    return {
        "plan": draft.plan.title,
        "sections": len(draft.sections),
        "measures": len(draft.measures),
        "units": len(used),
        "doubts": [
            {"kind": doubt.kind.label, "message": doubt.message}
            for doubt in draft.doubts
            if doubt.settled is None and doubt.kind not in ROW_DOUBTS
        ],
        "already": already,
        "newer_version_of": newer_than.title if newer_than is not None else None,
        "updated": draft.comparison is not None,
        **(_compared_json(draft, draft.comparison) if draft.comparison is not None else {}),
    }


def _compared_json(draft: PlanDraft, comparison: PlanComparison) -> Json:
    texts = {measure.id: measure.text for measure in draft.measures}
    taken = {doubt.measure_id for doubt in draft.doubts if doubt.kind is DoubtKind.ROW_NEW and doubt.proposal == ADD}
    return {
        "new": [{"text": texts[pair.new]} for pair in comparison.new if pair.new is not None and pair.new in taken],
        "changed": [
            {
                "id": pair.old,
                "text": texts[pair.new],
                "differs": [{"what": d.what.label, "before": d.before, "after": d.after} for d in pair.differs],
            }
            for pair in comparison.changed
            if pair.new is not None
        ],
        "gone": [
            {"id": pair.old, "text": pair.before.measure.text} for pair in comparison.gone if pair.before is not None
        ],
    }


def _promised(row: MeasureRow) -> Json:
    """Of several cadences the first, the shortest; every target."""
    return {
        "recurrence": row.recurrences[0].cadence.value if row.recurrences else None,
        "targets": [{"phrase": target.phrase} for target in row.targets],
    }


def _units(row: MeasureRow) -> Json:
    return {
        "lead": list(row.names(Role.LEAD)),
        "responsible": list(row.names(Role.RESPONSIBLE)),
        "support": list(row.names(Role.SUPPORT)),
    }
