"""同…: says of a new unit that it is one that is known, that it is new, or that it is no unit."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ledger_app.domain.unit import Unit
from ledger_app.ledger.book import Book
from ledger_app.ui.models.choices import Choice, ChoiceList
from ledger_app.ui.models.unit_search import UnitSearch
from ledger_app.ui.theme.pieces import col, label, push_button, row, rule
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.views.choice_list import ChoiceField, ChoiceView
from ledger_app.ui.views.popup import Popup

_MOST = 5
_WIDTH = 380


class SameUnit(Popup):
    """The nearest known names, a field for any other, and the ways to leave it."""

    same_as = Signal(object, str)  # Unit, the name of the unit that it is
    kept = Signal(object)  # Unit: it is new
    removed = Signal(object)  # Unit: it is none
    next_asked = Signal(object)  # Unit: show its next row

    def __init__(self, draft: Book, known: Book | None, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName("这个单位是")
        self._draft, self._known = draft, known
        self._unit: Unit | None = None
        self._near: tuple[str, ...] = ()
        self._searches: tuple[UnitSearch, ...] = ()
        self._title = label("", "bodyStrong")
        self._hint = label("", "caption", "text2")
        self._found = ChoiceList(self)
        self.list = ChoiceView(self._found, "已有的单位")
        self.field = ChoiceField(self.list)
        self.field.setPlaceholderText("别的单位：名称、简称")
        self.field.setAccessibleName("同哪个单位")
        self.keep = push_button("是新单位")
        self.remove = push_button("从这一项去掉", "quiet", tip="读错了，不是单位：从现在这一项里去掉")
        self.go_on = push_button("看下一项", "quiet")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = col(self._title, self._hint, self.field, gap=4, margins=(12, 10, 12, 0))
        buttons = row(self.keep, self.remove, None, self.go_on, gap=8, margins=(12, 2, 12, 10))
        self.setLayout(col(head, self.list, rule(), buttons, gap=6, margins=(1, 1, 1, 1)))
        theme().follow(self, lambda t: self.setFixedWidth(t.px(_WIDTH)))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._suggest)
        self.list.picked.connect(self._take)
        for button in (self.keep, self.remove):  # closed first: who hears of it says where the focus goes
            button.clicked.connect(self.close_popup)
        for button, signal in ((self.keep, self.kept), (self.remove, self.removed), (self.go_on, self.next_asked)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda *_, signal=signal: signal.emit(self._unit))

    def open_for(self, unit: Unit, count: int, near: tuple[str, ...], anchor: QWidget) -> None:
        """Ask about a unit that stands in so many rows; `near` are the names most like its own."""
        self._unit, self._near, self._searches = unit, near, ()
        self._title.setText(f"“{unit.name}”  {count}项")
        self._hint.setText("是同一个单位就选它，这个写法记作别名" if near else "没有相像的，是同一个单位就输入名称")
        self.keep.setText("是新单位" if self._known is not None else "名称没错")
        self.go_on.setVisible(count > 1)
        self.field.clear()
        self._suggest()
        self.open_below(anchor, self.field)

    @property
    def unit(self) -> Unit | None:
        """The unit that it asks about."""
        return self._unit

    def _suggest(self) -> None:
        typed = self.field.text().strip()
        choices = [self._choice(name) for name in (self._search(typed) if typed else self._near)]
        if typed and not any(choice.key == typed for choice in choices):
            choices.append(Choice(typed, f"改名为“{typed}”", tone="accentText", icon="edit"))
        self.list.offer(choices, _MOST + 1, first=bool(typed))
        self.adjustSize()

    def _search(self, typed: str) -> list[str]:
        own = self._unit.name if self._unit is not None else ""
        if not self._searches:
            self._searches = tuple(UnitSearch(book) for book in (self._known, self._draft) if book is not None)
        found = [unit.name for search in self._searches for unit, _ in search.find(typed, _MOST)]
        return [name for name in dict.fromkeys(found) if name != own][:_MOST]

    def _choice(self, name: str) -> Choice:
        known = self._known is not None and self._known.unit_named(name) is not None
        return Choice(name, f"同“{name}”", "台账已有" if known else "本文件里的")

    def _take(self, name: str) -> None:
        unit = self._unit
        self.close_popup()
        if unit is not None:
            self.same_as.emit(unit, name)
