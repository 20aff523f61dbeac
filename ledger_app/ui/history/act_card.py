"""One act: from what to what, the lamps that followed, the way to take it back, and what else happened to the task."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QScrollArea, QWidget

from ledger_app.domain.change import ChangeHead
from ledger_app.domain.history import ActKind, Fate
from ledger_app.domain.ids import MeasureId
from ledger_app.ledger import Ledger
from ledger_app.ledger.history import TOLD_WHOLE, HistoryEntry, HistoryLine, act_name
from ledger_app.ledger.lamp_moves import lamp_moves
from ledger_app.ui.history.acts import LARGE_ACT, LINE_TITLES, change_text, line_cells
from ledger_app.ui.models.wording import moment_text
from ledger_app.ui.theme.paint import color, draw_lines, font, metrics, wrap
from ledger_app.ui.theme.pieces import (
    Painted,
    Paragraph,
    col,
    frame,
    label,
    push_button,
    row,
    rule,
    styled,
    tool_button,
)
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.detail_fields import LampLabel
from ledger_app.ui.views.lines_table import LinesTable
from ledger_app.ui.views.plain_table import PlainTable
from ledger_app.ui.views.text_link import TextLink

_MOST_LINES = 12  # beyond that a table lists them
_MOST_LAMPS = 6
_LAMPS_OF = (ActKind.STATUS, ActKind.DEADLINE, ActKind.PROGRESS, ActKind.TEXT)
_MOST_PAST = 8
_TAKING_BACK = "只改回这一步，别的操作不动；取回也可以撤销"
_LATER_MS = 120  # the lamps are looked up when the clerk stays at an act
_LINES, _WORDS_MOST = 6, 40


class TintedText(Painted):
    """改前 or 改后 over its text, on its ground."""

    def __init__(self, title: str, text: str, tone: str) -> None:
        self._title, self._text, self._tone = title, text, tone
        super().__init__()
        self.setAccessibleName(f"{title} {text}")
        self.setToolTip(text if len(text) > _WORDS_MOST else "")

    def content_height(self, width: int) -> int:
        t = tokens()
        return t.px(12) + t.pitch("caption") + len(self._lines(width, t)) * t.pitch("list")

    def _lines(self, width: int, t: Tokens) -> list[str]:
        return wrap(self._text or "空", "list", t.scale, max(t.px(40), width - t.px(20)), _LINES)

    def paint(self, p: QPainter, t: Tokens) -> None:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(color(t.c(self._tone)))
        p.setBrush(color(t.c(self._tone)))
        p.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        tone = color(t.c(f"{self._tone}Text"))
        p.setPen(tone)
        p.setFont(font("caption", t.scale))
        draw_lines(p, [self._title], t.px(10), t.px(6), t.pitch("caption"), metrics("caption", t.scale))
        p.setFont(font("list", t.scale))
        p.setPen(color(t.c("text")))
        top = t.px(6) + t.pitch("caption")
        draw_lines(p, self._lines(self.width(), t), t.px(10), top, t.pitch("list"), metrics("list", t.scale))


class ActCard(QScrollArea):
    """Asks for what is done with the act it shows."""

    take_back_asked = Signal(object)  # ChangeHead
    measure_asked = Signal(object)  # MeasureId
    past_asked = Signal(object)  # MeasureId: show only what happened to it
    act_asked = Signal(object)  # ChangeId: show this act

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._today = ledger, today
        self._entry: HistoryEntry | None = None
        self._measure_ids: list[MeasureId] = []
        self._lamps = col(gap=4)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("这一步")
        self.take_back = push_button("取回这一步", "primary", "undo")
        self.take_back.clicked.connect(self._ask_take_back)
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._show_lamps)
        self.show_nothing("")

    # ---- showing

    def show_nothing(self, words: str) -> None:
        """No act is chosen."""
        self._entry = None
        self._later.stop()
        self._take_button_out()
        self._fill(col(label(words, "list", "text3", wrap=True), None, margins=(14, 14, 14, 14)))

    def show_act(self, entry: HistoryEntry, lines: Sequence[HistoryLine]) -> None:
        """Show an act and what it changed."""
        self._entry = entry
        self._take_button_out()
        large = entry.head.edit_count > TOLD_WHOLE  # then these are not all
        self._measure_ids = (
            [] if large else list(dict.fromkeys(line.measure_id for line in lines if line.measure_id is not None))
        )
        self._lamps = col(gap=4)
        head = row(label(entry.name, "heading", wrap=True), None, label(self._when(entry.head), "list", "text3"))
        made = col(head, gap=10, margins=(16, 12, 16, 14))
        if entry.head.who:
            made.addWidget(label(entry.head.who, "caption", "text3"))
        self._add_lines(made, entry.head, lines)
        made.addLayout(self._lamps)
        self._add_way_back(made, entry)
        if len(self._measure_ids) == 1:
            made.addWidget(rule())
            self._add_past(made, self._measure_ids[0], entry.head)
        made.addStretch(1)
        self._fill(made)
        self.take_back.setVisible(self.take_back.parent() is not None)
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._later.stop()

    def _take_button_out(self) -> None:
        """The button outlives the widget that it stands in."""
        self.take_back.hide()
        self.take_back.setParent(None)

    def _fill(self, layout: QLayout) -> None:
        body = QWidget()
        body.setLayout(layout)
        self.setWidget(body)

    def _when(self, head: ChangeHead) -> str:
        today = self._today()
        return f"今天 {head.at:%H:%M}" if head.at.date() == today else moment_text(head.at, today)

    def _add_lines(self, made: QBoxLayout, head: ChangeHead, lines: Sequence[HistoryLine]) -> None:
        if head.edit_count > TOLD_WHOLE:
            made.addWidget(label(f"改了{head.edit_count:,}处，这里列出前面的", "listStrong", wrap=True))
        elif len(lines) > _MOST_LINES:
            made.addWidget(label(f"改了{len(lines):,}处", "listStrong"))
        if len(lines) > _MOST_LINES:
            made.addWidget(self._make_table(lines))
            return
        subject = column = ""
        for line in lines:
            if not line.before and not line.after:  # it came, or went: what happened stands over all it happened to
                if line.column != column:
                    made.addWidget(label(line.column, "caption", "text2", wrap=True))
                made.addWidget(self._make_subject(line))
                subject, column = "", line.column
                continue
            if line.subject != subject:
                made.addWidget(self._make_subject(line))
            made.addWidget(_make_change(line))
            subject, column = line.subject, ""
        if not lines:
            made.addWidget(label("没有可列出的改动", "list", "text3"))

    def _make_subject(self, line: HistoryLine) -> QWidget:
        if line.measure_id is None:
            return Paragraph(line.subject, "list", "text2")
        measure_id = line.measure_id
        link = TextLink(line.subject, f"打开“{line.subject}”")
        link.clicked.connect(lambda: self.measure_asked.emit(measure_id))
        return link

    def _make_table(self, lines: Sequence[HistoryLine]) -> PlainTable:
        model = LinesTable(LINE_TITLES, line_cells, self)
        model.show(lines)
        table = PlainTable(model, "这一步改了什么", {1: 74})
        table.setMinimumHeight(tokens().px(260))
        table.doubleClicked.connect(lambda index: self._open_line(lines[index.row()]))
        return table

    def _open_line(self, line: HistoryLine) -> None:
        if line.measure_id is not None:
            self.measure_asked.emit(line.measure_id)

    def _add_way_back(self, made: QBoxLayout, entry: HistoryEntry) -> None:
        if entry.fate is Fate.REVERSAL:
            return
        known = entry.fate is not Fate.STANDS or self._ledger.is_quickly_told(entry.head.id)
        why_not = self._ledger.why_not(entry.head.id) if known or self._ledger.read_only else None
        if why_not is None:
            made.addWidget(self.take_back)
            made.addWidget(label(_TAKING_BACK, "caption", "text3", wrap=True))
            if not known:
                made.addWidget(label("这一步和之后改动很多，能不能取回，取回时才知道", "caption", "text3", wrap=True))
        else:
            words = Paragraph(why_not, "list", "text")
            made.addWidget(frame("doubt", col(words, margins=(12, 8, 10, 8))))

    def _show_lamps(self) -> None:
        entry = self._entry
        if entry is None or entry.kind not in _LAMPS_OF or len(self._measure_ids) > LARGE_ACT or self._lamps.count():
            return
        moves = lamp_moves(self._ledger, entry.head, self._measure_ids)
        for move in moves[:_MOST_LAMPS]:
            before, after = LampLabel(), LampLabel()
            before.show_lamp(move.before)
            after.show_lamp(move.after)
            line = [before, label("→", "list", "text2"), after]
            line.append(label("灯随之变化", "caption", "text2"))
            if len(moves) > 1:
                text = self._ledger.book.measures[move.measure_id].text
                line[-1] = label(text[:12], "caption", "text2")
            self._lamps.addLayout(row(*line, None))
        if len(moves) > _MOST_LAMPS:
            self._lamps.addWidget(label(f"共{len(moves)}项的灯随之变化", "caption", "text2"))

    # ---- what else happened to the task

    def _add_past(self, made: QBoxLayout, measure_id: MeasureId, shown: ChangeHead) -> None:
        heads = self._ledger.history_of(measure_id)
        only = tool_button(f"只看本项的{len(heads)}步", kind="link")
        only.clicked.connect(lambda: self.past_asked.emit(measure_id))
        made.addLayout(row(label("这一项的经过", "listStrong"), None, only))
        for head in heads[:_MOST_PAST]:
            made.addWidget(self._make_step(measure_id, head, current=head.id == shown.id))

    def _make_step(self, measure_id: MeasureId, head: ChangeHead, *, current: bool) -> QWidget:
        name = TextLink(act_name(head))
        name.clicked.connect(lambda: self.act_asked.emit(head.id))
        name.setEnabled(not current)
        said = []
        if head.edit_count <= LARGE_ACT:
            lines = self._ledger.history().lines(head.id)
            said = [change_text(line) for line in lines if line.measure_id == measure_id]
        when = label(moment_text(head.at, self._today()), "caption", "text3")
        step = QWidget()
        words = [Paragraph("；".join(said), "list", "text2")] if said else []
        step.setLayout(col(row(name, None, when), *words, gap=0))
        return step

    # ---- asking

    def _ask_take_back(self) -> None:
        if self._entry is not None:
            self.take_back_asked.emit(self._entry.head)


def _make_change(line: HistoryLine) -> QWidget:
    made = QWidget()
    boxes = []
    if line.before or not line.after:
        boxes.append(TintedText("改前", line.before, "removed"))
    if line.after or not line.before:
        boxes.append(TintedText("改后", line.after, "added"))
    if len(boxes) == 1:  # it came, or went
        made.setLayout(col(label(line.column, "caption", "text2"), boxes[0], gap=4))
        return made
    arrow = label("→", "list", "text2")
    styled(arrow, "list", width=16)
    beside = row(boxes[0], arrow, boxes[1], gap=6)
    beside.setStretch(0, 1)
    beside.setStretch(2, 1)
    made.setLayout(col(label(line.column, "caption", "text2"), beside, gap=4))
    return made
