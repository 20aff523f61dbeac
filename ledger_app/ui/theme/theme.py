"""The theme of the running program: Fusion, one palette, one style sheet, set once per change and never per widget."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ledger_app.ui.theme.icons import colored_svg
from ledger_app.ui.theme.paint import color, font
from ledger_app.ui.theme.style_sheet import style_sheet
from ledger_app.ui.theme.tokens import SCALES, Tokens

_ROLES = (
    (QPalette.ColorRole.Window, "chrome"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "subtle"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "redText"),
    (QPalette.ColorRole.Highlight, "selected"),
    (QPalette.ColorRole.HighlightedText, "text"),
    (QPalette.ColorRole.PlaceholderText, "text3"),
    (QPalette.ColorRole.Link, "accentText"),
    (QPalette.ColorRole.LinkVisited, "accentText"),
    (QPalette.ColorRole.ToolTipBase, "inverse"),
    (QPalette.ColorRole.ToolTipText, "textInverse"),
    (QPalette.ColorRole.Light, "surface"),
    (QPalette.ColorRole.Midlight, "hairline"),
    (QPalette.ColorRole.Mid, "divider"),
    (QPalette.ColorRole.Dark, "control"),
    (QPalette.ColorRole.Accent, "accent"),
)


class Theme(QObject):
    """Holds the tokens in use; widgets follow it so that colours and font size change while the program runs."""

    changed = Signal()

    def __init__(self, app: QApplication, *, dressed: bool) -> None:
        super().__init__(app)
        self._dressed = dressed
        self._app = app
        self._tokens = Tokens()
        self._choice = "auto"
        self._followers: dict[int, Callable[[Tokens], None]] = {}
        self._keys = count()

    def start(self) -> None:
        """Take the application over; what a widget asks meanwhile is answered already."""
        self._app.styleHints().colorSchemeChanged.connect(self._on_system_scheme)
        self._app.setStyle(QStyleFactory.create("Fusion"))
        self._apply()

    @property
    def tokens(self) -> Tokens:
        """The tokens in use."""
        return self._tokens

    def choose(self, choice: str) -> None:
        """Use the light or the dark theme, or follow the system (auto)."""
        self._choice = choice
        self._set(Tokens(self._wants_dark(), self._tokens.scale))

    def set_scale(self, scale: float) -> None:
        """Use that font size (1.0 is the normal one)."""
        self._set(Tokens(self._tokens.dark, scale))

    def step_scale(self, steps: int) -> None:
        """Go up or down the font sizes there are."""
        at = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - self._tokens.scale))
        self.set_scale(SCALES[max(0, min(len(SCALES) - 1, at + steps))])

    def dress(self) -> None:
        """Put on the style sheet; before, nothing looks at every widget at each change of its parent."""
        if not self._dressed:
            self._dressed = True
            self._apply()

    def follow(self, owner: QObject, apply: Callable[[Tokens], None]) -> None:
        """Call `apply` with the tokens now and after every change, for as long as `owner` lives."""
        key = next(self._keys)
        self._followers[key] = apply
        followers = self._followers
        owner.destroyed.connect(lambda: followers.pop(key, None))
        apply(self._tokens)

    def _wants_dark(self) -> bool:
        if self._choice == "auto":
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice == "dark"

    def _on_system_scheme(self) -> None:
        self._set(Tokens(self._wants_dark(), self._tokens.scale))

    def _set(self, tokens: Tokens) -> None:
        if tokens == self._tokens:
            return
        self._tokens = tokens
        self._apply()
        for apply in list(self._followers.values()):
            apply(tokens)
        self.changed.emit()

    def _apply(self) -> None:
        t = self._tokens
        self._app.setPalette(_palette(t))
        if self._dressed:
            arrow, check = _icon_file("chevron_down", t.c("text2")), _icon_file("check", t.c("onAccent"))
            up = _icon_file("chevron_up", t.c("text2"))
            self._app.setStyleSheet(style_sheet(t, arrow, check, up))
        # After the style sheet, with which Windows' own fonts for menus, boxes and lists come back.
        self._app.setFont(font("list", t.scale))


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES:
        palette.setColor(role, color(t.c(name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, color(t.c("control")))
    return palette


def _icon_file(name: str, hexa: str) -> str:
    """A style sheet can show only files, so an icon in this theme's colour is written once to the cache."""
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.CacheLocation) or ".")
    path = folder / f"{name}-{hexa[1:]}.svg"
    svg = colored_svg(name, hexa)
    try:
        if not path.is_file() or path.read_bytes() != svg:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(svg)
    except OSError:
        return ""  # a box without its arrow still opens
    return path.as_posix()


_of_app: dict[int, Theme] = {}  # by the identity of the application, so that asking costs nothing


def theme() -> Theme:
    """The theme of the running QApplication: as global as its palette and style sheet are."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "there is no theme without an application"
    found = _of_app.get(id(app))
    return _begin(app, dressed=True) if found is None else found


def begin_undressed(app: QApplication) -> Theme:
    """The theme of a program that has no window yet; it is dressed when the first one is put together."""
    return _begin(app, dressed=False)


def _begin(app: QApplication, *, dressed: bool) -> Theme:
    made = _of_app[id(app)] = Theme(app, dressed=dressed)  # known before it starts: views ask for sizes meanwhile
    made.start()
    return made


def tokens() -> Tokens:
    """The tokens in use now."""
    return theme().tokens
