"""What the clerk sees when the program itself fails, and when an act was refused with nowhere else to say so."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ledger_app.domain.errors import UserError
from ledger_app.ui.dialogs.fit import fit
from ledger_app.ui.dialogs.message import dress
from ledger_app.ui.theme.pieces import label

SEPARATOR = "\n" + "─" * 24 + "\n\n"


class TroubleDialog(QDialog):
    """A fault of ours: what it means for the clerk, and a report to copy."""

    def __init__(self, report: str, log_path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log_path = log_path
        self.setWindowTitle("程序出错 - 任务台账")
        self.setModal(True)
        self._make_widgets(report)
        fit(self, 640, 420)

    def _make_widgets(self, report: str) -> None:
        head = label("程序里有一处出错，这一步没有做完", "title", wrap=True)
        said = "已保存的内容没有受影响，可继续使用。把下面的报告发给维护人员，里面没有台账的文字"
        what = label(said, "list", wrap=True)
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setAccessibleName("出错报告")
        self._report.setTabChangesFocus(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        for widget in (head, what, self._report):
            layout.addWidget(widget)
        layout.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        self._copy = QPushButton("复制报告")
        self._copy.clicked.connect(self._copy_report)
        folder = QPushButton("打开日志文件夹")
        folder.clicked.connect(self._open_folder)
        close = QPushButton("继续使用")
        close.setObjectName("primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._copy)
        row.addWidget(folder)
        row.addStretch(1)
        row.addWidget(close)
        close.setFocus()
        return row

    @property
    def report(self) -> str:
        """The report as it would be copied."""
        return self._report.toPlainText()

    def add(self, report: str) -> None:
        """Append a further fault to the report on the screen."""
        self._report.appendPlainText(SEPARATOR + report)

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self.report)
        self._copy.setText("已复制")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_path.parent)))


def tell_user_error(error: UserError, parent: QWidget | None = None) -> QMessageBox:
    """Say a refusal in its own words; for the rare place that has no strip of its own to say it in."""
    box = QMessageBox(QMessageBox.Icon.Warning, "任务台账", error.message, parent=parent)
    box.setInformativeText(error.hint)
    dress(box, box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole))
    box.open()
    return box
