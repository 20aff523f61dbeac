"""Draws every cell of the measure list straight from the rows."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ledger_app.domain.row import Assigned, MeasureRow
from ledger_app.domain.status import OPEN_STATUSES
from ledger_app.domain.unit import Role
from ledger_app.ui.models.columns import CADENCE, FLAG, PLAN, STATUS, TARGETS, UPDATED
from ledger_app.ui.models.hits import hits
from ledger_app.ui.models.lines import Group, Tally, tally_figures
from ledger_app.ui.models.wording import day_text, due_note, due_text, due_tone, short_name
from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.paint import (
    color,
    draw_bar,
    draw_doubt_chip,
    draw_lamp_chip,
    draw_lines,
    draw_number,
    draw_unit_chip,
    draw_word,
    font,
    metrics,
    wrap,
)
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.cell_editing import EditingDelegate

if TYPE_CHECKING:
    from ledger_app.ui.views.measure_list import MeasureList

Index = QModelIndex | QPersistentModelIndex
_LOUD = ("redText", "yellowText", "doubtText")
ADD_HERE = "还没有任务，添加任务"  # a link at the right of a heading without rows
_MOST_SAID = ("9999项", "完成999", "逾期999")  # figures beyond these go over their place by a little
_FIGURE_TONES = ("text2", "text2", "redText")
_BAR_NEEDS = 560  # px at 100 %: in a narrower list the title has the bar's room
_INDENT = 18  # px at 100 % by which a sub-measure stands under its measure


class MeasurePainter(EditingDelegate):
    """Draws all columns. Rows have fixed heights; no cell is a widget."""

    def __init__(self, view: "MeasureList") -> None:
        super().__init__(view)
        self._view = view
        self.words: tuple[str, ...] = ()  # of the search, to be marked
        self._t = Tokens()
        self._cells: tuple[Callable[[QPainter, QRect, MeasureRow], None], ...] = (
            self._number,
            self._text,
            self._units,
            self._due,
            self._state,
            self._progress,
            self._lead,
            self._support,
            self._lamp,
            self._word(STATUS),
            self._word(CADENCE),
            self._word(TARGETS),
            self._word(PLAN),
            self._word(FLAG),
            self._word(UPDATED),
        )
        theme().follow(self, self._restyle)

    def _restyle(self, t: Tokens) -> None:
        self._t = t

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._view.row_height)

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._view.table.lines[index.row()]
        if isinstance(line, Group):
            self._group(p, option.rect, line, index)
        else:
            self._ground(p, option, index, line)
            self._cells[index.column()](p, option.rect, line)

    # ---- grounds and frames

    def _ground(self, p: QPainter, option: QStyleOptionViewItem, index: Index, row: MeasureRow) -> None:
        t, r, at = self._t, option.rect, index.row()
        if option.state & QStyle.StateFlag.State_Selected:
            p.fillRect(r, color(t.c("selected" if self._view.isActiveWindow() else "selectedIdle")))
        elif at == self._view.hover_row:
            p.fillRect(r, color(t.c("hover")))
        p.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(t.c("hairline")))
        current = self._view.currentIndex()
        if index.column() == 0 and (at == current.row() or row.doubts):
            edge = "accent" if at == current.row() else "doubtLine"
            p.fillRect(QRect(r.left(), r.top(), t.px(3), r.height()), color(t.c(edge)))
        if at == current.row() and index.column() == current.column() and self._view.hasFocus():
            p.setPen(QPen(color(t.c("accent")), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(r.adjusted(1, 1, -1, -2))

    def _group(self, p: QPainter, cell: QRect, group: Group, index: Index) -> None:
        """Draw this cell's part of the heading, which runs across all columns."""
        t, view = self._t, self._view
        band = QRect(0, cell.top(), view.viewport().width(), cell.height())
        p.save()
        p.setClipRect(cell)
        p.fillRect(band, color(t.c("subtle")))
        p.fillRect(QRect(0, band.bottom(), band.width(), 1), color(t.c("divider")))
        if index.row() == view.currentIndex().row():
            p.fillRect(QRect(0, band.top(), t.px(3), band.height()), color(t.c("accent")))
            if view.hasFocus():
                p.setPen(QPen(color(t.c("accent")), 2))
                p.drawRect(band.adjusted(1, 1, -1, -2))
        self._heading(p, band, group)
        p.restore()

    def _heading(self, p: QPainter, band: QRect, group: Group) -> None:
        t, side = self._t, self._t.px(16)
        left = band.left() + t.px(10) + group.depth * t.px(16)
        chevron = "chevron_right" if group.key in self._view.table.closed else "chevron_down"
        pixmap = icon_pixmap(chevron, t.c("text2"), side, p.device().devicePixelRatioF())
        p.drawPixmap(left, band.center().y() - side // 2 + 1, pixmap)
        tally, title_left = self._view.table.tally_of(group), left + t.px(24)
        end = self._figures(p, band, tally) if tally.total else self._nothing_yet(p, band)
        title = QRect(title_left, band.top(), end - t.px(12) - title_left, band.height())
        draw_word(p, title, group.title, t, "listStrong", "text")

    def _figures(self, p: QPainter, band: QRect, tally: Tally) -> int:
        """Draw bar and figures, each in a place that is the same in all headings; where the title has to end."""
        t, end = self._t, band.right() - self._t.px(14)
        fm = metrics("caption", t.scale)
        for said, most, tone in reversed(list(zip(tally_figures(tally), _MOST_SAID, _FIGURE_TONES, strict=True))):
            end -= fm.horizontalAdvance(most) + t.px(8)
            draw_word(
                p, QRect(end, band.top(), fm.horizontalAdvance(said) + 4, band.height()), said, t, "caption", tone
            )
        if band.width() >= t.px(_BAR_NEEDS):
            bar = t.px(96)
            end -= t.px(12) + bar
            draw_bar(p, tally.lamps, QRectF(end, band.center().y() - t.px(6) / 2 + 1, bar, t.px(6)), t)
        return end

    def _nothing_yet(self, p: QPainter, band: QRect) -> int:
        t = self._t
        said, tone = ("还没有任务", "text3") if self._view.table.read_only else (ADD_HERE, "accentText")
        width = metrics("caption", t.scale).horizontalAdvance(said)
        end = band.right() - t.px(14) - width
        draw_word(p, QRect(end, band.top(), width + 4, band.height()), said, t, "caption", tone)
        return end

    def is_link(self, group: Group, at: QPoint) -> bool:
        """Whether a point of a heading's line is on the link that adds a task to it."""
        t = self._t
        width = metrics("caption", t.scale).horizontalAdvance(ADD_HERE) + t.px(28)
        near = at.x() > self._view.viewport().width() - width
        return near and not self._view.table.read_only and not self._view.table.tally_of(group).total

    # ---- one method per column

    def _top(self, r: QRect) -> int:
        """Where the first text line of a row begins."""
        return r.top() + (r.height() - self._view.text_lines * self._t.pitch("list")) // 2

    def _number(self, p: QPainter, r: QRect, row: MeasureRow) -> None:
        t = self._t
        box = QRect(r.left() + t.px(4), self._top(r), r.width() - t.px(10), t.pitch("list"))
        lines = draw_number(p, box, row.measure.number or "", t, "text2", min(2, self._view.text_lines))
        if row.measure.flagged and lines < 2:
            self._flag(p, r, box)
        elif row.measure.flagged:  # before the end of the number, which is short
            self._flag(p, r, box.translated(t.px(20) - box.width(), 0))

    def _flag(self, p: QPainter, r: QRect, number: QRect) -> None:
        """挂牌: on the second line, or before the number where there is only one."""
        t, side = self._t, self._t.px(16)
        pixmap = icon_pixmap("flag", t.c("redText"), side, p.device().devicePixelRatioF())
        if self._view.text_lines > 1:
            p.drawPixmap(number.right() - side + 1, number.top() + t.pitch("list") + t.px(1), pixmap)
        else:
            p.drawPixmap(r.left() + t.px(4), number.center().y() - side // 2 + 1, pixmap)

    def _text(self, p: QPainter, r: QRect, row: MeasureRow) -> None:
        tone = "text" if row.measure.status in OPEN_STATUSES else "text2"
        if row.measure.parent_id is not None:  # 分解
            t, top = self._t, self._top(r)
            left, middle = r.left() + t.px(12), top + t.pitch("list") // 2
            p.fillRect(QRect(left, top, 1, middle - top + 1), color(t.c("control")))
            p.fillRect(QRect(left, middle, t.px(7), 1), color(t.c("control")))
            r = r.adjusted(t.px(_INDENT), 0, 0, 0)
        self._marked(p, r, row.measure.text, "list", tone, self._view.text_lines, self._top(r))

    def _marked(self, p: QPainter, r: QRect, text: str, role: str, tone: str, lines: int, top: int) -> None:
        """Draw wrapped text with the search's hits marked."""
        t = self._t
        text = text.replace("\n", " ")
        pitch, fm = t.pitch("list"), metrics(role, t.scale)
        left, width = r.left() + t.px(8), r.width() - t.px(16)
        shown = wrap(text, role, t.scale, width, lines)
        start = 0
        for i, line in enumerate(shown):
            for a, b in hits(text, self.words):
                a, b = max(a, start) - start, min(b, start + len(line)) - start
                if a < b:
                    x, w = fm.horizontalAdvance(line[:a]), fm.horizontalAdvance(line[a:b])
                    p.fillRect(QRect(left + x, top + i * pitch + 1, w, pitch - 2), color(t.c("mark")))
            start += len(line)
        p.setFont(font(role, t.scale))
        p.setPen(color(t.c(tone)))
        draw_lines(p, shown, left, top, pitch, fm)

    def _units(self, p: QPainter, r: QRect, row: MeasureRow) -> None:
        t = self._t
        two = self._view.text_lines > 1
        middle = self._top(r) + t.pitch("list") // 2
        left, width = r.left() + t.px(6), r.width() - t.px(12)
        answering = [a for a in row.assigned if a.role is not Role.SUPPORT]
        helping = [a for a in row.assigned if a.role is Role.SUPPORT]
        if answering:
            self._chips(p, answering, left, middle, width)
        else:
            draw_doubt_chip(p, "缺牵头单位", left, middle, t)
        if two and helping:  # plain words: a second row of boxes would shout
            self._helpers(p, helping, QRect(left + t.px(6), middle + t.pitch("list") // 2, width, t.pitch("list")))

    def _chips(self, p: QPainter, answering: list[Assigned], left: int, middle: int, width: int) -> None:
        t, first, more = self._t, answering[0], len(answering) - 1
        said = f"+{more}"
        said_width = metrics("caption", t.scale).horizontalAdvance(said) + t.px(5) if more else 0
        name = short_name(first.unit)
        used = draw_unit_chip(p, first.role, name, left, middle, width - said_width, t, inferred=first.inherited)
        if more:
            box = QRect(left + used + t.px(4), middle - t.px(10), said_width, t.px(20))
            draw_word(p, box, said, t, "caption", "text3")

    def _lead(self, p: QPainter, r: QRect, row: MeasureRow) -> None:
        t, middle = self._t, self._top(r) + self._t.pitch("list") // 2
        answering = [a for a in row.assigned if a.role is not Role.SUPPORT]
        if answering:
            self._chips(p, answering, r.left() + t.px(6), middle, r.width() - t.px(12))
        else:
            draw_doubt_chip(p, "缺牵头单位", r.left() + t.px(6), middle, t)

    def _support(self, p: QPainter, r: QRect, row: MeasureRow) -> None:
        said = "、".join(short_name(a.unit) for a in row.assigned if a.role is Role.SUPPORT)
        self._marked(p, r, said, "caption", "text2", self._view.text_lines, self._top(r))

    def _helpers(self, p: QPainter, helping: list[Assigned], box: QRect) -> None:
        t = self._t
        fm = metrics("caption", t.scale)
        mark_width = metrics("captionStrong", t.scale).horizontalAdvance("配") + t.px(4)
        room = box.width() - t.px(6) - mark_width
        names = [short_name(a.unit) for a in helping]
        shown = len(names)
        said = "、".join(names)
        while shown > 1 and fm.horizontalAdvance(said) > room:
            shown -= 1
            said = f"{'、'.join(names[:shown])} +{len(names) - shown}"
        draw_word(p, box, "配", t, "captionStrong", "text3")
        tone = "doubtText" if all(a.inherited for a in helping) else "text2"
        draw_word(p, QRect(box.left() + mark_width, box.top(), room, box.height()), said, t, "caption", tone)

    def _due(self, p: QPainter, r: QRect, row: MeasureRow) -> None:
        t, today = self._t, self._view.table.today
        pitch = t.pitch("list")
        top, left, width = self._top(r), r.left() + t.px(8), r.width() - t.px(10)
        note, tone = due_note(row, today), due_tone(row, today)
        said = due_text(row, today)
        role = "captionStrong" if tone in _LOUD else "caption"
        if not said:
            draw_word(p, QRect(left, top, width, pitch), note, t, role, tone)
            return
        fits = metrics("list", t.scale).horizontalAdvance(said) <= width
        draw_word(p, QRect(left, top, width, pitch), said, t, "list" if fits else "caption", "text")
        if self._view.text_lines > 1:
            draw_word(p, QRect(left, top + pitch, width, pitch), note, t, role, tone)

    def _state(self, p: QPainter, r: QRect, row: MeasureRow) -> None:
        t = self._t
        pitch, top, left = t.pitch("list"), self._top(r), r.left() + t.px(4)
        draw_lamp_chip(p, row.lamp(self._view.table.today), left, top + pitch // 2, t)
        if self._view.text_lines > 1:
            word = QRect(left + t.px(6), top + pitch, r.width() - t.px(10), pitch)
            draw_word(p, word, row.measure.status.label, t, "caption", "text2")

    def _lamp(self, p: QPainter, r: QRect, row: MeasureRow) -> None:
        t, middle = self._t, self._top(r) + self._t.pitch("list") // 2
        draw_lamp_chip(p, row.lamp(self._view.table.today), r.left() + t.px(4), middle, t)

    def _word(self, column: int) -> Callable[[QPainter, QRect, MeasureRow], None]:
        """Draw what a column says in small words."""

        def draw(p: QPainter, r: QRect, row: MeasureRow) -> None:
            table = self._view.table
            said = table.column(column).show(row, table.today)
            self._marked(p, r, said, "caption", "text2", self._view.text_lines, self._top(r))

        return draw

    def _progress(self, p: QPainter, r: QRect, row: MeasureRow) -> None:
        t, lines, top = self._t, self._view.text_lines, self._top(r)
        entry = row.progress
        if entry is None:
            self._marked(p, r, "尚无进展", "caption", "text3", 1, top)
            return
        day = day_text(entry.on, self._view.table.today)
        if lines == 1:
            self._marked(p, r, f"{day}  {entry.done}", "caption", "text2", 1, top)
            return
        pitch, left, width = t.pitch("list"), r.left() + t.px(8), r.width() - t.px(16)
        if entry.percent is not None:
            draw_word(p, QRect(left, top, width, pitch), f"{entry.percent}%", t, "captionStrong", "text2")
            left += t.px(46)
        draw_word(p, QRect(left, top, r.right() - left, pitch), day, t, "caption", "text3")
        self._marked(p, r, entry.done, "caption", "text2", lines - 1, top + pitch)
