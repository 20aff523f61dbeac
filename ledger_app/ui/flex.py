"""How the window flexes: the smallest level whose minimum width fits is used; what goes is a key away."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from ledger_app.ui.theme.pieces import repolish
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.views.details import Details
from ledger_app.ui.views.list_pane import ListPane
from ledger_app.ui.views.navigation import Navigation
from ledger_app.ui.views.status_bar import StatusBar
from ledger_app.ui.views.toolbar import ToolBar

# Widths (px at 100 %) from which a level fits: 0 everything; 1 details over the list; 2 filters behind one chip,
# tools without names, no path; 3 navigation over the list.
NEEDS = (1180, 956, 742, 0)
_LIST_NEEDS = (640, 640, 540, 400)
_NAVIGATION, _DETAILS, _DETAILS_WIDE = 200, 320, 380
_WIDE = 1800


class Flex(QObject):
    """Arranges navigation, list and details in the room there is."""

    def __init__(
        self,
        splitter: QSplitter,
        navigation: Navigation,
        pane: ListPane,
        details: Details,
        tools: ToolBar,
        status: StatusBar,
    ) -> None:
        super().__init__(splitter)
        self._splitter, self._navigation, self._pane, self._details = splitter, navigation, pane, details
        self._tools, self._status = tools, status
        self.level = -1
        self._wants_details = True
        self._wants_navigation = True
        splitter.installEventFilter(self)
        theme().follow(self, lambda _: self._start_over())

    def _start_over(self) -> None:
        self.level = -1
        self.fit()

    def fit(self) -> None:
        """Choose the level for the width and arrange everything."""
        width = self._splitter.width()
        if width <= 0:
            return
        level = next(i for i, needs in enumerate(NEEDS) if width >= tokens().px(needs))
        if level != self.level:
            self.level = level
            self._arrange()
        self._place_overlays()

    def _arrange(self) -> None:
        t, level = tokens(), self.level
        self._pane.setMinimumWidth(t.px(_LIST_NEEDS[level]))
        for part in (self._tools, self._pane.bar, self._status):
            part.set_compact(level >= 2)
        self._tools.navigation.setVisible(level >= 3)
        self._lay(self._navigation, 0, beside=level < 3, shown=level < 3 and self._wants_navigation)
        self._lay(self._details, 2, beside=level < 1, shown=level < 1 and self._wants_details)
        self._share_out()

    def _lay(self, part: QWidget, at: int, *, beside: bool, shown: bool) -> None:
        """Put a part into the splitter, or over it."""
        if beside and part.parentWidget() is not self._splitter:
            self._splitter.insertWidget(at, part)
        elif not beside and part.parentWidget() is self._splitter:
            part.setParent(self._splitter.parentWidget())
        floats = part.parentWidget() is not self._splitter
        if isinstance(part, QFrame):  # over the list it needs an edge
            part.setFrameShape(QFrame.Shape.StyledPanel if floats else QFrame.Shape.NoFrame)
        if part.property("floats") != floats:
            part.setProperty("floats", floats)
            repolish(part)
        part.setVisible(shown)

    def _share_out(self) -> None:
        t, width = tokens(), self._splitter.width()
        details = t.px(_DETAILS_WIDE if width >= t.px(_WIDE) else _DETAILS)
        self._navigation.setMinimumWidth(t.px(160))
        self._details.setMinimumWidth(t.px(280))
        sizes = [t.px(_NAVIGATION)] if self._navigation.parentWidget() is self._splitter else []
        sizes.append(width - sum(sizes) - (details if self._details.parentWidget() is self._splitter else 0))
        sizes.append(details)
        self._splitter.setSizes(sizes)
        self._splitter.setStretchFactor(self._splitter.indexOf(self._pane), 1)

    def _place_overlays(self) -> None:
        t, area = tokens(), self._splitter.geometry()
        if self._details.parentWidget() is not self._splitter:
            width = min(t.px(_DETAILS), area.width() - t.px(40))
            self._details.setGeometry(QRect(area.right() - width + 1, area.top(), width, area.height()))
            self._details.raise_()
        if self._navigation.parentWidget() is not self._splitter:
            self._navigation.setGeometry(QRect(area.left(), area.top(), t.px(_NAVIGATION), area.height()))
            self._navigation.raise_()

    # ---- what the clerk asks for

    @property
    def details_shown(self) -> bool:
        """Whether the details are seen."""
        return not self._details.isHidden()

    @property
    def navigation_shown(self) -> bool:
        """Whether the navigation is seen."""
        return not self._navigation.isHidden()

    def show_details(self, on: bool) -> None:
        """Show or hide the details: beside the list where there is room, else over it."""
        if self.level == 0:
            self._wants_details = on
        self._details.setVisible(on)
        self._place_overlays()

    def show_navigation(self, on: bool) -> None:
        """Show or hide the navigation."""
        if self.level < 3:
            self._wants_navigation = on
        self._navigation.setVisible(on)
        self._place_overlays()

    @property
    def navigation_floats(self) -> bool:
        """Whether the navigation lies over the list, to be closed once a place is chosen."""
        return self._navigation.parentWidget() is not self._splitter

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False


def make_splitter(*parts: QWidget) -> QSplitter:
    """Parts side by side with a hairline between them."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for part in parts:
        splitter.addWidget(part)
    return splitter
