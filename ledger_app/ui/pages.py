"""The pages of the window, one of which is shown; each is made when it is first needed."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from ledger_app.domain.change import Change
from ledger_app.domain.ids import MeasureId
from ledger_app.ui.theme.pieces import col
from ledger_app.ui.views.tell_bar import TellBar

BOARD, LIST, UNITS, LOG = "board", "list", "units", "log"


class Page(QWidget):
    """What the window asks of a page; it subscribes to the ledger once, for all of them."""

    @property
    def own_tell_bar(self) -> TellBar | None:
        """The bar that tells, where the page has one of its own."""
        return None

    @property
    def canvas(self) -> QWidget:
        """A part of it that is always seen: its paint tells that the page is there."""
        return self

    def on_change(self, change: Change, touched: frozenset[MeasureId]) -> None:
        """Show what a change made different; asked only of the page that is shown."""
        raise NotImplementedError

    def reload(self) -> None:
        """Everything may differ: another program wrote, a day began, or the page was hidden meanwhile."""
        raise NotImplementedError

    def status_words(self) -> str:
        """What the status bar says of it."""
        raise NotImplementedError


class Pages(QFrame):
    """Shows one page, and below it what is told."""

    shown = Signal(str)  # the name of the page that now is

    def __init__(self, makers: Mapping[str, Callable[[], Page]]) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._makers = makers
        self._made: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.current = ""
        self._tell_bar = TellBar()
        self._elsewhere: TellBar | None = None
        self._stack = QStackedWidget()
        layout = col(self._stack, self._tell_bar, gap=0)
        layout.setStretchFactor(self._stack, 1)
        self.setLayout(layout)

    def page(self, name: str) -> Page:
        """The page of that name."""
        if name not in self._made:
            made = self._made[name] = self._makers[name]()
            self._stack.addWidget(made)
        return self._made[name]

    def has(self, name: str) -> bool:
        """Whether that page has been made."""
        return name in self._made

    def show_page(self, name: str) -> None:
        """Show a page; what was told goes on being told there."""
        if name == self.current:
            return
        known, page, before = self.has(name), self.page(name), self.tell_bar
        self._stack.setCurrentWidget(page)
        self.current = name
        if self.tell_bar is not before:
            before.move_to(self.tell_bar)
        if known and name in self._stale:
            page.reload()
        self._stale.discard(name)
        self.shown.emit(name)

    @property
    def tell_bar(self) -> TellBar:
        """The bar where the clerk is looking."""
        if self._elsewhere is not None:
            return self._elsewhere
        own = self._made[self.current].own_tell_bar if self.current else None
        return self._tell_bar if own is None else own

    def tell_elsewhere(self, bar: TellBar | None) -> None:
        """Something else stands in place of the pages, and this is its bar; None: the pages are seen again."""
        before = self.tell_bar
        self._elsewhere = bar
        if self.tell_bar is not before:
            before.move_to(self.tell_bar)

    @property
    def canvas(self) -> QWidget:
        """The part of the page that is shown whose paint tells that it is seen."""
        return self._made[self.current].canvas if self.current else self

    def on_change(self, change: Change, touched: frozenset[MeasureId]) -> None:
        """Let the page that is shown follow a change; the others follow when they are shown again."""
        self._stale = set(self._made) - {self.current}
        if self.current:
            self._made[self.current].on_change(change, touched)

    def reload(self) -> None:
        """Let all pages show everything anew, the hidden ones when they are shown again."""
        self._stale = set(self._made) - {self.current}
        if self.current:
            self._made[self.current].reload()

    def status_words(self) -> str:
        """What the status bar says of the page that is shown."""
        return self._made[self.current].status_words() if self.current else ""

    def focus_page(self) -> None:
        """Put the focus where work on the page begins."""
        if self.current:
            self._made[self.current].setFocus()
