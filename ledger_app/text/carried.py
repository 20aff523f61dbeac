"""What a cell has from the one above it: a page break repeats it or carries it on (X（续）), a 〃 stands for it."""

import re
from enum import Enum

_MARK = re.compile(r"[(（](?:续表?|接上页|上接)[)）][\s　]*$")


_DITTO = frozenset({"〃", "同上", "″", "“", "”", '"', "''"})


class Carry(Enum):
    """How a cell stands to the one above it."""

    NEW = "new"
    REPEATED = "repeated"
    GOES_ON = "goes_on"


def is_marked(text: str) -> bool:
    """Whether a cell ends with （续）."""
    return _MARK.search(text) is not None


def is_ditto(text: str) -> bool:
    """Whether a cell only says that it is the same as the one above: 〃, 同上."""
    return squashed(text) in _DITTO


def unmarked(text: str) -> str:
    """The text without its （续）; white space in front of that stays."""
    return _MARK.sub("", text)


class CarriedColumn:
    """The cells of one column read downwards: `whole` is the last one with everything that carried it on."""

    def __init__(self) -> None:
        self.whole = ""
        self._piece = ""  # what the last row printed of it

    def take(self, text: str, *, new: bool) -> Carry:
        """Read the next cell down; `new` says that its row begins a measure, so that nothing can go on in it."""
        rest = unmarked(text)
        if rest != text and self._piece.strip():
            if squashed(rest) in (squashed(self._piece), squashed(self.whole)):
                return Carry.REPEATED
            if not new:
                self._piece, self.whole = rest, self.whole + rest
                return Carry.GOES_ON
        self._piece = self.whole = text
        return Carry.NEW


def squashed(text: str) -> str:
    """The text without white space, for comparing."""
    return "".join(text.split())
