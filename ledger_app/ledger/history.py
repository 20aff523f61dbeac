"""The journal as the clerk reads it: which acts there were, what became of them, and what each changed."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any

from ledger_app.domain.change import ChangeHead, ChangeId, ChangeKind, Record, Setting
from ledger_app.domain.evidence import TargetValue
from ledger_app.domain.history import ActKind, Fate, HistoryQuery, act_kind
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Plan, Section
from ledger_app.domain.record import record
from ledger_app.domain.target import MeasureTarget
from ledger_app.domain.unit import Assignment, Cover, Unit, UnitAlias, UnitCell, UnitMember
from ledger_app.ledger.book import Book
from ledger_app.ledger.wording import (
    COUNTED,
    KINDS,
    ON_THEIR_OWN,
    column_word,
    record_words,
    setting_name,
    settings_words,
    value_words,
)
from ledger_app.store.journal import JournalLine
from ledger_app.store.store import Store
from ledger_app.store.tables import TABLES

if TYPE_CHECKING:
    from ledger_app.ledger.ledger import Ledger

_SUMMED_UP_FROM = 60  # rows added or removed: beyond that only their numbers are of interest
TOLD_WHOLE = 1000  # cells and rows of an act: of one that touched more, not all is told
FIRST_TOLD = 200  # cells of it that are
_AT_ONCE = 200  # acts read from the file at a time
_SEARCHED_UP_TO = 2000  # cells and rows of an act: one that touched more is found by its name and who did it
_OPS = {"add": "新增", "remove": "删除"}
_NEW_UNIT = f"{_OPS['add']}{KINDS[Unit]}"


@record
class HistoryLine:
    """One thing an act changed, ready to be shown."""

    measure_id: MeasureId | None  # the row it belongs to, while that exists
    subject: str  # what was changed: the beginning of the measure, the heading, the unit
    column: str  # which of its columns; 新增任务, 删除进展 and the like for whole rows
    before: str
    after: str


@record
class HistoryEntry:
    """One act in the history; what it changed is asked for when it is opened."""

    head: ChangeHead
    name: str  # 修改状态, 撤销“修改状态”
    kind: ActKind
    fate: Fate


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The newest acts that a query asks for, newest first; `more` tells that there are older ones."""

    entries: tuple[HistoryEntry, ...]
    more: bool


def act_name(head: ChangeHead) -> str:
    """What was done: 修改状态, 撤销“修改状态”."""
    if head.kind is ChangeKind.DO:
        return head.label
    return f"{'撤销' if head.kind is ChangeKind.UNDO else '重做'}“{head.label}”"


class History:
    """The acts of a ledger; what one changed is described once and kept."""

    def __init__(self, ledger: "Ledger", store: Store, zone: tzinfo | None) -> None:
        self._ledger = ledger
        self._store = store
        self._zone = zone  # whose days count
        self._described: dict[ChangeId, tuple[HistoryLine, ...]] = {}

    def forget(self) -> None:
        """After a change: what acts changed is named anew, as the ledger is now."""
        self._described.clear()

    def lines(self, change_id: ChangeId) -> tuple[HistoryLine, ...]:
        """What one act changed."""
        if change_id not in self._described:
            lines = self._store.journal_lines(change_id)
            self._described[change_id] = _Teller(self._ledger.book, self._store, lines).lines()
        return self._described[change_id]

    def beginning(self, head: ChangeHead) -> tuple[HistoryLine, ...]:
        """What one act changed; of a large one how many rows came and went, and the first of its cells."""
        if head.edit_count <= TOLD_WHOLE or head.id in self._described:
            return self.lines(head.id)
        counts = self._store.line_counts(head.id)
        phrased = any(kind is UnitCell for _, kind in counts)
        teller = _Teller(self._ledger.book, self._store, self._store.first_cells(head.id, FIRST_TOLD), phrased=phrased)
        rows = {(op, kind): count for (op, kind), count in counts.items() if op != "set" and kind in ON_THEIR_OWN}
        return (*teller.sums(rows, self._store.added(head.id, Plan)), *teller.lines())

    def people(self) -> tuple[str, ...]:
        """Who has done anything."""
        return self._store.people()

    def page(self, query: HistoryQuery | None = None, limit: int | None = 200) -> HistoryPage:
        """The newest acts that a query asks for."""
        standing = self._store.standing()
        heads = self.heads(query or HistoryQuery(), None if limit is None else limit + 1)
        shown = heads if limit is None else heads[:limit]
        entries = tuple(
            HistoryEntry(head=head, name=act_name(head), kind=act_kind(head.label), fate=standing.fate(head.id))
            for head in shown
        )
        return HistoryPage(entries, len(heads) > len(shown))

    def heads(self, query: HistoryQuery, limit: int | None) -> tuple[ChangeHead, ...]:
        """The same, without what became of them."""
        among = self._among(query)
        asked = _conditions(query, self._zone, self._words_of)
        found: list[ChangeHead] = []
        for head in self._all(among):
            if all(condition(head) for condition in asked):
                found.append(head)
                if len(found) == limit:
                    break
        return tuple(found)

    def _all(self, among: Collection[ChangeId] | None) -> Iterator[ChangeHead]:
        before: ChangeId | None = None
        while heads := self._store.heads(_AT_ONCE, before=before, among=among):
            yield from heads
            before = heads[-1].id

    def _among(self, query: HistoryQuery) -> frozenset[ChangeId] | None:
        owners: tuple[tuple[type[Record], int | None], ...] = (
            (Measure, query.measure_id),
            (Plan, query.plan_id),
            (Unit, query.unit_id),
        )
        found = [self._store.changes_about(kind, row_id) for kind, row_id in owners if row_id is not None]
        return frozenset.intersection(*found) if found else None

    def _words_of(self, head: ChangeHead) -> str:
        said = [act_name(head), head.who]
        if head.edit_count <= _SEARCHED_UP_TO or head.id in self._described:
            for line in self.lines(head.id):
                said += [line.subject, line.column, line.before, line.after]
        return " ".join(said)


