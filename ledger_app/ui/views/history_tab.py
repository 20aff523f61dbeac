"""What happened to one measure: when, who, which column, from what to what; and the way to take one act back."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ledger_app.domain.change import Change, ChangeHead, ChangeId, ChangeKind
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger import Ledger
from ledger_app.ledger.history import act_name
from ledger_app.ui.theme.paint import color
from ledger_app.ui.theme.pieces import Paragraph, col, label, row, tool_button
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.refusal import Refusal

_MOST = 30
_LARGE_ACT = 2000  # edits: an act that touched more is only named


class _Act(QWidget):
    """One act, with its dot on the line of time."""

    def paintEvent(self, event: QPaintEvent) -> None:
        t, p = tokens(), QPainter(self)
        p.fillRect(QRectF(t.px(5), t.px(16), 2, self.height()), color(t.c("divider")))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(color(t.c("accent")), 2))
        p.setBrush(color(t.c("surface")))
        p.drawEllipse(QRectF(t.px(2), t.px(9), t.px(8), t.px(8)))
        p.end()


class HistoryTab(QWidget):
    """Reads the journal only when it is looked at."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__()
        self._ledger = ledger
        self._layout = col(gap=0, margins=(14, 12, 14, 12))
        self.setLayout(self._layout)
        self.setAccessibleName("这一项的历史")

    def read(self, measure_id: MeasureId | None) -> None:
        """Show the history of a measure."""
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        heads = self._ledger.history_of(measure_id) if measure_id is not None else ()
        history = self._ledger.history()
        for head in heads[:_MOST]:
            lines = history.lines(head.id) if head.edit_count <= _LARGE_ACT else ()
            said = [_line_text(each.column, each.before, each.after) for each in lines if each.measure_id == measure_id]
            self._layout.addWidget(self._make_act(head, said))
        if not heads:
            self._layout.addWidget(label("还没有改动", "list", "text3"))
        elif len(heads) > _MOST:
            self._layout.addWidget(label(f"还有{len(heads) - _MOST}步，见操作记录", "caption", "text3"))
        self._layout.addStretch(1)

    def _make_act(self, head: ChangeHead, said: list[str]) -> QWidget:
        act, refusal = _Act(), Refusal(self._ledger)
        when = f"{head.at:%Y}年{head.at.month}月{head.at.day}日 {head.at:%H:%M}"
        title = row(label(act_name(head), "listStrong"), None)
        if head.kind is ChangeKind.DO and not self._ledger.read_only:
            back = tool_button("取回", kind="link", tip=f"取回“{head.label}”，别的操作不动")
            back.clicked.connect(lambda: refusal.attempt(_taking_back(head.id)))
            title.addWidget(back)
        texts = [Paragraph(text, "list", "text2") for text in said]
        by = label(f"{when}  {head.who}".strip(), "caption", "text3")
        act.setLayout(col(title, by, *texts, refusal, gap=1, margins=(20, 0, 0, 10)))
        return act


def _taking_back(change_id: ChangeId) -> Callable[[Ledger], Change]:
    return lambda ledger: ledger.take_back(change_id)


def _line_text(column: str, before: str, after: str) -> str:
    if not before and not after:
        return column
    return f"{column}：{before} → {after}" if before and after else f"{column}：{before or after}"
