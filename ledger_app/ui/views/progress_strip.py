"""How far slow work is, with the way to stop it: a strip in the place of the bar that tells what was done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QProgressBar

from ledger_app.ui.theme.pieces import col, frame, label, row, tool_button
from ledger_app.ui.views.tell_bar import TellBar


class ProgressStrip(QFrame):
    """What is being done, how much of it, and 取消; the window stays usable beside it."""

    cancel_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._words = label("", "list", wrap=True)
        self._count = label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self.cancel = tool_button("取消", kind="tellLink", clicked=self._stop)
        said = row(self._words, self._count, self.cancel, gap=8)
        said.setStretch(0, 1)
        box = frame("tell", col(said, self._bar, gap=4, margins=(12, 3, 6, 6)))
        self.setLayout(row(box, margins=(10, 6, 10, 6)))
        self.hide()

    @property
    def words(self) -> str:
        """What is being done, and how much of it is."""
        return f"{self._words.text()} {self._count.text()}".strip()

    def begin(self, words: str, bar: TellBar) -> None:
        """Show that something is being done, where that bar tells."""
        self._words.setText(words)
        self._count.setText("")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(words)
        self.setAccessibleName(words)
        self.cancel.setEnabled(True)
        self.stand_at(bar)
        self.show()

    def stand_at(self, bar: TellBar) -> None:
        """Stand over that bar: the clerk looks at another page."""
        around = bar.parentWidget()
        layout = around.layout() if around is not None else None
        if isinstance(layout, QBoxLayout) and self.parentWidget() is not around:
            shown = not self.isHidden()
            layout.insertWidget(layout.indexOf(bar), self)
            self.setVisible(shown)

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps are over; a total of 0 means nobody knows."""
        self._words.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if self.cancel.isEnabled():
            self._count.setText(f"{done:,} / {total:,}" if total else "")

    def _stop(self) -> None:
        """Ask the work to stop, and stay until it has."""
        self.cancel.setEnabled(False)
        self._count.setText("正在停下")
        self.cancel_asked.emit()
