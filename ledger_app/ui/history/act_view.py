"""The list of acts: days across, an icon for the kind, the act in bold, what became of it behind."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ledger_app.domain.history import ActKind, Fate
from ledger_app.ledger.history import HistoryEntry
from ledger_app.ui.history.acts import ACT, ACT_TITLES, CHANGE, TIME, WHO, ActTable, Day
from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.paint import color, draw_word, metrics
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.plain_table import PlainDelegate, PlainTable

_Index = QModelIndex | QPersistentModelIndex
_ICONS = {
    ActKind.IMPORT: "import",
    ActKind.ROWS: "list",
    ActKind.TEXT: "edit",
    ActKind.STATUS: "check_circle",
    ActKind.DEADLINE: "calendar",
    ActKind.UNITS: "person",
    ActKind.PROGRESS: "clock",
    ActKind.TARGETS: "target",
    ActKind.EVIDENCE: "link",
    ActKind.DOUBTS: "question",
    ActKind.DIRECTORY: "building",
    ActKind.PLANS: "document",
    ActKind.SETTINGS: "settings",
    ActKind.OTHER: "more",
}
_ICONS_OF_ACTS = {"挂牌": "flag", "摘牌": "flag", "退回": "restore", "延期": "calendar", "保存视图": "bookmark"}
_TONES = {TIME: "text3", ACT: "text", CHANGE: "text2", WHO: "text3"}
_GONE = (Fate.UNDONE, Fate.TAKEN_BACK)
_ACT_LEAST, _ACT_WIDE = 168, 196
_NO_WHO, _NO_CHANGE = 560, 430  # px at 100 %: below it the column goes, the card beside has it


class ActDelegate(PlainDelegate):
    """Draws a day or an act."""

    def look(self, index: _Index) -> tuple[str, str]:
        line = index.data(Qt.ItemDataRole.UserRole)
        gone = isinstance(line, HistoryEntry) and line.fate in _GONE
        return "list", "text3" if gone else _TONES.get(index.column(), "text")

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, Day):
            _draw_day(p, option.rect, line)
        elif index.column() == ACT:
            self.paint_ground(p, option, index)
            _draw_act(p, option.rect, line)
        else:
            super().paint(p, option, index)


def _draw_day(p: QPainter, r: QRect, day: Day) -> None:
    t = tokens()
    p.fillRect(r, color(t.c("subtle")))
    p.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(t.c("divider")))
    draw_word(p, r.adjusted(t.px(8), 0, 0, 0), day.title, t, "listStrong", "text")


def _draw_act(p: QPainter, r: QRect, entry: HistoryEntry) -> None:
    t, gone = tokens(), entry.fate in _GONE
    ratio = p.device().devicePixelRatioF()
    pixmap = icon_pixmap(_icon_of(entry), t.c("text3" if gone else "text2"), t.px(16), ratio)
    p.drawPixmap(r.left() + t.px(8), r.center().y() - t.px(8) + 1, pixmap)
    left = r.left() + t.px(30)
    fate = entry.fate.label if gone else ""
    room = metrics("caption", t.scale).horizontalAdvance(fate) + t.px(8) if fate else 0
    name = QRect(left, r.top(), max(0, r.right() - t.px(4) - room - left), r.height())
    draw_word(p, name, entry.name, t, "listStrong", "text3" if gone else "text")
    if fate:
        width = min(name.width(), metrics("listStrong", t.scale).horizontalAdvance(entry.name))
        at = QRect(left + width + t.px(8), r.top(), room, r.height())
        draw_word(p, at, fate, t, "caption", "text3")


def _icon_of(entry: HistoryEntry) -> str:
    """Of the act itself; one that took another back says so."""
    if entry.fate is Fate.REVERSAL:
        return "undo" if entry.name.startswith("撤销") else "redo"
    return _ICONS_OF_ACTS.get(entry.name) or _ICONS[entry.kind]


class ActView(PlainTable):
    """Days reach across all columns; narrow lists leave out what the card beside them tells."""

    def __init__(self, table: ActTable) -> None:
        super().__init__(table, "操作", {TIME: 60, ACT: _ACT_WIDE, WHO: 84})
        self._table = table
        self.setItemDelegate(ActDelegate(self))
        self.horizontalHeader().hide()
        table.modelReset.connect(self._span)
        theme().follow(self, self._arrange)
        self._span()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange(tokens())

    def _arrange(self, t: Tokens) -> None:
        width = self.viewport().width()
        self.setColumnHidden(WHO, width < t.px(_NO_WHO))
        self.setColumnHidden(CHANGE, width < t.px(_NO_CHANGE))
        self.setColumnWidth(ACT, t.px(_ACT_LEAST if width < t.px(_NO_WHO) else _ACT_WIDE))

    def _span(self) -> None:
        self.clearSpans()
        for at, line in enumerate(self._table.lines):
            if isinstance(line, Day):
                self.setSpan(at, 0, 1, len(ACT_TITLES))
