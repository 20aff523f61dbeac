"""The editors of the other cells: one line, many lines, a status, a deadline with its calendar.

Each has `load`, `value`, `wanted_rect` and the signals `accepted` and `given_up`, and keeps to itself what Enter and
Esc do in it, so that an input method's composition is never taken for the end of the editing.
"""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ledger_app.domain.status import Status
from ledger_app.ui.theme.icons import icon
from ledger_app.ui.theme.pieces import roomy
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

if TYPE_CHECKING:
    from ledger_app.domain.calendar import WorkCalendar
    from ledger_app.ui.views.calendar_popup import CalendarPopup

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_LINES = 6


class EndsEditing:
    """Enter accepts what an editor holds, Esc gives it up."""

    accepted: SignalInstance
    given_up: SignalInstance

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.accepted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]  # of the widget that it is mixed into


class LineEditor(EndsEditing, QLineEdit):
    """One line of text."""

    accepted = Signal()
    given_up = Signal()

    def load(self, value: str) -> None:
        """Begin with this text, all of it selected."""
        self.setText(value)
        self.selectAll()

    def value(self) -> str:
        """The text as edited."""
        return self.text().strip()

    def holds(self, widget: QWidget) -> bool:
        """Whether a widget is part of this editor although it stands elsewhere."""
        return False

    def serve(self, rows: int) -> None:
        """Say that the value is for so many rows."""
        self.setPlaceholderText(f"用于选中的{rows}项")

    def wanted_rect(self, cell: QRect, room: QRect) -> QRect:
        """The cell, and as wide as one line needs."""
        width, height = max(cell.width(), tokens().px(64)), tokens().px(30)
        left = max(0, min(cell.left(), room.right() - width))
        return QRect(left, cell.center().y() - height // 2, width, height)


class TextEditor(EndsEditing, QPlainTextEdit):
    """The whole text of a measure; Enter accepts it."""

    accepted = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def load(self, value: str) -> None:
        """Begin with this text, the cursor at its end."""
        self.setPlainText(value)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def value(self) -> str:
        """The text as edited."""
        return self.toPlainText().strip()

    def wanted_rect(self, cell: QRect, room: QRect) -> QRect:
        """The cell, and down as far as the text needs."""
        t = tokens()
        letters = max(1, (cell.width() - t.px(24)) // self.fontMetrics().horizontalAdvance("国"))
        lines = min(_MOST_LINES, len(self.toPlainText()) // letters + 2)
        height = max(cell.height(), lines * self.fontMetrics().lineSpacing() + t.px(16))
        top = max(0, min(cell.top(), room.bottom() - height))
        return QRect(cell.left(), top, cell.width(), height)


class StatusEditor(EndsEditing, QComboBox):
    """The statuses there are; choosing one accepts it."""

    accepted = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for status in Status:
            self.addItem(status.label, status)
        self.setAccessibleName("状态")
        roomy(self)
        self.setMaxVisibleItems(len(Status))
        self.activated.connect(self.accepted)

    def load(self, value: Status) -> None:
        """Begin with this status and show the others."""
        self.setCurrentIndex(self.findText(value.label))
        QTimer.singleShot(0, self, self._open)

    def serve(self, rows: int) -> None:
        """Say that the value is for so many rows."""
        self.setAccessibleDescription(f"用于选中的{rows}项")

    def _open(self) -> None:
        if self.isVisible():
            self.showPopup()

    def value(self) -> Status:
        """The status chosen."""
        return tuple(Status)[self.currentIndex()]

    def wanted_rect(self, cell: QRect, room: QRect) -> QRect:
        """The cell, and as wide as the longest status."""
        width, height = max(cell.width() - 4, tokens().px(132)), tokens().px(30)
        left = max(0, min(cell.left() + 2, room.right() - width))
        return QRect(left, cell.center().y() - height // 2, width, height)


class DeadlineEditor(LineEditor):
    """A deadline as one writes it (11月30日, 11月底前, 长期坚持), or a day from the calendar (Alt+↓)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("如 11月30日、年底前、长期坚持")
        self.setAccessibleName("完成时限")
        self._start: date | None = None
        self._for_rows = 0
        self._work: WorkCalendar | None = None
        self._calendar: CalendarPopup | None = None
        self._open_calendar = self.addAction(icon("calendar", tokens()), QLineEdit.ActionPosition.TrailingPosition)
        self._open_calendar.setToolTip("日历 (Alt+↓)")
        self._open_calendar.triggered.connect(self.open_calendar)
        theme().follow(self, self._restyle)

    def _restyle(self, t: Tokens) -> None:
        self._open_calendar.setIcon(icon("calendar", t, "text2", 16))

    def serve(self, rows: int) -> None:
        """Begin empty, for so many rows."""
        self._for_rows = rows
        self.setPlaceholderText(f"选中的{rows}项都改为，如 11月30日")

    def load(self, value: str) -> None:
        """Begin with this phrase, all of it selected; with none where it is for several rows."""
        super().load("" if self._for_rows else value)

    def start_from(self, day: date | None) -> None:
        """The day on which the calendar opens."""
        self._start = day

    def mark(self, work: "WorkCalendar") -> None:
        """The office's working days, which the calendar marks."""
        self._work = work

    def open_calendar(self) -> None:
        """Show the calendar below the field."""
        from ledger_app.ui.views.calendar_popup import CalendarPopup  # seldom needed: not at start-up

        if self._calendar is None:
            self._calendar = CalendarPopup(self.window())
            self._calendar.day_picked.connect(self._take_day)
            self.destroyed.connect(self._calendar.deleteLater)
        self._calendar.mark(self._work)
        self._calendar.open_at(self._start, self)

    def holds(self, widget: QWidget) -> bool:
        """Whether a widget is part of its calendar."""
        return self._calendar is not None and (widget is self._calendar or self._calendar.isAncestorOf(widget))

    def _take_day(self, day: date) -> None:
        self.setText(f"{day.year}年{day.month}月{day.day}日")
        self.setFocus()
        self.accepted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def wanted_rect(self, cell: QRect, room: QRect) -> QRect:
        """The cell, and as wide as a phrase needs."""
        wide = QRect(cell.left(), cell.top(), max(cell.width(), tokens().px(210)), cell.height())
        return super().wanted_rect(wide, room)
