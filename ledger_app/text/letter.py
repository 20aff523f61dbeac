"""The letter (通知) that a table came with: it says of the plan what the table itself does not."""

from dataclasses import dataclass, replace
from itertools import takewhile

from ledger_app.domain.document import Document, Grid, Paragraphs
from ledger_app.text.cleaning import clean
from ledger_app.text.folding import plain
from ledger_app.text.head import PlanFacts
from ledger_app.text.outline import Outline
from ledger_app.text.prose_head import facts_of, title_of

_TAIL = 8  # lines among which a letter is signed and dated


@dataclass(frozen=True, slots=True)
class Letter:
    """What the text of a document says about the plan in its table."""

    title: str | None
    facts: PlanFacts


def letter_of(document: Document) -> Letter | None:
    """The letter in a document that holds a table and text; None if it does not hold both."""
    text = next((part for part in document.parts if isinstance(part, Paragraphs)), None)
    if text is None or not any(isinstance(part, Grid) for part in document.parts):
        return None
    lines = [line.strip() for line in clean(text).text.lines if line.strip()]
    head = list(takewhile(_stands_above, lines))
    return Letter(title_of(head), facts_of(head, lines[len(head) :][-_TAIL:]))


def with_letter(outline: Outline, letter: Letter | None, name: str) -> Outline:
    """The outline of a table, with what the letter says where the table is silent; `name` is its title for want of
    any other."""
    if letter is None:
        return outline
    issued = outline.issued or letter.facts.issued
    return replace(
        outline,
        title=letter.title if outline.title == name and letter.title is not None else outline.title,
        doc_number=outline.doc_number or letter.facts.doc_number,
        issuer=outline.issuer or letter.facts.issuer,
        issued=issued,
        year=issued.year if issued is not None else outline.year,
    )


def _stands_above(line: str) -> bool:
    """Whether a line belongs to the head: neither a sentence nor whom the letter addresses."""
    text = plain(line)
    return "。" not in text and not text.endswith(":")
