"""Running text of the original, with what was read from it marked."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ledger_app.domain.document import Paragraphs
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import MeasureRow
from ledger_app.ui.review.cleaned_lines import CleanedLines, Spans
from ledger_app.ui.review.legend import LOOKS
from ledger_app.ui.review.places import LINES_ABOVE, Mark, MarkKind, Places, marks_at
from ledger_app.ui.theme.paint import color, font
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.theme.tokens import Tokens

LONGEST_LINE = 20_000  # characters shown of one paragraph: laying out more would stop the window
MOST_LINES = 8000
PITCH = 23
ABOVE_BODY = 8  # lines above the first measure in which its headings may stand
_AT_ONCE = 500  # lines dressed before the first paint; the others follow in slices, so that the window stays fluid
_SLICE = 150


class OriginalText(QTextEdit):
    """Read-only; the paragraph of the current row is tinted, and a click on a paragraph names its row.

    Either as it was printed, what understanding left out struck through, or cleaned of that.
    """

    measure_clicked = Signal(object)  # MeasureId

    def __init__(
        self,
        part: Paragraphs,
        places: Places,
        rows: Sequence[MeasureRow],
        headings: Collection[str],
        taken: Mapping[int, Spans],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._part, self._printed = part, places
        self._text = CleanedLines([line[:LONGEST_LINE] for line in part.lines[:MOST_LINES]], taken)
        self._cleaned = _in_cleaned(places, part.name, self._text)
        self.shows_cleaned = False
        self._headings = frozenset(headings)
        self._row_of = {row.measure.id: row for row in rows}
        self._current: tuple[MeasureId | None, bool] = (None, False)
        self._read = {place.line for place in places.inside(part.name)}
        self._body = min(self._read, default=0) - ABOVE_BODY
        self._marks: dict[int, list[Mark]] = {}
        self._unmarked = deque(self._cleaned.inside(part.name))
        self._undressed = QTextBlock()
        self._late = QTimer(self, interval=0)
        self._late.timeout.connect(lambda: self._dress(_SLICE))
        self._set_behaviour()
        theme().follow(self, self._restyle)

    def _set_behaviour(self) -> None:
        self.setObjectName("original")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self._name()
        self.setPlainText("\n".join(self._text.original))

    def _name(self) -> None:
        self.setAccessibleName(f"{'清理后的原文' if self.shows_cleaned else '原文'} {self._part.name}")

    # -- the two versions -----------------------------------------------------------------------------------------

    @property
    def has_cleaned(self) -> bool:
        """Whether anything was left out of what is shown."""
        return self._text.anything_taken

    def show_cleaned(self, on: bool) -> None:
        """Show the text without what understanding left out, or as it was printed."""
        if on == self.shows_cleaned:
            return
        top = self.cursorForPosition(self.viewport().rect().topLeft()).blockNumber()
        self.shows_cleaned = on
        self._name()
        self.setPlainText("\n".join(self._text.lines if on else self._text.original))
        self._restyle(theme().tokens)
        self._bring_to_top(self.document().findBlockByNumber(top))
        self._bring_up()

    def set_places(self, places: Places) -> None:
        """The rows now stand there: some were cut or joined."""
        self._printed, self._cleaned = places, _in_cleaned(places, self._part.name, self._text)

    @property
    def _places(self) -> Places:
        return self._cleaned if self.shows_cleaned else self._printed

    # -- looks ----------------------------------------------------------------------------------------------------

    def _restyle(self, t: Tokens) -> None:
        self.setFont(font("body", t.scale))
        self.document().setDefaultFont(font("body", t.scale))
        self.document().setDocumentMargin(t.px(16))
        self._undressed = self.document().firstBlock()
        self._dress(_AT_ONCE)
        self._late.start()

    def _dress(self, lines: int) -> None:
        """Give the next lines their look; stop when all have it."""
        t, cursor = theme().tokens, QTextCursor(self.document())
        cursor.beginEditBlock()
        for _ in range(lines):
            if not self._undressed.isValid():
                self._late.stop()
                break
            self._mark_up_to(self._undressed.blockNumber() + 1 + LINES_ABOVE)  # its marks may stand above it
            self._style_block(cursor, self._undressed, t)
            self._undressed = self._undressed.next()
        cursor.endEditBlock()

    def _mark_up_to(self, line: int) -> None:
        while self._unmarked and self._unmarked[0].line <= line:
            place = self._unmarked.popleft()
            row = self._row_of.get(place.measure_id)
            for mark in marks_at(row, place, self._text.lines, self._cleaned) if row is not None else ():
                self._marks.setdefault(mark.line, []).append(mark)

    def _style_block(self, cursor: QTextCursor, block: QTextBlock, t: Tokens) -> None:
        text, line = block.text(), block.blockNumber() + 1
        marks = self._marks.get(line, [])
        shape = QTextBlockFormat()
        empty = not text.strip()
        shape.setLineHeight(t.px(8 if empty else PITCH), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setBottomMargin(0 if empty else t.px(6))
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setBlockFormat(shape)
        look = QTextCharFormat()
        heading = self._text.lines[line - 1].strip() in self._headings and block.blockNumber() >= self._body
        look.setFont(font("bodyStrong" if heading else "body", t.scale))
        look.setForeground(color(t.c("text" if line in self._read or heading or marks else "text3")))
        cursor.setCharFormat(look)
        for mark in marks:
            _style_span(cursor, block, text, self._shown_span(mark), _mark_look(mark.kind, t))
        if not self.shows_cleaned:
            for span in self._text.taken_from(line):
                _style_span(cursor, block, text, span, _removed_look(t))

    def _shown_span(self, mark: Mark) -> tuple[int, int]:
        if self.shows_cleaned:
            return mark.start, mark.end
        return self._text.to_original(mark.line, mark.start), self._text.to_original(mark.line, mark.end - 1) + 1

    # -- the current row ------------------------------------------------------------------------------------------

    def show_measure(self, measure_id: MeasureId | None, *, doubtful: bool = False) -> None:
        """Tint the places of a row and bring the first of them into view."""
        self._current = (measure_id, doubtful)
        self.viewport().update()
        self._bring_up()

    def _current_blocks(self) -> list[QTextBlock]:
        measure_id = self._current[0]
        places = self._places.of(measure_id) if measure_id is not None else ()
        lines = [place.line for place in places if place.part == self._part.name]
        return [block for line in lines if (block := self.document().findBlockByNumber(line - 1)).isValid()]

    def _is_in_view(self, block: QTextBlock) -> bool:
        box = self._box_of(block)
        return box.top() >= 0 and box.bottom() <= self.viewport().height()

    def _bring_up(self) -> None:
        blocks = self._current_blocks()
        if blocks and not any(self._is_in_view(block) for block in blocks):
            self.document().pageCount()  # lays out all of it: before that the scroll bar ends too early
            self.setTextCursor(QTextCursor(blocks[0]))
            self.ensureCursorVisible()
            self._bring_to_top(blocks[0], self.viewport().height() / 3)

    def _bring_to_top(self, block: QTextBlock, below: float = 0) -> None:
        """Scroll so that a paragraph begins so far below the upper edge."""
        bar = self.verticalScrollBar()
        bar.setValue(int(bar.value() + self._box_of(block).top() - below))

    def _box_of(self, block: QTextBlock) -> QRectF:
        """The lines of a paragraph on the screen, over the whole width."""
        cursor = QTextCursor(block)
        first = self.cursorRect(cursor)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        last = self.cursorRect(cursor)
        spare = (theme().tokens.px(PITCH) - first.height()) / 2
        height = last.bottom() - first.top() + 1 + 2 * spare
        return QRectF(0, first.top() - spare, self.viewport().width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the tint of the current row under its paragraphs, over the whole width, before the text is drawn."""
        t = theme().tokens
        ground, edge = ("doubt", "doubtLine") if self._current[1] else ("selected", "accent")
        p = QPainter(self.viewport())
        for block in self._current_blocks():
            box = self._box_of(block)
            p.fillRect(box, color(t.c(ground)))
            p.fillRect(QRectF(0, box.top(), t.px(3), box.height()), color(t.c(edge)))
        p.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._bring_up()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._tell(self.cursorForPosition(event.position().toPoint()))

    def _tell(self, cursor: QTextCursor) -> None:
        line = cursor.block().text().encode("utf-16-le", "surrogatepass")[: 2 * cursor.positionInBlock()]
        start = len(line.decode("utf-16-le", "surrogatepass"))
        measure_id = self._places.at(self._part.name, cursor.blockNumber() + 1, start)
        if measure_id is not None:
            self.measure_clicked.emit(measure_id)


