"""One measure, several places: a measure of the annex that the plan's text says too, and the other way round."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ledger_app.domain.document import Document, Grid
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.ids import MeasureId
from ledger_app.domain.measure import Place, PlaceId
from ledger_app.text.folding import fold

_BEGINNING = 12  # folded characters by which a measure is known
_MOST_PLACES = 4  # of one measure, besides its own: what is said more often is a phrase


def with_second_places(draft: PlanDraft, document: Document) -> PlanDraft:
    """The draft with a place for wherever else in the document at least half of a measure is said, from its beginning.

    Every text is gone through once, whatever the number of measures."""
    measures = {measure.id: fold(measure.text) for measure in draft.measures}
    beginning_with = _by_beginning(measures)
    own = {(place.part, place.line) for place in draft.places}
    found: dict[MeasureId, list[Place]] = defaultdict(list)
    for text in _texts(document):
        if (text.part, text.line) not in own:
            for measure_id, start, end in _said(text.folded, beginning_with, measures):
                found[measure_id].append(text.place(measure_id, start, end))
    more = [place for places in found.values() if len(places) <= _MOST_PLACES for place in places]
    first = max((place.id for place in draft.places), default=0) + 1
    numbered = (replace(place, id=PlaceId(first + at)) for at, place in enumerate(more))
    return replace(draft, places=(*draft.places, *numbered))


@dataclass(frozen=True, slots=True)
class _Text:
    """A paragraph, or a cell of a table."""

    part: str
    line: int
    column: int | None  # None: a paragraph
    text: str

    @property
    def folded(self) -> str:
        return fold(self.text)

    def place(self, measure_id: MeasureId, start: int, end: int) -> Place:
        """The place of what is said from `start` to `end` of the folded text."""
        if self.column is None:
            origin = [at for at, character in enumerate(self.text) for _ in fold(character)]
            start, end = origin[start], _with_stop(self.text, origin[end - 1] + 1)
        else:
            start, end = self.column, self.column + 1
        return Place(id=PlaceId(0), measure_id=measure_id, part=self.part, line=self.line, start=start, end=end)


def _by_beginning(measures: dict[MeasureId, str]) -> dict[str, MeasureId]:
    """The measure that begins so; what several begin with tells nothing."""
    found: dict[str, MeasureId | None] = {}
    for measure_id, text in measures.items():
        if len(text) >= _BEGINNING:
            beginning = text[:_BEGINNING]
            found[beginning] = None if beginning in found else measure_id
    return {beginning: id_ for beginning, id_ in found.items() if id_ is not None}


def _texts(document: Document) -> Iterator[_Text]:
    for part in document.parts:
        if isinstance(part, Grid):
            for row, cells in enumerate(part.cells):
                yield from (_Text(part.name, part.first_row + row, at, text) for at, text in enumerate(cells) if text)
        else:
            yield from (_Text(part.name, at, None, line) for at, line in enumerate(part.lines, 1))


def _said(
    text: str, beginning_with: dict[str, MeasureId], measures: dict[MeasureId, str]
) -> Iterator[tuple[MeasureId, int, int]]:
    """Which measures a folded text says, from where to where."""
    at = 0
    while at + _BEGINNING <= len(text):
        measure_id = beginning_with.get(text[at : at + _BEGINNING])
        end = at + 1
        if measure_id is not None:
            length = _common(text, at, measures[measure_id])
            if 2 * length >= len(measures[measure_id]):
                yield measure_id, at, at + length
                end = at + length
        at = end


def _common(text: str, start: int, measure: str) -> int:
    """How many characters a measure and the text from `start` have in common."""
    most = min(len(measure), len(text) - start)
    return next((at for at in range(most) if text[start + at] != measure[at]), most)


def _with_stop(text: str, end: int) -> int:
    """The end of what is said, the full stop behind it included."""
    return end + (text[end : end + 1] in ("。", "；", ".", ";") and end < len(text))
