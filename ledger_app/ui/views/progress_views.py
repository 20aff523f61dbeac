"""Progress as the details show it: a dated line of entries, and the form that adds one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QDate, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QPlainTextEdit, QSpinBox, QWidget

from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Progress, ProgressId
from ledger_app.ui.history.filters import day_field
from ledger_app.ui.models.wording import day_text
from ledger_app.ui.theme.paint import color
from ledger_app.ui.theme.pieces import ElidedLabel, Paragraph, col, label, row, styled, tool_button
from ledger_app.ui.theme.theme import tokens

_NO_PERCENT = -1


class ProgressEntry(QWidget):
    """One entry with its dot on the line."""

    change_asked = Signal(object)  # Progress
    removal_asked = Signal(object)

    def __init__(self, entry: Progress, today: date, *, newest: bool, last: bool, fixed: bool) -> None:
        super().__init__()
        self._newest, self._last, self._entry = newest, last, entry
        day = label(day_text(entry.on, today), "captionStrong")
        percent = label("" if entry.percent is None else f"{entry.percent}%", "captionStrong")
        who = label(entry.who, "caption", "text3")
        self._more = tool_button(icon_name="more", tip="修改或删除这条进展", clicked=self._open_menu)
        if fixed:
            self._more.hide()
        parts = [("", entry.done), ("问题：", entry.problems), ("下步：", entry.next_steps)]
        texts = [Paragraph(head + text, "list", "text" if newest else "text2") for head, text in parts if text]
        head = row(day, percent, None, who, self._more, gap=8)
        self.setLayout(col(head, *texts, gap=0, margins=(20, 0, 0, 8)))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("修改这条进展", lambda: self.change_asked.emit(self._entry))
        menu.addAction("删除这条进展", lambda: self.removal_asked.emit(self._entry))
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, p = tokens(), QPainter(self)
        if not self._last:
            p.fillRect(QRectF(t.px(5), t.px(14), 2, self.height()), color(t.c("divider")))
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(color(t.c("accent")), 2))
        p.setBrush(color(t.c("accent" if self._newest else "surface")))
        p.drawEllipse(QRectF(t.px(2), t.px(9), t.px(8), t.px(8)))
        p.end()


class Timeline(QWidget):
    """Entries, newest first."""

    change_asked = Signal(object)
    removal_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = col(gap=0)
        self.setLayout(self._layout)
        self.setAccessibleName("进展记录")
        self._shown: tuple[object, ...] = ()

    def show_entries(self, entries: Sequence[Progress], today: date, *, fixed: bool) -> None:
        """Show these entries."""
        if self._shown == (tuple(entries), today):
            return
        self._shown = (tuple(entries), today)
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for i, entry in enumerate(entries):
            made = ProgressEntry(entry, today, newest=i == 0, last=i == len(entries) - 1, fixed=fixed)
            made.change_asked.connect(self.change_asked)
            made.removal_asked.connect(self.removal_asked)
            self._layout.addWidget(made)
        if not entries:
            self._layout.addWidget(label("尚无进展", "list", "text3"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressInput:
    """What the form holds: an entry to be written for a measure, or `entry` as it is to become."""

    measure_id: MeasureId
    entry: Progress | None
    on: date
    done: str
    problems: str
    next_steps: str
    percent: int | None
    who: str

    @property
    def key(self) -> tuple[MeasureId, ProgressId | None]:
        """What it is for."""
        return self.measure_id, self.entry.id if self.entry else None

    def changed(self) -> Progress:
        """The entry as the form has it."""
        assert self.entry is not None, "a new entry is written, not changed"
        return replace(
            self.entry,
            on=self.on,
            done=self.done,
            problems=self.problems,
            next_steps=self.next_steps,
            percent=self.percent,
            who=self.who,
        )


class ProgressForm(QFrame):
    """Writes an entry for one measure; left without being recorded, its words wait until that one is shown again."""

    accepted = Signal(object)  # ProgressInput
    closed = Signal()
    shown = Signal()  # or hidden

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sub")
        self._measure_id: MeasureId | None = None
        self._entry: Progress | None = None
        self.away: dict[tuple[MeasureId, ProgressId | None], ProgressInput] = {}  # begun, while others are written
        self._title = ElidedLabel("listStrong")
        self._on = day_field("进展日期")
        self._percent = QSpinBox()
        self._percent.setRange(_NO_PERCENT, 100)
        self._percent.setSpecialValueText("—")  # nothing is said of it
        self._percent.setSuffix("%")
        self._percent.setAccessibleName("完成百分比")
        styled(self._percent, "list", height=30, width=88)
        self._done = self._make_text("进展情况", 68)
        self._problems = self._make_text("存在问题", 46)
        self._next_steps = self._make_text("下步措施", 46)
        self._who = QLineEdit()
        self._who.setAccessibleName("填报人")
        styled(self._who, "list", height=30)
        self._lay_out()
        self.hide()

    def _make_text(self, name: str, height: int) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setAccessibleName(name)
        made.setTabChangesFocus(True)
        styled(made, "list", height=height)
        return made

    def _lay_out(self) -> None:
        fields = (self._done, self._problems, self._next_steps, self._who)
        texts = col(*(_named(field) for field in fields), gap=4)
        when = row(self._on, label("完成", "caption", "text3"), self._percent, None, gap=6)
        self.setLayout(col(self._title, when, texts, gap=6, margins=(12, 8, 12, 10)))

    def open_for(self, measure_id: MeasureId, title: str, today: date, entry: Progress | None = None) -> None:
        """Begin an entry for a measure, or change one; text begun for the same one stays."""
        same = not self.isHidden() and self._measure_id == measure_id and self._entry == entry
        if not same:
            self._put_away()
            self._measure_id, self._entry = measure_id, entry
            self._title.setText(f"{'修改进展' if entry else '记进展'}：{title}")
            self._fill(self.away.pop((measure_id, entry.id if entry else None), None) or entry, today)
        self.show()
        self.shown.emit()
        self._done.setFocus()

    def _fill(self, entry: "Progress | ProgressInput | None", today: date) -> None:
        day = entry.on if entry else today
        self._on.setDate(QDate(day.year, day.month, day.day))
        percent = entry.percent if entry else None
        self._percent.setValue(_NO_PERCENT if percent is None else percent)
        self._done.setPlainText(entry.done if entry else "")
        self._problems.setPlainText(entry.problems if entry else "")
        self._next_steps.setPlainText(entry.next_steps if entry else "")
        self._who.setText(entry.who if entry else "")

    def close_form(self) -> None:
        """It was recorded: the form goes."""
        self._hide()
        self.closed.emit()

    def leave_form(self) -> None:
        """The clerk looks elsewhere: what was begun waits."""
        self._put_away()
        self.close_form()

    def follow(self, measure_id: MeasureId | None) -> None:
        """Another measure is shown: a form that is open for one before would stand over the entries of this one."""
        if self._measure_id is not None and self._measure_id != measure_id:
            self._put_away()
            self._hide()

    def has_begun(self, measure_id: MeasureId) -> bool:
        """Whether words wait for a new entry on a measure."""
        return (measure_id, None) in self.away

    def _put_away(self) -> None:
        if self._measure_id is not None and self.has_words:
            kept = self._typed()
            self.away[kept.key] = kept

    def _hide(self) -> None:
        self._measure_id = None
        self.hide()
        self.shown.emit()

    @property
    def act(self) -> str:
        """What accepting it does."""
        return "改好" if self._entry else "记进展"

    @property
    def has_words(self) -> bool:
        """Whether it is open and something was typed that is not recorded."""
        texts = (box.toPlainText().strip() for box in (self._done, self._problems, self._next_steps))
        percent = self._percent.value()
        typed = (*texts, self._who.text().strip(), None if percent == _NO_PERCENT else percent)
        e = self._entry
        known = (e.done, e.problems, e.next_steps, e.who, e.percent) if e else ("", "", "", "", None)
        return not self.isHidden() and typed != known

    def accept(self) -> None:
        """Hand over what was typed."""
        self.accepted.emit(self._typed())

    def _typed(self) -> ProgressInput:
        assert self._measure_id is not None, "the form is open for a measure"
        day, percent = self._on.date(), self._percent.value()
        return ProgressInput(
            measure_id=self._measure_id,
            entry=self._entry,
            on=date(day.year(), day.month(), day.day()),
            done=self._done.toPlainText().strip(),
            problems=self._problems.toPlainText().strip(),
            next_steps=self._next_steps.toPlainText().strip(),
            percent=None if percent == _NO_PERCENT else percent,
            who=self._who.text().strip(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave_form()
        else:
            super().keyPressEvent(event)


def _named(field: QWidget) -> QWidget:
    """A field below its name, which stays when something is typed."""
    made = QWidget()
    made.setLayout(col(label(field.accessibleName(), "caption", "text3"), field, gap=0))
    return made
