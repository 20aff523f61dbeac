"""Small painting functions shared by delegates and widgets: fonts, wrapped text on a fixed pitch, lamp, chip, bar."""

import functools
from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)

from ledger_app.domain.lamp import Lamp
from ledger_app.domain.unit import Role
from ledger_app.ui.theme.tokens import FAMILIES, TYPE, Tokens

LAMP_ORDER = (Lamp.RED, Lamp.YELLOW, Lamp.GREEN, Lamp.BLUE, Lamp.GREY)

# role -> (its character, ground, text); a helper has an outline instead of a ground
ROLE_MARKS: dict[Role, tuple[str, str, str]] = {
    Role.LEAD: ("牵", "leadBg", "leadText"),
    Role.RESPONSIBLE: ("责", "respBg", "respText"),
    Role.SUPPORT: ("配", "", "suppText"),
}

_NARROW = str.maketrans("（）．", "().")
_MAX_WRAPPED = 4000


@functools.lru_cache(maxsize=256)
def color(hexa: str) -> QColor:
    """A token's colour for a painter; shared, so never changed."""
    return QColor(hexa)


@functools.lru_cache(maxsize=64)
def font(role: str, scale: float = 1.0) -> QFont:
    """The font of a type role at a font size; shared, so never changed."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPointSizeF(TYPE[role][0] * scale)
    made.setBold(TYPE[role][1])
    return made


@functools.lru_cache(maxsize=64)
def metrics(role: str, scale: float = 1.0) -> QFontMetrics:
    """The measures of that font."""
    return QFontMetrics(font(role, scale))


# ---- text

_wrapped: dict[tuple[str, str, float, int, int], list[str]] = {}


def wrap(text: str, role: str, scale: float, width: int, lines: int) -> list[str]:
    """Break `text` into at most `lines` lines, the last one elided. Cached: measuring is the cost, not drawing."""
    key = (text, role, scale, width, lines)
    known = _wrapped.get(key)
    if known is None:
        if len(_wrapped) >= _MAX_WRAPPED:
            _wrapped.clear()
        known = _wrapped[key] = _break(text, role, scale, width, lines)
    return known


def _break(text: str, role: str, scale: float, width: int, lines: int) -> list[str]:
    layout = QTextLayout(text.replace("\n", "\u2028"), font(role, scale))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    raw = text.encode("utf-16-le", "surrogatepass")  # QTextLine counts UTF-16 units, Python counts code points
    found: list[str] = []
    layout.beginLayout()
    while len(found) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        if len(found) == lines - 1 and end < len(raw):
            rest = raw[start:].decode("utf-16-le", "surrogatepass").replace("\n", " ")
            found.append(metrics(role, scale).elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            found.append(raw[start:end].decode("utf-16-le", "surrogatepass").rstrip("\n"))
    layout.endLayout()
    return found


def draw_lines(p: QPainter, lines: Iterable[str], x: int, y: int, pitch: int, fm: QFontMetrics) -> None:
    """Draw lines on a baseline grid of our own: a taller fallback glyph can neither move nor swallow a line."""
    base = y + (pitch + fm.ascent() - fm.descent()) // 2
    for i, line in enumerate(lines):
        p.drawText(x, base + i * pitch, line)


def draw_word(
    p: QPainter, rect: QRect | QRectF, text: str, t: Tokens, role: str, tone: str, right: bool = False
) -> None:
    """Draw one line, vertically centred in `rect`, elided if it is too long."""
    fm = metrics(role, t.scale)
    p.setFont(font(role, t.scale))
    p.setPen(color(t.c(tone)))
    shown = fm.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    p.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | side), shown)


def draw_number(p: QPainter, line: QRect, number: str, t: Tokens, tone: str, most: int) -> int:
    """Draw a row's own number at the right of its first line. One like （二十一） goes in smaller letters with narrow
    brackets, on up to `most` lines. Returns how many it took."""
    if metrics("list", t.scale).horizontalAdvance(number) <= line.width():
        draw_word(p, line, number, t, "list", tone, right=True)
        return 1
    said = wrap(number.translate(_NARROW), "caption", t.scale, line.width(), most)
    for at, part in enumerate(said):
        draw_word(p, line.translated(0, at * t.pitch("caption")), part, t, "caption", tone, right=True)
    return len(said)


# ---- lamp: a shape of its own for each word


def draw_lamp(p: QPainter, lamp: Lamp, r: QRectF, t: Tokens) -> None:
    """Draw a lamp's shape: red diamond, yellow triangle, green disc, blue square, grey ring."""
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(color(t.c(lamp.value)))
    x, y, w, h = r.x(), r.y(), r.width(), r.height()
    if lamp is Lamp.RED:
        top, bottom = QPointF(x + w / 2, y - 0.5), QPointF(x + w / 2, y + h + 0.5)
        p.drawPolygon(QPolygonF([top, QPointF(x + w + 0.5, y + h / 2), bottom, QPointF(x - 0.5, y + h / 2)]))
    elif lamp is Lamp.YELLOW:  # with a dark edge: yellow alone has too little contrast on white
        p.setPen(_round_pen(t.c("yellowLine"), 1.2))
        corners = [QPointF(x + w / 2, y + 0.3), QPointF(x + w, y + h - 0.8), QPointF(x, y + h - 0.8)]
        p.drawPolygon(QPolygonF(corners))
    elif lamp is Lamp.GREEN:
        p.drawEllipse(r.adjusted(0.5, 0.5, -0.5, -0.5))
    elif lamp is Lamp.BLUE:
        p.drawRoundedRect(r.adjusted(0.8, 0.8, -0.8, -0.8), 1.5, 1.5)
    else:
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(color(t.c("grey")), 1.7))
        p.drawEllipse(r.adjusted(1.4, 1.4, -1.4, -1.4))
    p.restore()


