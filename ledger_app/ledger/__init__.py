"""The verbs on a ledger, and the jobs that read and write files.

Here stands what a window needs for its first picture; a review (`draft`) and the jobs are imported where they begin.
"""

from ledger_app.ledger.book import Book, shape_changed
from ledger_app.ledger.ledger import Ledger
from ledger_app.ledger.search import search_words

__all__ = ["Book", "Ledger", "search_words", "shape_changed"]
