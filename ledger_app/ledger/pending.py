"""Edits in the making: what one act does to which rows, each row once."""

from collections.abc import Callable
from typing import Any, TypeVar

from ledger_app.domain.change import Edit, Record
from ledger_app.domain.unit import Unit
from ledger_app.ledger.book import Book

R = TypeVar("R", bound=Record)


class Pending:
    """Collects what an act adds, changes and removes, over a book that does not change meanwhile."""

    def __init__(self, book: Book, new_id: Callable[[type[Record]], int]) -> None:
        self._book = book
        self._new_id = new_id
        self._after: dict[tuple[type[Record], int], Record | None] = {}
        self._new_units: dict[str, Unit] = {}  # by the key that the spellings of a name share
        self._unknown: dict[tuple[type[Record], int], Record] = {}  # removed rows that the book does not hold

    def new_id(self, kind: type[Record]) -> Any:  # noqa: ANN401 - the id type of the kind
        """An id for a new row of that kind."""
        return self._new_id(kind)

    def put(self, *records: Record) -> None:
        """Let these rows be so after the act."""
        for record in records:
            self._after[type(record), record.id] = record
            if isinstance(record, Unit) and record.id not in self._book.units:
                self._new_units[_name_key(record.name)] = record

    def remove(self, *records: Record) -> None:
        """Let these rows be gone after the act."""
        for record in records:
            self._after[type(record), record.id] = None
            self._unknown[type(record), record.id] = record

    def now(self, record: R) -> R:
        """A row as the act has left it so far."""
        key: Any = (type(record), record.id)
        found: Any = self._after.get(key, record)
        return record if found is None else found

    def record(self, kind: type[R], record_id: int) -> R:
        """A row, known or new, as the act has left it so far. Raises KeyError if it is gone."""
        key: Any = (kind, record_id)
        found: Any = self._after.get(key)
        return self._book.table(kind)[record_id] if found is None else found

    def put_so_far(self, kind: type[R]) -> list[R]:
        """The rows of a kind that the act adds or changes."""
        found: Any = [after for (of, _), after in self._after.items() if of is kind and after is not None]
        return list(found)

    def new_unit_named(self, name: str) -> Unit | None:
        """The unit of that name, in whatever spelling, that the act itself adds."""
        return self._new_units.get(_name_key(name)) if self._new_units else None

    def is_removed(self, record: Record) -> bool:
        """Whether the act removes that row."""
        return self._after.get((type(record), record.id), record) is None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits of the act; a row that ends as it was has none."""
        edits = []
        for key, after in self._after.items():
            kind, row_id = key
            before = self._book.table(kind).get(row_id)
            if before is None and after is None and not self._book.holds(kind):
                before = self._unknown[key]
            if before != after:
                edits.append(Edit(before, after))
        return tuple(edits)


def _name_key(name: str) -> str:
    from ledger_app.text.folding import same_name_key

    return same_name_key(name)
