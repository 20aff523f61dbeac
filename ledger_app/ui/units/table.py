"""The list of units: 简称 over 全称, counts by role, a bar by lamp, what is late, whom to call."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ledger_app.domain.lamp import Lamp
from ledger_app.domain.row import Query
from ledger_app.domain.unit import Role, UnitId
from ledger_app.ledger.directory import UnitEntry
from ledger_app.ui.models.wording import short_name
from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.paint import LAMP_ORDER, color, draw_bar, draw_word, font, metrics
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.plain_table import PlainDelegate, PlainTable

NAME, LEAD, SUPPORT, BAR, LATE, CONTACT = range(6)
TITLES = ("单位", "牵头", "配合", "任务按灯", "逾期", "联络员")
ROW = 46
_LIGHT = 0.55  # the brightness from which dark letters are read better
_NUMBERS = (LEAD, SUPPORT, LATE)
_NO_CONTACT, _NO_BAR = 620, 470  # px at 100 %
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def answering(entry: UnitEntry) -> int:
    """For how many rows a unit answers: 牵头 and 负责."""
    return entry.by_role.get(Role.LEAD, 0) + entry.by_role.get(Role.RESPONSIBLE, 0)


class UnitTable(QAbstractTableModel):
    """The units that are shown, and what their numbers stand for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: Sequence[UnitEntry] = ()
        self.most = 1

    def show(self, entries: Sequence[UnitEntry], most: int) -> None:
        """Show these; `most` rows make a full bar."""
        self.beginResetModel()
        self.entries, self.most = entries, max(1, most)
        self.endResetModel()

    def row_of(self, unit_id: UnitId | None) -> int | None:
        """Where a unit stands."""
        return next((at for at, entry in enumerate(self.entries) if entry.unit.id == unit_id), None)

    def asked(self, index: _Index) -> Query | None:
        """The rows that a number stands for."""
        entry, column = self.entries[index.row()], index.column()
        unit = entry.unit
        if column == LEAD and answering(entry):
            roles = frozenset({Role.LEAD, Role.RESPONSIBLE})
            return Query(unit_ids=frozenset({unit.id}), roles=roles)
        if column == SUPPORT and entry.by_role.get(Role.SUPPORT):
            return Query(unit_ids=frozenset({unit.id}), roles=frozenset({Role.SUPPORT}))
        if column == LATE and entry.overdue:
            return Query(overdue=True, within=Query(unit_id=unit.id))
        return None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section]
        right = Qt.AlignmentFlag.AlignRight
        return right if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's signature
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(entry, index.column())
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        unit = entry.unit
        contact = f"{unit.contact} {unit.phone}".strip()
        numbers = (answering(entry), entry.by_role.get(Role.SUPPORT, 0), entry.total, entry.overdue)
        return (short_name(unit), *(str(number) for number in numbers), contact)[index.column()]

    def _spoken(self, entry: UnitEntry, column: int) -> str:
        if column == NAME:
            return f"{short_name(entry.unit)} {second_line(entry)}".strip()
        if column == BAR:
            lamps = (f"{lamp.label}{count}" for lamp, count in entry.by_lamp.items() if count)
            return f"任务{entry.total}项 {' '.join(lamps)}"
        if column == CONTACT:
            return f"{TITLES[column]} {entry.unit.contact} {entry.unit.phone}"
        numbers = {LEAD: answering(entry), SUPPORT: entry.by_role.get(Role.SUPPORT, 0), LATE: entry.overdue}
        return f"{TITLES[column]}{numbers[column]}项"


def second_line(entry: UnitEntry) -> str:
    """Below the name: the full one, or how many members a collective unit has."""
    unit = entry.unit
    if unit.collective:
        return f"集体单位，{entry.members}个成员" if entry.members else "集体单位，未列成员"
    return unit.name if unit.short and unit.short != unit.name else ""


