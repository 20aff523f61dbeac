"""The units of a measure as chips: to be reached by keyboard, taken off, and given another role."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from ledger_app.domain.unit import Role
from ledger_app.ui.theme.flow import FlowLayout
from ledger_app.ui.theme.paint import chip_width, color, draw_unit_chip
from ledger_app.ui.theme.theme import theme, tokens

Named = tuple[str, Role]


class UnitChip(QAbstractButton):
    """One unit in its role. Space or a click opens what can be done with it; Delete takes it off."""

    removed = Signal()
    role_asked = Signal(object)  # Role
    unit_asked = Signal()  # show the tasks of this unit

    def __init__(self, name: str, role: Role, *, inferred: bool, fixed: bool) -> None:
        super().__init__()
        self.name, self.role = name, role
        self._inferred, self._fixed = inferred, fixed
        said = f"{role.label} {name}" + ("（推定）" if inferred else "")
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        theme().follow(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        t = tokens()
        return QSize(chip_width(self.role, self.name, t) + 4, t.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens().px(60), tokens().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, p = tokens(), QPainter(self)
        room = self.width() - 4
        draw_unit_chip(p, self.role, self.name, 2, self.height() // 2, room, t, inferred=self._inferred)
        if self.hasFocus():
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(QPen(color(t.c("accent")), 2))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        p.end()

    def open_menu(self) -> None:
        """Show what can be done with this unit."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"只看“{self.name}”的任务", self.unit_asked.emit)
        if not self._fixed:
            menu.addSeparator()
            for role in Role:
                action = menu.addAction(role.label, partial(self.role_asked.emit, role))
                action.setCheckable(True)
                action.setChecked(role is self.role)
            menu.addSeparator()
            menu.addAction("移除\tDelete", self.removed.emit)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not self._fixed:
            self.removed.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class UnitChips(QWidget):
    """The chips of one measure. It only asks: `wanted` carries the units as they are to be."""

    wanted = Signal(object)  # tuple[Named, ...]
    unit_asked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=4)
        self._chips: list[UnitChip] = []
        self._extra: list[QWidget] = []
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def value(self) -> tuple[Named, ...]:
        """The units shown."""
        return tuple((chip.name, chip.role) for chip in self._chips)

    def add_after_chips(self, widget: QWidget) -> None:
        """Let a widget stand behind the last chip."""
        self._extra.append(widget)
        self._flow.addWidget(widget)

    def show_units(self, units: Sequence[tuple[str, Role, bool]], *, fixed: bool = False) -> None:
        """Show these units (name, role, inferred); `fixed` ones cannot be changed."""
        focused = next((i for i, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        for widget in self._extra:
            self._flow.removeWidget(widget)
        self._chips = [self._make_chip(i, *unit, fixed=fixed) for i, unit in enumerate(units)]
        for widget in (*self._chips, *self._extra):
            self._flow.addWidget(widget)
            widget.setVisible(not (fixed and widget in self._extra))
        if focused is not None and self._chips:
            self._chips[min(focused, len(self._chips) - 1)].setFocus()
        self.updateGeometry()

    def _make_chip(self, at: int, name: str, role: Role, inferred: bool, *, fixed: bool) -> UnitChip:
        chip = UnitChip(name, role, inferred=inferred, fixed=fixed)
        chip.setParent(self)
        chip.removed.connect(lambda: self._ask(at, None))
        chip.role_asked.connect(lambda role: self._ask(at, role))
        chip.unit_asked.connect(lambda: self.unit_asked.emit(name))
        return chip

    def _ask(self, at: int, role: Role | None) -> None:
        units = list(self.value())
        if role is None:
            del units[at]
        else:
            units[at] = (units[at][0], role)
        self.wanted.emit(tuple(units))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._flow.heightForWidth(width)
