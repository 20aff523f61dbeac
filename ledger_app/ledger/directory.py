"""The directory of units (单位名录): what each has to do, by which names it goes, and which two may be one."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ledger_app.domain.lamp import Lamp
from ledger_app.domain.record import record
from ledger_app.domain.row import Assigned, MeasureRow
from ledger_app.domain.unit import Role, Unit, UnitAlias, UnitId
from ledger_app.ledger.book import Book


@record
class UnitEntry:
    """One unit with its numbers; rows of archived plans are left out."""

    unit: Unit
    total: int
    by_role: Mapping[Role, int]
    by_lamp: Mapping[Lamp, int]
    overdue: int
    aliases: tuple[UnitAlias, ...]  # in the order in which they were added
    members: int  # of a collective unit


def directory(book: Book, today: date) -> tuple[UnitEntry, ...]:
    """All units: those with late rows first, then those with the most rows."""
    roles: defaultdict[UnitId, Counter[Role]] = defaultdict(Counter)
    lamps: defaultdict[UnitId, Counter[Lamp]] = defaultdict(Counter)
    late: Counter[UnitId] = Counter()
    for assigned, lamp, overdue, count in _alike(book.live_rows(), today):
        for unit_id in {each.unit.id for each in assigned}:
            lamps[unit_id][lamp] += count
            late[unit_id] += count if overdue else 0
        for unit_id, role in {(each.unit.id, each.role) for each in assigned}:
            roles[unit_id][role] += count
    members = Counter(member.unit_id for member in book.members.values())
    aliases: defaultdict[UnitId, list[UnitAlias]] = defaultdict(list)
    for alias in book.aliases.values():
        aliases[alias.unit_id].append(alias)
    entries = (
        UnitEntry(
            unit=unit,
            total=lamps[unit.id].total(),
            by_role=roles[unit.id],
            by_lamp=lamps[unit.id],
            overdue=late[unit.id],
            aliases=tuple(aliases[unit.id]),
            members=members[unit.id],
        )
        for unit in book.units.values()
    )
    return tuple(sorted(entries, key=lambda entry: (-entry.overdue, -entry.total, entry.unit.name)))


def _alike(rows: Sequence[MeasureRow], today: date) -> Iterator[tuple[tuple[Assigned, ...], Lamp, bool, int]]:
    """The rows' duties, lamps and lateness, each once with the number of rows: rows share what is equal."""
    first: dict[tuple[int, ...], tuple[tuple[Assigned, ...], Lamp, bool]] = {}
    counts: Counter[tuple[int, ...]] = Counter()
    for row in rows:
        found = row.assigned, row.lamp(today), row.overdue(today)
        key = (id(found[1]), found[2], *map(id, row.assigned))
        first.setdefault(key, found)
        counts[key] += 1
    return ((*found, counts[key]) for key, found in first.items())


def collectives_of(book: Book, unit_id: UnitId) -> tuple[Unit, ...]:
    """The collective units that a unit belongs to."""
    return tuple(book.units[each.unit_id] for each in book.members.values() if each.member_id == unit_id)


def like_unit(book: Book, unit: Unit) -> Unit | None:
    """The unit that may be the same body as this one, by its name; None where none is as alike."""
    from ledger_app.text.likeness import SAME, likeness

    others = [other for other in book.units.values() if other.id != unit.id and other.collective == unit.collective]
    best = max(others, key=lambda other: likeness(unit.name, other.name), default=None)
    return best if best is not None and likeness(unit.name, best.name) >= SAME else None
