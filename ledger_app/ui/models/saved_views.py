"""A saved view and what the list is asked: the one is made of the other."""

from dataclasses import fields, replace

from ledger_app.domain.questions import is_span
from ledger_app.domain.view import SavedView
from ledger_app.ui.models.filters import Filter

_SHARED = tuple({field.name for field in fields(Filter)} & {field.name for field in fields(SavedView)})
_EVERYWHERE = "全部任务"  # which goes without saying where something is filtered


def filter_of(view: SavedView) -> Filter:
    """The chips that a view sets, without a span it does not know; its search words stand in the search box."""
    told = {name: getattr(view, name) for name in _SHARED}
    return Filter(**told | {"due": None}) if has_unknown_span(view) else Filter(**told)


def has_unknown_span(view: SavedView) -> bool:
    """Whether a view asks for a span of time that only another version of the program knows."""
    return view.due is not None and not is_span(view.due)


def with_filter(view: SavedView, filter_: Filter) -> SavedView:
    """The view with the chips as they are set."""
    return replace(view, **{name: getattr(filter_, name) for name in _SHARED})


def suggested_name(title: str, filter_words: list[str], text: str) -> str:
    """What a view is called until the clerk says otherwise: 市财政局 牵头 本季."""
    words = [word for word in (*filter_words, text.strip()) if word]
    return " ".join(words if words and title == _EVERYWHERE else [title, *words])[:30]
