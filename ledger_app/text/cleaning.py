"""Cleaning (清洗) for understanding only: HTML tags, pinyin noise, invisible characters, site furniture, spam, and the
line breaks that a text copied as one line has lost.

The original stays as it is; `Cleaned` remembers where in it every line stands. Damage (缺损), words censored, masked or
lost on the way, is pointed out and never repaired."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from ledger_app.domain.document import Paragraphs
from ledger_app.domain.measure import DoubtKind
from ledger_app.text.folding import plain
from ledger_app.text.furniture import is_furniture
from ledger_app.text.headings import numbered
from ledger_app.text.outline import MeasureLine, Outline, Remark, Spot

_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9:]{0,15})(?=[\s/>])[^<>]*>|<!--|-->|<![A-Za-z\[][^<>]*>")
_BLOCKS = frozenset({"p", "br", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"})
_INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0xAD])
_UNSEEN = re.compile(f"[{''.join(map(chr, _INVISIBLE))}]+")
_SPACES = {0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " "}
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsywɡ])?[iuüvāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜaeo]"
    "[iuüaeoāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{0,2}(?:n[gɡ]?|r)?"
)
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_PINYIN = re.compile(rf"(?:(?<=[㐀-䶿一-鿿])[(（]|[(（](?=[a-z]{{0,4}}[{_TONES}])){_SYLLABLE}[)）]")
_PAGE = re.compile(
    r"第[ ]?\d{1,3}[ ]?页[ ]?[共/／][ ]?\d{1,3}[ ]?页|下载后可(?:任意|自行)?(?:编辑|修改)(?:使用)?"
)  # in a line
_FEWEST_PINYIN = 5  # in a text; fewer may be words of its own
_SPAM_PIECES, _SPAM_LENGTH = 5, 300
_SPAM = re.compile(r"[|｜]")
_DAMAGE = re.compile(
    "|".join(
        (
            r"[xX×]{3,}(?![a-zA-Z])",  # xxxx
            r"(?<=[一-鿿])x{2}(?=[一-鿿])",  # 中xx发展
            r"\{[a-z]{1,6}\}",  # {gjj}
            r"[一-鿿]?\?+[;；]?\?+[一-鿿]?",  # 規?；?
            r"[一-鿿]\?(?=[一-鿿\d])[一-鿿\d]?",  # 燃?
            r"\ufffd+|[\ue000-\uf8ff]+",
            r"[〔\[(（]\*[〕\])）]",  # 〔*〕43号
            r"\*(?=[市区區县縣镇鎮乡鄉]|[一-鿿]{1,4}(?:局|委|办|辦))",  # *工商分局
            r"[“\"]\*[”\"]",
            r"(?<=[发發])(?:19|20)\d{2}\d{1,4}(?!\d)",  # 国发201613
            r"(?<!\d)20\d{2}\d{3}(?!\d|[.%万萬亿億个個元])",  # 2016524
        )
    )
)
_INDENT = re.compile(r"(?<=\S)　　+(?=\S)")
_FEWEST_INDENTS, _FEWEST_NUMBERED = 3, 2  # within a line that holds paragraphs
_SHOWN = 5  # of the damaged places of one text


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit for understanding, the origin of each of its lines, and what was taken out."""

    text: Paragraphs
    origins: tuple[Spot, ...]
    remarks: tuple[Remark, ...] = ()


def clean(paragraphs: Paragraphs) -> Cleaned:
    """The text without what the web put into it."""
    lines: list[str] = []
    origins: list[Spot] = []
    noise = _has_noise(paragraphs.lines)
    taken = 0
    for place, line in enumerate(paragraphs.lines):
        for start, piece in ((begin + at, part) for begin, whole in _pieces(line) for at, part in _paragraphs(whole)):
            text = _PAGE.sub("", piece.translate(_INVISIBLE).translate(_SPACES))
            if noise:
                text, count = _PINYIN.subn("", text)
                taken += count
            lines.append("" if is_furniture(text) or _is_spam(text) else text)
            origins.append(Spot(paragraphs.name, place + 1, start, start + len(piece)))
    message = f"正文夹有{taken}处拼音注音，读入时已经去掉，原文没有改动。"
    remarks = (Remark(kind=DoubtKind.TEXT_DAMAGED, message=message),) if taken else ()
    return Cleaned(replace(paragraphs, lines=tuple(lines)), tuple(origins), remarks)


