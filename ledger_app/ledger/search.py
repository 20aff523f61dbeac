"""What a clerk looks for: the words typed into the search box, and the unit that a name may mean."""

from collections.abc import Iterable

from ledger_app.ledger.book import Book


def search_words(text: str) -> tuple[str, ...]:
    """The words of a search, folded: 简/繁-, width- and punctuation-blind; all of them must occur."""
    if not text.strip():
        return ()
    from ledger_app.text.folding import fold

    return tuple(word for word in map(fold, text.split()) if word)


def initials(name: str) -> str:
    """The first letters of a name's syllables (szjj); "" where the library that knows them is not installed."""
    from ledger_app.text.sound import initials as letters_of

    return letters_of(name)


def nearest_units(name: str, books: Iterable[Book]) -> tuple[str, ...]:
    """The units of these books most like a name, best first; without those that have this very name."""
    from ledger_app.text.folding import same_name_key
    from ledger_app.text.likeness import nearest

    known = {unit.name: None for book in books for unit in book.units.values()}
    own = same_name_key(name)
    return nearest(name, (other for other in known if same_name_key(other) != own))
