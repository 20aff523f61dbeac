"""Taking back one act of the past (取回): what stands in the way, in one sentence, and the edits that do it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from ledger_app.domain.change import ChangeHead, ChangeId, Edit, Record, Setting
from ledger_app.domain.errors import UserError
from ledger_app.domain.evidence import TargetValue
from ledger_app.domain.ids import PlanId
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Section
from ledger_app.domain.unit import Unit, UnitAlias, UnitMember
from ledger_app.ledger.book import Book
from ledger_app.ledger.shape_after import ShapeAfter, Shapes
from ledger_app.store.obstacles import Hindrance, Obstacles, RowKey
from ledger_app.store.standing import Standing
from ledger_app.store.store import Store
from ledger_app.store.tables import TABLES
from ledger_app.text.folding import same_name_key

_LINES = (Measure, Section)
_FEW = 2000  # lines of the journal: read in less than a tenth of a second
_SAID = {
    Hindrance.SAME_CELL: "又改过同一处",
    Hindrance.ROW_GONE: "删去了这里要用的内容",
    Hindrance.BUILT_ON: "用到了这一步新增的内容",
    Hindrance.OUT_OF_PLACE: "动过这里的行",
}


@contextmanager
def taking_back(book: Book, store: Store, changes: Iterable[ChangeId], now: datetime) -> "Iterator[TakingBack]":
    """Ask about these changes, each a line of the history. Raises KeyError for one that there is not."""
    standing = store.standing()
    oldest = min((standing.act_of[change_id] for change_id in changes), default=ChangeId(0))
    with store.obstacles(oldest) as obstacles:
        yield TakingBack(book, store, standing, obstacles, Shapes(book), now)


def may_be_told(store: Store, change_id: ChangeId) -> bool:
    """Whether it is quickly known if a change can be taken back: it and the later ones have few lines."""
    return store.count_from(change_id, _FEW + 1) <= _FEW


@dataclass(frozen=True, slots=True)
class _Moved:
    """Lines of a plan to which an act gave other places, where they had been before."""

    places: Mapping[RowKey, tuple[int, int]]  # before and after
    aside: bool  # all by one step, to make room for a line that the act added: they may stay
    at_once: bool  # by several steps: to go back they must find all others as they were


@dataclass(frozen=True)
class TakingBack:
    """Acts of the past, and whether and how each can be taken back."""

    _book: Book
    _store: Store
    _standing: Standing
    _obstacles: Obstacles
    _shapes: Shapes
    _now: datetime

    def act(self, change_id: ChangeId) -> ChangeHead:
        """The act that a line of the history belongs to."""
        return self._store.head(self._standing.act_of[change_id])

    def why_not(self, change_id: ChangeId) -> str | None:
        """Why that line of the history cannot be taken back; None if it can."""
        act = self._standing.act_of[change_id]
        if self._standing.is_undo(change_id):
            return "这一行是撤销，不能取回；要恢复原来那一步，用“重做”或取回别的操作"
        if act not in self._standing.carrier:
            return "这一步已经撤销，不用再取回"
        taken_back = self._standing.taken_back_by.get(act)
        if taken_back is not None:
            return f"这一步已经取回：{self._told(taken_back)}"
        moved = self._moved(act)
        found = self._obstacles.of(act, [(*row, "position", 0) for row in moved.places] if moved.aside else ())
        if found is not None:
            return self._sentence(found.change_id, found.hindrance)
        if moved.at_once and (placed := self._placed_among(act, moved)) is not None:
            return self._sentence(placed, Hindrance.OUT_OF_PLACE)
        try:
            edits = self.edits(change_id)
        except UserError as refused:  # a row is not what the journal says
            return refused.message
        return self._same_name(act, edits) or self._out_of_place(act, edits)

    def edits(self, change_id: ChangeId) -> tuple[Edit, ...]:
        """What takes the act back, while nothing stands in the way."""
        act = self._standing.act_of[change_id]
        moved = self._moved(act)
        stays = moved.aside and self._placed_among(act, moved) is not None
        edits = self._store.inverse_edits(self._standing.carrier[act], moved.places if stays else ())
        return _in_free_places(self._shapes, edits)

    def _sentence(self, act: ChangeId, hindrance: Hindrance) -> str:
        return f"这一步暂时取不回：{self._told(act)}{_SAID[hindrance]}，先取回那一步"

    def _told(self, act: ChangeId) -> str:
        """Which act it was: 11月21日14:20王倩的“修改状态”."""
        head = self._store.head(act)
        at = head.at.astimezone(self._now.tzinfo)
        day = f"{at.month}月{at.day}日" if at.year == self._now.year else f"{at.year}年{at.month}月{at.day}日"
        return f"{day}{at:%H:%M}{head.who}的“{head.label.translate(_INNER)}”"

    def _same_name(self, act: ChangeId, edits: Sequence[Edit]) -> str | None:
        """Whether what comes back would stand beside another of the same name, which there can be only once."""
        others = [(TABLES[type(other)].name, other.id) for other in _twins(self._book, edits)]
        if not others:
            return None
        found = self._obstacles.touching(act, others)
        return "这一步取不回：已有同名的内容" if found is None else self._sentence(found, Hindrance.SAME_CELL)

    def _out_of_place(self, act: ChangeId, edits: Sequence[Edit]) -> str | None:
        """Whether merged cells or headings would no longer fit the rows, because later acts moved those."""
        shape = ShapeAfter(self._shapes, edits)
        broken = [_key(record) for record in shape.broken()]
        placed = self._obstacles.placing(act, [_key(record) for record in shape.joined_above()])
        found = (self._obstacles.touching(act, broken) or self._newest(act)) if broken else placed
        return None if found is None else self._sentence(found, Hindrance.OUT_OF_PLACE)

    def _moved(self, act: ChangeId) -> _Moved:
        """Which lines that were there the act gave another place."""
        lines = [line for line in self._store.journal_lines(self._standing.carrier[act]) if line.record in _LINES]
        moved = {
            (TABLES[line.record].name, line.row_id): (line.before, line.after)
            for line in lines
            if line.column == "position"
        }
        steps = {after - before for before, after in moved.values()}
        adds = any(line.op == "add" for line in lines)
        return _Moved(moved, aside=adds and len(steps) == 1 and min(steps) > 0, at_once=len(steps) > 1)

    def _placed_among(self, act: ChangeId, moved: _Moved) -> ChangeId | None:
        """Who put a line since where lines moved: between their old and their new places."""
        if not moved.places:
            return None
        lines: list[Measure | Section] = [*self._book.measures.values(), *self._book.sections.values()]
        plans = {line.plan_id for line in lines if _key(line) in moved.places}
        first = min(map(min, moved.places.values()))
        last = max(map(max, moved.places.values()))
        there = (line for line in lines if line.plan_id in plans and first <= line.position <= last)
        return self._obstacles.placing(act, [_key(line) for line in there])

    def _newest(self, act: ChangeId) -> ChangeId | None:
        return max(self._standing.after(act), default=None)


_INNER = str.maketrans("“”", "‘’")


def label_of_taking_back(label: str) -> str:
    """How the act is called that takes that one back."""
    return f"取回“{label.translate(_INNER)}”"


def _key(record: Record) -> RowKey:
    return TABLES[type(record)].name, record.id


def _line(record: Record | None) -> Measure | Section | None:
    return record if isinstance(record, (Measure, Section)) else None


def _is_moved(edit: Edit) -> bool:
    """Whether it gives a line that stays another place."""
    before, after = _line(edit.before), _line(edit.after)
    return before is not None and after is not None and before.position != after.position


def _in_free_places(shapes: Shapes, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Where a line comes back and its place in the plan was given to another, it stands directly below that one."""
    leaving = {_key(e.before) for e in edits if e.before is not None and (e.after is None or _is_moved(e))}
    taken: set[tuple[PlanId, int]] = set()

    def is_free(plan_id: PlanId, position: int) -> bool:
        held = shapes.of(plan_id).at.get(position)
        return (plan_id, position) not in taken and (held is None or _key(held) in leaving)

    placed = []
    for edit in edits:
        line = _line(edit.after)
        if line is not None and _is_coming(edit):
            position = next(at for at in count(line.position) if is_free(line.plan_id, at))
            taken.add((line.plan_id, position))
            edit = Edit(edit.before, replace(line, position=position))
        placed.append(edit)
    return tuple(placed)


