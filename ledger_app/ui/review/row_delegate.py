"""Draws the rows under review and opens the editors of their cells."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from ledger_app.domain.measure import Doubt
from ledger_app.domain.plan import Section
from ledger_app.domain.row import Assigned, MeasureRow
from ledger_app.domain.unit import Role
from ledger_app.ui.models.promises import SOFT, recurrences_text, target_text
from ledger_app.ui.models.wording import due_text
from ledger_app.ui.review.changes import NEW
from ledger_app.ui.review.draft_lines import Line
from ledger_app.ui.review.phrase_editor import PhraseEditor, RecurrenceEditor, TargetsEditor
from ledger_app.ui.review.table_model import (
    COLUMNS,
    DEADLINE,
    NUMBER,
    STATE,
    TARGETS,
    TEXT,
    UNITS,
    ReviewTable,
    column_of,
)
from ledger_app.ui.theme.icons import icon_pixmap
from ledger_app.ui.theme.paint import (
    color,
    draw_doubt_chip,
    draw_lines,
    draw_number,
    draw_unit_chip,
    draw_word,
    font,
    metrics,
    wrap,
)
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.cell_editing import CellEditor, EditingDelegate
from ledger_app.ui.views.editors import DeadlineEditor, LineEditor
from ledger_app.ui.views.measure_editor import MeasureEditor
from ledger_app.ui.views.unit_editor import UnitEditor

ROW_HEIGHT = 50
HEADING_HEIGHT = 32
PAD = 8
_SEEN = 1000  # characters of a text: more than two lines hold
_Index = QModelIndex | QPersistentModelIndex

if TYPE_CHECKING:
    from ledger_app.ui.review.table_view import ReviewView


class RowDelegate(EditingDelegate):
    """Two lines a row, always; what is doubtful is warm yellow with a dashed outline and a word."""

    cut_asked = Signal(str, int)  # the text of the current row is to be cut there

    def __init__(self, view: "ReviewView", today: date) -> None:
        super().__init__(view)
        self._view = view
        self._today = today
        self.phrase_next = False  # units are to be edited as the phrase that is printed, a deadline as a recurrence

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, tokens().px(ROW_HEIGHT))  # fixed: never measured row by row

    def _model(self) -> ReviewTable:
        model = self._view.model()
        assert isinstance(model, ReviewTable)
        return model

    # -- drawing --------------------------------------------------------------------------------------------------

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        t, model = tokens(), self._model()
        line, column, r = model.line(index), index.column(), option.rect
        doubtful = model.current is not None and model.at_doubt(model.current) == index.row()
        self._ground(p, option, index, line, doubtful, t)
        if isinstance(line, Section):
            self._draw_heading(p, r, line, column, t)
        else:
            self._draw_cell(p, r, line, column, t)
        self._edges(p, option, index, line, doubtful, t)

    def _ground(
        self, p: QPainter, option: QStyleOptionViewItem, index: _Index, line: Line, doubtful: bool, t: Tokens
    ) -> None:
        active = bool(option.state & QStyle.StateFlag.State_Active)
        tone = "subtle" if isinstance(line, Section) else ""
        if option.state & QStyle.StateFlag.State_Selected:
            tone = "selected" if active else "selectedIdle"
        elif index.row() == self._view.hover_row and not tone:
            tone = "hover"
        if doubtful:
            tone = "doubt"
        if tone:
            p.fillRect(option.rect, color(t.c(tone)))

    def _edges(
        self, p: QPainter, option: QStyleOptionViewItem, index: _Index, line: Line, doubtful: bool, t: Tokens
    ) -> None:
        r, current = option.rect, self._view.currentIndex()
        hairline = "divider" if isinstance(line, Section) else "hairline"
        p.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(t.c(hairline)))
        open_doubt = doubtful or bool(self._model().doubts_of(line))
        if index.column() == STATE and (open_doubt or index.row() == current.row()):
            tone = "doubtLine" if open_doubt else "accent"
            p.fillRect(QRect(r.left(), r.top(), t.px(3), r.height()), color(t.c(tone)))
        if index == current and self._view.hasFocus() and index.column() != STATE:
            p.setPen(QPen(color(t.c("accent")), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRect(r.adjusted(1, 1, -2, -2))

    def _draw_cell(self, p: QPainter, r: QRect, row: MeasureRow, column: int, t: Tokens) -> None:
        doubt = next((d for d in row.doubts if column_of(d.kind) == column), None)
        if doubt is not None and column in (UNITS, DEADLINE):
            _draw_dashed(p, r, t)
        if column == STATE:
            if row.doubts or row.assigned:  # a row without a unit is not ticked off
                _draw_state(p, r, bool(row.doubts), t)
        elif column == NUMBER:
            box = QRect(r.left(), _top(r, t), r.width() - t.px(PAD), t.pitch("list"))
            lines = draw_number(p, box, row.measure.number or "", t, "doubtText" if doubt else "text2", 2)
            _draw_change(p, box.translated(0, lines * t.pitch("list")), self._model().change_of(row), t)
        elif column == TEXT:
            _draw_text(p, r, row.measure.text, t)
        elif column == UNITS:
            _draw_units(p, r, row, doubt, t)
        elif column == TARGETS:
            _draw_targets(p, r, row, t)
        else:
            self._draw_deadline(p, r, row, doubt, t)

    def _draw_heading(self, p: QPainter, r: QRect, section: Section, column: int, t: Tokens) -> None:
        doubts = self._model().doubts_of(section)
        if doubts and column == STATE:
            _draw_state(p, r, True, t)
        if any(column_of(doubt.kind) == column for doubt in doubts):
            _draw_dashed(p, r, t)
        if column == NUMBER:
            draw_word(p, r.adjusted(0, 0, -t.px(PAD), 0), section.number or "", t, "listStrong", "text", right=True)
        elif column == TEXT:
            draw_word(p, r.adjusted(t.px(PAD), 0, -t.px(PAD), 0), section.title, t, "listStrong", "text")

    def _draw_deadline(self, p: QPainter, r: QRect, row: MeasureRow, doubt: Doubt | None, t: Tokens) -> None:
        day, phrase = due_text(row, self._today), row.measure.deadline.phrase if row.measure.deadline else ""
        how_often = recurrences_text(row)
        day, phrase = (day, how_often or phrase) if day else (how_often, "")
        below = doubt.kind.label if doubt else "" if _says_no_more(phrase, row, day) else phrase
        _draw_two(p, r, day, below, bool(doubt), t)

    # -- editing --------------------------------------------------------------------------------------------------

    @contextmanager
    def unheard(self) -> Iterator[None]:
        """Meanwhile the open editor is not asked for its value, for what it says is being done."""
        editor, self._editor = self._editor, None
        yield
        if self._view.state() is QAbstractItemView.State.EditingState:  # refused: it is still open
            self._editor = editor

    def make_editor(self, parent: QWidget, index: _Index) -> CellEditor:
        line, column = self._model().line(index), index.column()
        if isinstance(line, Section) or column == NUMBER:
            editor: CellEditor = LineEditor(parent)
        elif column == UNITS and self.phrase_next:
            editor = PhraseEditor(line.unit_text, parent)
        elif column == UNITS:
            editor = UnitEditor(self._model().book, parent)
        elif column == DEADLINE and self.phrase_next:
            editor = RecurrenceEditor("；".join(each.phrase for each in line.recurrences), parent)
        elif column == DEADLINE:
            editor = DeadlineEditor(parent)
            editor.start_from(line.last_day)
            editor.mark(self._model().book.calendar)
        elif column == TARGETS:
            editor = TargetsEditor(parent)
        else:
            editor = MeasureEditor(parent)
            editor.cut_asked.connect(self.cut_asked)
        if not editor.accessibleName():
            editor.setAccessibleName("标题" if isinstance(line, Section) and column == TEXT else COLUMNS[column].title)
        return editor

    def hand_over(self, model: QAbstractItemModel, index: _Index, value: object) -> bool:
        """Give the model the new value; whether it took it."""
        if isinstance(self._editor, RecurrenceEditor):
            return self._model().set_recurrences(index, str(value))
        return super().hand_over(model, index, value)


def _says_no_more(phrase: str, row: MeasureRow, day: str) -> bool:
    """Whether a phrase is only the day that stands above it, be it with its year."""
    last = row.last_day
    return phrase == day or (last is not None and phrase == f"{last.year}年{last.month}月{last.day}日")


def _top(r: QRect, t: Tokens) -> int:
    """Where line one of two begins."""
    pitch = t.pitch("list")
    return r.top() + (r.height() - (2 * pitch if r.height() >= 2 * pitch else pitch)) // 2


def _draw_state(p: QPainter, r: QRect, doubtful: bool, t: Tokens) -> None:
    name, tone = ("help", "doubtText") if doubtful else ("check", "greenText")
    side = t.px(16)
    pixmap = icon_pixmap(name, t.c(tone), side, p.device().devicePixelRatioF())
    p.drawPixmap(r.left() + t.px(10), _top(r, t) + (t.pitch("list") - side) // 2, pixmap)


def _draw_change(p: QPainter, box: QRect, word: str, t: Tokens) -> None:
    """新 or 改 at the right end of the second line, on its own ground."""
    if word:
        ground, tone = ("added", "addedText") if word == NEW else ("leadBg", "leadText")
        width = metrics("captionStrong", t.scale).horizontalAdvance(word)
        r = QRect(box.right() - width - t.px(4), box.top() + t.px(1), width + t.px(8), t.px(17))
        p.fillRect(r, color(t.c(ground)))
        draw_word(p, r.adjusted(t.px(4), 0, 0, 0), word, t, "captionStrong", tone)


def _draw_text(p: QPainter, r: QRect, text: str, t: Tokens) -> None:
    p.setFont(font("list", t.scale))
    p.setPen(color(t.c("text")))
    lines = wrap(text[:_SEEN], "list", t.scale, r.width() - 2 * t.px(PAD), 2)
    draw_lines(p, lines, r.left() + t.px(PAD), _top(r, t), t.pitch("list"), metrics("list", t.scale))


def _draw_two(p: QPainter, r: QRect, first: str, second: str, doubtful: bool, t: Tokens) -> None:
    x, y, width, pitch = r.left() + t.px(PAD), _top(r, t), r.width() - 2 * t.px(PAD), t.pitch("list")
    draw_word(p, QRect(x, y, width, pitch), first, t, "list", "text")
    draw_word(p, QRect(x, y + pitch, width, pitch), second, t, "caption", "doubtText" if doubtful else "text3")


def _draw_targets(p: QPainter, r: QRect, row: MeasureRow, t: Tokens) -> None:
    if row.targets:
        more = f" +{len(row.targets) - 1}" if len(row.targets) > 1 else ""
        soft = SOFT if any(target.soft for target in row.targets) else ""
        x, y, width, pitch = r.left() + t.px(PAD), _top(r, t), r.width() - t.px(PAD), t.pitch("list")
        said = target_text(row.targets[0])
        room = width - metrics("caption", t.scale).horizontalAdvance(more)
        draw_word(p, QRect(x, y, room, pitch), said, t, "caption", "text2")
        used = min(room, metrics("caption", t.scale).horizontalAdvance(said))
        draw_word(p, QRect(x + used, y, width - used, pitch), more, t, "caption", "text2")
        draw_word(p, QRect(x, y + pitch, width, pitch), soft, t, "caption", "text3")


def _draw_dashed(p: QPainter, r: QRect, t: Tokens) -> None:
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(color(t.c("doubtLine")), 1, Qt.PenStyle.DashLine))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(QRectF(r).adjusted(t.px(2) + 0.5, t.px(3) + 0.5, -t.px(4) - 0.5, -t.px(4) - 0.5), 5, 5)
    p.restore()


def _draw_units(p: QPainter, r: QRect, row: MeasureRow, doubt: Doubt | None, t: Tokens) -> None:
    x, room, pitch = r.left() + t.px(6), r.width() - t.px(14), t.pitch("list")
    upper = QRect(x, _top(r, t), room, pitch)
    lower = upper.translated(t.px(6), pitch).adjusted(0, 0, -t.px(6), 0)
    leads = [a for a in row.assigned if a.role is not Role.SUPPORT]
    helpers = [a.unit.name for a in row.assigned if a.role is Role.SUPPORT]
    used = t.px(6)
    if leads:
        used = _draw_leads(p, leads, upper, t)
    elif doubt is not None:  # the cell has its dashes already
        draw_word(p, upper, doubt.kind.label, t, "caption", "doubtText")
        doubt = None
    elif not helpers:
        used = draw_doubt_chip(p, "缺单位", x, upper.center().y(), t)
    if doubt is not None and (leads or helpers):
        beside = upper.adjusted(used + t.px(6), 0, 0, 0)
        word = doubt.kind.label
        fits = metrics("caption", t.scale).horizontalAdvance(word) <= beside.width()
        draw_word(p, beside if fits else lower, word, t, "caption", "doubtText")
        helpers = helpers if fits else []
    if helpers:
        mark = metrics("captionStrong", t.scale).horizontalAdvance("配") + t.px(4)
        draw_word(p, QRect(lower.left(), lower.top(), mark, pitch), "配", t, "captionStrong", "text3")
        draw_word(p, lower.adjusted(mark, 0, 0, 0), "、".join(helpers), t, "caption", "text2")


def _draw_leads(p: QPainter, leads: list[Assigned], line: QRect, t: Tokens) -> int:
    """Draw the first of them as a chip and the number of the others. Returns the width."""
    more = f"+{len(leads) - 1}" if len(leads) > 1 else ""
    after = metrics("caption", t.scale).horizontalAdvance(more) + t.px(6) if more else 0
    first, middle = leads[0], line.top() + line.height() // 2
    width = draw_unit_chip(
        p, first.role, first.unit.name, line.left(), middle, line.width() - after, t, inferred=first.inherited
    )
    draw_word(p, line.adjusted(width + t.px(4), 0, 0, 0), more, t, "caption", "text2")
    return width + after
