"""What happened to one measure: when, who, which column, from what to what."""

from PySide6.QtWidgets import QWidget

from ledger_app.domain.change import ChangeKind
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger import Ledger
from ledger_app.ledger.history import lines_of
from ledger_app.ui.theme.pieces import Paragraph, col, label, row

_MOST = 30
_VERBS = {ChangeKind.DO: "{}", ChangeKind.UNDO: "撤销“{}”", ChangeKind.REDO: "重做“{}”"}


class HistoryTab(QWidget):
    """Reads the journal only when it is looked at."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self._ledger = ledger
        self._layout = col(gap=12, margins=(14, 12, 14, 12))
        self.setLayout(self._layout)
        self.setAccessibleName("这一项的历史")

    def read(self, measure_id: MeasureId | None) -> None:
        """Show the history of a measure."""
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        heads = self._ledger.history_of(measure_id) if measure_id is not None else ()
        for head in heads[:_MOST]:
            act = QWidget()
            when = f"{head.at:%Y}年{head.at.month}月{head.at.day}日 {head.at:%H:%M}"
            title = label(_VERBS[head.kind].format(head.label), "listStrong")
            said = [line for line in lines_of(self._ledger, head.id) if line.measure_id == measure_id]
            texts = [Paragraph(_line_text(line.column, line.before, line.after), "list", "text2") for line in said]
            by = label(f"{when}  {head.who}".strip(), "caption", "text3")
            act.setLayout(col(row(title, None), by, *texts, gap=2))
            self._layout.addWidget(act)
        if not heads:
            self._layout.addWidget(label("还没有改动", "list", "text3"))
        self._layout.addStretch(1)


def _line_text(column: str, before: str, after: str) -> str:
    if not before and not after:
        return column
    return f"{column}：{before} → {after}"
