"""Reading a document: a job that touches no ledger."""

from collections.abc import Callable
from pathlib import Path

from ledger_app.domain.document import Document
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.errors import CancelledError

OnProgress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def read_plan(
    path: Path, part: int | None = None, *, on_progress: OnProgress | None = None, cancelled: Cancelled | None = None
) -> tuple[PlanDraft, Document]:
    """What a document says, and the document itself; `part` (from 1) picks another of its tables or texts.

    Raises UserError if the file cannot be read or no measure is found in it, CancelledError if so wished.
    """
    from ledger_app.documents.read import read_document
    from ledger_app.ledger.fidelity import with_layout_doubt
    from ledger_app.text.understand import understand

    document = read_document(path)
    if on_progress:
        on_progress(1, 2)
    if cancelled and cancelled():
        raise CancelledError
    draft = understand(document, None if part is None else part - 1)
    if on_progress:
        on_progress(2, 2)
    if cancelled and cancelled():
        raise CancelledError
    return with_layout_doubt(draft, document), document
