"""What panes and dialogs are put together from: labels, buttons, rows, columns and frames that follow the theme.

Sizes are given in pixels at 100 %.
"""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)

from ledger_app.ui.theme.icons import icon
from ledger_app.ui.theme.paint import color, draw_lines, draw_word, font, metrics, wrap
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.theme.tokens import Tokens

Item = QWidget | QLayout | int | None  # int: a space; None: a stretch
Margins = tuple[int, int, int, int]

_ON_INVERSE = {"tellLink": "linkInverse", "tellClose": "textInverse"}
_MANY_LINES = 999


def row(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QBoxLayout:
    """Items side by side."""
    return _filled(QBoxLayout(QBoxLayout.Direction.LeftToRight), items, gap, margins)


def col(*items: Item, gap: int = 8, margins: Margins = (0, 0, 0, 0)) -> QBoxLayout:
    """Items one below the other."""
    return _filled(QBoxLayout(QBoxLayout.Direction.TopToBottom), items, gap, margins)


def _filled(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> QBoxLayout:
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(tokens().px(item))
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)

    def restyle(t: Tokens) -> None:
        layout.setSpacing(t.px(gap))
        layout.setContentsMargins(*(t.px(m) for m in margins))

    theme().follow(layout, restyle)
    return layout


def frame(name: str, layout: QLayout, parent: QWidget | None = None) -> QFrame:
    """A frame of one of the style sheet's kinds: bar, pane, sub, card, popup, doubt, info, tell, trouble."""
    made = QFrame(parent)
    made.setObjectName(name)
    made.setLayout(layout)
    return made


def rule(vertical: bool = False) -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setObjectName("rule")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def label(text: str, role: str = "list", tone: str = "", wrap: bool = False) -> QLabel:
    """A label in a type role; `tone` is text2, text3, accentText, redText or doubtText."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if tone:
        made.setProperty("tone", tone)
    styled(made, role)
    return made


class ElidedLabel(QLabel):
    """One line that gives up its end where there is no room; its tip has the whole."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        styled(self, role)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens().px(60), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        draw_word(p, self.rect(), self.text(), tokens(), self._role, "text")
        p.end()


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def styled(widget: QWidget, role: str, height: int = 0, width: int = 0, min_width: int = 0) -> None:
    """Give a widget the font of a type role and, where not 0, a fixed height or width."""

    def restyle(t: Tokens) -> None:
        widget.setFont(font(role, t.scale))
        if height:
            widget.setFixedHeight(t.px(height))
        if width:
            widget.setFixedWidth(t.px(width))
        if min_width:
            widget.setMinimumWidth(t.px(min_width))

    theme().follow(widget, restyle)


def push_button(text: str, kind: str = "", icon_name: str = "", tip: str = "") -> QPushButton:
    """A button with an edge; `kind` is primary, quiet or nothing."""
    made = QPushButton(text)
    made.setObjectName(kind)
    styled(made, "list", height=30)
    _explain(made, tip or text)
    if icon_name:
        tone = "onAccent" if kind == "primary" else "text2"
        theme().follow(made, lambda t: made.setIcon(icon(icon_name, t, tone, 16)))
    return made


def tool_button(
    text: str = "", icon_name: str = "", tip: str = "", kind: str = "", clicked: Callable[[], object] | None = None
) -> QToolButton:
    """A flat button; `kind` is link, chip, tab, tellLink, tellClose or nothing. One without text needs a tip."""
    made = QToolButton()
    made.setObjectName(kind)
    made.setText(text)
    styled(made, "list", height=26 if kind == "chip" else 0)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    _explain(made, tip or text)
    if icon_name:
        _give_icon(made, icon_name, _ON_INVERSE.get(kind, "text2"), 14 if kind == "tellClose" else 18)
    if clicked is not None:
        made.clicked.connect(clicked)
    return made


def action_button(action: QAction, text: str = "", icon_name: str = "") -> QToolButton:
    """A flat button for an action: enabled as it is, its tip the action's, its text the action's unless given."""
    made = tool_button(text, icon_name, tip=action.toolTip() or action.text())
    made.setEnabled(action.isEnabled())

    def follow_action() -> None:
        made.setEnabled(action.isEnabled())
        _explain(made, action.toolTip())

    action.changed.connect(follow_action)
    made.clicked.connect(action.trigger)
    return made


def _give_icon(button: QToolButton, name: str, tone: str, size: int) -> None:
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    button.setToolButtonStyle(beside if button.text() else Qt.ToolButtonStyle.ToolButtonIconOnly)

    def restyle(t: Tokens) -> None:
        button.setIcon(icon(name, t, tone, size))
        button.setIconSize(QSize(t.px(size), t.px(size)))

    theme().follow(button, restyle)


def _explain(widget: QWidget, tip: str) -> None:
    widget.setAccessibleName(tip)
    if isinstance(widget, QToolButton | QPushButton) and tip != widget.text():
        widget.setToolTip(tip)


class _RoomyDelegate(QStyledItemDelegate):
    """Entries of a box as high as those of a menu."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width() + tokens().px(12), tokens().px(28))

    def paint(self, p: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        t, r = tokens(), option.rect
        p.fillRect(r, color(t.c("surface")))
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            p.save()
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(color(t.c("selected")))
            p.drawRoundedRect(QRectF(r).adjusted(t.px(3), 1, -t.px(3), -1), 4, 4)
            p.restore()
        draw_word(p, r.adjusted(t.px(10), 0, -t.px(8), 0), str(index.data() or ""), t, "list", "text")


def roomy(box: QComboBox) -> None:
    """Give the entries of a box the height of a menu's."""
    box.setItemDelegate(_RoomyDelegate(box))


class Painted(QWidget):
    """A widget that draws itself and knows the height it needs for a width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().follow(self, lambda _: self.refit())

    def content_height(self, width: int) -> int:
        """The height its content needs."""
        raise NotImplementedError

    def paint(self, p: QPainter, t: Tokens) -> None:
        """Draw the content."""
        raise NotImplementedError

    def refit(self) -> None:
        """Call after the content changed."""
        if self.width() > 0:
            self._fit(self.width())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.content_height(width)

    def sizeHint(self) -> QSize:
        return QSize(tokens().px(200), self.content_height(max(self.width(), tokens().px(200))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        height = self.content_height(width)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        p = QPainter(self)
        self.paint(p, tokens())
        p.end()


class Paragraph(Painted):
    """Text that is read, on our own line pitch."""

    def __init__(self, text: str = "", role: str = "body", tone: str = "text") -> None:
        self._text, self._role, self._tone = text, role, tone
        super().__init__()
        self.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self.refit()

    def text(self) -> str:
        """What it shows."""
        return self._text

    def content_height(self, width: int) -> int:
        t = tokens()
        return len(self._lines(width, t)) * t.pitch(self._role) + 2

    def paint(self, p: QPainter, t: Tokens) -> None:
        lines, pitch, fm = self._lines(self.width(), t), t.pitch(self._role), metrics(self._role, t.scale)
        p.setFont(font(self._role, t.scale))
        p.setPen(color(t.c(self._tone)))
        draw_lines(p, lines, 0, 0, pitch, fm)

    def _lines(self, width: int, t: Tokens) -> list[str]:
        return wrap(self._text, self._role, t.scale, max(t.px(40), width), _MANY_LINES)
