"""Which row of a newer version is which row of the older: equal texts first, then like texts near their old place."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_GRAM = 4  # characters; long enough that few rows share one by chance
_GRAMS_ASKED = 24  # the rarest of a row
_MOST_HOLDERS = 16  # of a gram; more common ones tell nothing
_ALIKE = 0.5  # from here on two texts are versions of one
_ALIKE_IN_PLACE = 0.3  # and from here on if they bear the same number under the same heading


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is compared: folded text, number and heading."""

    text: str
    number: str
    heading: str


def align(old: Sequence[Line], new: Sequence[Line]) -> list[int | None]:
    """For each new row the old row that it is, None if it is none of them; each old row is used once."""
    alignment = _Alignment(old, new)
    alignment.pair_equal(lambda line: line)
    alignment.pair_equal(lambda line: (line.text, line.heading))
    alignment.pair_equal(lambda line: line.text)
    alignment.pair_alike()
    return alignment.old_of


class _Alignment:
    def __init__(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        self._old, self._new = old, new
        self.old_of: list[int | None] = [None] * len(new)
        self._taken = [False] * len(old)

    def pair_equal(self, key: Callable[[Line], Hashable]) -> None:
        """Pair rows whose keys are equal, in their order."""
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for at in self._free_old():
            waiting[key(self._old[at])].append(at)
        for at in self._free_new():
            found = waiting.get(key(self._new[at]))
            if found:
                self._pair(at, found.popleft())

    def pair_alike(self) -> None:
        """Pair the rows most alike, of equally alike ones those nearest to where the order lets one expect them."""
        expected = self._expected()
        bigrams = _Bigrams()
        rated = []
        for at, candidates in self._candidates(expected):
            for other in candidates:
                rate = self._rate(self._new[at], self._old[other], bigrams)
                if rate:
                    rated.append((-rate, abs(other - expected[at]), at, other))
        for _, _, at, other in sorted(rated):
            if self.old_of[at] is None and not self._taken[other]:
                self._pair(at, other)

    def _rate(self, new: Line, old: Line, bigrams: "_Bigrams") -> float:
        likeness = bigrams.likeness(new.text, old.text)
        heading = new.heading == old.heading
        in_place = heading and new.number == old.number != ""
        if likeness < (_ALIKE_IN_PLACE if in_place else _ALIKE):
            return 0.0
        return round(likeness + 0.1 * in_place + 0.05 * heading, 1)

    def _candidates(self, expected: Sequence[int]) -> Iterator[tuple[int, Iterable[int]]]:
        """For each row that is left the few old rows that it could be."""
        holders: defaultdict[str, list[int]] = defaultdict(list)
        in_place: dict[tuple[str, str], int] = {}
        for other in self._free_old():
            line = self._old[other]
            in_place.setdefault((line.heading, line.number), other)
            for gram in _grams(line.text):
                holders[gram].append(other)
        for at in self._free_new():
            line = self._new[at]
            told = sorted((len(holders[gram]), gram) for gram in _grams(line.text) if gram in holders)
            found = Counter(
                other for count, gram in told[:_GRAMS_ASKED] if count <= _MOST_HOLDERS for other in holders[gram]
            )
            candidates = dict.fromkeys(other for other, _ in found.most_common(8))
            if (line.heading, line.number) in in_place:
                candidates[in_place[line.heading, line.number]] = None
            for other in (expected[at], expected[at] + 1):
                if 0 <= other < len(self._old) and not self._taken[other]:
                    candidates[other] = None
            yield at, candidates

    def _expected(self) -> list[int]:
        """For each new row the old row that would be it if nothing came or went since the pair above."""
        expected = []
        last = -1
        for found in self.old_of:
            last = last + 1 if found is None else found
            expected.append(last)
        return expected

    def _pair(self, new: int, old: int) -> None:
        self.old_of[new] = old
        self._taken[old] = True

    def _free_old(self) -> list[int]:
        return [at for at, taken in enumerate(self._taken) if not taken]

    def _free_new(self) -> list[int]:
        return [at for at, found in enumerate(self.old_of) if found is None]


class _Bigrams:
    """The pairs of neighbouring characters of texts, each text looked at once."""

    def __init__(self) -> None:
        self._known: dict[str, Counter[str]] = {}

    def likeness(self, one: str, other: str) -> float:
        """The share of pairs that two texts have in common, from 0 to 1."""
        first, second = self._of(one), self._of(other)
        total = first.total() + second.total()
        if len(first) > len(second):
            first, second = second, first
        common = sum(min(count, second[pair]) for pair, count in first.items() if pair in second)
        return 2 * common / total if total else 1.0

    def _of(self, text: str) -> Counter[str]:
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = Counter(map("".join, pairwise(text)) if text[1:] else text)
        return found


def _grams(text: str) -> set[str]:
    return {text[at : at + _GRAM] for at in range(max(1, len(text) - _GRAM + 1))}
