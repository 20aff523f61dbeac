"""操作记录: what was done, when, by whom, from what to what."""

from datetime import date, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QSplitter, QStyleOptionViewItem, QWidget

from ledger_app.domain.change import ChangeHead
from ledger_app.ledger.ledger import Ledger
from ledger_app.ui.models.history_table import ACT_TITLES, Day, HistoryLines, HistoryTable
from ledger_app.ui.theme.paint import color, draw_word
from ledger_app.ui.theme.pieces import col, frame, label, push_button, row, rule, styled
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.plain_table import PlainDelegate, PlainTable

_DAY = 32
_LOOKS = (("list", "text3"), ("listStrong", "text"), ("list", "text"), ("list", "text2"), ("list", "text3"))
_Index = QModelIndex | QPersistentModelIndex


class _ActDelegate(PlainDelegate):
    """Days across, the act in bold."""

    def look(self, index: _Index) -> tuple[str, str]:
        return _LOOKS[index.column()]

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, Day):
            super().paint(p, option, index)
            return
        t, r = tokens(), option.rect
        p.fillRect(r, color(t.c("subtle")))
        p.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(t.c("divider")))
        draw_word(p, r.adjusted(t.px(8), 0, 0, 0), line.title, t, "listStrong", "text")


class HistoryDialog(QDialog):
    """The log of a ledger. Not modal: the list behind it can be worked in; `read` shows what was done meanwhile."""

    measure_chosen = Signal(object)  # MeasureId of a line that was double-clicked
    _changed = Signal()  # brings what a worker's thread committed to the window's

    def __init__(self, ledger: Ledger, parent: QWidget | None = None, *, today: date | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("操作记录 - 任务台账")
        self.table = HistoryTable(ledger, today or datetime.now().astimezone().date(), self)
        self.lines = HistoryLines(self)
        self._make_widgets()
        self.table.modelReset.connect(self._shape)
        self.acts.selectionModel().currentRowChanged.connect(self._on_act)
        self._changed.connect(self.table.read)
        changed = self._changed
        for unsubscribe in (ledger.subscribe(lambda _: changed.emit()), ledger.subscribe_reload(changed.emit)):
            self.destroyed.connect(unsubscribe)
        theme().follow(self, self._restyle)
        self._choose_first()
        self.acts.setFocus()

    def _make_widgets(self) -> None:
        self.acts = PlainTable(self.table, "操作", {0: 66, 1: 176, 4: 96}, self)
        self.acts.setItemDelegate(_ActDelegate(self.acts))
        self.details = PlainTable(self.lines, "这一步改了什么", {1: 100, 2: 220, 3: 220}, self)
        self.details.doubleClicked.connect(self._on_line)
        self._said = label("这一步改了什么", "listStrong")
        below = frame("pane", col(self._head(self._said), rule(), self.details, gap=0))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(frame("pane", col(self.acts, gap=0)))
        splitter.addWidget(below)
        splitter.setSizes([380, 200])
        splitter.setStretchFactor(0, 1)
        close = push_button("关闭")
        close.clicked.connect(self.reject)
        close.setAutoDefault(False)
        foot = frame(
            "bar", row(label("双击下面一行到台账里的那一项。", "list", "text2"), None, close, margins=(16, 8, 16, 8))
        )
        whole = col(self._make_head(), rule(), splitter, rule(), foot, gap=0)
        whole.setStretchFactor(splitter, 1)
        self.setLayout(whole)
        QShortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    def _head(self, said: QWidget) -> QWidget:
        made = frame("sub", row(said, margins=(8, 0, 8, 0)))
        styled(made, "list", height=_DAY)
        return made

    def _make_head(self) -> QWidget:
        self._counts = label("", "list", "text3")
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找操作、任务、人  Ctrl+F")
        self.search.setAccessibleName("查找操作")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.table.look_for)
        styled(self.search, "list", height=30, width=290)
        return frame(
            "bar", row(label("操作记录", "title"), self._counts, None, self.search, gap=12, margins=(16, 8, 16, 8))
        )

    # -- looks ----------------------------------------------------------------------------------------------------

    def _restyle(self, t: Tokens) -> None:
        self.resize(t.px(980), t.px(640))
        self._shape()

    def _shape(self) -> None:
        """Days reach across; the counts say how much is shown."""
        self.acts.clearSpans()
        for at, line in enumerate(self.table.lines):
            if isinstance(line, Day):
                self.acts.setSpan(at, 0, 1, len(ACT_TITLES))
        shown, total = self.table.count, self.table.total
        self._counts.setText(f"共{total:,}步" if shown == total else f"找到{shown:,}步，共{total:,}步")
        self._choose_first()

    def _choose_first(self) -> None:
        first = next((at for at, line in enumerate(self.table.lines) if isinstance(line, ChangeHead)), None)
        if first is None:
            self.lines.show(())
            self._said.setText("没有符合的操作" if self.table.total else "还没有操作")
        else:
            self.acts.setCurrentIndex(self.table.index(first, 0))

    def _on_act(self, current: QModelIndex) -> None:
        line = self.table.lines[current.row()] if current.isValid() else None
        if isinstance(line, ChangeHead):
            self.lines.show(self.table.lines_of(line))
            self._said.setText(f"这一步改了{len(self.lines.lines):,}处")

    def _on_line(self, index: QModelIndex) -> None:
        measure_id = self.lines.lines[index.row()].measure_id
        if measure_id is not None:
            self.measure_chosen.emit(measure_id)
