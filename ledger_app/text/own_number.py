"""The number a measure's text begins with, where its table has no column for it."""

from ledger_app.domain.plan import numbered as joined
from ledger_app.text.headings import Numbered, is_chinese_number, numbered
from ledger_app.text.numerals import chinese


def own_number(text: str) -> tuple[str | None, str]:
    """Number and text; none where the cell goes on with the next one (1.清淤。2.筑堤。), so that both stay its text."""
    found = numbered(text)
    if found is None or joined(found.printed, found.rest) != text or _next(found) in found.rest:
        return None, text
    return found.printed, found.rest


def _next(found: Numbered) -> str:
    """How the number behind this one is printed."""
    printed = found.printed.strip()
    mark = printed.strip("()（）、.． ")
    following = chinese(found.value + 1) if is_chinese_number(mark) else str(found.value + 1)
    return printed.replace(mark, following)
