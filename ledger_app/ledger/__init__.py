"""The verbs on a ledger, and the jobs that read and write files."""

from ledger_app.ledger.book import Book, shape_changed
from ledger_app.ledger.draft import Draft
from ledger_app.ledger.ledger import Ledger
from ledger_app.ledger.search import search_words

__all__ = ["Book", "Draft", "Ledger", "search_words", "shape_changed"]