def _conditions(
    query: HistoryQuery, zone: tzinfo | None, words_of: Callable[[ChangeHead], str]
) -> list[Callable[[ChangeHead], bool]]:
    """What an act must fulfil, the cheapest first."""
    asked: list[Callable[[ChangeHead], bool]] = []
    if query.who is not None:
        asked.append(lambda head: head.who == query.who)
    if query.kinds:
        asked.append(lambda head: act_kind(head.label) in query.kinds)
    if query.first is not None or query.last is not None:
        first, last = query.first or date.min, query.last or date.max
        asked.append(lambda head: first <= head.at.astimezone(zone).date() <= last)
    if query.words:
        from ledger_app.text.folding import fold

        words = [fold(word) for word in query.words]

        def says(head: ChangeHead) -> bool:
            said = fold(words_of(head))
            return all(word in said for word in words)

        asked.append(says)
    return asked


def lines_of(ledger: "Ledger", change_id: ChangeId) -> tuple[HistoryLine, ...]:
    """What one act changed, in order; many rows that came or went are summed up."""
    return ledger.history().lines(change_id)


class _Teller:
    """Tells the lines of one act."""

    def __init__(self, book: Book, store: Store, lines: Sequence[JournalLine], *, phrased: bool = False) -> None:
        self._book = book
        self._store = store
        self._lines = lines
        self._with_measure = {line.row_id for line in lines if line.record is Measure and line.op != "set"}
        self._phrased = phrased or any(line.record is UnitCell for line in lines)  # then the phrases tell of the units

    def lines(self) -> tuple[HistoryLine, ...]:
        whole = [line for line in self._lines if line.op != "set" and line.record in KINDS]
        rows = [line for line in whole if line.record in ON_THEIR_OWN]
        phrased = {line.row_id for line in self._lines if line.column == "deadline_phrase"}
        cells = [
            told
            for line in self._lines
            if line.op == "set"
            and not (line.column == "last_day" and line.row_id in phrased)  # the phrase says it
            and (told := self._cell(line)) is not None
        ]
        if len(rows) > _SUMMED_UP_FROM:
            plans = [line.row_id for line in rows if line.record is Plan and line.op == "add"]
            return (*self.sums(Counter((line.op, line.record) for line in rows), plans), *cells)
        said = [*(told for line in whole if (told := self._row(line)) is not None), *cells]
        if any(line.measure_id is not None for line in said):  # a unit that was new with it comes after the task
            said.sort(key=lambda line: line.column == _NEW_UNIT)
        return tuple(said)

    def sums(self, counts: Mapping[tuple[str, type[Record]], int], plans: Sequence[int]) -> list[HistoryLine]:
        """How many rows came and went; plans that came by their titles."""
        told = [(self._named(Plan, plan_id), f"{_OPS['add']}{KINDS[Plan]}") for plan_id in plans]
        told += [
            (f"{count}{COUNTED[kind]}{KINDS[kind]}", _OPS[op])
            for (op, kind), count in counts.items()
            if not (plans and (op, kind) == ("add", Plan))
        ]
        return [HistoryLine(measure_id=None, subject=s, column=c, before="", after="") for s, c in told]

    def _row(self, line: JournalLine) -> HistoryLine | None:
        record = self._record(line)
        about = self._about(record) if record is not None else None
        if line.record not in ON_THEIR_OWN and not self._tells(line, about):
            return None
        said = record_words(record, self._named) if record is not None else ""
        if isinstance(record, TargetValue):
            said = self._value_words(record)
        column = KINDS[line.record] if isinstance(record, (Assignment, Setting)) else _OPS[line.op] + KINDS[line.record]
        return HistoryLine(
            measure_id=self._measure(about),
            subject=self._name(about) if about is not None else f"（已删除的{KINDS[line.record]}）",
            column=column,
            before=said if line.op == "remove" else "",
            after=said if line.op == "add" else "",
        )

    def _value_words(self, value: TargetValue) -> str:
        """2026年11月10日 21个，现场核查: with the unit of its target."""
        held = self._held(MeasureTarget, value.target_id)
        unit = held.target.unit if isinstance(held, MeasureTarget) else ""
        said = f"{value.on.year}年{value.on.month}月{value.on.day}日 {value.value:g}{unit}"
        return f"{said}，{value.note}" if value.note else said

    def _tells(self, line: JournalLine, about: Record | None) -> bool:
        """Whether a measure's own record is told: not where its measure came or went with it."""
        if about is None or (isinstance(about, Measure) and about.id in self._with_measure):
            return False
        return line.record is not Assignment or not self._phrased

    def _cell(self, line: JournalLine) -> HistoryLine | None:
        record = self._record(line)
        column = line.column or ""
        if isinstance(record, Setting) and column == "value":
            before, after = settings_words(record.key, line.before, line.after)
            return HistoryLine(
                measure_id=None, subject=setting_name(record.key), column="设置", before=before, after=after
            )
        word = column_word(line.record, column)
        if word is None or (line.record is Cover and self._phrase(line.before) == self._phrase(line.after)):
            return None
        about = self._about(record) if record is not None else None
        return HistoryLine(
            measure_id=self._measure(about),
            subject=self._name(about) if about is not None else f"（已删除的{KINDS.get(line.record, '内容')}）",
            column=word,
            before=value_words(line.record, column, line.before, self._named),
            after=value_words(line.record, column, line.after, self._named),
        )

    def _phrase(self, unit_cell_id: int) -> str:
        cell = self._held(UnitCell, unit_cell_id)
        return cell.text if isinstance(cell, UnitCell) else ""

    def _record(self, line: JournalLine) -> Record | None:
        """The record a line is about: as removed, as it is, or as it was when it went."""
        if line.op == "remove":
            table = TABLES[line.record]
            gone: Record = table.decode((line.row_id, *table.whole(line.before)))
            return gone
        return self._held(line.record, line.row_id)

    def _held(self, kind: type[Record], row_id: int) -> Record | None:
        held: Any = self._book.table(kind).get(row_id)
        return held if held is not None else self._store.former(kind, row_id)

    def _about(self, record: Record) -> Record:
        """What a record belongs to as the clerk sees it: its measure, its unit, or the record itself."""
        owner: Record | None = None
        match record:
            case UnitCell():
                covered = self._book.covered_by(record.id)
                owner = self._book.measures[covered[0]] if covered else None
            case TargetValue():
                target = self._held(MeasureTarget, record.target_id)
                owner = self._about(target) if target is not None else None
            case UnitAlias() | UnitMember():
                owner = self._held(Unit, record.unit_id)
            case Measure() | Section() | Plan() | Unit() | Setting():
                owner = record
            case _:
                measure_id = getattr(record, "measure_id", None)
                owner = self._held(Measure, measure_id) if measure_id is not None else None
        return record if owner is None else owner

    def _measure(self, about: Record | None) -> MeasureId | None:
        return about.id if isinstance(about, Measure) and about.id in self._book.measures else None

    def _named(self, kind: type[Record], row_id: int) -> str:
        if kind is UnitCell:
            return self._phrase(row_id) or "空"
        record = self._held(kind, row_id)
        return f"（已删除的{KINDS.get(kind, '内容')}）" if record is None else self._name(record)

    def _name(self, record: Record) -> str:
        about = self._about(record)
        match about:
            case Measure():
                return _short(about.text)
            case Section():
                return about.printed
            case Setting():
                return setting_name(about.key)
            case _:
                return _short(
                    getattr(about, "title", "") or getattr(about, "name", "") or KINDS.get(type(about), "内容")
                )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 30 else f"{text[:29]}…"