def taken_out(paragraphs: Paragraphs) -> dict[int, tuple[tuple[int, int], ...]]:
    """What the reading leaves out, by lines counted from 1: where in the original each piece begins and ends."""
    noise = _has_noise(paragraphs.lines)
    found = ((place, tuple(_left_out(line, noise))) for place, line in enumerate(paragraphs.lines, 1))
    return {place: spans for place, spans in found if spans}


def _left_out(line: str, noise: bool) -> list[tuple[int, int]]:
    """The tags, pinyin and invisible characters of a line, or all of a line of the web page."""
    if line.strip() and all(_is_no_text(piece, noise) for _, piece in _pieces(line)):
        return [(0, len(line))]
    patterns = (_TAG, _UNSEEN, _PAGE, *((_PINYIN,) if noise else ()))
    return sorted(match.span() for pattern in patterns for match in pattern.finditer(line))


def _is_no_text(piece: str, noise: bool) -> bool:
    text = piece.translate(_INVISIBLE).translate(_SPACES)
    text = _PINYIN.sub("", text) if noise else text
    return is_furniture(text) or _is_spam(text)


def in_original(outline: Outline, cleaned: Cleaned, original: Paragraphs) -> Outline:
    """The outline with every measure's spot in the original, and the remarks of the cleaning."""

    def moved(spot: Spot) -> Spot:
        if spot.part != original.name:
            return spot
        origin = cleaned.origins[spot.line - 1]
        if original.lines[origin.line - 1] == cleaned.text.lines[spot.line - 1]:
            return replace(spot, line=origin.line)
        return origin

    lines = [
        replace(line, spots=tuple(moved(spot) for spot in line.spots)) if isinstance(line, MeasureLine) else line
        for line in outline.lines
    ]
    return replace(outline, lines=tuple(lines), remarks=(*outline.remarks, *cleaned.remarks))


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """The paragraphs that a line of HTML holds, with the place they begin at; a line without tags is one."""
    if "<" not in line or _TAG.search(line) is None:
        yield 0, unescape(line) if "&" in line and ";" in line else line
        return
    begin = end = 0
    kept: list[str] = []
    for tag in _TAG.finditer(line):
        kept.append(line[end : tag.start()])
        end = tag.end()
        if (tag["name"] or "").lower() in _BLOCKS:
            if "".join(kept).strip():
                yield begin, unescape("".join(kept))
            begin, kept = end, []
    kept.append(line[end:])
    if "".join(kept).strip() or begin == 0:
        yield begin, unescape("".join(kept))


def _paragraphs(line: str) -> list[tuple[int, str]]:
    """The paragraphs of a text on one line, with the places they begin at: only their indents still part them."""
    cuts = [match.start() for match in _INDENT.finditer(line)]
    places = [0, *cuts] if len(cuts) >= _FEWEST_INDENTS else [0]
    found = [(start, line[start:end]) for start, end in zip(places, [*places[1:], len(line)], strict=True)]
    return found if sum(numbered(part.strip()) is not None for _, part in found) >= _FEWEST_NUMBERED else [(0, line)]


def _has_noise(lines: Sequence[str]) -> bool:
    found = 0
    for line in lines:
        if "(" in line or "（" in line:
            found += sum(1 for _ in _PINYIN.finditer(line))
            if found >= _FEWEST_PINYIN:
                return True
    return False


def _is_spam(line: str) -> bool:
    """Advertising: many short phrases between bars, no sentence."""
    text = plain(line)
    if len(text) > _SPAM_LENGTH * 4 or "。" in text or text.strip().startswith("|"):
        return False
    return len(_SPAM.findall(text)) >= _SPAM_PIECES


def damage_in(text: str) -> tuple[str, ...]:
    """The damaged places of a text with a character beside them, each once, at most five."""
    found: dict[str, None] = {}
    for match in _DAMAGE.finditer(text):
        found.setdefault(text[max(0, match.start() - 2) : match.end() + 2].strip())
        if len(found) == _SHOWN:
            break
    return tuple(found)
