"""Small tables and texts for the readers, and drafts in a form that tests can write down."""

from ledger_app.domain.document import Document, Grid, Paragraphs, Part, Span
from ledger_app.domain.draft import PlanDraft
from ledger_app.domain.measure import Doubt, Measure
from ledger_app.text.understand import understand


def a_grid(*rows: list[str], merges: str = "", name: str = "分工表") -> Grid:
    """A sheet of these rows; `merges` as the sheet calls them: 'A1:D1 B3:B4'."""
    width = max(len(row) for row in rows)
    cells = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return Grid(name=name, cells=cells, merges=tuple(a_span(text) for text in merges.split()))


def a_span(text: str) -> Span:
    (left, top), (right, bottom) = ((ord(at[0]) - 65, int(at[1:]) - 1) for at in text.split(":"))
    return Span(top=top, left=left, bottom=bottom, right=right)


def a_text(text: str) -> Paragraphs:
    return Paragraphs(name="正文", lines=tuple(text.split("\n")))


def a_document(*parts: Part, name: str = "云河市方案.xlsx") -> Document:
    return Document(name=name, sha256="0" * 64, original=b"", parts=parts)


def a_draft(*parts: Part, name: str = "云河市方案.xlsx") -> PlanDraft:
    return understand(a_document(*parts, name=name))


def outline(draft: PlanDraft) -> list[str]:
    """Headings and measures in order: 一、标题 / 措施 | 市甲局牵头 市乙局配合*, * where the units are inherited."""
    lines = [*draft.sections, *draft.measures]
    lines.sort(key=lambda line: line.position)
    return [row(draft, line) if isinstance(line, Measure) else line.printed for line in lines]


def row(draft: PlanDraft, measure: Measure) -> str:
    units = {unit.id: unit.name for unit in draft.units}
    duties = [
        f"{units[duty.unit_id]}{duty.role.label}{'*' if duty.inherited else ''}"
        for duty in draft.assignments
        if duty.measure_id == measure.id
    ]
    return f"  {measure.number or ''}{measure.text} | {' '.join(duties)}"


def due(draft: PlanDraft) -> list[str]:
    """The last day of each measure, or the words of a deadline without one; empty where there is no deadline."""
    found = (measure.deadline for measure in draft.measures)
    return ["" if deadline is None else str(deadline.last_day or deadline.phrase) for deadline in found]


def kinds(draft: PlanDraft) -> list[str]:
    return [doubt.kind.name for doubt in draft.doubts]


def doubt_of(draft: PlanDraft, kind: str) -> Doubt:
    found = [doubt for doubt in draft.doubts if doubt.kind.name == kind]
    assert len(found) == 1, draft.doubts
    return found[0]
