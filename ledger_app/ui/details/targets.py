"""The targets of a measure: what each has reached against what it promises, as a bar and as a line over time."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from ledger_app.domain.evidence import TargetValue
from ledger_app.domain.row import MeasureRow
from ledger_app.domain.target import MeasureTarget, Operator, Target
from ledger_app.ledger import Ledger
from ledger_app.ui.details.layout import emptied, named
from ledger_app.ui.history.filters import day_field, day_of, show_day
from ledger_app.ui.models.wording import day_text
from ledger_app.ui.theme.paint import color, draw_word, metrics
from ledger_app.ui.theme.pieces import Painted, col, label, row, styled, tool_button
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.theme.tokens import Tokens
from ledger_app.ui.views.refusal import Refusal
from ledger_app.ui.views.text_link import TextLink

_BAR, _LINE = 6, 34
_MOST_VALUES = 3
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
        room = metrics("caption", t.scale).horizontalAdvance(words)
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
        self._adding: MeasureTarget | None = None
        self._list = col(gap=10)
        self.refusal = Refusal(ledger)
        self._make_form()
        self.phrase = QLineEdit()
        self.phrase.setPlaceholderText("加指标，如 不少于100个")
        self.phrase.setAccessibleName("加指标")
        styled(self.phrase, "list", height=28)
        self.phrase.returnPressed.connect(self._add_target)
        self.phrase.setVisible(False)
        self.more = TextLink("加指标", clicked=self._open_phrase)
        whole = col(self._list, self._form, self.phrase, row(self.more, None), self.refusal, gap=4)
        self.setLayout(col(named("指标", whole), gap=0))

    def _make_form(self) -> None:
        self.on = day_field("数值的日期")
        self.value = QLineEdit()
        self.value.setAccessibleName("实际值")
        styled(self.value, "list", height=30)
        self.value.returnPressed.connect(self._add_value)
        self._unit = label("", "list", "text2")
        self._form = QWidget()
        self._form.setLayout(row(self.on, self.value, self._unit, gap=6))
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
            self._close_forms()
            self.refusal.clear()
        if what == self._shown:
            return
        self._shown = what
        emptied(self._list)
        for target, held in zip(targets, values, strict=True):
            self._list.addWidget(self._make_target(target, held, shown.expected(self._today())))
        self.more.setVisible(not self._ledger.read_only)
        self.setVisible(bool(targets) or not self._ledger.read_only)

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
        self._adding = held
        show_day(self.on, self._today())
        self.value.clear()
        self._unit.setText(held.target.unit)
        self.value.setPlaceholderText("实际值，回车")
        self._form.show()
        self.value.setFocus()

    def _open_phrase(self) -> None:
        self.phrase.show()
        self.phrase.setFocus()

    def _close_forms(self) -> None:
        self._adding = None
        self._form.hide()
        self.phrase.clear()
        self.phrase.hide()

    def _add_value(self) -> None:
        held, on = self._adding, day_of(self.on)
        try:
            value = float(self.value.text().strip().rstrip("%％").replace(",", "").replace("，", ""))
        except ValueError:
            self.refusal.say(f"“{self.value.text().strip()}”不是数字，如 20 或 4.2")
            return
        if held is not None and self.refusal.attempt(
            lambda ledger: ledger.add_target_value(held.id, on=on, value=value)
        ):
            self._close_forms()

    def _phrases(self) -> list[str]:
        assert self._row is not None, "targets are those of a row"
        return [each.target.phrase for each in self._ledger.book.targets_of(self._row.measure.id)]

    def _add_target(self) -> None:
        if self._row is None or not self.phrase.text().strip():
            return
        measure_id, phrases = self._row.measure.id, [*self._phrases(), self.phrase.text()]
        if self.refusal.attempt(lambda ledger: ledger.set_targets(measure_id, phrases)):
            self._close_forms()

    def _remove_target(self, held: MeasureTarget) -> None:
        phrases = [phrase for phrase in self._phrases() if phrase != held.target.phrase]
        self.refusal.attempt(lambda ledger: ledger.set_targets(held.measure_id, phrases))