def _is_coming(edit: Edit) -> bool:
    return _is_moved(edit) or (edit.before is None and _line(edit.after) is not None)


def _twins(book: Book, edits: Sequence[Edit]) -> list[Record]:
    """The records that the edits would double, and that are not part of them."""
    touched = {_key(edit.record) for edit in edits}
    back = [edit.after for edit in edits if edit.after is not None]
    found: list[Record] = []
    kinds: tuple[type[Record], ...] = (Setting, UnitMember, TargetValue)
    for kind in kinds:
        identities = {_identity(record) for record in back if type(record) is kind}
        if identities:
            found += [other for other in book.table(kind).values() if _identity(other) in identities]
    names = {same_name_key(record.name): record for record in back if isinstance(record, (Unit, UnitAlias))}
    if names:
        others: list[Unit | UnitAlias] = [*book.units.values(), *book.aliases.values()]
        found += [other for other in others if _stands_for_another(other, names.get(same_name_key(other.name)))]
    return [other for other in found if _key(other) not in touched]


def _identity(record: Record) -> object:
    """What there may be only once."""
    match record:
        case Setting():
            return record.key
        case UnitMember():
            return record.unit_id, record.member_id
        case TargetValue():
            return record.target_id, record.on
        case _:
            return record.id


def _stands_for_another(other: Unit | UnitAlias, back: Unit | UnitAlias | None) -> bool:
    """Whether a name that comes back is another unit's by now."""
    return back is not None and _unit_of(other) != _unit_of(back)


def _unit_of(record: Unit | UnitAlias) -> int:
    return record.id if isinstance(record, Unit) else record.unit_id