def _round_pen(hexa: str, width: float) -> QPen:
    return QPen(color(hexa), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def lamp_width(lamp: Lamp, t: Tokens) -> int:
    """How wide `draw_lamp_chip` draws this lamp."""
    return 2 * t.px(6) + t.px(10) + t.px(4) + metrics("captionStrong", t.scale).horizontalAdvance(lamp.label)


def draw_lamp_chip(p: QPainter, lamp: Lamp, x: int, cy: int, t: Tokens) -> int:
    """Draw shape and word, red and yellow in a pill; `cy` is the middle. Returns the width."""
    side, pad, h, width = t.px(10), t.px(6), t.px(20), lamp_width(lamp, t)
    loud = lamp in (Lamp.RED, Lamp.YELLOW)
    box = QRectF(x, cy - h / 2, width, h)
    if loud:  # red is also the heaviest thing in black and white: filled and outlined
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(color(t.c("red")), 1) if lamp is Lamp.RED else Qt.PenStyle.NoPen)
        p.setBrush(color(t.c(lamp.value + "Soft")))
        p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), h / 2, h / 2)
        p.restore()
    draw_lamp(p, lamp, QRectF(x + pad, cy - side / 2, side, side), t)
    word = QRectF(x + pad + side + t.px(4), cy - h / 2, width, h)
    draw_word(p, word, lamp.label, t, "captionStrong" if loud else "caption", lamp.value + "Text")
    return width


# ---- units


def chip_width(role: Role, name: str, t: Tokens) -> int:
    """How wide `draw_unit_chip` draws this unit when it has all the room it wants."""
    mark = metrics("captionStrong", t.scale).horizontalAdvance(ROLE_MARKS[role][0])
    return 2 * t.px(6) + mark + t.px(4) + metrics("caption", t.scale).horizontalAdvance(name) + 1


def draw_unit_chip(
    p: QPainter, role: Role, name: str, x: int, cy: int, room: int, t: Tokens, inferred: bool = False
) -> int:
    """Draw [牵 市住建局]: filled answers for it, outlined helps, dashed is inferred (推定). Returns the width."""
    mark, ground, tone = ROLE_MARKS[role]
    pad, h, width = t.px(6), t.px(20), min(room, chip_width(role, name, t))
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    if inferred:
        ground, tone = "doubt", "doubtText"
        p.setPen(QPen(color(t.c("doubtLine")), 1, Qt.PenStyle.DashLine))
    else:
        p.setPen(Qt.PenStyle.NoPen if ground else QPen(color(t.c("suppLine")), 1))
    p.setBrush(color(t.c(ground)) if ground else Qt.BrushStyle.NoBrush)
    p.drawRoundedRect(QRectF(x + 0.5, cy - h / 2 + 0.5, width - 1, h - 1), 4, 4)
    p.restore()
    mark_width = metrics("captionStrong", t.scale).horizontalAdvance(mark)
    draw_word(p, QRectF(x + pad, cy - h / 2, mark_width + 1, h), mark, t, "captionStrong", tone)
    left = x + pad + mark_width + t.px(4)
    draw_word(p, QRectF(left, cy - h / 2, x + width - pad - left + 1, h), name, t, "caption", tone)
    return width


def draw_doubt_chip(p: QPainter, word: str, x: int, cy: int, t: Tokens) -> int:
    """Draw a word that is doubtful or missing: warm ground, dashed outline. Returns the width."""
    pad, h = t.px(6), t.px(20)
    width = metrics("caption", t.scale).horizontalAdvance(word) + 2 * pad
    p.save()
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    p.setPen(QPen(color(t.c("doubtLine")), 1, Qt.PenStyle.DashLine))
    p.setBrush(color(t.c("doubt")))
    p.drawRoundedRect(QRectF(x + 0.5, cy - h / 2 + 0.5, width, h - 1), 4, 4)
    p.restore()
    draw_word(p, QRectF(x + pad, cy - h / 2, width - 2 * pad + 2, h), word, t, "caption", "doubtText")
    return width + 1


# ---- stacked bar


def draw_bar(p: QPainter, counts: dict[Lamp, int], r: QRectF, t: Tokens, total: int = 0) -> None:
    """Draw a stacked bar: always red, yellow, green, blue, grey; 1 px gaps; tall red ones hatched for grey printers."""
    total = total or sum(counts.values()) or 1
    x = r.x()
    for lamp in LAMP_ORDER:
        n = counts.get(lamp, 0)
        if not n:
            continue
        width = r.width() * n / total
        segment = QRectF(round(x), r.y(), max(2, round(x + width) - round(x) - 1), r.height())
        p.fillRect(segment, color(t.c(lamp.value)))
        if lamp is Lamp.RED and r.height() >= 12:
            hatch = QColor(t.c("surface"))
            hatch.setAlpha(90)
            p.fillRect(segment, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
        x += width
