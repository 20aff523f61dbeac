"""Importing: documents are read one after another, each is shown for review, and taken in when the clerk says so."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ledger_app.domain.change import Change
from ledger_app.domain.errors import UserError
from ledger_app.ledger import Ledger
from ledger_app.ui.attempt import MANY, RECORDS, failure_words, run_beside
from ledger_app.ui.reading import Reading, ReadSource, open_draft, opened, read_first, read_part

if TYPE_CHECKING:
    from ledger_app.ledger.draft import Draft
    from ledger_app.ui.review.page import ReviewPage
    from ledger_app.ui.worker import Worker

T = TypeVar("T")


class Importing(QObject):
    """One review at a time; what was corrected in one reading of a document stays while the clerk looks at another."""

    review_opened = Signal(object)  # ReviewPage
    review_closed = Signal()
    imported = Signal(object)  # Change
    updated = Signal(object, object)  # Change or None, the PlanDraft
    already_there = Signal(object)  # Plan
    left = Signal(str, object)  # the title of a plan whose review was left half done, and how to go on with it
    refused = Signal(str)

    def __init__(
        self, ledger: Ledger, today: Callable[[], date], worker: "Callable[[], Worker]", parent: QObject
    ) -> None:
        super().__init__(parent)
        self._ledger, self._today, self._worker = ledger, today, worker
        self._waiting: list[tuple[str, ReadSource]] = []  # what the progress calls it, and how it is read
        self._turn = self._of = 0  # of the documents chosen together
        self._reviewing = False
        self._page: ReviewPage | None = None
        self._reading: Reading | None = None
        self._readings: dict[int, Reading] = {}
        self._drafts: dict[tuple[int, bool], Draft] = {}

    def read(self, sources: Sequence[tuple[str, ReadSource]]) -> None:
        """Read these one after another, each with its review."""
        if not self._reviewing and not self._waiting:
            self._turn = self._of = 0
        self._waiting += sources
        self._of += len(sources)
        self._read_next()

    def _read_next(self) -> None:
        if self._reviewing or not self._waiting:
            return
        name, source = self._waiting.pop(0)
        self._turn += 1
        self._reviewing = True
        job = partial(opened, partial(read_first, self._ledger, source, today=self._today()))
        try:
            self._run(job, self._begin, self._not_read, f"正在读取 {name}")
        except UserError as error:
            self._waiting.clear()
            self._not_read(error)

    def _run(
        self, job: Callable[..., T], done: Callable[[T], None], failed: Callable[[Exception], None], doing: str
    ) -> None:
        """Work that looks into the ledger, or writes to it. Raises UserError where other work holds it."""
        run_beside(self._worker(), self._ledger, job, done, failed, doing=doing)
        QTimer.singleShot(0, self, _import_review)

    def _begin(self, read: "tuple[Reading, Draft | None]") -> None:
        reading, draft = read
        self._readings.clear()
        self._drafts.clear()
        if reading.known is not None:
            self.already_there.emit(reading.known)
            self._end()
            return
        self._open(reading, draft)

    def _open(self, reading: Reading, draft: "Draft | None") -> None:
        """Show what the worker has just read."""
        updates = reading.compared is not None
        self._readings[reading.part] = reading
        if draft is not None:
            self._drafts[reading.part, updates] = draft
        self._show(reading, updates=updates)

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
            turn=f"第{self._turn}个，共{self._of}个" if self._of > 1 else "",
        )
        draft = self._drafts[reading.part, updates]
        page = ReviewPage(draft, self._ledger.book, today=self._today(), source=source)
        page.accepted.connect(self._accept)
        page.cancelled.connect(self._leave)
        page.part_wanted.connect(self._read_part)
        page.update_wanted.connect(lambda on: self._change_way(reading, updates=on))
        if self._page is not None:
            self.review_closed.emit()
        self._page, self._reading = page, reading
        self.review_opened.emit(page)

    def _change_way(self, reading: Reading, *, updates: bool) -> None:
        """As a newer version of a plan, or as a plan of its own."""
        if (reading.part, updates) in self._drafts:
            self._show(reading, updates=updates)
            return

        def show(draft: "Draft") -> None:
            self._drafts[reading.part, updates] = draft
            self._show(reading, updates=updates)

        job = partial(open_draft, reading, updates=updates)
        self._run(job, show, self._refuse_part, f"正在准备 {reading.draft.plan.title}")

    def _read_part(self, part: int) -> None:
        reading = self._reading
        if reading is None or part == reading.part:
            return
        if part in self._readings:
            there = self._readings[part]
            self._show(there, updates=there.compared is not None)
            return
        job = partial(opened, partial(read_part, self._ledger, reading, part, today=self._today()))
        self._run(job, self._show_part, self._refuse_part, f"正在识别 {reading.parts[part - 1]}")

    def _show_part(self, read: "tuple[Reading, Draft | None]") -> None:
        reading, draft = read
        if reading.known is not None:
            self._say_in_review(f"这一部分已经导入过，就是“{reading.known.title}”")
            return
        self._open(reading, draft)

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
            page.taken_in.emit(draft)
            self._end()
            if earlier is not None:
                self.updated.emit(change, result)
            elif change is not None:
                self.imported.emit(change)

        try:
            if len(result.measures) * RECORDS >= MANY:
                doing = f"正在{'导入' if earlier is None else '更新'}{len(result.measures)}项"
                self._run(job, done, self._failed, doing)
                return
            change = job()
        except UserError as error:
            self.refused.emit(str(error))
            return
        done(change)

    def _leave(self) -> None:
        """What was corrected waits: who pressed 取消 by mistake goes on where it was left."""
        reading, page = self._reading, self._page
        readings, drafts = dict(self._readings), dict(self._drafts)
        self._end()
        if reading is not None and page is not None and page.draft.can_undo:
            updates = page.source.updates
            go_on = partial(self._go_on, reading, readings, drafts, updates=updates)
            self.left.emit(page.draft.plan.title, go_on)

    def _go_on(
        self,
        reading: Reading,
        readings: dict[int, Reading],
        drafts: "dict[tuple[int, bool], Draft]",
        *,
        updates: bool,
    ) -> None:
        if not self._reviewing:
            self._reviewing = True
            self._readings, self._drafts = readings, drafts
            self._show(reading, updates=updates)

    def _end(self) -> None:
        self._reviewing = False
        self._page = self._reading = None
        self.review_closed.emit()
        self._read_next()

    def _failed(self, error: Exception) -> None:
        words = failure_words(error)
        if words:
            self.refused.emit(words)


def _import_review() -> None:
    """While the worker reads: the review then opens the sooner."""
    import ledger_app.ui.review.page  # noqa: F401
