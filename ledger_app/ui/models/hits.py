"""Where the words of a search stand in a text as it is written, in whatever script and width."""

from functools import lru_cache

from ledger_app.ledger import search_words


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    return "".join(search_words(character))


@lru_cache(maxsize=4096)
def hits(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The spans (start, end) of `text` in which one of the folded words stands."""
    if not words:
        return ()
    folded, places = "", []  # places[i]: which character of `text` gave folded[i]
    for at, character in enumerate(text):
        part = _folded(character)
        folded += part
        places += [at] * len(part)
    spans = []
    for word in words:
        found = folded.find(word)
        while found >= 0:
            spans.append((places[found], places[found + len(word) - 1] + 1))
            found = folded.find(word, found + len(word))
    return tuple(spans)
