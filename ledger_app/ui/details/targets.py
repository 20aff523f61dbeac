"""The targets of a measure: what each has reached against what it promises, as a bar and as a line over time."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from ledger_app.domain.evidence import TargetValue
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.target import MeasureTarget, Operator, Target, TargetId
from ledger_app.ledger import Ledger
from ledger_app.ledger.typed import number
from ledger_app.ui.details.layout import bring_into_view, emptied, named
from ledger_app.ui.history.filters import day_field, day_of, show_day
from ledger_app.ui.models.wording import day_text
from ledger_app.ui.theme.paint import color, draw_word, metrics
from ledger_app.ui.theme.pieces import Painted, col, label, push_button, row, styled, tool_button
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.unwritten import KeptWords
from ledger_app.ui.views.refusal import Refusal
from ledger_app.ui.views.text_link import TextLink

_BAR, _LINE = 6, 34
_MOST_VALUES = 3
_DAY = 142  # px of the field for a day
_WHOLE = 100
_RISING = (Operator.REACH, Operator.AT_LEAST)


def number_text(value: float) -> str:
    """28; 4.2."""
    return f"{value:g}"


def reached_text(target: Target, newest: TargetValue | None) -> str:
    """20 / 28个."""
    goal = "—".join(number_text(number) for number in target.numbers)
    return f"{number_text(newest.value) if newest else '未填'} / {goal}{target.unit}"


def percent_of(target: Target, newest: TargetValue | None) -> int | None:
    """What share of the goal is reached; None where that cannot be said."""
    goal = target.numbers[0] if target.numbers else 0
    if newest is None or not goal or target.operator is Operator.TIMES:
        return None
    return round(_WHOLE * newest.value / goal)


def expected_text(target: Target, newest: TargetValue | None, expected: float | None) -> str:
    """应达25个（序时89%），差5个."""
    if expected is None or target.operator not in _RISING or not target.numbers:
        return ""
    due = target.numbers[0] * expected / _WHOLE
    due = round(due) if target.numbers[0] >= _BAR else round(due, 2)
    said = f"应达{number_text(due)}{target.unit}（序时{expected:.0f}%）"
    lack = due - (newest.value if newest else 0)
    return f"{said}，差{number_text(round(lack, 2))}{target.unit}" if lack > 0 else said


class TargetBar(Painted):
    """A bar up to the goal with a tick for 序时; below it the values over time, where there are several."""

    def __init__(self, target: Target, values: Sequence[TargetValue], expected: float | None) -> None:
        self._target = target
        self._values = sorted(values, key=lambda value: value.on)
        self._expected = expected if target.operator in _RISING else None
        self._percent = percent_of(target, self._values[-1] if self._values else None)
        super().__init__()
        said = "未填实际值" if self._percent is None else f"达到目标的{self._percent}%"
        self.setAccessibleName(f"{target.phrase} {said}")

    def content_height(self, width: int) -> int:
        t = tokens()
        return t.px(_BAR + 6) + (t.px(_LINE) if len(self._values) > 1 else 0)

    def paint(self, p: QPainter, t: Tokens) -> None:
        bar = QRectF(0, t.px(3), self.width(), t.px(_BAR))
        p.fillRect(bar, color(t.c("greySoft")))
        if self._percent is not None:
            share = min(_WHOLE, max(0, self._percent)) / _WHOLE
            over = self._target.operator is Operator.AT_MOST and self._percent > _WHOLE
            p.fillRect(QRectF(0, bar.y(), bar.width() * share, bar.height()), color(t.c("red" if over else "accent")))
        if self._expected is not None:
            x = min(bar.width() - 2, bar.width() * self._expected / _WHOLE)
            p.fillRect(QRectF(x, bar.y() - t.px(2), 2, bar.height() + t.px(4)), color(t.c("text")))
        if len(self._values) > 1:
            self._draw_line(p, QRectF(2, bar.bottom() + t.px(8), self.width() - 4, t.px(_LINE - 10)), t)

    def _draw_line(self, p: QPainter, r: QRectF, t: Tokens) -> None:
        first, last = self._values[0].on, self._values[-1].on
        days = max(1, (last - first).days)
        numbers = [value.value for value in self._values]
        low, span = min(0.0, *numbers), (max(numbers) - min(0.0, *numbers)) or 1.0
        points = [
            QPointF(r.left() + r.width() * (v.on - first).days / days, r.bottom() - r.height() * (v.value - low) / span)
            for v in self._values
        ]
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(color(t.c("accent")), 1.5))
        p.drawPolyline(points)
        p.setBrush(color(t.c("accent")))
        p.setPen(Qt.PenStyle.NoPen)
        for point in points:
            p.drawEllipse(point, t.px(2.5), t.px(2.5))
        words = f"{first.month}月{first.day}日起"
        room = metrics("caption", t.scale).horizontalAdvance(words) + t.px(4)
        if room < r.width() / 2:
            at = QRectF(r.right() - room, r.bottom() - t.px(14), room, t.px(16))
            draw_word(p, at, words, t, "caption", "text3", right=True)


class TargetsSection(QWidget):
    """Shows the targets; asks the ledger for values and for other targets."""

    def __init__(self, ledger: Ledger, today: Callable[[], date]) -> None:
        super().__init__()
        self._ledger, self._today = ledger, today
        self._row: MeasureRow | None = None
        self._shown: object = None
        self._adding: TargetId | None = None
        self._parts: dict[TargetId, QWidget] = {}
        self._days: dict[TargetId, date] = {}  # of a value that is not written yet
        self._list = col(gap=10)
        self.refusal = Refusal(ledger)
        self._make_form()
        self.phrase = QLineEdit()
        self.phrase.setPlaceholderText("加指标，如 不少于100个")
        self.phrase.setAccessibleName("加指标")
        styled(self.phrase, "list", height=28)
        self.phrase.returnPressed.connect(self._add_target)
        self._kept = KeptWords(self.phrase, "指标", self._no_phrase_yet, self._put_phrase)
        self.phrase.setVisible(False)
        self.more = TextLink("加指标", clicked=self._open_phrase)
        self._list.addWidget(self._form)
        whole = col(self._list, self.refusal, self.phrase, row(self.more, None), gap=4)
        self.setLayout(col(named("指标", whole), gap=0))

    def _make_form(self) -> None:
        self.on = day_field("数值的日期")
        self.value = QLineEdit()
        self.value.setAccessibleName("实际值")
        self.value.setPlaceholderText("实际值")
        styled(self.value, "list", height=30)
        styled(self.on, "list", height=30, width=_DAY)
        self.value.returnPressed.connect(self._add_value)
        self._kept_value = KeptWords(self.value, "实际值", self._no_value_yet, self._put_value)
        self.on.dateChanged.connect(self._keep_day)
        self._unit = label("", "list", "text2")
        self.take = push_button("填入", "quiet")
        self.take.clicked.connect(self._add_value)
        self._form = QWidget()
        line = row(self.value, self._unit, self.take, gap=6)
        line.setStretchFactor(self.value, 1)
        self._form.setLayout(col(row(self.on, None), line, gap=4))
        self._form.hide()

    def show_row(self, shown: MeasureRow) -> None:
        """Show the targets of a row."""
        book, measure_id = self._ledger.book, shown.measure.id
        targets = book.targets_of(measure_id)
        values = tuple(book.values_of(target.id) for target in targets)
        what = (measure_id, targets, values, shown.expected(self._today()))
        other = self._row is None or self._row.measure.id != measure_id
        self._row = shown
        if other:
            self._open_where_typed(measure_id, targets)
            self.refusal.clear()
        if what == self._shown:
            return
        self._shown = what
        self._list.removeWidget(self._form)  # it outlives the targets
        emptied(self._list)
        self._parts = {}
        for target, held in zip(targets, values, strict=True):
            self._parts[target.id] = self._make_target(target, held, shown.expected(self._today()))
            self._list.addWidget(self._parts[target.id])
        self._place_form()
        self.more.setVisible(not self._ledger.read_only)
        self.setVisible(bool(targets) or not self._ledger.read_only)

    def _place_form(self) -> None:
        """Below the target that it is for."""
        part = self._parts.get(self._adding) if self._adding is not None else None
        self._list.removeWidget(self._form)
        if part is not None:
            self._list.insertWidget(self._list.indexOf(part) + 1, self._form)

    def _make_target(self, held: MeasureTarget, values: Sequence[TargetValue], expected: float | None) -> QWidget:
        ordered = sorted(values, key=lambda value: value.on)
        newest, target = (ordered[-1] if ordered else None), held.target
        percent = percent_of(target, newest)
        share = "" if percent is None else f"  {percent}%"
        title = label(target.phrase, "list", wrap=True)
        head = row(title, label(f"{reached_text(target, newest)}{share}", "listStrong"), gap=6)
        head.setStretch(0, 1)
        parts: list[QWidget] = [TargetBar(target, values, expected)]
        due = expected_text(target, newest, expected)
        if due:
            parts.append(label(due, "caption", "text2", wrap=True))
        parts += [self._make_value(value, target) for value in reversed(ordered[-_MOST_VALUES:])]
        add = TextLink("填实际值", clicked=lambda: self._open_form(held))
        remove = TextLink("删指标", f"删指标“{target.phrase}”", clicked=lambda: self._remove_target(held))
        made = QWidget()
        made.setLayout(col(head, *parts, row(add, remove, None), gap=2))
        for button in (add, remove):
            button.setVisible(not self._ledger.read_only)
        return made

    def _make_value(self, value: TargetValue, target: Target) -> QWidget:
        remove = tool_button(icon_name="dismiss", tip=f"删除{day_text(value.on, self._today())}的数值")
        remove.clicked.connect(lambda: self.refusal.attempt(lambda ledger: ledger.remove_target_value(value.id)))
        said = label(f"{number_text(value.value)}{target.unit}", "caption")
        made = QWidget()
        made.setLayout(row(label(day_text(value.on, self._today()), "caption", "text3"), said, None, remove, gap=8))
        remove.setVisible(not self._ledger.read_only)
        return made

    # ---- asking the ledger

    def _open_form(self, held: MeasureTarget) -> None:
        self._show_form(held)
        self.value.setFocus()
        bring_into_view(self._form)

    def _show_form(self, held: MeasureTarget) -> None:
        self._adding = None  # while the day is that of the target before
        show_day(self.on, self._days.get(held.id, self._today()))
        self._adding = held.id
        self._kept_value.show(held.id)
        self._unit.setText(held.target.unit)
        self._place_form()
        self._form.show()

    def _open_where_typed(self, measure_id: MeasureId, targets: Sequence[MeasureTarget]) -> None:
        """Of another row: what was begun for it before is open again."""
        self._kept.show(measure_id)
        self.phrase.setVisible(self._kept.typed)
        self._adding = None
        self._kept_value.show(None)
        self._form.hide()
        for held in targets:
            if self._kept_value.holds(held.id):
                self._show_form(held)
                return

    def _keep_day(self) -> None:
        if self._adding is not None:
            self._days[self._adding] = day_of(self.on)

    def _open_phrase(self) -> None:
        self.phrase.show()
        self.phrase.setFocus()
        bring_into_view(self.phrase)

    def _no_value_yet(self, target_id: TargetId) -> str | None:
        return "" if target_id in self._ledger.book.table(MeasureTarget) else None

    def _put_value(self, target_id: TargetId, text: str) -> bool:
        on = self._days.get(target_id, self._today())
        taken = self.refusal.attempt(lambda ledger: ledger.add_target_value(target_id, on=on, value=number(text)))
        if not taken:
            bring_into_view(self.refusal)
        return taken

    def _add_value(self) -> None:
        target_id = self._adding
        if target_id is not None and self._kept_value.write_here():
            self._days.pop(target_id, None)
            self._form.hide()

    def _no_phrase_yet(self, measure_id: MeasureId) -> str | None:
        return "" if measure_id in self._ledger.book.measures else None

    def _phrases(self, measure_id: MeasureId) -> list[str]:
        return [each.target.phrase for each in self._ledger.book.targets_of(measure_id)]

    def _put_phrase(self, measure_id: MeasureId, text: str) -> bool:
        phrases = [*self._phrases(measure_id), text]
        return self.refusal.attempt(lambda ledger: ledger.set_targets(measure_id, phrases))

    def _add_target(self) -> None:
        if self._kept.typed and self._kept.write_here():
            self.phrase.hide()

    def _remove_target(self, held: MeasureTarget) -> None:
        phrases = [phrase for phrase in self._phrases(held.measure_id) if phrase != held.target.phrase]
        self.refusal.attempt(lambda ledger: ledger.set_targets(held.measure_id, phrases))
