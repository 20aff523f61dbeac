"""The editor of a measure's units: chips, a field that finds units by any name, and the roles on Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from ledger_app.domain.unit import Role
from ledger_app.ledger import Book
from ledger_app.ui.models.choices import Choice, ChoiceList
from ledger_app.ui.models.unit_search import UnitSearch
from ledger_app.ui.theme.pieces import col, label, row, rule, styled
from ledger_app.ui.theme.theme import tokens
from ledger_app.ui.views.chips import Named, UnitChips
from ledger_app.ui.views.choice_list import ChoiceView

_SUGGESTIONS = 5


class UnitEditor(QFrame):
    """Works on a copy; `accepted` says that `value()` is what the clerk wants."""

    accepted = Signal()
    given_up = Signal()

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.setAccessibleName("编辑责任单位")
        self.setAutoFillBackground(True)
        self._book = book
        self._search = UnitSearch(book)
        self._units: list[Named] = []
        self._for = ""
        self._chips = UnitChips("现有单位")
        self._chips.wanted.connect(self._set_units)
        self._field = QLineEdit()
        self._field.setPlaceholderText("单位名称、简称")
        self._field.setAccessibleName("加单位")
        styled(self._field, "list", height=28)
        self._found = ChoiceList(self)
        self._list = ChoiceView(self._found, "符合的单位")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._hint = label("", "caption", "text3", wrap=True)
        self._lay_out()
        self._field.textChanged.connect(self._suggest)
        self._list.picked.connect(lambda key: self._add(key, self._answering()))
        self._field.installEventFilter(self)
        self.setFocusProxy(self._field)

    def _lay_out(self) -> None:
        top = col(self._chips, self._field, gap=6, margins=(8, 8, 8, 0))
        self.setLayout(
            col(top, self._list, rule(), row(self._hint, margins=(12, 0, 10, 6)), gap=6, margins=(1, 1, 1, 1))
        )
        self.setFixedWidth(tokens().px(320))

    def load(self, units: Sequence[Named]) -> None:
        """Begin with these units."""
        self._units = list(units)
        answering = self._answering().label
        self._hint.setText(f"{self._for}Enter加{answering}，Shift+Enter加配合，空着按Enter完成")
        self._refresh()

    def serve(self, rows: int) -> None:
        """Say that the units are for so many rows."""
        self._for = f"选中的{rows}项都改为这些单位；"

    def value(self) -> tuple[Named, ...]:
        """The units as edited; what stands in the field counts too."""
        typed = self._field.text().strip()
        if typed:
            return (*self._units, (self._known(typed), self._answering()))
        return tuple(self._units)

    def _answering(self) -> Role:
        """The role that answers for this measure: 负责, where that is what the measure has, else 牵头."""
        roles = {role for _, role in self._units}
        return Role.RESPONSIBLE if Role.RESPONSIBLE in roles and Role.LEAD not in roles else Role.LEAD

    def _known(self, name: str) -> str:
        unit = self._book.unit_named(name)
        return unit.name if unit else name

    def _set_units(self, units: Sequence[Named]) -> None:
        self._units = list(units)
        self._refresh()

    def _refresh(self) -> None:
        self._chips.setVisible(bool(self._units))
        self._chips.show_units([(name, role, False) for name, role in self._units])
        self._suggest()

    def _suggest(self) -> None:
        typed = self._field.text().strip()
        taken = {name for name, _ in self._units}
        found = [(u, n) for u, n in self._search.find(typed, _SUGGESTIONS + len(taken)) if u.name not in taken]
        choices = [Choice(unit.name, unit.name, f"{n}项") for unit, n in found[:_SUGGESTIONS]]
        if typed and self._book.unit_named(typed) is None:
            choices.append(Choice(typed, f"新单位“{typed}”", tone="accentText", icon="add"))
        self._list.offer(choices, _SUGGESTIONS + 1, first=bool(typed))
        self.adjustSize()

    def _add(self, name: str, role: Role) -> None:
        self._units = [(old, r) for old, r in self._units if old != name]
        self._units.append((name, role))
        self._field.clear()
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        """Handle a key of the field; what is not ours stays the field's own."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(Role.SUPPORT if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self._answering())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key == Qt.Key.Key_Tab:
            self.accepted.emit()
        elif key == Qt.Key.Key_Backspace and not self._field.text() and self._units:
            self._set_units(self._units[:-1])
        else:
            return False
        return True

    def _enter(self, role: Role) -> None:
        current = self._list.currentIndex()
        if self._field.text().strip():
            picked = current.data(Qt.ItemDataRole.UserRole) if current.isValid() else None
            self._add(picked or self._field.text().strip(), role)
        else:
            self.accepted.emit()

    def wanted_rect(self, cell: QRect, room: QRect) -> QRect:
        """Where it stands for a cell: below it, or above where there is no room."""
        size = self.sizeHint()
        below = room.bottom() - cell.bottom()
        top = cell.bottom() + 2 if below >= size.height() or below >= cell.top() else cell.top() - size.height() - 2
        left = max(0, min(cell.left(), room.right() - self.width()))
        return QRect(left, max(0, top), self.width(), size.height())