def _in_cleaned(places: Places, part: str, text: CleanedLines) -> Places:
    """The places in one part as they stand in its cleaned text; those behind what is shown stay."""
    if not text.anything_taken:
        return places
    shown = len(text.lines)
    return Places(
        replace(p, start=text.to_cleaned(p.line, p.start), end=text.to_cleaned(p.line, p.end)) if p.line <= shown else p
        for p in places.inside(part)
    )


def _style_span(
    cursor: QTextCursor, block: QTextBlock, text: str, span: tuple[int, int], look: QTextCharFormat
) -> None:
    """Give a stretch of a block, whose text is `text`, that look."""
    cursor.setPosition(block.position() + _units(text[: span[0]]))
    cursor.setPosition(block.position() + _units(text[: span[1]]), QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(look)


def _mark_look(kind: MarkKind, t: Tokens) -> QTextCharFormat:
    ground, line, style, _ = LOOKS[kind]
    look = QTextCharFormat()
    look.setBackground(color(t.c(ground)))
    look.setUnderlineColor(color(t.c(line)))
    look.setUnderlineStyle(style)
    return look


def _removed_look(t: Tokens) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(color(t.c("removed")))
    look.setForeground(color(t.c("removedText")))
    look.setFontStrikeOut(True)
    return look


def _units(text: str) -> int:
    """How many UTF-16 units a text has: Qt counts those, Python counts characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
