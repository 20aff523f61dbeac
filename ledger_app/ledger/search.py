"""What a clerk types into the search box, as the search compares it."""


def search_words(text: str) -> tuple[str, ...]:
    """The words of a search, folded: 简/繁-, width- and punctuation-blind; all of them must occur."""
    if not text.strip():
        return ()
    from ledger_app.text.folding import fold

    return tuple(word for word in map(fold, text.split()) if word)
