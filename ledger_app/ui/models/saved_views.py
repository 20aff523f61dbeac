"""A saved view and what the list is asked: the one is made of the other."""

from dataclasses import fields, replace

from ledger_app.domain.view import SavedView
from ledger_app.ui.models.filters import Filter

_SHARED = tuple({field.name for field in fields(Filter)} & {field.name for field in fields(SavedView)})


def filter_of(view: SavedView) -> Filter:
    """The chips that a view sets; its search words stand in the search box."""
    return Filter(**{name: getattr(view, name) for name in _SHARED})


def with_filter(view: SavedView, filter_: Filter) -> SavedView:
    """The view with the chips as they are set."""
    return replace(view, **{name: getattr(filter_, name) for name in _SHARED})


def suggested_name(title: str, filter_words: list[str], text: str) -> str:
    """What a view is called until the clerk says otherwise: 市财政局 牵头 本季."""
    words = [title, *filter_words, text.strip()]
    return " ".join(word for word in words if word)[:30]
