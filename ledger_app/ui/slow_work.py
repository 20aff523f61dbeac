"""While a job runs beside the window: how far it is, the way to stop it, and what the clerk cannot do meanwhile."""

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ledger_app.ui.pages import LOG

if TYPE_CHECKING:
    from ledger_app.ui.main_window import MainWindow
    from ledger_app.ui.views.progress_strip import ProgressStrip
    from ledger_app.ui.views.tell_bar import TellBar
    from ledger_app.ui.worker import Worker

CANCELLED = "已取消，台账没有改动"


class SlowWork(QObject):
    """Shows the worker's jobs where the window tells; looking at tasks, board and units goes on."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._strip: ProgressStrip | None = None
        self._so_far = 0, 0  # done, total
        self._busy = False
        self._below_review: TellBar | None = None
        window.pages.shown.connect(lambda _: self._follow())

    def heed(self, worker: "Worker") -> None:
        """Show what this worker does."""
        worker.begun.connect(self._begin)
        worker.slow.connect(self._show)
        worker.progressed.connect(self._go_on)
        worker.cancelled.connect(self._tell_cancelled)
        worker.rested.connect(self._rest)

    @property
    def strip(self) -> "ProgressStrip | None":
        """What shows the progress, while it is seen."""
        return self._strip if self._strip is not None and not self._strip.isHidden() else None

    def _begin(self) -> None:
        self._so_far = 0, 0
        gc.disable()  # going through all rows would hold up the window
        self._serve(False)

    def _show(self, words: str) -> None:
        from ledger_app.ui.views.progress_strip import ProgressStrip

        if self._strip is None:
            self._strip = ProgressStrip()
            self._strip.cancel_asked.connect(self._window.files.worker.cancel)
        self._strip.begin(words, self.bar)
        self._strip.show_progress(words, *self._so_far)

    def _go_on(self, words: str, done: int, total: int) -> None:
        self._so_far = done, total
        if self.strip is not None:
            self.strip.show_progress(words, done, total)

    def _tell_cancelled(self) -> None:
        self._window.tell(CANCELLED)
        if self._window.pages.current == LOG:
            self._window.pages.page(LOG).reload()  # it may have read the file half-way

    def _rest(self) -> None:
        gc.freeze()  # the new records are in no circles: nothing to look for in them, now or later
        gc.enable()
        if self._strip is not None:
            self._strip.hide()
        self._serve(True)

    @property
    def bar(self) -> "TellBar":
        """The bar where the clerk is looking; the one below a review is made when first needed."""
        if not self._window.in_review:
            return self._window.pages.tell_bar
        if self._below_review is None:
            from ledger_app.ui.views.tell_bar import TellBar

            self._below_review = TellBar()
            whole = self._window.centralWidget()
            layout = whole.layout() if whole is not None else None
            assert layout is not None, "the window has been put together"
            layout.addWidget(self._below_review)
        return self._below_review

    def _follow(self) -> None:
        if self._busy and self._window.pages.current == LOG:
            self._serve(False)  # made only now
        if self.strip is not None:
            self.strip.stand_at(self.bar)

    def _serve(self, on: bool) -> None:
        """Acts that write are off while a job holds the ledger, and the pages that read its file wait."""
        window, self._busy = self._window, not on
        window.hold(not on)
        if window.pages.has(LOG):
            window.pages.page(LOG).setEnabled(on)
