"""A newer version of a plan takes the place of the one the ledger has: ids, status and progress stay."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ledger_app.domain.change import Record
from ledger_app.domain.comparison import AS_NEW, KEEP_ROW, LEAVE_OUT, REMOVE_ROW, ROW_DOUBTS
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.ids import MeasureId, PlanId, SectionId
from ledger_app.domain.measure import Doubt, DoubtId, DoubtKind, Measure, Place
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.recurrence import MeasureRecurrence
from ledger_app.domain.stage import PlanStage
from ledger_app.domain.target import MeasureTarget
from ledger_app.domain.unit import Assignment, Role, UnitId
from ledger_app.ledger.adoption import adopt_units
from ledger_app.ledger.book import Book
from ledger_app.ledger.doubt_edits import question
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.rereading import review_of
from ledger_app.ledger.row_edits import PlacesOf, lines_of, remove_rows
from ledger_app.ledger.update_cells import Row, further_cells, put_unit_cells
from ledger_app.ledger.update_lines import PlanLine, matched_sections, positions, woven


def update(draft: PlanDraft, plan_id: PlanId, book: Book, pending: Pending, places_of: PlacesOf) -> None:
    """Put into `pending` what makes the plan the draft's, as its `comparison` and the doubts settled in it say."""
    _Update(draft, plan_id, book, pending, places_of).put()


