"""How far a slow job is, with the way to stop it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

WIDTH = 420


class ProgressDialog(QDialog):
    """Modal while a job runs: what is being done, a bar, and 取消."""

    cancel_asked = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("任务台账")
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(WIDTH)
        self._over = False
        self._make_widgets(label)

    def _make_widgets(self, label: str) -> None:
        self._label = QLabel(label)
        self._label.setWordWrap(True)
        self._count = QLabel("")
        self._count.setProperty("tone", "text2")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(label)
        self._cancel = QPushButton("取消")
        self._cancel.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addWidget(self._count, 1)
        below.addWidget(self._cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._label)
        layout.addWidget(self._bar)
        layout.addLayout(below)

    def show_progress(self, label: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps are over; a total of 0 means nobody knows."""
        self._label.setText(label)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if not self._cancel.isEnabled():
            return
        self._count.setText(f"{done:,} / {total:,}" if total else "")

    def finish(self) -> None:
        """Close because the job is over."""
        self._over = True
        super().reject()
        self.deleteLater()

    def reject(self) -> None:
        """取消 and Esc: ask the job to stop, and stay until it has."""
        if self._over or not self._cancel.isEnabled():
            return
        self._cancel.setEnabled(False)
        self._count.setText("正在停下")
        self.cancel_asked.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._over:
            event.ignore()
            self.reject()
