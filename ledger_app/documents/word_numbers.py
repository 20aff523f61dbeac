"""Automatic numbering of Word files: the number printed before a paragraph, which stands nowhere in its text."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from ledger_app.documents.printed_numbers import printed_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL, _LEVEL = f"{W}val", f"{W}ilvl"
_CONTENTS = re.compile(r"toc(?: [1-9]| heading)", re.I)
_LEVELS = 9
_LONGEST_CHAIN = 20  # styles based on one another
_MOST = 1_000_000  # beyond it a start value is damage
_CLOSED = re.compile("[、.．。)）\\]】〕:：,，\u2460-\u24ff\u3220-\u32ff]$")  # a number that needs no space behind it


@dataclass(slots=True)
class _Level:
    """One level of a list: how its number is made."""

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    restart: int | None = None  # the level (from 1) that restarts it; 0: none; None: every level above
    legal: bool = False  # all counters of the pattern in digits
    style: str = ""
    spaced: bool = True  # a tab or space follows


@dataclass(slots=True)
class _List:
    """A list definition, or a list in use with its own levels and start values."""

    key: str
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    style_link: str = ""


@dataclass(slots=True)
class _Style:
    based_on: str = ""
    list_id: str = ""
    level: int | None = None
    heading: bool | None = None
    contents: bool = False  # 目录


class Numbering:
    """The lists and paragraph styles of a file, and how far each list has counted."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._styles = {} if styles is None else {s.get(f"{W}styleId", ""): _style(s) for s in styles.iter(f"{W}style")}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}  # by list definition: level -> last number given
        self._begun: set[str] = set()  # lists in use whose own start values have been taken
        if numbering is not None:
            self._read_lists(numbering)

    def is_heading(self, properties: _Element | None) -> bool:
        """Whether a paragraph is set off as a heading: by outline level, or in the middle of the page."""
        own = None if properties is None else _heading(properties)
        if own is not None:
            return own
        return next((style.heading for style in self._chain(_style_of(properties)) if style.heading is not None), False)

    def is_contents(self, properties: _Element | None) -> bool:
        """Whether a paragraph is a line of the table of contents."""
        style = self._styles.get(_style_of(properties))
        return style is not None and style.contents

    def label(self, properties: _Element | None) -> str:
        """The number that Word prints in front of the next paragraph, '' if it has none; counts it."""
        list_id, level = self._place(properties)
        used = self._lists.get(list_id)
        if used is None or level not in used.levels:
            return ""
        counts = self._counted(list_id, used, level)
        shape = used.levels[level]
        if shape.number_format == "bullet":
            return ""
        label = re.sub(r"%([1-9])", lambda match: _shown(used, counts, int(match[1]) - 1, shape), shape.pattern)
        return f"{label} " if label and shape.spaced and not _CLOSED.search(label) else label

    # ---- which list and level

    def _place(self, properties: _Element | None) -> tuple[str, int]:
        style_id = _style_of(properties)
        list_id, level = ("", None) if properties is None else _numbers(properties)
        for style in self._chain(style_id):
            list_id = list_id or style.list_id
            level = style.level if level is None else level
        if level is None and list_id in self._lists:
            levels = self._lists[list_id].levels
            level = next((place for place, each in levels.items() if each.style and each.style == style_id), None)
        return list_id, level or 0

    def _chain(self, style_id: str) -> list[_Style]:
        chain: list[_Style] = []
        while style_id in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[style_id])
            style_id = chain[-1].based_on
        return chain

    # ---- counting

    def _counted(self, list_id: str, used: _List, level: int) -> dict[int, int]:
        counts = self._counts.setdefault(used.key, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place, start in used.starts.items():
                counts[place] = start - 1
        counts[level] = counts.get(level, used.levels[level].start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            restart = used.levels[deeper].restart if deeper in used.levels else None
            if restart is None or level < restart:
                counts.pop(deeper, None)
        return counts

    # ---- definitions

    def _read_lists(self, numbering: _Element) -> None:
        defined = {each.get(f"{W}abstractNumId", ""): _defined(each) for each in numbering.iter(f"{W}abstractNum")}
        for element in numbering.iter(f"{W}num"):
            own = _defined(element)
            base = defined.get(_value(element, "abstractNumId"), _List(""))
            self._lists[element.get(f"{W}numId", "")] = _List(
                base.key, base.levels | own.levels, own.starts, base.style_link
            )
        for used in self._lists.values():
            style = self._styles.get(used.style_link)
            linked = None if style is None else self._lists.get(style.list_id)
            if linked is not None and not used.levels:
                used.key, used.levels = linked.key, linked.levels


def _defined(element: _Element) -> _List:
    """The levels that a w:abstractNum defines, or a w:num overrides."""
    made = _List(element.get(f"{W}abstractNumId", ""), style_link=_value(element, "numStyleLink"))
    for child in element.iter(f"{W}lvl"):
        level = _number(child.get(_LEVEL), -1)
        if 0 <= level < _LEVELS:
            made.levels[level] = _level(child)
    for child in element.iter(f"{W}lvlOverride"):
        start = child.find(f"{W}startOverride")
        if start is not None:
            made.starts[_number(child.get(_LEVEL), 0)] = _number(start.get(_VAL), 1)
    return made


def _level(element: _Element) -> _Level:
    restart = element.find(f"{W}lvlRestart")
    return _Level(
        start=_number(_value(element, "start"), 1),
        number_format=_value(element, "numFmt") or "decimal",
        pattern=_value(element, "lvlText"),
        restart=None if restart is None else _number(restart.get(_VAL), 0),
        legal=element.find(f"{W}isLgl") is not None,
        style=_value(element, "pStyle"),
        spaced=_value(element, "suff") != "nothing",
    )


def _shown(used: _List, counts: dict[int, int], level: int, shape: _Level) -> str:
    """One counter of a pattern; a level above that has not counted yet shows its first number."""
    own = used.levels.get(level, _Level())
    value = counts.get(level, own.start)
    if own.number_format in ("none", "bullet"):
        return ""
    return printed_number(value, "decimal" if shape.legal else own.number_format)


def _style(element: _Element) -> _Style:
    style = _Style(based_on=_value(element, "basedOn"))
    style.contents = _CONTENTS.fullmatch(_value(element, "name")) is not None
    properties = element.find(f"{W}pPr")
    if properties is not None:
        style.list_id, style.level = _numbers(properties)
        style.heading = _heading(properties)
    return style


def _heading(properties: _Element) -> bool | None:
    """What a paragraph's or a style's own properties say; None if nothing."""
    outline = properties.find(f"{W}outlineLvl")
    if outline is not None:
        return _number(outline.get(_VAL), _LEVELS) < _LEVELS
    side = properties.find(f"{W}jc")
    return None if side is None else side.get(_VAL) == "center"


def _numbers(properties: _Element) -> tuple[str, int | None]:
    numbers = properties.find(f"{W}numPr")
    if numbers is None:
        return "", None
    level = _value(numbers, "ilvl")
    return _value(numbers, "numId"), _number(level, 0) if level else None


def _style_of(properties: _Element | None) -> str:
    return "" if properties is None else _value(properties, "pStyle")


def _value(element: _Element, child: str) -> str:
    found = element.find(f"{W}{child}")
    return "" if found is None else found.get(_VAL, "")


def _number(text: str | None, otherwise: int) -> int:
    try:
        value = int(text or "")
    except ValueError:
        return otherwise
    return value if -_MOST < value < _MOST else otherwise