class _Update:
    def __init__(self, draft: PlanDraft, plan_id: PlanId, book: Book, pending: Pending, places_of: PlacesOf) -> None:
        self._draft = _without_left_out(draft)
        self._new = review_of(self._draft).book
        self._plan, self._book, self._pending, self._places_of = book.plans[plan_id], book, pending, places_of
        self._settled = {doubt.id: doubt.settled for doubt in draft.doubts}
        self._old_of = self._matched()
        self._removed, self._asked = self._gone()
        self._ids: dict[MeasureId, MeasureId] = {
            id_: self._old_of.get(id_) or pending.new_id(Measure) for id_ in self._new.measures
        }
        old_sections = [s.id for s in book.sections.values() if s.plan_id == plan_id]
        known = matched_sections(book, old_sections, self._new, self._old_of)
        self._sections: dict[SectionId, SectionId] = {
            id_: known.get(id_) or pending.new_id(Section) for id_ in self._new.sections
        }

    def put(self) -> None:
        """Everything."""
        plan = _in_place_of(self._plan, self._draft.plan)
        remove_rows(self._book, self._pending, list(self._removed), self._places_of)
        lines = self._lines()
        rows = [self._row(line.id) for line in lines if isinstance(line, Measure)]
        cells = dict(
            zip((row.id for row in rows), further_cells(self._book, self._plan, plan.layout, rows), strict=True)
        )
        for line in lines:
            self._pending.put(replace(line, cells=cells[line.id]) if isinstance(line, Measure) else line)
        self._pending.put(plan)
        put_unit_cells(self._book, self._pending, self._new, plan, rows)
        self._put_duties()
        self._put_what_hangs_on_rows()
        self._put_stages()
        self._put_doubts()
        self._remove_sections(lines)

    # ---- which row is which

    def _matched(self) -> dict[MeasureId, MeasureId]:
        """The ledger's measure that each of the draft's is."""
        comparison = self._draft.comparison
        assert comparison is not None, "the draft was compared"
        return {
            pair.new: pair.old
            for pair in comparison.pairs
            if pair.new in self._new.measures
            and pair.old in self._book.measures
            and (pair.doubt is None or self._settled.get(pair.doubt) != AS_NEW)
        }

    def _gone(self) -> tuple[frozenset[MeasureId], dict[MeasureId, DoubtId]]:
        """The ledger's measures that go, and the doubts about those that stay though the newer version lacks them."""
        comparison = self._draft.comparison
        assert comparison is not None, "the draft was compared"
        gone = {pair.old: pair.doubt for pair in comparison.gone if pair.old in self._book.measures}
        asked = {id_: doubt for id_, doubt in gone.items() if id_ is not None and doubt is not None}
        removed = frozenset(id_ for id_, doubt in asked.items() if self._settled.get(doubt) == REMOVE_ROW)
        return removed, {id_: doubt for id_, doubt in asked.items() if id_ not in removed}

    def _row(self, measure_id: MeasureId) -> Row:
        new = self._new_of.get(measure_id)
        old = self._book.row(measure_id) if measure_id in self._book.measures else None
        return Row(measure_id, None if new is None else self._new.row(new), old)

    # ---- lines

    def _lines(self) -> list[PlanLine]:
        """All headings and measures in their final order and with their final ids, but for the measures' cells."""
        old = lines_of(self._book, self._plan.id)
        new = [self._final(line) for line in lines_of(self._new, self._draft.plan.id)]
        self._new_of = {final: new_id for new_id, final in self._ids.items()}
        kept = self._kept(old)
        order = woven(new, old, kept)
        known = {(type(line), line.id): line.position for line in old}
        found = positions([known.get((type(line), line.id)) for line in order])
        return [replace(line, position=position) for line, position in zip(order, found, strict=True)]

    def _final(self, line: PlanLine) -> PlanLine:
        if isinstance(line, Section):
            parent = None if line.parent_id is None else self._sections[line.parent_id]
            return replace(line, id=self._sections[line.id], plan_id=self._plan.id, parent_id=parent)
        old = self._book.measures.get(self._old_of[line.id]) if line.id in self._old_of else None
        return replace(
            line if old is None else old,
            id=self._ids[line.id],
            plan_id=self._plan.id,
            section_id=None if line.section_id is None else self._sections[line.section_id],
            parent_id=self._parent(line, old),
            number=line.number,
            text=line.text,
            deadline=line.deadline,
        )

    def _parent(self, measure: Measure, old: Measure | None) -> MeasureId | None:
        if measure.parent_id is not None:
            return self._ids[measure.parent_id]
        parent = None if old is None else old.parent_id
        return None if parent in self._removed else parent

    def _kept(self, old: Sequence[PlanLine]) -> list[PlanLine]:
        """The ledger's lines that the newer version lacks and that stay: measures, and the headings they need."""
        there = frozenset(self._ids.values())
        rows = [m for m in old if isinstance(m, Measure) and m.id not in there and m.id not in self._removed]
        stays = frozenset(self._sections.values())
        needed: dict[SectionId, Section] = {}
        for row in rows:
            for section in self._book.path(row.section_id):
                if section.id not in stays:
                    needed[section.id] = section
        freed = [replace(row, parent_id=None) if row.parent_id in self._removed else row for row in rows]
        return [*needed.values(), *freed]

    def _remove_sections(self, lines: Sequence[PlanLine]) -> None:
        stay = {line.id for line in lines if isinstance(line, Section)}
        gone = [s for s in self._book.sections.values() if s.plan_id == self._plan.id and s.id not in stay]
        self._pending.remove(*gone)

    # ---- units

    def _put_duties(self) -> None:
        units = adopt_units(self._draft, self._book, self._pending)
        for new_id, measure_id in self._ids.items():
            wanted: dict[tuple[UnitId, Role], Assignment] = {}
            for duty in self._new.assignments_of(new_id):
                wanted.setdefault((units[duty.unit_id], duty.role), duty)
            old = self._book.assignments_of(measure_id)
            in_order = [(duty.unit_id, duty.role) for duty in old] == list(wanted)
            known = {(duty.unit_id, duty.role): duty for duty in old}
            for (unit_id, role), duty in wanted.items():
                before = known.pop((unit_id, role), None)
                self._pending.put(
                    replace(
                        duty,
                        id=self._pending.new_id(Assignment) if before is None else before.id,
                        measure_id=measure_id,
                        unit_id=unit_id,
                        position=before.position if before is not None and in_order else duty.position,
                    )
                )
            self._pending.remove(*known.values())

    # ---- what hangs on rows

    def _put_what_hangs_on_rows(self) -> None:
        book, new = self._book, self._new
        for new_id, measure_id in self._ids.items():
            self._replace(MeasureRecurrence, book.recurrences_of(measure_id), new.recurrences_of(new_id), measure_id)
            self._replace(MeasureTarget, book.targets_of(measure_id), new.targets_of(new_id), measure_id)
            old = self._places_of(measure_id) if measure_id in book.measures else ()
            self._replace(Place, old, new.places_of(new_id), measure_id)
        for measure_id in book.measures_of(self._plan.id):
            if measure_id not in self._new_of:
                self._pending.remove(*self._places_of(measure_id))  # it does not stand in the new original

    def _replace(self, kind: type[Record], old: Iterable[Any], new: Iterable[Any], measure_id: MeasureId) -> None:
        """Let a measure have these records; one that says the same as before stays."""
        known = {replace(record, id=0): record for record in old}
        for record in new:
            record = replace(record, id=0, measure_id=measure_id)
            if known.pop(record, None) is None:
                self._pending.put(replace(record, id=self._pending.new_id(kind)))
        self._pending.remove(*known.values())

    def _put_stages(self) -> None:
        old = {stage.stage: stage for stage in self._book.stages.values() if stage.plan_id == self._plan.id}
        for stage in self._draft.stages:
            if old.pop(stage.stage, None) is None:
                self._pending.put(replace(stage, id=self._pending.new_id(PlanStage), plan_id=self._plan.id))
        self._pending.remove(*old.values())

    # ---- doubts

    def _put_doubts(self) -> None:
        """The draft's doubts under the ids of those that asked the same; the differences are settled by the update."""
        known: defaultdict[object, list[Doubt]] = defaultdict(list)
        for doubt in self._book.doubts.values():
            kept = doubt.measure_id is not None and doubt.measure_id not in self._new_of
            if doubt.plan_id == self._plan.id and not kept:
                known[doubt.section_id, question(doubt, doubt.measure_id)].append(doubt)
        for doubt in self._draft.doubts:
            if doubt.kind not in ROW_DOUBTS:
                self._put_doubt(self._about(doubt), known)
        for measure_id, doubt_id in self._asked.items():
            self._put_gone_doubt(measure_id, doubt_id)
        self._pending.remove(*(doubt for left in known.values() for doubt in left))

    def _about(self, doubt: Doubt) -> Doubt:
        """A doubt of the draft, about the ledger's row, heading or plan."""
        measure_id = None if doubt.measure_id is None else self._ids[doubt.measure_id]
        section_id = None if doubt.section_id is None else self._sections[doubt.section_id]
        return replace(doubt, plan_id=self._plan.id, measure_id=measure_id, section_id=section_id)

    def _put_doubt(self, doubt: Doubt, known: dict[object, list[Doubt]]) -> None:
        same = known.get((doubt.section_id, question(doubt, doubt.measure_id)))
        self._pending.put(replace(doubt, id=same.pop(0).id if same else self._pending.new_id(Doubt)))

    def _put_gone_doubt(self, measure_id: MeasureId, doubt_id: DoubtId) -> None:
        """The question stays with the row that is kept, so that the clerk finds it again."""
        asked = self._book.doubts_of(measure_id)
        before = next((doubt for doubt in asked if doubt.kind is DoubtKind.ROW_GONE), None)
        doubt = next(doubt for doubt in self._draft.doubts if doubt.id == doubt_id)
        settled = None if doubt.settled is None else KEEP_ROW
        about = replace(doubt, plan_id=self._plan.id, measure_id=measure_id, section_id=None, settled=settled)
        self._pending.put(replace(about, id=self._pending.new_id(Doubt) if before is None else before.id))


def _in_place_of(old: Plan, new: Plan) -> Plan:
    """The ledger's plan, saying what the newer version says."""
    return replace(
        old,
        title=new.title,
        layout=new.layout,
        doc_number=new.doc_number,
        issuer=new.issuer,
        issued=new.issued,
        source_name=new.source_name,
        source_hash=new.source_hash,
    )


def _without_left_out(draft: PlanDraft) -> PlanDraft:
    """Rows that the clerk had dropped before stay dropped unless the review took them in."""
    open_ = [d for d in draft.doubts if d.kind is DoubtKind.ROW_NEW and d.settled is None and d.proposal == LEAVE_OUT]
    review = review_of(draft)
    review.accept_doubts([doubt.id for doubt in open_])
    return review.result() if open_ else draft
