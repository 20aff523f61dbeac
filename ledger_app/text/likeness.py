"""How alike two names of bodies are: 市发改局 and 市发展改革局, 市口岸办 and 市口岸局."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from ledger_app.text.folding import same_name_key

ALIKE = 0.6  # from here on a clerk would want to be asked
SAME = 0.75  # from here on one asks the clerk unasked
_LEVELS = "市省区县州盟旗镇乡"
_KINDS = ("委员会", "总局", "局", "委", "厅", "办公室", "办", "处", "部", "中心", "公司", "政府")


def nearest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known names most like this one, best first; those less alike than `ALIKE` are left out."""
    rated = sorted(((likeness(name, other), other) for other in known), key=lambda pair: (-pair[0], pair[1]))
    return tuple(other for rate, other in rated[:most] if rate >= ALIKE)


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same body); an abbreviation is very like the name it shortens."""
    first, second = same_name_key(one), same_name_key(other)
    if first == second:
        return 1.0
    if _level(first) and _level(second) and _level(first) != _level(second):
        return 0.0  # 市财政局 is not 省财政厅
    short, long = sorted((_core(first), _core(second)), key=len)
    if len(short) >= 2 and short[0] == long[:1] and _shortens(short, long):
        return 0.9
    return SequenceMatcher(None, short, long, autojunk=False).ratio() * 0.9 if short else 0.0


def _level(name: str) -> str:
    return name[0] if name[:1] in _LEVELS else ""


def _core(name: str) -> str:
    """What the body is about: without its level and without the word for its kind."""
    name = name[len(_level(name)) :]
    for kind in _KINDS:
        if name.endswith(kind) and len(name) > len(kind) + 1:
            return name[: -len(kind)]
    return name


def _shortens(short: str, long: str) -> bool:
    """Whether the letters of the short name occur in the long one, in their order."""
    rest = iter(long)
    return all(letter in rest for letter in short)
