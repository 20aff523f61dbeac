"""Importing: documents are read one after another, each is shown for review, and taken in when the clerk says so."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ledger_app.domain.change import Change
from ledger_app.domain.errors import CancelledError, UserError
from ledger_app.ledger import Ledger
from ledger_app.ui.reading import Reading, ReadSource, read_first, read_part

if TYPE_CHECKING:
    from ledger_app.ledger.draft import Draft
    from ledger_app.ui.review.page import ReviewPage
    from ledger_app.ui.worker import Worker

_BESIDE_THE_WINDOW = 2000  # measures from which an import runs in the worker


class Importing(QObject):
    """One review at a time; what was corrected in one reading of a document stays while the clerk looks at another."""

    review_opened = Signal(object)  # ReviewPage
    review_closed = Signal()
    imported = Signal(object)  # Change
    updated = Signal(object, object)  # Change or None, the PlanDraft
    already_there = Signal(object)  # Plan
    refused = Signal(str)

    def __init__(
        self, ledger: Ledger, today: Callable[[], date], worker: "Callable[[], Worker]", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._ledger, self._today, self._worker = ledger, today, worker
        self._waiting: list[tuple[str, ReadSource]] = []  # what the progress calls it, and how it is read
        self._reviewing = False
        self._page: ReviewPage | None = None
        self._reading: Reading | None = None
        self._readings: dict[int, Reading] = {}
        self._drafts: dict[tuple[int, bool], Draft] = {}

    def read(self, sources: Sequence[tuple[str, ReadSource]]) -> None:
        """Read these one after another, each with its review."""
        self._waiting += sources
        self._read_next()

    def _read_next(self) -> None:
        if self._reviewing or not self._waiting:
            return
        name, source = self._waiting.pop(0)
        self._reviewing = True
        job = partial(read_first, self._ledger, source)
        self._worker().run(job, self._begin, self._not_read, label=f"正在读取 {name}")

    def _begin(self, reading: Reading) -> None:
        self._readings.clear()
        self._drafts.clear()
        if reading.known is not None:
            self.already_there.emit(reading.known)
            self._end()
            return
        self._readings[reading.part] = reading
        self._show(reading, updates=reading.compared is not None)

    def _not_read(self, error: Exception) -> None:
        self._reviewing = False
        self._failed(error)
        self._read_next()

    # ---- the review

    def _show(self, reading: Reading, *, updates: bool) -> None:
        from ledger_app.ui.review.page import ReviewPage
        from ledger_app.ui.review.source import Source

        source = Source(
            parts=reading.parts,
            part=reading.part,
            earlier=reading.earlier.title if reading.earlier is not None else "",
            updates=updates,
            taken_out=reading.taken_out,
        )
        page = ReviewPage(self._draft(reading, updates), self._ledger.book, today=self._today(), source=source)
        page.accepted.connect(self._accept)
        page.cancelled.connect(self._end)
        page.part_wanted.connect(self._read_part)
        page.update_wanted.connect(lambda on: self._show(reading, updates=on))
        if self._page is not None:
            self.review_closed.emit()
        self._page, self._reading = page, reading
        self.review_opened.emit(page)

    def _draft(self, reading: Reading, updates: bool) -> "Draft":
        from ledger_app.ledger.draft import Draft

        key = (reading.part, updates)
        if key not in self._drafts:
            read = reading.compared if updates and reading.compared is not None else reading.draft
            self._drafts[key] = Draft(read, reading.document)
        return self._drafts[key]

    def _read_part(self, part: int) -> None:
        reading = self._reading
        if reading is None or part == reading.part:
            return
        if part in self._readings:
            self._show_part(self._readings[part])
            return
        job = partial(read_part, self._ledger, reading, part)
        self._worker().run(job, self._show_part, self._refuse_part, label=f"正在识别 {reading.parts[part - 1]}")

    def _show_part(self, reading: Reading) -> None:
        if reading.known is not None:
            self._say_in_review(f"这一部分已经导入过，就是“{reading.known.title}”")
            return
        self._readings[reading.part] = reading
        self._show(reading, updates=reading.compared is not None)

    def _refuse_part(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._say_in_review(str(error))
        else:
            self._failed(error)

    def _say_in_review(self, sentence: str) -> None:
        if self._page is not None:
            self._page.show_trouble(sentence)

    # ---- taking it in

    def _accept(self, draft: "Draft") -> None:
        reading, page = self._reading, self._page
        if reading is None or page is None:
            return
        result = draft.result()
        earlier = reading.earlier if page.source.updates else None

        def job(**_: object) -> Change | None:
            if earlier is not None:
                return self._ledger.update_plan(earlier.id, result, draft.document)
            return self._ledger.import_plan(result, draft.document)

        def done(change: Change | None) -> None:
            self._end()
            if earlier is not None:
                self.updated.emit(change, result)
            elif change is not None:
                self.imported.emit(change)

        if len(result.measures) >= _BESIDE_THE_WINDOW:
            label = f"正在{'导入' if earlier is None else '更新'}{len(result.measures)}项"
            self._worker().run(job, done, self._failed, label=label)
            return
        try:
            change = job()
        except UserError as error:
            self.refused.emit(str(error))
            return
        done(change)

    def _end(self) -> None:
        self._reviewing = False
        self._page = self._reading = None
        self.review_closed.emit()
        self._read_next()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, UserError):
            raise error
        self.refused.emit(str(error))
