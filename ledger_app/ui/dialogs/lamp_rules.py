"""亮灯规则: a preset or figures of one's own, the rules as sentences, and how many rows would have which lamp."""

from collections import Counter
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QGridLayout, QLineEdit, QWidget

from ledger_app.domain.lamp import LAMP_PRESETS, Lamp, LampRules
from ledger_app.ledger import Book
from ledger_app.ui.dialogs.fit import Middle, fit
from ledger_app.ui.dialogs.lamp_tally import LampSentences, LampTally
from ledger_app.ui.theme.pieces import col, frame, label, push_button, roomy, row, styled

_OWN = "自定"
_WARNING = (Lamp.YELLOW, Lamp.BLUE)
_NEVER = -1


class LampRulesDialog(QDialog):
    """Nothing changes until the rules are taken; that is one act, and undo takes it back."""

    wanted = Signal(object)  # LampRules

    def __init__(self, book: Book, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("亮灯规则 - 任务台账")
        self._before = book.lamps
        self._today = today
        self._rows = book.live_rows()
        self._make_fields()
        self.tally = LampTally()
        self._sentences = LampSentences()
        self.save = push_button("用这套规则", "primary")
        self.save.setDefault(True)
        self.save.clicked.connect(self._take)
        leave = push_button("取消")
        leave.clicked.connect(self.reject)
        told = frame("card", col(self._sentences, margins=(14, 10, 14, 10)))
        fields = (row(label("现成规则", "list"), self.preset, None, gap=10), self._make_grid())
        shown = (label("这套规则的意思，从上往下看，先符合的算数", "caption", "text3"), told, self.tally)
        middle = Middle(col(*fields, 4, *shown, None, gap=10, margins=(20, 18, 20, 8)))
        foot = row(None, leave, self.save, margins=(20, 8, 20, 16))
        self.setLayout(col(middle, foot, gap=0))
        self._show_rules(self._before)
        fit(self, 600, 520)

    # ---- putting it together

    def _make_fields(self) -> None:
        self.uses = {name: QCheckBox(name) for name in ("快到时限", "进度落后", "严重落后")}
        self.preset = _box([*(rules.name for rules in LAMP_PRESETS), _OWN], "现成规则")
        self.preset.activated.connect(self._take_preset)
        self.soon_days = _Figure("距时限多少天以内亮灯", 7, 366)
        self.behind = _Figure("低于序时多少个百分点亮灯", 10, 100)
        self.far_behind = _Figure("低于序时多少个百分点亮红灯", 30, 100)
        self.soon, self.behind_lamp = (_box([lamp.label for lamp in _WARNING], "灯") for _ in range(2))
        for field in (self.soon_days, self.behind, self.far_behind):
            field.changed.connect(self._on_figure)
        for use in self.uses.values():
            styled(use, "list")
            use.toggled.connect(self._on_figure)
        for box in (self.soon, self.behind_lamp):
            box.activated.connect(self._on_figure)

    def _make_grid(self) -> QGridLayout:
        grid = QGridLayout()
        lines = (
            ("距时限", self.soon_days, "天以内，亮", self.soon),
            ("低于序时", self.behind, "个百分点以上，亮", self.behind_lamp),
            ("低于序时", self.far_behind, "个百分点以上，亮", label("红", "list")),
        )
        for at, (use, (before, field, after, lamp)) in enumerate(zip(self.uses.values(), lines, strict=True)):
            for column, part in enumerate((use, label(before), field, label(after), lamp)):
                grid.addWidget(part, at, column)
        grid.setColumnStretch(5, 1)
        grid.setHorizontalSpacing(10)
        return grid

    # ---- showing and reading

    def rules(self) -> LampRules:
        """The rules as the fields have them."""
        soon, behind, far_behind = (use.isChecked() for use in self.uses.values())
        figures = LampRules(
            name=_OWN,
            soon_days=self.soon_days.value() if soon else _NEVER,
            soon=_WARNING[self.soon.currentIndex()],
            behind_points=self.behind.value() if behind else None,
            behind=_WARNING[self.behind_lamp.currentIndex()],
            far_behind_points=self.far_behind.value() if far_behind else None,
        )
        known = next((preset for preset in LAMP_PRESETS if replace(preset, name=_OWN) == figures), None)
        return known or figures

    def _show_rules(self, rules: LampRules) -> None:
        soon_days = None if rules.soon_days < 0 else rules.soon_days
        values = (soon_days, rules.behind_points, rules.far_behind_points)
        fields = (self.soon_days, self.behind, self.far_behind)
        for use, field, value in zip(self.uses.values(), fields, values, strict=True):
            for part in (use, field):
                part.blockSignals(True)
            use.setChecked(value is not None)
            if value is not None:
                field.set_value(value)
            for part in (use, field):
                part.blockSignals(False)
        self.soon.setCurrentIndex(_WARNING.index(rules.soon) if rules.soon in _WARNING else 0)
        self.behind_lamp.setCurrentIndex(_WARNING.index(rules.behind) if rules.behind in _WARNING else 0)
        self._on_figure()

    def _take_preset(self, at: int) -> None:
        if at < len(LAMP_PRESETS):
            self._show_rules(LAMP_PRESETS[at])

    def _on_figure(self) -> None:
        rules = self.rules()
        self.preset.setCurrentText(rules.name)
        used = [use.isChecked() for use in self.uses.values()]
        for part, on in zip((self.soon_days, self.behind, self.far_behind), used, strict=True):
            part.setEnabled(on)
        self.soon.setEnabled(used[0])
        self.behind_lamp.setEnabled(used[1])
        self._sentences.show_rules(rules.sentences)
        self.tally.show_counts(self._count(self._before), self._count(rules))
        self.save.setEnabled(replace(rules, name="") != replace(self._before, name=""))

    def _count(self, rules: LampRules) -> Counter[Lamp]:
        return Counter(replace(row, lamps=rules).lamp(self._today) for row in self._rows)

    def _take(self) -> None:
        self.wanted.emit(self.rules())
        self.accept()


class _Figure(QLineEdit):
    """A whole number."""

    changed = Signal()

    def __init__(self, name: str, value: int, most: int) -> None:
        super().__init__(str(value))
        self.setValidator(QIntValidator(0, most, self))
        self.setAccessibleName(name)
        styled(self, "list", height=30, width=64)
        self.textChanged.connect(self.changed)

    def value(self) -> int:
        """The number; 0 while nothing stands there."""
        return int(self.text() or 0)

    def set_value(self, value: int) -> None:
        """Show a number."""
        self.setText(str(value))


def _box(entries: list[str], name: str) -> QComboBox:
    made = QComboBox()
    made.addItems(entries)
    made.setAccessibleName(name)
    roomy(made)
    styled(made, "list", height=30, min_width=90)
    return made
