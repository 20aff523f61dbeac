import re

import pytest
import shiboken6
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontInfo, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ledger_app.ui.actions import SPECS
from ledger_app.ui.theme.icons import colored_svg, icon_pixmap
from ledger_app.ui.theme.paint import draw_number, font, wrap
from ledger_app.ui.theme.style_sheet import style_sheet
from ledger_app.ui.theme.theme import theme
from ledger_app.ui.theme.tokens import DARK, FAMILIES, LIGHT, SCALES, Tokens

LAMPS = ("red", "yellow", "green", "blue", "grey")
GROUNDS = ("surface", "chrome", "subtle", "hover", "selected", "selectedIdle")
TEXT_PAIRS = [
    *((text, ground) for text in ("text", "text2", "text3") for ground in GROUNDS),
    *((text, "inverse") for text in ("textInverse", "linkInverse")),
    *((text, "inverseHover") for text in ("textInverse", "linkInverse")),
    *(("onAccent", ground) for ground in ("accent", "accentHover")),
    *(("accentText", ground) for ground in ("surface", "chrome", "accentSoft", "selected")),
    *((f"{role}Text", f"{role}Bg") for role in ("lead", "resp")),
    ("suppText", "surface"),
    ("markText", "mark"),
    ("text", "mark"),
    ("doubtText", "doubt"),
    ("text", "doubt"),
    ("doubtText", "mark"),
    ("addedText", "added"),
    ("removedText", "removed"),
    *((f"{lamp}Text", f"{lamp}Soft") for lamp in LAMPS),
    *((f"{lamp}Text", ground) for lamp in LAMPS for ground in ("surface", "selected", "subtle")),
]
SHAPE_PAIRS = [
    ("control", "surface"),
    ("control", "chrome"),
    *(("accent", ground) for ground in ("surface", "chrome", "selected")),
    ("doubtLine", "surface"),
    ("doubtLine", "doubt"),
    *(("yellowLine" if lamp == "yellow" else lamp, ground) for lamp in LAMPS for ground in ("surface", "selected")),
]


def luminance(hexa: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(hexa[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "needed"), [(TEXT_PAIRS, 4.5), (SHAPE_PAIRS, 3.0)], ids=["text", "shapes"])
def test_every_pair_of_colours_has_enough_contrast(
    colors: dict[str, str], pairs: list[tuple[str, str]], needed: float
) -> None:
    poor = {pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < needed} == {}


def test_both_themes_have_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("tokens", [Tokens(), Tokens(dark=True, scale=1.5)])
def test_no_rule_of_the_style_sheet_matches_an_item_view(tokens: Tokens) -> None:
    text = style_sheet(tokens, "arrow.svg", "check.svg", "up.svg")
    selectors = [part.strip() for rule in re.findall(r"([^{}]+)\{[^}]*\}", text) for part in rule.split(",")]
    subjects = {re.split(r"[ >]+", selector)[-1] for selector in selectors}
    classes = {re.match(r"[A-Za-z*]*", subject).group() for subject in subjects}  # type: ignore[union-attr]
    bare = {subject for subject in subjects if re.fullmatch(r"[A-Za-z*]+", subject)}
    views = {"QTableView", "QTreeView", "QListView", "QHeaderView", "QAbstractItemView", "QTableWidget", "*"}
    assert classes & views == set()
    assert bare & {"QFrame", "QAbstractScrollArea"} == set(), "item views are frames too"


def test_chinese_fonts_come_first(qtbot: QtBot) -> None:
    made = font("list")
    assert made.families() == list(FAMILIES)
    assert QFontInfo(made).family() in FAMILIES, "one of our Chinese fonts is on this machine"


def test_everything_follows_the_font_size(qtbot: QtBot) -> None:
    from ledger_app.ui.theme.pieces import label

    made: QLabel = label("任务", "body")
    qtbot.addWidget(made)
    before = made.font().pointSizeF()
    theme().set_scale(1.25)
    try:
        assert made.font().pointSizeF() == pytest.approx(before * 1.25)
        theme().step_scale(5)
        assert theme().tokens.scale == SCALES[-1]
    finally:
        theme().set_scale(1.0)
    assert made.font().pointSizeF() == pytest.approx(before)


def test_menus_keep_our_font_when_the_style_sheet_brings_back_the_systems(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has fonts of its own for menus, boxes and lists, and Qt takes them up with every style sheet."""
    wear = QApplication.setStyleSheet

    def wear_as_on_windows(app: QApplication, sheet: str) -> None:
        wear(app, sheet)
        QApplication.setFont(QFont("SimSun", 7), "QMenu")

    monkeypatch.setattr(QApplication, "setStyleSheet", wear_as_on_windows)
    theme().set_scale(1.25)
    assert QApplication.font("QMenu") == QApplication.font()
    monkeypatch.undo()
    theme().set_scale(1.0)
    assert QApplication.font("QMenu") == QApplication.font()


def test_widgets_that_are_gone_are_not_followed(qtbot: QtBot) -> None:
    from ledger_app.ui.theme.pieces import label

    known = len(theme()._followers)
    made = label("任务")
    assert len(theme()._followers) == known + 1
    shiboken6.delete(made)
    assert len(theme()._followers) == known


def test_a_change_of_theme_reaches_the_palette(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme().choose("dark")
    try:
        assert app.palette().base().color().name().upper() == DARK["surface"]
    finally:
        theme().choose("light")
    assert app.palette().base().color().name().upper() == LIGHT["surface"]


def test_every_icon_that_is_named_is_drawn(qtbot: QtBot) -> None:
    named = {spec.icon for spec in SPECS if spec.icon}
    named |= {"chevron_down", "chevron_right", "arrow_up", "arrow_down", "check", "check_circle", "warning", "lock"}
    named |= {"dismiss", "more", "menu", "list", "calendar", "clock", "calendar_clock", "person", "question"}
    named |= {"document", "building", "buildings", "add", "edit", "search", "import", "export", "open"}
    assert {name for name in named if not colored_svg(name, "#FF0000")} == set()
    image = icon_pixmap("undo", "#FF0000", 20).toImage()
    seen = {image.pixelColor(x, y).name() for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() > 200}
    assert seen == {"#ff0000"}


def test_wrapped_text_loses_nothing_and_keeps_its_lines(qtbot: QtBot) -> None:
    text = "①𠮷〔2026〕建成15分钟便民服务圈28个，每个服务圈至少配置一处社区食堂。"
    whole = wrap(text, "list", 1.0, 200, 99)
    assert "".join(whole) == text
    two = wrap(text, "list", 1.0, 200, 2)
    assert len(two) == 2
    assert two[0] == whole[0]
    assert two[1].endswith("…")
    assert wrap("短", "list", 1.0, 200, 2) == ["短"]
    assert wrap("一\n二", "list", 1.0, 200, 3) == ["一", "二"]


@pytest.mark.parametrize(("number", "lines"), [("1", 1), ("（三）", 1), ("（二十一）", 2)])
def test_a_long_number_of_a_row_goes_on_two_lines_and_is_not_cut(qapp, number, lines):
    t = Tokens()
    picture = QPixmap(100, 60)
    p = QPainter(picture)
    try:
        assert draw_number(p, QRect(0, 0, t.px(34), t.pitch("list")), number, t, "text2", 2) == lines
    finally:
        p.end()
