"""Running text of the original, with what was read from it marked."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
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
from ledger_app.ui.review.places import Mark, MarkKind, Places, marks_of
from ledger_app.ui.theme.paint import color, font
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.theme.tokens import Tokens

LONGEST_LINE = 20_000  # characters shown of one paragraph: laying out more would stop the window
MOST_LINES = 8000
PITCH = 23
ABOVE_BODY = 8  # lines above the first measure in which its headings may stand
_MARKS = {
    MarkKind.UNITS: ("leadBg", "accent", QTextCharFormat.UnderlineStyle.SingleUnderline),
    MarkKind.DEADLINE: ("respBg", "respText", QTextCharFormat.UnderlineStyle.DashUnderline),
}


class OriginalText(QTextEdit):
    """Read-only; the paragraph of the current row is tinted, and a click on a paragraph names its row."""

    measure_clicked = Signal(object)  # MeasureId

    def __init__(
        self,
        part: Paragraphs,
        places: Places,
        rows: Sequence[MeasureRow],
        headings: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._part, self._places = part, places
        self._lines = tuple(line[:LONGEST_LINE] for line in part.lines[:MOST_LINES])
        self._headings = frozenset(headings)
        self._rows = rows
        self._current: tuple[MeasureId | None, bool] = (None, False)
        self.setObjectName("original")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.setAccessibleName(f"原文 {part.name}")
        self.setPlainText("\n".join(self._lines))
        theme().follow(self, self._restyle)

    # -- looks ----------------------------------------------------------------------------------------------------

    def _restyle(self, t: Tokens) -> None:
        self.setFont(font("body", t.scale))
        self.document().setDefaultFont(font("body", t.scale))
        self.document().setDocumentMargin(t.px(16))
        read = {place.line for place in self._places.inside(self._part.name)}
        self._body = min(read, default=0) - ABOVE_BODY
        marks: dict[int, list[Mark]] = {}
        for row in self._rows:
            for mark in marks_of(row, self._lines, self._places, self._part.name):
                marks.setdefault(mark.line, []).append(mark)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().firstBlock()
        while block.isValid():
            line = block.blockNumber() + 1
            self._style_block(cursor, block, line in read, marks.get(line, []), t)
            block = block.next()
        cursor.endEditBlock()

    def _style_block(self, cursor: QTextCursor, block: QTextBlock, read: bool, marks: list[Mark], t: Tokens) -> None:
        text = block.text()
        shape = QTextBlockFormat()
        empty = not text.strip()
        shape.setLineHeight(t.px(8 if empty else PITCH), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setBottomMargin(0 if empty else t.px(6))
        cursor.setPosition(block.position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setBlockFormat(shape)
        look = QTextCharFormat()
        heading = text.strip() in self._headings and block.blockNumber() >= self._body
        look.setFont(font("bodyStrong" if heading else "body", t.scale))
        look.setForeground(color(t.c("text" if read or heading or marks else "text3")))
        cursor.setCharFormat(look)
        for mark in marks:
            self._style_mark(cursor, block, mark, t)

    def _style_mark(self, cursor: QTextCursor, block: QTextBlock, mark: Mark, t: Tokens) -> None:
        ground, line, style = _MARKS[mark.kind]
        look = QTextCharFormat()
        look.setBackground(color(t.c(ground)))
        look.setUnderlineColor(color(t.c(line)))
        look.setUnderlineStyle(style)
        text = block.text()
        cursor.setPosition(block.position() + _units(text[: mark.start]))
        cursor.setPosition(block.position() + _units(text[: mark.end]), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)

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
            bar = self.verticalScrollBar()
            bar.setValue(int(bar.value() + self._box_of(blocks[0]).top() - self.viewport().height() / 3))

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


def _units(text: str) -> int:
    """How many UTF-16 units a text has: Qt counts those, Python counts characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
