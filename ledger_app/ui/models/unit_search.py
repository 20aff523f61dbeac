"""Finding units by any of their names."""

from collections import Counter

from ledger_app.domain.unit import Unit, UnitId
from ledger_app.ledger import Book, search_words


class UnitSearch:
    """The units of a ledger with their names folded, for lists that narrow while one types."""

    def __init__(self, book: Book) -> None:
        self._counts = Counter(id_ for row in book.rows() for id_ in {a.unit.id for a in row.assigned})
        names: dict[UnitId, list[str]] = {unit.id: [unit.name] for unit in book.units.values()}
        for alias in book.aliases.values():
            names[alias.unit_id].append(alias.name)
        self._names = names
        self._folded = {id_: [" ".join(search_words(name)) for name in all_] for id_, all_ in names.items()}
        self._sounds: dict[UnitId, list[str]] | None = None  # worked out when letters are typed
        self._units = sorted(book.units.values(), key=lambda unit: -self._counts[unit.id])

    def find(self, text: str, most: int = 8) -> list[tuple[Unit, int]]:
        """The units whose names hold what was typed, with their tasks; those that begin with it come first."""
        words = search_words(text)
        if words and text.strip().isascii() and text.strip().isalpha():
            return self._find_by_sound(text.strip().lower(), most)
        found = [u for u in self._units if all(any(w in name for name in self._folded[u.id]) for w in words)]
        if words:
            found.sort(key=lambda unit: not self._begins(unit, words[0]))
        return [(unit, self._counts[unit.id]) for unit in found[:most]]

    def _find_by_sound(self, letters: str, most: int) -> list[tuple[Unit, int]]:
        """The units of whose names these are the first letters (szjj, or zjj without the 市), or that hold them."""
        if self._sounds is None:
            from ledger_app.ledger.search import initials

            self._sounds = {id_: [initials(name) for name in names] for id_, names in self._names.items()}
        sounds, folded = self._sounds, self._folded
        found = [u for u in self._units if any(letters in each for each in (*sounds[u.id], *folded[u.id]))]
        found.sort(key=lambda unit: not any(each.startswith((letters, f"s{letters}")) for each in sounds[unit.id]))
        return [(unit, self._counts[unit.id]) for unit in found[:most]]

    def _begins(self, unit: Unit, word: str) -> bool:
        return any(name.startswith((word, f"市{word}")) for name in self._folded[unit.id])
