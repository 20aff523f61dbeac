"""A plan under review: the draft's records in memory, the same acts as on a ledger, and an undo of its own."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from ledger_app.domain.calendar import OFFICIAL_DAYS, WorkCalendar
from ledger_app.domain.change import Change, ChangeHead, ChangeId, ChangeKind, Edit, Record, Setting
from ledger_app.domain.comparison import KEEP_OLD, LEAVE_OUT, Differing
from ledger_app.domain.document import Document
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.errors import UserError
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Doubt, DoubtKind, Measure, Place
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.recurrence import MeasureRecurrence
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.stage import PlanStage
from ledger_app.domain.target import MeasureTarget
from ledger_app.domain.unit import Assignment, Cover, Unit, UnitAlias, UnitCell
from ledger_app.ledger.book import Book
from ledger_app.ledger.keeping import give_back
from ledger_app.ledger.pending import Pending
from ledger_app.ledger.row_edits import remove_rows
from ledger_app.ledger.settings import CALENDAR, calendar_as_json
from ledger_app.ledger.verbs import Verbs


class Draft(Verbs):
    """What the review shows and corrects; nothing is stored until `Ledger.import_plan(draft.result(), …)`."""

    def __init__(self, draft: PlanDraft, document: Document, calendar: WorkCalendar = OFFICIAL_DAYS) -> None:
        self.document = document
        self._read = draft
        self.book = Book(
            {
                Plan: [draft.plan],
                Section: draft.sections,
                Measure: draft.measures,
                Unit: draft.units,
                UnitAlias: draft.aliases,
                UnitCell: draft.unit_cells,
                Cover: draft.covers,
                Assignment: draft.assignments,
                MeasureRecurrence: draft.recurrences,
                MeasureTarget: draft.targets,
                PlanStage: draft.stages,
                Doubt: draft.doubts,
                Place: draft.places,
                Setting: [Setting(id=1, key=CALENDAR, value=calendar_as_json(calendar))],
            }
        )
        compared = draft.comparison.pairs if draft.comparison is not None else ()
        self._pairs = {pair.doubt: pair for pair in compared}
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._listeners: list[Callable[[Change], None]] = []
        self._used: dict[type[Record], int] = {}

    @property
    def plan(self) -> Plan:
        """The one plan of the draft."""
        return next(iter(self.book.plans.values()))

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The open doubts, in the order of the rows they concern; those about the whole plan first."""
        measures, sections = self.book.measures, self.book.sections

        def place(doubt: Doubt) -> int:
            if doubt.measure_id is not None:
                return measures[doubt.measure_id].position if doubt.measure_id in measures else -1
            held = sections.get(doubt.section_id) if doubt.section_id is not None else None
            return held.position if held is not None else -1

        return tuple(sorted(self.book.open_doubts(), key=place))

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Tell `listener` of every change; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def result(self) -> PlanDraft:
        """The draft as corrected."""
        return replace(
            self._read,
            plan=self.plan,
            sections=tuple(self.book.table(Section).values()),
            measures=tuple(self.book.table(Measure).values()),
            units=tuple(self.book.table(Unit).values()),
            aliases=tuple(self.book.table(UnitAlias).values()),
            unit_cells=tuple(self.book.table(UnitCell).values()),
            covers=tuple(self.book.table(Cover).values()),
            assignments=tuple(self.book.table(Assignment).values()),
            doubts=tuple(self.book.table(Doubt).values()),
            places=tuple(self.book.table(Place).values()),
            recurrences=tuple(self.book.table(MeasureRecurrence).values()),
            targets=tuple(self.book.table(MeasureTarget).values()),
            stages=tuple(self.book.stages.values()),
        )

    @property
    def can_undo(self) -> bool:
        """Whether there is a correction to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a correction to do again."""
        return bool(self._undone)

    def undo(self) -> Change:
        """Take the last correction back. Raises UserError if there is none."""
        return self._invert(self._done, self._undone, ChangeKind.UNDO)

    def redo(self) -> Change:
        """Do the last correction taken back again. Raises UserError if there is none."""
        return self._invert(self._undone, self._done, ChangeKind.REDO)

    def places_of(self, measure_id: MeasureId) -> tuple[Place, ...]:
        """Where a measure stands in the document."""
        return self.book.places_of(measure_id)

    def keep_from_ledger(self, kept: Mapping[MeasureId, tuple[MeasureRow, Collection[Differing]]]) -> None:
        """Let these rows say what the ledger's rows say, as far as told; each row is one correction."""
        for measure_id, (before, what) in kept.items():
            pending = self._pending()
            give_back(self.book, pending, measure_id, before, what)
            self._do("保留台账现值", pending.edits)

    def _choose(self, pending: Pending, doubt: Doubt, choice: str) -> None:
        if doubt.kind is DoubtKind.ROW_NEW and choice == LEAVE_OUT and doubt.measure_id is not None:
            remove_rows(self.book, pending, [doubt.measure_id], self.places_of)
            return
        pair = self._pairs.get(doubt.id)
        if doubt.kind is DoubtKind.ROW_CHANGED and choice == KEEP_OLD and pair is not None and pair.before is not None:
            what = {difference.what for difference in pair.differs}
            if doubt.measure_id is not None:
                give_back(self.book, pending, doubt.measure_id, pair.before, what)
        super()._choose(pending, doubt, choice)

    def _invert(self, source: list[Change], target: list[Change], kind: ChangeKind) -> Change:
        if not source:
            raise UserError("没有可撤销的操作" if kind is ChangeKind.UNDO else "没有可重做的操作")
        last = source.pop()
        return self._carry_out(kind, last.head.label, [edit.inverse for edit in reversed(last.edits)], target)

    def _do(self, label: str, edits: Sequence[Edit], *, kept: Sequence[tuple[str, bytes]] = ()) -> Change | None:
        if not edits:
            return None
        self._undone.clear()
        return self._carry_out(ChangeKind.DO, label, edits, self._done)

    def _carry_out(self, kind: ChangeKind, label: str, edits: Sequence[Edit], onto: list[Change]) -> Change:
        head = ChangeHead(
            id=ChangeId(0),
            kind=kind,
            of_change=None,
            label=label,
            at=datetime.now().astimezone(),
            who="",
            edit_count=len(edits),
        )
        self.book.apply(edits)
        change = Change(head=head, edits=tuple(edits))
        onto.append(change)  # before the listeners, who ask what can be undone
        for listener in tuple(self._listeners):
            listener(change)
        return change

    def _new_id(self, kind: type[Record]) -> int:
        if kind not in self._used:
            self._used[kind] = max(self.book.table(kind), default=0)
        self._used[kind] += 1
        return self._used[kind]

    def _today(self) -> date:
        return self.plan.issued or datetime.now().astimezone().date()
