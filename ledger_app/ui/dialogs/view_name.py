"""The name under which what the list shows is kept."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ledger_app.ui.theme.pieces import col, label, push_button, row, styled


class ViewNameDialog(QDialog):
    """Asks for the name only."""

    named = Signal(str)

    def __init__(
        self, suggested: str, taken: Collection[str], parent: QWidget | None = None, *, note: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("保存为视图 - 任务台账")
        self._taken, self._about = taken, note
        self.field = QLineEdit(suggested)
        self.field.setAccessibleName("视图名称")
        self.field.setMaxLength(40)
        self.field.end(False)
        self.field.home(True)  # all of it is chosen, and its beginning is seen
        styled(self.field, "list", height=30, min_width=360)
        self._note = label("", "caption", "text2")
        self.save = push_button("保存视图", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._take)
        leave = push_button("取消")
        leave.clicked.connect(self.reject)
        words = label("位置、筛选、搜索和排序记在这个名称下，列在左侧导航里", "list", "text2")
        self.setLayout(
            col(words, self.field, self._note, row(None, leave, self.save), gap=10, margins=(20, 18, 20, 16))
        )
        self.field.textChanged.connect(self._say)
        self._say(suggested)

    def _say(self, name: str) -> None:
        known = name.strip() in self._taken
        said = "已有同名的视图，保存后替换它" if known else self._about
        self._note.setText(said)
        self._note.setVisible(bool(said))
        self.save.setText("替换视图" if known else "保存视图")
        self.save.setEnabled(bool(name.strip()))

    def _take(self) -> None:
        self.named.emit(self.field.text().strip())
        self.accept()
