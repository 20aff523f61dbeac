"""Taking back one act of the past (取回): what stands in the way, in one sentence, and the edits that do it."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from operator import attrgetter

from ledger_app.domain.change import ChangeHead, ChangeId, Edit, Record, Setting
from ledger_app.domain.errors import UserError
from ledger_app.domain.evidence import TargetValue
from ledger_app.domain.ids import PlanId
from ledger_app.domain.measure import Measure
from ledger_app.domain.plan import Section
from ledger_app.domain.unit import Unit, UnitAlias, UnitMember
from ledger_app.ledger.book import Book
from ledger_app.ledger.row_edits import STEP
from ledger_app.ledger.shape_after import ShapeAfter, Shapes
from ledger_app.store.obstacles import Hindrance, Obstacles, RowKey
from ledger_app.store.standing import Standing
from ledger_app.store.store import Store
from ledger_app.store.tables import TABLES

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
            return "这一行是撤销，不能取回；要恢复原来那一步，请用“重做”或取回别的操作"
        if act not in self._standing.carrier:
            return "这一步已经撤销，不用再取回"
        taken_back = self._standing.taken_back_by.get(act)
        if taken_back is not None:
            return f"这一步已经取回：{self._told(taken_back)}"
        found = self._obstacles.of(act, [(*row, "position", 0) for row in self._moved_aside(act)])
        if found is not None:
            return self._sentence(found.change_id, found.hindrance)
        try:
            edits = self.edits(change_id)
        except UserError as refused:  # a row is not what the journal says
            return refused.message
        return self._same_name(act, edits) or self._out_of_place(act, edits)

    def edits(self, change_id: ChangeId) -> tuple[Edit, ...]:
        """What takes the act back, while nothing stands in the way."""
        act = self._standing.act_of[change_id]
        aside = self._moved_aside(act)
        stays = self._is_placed_among(act, aside)
        edits = self._store.inverse_edits(self._standing.carrier[act], aside if stays else ())
        if stays:
            edits = _moved_along(edits, min(aside.values()), max(aside.values()))
        return _in_free_places(self._shapes, edits)

    def _sentence(self, act: ChangeId, hindrance: Hindrance) -> str:
        return f"这一步暂时取不回：{self._told(act)}{_SAID[hindrance]}，请先取回那一步"

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

    def _moved_aside(self, act: ChangeId) -> dict[RowKey, int]:
        """The lines that the act only moved down to make room for others, and their places before."""
        lines = self._store.journal_lines(self._standing.carrier[act])
        placed = {(TABLES[line.record].name, line.row_id): line for line in lines if line.column == "position"}
        down = {key: line for key, line in placed.items() if line.after - line.before == STEP}
        added = {(TABLES[line.record].name, line.row_id) for line in lines if line.op == "add"}
        return {
            key: line.before
            for key, line in down.items()
            if not self._overtook(act, self._book.table(line.record).get(line.row_id), line.before, added | set(placed))
        }

    def _overtook(self, act: ChangeId, line: Record | None, before: int, own: Collection[RowKey]) -> bool:
        """Whether one that moved down passed another that neither the act nor a later one had put there."""
        if not isinstance(line, (Measure, Section)):
            return False
        lines = self._shapes.of(line.plan_id).lines
        first, last = (bisect_right(lines, at, key=attrgetter("position")) for at in (before, before + STEP))
        passed = (key for each in lines[first:last] if (key := _key(each)) not in own)
        return any(self._obstacles.placing(act, [key]) is None for key in passed)

    def _is_placed_among(self, act: ChangeId, aside: Collection[RowKey]) -> bool:
        """Whether later acts put lines into a plan in which lines moved aside: then these stay where they are."""
        lines: list[Measure | Section] = [*self._book.measures.values(), *self._book.sections.values()]
        plans = {line.plan_id for line in lines if _key(line) in aside} if aside else set()
        placed = [_key(line) for line in lines if line.plan_id in plans] if plans else []
        return bool(placed) and self._obstacles.placing(act, placed) is not None

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


def _moved_along(edits: Sequence[Edit], first: int, last: int) -> tuple[Edit, ...]:
    """Where the lines from first to last stay one step below, one that comes back among them does so too."""
    found = []
    for edit in edits:
        line = _line(edit.after)
        if line is not None and _is_coming(edit) and first <= line.position <= last:
            edit = Edit(edit.before, replace(line, position=line.position + STEP))
        found.append(edit)
    return tuple(edit for edit in found if edit.before != edit.after)


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
    names = {_name_key(record.name): record for record in back if isinstance(record, (Unit, UnitAlias))}
    if names:
        others: list[Unit | UnitAlias] = [*book.units.values(), *book.aliases.values()]
        found += [other for other in others if _stands_for_another(other, names.get(_name_key(other.name)))]
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


def _name_key(name: str) -> str:
    from ledger_app.text.folding import same_name_key

    return same_name_key(name)
