"""机构改革改名: the new name of a unit, and until when the old one was in force."""

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from ledger_app.domain.unit import Unit, UnitId
from ledger_app.ledger import Ledger
from ledger_app.ui.history.filters import day_field, day_of, show_day
from ledger_app.ui.theme.pieces import col, label, push_button, row, styled
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.unwritten import KeptWords
from ledger_app.ui.views.popup import Popup
from ledger_app.ui.views.refusal import Refusal

_WIDTH = 320


class ReformPopup(Popup):
    """The old name goes on finding the unit, as 曾用名."""

    def __init__(self, ledger: Ledger, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("机构改革改名")
        self._ledger = ledger
        self._unit_id: UnitId | None = None
        self._days: dict[UnitId, date] = {}  # of a name that is not written yet
        self._title = label("", "listStrong", wrap=True)
        self.name = QLineEdit()
        self.name.setPlaceholderText("新名称")
        self.name.setAccessibleName("新名称")
        styled(self.name, "list", height=30)
        self.until = day_field("原名用到哪天")
        self.until.dateChanged.connect(self._keep_day)
        self.refusal = Refusal(ledger)
        self.accept_ = push_button("改名", "primary")
        self.accept_.clicked.connect(self._accept)
        self.name.returnPressed.connect(self._accept)
        self._kept = KeptWords(self.name, "新名称", self._nothing_yet, self._put)
        when = row(label("原名用到", "list", "text2"), self.until, None)
        hint = label("原名记作曾用名，仍找得到；任务都归新名称，原文照旧打印", "caption", "text3", wrap=True)
        buttons = row(None, self.accept_)
        self.setLayout(col(self._title, self.name, when, hint, self.refusal, buttons, margins=(12, 12, 12, 12)))

    def open_for(self, unit: Unit, today: date, anchor: QWidget) -> None:
        """Ask what a unit is called from now on."""
        self._kept.show(unit.id)
        self._title.setText(f"“{unit.name}”改名为")
        self.refusal.clear()
        self._unit_id = None  # while the day is that of the unit before
        show_day(self.until, self._days.get(unit.id, today))
        self._unit_id = unit.id
        self.setFixedWidth(tokens().px(_WIDTH))
        self.open_below(anchor, self.name)

    def _keep_day(self) -> None:
        if self._unit_id is not None:
            self._days[self._unit_id] = day_of(self.until)

    def _nothing_yet(self, unit_id: UnitId) -> str | None:
        return "" if unit_id in self._ledger.book.units else None

    def _put(self, unit_id: UnitId, name: str) -> bool:
        until = self._days.get(unit_id) or day_of(self.until)
        return self.refusal.attempt(lambda ledger: ledger.reform_unit(unit_id, name, until=until))

    def _accept(self) -> None:
        assert self._unit_id is not None, "it is open for a unit"
        if not self._kept.typed:
            self.refusal.say("写上新名称")
        elif self._kept.write_here():
            self._days.pop(self._unit_id, None)
            self.close_popup()
        self.adjustSize()
