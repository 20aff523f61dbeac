"""A text of the original without what understanding left out, and the way between the two. No Qt here."""

from collections.abc import Mapping, Sequence

Spans = tuple[tuple[int, int], ...]


class CleanedLines:
    """The lines without the spans taken out; a position leads from either text to the other."""

    def __init__(self, original: Sequence[str], taken: Mapping[int, Spans]) -> None:
        self.original = tuple(original)
        self._taken = {
            line: spans
            for line, given in taken.items()
            if line <= len(self.original) and (spans := _apart(given, len(self.original[line - 1])))
        }
        self.lines = tuple(
            _without(text, self._taken[line]) if line in self._taken else text
            for line, text in enumerate(self.original, 1)
        )

    @property
    def anything_taken(self) -> bool:
        """Whether the two texts differ at all."""
        return bool(self._taken)

    def taken_from(self, line: int) -> Spans:
        """What was left out of a line (from 1) of the original."""
        return self._taken.get(line, ())

    def to_cleaned(self, line: int, offset: int) -> int:
        """Where a character of the original stands in the cleaned line, or what follows it if it was taken out."""
        spans = self._taken.get(line, ())
        return offset - sum(min(end, offset) - start for start, end in spans if start < offset)

    def to_original(self, line: int, offset: int) -> int:
        """Where a character of the cleaned line stands in the original."""
        for start, end in self._taken.get(line, ()):
            if start > offset:
                break
            offset += end - start
        return offset


def _apart(spans: Spans, length: int) -> Spans:
    """The spans inside a line of that length, those that touch or overlap joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < length):
        end = min(end, length)
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _without(text: str, spans: Spans) -> str:
    kept, begin = [], 0
    for start, end in spans:
        kept.append(text[begin:start])
        begin = end
    return "".join((*kept, text[begin:]))