class UnitDelegate(PlainDelegate):
    """Draws the cells."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, tokens().px(ROW))

    def look(self, index: _Index) -> tuple[str, str]:
        if index.column() == CONTACT:
            return "list", "text2"
        return "list", "text"

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        column = index.column()
        if column == CONTACT:
            super().paint(p, option, index)
            return
        self.paint_ground(p, option, index)
        entry: UnitEntry = index.data(Qt.ItemDataRole.UserRole)
        t, r = tokens(), option.rect
        if column == NAME:
            _draw_name(p, r, entry, bold=bool(option.state & QStyle.StateFlag.State_Selected), t=t)
        elif column == BAR:
            self._draw_bar(p, r, index, entry, t)
        else:
            text = index.data()
            tone = "text3" if text == "0" else "redText" if column == LATE else "text"
            role = "listStrong" if tone == "redText" else "list"
            draw_word(p, r.adjusted(t.px(4), 0, -t.px(8), 0), text, t, role, tone, right=True)

    def _draw_bar(self, p: QPainter, r: QRect, index: _Index, entry: UnitEntry, t: Tokens) -> None:
        model = index.model()
        assert isinstance(model, UnitTable)
        room = r.width() - t.px(46)
        width = max(t.px(4), room * entry.total / model.most) if entry.total else 0
        bar = QRectF(r.left() + t.px(8), r.center().y() - t.px(7), width, t.px(14))
        draw_bar(p, dict(entry.by_lamp), bar, t)
        _draw_figures(p, bar, dict(entry.by_lamp), t)
        if entry.total:
            left = round(bar.right()) + t.px(6)
            total = QRect(left, r.top(), max(0, r.right() - left), r.height())
            draw_word(p, total, str(entry.total), t, "caption", "text2")


def _draw_figures(p: QPainter, bar: QRectF, counts: Mapping[Lamp, int], t: Tokens) -> None:
    """How many there are of each, where its part of the bar is wide enough to be written on."""
    total, x, fm = sum(counts.values()) or 1, bar.left(), metrics("caption", t.scale)
    for lamp in LAMP_ORDER:
        width, said = bar.width() * counts.get(lamp, 0) / total, str(counts.get(lamp, 0))
        needs = fm.horizontalAdvance(said) + t.px(4)
        if width >= needs + t.px(4):
            box = QRectF(x + (width - needs) / 2, bar.top(), needs, bar.height())
            p.fillRect(box, color(t.c(lamp.value)))  # red is hatched
            p.setFont(font("caption", t.scale))
            p.setPen(color(t.c(figure_tone(lamp, t))))
            p.drawText(box, int(Qt.AlignmentFlag.AlignCenter), said)
        x += width


def figure_tone(lamp: Lamp, t: Tokens) -> str:
    """The tone that is read on a lamp's colour."""
    ground = color(t.c(lamp.value))
    light_ground = 0.2126 * ground.redF() + 0.7152 * ground.greenF() + 0.0722 * ground.blueF() > _LIGHT
    return "text" if light_ground is not t.dark else "surface"


def _draw_name(p: QPainter, r: QRect, entry: UnitEntry, *, bold: bool, t: Tokens) -> None:
    name = "group" if entry.unit.collective else "building"
    pixmap = icon_pixmap(name, t.c("text2"), t.px(16), p.device().devicePixelRatioF())
    p.drawPixmap(r.left() + t.px(10), r.center().y() - t.px(8), pixmap)
    left, width, below = r.left() + t.px(34), r.width() - t.px(38), second_line(entry)
    role = "listStrong" if bold else "list"
    if not below:
        draw_word(p, QRect(left, r.top(), width, r.height()), short_name(entry.unit), t, role, "text")
        return
    top, pitch = r.center().y() - t.pitch("list") + t.px(1), t.pitch("list")
    draw_word(p, QRect(left, top, width, pitch), short_name(entry.unit), t, role, "text")
    tone = "doubtText" if entry.unit.collective and not entry.members else "text3"
    draw_word(p, QRect(left, top + pitch, width, t.pitch("caption") + 2), below, t, "caption", tone)


class UnitView(PlainTable):
    """A click on a number, and Enter on a unit, open the rows."""

    rows_asked = Signal(object)  # Query
    unit_opened = Signal()

    def __init__(self, table: UnitTable) -> None:
        super().__init__(table, "单位", {LEAD: 56, SUPPORT: 56, BAR: 190, LATE: 56, CONTACT: 150})
        self._table = table
        self.setItemDelegate(UnitDelegate(self))
        theme().follow(self, self._arrange)

    def _arrange(self, t: Tokens) -> None:
        self.verticalHeader().setDefaultSectionSize(t.px(ROW))
        width = self.viewport().width()
        self.setColumnHidden(CONTACT, width < t.px(_NO_CONTACT))
        self.setColumnHidden(BAR, width < t.px(_NO_BAR))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange(tokens())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        opens = index.isValid() and self._table.asked(index) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        asked = self._table.asked(index) if index.isValid() else None
        if asked is not None and event.button() is Qt.MouseButton.LeftButton:
            self.rows_asked.emit(asked)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.unit_opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.unit_opened.emit()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
