"""HTML without what no browser prints: the parser trips over some of it, and has no end with some that has none."""

import re

_UNSHOWN = re.compile(r"<(?:[!?]|(script|style|template|noscript|noframes)\b)", re.I)
_ENDS = {
    word: re.compile(f"</{word}\\b[^>]*>", re.I) for word in ("script", "style", "template", "noscript", "noframes")
}

_CELL_ENDS = frozenset({"tr", "tbody", "thead", "tfoot", "table"})  # end tags that end an open cell or row
_TEXT_ENDS = frozenset({"td", "th", "body", "ruby", *_CELL_ENDS})
_FOLLOWS = {  # start tags that end an element without its end tag
    "td": ("td", "th", "tr"),
    "th": ("td", "th", "tr"),
    "tr": ("tr",),
    "li": ("li",),
    "rt": ("rt", "rp", "rb"),
    "rp": ("rt", "rp", "rb"),
    "p": ("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "h4", "td", "th", "tr"),
}


def shown_markup(html: str) -> str:
    """The markup without comments, declarations, instructions, scripts and styles."""
    last = html.rfind(">") + 1
    html = html[:last] + html[last:].replace("<", "&lt;")  # nothing behind the last > is a tag
    kept = []
    place = 0
    while (match := _UNSHOWN.search(html, place)) is not None:
        kept.append(html[place : match.start()])
        place = _end(html, match)
    kept.append(html[place:])
    return "".join(kept)


def _end(html: str, match: re.Match[str]) -> int:
    """Where the text goes on; the end of the page if what is not shown has no end."""
    if match[1]:
        close = _ENDS[match[1].lower()].search(html, match.end())
        return len(html) if close is None else close.end()
    mark = "-->" if html.startswith("<!--", match.start()) else ">"
    end = html.find(mark, match.end())
    return len(html) if end < 0 else end + len(mark)


class Hidden:
    """Tells which tags belong to an element that the page hides. What is never closed ends with what is around it."""

    def __init__(self) -> None:
        self._names: list[str] = []  # the hidden element, and those of its name in it
        self._tables = 0  # open ones in it

    def __bool__(self) -> bool:
        return bool(self._names)

    def begin(self, tag: str) -> None:
        """An element that is not printed opens."""
        self._names, self._tables = [tag], int(tag == "table")

    def start(self, tag: str) -> bool:
        """Whether a start tag belongs to the hidden element; else that has ended."""
        if not self._tables and tag in _FOLLOWS.get(self._names[0], ("body",)):
            self._names = []
            return False
        if tag == self._names[0]:
            self._names.append(tag)
        self._tables += tag == "table"
        return True

    def end(self, tag: str) -> bool:
        """Whether an end tag belongs to the hidden element; else that has ended."""
        ends = _CELL_ENDS if self._names[0] in ("td", "th", "tr") else _TEXT_ENDS
        if tag == self._names[0]:
            self._names.pop()
            self._tables -= tag == "table"
            return True
        if not self._tables and tag in ends:
            self._names = []
            return False
        self._tables -= tag == "table"
        return True
