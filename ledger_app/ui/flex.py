"""How the window flexes: the smallest level whose minimum width fits is used; what goes is a key away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from ledger_app.ui.settings import WindowSettings
from ledger_app.ui.theme.pieces import repolish
from ledger_app.ui.theme.theme import theme, tokens
from ledger_app.ui.views.navigation import Navigation
from ledger_app.ui.views.status_bar import StatusBar
from ledger_app.ui.views.toolbar import ToolBar

if TYPE_CHECKING:  # the list is put together after the first paint where another page comes first
    from ledger_app.ui.views.details import Details
    from ledger_app.ui.views.list_pane import ListPane

# Widths (px at 100 %) from which a level fits: 0 everything; 1 details over the list; 2 filters behind one chip,
# tools without names, no path; 3 navigation over the list.
NEEDS = (1180, 956, 742, 0)
_LIST_NEEDS = (640, 640, 540, 400)
_NAVIGATION, _DETAILS, _DETAILS_WIDE = 200, 320, 380
_NAVIGATION_LEAST, _DETAILS_LEAST = 160, 280
_WIDE = 1800
_SIZED = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Flex(QObject):
    """Arranges navigation, page and details in the room there is; remembers how wide the clerk drew them."""

    arranged = Signal()  # navigation or details were shown or put away

    def __init__(
        self, splitter: QSplitter, navigation: Navigation, tools: ToolBar, status: StatusBar, settings: WindowSettings
    ) -> None:
        super().__init__(splitter)
        self._splitter, self._navigation = splitter, navigation
        self._tools, self._status, self._settings = tools, status, settings
        self._pane: ListPane | None = None
        self._details: Details | None = None
        self._beside: QSplitter | None = None  # list and details
        self.level = -1
        self._wants_details = settings.shows("details")
        self._wants_navigation = settings.shows("navigation")
        splitter.installEventFilter(self)
        theme().follow(self, lambda _: self._start_over())

    def take_list(self, splitter: QSplitter, pane: "ListPane", details: "Details") -> None:
        """Arrange the list and its details too, from now on."""
        self._beside, self._pane, self._details = splitter, pane, details
        for part in (splitter, *self._below(pane)):
            part.installEventFilter(self)
        self._start_over()

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
        level = self.level
        for part in (self._tools, self._status):
            part.set_compact(level >= 2)
        self._tools.navigation.setVisible(level >= 3)
        shown = level < 3 and self._wants_navigation
        _lay(self._navigation, self._splitter, 0, beside=level < 3, shown=shown)
        self._share_out()
        if self._beside is not None and self._pane is not None and self._details is not None:
            self._pane.setMinimumWidth(tokens().px(_LIST_NEEDS[level]))
            self._pane.bar.set_compact(level >= 2)
            _lay(self._details, self._beside, 1, beside=level < 1, shown=level < 1 and self._wants_details)
            self._share_out_list(self._beside, self._pane, self._details)
        self.arranged.emit()

    def _share_out(self) -> None:
        self._navigation.setMinimumWidth(tokens().px(_NAVIGATION_LEAST))
        _give(self._splitter, self._navigation, self._width("navigation", _NAVIGATION))
        self._splitter.setStretchFactor(self._splitter.count() - 1, 1)

    def _share_out_list(self, splitter: QSplitter, pane: "ListPane", details: "Details") -> None:
        details.setMinimumWidth(tokens().px(_DETAILS_LEAST))
        wide = self._splitter.width() >= tokens().px(_WIDE)
        _give(splitter, details, self._width("details", _DETAILS_WIDE if wide else _DETAILS))
        splitter.setStretchFactor(splitter.indexOf(pane), 1)

    def _width(self, part: str, otherwise: int) -> int:
        return tokens().px(self._settings.width(part, self._screen()) or otherwise)

    def _screen(self) -> str:
        size = self._splitter.screen().size()
        return f"{size.width()}x{size.height()}"

    def _place_overlays(self) -> None:
        t = tokens()
        if self._beside is not None and self._pane and self._details is not None and _floats(self._details):
            area = self._beside.geometry()
            width = min(t.px(_DETAILS), area.width() - t.px(40))
            below = sum(part.height() for part in self._below(self._pane) if part.isVisible())
            self._details.setGeometry(QRect(area.right() - width + 1, area.top(), width, area.height() - below))
            self._details.raise_()
        if _floats(self._navigation):
            area = self._splitter.geometry()
            self._navigation.setGeometry(QRect(area.left(), area.top(), t.px(_NAVIGATION), area.height()))
            self._navigation.raise_()

    # ---- what the clerk asks for

    @property
    def details_shown(self) -> bool:
        """Whether the details are seen, or would be beside the list."""
        if self._details is None:
            return self._wants_details and self.level < 1
        return not self._details.isHidden()

    @property
    def navigation_shown(self) -> bool:
        """Whether the navigation is seen."""
        return not self._navigation.isHidden()

    def show_details(self, on: bool) -> None:
        """Show or hide the details: beside the list where there is room, else over it."""
        if self.level == 0:
            self._wants_details = on
            self._settings.keep_shown("details", on)
        if self._details is not None:
            self._details.setVisible(on)
        self._place_overlays()
        self.arranged.emit()

    def show_navigation(self, on: bool) -> None:
        """Show or hide the navigation."""
        if self.level < 3:
            self._wants_navigation = on
            self._settings.keep_shown("navigation", on)
        self._navigation.setVisible(on)
        self._place_overlays()
        self.arranged.emit()

    @property
    def navigation_floats(self) -> bool:
        """Whether the navigation lies over the page, to be closed once a place is chosen."""
        return _floats(self._navigation)

    def keep_widths(self) -> None:
        """Remember how wide navigation and details are, for this size of screen."""
        parts = {"navigation": self._navigation, "details": self._details}
        for name, part in parts.items():
            if part is not None and part.isVisible() and not _floats(part):
                self._settings.keep_width(name, self._screen(), round(part.width() / tokens().scale))

    @staticmethod
    def _below(pane: "ListPane") -> tuple[QWidget, ...]:
        """What stands at the foot of the list, and is never covered."""
        return (pane.tell_bar, pane.add_bar)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIZED:
            self.fit()
        return False


def _floats(part: QWidget) -> bool:
    return not isinstance(part.parentWidget(), QSplitter)


def _lay(part: QWidget, splitter: QSplitter, at: int, *, beside: bool, shown: bool) -> None:
    """Put a part into a splitter, or over it."""
    if beside and _floats(part):
        splitter.insertWidget(at, part)
    elif not beside and not _floats(part):
        part.setParent(splitter.parentWidget())
    floats = _floats(part)
    if isinstance(part, QFrame):  # over the list it needs an edge
        part.setFrameShape(QFrame.Shape.StyledPanel if floats else QFrame.Shape.NoFrame)
    if part.property("floats") != floats:
        part.setProperty("floats", floats)
        repolish(part)
    part.setVisible(shown)


def _give(splitter: QSplitter, part: QWidget, width: int) -> None:
    """Give one of two parts of a splitter a width, the other one the rest."""
    if not _floats(part):
        rest = max(0, splitter.width() - width)
        splitter.setSizes([width, rest] if splitter.indexOf(part) == 0 else [rest, width])


def make_splitter(*parts: QWidget) -> QSplitter:
    """Parts side by side with a hairline between them."""
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for part in parts:
        splitter.addWidget(part)
    return splitter
