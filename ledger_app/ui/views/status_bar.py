"""The bottom line of the window: what is shown and selected, where the ledger is, and that it is saved."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ledger_app.ui.models.lines import Tally
from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.pieces import label, row, styled
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.theme.tokens import Tokens


class StatusBar(QFrame):
    """Says only what is so."""

    def __init__(self, path: Path, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._left = label("", "caption", "text2")
        self._path = label(str(path), "caption", "text3")
        self._path.setToolTip(str(path))
        self._path.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._path.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._mark = QLabel()
        self._read_only, self._before = read_only, ""
        self._saved = label("只读" if read_only else "", "caption", "text2")
        layout = row(self._left, self._path, 8, self._mark, self._saved, gap=4, margins=(14, 0, 14, 0))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        styled(self, "caption", height=26)
        theme().follow(self, self._restyle)

    def _restyle(self, t: Tokens) -> None:
        name, tone = ("lock", "text2") if self._read_only else ("check", "greenText")
        self._mark.setPixmap(icon_pixmap(name, t.c(tone), t.px(14), self.devicePixelRatioF()))

    def show_words(self, words: str) -> None:
        """Say this of the page that is shown."""
        self._left.setText(words)

    def counts(self) -> str:
        """What it says of the page."""
        return self._left.text()

    def show_saved(self, at: datetime | None) -> None:
        """✓ 已保存 14:32: the last commit of this window; before the first one that of another day or window."""
        if not self._read_only:
            self._saved.setText(" ".join(filter(None, ("已保存", f"{at:%H:%M}" if at else self._before))))

    def say_saved_before(self, moment: str) -> None:
        """When the ledger was last written before this window opened: 昨天 17:20."""
        self._before = moment

    def saved(self) -> str:
        """What it says of saving."""
        return self._saved.text()

    def set_compact(self, compact: bool) -> None:
        """Leave out the path."""
        self._path.setText("" if compact else self._path.toolTip())


def list_words(tally: Tally, total: int, selected: int, *, searched: bool) -> str:
    """显示23项，共26项  完成4  逾期3  已选1项."""
    verb = "找到" if searched else "显示"
    head = f"共{total}项" if tally.total == total else f"{verb}{tally.total}项，共{total}项"
    parts = [head, f"完成{tally.finished}", f"逾期{tally.late}"] if total else [head]
    if selected:
        parts.append(f"已选{selected}项")
    return "    ".join(parts)
