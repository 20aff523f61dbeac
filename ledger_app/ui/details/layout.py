"""How the details are laid out: a name at the left, its content at the right; parts in a page that scrolls."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QLabel, QLayout, QScrollArea, QSizePolicy, QWidget

from ledger_app.ui.theme.flow import FlowLayout
from ledger_app.ui.theme.pieces import label, row, styled
from ledger_app.ui.theme.theme import tokens


def named(name: str, content: QLayout | QWidget) -> QWidget:
    """Content with its name at the left."""
    made = QWidget()
    title: QLabel = label(name, "caption", "text3")
    title.setContentsMargins(0, tokens().px(6), 0, 0)
    title.setAlignment(Qt.AlignmentFlag.AlignTop)
    styled(title, "caption", width=34)
    layout = row(title, content, gap=8)
    layout.setStretch(1, 1)
    made.setLayout(layout)
    return made


def scrolled(content: QLayout | QWidget) -> QScrollArea:
    """Content in a page that scrolls up and down."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if isinstance(content, QWidget):
        area.setWidget(content)
    else:
        body = QWidget()
        body.setLayout(content)
        area.setWidget(body)
    return area


def flowing(gap: int = 6) -> tuple[QWidget, FlowLayout]:
    """A widget whose items go on in the next line, as high as they need."""
    made = QWidget()
    flow = FlowLayout(made, gap=gap)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made, flow


def emptied(layout: QBoxLayout | FlowLayout) -> None:
    """Take out and forget what a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def bring_into_view(widget: QWidget) -> None:
    """Let the page that scrolls show a widget, once it has its place."""

    def scroll() -> None:
        above = widget.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and widget.isVisible():
            above.ensureWidgetVisible(widget, 0, tokens().px(12))

    QTimer.singleShot(0, widget, scroll)
