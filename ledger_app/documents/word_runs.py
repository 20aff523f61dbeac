"""The text of a Word paragraph as it is printed, and a count of what is not read."""

from dataclasses import dataclass, field

from lxml.etree import _Element

from ledger_app.documents.word_numbers import W

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, CHOICE = f"{_CHOICES}AlternateContent", f"{_CHOICES}Choice"
_RUN, _TEXT, _PROPERTIES, _HIDDEN = f"{W}r", f"{W}t", f"{W}rPr", f"{W}vanish"
_STRUCK, _STRUCK_TWICE = f"{W}strike", f"{W}dstrike"
_BOX, _SYMBOL, _RUBY = f"{W}txbxContent", f"{W}sym", f"{W}ruby"
INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
THROUGH = frozenset(
    {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag")}
)  # wrappers without a look
_IN_LINE = THROUGH | {f"{W}{name}" for name in ("hyperlink", "fldSimple", "bdo", "dir", "rubyBase")}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_NOTED = {f"{W}footnoteReference": "脚注", f"{W}endnoteReference": "尾注", f"{W}commentReference": "批注"}
_SYMBOLS = {"F0FE": "☑", "F052": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FC": "✓", "F0FB": "✗"}
_OFF = ("0", "false", "off")
_QUOTED = 12  # characters of a text box that a note quotes


@dataclass(slots=True)
class Unread:
    """What a reading of a file left out or decided by the way."""

    inserted: int = 0
    deleted: int = 0
    hidden: int = 0  # characters
    struck: int = 0  # characters
    symbols: int = 0
    contents: int = 0  # lines
    boxes: list[str] = field(default_factory=list)  # their text
    noted: dict[str, int] = field(default_factory=dict)

    def notes(self) -> tuple[str, ...]:
        """One sentence for each."""
        told = []
        if self.inserted or self.deleted:
            told.append(f"文件里有修订痕迹，已按接受修订读入（插入{self.inserted}处，删除{self.deleted}处）")
        boxes = [text for text in self.boxes if text.strip()]
        if boxes:
            told.append(f"有{len(boxes)}个文本框没有读入（“{boxes[0].strip()[:_QUOTED]}”等）")
        if self.contents:
            told.append(f"目录的{self.contents}行没有读入")
        told += [f"有{count}条{kind}没有读入" for kind, count in self.noted.items()]
        if self.hidden:
            told.append(f"有{self.hidden}个隐藏的字没有读入")
        if self.struck:
            told.append(f"有{self.struck}个字带删除线，也已读入")
        if self.symbols:
            told.append(f"有{self.symbols}个符号字体里的字符认不出来，显示为□")
        return tuple(told)


def paragraph_text(paragraph: _Element, unread: Unread) -> str:
    """What a paragraph prints but its number: insertions taken, deletions and hidden text left out."""
    out: list[str] = []
    _read_inline(paragraph, out, unread)
    return "".join(out)


def _read_inline(parent: _Element, out: list[str], unread: Unread) -> None:
    for child in parent:
        tag = child.tag
        if tag == _RUN:
            _read_run(child, out, unread)
        elif tag in _IN_LINE:
            _read_inline(child, out, unread)
        elif tag in INSERTED:
            unread.inserted += 1
            _read_inline(child, out, unread)
        elif tag in DELETED:
            unread.deleted += 1
        elif tag == ALTERNATE:
            choice = child.find(CHOICE)
            if choice is not None:
                _read_inline(choice, out, unread)
        elif isinstance(tag, str) and tag.startswith(_MATH):
            out += [text.text or "" for text in child.iter(f"{_MATH}t")]


def _read_run(run: _Element, out: list[str], unread: Unread) -> None:
    for item in run:
        tag = item.tag
        if tag == _TEXT:
            out.append(item.text or "")
        elif tag == _PROPERTIES:
            if _is_on(item, _HIDDEN):
                unread.hidden += _length(run)
                return
            if _is_on(item, _STRUCK) or _is_on(item, _STRUCK_TWICE):
                unread.struck += _length(run)
        elif tag in _SIGNS:
            out.append(_SIGNS[tag])
        elif tag in _NOTED:
            unread.noted[_NOTED[tag]] = unread.noted.get(_NOTED[tag], 0) + 1
        else:
            _read_object(item, out, unread)


def _is_on(properties: _Element, name: str) -> bool:
    element = properties.find(name)
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def _length(run: _Element) -> int:
    return sum(len(text.text or "") for text in run.iter(_TEXT))


def _read_object(item: _Element, out: list[str], unread: Unread) -> None:
    """Symbols, pinyin over characters, drawings with text in them."""
    if item.tag == _SYMBOL:
        sign = _SYMBOLS.get(item.get(f"{W}char", "").upper())
        unread.symbols += sign is None
        out.append(sign or "□")
    elif item.tag == _RUBY:
        base = item.find(f"{W}rubyBase")
        if base is not None:
            _read_inline(base, out, unread)
    elif item.tag == ALTERNATE:
        choice = item.find(CHOICE)
        if choice is not None:
            for child in choice:
                _read_object(child, out, unread)
    else:
        boxes = item.iter(_BOX)
        unread.boxes += ["".join(text.text or "" for text in box.iter(_TEXT)) for box in boxes]
